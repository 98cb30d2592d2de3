"""Rows of a scan that lean on characters which may have been misread: none of them is sure.

A row leans on its figure with sign, bound and unit, on its name, on the year that dates it, and in a table on the heads
over it and the names beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.extraction.judging.confidence import UNSURE
from zonetracker.model.facts import MISREAD, Candidate, Span
from zonetracker.model.reports.layout import ScanLayout

_STOPS = "，。；;！？\n\t"
_YEAR = re.compile(r"[\dOoIl〇零一二三四五六七八九]{1,4} ?年|[今去上明前本当]年")
_BEFORE_YEAR = re.compile(r"[^\n，。；]{0,4}年")
_FIGURE_CELL = re.compile(r"[-+−–—]?[\d,，.．·%％‰ OoIl]*")
_CAPTION_LINES = 3
_MOST_CLAUSE = 200


def doubt_misread(rows: Sequence[Candidate], document: Document) -> list[Candidate]:
    """The rows, those that lean on a doubtful character less than sure and with that reason."""
    layout = document.layout
    if layout is None or not layout.doubtful:
        return list(rows)
    seen = _Leaning(document, layout)
    return [_doubted(row) if seen.on_doubt(row) else row for row in rows]


def _doubted(row: Candidate) -> Candidate:
    reasons = row.reasons if MISREAD in row.reasons else (*row.reasons, MISREAD)
    return replace(row, confidence=min(row.confidence, UNSURE), reasons=reasons)


class _Leaning:
    """What the rows of one document lean on."""

    def __init__(self, document: Document, layout: ScanLayout) -> None:
        self._text = document.text
        spans = sorted(layout.doubtful, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        self._years = [found.span() for found in _YEAR.finditer(self._text)]
        self._year_starts = [start for start, _ in self._years]
        self._tables = [(table.span, table) for table in document.tables]
        self._title = _span_of(self._text, document.title)

    def on_doubt(self, row: Candidate) -> bool:
        """Whether a row leans on a doubtful character."""
        table = next((table for span, table in self._tables if span.start <= row.span.start < span.end), None)
        places = self._in_prose(row) if table is None else self._in_table(row, table)
        return any(self._doubts(start, end) for start, end in (*places, *self._dated_by(row)))

    def _doubts(self, start: int, end: int) -> bool:
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def _in_prose(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """The clause of the figure, that of its growth, its name; the whole sentence where its name is elsewhere."""
        start, end = self._clause(row.span)
        yield start, end
        if row.stated.growth is not None:
            yield end, self._clause(Span(min(end + 1, len(self._text)), min(end + 1, len(self._text))))[1]
        quote = row.quote_span
        named = self._text.rfind(row.name, quote.start, row.span.end) if row.name else -1
        if named >= 0:
            yield named, named + len(row.name)
        elif row.name not in self._text[start:end]:
            yield quote.start, quote.end
        if row.parent and (place := self._text.rfind(row.parent, 0, row.span.end)) >= 0:
            yield place, place + len(row.parent)

    def _clause(self, span: Span) -> tuple[int, int]:
        text = self._text
        before = text[max(span.start - _MOST_CLAUSE, 0) : span.start]
        start = span.start - next((at for at, sign in enumerate(reversed(before)) if sign in _STOPS), len(before))
        behind = text[span.end : span.end + _MOST_CLAUSE]
        return start, span.end + next((at for at, sign in enumerate(behind) if sign in _STOPS), len(behind))

    def _in_table(self, row: Candidate, table: Table) -> Iterator[tuple[int, int]]:
        """The cell, what stands beside it in words, the heads over it, the lines before the table."""
        at = next((cell for cell in table.cells if cell.span.start <= row.span.start <= cell.span.end), None)
        yield row.span.start, row.span.end
        start = table.span.start
        for _ in range(_CAPTION_LINES):
            start = self._text.rfind("\n", 0, max(start - 1, 0)) + 1
        yield start, table.span.start
        if at is None:
            yield table.span.start, table.span.end
            return
        beside = [cell for cell in table.cells if cell.row < at.row + at.rows and at.row < cell.row + cell.rows]
        grown = row.stated.growth is not None
        named = {cell.column for cell in beside if self._in_words(cell)}
        heads = [cell for cell in table.cells if cell.row < at.row and self._in_words(cell)]
        for cell in beside:
            if grown or cell.column in named:
                yield cell.span.start, cell.span.end
        for cell in heads:
            in_column = cell.column < at.column + at.columns and at.column < cell.column + cell.columns
            if in_column or (grown and cell.column not in named):
                yield cell.span.start, cell.span.end

    def _in_words(self, cell: Cell) -> bool:
        return _FIGURE_CELL.fullmatch(self._text[cell.span.start : cell.span.end]) is None

    def _dated_by(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """The years of its own sentence; without any the last one said before it, and that of the title."""
        quote = row.quote_span
        own = self._between(quote.start, max(quote.end, row.span.end))
        if not own:
            last = bisect_left(self._year_starts, quote.start) - 1
            own = [self._years[last]] if last >= 0 else []
            own += self._between(*self._title)
            yield from self._misread_years(*self._title)
        yield from own
        yield from self._misread_years(quote.start, quote.end)

    def _between(self, start: int, end: int) -> list[tuple[int, int]]:
        return self._years[bisect_left(self._year_starts, start) : bisect_left(self._year_starts, end)]

    def _misread_years(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What stands where a year is said, whatever was made of it."""
        yield from (found.span() for found in _BEFORE_YEAR.finditer(self._text, start, end))


def _span_of(text: str, title: str) -> tuple[int, int]:
    """Where the title stands; the first line where there is none."""
    at = text.find(title) if title else -1
    if at >= 0:
        return at, at + len(title)
    end = text.find("\n")
    return 0, end if end >= 0 else len(text)
