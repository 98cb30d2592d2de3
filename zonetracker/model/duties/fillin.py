"""填报表: what a responsible unit is asked to fill in for a month, and what has come back of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.facts import Department, Milestone
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
    """One unit's sheet of a month: what it leads and is to fill in."""

    zone: str
    department: Department
    year: int
    month: int
    rows: tuple[FillInRow, ...]
    milestones: tuple[Milestone, ...]


def fill_ins(now: Progress, before: Progress | None, departments: Sequence[Department]) -> tuple[FillIn, ...]:
    """The sheets of a month for all units that have something to fill in; `before` is the month before in the year.

    A target is asked for in the months that have a figure by nature, a milestone until it is done.
    """
    index = DepartmentIndex(departments)
    earlier = {} if before is None else {row.target.id: row for row in before.rows}
    rows: dict[int, list[FillInRow]] = {one.id: [] for one in departments}
    items: dict[int, list[Milestone]] = {one.id: [] for one in departments}
    for row in now.rows:
        lead = index.resolve(row.target.responsible).lead
        if lead is not None and now.month in row.indicator.months:
            old = earlier.get(row.target.id)
            last_month = figure_in_unit(None if old is None else old.actual, row.unit)
            rows[lead.id].append(FillInRow(row, last_month, figure_in_unit(row.last_year, row.unit)))
    for item in now.milestones:
        lead = index.resolve(item.responsible).lead
        if lead is not None and item.done_on is None:
            items[lead.id].append(item)
    made = (
        FillIn(now.zone, one, now.year, now.month, tuple(rows[one.id]), tuple(items[one.id])) for one in departments
    )
    return tuple(one for one in made if one.rows or one.milestones)


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
