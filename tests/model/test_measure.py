"""Which rule a level is judged by, and what that means for levels that an office words in its own way."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.model.test_standing import actual, stand, target
from zonetracker.model.facts import Bound, Indicator, Nature, Polarity, Stated, Target
from zonetracker.model.standing import Control, Grade, Measure, measure_for

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


def test_a_ranged_ceiling_has_no_ratio() -> None:
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
    within, above = (stand(ranged("10", "15"), 12, firms, actual=actual(n, unit="家", month=12)) for n in ("15", "18"))
    assert (within.completion, within.grade) == (100, Grade.MET)
    assert (above.completion, above.grade) == (120, Grade.EXCEEDED)


@pytest.mark.parametrize(
    ("month", "reached", "grade"),
    [
        (6, "5", Grade.ON_PACE),
        (6, "4.9", Grade.BEHIND),
        (6, "3.9", Grade.LATE),
        (6, "13", Grade.LATE),
        (9, "11", Grade.ON_PACE),
        (12, "11", Grade.MET),
        (12, "9.9", Grade.MISSED),
        (12, "12.1", Grade.MISSED),
    ],
)
def test_a_flow_kept_within_a_range_follows_the_year(month: int, reached: str, grade: Grade) -> None:
    kept = Indicator(1, "非税收入", "亿元", polarity=Polarity.WITHIN)
    standing = stand(ranged("10", "12", "亿元"), month, kept, actual=actual(reached, month=month))
    assert standing.grade is grade
    assert (standing.control is Control.BEYOND) == (Decimal(reached) > 12)


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


CPI = Indicator(1, "居民消费价格", polarity=Polarity.WITHIN, nature=Nature.LEVEL, typed_growth=True)
UNKNOWN = Indicator(1, "某类支出", "万元")


@pytest.mark.parametrize(
    ("known", "quote", "wanted", "bound", "reached", "grade"),
    [
        (CPI, "居民消费价格涨幅控制在3%左右", "3", Bound.ABOUT, "1.8", Grade.ON_PACE),
        (CPI, "居民消费价格上涨3%左右", "3", Bound.ABOUT, "1.8", Grade.ON_PACE),
        (CPI, "", "3", Bound.EXACT, "1.8", Grade.ON_PACE),
        (CPI, "", "3", Bound.ABOUT, "3.06", Grade.ON_PACE),
        (CPI, "", "3", Bound.ABOUT, "3.1", Grade.BEHIND),
        (UNKNOWN, "一般性支出增幅控制在２％左右", "2", Bound.ABOUT, "1.1", Grade.ON_PACE),
        (UNKNOWN, "一般性支出增幅控制在2%左右", "2", Bound.ABOUT, "2.5", Grade.BEHIND),
        (UNKNOWN, "支出增长2%左右，物价控制在3%左右", "2", Bound.ABOUT, "1.1", Grade.BEHIND),
        (UNKNOWN, "支出增速控制在2.0%", "2", Bound.EXACT, "1.9", Grade.ON_PACE),
        (UNKNOWN, "支出增速控制在2%以上", "2", Bound.AT_LEAST, "1.9", Grade.BEHIND),
        (UNKNOWN, "支出增长2%左右", "2", Bound.ABOUT, "1.1", Grade.BEHIND),
        (UNKNOWN, "有效控制支出增长2%左右", "2", Bound.ABOUT, "1.1", Grade.BEHIND),
        (Indicator(1, "地区生产总值", "%"), "地区生产总值增长3%左右", "3", Bound.ABOUT, "1.8", Grade.BEHIND),
        (replace(CPI, name="城乡低保对象", unit="人"), "", "3", Bound.EXACT, "1.8", Grade.BEHIND),
    ],
)
def test_what_is_a_control_figure_follows_from_its_words_and_the_indicator(
    known: Indicator, quote: str, wanted: str, bound: Bound, reached: str, grade: Grade
) -> None:
    """涨幅控制在3%左右: 1.8 keeps it; a growth of 3%左右 of something else is not kept by 1.8, whatever its unit."""
    aim = target(growth=wanted, growth_bound=bound, quote=quote)
    standing = stand(aim, 9, known, actual=actual(None, reached))
    assert standing.grade is grade
    capped = grade is Grade.ON_PACE or known is CPI or (f"控制在{wanted}%左右" in quote and "物价" not in quote)
    assert (standing.control is not None) == capped


@pytest.mark.parametrize(
    ("known", "quote", "wanted", "unit", "measure", "below", "above"),
    [
        (Indicator(1, "城镇登记失业率", "%"), "城镇登记失业率控制在5%左右", "5", "%", Measure.FLOW, "4", "5.5"),
        (UNKNOWN, "三公经费控制在500万元左右", "500", "万元", Measure.CEILING, "300", "520"),
        (Indicator(1, "企业亏损额", "亿元"), "", "5", "亿元", Measure.CEILING, "2", "6"),
        (Indicator(1, "亏损面", "%", nature=Nature.LEVEL), "", "20", "%", Measure.LIMIT, "18", "21"),
    ],
)
def test_a_level_that_is_to_be_controlled(
    known: Indicator, quote: str, wanted: str, unit: str, measure: Measure, below: str, above: str
) -> None:
    aim = target(wanted, unit, Bound.ABOUT, quote=quote)
    under, over = (stand(aim, 12, known, actual=actual(one, unit=unit, month=12)) for one in (below, above))
    assert under.measure is (Measure.LIMIT if unit == "%" else measure)
    assert (under.grade, under.control) == (Grade.MET, Control.WITHIN)
    assert (over.grade, over.control) == (Grade.MISSED, Control.BEYOND)


@pytest.mark.parametrize("name", ["减亏额", "扭亏为盈企业", "亏损企业减亏额", "利润总额"])
def test_a_loss_made_good_is_better_larger(name: str) -> None:
    standing = stand(target("5"), 12, Indicator(1, name, "亿元"), actual=actual("6", month=12))
    assert (standing.measure, standing.grade, standing.control) == (Measure.FLOW, Grade.EXCEEDED, None)


@pytest.mark.parametrize(
    ("name", "bound", "month", "reached", "grade", "control"),
    [
        ("利润总额", Bound.AT_MOST, 12, "-3", Grade.MET, Control.WITHIN),
        ("利润总额", Bound.AT_MOST, 12, "-6", Grade.MISSED, Control.BEYOND),
        ("利润总额", Bound.AT_MOST, 12, "1", Grade.MET, Control.WITHIN),
        ("利润总额", Bound.AT_MOST, 6, "-3", Grade.BEHIND, Control.OVER_PACE),
        ("利润总额", Bound.AT_MOST, 6, "-6", Grade.LATE, Control.BEYOND),
        ("利润总额", Bound.AT_MOST, 6, "-2", Grade.ON_PACE, Control.WITHIN),
        ("企业亏损", Bound.EXACT, 12, "-3", Grade.MET, Control.WITHIN),
        ("企业亏损", Bound.EXACT, 12, "-6", Grade.MISSED, Control.BEYOND),
        ("利润总额", Bound.EXACT, 12, "-3", Grade.EXCEEDED, None),
        ("利润总额", Bound.EXACT, 12, "-6", Grade.MISSED, None),
    ],
)
def test_a_loss_written_below_zero_is_judged_by_its_size(
    name: str, bound: Bound, month: int, reached: str, grade: Grade, control: Control | None
) -> None:
    """亏损控制在5亿元以内, written -5: a loss of 3 keeps it and one of 6 does not."""
    standing = stand(target("-5", bound=bound), month, Indicator(1, name, "亿元"), actual=actual(reached, month=month))
    assert (standing.grade, standing.control) == (grade, control)


@pytest.mark.parametrize(
    ("reached", "gap", "grade"),
    [("6.5", "-0.5", Grade.BEHIND), ("7.4", "0", Grade.ON_PACE), ("8.6", "0.6", Grade.ON_PACE)],
)
def test_a_growth_is_measured_from_the_end_of_the_range_it_is_beyond(reached: str, gap: str, grade: Grade) -> None:
    stated = Stated(growth=Decimal(7), growth_high=Decimal(8), growth_bound=Bound.EXACT)
    standing = stand(Target(1, 1, 2023, stated), 9, UNKNOWN, actual=actual(None, reached))
    assert (standing.growth_gap, standing.grade) == (Fraction(gap), grade)


@pytest.mark.parametrize(
    ("reached", "completion", "grade"),
    [("-2", Fraction(200, 3), Grade.MISSED), ("-4", 100, Grade.MET), ("-6", 120, Grade.EXCEEDED)],
)
def test_a_promised_fall_within_a_range(reached: str, completion: Fraction | int, grade: Grade) -> None:
    stated = Stated(growth=Decimal(-3), growth_high=Decimal(-5), growth_bound=Bound.EXACT)
    standing = stand(Target(1, 1, 2023, stated), 12, ENERGY, actual=actual(None, reached, month=12))
    assert (standing.completion, standing.grade) == (completion, grade)
