"""Tables that plain text draws with tabs, blanks, pipes or boxes: found, so that their rows are read as rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.model.facts import Span

_CELL = re.compile(r"[^\s]+(?:[ \u3000][^\s]+)*")
_GAP = re.compile(r"[\t \u3000](?<=\S.)(?:(?<=\t)|(?<= ) +|(?<=\u3000)\u3000+)\S")
_TABBED = re.compile(r"[^\t]*")
_BARRED = re.compile(r"[^|｜│┃║]*")
_BARS = "|｜│┃║"
_DRAWN = re.compile(r"[\s|｜│┃║+\-=:：─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╞╡╪]+")
_FIGURE = re.compile(r"^[-≥≤<>]?\d[\d,. ]*%?(?:以上|以下|左右|以内)?$")
_LONGEST_LINE = 240
_LONGEST_CELL = 40
_FEWEST_COLUMNS = 3
_FEWEST_BARRED = 2
_FEWEST_ROWS = 3
_FEWEST_DRAWN = 2

_Cells = list[tuple[int, int]]


def with_typed_tables(document: Document) -> Document:
    """The document with the tables of its plain text, where its format knows of none."""
    text = document.text
    if document.tables or not (_GAP.search(text) or "\t" in text or any(bar in text for bar in _BARS)):
        return document
    tables: list[Table] = []
    run = _DrawnRows(text)
    at = 0
    for line in text.split("\n"):
        if not run.take(line, at):
            tables += run.table()
            run = _DrawnRows(text)
            run.take(line, at)
        at += len(line) + 1
    tables += run.table()
    return replace(document, tables=tuple(tables)) if tables else document


class _DrawnRows:
    """Lines one below the other that are drawn alike, with as many cells each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rows: list[_Cells] = []
        self.drawn: str | None = None
        self.first: tuple[str, int] = ("", 0)

    def take(self, line: str, at: int) -> bool:
        """Take a line as the next row; whether it was one, or a drawn rule between two."""
        drawn, row = _row(line, at)
        if row is None:
            return bool(self.rows) and self.drawn == _BARS and drawn == _BARS
        if len(self.rows) == 1 and drawn == _BARS == self.drawn and len(row) > len(self.rows[0]):
            self._open_corner(line, len(row))
        if self.rows and (drawn != self.drawn or len(row) != len(self.rows[0])):
            return False
        if not self.rows:
            self.first = line, at
        self.drawn = drawn
        self.rows.append(row)
        return True

    def _open_corner(self, line: str, width: int) -> None:
        """| 总量 | 增长 | above 产值 | 80 | 5 |: the bar that opens the head closes an empty corner over the names."""
        head, at = self.first
        whole = [*_parts(_BARRED, head, at)]
        if head.strip()[0] in _BARS and line.strip()[0] not in _BARS and len(whole) == width:
            self.rows[0] = whole

    def table(self) -> Iterator[Table]:
        """The run as a table, where most of its lines hold figures."""
        body = [row for row in self.rows if any(_FIGURE.match(self.text[start:end]) for start, end in row[1:])]
        fewest = _FEWEST_ROWS if self.drawn != _BARS else _FEWEST_DRAWN
        if len(self.rows) < fewest or len(body) * 2 < len(self.rows):
            return
        cells = tuple(
            Cell(number, column, Span(start, end))
            for number, row in enumerate(self.rows)
            for column, (start, end) in enumerate(row)
            if end > start
        )
        yield Table(Span(self.rows[0][0][0], self.rows[-1][-1][1]), cells)


def _row(line: str, at: int) -> tuple[str, _Cells | None]:
    """How a line is drawn, and its cells; none where it is no row of a table."""
    if not line.strip() or len(line) > _LONGEST_LINE:
        return "", None
    if _DRAWN.fullmatch(line):
        return _BARS, None
    if sum(line.count(bar) for bar in _BARS) >= _FEWEST_BARRED:
        inner = line.strip().strip(_BARS) if line.strip()[0] in _BARS else line
        start = line.index(inner)
        return _BARS, _short([*_parts(_BARRED, inner, at + start)], _FEWEST_BARRED)
    if line.count("\t") >= _FEWEST_COLUMNS - 1:
        return "\t", _short([*_parts(_TABBED, line, at)], _FEWEST_COLUMNS)
    if _GAP.search(line) is None:
        return "", None
    return " ", _short([(at + found.start(), at + found.end()) for found in _CELL.finditer(line)], _FEWEST_COLUMNS)


def _parts(pattern: re.Pattern[str], line: str, at: int) -> Iterator[tuple[int, int]]:
    """The cells between separators, without the blanks around their texts; an empty one stands where it is."""
    place = 0
    while place <= len(line):
        found = pattern.match(line, place)
        end = found.end() if found else place
        text = line[place:end]
        start = at + place + len(text) - len(text.lstrip())
        yield start, max(start, at + place + len(text.rstrip()))
        place = end + 1


def _short(cells: _Cells, fewest: int) -> _Cells | None:
    if len(cells) < fewest or any(end - start > _LONGEST_CELL for start, end in cells):
        return None
    return cells
