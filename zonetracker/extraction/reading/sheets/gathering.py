"""A sheet while it is read: its rows as they come, its merged and hidden parts, no more of them than is sensible."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.sheets.grid import Area, Grid

_LOOKED_AT = frozenset("'‘’＇ \t\r\n\u3000\xa0\u200b\ufeff")
_TYPED_AS_TEXT = re.compile(r"\A['‘’＇](?=\s*[-+－＋−]?\.?[0-9０-９])")


@dataclass(slots=True)
class Allowance:
    """How many cells and merged areas of one file may still be taken."""

    cells: int = limits.SHEET_CELLS
    merges: int = limits.SHEET_MERGES


@dataclass(slots=True)
class GatheredSheet:
    """Takes the rows of a sheet in any order, within the limits; `grid` gives what came of it."""

    name: str
    hidden: bool = False
    allowance: Allowance = field(default_factory=Allowance)
    _rows: dict[int, list[str]] = field(default_factory=dict)
    _merges: list[Area] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_columns: set[int] = field(default_factory=set)
    _cut: bool = False
    _looked: int = 0

    def row(self, row: int, cells: Iterable[tuple[int, str]]) -> None:
        """Take the texts of a row by their columns, which rise."""
        texts: list[str] = []
        left = self.allowance.cells if row < limits.SHEET_ROWS else 0
        for column, text in cells:
            if not text or column < len(texts):
                continue
            if text[0] in _LOOKED_AT and not (text := _TYPED_AS_TEXT.sub("", text, 1)).strip():
                continue
            if column >= limits.SHEET_COLUMNS or left <= 0:
                self._cut = True
                break
            if column > len(texts):
                texts.extend([""] * (column - len(texts)))
            texts.append(text)
            left -= 1
        if texts:
            self.allowance.cells = left
            self._rows[row] = texts

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Take a merged area, its last row and column in it."""
        if self.allowance.merges > 0 and (bottom > top or right > left):
            self.allowance.merges -= 1
            self._merges.append((top, left, bottom, right))

    def hide_rows(self, first: int, last: int) -> None:
        """Mark rows as hidden, the last one too."""
        self._hidden_rows.update(range(first, min(last + 1, limits.SHEET_ROWS)))

    def hide_columns(self, first: int, last: int) -> None:
        """Mark columns as hidden, the last one too."""
        self._hidden_columns.update(range(first, min(last + 1, limits.SHEET_COLUMNS)))

    def grid(self) -> Grid | None:
        """The sheet, None where it shows no text at all."""
        if not self._rows:
            return None
        merges = tuple(self._shown(area) for area in self._merges)
        empty: list[str] = []
        return Grid(
            self.name,
            tuple(tuple(self._rows.get(row, empty)) for row in range(max(self._rows) + 1)),
            merges,
            self.hidden,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            cut=self._cut,
        )

    def _shown(self, area: Area) -> Area:
        """The area from the first row and column of it that are seen; its text stands there, and nothing else in it."""
        top, left, bottom, right = area
        text = self._taken(top, left)
        if not text or self._looked > limits.SHEET_CELLS:
            return area
        seen_top = _first_seen(top, bottom, self._hidden_rows)
        seen_left = _first_seen(left, right, self._hidden_columns)
        for row in range(top, min(bottom, limits.SHEET_ROWS) + 1):
            line = self._rows.get(row, [])
            self._looked += 1 + len(line)
            line[left : right + 1] = [""] * len(line[left : right + 1])
        line = self._rows.setdefault(seen_top, [])
        line.extend([""] * (seen_left + 1 - len(line)))
        line[seen_left] = text
        return seen_top, seen_left, bottom, right

    def _taken(self, row: int, column: int) -> str:
        line = self._rows.get(row, ())
        return line[column] if column < len(line) else ""


def _first_seen(first: int, last: int, hidden: set[int]) -> int:
    return next((one for one in range(first, min(last, first + len(hidden)) + 1) if one not in hidden), first)


def grids_among(sheets: Iterable[GatheredSheet]) -> Iterator[Grid]:
    """The grids of those sheets that have a text."""
    return (grid for sheet in sheets if (grid := sheet.grid()) is not None)
