"""The whole road from a document to its rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.events.milestones import Milestones
from zonetracker.extraction.events.relatives import Relatives
from zonetracker.extraction.events.when import Almanac
from zonetracker.extraction.figures.tokens import Token, find_marks
from zonetracker.extraction.judging.confidence import GUESSED, judge, unsettled
from zonetracker.extraction.judging.doubts import doubt_twice_named, note_doubts
from zonetracker.extraction.judging.evidence import Grounds, Witness
from zonetracker.extraction.judging.misread import doubt_misread
from zonetracker.extraction.judging.repeats import mark_repeats
from zonetracker.extraction.judging.tiers import mark_tiers
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.sentences.assemble import Assembler
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.sentences.deadlines import set_due_of_item
from zonetracker.extraction.sentences.labels import name_by_entry
from zonetracker.extraction.tables.candidates import TableContext
from zonetracker.extraction.tables.rows import ContextAt, table_places, with_tables
from zonetracker.extraction.tables.typed import with_typed_tables
from zonetracker.extraction.text.clock import Clock
from zonetracker.extraction.text.flat import Flat, flatten
from zonetracker.extraction.text.frame import read_frame
from zonetracker.extraction.text.structure import (
    TextLine,
    entries_of_lines,
    level_of,
    own_places,
    places_of_lines,
    sentences,
    split_lines,
)
from zonetracker.lexicon.words import Lexicon, default_lexicon
from zonetracker.model.facts import Candidate, FactType, Kind, Span, Stated
from zonetracker.model.reports.frame import Frame
from zonetracker.support.errors import RefusalCode
from zonetracker.support.job import Job, Step, finish

_MASKED_PLACE = re.compile(r"\*+(?:项目|·|市|省|区|县)?")
_STEP = 20_000
_start_of = attrgetter("start")


def extract(document: Document, lexicon: Lexicon | None = None) -> list[Candidate]:
    """The rows of a document in reading order; any text gives rows or none."""
    return finish(extract_job(document, lexicon))


def extract_job(document: Document, lexicon: Lexicon | None = None, name: str = "") -> Job[list[Candidate]]:
    """`extract` as a job: a step every few thousand characters, closing it cancels.

    Raises Refusal for more rows than anybody reviews, with the `name` that the clerk knows the document by.
    """
    lexicon = lexicon or default_lexicon()
    document = with_typed_tables(document)
    return (yield from rows_of(Prose(document, lexicon), document, lexicon, name))


def rows_of(prose: Prose, document: Document, lexicon: Lexicon, name: str = "") -> Job[list[Candidate]]:
    """The rows of a document from the stages that read its prose, those of its tables among them."""
    drafts = yield from prose.drafts(name)
    for draft in drafts:
        draft.name = lexicon.corrected(_MASKED_PLACE.sub("", draft.name) if "*" in draft.name else draft.name)
        note_doubts(draft, prose.frame, lexicon, prose.namer)
        if prose.flat.slips and prose.flat.is_mended(
            min(draft.quote_start, draft.start), max(draft.quote_end, draft.end)
        ):
            draft.doubt("ocr_slip")
    mark_repeats(drafts)
    mark_tiers(drafts, prose.flat.text)
    doubt_twice_named(drafts)
    judge(drafts)
    for number, draft in enumerate(drafts, start=1):
        draft.id = f"t{number}"
        if not prose.frame.certain:
            draft.doubt(GUESSED)
    found = [_candidate(draft, prose.flat, document, lexicon) for draft in drafts]
    rows = with_tables(document, found, prose.stand.at, lexicon.learned)
    _refuse_more(len(rows), name)
    rows = doubt_misread(rows, document)
    return rows if prose.frame.certain else [unsettled(row) for row in rows]


def frame_of(document: Document) -> Frame:
    """What a document says of time as a whole, and by what evidence."""
    flat = flatten(with_typed_tables(document))
    return read_frame(document, flat, split_lines(flat))


class Prose:
    """The stages that read a document line by line; `stand` notes what holds where, for its tables."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self.flat = flat = flatten(document)
        self.lines = split_lines(flat)
        self.frame = read_frame(document, flat, self.lines)
        self.marks = find_marks(flat.shape, lexicon)
        self._starts = [mark.start for mark in self.marks]
        self.clock = Clock(self.frame, flat, self.lines)
        self.places = own_places(flat)
        self.assembler = Assembler(lexicon, flat.text, flat.shape, self.frame, self.places, self.clock.times)
        self.namer = self.assembler.namer
        self.almanac = Almanac(flat.text, self.clock.times, self.frame)
        self.milestones = Milestones(lexicon, self.namer, flat, self.almanac)
        self.relatives = Relatives(self.namer, flat, self.almanac)
        self.witness = Witness(flat, self.frame)
        self.in_table = table_places(document)
        self._places = places_of_lines(flat, self.lines)
        self._entries = entries_of_lines(flat, self.lines)
        self.stand = ContextAt(TableContext(self.frame.past, Kind.ACTUAL, places=self.places))

    def drafts(self, name: str = "") -> Job[list[Draft]]:
        """The rows of the prose in reading order."""
        found: list[Draft] = []
        shown = 0
        for place, line in enumerate(self.lines):
            if line.start - shown > _STEP:
                shown = line.start
                yield Step(line.start, len(self.flat.text), "")
            if not line.furniture:
                told = not line.heading or self._is_listed(place)
                found += self._line(line, told, limits.ROWS - len(found))
                _refuse_more(len(found), name)
        return found

    def _is_listed(self, place: int) -> bool:
        """Whether a numbered line that looks like a heading is one of a list, as the line beside it is numbered too."""
        level = self._level(place)
        return level is not None and level in (self._level(place - 1), self._level(place + 1))

    def _level(self, place: int) -> int | None:
        if not 0 <= place < len(self.lines) or not self.lines[place].heading:
            return None
        return level_of(self.flat.text[self.lines[place].start : self.lines[place].end].strip())

    def _line(self, line: TextLine, told: bool, most: int) -> list[Draft]:
        """The rows of a line; it is left where there are more than `most`."""
        place = self.flat.source(line.start)
        if not self.in_table(place):
            holds = self.clock.line(line)
            self.stand.note(place, TableContext(holds.year, holds.kind, line.section, self.places))
        self.witness.line(line)
        carry = Carry(place=self._places.get(line.start, ""))
        entry = self._entries.get(line.start, "")
        self.milestones.enter(entry)
        found: list[Draft] = []
        for start, end in sentences(self.flat.shape, line.start, line.end):
            found += self.sentence(line, start, end, carry, told)
            if len(found) > most:
                break
        set_due_of_item(self.flat.text, self.clock.times, line.end, found)
        for draft in found:
            draft.section = line.section
            if draft.type is FactType.QUANTITY and carry.place not in draft.name:
                draft.name = carry.place + draft.name
            if entry:
                name_by_entry(draft, entry, self.flat.text)
            if line.heading:
                draft.doubt("heading")
        return found

    def marks_in(self, start: int, end: int) -> list[Token]:
        """The marks that begin in flat start..end."""
        first = bisect_left(self._starts, start)
        return self.marks[first : bisect_left(self._starts, end, first)]

    def sentence(self, line: TextLine, start: int, end: int, carry: Carry, told: bool) -> list[Draft]:
        """The rows of one sentence of a line, in reading order."""
        period = self.clock.sentence(start, end)
        marks = self.marks_in(start, end)
        rows = self.assembler.sentence(start, end, marks, period, carry) if marks else []
        if told or line.caption:
            rows += self.milestones.sentence(start, end, rows, period, line.caption)
        if told:
            rows += self.relatives.sentence(start, end, marks, period)
        for draft, grounds in self.witness.sentence(start, end, rows):
            self.weigh(draft, grounds)
        return sorted(rows, key=_start_of) if len(rows) > 1 else rows

    def weigh(self, draft: Draft, grounds: Grounds) -> None:
        """Give a figure the share that a second opinion gives its year and kind."""
        self.witness.weigh(draft, grounds)


def _refuse_more(count: int, name: str) -> None:
    if count > limits.ROWS:
        raise refusal(RefusalCode.READ_ROWS, name, rows=limits.ROWS)


def _candidate(draft: Draft, flat: Flat, document: Document, lexicon: Lexicon) -> Candidate:
    start, end = flat.span(draft.start, draft.end)
    quote_start, quote_end = flat.span(min(draft.quote_start, draft.start), max(draft.quote_end, draft.end))
    unit = draft.unit
    if unit is not None and "(" in unit and "（" in document.text[start:end]:
        unit = unit.replace("(", "（").replace(")", "）")
    stated = Stated(draft.value, draft.high, unit, draft.bound, draft.growth, draft.growth_high, draft.growth_bound)
    return Candidate(
        draft.id,
        draft.kind,
        draft.type,
        draft.year,
        draft.period,
        draft.name,
        stated,
        Span(start, end),
        Span(quote_start, quote_end),
        document.text[quote_start:quote_end],
        parent=draft.parent.name if draft.parent is not None else None,
        masked=draft.masked,
        stretch=draft.stretch,
        deadline=draft.deadline,
        duplicate_of=draft.first.id if draft.first is not None else None,
        section=draft.section,
        confidence=draft.confidence,
        reasons=tuple(draft.reasons),
    )
