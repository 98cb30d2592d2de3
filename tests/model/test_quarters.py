"""A month as the end of a quarter: the worked figures of the offices, and what each kind of target means there."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from zonetracker.model.facts import Actual, Bound, Indicator, Nature, PeriodTarget, Polarity, Stated, Target
from zonetracker.model.progress import Progress, ProgressRow, progress
from zonetracker.model.quarters import AskedBy, QuarterStanding, quarter_standing
from zonetracker.model.rounding import shown
from zonetracker.model.row_figures import figures
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Control, Grade, Standing

FLOW = Indicator(1, "固定资产投资", "亿元")
SHARE = Indicator(1, "空气优良率", "%", nature=Nature.LEVEL)
YEAR = Target(1, 1, 2023, Stated(Decimal("76.8"), unit="亿元"))


def dec(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def asked(value: str | None = None, growth: str | None = None, month: int = 3, **more: object) -> PeriodTarget:
    unit = None if value is None else "亿元"
    stated = Stated(dec(value), unit=unit, growth=dec(growth))
    return PeriodTarget(1, 1, month, replace(stated, **more))  # type: ignore[arg-type]


def looked_at(
    figures_of: dict[tuple[int, int], str | tuple[str | None, str | None]],
    month: int,
    period: PeriodTarget | None = None,
    target: Target = YEAR,
    indicator: Indicator = FLOW,
    *,
    quarter: bool = True,
) -> tuple[ProgressRow, Progress]:
    actuals = {}
    for (year, at), figure in figures_of.items():
        value, growth = figure if isinstance(figure, tuple) else (figure, None)
        unit = None if value is None else indicator.unit
        actuals[indicator.id, year, at] = Actual(0, indicator.id, year, at, dec(value), unit, dec(growth))
    periods = {period.target_id: period} if period is not None else {}
    table = progress(
        "云岭", 2023, month, [target], {1: indicator}, actuals, [], RuleSet(), 2, periods=periods if quarter else None
    )
    return table.rows[0], table


def stands(*given: object, **more: object) -> tuple[Standing, QuarterStanding]:
    row, table = looked_at(*given, **more)  # type: ignore[arg-type]
    return row.standing, quarter_standing(row, table)


def rounded(number: Fraction | None, places: int = 2) -> str:
    assert number is not None
    return str(shown(number, places))


def test_a_quarter_with_its_own_target_stays_in_points_of_the_year() -> None:
    row, table = looked_at({(2023, 3): "17.2"}, 3, asked("18"))
    quarter = quarter_standing(row, table)
    assert (quarter.by, quarter.asked, quarter.met) == (AskedBy.OWN, 18, False)
    assert rounded(quarter.completion) == "95.56"
    known = figures(row, replace(table, places=2))
    assert (known.completion, known.time_progress) == (Decimal("22.40"), Decimal("23.44"))
    assert rounded(row.standing.gap, 1) == "-1.0" and row.standing.grade is Grade.BEHIND
    assert rounded(row.standing.forecast) == "68.80"


def test_the_month_mode_of_the_same_row_is_as_ever() -> None:
    for period in (asked("18"), None):
        standing, _ = stands({(2023, 3): "17.2"}, 3, period, quarter=False)
        assert rounded(standing.time_progress) == "25.00" and rounded(standing.gap, 1) == "-2.6"


def test_without_a_target_of_its_own_a_quarter_asks_for_the_pace_and_agrees_with_the_month() -> None:
    month, _ = stands({(2023, 3): "17.2"}, 3, quarter=False)
    standing, quarter = stands({(2023, 3): "17.2"}, 3)
    assert standing == month
    assert (quarter.by, quarter.asked, quarter.met) == (AskedBy.PACE, Fraction("19.2"), False)
    assert rounded(quarter.completion) == "89.58"
    curve = replace(FLOW, curve=tuple(map(Decimal, (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100))))
    assert stands({(2023, 3): "17.2"}, 3, indicator=curve)[1].asked == Fraction("15.36")


def test_a_single_quarter_is_what_its_three_months_brought() -> None:
    _, quarter = stands({(2023, 3): "17.2", (2023, 6): "41.0"}, 6)
    assert quarter.single == Fraction("23.8") and quarter.single_growth is None
    assert stands({(2023, 6): "41.0"}, 6)[1].single is None
    assert stands({(2023, 3): "17.2"}, 6)[1].single is None
    assert stands({(2023, 3): "17.2"}, 3)[1].single == Fraction("17.2")


def test_the_growth_of_a_single_quarter_comes_from_levels_of_both_years_alone() -> None:
    levels = {(2023, 3): ("17.2", "7"), (2023, 6): ("41.0", "9"), (2022, 3): "16", (2022, 6): "36"}
    assert stands(levels, 6)[1].single_growth == Fraction(19)
    assert stands({key: one for key, one in levels.items() if key != (2022, 3)}, 6)[1].single_growth is None
    assert stands(levels, 6, indicator=replace(FLOW, typed_growth=True))[1].single_growth is None
    rates = {(2023, 3): (None, "7"), (2023, 6): (None, "9")}
    assert stands(rates, 6)[1] == stands({}, 6)[1]


@pytest.mark.parametrize(("reached", "wanted", "share"), [("266.7", "224.3", "118.9"), ("3696.3", "1751.5", "211.0")])
def test_what_was_published_of_quarters(reached: str, wanted: str, share: str) -> None:
    target = replace(YEAR, stated=replace(YEAR.stated, value=Decimal(8000)))
    _, quarter = stands({(2023, 3): reached}, 3, asked(wanted), target=target)
    assert rounded(quarter.completion, 1) == share and quarter.met is True


def test_a_first_quarter_without_a_target_of_its_own_against_a_quarter_of_the_year() -> None:
    target = replace(YEAR, stated=replace(YEAR.stated, value=Decimal(1015)))
    standing, _ = stands({(2023, 3): "313.64"}, 3, target=target)
    assert rounded(standing.completion) == "30.90" and rounded(standing.gap) == "5.90"


def test_what_is_reached_to_the_last_digit_is_met_and_on_pace() -> None:
    for reached, met in (("18", True), ("17.999999", False)):
        standing, quarter = stands({(2023, 3): reached}, 3, asked("18"))
        assert quarter.met is met and standing.grade is (Grade.ON_PACE if met else Grade.BEHIND)
    standing, quarter = stands({(2023, 3): "80"}, 3, asked("18"))
    assert standing.grade is Grade.DONE


def test_another_unit_is_scaled_and_one_that_cannot_be_is_as_if_it_were_not_there() -> None:
    assert stands({(2023, 3): "17.2"}, 3, asked("180000", unit="万元")) == stands({(2023, 3): "17.2"}, 3, asked("18"))
    assert stands({(2023, 3): "17.2"}, 3, asked("18", unit="人")) == stands({(2023, 3): "17.2"}, 3)


def test_a_ceiling_is_kept_below_its_quarter() -> None:
    target = replace(YEAR, stated=Stated(Decimal(100), unit="亿元", bound=Bound.AT_MOST))
    for reached, met, grade, control in (
        ("20", True, Grade.ON_PACE, Control.WITHIN),
        ("20.5", False, Grade.BEHIND, Control.OVER_PACE),
        ("101", False, Grade.LATE, Control.BEYOND),
    ):
        standing, quarter = stands({(2023, 3): reached}, 3, asked("20"), target=target)
        assert (quarter.met, standing.grade, standing.control) == (met, grade, control)
    assert rounded(standing.time_progress) == "20.00"


def test_a_share_has_no_pace_and_its_light_asks_for_the_quarter() -> None:
    target = replace(YEAR, stated=Stated(Decimal(90), unit="%"))
    period = asked("88", unit="%")
    standing, quarter = stands({(2023, 3): "88.5"}, 3, period, target=target, indicator=SHARE)
    assert (standing.grade, standing.time_progress, standing.gap) == (Grade.ON_PACE, None, None)
    assert quarter.met is True and rounded(quarter.completion) == "100.57" and quarter.single is None
    standing, quarter = stands({(2023, 3): "88.5"}, 3, None, target=target, indicator=SHARE)
    assert (standing.grade, quarter.by, quarter.met) == (Grade.BEHIND, AskedBy.YEAR, False)


def test_a_limit_may_be_looser_in_a_quarter() -> None:
    target = replace(YEAR, stated=Stated(Decimal("5.5"), unit="%", bound=Bound.AT_MOST))
    limit = Indicator(1, "失业率", "%", polarity=Polarity.LOWER, nature=Nature.LEVEL)
    standing, quarter = stands({(2023, 3): "5.6"}, 3, asked("5.7", unit="%"), target=target, indicator=limit)
    assert (standing.grade, standing.control, quarter.met) == (Grade.ON_PACE, Control.WITHIN, True)
    assert quarter.completion is None
    standing, quarter = stands({(2023, 3): "5.6"}, 3, None, target=target, indicator=limit)
    assert (standing.control, quarter.met, quarter.by) == (Control.BEYOND, False, AskedBy.YEAR)


def test_a_range_asks_for_its_lower_end_and_all_of_it_is_whole() -> None:
    target = replace(YEAR, stated=Stated(Decimal(60), Decimal(80), "亿元"))
    period = asked("15", value_high=Decimal(18))
    for reached, met, share in (("14", False, "93.33"), ("16", True, "100.00"), ("20", True, "111.11")):
        standing, quarter = stands({(2023, 3): reached}, 3, period, target=target)
        assert quarter.met is met and rounded(quarter.completion) == share
    assert rounded(standing.time_progress) == "25.00"
    within = Indicator(1, "规模企业负债率", "%", polarity=Polarity.WITHIN, nature=Nature.LEVEL)
    target = replace(YEAR, stated=Stated(Decimal(40), Decimal(60), "%"))
    for reached, grade, met in (("36", Grade.ON_PACE, True), ("34", Grade.LATE, False), ("61", Grade.LATE, False)):
        standing, quarter = stands(
            {(2023, 3): reached}, 3, asked("35", unit="%", value_high=Decimal(60)), target=target, indicator=within
        )
        assert (standing.grade, quarter.met) == (grade, met)


@pytest.mark.parametrize("year", ["-2", "0"])
def test_a_target_of_zero_or_below_has_no_share_and_is_met_or_not(year: str) -> None:
    target = replace(YEAR, stated=Stated(Decimal(year), unit="亿元"))
    profit = Indicator(1, "利润总额", "亿元")
    for reached, met in (("-1", True), ("-1.01", False)):
        standing, quarter = stands({(2023, 3): reached}, 3, asked("-1"), target=target, indicator=profit)
        assert quarter.met is met and quarter.completion is None and standing.completion is None
        assert (standing.grade is Grade.ON_PACE) is met


def test_growth_is_held_against_that_of_the_quarter_else_of_the_year() -> None:
    target = replace(YEAR, stated=Stated(growth=Decimal(8), growth_bound=Bound.AT_LEAST))
    reached: dict[tuple[int, int], str | tuple[str | None, str | None]] = {(2023, 3): (None, "6.8")}
    standing, quarter = stands(reached, 3, asked(growth="6.5"), target=target)
    assert (standing.growth_gap, standing.grade) == (Fraction("0.3"), Grade.ON_PACE)
    assert (quarter.growth, quarter.met, quarter.asked, quarter.completion) == (Fraction("6.5"), True, None, None)
    standing, quarter = stands(reached, 3, asked("18"), target=replace(YEAR, stated=replace(target.stated)))
    assert (standing.growth_gap, quarter.growth) == (Fraction("-1.2"), 8)
    price = Indicator(1, "居民消费价格涨幅", "%", polarity=Polarity.WITHIN, nature=Nature.LEVEL)
    capped = replace(YEAR, stated=Stated(growth=Decimal(3), growth_bound=Bound.AT_MOST))
    standing, quarter = stands({(2023, 3): (None, "2.6")}, 3, asked(growth="2.5"), target=capped, indicator=price)
    assert (standing.control, quarter.met) == (Control.BEYOND, False)


def test_at_the_end_of_the_year_the_target_itself_is_asked_for() -> None:
    for period in (None, asked("70", month=12)):
        standing, quarter = stands({(2023, 12): "75"}, 12, period)
        assert standing.grade is Grade.MISSED
        assert (quarter.by, quarter.asked, quarter.met) == (AskedBy.YEAR, Fraction("76.8"), False)


def test_what_is_missing_says_nothing() -> None:
    standing, quarter = stands({}, 3, asked("18"))
    assert standing.grade is Grade.NO_DATA and rounded(standing.time_progress) == "23.44"
    assert (quarter.completion, quarter.met, quarter.asked) == (None, None, 18)
