"""Forms of three makes: every figure right or listed as not filled, and nothing else in the file changed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from tests.services.forms.books import fill_book, months_side_by_side, parts, protected, two_heads
from zonetracker.model.planning import FormState
from zonetracker.services.forms import FormPlan, OpenedForm, open_form, writing_job
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish

Make = Callable[[Path], Mapping[str, str]]
MAKES = (two_heads, months_side_by_side, protected)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    fill_book(ledger)
    return ledger


def opened(ledger: Ledger, path: Path) -> tuple[OpenedForm, FormPlan]:
    one = finish(open_form(ledger, path))
    return one, one.planner.plan(2023, 9, one.planner.remembered())


@pytest.mark.parametrize("make", MAKES)
def test_every_figure_is_right_or_told(ledger: Ledger, tmp_path: Path, make: Make) -> None:
    expected = make(tmp_path / "表.xlsx")
    _, planned = opened(ledger, tmp_path / "表.xlsx")
    got = {line.place: line.figured.text if line.figured is not None else "" for line in planned.lines}
    assert {place: text for place, text in expected.items() if text} == {
        place: text for place, text in got.items() if text
    }
    assert {place for place, text in expected.items() if not text} <= got.keys()
    quiet = (FormState.LATER, FormState.SAME)
    assert all(line.why for line in planned.lines if line.figured is None and line.state not in quiet)


@pytest.mark.parametrize("make", MAKES)
def test_nothing_else_in_the_file_is_another(ledger: Ledger, tmp_path: Path, make: Make) -> None:
    path, copy = tmp_path / "表.xlsx", tmp_path / "填.xlsx"
    make(path)
    before = path.read_bytes()
    one, planned = opened(ledger, path)
    finish(writing_job(one, planned, copy))
    assert path.read_bytes() == before
    old, new = parts(before), parts(copy.read_bytes())
    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]
    was, sheet = old["xl/worksheets/sheet1.xml"], new["xl/worksheets/sheet1.xml"]
    for (row, column), figured in next(iter(planned.cells.values())).items():
        cell = f"{get_column_letter(column + 1)}{row + 1}".encode()
        empty = re.search(rb'<c r="%s"[^>]*?(?:/>|></c>)' % cell, was)
        sheet, count = re.subn(_filled(cell, figured.text), empty[0] if empty else b"", sheet)
        assert count == 1
    assert sheet == was


def _filled(cell: bytes, text: str) -> bytes:
    """A cell with its value."""
    value = rb'(?: t="inlineStr"><is><t>%s</t></is>|><v>%s</v>)' % (re.escape(text.encode()), re.escape(text.encode()))
    return rb'<c r="%s"(?: s="\d+")?%s</c>' % (cell, value)


def test_a_form_with_macros_keeps_them(ledger: Ledger, tmp_path: Path) -> None:
    path, copy = tmp_path / "表.xlsm", tmp_path / "填.xlsm"
    two_heads(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/vbaProject.bin", bytes(range(256)) * 40)
    one, planned = opened(ledger, path)
    finish(writing_job(one, planned, copy))
    old, new = parts(path.read_bytes()), parts(copy.read_bytes())
    assert [name for name in old if old[name] != new[name]] == ["xl/worksheets/sheet1.xml"]


def test_other_programs_read_the_copy(ledger: Ledger, tmp_path: Path) -> None:
    path, copy = tmp_path / "表.xlsx", tmp_path / "填.xlsx"
    months_side_by_side(path)
    one, planned = opened(ledger, path)
    finish(writing_job(one, planned, copy))
    book = openpyxl.load_workbook(copy)
    assert [book["分月"][cell].value for cell in ("E4", "E5", "E6", "C5")] == [20.12, 5560, "=SUM(E4:E5)", 5000]
    assert len(book["图表"]._charts) == 1
