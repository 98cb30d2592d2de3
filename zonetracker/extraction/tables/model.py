"""A table as it was read: where it lies, what each column holds and why, and what its rows say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zonetracker.model.facts import Kind, Stated
from zonetracker.model.planning import FigureDoubt

Place = tuple[int, int]
"""Row and column in the grid, from 0."""
Months = tuple[int, int]
"""First and last month: (1, 9) is cumulative, (9, 9) the month's own."""


_NOTHING = Stated()


def _is_own_month(months: Months | None, cumulative: bool | None) -> bool:
    if months is None:
        return cumulative is False
    return months[0] == months[1] and months != (1, 1)


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
    growth belongs to. `cumulative` is True for 累计, False for 本月 and 当月, whether or not a month is named, and None
    where nothing is said. `fractions` marks growths that are written as parts of one (0.068 for 6.8 %). `reasons` are
    the known words of the heads that spoke for this reading, `doubts` codes of what speaks against it.
    """

    index: int
    role: ColumnRole
    head: str = ""
    heads: tuple[str, ...] = ()
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    cumulative: bool | None = None
    kind: Kind | None = None
    previous: bool = False
    whose: str = ""
    measure: str = ""
    partner: int | None = None
    hidden: bool = False
    fractions: bool = False
    reasons: tuple[str, ...] = ()
    doubts: tuple[FigureDoubt, ...] = ()

    @property
    def lowest(self) -> str:
        """The head right over the column."""
        return self.heads[-1] if self.heads else ""

    @property
    def own_month(self) -> bool:
        """Whether the column's figures are one month's own and not cumulative from January."""
        return _is_own_month(self.months, self.cumulative)


@dataclass(frozen=True, slots=True)
class TableFigure:
    """What one row says in one value column (with the growth that belongs to it), or in a growth column alone.

    `said` is the name as it stands, `bare` with what its column counts, `name` as a clerk would write it: of 其中：工业
    below 税收收入 工业税收收入. `parent` is the row of which it is a part. `value` and `growth` are the cells' texts as
    shown, "" for none; `stated` is what they were read as, without what could not be read. `unit`, year, months, kind
    and region are those of the nearest that says so: cell, row, head, title, sheet; None where nothing does
    (`unit_over` where the lines over the table do). `cumulative` is as in a column. `remarks` are marks at a figure
    (快报, 预计) and what a growth cell says that is no growth (0.3个百分点). A figure with any of the `doubts` is never
    sure; `hidden` is one of a hidden row, column or sheet.
    """

    row: int
    said: str
    name: str
    value: str
    growth: str
    value_at: Place | None
    growth_at: Place | None
    stated: Stated = _NOTHING
    unit: str | None = None
    unit_over: bool = False
    year: int | None = None
    months: Months | None = None
    cumulative: bool | None = None
    kind: Kind | None = None
    previous: bool = False
    whose: str = ""
    bare: str = ""
    parent: int | None = None
    remarks: tuple[str, ...] = ()
    hidden: bool = False
    doubts: tuple[FigureDoubt, ...] = ()

    @property
    def own_month(self) -> bool:
        """Whether the figure is one month's own and not cumulative from January."""
        return _is_own_month(self.months, self.cumulative)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One table of a sheet or document: its area, the lines over and under it and its columns.

    `grid` is the place of its sheet among the grids that were read, `area` top, left, bottom, right, `heads` the first
    and last row of its heads. `unit`, `year`, `months`, `cumulative` and `whose` are what the title and the lines over
    it say for the whole, `subject` the indicator that the title names. `turned` where indicators stand as columns, or
    in the title, and regions as rows. What its rows state is made from it and its grid (`entries.figures_of`), for all
    columns or for chosen ones.
    """

    grid: int
    sheet: str
    area: tuple[int, int, int, int]
    heads: tuple[int, int]
    title: tuple[str, ...]
    notes: tuple[str, ...]
    columns: tuple[HeadedColumn, ...]
    unit: str | None = None
    year: int | None = None
    months: Months | None = None
    cumulative: bool | None = None
    whose: str = ""
    subject: str = ""
    hidden: bool = False
    turned: bool = False
