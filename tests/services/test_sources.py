"""Whose figures there are: the list of a workbook, what a sheet says, and how an entry keeps or clears it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.known import known
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.services.sources import keep_sources, proposed_source, sources_of, usual_sources
from zonetracker.support.errors import Refusal

USUAL = ("统计局", "财政局", "部门自报", "快报", "预计")


@pytest.fixture
def entered(ledger: Ledger) -> Ledger:
    """A ledger with one expected figure."""
    ledger.add_target("税收收入", 2023, Stated(Decimal(60), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal("57.2"), "亿元", Decimal("6.8"), source="统计局（预计）")])
    return ledger


def source(ledger: Ledger) -> str:
    return known(ledger.actual(1, 2023, 9)).source


def test_the_list_is_the_usual_one_until_it_is_edited(ledger: Ledger) -> None:
    assert sources_of(ledger) == usual_sources() == USUAL
    keep_sources(ledger, "统计局、 税务局，税务局;发改局")
    assert sources_of(ledger) == ("统计局", "税务局", "发改局")
    keep_sources(ledger, " 、")
    assert sources_of(ledger) == USUAL
    with pytest.raises(Refusal):
        keep_sources(ledger, "局" * 31)


@pytest.mark.parametrize(
    ("lines", "proposed"),
    [
        ([], ""),
        (["青禾高新区2023年1-9月主要经济指标", "单位：亿元"], ""),
        (["填报单位：青禾高新区统计局", "单位：亿元"], "统计局"),
        (["数据来源：财政部门"], "财政局"),
        (["填报单位：青禾高新区发展改革局　2023年10月"], "青禾高新区发展改革局"),
        (["2023年9月快报"], "快报"),
        (["2023年1-9月主要指标（统计局快报）"], "统计局（快报）"),
        (["9月预计完成情况", "填报部门: 财政局"], "财政局（预计）"),
        (["2023年主要指标及全年预计目标"], ""),
    ],
)
def test_what_a_sheet_says_of_its_figures(lines: list[str], proposed: str) -> None:
    assert proposed_source(lines, USUAL) == proposed


def test_a_figure_entered_over_an_expected_one_is_final(entered: Ledger) -> None:
    assert known(entered.actual(1, 2023, 9)).expected
    entered.set_actuals([ActualEntry(1, 2023, 9, growth=Decimal("6.9"))])
    assert source(entered) == "统计局（预计）", "the value is still the expected one"
    entered.set_actuals([ActualEntry(1, 2023, 9, Decimal("57.3"))])
    assert source(entered) == ""
    entered.undo()
    assert source(entered) == "统计局（预计）"


def test_a_source_that_is_not_expected_stays_until_another_is_said(entered: Ledger) -> None:
    entered.set_actuals([ActualEntry(1, 2023, 9, Decimal("57.2"), source="统计局")])
    entered.set_actuals([ActualEntry(1, 2023, 9, Decimal("57.4"))])
    assert source(entered) == "统计局"
    entered.set_actuals([ActualEntry(1, 2023, 9, source="财政局")])
    kept = known(entered.actual(1, 2023, 9))
    assert (kept.source, kept.value, kept.growth) == ("财政局", Decimal("57.4"), Decimal("6.8"))
    entered.set_actuals([ActualEntry(1, 2023, 9, source="")])
    assert source(entered) == ""


def test_a_source_alone_makes_no_actual_and_a_long_one_is_refused(entered: Ledger) -> None:
    entered.set_actuals([ActualEntry(1, 2023, 8, source="统计局")])
    assert entered.actual(1, 2023, 8) is None
    with pytest.raises(Refusal, match="最多 30 个"):
        entered.set_actuals([ActualEntry(1, 2023, 9, source="局" * 31)])
    assert source(entered) == "统计局（预计）"
