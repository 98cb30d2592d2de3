"""A row split, rows merged: nothing that was known of them is lost, and what contradicts is refused."""

from decimal import Decimal

import pytest

from tests.known import known
from tests.services.made_reports import actual, content, imported, reason_filed, target
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

FIRST, SECOND = 1, 2


def eight() -> Stated:
    return Stated(growth=Decimal(8))


def two_names(ledger: Ledger) -> tuple[int, ...]:
    """A level by one name and a growth by another, each from a sentence, with a baseline of the second."""
    ids = imported(ledger, target("甲产值", "80"), target("乙产值", None, "8"), actual("乙产值", "74"))
    ledger.confirm_rows(ids)
    return ids


def test_merged_rows_are_one_with_all_that_was_known(ledger: Ledger) -> None:
    ids = two_names(ledger)
    part = ledger.add_target("丙产值", 2023, Stated(), TargetChange(parent_id=SECOND)).ids["target"][0]
    ledger.edit_target(SECOND, TargetChange(responsible="发改局"))
    ledger.file(reason_filed(SECOND, 3, "订单减少"))
    ledger.set_actuals([ActualEntry(FIRST, 2023, 3, Decimal(18), "亿元")])
    ledger.adjust_target(SECOND, Stated(growth=Decimal(9)), 7, "云政发3号", "统计口径调整")
    before = content(ledger)
    changed = ledger.merge_targets([FIRST, SECOND])
    assert changed.operation_id and not changed.asked
    one = ledger.target(FIRST)
    assert (one.stated.value, one.stated.growth, one.responsible) == (Decimal(80), Decimal(9), "发改局")
    assert ledger.target(part).parent_id == FIRST and len(ledger.targets(2023)) == 2
    assert {ledger.made_by(row) for row in ids[:2]} == {one}
    baseline = known(ledger.actual(FIRST, 2022, 12))
    assert (baseline.value, baseline.row_id) == (Decimal(74), ids[2])
    assert [one.target_id for one in ledger.adjustments()] == [FIRST]
    assert known(ledger.find_indicator("乙产值")).id == FIRST
    ledger.undo()
    assert content(ledger) == before


def test_figures_that_contradict_are_not_merged(ledger: Ledger) -> None:
    two_names(ledger)
    ledger.set_actuals([ActualEntry(FIRST, 2022, 12, Decimal(70), "亿元")])
    with pytest.raises(Refusal, match="2022年12月的实绩不同"):
        ledger.merge_targets([FIRST, SECOND])
    ledger.edit_target(SECOND, TargetChange(value=Decimal(90), unit="亿元"))
    with pytest.raises(Refusal, match="目标数字不同"):
        ledger.merge_targets([FIRST, SECOND])


def test_an_equal_figure_in_both_stays_once(ledger: Ledger) -> None:
    two_names(ledger)
    ledger.set_actuals([ActualEntry(FIRST, 2022, 12, Decimal(740000), "万元")])
    ledger.merge_targets([FIRST, SECOND])
    assert [(one.indicator_id, one.value) for one in ledger.actuals()] == [(FIRST, Decimal(740000))]


def test_an_indicator_that_another_year_needs_stays(ledger: Ledger) -> None:
    two_names(ledger)
    ledger.add_target("乙产值", 2022, Stated(growth=Decimal(7)))
    ledger.set_actuals([ActualEntry(SECOND, 2021, 12, Decimal(60), "亿元")])
    ledger.merge_targets([FIRST, SECOND])
    assert {(one.indicator_id, one.year) for one in ledger.actuals()} == {(SECOND, 2021), (FIRST, 2022)}
    assert known(ledger.find_indicator("乙产值")).id == SECOND


def test_what_was_given_out_is_merged_with_a_reason(ledger: Ledger) -> None:
    two_names(ledger)
    ledger.set_actuals([ActualEntry(FIRST, 2023, 3, Decimal(18), "亿元")])
    ledger.close_month(2023, 3)
    before = content(ledger)
    assert ledger.merge_targets([FIRST, SECOND]).waits and content(ledger) == before
    assert ledger.merge_targets([FIRST, SECOND], "同一指标两种叫法").operation_id


def test_a_row_is_split_and_the_new_one_stands_behind_it(ledger: Ledger) -> None:
    imported(ledger, target("甲产值", "80", "8"), target("乙项", "3"))
    ledger.confirm_rows([1, 2])
    ledger.edit_target(FIRST, TargetChange(responsible="发改局", weight=Decimal(5)))
    ledger.split_target(FIRST, Stated(Decimal(80), unit="亿元"), "甲产值增速", eight())
    names = [ledger.indicator(one.indicator_id).name for one in ledger.targets(2023)]
    assert names == ["甲产值", "甲产值增速", "乙项"]
    new = ledger.targets(2023)[1]
    assert (new.stated, new.responsible, new.weight, new.quote) == (eight(), "发改局", None, ledger.target(FIRST).quote)
    assert ledger.target(FIRST).stated.growth is None
    with pytest.raises(Refusal, match="已有“乙项”的目标"):
        ledger.split_target(FIRST, Stated(), "乙项", eight())
    ledger.split_target(FIRST, Stated(Decimal(80), unit="亿元"), "甲一", Stated(Decimal(5), unit="亿元"), part=True)
    assert [one.parent_id for one in ledger.targets(2023)].count(FIRST) == 1
