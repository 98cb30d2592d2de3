"""Which year a stretch of text speaks of, and whether it looks back or plans: the narrowest that says so counts.

Sentence, paragraph, a goal announced, part, document: each holds within the one after it, until it ends.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.text import time_words as say
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.intent import Intent, intent_words
from zonetracker.extraction.text.parts import Parts, is_title
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.structure import TextLine
from zonetracker.extraction.text.times import Role, Timeline, five_years_ahead
from zonetracker.lexicon.plans import plan_years
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame, Genre
from zonetracker.words.months import months_in_prose

_LEAD = 16
_LONG = 400


class _Told(NamedTuple):
    """What the text itself has said at a place, the narrowest first.

    `sentence` holds over the semicolons of a sentence, `turned` to the end of a paragraph, `leaning` from a goal that a
    text without parts announces until it tells of deeds. `year` is the one said last in a paragraph, `meant` what the
    sentence before wills, `planned` what one that opens with a plan wills over its semicolons, `months` those that the
    text told last.
    """

    sentence: Period | None = None
    turned: Period | None = None
    leaning: Period | None = None
    year: int | None = None
    meant: Period | None = None
    planned: Period | None = None
    months: tuple[int, int] | None = None

    def within(self, part: Period) -> Period:
        """What holds in a part."""
        return self.sentence or self.turned or self.leaning or part


class _Line(NamedTuple):
    """What a line is like as a whole: where its result begins (责任单位…完成情况…), whether it speaks of five years,
    whether it is the title of all.
    """

    result_at: int | None = None
    spoken: bool = False
    five_years: bool = False
    title: bool = False


class Clock:
    """Walks the document and says, line by line and sentence by sentence, what period holds."""

    def __init__(self, frame: Frame, flat: Flat, lines: list[TextLine]) -> None:
        self.frame = frame
        self._speech, self._yearbook, self._narrates = frame.speech, frame.yearbook, frame.narrates
        self.flat = flat
        self.times = Timeline(flat.text, flat.shape, frame)
        self._parts = Parts(frame, flat, lines)
        self._told = _Told()
        self._line = _Line()
        self._willed = (0, -1, False)

    def line(self, line: TextLine) -> Period:
        """Move to the next line."""
        piece = self.flat.text[line.start : line.end]
        self._tell(sentence=None, turned=None, year=None)
        if line.heading:
            if self._parts.heading(line):
                self._told = _Told()
        else:
            self._last_year_again(piece)
            self._paragraph(piece)
            self._of_plan(piece)
            self._describes(piece)
            self._opens(piece)
        self._line = _line_of(line, piece)
        period = self._parts.period
        return period._replace(five_years=True) if self._line.spoken else period

    def _tell(self, **said: Any) -> None:
        told = self._told
        for name, value in said.items():
            if getattr(told, name) is not value:
                self._told = told._replace(**said)
                return

    def _say(self, period: Period) -> Period:
        """What holds for this sentence, over its semicolons."""
        self._tell(sentence=period)
        return period

    def _opens(self, piece: str) -> None:
        """A heading at the head of a paragraph or sentence: what the text said before it is over."""
        if self._parts.lead(piece):
            self._tell(sentence=None, turned=None)

    # paragraphs -----------------------------------------------------------------------------------------------------

    def _paragraph(self, piece: str) -> None:
        frame = self.frame
        found = None if self._yearbook else say.OPENING.match(piece[:90])
        if found is None:
            return
        if found["last"]:
            self._looks_back(found["last"], piece[found.end() :])
            return
        year = int(found["y"]) if found["y"] else frame.now if found["this"] == "今年" else frame.ahead
        if year is None or (piece.startswith("以来", found.end()) and year not in (frame.now, frame.past)):
            return
        now = self._parts.period
        if frame.past is not None and year > frame.past:
            ahead = None if months_in_prose(piece[found.end() : found.end() + 8]) else _speaks_ahead(piece)
            period = Period(Kind.TARGET, year, None, False, "text")
            if ahead == 1 or (ahead == 0 and found["this"] in ("新的一年", "新一年")):
                self._turns_ahead(period)
            elif ahead == 0 and found["this"] and say.REPORTED.search(piece[:120]) is None:
                self._tell(turned=period)
        elif found["y"] and year == frame.past and now.kind is Kind.TARGET and found.start("y") < 3:
            if not (say.LEFT_OVER.match(piece, found.end()) or re.search(say.NOT_YET_DONE, piece[:90])):
                self._parts.turn(Period(Kind.ACTUAL, year, None, False, "text"))
        elif now.kind is Kind.ACTUAL and found["y"] and not self._speech and found.start("y") == 0:
            self._of_year(now._replace(year=year, several=False, why="text"))

    def _last_year_again(self, piece: str) -> None:
        """2020年，…; 数据显示，青禾去年增长8%。: a paragraph of last year ends what was told of one before it."""
        period, now = self._parts.period, self.frame.now
        told = period.why == "text" and period.kind is Kind.ACTUAL and not self._yearbook
        if not told or period.year is None or now is None:
            return
        if period.year < now - 1 and say.TOLD_LAST_YEAR.match(piece):
            self._parts.turn(period._replace(year=now - 1, months=None, several=False))

    def _describes(self, piece: str) -> None:
        """青禾开发区位于…: behind goals that no numbered heading holds, what a place is like is told as it stands."""
        frame = self.frame
        planned = self._parts.period.kind is Kind.TARGET and not (frame.plan or frame.speech or self._parts.numbered)
        if planned and say.PLACE_DESCRIBED.match(piece) and not say.WILL.search(piece):
            self._parts.enter(0, Period(Kind.ACTUAL, frame.past, frame.months, False, "text"), said=True)

    def _turns_ahead(self, period: Period) -> None:
        """到2025年，…将…: what follows is planned, in news until deeds are told."""
        if self.frame.genre is Genre.PRESS:
            self._tell(turned=period, leaning=period)
        else:
            self._parts.turn(period)

    def _of_plan(self, piece: str) -> None:
        """“十五五”时期，…将…, 2020年的主要任务是:…: the paragraph is about the plan."""
        task = say.TASK_OPENS.match(piece)
        if task is not None and self._parts.period.kind is Kind.ACTUAL:
            year = int(task["y"]) if task["y"] else self.frame.now
            self._tell(turned=Period(Kind.TARGET, year, None, False, "text"))
            return
        plan = say.PLAN_OPENS.match(piece)
        by_then = self._by_then(piece) if plan else None
        if by_then is not None and not self._speech:
            self._tell(turned=Period(Kind.TARGET, by_then, None, True, "text"))
        elif plan is not None and self._is_past(plan) and not self._speech and not say.WILL.search(piece):
            self._tell(turned=Period(Kind.ACTUAL, plan_years(plan[1])[1], None, True, "text"))

    def _is_past(self, plan: re.Match[str]) -> bool:
        """Whether the five-year plan that `plan` names is over."""
        return self.frame.past is not None and plan_years(plan[1])[1] <= self.frame.past

    def _of_year(self, period: Period) -> None:
        """2021年，…: what follows goes on with it; one long gone (late in a year, the last) is of its paragraph."""
        past = self.frame.past
        kept = 0 if self.frame.genre is Genre.PRESS and self.frame.month > 6 else 1
        if past is not None and period.year is not None and period.year < past - kept:
            self._tell(turned=period)
        else:
            self._parts.turn(period)

    def _looks_back(self, words: str, behind: str) -> None:
        """过去一年，…: a part begins; 去年，…: only this paragraph, but in a report; 去年10月29日: one day."""
        if say.DAY_NAMED.match(behind):
            return
        frame, five = self.frame, "五" in words
        gone = frame.past if five else frame.year_gone
        if words == "去年" and frame.now is not None and frame.past == frame.now:
            gone = frame.now - 1
        back = Period(Kind.ACTUAL, gone, None, five, "text")
        if words == "去年" and not self._speech:
            self._tell(turned=back)
        else:
            self._parts.turn(back)

    # sentences ------------------------------------------------------------------------------------------------------

    def sentence(self, start: int, end: int) -> Period:
        """The period of one sentence; a goal announced here holds for the lines that follow."""
        piece = self.flat.text[start:end]
        goes_on = start > 0 and self.flat.shape[start - 1] == "；"
        if not goes_on and (self._told.sentence is not None or self._told.planned is not None):
            self._tell(sentence=None, planned=None)
        if self.flat.shape[start - 1 : start] != "\n":
            self._opens(piece)
        if self._told.leaning is not None and say.LEANS_NO_MORE.search(piece):
            self._tell(leaning=None)
        if self._is_over(start, end, piece):
            self._tell(leaning=None, turned=None, meant=None)
            self._parts.back()
        period = self._told.within(self._parts.period)
        if self._line.title:
            return period
        if self._line.result_at is not None:
            return self._labelled(start, end, period)
        period = self._reported(piece, self._earlier(end, piece, period)) if period.kind is Kind.TARGET else period
        for said in (self._goal, self._later, self._goes_on, self._year_said, self._planned_then):
            period = said(piece, period)
        planned = self._told.planned if goes_on else self._planned(start, piece, period)
        meant = self._meant(piece, period)
        if planned is not self._told.planned or meant is not self._told.meant:
            self._tell(planned=planned, meant=meant)
        period = self._laid_out(start, end, period)
        period = self._months_told(start, end, period)
        spanned = self._line.five_years and (self._told.year is None or (goes_on and not self._opened_by_year(start)))
        if period.kind is Kind.ACTUAL and (spanned or say.FIVE_YEARS.search(piece)):
            period = period._replace(several=True)
        return period._replace(five_years=True) if self._line.spoken else period

    def _opened_by_year(self, start: int) -> bool:
        """2019年，…；…: whether the sentence that flat `start` goes on with opens with one year."""
        opens = self.flat.shape.rfind("。", max(0, start - _LONG), start) + 1
        return (
            opens > 0
            and self.frame.genre is not Genre.FIVE_YEARS
            and say.ONE_YEAR.match(self.flat.text, opens, start) is not None
        )

    def _is_over(self, start: int, end: int, piece: str) -> bool:
        """前三季度，…; 截至目前，…: whether a sentence of a narrative opens with a time over when it was written."""
        frame = self.frame
        if not self._narrates:
            return False
        if say.AS_OF.match(piece):
            return say.WILL.search(piece) is None
        led = self.times.leading(start, min(end, start + _LEAD)) if frame.month else None
        if led is None or led.months is None or led.moment or led.role not in (Role.OWN, Role.AS_OF):
            return False
        return led.year in (None, frame.now) and led.months[1] <= frame.month and say.WILL.search(piece) is None

    @rule(Rule.TASK_AND_RESULT)
    def _labelled(self, start: int, end: int, period: Period) -> Period:
        """责任单位…完成情况…: a line of a list of tasks says first what was to be done, then what was."""
        at = self._line.result_at or 0
        year = period.year
        return period._replace(kind=Kind.TARGET if start < at and end <= at + 1 else Kind.ACTUAL, year=year)

    @rule(Rule.YEAR_GONE)
    def _reported(self, piece: str, period: Period) -> Period:
        """明年希望大 over …，同比增长8%: a headline of news does not make a goal of what grew."""
        frame = self.frame
        headed = frame.narrates and period.kind is Kind.TARGET and period.why == "heading"
        if not headed or say.GREW.search(piece) is None or say.WILL.search(piece):
            return period
        return Period(Kind.ACTUAL, frame.past, frame.months, False, "text")

    @rule(Rule.YEAR_GONE)
    def _earlier(self, end: int, piece: str, period: Period) -> Period:
        """2022年，…；…: a sentence of a planning part that opens with a year gone by reports it, and so does what comes
        behind it in a paragraph without words of will.
        """
        frame = self.frame
        plan = say.PLAN_OPENS.match(piece)
        if plan is not None and self._is_past(plan) and not say.WILL.search(piece):
            return self._say(Period(Kind.ACTUAL, plan_years(plan[1])[1], None, True, "text"))
        found = say.YEAR_GONE.match(piece) or self._told_of(piece)
        if found is None or frame.past is None or self._yearbook:
            return period
        year = int(found["y"]) if found["y"] else frame.now - 1 if frame.now else None
        if year is None or year > frame.past or say.WILL.search(piece):
            return period
        told = Period(Kind.ACTUAL, year, None, False, "text")
        self._tell(leaning=None, turned=None if self._speech or self._wills(end) else told)
        return self._say(told)

    def _wills(self, at: int) -> bool:
        """Whether the rest of a paragraph, from flat `at`, wills anything; looked for once up to the next such word."""
        begin, until, wills = self._willed
        if not begin <= at <= until:
            to = self.flat.text.find("\n", at)
            stop = to if to >= 0 else len(self.flat.text)
            found = say.WILL.search(self.flat.text, at, stop)
            wills = found is not None
            self._willed = at, stop if found is None else found.start(), wills
        return wills

    @staticmethod
    def _told_of(piece: str) -> re.Match[str] | None:
        """2021年巩固成果，一产增加值增长10%: a sentence that opens with a year and tells a deed."""
        deeds = say.REPORTED.search(piece) or say.DONE.search(piece)
        return say.TOLD_OF_YEAR.match(piece) if deeds and len(set(say.YEAR_ONLY.findall(piece))) == 1 else None

    @rule(Rule.GOAL_ANNOUNCED)
    def _laid_out(self, start: int, end: int, period: Period) -> Period:
        """深入谋划2022年重点工作。一是…: what is to be done follows, point by point."""
        frame = self.frame
        if period.kind is not Kind.ACTUAL or self._speech or self._yearbook or frame.past is None or self._parts.ruled:
            return period
        told = say.LAID_OUT.search(self.flat.text[start:end])
        if told is None or say.FIRST_POINT.match(self.flat.text[end:].lstrip()[:4]) is None:
            return period
        year = int(told["y"]) if told["y"] else frame.now
        if year is not None and year > frame.past - (not told["y"]):
            self._tell(leaning=Period(Kind.TARGET, year, None, False, "text"))
        return period

    @rule(Rule.GOAL_ANNOUNCED)
    def _goal(self, piece: str, period: Period) -> Period:
        """今年的主要预期目标是:…"""
        frame = self.frame
        if (period.kind is not Kind.ACTUAL and self._told.turned is None) or self._yearbook:
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
        self._say(found)
        free = not self._speech and not self._parts.ruled
        if free:
            self._tell(leaning=found)
        if free and frame.genre is Genre.PRESS:
            return found
        if piece.rstrip().endswith(":") or "目标" in piece:
            self._parts.turn(found)
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
        return five_years_ahead(frame) if say.FIVE_AHEAD.search(words) else frame.ahead

    @rule(Rule.TURNED_AHEAD)
    def _later(self, piece: str, period: Period) -> Period:
        """到2025年，…；…；今后五年…；明年…；下半年将…: the time holds for the rest of the sentence, or of the line."""
        frame = self.frame
        by_then = self._by_then(piece)
        if by_then is not None and not (self._yearbook and by_then <= (frame.now or by_then)):
            plan = say.PLAN_OPENS.match(piece) is not None
            found = Period(Kind.TARGET, by_then, None, plan, "text", by_then=say.UNTIL.match(piece) is not None)
            if say.GOALS_FOLLOW.match(piece):
                self._parts.turn(found)
            return self._say(found)
        if frame.now is None or self._speech or self._yearbook:
            return period
        turned_to = self._told.turned
        if turned_to is not None and turned_to.kind is Kind.TARGET and say.BACK_AGAIN.search(piece):
            self._tell(turned=None)
            period = self._parts.period
        turned, year = self._turns(piece, period, frame.now)
        if not turned:
            return period
        found = Period(Kind.TARGET, year, None, False, "text")
        self._tell(turned=found)
        return found

    def _by_then(self, piece: str) -> int | None:
        """The year ahead that a sentence opens with: 到2025年, a plan that is still to begin, 今后五年."""
        if "年" not in piece and "五" not in piece:
            return None
        frame = self.frame
        until = say.UNTIL.match(piece)
        if until and (frame.past is None or int(until[1]) > frame.past):
            return int(until[1])
        if frame.now is None:
            return None
        plan = say.PLAN_OPENS.match(piece)
        if plan and frame.past is not None and plan_years(plan[1])[1] > frame.past:
            ends = plan_years(plan[1])[1]
            among_goals = self._parts.period.kind is Kind.TARGET and ends > frame.now
            return ends if among_goals or say.WILL.search(piece) else None
        within = say.WITHIN_YEARS.match(piece)
        if within is not None:
            return self.times.planned_end(within[1])
        if say.FIVE_AHEAD.match(piece) and frame.ahead is not None:
            return _plan_end(piece) or five_years_ahead(frame)
        return None

    def _turns(self, piece: str, period: Period, now: int) -> tuple[bool, int | None]:
        """Whether a sentence turns to what is to come, and in which year: 明年, 会议强调要…, 下半年将…."""
        frame = self.frame
        coming = say.NEXT_YEAR.search(piece)
        if coming is not None and say.FIGURE.search(piece, 0, coming.start()) is None:
            return True, now + 1
        if period.kind is not Kind.ACTUAL:
            return False, None
        if frame.months is None and say.URGED.search(piece) and say.REPORTED.search(piece) is None:
            return True, frame.ahead
        return frame.past == now and say.REST_OF_YEAR.search(piece) is not None, now

    @rule(Rule.WILL_GOES_ON)
    def _goes_on(self, piece: str, period: Period) -> Period:
        """…将全力推动…。加大投入，…: what follows a sentence of will without a subject of its own goes on with it.

        今年计划完成…12公里；除险加固…5座: what one that opens with a plan parts by semicolons does until a deed.
        """
        if self._told.planned is not None and period.kind is Kind.ACTUAL:
            if not say.LEANS_NO_MORE.search(piece) and Intent.DEED not in intent_words(piece).kinds:
                return self._told.planned
            self._tell(planned=None)
        meant = self._told.meant
        if meant is None or period.kind is Kind.TARGET or say.LEANS_NO_MORE.search(piece):
            return period
        return meant if say.GOES_ON.match(piece) else period

    def _meant(self, piece: str, period: Period) -> Period | None:
        """What a sentence wills for those that follow it, in a text without parts."""
        frame = self.frame
        if self._yearbook or self._parts.ruled:
            return None
        if period.kind is Kind.TARGET:
            return period if period.why == "text" else None
        last = intent_words(piece).last(len(piece))
        if last is None or last[0] is not Intent.WILL:
            return None
        return Period(Kind.TARGET, frame.ahead if frame.past != frame.now else frame.now, None, False, "text")

    def _planned(self, start: int, piece: str, period: Period) -> Period | None:
        """What a sentence of a looking-back part that opens with a plan means with all that its semicolons part."""
        frame = self.frame
        figure = say.FIGURE.search(piece)
        if period.kind is Kind.TARGET or figure is None:
            return None
        words = intent_words(piece)
        last = words.last(figure.start())
        if last is None or Intent.DEED in words.kinds or say.NUMBERED.match(piece):
            return None
        if last[0] is not Intent.WILL and say.PLANS_TO.search(piece, last[1], figure.start()) is None:
            return None
        dated = self.times.leading(start, start + _LEAD) is not None or period.why == "heading"
        year = period.year if dated or period.year != frame.past else frame.ahead or period.year
        return Period(Kind.TARGET, year, None, False, "text")

    @rule(Rule.MONTHS_HELD)
    def _months_told(self, start: int, end: int, period: Period) -> Period:
        """1-11月，…。其中，…: months that a sentence opens with hold until another time is told."""
        if not self._narrates:
            return period
        times = self.times.within(start, end)
        led = self.times.leading(start, min(end, start + _LEAD)) if times else None
        if any(time.whole for time in times):
            self._tell(months=None)
        elif led is not None:
            whole = led.moment or led.months is None or led.year not in (None, period.year)
            self._tell(months=None if whole else led.months)
        told = self._told.months
        if told is not None and period.months is None and period.kind is Kind.ACTUAL:
            return period._replace(months=told)
        return period

    @rule(Rule.YEAR_HELD)
    def _year_said(self, piece: str, period: Period) -> Period:
        """2021年，…。…: in a text that only reports, a year said holds until another is.

        截至目前 under 一、2024年工作总结 is of the year reviewed, though what it is part of plans the next.
        """
        frame = self.frame
        if self._speech or period.kind is not Kind.ACTUAL:
            return period
        told = self._told.year
        dated = _dated(piece) if "年" in piece else []
        if dated and dated[-1][1] > (frame.past or 0) - 8:
            self._tell(year=dated[-1][1])
            if say.FIGURE.search(piece, 0, dated[0][0]) is None:
                told = dated[0][1]
        own = frame.genre is Genre.REVIEW_AND_PLAN and period.why == "heading"
        if period.year == frame.past and frame.past != frame.now and not own and self._of_this_year(piece):
            return period._replace(year=frame.now)
        if told is not None and (frame.past is None or told <= frame.past or self._yearbook):
            return period._replace(year=told)
        return period

    @rule(Rule.YEAR_GONE)
    def _planned_then(self, piece: str, period: Period) -> Period:
        """2017年，全县计划新建道路12公里，绿化6公里: what a year gone by was to bring, where no deed is told."""
        planned, past = say.PLANNED_THEN.match(piece), self.frame.past
        over = planned is not None and past is not None and int(planned["y"]) <= past
        if planned is None or not over or Intent.DEED in intent_words(piece).kinds:
            return period
        return self._say(Period(Kind.TARGET, int(planned["y"]), None, False, "text"))

    def _of_this_year(self, piece: str) -> bool:
        """8月12日，…; 今年以来…: whether a sentence of a text that reviews the year before tells of its own."""
        day = say.DAY.match(piece)
        recent = day is not None and 0 < int(day[1]) <= self.frame.month
        return recent or say.THIS_YEAR.search(piece) is not None


def _dated(piece: str) -> list[tuple[int, int]]:
    """The years that a sentence sets itself in, each with where."""
    found = [*say.ADVERBIAL.finditer(piece), *say.REACHED_IN.finditer(piece)]
    return [(said.start(), int(said[1])) for said in found]


def _line_of(line: TextLine, piece: str) -> _Line:
    spoken = bool(say.FIVE_YEARS.search(piece[:160]))
    if line.heading:
        return _Line(spoken=spoken, title=is_title(piece))
    label = say.RESULT_LABEL.search(piece)
    result_at = line.start + label.start() if label and _is_task(piece, label) else None
    return _Line(result_at, spoken or "年均" in piece, bool(say.FIVE_YEARS.search(piece[:24])))


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


def _plan_end(piece: str) -> int | None:
    """The last year of the five-year plan that a sentence names."""
    found = say.PLAN_NAME.search(piece)
    return plan_years(found[1])[1] if found else None
