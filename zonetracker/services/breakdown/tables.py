"""Which tables of a file are lists of targets, and which field of a target each of their columns holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.headtext import plain, says, year_in
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, ReadTable
from zonetracker.extraction.tables.pairing import panels
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt
from zonetracker.outputs.breakdown.columns import BreakdownColumn, head
from zonetracker.outputs.marking import Imprint
from zonetracker.services.sheets.model import SheetRead
from zonetracker.words.wording import one_line

_WORDED = (
    BreakdownColumn.WEIGHT,
    BreakdownColumn.SECTION,
    BreakdownColumn.JUDGE_BY,
    BreakdownColumn.NATURE,
    BreakdownColumn.POLARITY,
    BreakdownColumn.MONTHS,
    BreakdownColumn.CURVE,
    BreakdownColumn.ALIASES,
)
"""Columns that a head names by the words of the role that is called like them."""
_BY_ROLE = {
    ColumnRole.ORDINAL: BreakdownColumn.NUMBER,
    ColumnRole.NAME: BreakdownColumn.NAME,
    ColumnRole.UNIT: BreakdownColumn.UNIT,
    ColumnRole.RESPONSIBLE: BreakdownColumn.RESPONSIBLE,
    ColumnRole.DEADLINE: BreakdownColumn.DEADLINE,
    ColumnRole.GROUP: BreakdownColumn.SECTION,
}
_FIGURES = (ColumnRole.VALUE, ColumnRole.GROWTH)
_LEVELS = (BreakdownColumn.LEVEL, BreakdownColumn.STRETCH)
_SURELY_OWN = 10
"""So many of the program's own heads in a row are its own table, whatever happened to it."""
_FEWEST_OWN = 3


@dataclass(frozen=True, slots=True)
class ListTable:
    """A table of targets: as it was read, its columns by what they hold, the heads of those that are not used.

    `year` is the one that its targets are of, None where nothing says so. `several` are heads of which each might be
    the year's target, so that none is taken.
    """

    table: ReadTable
    columns: Mapping[BreakdownColumn, tuple[HeadedColumn, ...]]
    year: int | None = None
    left: tuple[str, ...] = ()
    several: tuple[str, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it gives targets."""
        return any(one in self.columns for one in (BreakdownColumn.LEVEL, BreakdownColumn.GROWTH))

    def one(self, column: BreakdownColumn) -> HeadedColumn | None:
        """The column that holds a field."""
        return next(iter(self.columns.get(column, ())), None)


def list_tables(read: SheetRead, year: int, marking: Imprint | None) -> list[ListTable]:
    """The tables of a file that is seen, as lists of targets of a year, also those that turn out to be none."""
    found: list[ListTable] = []
    for at, grid in enumerate(read.grids):
        if grid.hidden:
            continue
        tables = [table for table in read.tables if table.grid == at]
        marked = marking is not None and any(sheet == at for sheet, _ in marking.keys)
        own = _own(at, grid, _FEWEST_OWN if marked or not tables else _SURELY_OWN)
        found += (
            [own] if own is not None else [_as_list(one, part, year) for one in tables for part in panels(one.columns)]
        )
    return found


# ---- the program's own


def _own(at: int, grid: Grid, fewest: int) -> ListTable | None:
    """The table of a sheet that has the heads that were sent, in whatever order they now stand."""
    heads = {plain(head(column)): column for column in BreakdownColumn}
    for number, row in enumerate(grid.rows):
        places = {heads[plain(text)]: (place, text) for place, text in enumerate(row) if plain(text) in heads}
        if BreakdownColumn.NAME in places and len(places) >= fewest:
            return _own_table(at, grid, number, places)
    return None


def _own_table(at: int, grid: Grid, number: int, places: Mapping[BreakdownColumn, tuple[int, str]]) -> ListTable:
    width = max(map(len, grid.rows))
    roles: dict[BreakdownColumn, ColumnRole] = {
        column: role for role, column in _BY_ROLE.items() if role is not ColumnRole.GROUP
    }
    roles |= dict.fromkeys(_LEVELS, ColumnRole.VALUE) | {BreakdownColumn.GROWTH: ColumnRole.GROWTH}
    columns = {
        column: HeadedColumn(place, roles.get(column, ColumnRole.OTHER), text, (text,))
        for column, (place, text) in places.items()
    }
    lines = tuple(text for row in grid.rows[:number] for text in row if text.strip())
    year = next((said for line in lines if (said := year_in(line))), None)
    area = (number, 0, len(grid.rows) - 1, width - 1)
    known = {one.index for one in columns.values()}
    others = [
        HeadedColumn(place, ColumnRole.OTHER, grid.text(number, place)) for place in range(width) if place not in known
    ]
    every = tuple(sorted((*columns.values(), *others), key=lambda one: one.index))
    table = ReadTable(at, grid.name, area, (number, number), lines, (), every, year=year)
    held = {column: (one,) for column, one in columns.items()}
    return ListTable(_with_roles(table, held), held, year, _heads([one for one in others if one.head.strip()]))


# ---- an office's own


def _as_list(table: ReadTable, columns: Sequence[HeadedColumn], year: int) -> ListTable:
    """What each column of a table holds by its head: by the reader's reading of it, and by words of lists alone."""
    found: dict[BreakdownColumn, list[HeadedColumn]] = {}
    for one in columns:
        column = _held(one, year)
        if column is not None:
            found.setdefault(column, []).append(one)
    levels = _chosen(found.pop(BreakdownColumn.LEVEL, []))
    several = _heads(levels) if len(levels) > 1 else ()
    if len(levels) == 1:
        found[BreakdownColumn.LEVEL] = levels
    for column in list(found):
        found[column] = _narrowed(column, found[column], levels)
    held = {column: tuple(some) for column, some in found.items() if some}
    used = {one.index for some in held.values() for one in some}
    left = _heads([one for one in columns if one.index not in used and one.head])
    own = {one.year for some in (levels, held.get(BreakdownColumn.GROWTH, ())) for one in some}
    narrow = replace(table, columns=tuple(columns))
    return ListTable(_with_roles(narrow, held), held, year if year in own else table.year, left, several)


def _held(column: HeadedColumn, year: int) -> BreakdownColumn | None:
    """Which field a column holds; None for what no list is asked for."""
    lowest = plain(column.lowest)
    exact = next((one for one in BreakdownColumn if plain(head(one)) == lowest), None)
    worded = exact or next((one for one in _WORDED if says(lowest, one.value)), None)
    if column.role in _FIGURES and worded not in _WORDED:
        return _figure(column, lowest, year)
    if column.role is ColumnRole.NOTE:
        return BreakdownColumn.NOTE if says(lowest, "remarks") else None
    if column.role is ColumnRole.RESPONSIBLE and not (says(column.head, "leading") or says(column.head, "assisting")):
        return None
    return worded or _BY_ROLE.get(column.role)


def _figure(column: HeadedColumn, lowest: str, year: int) -> BreakdownColumn | None:
    """A column of figures, where they can be what is to be reached in the year as a whole."""
    reached = column.kind is Kind.ACTUAL or column.previous
    part = column.months not in (None, (1, 12)) or column.year not in (None, year)
    if reached or part or (column.kind is None and column.year is None and column.role is ColumnRole.VALUE):
        return None
    if column.role is ColumnRole.GROWTH:
        return BreakdownColumn.GROWTH
    return BreakdownColumn.STRETCH if says(column.head, "stretch") else BreakdownColumn.LEVEL


def _chosen(levels: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """Of several columns that may be the year's target the one that is called so, or the ones whose heads say so."""
    exact = [one for one in levels if plain(one.lowest) == plain(head(BreakdownColumn.LEVEL))]
    said = [one for one in levels if one.kind is Kind.TARGET]
    return exact if len(exact) == 1 else said or list(levels)


def _narrowed(column: BreakdownColumn, found: list[HeadedColumn], levels: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """One column for a field, but for units in charge; of several growths that of the target, else none of them."""
    if column is BreakdownColumn.RESPONSIBLE or len(found) == 1:
        return found
    if column is BreakdownColumn.GROWTH:
        beside = [one for one in found if levels and one.partner == levels[0].index]
        found = beside or [one for one in found if one.kind is Kind.TARGET] or found
        return found if len(found) == 1 else []
    return [] if column is BreakdownColumn.STRETCH else found[:1]


def _with_roles(table: ReadTable, held: Mapping[BreakdownColumn, Sequence[HeadedColumn]]) -> ReadTable:
    """The table with figures in the columns of targets alone, so that nothing else is read as one."""
    level = next(iter(held.get(BreakdownColumn.LEVEL, ())), None)
    figured = {one.index for column in (*_LEVELS, BreakdownColumn.GROWTH) for one in held.get(column, ())}
    growths = {one.index for one in held.get(BreakdownColumn.GROWTH, ())}

    def meant(one: HeadedColumn) -> HeadedColumn:
        if one.index in growths:
            return replace(
                one,
                role=ColumnRole.GROWTH,
                kind=Kind.TARGET,
                partner=None if level is None else level.index,
                doubts=_kept(one),
            )
        if one.index in figured:
            return replace(one, role=ColumnRole.VALUE, kind=Kind.TARGET, doubts=_kept(one))
        return replace(one, role=ColumnRole.OTHER) if one.role in _FIGURES else one

    return replace(table, columns=tuple(map(meant, table.columns)))


def _kept(column: HeadedColumn) -> tuple[FigureDoubt, ...]:
    """What is doubted of a column and is not settled by its being a target's: parts of one for a percentage."""
    return tuple(one for one in column.doubts if one is FigureDoubt.FRACTIONS)


def _heads(columns: Sequence[HeadedColumn]) -> tuple[str, ...]:
    return tuple(in_short(one_line(one.head)) for one in columns)
