"""What a workbook knows of a year, read beforehand for a thread that may not ask the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zonetracker.model.bookkeeping import Asked, Closing
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Indicator, Target
from zonetracker.services.ledger.closed import ClosedMonths
from zonetracker.services.ledger.entering import Facts, would_ask
from zonetracker.services.ledger.listing import Listing, list_findings

_ByMonth = dict[tuple[int, int], dict[int, Actual]]


@dataclass(frozen=True)
class KnownYear:
    """The zone, all indicators, the targets and closings of a year, its actuals and those of the year before."""

    zone: str
    year: int
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    actuals: tuple[Actual, ...]
    closings: tuple[Closing, ...] = ()

    def would_ask(self, entries: Sequence[ActualEntry]) -> tuple[Asked, ...]:
        """What Ledger.set_actuals would ask about and note of entries of the year, as all stood when this was read."""
        return would_ask(_KnownFacts(self), entries)

    def list_findings(self, rows: Sequence[Listing]) -> list[tuple[Finding, ...]]:
        """What Ledger.enter_breakdown would find of the rows of a list, all of them together."""
        facts = _KnownFacts(self)
        facts.closed = _KnownClosings(self.closings)
        return list_findings(facts, rows)

    @property
    def last_closed(self) -> int:
        """The last month of the year that is closed; 0 for none."""
        return _KnownClosings(self.closings).last_month(self.year)

    @cached_property
    def by_id(self) -> dict[int, Indicator]:
        """The indicators by their ids."""
        return {one.id: one for one in self.indicators}

    @cached_property
    def targets_by_id(self) -> dict[int, Target]:
        """The targets by their ids."""
        return {one.id: one for one in self.targets}

    @cached_property
    def target_of(self) -> dict[int, Target]:
        """The first target of each indicator."""
        return {one.indicator_id: one for one in sorted(self.targets, key=lambda one: (one.position, one.id))[::-1]}

    @cached_property
    def parts_of(self) -> dict[int, list[Target]]:
        """The 其中 rows of each target that has some."""
        found: dict[int, list[Target]] = {}
        for one in self.targets:
            if one.parent_id is not None:
                found.setdefault(one.parent_id, []).append(one)
        return found

    @cached_property
    def by_month(self) -> _ByMonth:
        """The actuals of each indicator and year by month."""
        found: _ByMonth = {}
        for one in self.actuals:
            found.setdefault((one.indicator_id, one.year), {})[one.month] = one
        return found


class _KnownClosings(ClosedMonths):
    def __init__(self, closings: Sequence[Closing]) -> None:
        super().__init__(lambda _, __: [])
        self._closings = {one.month: one for one in closings}

    def _of(self, year: int) -> dict[int | None, Closing]:
        return {month: one for month, one in self._closings.items() if one.year == year}


class _KnownFacts(Facts):
    def __init__(self, known: KnownYear) -> None:
        super().__init__(lambda _, __: [])
        self._known = known

    def indicator(self, indicator_id: int) -> Indicator:
        return self._known.by_id[indicator_id]

    def target(self, target_id: int | None) -> Target | None:
        return None if target_id is None else self._known.targets_by_id.get(target_id)

    def target_of(self, indicator_id: int, year: int) -> Target | None:
        return self._known.target_of.get(indicator_id) if year == self._known.year else None

    def parts_of(self, target_id: int) -> Sequence[Target]:
        return self._known.parts_of.get(target_id, ())

    def _year(self, indicator_id: int, year: int) -> dict[int, Actual]:
        key = (indicator_id, year)
        if key not in self._years:
            self._years[key] = dict(self._known.by_month.get(key, {}))
        return self._years[key]
