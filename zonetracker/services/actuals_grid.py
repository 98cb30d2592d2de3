"""The grid of actuals: one row an indicator with its months, and the checks on what is entered there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from zonetracker.lexicon.initials import finds
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.changes import KEEP, ActualEntry, Keep
from zonetracker.model.facts import Actual, Indicator, Nature, Target
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.progress import in_order
from zonetracker.model.standing import SHARES, computed_growth, row_unit
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import adjustments_by_target
from zonetracker.support.remade import Remade

LAST_VALUES = 12


@dataclass(frozen=True, slots=True)
class GridRow:
    """An indicator of a year with its target and how that was adjusted, and actuals of this year and the last."""

    indicator: Indicator
    year: int
    target: Target | None
    number: str
    depth: int
    actuals: Mapping[int, Actual]
    last_year: Mapping[int, Actual]
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def unit(self) -> str:
        """The unit of the row's figures: its target's, else the usual one, else that of its first figure."""
        known = row_unit(self.target, self.indicator)
        return known or next((actual.unit for _, actual in sorted(self.actuals.items()) if actual.unit), "")

    @property
    def cumulative(self) -> bool:
        """Whether a month's figure holds those before it."""
        return self.indicator.nature is Nature.FLOW and self.unit not in SHARES

    def value(self, month: int) -> Decimal | None:
        """The cumulative value of a month in the row's unit."""
        return figure_in_unit(self.actuals.get(month), self.unit)

    def last_value(self, month: int) -> Decimal | None:
        """The same month of last year in the row's unit."""
        return figure_in_unit(self.last_year.get(month), self.unit)

    def growth(self, month: int) -> Decimal | None:
        """The growth that was typed for a month."""
        actual = self.actuals.get(month)
        return actual.growth if actual else None

    def growth_worked_out(self, month: int) -> Fraction | None:
        """The growth over the same month of last year, in percent."""
        return computed_growth(self.actuals.get(month), self.last_year.get(month))

    def growth_to_show(self, month: int) -> Fraction | None:
        """The growth that is shown where none was typed: worked out, unless the indicator's is only ever published."""
        if self.growth(month) is not None or self.indicator.typed_growth:
            return None
        return self.growth_worked_out(month)

    def of_month(self, month: int) -> tuple[int, Decimal] | None:
        """What a month added since the figure before it: (the month of that figure or 0, the difference)."""
        now = self.value(month)
        if now is None or not self.cumulative:
            return None
        for before in range(month - 1, 0, -1):
            value = self.value(before)
            if value is not None:
                return before, now - value
        return 0, now

    @property
    def asks_growth(self) -> bool:
        """Whether the target is a growth alone, so that a month's growth is what is to be filled in."""
        stated = self.target.stated if self.target is not None else None
        return stated is not None and stated.value is None and stated.growth is not None

    def due(self, month: int) -> bool:
        """Whether a figure is to be expected in this month and is missing: of a target, what it asks for."""
        if month not in self.indicator.months:
            return False
        actual = self.actuals.get(month)
        if actual is None or self.target is None:
            return actual is None
        return not (self._level_there(actual) or self._growth_there(month))

    def owed(self, month: int) -> bool:
        """Whether a target still lacks the final figure of a month: there is none, or only an expected one."""
        actual = self.actuals.get(month)
        return self.target is not None and (self.due(month) or (actual is not None and actual.expected))

    def _level_there(self, actual: Actual) -> bool:
        return actual.value is not None and not self.asks_growth

    def _growth_there(self, month: int) -> bool:
        stated = self.target.stated if self.target is not None else None
        asked = stated is None or stated.value is None or stated.growth is not None
        return asked and (self.growth(month) is not None or self.growth_to_show(month) is not None)

    def latest_values(self, month: int) -> list[tuple[int, int, Decimal]]:
        """Up to twelve figures up to this month, oldest first: (year, month, value in the row's unit)."""
        found = [(self.year - 1, at, self.last_value(at)) for at in sorted(self.last_year)]
        found += [(self.year, at, self.value(at)) for at in sorted(self.actuals) if at <= month]
        return [(year, at, value) for year, at, value in found if value is not None][-LAST_VALUES:]


class ActualsGrid:
    """The rows of a ledger's years; a row of which nothing changed since the last time is the same object."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._made = Remade(GridRow)

    def rows(self, year: int) -> list[GridRow]:
        """Indicators with a target in their order, then those that have actuals of the year alone."""
        ledger = self._ledger
        indicators = {indicator.id: indicator for indicator in ledger.indicators()}
        now, before = _by_indicator(ledger.actuals(year)), _by_indicator(ledger.actuals(year - 1))
        targets: dict[int, tuple[Target | None, str, int]] = {}
        adjusted = adjustments_by_target(ledger)
        number = 0
        for target, depth in in_order(ledger.targets(year)):
            number += depth == 0
            targets.setdefault(target.indicator_id, (target, str(number) if depth == 0 else "", depth))
        alone = dict.fromkeys(sorted(now.keys() - targets.keys()), (None, "", 0))
        return self._made(
            (
                one,
                (indicators[one], year, *place, now.get(one, {}), before.get(one, {}), _of_target(place[0], adjusted)),
            )
            for one, place in (targets | alone).items()
        )


def grid_rows(ledger: Ledger, year: int) -> list[GridRow]:
    """The rows of one year, read once."""
    return ActualsGrid(ledger).rows(year)


def _of_target(target: Target | None, adjusted: Mapping[int, Sequence[Adjustment]]) -> tuple[Adjustment, ...]:
    return tuple(adjusted.get(target.id, ())) if target is not None else ()


def _by_indicator(actuals: Sequence[Actual]) -> dict[int, dict[int, Actual]]:
    found: dict[int, dict[int, Actual]] = {}
    for actual in actuals:
        found.setdefault(actual.indicator_id, {})[actual.month] = actual
    return found


def value_entry(
    row: GridRow, month: int, value: Decimal | None, unit: str | None, origin: str, source: str | Keep = KEEP
) -> ActualEntry:
    """An entry that sets or clears a month's value; a unit that was not typed is the row's."""
    return ActualEntry(row.indicator.id, row.year, month, value, unit or KEEP, origin=origin, source=source)


def growth_entry(
    row: GridRow, month: int, growth: Decimal | None, origin: str, source: str | Keep = KEEP
) -> ActualEntry:
    """An entry that sets or clears a month's growth."""
    return ActualEntry(row.indicator.id, row.year, month, growth=growth, origin=origin, source=source)


def source_entry(row: GridRow, month: int, source: str) -> ActualEntry:
    """An entry that says whose a month's figure is."""
    return ActualEntry(row.indicator.id, row.year, month, source=source)


def found_rows(rows: Sequence[GridRow], text: str) -> list[GridRow]:
    """The rows in which every word of `text` is found: in a name, an alias or a responsible unit, as characters or as
    first letters of how they are spoken.
    """
    words = text.split()
    return [row for row in rows if all(any(finds(word, name) for name in _names(row)) for word in words)]


def _names(row: GridRow) -> tuple[str, ...]:
    responsible = row.target.responsible if row.target is not None else ""
    return (row.indicator.name, *row.indicator.aliases, responsible)


def merged(entries: Sequence[ActualEntry]) -> list[ActualEntry]:
    """Entries of one paste: a value and a growth of the same month become one entry."""
    found: dict[tuple[int, int], ActualEntry] = {}
    for entry in entries:
        key = (entry.indicator_id, entry.month)
        held = found.setdefault(key, entry)
        if entry.growth is not KEEP:
            held = replace(held, growth=entry.growth)
        if entry.value is not KEEP:
            held = replace(held, value=entry.value, unit=entry.unit)
        if entry.source is not KEEP:
            held = replace(held, source=entry.source)
        found[key] = held
    return list(found.values())
