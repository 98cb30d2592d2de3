"""One stage of extraction alone: a sentence of our own, cut into marks, under a period that the test chooses."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import Token, find_marks
from zonetracker.extraction.sentences.clause import Carry, Clause, Scene
from zonetracker.extraction.text.flat import Flat, flatten
from zonetracker.extraction.text.periods import Period
from zonetracker.lexicon.words import default_lexicon
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame

LEXICON = default_lexicon()
FRAME = Frame(now=2023, past=2022, ahead=2023)
REVIEW = Period(Kind.ACTUAL, 2022)
PLAN = Period(Kind.TARGET, 2023)
Stage = TypeVar("Stage", bound=Clause)


def flat_of(text: str) -> Flat:
    return flatten(Document(text))


def marks_of(text: str) -> list[Token]:
    return find_marks(flat_of(text).shape, LEXICON)


def stage_on(stage: type[Stage], text: str, period: Period = REVIEW, *rows: Draft, frame: Frame = FRAME) -> Stage:
    """The stage before the whole of `text` as one sentence, after the rows that were read already."""
    flat = flat_of(text)
    made = stage(Scene(LEXICON, flat.text, flat.shape, frame), 0, len(flat.text), marks_of(text), period, Carry())
    for row in rows:
        made.add(row)
    return made


def lead_of(stage: Clause, index: int = 0, *, used: bool = False) -> tuple[int, str]:
    """Where the clause of a figure begins, and its words before the figure; `used` where a row has the one before."""
    at = stage.marks[index].start
    if used:
        stage.last_end = stage.marks[index - 1].tail
    start = max(stage.last_end, *(stage.text.rfind(stop, 0, at) + 1 for stop in "，；。:("))
    return start, stage.text[start:at]


def row_before(name: str, figure: str = "", unit: str = "亿元", unit_kind: str = "money") -> Draft:
    """A row that the sentence has given before; its place is before the text."""
    row = Draft(0, 0, 0, 0, name, name, year=2022, unit_kind=unit_kind)
    if figure:
        row.value, row.unit = Decimal(figure), unit
    return row
