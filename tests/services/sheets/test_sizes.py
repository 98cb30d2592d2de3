"""Sizes: a figure beside its target, and what a column's figures say together."""

from decimal import Decimal

import pytest

from tests.services.sheets.conftest import level
from tests.services.sheets.made import book, taken, told, typed
from zonetracker.model.facts import Indicator, Target
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.sizes import Expected, Size

NAMES = ("地区生产总值", "财政总收入", "工业性投入", "规上工业总产值", "外贸出口")


@pytest.mark.parametrize(
    ("value", "unit", "size"),
    [
        ("57", "亿元", Size.FITS),
        ("570000", "万元", Size.FITS),
        ("6.1", "亿元", Size.OFF),
        ("457", "亿元", Size.OFF),
        ("57", "%", Size.UNKNOWN),
        ("57", "家", Size.UNKNOWN),
    ],
)
def test_a_figure_beside_its_target(value: str, unit: str, size: Size) -> None:
    expected = Expected(Indicator(1, "地区生产总值"), Target(1, 1, 2023, level("80", "亿元")))
    assert expected.size(Decimal(value), unit, 2023, 9) is size


def sheet(head: str, share: Decimal, title: str = "") -> str:
    lines = "\n".join(f"{name}|亿元|{100 * share + at}" for at, name in enumerate(NAMES))
    return f"{title}\n指标名称|单位|{head}\n{lines}\n跨境电商交易额|亿元|{5 * share}"


@pytest.fixture
def planned_ledger(ledger: Ledger) -> Ledger:
    for name in NAMES[1:]:
        ledger.add_target(name, 2023, level("100", "亿元"))
    ledger.add_indicator("跨境电商交易额")
    return ledger


def test_a_column_of_another_size_is_asked_about_as_a_whole(planned_ledger: Ledger) -> None:
    plan = told(taken(planned_ledger, book(typed(sheet("绝对量", Decimal("0.07"))))))
    assert {doubt for _, *doubts in plan.values() for doubt in doubts} == {"sizes_off"}


def test_sizes_settle_whether_an_unnamed_column_is_cumulative(planned_ledger: Ledger) -> None:
    text = sheet("完成", Decimal("0.7"), "2023年9月主要指标")
    assert told(taken(planned_ledger, book(typed(text))))["跨境电商交易额"] == ("3.5亿元", "")


def test_sizes_settle_whose_the_whole_district_is(planned_ledger: Ledger) -> None:
    text = sheet("1-9月累计", Decimal("0.7"), "全区2023年1-9月主要指标")
    assert told(taken(planned_ledger, book(typed(text))))["地区生产总值"] == ("70.0亿元", "")
