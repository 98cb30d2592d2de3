"""The classes that read, with their rules watched: what each says goes to the figure, clause or sentence at hand."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.events.milestones import Milestones, Passage
from zonetracker.extraction.events.relatives import Relatives
from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.pipeline import Prose
from zonetracker.extraction.rules import Rule
from zonetracker.extraction.sentences.assemble import Sentence
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.text.clock import Clock
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.parts import Parts
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.structure import TextLine
from zonetracker.extraction.text.times import Time
from zonetracker.extraction.trace import Place, Trace
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import Bound, FactType
from zonetracker.model.reports.frame import Frame

_WHY = {"heading": Rule.TIME_OF_HEADING, "text": Rule.TIME_HELD}


class WatchedParts(Parts):
    trace: Trace

    def turn(self, period: Period) -> None:
        """The text turned: where no rule has said so yet, the words of the paragraph did."""
        if self.trace.origin(period) is None:
            self.trace.note(Rule.TIME_OF_TEXT, period)
        super().turn(period)


class WatchedClock(Clock):
    trace: Trace

    def __init__(self, frame: Frame, flat: Flat, lines: list[TextLine]) -> None:
        super().__init__(frame, flat, lines)
        self._parts = self.trace.watched(WatchedParts)(frame, flat, lines)
        self.periods: dict[int, Period] = {}

    def line(self, line: TextLine) -> Period:
        """What is said of a line as a whole belongs to the line."""
        self.trace.about(Place(line.start, line.end, True))
        return super().line(line)

    def sentence(self, start: int, end: int) -> Period:
        """What is said of a sentence belongs to it; where nothing is, what held before."""
        place = Place(start, end, True)
        self.trace.about(place)
        period = super().sentence(start, end)
        self.periods[start] = period
        self.trace.about(place)
        if not any(isinstance(note.says, Period) for note in self.trace.case().notes):
            held = self._told.within(self._parts.period)
            origin = self.trace.origin(held)
            if origin is None:
                self.trace.note(_WHY.get(held.why, Rule.TIME_OF_DOCUMENT))
            else:
                self.trace.case().notes.append(origin)
        return period


class WatchedSentence(Sentence):
    trace: Trace

    def read(self) -> list[Draft]:
        """What is said before the first figure is said of the whole."""
        self.trace.about(Place(self.start, self.end, True))
        return super().read()

    def is_spent(self, index: int, lead: str, right: str) -> bool:
        """Each judge speaks of this figure, by its clause."""
        mark = self.marks[index]
        self._look_at(mark, mark.start - len(lead), mark.tail + len(right))
        return super().is_spent(index, lead, right)

    def _take(self, index: int, run: list[int]) -> int:
        mark = self.marks[index]
        self._look_at(mark, self._hard_before(mark.start, max(self.last_end, self.start)), mark.tail)
        return super()._take(index, run)

    def draft(self, mark: Token, quote_start: int, name: str, subject: str) -> Draft:
        """The year and kind of a row are those of its figure, by what stands before it in its sentence."""
        self._look_at(mark, self.start, mark.tail)
        return super().draft(mark, quote_start, name, subject)

    def add(self, draft: Draft) -> Draft:
        """A row of the figure that was drafted last."""
        if any(row is not draft for row in self.trace.case().rows):
            self.trace.note(Rule.EACH_OF_LIST, draft.name)
        self.trace.case().row(draft)
        return super().add(draft)

    def _set_year(self, draft: Draft, mark: Token, time: Time | None, before: str) -> None:
        if time is not None and (self.holds(time, mark) or (time.years and self._rules(time, mark, before))):
            rule = Rule.TIME_CARRIED if time is self.carried else Rule.TIME_SAID
            self.trace.note(rule, looked=Place(time.start, time.end))
        super()._set_year(draft, mark, time, before)

    def _fill_level(self, draft: Draft, mark: Token, bound: Bound | None) -> None:
        self.trace.case(place_of(mark)).row(draft)
        super()._fill_level(draft, mark, bound)

    def _fill_growth(self, draft: Draft, mark: Token, rise: int, bound: Bound | None) -> None:
        self.trace.case(place_of(mark)).row(draft)
        super()._fill_growth(draft, mark, rise, bound)

    def _look_at(self, mark: Token, start: int, end: int) -> None:
        self.trace.about(place_of(mark), Place(start, end))


class WatchedMilestones(Milestones):
    trace: Trace

    def _clause(self, part: Passage) -> list[Draft]:
        self.trace.about(Place(part.start, part.end))
        return super()._clause(part)

    def _row(self, part: Passage, verb: int, after: int, item: str, name: str, *doubts: str) -> Draft:
        row = super()._row(part, verb, after, item, name, *doubts)
        self.trace.case().row(row)
        return row


class WatchedRelatives(Relatives):
    trace: Trace

    def clause(self, at: int, stop: int, held: str, period: Period) -> list[tuple[int, str]]:
        """What is said of a clause belongs to it."""
        self.trace.about(Place(at, stop))
        return super().clause(at, stop, held, period)


class WatchedProse(Prose):
    """The stages with their rules watched; `heard` are the sentences with the period that held."""

    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        super().__init__(document, lexicon)
        self.trace = trace = Trace()
        self.clock: WatchedClock = trace.watched(WatchedClock)(self.frame, self.flat, self.lines)
        self.assembler.kind = trace.watched(WatchedSentence)
        self.milestones = trace.watched(WatchedMilestones)(lexicon, self.namer, self.flat, self.almanac)
        self.relatives = trace.watched(WatchedRelatives)(self.namer, self.flat, self.almanac)
        self.heard: list[tuple[TextLine, int, int]] = []

    def sentence(self, line: TextLine, start: int, end: int, carry: Carry, told: bool) -> list[Draft]:
        """The rows of a sentence; a goal without a number is a case of its own."""
        self.heard.append((line, start, end))
        rows = super().sentence(line, start, end, carry, told)
        for row in rows:
            if row.type is FactType.RELATIVE:
                self.trace.about(Place(row.quote_start, row.end))
                self.trace.note(Rule.GOAL_TIED, row.name)
                self.trace.case().row(row)
        return rows


def place_of(mark: Token) -> Place:
    """Where a figure stands."""
    return Place(mark.start, mark.end)
