"""Whether two statements of one thing agree, and what they say together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zonetracker.model.facts import Stated
from zonetracker.model.units import counted, same_figure, scale, whole_unit


def agree(one: Stated, other: Stated) -> bool:
    """Whether no figure of one speaks against the other; a level and a growth speak of different things.

    An equal figure in another unit is the same: 0.5亿元 and 5000万元, 1.2万 and 12000人, 10户 and 10家.
    """
    if one.value is not None and other.value is not None:
        levels = _same(one.value, one.unit, other.value, other.unit)
        if not levels or not _same(one.value_high, one.unit, other.value_high, other.unit):
            return False
    if one.growth is not None and other.growth is not None:
        return one.growth == other.growth and one.growth_high == other.growth_high
    return True


def _same(one: Decimal | None, unit: str | None, other: Decimal | None, other_unit: str | None) -> bool:
    here, there = whole_unit(unit, other_unit), whole_unit(other_unit, unit)
    both_count = counted(here) and counted(there)
    return same_figure(one, None if both_count else here, other, there)


def same_rounded(one: Stated, other: Stated) -> bool:
    """Whether the figures differ in rounding or unit only: the finer one, rounded as the other is, is the other."""
    levels = one.value is None or other.value is None or _near(one.value, one.unit, other.value, other.unit)
    highs = _near(one.value_high, one.unit, other.value_high, other.unit)
    growths = one.growth is None or other.growth is None or _near(one.growth, None, other.growth, None)
    return levels and highs and growths and _near(one.growth_high, None, other.growth_high, None)


def _near(one: Decimal | None, unit: str | None, other: Decimal | None, other_unit: str | None) -> bool:
    if one is None or other is None:
        return one is other
    there, here = scale(one, unit, other_unit), scale(other, other_unit, other_unit)
    steps = (scale(_last_digit(one), unit, other_unit), scale(_last_digit(other), other_unit, other_unit))
    if there is None or here is None or steps[0] is None or steps[1] is None:
        return False
    return 2 * abs(there - here) <= max(steps[0], steps[1])


def _last_digit(figure: Decimal) -> Decimal:
    exponent = figure.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def joined(one: Stated, other: Stated) -> Stated:
    """What `one` states, with what only `other` states added."""
    if one.value is None and other.value is not None:
        one = replace(one, value=other.value, value_high=other.value_high, unit=other.unit, bound=other.bound)
    if one.growth is None and other.growth is not None:
        one = replace(one, growth=other.growth, growth_high=other.growth_high, growth_bound=other.growth_bound)
    return one
