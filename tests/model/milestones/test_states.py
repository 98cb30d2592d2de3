"""How milestones stand on a day: one answer for the page and for what is issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.checking.limits import days_beyond, levels_beyond
from zonetracker.model.duties.workdays import published
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Kind, Milestone, Node, WarningLevel
from zonetracker.model.milestones.records import MilestoneRecord, StateOptions, records_of, state_options
from zonetracker.model.milestones.states import (
    MilestoneDue,
    MilestoneStanding,
    MilestoneState,
    NodeStanding,
    as_of,
    falling_due,
    followed,
    in_turn,
    milestone_standing,
    node_standing,
)
from zonetracker.model.standing import Grade
from zonetracker.words.standing import days_words, deadline_words, standing_word, warning_word


def told(milestone: int, kind: ActionKind, on: str, before: str | None = None, after: str | None = None) -> Action:
    return Action(int(on.replace("-", "")), ActionSubject.MILESTONE, milestone, on, kind, before=before, after=after)


def recorded(*actions: Action, nodes: tuple[Node, ...] = (), money: Grade | None = None) -> MilestoneRecord:
    return MilestoneRecord(actions, nodes, nodes, money)


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
    assert milestone_standing(told, date(2023, 6, 30)) == MilestoneStanding(MilestoneState.DONE, grade=Grade.DONE)


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
    day = date(2023, 9, 30)
    found = falling_due(in_turn(items, day), day)
    assert [(due, [item.id for item, _ in listed]) for due, listed in found] == [
        (MilestoneDue.OVERDUE, [5]),
        (MilestoneDue.THIS_MONTH, [3, 4]),
        (MilestoneDue.NEXT_DAYS, [1, 8]),
    ]
    assert falling_due(in_turn(items[1:2], day), day) == []
    later = date(2023, 10, 12)
    assert [due for due, _ in falling_due(in_turn(items[1:2], later), later)] == [MilestoneDue.NEXT_DAYS]
    held = {5: MilestoneRecord((told(5, ActionKind.SUSPEND, "2023-09-01"),))}
    assert [due for due, _ in falling_due(in_turn(items[4:5], day, held), day)] == []


# ---- what was done about it

DAY = date(2023, 9, 30)
A = Milestone(1, 2023, "甲", deadline="2023-06-30", done_on="2023-06-28")
B = Milestone(2, 2023, "乙", deadline="2023-08")
C = Milestone(3, 2023, "丙", deadline="2023-10-31")
D = Milestone(4, 2023, "丁", deadline="2023-07", done_on="2023-08-02")
E = Milestone(5, 2023, "戊", deadline="2023-10-31")
EXTENDED = told(3, ActionKind.EXTEND, "2023-09-10", "2023-09-15", "2023-10-31")
RECORDS = records_of([told(5, ActionKind.RETURN, "2023-09-25"), EXTENDED, told(5, ActionKind.APPLY, "2023-09-20")], [])
FIVE = (A, B, C, D, E)


def standing_of(item: Milestone, day: date = DAY) -> MilestoneStanding:
    return milestone_standing(item, day, RECORDS.get(item.id, MilestoneRecord()))


@pytest.mark.parametrize(
    ("item", "state", "days", "grade"),
    [
        (A, MilestoneState.DONE, "按期", Grade.DONE),
        (B, MilestoneState.OVERDUE, "逾期30天", Grade.LATE),
        (C, MilestoneState.UNDER_WAY, "剩余31天", Grade.ON_PACE),
        (D, MilestoneState.DONE, "逾期2天完成", Grade.DONE),
        (E, MilestoneState.RETURNED, "剩余31天", Grade.ON_PACE),
    ],
)
def test_a_list_on_the_last_of_september(item: Milestone, state: MilestoneState, days: str, grade: Grade) -> None:
    standing = standing_of(item)
    assert (standing.state, days_words(standing), standing.grade) == (state, days, grade)


def test_thirty_days_overdue_are_late_and_ask_for_a_red_note() -> None:
    before = standing_of(B, date(2023, 9, 29))
    assert (days_words(before), before.grade, before.warning) == ("逾期29天", Grade.BEHIND, WarningLevel.YELLOW)
    level = standing_of(B).warning
    assert level is WarningLevel.RED and warning_word(level) == "红色督办单"
    first = standing_of(B, date(2023, 9, 1))
    assert (first.grade, first.warning) == (Grade.BEHIND, WarningLevel.BLUE)
    assert standing_of(B, date(2023, 8, 31)).warning is None and standing_of(A).warning is None


def test_an_extension_keeps_the_deadline_before_it() -> None:
    assert deadline_words(standing_of(C)) == "2023年10月31日（原时限2023年9月15日，延期1次）"
    before = standing_of(C, date(2023, 9, 9))
    assert (before.deadline, before.former, before.state) == ("2023-09-15", (), MilestoneState.DUE_SOON)
    again = told(3, ActionKind.EXTEND, "2023-10-20", "2023-10-31", "2023-12")
    twice = milestone_standing(
        Milestone(3, 2023, "丙", deadline="2023-12"), date(2023, 10, 31), recorded(EXTENDED, again)
    )
    assert twice.former == ("2023-09-15", "2023-10-31") and "（原时限2023年9月15日，延期2次）" in deadline_words(twice)
    first = Milestone(3, 2023, "丙", deadline="2023-12")
    dated = milestone_standing(first, DAY, recorded(told(3, ActionKind.EXTEND, "2023-10-20", None, "2023-12")))
    assert dated.state is MilestoneState.UNDATED and deadline_words(dated) == ""


REOPENED = told(3, ActionKind.REOPEN, "2023-10-20", before="2023-07-20")


def test_what_was_reopened_later_was_done_until_then() -> None:
    again = Milestone(3, 2023, "丙", deadline="2023-07-31")
    for day in (date(2023, 8, 31), date(2023, 9, 30), date(2023, 10, 19)):
        standing = milestone_standing(again, day, recorded(REOPENED))
        assert (standing.state, standing.done_on, standing.in_time) == (MilestoneState.DONE, "2023-07-20", True)
    standing = milestone_standing(again, date(2023, 7, 19), recorded(REOPENED))
    assert (standing.state, standing.done_on) == (MilestoneState.UNDER_WAY, None)
    standing = milestone_standing(again, date(2023, 10, 20), recorded(REOPENED))
    assert (standing.state, standing.left, standing.done_on) == (MilestoneState.OVERDUE, -81, None)


def test_each_reopening_keeps_what_it_found() -> None:
    twice = told(3, ActionKind.REOPEN, "2023-12-04", before="2023-11-05")
    item = Milestone(3, 2023, "丙", deadline="2023-07-31", done_on="2023-12-20")
    known = {
        day: milestone_standing(item, date(2023, *day), recorded(REOPENED, twice)).done_on
        for day in ((9, 30), (10, 31), (11, 30), (12, 4), (12, 31))
    }
    assert list(known.values()) == ["2023-07-20", None, "2023-11-05", None, "2023-12-20"]


@pytest.mark.parametrize(("before", "state"), [(None, MilestoneState.OVERDUE), ("夏天", MilestoneState.DONE)])
def test_a_reopening_that_another_program_wrote_says_nothing_of_a_day(
    before: str | None, state: MilestoneState
) -> None:
    again = Milestone(3, 2023, "丙", deadline="2023-07-31")
    written = told(3, ActionKind.REOPEN, "2023-10-20", before=before)
    assert milestone_standing(again, date(2023, 9, 30), recorded(written)).state is state


def test_moves_count_from_their_days_on() -> None:
    item = Milestone(3, 2023, "丙", deadline="2023-12")
    moves = (
        told(3, ActionKind.SUSPEND, "2023-09-04"),
        told(3, ActionKind.RESUME, "2023-10-09"),
        told(3, ActionKind.CANCEL, "2023-11-06"),
        told(3, ActionKind.REOPEN, "2023-12-05"),
    )
    found = [milestone_standing(item, date(2023, month, 28), recorded(*moves)).state for month in range(8, 13)]
    assert found == [
        MilestoneState.UNDER_WAY,
        MilestoneState.SUSPENDED,
        MilestoneState.UNDER_WAY,
        MilestoneState.CANCELLED,
        MilestoneState.DUE_SOON,
    ]


def test_a_year_alone_is_over_with_its_last_month() -> None:
    item = Milestone(3, 2023, "丙", deadline="2023-12", done_on="2023")
    node = Node(1, 3, 0, "开工", done_on="2023")
    for day, done in ((date(2023, 1, 31), False), (date(2023, 11, 30), False), (date(2023, 12, 1), True)):
        assert (milestone_standing(item, day).state is MilestoneState.DONE, node_standing(node, day).done) == (
            done,
            done,
        )
    some_day = node_standing(Node(1, 3, 0, "开工", reached=True), date(2023, 1, 31))
    assert some_day.done, "what is done on a day that nobody knows is done"


def test_a_returned_application_may_be_made_again_and_the_count_stays() -> None:
    standing = standing_of(E)
    assert standing.applied and standing.returned == 1
    assert standing_of(E, date(2023, 9, 24)).state is MilestoneState.APPLIED
    again = recorded(*RECORDS[5].actions, told(5, ActionKind.APPLY, "2023-09-28"))
    assert milestone_standing(E, DAY, again).state is MilestoneState.APPLIED
    assert milestone_standing(E, DAY, again).returned == 1
    signed = Milestone(5, 2023, "戊", deadline="2023-10-31", done_on="2023-09-29", signoff=True)
    done = milestone_standing(signed, DAY, again)
    assert standing_word(signed, done) == "已销号" and standing_word(A, standing_of(A)) == "已办结"
    assert standing_word(E, standing) == "已退回"


@pytest.mark.parametrize(
    ("kind", "state"), [(ActionKind.APPLY, MilestoneState.APPLIED), (ActionKind.RETURN, MilestoneState.RETURNED)]
)
def test_what_waits_for_its_sign_off_may_be_overdue_as_well(kind: ActionKind, state: MilestoneState) -> None:
    standing = milestone_standing(B, DAY, recorded(told(2, kind, "2023-09-02")))
    assert (
        standing.state is state
        and standing.overdue
        and days_words(standing) == "逾期30天"
        and standing.grade is Grade.LATE
    )
    assert standing.warning is WarningLevel.RED


def test_what_is_suspended_stands_still_and_says_its_days() -> None:
    held = told(2, ActionKind.SUSPEND, "2023-09-05")
    standing = milestone_standing(B, DAY, recorded(held))
    assert standing.state is MilestoneState.SUSPENDED and days_words(standing) == "逾期30天"
    assert not standing.overdue and standing.grade is Grade.NOT_DUE and standing.warning is None
    resumed = milestone_standing(B, DAY, recorded(held, told(2, ActionKind.RESUME, "2023-09-30")))
    assert resumed.state is MilestoneState.OVERDUE
    waits = recorded(told(2, ActionKind.APPLY, "2023-09-01"), held, told(2, ActionKind.RESUME, "2023-09-30"))
    assert milestone_standing(B, DAY, waits).state is MilestoneState.APPLIED


def test_what_is_cancelled_has_no_days_and_no_grade() -> None:
    gone = told(2, ActionKind.CANCEL, "2023-09-05")
    assert milestone_standing(B, DAY, recorded(gone)) == MilestoneStanding(
        MilestoneState.CANCELLED, deadline="2023-08", grade=Grade.NOT_DUE
    )
    assert milestone_standing(B, date(2023, 9, 4), recorded(gone)).state is MilestoneState.OVERDUE
    assert milestone_standing(A, DAY, recorded(told(1, ActionKind.CANCEL, "2023-09-05"))).state is MilestoneState.DONE
    back = recorded(gone, told(2, ActionKind.REOPEN, "2023-09-20"))
    assert milestone_standing(B, DAY, back).state is MilestoneState.OVERDUE


@pytest.mark.parametrize(
    ("done_on", "deadline", "early_days", "words"),
    [
        ("2023-06-20", "2023-06-30", 0, "按期"),
        ("2023-06-20", "2023-06-30", 9, "提前10天"),
        ("2023-06-20", "2023-06-30", 10, "按期"),
        ("2023-06-01", "2023-06", 9, "按期"),
        ("2023-05-31", "2023-06", 9, "提前30天"),
        ("2023-05", "2023-06-30", 9, "按期"),
        ("2023-07-02", "2023-06-30", 9, "逾期2天完成"),
    ],
)
def test_what_is_early_is_told_where_an_office_wants_it(
    done_on: str, deadline: str, early_days: int, words: str
) -> None:
    item = Milestone(1, 2023, "样例", deadline=deadline, done_on=done_on)
    standing = milestone_standing(item, DAY, MilestoneRecord(), StateOptions(early_days=early_days))
    assert days_words(standing) == words


def test_a_node_has_its_own_days() -> None:
    start = Node(1, 1, 1, "开工", planned="2023-08-31")
    assert node_standing(start, DAY) == NodeStanding(left=-30, grade=Grade.LATE)
    assert node_standing(replace(start, reached=True), DAY) == NodeStanding(done=True, grade=Grade.DONE)
    patient = Node(2, 1, 2, "入库", planned="2023-08-31", behind_after=31, late_after=90)
    assert node_standing(patient, DAY).grade is Grade.ON_PACE
    assert node_standing(replace(start, behind_after=0, late_after=0), date(2023, 8, 31)).grade is Grade.ON_PACE
    assert node_standing(patient, date(2023, 10, 1)).grade is Grade.BEHIND
    assert node_standing(patient, date(2023, 11, 29)).grade is Grade.LATE
    done = Node(3, 1, 3, "竣工", planned="2023-08-31", done_on="2023-09-02")
    assert node_standing(done, DAY) == NodeStanding(done=True, in_time=False, late=2, grade=Grade.DONE)
    assert node_standing(done, date(2023, 9, 1)).left == -1
    assert node_standing(Node(4, 1, 4, "投产"), DAY) == NodeStanding()


def test_an_answer_within_seven_working_days_is_in_time() -> None:
    due = published().add(date(2023, 4, 26), 7).day
    answer = Node(1, 1, 3, "答复", planned=due.isoformat(), done_on="2023-05-08")
    assert due == date(2023, 5, 9) and node_standing(answer, DAY).in_time
    assert not node_standing(replace(answer, done_on="2023-05-10"), DAY).in_time


@pytest.mark.parametrize(
    ("deadline", "nodes", "money", "grade"),
    [
        (None, (), None, Grade.NO_DATA),
        ("2023-12", (), None, Grade.ON_PACE),
        ("2023-12", ("2023-09-20",), None, Grade.BEHIND),
        ("2023-12", ("2023-12-01", "2023-08-31"), None, Grade.LATE),
        (None, ("2023-12-01",), None, Grade.ON_PACE),
        (None, (), Grade.AHEAD, Grade.AHEAD),
        ("2023-12", (), Grade.DONE, Grade.DONE),
        ("2023-12", (), Grade.BEHIND, Grade.BEHIND),
        ("2023-12", ("2023-08-31",), Grade.BEHIND, Grade.LATE),
        ("2023-12", (), Grade.NO_DATA, Grade.NO_DATA),
        ("2023-08", (), Grade.EXCEEDED, Grade.LATE),
    ],
)
def test_a_grade_is_the_worst_of_deadline_nodes_and_money(
    deadline: str | None, nodes: tuple[str, ...], money: Grade | None, grade: Grade
) -> None:
    item = Milestone(1, 2023, "样例", deadline=deadline)
    listed = tuple(Node(number, 1, number, "节点", planned=planned) for number, planned in enumerate(nodes, 1))
    record = records_of((), listed, {} if money is None else {1: money}).get(1, MilestoneRecord())
    assert milestone_standing(item, DAY, record).grade is grade


def test_a_node_that_is_done_does_not_make_the_whole_done() -> None:
    record = recorded(nodes=(Node(1, 1, 1, "开工", planned="2023-08", done_on="2023-08-30"),))
    assert milestone_standing(Milestone(1, 2023, "样例"), DAY, record).grade is Grade.ON_PACE


def test_overdue_ones_come_first_whatever_they_wait_for() -> None:
    more = Milestone(6, 2023, "己", deadline="2023-05")
    records = {**RECORDS, 6: recorded(told(6, ActionKind.RETURN, "2023-09-01"))}
    assert [item.name for item, _ in in_turn([*FIVE, more], DAY, records)] == ["己", "乙", "戊", "丙", "甲", "丁"]
    month = build(SPECIMENS[:1])
    gone = {2: recorded(told(2, ActionKind.CANCEL, "2023-09-05"))}
    month = replace(month, milestones=FIVE, records={**RECORDS, **gone}, state_options=StateOptions(soon=40))
    listed = [(item.name, standing.state) for item, standing in followed(month)]
    assert listed == [
        ("丙", MilestoneState.DUE_SOON),
        ("戊", MilestoneState.RETURNED),
        ("甲", MilestoneState.DONE),
        ("丁", MilestoneState.DONE),
    ]


def test_a_record_has_its_own_actions_in_the_order_of_their_days() -> None:
    applied = replace(told(1, ActionKind.APPLY, "2023-09-20"), id=2)
    returned = replace(told(1, ActionKind.RETURN, "2023-09-25"), id=1)
    chased = Action(3, ActionSubject.DEPARTMENT, 1, "2023-09-28", ActionKind.CHASE)
    assert records_of([returned, chased, applied], [])[1].actions == (applied, returned)


# ---- an office's own days


def test_an_office_sets_its_own_days_and_what_cant_be_keeps_the_default() -> None:
    assert state_options({}) == StateOptions()
    said = {"early_days": 5, "soon": 10, "behind_after": 2, "late_after": 60, "supervise_levels": [3, 15, 45]}
    assert state_options(said) == StateOptions(5, 10, 2, 60, (3, 15, 45))
    wrong = {"early_days": -1, "soon": "7", "behind_after": True, "late_after": 4000, "supervise_levels": [30, 10, 1]}
    assert state_options(wrong) == StateOptions()
    for key, value in wrong.items():
        assert (levels_beyond(value) if key == "supervise_levels" else days_beyond(value)) is not None
    for levels in ("1,10,30", [1, 10], [0, 10, 30], [1, 1, 30], [1, 10, True], None):
        assert levels_beyond(levels) is not None and state_options({"supervise_levels": levels}) == StateOptions()
