"""A table as it was read: where it lies, what each column holds and why, and what its rows say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.facts import Kind

Place = tuple[int, int]
"""Row and column in the grid, from 0."""
Months = tuple[int, int]
"""First and last month: (1, 9) is cumulative, (9, 9) the month's own."""


class ColumnRole(StrEnum):
    """What a column holds."""

    NAME = "name"
    GROUP = "group"
    WHOSE = "whose"
    UNIT = "unit"
    VALUE = "value"
    GROWTH = "growth"
    CHANGE = "change"
    SHARE = "share"
    RANK = "rank"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    NOTE = "note"
    ORDINAL = "ordinal"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column: its role, the `heads` over it from top to bottom (joined: `head`), and what they say of its figures.

    `kind` is target or actual where the head says so; `previous` marks last year's figures (上年同期); `whose` is the
    region that a head names; `measure` what it counts where that is not generic; `partner` the value column that a
    growth belongs to. `reasons` are codes of what spoke for this reading, `doubts` of what speaks against it.
    """

    index: int
    role: ColumnRole
    head: str = ""
    heads: tuple[str, ...] = ()
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    kind: Kind | None = None
    previous: bool = False
    whose: str = ""
    measure: str = ""
    partner: int | None = None
    hidden: bool = False
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFigure:
    """What one row says in one value column (with the growth that belongs to it), or in a growth column alone.

    `said` is the name as it stands, `name` as a clerk would write it (heads, groups and titles made part of it where
    it needs them). `value` and `growth` are the cells' texts as shown, "" for none; the unit, year, months, kind and
    region are those of the nearest that says so: cell, row, head, title, sheet; None where nothing does. `hidden` is
    a hidden row, column or sheet. `doubts` are codes; a figure with any of them is never sure.
    """

    row: int
    said: str
    name: str
    value: str
    growth: str
    value_at: Place | None
    growth_at: Place | None
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    kind: Kind | None = None
    previous: bool = False
    whose: str = ""
    hidden: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def own_month(self) -> bool:
        """Whether the figure is one month's own and not cumulative from January."""
        return self.months is not None and self.months[0] == self.months[1] and self.months != (1, 1)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table of a sheet or document: its area, the lines over and under it, its columns and its figures.

    `area` is top, left, bottom, right, `heads` the first and last row of its heads. `unit`, `year`, `months` and
    `whose` are what title and lines over it say for the whole. `turned` where indicators stand as columns.
    """

    sheet: str
    area: tuple[int, int, int, int]
    heads: tuple[int, int]
    title: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[HeadedColumn, ...]
    figures: tuple[TableFigure, ...]
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    whose: str = ""
    hidden: bool = False
    turned: bool = False
