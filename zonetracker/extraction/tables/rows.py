"""The rows of a document's tables among those of its prose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from zonetracker.extraction.document import Document
from zonetracker.extraction.tables.candidates import TableContext, table_candidates
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Candidate, FactType, Span


def with_tables(
    document: Document,
    prose: Sequence[Candidate],
    context_at: Callable[[int], TableContext],
    learned: Mapping[str, str] | None = None,
) -> list[Candidate]:
    """Prose and table rows in reading order, ids t1, t2…; a line that gives a table row gives none of prose.

    `context_at` says what holds at a place of the document; `learned` maps a name to what a clerk made of it. A fact
    of a table that prose or a table stated before is marked as its duplicate.
    """
    if not document.tables:
        return list(prose)
    names = learned or {}
    rows = table_candidates(document, context_at)
    tabled = _Covered(list({_line_of(document.text, row.span) for row in rows}))
    kept = [row for row in prose if not tabled.cover(row.span)]
    renamed = [replace(row, name=names.get(row.name, row.name), duplicate_of=None) for row in rows]
    merged = sorted([*kept, *renamed], key=lambda row: (row.span.start, row.span.end))
    return _renumbered(_repeats_marked(merged, {row.id for row in rows}))


class ContextAt:
    """What holds where, noted in reading order: the context of a table is that of the last line before it."""

    def __init__(self, opening: TableContext) -> None:
        self._places: list[int] = []
        self._contexts = [opening]

    def note(self, place: int, context: TableContext) -> None:
        """From this place on, this holds."""
        self._places.append(place)
        self._contexts.append(context)

    def at(self, place: int) -> TableContext:
        """What holds at a place."""
        return self._contexts[bisect_right(self._places, place)]


def table_places(document: Document) -> Callable[[int], bool]:
    """Whether a place of the document lies in a table."""
    spans = _Covered([table.span for table in document.tables])
    return lambda place: spans.cover(Span(place, place))


class _Covered:
    """Stretches of text that do not overlap, asked whether one of them covers a span."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def cover(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._spans[at].end


def _line_of(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(text))


def _fact(row: Candidate) -> tuple[object, ...]:
    return (plain_name(row.name), row.kind, row.year, row.period, row.stated)


def _repeats_marked(rows: Sequence[Candidate], tabled: set[str]) -> list[Candidate]:
    first: dict[tuple[object, ...], str] = {}
    shown = []
    for row in rows:
        if row.type is FactType.QUANTITY and not row.masked and row.duplicate_of is None:
            earlier = first.setdefault(_fact(row), row.id)
            if earlier != row.id and row.id in tabled:
                row = replace(row, duplicate_of=earlier)
        shown.append(row)
    return shown


def _renumbered(rows: Sequence[Candidate]) -> list[Candidate]:
    ids: dict[str | None, str] = {row.id: f"t{number}" for number, row in enumerate(rows, 1)}
    return [replace(row, id=ids[row.id], duplicate_of=ids.get(row.duplicate_of)) for row in rows]
