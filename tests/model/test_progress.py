"""The table of a month: lights and their words, the year before, odd parents."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Nature, Polarity, Stated, Target
from zonetracker.model.progress import Progress, in_order, progress
from zonetracker.model.rules import RuleSet, rules_from_data, rules_to_data
from zonetracker.model.standing import IN_YEAR, Grade

FLOW = Indicator(1, "税收收入", "亿元")
SPLIT = RuleSet(ahead=Decimal(0))
"""An office that tells apart what is ahead of the pace from what just keeps it."""


def month(
    at: int,
    stated: Stated,
    value: str | None = None,
    growth: str | None = None,
    *,
    indicator: Indicator = FLOW,
    rules: RuleSet = SPLIT,
    **more: Any,
) -> Progress:
    number = None if value is None else Decimal(value)
    rate = None if growth is None else Decimal(growth)
    now = Actual(1, 1, 2023, at, number, indicator.unit, rate)
    targets = [Target(1, 1, 2023, stated, **more)]
    return progress("测试区", 2023, at, targets, {1: indicator}, {(1, 2023, at): now}, [], rules)


def level(value: str, growth: str | None = None, bound: Bound = Bound.EXACT) -> Stated:
    rate = None if growth is None else Decimal(growth)
    return Stated(Decimal(value), None, "亿元", bound, rate, None, Bound.EXACT if rate is not None else None)


def capped(value: str, unit: str) -> Stated:
    return Stated(Decimal(value), None, unit, Bound.AT_MOST)


def rate(growth: str, bound: Bound = Bound.EXACT) -> Stated:
    return Stated(growth=Decimal(growth), growth_bound=bound)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (month(2, level("6"), "1"), Grade.ON_PACE),
        (month(2, level("6"), "1.01"), Grade.AHEAD),
        (month(2, level("6"), "0.99"), Grade.BEHIND),
        (month(2, level("6"), "6"), Grade.DONE),
        (month(6, level("100", bound=Bound.ABOUT), "49.5"), Grade.ON_PACE),
        (month(6, level("100", bound=Bound.ABOUT), "48.9"), Grade.BEHIND),
        (month(9, rate("8", Bound.ABOUT), growth="7.9"), Grade.ON_PACE),
        (month(9, rate("8"), growth="8"), Grade.ON_PACE),
        (month(9, rate("8"), growth="8.1"), Grade.AHEAD),
        (month(9, rate("3", Bound.AT_MOST), growth="2"), Grade.AHEAD),
        (month(6, level("10", "8"), "6", "8"), Grade.ON_PACE),
        (month(6, level("10", "8"), "5", "3", judge_by=JudgeBy.LEVEL), Grade.ON_PACE),
        (month(6, level("10", "8"), "6", "9"), Grade.AHEAD),
        (month(6, level("10"), None, "9"), Grade.NO_DATA),
        (month(6, Stated(), "10", "9"), Grade.NO_DATA),
    ],
)
def test_the_light_where_what_is_ahead_has_its_own(table: Progress, expected: Grade) -> None:
    """A sixth in February is just on pace though the stated 16.67 is not; what 左右 forgives is not 超序时."""
    assert table.rows[0].standing.grade is expected
    assert [table.count(each) for each in table.grades] == [int(each is expected) for each in IN_YEAR]


def test_nothing_is_ahead_where_the_office_does_not_split() -> None:
    table = month(2, level("6"), "1.01", rules=RuleSet())
    assert table.rows[0].standing.grade is Grade.ON_PACE and Grade.AHEAD not in table.grades


@pytest.mark.parametrize(("reached", "expected"), [("4", Grade.ON_PACE), ("4.01", Grade.AHEAD)])
def test_ahead_begins_above_its_margin(reached: str, expected: Grade) -> None:
    table = month(3, level("10"), reached, rules=RuleSet(ahead=Decimal("15")))
    assert table.rows[0].standing.grade is expected


CAPPED = Indicator(1, "死亡人数", "人", polarity=Polarity.LOWER)
RANK = Indicator(1, "综合排名", "位", polarity=Polarity.LOWER, nature=Nature.LEVEL)
JOBLESS = Indicator(1, "失业率", "%", polarity=Polarity.LOWER, nature=Nature.LEVEL)


@pytest.mark.parametrize(
    ("table", "word"),
    [
        (month(3, capped("40", "人"), "10", indicator=CAPPED), "控制在内"),
        (month(3, capped("40", "人"), "20", indicator=CAPPED), "超控制进度"),
        (month(3, capped("40", "人"), "41", indicator=CAPPED), "突破控制数"),
        (month(12, capped("40", "人"), "40", indicator=CAPPED), "控制在内"),
        (month(12, capped("40", "人"), "41", indicator=CAPPED), "突破控制数"),
        (month(9, capped("4.3", "%"), "4.1", indicator=JOBLESS), "控制在内"),
        (month(9, capped("4.3", "%"), "4.4", indicator=JOBLESS), "突破控制数"),
        (month(9, rate("3", Bound.AT_MOST), growth="3.1"), "突破控制数"),
        (month(9, capped("15", "位"), "12", indicator=RANK), "达到序时"),
        (month(9, capped("15", "位"), "16", indicator=RANK), "滞后"),
        (month(9, level("10"), "7.5"), "达到序时"),
        (month(9, capped("40", "人"), None, indicator=CAPPED), "暂无数据"),
    ],
)
def test_what_is_not_to_be_exceeded_has_words_of_its_own(table: Progress, word: str) -> None:
    row = table.rows[0]
    assert table.word_of(row) == word
    assert table.word(row.standing.grade) in RuleSet().words.values()


@pytest.mark.parametrize(
    ("value", "growth", "judge_by", "expected"),
    [
        ("9", "8", JudgeBy.WORSE, JudgeBy.WORSE),
        ("9", "5", JudgeBy.WORSE, JudgeBy.GROWTH),
        ("7", "8", JudgeBy.WORSE, JudgeBy.LEVEL),
        ("7", "8", JudgeBy.GROWTH, JudgeBy.GROWTH),
        ("7", None, JudgeBy.WORSE, JudgeBy.LEVEL),
        (None, None, JudgeBy.WORSE, None),
    ],
)
def test_by_which_figure_a_row_was_judged(
    value: str | None, growth: str | None, judge_by: JudgeBy, expected: JudgeBy | None
) -> None:
    table = month(9, level("10", "8"), value, growth, judge_by=judge_by, rules=RuleSet())
    assert table.rows[0].standing.judged_by is expected


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
    rules = rules_from_data(
        {"late": wrong, "growth_late": wrong, "tolerance": wrong, "growth_ahead": wrong, "words": {"done": wrong}}
    )
    assert (rules.late, rules.growth_late, rules.tolerance) == (
        RuleSet().late,
        RuleSet().growth_late,
        RuleSet().tolerance,
    )


def test_a_rule_set_comes_back() -> None:
    rules = RuleSet(
        name="五档", late=Decimal("-5.5"), tolerance=Decimal("3"), ahead=Decimal("5"), growth_ahead=Decimal("1")
    )
    assert rules_from_data(rules_to_data(rules)) == rules
    assert rules_from_data({"late": "-5"}) == RuleSet(late=Decimal(-5)), "one kept before there was a margin"
