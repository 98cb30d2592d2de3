"""What is read of a bureau's file, what a clerk chooses of it, and what its rows would do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.model import HeadedColumn, ReadTable, TableFigure
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking.findings import Finding, Severity, worst
from zonetracker.model.facts import Actual, Indicator
from zonetracker.model.planning import Decision, Doubted


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A file that was read: its name, its sheets, and the tables found in them."""

    name: str
    grids: tuple[Grid, ...]
    tables: tuple[ReadTable, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a clerk says of a file; without it the file speaks for itself.

    `names` are names of the sheet (as `PlanRow.name`) and the indicators they mean, `columns` those read otherwise, by
    table and column. Tables `taken` are of this zone and month whatever they say, and may be hidden; those `left` are
    not looked at. Of rows, by their places, the `accepted` are entered although something speaks against them, the
    `dropped` are not, and the `cleared` take away what stands. `fresh` are names of the sheet and those of the new
    indicators that they become.
    """

    names: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[tuple[int, int], HeadedColumn] = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    left: frozenset[int] = frozenset()
    accepted: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    fresh: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure of a file for the month that is asked for, and what speaks against it; `place` is its cell."""

    table: int
    figure: TableFigure
    place: str
    doubts: tuple[Doubted, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What is done with a row: the indicator it means (None: not known), before, after, and why it is asked about.

    `after` is how the month would stand: a figure that the sheet lacks leaves what is there.
    """

    offer: Offer
    decision: Decision
    indicator: Indicator | None = None
    likely: tuple[Indicator, ...] = ()
    before: Actual | None = None
    after: Actual | None = None
    entry: ActualEntry | None = None
    doubts: tuple[Doubted, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """The name as it stands in the sheet."""
        return self.offer.figure.said

    @property
    def place(self) -> str:
        """The cell of its figure."""
        return self.offer.place

    @property
    def needs_reason(self) -> bool:
        """Whether it is entered only with a written reason."""
        return worst(self.findings) is Severity.SOFT

    @property
    def stopped(self) -> bool:
        """Whether it cannot be entered as it stands, whatever is answered."""
        return self.entry is None or worst(self.findings) is Severity.HARD


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a file would do in one month, row by row, and all the figures that the rows were chosen from.

    `fresh` are the new indicators, with numbers below zero; `left_out` are columns of values, by table and column, that
    were not looked at, since nobody can tell what they are.
    """

    sheet: str
    year: int
    month: int
    rows: tuple[PlanRow, ...]
    fresh: tuple[Indicator, ...] = ()
    offers: tuple[Offer, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()

    @property
    def entries(self) -> list[ActualEntry]:
        """What would be entered."""
        return [row.entry for row in self.rows if row.entry is not None and row.decision.entered]

    def decided(self, decision: Decision) -> list[PlanRow]:
        """The rows with one decision."""
        return [row for row in self.rows if row.decision is decision]
