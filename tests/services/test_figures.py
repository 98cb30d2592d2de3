"""Figures that differ in rounding or unit only."""

from decimal import Decimal

import pytest

from zonetracker.model.facts import Stated
from zonetracker.services.figures import same_rounded


def stated(value: str | None, unit: str | None = None, growth: str | None = None, high: str | None = None) -> Stated:
    figures = [None if one is None else Decimal(one) for one in (value, high, growth)]
    return Stated(value=figures[0], value_high=figures[1], unit=unit, growth=figures[2])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (stated("122.35", "万吨"), stated("1223474", "吨"), True),
        (stated("122.34", "万吨"), stated("1223474", "吨"), False),
        (stated("45.50", "亿元"), stated("45.5", "亿元"), True),
        (stated("45.54", "亿元"), stated("45.6", "亿元"), False),
        (stated("300004", "万元"), stated("30", "亿元"), True),
        (stated("30", "亿元"), stated("30", "家"), False),
        (stated("30", "亿元", growth="5.25"), stated("30.0", "亿元", growth="5.3"), True),
        (stated("30", "亿元", growth="5.2"), stated("30", "亿元", growth="5.3"), False),
        (stated("10", "家", high="15"), stated("10", "家"), False),
        (stated("-0.04", "%"), stated("0.0", "%"), True),
        (stated(None, growth="5"), stated("30", "亿元"), True),
    ],
)
def test_the_finer_figure_is_rounded_as_the_coarser_is(one: Stated, other: Stated, same: bool) -> None:
    assert same_rounded(one, other) is same
    assert same_rounded(other, one) is same
