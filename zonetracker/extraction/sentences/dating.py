"""Which year a row is for, and whether it is still to come, as the words of its sentence say."""

from __future__ import annotations

import re

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.clause import Clause
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.patterns import AIMED
from zonetracker.extraction.text.periods import Period, year_before
from zonetracker.model.facts import Kind

_PLANNED = re.compile(
    r"力争|确保|计划(?!生育|单列|项目|外)|拟|争取(?=.{0,8}(?:达|完成|实现|引进|新))|目标|任务数|将(?!军)|努力|奋力|预期"
)
_MEANT = re.compile(
    r"力争|力保|确保|务必|(?:^|[，、]|全[市区县省年])(?:计划(?!总投资|投资|生育|内|外|的|任务|目标|数)|拟|将(?!军))"
)
_TASK = re.compile(
    r"(?:任务|目标)[数值量]?(?:为|是|:|达到?)?(?:[\d.]+[^，。、\d]{1,4}、)?$|(?:批准|下达|确定|核定|年初)[^，。]{0,16}(?:预算|计划|任务|目标)[^，。]{0,8}(?:为|是)$|(?:年初|调整)预算[数为]*$|预算数[为]?$|(?:预算|执行中|中期)调整(?:预算)?[为到]$"
)
_TASK_MET = re.compile(r"(?:完成|达到|实现|占|超|达|为|是)[^，。、]{0,10}(?:任务|目标|指标)[数值量]?(?:[\d.]+%?、)?$")
_DONE_PLAINLY = re.compile(r"已(?!经开)|实际|目前|截至|完成了|实现了|达到了")
_DONE_SINCE = re.compile(_DONE_PLAINLY.pattern + "|[，、]完成|[，、]实现")
_ACTUALLY = re.compile(r"，实际(?:完成|新建|建成|开工|竣工|引进|改造|培训|发放)[\d.]+")
_OVER_YEARS = re.compile("年均|每年|五年|累计")
_BASIS = re.compile(r"[^，。\d]{0,6}基础上")
_YEAR_BEHIND = re.compile(r"\(((?:19|20)\d\d)年\)")
_MET_BESIDE = re.compile(r"(?:任务|目标|计划)数?[\d.]+[^，。、\d]{1,4}[，、](?:已|实际)?完成$")
_AIM = re.compile(r"[^。；]{0,60}?的(?:预期|奋斗|年度|总体|发展|增长)?目标")
_REACHED = re.compile(
    r"(?:达到?|突破|超过?|(?:提高|增加|发展|提升|增长|上升|扩大|下降|降低|压缩|减少)(?:到|至)|[升增降]至|稳定在|稳居全?[国省市区县]|为)了?(?:近|约)?(?:[\d.]+[^，。\d]{0,4}[和、])?$"
)
_SUMMED = re.compile(r"累计|新增|新建|共|年均|完成|实施|建成|引进|发放|[“\"]?十[一二三四五]?五[”\"]?")
_LAST_YEAR = re.compile(r"(?<![比较与由从是占为同])(?:去年|上年)(?!同期|末|底|度|的[\d.])")


_COMING = re.compile(
    r"力争|确保|将(?!军)|拟|计划(?!生育|内|外)|即将|有望|预计(?=.{0,8}(?:明年|年底|年内|\d+月|20\d\d年))|可(?:按计划)?$"
)


def event_time(words: str, clause: str, period: Period) -> tuple[Kind, int | None]:
    """Whether an event is still to come, and its year; `words` stand before its verb, `clause` is its part of them."""
    kind = Kind.TARGET if _COMING.search(words) else period.kind
    if kind is Kind.ACTUAL:
        return kind, period.year
    said = re.search(r"(?<!\d)20\d\d(?=年)", clause)
    if said:
        return kind, int(said[0])
    if period.kind is Kind.ACTUAL and period.year is not None and re.search("明年|来年", words):
        return kind, period.year + 1
    return kind, period.year


class Dating(Clause):
    """Gives rows their year, kind and period."""

    def draft(self, mark: Token, quote_start: int, name: str, subject: str) -> Draft:
        """A row for a figure, with its year, kind and period; its figures are still to be filled in."""
        draft = Draft(mark.start, mark.end, quote_start, mark.tail, name, subject)
        draft.masked = mark.masked
        draft.unit_kind = mark.unit_kind
        self._date(draft, mark)
        return draft

    def _date(self, draft: Draft, mark: Token) -> None:
        draft.kind, draft.year = self.period.kind, self.period.year
        dated = year_before(self.marks, mark.start, self.start, self.shape)
        before = self.text[self.start : mark.start]
        self._set_year(draft, mark, dated, before)
        self._set_kind(draft, mark, dated, before)
        months = self._months_of(dated)
        if draft.kind is Kind.ACTUAL and months and draft.year is not None and "全年" not in before:
            draft.period = f"{draft.year}-{months[0]:02d}..{draft.year}-{months[1]:02d}"
        elif self._is_cumulative(draft, before):
            draft.period = "cumulative"

    def _set_year(self, draft: Draft, mark: Token, dated: Token | None, before: str) -> None:
        planned = self.period.kind is Kind.TARGET
        by_then = dated is not None and planned and self.shape[dated.end : dated.end + 1] in "底末"
        if dated is not None and dated.year is not None and dated.year != self.period.year and not by_then:
            draft.doubt("year_said")
            self._dated(draft, dated, before)
        elif dated is None and self.frame_now is not None:
            self._relative_year(draft, before)
        behind = _YEAR_BEHIND.match(self.text, mark.tail)
        if behind:
            draft.year = int(behind[1])

    def _set_kind(self, draft: Draft, mark: Token, dated: Token | None, before: str) -> None:
        if draft.kind is Kind.TARGET and _BASIS.match(self.text, mark.tail) and "在" in before[-24:]:
            draft.kind, draft.year = Kind.ACTUAL, self.whole.frame.past
        if draft.kind is Kind.TARGET and _MET_BESIDE.search(before[-28:]):
            draft.kind = Kind.ACTUAL
        if draft.kind is Kind.ACTUAL and self._then_actually(mark):
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
        elif draft.kind is Kind.ACTUAL:
            self._to_come(draft, mark, before, dated is not None)

    def _months_of(self, dated: Token | None) -> tuple[int, int] | None:
        """The months that a figure is for; a semicolon carries them on, a date before the figure lifts them."""
        months = self.period.months
        if months is None and dated is None and self.start and self.shape[self.start - 1] == "；":
            months = self.carry.months
        self.carry.months = months
        if dated is not None and dated.months is not None and dated.kind is MarkKind.DATE:
            return None
        return months

    def _is_cumulative(self, draft: Draft, before: str) -> bool:
        """Whether a figure sums up several years, gone by or planned."""
        if self.period.several:
            if _REACHED.search(before[-16:]) and not _SUMMED.search(before[-24:]):
                return False
            if draft.kind is Kind.ACTUAL and not self._one_year(before):
                return True
            if re.search(r"近年来|五年来|累计", before):
                return True
        if draft.kind is not Kind.TARGET or not _OVER_YEARS.search(before[-14:]):
            return False
        now = self.frame_now
        return now is not None and draft.year is not None and draft.year >= now + 3

    def _one_year(self, before: str) -> bool:
        """Whether the sentence, or the one before its semicolon, speaks of one year: 2016年，…；…."""
        held = self.carry.one_year and self.start > 0 and self.shape[self.start - 1] == "；"
        self.carry.one_year = held or re.search(r"20\d\d年", before) is not None
        return self.carry.one_year

    def _then_actually(self, mark: Token) -> bool:
        """改造道路60公里，实际完成66公里: the first of the two was the task."""
        found = _ACTUALLY.match(self.text, mark.tail)
        return found is not None and bool(mark.unit) and self.text.startswith(mark.unit or "", found.end())

    def _to_come(self, draft: Draft, mark: Token, before: str, dated: bool) -> None:
        """A figure of a looking-back part that the words before it make a task of that year, or a goal of the next."""
        near = before[-28:]
        if _TASK.search(near):
            task = not (mark.unit_kind == "percent" and _TASK_MET.search(near))
            if task:
                draft.kind = Kind.TARGET
                draft.doubt("kind_by_word")
            return
        if AIMED.search(before[-60:]) and _AIM.match(self.shape, mark.tail, min(self.end, mark.tail + 80)):
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
            return
        said = None
        for found in _MEANT.finditer(before):
            said = found
        if said is None or (_DONE_SINCE if said.start() > 6 else _DONE_PLAINLY).search(before, said.end()):
            return
        draft.kind = Kind.TARGET
        draft.doubt("kind_by_word")
        frame = self.whole.frame
        if not dated and draft.year == frame.past and self.period.why != "heading" and frame.ahead is not None:
            draft.year = frame.ahead if frame.now != frame.past else draft.year

    def _dated(self, draft: Draft, dated: Token, before: str) -> None:
        year = dated.year or 0
        frame = self.whole.frame
        draft.year = year
        if frame.past is not None and year > frame.past and not frame.yearbook:
            tail = self.text[max(self.start, dated.start - 1) : dated.start]
            goal = tail in ("到", "至") or _PLANNED.search(before) or self.period.kind is Kind.TARGET
            draft.kind = Kind.TARGET if goal or frame.speech else draft.kind
        elif frame.past is not None and year <= frame.past:
            draft.kind = Kind.ACTUAL

    def _relative_year(self, draft: Draft, before: str) -> None:
        now = self.whole.frame.now
        if now is None or self.whole.frame.yearbook or self.period.kind is Kind.TARGET:
            return
        if _LAST_YEAR.search(before) and not re.search(r"[比较与](?:上年|去年)", before):
            draft.year = now - 1

    def _year_behind(self, at: int) -> bool:
        """Whether the year of a figure follows it in brackets: 31.2%(2000年)."""
        return _YEAR_BEHIND.match(self.text, at) is not None

    def _year_of_base(self, when: str, year: int | None) -> int | None:
        """The year of the first figure in 由…增加到…."""
        said = re.search(r"(?:19|20)\d\d", when)
        plan = re.search(r"十([一二三四五])?五", when)
        if said:
            return int(said[0])
        if plan:
            return {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030}.get(plan[1] or "", 2005)
        if self.carry.from_year and not when:
            return self.carry.from_year
        if year is None:
            return None
        return year - (5 if self.period.several or self.period.plan_review else 1)

    @property
    def frame_now(self) -> int | None:
        return self.whole.frame.now
