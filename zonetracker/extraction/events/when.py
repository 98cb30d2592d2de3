"""When an event is, and whether it is still to come: by the time and the words of its own clause, else of its part."""

from __future__ import annotations

import re
from typing import NamedTuple

from zonetracker.extraction.sentences.deadlines import deadline_of
from zonetracker.extraction.text.intent import Intent, last_intent
from zonetracker.extraction.text.periods import Period, lies_ahead
from zonetracker.extraction.text.time_words import COMES, PLANNED
from zonetracker.extraction.text.times import Role, Time, Timeline
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame

_COMING = re.compile(
    rf"力争|确保|(?<!成功)争取(?!到)|{COMES}|拟|{PLANNED}(?!内|外)|即将|有望"
    r"|预计(?=.{0,8}(?:明年|年底|年内|\d+月|20\d\d年))|可(?:按计划)?$"
)
_APPROVED = re.compile("，?经[^，。；]{2,16}(?:批准|批复|同意|审核|评审|认定)，")
_APPROVED_LONG = 34
_DEED = re.compile(r"已|顺利|成功|提前|了$")
_NAMED = re.compile("“[^“”]*”|《[^《》]*》")
"""“启航计划”启动: what a name says wills nothing."""
_COSTED = re.compile(r"(?:计划|预计|估算)?总?投资[^，的]{1,30}的")


class When(NamedTuple):
    """The kind and year of an event, and by when it is wanted; `by_word` where its own words turned the kind."""

    kind: Kind
    year: int | None
    deadline: str | None
    by_word: bool


class VerbAt(NamedTuple):
    """Where an event stands in flat text: its clause begins at `start`, its verb at `verb`."""

    sentence: int
    start: int
    verb: int


class Almanac:
    """Dates the events of a document."""

    def __init__(self, text: str, times: Timeline, frame: Frame) -> None:
        self._text = text
        self._times = times
        self._frame = frame

    def when(self, place: VerbAt, period: Period) -> When:
        """Of an event in a sentence of `period`."""
        own = self._own(place)
        words = _COSTED.sub("", _NAMED.sub("", self._text[place.start : place.verb]))
        coming = _COMING.search(words) is not None
        time = own or self._before(place)
        ahead = coming or self._lies_ahead(own, words)
        kind = Kind.TARGET if ahead else period.kind
        said = time if kind is Kind.TARGET or (time is not None and (time.named or time.moment)) else own
        year = self._year(said, kind, period)
        deadline = self._deadline(time, year, period) if kind is Kind.TARGET else None
        return When(kind, year, deadline, kind is not period.kind)

    def goal(self, start: int, at: int, period: Period) -> When:
        """Of a goal without a number at flat `at`: the last word of will or deed in its sentence turns it."""
        intent = last_intent(self._text[start:at])
        kind = Kind.TARGET if intent is not None and intent[0] is Intent.WILL else period.kind
        return When(kind, self._year(None, kind, period), None, kind is not period.kind)

    def _own(self, place: VerbAt) -> Time | None:
        """The last time of the event's own clause."""
        near = [time for time in self._times.within(place.start, place.verb) if time.dates and not time.whole]
        return near[-1] if near else None

    def _before(self, place: VerbAt) -> Time | None:
        """A time that stands alone before the comma: 6月底前，…."""
        near = self._times.within(max(place.sentence, place.start - _APPROVED_LONG), place.start)
        alone = near and near[-1].dates and self._stands_alone(near[-1].end, place.start)
        return near[-1] if alone else None

    def _stands_alone(self, end: int, start: int) -> bool:
        """2000年2月，成为…; 2000年2月，经国务院批准，成为…: who agreed parts no event from its time."""
        return start - end <= 1 or _APPROVED.fullmatch(self._text, end, start) is not None

    def _lies_ahead(self, time: Time | None, words: str) -> bool:
        """Whether a time alone makes an event one to come: a year after the text's, 年底前 without a deed."""
        if time is None or self._frame.now is None:
            return False
        if time.year is not None and time.year > self._frame.now:
            return True
        past = time.year is not None and time.year <= (self._frame.past or time.year)
        return time.role is Role.BY and time.months is not None and not past and _DEED.search(words) is None

    def _year(self, time: Time | None, kind: Kind, period: Period) -> int | None:
        """The year said in the clause, else that of the part; what a review wills is of the year that is planned."""
        if time is not None and time.year is not None and not time.several:
            return time.year
        frame = self._frame
        willed = kind is Kind.TARGET and period.kind is Kind.ACTUAL and period.year == frame.past
        if willed and frame.now != frame.past and frame.ahead is not None and period.why != "heading":
            return frame.ahead
        return period.year

    def _deadline(self, time: Time | None, year: int | None, period: Period) -> str | None:
        """By when a goal is wanted: 6月底前, 上半年, 4月, and a year beyond the one that is planned."""
        if year is None:
            return None
        if time is None:
            return period.wanted_by(year, self._frame.now)
        if time.end_of or (time.months is not None and time.months != (1, 12)):
            return deadline_of(time, year)
        late = time.named and not time.plan and lies_ahead(self._frame.now, year, by_then=time.role is Role.BY)
        return str(year) if late and time.year == year else None
