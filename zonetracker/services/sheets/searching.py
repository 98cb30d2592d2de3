"""Indicators looked for by name or by the first letters of its sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zonetracker.lexicon.initials import finds
from zonetracker.model.facts import Indicator


def search_indicators(typed: str, indicators: Iterable[Indicator], first: Sequence[Indicator] = ()) -> list[Indicator]:
    """The indicators that are found by name or alias, the likely ones `first`, then those that begin so."""
    found = [one for one in indicators if any(finds(typed, name) for name in (one.name, *one.aliases))]
    likely = [one.id for one in first]

    def order(one: Indicator) -> tuple[bool, int, bool, str]:
        place = likely.index(one.id) if one.id in likely else len(likely)
        return one.id not in likely, place, not finds(typed, one.name[: len(typed)]), one.name

    return sorted(found, key=order)
