"""催报: how often a unit was chased for a month, and what it is chased for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zonetracker.model.duties.due import DutyTable, TaskDuty, UnitDuty
from zonetracker.model.facts import Action, ActionKind, ActionSubject

CHASE_PLACES = ("单位", "月", "时限", "n", "清单", "次", "第几次", "通报")
"""What may stand in braces in the text of a chase."""
NAMED_FROM = 3
"""The chase from which on a unit is named in the bulletin (列入通报)."""


@dataclass(frozen=True, slots=True)
class UnitChases:
    """On how many days a unit was chased for a month, and which one (ISO) was the last."""

    times: int = 0
    last: str = ""

    @property
    def named(self) -> bool:
        """Whether it is to be named in the bulletin."""
        return self.times >= NAMED_FROM

    def next(self, day: date) -> int:
        """The number of the chase that is made on `day`; what was noted on that day is this one."""
        return self.times if self.last == day.isoformat() else self.times + 1


def chases_of(actions: Iterable[Action], year: int, month: int) -> dict[int, UnitChases]:
    """The chases for a month by the id of the department."""
    days: dict[int, set[str]] = {}
    for action in actions:
        if (action.kind, action.subject) == (ActionKind.CHASE, ActionSubject.DEPARTMENT) and (
            action.year,
            action.month,
        ) == (year, month):
            days.setdefault(action.subject_id, set()).add(action.day)
    return {unit: UnitChases(len(listed), max(listed)) for unit, listed in days.items()}


def lacking(unit: UnitDuty) -> tuple[TaskDuty, ...]:
    """What a unit is chased for: what has not come, and what is behind without a reason."""
    return tuple(duty for duty in unit.tasks if duty.lacks)


def still_owed(table: DutyTable) -> tuple[int, int]:
    """How many units have not sent everything yet, and how many tasks; what nobody answers for is none of them."""
    waiting = [sum(duty.waits for duty in unit.tasks) for unit in table.units if unit.name]
    return sum(map(bool, waiting)), sum(waiting)


def due_first(duties: Iterable[TaskDuty]) -> date | None:
    """The first day by which something of this is owed; None where nothing is."""
    return min((duty.due for duty in duties if duty.due is not None), default=None)
