"""Levels: amounts, counts and shares, alone, in runs and after their growth."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.growth import Approach
from zonetracker.extraction.figures.tokens import Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.behind import Label
from zonetracker.extraction.sentences.labels import Labels
from zonetracker.extraction.sentences.listing import joined, twins
from zonetracker.extraction.sentences.patterns import CHANGE, OF_PLAN, PLACE, SPREAD, THREE, TO, came_from, turned_from
from zonetracker.model.facts import Bound, Kind

_TO_AHEAD = re.compile(
    r"[^，。；、]{0,8}?(?:增加|提高|减少|下降|精简|上升|增长|提升|降低|压缩|扩大|发展|跃升|缩短|扩展|调整|减|增|降|升)?(?:到|至|为)"
)


_GROWTH_AFTER = re.compile(
    r"的(?:(?P<what>[^，、的\d]{0,8}?(?:增速|增幅))|增长|(?P<fall>降幅|下降))(?!目标|要求|预期|水平|贡献)"
)
_RECOVERED = re.compile(
    r"(?P<what>.*?)(?:分别|已)?(?P<verb>恢复|回升)(?:到|至)(?P<base>(?:19|20)\d\d年)(?:同期|全年)?(?:水平)?的?(?:约|近|超)?$"
)
_SECOND = re.compile(r"力争|确保|争取|奋斗|冲刺|突破|超过|达到")
_COMPLETING = re.compile(r"(?:力争|确保|争取|预计|总量|总额|全年|可)*(?:达到|达|完成|实现|突破|超过|为|约|左右)+")
_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^，、]{0,4}$")
_SHARE_OF = re.compile(r"占[^，、比例率]{2,16}")
_ABOUT = re.compile(
    r"(?:^|[，；])(?:而|另外|此外)?(?:在|从)?(?P<what>[^，；、\d]{2,10})方面，(?:[^，；\d]{0,16}，)?[^，；\d]*$"
)
_TWO = re.compile(r"(?P<one>[^和与及]{3,})[和与及](?P<other>[^和与及]{3,})")
_RATES = re.compile(r"(?P<one>[^，、]{2,}?率)[和与及](?P<other>[^，、]{2,}率)")
_STAND = "(?:达到?|为|是|实现|完成|突破|超过|在|保持|保持在|稳定在)?$"
_ALL_STAND = re.compile(f"各$|均{_STAND}|都{_STAND}|双双{_STAND}|分别{_STAND}")
_PACE_OF_LIST = re.compile(r"(?:增速|[增涨]幅|增长|(?P<fall>降幅|降速|下降))[^，、。；\d]{0,12}(?:是|为|有|在|:)")
_FASTEST = re.compile(r"(?:(?P<fall>降幅)|[增涨]幅|增速)(?:均|都)?(?:最[大高快]|较[大高快]|居前|领先|靠前|突出)$")
"""装备制造业和新材料产业增幅最大，分别为25%和19%: how fast each of them grew."""
_EACH_SHARE = re.compile(
    r"(?P<list>[^占]{2,}(?:、|和|及|与)[^占]{2,}?)(?:均|都|各)?(?P<of>占全[国省市区县州旗][^，、]{0,4}比重)"
)
"""床位数、服务量均占全市总量15%以上: each of them."""
_CUT = re.compile(r"压减|削减|压缩|核减")


class Levels(Labels):
    """Reads levels."""

    def level(self, index: int, run: list[int], lead_start: int, lead: str, right: str, approach: Approach) -> int:
        """The level of what stands around the figure, or of each thing in its run; how many figures are used up."""
        marks = [self.marks[i] for i in run]
        recovered = _RECOVERED.search(lead) if marks[0].unit_kind == "percent" else None
        if recovered is not None:
            return self._recovered(marks, lead_start, recovered)
        if len(marks) > 1 and self._levels_of_list(marks, lead_start, lead, approach):
            return len(marks)
        mark = marks[0]
        raw = lead.lstrip("、，和及与")
        if len(marks) > 1 and self._is_reached(marks, raw):
            return self._reached(marks, lead_start, approach)
        grown = mark.unit == "%" and self._as_growth(mark, raw, right, lead_start, approach)
        if grown or (self.rows and self._completes(mark, raw, approach)):
            return 1
        label = self._said_behind(raw, right, mark) or self.label(raw, right, index, lead_start)
        if not label.name:
            self._close(mark)
            return 1
        names = self._levelled_names(label, raw, right)
        group: list[Draft] = []
        for each in names:
            draft = self.draft(mark, lead_start, each, each if len(names) > 1 else label.subject or each)
            self._fill_labelled(draft, mark, label, raw, approach)
            if len(names) > 1:
                draft.doubt("shared_figure")
            if mark.chinese:
                draft.doubt("numeral_in_words")
            if mark.converted:
                draft.doubt("converted")
            group.append(self.add(draft))
        self.carry.group = group
        self.last_end = mark.tail + label.consumed
        return 1

    def _levels_of_list(self, marks: list[Token], lead_start: int, lead: str, approach: Approach) -> bool:
        """A、B分别为…; 第一、二、三产业…; or names and figures that stand in turn without a word."""
        if SPREAD.search(lead) or THREE.search(lead):
            return self._spread_level(marks, lead_start, lead, approach) > 0
        changed = CHANGE.search(lead)
        if changed is not None and self._are_steps(marks, lead[: changed.start()]):
            return self._spread_level(marks, lead_start, f"{lead[: changed.start()]}分别{changed[0]}", approach) > 0
        return self._level_in_turn(marks, lead_start, lead, approach)

    def _are_steps(self, marks: list[Token], lead: str) -> bool:
        """存款860亿元、贷款620亿元，比年初增加68亿元、42亿元: whether each is a step of one of the rows before."""
        rows = self.rows[-len(marks) :]
        alike = len(rows) == len(marks) and all(
            row.unit == mark.unit and not row.change and not row.aside for row, mark in zip(rows, marks, strict=True)
        )
        return alike and not self.namer.clean(self.namer.without_comparison(lead.lstrip("，、")))

    @rule(Rule.ONE_EACH)
    def _level_in_turn(self, marks: list[Token], lead_start: int, lead: str, approach: Approach) -> bool:
        """小学、初中、高中入学率达100%、99%、95%, 存贷款余额达80亿元和60亿元: a name for each figure, no word more."""
        name = self.namer.front(lead.lstrip("、，和及与"))
        behind = self.right(self._place(marks[-1]))
        both = (twins(self.namer.clean(name)) or _two_rates(self.namer.clean(name))) if len(marks) == 2 else []
        if ("、" not in name and not both) or behind or len({mark.unit for mark in marks if mark.unit}) != 1:
            return False
        names = both or self.names(name, len(marks), True)
        if len(set(names)) != len(marks) or not all(names):
            return False
        for each, mark in zip(names, marks, strict=True):
            whole = mark if mark.unit else self._taken_as(mark, mark.kind, marks[-1].unit, marks[-1].unit_kind)
            draft = self.draft(whole, lead_start, each, each)
            draft.doubt("name_shared")
            self._fill_level(draft, whole, approach.bound)
            self.add(draft)
        self._close(marks[-1])
        return True

    def _levelled_names(self, label: Label, raw: str, right: str) -> list[str]:
        """A、B均达到90%: each of the list has the level."""
        if right:
            return [label.name]
        share = _EACH_SHARE.fullmatch(label.name) if "占全" in label.name and SPREAD.search(raw) else None
        if share is not None:
            return [name + share["of"] for name in self.names(share["list"], 1, True)]
        both = _TWO.fullmatch(label.name)
        rates = both is not None and both["one"].endswith("率") and both["other"].endswith("率")
        if not (rates or _ALL_STAND.search(raw)):
            return [label.name]
        if "、" in label.name or (both is not None and self._are_two(both["one"], both["other"])):
            return self.names(self.namer.front(raw), 1, True)
        return [label.name]

    def _are_two(self, one: str, other: str) -> bool:
        """清运率和利用率 are two; what is known under one name is not."""
        measures = self.namer.is_measure(one) or not self.namer.is_measure(other)
        return measures and one + "和" + other not in self.namer.lexicon.indicator_units

    def _fill_labelled(self, draft: Draft, mark: Token, label: Label, raw: str, approach: Approach) -> None:
        draft.quote_end = mark.tail + label.used
        if label.begin >= 0:
            draft.quote_start = min(draft.quote_start, label.begin)
        draft.change, draft.aside = label.change, label.aside
        at_least = Bound.AT_LEAST if _AT_LEAST.search(raw) else None
        self._fill_level(draft, mark, approach.bound or at_least)
        self._from_to(draft, raw)
        if label.task:
            draft.kind, draft.period = Kind.TARGET, "annual"
            draft.doubt("kind_by_word")
        if label.close:
            draft.doubt("name_close")
        if label.doubt:
            draft.doubt(label.doubt)
        if label.used:
            draft.doubt("name_after")
        if mark.start in self.told_of:
            draft.doubt("description")

    @rule(Rule.SHARE_OF_PLAN)
    def planned_and_met(self, index: int, lead_start: int, lead: str, approach: Approach) -> int:
        """占年度任务4.5亿元的102.7%: what was planned of the row before, how far it was met; figures used up."""
        planned = self._plan_met(index, lead)
        if planned is None:
            return 0
        front = self.namer.clean(planned.string[: planned.start()])
        before = self._last_level() or self._level_parted()
        subject = front or (before[0].subject if before else "")
        if not subject:
            return 0
        mark, share = self.marks[index], self.marks[index + 1]
        said = "占{}比重" if planned[0].startswith("占") else "完成{}比重"
        target = self.draft(mark, lead_start, subject, subject)
        whole = self._measured(before[0]) if before and not front else subject
        met = self.draft(share, lead_start, whole + said.format(planned["plan"]), subject)
        target.kind, target.year, target.period = Kind.TARGET, met.year, "annual"
        target.doubt("kind_by_word")
        target.aside, met.aside = True, not front
        for draft, figure in ((target, mark), (met, share)):
            if not front:
                draft.doubt("subject_carried")
            self._fill_level(draft, figure, approach.bound if figure is mark else None)
            self.add(draft)
        self._close(share)
        return 2

    def _level_parted(self) -> list[Draft]:
        """…完成市上任务(42亿元)的59%；完成县上任务(46亿元)的54%: what was met before the semicolon."""
        goes_on = self.start > 0 and self.shape[self.start - 1] == "；"
        near = reversed(self.carry.rows[-4:] if goes_on else [])
        return [row for row in near if not (row.change or row.aside) and row.kind is Kind.ACTUAL and row.unit != "%"][
            :1
        ]

    @rule(Rule.REACHED_EACH)
    def _recovered(self, marks: list[Token], lead_start: int, said: re.Match[str]) -> int:
        """恢复到2019年的108%、112%: what each of the rows before is of an earlier year's."""
        front = self.namer.clean(said["what"])
        rows = [row for row in self.carry.rows if not row.change and not row.aside][-len(marks) :]
        subjects = [front] * len(marks) if front else [row.subject for row in rows]
        for subject, mark in zip(subjects, marks[len(marks) - len(subjects) :], strict=True):
            draft = self.draft(mark, lead_start, f"{subject}{said['verb']}到{said['base']}的比例", subject)
            draft.year = self.period.year if front else rows[-1].year
            draft.aside = True
            draft.doubt("subject_carried")
            self._fill_level(draft, mark, None)
            self.add(draft)
        self._close(marks[-1])
        return len(marks)

    @rule(Rule.REACHED_EACH)
    def _is_reached(self, marks: list[Token], raw: str) -> bool:
        several = len(marks) <= len(self.rows) and TO.match(raw) is not None
        return several and not self.namer.clean(self._strip_from(raw))

    def _reached(self, marks: list[Token], lead_start: int, approach: Approach) -> int:
        """A、B分别从…家、…家增加到…家、…家: the second figures belong to the same things in turn."""
        for row, mark in zip(self.rows[-len(marks) :], marks, strict=True):
            draft = self.draft(mark, lead_start, row.subject, row.subject)
            draft.doubt("subject_carried")
            self._fill_level(draft, mark, approach.bound)
            self.add(draft)
        self._close(marks[-1])
        return len(marks)

    @rule(Rule.PERCENT_OF_CHANGE)
    def _as_growth(self, mark: Token, raw: str, right: str, lead_start: int, approach: Approach) -> bool:
        """Percents that are changes though no word of change stands before them.

        实现10.3%的增长; 增长8.5%，力争突破9%; 压减一般性支出5%.
        """
        if self._as_listed_pace(mark, lead_start):
            return True
        last = self.rows[-1] if self.rows else None
        turned = turned_from(raw)
        paced = turned is not None and turned["pace"] is not None
        name = self.namer.clean(raw[: turned.start()] if turned is not None else raw)
        if not name and last is not None and "growth_in_words" in last.reasons and raw in ("达", "达到", "为"):
            self._fill_growth(last, mark, 1, approach.bound)
            self._close(mark)
            return True
        said = _GROWTH_AFTER.match(right)
        what = said["what"] if said is not None else None
        if paced and name:
            rise = 1
        elif what and len(what) > 2 and not self.namer.is_measure(name):
            name, rise = f"{name}{what}", 1
        elif said is not None and (name or last is not None):
            rise = -1 if said["fall"] else 1
        elif not name and last is not None and last.growth is not None and last.value is None and _SECOND.search(raw):
            name, rise = last.subject, 1 if last.growth >= 0 else -1
        elif _CUT.match(name) and len(name) > 4 and not name.endswith(("率", "比重", "占比", "比例")):
            rise = -1
        else:
            return False
        draft = self.draft(mark, lead_start, name or (last.subject if last else ""), name)
        self._fill_growth(draft, mark, rise, approach.bound)
        self.add(draft)
        self._close(mark)
        return True

    @rule(Rule.PERCENT_OF_CHANGE)
    def _as_listed_pace(self, mark: Token, lead_start: int) -> bool:
        """增速居前的是甲县(8.2%)、乙县(7.9%): how fast each thing of a list grew."""
        item = self._listed(self._bracketed(mark, lead_start))
        pace = _PACE_OF_LIST.search(self._said_before(lead_start)) if len(item) >= 2 else None
        if pace is None:
            return False
        draft = self.draft(mark, lead_start, item, item)
        draft.doubt("name_bare")
        self._fill_growth(draft, mark, -1 if pace["fall"] else 1, None)
        self.add(draft)
        self._close(mark)
        return True

    @rule(Rule.LEVEL_OF_GROWTH)
    def _completes(self, mark: Token, raw: str, approach: Approach) -> bool:
        """增长8%，达到80亿元: the level belongs to the growth just read."""
        row = self.rows[-1]
        if row.value is not None or row.growth is None or row.name.endswith(("年均增速", "平均增速")):
            return False
        if mark.unit == "%" or _COMPLETING.fullmatch(raw) is None or self._moved_before(mark.start - len(raw)):
            return False
        self._fill_level(row, mark, approach.bound)
        row.unit_kind = mark.unit_kind
        row.start, row.end, row.quote_end = mark.start, mark.end, mark.tail
        self._close(mark)
        return True

    def _from_to(self, draft: Draft, raw: str) -> None:
        frame = self.whole.frame
        origin = came_from(raw)
        if origin and _TO_AHEAD.match(self.shape, draft.end, min(self.end, draft.end + 24)):
            if not self._year_behind(draft.end):
                draft.year = self._year_of_base(origin["when"], draft)
            if draft.kind is Kind.TARGET and frame.past is not None:
                draft.kind = Kind.ACTUAL
                if re.search(r"(?:19|20)\d\d", origin["when"]) is None:
                    draft.year = frame.past
            draft.period = "annual"
            near = self._times(draft.start - len(raw), draft.start) if "上" in origin["when"] else ()
            if near and near[-1].years is not None and near[-1].months is not None:
                draft.year, months = near[-1].years[1], near[-1].months
                draft.period = f"{draft.year}-{months[0]:02d}..{draft.year}-{months[1]:02d}"
            self.carry.from_year = draft.year
            draft.doubt("base_of_change")
        elif TO.match(raw) and (year := re.search(r"(?:19|20)\d\d", raw)):
            draft.year = int(year[0])
            if frame.past is not None and int(year[0]) <= frame.past:
                draft.kind = Kind.ACTUAL

    def _subjects_in_turn(self, names: list[str], marks: list[Token]) -> list[str]:
        """What each figure of a list is said of: the names in turn, the rows before, or places that share a measure."""
        previous = self.rows[-len(marks) :]
        if not names:
            return [row.subject for row in previous]
        if len(names) == 1 and self._is_rate_of_each(names[0], previous, len(marks)):
            return [joined(row.subject, names[0]) for row in previous]
        about = _ABOUT.search(self._said_before(marks[0].start))
        bare = len(names) == len(marks) and not any(map(self.namer.is_measure, names))
        if about is not None and bare and self.namer.is_measure(about["what"]):
            return [name + about["what"] for name in names]
        last = self.carry.rows[-1] if self.carry.rows else None
        alike = last is not None and last.unit_kind == marks[-1].unit_kind and len(names) == len(marks)
        if last is not None and alike and all(PLACE.search(name) for name in names):
            return [name + last.subject for name in names]
        return [names[min(at, len(names) - 1)] for at in range(len(marks))]

    @staticmethod
    def _is_rate_of_each(name: str, rows: list[Draft], figures: int) -> bool:
        """建议132件、提案168件，满意率分别为…: a rate of each of the things counted before."""
        return (
            len(rows) == figures
            and len(name) <= 5
            and name.endswith(("率", "占比", "比重"))
            and all(row.unit_kind in ("count", "people", "money", "measure") for row in rows)
        )

    def _measured_list(self, name: str, lead_start: int, figures: int) -> str:
        """装备制造、电子信息两大产业，产值分别…: the list of the clause before, each with the measure of this one."""
        listed = self._list_before(lead_start, figures)
        if not listed or not self._is_generic(name):
            return listed
        return "、".join(item + name for item in self.names(listed, figures, True))

    @rule(Rule.ONE_EACH)
    def _spread_level(self, marks: list[Token], lead_start: int, lead: str, approach: Approach) -> int:
        body = SPREAD.split(lead)[0]
        tail = self.namer.clean(SPREAD.split(lead)[-1])
        name = self.namer.front(body.lstrip("、和及与，"))
        name = self._of_each_before(self.namer.without_comparison(name), lead_start, len(marks))
        change = CHANGE.search(lead[-8:])
        unit = next((m.unit for m in reversed(marks) if m.unit), None)
        if not self.rows and len(name) <= 3 and lead_start > self.start:
            name = self._measured_list(name, lead_start, len(marks)) or name
        own = self.namer.is_measure(tail) or bool(self.namer.head_verb(tail)) or tail.endswith(("投入", "投资"))
        if not name and len(self.rows) < len(marks) and own:
            name, tail = tail, ""
        pace = _FASTEST.search(name) if unit == "%" else None
        name = name[: pace.start()] if pace is not None else name
        names = self.names(name, len(marks), True) if name else []
        planned = OF_PLAN.search(lead)
        tail = f"完成{planned['plan']}比重" if planned and unit == "%" else tail
        subjects = self._subjects_in_turn(names, marks)
        origin = came_from(lead)
        for at, mark in enumerate(marks):
            if not mark.unit:
                mark = self._taken_as(mark, mark.kind, unit, marks[-1].unit_kind)
            if at >= len(subjects):
                break
            subject = subjects[at]
            said = tail if planned or (tail and not self.namer.is_measure(subject)) else ""
            if _SHARE_OF.fullmatch(tail) and unit == "%":
                said = tail + "比重"
            extra = change[0] if change and not names else said
            draft = self.draft(mark, lead_start, subject + extra, subject)
            if not names:
                draft.doubt("subject_carried")
            if pace is not None:
                self._fill_growth(draft, mark, -1 if pace["fall"] else 1, approach.bound)
            else:
                self._fill_level(draft, mark, approach.bound)
            if origin is not None and _TO_AHEAD.match(self.shape, marks[-1].tail, self.end):
                draft.year = self._year_of_base(origin["when"], draft)
                draft.doubt("base_of_change")
            self.add(draft)
        self._close(marks[-1])
        return len(marks)


def _two_rates(name: str) -> list[str]:
    """普及率和集中供水率: the names of two rates."""
    both = _RATES.fullmatch(name)
    return [both["one"], both["other"]] if both is not None else []
