"""The table of a month: classes of the summary, the year before, odd parents."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Stated, Target
from zonetracker.model.progress import Progress, SummaryClass, in_order, progress
from zonetracker.model.rules import RuleSet, rules_from_data, rules_to_data

FLOW = Indicator(1, "税收收入", "亿元")


def month(at: int, stated: Stated, value: str | None = None, growth: str | None = None, **more: Any) -> Progress:
    number = None if value is None else Decimal(value)
    rate = None if growth is None else Decimal(growth)
    now = Actual(1, 1, 2023, at, number, "亿元", rate)
    return progress(
        "测试区", 2023, at, [Target(1, 1, 2023, stated, **more)], {1: FLOW}, {(1, 2023, at): now}, [], RuleSet()
    )


def level(value: str, growth: str | None = None, bound: Bound = Bound.EXACT) -> Stated:
    rate = None if growth is None else Decimal(growth)
    return Stated(Decimal(value), None, "亿元", bound, rate, None, Bound.EXACT if rate is not None else None)


def rate(growth: str, bound: Bound = Bound.EXACT) -> Stated:
    return Stated(growth=Decimal(growth), growth_bound=bound)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (month(2, level("6"), "1"), SummaryClass.ON_PACE),
        (month(2, level("6"), "1.01"), SummaryClass.AHEAD),
        (month(2, level("6"), "0.99"), SummaryClass.BEHIND),
        (month(2, level("6"), "6"), SummaryClass.DONE),
        (month(6, level("100", bound=Bound.ABOUT), "49.5"), SummaryClass.ON_PACE),
        (month(6, level("100", bound=Bound.ABOUT), "48.9"), SummaryClass.BEHIND),
        (month(9, rate("8", Bound.ABOUT), growth="7.9"), SummaryClass.ON_PACE),
        (month(9, rate("8"), growth="8"), SummaryClass.ON_PACE),
        (month(9, rate("8"), growth="8.1"), SummaryClass.AHEAD),
        (month(9, rate("3", Bound.AT_MOST), growth="2"), SummaryClass.AHEAD),
        (month(6, level("10", "8"), "6", "8"), SummaryClass.ON_PACE),
        (month(6, level("10", "8"), "5", "3", judge_by=JudgeBy.LEVEL), SummaryClass.ON_PACE),
        (month(6, level("10", "8"), "6", "9"), SummaryClass.AHEAD),
        (month(6, level("10"), None, "9"), SummaryClass.NO_DATA),
        (month(6, Stated(), "10", "9"), SummaryClass.NO_DATA),
    ],
)
def test_summary_classes_in_exact_figures(table: Progress, expected: SummaryClass) -> None:
    """A sixth in February is just on pace though the stated 16.67 is not; what 左右 forgives is not 超序时."""
    assert table.rows[0].summary_class is expected
    assert sum(table.count_class(each) for each in SummaryClass) == 1


def test_the_year_before_against_its_own_target() -> None:
    targets = [Target(1, 1, 2023, level("80")), Target(2, 1, 2022, Stated(Decimal(500000), None, "万元", Bound.EXACT))]
    actuals = {
        (1, 2022, 6): Actual(1, 1, 2022, 6, Decimal(20), "亿元"),
        (1, 2023, 6): Actual(2, 1, 2023, 6, Decimal(40)),
    }
    table = progress("测试区", 2023, 6, targets, {1: FLOW}, actuals, [], RuleSet())
    assert len(table.rows) == 1
    standing = table.rows[0].standing
    assert (standing.completion, standing.last_completion) == (50, 40)


def test_forecast_takes_no_share_from_a_month_above_its_year() -> None:
    actuals = {
        (1, 2022, 6): Actual(1, 1, 2022, 6, Decimal(60), "亿元"),
        (1, 2022, 12): Actual(2, 1, 2022, 12, Decimal(50), "亿元"),
        (1, 2023, 6): Actual(3, 1, 2023, 6, Decimal(45), "亿元"),
    }
    table = progress("测试区", 2023, 6, [Target(1, 1, 2023, level("80"))], {1: FLOW}, actuals, [], RuleSet())
    standing = table.rows[0].standing
    assert (standing.forecast, standing.needed_monthly) == (90, Fraction(35, 6))


def test_the_range_of_a_forecast_lies_between_last_years_course_and_the_pace() -> None:
    actuals = {
        (1, 2022, 6): Actual(1, 1, 2022, 6, Decimal(20), "亿元"),
        (1, 2022, 12): Actual(2, 1, 2022, 12, Decimal(50), "亿元"),
        (1, 2023, 6): Actual(3, 1, 2023, 6, Decimal(36), "亿元"),
    }
    targets = [Target(1, 1, 2023, level("80"))]
    standing = progress("测试区", 2023, 6, targets, {1: FLOW}, actuals, [], RuleSet()).rows[0].standing
    assert (standing.forecast, standing.forecast_low, standing.forecast_high) == (90, 72, 90)
    del actuals[1, 2022, 6]
    standing = progress("测试区", 2023, 6, targets, {1: FLOW}, actuals, [], RuleSet()).rows[0].standing
    assert (standing.forecast, standing.forecast_low, standing.forecast_high) == (72, 72, 72)


def test_what_each_month_must_bring_is_never_below_zero() -> None:
    assert month(6, level("10"), "11").rows[0].standing.needed_monthly == 0
    assert month(12, level("10"), "9").rows[0].standing.needed_monthly is None


def test_over_a_base_of_zero_or_below_there_is_a_difference() -> None:
    actuals = {
        (1, 2022, 6): Actual(1, 1, 2022, 6, Decimal(-30000), "万元"),
        (1, 2023, 6): Actual(3, 1, 2023, 6, Decimal(2), "亿元"),
    }
    table = progress("测试区", 2023, 6, [Target(1, 1, 2023, level("8"))], {1: FLOW}, actuals, [], RuleSet())
    assert (table.rows[0].standing.growth, table.rows[0].standing.difference) == (None, 5)


def test_parts_follow_their_whole_across_sections() -> None:
    whole = Target(1, 1, 2023, level("10"), position=5, section="甲")
    part = Target(2, 2, 2023, level("4"), position=0, parent_id=1, section="乙")
    orphan = Target(3, 3, 2023, level("4"), position=1, parent_id=99)
    circle = [
        Target(4, 4, 2023, level("1"), position=7, parent_id=5),
        Target(5, 5, 2023, level("1"), position=8, parent_id=4),
    ]
    listed = [(target.id, depth) for target, depth in in_order([whole, part, orphan, *circle])]
    assert listed == [(3, 0), (1, 0), (2, 1), (4, 0), (5, 0)]


@pytest.mark.parametrize("wrong", ["", "很大", "NaN", "Infinity", None, [1]])
def test_a_rule_set_with_a_wrong_figure_keeps_the_default(wrong: object) -> None:
    rules = rules_from_data({"late": wrong, "growth_late": wrong, "tolerance": wrong, "words": {"done": wrong}})
    assert (rules.late, rules.growth_late, rules.tolerance) == (
        RuleSet().late,
        RuleSet().growth_late,
        RuleSet().tolerance,
    )


def test_a_rule_set_comes_back() -> None:
    rules = RuleSet(name="五档", late=Decimal("-5.5"), tolerance=Decimal("3"))
    assert rules_from_data(rules_to_data(rules)) == rules
