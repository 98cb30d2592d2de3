"""Which year a stretch of text speaks of, and whether it looks back or plans: part, paragraph, sentence, in that order.

A heading rules its part, a paragraph may turn within it, a sentence may turn for itself; the narrower word wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zonetracker.extraction.flat import Flat
from zonetracker.extraction.frame import FULL_DATE, PLANS, Frame, months_in
from zonetracker.extraction.marks import Mark, MarkKind
from zonetracker.extraction.structure import Line, level_of
from zonetracker.model.facts import Kind

_PLAN_NAME = re.compile(
    r"(?:[“\"](?=(?:十[一二三四五六]?|九)五[”\"])|第(?=.{1,2}个五年)|(?=(?:十[一二三四五六]?|九)五(?:规划|计划|时期|期间|末|以来|收官|开局|目标|发展)))(十[一二三四五六]?|九)(?:个)?五"
)
_YEAR_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[^\d.年%亿万个])")
_LOOK_BACK = re.compile(
    r"执行情况|实施情况|预算执行|收支情况|收官|答卷|成绩单|回顾|回眸|总结|过去(?:的)?(?:一|五|几)?年|刚刚过去|一年来|五年来|这五年|这一年|工作情况|完成情况|进展情况|落实情况|运行情况|开展情况|取得(?:了)?(?:新|显著|明显|重大|积极)?(?:成效|成就|成绩|进展)|成就|(?:主要|工作)(?:成绩|成效|亮点)|工作的主要(?!任务|目标|措施|安排|预期)|主要做了|基本情况|^(?:第.{1,3}[章节]|.{1,3}、)?\s*(?:发展)?(?:基础|现状|环境)(?:[和与]|$)|概况|经济运行|换届以来|本届政府"
)
_LOOK_AHEAD = re.compile(
    r"(?:预算|收支|计划)(?:安排|草案)|[”五]开[篇局].{0,4}目标|(?:主要|总体|工作|发展|奋斗|预期|具体|任务|经济|增长){1,3}目标(?:任务)?(?:和|与|及|是|为|:|，|。|建议|定为|如下|有|\(|$)|目标任务(?:和|是|为|:|$)|展望|(?:工作|总体)(?:安排|打算|思路|部署|要求|计划|谋划|设想|考虑)|(?:下|今后|来)(?:一)?步|下阶段|明年|来年|下半年|新的一年|未来(?:五|三)?年|今后(?:五|一个|几)|重点(?:抓好|做好)|奋力谱新篇|行动计划|做好(?:新一年|今年|明年|20\d\d年)|指导思想|远景|战略举措|发展目标|工作建议|拟重点"
)
_EITHER = re.compile(
    r"工作重点|重点工作|主要任务|重点任务|主要工作|工作任务|措施|任务|目标|举措|安排|打算|计划(?!生育|完成)"
)
_MET = re.compile(r"已|圆满|超额|顺利|如期|提前")
_OF_THIS_YEAR = re.compile(r"全年|下半年|四季度|三季度|今年|年度")
_ALSO_ONE_YEAR = re.compile(r"(?:20\d\d|一)年[^，。]{0,10}[和及与暨]")
_PLANNING = re.compile(r"任务|目标|措施|举措|安排|打算|计划")
_LEAD = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、，.\ue5e5]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六]部分|[1-9]\d?[、.](?!\d))"
    r"(?P<words>[^，。:；]{3,26}?)[。: (]"
)
_LABELLED = re.compile(r"(?P<words>(?:(?:19|20)\d\d年|明年|下一步|下步|今年|下半年|今后)[^，。:；]{0,10}):")
_RUN_ON = re.compile(
    r"[一二三四五六七八九十]{1,2}[、.\ue5e5](?P<words>[^，。:；]{0,16}?(?:工作|完成|运行|目标)(?:打算|安排|计划|目标|思路|回顾|总结|情况|任务))"
)
_PART_NOUN = re.compile(
    r"(?:打算|安排|计划|思路|目标|回顾|总结|情况|谋划|设想|工作|任务|部署|要求|措施|举措|建议|成效|成绩|成就|重点|方向|展望|发展基础|现状|问题)[。:]?(?:\(.{0,12}\))?$"
)
_TITLE_END = re.compile(r"(?:报告|通知|意见|函|请示|批复|公告)(?:\(.{0,8}\))?$")
_WILL = re.compile(
    r"(?:(?<!现)将|力争|确保|争取|(?<![主重需])要(?!素|求|点|件|闻|道|害|务|地|紧)|拟|计划(?!生育)|努力|不低于|到20\d\d年)"
)
_DONE = re.compile(
    r"(?:取得|成功|圆满|实现了|完成了|达到|获|累计|预计(?:全年|实现)|迈出|超额|突破|这一年|一年来|荣获|被评|顺利)"
)
_REPORTED = re.compile(r"同比|比上年|较上年|比去年|预计全年|完成了|实现了|达到了|荣获|获评|获批|超额|已|累计|相继|净增")
_FIVE_YEARS = re.compile(
    r"五年来|5年来|过去五年|这五年|五年间|近年来|五年的|时期|本届政府|换届以来|[“\"]十[一二三四五六]?五[”\"]?以来|近[三五几两]年|[“\"]十[一二三四五六]?五[”\"](?:及|和|与)|[三四五六]年来"
)
_OPENING = re.compile(
    r"[^，。]{0,10}?(?:(?P<y>(?:19|20)\d\d)年|(?P<this>今年(?!以来|上半年|[前一二三1-9])|(?<![至到向入在来])新的?一年)|(?P<last>过去(?:的)?一年|这一年|刚刚过去|一年来|去年|过去五年|五年来|这五年))"
)
_GOAL = re.compile(
    r"目标(?:任务)?(?:是|(?:初步|建议)?(?:确|设|拟|安排)?定?为|:|，建议|建议|如下)|预期目标|(?:今年|20\d\d年|明年)(?:，|我区|我市|我们|高新区|全区|全市)?.{0,16}(?:将|(?<![主重需])要|力争|计划|拟|确保|安排)(?!求|素|生育)"
)
_GOAL_QUOTED = re.compile(r"(?:完成|实现|超额完成|达到|围绕|确定的|既定)(?:了)?.{0,14}目标")
_FIGURE = re.compile(r"\d(?!\d{0,3}年)")
_YEAR_WORD = re.compile(r"今年|明年|\d年")
_UNTIL = re.compile(r"^(?:力争|争取|预计)?(?:到|至)(20\d\d)年(?!.{0,3}月)")
_PLAN_OPENS = re.compile(r"[“”‘’\"]{0,3}(十[一二三四五六]?|九)五[”’\"]?(?:时期|期间|末)")
_FIVE_AHEAD = re.compile(r"(?:今后|未来)(?:五|5)年")
_NEXT_YEAR = re.compile(r"(?<!预计)(?<!比)(?:明年|来年)(?!初|\d{1,2}月|[上下]半年|春|底)")
_BACK_AGAIN = re.compile(r"同比|比上年|比去年|截至|目前|现有|今年以来|据了解，|已[建完实累达]")
_YEAR_GONE = re.compile(r"(?:(?P<y>(?:19|20)\d\d)年|去年|上年)(?:以来|全年|我|全[市区县省]|[，底末])(?!.{0,4}基础上)")
_URGED = re.compile(
    r"(?:强调|要求|指出|提出|明确|号召)[，:](?:.{0,12}?，)?(?:全[市区县省镇]|各级|必须)?.{0,6}?(?<![主重需])要(?!求|素)"
)
_REST_OF_YEAR = re.compile(
    r"^.{0,8}?(?:下半年|下一步|下步|下阶段|接下来|四季度|后\d个月)[，:]?.{0,24}?(?:将|要|力争|确保|锚定|冲刺|围绕)"
)
_LEANS_NO_MORE = re.compile(
    r"同比|上年|去年|截[至止]|目前|现有|今年以来|近年来|已|累计|荣获|获评|获得|超额|圆满|(?:完成|实现|达到|突破|取得|建成)了|\d月\d{1,2}日|日前|近日|介绍"
)
_THIS_YEAR = re.compile(r"截[至止]目前|今年以来|年初以来|开年以来|今年前|今年(?:一|1)")
_DAY = re.compile(
    r"(?:本报讯|.{0,4}消息)?.{0,2}?(?<!年)(\d{1,2})月\d{1,2}日，"
    r"(?!.{0,40}(?:会议|大会|获悉|了解|表示|开幕|发布会))"
)
_ADVERBIAL = re.compile(r"(?:^|(?<=[，。； ]))((?:19|20)\d\d)年(?!\d{1,2}月\d|版|修订|同期|计划)")
_COMPARED = re.compile(r"(?:比|较|与|由|从|自|是|和|相比|对比|同|于|截至|超过|恢复到|[“\"《]|\d[-~至])$")
_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d年?\)")
_RESULT_LABEL = re.compile(r"(?:完成|进展|落实|执行)(?:情况|进度)|完成结果|工作进展")
_DUTY_LABEL = re.compile(
    r"责任(?:单位|部门|领导|人)|牵头(?:单位|部门|领导)|完成(?:时限|时间)|(?:目标|年度)任务:|年度目标:"
)
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

    def __init__(self, frame: Frame, flat: Flat, lines: list[Line]) -> None:
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

    def line(self, line: Line) -> Period:
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
            label = _RESULT_LABEL.search(piece)
            if label and _is_task(piece, label):
                self._result_at = line.start + label.start()
        spoken = bool(_FIVE_YEARS.search(piece[:160])) or (not line.heading and "年均" in piece)
        self._spoken = spoken
        self._five_line = not line.heading and bool(_FIVE_YEARS.search(piece[:24]))
        return replace(self.period, five_years=spoken)

    # headings -------------------------------------------------------------------------------------------------------

    def _heading(self, line: Line, piece: str) -> None:
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
                plain = _LOOK_BACK.search(piece) or _LOOK_AHEAD.search(piece) or _EITHER.search(piece)
                self._parts[-1].said = plain is None and found.kind is Kind.ACTUAL
            return
        firm = any(not part.said for part in self._parts if part.level < level)
        if firm and _PART_NOUN.search(piece) is None and _YEAR_ONLY.search(piece) is None:
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
        label = _LABELLED.match(piece)
        if label is not None and _PART_NOUN.search(label["words"]) and not _is_title(label["words"]):
            turned = self._announced(label["words"])
            if turned is not None:
                soon = self.frame.past == self.frame.now and "年" not in label["words"]
                if soon and _OF_THIS_YEAR.search(piece[:40]):
                    turned = replace(turned, year=self.frame.now)
                self._turn(turned)
            return
        lead = _LEAD.match(piece)
        if lead is None or _PART_NOUN.search(lead["words"]) is None:
            lead = _RUN_ON.match(piece)
        if lead is None or _is_title(lead["words"]):
            return
        words = lead["words"]
        plain = _LOOK_BACK.search(words) or _LOOK_AHEAD.search(words) or (_EITHER.search(words) and "年" in words)
        found = self._announced(words) if plain and _PART_NOUN.search(words) else None
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
        back, ahead = _last(_LOOK_BACK, piece), _last(_LOOK_AHEAD, piece)
        years = [int(year) for year in _YEAR_ONLY.findall(piece)]
        if ahead and _MET.search(piece) and not _WILL.search(piece):
            ahead = None
        if back and (ahead is None or ahead.start() < back.start() or "回顾" in piece):
            year = max(years) if years else frame.past
            several = bool(_FIVE_YEARS.search(piece)) and not _ALSO_ONE_YEAR.search(piece)
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
        plan, past = _PLAN_NAME.search(piece), self.frame.past
        if plan is None or past is None or self.frame.yearbook:
            return None
        begins = PLANS[plan[1]]
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
        plan = _PLAN_NAME.search(piece)
        ahead = self.frame.ahead
        if ahead is not None and not years and not plan and _FIVE_AHEAD.search(piece):
            ahead += 4
        elif self.frame.past == self.frame.now and _OF_THIS_YEAR.search(piece):
            ahead = self.frame.now
        ends = PLANS[plan[1]] + 4 if plan else None
        near = [year for year in years if ends is None or year <= ends]
        year = max(near) if near else ends or ahead
        return Period(Kind.TARGET, year, None, bool(plan), "heading")

    def _weighed(self, line: Line) -> Period | None:
        """A heading that may open either (重点工作): the words of its part decide."""
        frame = self.frame
        if frame.yearbook:
            return None
        body = self.flat.text[line.end : self._bodies.get(line.start, line.end)]
        back, ahead = len(_REPORTED.findall(body)), len(_WILL.findall(body))
        planning = _PLANNING.search(self.flat.text, line.start, line.end) is not None
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
        found = None if frame.yearbook else _OPENING.match(piece[:90])
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
            ahead = None if months_in(piece[found.end() : found.end() + 8]) else _speaks_ahead(piece)
            period = Period(Kind.TARGET, year, None, False, "text")
            if ahead == 1 or (ahead == 0 and found["this"] in ("新的一年", "新一年")):
                self._turn(period)
            elif ahead == 0 and found["this"] and _REPORTED.search(piece[:120]) is None:
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
        if self._leaning is not None and _LEANS_NO_MORE.search(piece):
            self._leaning = None
        period = self._sentence or self._turned or self._leaning or self.period
        if self._result_at is not None:
            return self._labelled(start, end, period)
        period = self._earlier(piece, period)
        period = self._goal(piece, period)
        period = self._later(piece, period)
        period = self._year_said(piece, period)
        months = months_in(piece)
        if months and period.kind is Kind.ACTUAL:
            period = replace(period, months=months)
        if period.kind is Kind.ACTUAL and (self._five_line or _FIVE_YEARS.search(piece)):
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
        plan = _PLAN_OPENS.match(piece)
        over = plan is not None and PLANS[plan[1]] + 4 <= (frame.past or 0)
        if over and period.kind is Kind.TARGET and not _WILL.search(piece):
            self._sentence = Period(Kind.ACTUAL, frame.past, None, True, "text")
            return self._sentence
        found = _YEAR_GONE.match(piece)
        if found is None or period.kind is Kind.ACTUAL or frame.past is None or frame.yearbook:
            return period
        year = int(found["y"]) if found["y"] else frame.now - 1 if frame.now else None
        if year is None or year > frame.past or _WILL.search(piece):
            return period
        self._leaning = self._turned = None
        self._sentence = Period(Kind.ACTUAL, year, None, False, "text")
        return self._sentence

    def _goal(self, piece: str, period: Period) -> Period:
        """今年的主要预期目标是:…"""
        frame = self.frame
        if (period.kind is not Kind.ACTUAL and self._turned is None) or frame.yearbook:
            return period
        goal = _GOAL.search(piece)
        if goal is None or _GOAL_QUOTED.search(piece):
            return period
        if _FIGURE.search(piece, 0, goal.start()) and not _YEAR_WORD.search(goal[0]):
            return period
        words = piece[: goal.end()]
        years = [int(year) for year in _YEAR_ONLY.findall(words)]
        plan = _PLAN_NAME.search(words)
        if years:
            year: int | None = max(years)
        elif plan and PLANS[plan[1]] + 4 > (frame.past or 0):
            year = PLANS[plan[1]] + 4
        else:
            year = self._goal_year(words)
        if frame.past is not None and year is not None and year <= frame.past:
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
        if _NEXT_YEAR.search(words):
            return frame.now + 1 if frame.now is not None else None
        if frame.ahead is None:
            return None
        if "今年" in words:
            return frame.now
        return frame.ahead + 4 if _FIVE_AHEAD.search(words) else frame.ahead

    def _later(self, piece: str, period: Period) -> Period:
        """到2025年，…；…；今后五年…；明年…；下半年将…: the time holds for the rest of the sentence, or of the line."""
        frame = self.frame
        now = frame.now
        if frame.yearbook:
            return period
        until = _UNTIL.match(piece)
        if until and (frame.past is None or int(until[1]) > frame.past):
            self._sentence = Period(Kind.TARGET, int(until[1]), None, False, "text")
            return self._sentence
        if now is None:
            return period
        plan = _PLAN_OPENS.match(piece)
        if plan and frame.past is not None and PLANS[plan[1]] > frame.past and _WILL.search(piece):
            self._sentence = Period(Kind.TARGET, PLANS[plan[1]] + 4, None, False, "text")
            return self._sentence
        if _FIVE_AHEAD.match(piece) and frame.ahead is not None:
            self._sentence = Period(Kind.TARGET, _plan_end(piece, frame.ahead), None, False, "text")
            return self._sentence
        if frame.speech:
            return period
        if self._turned is not None and _BACK_AGAIN.search(piece):
            self._turned = None
            period = self.period
        if _NEXT_YEAR.search(piece):
            self._turned = Period(Kind.TARGET, now + 1, None, False, "text")
            return self._turned
        urged = _URGED.search(piece) and _REPORTED.search(piece) is None
        if urged and period.kind is Kind.ACTUAL and frame.months is None:
            self._turned = Period(Kind.TARGET, frame.ahead, None, False, "text")
            return self._turned
        if frame.past == now and period.kind is Kind.ACTUAL and _REST_OF_YEAR.search(piece):
            self._turned = Period(Kind.TARGET, now, None, False, "text")
            return self._turned
        return period

    def _year_said(self, piece: str, period: Period) -> Period:
        """2021年，…。…: in a text that only reports, a year said holds until another is."""
        frame = self.frame
        if frame.speech or period.kind is not Kind.ACTUAL:
            return period
        dated = [int(year) for year in _ADVERBIAL.findall(piece)]
        if dated and dated[-1] > (frame.past or 0) - 8:
            self._said = dated[-1]
        day = _DAY.match(piece)
        recent = day is not None and 0 < int(day[1]) <= frame.month
        if period.year == frame.past and frame.past != frame.now and (recent or _THIS_YEAR.search(piece)):
            return replace(period, year=frame.now)
        if self._said is not None and (frame.past is None or self._said <= frame.past or frame.yearbook):
            return replace(period, year=self._said)
        return period


def _is_task(piece: str, label: re.Match[str]) -> bool:
    """Whether what stands before 完成情况: is the task: with who is to do it, or a sentence without a deed."""
    if _DUTY_LABEL.search(piece, 0, label.start()):
        return True
    own = label.start() > 4 and piece[label.start() - 1] in "。；(" and piece.startswith(":", label.end())
    return own and _REPORTED.search(piece, 0, label.start()) is None


def _speaks_ahead(piece: str) -> int:
    """1 where a paragraph has more words of will than of deeds, -1 where fewer, 0 where as many."""
    will, done = len(_WILL.findall(piece)), len(_DONE.findall(piece))
    return (will > done) - (will < done)


def _plan_end(piece: str, ahead: int) -> int:
    """The last year of the five that are planned."""
    found = _PLAN_NAME.search(piece)
    return PLANS[found[1]] + 4 if found else ahead if ahead % 5 == 0 else ahead + 4


def _is_title(piece: str) -> bool:
    """A title of the whole (2022年工作总结和2023年工作打算) announces no part."""
    if _LOOK_BACK.search(piece) is None:
        return False
    years = len(set(_YEAR_ONLY.findall(piece)))
    if years > 1 and _PLANNING.search(piece):
        return True
    return _LOOK_AHEAD.search(piece) is not None and (years > 1 or _TITLE_END.search(piece) is not None)


def _may_be_either(piece: str) -> bool:
    """Whether a heading says neither 'done' nor 'to be done' (重点工作): not one that tells of goals met."""
    return _EITHER.search(piece) is not None and (_MET.search(piece) is None or _WILL.search(piece) is not None)


def _last(pattern: re.Pattern[str], piece: str) -> re.Match[str] | None:
    found = list(pattern.finditer(piece))
    return found[-1] if found else None


def _bodies(lines: list[Line], flat: Flat) -> dict[int, int]:
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


def year_before(marks: list[Mark], at: int, start: int, shape: str) -> Mark | None:
    """The last date in this sentence before the figure that dates it: not one compared with (比2010年, 由2010年的)."""
    for mark in reversed(marks):
        if mark.start < start:
            return None
        if mark.start >= at or mark.kind is not MarkKind.DATE:
            continue
        if _COMPARED.search(shape, max(start, mark.start - 4), mark.start) or _IN_BRACKETS.match(shape, mark.start - 1):
            continue
        return mark
    return None
