"""How a target stands in a month: completion, time-proportional progress, gaps, forecast, assessment.

All arithmetic is rational and exact; nothing here rounds. Percentages are in percent (92.5), gaps in 个百分点.
The conventions are those of the offices' own sheets: a flow is compared with N/12 (or its curve), a growth with the
full-year growth, a ceiling is better when lower, a level or a share is compared as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, IntEnum
from fractions import Fraction

from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Nature, Polarity, Target
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.units import scale

HUNDRED = Fraction(100)
SHARES = frozenset({"%", "‰", "个百分点", "百分点"})
RANKS = frozenset({"位", "名次"})


class Grade(IntEnum):
    """The assessment, from worst to best; the last two carry no judgement."""

    LATE = 0
    BEHIND = 1
    ON_PACE = 2
    DONE = 3
    NO_DATA = 4
    NOT_DUE = 5


class Measure(Enum):
    """By which rule the level of a target is judged."""

    FLOW = "flow"
    CEILING = "ceiling"
    LIMIT = "limit"
    LEVEL = "level"
    RANGE = "range"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a row of the sheet says of a target; None where there is no such figure.

    `actual` is in the target's unit. `growth` is the typed growth, or the one computed from the same month of last year
    where the indicator allows it (`growth_computed`); `growth_hint` is the computed one where it does not.
    """

    measure: Measure
    grade: Grade
    actual: Fraction | None = None
    growth: Fraction | None = None
    growth_computed: bool = False
    growth_hint: Fraction | None = None
    completion: Fraction | None = None
    time_progress: Fraction | None = None
    gap: Fraction | None = None
    growth_gap: Fraction | None = None
    level_grade: Grade | None = None
    growth_grade: Grade | None = None
    stretch_completion: Fraction | None = None
    implied_level: Fraction | None = None
    forecast: Fraction | None = None
    needed_monthly: Fraction | None = None
    unit_clash: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The figures around a target in a month; each may be missing."""

    actual: Actual | None = None
    baseline: Actual | None = None
    last_year: Actual | None = None


def pace(indicator: Indicator, month: int) -> Fraction:
    """The share of the year in percent, exactly: the indicator's own curve, else month/12."""
    if len(indicator.curve) == 12:
        return Fraction(indicator.curve[month - 1])
    return Fraction(month, 12) * HUNDRED


def time_progress(indicator: Indicator, month: int) -> Fraction:
    """序时进度 in percent as offices state it, with two decimals (16.67 in February).

    Gaps are taken from this figure and the unrounded completion: that gives the published -3.82 for 17.41 of 135.46 in
    February, where an unrounded sixth would give -3.81. The assessment follows the exact pace.
    """
    return Fraction(shown(pace(indicator, month), 2))


def row_unit(target: Target, indicator: Indicator) -> str | None:
    """The unit a target's row is shown in: its own, else the indicator's usual one."""
    return target.stated.unit or (indicator.unit if target.stated.value is None else None)


def measure_for(target: Target, indicator: Indicator) -> Measure:
    """By which rule the level is judged, from bound, unit, nature and polarity."""
    stated = target.stated
    if stated.value is None:
        return Measure.NONE
    at_most = stated.bound is Bound.AT_MOST or (
        indicator.polarity is Polarity.LOWER and stated.bound is not Bound.AT_LEAST
    )
    as_it_stands = stated.unit in SHARES or indicator.nature is Nature.LEVEL
    if stated.unit in RANKS:
        return Measure.LIMIT
    if indicator.polarity is Polarity.WITHIN and stated.value_high is not None:
        return Measure.RANGE
    if at_most:
        return Measure.LIMIT if as_it_stands or stated.value == 0 else Measure.CEILING
    return Measure.LEVEL if as_it_stands else Measure.FLOW


def judge(target: Target, indicator: Indicator, month: int, evidence: Evidence, rules: RuleSet) -> Standing:
    """The standing of `target` after `month` months, judged by `rules`."""
    measure = measure_for(target, indicator)
    unit = row_unit(target, indicator)
    actual, clash = _in_unit(evidence.actual, unit)
    growth, computed, hint = _growth(indicator, evidence)
    paced = measure in (Measure.FLOW, Measure.CEILING)
    level = _judge_level(target, measure, actual, pace(indicator, month) if paced else None, month, rules)
    stated_pace = time_progress(indicator, month) if paced else None
    growth_gap, growth_completion, growth_grade = _judge_growth(target, indicator, growth, month, rules)
    grade = _overall(target, level.grade, growth_grade)
    if grade is None:
        due = month in indicator.months or evidence.actual is not None
        grade = Grade.NO_DATA if due else Grade.NOT_DUE
    forecast, needed = _outlook(target, measure, indicator, actual, month, evidence)
    return Standing(
        measure=measure,
        grade=grade,
        actual=actual,
        growth=growth,
        growth_computed=computed,
        growth_hint=hint,
        completion=level.completion if measure is not Measure.NONE else growth_completion,
        time_progress=stated_pace,
        gap=level.completion - stated_pace if level.completion is not None and stated_pace is not None else None,
        growth_gap=growth_gap,
        level_grade=level.grade,
        growth_grade=growth_grade,
        stretch_completion=_ratio(actual, target.stretch) if measure in (Measure.FLOW, Measure.LEVEL) else None,
        implied_level=_implied(target, evidence, unit),
        forecast=forecast,
        needed_monthly=needed,
        unit_clash=clash,
    )


@dataclass(frozen=True, slots=True)
class _Level:
    grade: Grade | None = None
    completion: Fraction | None = None


def _in_unit(actual: Actual | None, unit: str | None) -> tuple[Fraction | None, bool]:
    if actual is None or actual.value is None:
        return None, False
    scaled = scale(actual.value, actual.unit, unit)
    return scaled, scaled is None


def _ratio(actual: Fraction | None, whole: Decimal | None) -> Fraction | None:
    if actual is None or whole is None or whole <= 0:
        return None
    return actual / Fraction(whole) * HUNDRED


def computed_growth(now: Actual | None, before: Actual | None) -> Fraction | None:
    """The growth of one actual over another in percent; None with a base of zero or below, or units that differ."""
    if now is None or before is None or now.value is None or before.value is None or before.value <= 0:
        return None
    current = scale(now.value, now.unit, before.unit)
    return None if current is None else (current / Fraction(before.value) - 1) * HUNDRED


def _growth(indicator: Indicator, evidence: Evidence) -> tuple[Fraction | None, bool, Fraction | None]:
    worked_out = computed_growth(evidence.actual, evidence.last_year)
    if evidence.actual is not None and evidence.actual.growth is not None:
        return Fraction(evidence.actual.growth), False, worked_out
    if indicator.typed_growth:
        return None, False, worked_out
    return worked_out, worked_out is not None, worked_out


def _by_gap(gap: Fraction, late: Decimal) -> Grade:
    if gap >= 0:
        return Grade.ON_PACE
    return Grade.BEHIND if gap > Fraction(late) else Grade.LATE


def _judge_level(
    target: Target, measure: Measure, actual: Fraction | None, due: Fraction | None, month: int, rules: RuleSet
) -> _Level:
    stated = target.stated
    if actual is None or stated.value is None:
        return _Level()
    wanted = Fraction(stated.value)
    if measure is Measure.RANGE:
        high = Fraction(stated.value_high if stated.value_high is not None else stated.value)
        return _Level(_at_end(wanted <= actual <= high, month))
    if measure is Measure.LIMIT:
        most = Fraction(stated.value_high if stated.value_high is not None else stated.value)
        if stated.bound is Bound.ABOUT:
            most += abs(most) * Fraction(rules.tolerance) / HUNDRED
        return _Level(_at_end(actual <= most, month))
    completion = _ratio(actual, stated.value)
    if completion is None:
        return _Level(Grade.DONE if actual >= wanted else Grade.BEHIND)
    if measure is Measure.CEILING:
        return _judge_ceiling(completion, due or Fraction(0), month, rules)
    enough = HUNDRED - (Fraction(rules.tolerance) if stated.bound is Bound.ABOUT else 0)
    if completion >= enough:
        return _Level(Grade.DONE, completion)
    return _Level(_by_gap(completion - (HUNDRED if due is None else due), rules.late), completion)


def _at_end(met: bool, month: int) -> Grade:
    if not met:
        return Grade.LATE
    return Grade.DONE if month == 12 else Grade.ON_PACE


def _judge_ceiling(completion: Fraction, due: Fraction, month: int, rules: RuleSet) -> _Level:
    if completion > HUNDRED:
        return _Level(Grade.LATE, completion)
    if month == 12:
        return _Level(Grade.DONE, completion)
    return _Level(_by_gap(due - completion, rules.late), completion)


def _judge_growth(
    target: Target, indicator: Indicator, growth: Fraction | None, month: int, rules: RuleSet
) -> tuple[Fraction | None, Fraction | None, Grade | None]:
    stated = target.stated
    if stated.growth is None or growth is None:
        return None, None, None
    wanted = Fraction(stated.growth)
    difference = growth - wanted
    fewer = indicator.polarity is Polarity.LOWER and (wanted < 0 or stated.growth_bound is not Bound.AT_LEAST)
    lower = stated.growth_bound is Bound.AT_MOST or fewer
    better = -difference if lower else difference
    if stated.growth_bound is Bound.ABOUT:
        better = better + abs(wanted) * Fraction(rules.tolerance) / HUNDRED
    promised_fall = wanted < 0 and indicator.polarity is Polarity.LOWER
    completion = growth / wanted * HUNDRED if promised_fall and growth < 0 else None
    if promised_fall and growth >= 0:
        return difference, completion, Grade.LATE
    if better >= 0:
        return difference, completion, Grade.DONE if month == 12 else Grade.ON_PACE
    return difference, completion, _by_gap(better, rules.growth_late)


def _overall(target: Target, level: Grade | None, growth: Grade | None) -> Grade | None:
    if target.judge_by is JudgeBy.LEVEL and target.stated.value is not None:
        return level
    if target.judge_by is JudgeBy.GROWTH and target.stated.growth is not None:
        return growth
    grades = [grade for grade in (level, growth) if grade is not None]
    return min(grades) if grades else None


def _implied(target: Target, evidence: Evidence, unit: str | None) -> Fraction | None:
    if target.stated.value is not None or target.stated.growth is None:
        return None
    base, _ = _in_unit(evidence.baseline, unit)
    return None if base is None else base * (1 + Fraction(target.stated.growth) / HUNDRED)


def _share_reached(indicator: Indicator, month: int, evidence: Evidence) -> Fraction:
    part, whole = evidence.last_year, evidence.baseline
    if (
        part is not None
        and whole is not None
        and part.value is not None
        and whole.value is not None
        and whole.value > 0
    ):
        scaled = scale(part.value, part.unit, whole.unit)
        if scaled is not None and scaled > 0:
            return scaled / Fraction(whole.value)
    return pace(indicator, month) / HUNDRED


def _outlook(
    target: Target, measure: Measure, indicator: Indicator, actual: Fraction | None, month: int, evidence: Evidence
) -> tuple[Fraction | None, Fraction | None]:
    if actual is None or target.stated.value is None or measure not in (Measure.FLOW, Measure.CEILING):
        return None, None
    share = _share_reached(indicator, month, evidence)
    forecast = actual / share if share > 0 else None
    needed = (Fraction(target.stated.value) - actual) / (12 - month) if month < 12 else None
    return forecast, needed
