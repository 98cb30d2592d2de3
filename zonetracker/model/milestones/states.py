"""How a milestone stands on a day: done, overdue, due soon, on its way, or without a date. Pages and paper ask here."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.progress import Progress

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SOON, _AHEAD = 7, 30


class MilestoneState(StrEnum):
    """A milestone's state; OVERDUE begins with the day after its deadline, DUE_SOON a week before it."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    UNDER_WAY = "under_way"
    UNDATED = "undated"


_ORDER = (
    MilestoneState.OVERDUE,
    MilestoneState.DUE_SOON,
    MilestoneState.UNDER_WAY,
    MilestoneState.UNDATED,
    MilestoneState.DONE,
)


@dataclass(frozen=True, slots=True)
class MilestoneStanding:
    """A milestone on a day: `left` are the days to its deadline, below zero once it is overdue.

    Of what is done `in_time` says whether it was done by its deadline, `late` how many days after it where both days
    are known.
    """

    state: MilestoneState
    left: int | None = None
    in_time: bool | None = None
    late: int | None = None


class MilestoneDue(StrEnum):
    """When an open milestone is due, seen from a day: each falls into the first of these that holds."""

    OVERDUE = "overdue"
    THIS_MONTH = "this_month"
    NEXT_DAYS = "next_days"


def as_of(year: int, month: int, today: date | None = None) -> date:
    """The day on which a month is looked at: its last one where that is past (or `today` is not said), else today."""
    last = date(year, month, monthrange(year, month)[1])
    return last if today is None or last < today else today


def milestone_standing(milestone: Milestone, day: date) -> MilestoneStanding:
    """How a milestone stands on `day`; what was done later is not done yet, and a report's deed is done."""
    done, due = _parts(milestone.done_on), _parts(milestone.deadline)
    if milestone.kind is Kind.ACTUAL or (milestone.done_on and (done is None or _by(done, _of(day)))):
        return _finished(done, due)
    if due is None:
        return MilestoneStanding(MilestoneState.UNDATED)
    left = (_end(due) - day).days
    if left < 0:
        return MilestoneStanding(MilestoneState.OVERDUE, left)
    return MilestoneStanding(MilestoneState.DUE_SOON if left <= _SOON else MilestoneState.UNDER_WAY, left)


def followed(progress: Progress) -> list[tuple[Milestone, MilestoneState]]:
    """The milestones of the year that are targets, each with its state; what is overdue comes first."""
    day = as_of(progress.year, progress.month, progress.today)
    wanted = [milestone for milestone in progress.milestones if milestone.kind is Kind.TARGET]
    return [(milestone, standing.state) for milestone, standing in in_turn(wanted, day)]


def in_turn(milestones: list[Milestone], day: date) -> list[tuple[Milestone, MilestoneStanding]]:
    """Milestones as they are listed: the longest overdue first, what is done last, each by its deadline."""
    standing = [(milestone, milestone_standing(milestone, day)) for milestone in milestones]
    return sorted(standing, key=lambda pair: (_ORDER.index(pair[1].state), _due(pair[0]), pair[0].id))


def falling_due(
    milestones: list[Milestone], day: date
) -> list[tuple[MilestoneDue, list[tuple[Milestone, MilestoneStanding]]]]:
    """The open milestones that are overdue, or due in the month of `day` or within 30 days after it, each in its turn.

    A day is as exact as the deadline: what is to be done by June is due on June's last day.
    """
    found: dict[MilestoneDue, list[tuple[Milestone, MilestoneStanding]]] = {due: [] for due in MilestoneDue}
    for milestone, standing in in_turn(milestones, day):
        due = _falls(standing, _due(milestone), day)
        if due is not None:
            found[due].append((milestone, standing))
    return [(due, listed) for due, listed in found.items() if listed]


def _falls(standing: MilestoneStanding, due: date, day: date) -> MilestoneDue | None:
    if standing.left is None:
        return None
    if standing.left < 0:
        return MilestoneDue.OVERDUE
    if (due.year, due.month) == (day.year, day.month):
        return MilestoneDue.THIS_MONTH
    return MilestoneDue.NEXT_DAYS if standing.left <= _AHEAD else None


def _due(milestone: Milestone) -> date:
    parts = _parts(milestone.deadline)
    return date.max if parts is None else _end(parts)


def _finished(done: tuple[int, ...] | None, due: tuple[int, ...] | None) -> MilestoneStanding:
    if done is None or due is None:
        return MilestoneStanding(MilestoneState.DONE)
    in_time = _by(done, due)
    late = None if in_time or len(done) < 3 else (_end(done) - _end(due)).days
    return MilestoneStanding(MilestoneState.DONE, in_time=in_time, late=late)


def _by(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether a date is not after another, as exactly as the coarser of both says."""
    length = min(len(one), len(other))
    return one[:length] <= other[:length]


def _end(parts: tuple[int, ...]) -> date:
    """The last day of a day, a month or a year."""
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def _of(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _parts(text: str | None) -> tuple[int, ...] | None:
    """Year, month and day of a date as far as it says them; None for words that are none."""
    found = _DATE.fullmatch(text or "")
    if found is None:
        return None
    parts = tuple(int(part) for part in found.groups() if part)
    try:
        _end(parts)
    except ValueError:
        return None
    return parts
