"""Rows of a list of targets before they are written: what the checks say of all of them together, and their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from zonetracker.model.bookkeeping import Asked
from zonetracker.model.changes import BreakdownRow
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Bound, Indicator, Stated, Target
from zonetracker.services.ledger.entering import Facts, Gate, target_findings
from zonetracker.services.ledger.within import indicator_findings


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of a list with its target and indicator before (None: new) and after; new ones have numbers below zero."""

    row: BreakdownRow
    before: Target | None
    after: Target
    known: Indicator | None
    meant: Indicator

    @property
    def restated(self) -> bool:
        """Whether figures that stand become others."""
        return self.before is not None and restates(self.before.stated, self.after.stated)

    def without_whole(self, gone: Collection[int]) -> Listing:
        """The row once targets are gone: what was a part of one stands for itself."""
        if self.before is None or self.before.parent_id not in gone:
            return self
        return replace(self, before=replace(self.before, parent_id=None), after=replace(self.after, parent_id=None))


def is_stated(stated: Stated) -> bool:
    """Whether a target has figures."""
    return stated.value is not None or stated.growth is not None


def restates(before: Stated, after: Stated) -> bool:
    """Whether a level or a growth that stands becomes another one or goes; one that comes to it contradicts nothing."""
    level = before.value is not None and _level(before) != _level(after)
    return level or (before.growth is not None and _growth(before) != _growth(after))


def _level(stated: Stated) -> tuple[object, ...]:
    return stated.value, stated.value_high, stated.unit, stated.bound or Bound.EXACT


def _growth(stated: Stated) -> tuple[object, ...]:
    return stated.growth, stated.growth_high, stated.growth_bound or Bound.EXACT


def list_findings(facts: Facts, rows: Sequence[Listing], month: int = 0) -> list[tuple[Finding, ...]]:
    """What the checks say of each row, all seen together as they are about to be; figures change from `month` on."""
    together = _Together(facts, [row.after for row in rows])
    return [
        (
            *target_findings(together, row.before, row.after),
            *indicator_findings(row.known, row.meant),
            *facts.closed.target_findings(row.before, row.after, month if row.restated else 0),
        )
        for row in rows
    ]


def ordered(standing: Sequence[int], listed: Sequence[int], *, reordered: bool) -> list[int]:
    """The targets of a year as a list orders them: a new one (below zero) behind the one before it in the list.

    What the list does not have keeps its place among all; the others change theirs only where they are `reordered`.
    """
    known = [one for one in listed if one > 0]
    inside = set(known)
    places = iter(known if reordered else [one for one in standing if one in inside])
    found = [next(places) if one in inside else one for one in standing]
    for at, one in enumerate(listed):
        if one < 0:
            behind = next((other for other in listed[at:] if other > 0), None) if at == 0 else None
            place = found.index(listed[at - 1]) + 1 if at else len(found)
            found.insert(found.index(behind) if behind is not None else place, one)
    return found


def passing(facts: Facts, rows: Sequence[Listing], gate: Gate, month: int = 0) -> list[Listing]:
    """The rows that pass the gate together: what is left out may make others wrong, so it is asked again without it."""
    while True:
        found = list(zip(rows, list_findings(facts, rows, month), strict=True))
        asked = [(row, Asked("target", row.row.target_id, row.meant.name, said, row.after.year)) for row, said in found]
        trial = Gate(gate.reason)
        passed = [row for row, thing in asked if trial.passes(thing)]
        gate.asked += trial.asked
        if len(passed) == len(rows):
            gate.noted += trial.noted
            return passed
        rows = passed


class _Together(Facts):
    """The facts as they are once all rows of a list are entered."""

    def __init__(self, facts: Facts, after: Sequence[Target]) -> None:
        super().__init__(lambda _, __: [])
        self._facts = facts
        self._after = {one.id: one for one in after}
        self._fresh: dict[int, list[Target]] = {}
        for one in after:
            if one.id < 0 and one.parent_id is not None:
                self._fresh.setdefault(one.parent_id, []).append(one)

    def target(self, target_id: int | None) -> Target | None:
        return self._after.get(target_id or 0) or self._facts.target(target_id)

    def parts_of(self, target_id: int) -> Sequence[Target]:
        standing = self._facts.parts_of(target_id)
        return [*(self._after.get(one.id, one) for one in standing), *self._fresh.get(target_id, ())]

    def actual(self, indicator_id: int, year: int, month: int) -> Actual | None:
        return self._facts.actual(indicator_id, year, month)
