"""What is filed, at the door: progress and sums of one task or many, whole returns, and when a figure was reported."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.made_reports import content, reason_filed
from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    FilingChange,
    FilingEntry,
    MilestoneChange,
    Returns,
)
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind, Filing, Stated, TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

REASON = "追加投资已报批"
TODAY = "2023-11-20"


@pytest.fixture
def project(ledger: Ledger) -> int:
    money = MilestoneChange(
        investment=Decimal(50000), spent_before=Decimal(20000), year_plan=Decimal(9000), money_unit="万元"
    )
    number = ledger.add_milestone("标准厂房", 2023, money).ids["milestone"][0]
    ledger.file([filed(number, 8, Decimal(8000)), filed(number, 10, Decimal(9500))])
    return number


def filed(number: int, month: int, value: Decimal | None, unit: str | None = "万元") -> FilingEntry:
    return FilingEntry(TaskKind.MILESTONE, number, 2023, month, FilingChange(value=value, unit=unit))


def of_month(ledger: Ledger, month: int) -> Filing | None:
    return next(iter(ledger.filings(2023, month)), None)


def test_everything_that_a_unit_files_is_kept_and_what_is_not_said_stays(ledger: Ledger, project: int) -> None:
    whole = FilingChange("缺工", "主体封顶", "增派人手", Decimal("8600.0"), "万元", "2023-10-07", "九月填报表")
    ledger.file([FilingEntry(TaskKind.MILESTONE, project, 2023, 9, whole)])
    kept = of_month(ledger, 9)
    assert kept is not None
    assert (kept.problem, kept.progress, kept.next_step) == ("缺工", "主体封顶", "增派人手")
    assert (str(kept.value), kept.unit, kept.reported_on, kept.origin) == (
        *("8600.0", "万元", "2023-10-07", "九月填报表"),
    )
    ledger.file([FilingEntry(TaskKind.MILESTONE, project, 2023, 9, FilingChange(progress="安装设备"))])
    later = of_month(ledger, 9)
    assert later is not None and (later.progress, later.problem, later.reported_on) == (
        "安装设备",
        "缺工",
        "2023-10-07",
    )
    empty = FilingChange(problem="", progress=" ", next_step="", value=None)
    ledger.file([FilingEntry(TaskKind.MILESTONE, project, 2023, 9, empty)])
    assert of_month(ledger, 9) is None


def test_a_new_filing_came_today_where_nothing_else_is_said(ledger: Ledger, project: int) -> None:
    of_october, of_august = of_month(ledger, 10), of_month(ledger, 8)
    assert of_october is not None and of_october.reported_on == TODAY
    assert of_august is not None and of_august.reported_on is None, "filled in so much later, nobody knows"
    with pytest.raises(Refusal) as refused:
        ledger.file([FilingEntry(TaskKind.MILESTONE, project, 2023, 8, FilingChange(reported_on="2023-11-21"))])
    assert refused.value.code is FindingCode.DAY_AHEAD


def test_a_sum_without_its_unit_is_in_that_of_the_project(ledger: Ledger, project: int) -> None:
    ledger.file([FilingEntry(TaskKind.MILESTONE, project, 2023, 9, FilingChange(value=Decimal(9000)))])
    kept = of_month(ledger, 9)
    assert kept is not None and kept.unit == "万元"
    ledger.file([filed(project, 9, Decimal("0.9"), "亿元")])
    kept = of_month(ledger, 9)
    assert kept is not None and (str(kept.value), kept.unit) == ("0.9", "亿元")


@pytest.mark.parametrize(
    ("value", "unit", "code"),
    [
        ("9000", "人", FindingCode.MONEY_UNIT),
        ("9000", "万美元", FindingCode.UNIT_DIFFERS),
        ("9000", None, FindingCode.MONEY_UNITLESS),
        ("-1", "万元", FindingCode.BELOW_ZERO),
        ("NaN", "万元", FindingCode.NOT_A_NUMBER),
    ],
)
def test_a_sum_that_cannot_be_is_refused(
    ledger: Ledger, project: int, value: str, unit: str | None, code: FindingCode
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        ledger.file([filed(project, 9, Decimal(value), unit)], REASON)
    assert refused.value.code is code and content(ledger) == before


@pytest.mark.parametrize(
    ("month", "value", "unit", "code"),
    [
        (9, "7999.9", "万元", FindingCode.CUMULATIVE_FALLS),
        (9, "0.79999", "亿元", FindingCode.CUMULATIVE_FALLS),
        (9, "9500.1", "万元", FindingCode.CUMULATIVE_ABOVE_LATER),
        (11, "27001", "万元", FindingCode.JUMP),
        (11, "30000.1", "万元", FindingCode.SPENT_EXCEEDS),
        (11, "3.00001", "亿元", FindingCode.SPENT_EXCEEDS),
    ],
)
def test_a_sum_that_falls_or_goes_beyond_is_asked(
    ledger: Ledger, project: int, month: int, value: str, unit: str, code: FindingCode
) -> None:
    entry = filed(project, month, Decimal(value), unit)
    (asked,) = ledger.file([entry]).asked
    assert code in [one.code for one in asked.findings] and not asked.stopped
    assert (asked.table, asked.row_id, asked.year, asked.month) == ("filing", project, 2023, month)
    assert ledger.file([entry], REASON).asked == ()


@pytest.mark.parametrize("value", ["27000", "2.7"])
def test_a_sum_at_the_edge_is_not_asked(ledger: Ledger, project: int, value: str) -> None:
    assert ledger.file([filed(project, 11, Decimal(value), "亿元" if "." in value else "万元")]).asked == ()


def test_a_target_has_its_figure_among_the_actuals(ledger: Ledger) -> None:
    target = ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元")).ids["target"][0]
    entry = FilingEntry(TaskKind.TARGET, target, 2023, 9, FilingChange(value=Decimal(3), unit="亿元"))
    with pytest.raises(Refusal, match="实绩"):
        ledger.file([entry])
    ledger.file(reason_filed(target, 9, "减税集中兑现"))
    assert ledger.history(1)[0].title == "填写原因：税收收入 2023年9月"


def test_of_many_those_asked_about_wait_and_all_is_one_step(ledger: Ledger, project: int) -> None:
    others = [ledger.add_milestone(f"第{number}号路", 2023).ids["milestone"][0] for number in range(30)]
    entries = [FilingEntry(TaskKind.MILESTONE, one, 2023, 9, FilingChange(progress=f"完成{one}米")) for one in others]
    before = content(ledger)
    changed = ledger.file([filed(project, 9, Decimal(1)), *entries])
    assert [one.row_id for one in changed.asked] == [project]
    assert len(ledger.filings(2023, 9)) == 30
    ledger.undo()
    assert content(ledger) == before
    with pytest.raises(KeyError):
        ledger.file([filed(999, 9, Decimal(1))])


def test_a_sum_of_a_closed_month_opens_it_with_a_reason(ledger: Ledger, project: int) -> None:
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(4), "亿元")])
    ledger.close_month(2023, 8)
    words = FilingEntry(TaskKind.MILESTONE, project, 2023, 8, FilingChange(problem="雨季停工"))
    assert ledger.file([words]).asked == () and ledger.closed(2023, 8)
    entry = filed(project, 8, Decimal(8100))
    (asked,) = ledger.file([entry]).asked
    assert [one.code for one in asked.findings] == [FindingCode.MONTH_CLOSED] and ledger.closed(2023, 8)
    ledger.file([entry], "审计核减后更正")
    assert not ledger.closed(2023, 8)
    assert "重新打开2023年8月（原因：审计核减后更正）" in ledger.history(1)[0].title
    ledger.undo()
    assert ledger.closed(2023, 8)


def test_a_return_brings_figures_progress_sums_and_what_is_done(ledger: Ledger, project: int) -> None:
    target = ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元")).ids["target"][0]
    signed = ledger.add_milestone("农贸市场", 2023, MilestoneChange(signoff=True)).ids["milestone"][0]
    free = ledger.add_milestone("滨河路", 2023).ids["milestone"][0]
    returned = Returns(
        2023,
        11,
        (ActualEntry(1, 2023, 11, Decimal(7), "亿元"),),
        {
            (TaskKind.TARGET, target): FilingChange(problem="减税集中兑现"),
            (TaskKind.MILESTONE, project): FilingChange(progress="封顶", next_step="安装", value=Decimal(9900)),
        },
        {signed: "2023-11-10", free: "2023-11"},
    )
    assert returned.count == 5
    assert ledger.enter_returns(returned).asked == ()
    assert ledger.milestone(free).done_on == "2023-11"
    assert ledger.milestone(signed).done_on is None, "a unit's word is what it applies for"
    assert [(one.subject_id, one.kind, one.day) for one in ledger.actions()] == [
        (signed, ActionKind.APPLY, "2023-11-10")
    ]
    ledger.enter_returns(Returns(2023, 11, done={signed: "2023-11-12"}))
    assert len(ledger.actions()) == 1, "applied for already"
    ledger.act([signed], Acting(ActionKind.PASS), REASON)
    assert ledger.milestone(signed).done_on == "2023-11-10"
    kept = {one.task: one for one in ledger.filings(2023, 11)}
    assert (kept[TaskKind.MILESTONE].value, kept[TaskKind.MILESTONE].next_step) == (Decimal(9900), "安装")
    assert {one.reported_on for one in kept.values()} == {TODAY}
    actual = ledger.actual(1, 2023, 11)
    assert actual is not None and actual.reported_on == TODAY


def test_a_figure_that_is_entered_is_reported_today_and_a_corrected_one_keeps_its_day(ledger: Ledger) -> None:
    ledger.add_target("税收收入", 2023, Stated(Decimal(9), unit="亿元"))
    said = ActualEntry(1, 2023, 8, Decimal(4), "亿元", reported_on="2023-09-04")
    ledger.set_actuals([said, ActualEntry(1, 2023, 9, Decimal(5), "亿元"), ActualEntry(1, 2023, 7, Decimal(3), "亿元")])
    assert [one.reported_on for one in ledger.actuals(2023)] == [None, "2023-09-04", TODAY]
    ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal("4.1"))])
    ledger.set_actuals([ActualEntry(1, 2023, 9, reported_on=None)])
    told = [(str(one.value), one.reported_on) for one in ledger.actuals(2023)]
    assert told == [("3", None), ("4.1", "2023-09-04"), ("5", None)]
    with pytest.raises(Refusal) as refused:
        ledger.set_actuals([ActualEntry(1, 2023, 9, reported_on="2023-11-21")])
    assert refused.value.code is FindingCode.DAY_AHEAD
