"""What a ledger that was read would do to the milestones of a year, row by row, and what a clerk has said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from zonetracker.model.changes import MilestoneEntries, MilestoneEntry
from zonetracker.model.facts import Milestone
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.planning import LineState
from zonetracker.services.milestones.intake.tables import LedgerTable


@dataclass(frozen=True, slots=True)
class IntakeChoices:
    """What a clerk says of a ledger.

    `roles` are columns read otherwise, by table and column; `meant` rows and the milestones that they mean (0: a new
    one); `done` when a row was done whose ledger says no date; `checklist` the list of new milestones.
    """

    roles: Mapping[tuple[int, int], MilestoneRole] = field(default_factory=dict)
    meant: Mapping[str, int] = field(default_factory=dict)
    done: Mapping[str, str] = field(default_factory=dict)
    checklist: str | None = None


@dataclass(frozen=True, slots=True)
class IntakeLine:
    """A row of a ledger: what stands, what it would be, and why it is not entered unasked.

    `key` tells rows apart; a line without `entry` can't be entered, or is a milestone that the ledger lacks. `whole` is
    the key of the row of a new milestone that it is a part of. `undated` where it is done on a day that nobody wrote;
    `soft` where a written reason is needed.
    """

    key: str
    place: str
    name: str
    what: str
    before: str
    after: str
    state: LineState
    entry: MilestoneEntry | None = None
    why: tuple[str, ...] = ()
    likely: tuple[Milestone, ...] = ()
    whole: str = ""
    undated: bool = False
    soft: bool = False


@dataclass(frozen=True)
class IntakePlan:
    """All that a ledger would do in a year and month.

    `told` is what is said of the file as a whole, `same` how many rows say what stands. A line whose key is `flipped`
    is treated otherwise than by itself: left out, or entered.
    """

    name: str
    year: int
    month: int
    tables: tuple[LedgerTable, ...]
    lines: tuple[IntakeLine, ...]
    told: tuple[str, ...] = ()
    same: int = 0
    checklist: str = ""
    mappings: Mapping[str, object] = field(default_factory=dict)
    flipped: frozenset[str] = frozenset()

    def taken(self, line: IntakeLine) -> bool:
        """Whether a line is entered."""
        return line.key in self._keys

    @cached_property
    def _keys(self) -> frozenset[str]:
        """The keys of the lines that are entered; a part of a new project goes with it."""
        wanted = {
            one.key for one in self.lines if one.entry is not None and one.state.unasked != (one.key in self.flipped)
        }
        return frozenset(one.key for one in self.lines if one.key in wanted and (not one.whole or one.whole in wanted))

    @property
    def entered(self) -> list[IntakeLine]:
        """The lines that are entered, in the order of the ledger."""
        return [one for one in self.lines if one.key in self._keys]

    @property
    def needs_reason(self) -> bool:
        """Whether something that would be entered needs a written reason."""
        return any(line.soft for line in self.entered)

    def count(self, state: LineState) -> int:
        """How many lines stand so."""
        return sum(line.state is state for line in self.lines)

    def entries(self) -> MilestoneEntries:
        """What would be entered."""
        entered = self.entered
        places = {line.key: place for place, line in enumerate(entered)}
        rows = []
        for line in entered:
            assert line.entry is not None
            whole = places.get(line.whole) if line.whole else None
            origin = f"{self.name} {line.place}"
            rows.append(replace(line.entry, whole=whole, origin=origin))
        return MilestoneEntries(self.name, self.year, self.month, tuple(rows), self.mappings if entered else {})
