"""The arithmetic of the offices' own sheets: published cases, then the rules one by one."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Nature, Polarity, Stated, Target
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Bearing, Grade, Measure, Standing, judge, second_tier

FLOW = Indicator(1, "固定资产投资", "亿元")
RULES = RuleSet()


def target(
    value: str | None = None,
    unit: str = "亿元",
    bound: Bound = Bound.EXACT,
    growth: str | None = None,
    growth_bound: Bound | None = None,
    **more: Any,
) -> Target:
    number = None if value is None else Decimal(value)
    rate = None if growth is None else Decimal(growth)
    stated = Stated(number, None, unit if value is not None else None, bound if number is not None else None, rate)
    if rate is not None:
        stated = Stated(number, None, stated.unit, stated.bound, rate, None, growth_bound or Bound.EXACT)
    return Target(1, 1, 2023, stated, **more)


def actual(
    value: str | None = None, growth: str | None = None, unit: str = "亿元", year: int = 2023, month: int = 9
) -> Actual:
    number = None if value is None else Decimal(value)
    return Actual(1, 1, year, month, number, unit, None if growth is None else Decimal(growth))


def stand(aim: Target, month: int, indicator: Indicator = FLOW, **bearing: Any) -> Standing:
    return judge(aim, indicator, month, Bearing(**bearing), RULES)


def rounded(figure: Fraction | None, places: int) -> str:
    assert figure is not None
    return str(shown(figure, places))


@pytest.mark.parametrize(
    ("reached", "wanted", "month", "places", "completion", "gap"),
    [
        ("194.54", "211.83", 9, 2, "91.84", "16.84"),
        ("17.41", "135.46", 2, 2, "12.85", "-3.82"),
        ("17.41", "135.46", 2, 1, "12.9", "-3.8"),
        ("13.8", "23.9", 8, 1, "57.7", "-8.9"),
        ("52242", "27800", 12, 1, "187.9", "87.9"),
        ("1089", "400", 12, 1, "272.3", "172.3"),
        ("629.0", "647.4", 10, 1, "97.2", "13.8"),
        ("74", "80", 12, 1, "92.5", "-7.5"),
    ],
)
def test_published_cases(reached: str, wanted: str, month: int, places: int, completion: str, gap: str) -> None:
    """Figures printed by offices; the gap is taken from unrounded parts."""
    standing = stand(target(wanted), month, actual=actual(reached, month=month))
    assert rounded(standing.completion, places) == completion
    assert rounded(standing.gap, places) == gap


@pytest.mark.parametrize(("month", "expected"), [(2, "16.67"), (3, "25.00"), (9, "75.00"), (11, "91.67")])
def test_time_progress(month: int, expected: str) -> None:
    assert rounded(stand(target("1"), month).time_progress, 2) == expected


def test_exactly_on_pace_is_on_pace() -> None:
    """A sixth in February: the stated pace 16.67 must not make it late by a hair."""
    standing = stand(target("6"), 2, actual=actual("1", month=2))
    assert (standing.grade, rounded(standing.gap, 1)) == (Grade.ON_PACE, "0.0")


def test_the_indicators_own_curve_replaces_twelfths() -> None:
    curve = tuple(Decimal(part) for part in ["1", "4", "10", "18", "30", "42", "50", "58", "70", "80", "90", "100"])
    seasonal = Indicator(1, "粮食收购", "亿元", curve=curve)
    assert stand(target("10"), 3, seasonal, actual=actual("2", month=3)).gap == 10


@pytest.mark.parametrize(
    ("reached", "grade"),
    [("80", Grade.DONE), ("60", Grade.ON_PACE), ("59.99", Grade.BEHIND), ("52", Grade.LATE), ("52.01", Grade.BEHIND)],
)
def test_lights(reached: str, grade: Grade) -> None:
    """Target 80 in September: pace is 60; a gap of -10 points is late."""
    assert stand(target("80"), 9, actual=actual(reached)).grade is grade


def test_a_growth_target_is_a_rate_every_month() -> None:
    standing = stand(target(growth="8"), 3, actual=actual("20", "7.5", month=3))
    assert (standing.growth_gap, standing.completion, standing.time_progress) == (Fraction(-1, 2), None, None)
    assert standing.grade is Grade.BEHIND


def test_level_and_growth_take_the_worse_unless_chosen() -> None:
    both = target("80", growth="8")
    september = actual("70", "3")
    assert stand(both, 9, actual=september).grade is Grade.LATE
    by_level = target("80", growth="8", judge_by=JudgeBy.LEVEL)
    assert stand(by_level, 9, actual=september).grade is Grade.ON_PACE


def test_typed_growth_is_never_computed() -> None:
    output = Indicator(1, "地区生产总值", "亿元", typed_growth=True)
    found = stand(target(growth="8"), 9, output, actual=actual("60"), last_year=actual("50", year=2022))
    assert (found.growth, found.growth_hint, found.grade) == (None, 20, Grade.NO_DATA)
    other = stand(target(growth="8"), 9, actual=actual("60"), last_year=actual("50", year=2022))
    assert (other.growth, other.growth_computed) == (20, True)


def test_no_growth_over_a_base_of_zero_or_below() -> None:
    assert stand(target(growth="8"), 9, actual=actual("60"), last_year=actual("0", year=2022)).growth is None


def test_about_counts_within_the_tolerance() -> None:
    near = target("100", bound=Bound.ABOUT)
    assert stand(near, 12, actual=actual("98", month=12)).grade is Grade.MET
    assert stand(near, 12, actual=actual("97.9", month=12)).grade is Grade.MISSED


def test_a_ceiling_on_a_count() -> None:
    """死亡人数控制在45人以内, 11 in March: 24.44 % of the limit, within pace."""
    deaths = Indicator(1, "死亡人数", "人", polarity=Polarity.LOWER)
    standing = stand(target("45", "人", Bound.AT_MOST), 3, deaths, actual=actual("11", unit="人", month=3))
    assert rounded(standing.completion, 2) == "24.44"
    assert (standing.measure, standing.grade) == (Measure.CEILING, Grade.ON_PACE)
    over = stand(target("45", "人", Bound.AT_MOST), 3, deaths, actual=actual("46", unit="人", month=3))
    assert over.grade is Grade.LATE


def test_a_limit_of_zero_has_no_ratio() -> None:
    accidents = Indicator(1, "重大事故", "起", polarity=Polarity.LOWER)
    none = stand(target("0", "起", Bound.AT_MOST), 6, accidents, actual=actual("0", unit="起", month=6))
    one = stand(target("0", "起", Bound.AT_MOST), 6, accidents, actual=actual("1", unit="起", month=6))
    assert (none.completion, none.grade, one.grade) == (None, Grade.ON_PACE, Grade.LATE)


def test_a_rate_with_a_limit_is_met_or_not() -> None:
    jobless = Indicator(1, "城镇调查失业率", "%", polarity=Polarity.LOWER, nature=Nature.LEVEL)
    standing = stand(target("4.3", "%", Bound.AT_MOST), 6, jobless, actual=actual("4.4", unit="%", month=6))
    assert (standing.completion, standing.grade) == (None, Grade.LATE)


def test_a_promised_fall() -> None:
    energy = Indicator(1, "单位GDP能耗", polarity=Polarity.LOWER)
    aim = target(growth="-3")
    fell = stand(aim, 9, energy, actual=actual(None, "-3.3"))
    assert (fell.completion, fell.grade) == (110, Grade.ON_PACE)
    assert stand(aim, 9, energy, actual=actual(None, "0.5")).grade is Grade.LATE


def test_levels_and_ranks_stand_as_they_are() -> None:
    cover = Indicator(1, "参保率", "%", nature=Nature.LEVEL)
    standing = stand(target("95", "%"), 3, cover, actual=actual("96", unit="%", month=3))
    assert (standing.time_progress, standing.grade) == (None, Grade.DONE)
    rank = Indicator(1, "综合排名", "位", nature=Nature.LEVEL)
    assert (
        stand(target("15", "位", Bound.AT_MOST), 12, rank, actual=actual("12", unit="位", month=12)).grade is Grade.MET
    )
    assert (
        stand(target("15", "位", Bound.AT_MOST), 12, rank, actual=actual("16", unit="位", month=12)).grade
        is Grade.MISSED
    )


def test_a_month_without_a_figure_by_nature_is_not_missing() -> None:
    quarterly = Indicator(1, "地区生产总值", "亿元", months=(3, 6, 9, 12))
    assert stand(target("80"), 4, quarterly).grade is Grade.NOT_DUE
    assert stand(target("80"), 6, quarterly).grade is Grade.NO_DATA


def test_units_as_typed() -> None:
    standing = stand(target("8000", "万美元"), 9, actual=actual("0.62", unit="亿美元"))
    assert (standing.actual, rounded(standing.completion, 1)) == (6200, "77.5")
    clash = stand(target("8000", "万美元"), 9, actual=actual("0.62", unit="亿元"))
    assert (clash.unit_clash, clash.completion, clash.grade) == (True, None, Grade.NO_DATA)


def test_forecast_follows_last_years_months() -> None:
    half, before = actual("30", month=6), actual("20", year=2022, month=6)
    standing = stand(target("80"), 6, actual=half, last_year=before, baseline=actual("50", year=2022, month=12))
    assert (standing.forecast, standing.needed_monthly) == (75, Fraction(50, 6))


FALLING = Indicator(1, "死亡人数", "亿元", polarity=Polarity.LOWER)
LEVEL_AND_GROWTH = target("80", bound=Bound.AT_LEAST, growth="8", growth_bound=Bound.AT_LEAST)


@pytest.mark.parametrize(
    ("aim", "indicator", "reached", "grade"),
    [
        (target("80", bound=Bound.AT_LEAST), FLOW, ("80.1", None), Grade.EXCEEDED),
        (target("80", bound=Bound.AT_LEAST), FLOW, ("80", None), Grade.MET),
        (target("80", bound=Bound.AT_LEAST), FLOW, ("79.9", None), Grade.MISSED),
        (target("80", bound=Bound.ABOUT), FLOW, ("81.6", None), Grade.MET),
        (target("80", bound=Bound.ABOUT), FLOW, ("81.7", None), Grade.EXCEEDED),
        (LEVEL_AND_GROWTH, FLOW, ("81", "8.5"), Grade.EXCEEDED),
        (LEVEL_AND_GROWTH, FLOW, ("81", "8"), Grade.MET),
        (LEVEL_AND_GROWTH, FLOW, ("81", "7.9"), Grade.MISSED),
        (replace(LEVEL_AND_GROWTH, judge_by=JudgeBy.LEVEL), FLOW, ("81", "7.9"), Grade.EXCEEDED),
        (target(growth="8"), FLOW, (None, "8.1"), Grade.EXCEEDED),
        (target(growth="3", growth_bound=Bound.AT_MOST), FLOW, (None, "2.5"), Grade.MET),
        (target(growth="-3"), FALLING, (None, "-3.5"), Grade.EXCEEDED),
        (target(growth="-3"), FALLING, (None, "-3"), Grade.MET),
        (target("45", "亿元", Bound.AT_MOST), FALLING, ("11", None), Grade.MET),
        (target("-2", bound=Bound.AT_LEAST), FLOW, ("-1", None), Grade.EXCEEDED),
        (target("80"), FLOW, (None, None), Grade.NO_DATA),
        (target("80"), replace(FLOW, months=(3, 6)), (None, None), Grade.NOT_DUE),
    ],
)
def test_at_the_end_of_a_year_a_target_is_exceeded_met_or_missed(
    aim: Target, indicator: Indicator, reached: tuple[str | None, str | None], grade: Grade
) -> None:
    value, growth = reached
    found = None if reached == (None, None) else actual(value, growth, month=12)
    assert stand(aim, 12, indicator, actual=found).grade is grade


def test_the_second_tier_has_its_own_growth_and_gap() -> None:
    aim = Target(1, 1, 2023, Stated(Decimal(80), unit="亿元"), stretch=Decimal(85))
    bearing = Bearing(actual("57.8"), actual("80"))
    second = second_tier(aim, FLOW, 9, bearing)
    assert second is not None
    assert (rounded(second.growth, 2), rounded(second.completion, 1), rounded(second.gap, 1)) == (
        "6.25",
        "68.0",
        "-7.0",
    )
    assert judge(aim, FLOW, 9, bearing, RuleSet()).second == second
    assert second_tier(Target(1, 1, 2023, Stated(Decimal(80))), FLOW, 9, bearing) is None


def test_a_second_tier_that_is_a_share_grows_by_no_percent_and_has_no_pace() -> None:
    share = Indicator(1, "覆盖率", "%", nature=Nature.LEVEL)
    aim = Target(1, 1, 2023, Stated(Decimal(80), unit="%"), stretch=Decimal(90))
    second = second_tier(aim, share, 9, Bearing(actual("81", unit="%"), actual("75", unit="%")))
    assert second is not None
    assert (second.growth, rounded(second.completion, 1), second.gap) == (None, "90.0", None)
