"""A sheet or table as it is seen: the texts of its cells in rows and columns, where every reader of tables starts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from zonetracker.extraction.document import Document, Table

Place = tuple[int, int]
"""Row and column, from 0."""
Area = tuple[int, int, int, int]
"""Top, left, bottom and right of a merged area, all of them in it."""

LINES_ABOVE = 6
"""How many lines over a table are kept."""

_A_LINE = 500
_ERRORS = ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#NUM!", "#VALUE!", "#NULL!")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet of a workbook, or one table of a document.

    `rows` are texts as the cells show them, "" for none, a row as long as it is filled; a merged area has its text in
    its first cell. What the file hides is marked, not left out. A formula that was saved without its result shows its
    own text (=B2+B3). `above` are the lines of a document between the table before and this one, the nearest last.
    `cut` where the end was left out for its size; `warnings` are Chinese sentences on what was doubtful in reading it.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    above: tuple[str, ...] = ()
    cut: bool = False
    warnings: tuple[str, ...] = ()

    def text(self, row: int, column: int) -> str:
        """The text of a cell; "" also outside of what is filled."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else ""


def filled(cells: Iterable[tuple[int, int, str]]) -> tuple[tuple[str, ...], ...]:
    """The rows of cells given by row, column and text."""
    rows: list[list[str]] = []
    for row, column, text in cells:
        if not text:
            continue
        while len(rows) <= row:
            rows.append([])
        line = rows[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = text
    return tuple(tuple(row) for row in rows)


def is_error(text: str) -> bool:
    """Whether a cell shows the error of a formula."""
    return text in _ERRORS


def is_formula(text: str) -> bool:
    """Whether a cell shows a formula that has no saved result."""
    return text.startswith("=") and len(text) > 1


def address(row: int, column: int) -> str:
    """A cell's name as the spreadsheet shows it: B7."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def grids_of(document: Document) -> tuple[Grid, ...]:
    """The tables of a document, each with the lines above it."""
    found: list[Grid] = []
    reached = 0
    for table in document.tables:
        lines = [line.strip() for line in document.text[reached : table.span.start].split("\n")]
        found.append(_grid_of(document, table, tuple([line for line in lines if line][-LINES_ABOVE:])))
        reached = table.span.end
    return tuple(found)


def _grid_of(document: Document, table: Table, above: tuple[str, ...]) -> Grid:
    texts = ((cell.row, cell.column, document.text[cell.span.start : cell.span.end]) for cell in table.cells)
    merges = tuple(
        (cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1)
        for cell in table.cells
        if cell.rows > 1 or cell.columns > 1
    )
    return Grid("", filled(texts), merges, above=above)


def grids_to_json(grids: Iterable[Grid]) -> bytes:
    """The grids as they leave the fenced child: a line about all of them, then lines of some of their rows each.

    A parser of JSON lets no other thread go on, so it is given no more at a time than a window can wait for.
    """
    heads: list[list[object]] = []
    lines: list[bytes] = []
    for grid in grids:
        hidden = sorted(grid.hidden_rows), sorted(grid.hidden_columns)
        marks = [grid.merges, grid.hidden, *hidden, grid.above, grid.cut, grid.warnings]
        heads.append([grid.name, len(grid.rows), *marks])
        lines += (_line(grid.rows[at : at + _A_LINE]) for at in range(0, len(grid.rows), _A_LINE))
    return b"\n".join([_line(heads), *lines])


def _line(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def grids_from_json(data: bytes) -> tuple[Grid, ...]:
    """The grids that `grids_to_json` wrote."""
    first, *lines = data.split(b"\n")
    left = iter(lines)
    return tuple(
        Grid(
            name,
            tuple(tuple(row) for line in islice(left, -(-count // _A_LINE)) for row in json.loads(line)),
            tuple(tuple(area) for area in merges),
            hidden,
            frozenset(hidden_rows),
            frozenset(hidden_columns),
            tuple(above),
            cut,
            tuple(warnings),
        )
        for name, count, merges, hidden, hidden_rows, hidden_columns, above, cut, warnings in json.loads(first)
    )
