"""What each column of a table is taken for, and how a clerk changes it."""

from __future__ import annotations

from dataclasses import replace

from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, ReadTable
from zonetracker.model.facts import Kind
from zonetracker.model.planning import Meaning
from zonetracker.services.sheets.model import Choices, SheetRead
from zonetracker.services.sheets.regions import WhoseFigures, whose_figures

CHOSEN = (Meaning.VALUE, Meaning.GROWTH, Meaning.NAME, Meaning.UNIT, Meaning.NOTHING)
"""What a clerk can take a column for."""
_ROLES = {
    ColumnRole.NAME: Meaning.NAME,
    ColumnRole.WHOSE: Meaning.NAME,
    ColumnRole.UNIT: Meaning.UNIT,
    ColumnRole.GROWTH: Meaning.GROWTH,
    ColumnRole.VALUE: Meaning.VALUE,
}
_OF_MEANING = {
    Meaning.NAME: ColumnRole.NAME,
    Meaning.UNIT: ColumnRole.UNIT,
    Meaning.GROWTH: ColumnRole.GROWTH,
    Meaning.VALUE: ColumnRole.VALUE,
}
_FIGURES = (Meaning.VALUE, Meaning.GROWTH)


def columns_of(read: SheetRead, table: int, choices: Choices) -> tuple[HeadedColumn, ...]:
    """The columns of a table as a clerk reads them."""
    columns = read.tables[table].columns
    return tuple(choices.columns.get((table, column.index), column) for column in columns)


def meaning_of(column: HeadedColumn, table: ReadTable, zone: str, year: int, month: int) -> Meaning:
    """What a column is taken for, seen from a zone and a month."""
    meaning = _ROLES.get(column.role, Meaning.NOTHING)
    if meaning not in _FIGURES:
        return meaning
    if column.kind is Kind.TARGET:
        return Meaning.TARGET
    if whose_figures(column.whose, zone) is WhoseFigures.OTHER:
        return Meaning.OTHER_REGION
    months = column.months or table.months
    other_month = months is not None and months[1] != month
    if column.previous or (column.year or table.year) not in (None, year) or other_month:
        return Meaning.OTHER_TIME
    own = column.own_month or (column.months is not None and column.months[0] != 1)
    if own and month > 1:
        return Meaning.OWN_MONTH
    value = next((one for one in table.columns if one.index == column.partner), None)
    of_value = Meaning.VALUE if value is None else meaning_of(value, table, zone, year, month)
    return meaning if of_value is Meaning.VALUE else of_value


def with_meaning(
    choices: Choices, read: SheetRead, place: tuple[int, int], meaning: Meaning, time: tuple[int, int]
) -> Choices:
    """The choices with a column of a table taken for something of the year and month `time`.

    A table has one column of values and one of its growths for a month: the one chosen before gives way.
    """
    number, index = place
    columns = {column.index: column for column in columns_of(read, number, choices)}
    if meaning in _FIGURES:
        _give_way(columns, _OF_MEANING[meaning], index, time)
    columns[index] = _taken_for(columns[index], meaning, time)
    if not read.tables[number].turned:
        columns[index] = replace(columns[index], measure="")
    if meaning is Meaning.GROWTH:
        columns[index] = replace(columns[index], partner=_value_of(columns, index))
    changed = {(number, at): column for at, column in columns.items()}
    original = {(number, column.index): column for column in read.tables[number].columns}
    others = {key: column for key, column in choices.columns.items() if key[0] != number}
    own = {key: column for key, column in changed.items() if column != original[key]}
    return replace(choices, columns={**others, **own})


def _taken_for(column: HeadedColumn, meaning: Meaning, time: tuple[int, int]) -> HeadedColumn:
    role = _OF_MEANING.get(meaning, ColumnRole.OTHER)
    if meaning not in _FIGURES:
        return replace(column, role=role, partner=None, doubts=())
    year, month = time
    return replace(
        column,
        role=role,
        year=year,
        months=(1, month),
        cumulative=True,
        kind=None,
        previous=False,
        whose="",
        partner=None,
        hidden=False,
        doubts=(),
    )


def _give_way(columns: dict[int, HeadedColumn], role: ColumnRole, index: int, time: tuple[int, int]) -> None:
    """Columns of the same role that would be read for the same month are not used any more."""
    for at, column in columns.items():
        if at == index or column.role is not role or column.previous or column.kind is Kind.TARGET:
            continue
        if column.months in (None, (1, time[1])) and column.cumulative is not False:
            columns[at] = replace(column, role=ColumnRole.OTHER, partner=None)


def _value_of(columns: dict[int, HeadedColumn], index: int) -> int | None:
    """The nearest column of values in use, those left of the growth first."""
    values = [at for at, column in columns.items() if column.role is ColumnRole.VALUE and not column.previous]
    return min(values, key=lambda at: (at > index, abs(at - index)), default=None)
