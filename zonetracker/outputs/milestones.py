"""How a milestone stands at the end of a month: done, on its way, due by then and not done, or without a date."""

from __future__ import annotations

import re
from enum import Enum

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.progress import Progress
from zonetracker.support.i18n import tr

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class MilestoneState(Enum):
    """A milestone's state; OVERDUE means that its deadline lies in the month shown or before."""

    DONE = "done"
    OVERDUE = "overdue"
    UNDER_WAY = "under_way"
    UNDATED = "undated"


def milestone_state(milestone: Milestone, year: int, month: int) -> MilestoneState:
    """The state at the end of `month`; what was done later counts as not done yet."""
    done, due = _month_of(milestone.done_on), _month_of(milestone.deadline)
    if milestone.done_on and (done is None or done <= (year, month)):
        return MilestoneState.DONE
    if due is None:
        return MilestoneState.UNDATED
    return MilestoneState.OVERDUE if due <= (year, month) else MilestoneState.UNDER_WAY


def followed(progress: Progress) -> list[tuple[Milestone, MilestoneState]]:
    """The milestones of the year that are targets, each with its state; what is overdue comes first."""
    order = [MilestoneState.OVERDUE, MilestoneState.UNDER_WAY, MilestoneState.UNDATED, MilestoneState.DONE]
    states = [
        (milestone, milestone_state(milestone, progress.year, progress.month))
        for milestone in progress.milestones
        if milestone.kind is Kind.TARGET
    ]
    return sorted(states, key=lambda pair: (order.index(pair[1]), pair[0].deadline or "9999", pair[0].id))


def state_word(state: MilestoneState) -> str:
    """The office's word for a state."""
    words = {
        MilestoneState.DONE: tr("已完成"),
        MilestoneState.OVERDUE: tr("到期未完成"),
        MilestoneState.UNDER_WAY: tr("推进中"),
        MilestoneState.UNDATED: tr("推进中（未定时限）"),
    }
    return words[state]


def date_words(date: str | None) -> str:
    """2023-06 as 2023年6月; other wordings as they are; empty for none."""
    if not date:
        return ""
    found = _DATE.fullmatch(date)
    if not found:
        return date
    year, month, day = found.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def _month_of(date: str | None) -> tuple[int, int] | None:
    found = _DATE.match(date or "")
    return (int(found[1]), int(found[2] or 12)) if found else None
