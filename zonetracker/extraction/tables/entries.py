"""What the rows of a table state: each value with the growth that belongs to it, its name, unit, time and region."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from zonetracker.extraction.reading.sheets.grid import Grid, is_error, is_formula
from zonetracker.extraction.tables.cells import Figure, figures, is_masked, is_relative, marked
from zonetracker.extraction.tables.families import ColumnFamily, Level, Row
from zonetracker.extraction.tables.headtext import (
    is_note,
    is_region,
    joined_months,
    months_of,
    period_text,
    plain,
    says,
    year_in,
)
from zonetracker.extraction.tables.model import (
    ColumnRole,
    HeadedColumn,
    Months,
    Place,
    ReadTable,
    TableFigure,
)
from zonetracker.extraction.tables.names import is_growth, whole_name, with_measure
from zonetracker.extraction.tables.pairing import panels
from zonetracker.extraction.tables.regions import GridView
from zonetracker.extraction.tables.sides import rows_of
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Kind, Stated
from zonetracker.model.planning import FigureDoubt
from zonetracker.model.units import measure_of, whole_unit

_Whose = Callable[[str], bool]
_BLANK = frozenset({"", "-", "--", "/", "...", "无", "暂无", "N/A", "n/a", "—", "——", "–", "…", "……"})
_HUNDRED = Decimal(100)
_EXPECTED = "预计"


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, 无."""
    return text in _BLANK or (not text.isascii() and plain(text) in _BLANK)


def figures_of(
    grid: Grid, table: ReadTable, columns: Collection[int] | None = None, whose: _Whose | None = None
) -> Iterator[TableFigure]:
    """What a table's rows state, in all of its columns or in the values and lone growths of the given ones.

    Where its rows are regions, `whose` may say which of them are looked at.
    """
    return (figure for _, figure in stated_rows(GridView(grid), table, columns, whose))


def stated_rows(
    sheet: GridView, table: ReadTable, columns: Collection[int] | None = None, whose: _Whose | None = None
) -> Iterator[tuple[Row, TableFigure]]:
    """Each figure of a table with its row."""
    for panel in panels(table.columns):
        yield from _Panel(sheet, table, panel).stated(columns, whose if table.turned else None)


def panel_rows(sheet: GridView, table: ReadTable) -> Iterator[list[tuple[Row, TableFigure]]]:
    """The figures of a table with their rows, for each of the panels that stand side by side."""
    for panel in panels(table.columns):
        yield list(_Panel(sheet, table, panel).stated(None, None))


@dataclass(frozen=True, slots=True)
class _ReadCell:
    """A cell that was read: its text ("" where it says nothing), its figures, marks and doubts."""

    at: Place | None = None
    text: str = ""
    figures: tuple[Figure, ...] = ()
    remarks: tuple[str, ...] = ()
    doubts: tuple[FigureDoubt, ...] = ()


_NO_CELL = _ReadCell()


@dataclass(frozen=True, slots=True)
class _FigureTime:
    year: int | None
    months: Months | None
    cumulative: bool | None
    doubts: tuple[FigureDoubt, ...]


class _Panel:
    """One of the tables that stand side by side, row by row."""

    def __init__(self, sheet: GridView, table: ReadTable, columns: Sequence[HeadedColumn]) -> None:
        self.sheet, self.table, self.columns = sheet, table, columns
        self.units = [column.index for column in columns if column.role is ColumnRole.UNIT]
        self.parents: Mapping[int, int] = {}
        self.labels: Mapping[int, str] = {}
        self.regional = len({column.whose for column in columns if column.whose}) > 1
        self.times: dict[tuple[object, ...], _FigureTime] = {}
        self.marked = {column.index: self._remarks(column) for column in columns}
        self.growths = {
            column.partner: column
            for column in columns
            if column.role is ColumnRole.GROWTH and column.partner is not None
        }

    def stated(self, wanted: Collection[int] | None, whose: _Whose | None) -> Iterator[tuple[Row, TableFigure]]:
        rows = list(rows_of(self.sheet, self.table, self.columns))
        growths = self._growth_rows(rows)
        self.parents = {} if self.table.turned else self._parents(rows)
        self.labels = {row.number: row.label for row in rows}
        merged = set(growths.values())
        for row in rows:
            if row.number in merged or (whose is not None and not whose(self._region_of(row))):
                continue
            found: list[TableFigure] = []
            for value, growth in self._pairs(wanted):
                figure = self._figure(row, value, growth, growths.get(row.number))
                if figure is not None:
                    found.append(figure)
            yield from ((row, figure) for figure in _twice_marked(found))

    def _parents(self, rows: Sequence[Row]) -> Mapping[int, int]:
        """Of which row each is a part, by the figures of the first column of values."""
        first = next((column for column in self.columns if column.role is ColumnRole.VALUE), None)
        levels: dict[int, Level | None] = {}
        for row in rows if first else ():
            said = self._cell(row.number, first, growing=row.growth).figures if first else ()
            level = next((figure for figure in said if not figure.change), None)
            unit = (level.unit if level else None) or self._unit(row, first) if first else None
            levels[row.number] = (level.low, unit) if level and not row.growth else None
        headed = any(column.measure for column in self.columns)
        return ColumnFamily(rows, levels, headed=headed).parents

    def _growth_rows(self, rows: Sequence[Row]) -> dict[int, int]:
        """For rows of levels the row of their growths, where there is exactly one of each name."""
        levels: dict[tuple[object, ...], list[int]] = {}
        rates: dict[tuple[object, ...], list[int]] = {}
        for row in rows:
            key = (plain(row.label), row.cumulative, row.year, row.months, row.whose)
            (rates if row.growth else levels).setdefault(key, []).append(row.number)
        return {
            levels[key][0]: numbers[0]
            for key, numbers in rates.items()
            if len(numbers) == 1 and len(levels.get(key, ())) == 1
        }

    def _pairs(self, wanted: Collection[int] | None) -> Iterator[tuple[HeadedColumn, HeadedColumn | None]]:
        for column in self.columns:
            if wanted is not None and column.index not in wanted:
                continue
            if column.role is ColumnRole.VALUE:
                yield column, self.growths.get(column.index)
            elif column.role is ColumnRole.GROWTH and column.partner is None:
                yield column, None

    def _figure(
        self, row: Row, column: HeadedColumn, growth: HeadedColumn | None, below: int | None
    ) -> TableFigure | None:
        if row.when and not column.measure:
            return None
        alone = column.role is ColumnRole.GROWTH
        level = _NO_CELL if alone else self._cell(row.number, column, growing=row.growth)
        rate = self._rate(row.number, column if alone else growth)
        if below is not None and not rate.text and not alone:
            rate = self._cell(below, column, growing=True)
        if not level.text and not rate.text:
            return None
        unit = self._unit(row, column)
        bare = self._name(row, column)
        parent = self.parents.get(row.number)
        above = self.labels.get(parent, "") if parent is not None else ""
        stated = _stated(row, level.figures, rate.figures, unit)
        time = self._time(row, column)
        doubts = [*level.doubts, *rate.doubts, *self._doubts(column, bare), *time.doubts]
        doubts += growth.doubts if growth and rate.text else ()
        if self._is_shifted(row.number) or self._is_merged(row.number, level, rate):
            doubts.append(FigureDoubt.SHIFTED)
        return TableFigure(
            row.number,
            row.said,
            whole_name(bare, above, "") if above else bare,
            level.text,
            rate.text,
            level.at if level.text else None,
            rate.at if rate.text else None,
            stated,
            stated.unit or unit,
            unit_over=stated.value is not None and not row.unit and not column.unit and stated.unit == self.table.unit,
            year=time.year,
            months=time.months,
            cumulative=time.cumulative,
            kind=column.kind,
            previous=column.previous,
            whose=self._whose(row, column),
            bare=bare,
            parent=parent,
            remarks=(*level.remarks, *rate.remarks, *self.marked[column.index]),
            hidden=self._hidden(row.number, column),
            doubts=tuple(doubts),
        )

    def _whose(self, row: Row, column: HeadedColumn) -> str:
        """The region of a figure; the sum over regions is that of the region in the title, or of nobody named."""
        if self.table.turned:
            return self._region_of(row)
        total = self.regional and column.lowest in head_words("total")
        return column.whose or row.whose or self.table.whose or (column.lowest if total else "")

    def _region_of(self, row: Row) -> str:
        """The region of a row in a table of regions; the sum is that of the region in the title."""
        return self.table.whose if row.label in head_words("total") and self.table.whose else row.label

    def _rate(self, row: int, column: HeadedColumn | None) -> _ReadCell:
        if column is None:
            return _NO_CELL
        found = self._cell(row, column, growing=True)
        return _of_hundred(found) if column.fractions else found

    def _cell(self, row: int, column: HeadedColumn, *, growing: bool) -> _ReadCell:
        at = self.sheet.origin(row, column.index)
        text = self.sheet.text(*at).strip()
        if is_blank(text):
            return _NO_CELL
        if is_error(text) or is_formula(text):
            doubt = FigureDoubt.CELL_ERROR if is_error(text) else FigureDoubt.CELL_FORMULA
            return _ReadCell(at, text, doubts=(doubt,))
        return _growing(at, text) if growing else _levelled(at, text)

    def _unit(self, row: Row, column: HeadedColumn) -> str | None:
        if column.role is ColumnRole.GROWTH:
            return None
        return row.unit or column.unit or self.table.unit

    def _name(self, row: Row, column: HeadedColumn) -> str:
        if row.when:
            return column.measure
        if self.table.turned:
            return column.measure or (row.over if not is_region(row.over) else "") or self.table.subject
        if row.label in head_words("total") and column.measure:
            return column.measure
        return with_measure(row.label, column.measure if column.role is ColumnRole.VALUE else "")

    def _remarks(self, column: HeadedColumn) -> tuple[str, ...]:
        """What the head or the title says of the standing of its figures: 快报, 预计."""
        said = column.head or ""
        lines = "".join(self.table.title)
        return tuple(word for word in head_words("standing") if word in said or (word != _EXPECTED and word in lines))

    def _is_shifted(self, row: int) -> bool:
        """Whether a figure stands where units do, so that the cells of a row are not under their heads."""
        return any(figures(self.sheet.text(row, index)) for index in self.units)

    def _is_merged(self, row: int, *cells: _ReadCell) -> bool:
        """Whether a figure stands in a merged cell that began in a row above, so that it may be that row's alone."""
        return any(cell.at is not None and cell.at[0] < row for cell in cells)

    def _doubts(self, column: HeadedColumn, name: str) -> tuple[FigureDoubt, ...]:
        """What is doubted of a whole column; its head is known where its words went into the name of the row."""
        if FigureDoubt.HEAD_UNKNOWN not in column.doubts or not column.measure:
            return column.doubts
        if plain(column.measure) not in plain(name):
            return column.doubts
        return tuple(doubt for doubt in column.doubts if doubt is not FigureDoubt.HEAD_UNKNOWN)

    def _hidden(self, row: int, column: HeadedColumn) -> bool:
        grid = self.sheet.grid
        return grid.hidden or column.hidden or row in grid.hidden_rows

    def _time(self, row: Row, column: HeadedColumn) -> _FigureTime:
        """The time of a figure as the nearest says it: row, head, line over the group, title."""
        key = (column.index, row.when, row.cumulative, row.year, row.months)
        if key not in self.times:
            self.times[key] = self._time_of(row, column)
        return self.times[key]

    def _time_of(self, row: Row, column: HeadedColumn) -> _FigureTime:
        table = self.table
        cumulative = next((one for one in (row.cumulative, column.cumulative) if one is not None), None)
        own = months_of(row.when) or column.months
        standing = None if is_whole_year(column) or column.kind is Kind.TARGET else row.months or table.months
        months = own or standing
        if cumulative is None and months and (own is None or months[0] == months[1]):
            cumulative = table.cumulative
        if cumulative is None and says(column.head, "this_period") and not _is_span(months):
            cumulative = False
        year = column.year or year_in(row.when) or row.year or table.year
        if column.previous and column.year is None and year is not None:
            year -= 1
        doubts = []
        if own is None and cumulative is None and months is not None and months[0] != 1:
            doubts += [] if self._is_held_against_plan(column) else [FigureDoubt.MONTHS_UNCLEAR]
            cumulative = True
        if own and not row.when and not column.previous and self._is_other_month(own):
            doubts.append(FigureDoubt.TIMES_DIFFER)
        return _FigureTime(year, joined_months(months, cumulative), cumulative, tuple(doubts))

    def _is_held_against_plan(self, column: HeadedColumn) -> bool:
        """Whether a column stands beside the year's plan, so that it goes from January on."""
        planned = any(one.kind is Kind.TARGET and one.months in (None, (1, 12)) for one in self.columns)
        return planned and column.kind is Kind.ACTUAL

    def _is_other_month(self, own: Months) -> bool:
        """Whether the lines over the table name months that no column ends with."""
        lines = [period_text(line) for line in reversed(self.table.title) if not is_note(line)]
        said = next((months for line in lines if (months := months_of(line))), None)
        ends = {column.months[1] for column in self.table.columns if column.months}
        return said is not None and own != (1, 12) and said[1] != own[1] and said[1] not in ends


def _twice_marked(figures: Sequence[TableFigure]) -> Sequence[TableFigure]:
    """The figures of a row; those that two columns state otherwise of the very same thing are doubted."""
    if len(figures) < 2:
        return figures
    values: dict[tuple[object, ...], set[Fraction]] = {}
    for figure in figures:
        if figure.stated.value is not None:
            values.setdefault(_thing(figure), set()).add(_in_base_units(figure.stated.value, figure.unit))
    if all(len(found) == 1 for found in values.values()):
        return figures
    twice = {thing for thing, found in values.items() if len(found) > 1}
    return [replace(one, doubts=(*one.doubts, FigureDoubt.TWICE)) if _thing(one) in twice else one for one in figures]


def _in_base_units(value: Decimal, unit: str | None) -> Fraction:
    measure = measure_of(unit) if unit else None
    return Fraction(value) * (measure[1] if measure else 1)


def _thing(figure: TableFigure) -> tuple[object, ...]:
    """Of what a figure is said: two figures of one row with the same cannot both be right."""
    strange = FigureDoubt.HEAD_UNKNOWN in figure.doubts
    time = (figure.year, figure.months, figure.cumulative)
    measure = measure_of(figure.unit) if figure.unit else None
    return (
        figure.name,
        figure.whose,
        time,
        figure.kind is Kind.TARGET,
        figure.previous,
        figure.hidden,
        strange,
        measure and measure[0],
    )


def is_whole_year(column: HeadedColumn) -> bool:
    """Whether last year's figures are the year's (上年实绩), not those of the same months (上年同期)."""
    return column.previous and column.cumulative is None and "同" not in column.head


def _is_span(months: Months | None) -> bool:
    """Whether months go from January on, so that 本期 is cumulative as well."""
    return months is not None and months[0] == 1


def _levelled(at: Place, text: str) -> _ReadCell:
    found, remarks = figures(text), marked(text)[1]
    levels = sum(not figure.change for figure in found)
    known = (found and levels < 2) or is_relative(text)
    return _ReadCell(at, text, found, remarks, () if known and not is_masked(text) else (FigureDoubt.VALUE_UNREAD,))


def _growing(at: Place, text: str) -> _ReadCell:
    """A cell of growths: percents, or what is none (扭亏, 1.5倍, 0.3个百分点)."""
    found, remarks = figures(text), marked(text)[1]
    if len(found) == 1 and found[0].unit in (None, "%"):
        return _ReadCell(at, text, found, remarks)
    if plain(text) in ("持平", "平", "与上年持平"):
        return _ReadCell(at, text, (Figure(0, len(text), Decimal(0), change=True),), remarks)
    if "百分点" in text:
        return _ReadCell(at, "", remarks=(text,))
    return _ReadCell(at, text, remarks=remarks, doubts=(FigureDoubt.GROWTH_UNREAD,))


def _of_hundred(cell: _ReadCell) -> _ReadCell:
    return replace(cell, figures=tuple(replace(one, low=_percent(one.low)) for one in cell.figures))


def _percent(part: Decimal) -> Decimal:
    exact = (part * _HUNDRED).normalize()
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def _stated(row: Row, said: Sequence[Figure], grown: Sequence[Figure], unit: str | None) -> Stated:
    level = next((figure for figure in said if not figure.change), None)
    change = next((figure for figure in said if figure.change), None) or (grown[0] if grown else None)
    written = whole_unit(level.unit, unit) if level and level.unit else unit
    if level and change is None and (row.growth or (written == "%" and is_growth(row.label))):
        level, change = None, level
    return Stated(
        value=level.low if level else None,
        value_high=level.high if level else None,
        unit=written if level else None,
        bound=level.bound if level else None,
        growth=change.low if change else None,
        growth_high=change.high if change else None,
        growth_bound=change.bound if change else None,
    )
