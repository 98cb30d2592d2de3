"""Targets × months: the light of every target in every month of a year, as the table of each month has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Actual, Indicator, Target
from zonetracker.model.progress import Progress, numbered, progress_row
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import adjustments_by_target, in_force, places_of, rules_of
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, gathered
from zonetracker.support.remade import Remade

_MONTHS = range(1, 13)
_Year = tuple[Actual | None, ...]


@dataclass(frozen=True, slots=True)
class MonthLight:
    """The light of a target in one month, and the word for it."""

    grade: Grade
    word: str
    colour: str


@dataclass(frozen=True, slots=True)
class MonthsRow:
    """A target with its lights of the months 1, 2, … as far as the year has come."""

    number: str
    depth: int
    target: Target
    indicator: Indicator
    lights: tuple[MonthLight, ...]

    def light(self, month: int) -> MonthLight | None:
        """The light of a month; None for one that has not come yet."""
        return self.lights[month - 1] if month <= len(self.lights) else None


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The lights of a year up to its last month with a figure (0: none has one)."""

    zone: str
    year: int
    last: int
    rows: tuple[MonthsRow, ...]


class LightsByMonth:
    """The grids of a ledger's years; a row of which nothing changed since the last time is the same object."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._made = Remade(_months_row)

    def job(self, year: int) -> Job[MonthGrid]:
        """The grid of a year as a job; everything is read now, so the job may run in a thread."""
        latest = self._ledger.latest_month(year)
        last = latest[1] if latest is not None else 0
        return self._job(self._ledger.zone, year, last, list(self._wanted(year, last)))

    def _job(self, zone: str, year: int, last: int, wanted: list[tuple[int, tuple[object, ...]]]) -> Job[MonthGrid]:
        rows = yield from gathered(self._made.each(wanted), tr("正在逐月计算…"), len(wanted))
        return MonthGrid(zone, year, last, tuple(rows))

    def _wanted(self, year: int, last: int) -> Iterator[tuple[int, tuple[object, ...]]]:
        ledger = self._ledger
        now, before = _by_indicator(ledger.actuals(year)), _by_indicator(ledger.actuals(year - 1))
        indicators = {indicator.id: indicator for indicator in ledger.indicators()}
        earlier = {target.indicator_id: target for target in ledger.targets(year - 1)}
        adjusted = {key: tuple(found) for key, found in adjustments_by_target(ledger).items()}
        common = last, rules_of(ledger), places_of(ledger)
        nothing: _Year = (None,) * 12
        for number, depth, target in numbered(ledger.targets(year)):
            of = target.indicator_id
            last_target = earlier.get(of)
            yield (
                target.id,
                (
                    number,
                    depth,
                    target,
                    adjusted.get(target.id, ()),
                    indicators[of],
                    now.get(of, nothing),
                    before.get(of, nothing),
                    last_target,
                    adjusted.get(last_target.id, ()) if last_target is not None else (),
                    *common,
                ),
            )


def _by_indicator(actuals: Sequence[Actual]) -> dict[int, _Year]:
    found: dict[int, list[Actual | None]] = {}
    for actual in actuals:
        found.setdefault(actual.indicator_id, [None] * 12)[actual.month - 1] = actual
    return {indicator: tuple(months) for indicator, months in found.items()}


def _months_row(
    number: str,
    depth: int,
    target: Target,
    adjustments: tuple[Adjustment, ...],
    indicator: Indicator,
    now: _Year,
    before: _Year,
    last_target: Target | None,
    last_adjustments: tuple[Adjustment, ...],
    last: int,
    rules: RuleSet,
    places: int,
) -> MonthsRow:
    lights = []
    for month in _MONTHS[:last]:
        row = progress_row(
            number,
            depth,
            in_force(target, adjustments, month),
            indicator,
            now[month - 1],
            before[-1],
            before[month - 1],
            None if last_target is None else in_force(last_target, last_adjustments, month),
            month,
            rules,
        )
        told = Progress("", target.year, month, (row,), (), rules, places)
        lights.append(MonthLight(row.standing.grade, told.word_of(row), told.colour(row.standing.grade)))
    return MonthsRow(number, depth, target, indicator, tuple(lights))
