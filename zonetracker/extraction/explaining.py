"""Why a document gives the rows it gives: of each sentence its time, of each figure its rules, and why it is no row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.pipeline import rows_of
from zonetracker.extraction.rules import NO_ROW, OF_NAME, Rule
from zonetracker.extraction.sentences.behind import Label
from zonetracker.extraction.tables.typed import with_typed_tables
from zonetracker.extraction.text.flat import OPAQUE
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.extraction.trace import Finds, Noted, Place
from zonetracker.extraction.watching import WatchedProse, place_of
from zonetracker.lexicon.words import Lexicon, default_lexicon
from zonetracker.model.facts import Candidate, Span
from zonetracker.model.reports.frame import Frame
from zonetracker.support.job import Job

_DIGITS = re.compile(r"\d(?:[\d.,]*\d)?")
_OPENING = '“‘《"〈('


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired: the words it looked at, and what it said: a period, or words (none where it only said yes)."""

    rule: Rule
    words: str
    says: Period | str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A figure, or a thing without one, at `span` of the document: what was said of it, and the rows it is part of.

    Without a row the last rule that fired is why.
    """

    span: Span
    words: str
    fired: tuple[Fired, ...]
    rows: tuple[Candidate, ...] = ()

    @property
    def dropped(self) -> Fired | None:
        """Why it is no row; None where it is one."""
        return None if self.rows else self.fired[-1]


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence of the document: what gave its time, that time (None in what is no text), and what stands in it."""

    span: Span
    words: str
    section: str
    period: Period | None
    time: tuple[Fired, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a document says of time as a whole, its sentences, and its rows."""

    frame: Frame
    sentences: tuple[Heard, ...]
    rows: tuple[Candidate, ...]


def explain_job(document: Document, lexicon: Lexicon | None = None, name: str = "") -> Job[Explanation]:
    """`extract` with every rule that fires written down, as a job."""
    lexicon = lexicon or default_lexicon()
    document = with_typed_tables(document)
    prose = WatchedProse(document, lexicon)
    rows = yield from rows_of(prose, document, lexicon, name)
    return _Explaining(prose, document, rows).explanation()


class _Explaining:
    """Puts what was noted together, sentence by sentence, in places of the document."""

    def __init__(self, prose: WatchedProse, document: Document, rows: list[Candidate]) -> None:
        self._prose, self._flat, self._trace = prose, prose.flat, prose.trace
        self._document = document
        self._rows = rows
        self._by_place = {(row.span, row.name): row for row in rows}
        self._tabled: dict[int, list[Candidate]] = {}
        for row in rows:
            if "from_table" in row.reasons:
                self._tabled.setdefault(row.quote_span.start, []).append(row)
        self._lines = sorted(self._tabled)
        figures = {place_of(mark) for mark in prose.marks}
        clauses = ((place, case) for place, case in prose.trace.cases.items() if place not in figures)
        self._clauses = sorted(
            ((place, case) for place, case in clauses if not place.whole and (case.rows or _refused(case))),
            key=lambda one: one[0],
        )

    def _clause(self, at: int) -> int:
        return bisect_left(self._clauses, at, key=lambda one: one[0].start)

    def explanation(self) -> Explanation:
        """The whole."""
        furniture = [(line, line.start, line.end) for line in self._prose.lines if line.furniture]
        heard = sorted([*self._prose.heard, *furniture], key=lambda one: one[1])
        return Explanation(self._prose.frame, tuple(self._heard(*one) for one in heard), tuple(self._rows))

    def _heard(self, line: TextLine, start: int, end: int) -> Heard:
        place = Place(start, end, True)
        notes = () if line.furniture else self._fired(self._trace.case(place).notes)
        period = self._prose.clock.periods.get(start)
        span = self._span(place)
        time = tuple(fired for fired in notes if fired.rule is not Rule.ONLY_FIGURES)
        judged = sorted(self._judged(line, start, end), key=lambda one: (one.span.start, one.span.end))
        return Heard(span, self._words(span), line.section, period, time, tuple(judged))

    def _judged(self, line: TextLine, start: int, end: int) -> Iterator[Judged]:
        marks = self._prose.marks_in(start, end)
        for mark in marks:
            yield self._figure(mark, line, Place(start, end, True))
        for place, case in self._clauses[self._clause(start) : self._clause(end)]:
            rows, span = self._rows_of(case), self._span(place)
            notes = case.notes if rows else _refused(case)
            if notes:
                yield Judged(span, self._words(span), self._fired(notes), rows)
        yield from self._hidden(marks, start, end)

    def _figure(self, mark: Token, line: TextLine, sentence: Place) -> Judged:
        place = place_of(mark)
        span = self._span(place)
        case = self._trace.case(place)
        if self._prose.in_table(span.start):
            return self._in_table(span)
        rows = self._rows_of(case)
        notes = list(case.notes)
        if rows:
            if not any(note.rule in OF_NAME for note in notes):
                notes.append(Noted(Rule.IN_RUN, place))
            if self._flat.is_mended(place.start, place.end):
                notes.append(Noted(Rule.MENDED, place))
            if any(row.duplicate_of for row in rows):
                notes.append(Noted(Rule.SAID_AGAIN, place))
        else:
            said = next((note for note in notes if note.rule in NO_ROW), None)
            if said is None or self._numbers(mark, sentence):
                said = Noted(self._why(mark, case, line, sentence), place)
            notes = [said]
        return Judged(span, self._words(span), self._fired(notes), rows)

    def _why(self, mark: Token, case: Finds, line: TextLine, sentence: Place) -> Rule:
        """Why a figure is no row, where no rule has said so: by what it is, and by what is said around it."""
        if line.furniture:
            return Rule.FURNITURE
        if self._numbers(mark, sentence):
            return Rule.ORDINAL
        if case.rows:
            return Rule.IN_TABLE
        if any(note.rule is Rule.ONLY_FIGURES for note in self._trace.case(sentence).notes):
            return Rule.ONLY_FIGURES
        return _NOTHING.get(mark.kind) or (_seeming(mark) if mark.kind is MarkKind.SPENT else _unnamed(mark))

    def _numbers(self, mark: Token, sentence: Place) -> bool:
        """Whether a figure only numbers its sentence: 1、, (2)."""
        at_its_head = mark.start - sentence.start <= 1 and not mark.unit
        return at_its_head and level_of(self._flat.text[sentence.start : sentence.end]) is not None

    def _in_table(self, span: Span) -> Judged:
        """A figure of a table: its row is that of its cell, or the one that quotes it."""
        words = self._words(span)
        at = bisect_right(self._lines, span.start) - 1
        beside = self._tabled[self._lines[at]] if at >= 0 else []
        rows = tuple(row for row in beside if _touch(row.span, span) or _is_growth_of(row, span, words))
        rule = Rule.TABLE_ROW if rows else Rule.IN_TABLE
        return Judged(span, words, (Fired(rule, words),), rows)

    def _hidden(self, marks: list[Token], start: int, end: int) -> Iterator[Judged]:
        """Digits that are no figure: in a quoted name, of two readings, among letters."""
        taken = {at for mark in marks for at in range(mark.start, mark.tail)}
        for digits in _DIGITS.finditer(self._flat.text, start, end):
            if any(self._flat.text[at].isdigit() and at not in taken for at in range(*digits.span())):
                span = self._span(Place(*digits.span()))
                words = self._words(span)
                yield Judged(span, words, (Fired(self._why_hidden(digits.start()), words),))

    def _why_hidden(self, at: int) -> Rule:
        if self._flat.shape[at] != OPAQUE:
            return Rule.LETTERS
        while self._flat.shape[at - 1] == OPAQUE:
            at -= 1
        return Rule.QUOTED if self._flat.text[at - 1] in _OPENING else Rule.TWO_READINGS

    def _rows_of(self, case: Finds) -> tuple[Candidate, ...]:
        """The rows that the document gives for this place; one that a table states is that table's."""
        found = (self._by_place.get((self._span(Place(row.start, row.end)), row.name)) for row in case.rows)
        return tuple(row for row in found if row is not None)

    def _fired(self, notes: Iterable[Noted]) -> tuple[Fired, ...]:
        fired = (Fired(note.rule, self._words(self._span(note.looked)), _said(note.says)) for note in notes)
        return tuple(dict.fromkeys(fired))

    def _span(self, place: Place) -> Span:
        return Span(*self._flat.span(place.start, place.end))

    def _words(self, span: Span) -> str:
        return self._document.text[span.start : span.end]


def _refused(case: Finds) -> list[Noted]:
    """Why a thing or a goal is none."""
    return [note for note in case.notes if note.rule in NO_ROW]


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_growth_of(row: Candidate, span: Span, words: str) -> bool:
    """Whether a figure in the line of a table's row is its growth, in a cell of its own."""
    growth = row.stated.growth
    return growth is not None and _touch(row.quote_span, span) and str(abs(growth)) == words.strip("-%％")


_NOTHING = {
    MarkKind.DATE: Rule.DATE,
    MarkKind.MONTHS: Rule.DATE,
    MarkKind.RANK: Rule.RANK_OF_NOTHING,
    MarkKind.FOLD: Rule.WORDS_OF_NOTHING,
    MarkKind.EVEN: Rule.WORDS_OF_NOTHING,
    MarkKind.DIGITS: Rule.WORDS_OF_NOTHING,
}


def _seeming(mark: Token) -> Rule:
    """What only looks like a figure."""
    if mark.unit_kind == "rank":
        return Rule.ORDINAL
    return Rule.SPAN_OR_SIZE if mark.unit_kind in ("span", "spec") else Rule.NO_NUMBER


def _unnamed(mark: Token) -> Rule:
    """A figure of which nothing is said."""
    if mark.unit_kind == "points":
        return Rule.POINTS_OF_NOTHING
    return Rule.GROWTH_OF_NOTHING if mark.unit_kind in ("percent", "times") else Rule.NO_NAME


def _said(says: object) -> Period | str:
    """What a rule said, in words of the text."""
    if isinstance(says, Period | str):
        return says
    if isinstance(says, Label):
        return says.name
    if isinstance(says, list):
        return "、".join(one.name if isinstance(one, Draft) else str(one) for one in says)
    if isinstance(says, tuple):
        return "-".join(str(one) for one in says)
    return str(says) if isinstance(says, int) and not isinstance(says, bool) and says > 1900 else ""
