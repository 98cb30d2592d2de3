"""Which year a stretch of text speaks of, and whether it looks back or plans."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zonetracker.extraction.document import Document
from zonetracker.extraction.flat import Flat
from zonetracker.extraction.marks import Mark, MarkKind
from zonetracker.extraction.structure import Line
from zonetracker.model.facts import Kind

_PLANS = {
    "一": 2010 - 5 * 11,
    "十一": 2006,
    "十二": 2011,
    "十三": 2016,
    "十四": 2021,
    "十五": 2026,
    "十六": 2031,
    "十": 2001,
    "九": 1996,
}
_PLAN_NAME = re.compile(
    r"(?:[“\"](?=(?:十[一二三四五六]?|九)五[”\"])|第?(?=(?:十[一二三四五六]?|九)个?五年?(?:规划|计划|时期|期间|末|以来|收官|开局|目标)))"
    r"(十[一二三四五六]?|九)(?:个)?五"
)
_YEAR_ONLY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[^\d.年%亿万个])")
_FULL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|-|/|\.)\s?(\d{1,2})(?:月|-|/|\.)\s?(\d{1,2})")
_MONTH_DATE = re.compile(r"\(((?:19|20)\d\d)年\d{1,2}月[^月]{0,12}\)")
_SPOKEN_YEAR = re.compile(r"([一二][〇○零九Oo][〇○零一二三四五六七八九Oo]{2})年[一二三四五六七八九十]{1,2}月")
_SPOKEN_DIGITS = {**dict.fromkeys("〇○零Oo", "0"), **{sign: str(at) for at, sign in enumerate("一二三四五六七八九", 1)}}
_TITLE_YEAR = re.compile(r"((?:19|20)\d\d)年?度?.{0,24}(?:报告|公报|总结|概况|运行|情况|计划|要点|工作)")
_PLAN_TITLE = re.compile(
    r"((?:19|20)\d\d)年?度?(?!.{0,30}(?:执行|完成|总结|自查|述职)).{0,24}(?:计划|方案|要点|工作安排|工作思路|任务分解|责任分解|实施意见)(?!生育)"
)
_TALK = re.compile(r"讲话|发言|致辞|动员")
_REPORT = re.compile(
    r"政府工作报告|向(?:大会|代表大会|人代会).{0,8}报告|作工作报告|作(?:政府)?工作报告|向大会报告工作|各位代表"
)
_YEARBOOK = re.compile(r"公报|总结|运行(?:情况|分析|简析)|概况|年鉴|简介|情况综述|回眸")
_PLANS_TOO = re.compile("(?:目标|计划|安排|打算|任务|思路|要点)")
_LOOK_BACK = re.compile(
    r"执行情况|预算执行|收支情况|收官|答卷|成绩单|回顾|回眸|总结|过去(?:的)?(?:一|五|几)?年|刚刚过去|一年来|五年来|这五年|这一年|工作情况|完成情况|运行情况|取得(?:了)?(?:新|显著|明显|重大|积极)?(?:成效|成就|进展)|成就|工作的主要|主要做了|基本情况|概况|经济运行|换届以来|本届政府"
)
_LOOK_AHEAD = re.compile(
    r"^.{0,12}目标(?!.{0,12}(?:完成|考核|管理|责任书|执行))|(?:预算|收支|计划)(?:安排|草案)|[”五]开[篇局].{0,4}目标|(?:主要|总体|工作|发展|奋斗|预期|具体|任务|经济|增长){1,3}目标(?:任务)?(?:和|与|及|是|为|:|，|。|建议|定为|如下|有|$)|目标任务(?:和|是|为|:|$)|展望|(?:工作|总体)(?:安排|打算|思路|部署|要求)|工作重点|重点工作|主要任务|下一步|下步|新的一年|未来(?:五|三)?年|今后(?:五|一个|几)|重点(?:抓好|做好)|奋力谱新篇|行动计划|做好(?:新一年|今年|明年|20\d\d年)|主要工作|指导思想|远景|战略举措|发展目标|重点任务|工作建议|拟重点"
)
_AHEAD_YEAR = re.compile(
    r"(?:实现|完成|做好|抓好|围绕|实现)(?:今年|20\d\d年)|今年(?:要|将|，|政府|工作|是|经济|我们|重点|拟|的)|(?:20\d\d年)(?:工作|经济社会发展|重点|政府工作)?(?:要|将|的?(?:主要|总体)|是.{0,40}(?:关键|开局|收官|之年|第一年|重要))|(?:实现|完成).{0,6}目标.{0,10}(?:重点|着力|必须|我们)"
)
_WILL = re.compile(r"(?:将|力争|确保|争取|要(?!素|求|点|件|闻|道|害|务|地|紧)|拟|计划|努力)")
_DONE = re.compile(
    r"(?:取得|成功|圆满|实现了|完成了|达到|获|累计|预计(?:全年|实现)|迈出|超额|突破|这一年|一年来|荣获|被评|顺利)"
)
_FIVE_YEARS = re.compile(
    r"五年来|过去五年|这五年|五年间|近年来|五年的|时期|本届政府|换届以来|[“\"]十[一二三四五六]?五[”\"]?以来|近[三五几两]年|[“\"]十[一二三四五六]?五[”\"](?:及|和|与)|[三四五六]年来"
)
_ONE_YEAR = re.compile(r"(?:20\d\d|19\d\d)年|过去(?:的)?一年|刚刚过去|一年来|去年|全年|今年|上年")
_MONTH_PART = re.compile(
    r"(?P<half>上半年)|(?P<q3>前三季度|1-3季度|一至三季度)|(?P<q1>(?:第)?一季度|首季)|(?P<q2>(?:第)?二季度)|(?P<m>(?:1|一)(?:-|至|到|~)(?P<to>\d\d?)月)"
)


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


@dataclass(frozen=True, slots=True)
class Frame:
    """What the document says of time: `now` is the year it was written in, `past` the last whole year reported."""

    now: int | None
    past: int | None
    speech: bool
    yearbook: bool
    source: str
    months: tuple[int, int] | None
    plan: bool = False


def read_frame(document: Document, flat: Flat, lines: list[Line]) -> Frame:
    """The document's own date, and which year its review is about."""
    text = flat.text
    title = " ".join(text[line.start : line.end] for line in lines[:8] if line.end - line.start <= 80)[:400]
    first = document.title + " " + title
    speech = _REPORT.search(text[:3000]) is not None
    yearbook = not speech and _YEARBOOK.search(first[:160]) is not None and not _PLANS_TOO.search(first[:160])
    titled = _TITLE_YEAR.search(first)
    date, source = _document_date(document, text, lines)
    months = _months(first[:120]) or _months(text[:600])
    if speech:
        now = _speech_year(first if titled else "", date, text)
        return Frame(now, now - 1 if now else None, True, False, source or "text", None)
    planned = _PLAN_TITLE.search(first)
    if planned:
        return Frame(int(planned[1]), int(planned[1]) - 1, False, False, "title", None, True)
    if titled and yearbook:
        year = int(titled[1])
        return Frame(max(year, date) or year, year, False, True, "title", months)
    years = _years(text)
    now = date or (max(years) if years else None)
    past = now if months and date else _past_year(text, years, now, months)
    if _TALK.search(first) and now is not None and "去年" in text[:3000]:
        past = now - 1
    return Frame(now, past, False, yearbook, source or "text", months)


def _document_date(document: Document, text: str, lines: list[Line]) -> tuple[int, str]:
    """The year a document carries: what its format says, else a date in a short line at its head or foot."""
    if document.date:
        return int(document.date[:4]), "document_date"
    spoken = _SPOKEN_YEAR.search(text[:400])
    if spoken:
        return int("".join(_SPOKEN_DIGITS[sign] for sign in spoken[1])), "date"
    opening = _FULL_DATE.search(text[:60])
    if opening:
        return int(opening[1]), "date"
    for line in [*lines[:12], *lines[-4:]]:
        if line.end - line.start <= 60:
            found = _FULL_DATE.search(text, line.start, line.end) or _MONTH_DATE.search(text, line.start, line.end)
            if found:
                return int(found[1]), "date"
    return 0, ""


def _speech_year(title: str, date: int, text: str) -> int | None:
    """The year a government report is given in: its title's, its date's, or that of the plan it brings."""
    named = [int(year) for year in re.findall(r"((?:19|20)\d\d)年(?!\d)(?=.{0,40}报告)", title)]
    if named:
        return max(named)
    if date:
        return date
    heading = re.search(r"((?:19|20)\d\d)年(?:的)?(?:政府)?(?:工作)?(?:的)?(?:回顾|总结)", text)
    if heading:
        return int(heading[1]) + 1
    opened = re.search(r"\n((?:19|20)\d\d)年?:", text[:1500])
    if opened:
        return int(opened[1]) + 1
    brought = re.search(r"第(十[一二三四五六]?|九)个五年规划(?:和.{0,20})?纲要", text[:1500])
    if brought:
        return _PLANS[brought[1]]
    reviewed = re.search(
        r"[“\"](十[一二三四五六]?|九)五[”\"](?:时期|期间|规划|计划).{0,16}(?:回顾|总结|执行情况|完成情况)", text
    )
    if reviewed:
        return _PLANS[reviewed[1]] + 5
    pattern = r"((?:19|20)\d\d)年(?:的)?(?:工作|经济社会发展)?(?:的)?(?:安排|目标|总体要求|主要任务|重点|打算)"
    ahead = re.search(pattern, text)
    if ahead:
        return int(ahead[1])
    years = _years(text)
    return max(years) if years else None


def _years(text: str) -> dict[int, int]:
    counts: dict[int, int] = {}
    for found in re.finditer(r"(?<![\d至到])((?:19|20)\d\d)(?=年)", text):
        counts[int(found[1])] = counts.get(int(found[1]), 0) + 1
    return counts


def _past_year(text: str, years: dict[int, int], now: int | None, months: tuple[int, int] | None) -> int | None:
    if not years:
        return now
    latest = max((year for year in years if now is None or year <= now), default=now)
    if latest is None or months:
        return latest
    ahead = re.search(rf"{latest}年.{{0,60}}?(?:将|是.{{0,60}}之年|要|力争|目标)", text)
    done = re.search(rf"{latest}年(?:以来|末|底|[，,]?(?:全|实现|完成|地区|我|全年)).{{0,40}}?\d", text)
    if (ahead and not done) or (now == latest and years.get(latest - 1, 0) and ahead):
        return latest - 1
    return latest


def _months(text: str) -> tuple[int, int] | None:
    found = _MONTH_PART.search(text)
    if found is None:
        return None
    if found["half"]:
        return (1, 6)
    if found["q3"]:
        return (1, 9)
    if found["q1"]:
        return (1, 3)
    if found["q2"]:
        return (4, 6)
    last = int(found["to"])
    return (1, last) if 1 < last <= 12 else None


class Clock:
    """Walks the document and says, line by line and sentence by sentence, what period holds."""

    def __init__(self, frame: Frame, flat: Flat) -> None:
        self.frame = frame
        self.flat = flat
        self.period = self._opening()
        self._said: int | None = None
        self._goal: int | None = None
        self._before: Period | None = None

    def _opening(self) -> Period:
        frame = self.frame
        if frame.plan:
            return Period(Kind.TARGET, frame.now, None, False, "document")
        return Period(Kind.ACTUAL, frame.past, frame.months if not frame.speech else None, False, "document")

    def line(self, line: Line) -> Period:
        """Move to the next line."""
        self._said = None
        piece = self.flat.text[line.start : line.end]
        if line.heading:
            self._heading(piece)
        else:
            self._paragraph(piece)
        spoken = bool(_FIVE_YEARS.search(piece[:160])) or (not line.heading and "年均" in piece)
        self.period = replace(self.period, five_years=spoken)
        return self.period

    def _heading(self, piece: str) -> None:
        back, ahead = _LOOK_BACK.search(piece), _LOOK_AHEAD.search(piece)
        years = [int(y) for y in _YEAR_ONLY.findall(piece)]
        plan = _PLAN_NAME.search(piece)
        frame = self.frame
        if back and not (ahead and ahead.start() > back.start() and "回顾" not in piece):
            year = max(years) if years else frame.past
            several = bool(_FIVE_YEARS.search(piece))
            self.period = Period(Kind.ACTUAL, self._capped(year), self._keep_months(), several, "heading")
        elif ahead and not frame.yearbook and back is None:
            over = bool(years) and frame.past is not None and max(years) <= frame.past
            done = Period(Kind.ACTUAL, max(years, default=frame.past or 0), self._keep_months(), False, "heading")
            self.period = done if over else self._planned(years, plan, piece)
        elif years and re.match(r"\D{0,8}(?:19|20)\d\d", piece):
            self._year_heading(years[0], piece)

    def _year_heading(self, year: int, piece: str) -> None:
        frame = self.frame
        if "--" in piece or "月" in piece or "报告" in piece or _FULL_DATE.search(piece):
            return
        later = frame.now is not None and frame.past is not None and year > frame.past and not frame.yearbook
        self.period = Period(Kind.TARGET if later else Kind.ACTUAL, year, None, False, "heading")

    def _planned(self, years: list[int], plan: re.Match[str] | None, piece: str) -> Period:
        ahead = self.frame.now
        if ahead is not None and not years and not plan and re.search(r"(?:今后|未来)五年", piece):
            ahead += 4
        year = max(years) if years else (_PLANS[plan[1]] + 4 if plan else ahead)
        return Period(Kind.TARGET, year, None, bool(plan), "heading")

    def _capped(self, year: int | None) -> int | None:
        past = self.frame.past
        return past if year is None or (past is not None and year > past and self.frame.speech) else year

    def _keep_months(self) -> tuple[int, int] | None:
        return None if self.frame.speech else self.frame.months

    def _paragraph(self, piece: str) -> None:
        head = piece[:90]
        frame = self.frame
        if frame.yearbook:
            return
        found = re.match(
            r"[^，。]{0,10}?(?:(?P<y>(?:19|20)\d\d)年|(?P<this>今年|新的一年|新一年)|(?P<last>过去(?:的)?一年|刚刚过去|一年来|去年|过去五年|五年来|这五年))",
            head,
        )
        if re.match(r"[^，。]{0,4}(?:今后|未来)五年", head) and frame.now is not None:
            self.period = Period(Kind.TARGET, frame.now + 4, None, False, "text")
            return
        if found is None:
            return
        if found["last"]:
            several = "五" in found["last"]
            self.period = Period(Kind.ACTUAL, frame.past, None, several, "text")
            return
        year = int(found["y"]) if found["y"] else frame.now
        if year is None:
            return
        if frame.past is not None and year > frame.past:
            will, done = len(_WILL.findall(piece)), len(_DONE.findall(piece))
            if will > done and not _MONTH_PART.search(head):
                self.period = Period(Kind.TARGET, year, None, False, "text")
        elif found["y"] and year == frame.past and self.period.kind is Kind.TARGET and found.start("y") < 3:
            if not re.search(r"将|之年|力争|确保", head):
                self.period = Period(Kind.ACTUAL, year, None, False, "text")
        elif self.period.kind is Kind.ACTUAL and found["y"] and not frame.speech and found.start("y") == 0:
            self.period = replace(self.period, year=year, several=False, why="text")

    def _goal_year(self, words: str) -> int | None:
        """The year of a goal that is announced without one."""
        now = self.frame.now
        if now is None:
            return None
        return now + 4 if re.search(r"(?:今后|未来)五年", words) else now + 1 if "明年" in words else now

    def _until(self, piece: str, start: int, period: Period) -> Period:
        """到2025年，…；…；: the year holds for the whole list; 明年 is a goal of the year after this one."""
        if start == 0 or self.flat.shape[start - 1] != "；":
            self._goal = None
        found = _UNTIL.match(piece)
        now = self.frame.now
        if found and (self.frame.past is None or int(found[1]) > self.frame.past):
            self._goal = int(found[1])
        elif now is not None and not self.frame.speech and _NEXT_YEAR.search(piece) and _MEETING.search(piece):
            self._before = self._before or self.period
            self.period = Period(Kind.TARGET, now + 1, None, False, "text")
            return self.period
        elif self._before is not None and _SO_FAR.search(piece):
            self.period, self._before = self._before, None
            return self.period
        return period if self._goal is None else Period(Kind.TARGET, self._goal, None, False, "text")

    def sentence(self, start: int, end: int) -> Period:
        """The period of one sentence; a goal announced here holds for the lines that follow."""
        piece = self.flat.text[start:end]
        frame = self.frame
        period = self.period
        if period.kind is Kind.ACTUAL and not frame.yearbook:
            goal = re.search(
                r"(?:目标(?:任务)?(?:是|为|:|，建议|建议|定为|设定为|如下)|预期目标|(?:今年|20\d\d年|明年)(?:，|我区|我市|我们|高新区|全区|全市)?.{0,16}(?:将|(?<![主重])要|力争|计划)(?!求|素|生育))",
                piece,
            )
            if goal and not re.search(r"(?:完成|实现|超额完成|达到|围绕|确定的|既定)(?:了)?.{0,14}目标", piece):
                years = [int(y) for y in _YEAR_ONLY.findall(piece[: goal.end()])]
                plan = _PLAN_NAME.search(piece[: goal.end()])
                if not years and not plan and period.several and "今年" not in piece:
                    pass
                ahead = self._goal_year(piece[: goal.end()])
                year = (
                    max(years)
                    if years
                    else (_PLANS[plan[1]] + 4 if plan and _PLANS[plan[1]] + 4 > (frame.past or 0) else ahead)
                )
                if frame.past is None or year is None or year > frame.past:
                    period = Period(Kind.TARGET, year, None, bool(plan), "text")
                    if piece.rstrip().endswith(":") or "目标" in piece:
                        self.period = period
        if not frame.speech and period.kind is Kind.ACTUAL:
            dated = [int(year) for year in _ADVERBIAL.findall(piece)]
            if dated and dated[-1] > (frame.past or 0) - 8:
                self._said = dated[-1]
            if self._said is not None and (frame.past is None or self._said <= frame.past or frame.yearbook):
                period = replace(period, year=self._said)
        period = self._until(piece, start, period)
        months = _months(piece)
        if months and period.kind is Kind.ACTUAL:
            period = replace(period, months=months)
        if period.kind is Kind.ACTUAL and _FIVE_YEARS.search(piece):
            period = replace(period, several=True)
        return period


_UNTIL = re.compile(r"^(?:力争|争取)?(?:到|至)(20\d\d)年")
_MEETING = re.compile(r"会议|提出|目标|安排|部署|要求")
_SO_FAR = re.compile(r"上半年|今年以来|截至|一季度|前三季度|全年实现|全年完成")
_NEXT_YEAR = re.compile(r"明年(?!初)")
_ADVERBIAL = re.compile(r"(?:^|(?<=[，。； ]))((?:19|20)\d\d)年(?!\d{1,2}月\d|版|修订|同期|计划)")
_COMPARED = re.compile(r"(?:比|较|与|由|从|自|是|和|相比|对比|同|于|截至|超过|[“\"《]|\d[-~至])$")


def year_before(marks: list[Mark], at: int, start: int, shape: str) -> Mark | None:
    """The last date in this sentence before the figure that dates it: not one compared with (比2010年, 由2010年的)."""
    for mark in reversed(marks):
        if mark.start < start:
            return None
        if mark.start >= at or mark.kind is not MarkKind.DATE:
            continue
        if _COMPARED.search(shape, max(start, mark.start - 4), mark.start):
            continue
        return mark
    return None
