"""How a target stands in a month: completion, time-proportional progress, gaps, forecast, assessment.

All arithmetic is rational and exact; nothing here rounds. Percentages are in percent (92.5), gaps in 个百分点.
The conventions are those of the offices' own sheets: a flow is compared with N/12 (or its curve), a growth with the
full-year growth, a ceiling is better when lower, a level or a share is compared as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import lru_cache

from zonetracker.model.facts import Bound, Indicator, JudgeBy, Nature, Polarity, Stated, Target
from zonetracker.model.measure import (
    RANKS,
    SHARES,
    Measure,
    caps_a_loss,
    caps_a_rate,
    is_rank,
    measure_for,
    row_unit,
    says_control,
)
from zonetracker.model.outlook import (
    Bearing,
    computed_growth,
    difference,
    forecast,
    implied_level,
    in_unit,
    last_completion,
    pace,
)
from zonetracker.model.rounding import HUNDRED, shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.units import scale

__all__ = [
    "HUNDRED",
    "LAGGING",
    "REACHED",
    "SHARES",
    "UNJUDGED",
    "Bearing",
    "Control",
    "Due",
    "Grade",
    "Measure",
    "Standing",
    "computed_growth",
    "due_by",
    "growth_is_capped",
    "growth_of",
    "judge",
    "measure_for",
    "pace",
    "row_unit",
    "slack_of",
    "time_progress",
]


_YEAR = 12


class Grade(IntEnum):
    """The assessment, from worst to best; the two after carry no judgement, the last three are those of a year's end.

    After twelve months a target is missed, met or exceeded, and nothing else is said of its pace.
    """

    LATE = 0
    BEHIND = 1
    ON_PACE = 2
    AHEAD = 3
    DONE = 4
    NO_DATA = 5
    NOT_DUE = 6
    MISSED = 7
    MET = 8
    EXCEEDED = 9


LAGGING = frozenset({Grade.BEHIND, Grade.LATE, Grade.MISSED})
"""Behind, a little or much, or missed at the end: for these a reason is asked of the responsible unit."""
UNJUDGED = frozenset({Grade.NO_DATA, Grade.NOT_DUE})
"""Nothing is said of these: a figure is missing, or there is none in this month."""
REACHED = frozenset({Grade.ON_PACE, Grade.AHEAD, Grade.DONE})
"""As much as was asked of a month, or more."""
YEAR_END = (Grade.EXCEEDED, Grade.MET, Grade.MISSED, Grade.NO_DATA, Grade.NOT_DUE)
IN_YEAR = (Grade.DONE, Grade.AHEAD, Grade.ON_PACE, Grade.BEHIND, Grade.LATE, Grade.NO_DATA, Grade.NOT_DUE)
"""The assessments of a month before the last, best first; those of the last are YEAR_END."""


class Control(StrEnum):
    """How a figure that is not to be exceeded stands: within it, faster than the year goes, or beyond it."""

    WITHIN = "within"
    OVER_PACE = "over_pace"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class SecondTier:
    """The upper of two tiers (奋斗目标) in a month.

    `growth` is its typed growth, else the one over the baseline that its level means; `completion` what share of its
    level is reached, `gap` by how much that is ahead of the stated pace, where it goes with the year; `growth_gap` by
    how much the growth so far is more than the typed one.
    """

    growth: Fraction | None = None
    completion: Fraction | None = None
    gap: Fraction | None = None
    growth_gap: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row of the sheet says of a target; None where there is no such figure.

    `actual` is in the target's unit. `growth` is the typed growth, or the one computed from the same month of last year
    where the indicator allows it (`growth_computed`); `growth_hint` is the computed one where it does not;
    `difference` stands where last year's figure is zero or below, so that there is no growth. `judged_by` is
    which of level and growth the grade came from, WORSE where both came to the same; `control` stands where that is a
    figure not to be exceeded. `within_tolerance`: what counts as reached does so only by what 左右 allows.
    `last_completion` is the share of last year's target that the same months of last year had brought.
    """

    measure: Measure
    grade: Grade
    actual: Fraction | None = None
    growth: Fraction | None = None
    growth_computed: bool = False
    growth_hint: Fraction | None = None
    difference: Fraction | None = None
    completion: Fraction | None = None
    time_progress: Fraction | None = None
    gap: Fraction | None = None
    growth_gap: Fraction | None = None
    level_grade: Grade | None = None
    growth_grade: Grade | None = None
    judged_by: JudgeBy | None = None
    control: Control | None = None
    within_tolerance: bool = False
    second: SecondTier | None = None
    last_completion: Fraction | None = None
    implied_level: Fraction | None = None
    forecast: Fraction | None = None
    forecast_low: Fraction | None = None
    forecast_high: Fraction | None = None
    needed_monthly: Fraction | None = None
    unit_clash: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """The level or the growth, judged: `gap` is the growth gap; that of a level comes from the stated pace.

    `missed`: short of the figure itself, which only 左右 lets pass. `surplus` is by how much it is more than asked,
    beyond what 左右 allows, where more is better. `control` stands for what is not to be exceeded.
    """

    grade: Grade | None = None
    completion: Fraction | None = None
    gap: Fraction | None = None
    missed: bool = False
    surplus: Fraction | None = None
    control: Control | None = None


def time_progress(indicator: Indicator, month: int) -> Fraction:
    """序时进度 in percent as offices state it, with two decimals (16.67 in February).

    Gaps are taken from this figure and the unrounded completion: that gives the published -3.82 for 17.41 of 135.46 in
    February, where an unrounded sixth would give -3.81. The assessment follows the exact pace.
    """
    return _stated(pace(indicator, month))


@lru_cache(maxsize=1_000)
def _stated(exact: Fraction) -> Fraction:
    return Fraction(shown(exact, 2))


def judge(
    target: Target,
    indicator: Indicator,
    month: int,
    bearing: Bearing,
    rules: RuleSet,
    period: Stated | None = None,
) -> Standing:
    """The standing of `target` after `month` months, judged by `rules`.

    `period` is what the target asks for until then (一季度目标): it takes the place of the target × the pace, so that
    completion, gap and forecast stay in points of the year. After twelve months the target itself is asked for.
    """
    period = None if month == _YEAR else period
    measure, unit = measure_for(target, indicator), row_unit(target, indicator)
    actual = in_unit(bearing.actual, unit)
    typed = bearing.actual is not None and bearing.actual.value is not None
    growth, computed, hint = growth_of(indicator, bearing)
    due = due_by(target, indicator, month, period)
    level = _judge_level(target, indicator, measure, actual, month, rules, due)
    rate = _judge_growth(target, indicator, growth, rules, growth_asked(target, period))
    counted = _counted(target, level, rate)
    judged_by, control = _decided(counted)
    asked = month in indicator.months or bearing.actual is not None
    judged = (side.grade for side in counted.values() if side.grade is not None)
    grade = min(judged, default=Grade.NO_DATA if asked else Grade.NOT_DUE)
    if month == 12:
        grade = _at_year_end(grade, counted.values())
    stated_pace = due.stated if _goes_on(target, indicator) and due.shared else None
    ahead = forecast(target, measure, indicator, actual, month, bearing)
    return Standing(
        measure=measure,
        grade=grade,
        actual=actual,
        growth=growth,
        growth_computed=computed,
        growth_hint=hint,
        difference=difference(bearing, unit),
        completion=level.completion if measure is not Measure.NONE else rate.completion,
        time_progress=stated_pace,
        gap=level.completion - stated_pace if level.completion is not None and stated_pace is not None else None,
        growth_gap=rate.gap,
        level_grade=level.grade,
        growth_grade=rate.grade,
        judged_by=judged_by,
        control=control,
        within_tolerance=any(side.missed and side.grade in REACHED for side in counted.values()),
        second=second_tier(target, indicator, month, bearing),
        last_completion=last_completion(bearing, measure),
        implied_level=implied_level(target, bearing, unit),
        forecast=ahead.likely,
        forecast_low=ahead.low,
        forecast_high=ahead.high,
        needed_monthly=ahead.needed,
        unit_clash=typed and actual is None,
    )


def _at_year_end(grade: Grade, counted: Iterable[_Side]) -> Grade:
    """What a target has come to: exceeded where every figure that counts is more than was asked."""
    if grade in (Grade.NO_DATA, Grade.NOT_DUE):
        return grade
    if grade in LAGGING:
        return Grade.MISSED
    judged = [side.surplus for side in counted if side.grade is not None]
    return Grade.EXCEEDED if all(one is not None and one > 0 for one in judged) else Grade.MET


def second_tier(target: Target, indicator: Indicator, month: int, bearing: Bearing) -> SecondTier | None:
    """How the upper of two tiers stands after `month` months; None where a target has but one."""
    if target.stretch is None and target.stretch_growth is None:
        return None
    reached, due = _stretch_reached(target, indicator, bearing), None
    if reached is not None and _goes_on(target, indicator):
        due = time_progress(indicator, month)
    if target.stretch_growth is None:
        growth, grown = _meant_growth(target, indicator, bearing), None
    else:
        growth, grown = Fraction(target.stretch_growth), growth_of(indicator, bearing)[0]
    return SecondTier(
        growth=growth,
        completion=reached,
        gap=None if reached is None or due is None else reached - due,
        growth_gap=None if growth is None or grown is None else grown - growth,
    )


def _stretch_reached(target: Target, indicator: Indicator, bearing: Bearing) -> Fraction | None:
    actual = in_unit(bearing.actual, row_unit(target, indicator))
    if actual is None or target.stretch is None or measure_for(target, indicator) not in (Measure.FLOW, Measure.LEVEL):
        return None
    return _ratio(actual, Stated(target.stretch))


def _meant_growth(target: Target, indicator: Indicator, bearing: Bearing) -> Fraction | None:
    """The growth over the baseline that the level of the upper tier means."""
    unit = row_unit(target, indicator)
    base = in_unit(bearing.baseline, unit)
    if target.stretch is None or base is None or base <= 0 or unit in SHARES | RANKS:
        return None
    return (Fraction(target.stretch) / base - 1) * HUNDRED


def _goes_on(target: Target, indicator: Indicator) -> bool:
    """Whether what is reached grows with the year, so that it is held against the pace."""
    measure = measure_for(target, indicator)
    return measure in (Measure.FLOW, Measure.CEILING) or (measure is Measure.RANGE and _flows(target, indicator))


def _flows(target: Target, indicator: Indicator) -> bool:
    return indicator.nature is Nature.FLOW and row_unit(target, indicator) not in SHARES


def _ratio(actual: Fraction, stated: Stated) -> Fraction | None:
    """What share of the level is reached, in percent: within a range all of it; None where that has no meaning."""
    if stated.value is None or min(_ends(stated.value, stated.value_high)) <= 0:
        return None
    return actual / measured_from(stated.value, stated.value_high, actual) * HUNDRED


def growth_of(indicator: Indicator, bearing: Bearing) -> tuple[Fraction | None, bool, Fraction | None]:
    """The growth that stands for a month, whether it was computed, and the one that could be."""
    worked_out = computed_growth(bearing.actual, bearing.last_year)
    if bearing.actual is not None and bearing.actual.growth is not None:
        return Fraction(bearing.actual.growth), False, worked_out
    if indicator.typed_growth:
        return None, False, worked_out
    return worked_out, worked_out is not None, worked_out


def _judge_level(
    target: Target,
    indicator: Indicator,
    measure: Measure,
    actual: Fraction | None,
    month: int,
    rules: RuleSet,
    due: Due,
) -> _Side:
    stated = target.stated
    if actual is None or stated.value is None:
        return _Side()
    if measure is Measure.LIMIT:
        return _limited(target, indicator, actual, month, rules, due)
    if measure is Measure.RANGE:
        return _ranged(target, indicator, actual, month, rules, due)
    completion = _ratio(actual, stated)
    if completion is None:
        return _without_ratio(target, indicator, actual, due, month)
    slack = slack_of(stated.bound, rules)
    if measure is Measure.CEILING:
        return _under_ceiling(completion, due, slack, month, rules)
    surplus = completion - HUNDRED * (1 + slack)
    if completion >= HUNDRED:
        return _Side(Grade.DONE, completion, surplus=surplus)
    kept = completion >= due.least
    grade = _graded(completion >= due.least * (1 - slack), completion - due.stated, rules.late, rules.ahead)
    return _Side(grade, completion, missed=not kept, surplus=surplus)


@dataclass(frozen=True, slots=True)
class Due:
    """How much is asked by now, in percent: `stated` with two decimals; the exact share and it lie within the others.

    What keeps one of the two is on pace, so that a sixth in February is not behind the stated 16.67. `ends` are what a
    period target asks for itself, the smaller end first, in the target's unit; the shares say nothing (not `shared`)
    where a target of zero or below has none.
    """

    stated: Fraction
    least: Fraction
    most: Fraction
    ends: tuple[Fraction, Fraction] | None = None
    shared: bool = True


def due_by(target: Target, indicator: Indicator, month: int, period: Stated | None = None) -> Due:
    """How much of `target` is asked after `month` months, by `period` where that states a level in its unit."""
    ends = level_asked(target, indicator, period)
    if ends is not None:
        share = _ratio(ends[0], target.stated)
        if share is None:
            return Due(HUNDRED, HUNDRED, HUNDRED, ends, shared=False)
        stated = Fraction(shown(share, 2))
        return Due(stated, min(share, stated), max(share, stated), ends)
    if measure_for(target, indicator) is Measure.LEVEL:
        return Due(HUNDRED, HUNDRED, HUNDRED)
    exact, stated = pace(indicator, month), time_progress(indicator, month)
    return Due(stated, min(exact, stated), max(exact, stated))


def level_asked(target: Target, indicator: Indicator, period: Stated | None) -> tuple[Fraction, Fraction] | None:
    """The level that a period target asks for as its two ends, in the target's unit; None where there is none."""
    if period is None or period.value is None:
        return None
    unit = row_unit(target, indicator)
    given = (period.value, period.value if period.value_high is None else period.value_high)
    low, high = (scale(one, period.unit, unit) for one in given)
    return None if low is None or high is None else (min(low, high), max(low, high))


def growth_asked(target: Target, period: Stated | None) -> Stated:
    """The growth that is asked for by now: that of the period, else the year's; so is a bound not said."""
    stated = target.stated
    if period is None or period.growth is None:
        return stated
    bound = period.growth_bound or stated.growth_bound
    return replace(stated, growth=period.growth, growth_high=period.growth_high, growth_bound=bound)


def _limited(target: Target, indicator: Indicator, actual: Fraction, month: int, rules: RuleSet, due: Due) -> _Side:
    """A rate or a rank against its limit: kept or not."""
    high = (due.ends or _ends(target.stated.value, target.stated.value_high))[1]
    kept = actual <= high + abs(high) * slack_of(target.stated.bound, rules)
    control = None if is_rank(target, indicator) else _controlled(kept)
    return _Side(_at_end(kept, month), missed=actual > high, control=control)


def _ranged(target: Target, indicator: Indicator, actual: Fraction, month: int, rules: RuleSet, due: Due) -> _Side:
    """What is to stay between two figures: a flow gets there with the year, and may still leave it until its end."""
    low, high = _ends(target.stated.value, target.stated.value_high)
    completion = _ratio(actual, target.stated) if _flows(target, indicator) else None
    if actual > high:
        return _Side(Grade.LATE, completion, control=Control.BEYOND)
    if completion is None:
        return _Side(_at_end(actual >= (due.ends or (low, high))[0], month))
    return _Side(_graded(completion >= due.least, completion - due.stated, rules.late, None), completion)


def _under_ceiling(completion: Fraction, due: Due, slack: Fraction, month: int, rules: RuleSet) -> _Side:
    within = completion <= HUNDRED * (1 + slack)
    grade = Grade.LATE
    if within and month == 12:
        grade = Grade.DONE
    elif within:
        grade = _graded(completion <= due.most * (1 + slack), due.stated - completion, rules.late, rules.ahead)
    return _Side(grade, completion, missed=completion > due.most, control=_controlled(within, grade))


def _without_ratio(target: Target, indicator: Indicator, actual: Fraction, due: Due, month: int) -> _Side:
    """A target of zero or below (a loss to be kept small): met or not, and what is met in June may yet be lost."""
    wanted = min(_ends(target.stated.value, target.stated.value_high))
    kept = actual >= (wanted * due.most / HUNDRED if due.ends is None else due.ends[0])
    grade = _at_end(kept, month) if kept else Grade.BEHIND
    if not caps_a_loss(target.stated, indicator):
        return _Side(grade, surplus=actual - wanted)
    if actual < wanted:
        return _Side(Grade.LATE, control=Control.BEYOND)
    return _Side(grade, control=_controlled(True, grade))


def _ends(low: Decimal | None, high: Decimal | None) -> tuple[Fraction, Fraction]:
    """A figure or a range as its two ends, the smaller first."""
    one = Fraction(low or 0)
    return (one, one) if high is None else (min(one, Fraction(high)), max(one, Fraction(high)))


def measured_from(low: Decimal, high: Decimal | None, reached: Fraction) -> Fraction:
    """What a figure is held against: a target, of a range the end that it is beyond, inside the range itself."""
    ends = _ends(low, high)
    return min(max(ends[0], reached), ends[1])


def slack_of(bound: Bound | None, rules: RuleSet) -> Fraction:
    """By which part of the figure 左右 may be missed."""
    return Fraction(rules.tolerance) / HUNDRED if bound is Bound.ABOUT else Fraction(0)


def _controlled(within: bool, grade: Grade = Grade.ON_PACE) -> Control:
    if not within:
        return Control.BEYOND
    return Control.OVER_PACE if grade in LAGGING else Control.WITHIN


def _graded(kept: bool, lead: Fraction, late: Decimal, ahead: Decimal | None) -> Grade:
    """The light of what is `kept` or not; `lead` is by how much it is better than asked, as it is printed."""
    if ahead is not None and lead > Fraction(ahead):
        return Grade.AHEAD
    if kept:
        return Grade.ON_PACE
    return Grade.BEHIND if lead > Fraction(late) else Grade.LATE


def _at_end(met: bool, month: int) -> Grade:
    if not met:
        return Grade.LATE
    return Grade.DONE if month == 12 else Grade.ON_PACE


def _judge_growth(
    target: Target, indicator: Indicator, growth: Fraction | None, rules: RuleSet, stated: Stated
) -> _Side:
    """A rate against the one that is asked for; the bound of a promised fall (降低3%以上) speaks of the fall.

    Which way it goes the target says, where it has a rate.
    """
    if target.stated.growth is None:
        target = replace(target, stated=stated)
    if stated.growth is None or growth is None:
        return _Side()
    goal = measured_from(stated.growth, stated.growth_high, growth)
    gap, slack = growth - goal, abs(Fraction(stated.growth)) * slack_of(stated.growth_bound, rules)
    if fall_is_promised(target, indicator):
        if growth >= 0:
            return _Side(Grade.LATE, None, gap)
        completion = growth / goal * HUNDRED if goal < 0 else None
        return _Side(_rated(-gap, slack, rules), completion, gap, missed=gap > 0, surplus=-gap - slack)
    if growth_is_capped(target, indicator):
        grade = _rated(-gap, slack, rules)
        return _Side(grade, None, gap, missed=gap > 0, control=_controlled(grade in REACHED))
    if indicator.polarity is Polarity.WITHIN and stated.growth_high is not None:
        beyond = Control.BEYOND if gap > slack else None
        return _Side(_rated(-abs(gap), slack, rules), None, gap, missed=gap != 0, control=beyond)
    return _Side(_rated(gap, slack, rules), None, gap, missed=gap < 0, surplus=gap - slack)


def fall_is_promised(target: Target, indicator: Indicator) -> bool:
    """Whether the growth of `target` is a fall of which more is better: 能耗下降3%以上, not 降幅控制在3%以内."""
    wanted, bound = target.stated.growth, target.stated.growth_bound
    if wanted is None or wanted >= 0 or bound is Bound.AT_MOST:
        return False
    return bound is Bound.AT_LEAST or indicator.polarity is Polarity.LOWER


def growth_is_capped(target: Target, indicator: Indicator) -> bool:
    """Whether the growth of `target` is not to be exceeded; 降幅控制在3%以内 caps a fall, which more growth keeps."""
    wanted, bound = target.stated.growth, target.stated.growth_bound
    if wanted is None or bound is Bound.AT_LEAST or fall_is_promised(target, indicator):
        return False
    if bound is Bound.AT_MOST:
        return wanted >= 0
    if wanted >= 0 and says_control(target, wanted):
        return True
    if indicator.polarity is Polarity.WITHIN and target.stated.growth_high is not None:
        return False
    return indicator.polarity is Polarity.LOWER or caps_a_rate(indicator, row_unit(target, indicator))


def _rated(lead: Fraction, slack: Fraction, rules: RuleSet) -> Grade:
    ahead = None if rules.ahead is None else rules.growth_ahead
    return _graded(lead + slack >= 0, lead, rules.growth_late, ahead)


def _counted(target: Target, level: _Side, rate: _Side) -> dict[JudgeBy, _Side]:
    """The sides that the assessment follows: the one a clerk chose, else both, of which the worse counts."""
    if target.judge_by is JudgeBy.LEVEL and target.stated.value is not None:
        return {JudgeBy.LEVEL: level}
    if target.judge_by is JudgeBy.GROWTH and target.stated.growth is not None:
        return {JudgeBy.GROWTH: rate}
    return {JudgeBy.LEVEL: level, JudgeBy.GROWTH: rate}


def _decided(counted: Mapping[JudgeBy, _Side]) -> tuple[JudgeBy | None, Control | None]:
    """Which side the grade came from, and how that stands to a figure not to be exceeded, where it has one."""
    grades = {by: side.grade for by, side in counted.items() if side.grade is not None}
    if not grades:
        return None, None
    worst = min(grades.values())
    deciding = [by for by, grade in grades.items() if grade is worst]
    controls = [counted[by].control for by in deciding]
    by = deciding[0] if len(deciding) == 1 else JudgeBy.WORSE
    return by, None if None in controls else controls[0]
