"""What a list that was read would do to the targets of a year, line by line, and what a clerk has said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from zonetracker.model.changes import Adjusting, Breakdown, BreakdownRow, IndicatorChange, TargetChange
from zonetracker.model.facts import Indicator
from zonetracker.model.planning import LineState
from zonetracker.services.breakdown.rows import ListedRow

Change = TypeVar("Change", TargetChange, IndicatorChange)


@dataclass(frozen=True, slots=True)
class ListChoices:
    """Names of a list and the indicators that a clerk says they mean; `fresh` are those of new ones by their names."""

    names: Mapping[str, int] = field(default_factory=dict)
    fresh: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restating:
    """What a clerk says of figures that stand and change: a correction, or `adjusting`."""

    adjusting: Adjusting | None = None


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of a list and what it means: a target that stands (0: a new one) and its indicator (0: a new one).

    `whole` is the place, among all rows, of the one that a new target is a part of.
    """

    listed: ListedRow
    target_id: int
    indicator_id: int
    name: str
    whole: int | None = None

    @property
    def bare(self) -> BreakdownRow:
        """The row without what it changes."""
        return BreakdownRow(self.target_id, self.indicator_id, self.name, source=self.listed.place)


@dataclass(frozen=True, slots=True)
class ListLine:
    """One thing that a list says: what stands, what it would be, and why it is not entered unasked.

    `key` tells lines apart; `row` is the place of its row, None for what belongs to none; a line without `changes`
    can't be entered as it stands. Of lines that are asked since several rows speak of one thing, their `rivals`, only
    those of one row are entered. `target_id` is that of a missing one. A new target that is `goalless` is entered by
    its name alone, never with all: it may be a heading of the list.
    """

    key: str
    place: str
    name: str
    what: str
    before: str
    after: str
    state: LineState
    row: int | None = None
    changes: tuple[TargetChange | IndicatorChange, ...] = ()
    why: tuple[str, ...] = ()
    restates: bool = False
    needs_reason: bool = False
    rivals: frozenset[int] = frozenset()
    likely: tuple[Indicator, ...] = ()
    target_id: int = 0
    doubted: bool = False
    goalless: bool = False

    @property
    def answered_by_reason(self) -> bool:
        """Whether a written reason is all that it waits for."""
        return self.state is LineState.ASKED and self.needs_reason and not self.doubted and bool(self.changes)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """All that a list would do in a year.

    `told` is what is said of the file as a whole, `same` how many rows say what stands. A line whose key is `flipped`
    is treated otherwise than by itself: left out, or entered, or (missing) removed. `names` is all that is to be
    remembered of names.
    """

    name: str
    year: int
    rows: tuple[PlannedRow, ...]
    lines: tuple[ListLine, ...]
    told: tuple[str, ...] = ()
    same: int = 0
    flipped: frozenset[str] = frozenset()
    restating: Restating | None = None
    names: Mapping[str, int] | None = None

    def taken(self, line: ListLine) -> bool:
        """Whether a line is entered, a missing target removed."""
        if line.state.unasked == (line.key in self.flipped) or (line.restates and self.restating is None):
            return False
        if not line.changes and line.row is not None:
            return False
        return not line.rivals or not any(one.row in line.rivals and one.key in self.flipped for one in self.lines)

    @property
    def entered(self) -> list[ListLine]:
        """The lines that are entered."""
        return [line for line in self.lines if self.taken(line)]

    @property
    def waits_for_restating(self) -> bool:
        """Whether a figure that stands would change, so that it must be said how."""
        return any(line.restates for line in self.lines if line.state is not LineState.STOPPED)

    @property
    def needs_reason(self) -> bool:
        """Whether something that would be entered needs a written reason."""
        entered = self.entered
        adjusting = self.restating is not None and self.restating.adjusting is not None
        return any(line.needs_reason or (adjusting and line.restates) for line in entered)

    def count(self, state: LineState) -> int:
        """How many lines stand so."""
        return sum(line.state is state for line in self.lines)

    @property
    def breakdown(self) -> Breakdown:
        """What would be entered."""
        entered = self.entered
        said: dict[int, list[ListLine]] = {}
        for line in entered:
            if line.row is not None:
                said.setdefault(line.row, []).append(line)
        places = {row: place for place, row in enumerate(sorted(said))}
        return Breakdown(
            self.year,
            self.name,
            tuple(self._row(row, said[row], places) for row in places),
            self._order(places),
            any(line.state is LineState.MOVED for line in entered),
            tuple(line.target_id for line in entered if line.state is LineState.MISSING),
            self.restating.adjusting if self.restating is not None else None,
            self.names if entered else None,
        )

    def _row(self, at: int, lines: Iterable[ListLine], places: Mapping[int, int]) -> BreakdownRow:
        row = self.rows[at]
        changes = [change for line in lines for change in line.changes]
        change = merged(TargetChange(), (one for one in changes if isinstance(one, TargetChange)))
        whole = None if row.whole is None or row.target_id else self.rows[row.whole].target_id
        if whole:
            change = replace(change, parent_id=whole)
        indicator = merged(IndicatorChange(), (one for one in changes if isinstance(one, IndicatorChange)))
        place = places.get(row.whole) if whole == 0 and row.whole is not None else None
        return replace(row.bare, change=change, indicator=indicator, whole=place)

    def _order(self, places: Mapping[int, int]) -> tuple[int, ...]:
        found = [row.target_id or -1 - places[at] for at, row in enumerate(self.rows) if row.target_id or at in places]
        return tuple(dict.fromkeys(found))


def merged(first: Change, more: Iterable[Change]) -> Change:
    """Several changes as one; what is said later holds."""
    for one in more:
        first = replace(first, **{name: getattr(one, name) for name in one.said})
    return first
