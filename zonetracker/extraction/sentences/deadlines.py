"""What a figure covers, part of a year or several, and by when it is wanted: 6月底前, 年底前, 2025年底, 上半年."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.clause import Clause
from zonetracker.extraction.sentences.patterns import DETAIL
from zonetracker.extraction.text.periods import lies_ahead
from zonetracker.extraction.text.times import Role, Time, Timeline
from zonetracker.model.facts import Kind

_OVER_YEARS = re.compile("年均|每年|五年|累计")
_ALL = re.compile("累计|先后")
_GREW = re.compile("[，、](?:同比|比上年|较上年)?(?:增长|下降)")
_REACHED = re.compile(
    r"(?:达到?|突破|迈上|跨过|超过?|(?:提高|增加|发展|提升|增长|上升|扩大|下降|降低|压缩|减少)(?:到|至)|[升增降](?:到|至)|稳定在|稳居全?[国省市区县]|为)了?(?:近|约)?(?:[\d.]+[^，。\d、和]{0,6}[和、]){0,4}$"
)
_SUMMED = re.compile(r"累计|净增|新增|新建|(?<!公)共|年均|完成|实施|建成|引进|发放|[“\"]?十[一二三四五]?五[”\"]?")
_STANDING = ("区面积", "辖面积", "规划面积", "总面积", "占地面积", "开发面积")
"""What is as large as it is, whatever came about over years."""
STOPPED = re.compile("[，；]")
_GROWN_TO = re.compile(r"(?:新增|净增|新(?:引进|建|签|入)).*累计(?:达到?|有|建成)?$")
_RUN_SUMMED = re.compile(
    r"(?<![\d第])(?:[两三四五六七八九十]|\d{1,2})年(?:累计|共(?![同享建])|总共)[^，。；\d]{0,20}$"
    r"|(?<![\d第近续前上])(?:[两三四五六七八九十]|\d{1,2})年(?:来|间)?(?:均|分别)?(?:增长|增加|提高|提升|上升|下降|降低|减少|[增降]幅)(?:了|达)?"
    r"(?:[\d.]+[^，。；\d]{1,4}){0,4}$"
)
_NEAR = 3
_LONG = 400
_YEARLY_AFTER = re.compile("[，、]年均")
_LAST = 24
_ITEM_DONE = re.compile(r"(?P<done>(?:前|内)?(?:全部|全面)?(?:完成|完工|竣工|办结|落实到位|建成))?\)?。?\)?")
_TIME_LIMIT = re.compile(r"(?:完成|办结|办理|整改)?(?:时限|时间|期限)(?:要求)?[:为]")
_SET_OFF = re.compile(r"[，:(;；、 ]于?$")
_ALONE = re.compile("(?:(?:要|须)?(?:确保|力争|争取|计划|拟)?(?:于|在)?)?")
_BESIDE = re.compile("[^，。；:、()]*")
_OF_PART = re.compile("主体|基础|启动|开始")
_CAPACITY = re.compile("能力|规模|产能|[率额]$")


def deadline_of(time: Time, year: int | None) -> str | None:
    """The last day, month or year's end of a time, for a figure of `year`; None for a year alone."""
    said = time.year if time.named else year
    if said is None or (time.months is None and not time.end_of):
        return None
    month = time.months[1] if time.months is not None else 12
    return f"{said}-{month:02d}" + (f"-{time.day:02d}" if time.day else "")


@rule(Rule.WANTED_BY)
def set_due_of_item(text: str, timeline: Timeline, end: int, rows: list[Draft]) -> None:
    """(牵头单位:…，10月底前完成), 完成时限:2023年11月底 at flat `end` of an item: by then all its goals are due."""
    goals = [row for row in rows if row.kind is Kind.TARGET and row.deadline is None]
    times = timeline.within(max(0, end - _LAST), end) if goals else ()
    if not times or times[-1].months is None or times[-1].role not in (Role.OWN, Role.BY):
        return
    time = times[-1]
    behind = _ITEM_DONE.fullmatch(text, time.end, end)
    set_off = _SET_OFF.search(text, max(0, time.start - 2), time.start)
    limit = _TIME_LIMIT.search(text, max(0, time.start - _LAST), time.start)
    if behind is not None and set_off is not None and (behind["done"] or limit):
        for row in goals:
            row.deadline = deadline_of(time, row.year)


class Extent(Clause):
    """Gives rows their period and deadline."""

    _begun = -1

    def set_period(self, draft: Draft, mark: Token, time: Time | None, before: str) -> None:
        """The months that a figure is for, or that it sums up several years."""
        whole = self._whole_told(draft) if time is None else None
        months = self._months(draft, mark, time)
        if whole is not None:
            draft.period = whole.period
        elif months not in (None, (1, 12)) and draft.year is not None:
            draft.period = f"{draft.year}-{months[0]:02d}..{draft.year}-{months[1]:02d}"
            if time is None and self.whole.frame.months_open:
                draft.doubt("months_open")
        elif self._spans(draft, mark, time, before) or self._is_cumulative(draft, mark, before):
            draft.period = "cumulative"
        elif time is None and self._may_go_on(draft):
            draft.doubt("months_open")

    @rule(Rule.AS_ITS_WHOLE)
    def _whole_told(self, draft: Draft) -> Draft | None:
        """1-9月出口80亿元。其中，…；…: what a sentence gives the parts of, where it was told of some months."""
        if draft.kind is not Kind.ACTUAL or not DETAIL.match(self.shape, self._begin()):
            return None
        near = reversed(self.carry.rows[-_NEAR:])
        whole = next((row for row in near if row.unit_kind == draft.unit_kind), None)
        if whole is None or ".." not in whole.period or (whole.kind, whole.year) != (draft.kind, draft.year):
            return None
        return whole if self.shape.find("\n", whole.end, draft.start) < 0 else None

    def _begin(self) -> int:
        """Where the sentence with all its semicolons begins."""
        if self._begun < 0:
            floor = max(0, self.start - _LONG)
            self._begun = max(self.shape.rfind("。", floor, self.start), self.shape.rfind("\n", floor, self.start)) + 1
        return self._begun

    def _may_go_on(self, draft: Draft) -> bool:
        """…，1-9月税收25亿元；利用外资3亿元: whether months told before a semicolon may be meant behind it too."""
        if draft.kind is not Kind.ACTUAL or self.start == 0 or self.shape[self.start - 1] != "；":
            return False
        told = self.whole.times.dating(self._begin(), self.start)
        return told is not None and told.months is not None and told.role is Role.OWN and not told.end_of

    @rule(Rule.OF_MONTHS)
    def _months(self, draft: Draft, mark: Token, time: Time | None) -> tuple[int, int] | None:
        """The months of the time that dates the figure; without one those of the part."""
        if time is None:
            return self.period.months if draft.kind is Kind.ACTUAL else None
        if time.months is None or (time.moment and (time.day or draft.kind is Kind.ACTUAL)):
            return None
        by_then = time.role is Role.BY or time.end_of
        if draft.kind is Kind.ACTUAL:
            return (1, time.months[1]) if by_then else time.months
        one = time.months[0] == time.months[1]
        return None if by_then or (one and not self.holds(time, mark)) else time.months

    def holds(self, time: Time, mark: Token) -> bool:
        """Whether a time is that of the figure's own clause, or the one that its sentence opens with."""
        if any(led is not None and led.start == time.start for led in (self.carried, self.carry.time)):
            return True
        return STOPPED.search(self.shape, time.end, mark.start) is None

    @rule(Rule.SUMMED_UP)
    def _spans(self, draft: Draft, mark: Token, time: Time | None, before: str) -> bool:
        """Whether a figure sums up the years that its time names, or says what changed since an earlier one."""
        if time is not None and time.several:
            return self._sums(mark, before)
        if draft.kind is Kind.TARGET:
            return False
        if self._so_far(time, mark, before):
            return True
        if not self._timed or draft.year is None:
            return False
        near = self._times(max(self.start, mark.start - 24), mark.start)
        based = next((one for one in reversed(near) if one.role is Role.COMPARED and one.year is not None), None)
        if based is None or based.year is None or STOPPED.search(self.shape, based.end, mark.start):
            return False
        return based.year < draft.year - 1 or (based.plan and self.period.plan_review)

    def _so_far(self, time: Time | None, mark: Token, before: str) -> bool:
        """Whether a figure sums up all that came about until now: 截至2022年底，累计…, or 累计 without a date."""
        if time is None:
            frame = self.whole.frame
            undated = not frame.certain and frame.yearbook and self.period.months is None
            counted = undated and mark.unit_kind != "percent" and _GREW.match(self.text, mark.tail) is None
            return counted and _ALL.search(before) is not None
        if time.role is not Role.AS_OF or time.months not in (None, (1, 12)) or self.period.months is not None:
            return False
        return "累计" in before[time.end - self.start :][-12:]

    def _sums(self, mark: Token, before: str) -> bool:
        """Whether a figure of several years is their sum, not how things stand at their end."""
        if _YEARLY_AFTER.match(self.text, mark.tail):
            return _SUMMED.search(before[-8:]) is not None
        if _REACHED.search(before[-40:]) is None:
            return not before.endswith(_STANDING) or _SUMMED.search(before[-16:]) is not None
        return _SUMMED.search(before.rpartition("，")[2][-24:]) is not None

    @rule(Rule.WANTED_BY)
    def deadline(self, draft: Draft, mark: Token, time: Time | None) -> str | None:
        """By when a goal is wanted: 6月底前, 到2025年, and any year beyond the one that is planned."""
        if draft.year is None:
            return None
        if time is None:
            return self.period.wanted_by(draft.year, self.frame_now)
        if time.months is not None:
            one = time.months[0] == time.months[1]
            wanted = (time.end_of and time.role is Role.OWN) or (time.role is Role.BY and one)
            return deadline_of(time, draft.year) if wanted and self.holds(time, mark) else None
        if time.year != draft.year:
            return None
        if time.end_of:
            return str(draft.year) if time.plan else deadline_of(time, draft.year)
        late = time.named and not time.plan and lies_ahead(self.frame_now, draft.year, by_then=time.role is Role.BY)
        return str(draft.year) if late else None

    @rule(Rule.WANTED_BY)
    def set_due(self) -> None:
        """改造小区34个、楼房50栋，11月底前全部完工; 4个项目6月底前开工: by when what was counted is to be done."""
        for time in self._times(self.rows[0].end, self.end) if self.rows else ():
            done = self.whole.done_by.match(self.text, time.end, self.end) if time.months is not None else None
            if done is None or time.role not in (Role.OWN, Role.BY):
                continue
            clause = self.text.rfind("，", self.start, time.start) + 1
            alone = _ALONE.fullmatch(self.text, clause, time.start) is not None
            if alone and (done["work"] or _OF_PART.search(done[0])):
                continue
            for row in reversed([row for row in self.rows if row.end <= time.start]):
                if not self._is_due(row) or not (alone or _BESIDE.fullmatch(self.text, row.end, time.start)):
                    break
                if self._has_its_own(row):
                    break
                row.deadline = deadline_of(time, row.year)

    def _has_its_own(self, row: Draft) -> bool:
        """6月底前开工20个，9月底前全部开工: whether a month stands in the row's own clause."""
        clause = max(self.start, *(self.text.rfind(stop, self.start, row.start) + 1 for stop in "，；"))
        return any(time.months is not None for time in self._times(clause, row.start))

    @staticmethod
    def _is_due(row: Draft) -> bool:
        """Whether a row is a goal that counts or measures what is to be done."""
        counts = row.unit_kind in ("count", "people", "measure") and _CAPACITY.search(row.name) is None
        return row.kind is Kind.TARGET and row.year is not None and counts and row.growth is None

    @rule(Rule.SUMMED_UP)
    def _is_cumulative(self, draft: Draft, mark: Token, before: str) -> bool:
        """Whether a figure sums up several years, gone by or planned."""
        actual = draft.kind is Kind.ACTUAL
        if actual and "累计" in before[-4:] and _GROWN_TO.search(before):
            return True
        if actual and "年" in before[-28:] and _RUN_SUMMED.search(before[-28:]):
            return True
        if self.period.several:
            if actual and before.endswith(("净增", "净增加")):
                return True
            if not self._sums(mark, before):
                return False
            if actual and not self._one_year(before):
                return True
            if re.search(r"近年来|五年来|累计", before) or (not actual and _SUMMED.search(before[-24:])):
                return True
        if actual or not _OVER_YEARS.search(before[-14:]):
            return False
        now = self.frame_now
        return now is not None and draft.year is not None and draft.year >= now + 3

    def _one_year(self, before: str) -> bool:
        """Whether the sentence, or the one before its semicolon, speaks of one year: 2016年，…；…."""
        held = self.carry.one_year and self.start > 0 and self.shape[self.start - 1] == "；"
        self.carry.one_year = held or re.search(r"20\d\d年", before) is not None
        return self.carry.one_year

    @property
    def frame_now(self) -> int | None:
        return self.whole.frame.now
