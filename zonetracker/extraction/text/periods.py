"""Which year a stretch of text speaks of, and whether it looks back or plans: part, paragraph, sentence, in that order.

A heading rules its part, a paragraph may turn within it, a sentence may turn for itself; the narrower word wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zonetracker.extraction.text import time_words as say
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.frame import Frame
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.extraction.text.written import FULL_DATE
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.facts import Kind
from zonetracker.words.months import months_in_prose

_BODY = 3000


@dataclass(frozen=True, slots=True)
class Period:
    """The standing assumption about a line: what it reports, for which year, and how that was known."""

    kind: Kind
    year: int | None
    months: tuple[int, int] | None = None
    several: bool = False
    why: str = ""

    five_years: bool = False

    @property
    def plan_review(self) -> bool:
        """Whether the part looks back over a five-year plan."""
        return self.several or self.five_years


@dataclass(slots=True)
class _Part:
    """What holds under a heading of this level; `said` where the text, not the heading, turned it."""

    level: int
    period: Period
    said: bool = False


class Clock:
    """Walks the document and says, line by line and sentence by sentence, what period holds."""

    def __init__(self, frame: Frame, flat: Flat, lines: list[TextLine]) -> None:
        self.frame = frame
        self.flat = flat
        self._bodies = _bodies(lines, flat)
        self._opening_period = self._opening()
        self._parts: list[_Part] = []
        self._level = 0
        self._said: int | None = None
        self._sentence: Period | None = None
        self._turned: Period | None = None
        self._leaning: Period | None = None
        self._result_at: int | None = None
        self._spoken = False
        self._five_line = False

    def _opening(self) -> Period:
        frame = self.frame
        if frame.plan:
            return Period(Kind.TARGET, frame.now, None, False, "document")
        return Period(Kind.ACTUAL, frame.past, frame.months if not frame.speech else None, False, "document")

    @property
    def period(self) -> Period:
        """What holds in this part."""
        return self._parts[-1].period if self._parts else self._opening_period

    def line(self, line: TextLine) -> Period:
        """Move to the next line."""
        self._said = None
        self._sentence = None
        self._turned = None
        piece = self.flat.text[line.start : line.end]
        self._result_at = None
        if line.heading:
            self._heading(line, piece)
        else:
            self._paragraph(piece)
            self._lead(piece)
            label = say.RESULT_LABEL.search(piece)
            if label and _is_task(piece, label):
                self._result_at = line.start + label.start()
        spoken = bool(say.FIVE_YEARS.search(piece[:160])) or (not line.heading and "年均" in piece)
        self._spoken = spoken
        self._five_line = not line.heading and bool(say.FIVE_YEARS.search(piece[:24]))
        return replace(self.period, five_years=spoken)

    # headings -------------------------------------------------------------------------------------------------------

    def _heading(self, line: TextLine, piece: str) -> None:
        if _is_title(piece):
            return
        self._leaning = None
        level = level_of(piece)
        found = self._announced(piece)
        if level is None:
            ruled = any(not part.said for part in self._parts)
            if found is None and not ruled and _may_be_either(piece):
                found = self._weighed(line)
            if found is not None:
                self._enter(0, found)
                plain = say.LOOK_BACK.search(piece) or say.LOOK_AHEAD.search(piece) or say.EITHER.search(piece)
                self._parts[-1].said = plain is None and found.kind is Kind.ACTUAL
            return
        firm = any(not part.said for part in self._parts if part.level < level)
        if firm and say.PART_NOUN.search(piece) is None and say.YEAR_ONLY.search(piece) is None:
            found = None
        if found is None and not firm and _may_be_either(piece):
            found = self._weighed(line)
        self._enter(level, found)

    def _enter(self, level: int, found: Period | None) -> None:
        """A heading of this level: what stood deeper ends; without a word of its own it goes on like the one before."""
        outer = [part for part in self._parts if part.level < level]
        same = [part for part in self._parts if part.level == level]
        firm = any(not part.said for part in outer)
        if found is not None:
            same = [_Part(level, found)]
        elif same and same[-1].said and firm:
            same = []
        self._parts = [*outer, *same[-1:]]
        self._level = level

    def _lead(self, piece: str) -> None:
        """A paragraph or sentence that begins with a numbered heading: 二、2023年工作打算。…"""
        label = say.LABELLED.match(piece)
        if label is not None and say.PART_NOUN.search(label["words"]) and not _is_title(label["words"]):
            turned = self._announced(label["words"])
            if turned is not None:
                soon = self.frame.past == self.frame.now and "年" not in label["words"]
                if soon and say.OF_THIS_YEAR.search(piece[:40]):
                    turned = replace(turned, year=self.frame.now)
                self._turn(turned)
            return
        lead = say.LEAD.match(piece)
        if lead is None or say.PART_NOUN.search(lead["words"]) is None:
            lead = say.RUN_ON.match(piece)
        if lead is None or _is_title(lead["words"]):
            return
        words = lead["words"]
        plain = (
            say.LOOK_BACK.search(words) or say.LOOK_AHEAD.search(words) or (say.EITHER.search(words) and "年" in words)
        )
        found = self._announced(words) if plain and say.PART_NOUN.search(words) else None
        if found is not None:
            self._enter(level_of(piece) or 2, found)
            self._sentence = self._turned = None

    def _turn(self, period: Period) -> None:
        """The text itself says that from here on something else holds."""
        parts = [part for part in self._parts if part.level < self._level]
        self._parts = [*parts, _Part(self._level, period, True)]

    def _announced(self, piece: str) -> Period | None:
        """The period that a heading plainly announces."""
        frame = self.frame
        back, ahead = _last(say.LOOK_BACK, piece), _last(say.LOOK_AHEAD, piece)
        years = [int(year) for year in say.YEAR_ONLY.findall(piece)]
        if ahead and say.MET.search(piece) and not say.WILL.search(piece):
            ahead = None
        if back and (ahead is None or ahead.start() < back.start() or "回顾" in piece):
            year = max(years) if years else frame.past
            several = bool(say.FIVE_YEARS.search(piece)) and not say.ALSO_ONE_YEAR.search(piece)
            return Period(Kind.ACTUAL, self._capped(year), self._keep_months(), several, "heading")
        if ahead and not frame.yearbook:
            over = bool(years) and frame.past is not None and max(years) <= frame.past
            if over:
                return Period(Kind.ACTUAL, max(years), self._keep_months(), False, "heading")
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
        if "--" in piece or "月" in piece or "报告" in piece or FULL_DATE.search(piece):
            return None
        later = frame.now is not None and frame.past is not None and year > frame.past and not frame.yearbook
        return Period(Kind.TARGET if later else Kind.ACTUAL, year, None, False, "heading")

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

    def _weighed(self, line: TextLine) -> Period | None:
        """A heading that may open either (重点工作): the words of its part decide."""
        frame = self.frame
        if frame.yearbook:
            return None
        body = self.flat.text[line.end : self._bodies.get(line.start, line.end)]
        back, ahead = len(say.REPORTED.findall(body)), len(say.WILL.findall(body))
        planning = say.PLANNING.search(self.flat.text, line.start, line.end) is not None
        if back > ahead + planning:
            return Period(Kind.ACTUAL, frame.past, self._keep_months(), False, "heading")
        return Period(Kind.TARGET, frame.ahead, None, False, "heading")

    def _capped(self, year: int | None) -> int | None:
        past = self.frame.past
        return past if year is None or (past is not None and year > past and self.frame.speech) else year

    def _keep_months(self) -> tuple[int, int] | None:
        return None if self.frame.speech else self.frame.months

    # paragraphs -----------------------------------------------------------------------------------------------------

    def _paragraph(self, piece: str) -> None:
        frame = self.frame
        found = None if frame.yearbook else say.OPENING.match(piece[:90])
        if found is None:
            return
        if found["last"]:
            self._turn(Period(Kind.ACTUAL, frame.past, None, "五" in found["last"], "text"))
            return
        year = int(found["y"]) if found["y"] else frame.now if found["this"] == "今年" else frame.ahead
        if year is None or (piece.startswith("以来", found.end()) and year not in (frame.now, frame.past)):
            return
        now = self.period
        if frame.past is not None and year > frame.past:
            ahead = None if months_in_prose(piece[found.end() : found.end() + 8]) else _speaks_ahead(piece)
            period = Period(Kind.TARGET, year, None, False, "text")
            if ahead == 1 or (ahead == 0 and found["this"] in ("新的一年", "新一年")):
                self._turn(period)
            elif ahead == 0 and found["this"] and say.REPORTED.search(piece[:120]) is None:
                self._turned = period
        elif found["y"] and year == frame.past and now.kind is Kind.TARGET and found.start("y") < 3:
            if not re.search(r"将|之年|力争|确保", piece[:90]):
                self._turn(Period(Kind.ACTUAL, year, None, False, "text"))
        elif now.kind is Kind.ACTUAL and found["y"] and not frame.speech and found.start("y") == 0:
            self._turn(replace(now, year=year, several=False, why="text"))

    # sentences ------------------------------------------------------------------------------------------------------

    def sentence(self, start: int, end: int) -> Period:
        """The period of one sentence; a goal announced here holds for the lines that follow."""
        piece = self.flat.text[start:end]
        if start == 0 or self.flat.shape[start - 1] != "；":
            self._sentence = None
        if self.flat.shape[start - 1 : start] != "\n":
            self._lead(piece)
        if self._leaning is not None and say.LEANS_NO_MORE.search(piece):
            self._leaning = None
        period = self._sentence or self._turned or self._leaning or self.period
        if self._result_at is not None:
            return self._labelled(start, end, period)
        period = self._earlier(piece, period)
        period = self._goal(piece, period)
        period = self._later(piece, period)
        period = self._year_said(piece, period)
        if period.kind is Kind.ACTUAL and (self._five_line or say.FIVE_YEARS.search(piece)):
            period = replace(period, several=True)
        return replace(period, five_years=self._spoken)

    def _labelled(self, start: int, end: int, period: Period) -> Period:
        """责任单位…完成情况…: a line of a list of tasks says first what was to be done, then what was."""
        at = self._result_at or 0
        year = period.year
        return replace(period, kind=Kind.TARGET if start < at and end <= at + 1 else Kind.ACTUAL, year=year)

    def _earlier(self, piece: str, period: Period) -> Period:
        """2022年，…；…: a sentence of a planning part that opens with a year gone by reports it."""
        frame = self.frame
        plan = say.PLAN_OPENS.match(piece)
        over = plan is not None and plan_years(plan[1])[1] <= (frame.past or 0)
        if over and period.kind is Kind.TARGET and not say.WILL.search(piece):
            self._sentence = Period(Kind.ACTUAL, frame.past, None, True, "text")
            return self._sentence
        found = say.YEAR_GONE.match(piece)
        if found is None or period.kind is Kind.ACTUAL or frame.past is None or frame.yearbook:
            return period
        year = int(found["y"]) if found["y"] else frame.now - 1 if frame.now else None
        if year is None or year > frame.past or say.WILL.search(piece):
            return period
        self._leaning = self._turned = None
        self._sentence = Period(Kind.ACTUAL, year, None, False, "text")
        return self._sentence

    def _goal(self, piece: str, period: Period) -> Period:
        """今年的主要预期目标是:…"""
        frame = self.frame
        if (period.kind is not Kind.ACTUAL and self._turned is None) or frame.yearbook:
            return period
        goal = say.GOAL.search(piece)
        if goal is None or say.GOAL_QUOTED.search(piece):
            return period
        named = "目标" in goal[0]
        led = goal.start() if named or say.YEAR_WORD.search(goal[0]) is None else goal.end()
        if say.FIGURE.search(piece, 0, led) and not (named and say.YEAR_WORD.search(goal[0])):
            return period
        words = piece[: goal.end()]
        years = [int(year) for year in say.YEAR_ONLY.findall(words)]
        plan = say.PLAN_NAME.search(words)
        if years:
            year: int | None = max(years)
        elif plan and plan_years(plan[1])[1] > (frame.past or 0):
            year = plan_years(plan[1])[1]
        else:
            year = self._goal_year(words)
        over = frame.past is not None and year is not None and (year < frame.past or (year == frame.past and not named))
        if over:
            return period
        found = Period(Kind.TARGET, year, None, bool(plan), "text")
        self._sentence = found
        if not frame.speech and not any(not part.said for part in self._parts):
            self._leaning = found
        if piece.rstrip().endswith(":") or "目标" in piece:
            self._turn(found)
        return found

    def _goal_year(self, words: str) -> int | None:
        """The year of a goal that is announced without one."""
        frame = self.frame
        if say.NEXT_YEAR.search(words):
            return frame.now + 1 if frame.now is not None else None
        if frame.ahead is None:
            return None
        if "今年" in words:
            return frame.now
        return frame.ahead + 4 if say.FIVE_AHEAD.search(words) else frame.ahead

    def _later(self, piece: str, period: Period) -> Period:
        """到2025年，…；…；今后五年…；明年…；下半年将…: the time holds for the rest of the sentence, or of the line."""
        frame = self.frame
        if frame.yearbook:
            return period
        by_then = self._by_then(piece)
        if by_then is not None:
            self._sentence = Period(Kind.TARGET, by_then, None, False, "text")
            return self._sentence
        if frame.now is None or frame.speech:
            return period
        if self._turned is not None and say.BACK_AGAIN.search(piece):
            self._turned = None
            period = self.period
        turned, year = self._turns(piece, period, frame.now)
        if not turned:
            return period
        self._turned = Period(Kind.TARGET, year, None, False, "text")
        return self._turned

    def _by_then(self, piece: str) -> int | None:
        """The year ahead that a sentence opens with: 到2025年, a plan that is still to begin, 今后五年."""
        frame = self.frame
        until = say.UNTIL.match(piece)
        if until and (frame.past is None or int(until[1]) > frame.past):
            return int(until[1])
        if frame.now is None:
            return None
        plan = say.PLAN_OPENS.match(piece)
        if plan and frame.past is not None and plan_years(plan[1])[0] > frame.past and say.WILL.search(piece):
            return plan_years(plan[1])[1]
        if say.FIVE_AHEAD.match(piece) and frame.ahead is not None:
            return _plan_end(piece, frame.ahead)
        return None

    def _turns(self, piece: str, period: Period, now: int) -> tuple[bool, int | None]:
        """Whether a sentence turns to what is to come, and in which year: 明年, 会议强调要…, 下半年将…."""
        frame = self.frame
        if say.NEXT_YEAR.search(piece):
            return True, now + 1
        if period.kind is not Kind.ACTUAL:
            return False, None
        if frame.months is None and say.URGED.search(piece) and say.REPORTED.search(piece) is None:
            return True, frame.ahead
        return frame.past == now and say.REST_OF_YEAR.search(piece) is not None, now

    def _year_said(self, piece: str, period: Period) -> Period:
        """2021年，…。…: in a text that only reports, a year said holds until another is."""
        frame = self.frame
        if frame.speech or period.kind is not Kind.ACTUAL:
            return period
        dated = [int(year) for year in say.ADVERBIAL.findall(piece)]
        if dated and dated[-1] > (frame.past or 0) - 8:
            self._said = dated[-1]
        day = say.DAY.match(piece)
        recent = day is not None and 0 < int(day[1]) <= frame.month
        if period.year == frame.past and frame.past != frame.now and (recent or say.THIS_YEAR.search(piece)):
            return replace(period, year=frame.now)
        if self._said is not None and (frame.past is None or self._said <= frame.past or frame.yearbook):
            return replace(period, year=self._said)
        return period


def _is_task(piece: str, label: re.Match[str]) -> bool:
    """Whether what stands before 完成情况: is the task: with who is to do it, or a sentence without a deed."""
    if say.DUTY_LABEL.search(piece, 0, label.start()):
        return True
    own = label.start() > 4 and piece[label.start() - 1] in "。；(" and piece.startswith(":", label.end())
    return own and say.REPORTED.search(piece, 0, label.start()) is None


def _speaks_ahead(piece: str) -> int:
    """1 where a paragraph has more words of will than of deeds, -1 where fewer, 0 where as many."""
    will, done = len(say.WILL.findall(piece)), len(say.DONE.findall(piece))
    return (will > done) - (will < done)


def _plan_end(piece: str, ahead: int) -> int:
    """The last year of the five that are planned."""
    found = say.PLAN_NAME.search(piece)
    return plan_years(found[1])[1] if found else ahead if ahead % 5 == 0 else ahead + 4


def _is_title(piece: str) -> bool:
    """A title of the whole (2022年工作总结和2023年工作打算) announces no part."""
    if say.LOOK_BACK.search(piece) is None:
        return False
    years = len(set(say.YEAR_ONLY.findall(piece)))
    if years > 1 and say.PLANNING.search(piece):
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
