"""How milestones stand: by the end of a month for what is issued, by now for the list that is worked through."""

from __future__ import annotations

import pytest

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.milestones import MilestoneState, in_turn, milestone_state, state_by_now


@pytest.mark.parametrize(
    ("deadline", "done_on", "month", "state"),
    [
        ("2023-06", None, 6, MilestoneState.OVERDUE),
        ("2023-06", None, 5, MilestoneState.UNDER_WAY),
        ("2023-06-15", "2023-07-02", 6, MilestoneState.OVERDUE),
        ("2023-06-15", "2023-07-02", 7, MilestoneState.DONE),
        ("2023", None, 11, MilestoneState.UNDER_WAY),
        ("2023", None, 12, MilestoneState.OVERDUE),
        ("年底", None, 12, MilestoneState.UNDATED),
        (None, "已完成", 1, MilestoneState.DONE),
    ],
)
def test_the_state_at_the_end_of_a_month(
    deadline: str | None, done_on: str | None, month: int, state: MilestoneState
) -> None:
    milestone = Milestone(1, 2023, "样例", deadline=deadline, done_on=done_on)
    assert milestone_state(milestone, 2023, month) is state
    assert state_by_now(milestone, 2023, month) is (MilestoneState.DONE if done_on else state)


def test_what_a_report_tells_as_done_is_done() -> None:
    assert state_by_now(Milestone(1, 2023, "样例", kind=Kind.ACTUAL), 2023, 6) is MilestoneState.DONE


def test_the_overdue_come_first_and_what_is_done_last() -> None:
    made = [
        Milestone(1, 2023, "已完成", deadline="2023-01", done_on="2023-01-09"),
        Milestone(2, 2023, "未定"),
        Milestone(3, 2023, "推进中", deadline="2023-12"),
        Milestone(4, 2023, "后到期", deadline="2023-05"),
        Milestone(5, 2023, "先到期", deadline="2023-04"),
    ]
    listed = sorted(made, key=lambda one: in_turn(one, milestone_state(one, 2023, 6)))
    assert [one.name for one in listed] == ["先到期", "后到期", "推进中", "未定", "已完成"]
