"""What another base changes, before it is written: growths, the back-check of the target, the level it implies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.checking.checks import implied_growth
from zonetracker.model.facts import Actual, Target
from zonetracker.model.outlook import Bearing, computed_growth, implied_level
from zonetracker.services.ledger import Ledger


class BaseEffect(StrEnum):
    """What rests on a base: its own growth, the growth that a target's level means, the level that a growth means."""

    OWN_GROWTH = "own_growth"
    BACK_CHECK = "back_check"
    IMPLIED_LEVEL = "implied_level"
    GROWTH_SINCE = "growth_since"


@dataclass(frozen=True, slots=True)
class EffectOfBase:
    """A figure that rests on a base, with the base that stands and with the other one; None where there is none."""

    effect: BaseEffect
    before: Fraction | None
    after: Fraction | None


def base_effects(ledger: Ledger, target: Target, unit: str, value: Decimal, value_unit: str) -> list[EffectOfBase]:
    """What a base of `value` would change for a target; `unit` is that of the target's row."""
    stands = ledger.actual(target.indicator_id, target.year - 1, 12)
    bare = Actual(0, target.indicator_id, target.year - 1, 12)
    other = replace(stands or bare, value=value, unit=value_unit)
    year_before = ledger.actual(target.indicator_id, target.year - 2, 12)
    now = ledger.actual(target.indicator_id, target.year, 12)
    bases = (stands, other)
    told = {
        BaseEffect.OWN_GROWTH: [computed_growth(base, year_before) for base in bases],
        BaseEffect.BACK_CHECK: [implied_growth(target.stated, base) for base in bases],
        BaseEffect.IMPLIED_LEVEL: [implied_level(target, Bearing(baseline=base), unit) for base in bases],
        BaseEffect.GROWTH_SINCE: [computed_growth(now, base) for base in bases],
    }
    return [EffectOfBase(effect, *sides) for effect, sides in told.items() if any(side is not None for side in sides)]
