"""What an edition changes of the figures that were given out before it: told from the history, from nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zonetracker.model.bookkeeping import Closing
from zonetracker.model.facts import Stated

Place = tuple[int, int, int]
"""An indicator, a year, and a month; month 0 is the target of the year."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One change of one figure as the history keeps it; None before or after: there was, or is left, none."""

    place: Place
    before: Stated | None
    after: Stated | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """更正: a figure that was given out, and what it is now; `month` 0 is the target of the year."""

    indicator_id: int
    name: str
    unit: str
    year: int
    month: int
    before: Stated | None
    after: Stated | None
    reason: str


@dataclass(frozen=True, slots=True)
class Published:
    """What an edition of a month comes after: operations `since`..`until` (0: still going on) may have corrected it.

    `months` are those of the year whose figures were given out by then.
    """

    edition: int
    since: int = 0
    until: int = 0
    months: frozenset[int] = frozenset()

    @property
    def first(self) -> bool:
        """Whether nothing of the year was given out before."""
        return not self.months


def published_before(month: int, closings: Iterable[tuple[Closing, int]]) -> Published:
    """What the edition of a month that is closed, or is being made, comes after.

    `closings` are those of its year, each with the number of the operation that made it. A second edition comes after
    the first; a first one after the latest edition of any month before.
    """
    listed = [(closing, operation) for closing, operation in closings if closing.month is not None]
    own = [(closing, operation) for closing, operation in listed if closing.month == month]
    latest = own[-1] if own else None
    closed = latest is not None and latest[0].stands
    edition = (latest[0].edition if latest else 0) + (0 if closed else 1)
    until = latest[1] if latest and closed else 0
    earlier = own[:-1] if closed else own
    before = earlier or [one for one in listed if (one[0].month or 0) < month and (until == 0 or one[1] < until)]
    since = max((operation for _, operation in before), default=0)
    months = frozenset(closing.month or 0 for closing, operation in listed if operation <= since)
    return Published(edition, since, until, months)


def corrected(changes: Sequence[FigureChange]) -> list[FigureChange]:
    """The changes of each figure as one, without those that came to nothing; the last reason that was given counts."""
    found: dict[Place, FigureChange] = {}
    for one in changes:
        known = found.get(one.place)
        found[one.place] = one if known is None else replace(known, after=one.after, reason=one.reason or known.reason)
    return [one for one in found.values() if one.before != one.after]
