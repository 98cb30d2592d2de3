"""What a workbook has for a form, read beforehand for a thread that may not ask the file."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.lexicon.matching import Matcher
from zonetracker.model.facts import Actual, Indicator, Nature, Target
from zonetracker.model.measure import row_unit, shown_as_it_stands
from zonetracker.model.outlook import Bearing
from zonetracker.model.planning import FormMeaning
from zonetracker.model.rounding import shown
from zonetracker.model.standing import growth_of, judge
from zonetracker.model.units import currency_of, in_decimals, in_unit, scale
from zonetracker.services.forms.meanings import is_rate
from zonetracker.services.forms.model import FormCell
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import adjustments_by_target, in_force, places_of, rules_of

_AMOUNTS = frozenset(
    {
        FormMeaning.CUMULATIVE,
        FormMeaning.OWN_MONTH,
        FormMeaning.LAST_CUMULATIVE,
        FormMeaning.LAST_OWN_MONTH,
        FormMeaning.LAST_YEAR,
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure of the workbook: exactly, and as it was written where it was, with its unit."""

    number: Fraction
    written: Decimal | None = None
    unit: str | None = None
    is_expected: bool = False


class KnownFigures:
    """All figures of a workbook as forms ask for them."""

    def __init__(self, ledger: Ledger) -> None:
        self.zone = ledger.zone
        self.indicators = {one.id: one for one in ledger.indicators()}
        self.matcher = Matcher(tuple(self.indicators.values()))
        self.mappings = ledger.sheet_mappings()
        self.places = places_of(ledger)
        self._rules = rules_of(ledger)
        self._adjustments = adjustments_by_target(ledger)
        self._actuals = {(one.indicator_id, one.year, one.month): one for one in ledger.actuals()}
        targets = [one for year in ledger.target_years() for one in ledger.targets(year)]
        ordered = sorted(targets, key=lambda one: (one.position, one.id), reverse=True)
        self._targets = {(one.indicator_id, one.year): one for one in ordered}
        self.years = {year for _, year, _ in self._actuals} | {one.year for one in targets}

    def figures(
        self, meaning: FormMeaning, indicator: Indicator, year: int, months: tuple[int, int]
    ) -> tuple[Known, ...]:
        """What is asked for: nothing where the workbook has it not, or a figure and the one that is to go off it."""
        last = months[1]
        if meaning in _AMOUNTS:
            return self._level(indicator, year, months)
        if meaning is FormMeaning.COMPLETION:
            known = self._completion(indicator, year, last)
        elif meaning in (FormMeaning.TARGET, FormMeaning.TARGET_GROWTH):
            known = _stated(self._target(indicator, year, last), growing=meaning is FormMeaning.TARGET_GROWTH)
        else:
            known = self._growth(indicator, year, last) if months[0] == 1 else None
        return () if known is None else (known,)

    def _level(self, indicator: Indicator, year: int, months: tuple[int, int]) -> tuple[Known, ...]:
        """The cumulative figure up to the last month, and for a month's own that up to the month before the first.

        What stands at a date has no figure to go off.
        """
        first, last = months
        now = _reached(self._actuals.get((indicator.id, year, last)))
        if now is None or first == 1 or indicator.nature is Nature.LEVEL:
            return () if now is None else (now,)
        before = _reached(self._actuals.get((indicator.id, year, first - 1)))
        return () if before is None else (now, before)

    def _growth(self, indicator: Indicator, year: int, month: int) -> Known | None:
        """The growth up to a month, as it is shown everywhere: typed, else computed where indicator and unit allow."""
        actual = self._actuals.get((indicator.id, year, month))
        growth, computed, _ = growth_of(indicator, self._evidence(indicator, year, month))
        if growth is None or actual is None:
            return None
        target = self._target(indicator, year, month)
        if computed and shown_as_it_stands(target, row_unit(target, indicator) or actual.unit):
            return None
        return Known(growth, None if computed else actual.growth, is_expected=actual.expected)

    def _target(self, indicator: Indicator, year: int, month: int) -> Target | None:
        """The target of a year as it is in force in a month."""
        target = self._targets.get((indicator.id, year))
        return None if target is None else in_force(target, self._adjustments.get(target.id, ()), month)

    def _completion(self, indicator: Indicator, year: int, month: int) -> Known | None:
        """How much of the year's target was reached in a month, in percent."""
        target, bearing = self._target(indicator, year, month), self._evidence(indicator, year, month)
        found = None if target is None else judge(target, indicator, month, bearing, self._rules).completion
        expected = bearing.actual is not None and bearing.actual.expected
        return None if found is None else Known(found, is_expected=expected)

    def _evidence(self, indicator: Indicator, year: int, month: int) -> Bearing:
        return Bearing(
            actual=self._actuals.get((indicator.id, year, month)),
            baseline=self._actuals.get((indicator.id, year - 1, 12)),
            last_year=self._actuals.get((indicator.id, year - 1, month)),
        )


def number_for(cell: FormCell, found: tuple[Known, ...], places: int | None, usual: int) -> Decimal | None:
    """A figure in the unit of a cell, to as many places as it shows; None where the units don't meet.

    Where the cell shows a number as it is, so is the figure as it was written; a computed percentage has the `usual`
    places.
    """
    first = found[0]
    if is_rate(cell.meaning):
        if places is None and first.written is not None:
            return first.written
        return shown(first.number, usual if places is None else places)
    wanted = first.unit if _is_unit_of_others(cell, first) else cell.unit
    parts = [scale(one.written, one.unit, wanted) for one in found if one.written is not None]
    exact = [one for one in parts if one is not None]
    if first.written is None or len(exact) < len(found):
        return None
    if places is not None:
        return shown(exact[0] - sum(exact[1:]), places)
    return in_decimals(exact[0] - sum(exact[1:])) if exact[1:] else in_unit(first.written, first.unit, wanted)


def _is_unit_of_others(cell: FormCell, first: Known) -> bool:
    """Whether the unit over a table is not meant for this row: money over a count of firms."""
    over = cell.figure.unit_over and first.unit is not None
    return over and (currency_of(cell.unit) is None) is not (currency_of(first.unit) is None)


def _stated(target: Target | None, *, growing: bool) -> Known | None:
    """The one figure of a target; none of a range."""
    if target is None:
        return None
    stated = target.stated
    value, high = (stated.growth, stated.growth_high) if growing else (stated.value, stated.value_high)
    if value is None or high is not None:
        return None
    return Known(Fraction(value), value, None if growing else stated.unit)


def _reached(actual: Actual | None) -> Known | None:
    if actual is None or actual.value is None:
        return None
    return Known(Fraction(actual.value), actual.value, actual.unit, actual.expected)
