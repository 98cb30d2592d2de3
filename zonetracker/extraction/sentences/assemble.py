"""Sentence by sentence: joins figures with the words around them into draft rows."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.figures.numerals import multiplied
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.changes import Changes
from zonetracker.extraction.sentences.clause import Carry, Scene
from zonetracker.extraction.sentences.levels import Levels
from zonetracker.extraction.sentences.patterns import CHANGE, DETAIL
from zonetracker.extraction.sentences.ranks import Ranks
from zonetracker.extraction.sentences.spent import Spent
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.times import Timeline
from zonetracker.lexicon.words import Lexicon
from zonetracker.model.reports.frame import Frame

_JOIN = re.compile(
    r"[、和及与，]*(?:和|及|与|以及)?(?:分别)?(?:人均)?(?:每[年月日人户亩]){0,2}(?:增长|下降|减少|上涨|提高|回落|增加)?"
)
_LABEL_RUN_IN = re.compile(
    r"[\u4e00-\u9fff]{1,3}[\u4e00-\u9fff](?<![民户人员市县区镇乡村园])(?=全年|年末|年底|全[市县区])"
)
_BRACKETED_OR_MOVED = re.compile(r"\([^()]*\)$|(?:同比|比上年)?(?:增长|下降|上升|增加|减少)$")
_INDEX = re.compile(
    r"(?:指数|之比|性别比|收入比|存贷比|死亡率|增加率|倍差|评分|得分|总分|系数)(?:平均|均值|累计|总体)*(?:为|达|达到|是|到|下降到|提高到|降至|缩小到|总值为|控制在|低于|稳定在|缩小至|(?:由|从)[^，、]{0,6}的)?$"
)
_MOVED = re.compile(r"(?:缩小|下降|降低|提高|上升|扩大|降|升)(?:到|至|为)")
_RANK_BARE = re.compile(r"(?:排名|位列|名列|排在|位居|名次为)[全国省市区县第东西南北中部]{0,6}$")
_RANKED = re.compile(r"(?:排名|名列|位列|位居|居)[^，、]{0,6}$")
_FIGURE, _RANK, _SPENT = MarkKind.FIGURE, MarkKind.RANK, MarkKind.SPENT
_PASSED_OVER = (MarkKind.DATE, MarkKind.MONTHS, MarkKind.SPENT)
_FOLDED = (MarkKind.FOLD, MarkKind.DIGITS, MarkKind.EVEN)
_LONGEST_RUN = 40
_MANY = 20
_NEAR = 12
_WORD = re.compile(r"[\u4e00-\u9fff\ue000A-Za-z]{2}")
_COUNTERPARTS = (
    ("城镇", "乡村"),
    ("城镇", "农村"),
    ("城市", "农村"),
    ("商品", "餐饮"),
    ("国有", "民营"),
    ("中央", "地方"),
    ("第一产业", "第二产业"),
    ("第二产业", "第三产业"),
    ("一产", "二产"),
    ("二产", "三产"),
)
_GREW_BY = re.compile("(?:增长|下降|增幅达?|降幅达?)(?:了|约|近|超过?|达到?)?$")
_ENDS = frozenset("，。；、)\n") | {""}
_MOST_PERCENT = 1000
_TIME_OF = {
    "年": re.compile(r"年限(?:仅|只)?(?:达到?|为|约为?|提高[到至]|延长[到至]|增加到|超过?)?$"),
    "小时": re.compile(
        r"(?:利用小时|小时数|时数|时长|停电时间)(?:累计|平均)?(?:达到?|为|是|约|超过?|突破|降至|提高到)?$"
    ),
}
"""What is told in a unit of time and is a result all the same."""


class Assembler:
    """Turns the marks of one sentence into drafts."""

    def __init__(
        self,
        lexicon: Lexicon,
        text: str,
        shape: str,
        frame: Frame,
        places: tuple[str, ...] = (),
        times: Timeline | None = None,
    ) -> None:
        self.kind: type[Sentence] = Sentence
        self.scene = Scene(lexicon, text, shape, frame, places, times)
        self.namer = self.scene.namer

    def sentence(self, start: int, end: int, marks: list[Token], period: Period, carry: Carry) -> list[Draft]:
        """The rows of flat start..end; `marks` are those of the sentence, in order."""
        carry.group, carry.verb = [], ""
        if carry.whole is not None and not (DETAIL.match(self.scene.shape, start) or self._other_part(start, carry)):
            carry.whole = None
        work = self.kind(self.scene, start, end, marks, period, carry)
        return work.read()

    def _other_part(self, start: int, carry: Carry) -> bool:
        """其中，城镇52亿元；乡村15亿元: whether flat `start` goes on with the counterpart of the part before."""
        last = carry.rows[-1] if carry.rows and self.scene.shape[start - 1 : start] == "；" else None
        part = next((row.name for row in (last,) if row is not None and row.parent is carry.whole), "")
        return any(part.startswith(one) and self.scene.text.startswith(other, start) for one, other in _COUNTERPARTS)


class Sentence(Spent, Changes, Ranks, Levels):
    """The stages of one sentence together."""

    def read(self) -> list[Draft]:
        marks = self.marks
        if len(marks) > _MANY and self._only_figures():
            return self.rows
        self._set_aside()
        self._pass_label()
        index = 0
        while index < len(marks):
            mark = marks[index]
            if mark.kind in _PASSED_OVER:
                index += 1
                continue
            run = self._run(index) if index + 1 < len(marks) else [index]
            taken = self._take(index, run)
            index += max(taken, 1)
        if self._timed:
            self.set_due()
        return self.rows

    @rule(Rule.ONLY_FIGURES)
    def _only_figures(self) -> bool:
        """A run of many figures among which nothing is said: a table that lost its lines."""
        return not self.carry.rows and not self._has_words()

    def _pass_label(self) -> None:
        """人口年末常住人口30万人: a paragraph's label that lost what set it off is no part of what follows it."""
        if self.start > 0 and self.shape[self.start - 1] != "\n":
            return
        first = next((mark for mark in self.marks if mark.kind is _FIGURE), None)
        label = _LABEL_RUN_IN.match(self.text, self.start, first.start) if first is not None else None
        if first is None or label is None:
            return
        known = self.namer.lexicon.indicator_units
        own = _BRACKETED_OR_MOVED.sub("", self.namer.clean(self.text[label.end() : first.start]))
        apart = not label[0].endswith("业") or label[0] in own
        if apart and own in known and not self._is_generic(own) and label[0] + own not in known:
            self.last_end = label.end()

    def _has_words(self) -> bool:
        """Whether anything but figures is said here."""
        at = self.start
        for mark in self.marks:
            if _WORD.search(self.shape, at, mark.start):
                return True
            at = mark.end
        return _WORD.search(self.shape, at, self.end) is not None

    def _set_aside(self) -> None:
        """Tell first what only looks like a figure, so that the others may read across it."""
        floor = self.start
        for index, mark in enumerate(self.marks):
            if mark.kind is _SPENT and self._states_time(index, floor):
                mark = self._taken_as(mark, _FIGURE, mark.unit, "measure")
            if mark.kind is not _FIGURE:
                continue
            lead = self.text[self._hard_before(mark.start, floor) : mark.start]
            if self.is_spent(index, lead, self.right(index)):
                self._taken_as(mark, _SPENT, mark.unit, mark.unit_kind)
            else:
                floor = mark.tail

    def _states_time(self, index: int, floor: int) -> bool:
        """平均受教育年限11.2年; 平均利用小时1945小时，同比下降93小时: a time that is a result, or its change."""
        mark = self.marks[index]
        if mark.value is None or not mark.unit:
            return False
        said = _TIME_OF.get(mark.unit.lstrip("百千万亿"))
        if said is None:
            return False
        lead = self.text[max(floor, mark.start - _NEAR) : mark.start]
        before = self.marks[index - 1] if index else None
        of_figure = before is not None and before.kind is _FIGURE and before.unit == mark.unit
        return said.search(lead) is not None or (of_figure and CHANGE.search(lead) is not None)

    def _run(self, index: int) -> list[int]:
        """The figures of one list: parted by 、 和 及 only, same kind of unit."""
        run = [index]
        at = index
        first = self.marks[index].start
        each = "分别" in self.shape[max(self.last_end, first - 12) : first]
        while at + 1 < len(self.marks) and len(run) < _LONGEST_RUN:
            this, following = self.marks[at], self.marks[at + 1]
            if following.kind is not this.kind or this.kind is not _FIGURE:
                break
            gap = self.shape[this.tail : following.start]
            pointed = following.unit_kind == "points" and this.unit == "个"
            if not each and following.unit_kind != this.unit_kind and this.unit is not None and not pointed:
                break
            if len(gap) > 6 or not gap or "，" in gap or _JOIN.fullmatch(gap) is None:
                break
            run.append(at + 1)
            at += 1
        return run

    def _take(self, index: int, run: list[int]) -> int:
        """Read the figure at `index` and those it runs with into rows; how many are used up."""
        mark = self.marks[index]
        floor = max((self.last_end, *(at for at in self.doers if at <= mark.start)))
        lead_start = self._hard_before(mark.start, floor)
        lead = self.text[lead_start : mark.start]
        if mark.kind in _FOLDED:
            return self.folded(mark, lead_start, lead)
        ranked = self._as_rank(mark, lead)
        if ranked is not None:
            return self.rank(ranked, lead_start, lead)
        if not (mark.unit or mark.masked) and self._has_lost_its_sign(run, lead):
            return self._growth_without_sign(run, lead_start, lead)
        passed = 0 if mark.unit or mark.masked else self._without_unit(run, lead)
        if passed:
            return passed
        approach = self.approaches.read(lead)
        units = [self.marks[i] for i in run]
        if mark.unit_kind == "times":
            grown = mark._replace(value=multiplied(mark.value, 100) if mark.value is not None else None)
            return self.growth([grown], lead_start, lead, approach) if approach.rise else 1
        if approach.rise and _in_percent(mark, units[-1]):
            return self.growth(units, lead_start, lead, approach)
        if _in_points(mark, units[-1]):
            return self.points(units, lead_start, lead, approach)
        met = self.planned_and_met(index, lead_start, lead, approach) if index + 1 < len(self.marks) else 0
        return met or self.level(index, run, lead_start, lead, self.right(index), approach)

    def _has_lost_its_sign(self, run: list[int], lead: str) -> bool:
        """同比增长9.6。: whether nothing but the sign of percent can have stood behind the figures of a growth."""
        grew = _GREW_BY.search(lead[-_NEAR:]) is not None
        bare = all(
            not self.marks[at].unit and self.shape[self.marks[at].end : self.marks[at].end + 1] in _ENDS for at in run
        )
        values = [self.marks[at].value for at in run]
        return grew and bare and all(value is not None and value < _MOST_PERCENT for value in values)

    def _growth_without_sign(self, run: list[int], lead_start: int, lead: str) -> int:
        """Read figures whose sign of percent is gone as the growth that they are, with a doubt."""
        rates = [self._taken_as(mark, mark.kind, "%", "percent") for mark in (self.marks[at] for at in run)]
        before = len(self.rows)
        taken = self.growth(rates, lead_start, lead, self.approaches.read(lead))
        for row in self.rows[min(before, len(self.rows) - len(run)) :]:
            row.doubt("ocr_slip")
        return taken

    def _as_rank(self, mark: Token, lead: str) -> Token | None:
        """A figure that is a rank by its unit or its words (3位次, 排名全省8, 位居5名), with a plain unit."""
        if mark.kind is _RANK:
            return mark
        by_unit = mark.unit_kind == "rank" and "次" not in (mark.unit or "")
        by_words = not mark.unit and _RANK_BARE.search(lead[-20:]) is not None
        counted = mark.unit in ("名", "位") and _RANKED.search(lead) is not None and CHANGE.search(lead[-8:]) is None
        if counted or (not mark.masked and (by_unit or by_words)):
            return self._taken_as(mark, mark.kind, "位", "rank")
        return None

    @rule(Rule.NO_UNIT)
    def _without_unit(self, run: list[int], lead: str) -> int:
        """How many figures are passed over since they have no unit and are no index."""
        if len(run) > 1 and self.marks[run[-1]].unit:
            return 0
        if _INDEX.search(lead) or (self.rows and self.rows[-1].unit is None and _MOVED.fullmatch(lead)):
            return 0
        return 1 if any(self.marks[i].unit or self.marks[i].masked for i in run) else len(run)


def _in_percent(mark: Token, last: Token) -> bool:
    if mark.unit_kind == "percent":
        return mark.unit != "‰"
    return not mark.unit and last.unit_kind == "percent"


def _in_points(mark: Token, last: Token) -> bool:
    return mark.unit_kind == "points" or (last.unit_kind == "points" and (not mark.unit or mark.unit == "个"))
