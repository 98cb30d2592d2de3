"""The columns of a table: which holds names, units, values, growth; of what year and months, whose, of what kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, pairwise

from zonetracker.extraction.reading.grid import is_error, is_formula
from zonetracker.extraction.tables.cells import figures, is_masked, is_relative
from zonetracker.extraction.tables.headtext import (
    HeadText,
    is_cumulative,
    is_ditto,
    is_region,
    kind_of_figure,
    known_unit,
    months_of,
    plain,
    read_head,
    says,
    time_beside,
)
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
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
_THIS_YEAR = 9999
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


def paired(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """The columns, each growth with its value: as they were read, or anew after a clerk has changed what some hold."""
    bare = [
        replace(
            one, partner=None, doubts=tuple(doubt for doubt in one.doubts if doubt is not FigureDoubt.GROWTH_UNCLEAR)
        )
        if one.partner is not None
        else one
        for one in columns
    ]
    return tuple(column for panel in panels(bare) for column in _Pairing(panel).paired())


def panels(columns: Sequence[HeadedColumn]) -> list[list[HeadedColumn]]:
    """The columns of each of the tables that stand side by side: a new one begins where names begin again."""
    names = [column.index for column in columns if column.role is ColumnRole.NAME]
    if len(names) < 2:
        return [list(columns)]
    first = columns[0].index
    starts = [first, *(_start_of_panel(columns, index) for index in names[1:])]
    ends = [*starts[1:], columns[-1].index + 1]
    return [
        [column for column in columns if start <= column.index < end] for start, end in zip(starts, ends, strict=True)
    ]


def _start_of_panel(columns: Sequence[HeadedColumn], name: int) -> int:
    """Where a panel begins: at its names, or at the ordinals or groups right before them."""
    lead = (ColumnRole.ORDINAL, ColumnRole.GROUP)
    at = next(place for place, column in enumerate(columns) if column.index == name)
    while at and columns[at - 1].role in lead:
        at -= 1
    return columns[at].index


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


class _Pairing:
    """Each growth of a panel with the value that it belongs to."""

    def __init__(self, panel: Sequence[HeadedColumn]) -> None:
        self.panel = panel
        self.values = [column for column in panel if column.role is ColumnRole.VALUE]
        self.growths = [column for column in panel if column.role is ColumnRole.GROWTH]
        self.taken: set[int] = set()
        self.leads = self._growths_lead()

    def paired(self) -> list[HeadedColumn]:
        """The columns of the panel with their partners."""
        partners: dict[int, HeadedColumn] = {}
        unclear = self._in_a_run()
        for growth in self.growths:
            partner = self._partner(growth)
            if partner is not None:
                doubts = growth.doubts
                if growth.index in unclear or self._is_unclear(growth, partner):
                    doubts = (*doubts, FigureDoubt.GROWTH_UNCLEAR)
                self.taken.add(partner.index)
                partners[growth.index] = replace(growth, partner=partner.index, doubts=doubts)
        return [partners.get(column.index, column) for column in self.panel]

    def _partner(self, growth: HeadedColumn) -> HeadedColumn | None:
        if growth.previous:
            return None
        choices = [one for one in self.values if one.index not in self.taken and _agree(growth, one)]
        left = [one for one in choices if one.index < growth.index]
        if self.leads:
            left = []
        if left:
            near = self._run_before(growth)
            left = _of_latest_year(left)
            return max(left, key=lambda one: (_shared(growth, one), one.index in near, *_standing(one), one.index))
        right = [one for one in choices if one.index > growth.index]
        if right and (self.leads or not any(one.index < growth.index for one in self.values)):
            return max(right, key=lambda one: (_shared(growth, one), -one.index))
        if right and (best := max(right, key=lambda one: (_shared(growth, one), -one.index))) and _shared(growth, best):
            return best
        return self._planned_beside(growth)

    def _run_before(self, growth: HeadedColumn) -> set[int]:
        """The values that stand together left of a growth, with no other growth between."""
        near: set[int] = set()
        for column in reversed([column for column in self.panel if column.index < growth.index]):
            if column.role is ColumnRole.VALUE:
                near.add(column.index)
            elif near or column.role is ColumnRole.GROWTH:
                break
        return near

    def _is_unclear(self, growth: HeadedColumn, partner: HeadedColumn) -> bool:
        """Whether nothing but its place speaks for a pair, and the place is unusual."""
        if _shared(growth, partner) or len(self.values) == len(self.growths) == 1:
            return False
        between = [one for one in self.values if partner.index < one.index < growth.index and _agree(growth, one)]
        passed = [one for one in between if one.index not in self.taken and one.kind is not Kind.TARGET]
        led = self.leads and len(self.growths) > 1
        return led or any(one.year is None or one.year == partner.year for one in passed)

    def _planned_beside(self, growth: HeadedColumn) -> HeadedColumn | None:
        """The planned level right before a second 同比增长: the first one belongs to what was reached."""
        earlier = any(one.index < growth.index for one in self.growths)
        value = next((one for one in self.values if one.index == growth.index - 1), None)
        if not earlier or value is None or value.index in self.taken:
            return None
        if value.kind is not Kind.TARGET or value.previous:
            return None
        return value if growth.year is None or value.year is None or growth.year == value.year else None

    def _growths_lead(self) -> bool:
        """Whether each growth stands before its value: 同比, 累计, 同比, 本月."""
        order = [column.role for column in self.panel if column.role in (ColumnRole.VALUE, ColumnRole.GROWTH)]
        half = len(order) // 2
        return len(order) > 1 and order == [ColumnRole.GROWTH, ColumnRole.VALUE] * half

    def _in_a_run(self) -> set[int]:
        """Growths of which several follow several values, without a word that says which is whose."""
        kinds = [column for column in self.panel if column.role in (ColumnRole.VALUE, ColumnRole.GROWTH)]
        runs = [list(run) for _, run in groupby(kinds, key=lambda column: column.role)]
        found: set[int] = set()
        for values, growths in pairwise(runs):
            if values[0].role is ColumnRole.VALUE and len(growths) > 1 and len(values) > 1:
                found |= {one.index for one in growths if not any(_shared(one, value) for value in values)}
        return found


def _of_latest_year(values: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """Values without those of years before that of another; a plan stands for itself."""
    years = [one.year or _THIS_YEAR for one in values if one.kind is not Kind.TARGET]
    return [one for one in values if one.kind is Kind.TARGET or (one.year or _THIS_YEAR) == max(years)]


def _standing(value: HeadedColumn) -> tuple[bool, bool, int]:
    """Of values side by side the growth is that of what was reached, of the cumulative figure, of the latest month."""
    last = value.months[1] if value.months and value.months != (1, 12) else 0
    return value.kind is not Kind.TARGET, not _is_own(value), last


def _is_own(value: HeadedColumn) -> bool:
    months = value.months
    return value.cumulative is False or (months is not None and months[0] == months[1] != 1)


def _shared(growth: HeadedColumn, value: HeadedColumn) -> int:
    """How many things the heads of both say alike."""
    alike = [
        growth.cumulative is not None and growth.cumulative == value.cumulative,
        growth.months is not None and growth.months == value.months,
        growth.year is not None and growth.year == value.year,
        growth.kind is not None and growth.kind == value.kind,
        bool(growth.whose) and growth.whose == value.whose,
        bool(growth.measure) and growth.measure == value.measure,
        len(growth.heads) > 1 and growth.heads[:1] == value.heads[:1],
    ]
    return sum(alike)


def _agree(growth: HeadedColumn, value: HeadedColumn) -> bool:
    if value.previous or value.hidden != growth.hidden:
        return False
    if growth.kind and value.kind and growth.kind is not value.kind:
        return False
    if growth.kind is None and value.kind is Kind.TARGET and "同比" in growth.head:
        return False
    if growth.kind is Kind.TARGET and value.kind is None and _is_reached(value):
        return False
    if not _same_time(growth, value):
        return False
    if growth.whose != value.whose and (growth.whose or len(growth.heads) > 1):
        return False
    if not _same_measure(growth, value):
        return False
    return growth.year is None or value.year is None or growth.year == value.year


def _is_reached(value: HeadedColumn) -> bool:
    """Whether a value's months say that it was reached: no plan is of 1-9月 unless it says so."""
    return value.cumulative is not None or value.months not in (None, (1, 12))


def _same_time(growth: HeadedColumn, value: HeadedColumn) -> bool:
    """Whether the heads of both allow for one time; what a head over both says is for the growth as for the value."""
    shared = len(growth.heads) > 1 and growth.heads[:-1] == value.heads[:-1]
    if shared and is_cumulative(growth.lowest) is None and months_of(growth.lowest) is None:
        return True
    if growth.cumulative is not None and value.cumulative is not None and growth.cumulative != value.cumulative:
        return False
    return not growth.months or not value.months or growth.months == value.months


def _same_measure(growth: HeadedColumn, value: HeadedColumn) -> bool:
    one, other = growth.measure, value.measure
    return not one or not other or one in other or other in one


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
