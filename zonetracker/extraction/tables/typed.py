"""Tables that plain text draws with tabs or runs of blanks: found, so that their rows are read as rows of a table."""

from __future__ import annotations

import re
from dataclasses import replace

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.model.facts import Span

_CELL = re.compile(r"[^\s]+(?:[ \u3000][^\s]+)*")
_GAP = re.compile(r"[\t \u3000](?<=\S.)(?:(?<=\t)|(?<= ) +|(?<=\u3000)\u3000+)\S")
_FIGURE = re.compile(r"^[-≥≤<>]?\d[\d,. ]*%?(?:以上|以下|左右|以内)?$")
_LONGEST_LINE = 240
_LONGEST_CELL = 40
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3

Row = list[tuple[int, int]]


def with_typed_tables(document: Document) -> Document:
    """The document with the tables of its plain text, where its format knows of none."""
    if document.tables or _GAP.search(document.text) is None:
        return document
    tables: list[Table] = []
    run: list[Row] = []
    at = 0
    for line in document.text.split("\n"):
        row = _row(line, at)
        if row is not None and (not run or len(row) == len(run[0])):
            run.append(row)
        else:
            _close(run, document.text, tables)
            run = [row] if row is not None else []
        at += len(line) + 1
    _close(run, document.text, tables)
    return replace(document, tables=tuple(tables)) if tables else document


def _row(line: str, at: int) -> Row | None:
    """The cells of a line, or None where it is no row of a table."""
    if len(line) > _LONGEST_LINE or _GAP.search(line) is None:
        return None
    cells = [(at + found.start(), at + found.end()) for found in _CELL.finditer(line)]
    wide = any(end - start > _LONGEST_CELL for start, end in cells)
    return None if wide or len(cells) < _FEWEST_COLUMNS else cells


def _close(run: list[Row], text: str, tables: list[Table]) -> None:
    """Add the run as a table where most of its lines hold figures."""
    figured = sum(any(_FIGURE.match(text[start:end]) for start, end in row[1:]) for row in run)
    if len(run) < _FEWEST_ROWS or figured * 2 < len(run):
        return
    cells = tuple(
        Cell(number, column, Span(start, end))
        for number, row in enumerate(run)
        for column, (start, end) in enumerate(row)
    )
    tables.append(Table(Span(run[0][0][0], run[-1][-1][1]), cells))
