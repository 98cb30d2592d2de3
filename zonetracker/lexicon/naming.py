"""Which indicator of the workbook a name is, surely: by its name or an alias; and what a new one is like."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from zonetracker.lexicon.indicators import seed_indicators
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Bound, Candidate, Indicator, Kind, Nature, Polarity, Stated
from zonetracker.model.measure import figure_is_controlled, is_loss, is_price
from zonetracker.model.units import same_dimension


class NameIndex:
    """Indicators by name and alias, widths, spaces and known spellings aside; an own name goes before an alias.

    Of several with one name the first (by id) has it. A copy is cheap: both keep what they hold when the other changes.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self._known: dict[int, Indicator] = {}
        self._names: dict[str, tuple[int, ...]] = {}
        self._aliases: dict[str, tuple[int, ...]] = {}
        for indicator in indicators:
            self.put(indicator)

    def copy(self) -> NameIndex:
        """The same indicators, to go a way of their own."""
        other = NameIndex(())
        other._known, other._names, other._aliases = self._known.copy(), self._names.copy(), self._aliases.copy()
        return other

    def __getitem__(self, indicator_id: int) -> Indicator:
        """The indicator with this id; KeyError where there is none."""
        return self._known[indicator_id]

    def __contains__(self, indicator_id: int) -> bool:
        """Whether there is an indicator with this id."""
        return indicator_id in self._known

    def put(self, indicator: Indicator) -> None:
        """Learn an indicator, in place of what was known under its id."""
        if indicator.id in self._known:
            self.drop(indicator.id)
        self._known[indicator.id] = indicator
        for ids, key in _places(self._names, self._aliases, indicator):
            ids[key] = tuple(sorted({*ids.get(key, ()), indicator.id}))

    def drop(self, indicator_id: int) -> None:
        """Forget an indicator."""
        for ids, key in _places(self._names, self._aliases, self._known.pop(indicator_id)):
            ids[key] = tuple(one for one in ids[key] if one != indicator_id)

    def find(self, name: str, unit: str | None = None, besides: int | None = None) -> Indicator | None:
        """The indicator of a name; of several with one alias the one in a fitting unit, if it is the only one. What is
        measured in a unit that the name's own can't be compared with is the one that is named with it, if there is one.

        `besides` is the id of one that is not meant.
        """
        key = _key(name)
        for own in self._names.get(key, ()):
            if own != besides:
                return self._in_unit(self._known[own], name, unit, besides)
        known = [self._known[one] for one in self._aliases.get(key, ()) if one != besides]
        fitting = [one for one in known if same_dimension(unit, one.unit)] if len(known) > 1 else known
        return fitting[0] if len(fitting) == 1 else None

    def _in_unit(self, own: Indicator, name: str, unit: str | None, besides: int | None) -> Indicator:
        if unit is None or same_dimension(unit, own.unit):
            return own
        named = self._names.get(_key(name_in_unit(name, unit)), ())
        return next((self._known[one] for one in named if one != besides), own)


def name_in_unit(name: str, unit: str) -> str:
    """The name of what is measured of a thing that is counted too: 农村公路（公里） beside 农村公路 in 条."""
    return f"{name}（{unit}）"


def is_common(name: str, unit: str | None) -> bool:
    """Whether offices everywhere know an indicator of this name."""
    return _seeds().find(name, unit) is not None


def _places(
    names: dict[str, tuple[int, ...]], aliases: dict[str, tuple[int, ...]], indicator: Indicator
) -> list[tuple[dict[str, tuple[int, ...]], str]]:
    own = (names, _key(indicator.name))
    return [own, *((aliases, key) for key in {_key(alias): None for alias in indicator.aliases})]


def _key(name: str) -> str:
    return plain_name(name) or name.strip()


@cache
def _seeds() -> NameIndex:
    return NameIndex(seed_indicators())


def new_indicator(name: str, unit: str | None, stated_of: Candidate | None = None) -> Indicator:
    """An indicator (id 0) as the seeds know it; for one that they don't, what its unit and bound say.

    A known indicator keeps a spelling that offices use, and loses what only leads in (全区地区生产总值).
    """
    seed = _seeds().find(name, unit)
    if seed is not None:
        own = name if name in seed.aliases else seed.name
        return Indicator(
            id=0,
            name=own,
            unit=unit or (None if stated_of is not None and stated_of.stated.value is None else seed.unit),
            category=seed.category,
            polarity=seed.polarity,
            nature=seed.nature,
            typed_growth=seed.typed_growth,
            months=seed.months,
            aliases=tuple(one for one in (seed.name, *seed.aliases) if one != own),
        )
    lower = is_loss(name) or (stated_of is not None and _better_lower(stated_of))
    return Indicator(
        id=0,
        name=name,
        unit=unit,
        polarity=Polarity.WITHIN if is_price(name) else Polarity.LOWER if lower else Polarity.HIGHER,
        nature=Nature.LEVEL if unit in ("%", "％", "‰") else Nature.FLOW,
    )


def _better_lower(candidate: Candidate) -> bool:
    """A figure that is capped, or a fall that is promised; a fall that happened says nothing of what is wished."""
    stated = candidate.stated
    if stated.value is not None and stated.bound is Bound.AT_MOST:
        return True
    wanted = stated.growth if stated.value is None else stated.value
    if candidate.kind is Kind.TARGET and wanted is not None and wanted >= 0 and not _is_floor(stated):
        return figure_is_controlled(candidate.quote, wanted)
    promised = candidate.kind is Kind.TARGET and stated.growth is not None and stated.growth < 0
    return promised and stated.growth_bound is not Bound.AT_MOST


def _is_floor(stated: Stated) -> bool:
    bound = stated.growth_bound if stated.value is None else stated.bound
    return bound is Bound.AT_LEAST
