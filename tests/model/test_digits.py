"""What is printed of a row agrees with its light: never 已完成 below the target, never 略滞后 beside a gap of 0.0."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from zonetracker.model.facts import Actual, Bound, Indicator, Nature, Polarity, Stated, Target
from zonetracker.model.progress import Progress, progress
from zonetracker.model.row_figures import Figures, figures, whole_share
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Control, Grade, Measure

FLOW = Indicator(1, "税收收入", "亿元")
LEVEL = Indicator(1, "参保率", "%", nature=Nature.LEVEL)
DEATHS = Indicator(1, "死亡人数", "人", polarity=Polarity.LOWER)
ENERGY = Indicator(1, "某项消耗", "吨", polarity=Polarity.LOWER)
KEPT = Indicator(1, "非税收入", "亿元", polarity=Polarity.WITHIN)


def table(
    indicator: Indicator,
    month: int,
    stated: Stated,
    value: Decimal | None = None,
    growth: Decimal | None = None,
    before: Decimal | None = None,
    rules: RuleSet | None = None,
    places: int = 1,
) -> Progress:
    actuals = {(1, 2023, month): Actual(1, 1, 2023, month, value, stated.unit, growth)}
    if before is not None:
        actuals[1, 2022, month] = Actual(2, 1, 2022, month, before, stated.unit)
    return progress(
        "测试区", 2023, month, [Target(1, 1, 2023, stated)], {1: indicator}, actuals, [], rules or RuleSet(), places
    )


def level(value: str, bound: Bound = Bound.EXACT, high: str | None = None) -> Stated:
    return Stated(Decimal(value), None if high is None else Decimal(high), "亿元", bound)


def printed(shown: Progress) -> tuple[str, str | None, str | None, str | None]:
    row = shown.rows[0]
    known = figures(row, shown)
    texts = [None if one is None else format(one, "f") for one in (known.completion, known.time_progress, known.gap)]
    return shown.word_of(row), texts[0], texts[1], texts[2]


@pytest.mark.parametrize(
    ("month", "wanted", "reached", "expected"),
    [
        (11, "100", "99.96", ("达到序时", "99.96", "91.67", "8.29")),
        (12, "100", "99.96", ("未完成", "99.96", "100.00", "-0.04")),
        (12, "100", "100.04", ("超额完成", "100.04", "100.00", "0.04")),
        (12, "100", "100", ("完成", "100.0", "100.0", "0.0")),
        (9, "100", "74.96", ("略滞后", "74.96", "75.00", "-0.04")),
        (9, "100", "75", ("达到序时", "75.0", "75.0", "0.0")),
        (9, "100", "75.04", ("达到序时", "75.0", "75.0", "0.0")),
        (9, "100", "65", ("滞后", "65.0", "75.0", "-10.0")),
        (9, "100", "65.04", ("略滞后", "65.04", "75.00", "-9.96")),
        (9, "100", "64.96", ("滞后", "65.0", "75.0", "-10.0")),
        (2, "6", "1", ("达到序时", "16.7", "16.7", "0.0")),
        (2, "10000", "1666", ("略滞后", "16.66", "16.67", "-0.01")),
        (2, "10000", "1667", ("达到序时", "16.7", "16.7", "0.0")),
        (1, "12", "1", ("达到序时", "8.3", "8.3", "0.0")),
        (1, "10000", "833", ("达到序时", "8.3", "8.3", "0.0")),
        (10, "647.4", "629.0", ("达到序时", "97.2", "83.3", "13.8")),
    ],
)
def test_at_the_borders_page_and_light_say_the_same(
    month: int, wanted: str, reached: str, expected: tuple[str, str, str, str]
) -> None:
    """The stated pace or the exact one is enough: a sixth in February, and 833 of 10,000 in January (stated 8.33)."""
    assert printed(table(FLOW, month, level(wanted), Decimal(reached))) == expected


def test_more_decimals_of_the_office_do_not_print_a_kept_pace_as_missed() -> None:
    shown = table(FLOW, 2, level("6"), Decimal(1), places=4)
    assert printed(shown) == ("达到序时", "16.67", "16.67", "0.00")
    assert printed(replace(shown, places=0)) == ("达到序时", "17", "17", "0")


@pytest.mark.parametrize(
    ("growth", "word", "gap"),
    [("7.96", "略滞后", "-0.04"), ("8", "达到序时", "0.0"), ("8.04", "达到序时", "0.0"), ("6.04", "略滞后", "-1.96")],
)
def test_a_growth_gap_at_its_borders(growth: str, word: str, gap: str) -> None:
    shown = table(FLOW, 9, Stated(growth=Decimal(8), growth_bound=Bound.EXACT), growth=Decimal(growth))
    row = shown.rows[0]
    assert (shown.word_of(row), str(figures(row, shown).growth_gap)) == (word, gap)


@pytest.mark.parametrize(
    ("reached", "word", "share"),
    [("45.01", "突破控制数", "100.02"), ("45", "超控制进度", "100.0"), ("33.76", "超控制进度", "75.02")],
)
def test_a_ceiling_at_its_borders(reached: str, word: str, share: str) -> None:
    shown = table(DEATHS, 9, Stated(Decimal(45), None, "人", Bound.AT_MOST), Decimal(reached))
    assert printed(shown)[:2] == (word, share)


def test_what_about_allows_is_no_done_and_is_printed_as_missed() -> None:
    """98 of 左右100 in September: on pace and not 已完成; at the year's end it counts as reached, by 左右."""
    about = level("100", Bound.ABOUT)
    september, december = (table(FLOW, month, about, Decimal(98)) for month in (9, 12))
    assert printed(september)[:2] == ("达到序时", "98.0") and not september.rows[0].standing.within_tolerance
    assert printed(december)[:2] == ("完成", "98.0") and december.rows[0].standing.within_tolerance
    assert printed(table(FLOW, 12, about, Decimal("97.96")))[:2] == ("未完成", "97.96")


# ---- any row


BOUNDS = (Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT)
GOALS = st.decimals("0.01", 10**6, places=2)
NEAR = st.sampled_from([0, 1, -1, 4, -4, 5, -5, 6, -6, 49, -49, 51, -51])
MONTHS = st.integers(1, 12)
RULES = st.builds(
    RuleSet,
    late=st.sampled_from([Decimal(-10), Decimal("-5.25"), Decimal(-5), Decimal(0)]),
    growth_late=st.sampled_from([Decimal(-2), Decimal("-0.55"), Decimal(0)]),
    tolerance=st.sampled_from([Decimal(2), Decimal(0), Decimal("0.5")]),
    ahead=st.sampled_from([None, Decimal(0), Decimal(5), Decimal("2.25")]),
    growth_ahead=st.sampled_from([Decimal(0), Decimal("0.5")]),
)
CURVES = st.sampled_from([(), tuple(Decimal(one) for one in (3, 9, "17.355", 26, 35, 44, 52, 61, 70, 80, 91, 100))])


@st.composite
def near_a_border(draw: st.DrawFn) -> tuple[int, Decimal, Decimal, RuleSet, tuple[Decimal, ...]]:
    """A month, a target and what is reached of it: often within a hair of the pace, the late border or the whole."""
    month, goal, rules, curve = draw(MONTHS), draw(GOALS), draw(RULES), draw(CURVES)
    due = curve[month - 1] if curve else Decimal(month) * 100 / 12
    edges = [
        due,
        round(due, 2),
        due + rules.late,
        Decimal(100),
        due + (rules.ahead or 0),
        Decimal(98),
        due * Decimal("0.98"),
    ]
    share = draw(st.sampled_from(edges)) + Decimal(draw(NEAR)) / 10 ** draw(st.integers(1, 6))
    reached = round(goal * share / 100, draw(st.integers(0, 8)))
    assume(reached >= 0)
    return month, goal, reached, rules, curve


def light_of(known: Figures, month: int, rules: RuleSet) -> Grade:
    """The light as a reader of the printed line would give it."""
    assert known.completion is not None and known.gap is not None and known.time_progress is not None
    if month == 12:
        return Grade.MISSED if known.completion < 100 else Grade.EXCEEDED if known.completion > 100 else Grade.MET
    if known.completion >= 100:
        return Grade.DONE
    assert (known.gap >= 0) == (known.completion >= known.time_progress)
    if rules.ahead is not None and known.gap > rules.ahead:
        return Grade.AHEAD
    if known.gap >= 0:
        return Grade.ON_PACE
    return Grade.BEHIND if known.gap > rules.late else Grade.LATE


@settings(max_examples=1500, deadline=None)
@given(near_a_border(), st.sampled_from(BOUNDS), st.integers(0, 4))
def test_the_light_is_the_one_that_the_printed_digits_give(
    case: tuple[int, Decimal, Decimal, RuleSet, tuple[Decimal, ...]], bound: Bound, places: int
) -> None:
    month, goal, reached, rules, curve = case
    shown = table(replace(FLOW, curve=curve), month, level(str(goal), bound), reached, rules=rules, places=places)
    row = shown.rows[0]
    known, standing = figures(row, shown), row.standing
    tolerant = bound is Bound.ABOUT and month == 12
    if standing.within_tolerance:
        assert standing.grade in (Grade.ON_PACE, Grade.MET) and light_of(known, month, rules) < standing.grade
    elif tolerant and known.completion is not None and known.completion > 100:
        assert standing.grade in (Grade.MET, Grade.EXCEEDED)
    else:
        assert standing.grade is light_of(known, month, rules)


@settings(max_examples=800, deadline=None)
@given(near_a_border(), st.integers(0, 4))
def test_a_ceiling_is_what_the_printed_digits_say(
    case: tuple[int, Decimal, Decimal, RuleSet, tuple[Decimal, ...]], places: int
) -> None:
    month, goal, reached, rules, curve = case
    stated = Stated(goal, None, "人", Bound.AT_MOST)
    shown = table(replace(DEATHS, curve=curve), month, stated, reached, rules=rules, places=places)
    known, standing = figures(shown.rows[0], shown), shown.rows[0].standing
    assert standing.measure is Measure.CEILING
    assert known.completion is not None and known.gap is not None and known.time_progress is not None
    assert (standing.control is Control.BEYOND) == (known.completion > 100)
    if standing.control is not Control.BEYOND and month < 12:
        assert (standing.control is Control.OVER_PACE) == (known.gap > 0) == (known.completion > known.time_progress)
        assert (standing.grade is Grade.LATE) == (known.gap > 0 and -known.gap <= rules.late)


@settings(max_examples=800, deadline=None)
@given(
    st.sampled_from([FLOW, ENERGY, LEVEL]),
    MONTHS,
    st.decimals(-20, 20, places=1),
    st.integers(-4000, 4000),
    st.integers(1, 5),
    st.decimals("1", 10**5, places=2),
    RULES,
    st.booleans(),
)
def test_a_growth_gap_has_the_sign_and_size_of_its_light(
    indicator: Indicator,
    month: int,
    wanted: Decimal,
    off: int,
    fineness: int,
    before: Decimal,
    rules: RuleSet,
    computed: bool,
) -> None:
    growth = wanted + Decimal(off) / 10**fineness
    assume(wanted != 0)
    stated = Stated(growth=wanted, growth_bound=Bound.EXACT)
    value = round(before * (1 + growth / 100), 3) if computed else None
    typed = None if computed else growth
    shown = table(indicator, month, stated, value, typed, before if computed else None, rules)
    row = shown.rows[0]
    known, standing = figures(row, shown), row.standing
    if standing.growth_gap is None or known.growth_gap is None:
        return
    better_lower = indicator is ENERGY
    lead = -known.growth_gap if better_lower else known.growth_gap
    rise = better_lower and wanted < 0 and standing.growth is not None and standing.growth >= 0
    if standing.growth_grade is Grade.LATE and not rise:
        assert lead < 0 and lead <= rules.growth_late
    if standing.growth_grade is Grade.BEHIND:
        assert rules.growth_late < lead < 0
    if standing.growth_grade in (Grade.ON_PACE, Grade.AHEAD):
        assert lead >= 0
        assert (standing.growth_grade is Grade.AHEAD) == (rules.ahead is not None and lead > rules.growth_ahead)
    if standing.grade is Grade.EXCEEDED:
        assert lead > 0
    if known.growth is not None and standing.growth_grade is not None and standing.growth_grade < Grade.ON_PACE:
        assert known.growth < wanted if not better_lower else known.growth > wanted


@settings(max_examples=400, deadline=None)
@given(near_a_border(), st.decimals("1", 3, places=2))
def test_a_range_is_done_inside_and_left_above(
    case: tuple[int, Decimal, Decimal, RuleSet, tuple[Decimal, ...]], width: Decimal
) -> None:
    month, goal, reached, rules, _ = case
    shown = table(KEPT, month, level(str(goal), high=str(goal * width)), reached, rules=rules)
    known, standing = figures(shown.rows[0], shown), shown.rows[0].standing
    assert known.completion is not None
    assert (standing.control is Control.BEYOND) == (known.completion > 100) == (reached > goal * width)
    assert (known.completion == 100) == (goal <= reached <= goal * width)


def every_kind() -> Iterator[tuple[Indicator, Stated]]:
    yield FLOW, level("80")
    yield DEATHS, Stated(Decimal(45), None, "人", Bound.AT_MOST)
    yield KEPT, level("10", high="12")
    yield LEVEL, Stated(Decimal(95), None, "%", Bound.AT_LEAST)


@pytest.mark.parametrize(("indicator", "stated"), list(every_kind()))
def test_a_row_without_a_figure_has_the_places_of_the_office(indicator: Indicator, stated: Stated) -> None:
    shown = table(indicator, 9, stated, places=2)
    assert figures(shown.rows[0], shown).places == 2
    assert figures(shown.rows[0], shown).completion is None


@pytest.mark.parametrize(
    ("share", "said"),
    [("99.96", "99.96"), ("99.9768", "99.98"), ("100", "100.0"), ("100.02", "100.0"), ("64.4", "64.4")],
)
def test_a_share_beside_no_light_is_the_whole_only_where_it_is(share: str, said: str) -> None:
    assert str(whole_share(Fraction(share), 1)) == said
