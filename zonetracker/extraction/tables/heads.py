"""The columns of a table: which holds names, units, values, growth; of what year and months, whose, of what kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from zonetracker.extraction.reading.sheets.grid import is_error, is_formula
from zonetracker.extraction.tables.cells import figures, is_masked, is_relative
from zonetracker.extraction.tables.headtext import (
    HeadText,
    is_ditto,
    is_region,
    kind_of_figure,
    known_unit,
    plain,
    read_head,
    says,
    time_beside,
)
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.extraction.tables.pairing import paired
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt

SAMPLE = 200
"""How many rows of a table are looked at to tell what its columns hold."""
_BLANKS = " -—–/…"
_GROWN = re.compile(
    r"与?(?:上年|去年)?(?:同期)?持平|平|由[盈正]转[亏负]|由[亏负]转[盈正]|扭亏(?:为盈|增盈)?|[减增]亏|\D{0,4}\d[\d.]*\D{0,4}"
)
"""What a cell of growths may say that is no plain percentage."""
_FEWEST_FRACTIONS = 5
_SURE_FRACTIONS = 8
_LEAST_INDEX = 70
_PLACES_OF_A_FRACTION = 3
_ORDINALS = ("", "序", "#", "NO", "NO.", "No", "No.", "№")
_TEXT_ROLES = (ColumnRole.NOTE, ColumnRole.RESPONSIBLE, ColumnRole.ORDINAL, ColumnRole.DEADLINE)


def read_columns(
    heads: Sequence[tuple[str, ...]], body: Sequence[Sequence[str]], hidden: Collection[int] = ()
) -> tuple[HeadedColumn, ...]:
    """The columns of a table, given the heads over each from top to bottom, and rows below the heads.

    Each growth is paired with its value, inside the panel of the table in which it stands (see `panels`).
    """
    columns = [
        _column(index, tuple(plain(part) for part in parts), [row[index] for row in body])
        for index, parts in enumerate(heads)
    ]
    columns = [replace(column, hidden=column.index in hidden) for column in columns]
    columns = _named(_told_apart(columns), body)
    return paired(columns)


def _column(index: int, heads: tuple[str, ...], cells: Sequence[str]) -> HeadedColumn:
    said = read_head(heads)
    filled = [cell for cell in cells if cell.strip(_BLANKS)]
    grows = said.role is ColumnRole.GROWTH
    figured = sum(1 for cell in filled if _is_stated(cell) or (grows and _GROWN.fullmatch(plain(cell))))
    column = HeadedColumn(index, ColumnRole.OTHER, said.text, heads, reasons=said.words)
    if _are_units(column.lowest, filled) and figured * 2 <= len(filled):
        return replace(column, role=ColumnRole.UNIT)
    if said.role is ColumnRole.NOTE and _are_kinds(filled):
        return replace(column, role=ColumnRole.NAME)
    if said.role in _TEXT_ROLES or _are_times(column.lowest, filled):
        return replace(column, role=said.role if said.role in _TEXT_ROLES else ColumnRole.OTHER)
    if not filled:
        return _figure_column(column, said, filled) if said.words or said.months else column
    if figured * 2 < len(filled):
        return replace(column, role=ColumnRole.NAME)
    if said.text in _ORDINALS and _count_up(filled):
        return replace(column, role=ColumnRole.ORDINAL)
    return _figure_column(column, said, filled)


def _is_stated(cell: str) -> bool:
    """Whether a cell holds what figures are read from, or could not be worked out."""
    return bool(figures(cell)) or is_masked(cell) or is_relative(cell) or is_error(cell) or is_formula(cell)


def _are_units(head: str, filled: Sequence[str]) -> bool:
    """Whether a column holds units; 单位 over names means who, not in what."""
    if head not in head_words("sheet_unit") and head:
        return False
    stated = [known_unit(plain(cell)) is not None for cell in filled if not is_ditto(cell)]
    return _most(stated) if stated else bool(head) and not filled


def _are_kinds(filled: Sequence[str]) -> bool:
    """Whether cells say no more than which figure of an indicator each row gives."""
    return bool(filled) and all(kind_of_figure(plain(cell)) is not None for cell in filled)


def _are_times(head: str, filled: Sequence[str]) -> bool:
    """Whether a column beside the names tells the time of each row in digits: 2023, 9, 202309."""
    digits = bool(filled) and head in head_words("time_head") and all(plain(cell).isdigit() for cell in filled)
    return digits and all(time_beside(head, cell) for cell in filled)


def _most(truths: Iterable[bool]) -> bool:
    said = list(truths)
    return sum(said) * 2 > len(said)


def _count_up(cells: Sequence[str]) -> bool:
    """Whether cells number the rows: 1, 2, 3, also where some rows have no number."""
    return len(cells) > 1 and [cell.strip("（）() ") for cell in cells] == [str(n + 1) for n in range(len(cells))]


def _figure_column(column: HeadedColumn, said: HeadText, filled: Sequence[str]) -> HeadedColumn:
    role = said.role or ColumnRole.VALUE
    column = replace(
        column,
        role=role,
        unit=said.unit,
        year=said.year,
        months=said.months,
        cumulative=said.cumulative,
        kind=said.kind,
        previous=said.previous,
        whose=said.whose,
        measure=said.measure,
    )
    if role is ColumnRole.GROWTH and filled and _most(_has_level(cell) for cell in filled):
        return replace(column, role=ColumnRole.VALUE)
    if role is ColumnRole.GROWTH:
        return _with_fractions(column, filled)
    return column


def _has_level(cell: str) -> bool:
    """Whether a cell states a level, with or without its growth: 57.2亿元，增长6.8%."""
    return any(figure.unit not in (None, "%", "‰", "个百分点", "百分点") for figure in figures(cell))


def _told_apart(columns: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """Of two growths under one head the one without % is the amount; an index is a value where there is no other."""
    levels = [column for column in columns if column.role is ColumnRole.VALUE and not _is_index(column)]
    measured = [column for column in levels if column.unit != "%"]
    units = any(column.role is ColumnRole.UNIT for column in columns)
    told: list[HeadedColumn] = []
    for column in columns:
        if column.role in (ColumnRole.VALUE, ColumnRole.GROWTH) and levels and _is_index(column):
            column = replace(column, role=ColumnRole.OTHER)
        elif column.role is ColumnRole.GROWTH and _is_amount(column, columns):
            column = replace(column, role=ColumnRole.CHANGE)
        elif column.role is ColumnRole.GROWTH and says(column.head, "since_new_year"):
            column = _since_new_year(column, columns)
        elif column.role is ColumnRole.VALUE and column.unit == "%" and measured:
            column = _percents(column, columns, units=units)
        told.append(column)
    return told


def _since_new_year(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> HeadedColumn:
    """A growth since the year began is one over a year in December only; beside 同比 it is a change."""
    beside = any(one.role is ColumnRole.GROWTH and not says(one.head, "since_new_year") for one in columns)
    if beside or "%" not in column.head:
        return replace(column, role=ColumnRole.CHANGE)
    return replace(column, doubts=(*column.doubts, FigureDoubt.GROWTH_UNCLEAR))


def _percents(column: HeadedColumn, columns: Sequence[HeadedColumn], *, units: bool) -> HeadedColumn:
    """A column of percents beside amounts: under one head with an amount its growth; 完成(%) how much of the plan."""
    before = next((other for other in columns if other.index == column.index - 1), None)
    under = len(column.heads) > 1 and before is not None and before.heads[:-1] == column.heads[:-1]
    if under and known_unit(column.heads[-1].strip("()")) == "%" and column.kind is None:
        return replace(column, role=ColumnRole.GROWTH, unit=None)
    if column.kind is Kind.ACTUAL and units:
        return replace(column, role=ColumnRole.SHARE)
    return column


def _is_index(column: HeadedColumn) -> bool:
    return read_head(column.heads).index and not column.measure


def _is_amount(column: HeadedColumn, columns: Sequence[HeadedColumn]) -> bool:
    beside = [
        other
        for other in columns
        if other.role is ColumnRole.GROWTH and len(other.heads) > 1 and other.heads[:-1] == column.heads[:-1]
    ]
    beside += [other for other in columns if abs(other.index - column.index) == 1 and other.role is ColumnRole.GROWTH]
    rates = [other for other in beside if _is_rate(other.heads[-1])]
    return bool(rates) and len(column.heads) > 0 and not _is_rate("".join(column.heads[-1:]))


def _is_rate(head: str) -> bool:
    """Whether a head of growths speaks of a rate and not of an amount."""
    return "%" in head or any(word in head for word in ("率", "幅", "速"))


def _with_fractions(column: HeadedColumn, filled: Sequence[str]) -> HeadedColumn:
    """A growth column whose cells show 0.068 for 6.8 %: none is one or more, and most have three places.

    Where not all of that is so the figures stand, and are doubted; so are those that look like an index (106.8).
    """
    numbers = [found[0] for cell in filled if len(found := figures(cell)) == 1]
    if not numbers or any(number.unit for number in numbers):
        return column
    sizes = [abs(number.low) for number in numbers]
    if len(sizes) >= _FEWEST_FRACTIONS and min(sizes) > _LEAST_INDEX:
        return replace(column, doubts=(*column.doubts, FigureDoubt.GROWTH_UNCLEAR))
    small = [size for size in sizes if size < 1]
    fine = [size for size in small if _places(size) >= _PLACES_OF_A_FRACTION]
    if len(small) == len(sizes) and len(fine) * 2 >= len(sizes):
        doubts = () if len(sizes) >= _SURE_FRACTIONS else (FigureDoubt.FRACTIONS,)
        return replace(column, fractions=True, doubts=(*column.doubts, *doubts))
    if len(sizes) >= _FEWEST_FRACTIONS and len(small if len(small) == len(sizes) else fine) * 5 >= len(sizes) * 4:
        return replace(column, doubts=(*column.doubts, FigureDoubt.FRACTIONS))
    return column


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _named(columns: list[HeadedColumn], body: Sequence[Sequence[str]]) -> list[HeadedColumn]:
    """Of the columns of words, those that hold the names of rows, the groups left of them, and others."""
    labels = [column.index for column in columns if column.role is ColumnRole.NAME]
    if not labels:
        return columns
    figured = (ColumnRole.VALUE, ColumnRole.GROWTH)
    first_figure = min((column.index for column in columns if column.role in figured), default=len(columns))
    before = [index for index in labels if index < first_figure] or labels[:1]
    whose = _regions_beside(columns, before, body)
    if whose is not None:
        columns[whose] = replace(columns[whose], role=ColumnRole.WHOSE)
        before.remove(whose)
        labels.remove(whose)
    name = _names_of(columns, before, body)
    for index in labels:
        if index == name or (index > first_figure and _begins_again(columns, index, name)):
            role = ColumnRole.NAME
        else:
            role = ColumnRole.GROUP if index in before and index < name else ColumnRole.OTHER
        columns[index] = replace(columns[index], role=role)
    return _said_by_rows(columns, [row[name] for row in body if row[name].strip()])


def _said_by_rows(columns: list[HeadedColumn], names: Sequence[str]) -> list[HeadedColumn]:
    """Where each row says which figure it gives, a head such as 指标值 tells nothing of its own."""
    if not _are_kinds(names):
        return columns
    generic = head_words("generic")
    return [replace(one, kind=None) if one.lowest in generic else one for one in columns]


def _regions_beside(
    columns: Sequence[HeadedColumn], before: Sequence[int], body: Sequence[Sequence[str]]
) -> int | None:
    """A column that says beside the names whose each figure is."""
    if len(before) < 2:
        return None
    for index in before:
        cells = {plain(row[index]) for row in body if row[index].strip()}
        headed = columns[index].lowest in head_words("region_head")
        if cells and (headed or len(cells) > 1) and _most(is_region(cell) for cell in cells):
            return index
    return None


def _names_of(columns: Sequence[HeadedColumn], before: Sequence[int], body: Sequence[Sequence[str]]) -> int:
    """The last column of words before the figures; an earlier one headed 指标 where the last says no more than 总量."""
    words = head_words("sheet_name")
    last = [row[before[-1]] for row in body if row[before[-1]].strip()]
    headed = [index for index in before if columns[index].lowest in words]
    if not headed or _are_kinds(last) or not columns[before[-1]].lowest:
        return before[-1]
    return headed[-1]


def _begins_again(columns: Sequence[HeadedColumn], index: int, name: int) -> bool:
    """Whether a column of words right of figures is the names of another panel."""
    head = columns[index].lowest
    followed = any(column.role in (ColumnRole.VALUE, ColumnRole.GROWTH) for column in columns[index + 1 :])
    if not followed:
        return False
    words = (*head_words("sheet_name"), *head_words("region_head"))
    return head == columns[name].lowest or (head in words and columns[name].lowest in words)


def regions_below(columns: Sequence[HeadedColumn], body: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of a panel are regions and not indicators."""
    name = next((column for column in columns if column.role is ColumnRole.NAME), None)
    if name is None:
        return False
    labels = [plain(row[name.index]) for row in body if row[name.index].strip()]
    if name.lowest in (*head_words("region_head"), *head_words("sheet_unit")):
        return True
    regions = [label for label in labels if is_region(label)]
    below_others = len(set(regions)) < len(regions) and len(regions) < len(labels)
    return len(regions) * 2 > len(labels) and not below_others
