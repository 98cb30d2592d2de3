"""Where words stand on the pages of a scan."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import (
    LaidCell,
    PagePrints,
    Print,
    PrintBox,
    ScanLayout,
    layout_data,
    layout_from_data,
    lost_layout,
)

FIRST = Print(Span(0, 10), PrintBox(100, 50, 200, 20))
SECOND = Print(Span(11, 15), PrintBox(100, 80, 80, 20))
LAYOUT = ScanLayout(
    (PagePrints(1, 800, 600, (FIRST,)), PagePrints(3, 600, 800, (SECOND,), 1)),
    (Span(2, 3), Span(12, 12)),
    ((LaidCell(0, 0, Span(11, 13), columns=2), LaidCell(1, 0, Span(14, 15))),),
    (Span(0, 10),),
)


def test_a_place_in_a_line_is_its_share_of_the_line() -> None:
    assert list(LAYOUT.places(Span(2, 4))) == [(LAYOUT.pages[0], PrintBox(140, 50, 40, 20))]


def test_a_place_over_two_pages_has_a_box_on_each() -> None:
    assert [(page.number, box.left, box.width) for page, box in LAYOUT.places(Span(5, 12))] == [
        (1, 200, 100),
        (3, 100, 20),
    ]


def test_between_lines_there_is_no_place() -> None:
    assert not list(LAYOUT.places(Span(10, 11)))


@pytest.mark.parametrize(
    ("start", "end", "doubted"), [(0, 2, False), (2, 3, True), (0, 10, True), (3, 8, False), (11, 15, True)]
)
def test_what_touches_a_doubtful_character_is_doubted(start: int, end: int, doubted: bool) -> None:
    assert LAYOUT.doubts(Span(start, end)) is doubted


def test_a_layout_as_plain_values_and_back() -> None:
    assert layout_from_data(json.loads(json.dumps(layout_data(LAYOUT)))) == LAYOUT


@pytest.mark.parametrize("said", [[5, 4, 0, 0, 1, 1], [3, 3, 0, 0, 1, 1], [-1, 4, 0, 0, 1, 1], [1, 2, 3]])
def test_what_is_no_place_is_no_layout(said: list[int]) -> None:
    with pytest.raises(ValueError):
        layout_from_data({"pages": [{"number": 1, "size": [1, 1], "turned": 0, "prints": [said]}], "doubtful": []})


@pytest.mark.parametrize("said", [[-1, 0, 0, 1, 1, 1], [0, 0, 0, 1, 0, 1], [0, 0, 2, 1, 1, 1]])
def test_what_is_no_cell_is_no_layout(said: list[int]) -> None:
    with pytest.raises(ValueError):
        layout_from_data({**layout_data(ScanLayout()), "tables": [[said]]})


def test_a_layout_fits_the_text_of_which_it_is() -> None:
    assert LAYOUT.fits(20) and not LAYOUT.fits(12)
    assert lost_layout(20).lost and not LAYOUT.lost and lost_layout(20).doubts(Span(7, 8))


@pytest.mark.parametrize(
    "page",
    [
        PagePrints(0, 100, 100, ()),
        PagePrints(1, 0, 100, ()),
        PagePrints(1, 100, 10**9, ()),
        PagePrints(1, 100, 100, (), turned=4),
        PagePrints(1, 100, 100, (Print(Span(0, 2), PrintBox(0, 0, 0, 5)),)),
        PagePrints(1, 100, 100, (Print(Span(0, 2), PrintBox(-(10**9), 0, 5, 5)),)),
        PagePrints(3, 100, 100, ()),
    ],
)
def test_a_page_that_no_picture_has_is_none(page: PagePrints) -> None:
    assert not replace(LAYOUT, pages=(page, LAYOUT.pages[1])).fits(100)


def test_a_cell_far_outside_of_any_table_is_none() -> None:
    assert replace(LAYOUT, tables=((LaidCell(0, 0, Span(0, 2)),),)).fits(100)
    assert not replace(LAYOUT, tables=((LaidCell(10**12, 0, Span(0, 2)),),)).fits(100)
