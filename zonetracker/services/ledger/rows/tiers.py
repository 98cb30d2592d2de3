"""A target with two tiers (确保 and 奋斗目标): what its rows say of either, and how they come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from zonetracker.model.facts import ReviewRow, Stated, Target
from zonetracker.model.units import in_unit
from zonetracker.services.figures import joined


class Stretch(NamedTuple):
    """The upper of two tiers: a level in the unit of its target, and a growth in percent."""

    value: Decimal | None = None
    growth: Decimal | None = None


def stretch_of(target: Target) -> Stretch:
    """The upper of the two tiers of a target."""
    return Stretch(target.stretch, target.stretch_growth)


def stated_by(rows: Sequence[ReviewRow]) -> Stated:
    """What rows state together, without the upper of two tiers; that one where they state nothing else."""
    stated = [row.candidate.stated for row in _lower(rows) or rows]
    together = stated[0]
    for other in stated[1:]:
        together = joined(together, other)
    return together


def stretch_by(rows: Sequence[ReviewRow], unit: str | None) -> Stretch:
    """The upper of two tiers that rows state, in this unit; none where they state nothing else."""
    found = Stretch()
    for row in rows if _lower(rows) else ():
        if row.candidate.stretch:
            said = row.candidate.stated
            value = None if said.value is None else in_unit(said.value, said.unit, unit)
            found = Stretch(
                found.value if value is None else value, found.growth if said.growth is None else said.growth
            )
    return found


def raised(target: Target, upper: Stated, over: bool = False) -> Target | None:
    """The target with a second tier; None where the tier is of another kind of figure or, not `over`, of another size.

    A typed target is added to only with `over`.
    """
    value = None
    if upper.value is not None:
        value = in_unit(upper.value, upper.unit, target.stated.unit) if target.stated.value is not None else None
        if value is None:
            return None
    if upper.growth is not None and target.stated.growth is None:
        return None
    stands, said = stretch_of(target), Stretch(value, upper.growth)
    together = Stretch(*(mine if its is None else its for mine, its in zip(stands, said, strict=True)))
    spoken = all(mine is None or mine == now for mine, now in zip(stands, together, strict=True))
    if not over and (not spoken or (target.row_id is None and together != stands)):
        return None
    return replace(target, stretch=together.value, stretch_growth=together.growth)


def _lower(rows: Sequence[ReviewRow]) -> list[ReviewRow]:
    return [row for row in rows if not row.candidate.stretch]
