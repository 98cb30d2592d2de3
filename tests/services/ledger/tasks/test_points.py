"""Points at the door: what each kind must say, closed months, what goes with a task and with a department."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import DepartmentChange, MilestoneChange, PointsChange, TargetChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Points, PointsAccount, PointsKind, Stated, TaskKind
from zonetracker.model.points.keys import entry_key, of_task
from zonetracker.services.ledger import ActualEntry, Changed, Ledger
from zonetracker.support.errors import Refusal

REASON = "按考核办公室意见"
TARGET, MILESTONE, IN_WORDS = 1, 1, 2
KEY = entry_key("overdue", TaskKind.MILESTONE, MILESTONE, 2023, 8)
BONUS = Points(
    0,
    2023,
    8,
    1,
    PointsAccount.SCORE,
    PointsKind.BONUS,
    "2023-09-04",
    Decimal("1.125"),
    reason="承办现场会",
    paper_no="云考〔2023〕2号",
)
BARE = replace(BONUS, amount=None)
WAIVER = replace(BARE, account=PointsAccount.LEDGER, kind=PointsKind.WAIVER, entry=KEY, paper_no="")


@pytest.fixture(autouse=True)
def year(ledger: Ledger) -> None:
    ledger.add_departments(["建设局", "招商局"])
    ledger.add_target("财政收入", 2023, Stated(Decimal(12), unit="亿元"))
    ledger.add_target("社会评价", 2023, Stated())
    ledger.add_milestone("滨河路", 2023, MilestoneChange(deadline="2023-07"))


def about(points: Points, task: TaskKind, task_id: int) -> Points:
    return replace(points, task=task, task_id=task_id)


CLAIM = about(replace(BONUS, kind=PointsKind.CLAIM, amount=Decimal(0)), TaskKind.MILESTONE, MILESTONE)
GIVEN = replace(BONUS, kind=PointsKind.GIVEN, amount=Decimal(90))


@pytest.mark.parametrize(
    "points",
    [
        BONUS,
        replace(BONUS, kind=PointsKind.DEDUCTION, account=PointsAccount.LEDGER),
        replace(BARE, kind=PointsKind.VETO),
        WAIVER,
        CLAIM,
        about(replace(BARE, kind=PointsKind.CHECK), TaskKind.TARGET, TARGET),
        replace(GIVEN, part="社会评价", amount=Decimal("0.0")),
        about(GIVEN, TaskKind.TARGET, IN_WORDS),
        about(BONUS, TaskKind.TARGET, TARGET),
    ],
)
def test_what_each_kind_says_is_kept_as_it_was_typed(ledger: Ledger, points: Points) -> None:
    assert ledger.add_points([points]).asked == ()
    (kept,) = ledger.points(2023)
    assert kept == replace(points, id=kept.id) and str(kept.amount) == str(points.amount)
    assert "{" not in ledger.history(limit=1)[0].title


@pytest.mark.parametrize(
    ("points", "code"),
    [
        (replace(BONUS, amount=Decimal("-1")), FindingCode.AMOUNT_WRONG),
        (replace(BONUS, amount=Decimal("0.00")), FindingCode.AMOUNT_WRONG),
        (replace(BONUS, amount=Decimal("NaN")), FindingCode.NOT_A_NUMBER),
        (BARE, FindingCode.AMOUNT_MISSING),
        (replace(CLAIM, amount=None), FindingCode.AMOUNT_MISSING),
        (replace(GIVEN, part="社会评价", amount=Decimal("100.01")), FindingCode.SHARE_BEYOND),
        (replace(BONUS, kind=PointsKind.VETO), FindingCode.AMOUNT_NEEDLESS),
        (replace(WAIVER, amount=Decimal(1)), FindingCode.AMOUNT_NEEDLESS),
        (replace(WAIVER, entry=""), FindingCode.ENTRY_WRONG),
        (replace(BONUS, entry=KEY), FindingCode.ENTRY_WRONG),
        (replace(WAIVER, account=PointsAccount.SCORE), FindingCode.KIND_ELSEWHERE),
        (replace(CLAIM, account=PointsAccount.LEDGER), FindingCode.KIND_ELSEWHERE),
        (replace(CLAIM, task=None, task_id=None), FindingCode.TASK_UNSAID),
        (GIVEN, FindingCode.TASK_UNSAID),
        (replace(BONUS, reason=" "), FindingCode.REASON_MISSING),
        (replace(BONUS, reason="111"), FindingCode.NO_REASON),
        (replace(BONUS, day="2099-01-01"), FindingCode.DAY_AHEAD),
        (replace(BONUS, day="2023-09"), FindingCode.NOT_A_DAY),
        (replace(BONUS, month=13), FindingCode.MONTH_BEYOND),
        (replace(BONUS, paper_no="号" * 1001), FindingCode.TEXT_LONG),
    ],
)
def test_what_a_kind_does_not_say_or_cannot_is_refused(ledger: Ledger, points: Points, code: FindingCode) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        ledger.add_points([points])
    assert refused.value.code is code and content(ledger) == before


def test_a_mark_over_a_computed_score_is_refused_and_the_way_told(ledger: Ledger) -> None:
    for task, number in ((TaskKind.TARGET, TARGET), (TaskKind.MILESTONE, MILESTONE)):
        with pytest.raises(Refusal, match="要增减请用加减分"):
            ledger.add_points([about(GIVEN, task, number)])


def test_what_the_office_marks_by_hand_is_marked_by_hand(ledger: Ledger) -> None:
    ledger.edit_milestone(MILESTONE, MilestoneChange(score_rule="评价分"))
    ledger.edit_target(TARGET, TargetChange(score_rule="评价分"))
    ledger.add_points([about(GIVEN, TaskKind.MILESTONE, MILESTONE), about(GIVEN, TaskKind.TARGET, TARGET)])
    ledger.edit_target(IN_WORDS, TargetChange(score_rule="按比例"))
    with pytest.raises(Refusal, match="要增减请用加减分"):
        ledger.add_points([about(GIVEN, TaskKind.TARGET, IN_WORDS)])
    ledger.edit_target(IN_WORDS, TargetChange(score_rule="没有的办法"))
    assert ledger.add_points([about(GIVEN, TaskKind.TARGET, IN_WORDS)]).operation_id


def test_a_missing_paper_asks_once_and_only_where_it_is_due(ledger: Ledger) -> None:
    waiting = ledger.add_points([replace(BONUS, paper_no=" "), WAIVER])
    assert [one.code for asked in waiting.asked for one in asked.findings] == [FindingCode.PAPERLESS]
    assert [one.kind for one in ledger.points(2023)] == [PointsKind.WAIVER]
    ledger.add_points([replace(BONUS, paper_no="")], REASON)
    number = ledger.points(2023)[-1].id
    assert ledger.edit_points(number, PointsChange(amount=Decimal(2))).asked == ()


def test_from_the_month_on_in_which_it_retires_a_department_takes_no_part(ledger: Ledger) -> None:
    ledger.edit_department(1, DepartmentChange(retired_from="2023-08"))
    with pytest.raises(Refusal, match="自 2023-08 起停用"):
        ledger.add_points([BONUS])
    ledger.add_points([replace(BONUS, month=7)])
    with pytest.raises(KeyError):
        ledger.add_points([replace(BONUS, department_id=99)])


def test_what_is_not_there_is_not_written_about(ledger: Ledger) -> None:
    before = content(ledger)
    with pytest.raises(KeyError):
        ledger.add_points([about(BONUS, TaskKind.TARGET, 99)])
    with pytest.raises(KeyError):
        ledger.edit_points(99, PointsChange())
    with pytest.raises(KeyError):
        ledger.remove_points([98, 99])
    assert content(ledger) == before


def test_a_closed_month_asks_and_is_opened_with_the_reason(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(TARGET, 2023, 8, Decimal(8), "亿元")])
    ledger.add_points([BONUS])
    number = ledger.points(2023)[0].id
    acts: tuple[Callable[[str], Changed], ...] = (
        lambda reason: ledger.add_points([BONUS], reason),
        lambda reason: ledger.edit_points(number, PointsChange(month=9), reason),
        lambda reason: ledger.remove_points([number], reason),
    )
    for act in acts:
        ledger.close_month(2023, 8)
        before = content(ledger)
        (asked,) = act("").asked
        assert [one.code for one in asked.findings] == [FindingCode.MONTH_CLOSED] and content(ledger) == before
        act(REASON)
        assert not ledger.closed(2023, 8) and REASON in ledger.history(limit=1)[0].title
        ledger.undo()
        assert content(ledger) == before and ledger.closed(2023, 8)
        ledger.undo()


def test_an_entry_is_waived_once(ledger: Ledger) -> None:
    ledger.add_points([WAIVER])
    with pytest.raises(Refusal, match="已经免责"):
        ledger.add_points([replace(WAIVER, reason="再次免责")])
    ledger.edit_points(ledger.points(2023)[0].id, PointsChange(reason="汛期停工半月"))
    assert ledger.points(2023)[0].reason == "汛期停工半月"


def test_a_removed_task_takes_along_what_was_about_it_alone(ledger: Ledger) -> None:
    veto = replace(BARE, kind=PointsKind.VETO)
    all_kinds = [BONUS, replace(BONUS, kind=PointsKind.DEDUCTION), veto, CLAIM, replace(BARE, kind=PointsKind.CHECK)]
    ledger.add_points([about(one, TaskKind.MILESTONE, MILESTONE) for one in (*all_kinds, WAIVER)])
    ledger.add_points([about(GIVEN, TaskKind.TARGET, IN_WORDS), about(BONUS, TaskKind.TARGET, IN_WORDS)])
    ledger.remove_milestones([MILESTONE])
    ledger.remove_targets([IN_WORDS])
    left = [(one.kind, one.task, one.task_id, one.reason) for one in ledger.points(2023)]
    kinds = [PointsKind.BONUS, PointsKind.DEDUCTION, PointsKind.VETO, PointsKind.BONUS]
    assert left == [(kind, None, None, "承办现场会") for kind in kinds]


def test_points_of_a_merged_target_and_the_waived_entry_are_the_first_ones(ledger: Ledger) -> None:
    ledger.add_target("税收", 2023, Stated(Decimal(12), unit="亿元"))
    late = entry_key("late", TaskKind.TARGET, 3, 2023, 8)
    ledger.add_points([about(replace(WAIVER, entry=late), TaskKind.TARGET, 3), about(BONUS, TaskKind.TARGET, 3)])
    ledger.merge_targets([TARGET, 3])
    moved = entry_key("late", TaskKind.TARGET, TARGET, 2023, 8)
    assert [(one.task_id, one.entry) for one in ledger.points(2023)] == [(TARGET, moved), (TARGET, "")]


def test_a_key_of_another_task_or_of_none_stays() -> None:
    assert of_task(KEY, TaskKind.TARGET, MILESTONE, 7) == KEY
    assert of_task(KEY, TaskKind.MILESTONE, 12, 7) == KEY
    assert of_task("", TaskKind.MILESTONE, 1, 7) == ""


def test_a_department_with_points_is_merged_and_not_removed(ledger: Ledger) -> None:
    ledger.add_points([BONUS])
    with pytest.raises(Refusal, match="可以并入别的单位"):
        ledger.remove_departments([1])
    ledger.merge_departments([1], 2)
    assert [one.department_id for one in ledger.points(2023)] == [2]
