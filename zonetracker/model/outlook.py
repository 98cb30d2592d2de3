"""Beyond the month itself: the level a growth implies, the year's forecast, and how the year before stood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.model import units
from zonetracker.model.facts import Actual, Indicator, Target
from zonetracker.model.measure import Measure
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.units import scale


@dataclass(frozen=True, slots=True)
class Bearing:
    """The figures around a target in a month; each may be missing.

    `baseline` is last year's full-year actual, `last_year` that of the same month, `last_target` last year's target.
    """

    actual: Actual | None = None
    baseline: Actual | None = None
    last_year: Actual | None = None
    last_target: Target | None = None


def pace(indicator: Indicator, month: int) -> Fraction:
    """The share of the year in percent, exactly: the indicator's own curve, else month/12."""
    return Fraction(indicator.curve[month - 1]) if len(indicator.curve) == 12 else _EVEN[month - 1]


_EVEN = tuple(Fraction(month, 12) * HUNDRED for month in range(1, 13))


def computed_growth(now: Actual | None, before: Actual | None) -> Fraction | None:
    """The growth of one actual over another in percent; None with a base of zero or below, or units that differ."""
    if now is None or before is None or now.value is None or before.value is None or before.value <= 0:
        return None
    current = scale(now.value, now.unit, before.unit)
    return None if current is None else (current / Fraction(before.value) - 1) * HUNDRED


def difference(bearing: Bearing, unit: str | None) -> Fraction | None:
    """By how much the actual differs from the same month of last year, in `unit`, where its base allows no growth."""
    before = bearing.last_year
    if before is None or before.value is None or before.value > 0:
        return None
    base, now = in_unit(before, unit), in_unit(bearing.actual, unit)
    return None if base is None or now is None else now - base


def in_unit(actual: Actual | None, unit: str | None) -> Fraction | None:
    """The value of an actual in `unit`; None where there is none or the two cannot be compared."""
    if actual is None or actual.value is None:
        return None
    return scale(actual.value, actual.unit, unit)


def figure_in_unit(actual: Actual | None, unit: str) -> Decimal | None:
    """The same as a figure to show: as written where it is in `unit` already."""
    return None if actual is None or actual.value is None else units.in_unit(actual.value, actual.unit, unit)


def implied_level(target: Target, bearing: Bearing, unit: str | None) -> Fraction | None:
    """The level that a growth target alone means, baseline × (1 + growth), in `unit`."""
    if target.stated.value is not None or target.stated.growth is None:
        return None
    base = in_unit(bearing.baseline, unit)
    return None if base is None else base * (1 + Fraction(target.stated.growth) / HUNDRED)


def last_completion(bearing: Bearing, measure: Measure) -> Fraction | None:
    """What share of last year's target the same months of last year had brought, in percent."""
    target = bearing.last_target
    if target is None or target.stated.value is None or target.stated.value <= 0:
        return None
    if measure not in (Measure.FLOW, Measure.CEILING, Measure.LEVEL):
        return None
    then = in_unit(bearing.last_year, target.stated.unit)
    return None if then is None else then / Fraction(target.stated.value) * HUNDRED


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's level at the present run rate with its range, and what each remaining month must bring.

    None where the level is none that grows over the year; `needed` is 0 when the target is reached, of a ceiling
    what may still come each month. The range lies
    between last year's own course and the pace, and is one figure where only one of them is known.
    """

    likely: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    needed: Fraction | None = None


def forecast(
    target: Target, measure: Measure, indicator: Indicator, actual: Fraction | None, month: int, bearing: Bearing
) -> Forecast:
    """What a year comes to after `month` months."""
    if actual is None or target.stated.value is None or measure not in (Measure.FLOW, Measure.CEILING):
        return Forecast()
    ends = [actual / share for share in shares_reached(indicator, month, bearing) if share > 0]
    goal = Fraction(target.stated.value)
    needed = max(goal - actual, Fraction(0)) / (12 - month) if month < 12 and goal > 0 else None
    if not ends:
        return Forecast(needed=needed)
    return Forecast(ends[0], min(ends), max(ends), needed)


def shares_reached(indicator: Indicator, month: int, bearing: Bearing) -> tuple[Fraction, ...]:
    """The shares of the year that a month may stand for, the likeliest first: last year's own, then the pace.

    A month of last year above its year (revised since, or typed wrongly) says nothing.
    """
    whole, usual = bearing.baseline, pace(indicator, month) / HUNDRED
    part = in_unit(bearing.last_year, whole.unit if whole else None)
    if part is not None and whole is not None and whole.value is not None and 0 < part <= Fraction(whole.value):
        return part / Fraction(whole.value), usual
    return (usual,)
