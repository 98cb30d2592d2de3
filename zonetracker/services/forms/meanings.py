"""What each cell of a form asks for, out of what the reader of tables says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from zonetracker.extraction.forms.reading import CellAt, FormRead
from zonetracker.extraction.tables.entries import figures_of, is_whole_year
from zonetracker.extraction.tables.headtext import is_time, plain, says
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, Months, ReadTable, TableFigure
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt, FormMeaning
from zonetracker.services.forms.model import FormCell, FormChoices

_FIGURES = frozenset({ColumnRole.VALUE, ColumnRole.GROWTH})
_SIDE = frozenset({ColumnRole.NAME, ColumnRole.GROUP, ColumnRole.WHOSE, ColumnRole.UNIT, ColumnRole.ORDINAL})
_UNCLEAR = frozenset(
    {FigureDoubt.HEAD_UNKNOWN, FigureDoubt.MONTHS_UNCLEAR, FigureDoubt.GROWTH_UNCLEAR, FigureDoubt.SHIFTED}
)
_RATES = frozenset({FormMeaning.GROWTH, FormMeaning.LAST_GROWTH, FormMeaning.TARGET_GROWTH, FormMeaning.COMPLETION})
_BEFORE = frozenset(
    {FormMeaning.LAST_CUMULATIVE, FormMeaning.LAST_GROWTH, FormMeaning.LAST_OWN_MONTH, FormMeaning.LAST_YEAR}
)
_OWN = frozenset({FormMeaning.OWN_MONTH, FormMeaning.LAST_OWN_MONTH})
_YEARS_END = 12


def is_rate(meaning: FormMeaning | None) -> bool:
    """Whether percents are asked for and no amount."""
    return meaning in _RATES


def cells_of(read: FormRead, number: int, choices: FormChoices, time: tuple[int, int]) -> list[FormCell]:
    """The cells of a table with what they ask for, those by formulas left out; `time` is the form's year and month."""
    table = _AskingTable(read, number, choices, time)
    found = {cell.at: cell for cell in table.cells()}
    return [found[at] for at in sorted(found)]


class _AskingTable:
    def __init__(self, read: FormRead, number: int, choices: FormChoices, time: tuple[int, int]) -> None:
        self.read, self.number, self.time = read, number, time
        self.table = read.tables[number]
        self.grid = read.grids[self.table.grid]
        self.columns = {column.index: column for column in self.table.columns}
        self.chosen = {index: meaning for (at, index), meaning in choices.columns.items() if at == number}

    def cells(self) -> Iterator[FormCell]:
        for figure in figures_of(self.grid, self.table):
            yield from self._of_figure(figure)
        beside = {
            column.index
            for column in self.table.columns
            if column.role not in _FIGURES | _SIDE and (self._is_completion(column) or column.index in self.chosen)
        }
        taken = replace(self.table, columns=tuple(self._as_value(one, beside) for one in self.table.columns))
        for figure in figures_of(self.grid, taken, beside) if beside else ():
            yield from self._of_figure(figure)
        yield from self._left_over(beside)

    def _left_over(self, beside: set[int]) -> Iterator[FormCell]:
        """Blanks of which the reader says nothing: ranks, differences, whatever no workbook has."""
        others = {index for index, one in self.columns.items() if one.role not in _FIGURES | _SIDE} - beside
        taken = replace(self.table, columns=tuple(self._as_value(one, others) for one in self.table.columns))
        for figure in figures_of(self.grid, taken, others) if others else ():
            at = (self.table.grid, *(figure.value_at or (figure.row, 0)))
            if at in self.read.blanks:
                yield self._cell(at, figure, None, self.time[0], (1, self.time[1]), (FigureDoubt.HEAD_UNKNOWN.value,))

    def _is_completion(self, column: HeadedColumn) -> bool:
        return column.role is ColumnRole.SHARE and says(column.head, "completion")

    def _as_value(self, column: HeadedColumn, beside: set[int]) -> HeadedColumn:
        if column.index not in beside:
            return column
        measure = column.measure if self.table.turned else ""
        return replace(column, role=ColumnRole.VALUE, measure=measure, partner=None, doubts=())

    def _of_figure(self, figure: TableFigure) -> Iterator[FormCell]:
        for place, growing in ((figure.value_at, False), (figure.growth_at, True)):
            if place is None:
                continue
            at = (self.table.grid, *place)
            if at in self.read.worked_out or (figure.hidden and at in self.read.blanks):
                continue
            yield self._asked(at, figure, growing or figure.stated.value is None)

    def _asked(self, at: CellAt, figure: TableFigure, rate: bool) -> FormCell:
        column = self.columns[at[2]]
        chosen = self.chosen.get(column.index)
        if chosen is not None:
            return self._cell(at, figure, chosen, *self._time_of(chosen, figure, column))
        if self._is_completion(column):
            reached = FormMeaning.COMPLETION
            return self._cell(at, figure, reached, *self._time_of(reached, figure, column))
        doubts = self._doubts(figure, column, at)
        if column.kind is Kind.TARGET:
            doubts = tuple(one for one in doubts if one != FigureDoubt.MONTHS_UNCLEAR)
            meaning = FormMeaning.TARGET_GROWTH if rate else FormMeaning.TARGET
            return self._cell(at, figure, meaning, *self._year_of_target(figure, column), doubts)
        year, months = self._said(figure, self._timed(column))
        return self._cell(at, figure, self._meaning(year, months, rate), year, months, doubts)

    def _doubts(self, figure: TableFigure, column: HeadedColumn, at: CellAt) -> tuple[str, ...]:
        """What makes unclear what is asked for.

        A growth beside the growth that its row's name speaks of is, one beside a target or a figure of last year whose
        head speaks of neither, and 9月, which does not say whether up to it or in it.
        """
        doubts = [one.value for one in figure.doubts if one in _UNCLEAR]
        if self._follows_last_year(column):
            doubts.append(FigureDoubt.GROWTH_UNCLEAR.value)
        if self._is_of_a_year_before(self._timed(column)):
            doubts.append(FigureDoubt.MONTHS_UNCLEAR.value)
        if at[1:] == figure.growth_at and figure.value_at is not None:
            of_target = figure.kind is Kind.TARGET is not column.kind
            if of_target or figure.stated.value is None:
                doubts.append(FigureDoubt.GROWTH_UNCLEAR.value)
        months = figure.months if self._has_own_months(figure, column) else None
        if figure.cumulative is None and months is not None and months[0] == months[1] > 1:
            doubts.append(FigureDoubt.MONTHS_UNCLEAR.value)
        return tuple(dict.fromkeys(doubts))

    def _timed(self, column: HeadedColumn) -> HeadedColumn:
        """The column that says of what time a cell is: for a growth without a time of its own that of its value."""
        own = column.months is not None or column.year is not None or column.previous
        return column if own or column.partner is None else self.columns[column.partner]

    def _is_of_a_year_before(self, column: HeadedColumn) -> bool:
        """Whether a head names a year before and no months, so that it may be the whole year or as many months.

        Beside the same head with the form's own year it is as many.
        """
        silent = column.months is None and column.cumulative is None and "同" not in column.head
        if column.year is None or column.year >= self.time[0] or not silent or column.kind is Kind.TARGET:
            return False
        bare = column.head.replace(str(column.year), "")
        return not any(
            one.year == self.time[0] and one.head.replace(str(one.year), "") == bare for one in self.table.columns
        )

    def _follows_last_year(self, column: HeadedColumn) -> bool:
        """Whether a growth that is nobody's stands right behind a figure of last year."""
        before = self.columns.get(column.index - 1)
        alone = column.role is ColumnRole.GROWTH and column.partner is None
        own = column.months or column.year or column.previous or column.cumulative is not None
        return alone and not own and before is not None and before.role is ColumnRole.VALUE and before.previous

    def _meaning(self, year: int, months: Months, rate: bool) -> FormMeaning:
        before = year < self.time[0]
        if rate:
            return FormMeaning.LAST_GROWTH if before else FormMeaning.GROWTH
        if months[0] > 1:
            return FormMeaning.LAST_OWN_MONTH if before else FormMeaning.OWN_MONTH
        if before and months[1] == _YEARS_END != self.time[1]:
            return FormMeaning.LAST_YEAR
        return FormMeaning.LAST_CUMULATIVE if before else FormMeaning.CUMULATIVE

    def _said(self, figure: TableFigure, column: HeadedColumn) -> tuple[int, Months]:
        """Year and months of a figure: its own words, else those of the form as a whole, which are asked for."""
        month = self.time[1]
        year = self._year(figure, column)
        if is_whole_year(column) and column.months is None:
            return year, (1, _YEARS_END)
        if figure.months is not None and self._has_own_months(figure, column):
            return year, figure.months
        first, last = figure.months or (1, month)
        return year, (max(month - (last - first), 1), month) if first > 1 and month > 1 else (1, month)

    def _has_own_months(self, figure: TableFigure, column: HeadedColumn) -> bool:
        """Whether head or row name months, and not the form as a whole."""
        return column.months is not None or (figure.months is not None and figure.months[1] != self._month_over())

    def _month_over(self) -> int | None:
        return None if self.table.months is None else self.table.months[1]

    def _year(self, figure: TableFigure, column: HeadedColumn) -> int:
        """The year of a figure; one that the title alone names is that of the form."""
        back = 1 if column.previous and column.year is None else 0
        if figure.year is None or (column.year is None and figure.year == (self.table.year or 0) - back):
            return self.time[0] - back
        return figure.year

    def _year_of_target(self, figure: TableFigure, column: HeadedColumn) -> tuple[int, Months]:
        year = self._year(figure, column)
        return year, (1, self.time[1] if year == self.time[0] else _YEARS_END)

    def _time_of(self, meaning: FormMeaning, figure: TableFigure, column: HeadedColumn) -> tuple[int, Months]:
        """Year and months of what a column is taken for: those that its head or row names, else the form's."""
        year, month = self.time
        if figure.months is not None and self._has_own_months(figure, column):
            month = figure.months[1]
        if column.year not in (None, year):
            year = column.year or year
        elif meaning in _BEFORE:
            year -= 1
        if meaning is FormMeaning.LAST_YEAR:
            return year, (1, _YEARS_END)
        return year, (month, month) if meaning in _OWN else (1, month)

    def _cell(
        self,
        at: CellAt,
        figure: TableFigure,
        meaning: FormMeaning | None,
        year: int,
        months: Months,
        doubts: tuple[str, ...] = (),
    ) -> FormCell:
        column = self.columns[at[2]]
        name = figure.name if self.table.turned or is_time(plain(figure.said)) else figure.said
        unit = "%" if is_rate(meaning) else figure.unit
        return FormCell(at, self.number, column.index, column.head, name, figure, meaning, year, months, unit, doubts)


def title_region(table: ReadTable, figure: TableFigure, columns: Mapping[int, HeadedColumn]) -> bool:
    """Whether the region of a figure is only that of the title."""
    place = figure.value_at or figure.growth_at or (0, 0)
    column = columns.get(place[1])
    return not table.turned and figure.whose == table.whose and not (column is not None and column.whose)
