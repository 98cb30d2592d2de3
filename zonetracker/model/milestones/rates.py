"""The rates of a list of milestones: how many are done, done in time, returned, and in how many days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState
from zonetracker.model.rounding import HUNDRED


@dataclass(frozen=True, slots=True)
class MilestoneRates:
    """How many of a list stand how; `states` counts each by its state, the cancelled too.

    `overdue` are those open past their deadline, whatever else they wait for, the suspended ones aside; `untimed` are
    done, but no deadline or no day says whether in time. `applied` and `returned` count those that were it at least
    once.
    """

    states: Mapping[MilestoneState, int]
    in_time: int
    overdue: int
    untimed: int
    applied: int
    returned: int

    @property
    def all(self) -> int:
        """How many count at all: what is cancelled does not."""
        return sum(self.states.values()) - self.states.get(MilestoneState.CANCELLED, 0)

    @property
    def done(self) -> int:
        """How many are done."""
        return self.states.get(MilestoneState.DONE, 0)

    @property
    def done_rate(self) -> Fraction | None:
        """办结率, in percent: of all that count, how many are done."""
        return share(self.done, self.all)

    @property
    def in_time_rate(self) -> Fraction | None:
        """按期办结率, in percent: of what is done or overdue, how many were done in time."""
        return share(self.in_time, self.done - self.untimed + self.overdue)

    @property
    def returned_rate(self) -> Fraction | None:
        """退回率, in percent: of those whose sign-off was applied for, how many were returned."""
        return share(self.returned, self.applied)


def milestone_rates(standings: Iterable[MilestoneStanding]) -> MilestoneRates:
    """The counts of a list, of which the rates are made; what is cancelled counts in its state alone."""
    listed = list(standings)
    asked = [one for one in listed if one.state is not MilestoneState.CANCELLED]
    done = [one for one in asked if one.state is MilestoneState.DONE]
    return MilestoneRates(
        Counter(one.state for one in listed),
        in_time=sum(one.in_time is True for one in done),
        overdue=sum(one.overdue for one in asked),
        untimed=sum(one.in_time is None for one in done),
        applied=sum(one.applied for one in asked),
        returned=sum(one.returned > 0 for one in asked),
    )


def share(part: int, whole: int) -> Fraction | None:
    """How much `part` is of `whole`, in percent and exactly; None where there is nothing to take it of."""
    return Fraction(part, whole) * HUNDRED if whole else None


def mean_days(days: Iterable[int]) -> Fraction | None:
    """The mean of the days that each took; None where none did."""
    listed = list(days)
    return Fraction(sum(listed), len(listed)) if listed else None
