"""How milestones stand on a day: one answer for the page and for what is issued."""

from __future__ import annotations

from datetime import date

import pytest

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.milestones.states import (
    MilestoneDue,
    MilestoneStanding,
    MilestoneState,
    as_of,
    falling_due,
    in_turn,
    milestone_standing,
)
from zonetracker.words.standing import days_words


def test_a_month_is_looked_at_from_its_end_or_from_today() -> None:
    assert as_of(2023, 9, date(2023, 10, 8)) == date(2023, 9, 30)
    assert as_of(2023, 9, date(2023, 9, 30)) == date(2023, 9, 30)
    assert as_of(2023, 9, date(2023, 9, 12)) == as_of(2023, 12, date(2023, 9, 12)) == date(2023, 9, 12)
    assert as_of(2024, 2) == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("deadline", "done_on", "day", "state", "words"),
    [
        ("2023-06", None, "2023-07-15", MilestoneState.OVERDUE, "逾期15天"),
        ("2023-06", None, "2023-09-30", MilestoneState.OVERDUE, "逾期92天"),
        ("2023-06", None, "2023-06-30", MilestoneState.DUE_SOON, "当天到期"),
        ("2023-06", None, "2023-06-23", MilestoneState.DUE_SOON, "剩余7天"),
        ("2023-06", None, "2023-06-22", MilestoneState.UNDER_WAY, "剩余8天"),
        ("2023-08", None, "2023-09-29", MilestoneState.OVERDUE, "逾期29天"),
        ("2023", None, "2023-12-31", MilestoneState.DUE_SOON, "当天到期"),
        ("2023", None, "2024-01-01", MilestoneState.OVERDUE, "逾期1天"),
        ("2023-06-30", "2023-06-28", "2023-09-30", MilestoneState.DONE, "按期"),
        ("2023-07", "2023-08-02", "2023-09-30", MilestoneState.DONE, "逾期2天完成"),
        ("2023-07", "2023-08-02", "2023-07-31", MilestoneState.DUE_SOON, "当天到期"),
        ("2023-06-15", "2023-06", "2023-06-10", MilestoneState.DONE, "按期"),
        ("2023-06-15", "2023-06-20", "2023-06-30", MilestoneState.DONE, "逾期5天完成"),
        ("2023-06-15", "2023-07", "2023-07-31", MilestoneState.DONE, "逾期完成"),
        ("年底", None, "2023-12-31", MilestoneState.UNDATED, ""),
        ("2023-02-30", None, "2023-12-31", MilestoneState.UNDATED, ""),
        (None, "已完成", "2023-01-31", MilestoneState.DONE, ""),
        (None, "2023-03-01", "2023-03-31", MilestoneState.DONE, ""),
    ],
)
def test_the_state_on_a_day(
    deadline: str | None, done_on: str | None, day: str, state: MilestoneState, words: str
) -> None:
    milestone = Milestone(1, 2023, "样例", deadline=deadline, done_on=done_on)
    standing = milestone_standing(milestone, date.fromisoformat(day))
    assert (standing.state, days_words(standing)) == (state, words)


def test_what_a_report_tells_as_done_is_done() -> None:
    told = Milestone(1, 2023, "样例", kind=Kind.ACTUAL)
    assert milestone_standing(told, date(2023, 6, 30)) == MilestoneStanding(MilestoneState.DONE)


def test_the_longest_overdue_comes_first_and_what_is_done_last() -> None:
    made = [
        Milestone(1, 2023, "已完成", deadline="2023-01", done_on="2023-01-09"),
        Milestone(2, 2023, "未定"),
        Milestone(3, 2023, "推进中", deadline="2023-12"),
        Milestone(4, 2023, "后到期", deadline="2023-05"),
        Milestone(5, 2023, "先到期", deadline="2023-04"),
        Milestone(6, 2023, "快到期", deadline="2023-07-03"),
    ]
    listed = in_turn(made, date(2023, 6, 30))
    assert [one.name for one, _ in listed] == ["先到期", "后到期", "快到期", "推进中", "未定", "已完成"]


def test_what_falls_due_is_overdue_of_this_month_or_of_the_next_thirty_days() -> None:
    deadlines = [
        "2023-10-15",
        "2023-11-10",
        "2023-09-30",
        "2023-09",
        "2023-08",
        "2023",
        None,
        "2023-10-30",
        "2023-10-31",
    ]
    items = [Milestone(number, 2023, f"事项{number}", deadline=one) for number, one in enumerate(deadlines, 1)]
    items.append(Milestone(10, 2023, "办结的", deadline="2023-08", done_on="2023-08-30"))
    found = falling_due(items, date(2023, 9, 30))
    assert [(due, [item.id for item, _ in listed]) for due, listed in found] == [
        (MilestoneDue.OVERDUE, [5]),
        (MilestoneDue.THIS_MONTH, [3, 4]),
        (MilestoneDue.NEXT_DAYS, [1, 8]),
    ]
    assert falling_due(items[1:2], date(2023, 9, 30)) == []
    assert [due for due, _ in falling_due(items[1:2], date(2023, 10, 12))] == [MilestoneDue.NEXT_DAYS]
