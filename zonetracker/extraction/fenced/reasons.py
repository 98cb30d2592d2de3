"""An explanation as bytes and back: how it leaves the fenced child. Its words are the text at their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zonetracker.extraction.document import Document
from zonetracker.extraction.explaining import Explanation, Fired, Heard, Judged
from zonetracker.extraction.fenced.wire import Plain, Wire, document_lines, lines_of, plain_row, span_in
from zonetracker.extraction.rules import Rule
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Candidate, Kind
from zonetracker.support.job import Job


def explanation_lines(document: Document, explanation: Explanation) -> Iterator[bytes]:
    """An explanation of a document."""
    rows, heard = explanation.rows, explanation.sentences
    places = {id(row): at for at, row in enumerate(rows)}
    yield from document_lines(document, explanation.frame, (len(rows), len(heard)))
    yield from lines_of(rows, plain_row)
    yield from lines_of(heard, lambda one: _plain_heard(one, places))


def explanation_from(wire: Wire) -> Job[Explanation]:
    """The explanation of which `explanation_lines` made this."""
    rows = yield from wire.rows()
    heard = yield from wire.things(lambda said: _heard(said, wire.document.text, rows))
    return Explanation(wire.frame, heard, rows)


def _plain_heard(heard: Heard, places: dict[int, int]) -> Plain:
    time = [_plain_fired(one) for one in heard.time]
    judged = [_plain_judged(one, places) for one in heard.judged]
    return heard.span.start, heard.span.end, heard.section, heard.period, time, judged


def _plain_judged(judged: Judged, places: dict[int, int]) -> Plain:
    fired = [_plain_fired(one) for one in judged.fired]
    return judged.span.start, judged.span.end, fired, [places[id(row)] for row in judged.rows]


def _plain_fired(fired: Fired) -> Plain:
    return fired.rule, fired.words, fired.says


def _heard(said: Plain, text: str, rows: Sequence[Candidate]) -> Heard:
    start, end, section, period, time, judged = said
    span = span_in(text, start, end)
    return Heard(
        span,
        text[start:end],
        section,
        None if period is None else _period(period),
        tuple(map(_fired, time)),
        tuple(_judged(one, text, rows) for one in judged),
    )


def _judged(said: Plain, text: str, rows: Sequence[Candidate]) -> Judged:
    start, end, fired, numbers = said
    span = span_in(text, start, end)
    return Judged(span, text[start:end], tuple(map(_fired, fired)), tuple(rows[number] for number in numbers))


def _fired(said: Plain) -> Fired:
    rule, words, says = said
    return Fired(Rule(rule), words, says if isinstance(says, str) else _period(says))


def _period(said: Sequence[Any]) -> Period:
    kind, year, months, *rest = said
    return Period(Kind(kind), year, None if months is None else (months[0], months[1]), *rest)
