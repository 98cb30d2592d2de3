"""How a milestone stands: done, on its way, due by the end of a month and not done, or without a date."""

from __future__ import annotations

import re
from enum import StrEnum

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.progress import Progress

_MONTH = re.compile(r"(\d{4})(?:-(\d{1,2}))?")


class MilestoneState(StrEnum):
    """A milestone's state; OVERDUE means that its deadline lies in the month shown or before."""

    DONE = "done"
    OVERDUE = "overdue"
    UNDER_WAY = "under_way"
    UNDATED = "undated"


_ORDER = (MilestoneState.OVERDUE, MilestoneState.UNDER_WAY, MilestoneState.UNDATED, MilestoneState.DONE)
_LAST = "9999"


def milestone_state(milestone: Milestone, year: int, month: int) -> MilestoneState:
    """The state at the end of `month`; what was done later counts as not done yet."""
    done, due = _month_of(milestone.done_on), _month_of(milestone.deadline)
    if milestone.done_on and (done is None or done <= (year, month)):
        return MilestoneState.DONE
    if due is None:
        return MilestoneState.UNDATED
    return MilestoneState.OVERDUE if due <= (year, month) else MilestoneState.UNDER_WAY


def state_by_now(milestone: Milestone, year: int, month: int) -> MilestoneState:
    """As `milestone_state`, but what was done since, or long ago, counts as done: for a list that is worked through."""
    if milestone.done_on or milestone.kind is Kind.ACTUAL:
        return MilestoneState.DONE
    return milestone_state(milestone, year, month)


def followed(progress: Progress) -> list[tuple[Milestone, MilestoneState]]:
    """The milestones of the year that are targets, each with its state; what is overdue comes first."""
    states = [
        (milestone, milestone_state(milestone, progress.year, progress.month))
        for milestone in progress.milestones
        if milestone.kind is Kind.TARGET
    ]
    return sorted(states, key=lambda pair: in_turn(*pair))


def in_turn(milestone: Milestone, state: MilestoneState) -> tuple[int, str, int]:
    """The key by which milestones are listed: the overdue first, what is done last, each by its deadline."""
    return _ORDER.index(state), milestone.deadline or _LAST, milestone.id


def _month_of(date: str | None) -> tuple[int, int] | None:
    found = _MONTH.match(date or "")
    return (int(found[1]), int(found[2] or 12)) if found else None
