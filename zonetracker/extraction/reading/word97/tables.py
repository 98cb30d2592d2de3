"""Tables put together from paragraphs that say how deep in tables they stand and whether they end a cell or a row."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.word97.sprms import ParagraphTraits, RowTraits
from zonetracker.extraction.reading.word97.tree import under

_SAME_EDGE = 60
"""Twips (about 1 mm): edges of cells no further apart are one edge; no column is so narrow."""


@dataclass(slots=True)
class _OldRow:
    cells: list[list[etree._Element]]
    traits: RowTraits


@dataclass(slots=True)
class _UnendedTable:
    """A table that is not at its end: its rows, the cells of the row that is read, and what is in the open cell."""

    rows: list[_OldRow] = field(default_factory=list)
    cells: list[list[etree._Element]] = field(default_factory=list)
    cell: list[etree._Element] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(self.cell)
        self.cell = []

    def end_row(self, traits: RowTraits, deleted: bool) -> None:
        if self.cell:
            self.end_cell()
        if self.cells and not deleted:
            self.rows.append(_OldRow(self.cells, traits))
        self.cells = []


class TablesInText:
    """Takes paragraphs in order and puts them, with the tables they are in, under `parent`."""

    def __init__(self, parent: etree._Element) -> None:
        self._parent = parent
        self._open: list[_UnendedTable] = []

    def put(self, paragraph: etree._Element, traits: ParagraphTraits, ends_cell: bool, deleted: bool) -> None:
        """Add a paragraph; `ends_cell` where its mark is that of a cell, `deleted` where the mark is deleted."""
        self._come_to(min(max(traits.depth, 1), limits.OLD_WORD_TABLES_DEEP) if traits.in_table else 0)
        if not self._open:
            self._parent.append(paragraph)
        elif traits.ends_row:
            self._open[-1].end_row(traits.row, deleted)
        else:
            self._open[-1].cell.append(paragraph)
            if ends_cell or traits.ends_cell:
                self._open[-1].end_cell()

    def close(self) -> None:
        """End all tables that are open."""
        self._come_to(0)

    def _come_to(self, depth: int) -> None:
        while len(self._open) > depth:
            table = self._open.pop()
            table.end_row(RowTraits(), deleted=False)
            element = _table(table.rows)
            if self._open:
                self._open[-1].cell.append(element)
            else:
                self._parent.append(element)
        while len(self._open) < depth:
            self._open.append(_UnendedTable())


def _table(rows: list[_OldRow]) -> etree._Element:
    element = etree.Element("tbl")
    grid = _grid([edge for row in rows if _has_edges(row) for edge in row.traits.edges])
    for row in rows:
        _add_row(element, row, grid)
    return element


def _has_edges(row: _OldRow) -> bool:
    return len(row.traits.edges) == len(row.cells) + 1


def _grid(edges: list[int]) -> list[int]:
    """The edges of the columns, each where the first of those begin that are meant to be one."""
    found: list[int] = []
    for edge in sorted(set(edges)):
        if not found or edge - found[-1] > _SAME_EDGE:
            found.append(edge)
    return found


def _add_row(table: etree._Element, row: _OldRow, grid: list[int]) -> None:
    element = under(table, "tr")
    places = [*range(len(row.cells) + 1)]
    if _has_edges(row):
        places = [bisect_right(grid, edge) - 1 for edge in row.traits.edges]
    if places[0]:
        under(under(element, "trPr"), "gridBefore", places[0])
    for first, last in _merged_across(row):
        cell = under(element, "tc")
        properties = under(cell, "tcPr")
        under(properties, "gridSpan", max(places[last + 1] - places[first], 1))
        down = row.traits.down[first] if _has_edges(row) else 0
        if down:
            under(properties, "vMerge", "continue" if down == 1 else "restart")
        for index in range(first, last + 1):
            cell.extend(row.cells[index])


def _merged_across(row: _OldRow) -> list[tuple[int, int]]:
    """The (first, last) cells of each that is seen: of those merged the first has another mark than those behind it.

    Which mark the first has, the descriptions of the format do not agree upon.
    """
    marks = row.traits.across if _has_edges(row) else []
    found: list[tuple[int, int]] = []
    for index in range(len(row.cells)):
        mark = marks[index] if marks else 0
        if mark and index and marks[index - 1] and mark != marks[found[-1][0]]:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found
