"""Which year a row is for, and whether it is still to come, as the words of its sentence say."""

from __future__ import annotations

import re
from dataclasses import replace

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.deadlines import STOPPED, Extent
from zonetracker.extraction.sentences.listing import Listed
from zonetracker.extraction.sentences.patterns import AIMED, DETAIL
from zonetracker.extraction.text.intent import Intent, IntentWords, intent_words, last_intent
from zonetracker.extraction.text.time_words import WITHIN
from zonetracker.extraction.text.times import Role, Time
from zonetracker.model.facts import Kind

_TASK = re.compile(
    r"(?:任务|目标)[数值量]?(?:为|是|:|达到?)?(?:[\d.]+[^，。、\d]{1,4}、)?$|(?:批准|下达|确定|核定|年初)[^，。]{0,16}(?:预算|计划|任务|目标)[^，。]{0,8}(?:为|是)$|(?:年初|调整)预算[数为]*(?:合计|总计)?为?$|(?:收入|支出)预算(?:数|合计|总计)*为?$|预算数[为]?$|(?:预算|执行中|中期)调整(?:预算)?[为到]$"
)
_SET_BEFORE = re.compile("任务|目标|预算|计划|调整")
"""No task is told without one of these."""
_TASK_MET = re.compile(r"(?:完成|达到|实现|占|超|达|为|是)[^，。、]{0,10}(?:任务|目标|指标)[数值量]?(?:[\d.]+%?、)?$")
_TASK_DONE = re.compile(r"(?:^|[，。；\d]|已|累计|共|全[镇乡市县区])完成了?[^，。；、\d]{2,10}任务$")
_IN_BRACKETS = re.compile(r"\(其中[^()]*$")
_PAST_TASK = re.compile("[，\\d]|(?:完成|(?<=完成))率|(?:占|完成|达到?)[^，。]{0,12}$|的$")
_DONE_SINCE = re.compile("[，、](?:完成|实现|累计(?=[已有])|已累计|已有|现有)")
_ACTUALLY = re.compile(r"，实际(?:完成|新建|建成|开工|竣工|引进|改造|培训|发放)[\d.]+")
_BASIS = re.compile(r"[^，。\d]{0,6}基础上")
_YEAR_BEHIND = re.compile(r"\(((?:19|20)\d\d)年\)")
_YEARS_BEHIND = re.compile(r"[^，。；:()\d]{2,30}\((?:19|20)\d\d年?[-~至到—－]{1,2}((?:19|20)\d\d)年?\)")
_NEAR_BEHIND = 32
"""A bracket with such years begins before that."""
_MET_BESIDE = re.compile(r"(?:任务|目标|计划)数?[\d.]+[^，。、\d]{1,4}[，、](?:已|实际)?完成$")
_PLAN_DONE = re.compile(r"[\d.]+(?P<unit>[^，。、；\d]{1,4})，(?:已|共)?完成$")
_OF_PLAN = r"(?:占|达|完成)(?:年度|全年|年初|总)*的?(?:目标|计划|任务)+(?:投资|总?数|量|数)?的"
_IN_PLAN = re.compile(rf"{_OF_PLAN}$")
_THEN_IN_PLAN = re.compile(rf"，{_OF_PLAN}\d")
_STANDS = re.compile(
    r"(?:(?<![由从比较])现有|已(?=完成|建成|开工|竣工|投入|实现|落地|达|有|累计|提前|超额|签约|引进)|实际完成)"
    r"[^，。；:、]{0,20}$"
)
_REST = re.compile(f"[底末]?(?:{WITHIN}|前)(?=.{{2}})")
_SET = re.compile("的(?:年度|全年|年初|计划)(?:目标任务|目标|任务)")
_AIM = re.compile(r"(?:[^。；]{0,60}?的)?(?:预期|奋斗|年度|总体|发展|增长)?目标")
_PLANNED = re.compile("(?:提出|明确|规划|要求|目标(?:是|为)?)[，:]?(?:到|至)?$")
_ARRANGED = re.compile(
    r"[^，。；]{0,8}?(?P<year>(?:19|20)\d\d)年度?，?[^，。；\d]{0,8}?(?:安排|确定)(?!资金|财政|专项|补助|经费|预算|就业|岗位)"
    r"[^，。；\d]{0,16}(?:项目|工程)"
)
_EACH = re.compile("分别|依次")
_JOINED = re.compile("[、和及与]")


class Dating(Extent, Listed):
    """Gives rows their year, kind and period."""

    _intents: IntentWords | None = None
    _several: bool | None = None

    def draft(self, mark: Token, quote_start: int, name: str, subject: str) -> Draft:
        """A row for a figure, with its year, kind and period; its figures are still to be filled in."""
        same = subject == name
        name = self._timeless(name, quote_start, mark)
        subject = name if same else self._timeless(subject, quote_start, mark)
        draft = Draft(mark.start, mark.end, quote_start, mark.tail, name, subject)
        draft.masked = mark.masked
        draft.unit_kind = mark.unit_kind
        self._date(draft, mark)
        return draft

    def _timeless(self, name: str, start: int, mark: Token) -> str:
        """A name without the time that dates its figure: 规上企业2024年产值."""
        for time in self._times(start, mark.start) if self._timed else ():
            words = self.text[time.start : time.end]
            if (time.dates or time.role is Role.SAME) and not time.several and words in name and words != name:
                name = self.namer.clean(name.replace(words, "", 1)) or name
            elif found := _REST.match(name):
                name = self.namer.clean(name[found.end() :]) if words.endswith(found[0]) else name
        return name

    def _date(self, draft: Draft, mark: Token) -> None:
        draft.kind, draft.year = self.period.kind, self.period.year
        said = self._in_turn(self.whole.times.dating(self.start, mark.start), mark) if self._timed else None
        time = said or self._in_turn(self.carried, mark)
        before = self.text[self.start : mark.start]
        self._set_year(draft, mark, time, before)
        self._set_kind(draft, mark, said, before)
        self.set_period(draft, mark, time, before)
        draft.deadline = self.deadline(draft, mark, time) if draft.kind is Kind.TARGET else None
        self._note(draft, mark, time)

    def _in_turn(self, time: Time | None, mark: Token) -> Time | None:
        """2021年、2022年分别完成5亿元、6亿元: each figure has the time in its place."""
        if time is None:
            return None
        if time.several:
            return self._year_in_turn(time, mark)
        row = [time]
        for earlier in reversed(self._times(self.start, time.start)):
            if self.shape[earlier.end : row[0].start] not in ("、", "和", "及", "与"):
                break
            row.insert(0, earlier)
        if len(row) == 1:
            return time
        place = sum(time.end <= other.start < mark.start for other in self.marks if other.kind is MarkKind.FIGURE)
        if place >= len(row) or not _EACH.search(self.shape, max(self.start, row[0].start - 8), mark.start):
            return time
        return row[place]

    def _year_in_turn(self, time: Time, mark: Token) -> Time:
        """2021-2023年，分别完成5亿元、6亿元、8亿元: as many figures as years, each of its own."""
        if time.years is None or not _EACH.search(self.shape, max(self.start, time.end), mark.start):
            return time
        figures = [one for one in self.marks if one.kind is MarkKind.FIGURE and one.start >= time.end]
        row = [mark]
        for other in reversed([one for one in figures if one.start < mark.start]):
            if not _JOINED.fullmatch(self.shape, other.tail, row[0].start):
                break
            row.insert(0, other)
        place = len(row) - 1
        for other in [one for one in figures if one.start > mark.start]:
            if not _JOINED.fullmatch(self.shape, row[-1].tail, other.start):
                break
            row.append(other)
        first, last = time.years
        if len(row) != last - first + 1:
            return time
        return replace(time, years=(first + place, first + place))

    def _note(self, draft: Draft, mark: Token, time: Time | None) -> None:
        """What the choice of year and kind leant on, for how sure the row is."""
        if "year_said" in draft.reasons and time is not None and STOPPED.search(self.shape, time.end, mark.start):
            draft.doubt("year_far")
        if self._timed and self._many_years():
            draft.doubt("years_near")
        if Intent.DEED in self.intents.kinds and len(self.intents.kinds) > 1:
            draft.doubt("kind_near_both")
        if self.period.why == "text":
            draft.doubt("time_by_text")
        elif self.period.why == "document" and time is None:
            draft.doubt("time_of_document")

    def _many_years(self) -> bool:
        """Whether the sentence speaks of more than one year."""
        if self._several is None:
            times = self._times(self.start, self.end)
            self._several = len({time.years for time in times if time.dates and time.years}) > 1
        return self._several

    @property
    def intents(self) -> IntentWords:
        """The words of will and of deed in the sentence."""
        if self._intents is None:
            self._intents = intent_words(self.text[self.start : self.end])
        return self._intents

    def _set_year(self, draft: Draft, mark: Token, time: Time | None, before: str) -> None:
        if time is not None and time.year not in (None, self.period.year) and self._rules(time, mark, before):
            draft.doubt("year_said")
            self._dated(draft, time, mark)
        draft.year = self._year_behind(mark.tail) or draft.year

    def _set_kind(self, draft: Draft, mark: Token, time: Time | None, before: str) -> None:
        if self.rows and self._in_brackets(before):
            draft.kind, draft.year = self.rows[-1].kind, self.rows[-1].year
            return
        until = self._until_behind(mark.tail)
        if until is not None:
            draft.kind, draft.year = Kind.TARGET, until
            return
        if draft.kind is Kind.TARGET and self._is_met(draft, mark, time, before):
            draft.kind = Kind.ACTUAL
        if draft.kind is Kind.TARGET:
            return
        if self._then_actually(mark):
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
            return
        if time is not None and self._is_coming(time, mark, before):
            draft.kind = Kind.TARGET
            draft.doubt("kind_by_word")
        self._to_come(draft, mark, before, time is not None and time.named)

    def _is_met(self, draft: Draft, mark: Token, time: Time | None, before: str) -> bool:
        """Whether a figure among goals is what was reached, or what they set out from; it gets the year of that."""
        if self._is_basis(mark, before):
            draft.year = self.whole.frame.past
            return True
        if self._met_beside(before):
            return True
        if self._stands(time, mark, before):
            draft.doubt("kind_by_word")
            draft.year = self._standing_year(time)
            return True
        return False

    @rule(Rule.AS_ITS_WHOLE)
    def _in_brackets(self, before: str) -> bool:
        """(其中工业12亿元): a part in brackets is of the time of the row before it."""
        return "(其中" in before and _IN_BRACKETS.search(before) is not None

    @rule(Rule.SET_OUT_FROM)
    def _is_basis(self, mark: Token, before: str) -> bool:
        """在去年80亿元的基础上: where a goal sets out from is reported."""
        return _BASIS.match(self.text, mark.tail) is not None and "在" in before[-24:]

    @rule(Rule.MET_BESIDE)
    def _met_beside(self, before: str) -> bool:
        """任务20个、已完成5个: what is met, beside its task."""
        return _MET_BESIDE.search(before[-28:]) is not None

    @rule(Rule.MET_BESIDE)
    def _is_of_plan_met(self, mark: Token, before: str) -> bool:
        """计划新建道路10公里，完成12公里，占计划的120%: what came of that which a sentence calls planned."""
        last = self.intents.last(mark.start - self.start)
        if last is None or last[0] is not Intent.WILL or "计划" not in before[last[1] : last[2]]:
            return False
        done = _PLAN_DONE.search(before)
        if done is not None and done["unit"] == mark.unit:
            return True
        return (
            _IN_PLAN.search(before) if mark.unit_kind == "percent" else _THEN_IN_PLAN.match(self.text, mark.tail)
        ) is not None

    @rule(Rule.STILL_TO_COME)
    def _is_coming(self, time: Time, mark: Token, before: str) -> bool:
        """Whether a time lies after the day of writing (预计二季度), or bounds what is wanted (提出到2020年)."""
        frame = self.whole.frame
        if time.role is Role.BY and _PLANNED.search(before[: time.start - self.start]):
            return True
        if time.months is None or frame.speech or Intent.DEED in self.intents.kinds or not self.holds(time, mark):
            return False
        if time.role is Role.BY:
            return not self._is_over(time)
        now = frame.certain and frame.month > 0 and (time.year or self.period.year) == frame.now
        first, last = time.months
        foreseen = "预计" in before[max(0, time.start - self.start - 12) :]
        begins = (first > frame.month and not time.end_of) or (frame.month < last and foreseen)
        return now and begins and time.role is Role.OWN

    def _is_over(self, time: Time) -> bool:
        """至6月底: how things stood, in a text about the half year or one written later; 6月底前 is a deadline."""
        if not time.end_of or time.months is None or self.text.endswith(("前", "内"), time.start, time.end):
            return False
        frame, last = self.whole.frame, time.months[1]
        told = frame.months is not None and last <= frame.months[1]
        return (told or last < frame.month) and (time.year or self.period.year) == frame.now

    def _standing_year(self, time: Time | None) -> int | None:
        """The year of what stands 目前: that of writing, but in a report that of the last review."""
        frame = self.whole.frame
        if time is not None and time.years is not None:
            return time.year
        return frame.now if frame.narrates else frame.past

    @rule(Rule.STANDS_SO)
    def _stands(self, time: Time | None, mark: Token, before: str) -> bool:
        """Whether a figure among goals is how things stand: 目前, 截至9月底, 已完成."""
        if time is not None and time.role is Role.AS_OF:
            return self._meant(time.end, mark) is None
        return _STANDS.search(before) is not None

    def _rules(self, time: Time, mark: Token, before: str) -> bool:
        """Whether a year said is that of the figure. Among goals 去年85个项目 is said of the projects, a year gone by
        holds until a word of will, and of those to come only 到2025年 goes beyond its own clause.
        """
        if self.period.kind is Kind.ACTUAL or time.role is Role.BY:
            return True
        if self.text[time.end : time.end + 1].isdigit():
            return False
        past = self.whole.frame.past
        if past is not None and time.year is not None and time.year <= past:
            return time.year == self.frame_now or self._meant(time.end, mark) is None
        return self.holds(time, mark)

    @rule(Rule.THEN_ACTUALLY)
    def _then_actually(self, mark: Token) -> bool:
        """改造道路60公里，实际完成66公里: the first of the two was the task."""
        found = _ACTUALLY.match(self.text, mark.tail) if self.text.startswith("，实际", mark.tail) else None
        return found is not None and bool(mark.unit) and self.text.startswith(mark.unit or "", found.end())

    def _to_come(self, draft: Draft, mark: Token, before: str, dated: bool) -> None:
        """A figure of a looking-back part that the words before it make a task of that year, or a goal of the next."""
        meant = self._intended(mark, before)
        if meant is None:
            return
        draft.kind = Kind.TARGET
        draft.doubt("kind_by_word")
        frame = self.whole.frame
        later = frame.now != frame.past and frame.ahead is not None and self.period.why != "heading"
        if meant is Intent.WILL and later and not dated and draft.year == frame.past:
            draft.year = frame.ahead

    @rule(Rule.MEANT)
    def _intended(self, mark: Token, before: str) -> Intent | None:
        """任务数3个, 下达…, 围绕…的目标, 力争…: what the words around a figure make of it."""
        near = before[-28:]
        if _SET_BEFORE.search(near) and _TASK.search(near):
            met = _TASK_MET.search(near) if mark.unit_kind == "percent" else _TASK_DONE.search(near)
            return None if met and self._meant(self.start, mark) is not Intent.WILL else Intent.TASK
        if self._is_arranged(mark) or self._is_part_of_plan(mark):
            return Intent.TASK
        if "计划" in before and self._is_of_plan_met(mark, before):
            return None
        aimed = AIMED.search(before[-60:]) and _AIM.match(self.shape, mark.tail, min(self.end, mark.tail + 80))
        return Intent.TASK if aimed or _SET.match(self.text, mark.tail) else self._meant(self.start, mark)

    def _is_arranged(self, mark: Token) -> bool:
        """2021年安排重点项目710项，…: what the year of writing was to bring, until a word of will or deed is told."""
        if self.period.kind is not Kind.ACTUAL or not self.whole.frame.narrates:
            return False
        found = _ARRANGED.match(self.text, self.start, mark.start)
        if found is None or int(found["year"]) != self.frame_now:
            return False
        return self.intents.last(mark.start - self.start) is None

    def _is_part_of_plan(self, mark: Token) -> bool:
        """计划开工项目86个。其中，亿元以上46个: parts of what is planned, until a word of will or deed is told."""
        if not DETAIL.match(self.shape, self.start) or Intent.DEED in self.intents.kinds or self._told_done():
            return False
        begin = self._after_last("。；\n", self.start - 1)
        rows = [row for row in self.carry.rows if begin <= row.start < self.start]
        return bool(rows) and all(row.kind is Kind.TARGET for row in rows)

    def _told_done(self) -> bool:
        """Whether the sentence tells of something that was done (列入了)."""
        return "了" in self.text[self.start : self.end]

    def _meant(self, start: int, mark: Token) -> Intent | None:
        """The last word of will or deed from flat `start` to a figure where it is one of will; a task is that of one
        figure.
        """
        before = self.text[max(start, self.start) : mark.start]
        last = last_intent(before) if start > self.start else self.intents.last(mark.start - self.start)
        if last is None or last[0] is Intent.DEED:
            return None
        word, at, end = last
        if word is Intent.TASK:
            of_share = before[:at].endswith(("占", "完成", "达到", "为")) and not before.endswith("(")
            return None if of_share or _PAST_TASK.search(before, end) else word
        return word if at <= 6 or _DONE_SINCE.search(before, at) is None else None

    def _dated(self, draft: Draft, time: Time, mark: Token) -> None:
        """The year said for a figure; one that is over reports, one still to come is a goal where words say so."""
        frame = self.whole.frame
        year = draft.year = time.year
        if frame.past is None or year is None:
            return
        if year <= frame.past:
            still = draft.kind is Kind.TARGET and year == frame.now
            if not still or self._meant(time.end, mark) is None:
                draft.kind = Kind.ACTUAL
        elif self._is_ahead(time) or self._meant(self.start, mark) is not None:
            draft.kind = Kind.TARGET

    def _is_ahead(self, time: Time) -> bool:
        """Whether a year to come makes a goal without a word of will: 到2025年, 明年, and any year among goals."""
        frame = self.whole.frame
        if self.period.kind is Kind.TARGET or frame.speech or not time.named or time.role is Role.BY:
            return True
        return frame.certain and frame.now is not None and time.year is not None and time.year > frame.now

    @rule(Rule.YEAR_BEHIND)
    def _year_behind(self, at: int) -> int | None:
        """The year of a figure that follows it in brackets: 31.2%(2000年)."""
        behind = _YEAR_BEHIND.match(self.text, at) if self.text.startswith("(", at) else None
        return int(behind[1]) if behind is not None else None

    @rule(Rule.YEAR_BEHIND)
    def _until_behind(self, at: int) -> int | None:
        """The last year of a task whose years to come stand behind it in brackets: 2600个村通公路(2013-2017年)."""
        if self.text.find("(", at, at + _NEAR_BEHIND) < 0:
            return None
        years, now = _YEARS_BEHIND.match(self.text, at, self.end), self.whole.frame.now
        return int(years[1]) if years is not None and now is not None and int(years[1]) > now else None

    @rule(Rule.OF_BASE)
    def _year_of_base(self, when: str, draft: Draft) -> int | None:
        """The year of the first figure in 由…增加到…."""
        said = re.search(r"(?:19|20)\d\d", when)
        plan = re.search(r"十([一二三四五])?五", when)
        if said:
            return int(said[0])
        if plan:
            return {"一": 2010, "二": 2015, "三": 2020, "四": 2025, "五": 2030}.get(plan[1] or "", 2005)
        paragraph = self._after_last("\n", self.start)
        run = self.whole.times.dating(paragraph, draft.start) if not when else None
        if run is not None and run.years is not None and run.several and run.role is Role.OWN:
            return run.years[0] - 1
        if self.carry.from_year and not when:
            return self.carry.from_year
        if draft.year is None:
            return None
        return draft.year - (5 if self.period.several or self.period.plan_review else 1)
