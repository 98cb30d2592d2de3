"""A text comes back from its cell to the letter, and no cell begins like a formula."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.services.openforms.books import ODD_TEXTS
from zonetracker.services.openforms.cells import OF_LINES, OF_SPREADSHEETS, of_cell, to_cell
from zonetracker.services.openforms.form import OpenColumn, Shown

NEEDED, MAYBE = OpenColumn("note"), OpenColumn("unit", optional=True)
FIGURE = OpenColumn("value", Shown.FIGURE, optional=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize("guarded", [OF_LINES, OF_SPREADSHEETS])
@given(text=TEXTS)
@example(text="_x000D_")
@example(text="_x005F_x0041_")
@example(text="\\u000D\\u005Cu000D")
@example(text="\r\n\x00\x1f\ufffe")
@example(text="'")
def test_a_text_comes_back(guarded: str, text: str) -> None:
    for column in (NEEDED, MAYBE):
        assert of_cell(to_cell(text, column, guarded), column) == text


def test_nothing_is_told_from_a_text_without_a_letter() -> None:
    assert [to_cell(None, MAYBE, OF_LINES), to_cell("", MAYBE, OF_LINES), to_cell("", NEEDED, OF_LINES)] == [
        "",
        "'",
        "",
    ]
    assert [of_cell("", MAYBE), of_cell("'", MAYBE), of_cell("", NEEDED)] == [None, "", ""]


@pytest.mark.parametrize("text", [*ODD_TEXTS, "＝SUM(A1)", "－1", "\n=1"])
def test_a_line_of_a_csv_begins_no_formula(text: str) -> None:
    assert to_cell(text, NEEDED, OF_LINES)[0] not in "=+-@＝＋－＠\t\r\n"


def test_a_figure_stands_as_it_is() -> None:
    assert to_cell("-5.30", FIGURE, OF_LINES) == "-5.30"


def test_other_ends_of_lines_are_one_end() -> None:
    assert of_cell("一\r\n二\r三", NEEDED) == "一\n二\n三"
