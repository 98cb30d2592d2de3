"""The tables of RTF: a row says where its cells end; what spans columns is told by the edges of all rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

_NEAR = 50
"""Edges as near as that (in twentieths of a point) are one: programs round them row by row."""
_BELOW, _BESIDE = {"clvmgf": "restart", "clvmrg": "continue"}, {"clmgf": "restart", "clmrg": "continue"}
ROW_WORDS = frozenset(("trowd", "trleft", "cellx", *_BELOW, *_BESIDE))


@dataclass(slots=True)
class CellForm:
    """What a row says of one cell: its right edge, and how it is merged with the one above or before it."""

    edge: int = 0
    below: str | None = None
    beside: str | None = None


@dataclass(slots=True)
class RowEdges:
    """The form of a row as its words build it up."""

    left: int = 0
    cells: list[CellForm] = field(default_factory=list)
    begun: bool = False
    _next: CellForm = field(default_factory=CellForm)

    def word(self, name: str, number: int) -> None:
        """Take one of ROW_WORDS."""
        if name == "trowd":
            self.left, self.cells, self.begun, self._next = 0, [], True, CellForm()
        elif name == "trleft":
            self.left = number
        elif name == "cellx":
            self._next.edge = number
            self.cells.append(self._next)
            self._next = CellForm()
        elif name in _BELOW:
            self._next.below = _BELOW[name]
        else:
            self._next.beside = _BESIDE[name]


@dataclass(slots=True)
class _ReadRow:
    left: int
    forms: list[CellForm]
    cells: list[etree._Element]
    deleted: bool


@dataclass(slots=True)
class GrowingTable:
    """A table that is being read; `struck` and `said`: whether its open row holds deleted text, and other text."""

    struck: bool = False
    said: bool = False
    _rows: list[_ReadRow] = field(default_factory=list)
    _cells: list[etree._Element] = field(default_factory=list)
    _cell: etree._Element | None = None

    @property
    def cell(self) -> etree._Element:
        """The open cell."""
        if self._cell is None:
            self._cell = etree.Element("tc")
        return self._cell

    def end_cell(self) -> None:
        """Close the cell."""
        self._cells.append(self.cell)
        self._cell = None

    def end_row(self, form: RowEdges) -> None:
        """Close the row."""
        if self._cell is not None:
            self.end_cell()
        if self._cells:
            self._rows.append(_ReadRow(form.left, [*form.cells], self._cells, self.struck and not self.said))
        self._cells = []
        self.struck = self.said = False

    def element(self) -> etree._Element:
        """The whole table as Word's own files have it."""
        self.end_row(RowEdges())
        table = etree.Element("tbl")
        edges = _edges(self._rows)
        leftmost = min((row.left for row in self._rows if row.forms), default=0)
        for row in self._rows:
            _add_row(table, row, edges, bisect_right(edges, row.left + _NEAR) if row.left > leftmost + _NEAR else 0)
        return table


def _edges(rows: Iterable[_ReadRow]) -> list[int]:
    """The right edges of the columns, from the left; of some that are near one another the first."""
    found: list[int] = []
    for edge in sorted({form.edge for row in rows for form in row.forms}):
        if not found or edge - found[-1] > _NEAR:
            found.append(edge)
    return found


def _add_row(table: etree._Element, row: _ReadRow, edges: list[int], column: int) -> None:
    element = etree.SubElement(table, "tr")
    said = etree.SubElement(element, "trPr")
    if column:
        etree.SubElement(said, "gridBefore", val=str(column))
    if row.deleted:
        etree.SubElement(said, "del")
    for index, cell in enumerate(row.cells):
        form = row.forms[index] if index < len(row.forms) else None
        end = column + 1 if form is None else max(bisect_right(edges, form.edge), column + 1)
        cell.insert(0, _cell_form(form, end - column))
        element.append(cell)
        column = end


def _cell_form(form: CellForm | None, width: int) -> etree._Element:
    said = etree.Element("tcPr")
    etree.SubElement(said, "gridSpan", val=str(width))
    for name, value in (("vMerge", form and form.below), ("hMerge", form and form.beside)):
        if value:
            etree.SubElement(said, name, val=value)
    return said
