"""Every validation rule of the trade; each gives Findings, which the fronts put into words.

A HARD finding stops an entry, a SOFT one asks for a written reason, a HINT only shows. Limits of values: limits.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.checking.findings import Finding, FindingCode, hard, hint, soft
from zonetracker.model.facts import Actual, Bound, Indicator, Nature, PeriodTarget, Stated, Target
from zonetracker.model.measure import Measure, measure_for
from zonetracker.model.rounding import plain, shown
from zonetracker.model.standing import HUNDRED, SHARES, computed_growth, row_unit
from zonetracker.model.units import counted, same_dimension, scale

GROWTH_TOLERANCE = Fraction(2, 10)
JUMP = 3
_TINY = Fraction(1, 500)
_TINY_SHARE = Fraction(1, 20)
"""A share typed as a fraction, 0.95 for 95 %, is a hundredth of what is meant."""


def check_stated(stated: Stated) -> list[Finding]:
    """Whether a statement is well formed by itself."""
    found = []
    if stated.value is not None and stated.value_high is not None and stated.value_high < stated.value:
        found.append(hard(FindingCode.RANGE_REVERSED, "value_high", low=str(stated.value), high=str(stated.value_high)))
    if stated.value is None and (stated.unit or stated.value_high is not None):
        found.append(hard(FindingCode.VALUE_MISSING, "value"))
    if stated.growth is not None and stated.growth_high is not None and _reversed(stated.growth, stated.growth_high):
        found.append(
            hard(FindingCode.RANGE_REVERSED, "growth_high", low=str(stated.growth), high=str(stated.growth_high))
        )
    return found


def check_actual(
    entry: Actual,
    indicator: Indicator,
    target: Target | None,
    earlier: Sequence[Actual],
    last_year: Actual | None,
    later: Sequence[Actual] = (),
) -> list[Finding]:
    """Checks one actual; `earlier` and `later` are the other months of its year, oldest first."""
    found = []
    if entry.month not in indicator.months and (entry.value is not None or entry.growth is not None):
        found.append(soft(FindingCode.NO_MONTH_OF_ITS_OWN, "month", month=str(entry.month)))
    if entry.value is None:
        return found
    unit = row_unit(target, indicator)
    if _is_a_growth(entry.unit, indicator, target):
        return [hard(FindingCode.GROWTH_AS_VALUE, "value", value=str(entry.value))]
    if not same_dimension(entry.unit, unit):
        return [hard(FindingCode.UNIT_DIFFERS, "unit", unit=entry.unit or "", wanted=unit or "")]
    found += _check_course(entry, indicator, earlier, later)
    found += _check_size(entry, target, last_year)
    found += _check_count(entry.value, entry.unit)
    worked_out = computed_growth(entry, last_year)
    if worked_out is None or entry.growth is None or indicator.typed_growth:
        return found
    if abs(worked_out - Fraction(entry.growth)) > GROWTH_TOLERANCE:
        found.append(
            hint(FindingCode.GROWTH_DIFFERS, "growth", typed=str(entry.growth), computed=str(shown(worked_out, 1)))
        )
    return found


def _is_a_growth(unit: str | None, indicator: Indicator, target: Target | None) -> bool:
    """A percentage given as the level of something that is measured otherwise and has a target of growth only."""
    growth_only = target is not None and target.stated.value is None and target.stated.growth is not None
    return growth_only and unit in SHARES and indicator.unit not in SHARES


def check_bare_level(entry: Actual, target: Target | None, others: Iterable[Actual]) -> list[Finding]:
    """A level typed without its unit where the target has a growth only and no level is known: likely the growth."""
    if entry.value is None or target is None or target.stated.value is not None or target.stated.growth is None:
        return []
    if abs(entry.value) >= HUNDRED or any(other.value is not None for other in others):
        return []
    return [soft(FindingCode.GROWTH_LIKELY, "value", value=str(entry.value))]


def _check_count(value: Decimal | None, unit: str | None) -> list[Finding]:
    """Things that are counted come whole and not below zero; a net number may fall, an average may be broken."""
    if value is None or not counted(unit):
        return []
    if value < 0:
        return [soft(FindingCode.COUNT_BELOW_ZERO, "value", value=str(value), unit=unit or "")]
    if value != value.to_integral_value():
        return [soft(FindingCode.COUNT_IN_PARTS, "value", value=str(value), unit=unit or "")]
    return []


def _check_course(
    entry: Actual, indicator: Indicator, earlier: Sequence[Actual], later: Sequence[Actual]
) -> list[Finding]:
    if indicator.nature is not Nature.FLOW or entry.unit in SHARES:
        return []
    before = next((actual for actual in reversed(earlier) if actual.value is not None), None)
    after = next((actual for actual in later if actual.value is not None), None)
    found = []
    for other, code, sign in (
        (before, FindingCode.CUMULATIVE_FALLS, 1),
        (after, FindingCode.CUMULATIVE_ABOVE_LATER, -1),
    ):
        if other is None or other.value is None:
            continue
        now = scale(entry.value or Decimal(0), entry.unit, other.unit)
        if now is not None and sign * now < sign * Fraction(other.value):
            figures = {"value": str(entry.value), "before": str(other.value), "month": str(other.month)}
            found.append(soft(code, "value", **figures))
    return found


def _check_size(entry: Actual, target: Target | None, last_year: Actual | None) -> list[Finding]:
    for yardstick, unit, name in (
        (last_year.value if last_year else None, last_year.unit if last_year else None, "last_year"),
        (target.stated.value if target else None, target.stated.unit if target else None, "target"),
    ):
        if not yardstick or yardstick <= 0 or entry.value is None or entry.value <= 0:
            continue
        now = scale(entry.value, entry.unit, unit)
        if now is None:
            continue
        ratio = now / Fraction(yardstick)
        figures = {"value": str(entry.value), "yardstick": str(yardstick)}
        if ratio >= 50 or ratio <= (_TINY_SHARE if unit in SHARES else _TINY):
            return [soft(FindingCode.UNIT_LIKELY_OTHER, "value", against=name, **figures)]
        if ratio > JUMP:
            return [soft(FindingCode.JUMP, "value", against=name, **figures)]
    return []


def _reversed(growth: Decimal, high: Decimal) -> bool:
    """下降3%-5% runs from the smaller fall to the larger."""
    falls = growth < 0 and high < 0
    return abs(high) < abs(growth) if falls else high < growth


def check_target(target: Target, baseline: Actual | None) -> list[Finding]:
    """Back-check: last year's actual × (1+growth) against the level, a hint beyond 0.2 points of growth."""
    stated, implied = target.stated, implied_growth(target.stated, baseline)
    found = check_stated(stated) + _check_count(stated.value, stated.unit)
    if baseline is not None and implied is not None and _disagree(stated, implied):
        found.append(
            hint(
                FindingCode.TARGET_DISAGREES,
                "growth",
                growth=str(stated.growth),
                implied=str(shown(implied, 1)),
                base=str(baseline.value),
            )
        )
    return found


def implied_growth(stated: Stated, baseline: Actual | None) -> Fraction | None:
    """The growth over last year's figure that a level stands for, where a growth to check it by is stated too."""
    if stated.value is None or stated.growth is None or baseline is None or baseline.value is None:
        return None
    base = scale(baseline.value, baseline.unit, stated.unit) if baseline.value > 0 else None
    return None if base is None else (Fraction(stated.value) / base - 1) * HUNDRED


def _disagree(stated: Stated, implied: Fraction) -> bool:
    """Whether the growth that the level implies lies off the stated one.

    With the same bound on both the figures themselves must fit (80亿元以上、增长8%以上); with a bound on one only
    what lies on its far side does not. A range of growth fits anywhere within; the bound of a fall speaks of the fall.
    """
    low = Fraction(stated.growth or 0)
    high = Fraction(stated.growth_high) if stated.growth_high is not None else low
    low, high = min(low, high), max(low, high)
    level, rate = _one_sided(stated.bound), _one_sided(stated.growth_bound)
    if rate is not None and (stated.growth or 0) < 0:
        rate = Bound.AT_MOST if rate is Bound.AT_LEAST else Bound.AT_LEAST
    too_low, too_high = implied < low - GROWTH_TOLERANCE, implied > high + GROWTH_TOLERANCE
    if level is rate:
        return too_low or too_high
    open_above = rate is Bound.AT_LEAST or level is Bound.AT_MOST
    return too_low if open_above else too_high


def _one_sided(bound: Bound | None) -> Bound | None:
    return bound if bound in (Bound.AT_LEAST, Bound.AT_MOST) else None


def check_period(
    period: PeriodTarget, target: Target, indicator: Indicator, others: Iterable[PeriodTarget]
) -> list[Finding]:
    """Checks what a target asks for in a part of its year; `others` are those of its other parts."""
    stated, unit = period.stated, row_unit(target, indicator)
    found = check_stated(stated) + _check_count(stated.value, stated.unit)
    if stated.value is None:
        return found
    if not same_dimension(stated.unit, unit):
        return [hard(FindingCode.UNIT_DIFFERS, "unit", unit=stated.unit or "", wanted=unit or "")]
    if measure_for(target, indicator) not in (Measure.FLOW, Measure.CEILING, Measure.LEVEL):
        return found
    found += _check_within_year(period, target)
    if measure_for(target, indicator) is Measure.LEVEL:
        return found
    return found + _check_turns(period, sorted(others, key=lambda one: one.to_month))


def check_period_units(target: Target, indicator: Indicator, periods: Iterable[PeriodTarget]) -> list[Finding]:
    """Whether what a target asks for in parts of its year can still be compared with it."""
    unit = row_unit(target, indicator)
    return [
        hard(FindingCode.PERIOD_UNIT, "unit", unit=one.stated.unit or "", wanted=unit or "", month=str(one.to_month))
        for one in periods
        if one.stated.value is not None and not same_dimension(one.stated.unit, unit)
    ]


def _check_within_year(period: PeriodTarget, target: Target) -> list[Finding]:
    stated, year = period.stated, target.stated
    high = year.value if year.value_high is None else year.value_high
    if stated.value is None or year.value is None or high is None or year.value <= 0:
        return []
    asked, low, most = (
        scale(one, unit, year.unit)
        for one, unit in ((stated.value, stated.unit), (year.value, year.unit), (high, year.unit))
    )
    if asked is None or low is None or most is None:
        return []
    figures = {"value": str(stated.value), "whole": str(high)}
    if period.to_month == 12 and not low <= asked <= most:
        return [soft(FindingCode.PERIOD_NOT_YEAR, "value", **figures)]
    return [soft(FindingCode.PERIOD_ABOVE_YEAR, "value", **figures)] if asked > most else []


def _check_turns(period: PeriodTarget, others: Sequence[PeriodTarget]) -> list[Finding]:
    """What is summed up from January never falls from one part of the year to the next."""
    stated, with_level = period.stated, [one for one in others if one.stated.value is not None]
    before = next((one for one in reversed(with_level) if one.to_month < period.to_month), None)
    after = next((one for one in with_level if one.to_month > period.to_month), None)
    found = []
    for other, code, sign in ((before, FindingCode.PERIOD_FALLS, 1), (after, FindingCode.PERIOD_ABOVE_LATER, -1)):
        if other is None or other.stated.value is None:
            continue
        now = scale(stated.value or Decimal(0), stated.unit, other.stated.unit)
        if now is not None and sign * now < sign * Fraction(other.stated.value):
            figures = {"value": str(stated.value), "before": str(other.stated.value), "month": str(other.to_month)}
            found.append(soft(code, "value", **figures))
    return found


def check_parts(parent: Target, parts: Iterable[Target]) -> list[Finding]:
    """其中 rows must not exceed their parent; a sum of several parts that differs from the whole is a hint."""
    stated = parent.stated
    whole = stated.value_high if stated.value_high is not None else stated.value
    return _check_parts(whole, stated.unit, [(part.stated.value, part.stated.unit) for part in parts])


def check_reached_parts(parent: Actual, parts: Iterable[Actual]) -> list[Finding]:
    """The same for what was reached in one month."""
    return _check_parts(parent.value, parent.unit, [(part.value, part.unit) for part in parts])


def _check_parts(
    whole: Decimal | None, unit: str | None, parts: Sequence[tuple[Decimal | None, str | None]]
) -> list[Finding]:
    if whole is None or unit in SHARES or not parts:
        return []
    scaled = [
        (value, Fraction(inside))
        for value, own in parts
        if value is not None and own not in SHARES and (inside := scale(value, own, unit)) is not None
    ]
    found = [
        soft(FindingCode.PART_EXCEEDS, "value", part=str(value), whole=str(whole))
        for value, inside in scaled
        if inside > Fraction(whole)
    ]
    total = sum((inside for _, inside in scaled), Fraction(0))
    off = total - Fraction(whole)
    if found or len(scaled) < 2 or abs(off) <= _rounding(whole, len(scaled)):
        return found
    return [
        hint(
            FindingCode.PARTS_EXCEED if off > 0 else FindingCode.PARTS_FALL_SHORT,
            "value",
            parts=str(plain(total)),
            whole=str(whole),
        )
    ]


def _rounding(whole: Decimal, parts: int) -> Fraction:
    """By how much a sum of figures, each rounded as the whole is, may be off."""
    exponent = whole.as_tuple().exponent
    return (
        Fraction(10) ** (exponent if isinstance(exponent, int) else 0) * parts / 2 if "." in str(whole) else Fraction(0)
    )
