"""The rates of a list of milestones, with the figures that offices publish."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.model.milestones.test_states import DAY, FIVE, RECORDS, B, recorded, standing_of, told
from zonetracker.model.facts import ActionKind, Milestone
from zonetracker.model.milestones.rates import MilestoneRates, mean_days, milestone_rates, share
from zonetracker.model.milestones.states import MilestoneState, milestone_standing
from zonetracker.model.rounding import shown


def printed(rate: Fraction | None, places: int = 1) -> Decimal | None:
    return None if rate is None else shown(rate, places)


def test_the_rates_of_a_list() -> None:
    rates = milestone_rates(standing_of(item) for item in FIVE)
    assert (rates.all, rates.done, rates.in_time, rates.overdue) == (5, 2, 1, 1)
    assert printed(rates.done_rate) == Decimal("40.0")
    assert printed(rates.in_time_rate) == Decimal("33.3")
    assert (rates.applied, rates.returned, rates.returned_rate) == (1, 1, 100)


def test_what_is_cancelled_leaves_all_counts_and_what_is_suspended_those_of_the_due() -> None:
    gone = milestone_standing(B, DAY, recorded(told(2, ActionKind.CANCEL, "2023-09-05")))
    held = milestone_standing(B, DAY, recorded(told(2, ActionKind.SUSPEND, "2023-09-05")))
    done = [standing_of(item) for item in FIVE if item.done_on]
    without = milestone_rates([*done, gone])
    assert (without.all, without.done_rate, without.in_time_rate) == (2, 100, 50)
    assert without.states[MilestoneState.CANCELLED] == 1
    still = milestone_rates([*done, held])
    assert (still.all, printed(still.done_rate), still.in_time_rate) == (3, Decimal("66.7"), 50)


def test_what_has_no_deadline_was_neither_in_time_nor_late() -> None:
    undated = milestone_standing(Milestone(9, 2023, "无时限", done_on="2023-05-01"), DAY)
    rates = milestone_rates([*(standing_of(item) for item in FIVE), undated])
    assert (rates.done, rates.untimed, printed(rates.in_time_rate)) == (3, 1, Decimal("33.3"))


def test_an_empty_list_has_no_rates() -> None:
    rates = milestone_rates([])
    assert (rates.done_rate, rates.in_time_rate, rates.returned_rate) == (None, None, None)


@pytest.mark.parametrize(
    ("part", "whole", "places", "told_as"),
    [
        (6, 22, 0, "27"),
        (16, 22, 0, "73"),
        (33, 112, 1, "29.5"),
        (51, 112, 1, "45.5"),
        (28, 112, 1, "25.0"),
    ],
)
def test_published_shares(part: int, whole: int, places: int, told_as: str) -> None:
    assert str(printed(share(part, whole), places)) == told_as


def counted(in_time: int, done: int, overdue: int) -> MilestoneRates:
    return MilestoneRates({MilestoneState.DONE: done, MilestoneState.OVERDUE: overdue}, in_time, overdue, 0, 0, 0)


def test_in_time_is_of_what_is_done_or_due() -> None:
    assert str(printed(counted(5, 6, 2).in_time_rate)) == "62.5"
    assert str(printed(counted(5, 7, 0).in_time_rate)) == "71.4"


def test_the_mean_of_the_days_that_limits_took() -> None:
    assert str(printed(mean_days([6, 4, 9, 2, 7]))) == "5.6"
    assert mean_days([]) is None


def test_rates_of_a_month_that_runs_know_nothing_of_what_comes() -> None:
    earlier = [milestone_standing(item, date(2023, 6, 30), RECORDS.get(item.id, recorded())) for item in FIVE]
    rates = milestone_rates(earlier)
    assert (rates.all, rates.done, rates.overdue, rates.applied) == (5, 1, 0, 0)
