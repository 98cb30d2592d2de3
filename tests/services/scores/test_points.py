"""The points ledger out of a workbook: each event, caps, waivers, and a past month made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zonetracker.model.changes import (
    Acting,
    DepartmentChange,
    FilingChange,
    FilingEntry,
    IndicatorChange,
    MilestoneChange,
    NodeChange,
    TargetChange,
)
from zonetracker.model.facts import (
    ActionKind,
    Cycle,
    Points,
    PointsAccount,
    PointsKind,
    Stated,
    TaskKind,
)
from zonetracker.model.points.ledger import PointsLedger, PointsLine, PointsTotal
from zonetracker.model.points.rules import READY, PointsEvent, PointsPer, PointsRule, PointsRules
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.services.scores.points import keep_points_rules, ledger_of_points, take_back, waive
from zonetracker.storage.values import id_of
from zonetracker.support.errors import Refusal
from zonetracker.words.scores.lines import line_grounds, line_words

DECEMBER = date(2023, 12, 20)
ALL = READY[0]
HUNDRED = Decimal(100)
BUREAU, OFFICE = 1, 2


@pytest.fixture(autouse=True)
def units(ledger: Ledger) -> None:
    ledger.add_departments(["建设局", "招商局"])
    keep_points_rules(ledger, ALL)


def item(ledger: Ledger, name: str, **said: object) -> int:
    """A milestone of 建设局 that nobody reports on, unless it says otherwise."""
    usual = MilestoneChange(responsible="建设局", cycle=Cycle.NEVER)
    return ledger.add_milestone(name, 2023, replace(usual, **said)).ids["milestone"][0]  # type: ignore[arg-type]


def told(ledger: Ledger, month: int = 9, today: date = DECEMBER) -> PointsLedger:
    found = ledger_of_points(ledger, 2023, month, today)
    assert found is not None
    return found


def of(ledger: Ledger, month: int = 9, department: int = BUREAU, today: date = DECEMBER) -> PointsTotal:
    return next(one for one in told(ledger, month, today).totals if one.department.id == department)


def lines(ledger: Ledger, month: int = 9, department: int = BUREAU) -> list[tuple[str, str]]:
    return [(line_words(one), str(one.counted)) for one in told(ledger, month).of(department)]


def only(*rules: PointsRule, base: str = "0") -> PointsRules:
    return PointsRules("试用", Decimal(base), rules)


def filed(ledger: Ledger, number: int, month: int, value: str | None = None, on: str = "2023-10-01") -> None:
    said = FilingChange(progress="按计划推进", reported_on=on)
    if value is not None:
        said = replace(said, value=Decimal(value))
    ledger.file([FilingEntry(TaskKind.MILESTONE, number, 2023, month, said)], "如实填报")


def test_where_no_rules_are_chosen_no_points_are_kept(ledger: Ledger) -> None:
    keep_points_rules(ledger, None)
    assert ledger_of_points(ledger, 2023, 9, DECEMBER) is None


def test_rules_that_another_program_broke_are_left_out_and_told(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="积分规则看不懂"):
        ledger.set_settings(points_rules={"name": "甲", "rules": [{"event": "rain"}]})
    with ledger._database.operation("set_settings") as recorder:
        (row,) = recorder.query("SELECT * FROM setting WHERE key = 'points_rules'", ())
        recorder.update("setting", id_of(row), {"value": '{"name": "甲", "rules": 7}'})
    assert ledger_of_points(ledger, 2023, 9, DECEMBER) is None
    assert [(one.table, one.why) for one in ledger.damaged()] == [("setting", "积分规则看不懂，请在设置里重新选一套")]
    keep_points_rules(ledger, ALL)
    assert ledger.damaged() == [] and told(ledger).rules == ALL


def test_the_sum_of_an_assessed_unit_and_one_entry_waived(ledger: Ledger) -> None:
    for number in range(3):
        item(ledger, f"第{number}件", deadline="2023-06-30", done_on="2023-06-28")
    late = item(ledger, "污水管网", deadline="2023-08-15")
    refused = item(ledger, "农贸市场", signoff=True)
    ledger.act([refused], Acting(ActionKind.APPLY, "2023-09-04", "请予销号"))
    ledger.act([refused], Acting(ActionKind.RETURN, "2023-09-11", "材料不全"))
    silent = item(ledger, "滨河路", received_on="2023-09-02", cycle=Cycle.MONTH)
    assert of(ledger).total == Decimal("98.0") == HUNDRED + 3 - 2 - 2 - 1
    found = told(ledger)
    assert (of(ledger).added, of(ledger).taken, of(ledger).lines) == (3, -5, 7)
    overdue = [one for one in found.lines if one.entry and one.entry.task_id == late]
    assert [one.day for one in overdue] == ["2023-08-31", "2023-09-30"]
    waive(ledger, 2023, overdue[:1], date(2023, 10, 8), "汛期停工，已报备")
    assert of(ledger).total == Decimal("99.0") and of(ledger).waived == 1
    (waived,) = [one for one in told(ledger).lines if one.waiver]
    assert (waived.points, waived.counted, waived.capped) == (-1, 0, False)
    assert line_grounds(waived) == "时限2023年8月15日，月末未办结；免责：汛期停工，已报备"
    (unfiled,) = [one for one in found.lines if one.entry and one.entry.task_id == silent]
    assert line_words(unfiled) == "9月未报送：滨河路" and line_grounds(unfiled) == "应于2023年10月5日前报送"
    with pytest.raises(Refusal, match="已经免责"):
        waive(ledger, 2023, overdue[:1], date(2023, 10, 9), "再报一次")
    take_back(ledger, [waived])
    assert of(ledger).total == Decimal(98)


def test_the_ledger_of_a_past_month_is_made_again_as_it_was(ledger: Ledger) -> None:
    number = item(ledger, "污水管网", deadline="2023-06-30")
    in_september = told(ledger, 9, date(2023, 10, 1))
    assert [one.month for one in in_september.lines] == [7, 8, 9]
    ledger.edit_milestone(number, MilestoneChange(done_on="2023-11-20"))
    again = told(ledger, 9)
    assert [(one.key, one.counted, one.running) for one in again.lines] == [
        (one.key, one.counted, one.running) for one in in_september.lines
    ]
    assert [one.month for one in told(ledger, 12).lines] == [7, 8, 9, 10]


def test_a_month_that_is_not_over_says_nothing_of_its_end(ledger: Ledger) -> None:
    item(ledger, "污水管网", deadline="2023-06-30")
    assert [one.month for one in told(ledger, 9, date(2023, 9, 29)).lines] == [7, 8]
    assert [one.month for one in told(ledger, 9, date(2023, 9, 30)).lines] == [7, 8, 9]


def test_what_was_extended_suspended_or_cancelled_is_overdue_as_it_stood_then(ledger: Ledger) -> None:
    extended = item(ledger, "延期的", deadline="2023-07-31")
    ledger.act([extended], Acting(ActionKind.EXTEND, "2023-09-10", "等设备", after="2023-12"), "调度会同意")
    suspended = item(ledger, "暂缓的", deadline="2023-07-31")
    ledger.act([suspended], Acting(ActionKind.SUSPEND, "2023-09-10", "规划调整"))
    cancelled = item(ledger, "取消的", deadline="2023-07-31")
    ledger.act([cancelled], Acting(ActionKind.CANCEL, "2023-08-10", "上级取消"))
    assert lines(ledger) == [("8月逾期未办结：延期的", "-1"), ("8月逾期未办结：暂缓的", "-1")]


def test_what_was_done_in_time_was_so_until_it_was_reopened(ledger: Ledger) -> None:
    number = item(ledger, "农贸市场", deadline="2023-08-31")
    ledger.act([number], Acting(ActionKind.PASS, "2023-08-20", "已验收", done_on="2023-08-18"), "现场核实")
    ledger.act([number], Acting(ActionKind.REOPEN, "2023-11-10", "回头看发现问题"))
    assert lines(ledger) == [("8月按期办结：农贸市场", "1")]
    assert lines(ledger, 11) == [*lines(ledger), ("11月逾期未办结：农贸市场", "-1")]


def test_done_late_or_without_a_deadline_brings_nothing(ledger: Ledger) -> None:
    item(ledger, "晚的", deadline="2023-06-30", done_on="2023-07-02")
    item(ledger, "没有时限的", done_on="2023-07-02")
    item(ledger, "去年的", deadline="2023-06-30", done_on="2022-12-30")
    assert lines(ledger) == []


def test_what_comes_in_time_is_capped_over_the_year_and_the_cap_is_told(ledger: Ledger) -> None:
    for number in range(12):
        item(ledger, f"第{number}件", deadline="2023-06", done_on=f"2023-06-{number + 1:02}")
    found = told(ledger).of(BUREAU)
    assert [one.counted for one in found] == [1] * 10 + [0] * 2 and of(ledger).total == HUNDRED + 10
    assert [one.capped for one in found] == [False] * 10 + [True] * 2
    assert line_grounds(found[-1]) == "2023年6月12日办结，时限2023年6月；已到年度限额，计 0.00 分"
    waive(ledger, 2023, found[:1], date(2023, 7, 1), "数据重复")
    assert sum(one.counted for one in told(ledger).of(BUREAU)) == 10


def test_missing_and_late_reports_share_one_cap(ledger: Ledger) -> None:
    number = item(ledger, "滨河路", cycle=Cycle.MONTH)
    for month in (1, 2, 3):
        filed(ledger, number, month, on="2023-10-02")
    counted = [one.counted for one in told(ledger).of(BUREAU)]
    assert counted == [Decimal("-0.5")] * 3 + [-1] * 3 + [Decimal("-0.5"), 0, 0]
    assert of(ledger).total == HUNDRED - 5


def test_what_is_reported_quarterly_in_time_or_not_due_yet_costs_nothing(ledger: Ledger) -> None:
    number = item(ledger, "滨河路", cycle=Cycle.QUARTER, received_on="2023-06-20")
    filed(ledger, number, 6, on="2023-07-05")
    assert lines(ledger) == [("9月未报送：滨河路", "-1")]
    assert told(ledger, 9, date(2023, 10, 5)).lines == ()
    filed(ledger, number, 9, on="2023-10-07")
    (late,) = told(ledger).lines
    assert (line_words(late), late.counted) == ("9月迟报：滨河路", Decimal("-0.5"))
    assert line_grounds(late) == "应于2023年10月5日前报送，2023年10月7日报送"


def test_a_target_is_red_at_its_leads_cost_and_owed_by_its_supplier(ledger: Ledger) -> None:
    ledger.add_target("财政收入", 2023, Stated(Decimal(12), unit="亿元"), TargetChange(responsible="建设局"))
    ledger.edit_indicator(1, IndicatorChange(supplier="招商局", months=(3, 6, 9)))
    entry = ActualEntry(1, 2023, 6, Decimal("1"), "亿元", reported_on="2023-07-06")
    ledger.set_actuals([entry, replace(entry, month=3, value=Decimal("0.9"), reported_on="2023-04-05")], reason="如实")
    assert lines(ledger) == [("3月进度滞后：财政收入", "-1"), ("6月进度滞后：财政收入", "-1")]
    assert lines(ledger, department=OFFICE) == [("6月迟报：财政收入", "-0.5"), ("9月未报送：财政收入", "-1")]


def test_several_returns_in_a_month_are_one_entry_and_count_each(ledger: Ledger) -> None:
    number = item(ledger, "农贸市场", signoff=True)
    for day in ("2023-08-03", "2023-08-20", "2023-09-07"):
        ledger.act([number], Acting(ActionKind.APPLY, day, "请予销号"))
        ledger.act([number], Acting(ActionKind.RETURN, day, "材料不全"))
    assert lines(ledger) == [("8月销号退回2次：农贸市场", "-4"), ("9月销号退回：农贸市场", "-2")]


def test_a_project_brings_points_by_its_nodes_and_when_it_goes_on(ledger: Ledger) -> None:
    number = item(ledger, "厂房", template="项目", construction="续建", year_plan=Decimal(5), money_unit="亿元")
    start = next(node for node in ledger.nodes() if node.name == "开工")
    ledger.edit_node(start.id, NodeChange(done_on="2023-03-08"))
    filed(ledger, number, 4, "0", on="2023-05-01")
    filed(ledger, number, 5, "3", on="2023-06-01")
    assert [one for one in lines(ledger) if "滞后" not in one[0]] == [("3月开工：厂房", "5"), ("5月续建：厂房", "2")]
    assert lines(ledger, 2) == []


def test_the_money_of_a_project_is_red_and_a_missed_deadline_is_not_red_again(ledger: Ledger) -> None:
    number = item(ledger, "厂房", year_plan=Decimal(5), money_unit="亿元", deadline="2023-06-30")
    filed(ledger, number, 5, "0.2", on="2023-06-01")
    found = [("5月进度滞后：厂房", "-1"), *((f"{month}月逾期未办结：厂房", "-1") for month in (7, 8, 9))]
    assert lines(ledger) == found


@pytest.mark.parametrize(("plan", "points"), [("10", "20"), ("9.99", "10"), ("5", "10"), ("1", "6"), ("0.9999", "3")])
def test_a_plan_brings_points_by_its_size_once_a_year(ledger: Ledger, plan: str, points: str) -> None:
    sized = next(rules for rules in READY if any(rule.event is PointsEvent.SIZE for rule in rules.rules))
    keep_points_rules(ledger, sized)
    item(ledger, "厂房", year_plan=Decimal(plan), money_unit="亿元", received_on="2023-04-02")
    item(ledger, "没有计划的")
    assert lines(ledger) == [("4月年度计划投资分档：厂房", points)]
    assert lines(ledger, 3) == []


def test_what_is_spent_of_a_plan_adds_up_to_its_share_rounded_once(ledger: Ledger) -> None:
    keep_points_rules(ledger, only(PointsRule(PointsEvent.SPENT, Decimal(60), PointsPer.MONTH)))
    number = item(ledger, "厂房", year_plan=Decimal(5), money_unit="亿元")
    for month, spent in ((3, "1.1111"), (5, "2.2222"), (9, "3.2")):
        filed(ledger, number, month, spent, on="2023-10-01")
    assert [counted for _, counted in lines(ledger)] == ["13.33", "13.34", "11.73"]
    assert of(ledger).total == Decimal("38.40")
    filed(ledger, number, 10, "6", on="2023-11-01")
    assert of(ledger, 10).total == Decimal("60.00")


def test_what_counts_each_time_once_a_year_is_the_first_month(ledger: Ledger) -> None:
    keep_points_rules(ledger, only(PointsRule(PointsEvent.OVERDUE, Decimal(-3), PointsPer.EACH)))
    item(ledger, "污水管网", deadline="2023-06-30")
    assert lines(ledger) == [("7月逾期未办结：污水管网", "-3")]


def test_a_series_has_rules_of_its_own(ledger: Ledger) -> None:
    general = PointsRule(PointsEvent.OVERDUE, Decimal(-1), PointsPer.MONTH)
    keep_points_rules(ledger, only(general, replace(general, points=Decimal(-2), series="镇街")))
    ledger.edit_department(BUREAU, DepartmentChange(series="镇街"))
    item(ledger, "甲", deadline="2023-08-20")
    item(ledger, "乙", deadline="2023-08-20", responsible="招商局")
    assert [counted for _, counted in lines(ledger)] == ["-2", "-2"]
    assert [counted for _, counted in lines(ledger, department=OFFICE)] == ["-1", "-1"]


def test_points_by_hand_stand_by_date_beside_the_automatic_ones(ledger: Ledger) -> None:
    item(ledger, "污水管网", deadline="2023-07-31")
    given = Points(
        0, 2023, 8, BUREAU, PointsAccount.LEDGER, PointsKind.BONUS, "2023-08-10", Decimal("2.125"), reason="省级表彰"
    )
    taken = replace(given, kind=PointsKind.DEDUCTION, day="2023-09-04", month=9, paper_no="云督5号", reason="通报批评")
    ledger.add_points([given, taken, replace(taken, account=PointsAccount.SCORE)], "没有文号")
    found = told(ledger).of(BUREAU)
    assert [(one.day, line_words(one), str(one.running)) for one in found] == [
        ("2023-08-10", "省级表彰", "102.125"),
        ("2023-08-31", "8月逾期未办结：污水管网", "101.125"),
        ("2023-09-04", "通报批评", "99.000"),
        ("2023-09-30", "9月逾期未办结：污水管网", "98.000"),
    ]
    assert [line_grounds(one) for one in found if one.given] == ["", "云督5号"]
    take_back(ledger, [found[0]])
    assert len(told(ledger).of(BUREAU)) == 3


def test_a_retired_unit_takes_part_until_then_and_one_without_lines_has_its_base(ledger: Ledger) -> None:
    item(ledger, "污水管网", deadline="2023-06-30")
    ledger.edit_department(BUREAU, DepartmentChange(retired_from="2023-09"))
    ledger.edit_department(OFFICE, DepartmentChange(retired_from="2023-09"))
    assert [(one.department.id, one.total) for one in told(ledger, 8).totals] == [(BUREAU, 98), (OFFICE, 100)]
    assert [(one.department.id, one.total) for one in told(ledger, 9).totals] == [(BUREAU, 98)]


def test_a_merged_unit_has_the_entries_and_waivers_of_both(ledger: Ledger) -> None:
    item(ledger, "污水管网", deadline="2023-08-31")
    found: list[PointsLine] = told(ledger).of(BUREAU)
    waive(ledger, 2023, found, date(2023, 10, 1), "汛期停工")
    ledger.merge_departments([BUREAU], OFFICE)
    (line,) = told(ledger).of(OFFICE)
    assert line.waiver is not None and line.key == found[0].key
