"""Which figures of a file may be those of a zone in a month, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.entries import figures_of
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, ReadTable, TableFigure
from zonetracker.extraction.tables.pairing import panels
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Kind
from zonetracker.model.planning import Doubted, FigureDoubt, doubted
from zonetracker.services.sheets.meanings import columns_of
from zonetracker.services.sheets.model import Choices, Offer, SheetRead
from zonetracker.services.sheets.regions import WhoseFigures, whole_before, whose_figures
from zonetracker.services.sheets.times import TableTimes
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, gathered
from zonetracker.words.wording import one_line

_FIGURES = (ColumnRole.VALUE, ColumnRole.GROWTH)
_MOST_DOUBTFUL = 4
"""How many columns of a panel are offered that cannot be the wanted ones by their heads."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose figures of which month are asked for."""

    zone: str
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Offered:
    """All figures that may be meant, in the order of the file, and the columns that were left out, as table and column.

    Left out are those that nobody can tell the meaning of, where others are plain or there are too many.
    """

    offers: tuple[Offer, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()


def offers(read: SheetRead, wanted: Wanted, choices: Choices) -> Job[Offered]:
    """What may be meant for a zone and a month."""
    return _Choosing(read, wanted, choices).offered()


class _Choosing:
    def __init__(self, read: SheetRead, wanted: Wanted, choices: Choices) -> None:
        self.read, self.wanted, self.choices = read, wanted, choices
        self.left_out: list[tuple[int, int]] = []
        self.own_named = False

    def offered(self) -> Job[Offered]:
        """Read the figures of all tables, then see which may be meant: a column of the zone's own decides for all."""
        tables = [(at, self._chosen(at)) for at in range(len(self.read.tables)) if at not in self.choices.left]
        figures = []
        for at, table in tables:
            columns = self._columns(at, table)
            own = None if at in self.choices.taken else self._may_be_own
            stated = figures_of(self.read.grids[table.grid], table, columns, own)
            figures.append((yield from gathered(stated, self._said(table), table.area[2] - table.heads[1])))
        self.own_named |= any(self._is_own(one.whose) for found in figures for one in found if one.whose)
        offers: list[Offer] = []
        for (at, table), found in zip(tables, figures, strict=True):
            judge = _Judge(self, at, table)
            offers += yield from gathered(filter(None, map(judge.offer, found)), self._said(table), len(found))
        return Offered(tuple(offers), tuple(self.left_out))

    def _said(self, table: ReadTable) -> str:
        return tr("正在核对“{name}”", name=one_line(table.sheet or self.read.name))

    def _chosen(self, at: int) -> ReadTable:
        return replace(self.read.tables[at], columns=columns_of(self.read, at, self.choices))

    def _columns(self, at: int, table: ReadTable) -> frozenset[int]:
        """The columns whose figures are looked at."""
        wanted: set[int] = set()
        for panel in panels(table.columns):
            sought, left_out = self._of_month([one for one in panel if self._may_be_meant(at, table, one)])
            self.left_out += ((at, index) for index in sorted(one.index for one in left_out if _is_unknown(one)))
            wanted |= {one.index for one in sought} - {one.index for one in left_out}
            self.own_named |= any(self._is_own(one.whose) for one in sought if one.whose and not table.turned)
        return frozenset(wanted)

    def _may_be_meant(self, at: int, table: ReadTable, column: HeadedColumn) -> bool:
        if column.role not in _FIGURES or column.kind is Kind.TARGET or column.previous:
            return False
        return at in self.choices.taken or table.turned or self._may_be_own(column.whose)

    def _of_month(self, figures: Sequence[HeadedColumn]) -> tuple[Sequence[HeadedColumn], Sequence[HeadedColumn]]:
        """The columns of a panel that may hold the figures of the month, and those of them that are left out.

        Where heads name the month, only their columns count, and those known ones that name none.
        """
        if any(one.role is ColumnRole.VALUE and self._is_right(one) for one in figures):
            sought = [one for one in figures if self._is_right(one) or one.months is None]
            return sought, [one for one in sought if _is_unknown(one) and not self._is_right(one)]
        doubtful = [one for one in figures if any(self._away(one)) and not _belongs_to_value(one)]
        return figures, sorted(doubtful, key=self._away)[_MOST_DOUBTFUL:]

    def _is_right(self, column: HeadedColumn) -> bool:
        return column.months == (1, self.wanted.month) and column.year in (None, self.wanted.year)

    def _away(self, column: HeadedColumn) -> tuple[int, ...]:
        """How far a column is by its head: of another year, of another month, not cumulative, of an unknown meaning."""
        first, last = column.months or (1, self.wanted.month)
        other_year = column.year not in (None, self.wanted.year)
        own = column.cumulative is False or first != 1
        return other_year, abs(last - self.wanted.month), own, _is_unknown(column)

    def _may_be_own(self, whose: str) -> bool:
        return whose_figures(whose, self.wanted.zone) is not WhoseFigures.OTHER

    def _is_own(self, whose: str) -> bool:
        return whose_figures(whose, self.wanted.zone) is WhoseFigures.OWN


class _Judge:
    """Says of each figure of a table whether it may be meant, and what speaks against it."""

    def __init__(self, choosing: _Choosing, at: int, table: ReadTable) -> None:
        self.read, self.zone, self.own_named = choosing.read, choosing.wanted.zone, choosing.own_named
        self.at, self.table, self.taken = at, table, at in choosing.choices.taken
        self.times = TableTimes(choosing.read, table, choosing.wanted.year, choosing.wanted.month)
        self.heads = {column.index: column.head for column in table.columns}

    def offer(self, figure: TableFigure) -> Offer | None:
        doubts = [self._of_table(code, figure) for code in figure.doubts]
        place = place_of(self.read, self.table, figure)
        if self.taken:
            return Offer(self.at, figure, place, tuple(doubts))
        whose = figure.whose or whole_before(figure.said)
        region = whose_figures(whose, self.zone)
        if region is WhoseFigures.OTHER or (region is WhoseFigures.UNCLEAR and self.own_named):
            return None
        if region is WhoseFigures.UNCLEAR:
            doubts.append(doubted(FigureDoubt.REGION_UNCLEAR, said=whose))
        if figure.hidden:
            doubts.append(doubted(FigureDoubt.HIDDEN))
        doubts += self.times.doubts(figure)
        return Offer(self.at, figure, place, tuple(doubts))

    def _of_table(self, code: FigureDoubt, figure: TableFigure) -> Doubted:
        place = figure.value_at or figure.growth_at
        head = self.heads.get(place[1], "") if place is not None else ""
        cell = figure.value or figure.growth
        said = {"value": figure.value, "growth": figure.growth, "cell": cell, "head": head}
        return doubted(code, **{name: in_short(one_line(text)) for name, text in said.items()})


def _is_unknown(column: HeadedColumn) -> bool:
    return not column.head or FigureDoubt.HEAD_UNKNOWN in column.doubts


def _belongs_to_value(column: HeadedColumn) -> bool:
    return column.role is ColumnRole.GROWTH and column.partner is not None


def place_of(read: SheetRead, table: ReadTable, figure: TableFigure) -> str:
    """The cell of a figure, as a spreadsheet names it: 综合!C5."""
    at = figure.value_at or figure.growth_at or (figure.row, 0)
    sheet = "" if table.sheet == read.name or not table.sheet else f"{table.sheet}!"
    return sheet + address(*at)
