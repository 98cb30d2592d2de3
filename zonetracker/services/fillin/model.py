"""What the sheets that have come back would do, line by line, and what is told of each file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from zonetracker.model.changes import ActualEntry, FilingChange, Returns
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.model.facts import Department, TaskKind


@dataclass(frozen=True, slots=True)
class FiledPart:
    """One field of what a unit files on a target or a milestone: how it goes, why it is behind, a sum."""

    task: TaskKind
    number: int
    change: FilingChange


@dataclass(frozen=True, slots=True)
class FiledDone:
    """The date on which a unit says that a milestone was done."""

    number: int
    date: str


Filed = ActualEntry | FiledPart | FiledDone


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One thing that a unit filled in: what stands, what it would be, and why it is not entered unasked.

    `place` names file and cell, and tells lines apart. `filed` is what is entered, None where it can't be. One that
    `needs_reason` is entered only with a written reason, which alone answers it where it is not `doubted` as well.
    """

    place: str
    unit: str
    name: str
    what: str
    before: str
    after: str
    state: ReturnState
    filed: Filed | None = None
    why: tuple[str, ...] = ()
    needs_reason: bool = False
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file and what is told of it; nothing of a `stopped` one is entered."""

    name: str
    unit: str
    told: tuple[str, ...] = ()
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class ReturnPlan:
    """All that has come back for a month, and the units that have not come back."""

    year: int
    month: int
    files: tuple[ReturnedFile, ...]
    lines: tuple[ReturnLine, ...]
    missing: tuple[Department, ...]
    accepted: frozenset[str] = field(default=frozenset())

    def taken(self, line: ReturnLine) -> bool:
        """Whether a line is entered: it is sure, or a clerk has accepted it."""
        return line.state in (ReturnState.NEW, ReturnState.ADDED) or (line.state.waits and line.place in self.accepted)

    @property
    def returns(self) -> Returns:
        """What would be entered."""
        filed = [line.filed for line in self.lines if line.filed is not None and self.taken(line)]
        return Returns(
            self.year,
            self.month,
            tuple(one for one in filed if isinstance(one, ActualEntry)),
            _together(one for one in filed if isinstance(one, FiledPart)),
            {one.number: one.date for one in filed if isinstance(one, FiledDone)},
        )

    @property
    def needs_reason(self) -> bool:
        """Whether something that would be entered needs a written reason."""
        return any(line.needs_reason and self.taken(line) for line in self.lines)

    def count(self, state: ReturnState) -> int:
        """How many lines stand so."""
        return sum(line.state is state for line in self.lines)


def _together(parts: Iterable[FiledPart]) -> dict[tuple[TaskKind, int], FilingChange]:
    """What is filed on each task, its parts in one change."""
    found: dict[tuple[TaskKind, int], FilingChange] = {}
    for one in parts:
        key, change = (one.task, one.number), one.change
        said = {name: getattr(change, name) for name in change.said}
        found[key] = replace(found.get(key, FilingChange()), **said)
    return found
