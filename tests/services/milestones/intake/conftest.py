"""A workbook, ledgers made cell by cell, and what they would do to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from tests.services.milestones.intake.ledgers.made import Cell, Office
from zonetracker.extraction.tables.reader import tables_payload
from zonetracker.extraction.tables.wire import tables_from_json
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake import IntakeChoices, IntakePlan, IntakePlanner, KnownMilestones
from zonetracker.services.sheets import SheetRead
from zonetracker.support.job import finish

YEAR, MONTH, TODAY = 2023, 9, "2023-11-15"
Rows = Sequence[Sequence[Cell]]
Planned = Callable[..., IntakePlan]


def read(data: bytes, name: str) -> SheetRead:
    """A file as it leaves the fenced child."""
    return SheetRead(name, *tables_from_json(tables_payload(data, {"name": name})))


def sheet_of(rows: Rows, name: str = "台账.xlsx") -> SheetRead:
    """Rows of cells as the only sheet of a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), name)


def planner_of(ledger: Ledger, source: Office | Rows | SheetRead, month: int = MONTH) -> IntakePlanner:
    """What plans an office's ledger, rows of cells or a file."""
    if isinstance(source, Office):
        source = read(source.data(), source.file)
    elif not isinstance(source, SheetRead):
        source = sheet_of(source)
    return IntakePlanner(KnownMilestones(ledger, YEAR, month, TODAY), source)


@pytest.fixture
def planned(ledger: Ledger) -> Planned:
    """What a ledger would do to the workbook as it stands."""

    def plan(source: Office | Rows | SheetRead, choices: IntakeChoices | None = None, month: int = MONTH) -> IntakePlan:
        return finish(planner_of(ledger, source, month).plan(choices or IntakeChoices()))

    return plan
