"""Which rule a level is judged by, and what that means for levels that an office words in its own way."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.model.test_standing import actual, stand, target
from zonetracker.model.facts import Bound, Indicator, Nature, Polarity, Stated, Target
from zonetracker.model.standing import Grade, Measure, measure_for

ENERGY = Indicator(1, "单位GDP能耗", "%", polarity=Polarity.LOWER, nature=Nature.LEVEL)
PRICES = Indicator(1, "居民消费价格指数", "%", polarity=Polarity.WITHIN, nature=Nature.LEVEL, typed_growth=True)


def ranged(low: str, high: str, unit: str = "家", bound: Bound = Bound.EXACT) -> Target:
    return Target(1, 1, 2023, Stated(Decimal(low), Decimal(high), unit, bound))


@pytest.mark.parametrize(
    ("reached", "completion", "grade"),
    [("3.3", 110, Grade.EXCEEDED), ("-0.5", None, Grade.MISSED), ("1.5", 50, Grade.MISSED)],
)
def test_a_fall_promised_as_a_value(reached: str, completion: int | None, grade: Grade) -> None:
    """能耗降低3%: the value is the fall, more of it is better, a rise is not reached."""
    standing = stand(target("3", "%"), 12, ENERGY, actual=actual(reached, unit="%", month=12))
    assert (standing.measure, standing.grade) == (Measure.LEVEL, grade)
    assert completion is None or standing.completion == completion


def test_a_rate_in_percent_is_no_fall() -> None:
    jobless = Indicator(1, "城镇登记失业率", "%", polarity=Polarity.LOWER, nature=Nature.LEVEL)
    assert measure_for(target("4", "%"), jobless) is Measure.LIMIT


def test_a_fall_by_name_counts_up_though_the_indicator_is_better_lower() -> None:
    cut = Indicator(1, "压减粗钢产量", "万吨", polarity=Polarity.LOWER)
    standing = stand(target("50", "万吨"), 6, cut, actual=actual("30", unit="万吨", month=6))
    assert (standing.measure, standing.completion, standing.grade) == (Measure.FLOW, 60, Grade.ON_PACE)


@pytest.mark.parametrize(
    ("bound", "polarity", "reached", "grade"),
    [
        (Bound.EXACT, Polarity.LOWER, "-5", Grade.ON_PACE),
        (Bound.AT_LEAST, Polarity.HIGHER, "-5", Grade.ON_PACE),
        (Bound.AT_LEAST, Polarity.LOWER, "-2", Grade.BEHIND),
        (Bound.AT_LEAST, Polarity.LOWER, "0", Grade.LATE),
        (Bound.AT_MOST, Polarity.HIGHER, "-2", Grade.ON_PACE),
        (Bound.AT_MOST, Polarity.HIGHER, "-6", Grade.LATE),
        (Bound.EXACT, Polarity.HIGHER, "-5", Grade.LATE),
    ],
)
def test_the_bound_of_a_fall_speaks_of_the_fall(bound: Bound, polarity: Polarity, reached: str, grade: Grade) -> None:
    """下降3%以上 asks for a larger fall, 降幅3%以内 for a smaller one."""
    known = Indicator(1, "某项消耗", "吨", polarity=polarity)
    assert stand(target(growth="-3", growth_bound=bound), 9, known, actual=actual(None, reached)).grade is grade


def test_a_place_in_a_ranking_and_persons_share_a_unit() -> None:
    experts = Indicator(1, "引进专家", "位")
    assert measure_for(target("30", "位"), experts) is Measure.FLOW
    ranking = Indicator(1, "综合考评排名", "位")
    assert measure_for(target("15", "位", Bound.AT_LEAST), ranking) is Measure.LIMIT
    moved = Indicator(1, "排名前移", "个名次")
    assert stand(target("3", "个名次"), 12, moved, actual=actual("2", unit="个名次", month=12)).grade is Grade.MISSED


def test_an_accident_count_of_zero_is_a_limit_whatever_its_polarity() -> None:
    accidents = Indicator(1, "较大事故", "起")
    one = stand(target("0", "起"), 6, accidents, actual=actual("1", unit="起", month=6))
    assert (one.measure, one.completion, one.grade) == (Measure.LIMIT, None, Grade.LATE)
    assert measure_for(target("0", "亿元"), Indicator(1, "利润总额", "亿元")) is Measure.FLOW


@pytest.mark.parametrize(("reached", "grade"), [("-5", Grade.ON_PACE), ("-7", Grade.BEHIND), ("1", Grade.ON_PACE)])
def test_a_target_below_zero_is_never_done_in_june(reached: str, grade: Grade) -> None:
    """A loss of at most 12 over the year: 5 by June is on pace, 7 is not; there is no ratio."""
    standing = stand(target("-12"), 6, actual=actual(reached, month=6))
    assert (standing.completion, standing.gap, standing.grade) == (None, None, grade)


def test_a_target_of_zero_profit() -> None:
    assert stand(target("0"), 12, actual=actual("0", month=12)).grade is Grade.MET
    assert stand(target("0"), 11, actual=actual("-0.01", month=11)).grade is Grade.BEHIND


def test_a_ceiling_below_zero_or_ranged_has_no_ratio() -> None:
    assert stand(target("-5", bound=Bound.AT_MOST), 12, actual=actual("-3", month=12)).grade is Grade.MISSED
    deaths = Indicator(1, "死亡人数", "人", polarity=Polarity.LOWER)
    standing = stand(ranged("40", "45", "人"), 12, deaths, actual=actual("44", unit="人", month=12))
    assert (standing.measure, standing.completion, standing.grade) == (Measure.LIMIT, None, Grade.MET)


def test_a_ceiling_with_about_allows_its_tolerance() -> None:
    deaths = Indicator(1, "死亡人数", "人", polarity=Polarity.LOWER)
    aim = target("100", "人", Bound.ABOUT)
    assert stand(aim, 12, deaths, actual=actual("102", unit="人", month=12)).grade is Grade.MET
    assert stand(aim, 12, deaths, actual=actual("103", unit="人", month=12)).grade is Grade.MISSED
    assert stand(aim, 6, deaths, actual=actual("51", unit="人", month=6)).grade is Grade.ON_PACE


def test_a_range_of_a_count_is_reached_at_its_lower_end() -> None:
    firms = Indicator(1, "新升规工业企业", "家")
    assert stand(ranged("10", "15"), 9, firms, actual=actual("10", unit="家")).grade is Grade.DONE
    assert stand(ranged("10", "15"), 9, firms, actual=actual("18", unit="家")).completion == 180


@pytest.mark.parametrize(
    ("month", "reached", "grade"),
    [(6, "5", Grade.ON_PACE), (6, "4.9", Grade.LATE), (6, "13", Grade.LATE), (12, "11", Grade.MET)],
)
def test_a_flow_kept_within_a_range_follows_the_year(month: int, reached: str, grade: Grade) -> None:
    kept = Indicator(1, "非税收入", "亿元", polarity=Polarity.WITHIN)
    assert stand(ranged("10", "12", "亿元"), month, kept, actual=actual(reached, month=month)).grade is grade


def test_prices_about_three_percent_have_an_upper_end_only() -> None:
    assert stand(target("3", "%", Bound.ABOUT), 9, PRICES, actual=actual("0.4", unit="%")).grade is Grade.ON_PACE
    assert stand(target("3", "%", Bound.ABOUT), 9, PRICES, actual=actual("3.2", unit="%")).grade is Grade.LATE
    by_growth = target(growth="3", growth_bound=Bound.ABOUT)
    assert stand(by_growth, 9, PRICES, actual=actual(None, "0.4")).grade is Grade.ON_PACE
    assert stand(by_growth, 9, PRICES, actual=actual(None, "3.06")).grade is Grade.ON_PACE
    assert stand(by_growth, 9, PRICES, actual=actual(None, "5.1")).grade is Grade.LATE


def test_growth_kept_within_a_range() -> None:
    stated = Stated(growth=Decimal(2), growth_high=Decimal(3), growth_bound=Bound.EXACT)
    grades = [stand(Target(1, 1, 2023, stated), 9, PRICES, actual=actual(None, one)).grade for one in ("1", "2.5", "4")]
    assert grades == [Grade.BEHIND, Grade.ON_PACE, Grade.BEHIND]


def test_growth_at_most() -> None:
    spending = Indicator(1, "三公经费", "万元")
    cap = target(growth="3", growth_bound=Bound.AT_MOST)
    under = stand(cap, 9, spending, actual=actual(None, "2.5"))
    assert (under.growth_gap, under.grade) == (Fraction(-1, 2), Grade.ON_PACE)
    assert stand(cap, 12, spending, actual=actual(None, "3.1", month=12)).grade is Grade.MISSED


def test_a_figure_without_unit_is_in_the_usual_one() -> None:
    investment = Indicator(1, "固定资产投资", "亿元")
    aim = Target(1, 1, 2023, Stated(Decimal(80), None, None, Bound.EXACT))
    assert stand(aim, 12, investment, actual=actual("740000", unit="万元", month=12)).completion == Fraction(185, 2)
