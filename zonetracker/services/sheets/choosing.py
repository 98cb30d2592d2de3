"""Which figures of a file may be those of a zone in a month, each with what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zonetracker.extraction.reading.grid import address
from zonetracker.extraction.tables.entries import figures_of
from zonetracker.extraction.tables.model import ColumnRole, ReadTable, TableFigure
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Kind
from zonetracker.model.planning import Doubted, PlanDoubt, doubted
from zonetracker.services.sheets.meanings import columns_of
from zonetracker.services.sheets.model import Choices, Offer, SheetRead
from zonetracker.services.sheets.regions import WhoseFigures, whole_before, whose_figures
from zonetracker.services.sheets.times import time_doubts
from zonetracker.words.wording import one_line


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose figures of which month are asked for."""

    zone: str
    year: int
    month: int


def offers(read: SheetRead, wanted: Wanted, choices: Choices) -> list[Offer]:
    """All figures that may be meant, in the order of the file."""
    return list(_Choosing(read, wanted, choices).offers())


class _Choosing:
    def __init__(self, read: SheetRead, wanted: Wanted, choices: Choices) -> None:
        self.read, self.wanted, self.choices = read, wanted, choices
        self.figures = [
            (at, table, figures_of(read.grids[table.grid], table, _of_month(table, wanted)))
            for at, table in enumerate(self._chosen_tables())
            if at not in choices.left
        ]
        said = {figure.whose for _, _, figures in self.figures for figure in figures if figure.whose}
        self.own_named = any(whose_figures(one, wanted.zone) is WhoseFigures.OWN for one in said)

    def _chosen_tables(self) -> Iterator[ReadTable]:
        for at, table in enumerate(self.read.tables):
            yield replace(table, columns=columns_of(self.read, at, self.choices))

    def offers(self) -> Iterator[Offer]:
        for at, table, figures in self.figures:
            for figure in figures:
                offer = self._offer(at, table, figure)
                if offer is not None:
                    yield offer

    def _offer(self, at: int, table: ReadTable, figure: TableFigure) -> Offer | None:
        if figure.kind is Kind.TARGET or figure.previous:
            return None
        doubts = [_of_table(code.value, figure, table) for code in figure.doubts]
        place = place_of(self.read, table, figure)
        if at in self.choices.taken:
            return Offer(at, figure, place, tuple(doubts))
        whose = figure.whose or whole_before(figure.said)
        region = whose_figures(whose, self.wanted.zone)
        if region is WhoseFigures.OTHER or (region is WhoseFigures.UNCLEAR and self.own_named):
            return None
        if region is WhoseFigures.UNCLEAR:
            doubts.append(doubted(PlanDoubt.REGION_UNCLEAR, said=whose))
        if figure.hidden:
            doubts.append(doubted(PlanDoubt.HIDDEN))
        doubts += time_doubts(self.read, table, figure, self.wanted.year, self.wanted.month)
        return Offer(at, figure, place, tuple(doubts))


def _of_month(table: ReadTable, wanted: Wanted) -> frozenset[int] | None:
    """The columns whose heads name the month where some do, with those that name none; else None, for all columns."""
    figures = [column for column in table.columns if column.role in (ColumnRole.VALUE, ColumnRole.GROWTH)]
    right = [column for column in figures if column.months == (1, wanted.month) and not column.previous]
    right = [column for column in right if column.year in (None, wanted.year)]
    if not any(column.role is ColumnRole.VALUE for column in right):
        return None
    return frozenset(column.index for column in (*right, *(one for one in figures if one.months is None)))


def place_of(read: SheetRead, table: ReadTable, figure: TableFigure) -> str:
    """The cell of a figure, as a spreadsheet names it: 综合!C5."""
    at = figure.value_at or figure.growth_at or (figure.row, 0)
    sheet = "" if table.sheet == read.name or not table.sheet else f"{table.sheet}!"
    return sheet + address(*at)


def _of_table(code: str, figure: TableFigure, table: ReadTable) -> Doubted:
    place = figure.value_at or figure.growth_at
    head = next((one.head for one in table.columns if place is not None and one.index == place[1]), "")
    cell = figure.value or figure.growth
    said = {"value": figure.value, "growth": figure.growth, "cell": cell, "head": head}
    return doubted(PlanDoubt(code), **{name: in_short(one_line(text)) for name, text in said.items()})
