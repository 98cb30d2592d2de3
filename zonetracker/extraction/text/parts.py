"""What holds under a heading: which year a part of the document is about, and whether it looks back or plans."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.text import time_words as say
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.extraction.text.written import FULL_DATE
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame, Genre
from zonetracker.words.months import months_in_prose

_BODY = 3000
_STATED = re.compile(
    r"(?:达到?|超过?|突破|增长|下降|提高|增至|升至|降至|增加|完成|实现|占|为|要)[^，。；\d]{0,4}\d[\d.]*(?:%|[^\d，。年月日、]{0,3}[元吨家个倍亩里人米])"
)
"""A heading that states a figure of its own (某市：2025年产值突破800亿元) speaks for itself, not for what follows."""
_LEADS = frozenset("第一二三四五六七八九十(123456789明下今")
"""What such a heading begins with: its number, or the time that it is about."""


_CAPTION = re.compile(r"附?[图表][一二三四五六七八九十\d]{1,3}|.{0,8}(?:19|20)\d\d年?[-~至到]{1,2}(?:19|20)\d\d年")
"""图1 2004-2008年…: what a chart shows says nothing of the text that follows."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What holds under a heading of this level; `said` where the text, not the heading, turned it."""

    level: int
    period: Period
    said: bool = False


class Parts:
    """The parts that are open at a line, the outermost first; a deeper heading holds within a higher one."""

    def __init__(self, frame: Frame, flat: Flat, lines: list[TextLine]) -> None:
        self.frame = frame
        self.flat = flat
        self._bodies = _bodies(lines, flat)
        self._document = self._of_document()
        told = (line.start for line in lines if not line.furniture)
        self._headline = next(told, None) if frame.genre is Genre.PRESS else None
        self._plans_from = self._where_it_plans(lines) if frame.genre is Genre.REVIEW_AND_PLAN else 0
        self._open: tuple[_Part, ...] = ()
        self._level = 0
        self.ruled = False
        """Whether a heading, not the text, says what holds."""

    @property
    def numbered(self) -> bool:
        """Whether a numbered heading holds."""
        return any(part.level > 0 for part in self._open)

    @property
    def period(self) -> Period:
        """What the innermost part holds; without one what the document does."""
        return self._open[-1].period if self._open else self._document

    def _of_document(self) -> Period:
        frame = self.frame
        if frame.plan:
            return Period(Kind.TARGET, frame.now, None, False, "document")
        return Period(Kind.ACTUAL, frame.past, self._keep_months(), False, "document")

    def heading(self, line: TextLine) -> bool:
        """Go on to a heading; whether it is one of a part, and not the document's own title."""
        piece = self.flat.text[line.start : line.end]
        if is_title(piece):
            return False
        level = level_of(piece)
        if level is None:
            self._unnumbered(line, piece)
        else:
            self._numbered(line, piece, level)
        return True

    def _unnumbered(self, line: TextLine, piece: str) -> None:
        states = _STATED.search(piece) is not None and say.PART_NOUN.search(piece) is None
        if states or line.start == self._headline:
            return
        found = self.announced(piece)
        if found is None and not self.ruled and _may_be_either(piece):
            found = self._weighed(line)
        if found is not None:
            plain = say.LOOK_BACK.search(piece) or say.LOOK_AHEAD.search(piece) or say.EITHER.search(piece)
            self.enter(0, found, said=plain is None and found.kind is Kind.ACTUAL)

    def _numbered(self, line: TextLine, piece: str, level: int) -> None:
        found = self.announced(piece)
        firm = any(not part.said for part in self._open if part.level < level)
        if firm and say.PART_NOUN.search(piece) is None and say.YEAR_ONLY.search(piece) is None:
            found = None
        if found is None and not firm and _may_be_either(piece):
            found = self._weighed(line)
        self.enter(level, found)

    def enter(self, level: int, found: Period | None, *, said: bool = False) -> None:
        """A heading of this level: what stood deeper ends; without a word of its own it goes on like the one before."""
        outer = [part for part in self._open if part.level < level]
        same = [part for part in self._open if part.level == level]
        firm = any(not part.said for part in outer)
        if found is not None:
            same = [_Part(level, found, said)]
        elif same and same[-1].said and firm:
            same = []
        self._level = level
        self._opened(*outer, *same[-1:])

    def lead(self, piece: str) -> bool:
        """A paragraph or sentence that begins with a heading (二、2023年工作打算。…); whether it opens a part."""
        if piece[:1] not in _LEADS:
            return False
        label = say.LABELLED.match(piece)
        if label is not None and say.PART_NOUN.search(label["words"]) and not is_title(label["words"]):
            turned = self.announced(label["words"])
            if turned is not None:
                soon = self.frame.past == self.frame.now and "年" not in label["words"]
                if soon and say.OF_THIS_YEAR.search(piece[:40]):
                    turned = turned._replace(year=self.frame.now)
                self.turn(turned)
            return False
        lead = say.LEAD.match(piece)
        if lead is None or say.PART_NOUN.search(lead["words"]) is None:
            lead = say.RUN_ON.match(piece)
        if lead is None or is_title(lead["words"]):
            return False
        words = lead["words"]
        plain = (
            say.LOOK_BACK.search(words) or say.LOOK_AHEAD.search(words) or (say.EITHER.search(words) and "年" in words)
        )
        found = self.announced(words) if plain and say.PART_NOUN.search(words) else None
        if found is not None:
            self.enter(level_of(piece) or 2, found)
        return found is not None

    def turn(self, period: Period) -> None:
        """The text itself says that from here on something else holds."""
        parts = [part for part in self._open if part.level < self._level]
        self._opened(*parts, _Part(self._level, period, True))

    def back(self) -> None:
        """What the text itself said to plan (今年目标为:…) is over, where no heading says so."""
        if self._open and not self.ruled and self.period.kind is Kind.TARGET and self.period.why == "text":
            self._opened()

    def _opened(self, *parts: _Part) -> None:
        self._open = parts
        self.ruled = any(not part.said for part in parts)

    @rule(Rule.TIME_OF_HEADING)
    def announced(self, piece: str) -> Period | None:
        """The period that a heading plainly announces."""
        frame = self.frame
        back, ahead = _last(say.LOOK_BACK, piece), _last(say.LOOK_AHEAD, piece)
        years = [int(year) for year in say.YEAR_ONLY.findall(piece)]
        if ahead and say.MET.search(piece) and not say.WILL.search(piece):
            ahead = None
        if back and (ahead is None or ahead.start() < back.start() or "回顾" in piece):
            year = max(years) if years else frame.past
            alone = not say.ALSO_ONE_YEAR.search(piece)
            several = bool(say.FIVE_YEARS.search(piece)) and alone
            plan = say.PLAN_NAME.search(piece) if alone else None
            five = plan is not None and plan_years(plan[1])[1] == year
            return Period(Kind.ACTUAL, self._capped(year), self._months_of(piece), several, "heading", five_years=five)
        if ahead and not frame.yearbook:
            over = bool(years) and frame.past is not None and max(years) <= frame.past
            if over:
                return Period(Kind.ACTUAL, max(years), self._months_of(piece), False, "heading")
            return self._planned(years, piece)
        if years and re.match(r"\D{0,8}(?:19|20)\d\d", piece):
            return self._dated_heading(years[0], piece)
        return self._plan_heading(piece)

    def _plan_heading(self, piece: str) -> Period | None:
        """A heading that names a five-year plan wholly gone by, or wholly to come."""
        plan, past = say.PLAN_NAME.search(piece), self.frame.past
        if plan is None or past is None or self.frame.yearbook:
            return None
        begins = plan_years(plan[1])[0]
        if begins > past:
            return Period(Kind.TARGET, begins + 4, None, True, "heading")
        return Period(Kind.ACTUAL, past, None, True, "heading") if begins + 4 <= past else None

    def _dated_heading(self, year: int, piece: str) -> Period | None:
        frame = self.frame
        if "--" in piece or "月" in piece or "报告" in piece or FULL_DATE.search(piece) or _CAPTION.match(piece):
            return None
        later = frame.now is not None and frame.past is not None and year > frame.past and not frame.yearbook
        if later:
            return Period(Kind.TARGET, year, None, False, "heading")
        months = self._months_of(piece) if year == frame.past else months_in_prose(piece)
        return Period(Kind.ACTUAL, year, months, False, "heading")

    def _planned(self, years: list[int], piece: str) -> Period:
        plan = say.PLAN_NAME.search(piece)
        ahead = self.frame.ahead
        if ahead is not None and not years and not plan and say.FIVE_AHEAD.search(piece):
            ahead += 4
        elif self.frame.past == self.frame.now and say.OF_THIS_YEAR.search(piece):
            ahead = self.frame.now
        ends = plan_years(plan[1])[1] if plan else None
        near = [year for year in years if ends is None or year <= ends]
        year = max(near) if near else ends or ahead
        return Period(Kind.TARGET, year, None, bool(plan), "heading")

    def _where_it_plans(self, lines: list[TextLine]) -> int:
        """Where the first heading is that looks ahead; what stands before it looks back."""
        for line in lines:
            piece = self.flat.text[line.start : line.end]
            if line.start in self._bodies and say.LOOK_AHEAD.search(piece) and not is_title(piece):
                return line.start
        return 0

    @rule(Rule.HEADING_WEIGHED)
    def _weighed(self, line: TextLine) -> Period | None:
        """A heading that may open either (重点工作): the words of its part decide."""
        frame = self.frame
        if frame.yearbook:
            return None
        body = self.flat.text[line.end : self._bodies.get(line.start, line.end)]
        back, ahead = len(say.REPORTED.findall(body)), len(say.WILL.findall(body))
        planning = say.PLANNING.search(self.flat.text, line.start, line.end) is not None
        if back > ahead + planning or (back >= ahead and line.start < self._plans_from):
            return Period(Kind.ACTUAL, frame.past, self._keep_months(), False, "heading")
        return Period(Kind.TARGET, frame.ahead, None, False, "heading")

    def _capped(self, year: int | None) -> int | None:
        past = self.frame.past
        return past if year is None or (past is not None and year > past and self.frame.speech) else year

    def _months_of(self, piece: str) -> tuple[int, int] | None:
        """The months that a heading names, else those that the document is about."""
        return months_in_prose(piece) or self._keep_months()

    def _keep_months(self) -> tuple[int, int] | None:
        return None if self.frame.speech else self.frame.months


def is_title(piece: str) -> bool:
    """Whether a heading is a title of the whole, which announces no part (2022年工作总结和2023年工作打算)."""
    if say.LOOK_BACK.search(piece) is None and "情况" not in piece:
        return False
    years = len(set(say.YEAR_ONLY.findall(piece)))
    if (years > 1 and say.PLANNING.search(piece)) or say.BOTH_TITLED.search(piece):
        return True
    return say.LOOK_AHEAD.search(piece) is not None and (years > 1 or say.TITLE_END.search(piece) is not None)


def _may_be_either(piece: str) -> bool:
    """Whether a heading says neither 'done' nor 'to be done' (重点工作): not one that tells of goals met."""
    return say.EITHER.search(piece) is not None and (
        say.MET.search(piece) is None or say.WILL.search(piece) is not None
    )


def _last(pattern: re.Pattern[str], piece: str) -> re.Match[str] | None:
    found = list(pattern.finditer(piece))
    return found[-1] if found else None


def _bodies(lines: list[TextLine], flat: Flat) -> dict[int, int]:
    """Where the part of each heading ends: before the next heading that is as high, or of no known height."""
    ends: dict[int, int] = {}
    waiting: list[tuple[int, int]] = []
    for line in lines:
        if not line.heading:
            continue
        level = level_of(flat.text[line.start : line.end]) or 0
        while waiting and waiting[-1][1] >= level:
            start, _ = waiting.pop()
            ends[start] = min(line.start, start + _BODY)
        waiting.append((line.start, level))
    for start, _ in waiting:
        ends[start] = min(len(flat.text), start + _BODY)
    return ends
