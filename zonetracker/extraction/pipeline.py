"""The whole road from a document to its rows."""

from __future__ import annotations

import re

from zonetracker.extraction.document import Document
from zonetracker.extraction.figures.tokens import find_marks
from zonetracker.extraction.judging.confidence import confidence_of, note_doubts
from zonetracker.extraction.judging.repeats import mark_repeats
from zonetracker.extraction.sentences.assemble import Assembler
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.milestones import Milestones
from zonetracker.extraction.sentences.relatives import relatives
from zonetracker.extraction.tables.rows import ContextAt, table_places, with_tables
from zonetracker.extraction.tables.table import TableContext
from zonetracker.extraction.tables.typed import with_typed_tables
from zonetracker.extraction.text.flat import Flat, flatten
from zonetracker.extraction.text.frame import read_frame
from zonetracker.extraction.text.periods import Clock
from zonetracker.extraction.text.structure import own_places, sentences, split_lines
from zonetracker.lexicon.words import Lexicon, default_lexicon
from zonetracker.model.facts import Candidate, Kind, Span, Stated
from zonetracker.support.job import Job, Step, finish

_MASKED_PLACE = re.compile(r"\*+(?:项目|·|市|省|区|县)?")


def extract(document: Document, lexicon: Lexicon | None = None) -> list[Candidate]:
    """The rows of a document in reading order; any text gives rows or none."""
    return finish(extract_job(document, lexicon))


def extract_job(document: Document, lexicon: Lexicon | None = None) -> Job[list[Candidate]]:
    """`extract` as a job: a step every few thousand characters, closing it cancels."""
    lexicon = lexicon or default_lexicon()
    document = with_typed_tables(document)
    flat = flatten(document)
    lines = split_lines(flat)
    frame = read_frame(document, flat, lines)
    marks = find_marks(flat.shape, lexicon)
    clock = Clock(frame, flat, lines)
    assembler = Assembler(lexicon, flat.text, flat.shape, frame, own_places(flat))
    milestones = Milestones(lexicon, assembler.namer, flat)
    drafts: list[Draft] = []
    in_table = table_places(document)
    stand = ContextAt(TableContext(frame.past, Kind.ACTUAL))
    at = 0
    shown = 0
    for line in lines:
        if line.start - shown > 20000:
            shown = line.start
            yield Step(line.start, len(flat.text), "")
        if line.furniture:
            continue
        place = flat.source(line.start)
        if not in_table(place):
            holds = clock.line(line)
            stand.note(place, TableContext(holds.year, holds.kind, line.section))
        carry = Carry()
        for start, end in sentences(flat.shape, line.start, line.end):
            while at < len(marks) and marks[at].start < start:
                at += 1
            first = at
            while at < len(marks) and marks[at].start < end:
                at += 1
            period = clock.sentence(start, end)
            here = marks[first:at]
            rows = assembler.sentence(start, end, here, period, carry) if here else []
            if not line.heading or line.caption:
                rows += milestones.sentence(start, end, here, period, line.caption)
            if not line.heading:
                rows += relatives(flat, start, end, here, period, assembler.namer)
            rows.sort(key=lambda row: row.start)
            for draft in rows:
                draft.section = line.section
                if line.heading:
                    draft.doubt("heading")
            drafts += rows
    for draft in drafts:
        draft.name = _MASKED_PLACE.sub("", draft.name)
        draft.name = lexicon.corrected(draft.name)
        note_doubts(draft, frame, lexicon, assembler.namer)
    mark_repeats(drafts)
    for number, draft in enumerate(drafts, start=1):
        draft.id = f"t{number}"
    found = [_candidate(draft, flat, document, lexicon) for draft in drafts]
    return with_tables(document, found, stand.at, lexicon.learned)


def _candidate(draft: Draft, flat: Flat, document: Document, lexicon: Lexicon) -> Candidate:
    start, end = flat.span(draft.start, draft.end)
    quote_start, quote_end = flat.span(min(draft.quote_start, draft.start), max(draft.quote_end, draft.end))
    unit = draft.unit
    if unit is not None and "(" in unit and "（" in document.text[start:end]:
        unit = unit.replace("(", "（").replace(")", "）")
    stated = Stated(draft.value, draft.high, unit, draft.bound, draft.growth, draft.growth_high, draft.growth_bound)
    return Candidate(
        id=draft.id,
        kind=draft.kind,
        type=draft.type,
        year=draft.year,
        period=draft.period,
        name=draft.name,
        stated=stated,
        span=Span(start, end),
        quote_span=Span(quote_start, quote_end),
        quote=document.text[quote_start:quote_end],
        parent=draft.parent.name if draft.parent is not None else None,
        masked=draft.masked,
        deadline=draft.deadline,
        duplicate_of=draft.first.id if draft.first is not None else None,
        section=draft.section,
        confidence=confidence_of(draft, lexicon.folder),
        reasons=tuple(draft.reasons),
    )
