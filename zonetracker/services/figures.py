"""Whether two statements of one thing agree, and what they say together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from zonetracker.model.facts import Stated
from zonetracker.model.units import scale


def _same(one: Decimal | None, unit: str | None, other: Decimal | None, other_unit: str | None) -> bool:
    if one is None or other is None:
        return one is other
    scaled = scale(one, unit, other_unit)
    return scaled is not None and scaled == scale(other, other_unit, other_unit)


def agree(one: Stated, other: Stated) -> bool:
    """Whether no figure of one speaks against the other; a level and a growth speak of different things."""
    if one.value is not None and other.value is not None:
        levels = _same(one.value, one.unit, other.value, other.unit) and _same(
            one.value_high, one.unit, other.value_high, other.unit
        )
        if not levels:
            return False
    if one.growth is not None and other.growth is not None:
        return one.growth == other.growth and one.growth_high == other.growth_high
    return True


def joined(one: Stated, other: Stated) -> Stated:
    """What `one` states, with what only `other` states added."""
    if one.value is None and other.value is not None:
        one = replace(one, value=other.value, value_high=other.value_high, unit=other.unit, bound=other.bound)
    if one.growth is None and other.growth is not None:
        one = replace(one, growth=other.growth, growth_high=other.growth_high, growth_bound=other.growth_bound)
    return one
