"""A sheet's XML as bytes: where each cell and row stands in it, so that some can be set and all else stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product
from xml.sax.saxutils import escape

from zonetracker.extraction.forms.xmlplaces import scan

Place = tuple[int, int]
"""Row and column, from 0."""
_TYPE = re.compile(rb"\s+t\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
_OF_AREAS = frozenset({"array", "dataTable"})
_MOST_SHARED = 100_000
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Figured:
    """What a cell is to hold: the text of a number, or a text."""

    text: str
    is_text: bool = False


@dataclass(slots=True)
class _Piece:
    """A row or cell: its bytes from `start` to `end`, those to `tag` its start tag."""

    start: int
    tag: int
    end: int
    style: str | None
    has_formula: bool = False


@dataclass(slots=True)
class _StyledColumns:
    """Columns that have a style of their own."""

    first: int
    last: int
    style: str


class SheetXml:
    """The cells of one sheet, by their places.

    Raises Refusal for a part that can't be read or be written to.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._cells: dict[Place, _Piece] = {}
        self._rows: dict[int, _Piece] = {}
        self._spans: list[_StyledColumns] = []
        self._shared: list[str] = []
        self._row, self._column = -1, -1
        self._in_rows = False
        self._line: _Piece | None = None
        self._cell: _Piece | None = None
        self.is_protected = False
        scan(data, name, self._started, self._ended)

    # ---- what is there

    @property
    def formulas(self) -> frozenset[Place]:
        """The cells that have a formula of their own or share in one."""
        own = {place for place, cell in self._cells.items() if cell.has_formula}
        return frozenset(own.union(*map(_places_in, self._shared)))

    def style(self, row: int, column: int) -> str:
        """The style of a cell; where there is none, that of its row or column."""
        cell, line = self._cells.get((row, column)), self._rows.get(row)
        if cell is not None:
            return cell.style or "0"
        if line is not None and line.style is not None:
            return line.style
        return next((span.style for span in self._spans if span.first <= column <= span.last), "0")

    # ---- reading

    def _started(self, kind: str, said: Mapping[str, str], start: int, end: int) -> None:
        if kind == "sheetData":
            self._in_rows = True
        elif kind == "sheetProtection":
            self.is_protected = said.get("sheet") in _TRUE
        elif kind == "col" and "style" in said:
            self._spans.append(
                _StyledColumns(_number(said.get("min"), -1), _number(said.get("max"), -1), said["style"])
            )
        elif self._in_rows:
            self._started_in_rows(kind, said, start, end)

    def _started_in_rows(self, kind: str, said: Mapping[str, str], start: int, end: int) -> None:
        if kind == "row":
            self._row, self._column = _number(said.get("r"), self._row), -1
            style = said.get("s") if said.get("customFormat") in _TRUE else None
            self._line = _Piece(start, end, end, style)
        elif kind == "c" and self._cell is None:
            self._column = _column(said.get("r"), self._column)
            self._cell = _Piece(start, end, end, said.get("s"))
        elif kind == "f" and self._cell is not None:
            self._cell.has_formula = True
            if said.get("t") in _OF_AREAS and "ref" in said:
                self._shared.append(said["ref"])

    def _ended(self, kind: str, end: int) -> None:
        if kind == "sheetData":
            self._in_rows = False
        elif kind == "row" and self._line is not None:
            self._line.end = end
            self._rows[self._row], self._line = self._line, None
        elif kind == "c" and self._cell is not None:
            self._cell.end = end
            self._cells[self._row, self._column], self._cell = self._cell, None

    # ---- writing

    def filled(self, cells: Mapping[Place, Figured]) -> bytes:
        """The sheet with these cells set, each in the style that it has; not one byte of the rest is another.

        Every cell stands in a row that the sheet has.
        """
        pieces: list[tuple[int, int, bytes]] = []
        for row in sorted({row for row, _ in cells}):
            fresh = []
            for column in sorted(column for at, column in cells if at == row):
                known = self._cells.get((row, column))
                if known is None:
                    fresh.append(column)
                else:
                    pieces.append((known.start, known.end, self._set(known, cells[row, column])))
            pieces += self._inserted(row, {column: cells[row, column] for column in fresh})
        made, at = [], 0
        for start, end, new in sorted(pieces, key=lambda piece: piece[:2]):
            made += [self._data[at:start], new]
            at = end
        return b"".join([*made, self._data[at:]])

    def _set(self, cell: _Piece, figured: Figured) -> bytes:
        tag = _TYPE.sub(b"", self._data[cell.start : cell.tag])
        tag = tag.rstrip(b">").rstrip(b"/").rstrip()
        return _element(tag, _prefix(tag), figured)

    def _inserted(self, row: int, fresh: Mapping[int, Figured]) -> list[tuple[int, int, bytes]]:
        """Cells that the row does not have yet, each before the next one that it has."""
        line = self._rows[row]
        tag = self._data[line.start : line.tag]
        prefix = _prefix(tag)
        there = sorted(column for at, column in self._cells if at == row)
        made: dict[int, bytes] = {}
        for column, figured in fresh.items():
            style = self.style(row, column)
            own = b"" if style == "0" else f' s="{style}"'.encode()
            cell = _element(b'<%sc r="%s%d"%s' % (prefix, _letters(column), row + 1, own), prefix, figured)
            follows = next((self._cells[row, one].start for one in there if one > column), -1)
            made[follows] = made.get(follows, b"") + cell
        return [self._patch(line, tag, follows, cell) for follows, cell in made.items()]

    def _patch(self, line: _Piece, tag: bytes, follows: int, cells: bytes) -> tuple[int, int, bytes]:
        if follows >= 0:
            return follows, follows, cells
        if tag.endswith(b"/>"):
            whole = tag[:-2].rstrip() + b">" + cells + b"</%srow>" % _prefix(tag)
            return line.start, line.end, whole
        end = self._data.rindex(b"</", line.start, line.end)
        return end, end, cells


def _element(tag: bytes, prefix: bytes, figured: Figured) -> bytes:
    """A cell from its start tag, which is still open."""
    text = escape(figured.text).encode()
    if figured.is_text:
        return b'%s t="inlineStr"><%sis><%st>%s</%st></%sis></%sc>' % (tag, *(prefix,) * 2, text, *(prefix,) * 3)
    return b"%s><%sv>%s</%sv></%sc>" % (tag, prefix, text, prefix, prefix)


def _prefix(tag: bytes) -> bytes:
    """The prefix of a tag's name with its colon; nothing for none."""
    name = tag[1:].split(None, 1)[0].rstrip(b"/>")
    return name.rpartition(b":")[0] + b":" if b":" in name else b""


def _places_in(area: str) -> Iterator[Place]:
    """The places of an area: B2:B5."""
    corners = [_REFERENCE.fullmatch(corner) for corner in area.split(":")]
    first, last = corners[0], corners[-1]
    if first is None or last is None:
        return
    rows = range(int(first[2]) - 1, int(last[2]))
    columns = range(_column(first[0], -1), _column(last[0], -1) + 1)
    yield from islice(product(rows, columns), _MOST_SHARED)


def _number(said: str | None, before: int) -> int:
    return int(said) - 1 if said is not None and said.isascii() and said.isdigit() and int(said) else before + 1


def _column(said: str | None, before: int) -> int:
    found = _REFERENCE.fullmatch(said or "")
    if found is None:
        return before + 1
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> bytes:
    letters, column = b"", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
