"""填报表: what a responsible unit is asked to fill in for a month, and what has come back of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zonetracker.model.duties.chasing import due_first
from zonetracker.model.duties.due import DutyState, DutyTable
from zonetracker.model.facts import Department, Milestone, TaskKind
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.progress import Progress, ProgressRow


@dataclass(frozen=True, slots=True)
class FillInRow:
    """A target in a fill-in sheet; the figures beside it are in its unit."""

    row: ProgressRow
    last_month: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class FillIn:
    """One unit's sheet of a month: what it owes and is to fill in, by when at the earliest."""

    zone: str
    department: Department
    year: int
    month: int
    rows: tuple[FillInRow, ...]
    milestones: tuple[Milestone, ...]
    due: date | None = None


def fill_ins(now: Progress, before: Progress | None, owed: DutyTable) -> tuple[FillIn, ...]:
    """The sheets of a month for all registered units that owe something in it; `before` is the month before in the
    year, `owed` says who owes what.
    """
    earlier = {} if before is None else {row.target.id: row for row in before.rows}
    rows = {row.target.id: row for row in now.rows}
    items = {item.id: item for item in now.milestones}
    found = []
    for unit in owed.units:
        asked = [duty for duty in unit.tasks if duty.state is not DutyState.EXEMPT]
        if unit.department is None or not asked:
            continue
        of_targets = [rows[one.task.number] for one in asked if one.task.kind is TaskKind.TARGET]
        made = FillIn(
            zone=now.zone,
            department=unit.department,
            year=now.year,
            month=now.month,
            rows=tuple(_row(row, earlier.get(row.target.id)) for row in of_targets),
            milestones=tuple(items[one.task.number] for one in asked if one.task.kind is TaskKind.MILESTONE),
            due=due_first(asked),
        )
        found.append(made)
    return tuple(found)


def _row(row: ProgressRow, old: ProgressRow | None) -> FillInRow:
    last_month = figure_in_unit(None if old is None else old.actual, row.unit)
    return FillInRow(row, last_month, figure_in_unit(row.last_year, row.unit))


class ReturnState(StrEnum):
    """How a line that has come back stands to the workbook; the first two are entered unasked."""

    NEW = "new"
    ADDED = "added"
    SAME = "same"
    CONFLICT = "conflict"
    ASKED = "asked"
    STOPPED = "stopped"

    @property
    def waits(self) -> bool:
        """Whether it is entered when a clerk says so, and not before."""
        return self in (ReturnState.CONFLICT, ReturnState.ASKED)
