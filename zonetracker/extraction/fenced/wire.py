"""What was read of a document, as bytes and back: how its text, frame and rows leave the fenced child.

A line of JSON about the document, its text as it is, then lines of JSON with some two hundred things each, so that the
main process takes them piece by piece. Blocks and tables stay behind: nobody needs them once the rows are made. Quotes
are no part of it either: they are the text at their places.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from zonetracker.extraction.document import Document
from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Span, Stated
from zonetracker.model.reports.frame import Frame, frame_data, frame_from_data
from zonetracker.model.reports.layout import ScanLayout, layout_data, layout_from_data
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step

Thing = TypeVar("Thing")
Plain = Sequence[Any]
"""A thing as a list of plain values."""
_A_LINE = 200


def document_lines(document: Document, frame: Frame, counts: Sequence[int]) -> Iterator[bytes]:
    """A document without blocks and tables, its frame, and how many things of each sort follow."""
    text = document.text.encode()
    head = {
        "size": len(text),
        "title": document.title,
        "date": document.date,
        "media": document.media,
        "encoding": document.encoding,
        "warnings": document.warnings,
        "named": document.named,
        "written": document.written,
        "frame": frame_data(frame),
        "layout": None if document.layout is None else layout_data(document.layout),
        "counts": counts,
    }
    yield _json(head)
    yield text


def lines_of(things: Iterable[Thing], plain: Callable[[Thing], Plain]) -> Iterator[bytes]:
    """Things as lines, some in each."""
    left = iter(things)
    while some := [plain(one) for one in islice(left, _A_LINE)]:
        yield _json(some)


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Wire:
    """What came out of the child, read from its beginning on; raises ValueError and its like for what is no answer."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        head = self._line()
        end = self._at + int(head["size"])
        text = data[self._at : end].decode()
        self._at = end
        self.frame = frame_from_data(head["frame"])
        self.document = _document(head, text)
        self._counts = [int(count) for count in head["counts"]]

    def _line(self) -> Any:
        end = self._data.index(b"\n", self._at)
        line = self._data[self._at : end]
        self._at = end + 1
        return json.loads(line)

    def things(self, made: Callable[[Any], Thing]) -> Job[tuple[Thing, ...]]:
        """The things of the next sort."""
        count = self._counts.pop(0)
        found: list[Thing] = []
        while len(found) < count:
            yield Step(len(found), count, tr("正在整理读出的内容"))
            found += map(made, self._line())
        return tuple(found)

    def rows(self) -> Job[tuple[Candidate, ...]]:
        """The rows that come next."""
        text = self.document.text
        return (yield from self.things(lambda said: _row(said, text)))


def _document(head: Mapping[str, Any], text: str) -> Document:
    written, laid = head["written"], head["layout"]
    return Document(
        text,
        title=str(head["title"]),
        date=head["date"],
        media=str(head["media"]),
        encoding=str(head["encoding"]),
        warnings=tuple(map(str, head["warnings"])),
        named=str(head["named"]),
        written=None if written is None else (int(written[0]), int(written[1])),
        layout=None if laid is None else _within(text, layout_from_data(laid)),
    )


def _within(text: str, layout: ScanLayout) -> ScanLayout:
    """A layout of this very text; ValueError for one of another."""
    for span in layout.spans():
        span_in(text, span.start, span.end)
    return layout


def plain_row(row: Candidate) -> Plain:
    """A row with its figures as text."""
    stated = row.stated
    return [
        *(row.id, row.kind, row.type, row.year, row.period, row.name),
        *map(_said, (stated.value, stated.value_high, stated.growth, stated.growth_high)),
        *(stated.unit, stated.bound, stated.growth_bound),
        *(row.span.start, row.span.end, row.quote_span.start, row.quote_span.end),
        *(row.parent, row.masked, row.stretch, row.deadline, row.responsible, row.duplicate_of, row.section),
        *(str(row.confidence), row.reasons),
    ]


def _said(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _row(said: Plain, text: str) -> Candidate:
    key, kind, sort, year, period, name, *rest = said
    value, high, growth, growth_high, unit, bound, growth_bound, *rest = rest
    start, end, quote_start, quote_end, *rest = rest
    parent, masked, stretch, deadline, responsible, duplicate_of, section, confidence, reasons = rest
    quote = span_in(text, quote_start, quote_end)
    low, high, rise, most_rise = map(_figure, (value, high, growth, growth_high))
    return Candidate(
        key,
        Kind(kind),
        FactType(sort),
        year,
        period,
        name,
        Stated(low, high, unit, _bound(bound), rise, most_rise, _bound(growth_bound)),
        span_in(text, start, end),
        quote,
        text[quote.start : quote.end],
        parent,
        masked,
        stretch,
        deadline,
        responsible,
        duplicate_of,
        section,
        Decimal(confidence),
        tuple(reasons),
    )


def _figure(said: str | None) -> Decimal | None:
    return None if said is None else Decimal(said)


def _bound(said: str | None) -> Bound | None:
    return None if said is None else Bound(said)


def span_in(text: str, start: int, end: int) -> Span:
    """A place of a text; ValueError for one outside."""
    if not 0 <= start <= end <= len(text):
        raise ValueError("a place outside the text")
    return Span(start, end)
