"""Sheets for these tests: typed as lines of cells, or as a workbook with formats."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl

from zonetracker.extraction.reading import read_grids
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger


def csv_sheet(text: str, name: str = "报表.csv") -> sheets.SheetRead:
    """A file of comma-separated lines."""
    return sheets.sheet_from_grids(read_grids(text.encode("utf-8-sig"), name), name)


def typed(text: str, sheet: str = "报表") -> Grid:
    """A sheet of lines whose cells are parted by bars."""
    return Grid(sheet, tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().split("\n")))


def book(*grids: Grid, name: str = "报表.xlsx") -> sheets.SheetRead:
    """A file of sheets."""
    return sheets.sheet_from_grids(grids, name)


def excel(*rows: Sequence[object], formats: Sequence[tuple[str, str]] = ()) -> sheets.SheetRead:
    """A workbook of one sheet with number formats."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cell, form in formats:
        made.active[cell].number_format = form
    data = BytesIO()
    made.save(data)
    return sheets.sheet_from_grids(read_grids(data.getvalue(), "表.xlsx"), "表.xlsx")


def taken(
    ledger: Ledger, sheet: str | sheets.SheetRead, choices: sheets.Choices | None = None, month: int = 9
) -> sheets.SheetPlan:
    """The plan of a sheet for a month of 2023."""
    read = csv_sheet(sheet) if isinstance(sheet, str) else sheet
    return sheets.plan(ledger, read, 2023, month, choices or sheets.Choices())


def told(planned: sheets.SheetPlan) -> dict[str, tuple[str, ...]]:
    """For each row that is entered its value with unit and its growth; for others their decision and doubts."""
    return {row.indicator.name if row.indicator else row.name: _told(row) for row in planned.rows}


def _told(row: sheets.PlanRow) -> tuple[str, ...]:
    if row.decision.entered and row.after is not None:
        after = row.after
        level = "" if after.value is None else f"{after.value}{after.unit or ''}"
        return (level, "" if after.growth is None else str(after.growth))
    return (row.decision.value, *(doubt.code.value for doubt in row.doubts))
