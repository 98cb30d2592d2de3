"""The remarks of a row say what its figures alone do not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Actual, Bound, Indicator, Stated, Target
from zonetracker.model.progress import progress
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.sheet.columns import note

PROFIT = Indicator(1, "利润总额", "亿元")


def remark(
    stated: Stated, value: str | None = None, growth: str | None = None, month: int = 12, before: str | None = None
) -> str:
    number, rate = (None if one is None else Decimal(one) for one in (value, growth))
    actuals = {(1, 2023, month): Actual(1, 1, 2023, month, number, "亿元", rate)}
    if before is not None:
        actuals[1, 2022, month] = Actual(2, 1, 2022, month, Decimal(before), "万元")
    table = progress("测试区", 2023, month, [Target(1, 1, 2023, stated)], {1: PROFIT}, actuals, [], RuleSet())
    return note(table.rows[0], table)


def level(value: str, bound: Bound = Bound.EXACT) -> Stated:
    return Stated(Decimal(value), None, "亿元", bound)


ABOUT_RATE = Stated(growth=Decimal(8), growth_bound=Bound.ABOUT)


@pytest.mark.parametrize(
    ("said", "remarked"),
    [
        (remark(level("100", Bound.ABOUT), "98"), True),
        (remark(level("100", Bound.ABOUT), "100"), False),
        (remark(level("100", Bound.ABOUT), "97"), False),
        (remark(level("100", Bound.ABOUT), "49.5", month=6), True),
        (remark(level("100"), "98"), False),
        (remark(ABOUT_RATE, growth="7.9", month=9), True),
        (remark(ABOUT_RATE, growth="8", month=9), False),
    ],
)
def test_what_passes_only_as_about_says_so(said: str, remarked: bool) -> None:
    assert ("“左右”按±2%掌握" in said) is remarked


def test_a_base_below_zero_has_a_difference_in_place_of_growth() -> None:
    assert remark(level("8"), "2", before="-30000") == "上年同期为-30000万元，不计算增速，比上年同期增加5亿元"
    assert remark(level("8"), "-2", before="0") == "上年同期为0万元，不计算增速，比上年同期减少2亿元"
    assert remark(level("8"), "2", growth="5", before="-30000") == ""
    assert remark(level("8"), "2", before="30000") == ""


BOTH = Stated(Decimal(10), None, "亿元", Bound.EXACT, Decimal(8), None, Bound.EXACT)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (remark(BOTH, "9", "5", month=9), "按增速评价"),
        (remark(BOTH, "6", "9", month=9), "按数值评价"),
        (remark(BOTH, "9", "9", month=9), ""),
        (remark(level("10"), "9", "5", month=9), ""),
        (remark(level("10", Bound.AT_MOST), "5", month=9), "控制数，差为负是好于序时"),
        (remark(Stated(growth=Decimal(3), growth_bound=Bound.AT_MOST), growth="2"), "增速为控制数，差为负是没有突破"),
        (remark(Stated(growth=Decimal(-3), growth_bound=Bound.AT_LEAST), growth="-4"), "目标为下降，差为负是降得更多"),
        (remark(Stated(growth=Decimal(-3), growth_bound=Bound.AT_MOST), growth="-2"), ""),
    ],
)
def test_what_decided_and_which_sign_is_good_is_said(said: str, words: str) -> None:
    assert said == words


def test_an_adjusted_target_says_what_it_was_and_by_which_paper() -> None:
    stated = level("7800")
    table = progress("测试区", 2023, 8, [Target(1, 1, 2023, stated)], {1: PROFIT}, {}, [], RuleSet())
    changed = Adjustment(1, 1, 7, level("9000"), stated, "示范办〔2023〕8号", "市场变化")
    table = replace(table, adjustments={1: (changed,)})
    assert note(table.rows[0], table) == "原目标9000亿元，7月起调整为7800亿元（示范办〔2023〕8号）"
    assert note(table.rows[0], replace(table, month=6)) == ""


def test_how_a_figure_was_entered_and_why_a_check_was_passed_is_no_remark() -> None:
    entered = Actual(1, 1, 2023, 9, Decimal(2), "亿元", reason="命令行导入，未填说明", origin="九月.xlsx Sheet1!B2")
    actuals = {(1, 2023, 9): entered}
    table = progress("测试区", 2023, 9, [Target(1, 1, 2023, level("8"))], {1: PROFIT}, actuals, [], RuleSet())
    assert note(table.rows[0], table) == ""
