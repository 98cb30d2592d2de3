"""Each growth of a table with the value that it belongs to, inside the panel in which both stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from zonetracker.extraction.tables.headtext import is_cumulative, months_of
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt

_THIS_YEAR = 9999


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
    return value.kind is not Kind.TARGET, not value.own_month, last


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
