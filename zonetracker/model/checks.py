"""Every validation rule; each gives Findings, which the fronts put into words.

A HARD finding stops an entry, a SOFT one asks for a written reason, a HINT only shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from zonetracker.model.facts import Actual, Bound, Indicator, Nature, Stated, Target
from zonetracker.model.rounding import plain, shown
from zonetracker.model.standing import HUNDRED, SHARES, computed_growth
from zonetracker.model.units import same_dimension, scale

GROWTH_TOLERANCE = Fraction(2, 10)
JUMP = 3


class Severity(Enum):
    """Whether a finding stops, asks or only shows."""

    HARD = "hard"
    SOFT = "soft"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: a code for the fronts to word, the field it is about, and the figures to name."""

    code: str
    severity: Severity
    field: str
    parameters: tuple[tuple[str, str], ...] = ()


def check_stated(stated: Stated) -> list[Finding]:
    """Whether a statement is well formed by itself."""
    found = []
    if stated.value is not None and stated.value_high is not None and stated.value_high < stated.value:
        found.append(_hard("range_reversed", "value_high", low=str(stated.value), high=str(stated.value_high)))
    if stated.value is None and (stated.unit or stated.value_high is not None):
        found.append(_hard("value_missing", "value"))
    if stated.growth is not None and stated.growth_high is not None and stated.growth_high < stated.growth:
        found.append(_hard("range_reversed", "growth_high", low=str(stated.growth), high=str(stated.growth_high)))
    return found


def check_actual(
    entry: Actual, indicator: Indicator, target: Target | None, earlier: Sequence[Actual], last_year: Actual | None
) -> list[Finding]:
    """Checks one actual; `earlier` are the months before it in its year, oldest first."""
    if entry.value is None:
        return []
    unit = (target.stated.unit if target else None) or indicator.unit
    if not same_dimension(entry.unit, unit):
        return [_hard("unit_differs", "unit", unit=entry.unit or "", wanted=unit or "")]
    found = _check_course(entry, indicator, earlier)
    found += _check_size(entry, target, last_year)
    worked_out = computed_growth(entry, last_year)
    if worked_out is None or entry.growth is None or indicator.typed_growth:
        return found
    if abs(worked_out - Fraction(entry.growth)) > GROWTH_TOLERANCE:
        found.append(_hint("growth_differs", "growth", typed=str(entry.growth), computed=str(shown(worked_out, 1))))
    return found


def _check_course(entry: Actual, indicator: Indicator, earlier: Sequence[Actual]) -> list[Finding]:
    before = next((actual for actual in reversed(earlier) if actual.value is not None), None)
    if indicator.nature is not Nature.FLOW or entry.unit in SHARES or before is None or before.value is None:
        return []
    now = scale(entry.value or Decimal(0), entry.unit, before.unit)
    if now is not None and now < Fraction(before.value):
        figures = {"value": str(entry.value), "before": str(before.value), "month": str(before.month)}
        return [_soft("cumulative_falls", "value", **figures)]
    return []


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
        if ratio >= 50 or ratio <= Fraction(1, 500):
            return [_soft("unit_likely_other", "value", against=name, **figures)]
        if ratio > JUMP:
            return [_soft("jump", "value", against=name, **figures)]
    return []


def check_target(target: Target, baseline: Actual | None) -> list[Finding]:
    """Back-check: last year's actual × (1+growth) against the level, a hint beyond 0.2 points of growth."""
    stated = target.stated
    found = check_stated(stated)
    if stated.value is None or stated.growth is None or baseline is None or not baseline.value or baseline.value <= 0:
        return found
    if stated.bound not in (None, Bound.EXACT) or stated.growth_bound not in (None, Bound.EXACT):
        return found
    base = scale(baseline.value, baseline.unit, stated.unit)
    if base is None:
        return found
    implied = (Fraction(stated.value) / base - 1) * HUNDRED
    if abs(implied - Fraction(stated.growth)) > GROWTH_TOLERANCE:
        found.append(
            _hint(
                "target_disagrees",
                "growth",
                growth=str(stated.growth),
                implied=str(shown(implied, 1)),
                base=str(baseline.value),
            )
        )
    return found


def check_parts(parent: Target, parts: Iterable[Target]) -> list[Finding]:
    """其中 rows must not exceed their parent; a sum of parts above the whole is a hint."""
    if parent.stated.value is None:
        return []
    found, total = [], Fraction(0)
    for part in parts:
        if part.stated.value is None or part.stated.unit in SHARES:
            continue
        scaled = scale(part.stated.value, part.stated.unit, parent.stated.unit)
        if scaled is None:
            continue
        total += scaled
        if scaled > Fraction(parent.stated.value):
            found.append(_soft("part_exceeds", "value", part=str(part.stated.value), whole=str(parent.stated.value)))
    if not found and total > Fraction(parent.stated.value):
        found.append(_hint("parts_exceed", "value", parts=str(plain(total)), whole=str(parent.stated.value)))
    return found


def _hard(code: str, field: str, **parameters: str) -> Finding:
    return Finding(code, Severity.HARD, field, tuple(parameters.items()))


def _soft(code: str, field: str, **parameters: str) -> Finding:
    return Finding(code, Severity.SOFT, field, tuple(parameters.items()))


def _hint(code: str, field: str, **parameters: str) -> Finding:
    return Finding(code, Severity.HINT, field, tuple(parameters.items()))
