"""Marks: a workbook that went out is known again, and each row of it wherever it stands."""

from __future__ import annotations

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.outputs.marking import Imprint, mark, marking_of


def test_what_is_marked_is_read_again_where_it_was_moved_to() -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in (["名称", "数"], ["甲", 1], ["乙", 2]):
        sheet.append(row)
    mark(book, Imprint("fill-in", "abc", 2023, 9, 4), {"表": {2: "target 7", 3: "target 8"}})
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden"]
    assert sheet.column_dimensions["C"].hidden
    rows = [tuple(str(cell.value or "") for cell in row) for row in sheet.iter_rows()]
    hidden = tuple(tuple(str(cell.value or "") for cell in row) for row in book.worksheets[1].iter_rows())
    grids = [Grid("表", (rows[0], rows[2], rows[1])), Grid("_zt", hidden, hidden=True)]
    found = marking_of(grids)
    assert found == Imprint("fill-in", "abc", 2023, 9, 4, {(0, 1): "target 8", (0, 2): "target 7"})


def test_what_is_not_marked_or_by_another_version_is_none() -> None:
    assert marking_of([]) is None
    assert marking_of([Grid("表", (("名称", "数"),))]) is None
    told = ["zonetracker", "1", "fill-in", "abc", "2023", "9", "x"]
    assert marking_of([Grid("_zt", tuple((one,) for one in told))]) is None
    assert marking_of([Grid("_zt", tuple((one,) for one in (told[0], "2", *told[2:6], "4")))]) is None
