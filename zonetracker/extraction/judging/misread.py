"""Rows of a scan that lean on characters which may have been misread: none of them is sure.

A row leans on its figure with sign, bound and unit, on its name, on the words of time that date it, on what stands
beside it and is no other sure row's, as its growth may be, and in a table on the heads over it and the names beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from zonetracker.extraction.document import Cell, Document, Table
from zonetracker.extraction.judging.confidence import UNSURE
from zonetracker.model.facts import MISREAD, SURE, Candidate, Span
from zonetracker.model.reports.layout import ScanLayout

_STOPS = "，。；;！？\n\t"
_PART = re.compile(f"[^{_STOPS}]+")
_ENDS = "。；;！？\n\t"
_YEAR = re.compile(r"[\dOoIl〇零一二三四五六七八九]{1,4} ?年|[今去上明前本当]年")
_RELATIVE = re.compile(r"[今去上明前本当]年")
_TIME = re.compile(r"[^\n，。；]{0,4}年|[^\n，。；年]{0,6}(?:月|季度|半年)")
"""What stands where a time is said, whatever was made of it."""
_FIGURE_CELL = re.compile(r"[-+−–—]?[\d,，.．·%％‰ OoIl]*")
_CAPTION_LINES = 3
_MOST_CLAUSE = 200
_BRIEF = 16
"""Of an opening such as 前三季度，, which holds for the sentences behind it too."""


def doubt_misread(rows: Sequence[Candidate], document: Document) -> list[Candidate]:
    """The rows, those that lean on a doubtful character unsure and with that reason: all of a text laid over."""
    layout = document.layout
    if document.laid_over:
        return [_doubted(row) for row in rows]
    if layout is None or not layout.doubtful:
        return list(rows)
    seen = _Leaning(document, layout, rows)
    return [_doubted(row) if seen.on_doubt(row) else row for row in rows]


def _doubted(row: Candidate) -> Candidate:
    reasons = row.reasons if MISREAD in row.reasons else (*row.reasons, MISREAD)
    return replace(row, confidence=min(row.confidence, UNSURE), reasons=reasons)


class _Leaning:
    """What the rows of one document lean on."""

    def __init__(self, document: Document, layout: ScanLayout, rows: Sequence[Candidate]) -> None:
        self._text = document.text
        spans = sorted(layout.doubtful, key=lambda span: (span.start, span.end))
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]
        years = [found for found in _YEAR.finditer(self._text) if _RELATIVE.fullmatch(found[0]) is None]
        self._years = [found.span() for found in years]
        self._year_starts = [start for start, _ in self._years]
        sure = [row for row in rows if row.confidence >= SURE]
        grown = (row.quote_span.end - 1 for row in sure if row.stated.growth is not None)
        self._figures = sorted((*(row.span.start for row in sure), *grown))
        parts = (found.span() for span in spans for found in _PART.finditer(self._text, span.start, span.end))
        clauses = {self._clause(Span(*part)) for part in parts}
        self._clauses = sorted(clause for clause in clauses if self._tells_no_figure(clause))
        self._openings = [start for start, end in self._clauses if end - start <= _BRIEF and self._opens(start)]
        self._times = [found.span() for found in _TIME.finditer(self._text) if self._doubts(*found.span())]
        self._time_starts = [start for start, _ in self._times]
        first = min((row.quote_span.start for row in rows), default=0)
        last = self._text.find("\n", max((row.quote_span.end for row in rows), default=0))
        self._told = self._text.rfind("\n", 0, first) + 1, last if last >= 0 else len(self._text)
        self._tables = [(table.span, table) for table in document.tables]
        self._title = _span_of(self._text, document.title)

    def on_doubt(self, row: Candidate) -> bool:
        """Whether a row leans on a doubtful character."""
        table = next((table for span, table in self._tables if span.start <= row.span.start < span.end), None)
        places = self._in_prose(row) if table is None else self._in_table(row, table)
        return any(self._doubts(*place) for place in chain(places, self._under(row), self._dated_by(row)))

    def _doubts(self, start: int, end: int) -> bool:
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def _in_prose(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """The clause of the figure, that of its growth, its name; the whole sentence where its name is elsewhere.

        The clause behind it is its own where it tells no sure row: there its growth may have been misread as none.
        """
        start, end = self._clause(row.span)
        yield start, end
        behind = self._clause(Span(min(end + 1, len(self._text)), min(end + 1, len(self._text))))
        if row.stated.growth is not None or (self._text[end : end + 1] not in _ENDS and self._tells_no_figure(behind)):
            yield behind
        quote = row.quote_span
        named = self._text.rfind(row.name, quote.start, row.span.end) if row.name else -1
        if named >= 0:
            yield named, named + len(row.name)
        elif row.name not in self._text[start:end]:
            yield quote.start, quote.end
        yield from self._before(row)

    def _before(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """Doubtful clauses without a figure: before it in its sentence, and what opens a sentence of its paragraph."""
        line = self._text.rfind("\n", 0, row.span.start) + 1
        sentence = max(self._text.rfind(sign, line, row.span.start) for sign in _ENDS) + 1 or line
        at = bisect_left(self._clauses, (sentence, sentence))
        if at < len(self._clauses) and self._clauses[at][0] < row.span.start:
            yield self._clauses[at]
        at = bisect_left(self._openings, line)
        if at < len(self._openings) and self._openings[at] < sentence:
            yield self._clause(Span(self._openings[at], self._openings[at]))

    def _tells_no_figure(self, clause: tuple[int, int]) -> bool:
        """Whether no sure row has its figure there: one that is not sure may be what a growth was misread as."""
        at = bisect_left(self._figures, clause[0])
        return at == len(self._figures) or self._figures[at] >= clause[1]

    def _opens(self, start: int) -> bool:
        return start == 0 or self._text[start - 1] in _ENDS

    def _under(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """The name of what it is a part of."""
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
        named = {cell.column for cell in beside if self._in_words(cell)}
        own = [
            cell
            for cell in beside
            if cell.column in named or row.stated.growth is not None or self._tells_no_figure(self._reach(cell))
        ]
        heads = [cell for cell in table.cells if cell.row < at.row and self._in_words(cell)]
        yield from (self._reach(cell) for cell in own)
        over = [at, *(cell for cell in own if cell.column not in named)]
        for cell in heads:
            if any(cell.column < one.column + one.columns and one.column < cell.column + cell.columns for one in over):
                yield self._reach(cell)

    @staticmethod
    def _reach(cell: Cell) -> tuple[int, int]:
        return cell.span.start, cell.span.end

    def _in_words(self, cell: Cell) -> bool:
        return _FIGURE_CELL.fullmatch(self._text[cell.span.start : cell.span.end]) is None

    def _dated_by(self, row: Candidate) -> Iterator[tuple[int, int]]:
        """The times of its own sentence; without a year of its own, what dates it from elsewhere.

        That is the last year said before it and the times since, the title, and what stands before and after all rows.
        """
        start, end = row.quote_span.start, max(row.quote_span.end, row.span.end)
        yield from self._misread_times(start, end)
        own = self._between(start, end)
        yield from own
        if own:
            return
        last = bisect_left(self._year_starts, start) - 1
        since = self._years[last] if last >= 0 else (0, 0)
        yield since
        yield from self._misread_times(since[0], start)
        for place in (self._title, (0, self._told[0]), (self._told[1], len(self._text))):
            yield from self._between(*place)
            yield from self._misread_times(*place)

    def _between(self, start: int, end: int) -> list[tuple[int, int]]:
        return self._years[bisect_left(self._year_starts, start) : bisect_left(self._year_starts, end)]

    def _misread_times(self, start: int, end: int) -> list[tuple[int, int]]:
        """The first of them: all are doubtful."""
        at = bisect_left(self._time_starts, start)
        return [one for one in self._times[at : at + 1] if one[0] < end]


def _span_of(text: str, title: str) -> tuple[int, int]:
    """Where the title stands; the first line where there is none."""
    at = text.find(title) if title else -1
    if at >= 0:
        return at, at + len(title)
    end = text.find("\n")
    return 0, end if end >= 0 else len(text)
