"""The history of one cell: every step that changed it and none that did not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.model.changes import ActualEntry, TargetChange, cleared
from zonetracker.model.facts import Bound, Stated
from zonetracker.services.bookkeeping.cells import CellStep, actual_steps, target_steps
from zonetracker.services.ledger import Ledger

GDP, TAXES = 1, 2


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元", bound=Bound.AT_LEAST, growth=Decimal(8)))
    ledger.add_target("税收收入", 2023, Stated(Decimal("9.0"), unit="亿元"))
    ledger.set_actuals(
        [ActualEntry(GDP, 2023, 9, Decimal("30.0"), "亿元", origin="九月.xlsx B2", source="统计局")], "九月.xlsx"
    )
    ledger.set_actuals(
        [ActualEntry(TAXES, 2023, 9, Decimal(5), "亿元"), ActualEntry(GDP, 2023, 8, Decimal(27), "亿元")]
    )
    return ledger


def told(steps: list[CellStep]) -> list[tuple[str, str, str]]:
    return [(step.operation.name, step.before, step.after) for step in steps]


def test_a_figure_from_its_sheet_to_its_correction(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(GDP, 2023, 9, Decimal(31), origin="手工填写")], reason="统计局核定数据")
    ledger.set_actuals([ActualEntry(GDP, 2023, 9, growth=Decimal("-3.5"))])
    ledger.set_actuals([cleared(GDP, 2023, 9)])
    ledger.set_actuals([ActualEntry(GDP, 2023, 9, Decimal(310000), "万元")])
    ledger.undo()
    steps = actual_steps(ledger, GDP, 2023, 9, "value")
    assert told(steps) == [
        ("undo", "310000万元", ""),
        ("set_actuals", "", "310000万元"),
        ("set_actuals", "31亿元", ""),
        ("set_actuals", "30.0亿元", "31亿元"),
        ("set_actuals", "", "30.0亿元"),
    ]
    assert [step.origin for step in steps] == ["", "", "", "手工填写", "九月.xlsx B2"]
    assert {step.operation.actor for step in steps} == {"测试员"} and "九月.xlsx" in steps[-1].operation.title
    assert told(actual_steps(ledger, GDP, 2023, 9, "growth")) == [
        ("set_actuals", "-3.5%", ""),
        ("set_actuals", "", "-3.5%"),
    ]
    assert told(actual_steps(ledger, GDP, 2023, 9, "source"))[-1] == ("set_actuals", "", "统计局")
    assert told(actual_steps(ledger, GDP, 2023, 9))[1:3] == [
        ("set_actuals", "", "310000万元"),
        ("set_actuals", "31亿元，-3.5%，来源 统计局", ""),
    ]


def test_only_the_month_and_the_indicator_that_was_asked_for(ledger: Ledger) -> None:
    assert told(actual_steps(ledger, TAXES, 2023, 9)) == [("set_actuals", "", "5亿元")]
    assert told(actual_steps(ledger, GDP, 2023, 8)) == [("set_actuals", "", "27亿元")]
    assert actual_steps(ledger, GDP, 2022, 9) == [] == actual_steps(ledger, TAXES, 2023, 8)


def test_a_target_by_its_cells(ledger: Ledger) -> None:
    ledger.edit_target(1, TargetChange(responsible="发改局"))
    ledger.edit_target(1, TargetChange(bound=Bound.ABOUT))
    ledger.adjust_target(1, Stated(Decimal(55), unit="亿元", growth=Decimal(8)), 7, "云政发3号", "上级核减")
    ledger.remove_targets([1])
    ledger.add_target(GDP, 2023, Stated(Decimal(56), unit="亿元"))
    values = [
        ("add_target", "", "56亿元"),
        ("remove_targets", "55亿元", ""),
        ("adjust_target", "60亿元左右", "55亿元"),
        ("edit_target", "60亿元以上", "60亿元左右"),
        ("add_target", "", "60亿元以上"),
    ]
    for cell in ("value", "unit", "bound"):
        assert told(target_steps(ledger, GDP, 2023, cell)) == values
    assert told(target_steps(ledger, GDP, 2023, "growth")) == [("remove_targets", "8%", ""), ("add_target", "", "8%")]
    assert told(target_steps(ledger, GDP, 2023, "responsible")) == [
        ("remove_targets", "发改局", ""),
        ("edit_target", "", "发改局"),
    ]
    assert told(target_steps(ledger, GDP, 2023, "name"))[-2:] == [
        ("edit_target", "60亿元以上，8%", "60亿元以上，8%，责任单位 发改局"),
        ("add_target", "", "60亿元以上，8%"),
    ]
    assert "上级核减" in target_steps(ledger, GDP, 2023, "value")[2].operation.title
