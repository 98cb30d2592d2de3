"""How the units report in a month: counted by unit, chased by number, and the words by which each is asked."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.known import known
from zonetracker.model.changes import (
    ActualEntry,
    FilingChange,
    FilingEntry,
    IndicatorChange,
    MilestoneChange,
    TargetChange,
)
from zonetracker.model.duties.chasing import still_owed
from zonetracker.model.duties.due import DutyState
from zonetracker.model.facts import ActionKind, Stated, TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.services.units.issuing import issue_reporting
from zonetracker.services.units.reporting import (
    DUN_WORDS,
    MonthReporting,
    ReportingUnit,
    chase,
    clipboard_words,
    month_reporting,
    nothing_to_chase,
)
from zonetracker.support.errors import Refusal

LATER = date(2023, 10, 20)
TARGETS = ("固定资产投资", "财政总收入", "实到外资")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """One unit with three targets, one of them quarterly, and one milestone; another that owes one target."""
    ledger.add_departments(["招商局", "财政局"])
    for name in TARGETS:
        ledger.add_target(name, 2023, Stated(Decimal(12), unit="亿元"), TargetChange(responsible="招商局"))
    ledger.edit_indicator(1, IndicatorChange(months=(3, 6, 9, 12)))
    ledger.add_target("税收收入", 2023, Stated(Decimal(6), unit="亿元"), TargetChange(responsible="财政局"))
    ledger.add_milestone("孵化楼竣工", 2023, MilestoneChange(responsible="招商局", deadline="2023-12"))
    for number, came in ((1, "2023-10-04"), (2, "2023-10-07")):
        ledger.set_actuals([ActualEntry(number, 2023, 9, Decimal("9.5"), "亿元", reported_on=came)])
    said = FilingChange(progress="外立面施工", reported_on="2023-10-05")
    ledger.file([FilingEntry(TaskKind.MILESTONE, 1, 2023, 9, said)])
    return ledger


def unit_of(found: MonthReporting, name: str = "招商局") -> ReportingUnit:
    return next(one for one in found.units if one.duty.name == name)


def test_a_month_is_counted_by_unit(ledger: Ledger) -> None:
    found = month_reporting(ledger, 2023, 9, LATER)
    unit = unit_of(found)
    assert unit.duty.counts.owed == 4
    states = [unit.duty.counts.states.get(state, 0) for state in DutyState]
    assert states == [2, 1, 1, 0, 0] and found.rate(unit.duty.counts) == Decimal("50.0")
    assert still_owed(found.table) == (2, 2)
    ledger.set_settings(next_working_day=True)
    assert found.rate(unit_of(month_reporting(ledger, 2023, 9, LATER)).duty.counts) == Decimal("75.0")
    assert unit_of(month_reporting(ledger, 2023, 8, LATER)).duty.counts.owed == 3


def test_the_words_of_a_chase_say_what_is_missing_and_which_chase_it_is(ledger: Ledger) -> None:
    found = month_reporting(ledger, 2023, 9, LATER)
    assert found.words(unit_of(found)) == (
        "招商局：\n应于10月5日前报送的2023年1-9月目标任务进展情况，贵单位还有1项没有报齐，请尽快补报：\n"
        "1.实到外资（缺数值）"
    ), "the first chase is not counted"
    both = clipboard_words(found, found.units)
    assert both.count("请尽快补报：") == 2 and "\n\n财政局：\n" in both and "次催报" not in both


def test_the_third_chase_is_told_as_one_that_is_named(ledger: Ledger) -> None:
    for day in (20, 21, 22):
        found = month_reporting(ledger, 2023, 9, date(2023, 10, day))
        said = {20: "", 21: "这是第2次催报。", 22: "这是第3次催报。按规定列入通报。"}[day]
        assert found.words(unit_of(found)).partition("（缺数值）")[2].strip() == said
        assert ("列入通报" in found.words(unit_of(found))) is (day == 22)
        chase(ledger, found, [unit_of(found)])
        after = month_reporting(ledger, 2023, 9, date(2023, 10, day))
        assert after.words(unit_of(after)) == found.words(unit_of(found))
    unit = unit_of(month_reporting(ledger, 2023, 9, LATER))
    assert (unit.chases.times, unit.chases.last, unit.chases.named) == (3, "2023-10-22", True)
    assert unit_of(month_reporting(ledger, 2023, 8, LATER)).chases.times == 0
    ledger.undo()
    assert unit_of(month_reporting(ledger, 2023, 9, LATER)).chases.times == 2


def test_what_is_noted_twice_on_a_day_is_one_chase(ledger: Ledger) -> None:
    found = month_reporting(ledger, 2023, 9, LATER)
    for _ in range(3):
        chase(ledger, found, [unit_of(found)])
    again = unit_of(month_reporting(ledger, 2023, 9, LATER))
    assert (again.chases.times, again.chases.named) == (1, False)


def test_a_closed_months_list_says_the_day_as_of_which_it_was_counted(ledger: Ledger) -> None:
    ledger.close_month(2023, 9)
    issue = issue_reporting(ledger, month_reporting(ledger, 2023, 9, LATER))
    sheet = openpyxl.load_workbook(io.BytesIO(issue.makers["xlsx"]()), data_only=True).active
    assert sheet is not None
    assert "截至2023年10月20日" in [cell for row in sheet.iter_rows(max_row=2, values_only=True) for cell in row]


def test_only_registered_units_that_lack_something_are_chased(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(4, 2023, 9, Decimal(5), "亿元", reported_on="2023-10-04")])
    ledger.add_target("税务稽查收入", 2023, Stated(Decimal(2), unit="亿元"), TargetChange(responsible="科技局"))
    found = month_reporting(ledger, 2023, 9, LATER)
    free, unknown = unit_of(found, "财政局"), unit_of(found, "科技局")
    assert not free.lacks and chase(ledger, found, [free, unknown]).operation_id == 0
    assert nothing_to_chase([free]) == "所选单位这个月都已报齐，不用催报。"
    assert "还没有登记为单位" in nothing_to_chase([unknown])
    assert chase(ledger, found, found.units).name == "chase"
    assert [(one.kind, one.subject_id) for one in ledger.actions()] == [(ActionKind.CHASE, 1)]


def test_an_office_words_its_chase_itself(ledger: Ledger) -> None:
    ledger.set_settings(**{DUN_WORDS: "请{单位}补报（{n}项）：\n{清单}\n第{次}次。"})
    found = month_reporting(ledger, 2023, 9, LATER)
    assert found.words(unit_of(found)) == "请招商局补报（1项）：\n1.实到外资（缺数值）\n第1次。"
    with pytest.raises(Refusal, match="别的"):
        ledger.set_settings(**{DUN_WORDS: "请补报{别的}"})


def test_a_task_with_another_day_says_its_own(ledger: Ledger) -> None:
    ledger.edit_indicator(3, IndicatorChange(due_day=20))
    ledger.set_actuals([ActualEntry(2, 2023, 9, value=None, growth=None)])
    found = month_reporting(ledger, 2023, 9, date(2023, 10, 3))
    words = found.words(unit_of(found))
    assert "1.财政总收入（缺数值）\n2.实到外资（缺数值，10月20日前）" in words and "应于10月5日前" in words
    assert unit_of(found).duty.counts.states[DutyState.NOT_YET] == 2


def test_ten_times_as_many_tasks_ask_the_file_no_more_often(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    query = ledger._database.query

    def counting(sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return query(sql, *rest)

    monkeypatch.setattr(ledger._database, "query", counting)

    def cost() -> int:
        ledger.edit_indicator(1, IndicatorChange(category=known(ledger.find_indicator("固定资产投资")).category + "一"))
        asked.clear()
        month_reporting(ledger, 2023, 9, LATER)
        return len(asked)

    month_reporting(ledger, 2023, 9, LATER)
    few = cost()
    ledger.add_departments([f"第{number}局" for number in range(50)])
    for number in range(200):
        ledger.add_milestone(f"第{number}件事", 2023, MilestoneChange(responsible=f"第{number % 50}局"))
    month_reporting(ledger, 2023, 9, LATER)
    assert cost() == few < 40
