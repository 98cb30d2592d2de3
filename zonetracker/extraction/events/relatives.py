"""Goals tied to another thing without a number: 增长与经济增长同步, 高于全国平均水平, 控制在上级要求以内."""

from __future__ import annotations

import re

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.events.when import Almanac, When
from zonetracker.extraction.events.words import NUMBER
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import FactType, Kind

_CLAUSE = re.compile(r"[，。；:！？\n\t、-](?:(?<![、-])|(?<=-)-|(?<=(?:同步|协调|相当|水平|要求|[以之]内|不减)、))")
_PEER = (
    r"(?:全[国省市区县州]|经济|GDP|(?:地区)?生产总值|国家|省|城镇|城市|城乡|农村|周边|上年|同期|去年|年度|财政|人口|物价"
    r"|CPI|居民)"
)
_ABOVE = (
    r"(?:国家|省|市|县|区|州|上级|自治区|中央|部|[\u4e00-\u9fff]{2,5}[省市州盟县])(?:委|市|区|人民)*(?:政府|里|级)?"
)
_SET = r"(?:下达|控制|规定|核定|确定|批复|要求|分解|定|级|计划|考核)"
_TIED = re.compile(
    r"(?:与|和|同|跟)(?P<other>(?:(?![与和跟])[^，、。]){2,20}?)(?:(?:保持)?(?:基本|总体|大体)?)"
    r"(?:同步|相协调|协调|持平|相适应|相当|一致|相匹配|同步增长)(?:增长|提高)?$"
    r"|(?:继续|持续|努力|总体|保持|均|力争|略|稍|增速|增幅|增长)*"
    r"(?:高于|快于|不低于|优于|好于|跑赢|低于|略高于|略快于|不高于|不快于|领先)"
    rf"{_PEER}[^，、。\d]{{0,14}}$"
    r"|达到(?:中等|中上|发达|国际|国内|世界|全国|全省|全市|省|周边)[^，、。\d]{0,8}(?:水平|标准)$"
    r"|均?只增不减$"
    r"|(?:继续|总体|基本)*(?:保持|维持|稳定)(?:在)?(?:上年|去年)(?:同期)?(?:同等|的)?水平(?:以上)?$"
)
_OUTGROWS = re.compile(
    r"(?P<what>[^，、。；\d]{3,20}?)(?:的)?(?:增长|增速|增幅)(?:速度)?(?:保持|持续|力争|要|略|稍|明显)*"
    r"(?:高于|快于)(?!上年|去年|预期|目标|同期)[^，、。；\d]{2,14}$"
)
"""跨境电商增长快于货物贸易: what grows is measured, whatever it is."""
_ASSIGNED = re.compile(
    r"(?:均|都|全面|全部|严格|确保|力争|圆满|超额)*"
    rf"(?:完成|达到|控制在|不突破|不超过|不低于|低于|符合|满足){_ABOVE}{_SET}[^，、。\d]{{0,10}}$"
)
_BY_ORDER = re.compile(
    rf"(?:按照?|根据){_ABOVE}{_SET}?[^，、。\d]{{0,8}}?(?:完成|控制|落实|达到)(?P<what>[^，。\d]{{4,30}})$"
)
_GIVEN = re.compile(rf"(?:^|[^，、]*?)完成{_ABOVE}{_SET}的?(?P<what>[^，、。\d]{{2,20}}?)(?:任务|目标|指标)$")
_SUPERIOR = r"(?:国家|[省市县区州部]|上级|自治区|中央|[^，。；]{2,5}[省市州盟县])"
_ANY = re.compile(
    "同步|协调|持平|适应|相当|一致|匹配|上年[^，。]{0,4}水平|去年[^，。]{0,4}水平|高于|快于|低于|优于|好于|跑赢|领先|达到|达标|只增不减|"
    + "|".join(words + _SUPERIOR for words in ("完成", "控制在", "突破", "超过", "符合", "满足", "按照?", "根据"))
)
_FIGURES = (MarkKind.FIGURE, MarkKind.FOLD, MarkKind.DIGITS)
_LAST_YEAR = re.compile(r"上年|去年|同期|同月|上月")
_EVEN = re.compile("持平$")
_TIED_TO = re.compile(
    r"(?:收入|报酬|待遇|标准|增收|消费|支出|投资|价格|物价|排放|减排|降碳|能耗|指标|产量|产出|就业|人数|进出口|税收|效益|用水"
    r"|用地|总水平)$"
)
_OWED = re.compile(
    r"(?:率|量|度|数|值|额|幅|指标|任务|减排|降碳|降耗|能耗|水耗|排放|氧量|氨氮|浓度|强度|节能|安全生产|价格指数?|用水|用地"
    r"|能源|双控|水资源|收入|投资|比例|比重|天数|PM2\.5|PM10)$"
)
_FALLING = re.compile("(?:累计|平均)?(?:降低|下降|削减|减少|压减)$")
_KIND = re.compile(r"等?(?:各项|主要|约束性|预期性|控制性|等)*(?P<kind>指标|目标|任务)$")
_GROWING = re.compile(r"(?:增长|增速|增幅|涨幅|提高|增加|(?<!总)水平|保持|实现|基本|[要应须需略均也])+$")
_SHARED = re.compile(r"(?:城镇|城市|城乡|农村|乡村|农民)(?=居民|人均|常住)?")
_TOWN_AND_LAND = re.compile(r"(城镇|城市)(?:居民)?(?:和|与|及|、)(农村|乡村)(居民.{2,})")
_MET = re.compile(r"(?:全面|全部|均|稳定|持续)?达标$")
_MEASURED = re.compile(r"(?:率|浓度|PM2\.5|PM10|指标|水质|排放|强度|消耗|能耗|天数|总量|比例)$")
_IDLE = re.compile(r"^(?:认真|扎实|切实|全力|各项|确保|努力|圆满|按时)*(?:工作|各项)?$|工作$")


def _as(period: Period, kind: Kind) -> Period:
    """A period as that of goals or of results."""
    return period if period.kind is kind else period._replace(kind=kind)


class Relatives:
    """Reads the goals of a sentence that have no number."""

    def __init__(self, namer: Namer, flat: Flat, almanac: Almanac) -> None:
        self.namer = namer
        self.flat = flat
        self.almanac = almanac

    def sentence(self, start: int, end: int, marks: list[Token], period: Period) -> list[Draft]:
        """Those of flat start..end, from its clauses that hold no figure."""
        if _ANY.search(self.flat.shape, start, end) is None:
            return []
        found: list[Draft] = []
        number = NUMBER.match(self.flat.text, start, end)
        at = number.end() if number else start
        held = ""
        edges = [(edge.start(), edge.end()) for edge in _CLAUSE.finditer(self.flat.shape, start, end)]
        for stop, following in [*edges, (end, end)]:
            figured = any(at <= mark.start < stop and mark.kind in _FIGURES for mark in marks)
            if 6 <= stop - at <= 70 and not figured and _ANY.search(self.flat.shape, at, stop) is not None:
                when = self.almanac.goal(start, at, period)
                found += [
                    _row(at, at + place, stop, name, when)
                    for place, name in self.clause(at, stop, held, _as(period, when.kind))
                ]
            words = self.flat.text[at:stop]
            held = words if not figured and len(words) <= 16 and _OWED.search(words) else ""
            at = following
        return found

    def clause(self, at: int, stop: int, held: str, period: Period) -> list[tuple[int, str]]:
        """The goals of the clause flat at..stop, each with where its tie begins; `held` is a list's head before the
        comma.
        """
        words, namer = self.flat.text[at:stop], self.namer
        tied = _TIED.search(words)
        if tied is not None and tied.start() >= 2 and not self.is_last_year(tied[0], period):
            names = _tied_names(_GROWING.sub("", namer.clean(words[: tied.start()])), namer)
            if not self.is_of_nothing(names):
                return [(tied.start(), name) for name in names]
        outgrows = _OUTGROWS.fullmatch(words) if period.kind is Kind.TARGET else None
        if outgrows is not None:
            return self._set(outgrows.end("what"), [name for name in [namer.clean(outgrows["what"])] if name])
        owed = _ASSIGNED.search(words)
        if owed is not None and owed.start() >= 2:
            return self._set(owed.start(), _owed_names(held, words[: owed.start()], namer))
        ordered = _GIVEN.match(words) or _BY_ORDER.search(words)
        if ordered is not None and period.kind is Kind.TARGET:
            return self._set(ordered.start(), _owed_names("", ordered["what"], namer))
        met = _MET.search(words)
        return self._set(met.start(), _met_names(words[: met.start()], namer)) if met is not None else []

    def _set(self, place: int, names: list[str]) -> list[tuple[int, str]]:
        return [] if self.is_of_nothing(names) else [(place, name) for name in names]

    @staticmethod
    @rule(Rule.OTHER_TIME)
    def is_last_year(words: str, period: Period) -> bool:
        """与上年持平: how a year compares with the one before, and no goal."""
        last = _LAST_YEAR.search(words) is not None
        return last and (period.kind is Kind.ACTUAL or _EVEN.search(words) is not None)

    @staticmethod
    @rule(Rule.GOAL_OF_NOTHING)
    def is_of_nothing(names: list[str]) -> bool:
        """各项工作达到上级要求: a goal of what is no measure."""
        return not names


def _tied_names(front: str, namer: Namer) -> list[str]:
    """The things a goal is set for: each of a list of measures, else the one thing; none where it measures nothing."""
    if not 2 <= len(front) <= 40 or not (namer.is_measure(front) or _TIED_TO.search(front)):
        return []
    both = _TOWN_AND_LAND.fullmatch(front)
    if both is not None:
        return [both[1] + both[3], both[2] + both[3]]
    items = re.split(r"[、和与及]", front)
    if all(len(item) > 3 and (namer.is_measure(item) or _TIED_TO.search(item)) for item in items):
        return items
    return [front]


def _owed_names(held: str, front: str, namer: Namer) -> list[str]:
    """The things that a higher office has set a goal for; none where it is only 工作."""
    front = re.sub(r"(?:总量|增速)?(?:均|都|全部|全面|严格)+$", "", front)
    kind = _KIND.search(front)
    items = [namer.front(item) for item in re.split(r"[、和及与]", front[: kind.start()] if kind else front) if item]
    if kind is not None and (len(items) == 1 or kind["kind"] == "指标"):
        items = [item if namer.is_measure(item) or _TIED_TO.search(item) else item + kind["kind"] for item in items]
    if kind is not None and not items and kind["kind"] == "指标":
        items = [front]
    if any(_IDLE.search(item) for item in items) or not any(_OWED.search(_FALLING.sub("", item)) for item in items):
        return []
    return [item for item in [namer.clean(held), *items] if len(item) >= 2]


def _met_names(front: str, namer: Namer) -> list[str]:
    """The things that meet a standard, where each is one that is measured."""
    items = [item for item in re.split(r"、|和|及", front) if item]
    return [namer.clean(item) for item in items] if all(_MEASURED.search(item) for item in items[:4]) else []


def _row(quote: int, start: int, end: int, name: str, when: When) -> Draft:
    row = Draft(start, end, quote, end, name, name, type=FactType.RELATIVE)
    row.kind, row.year = when.kind, when.year
    row.doubt("relative")
    if when.by_word:
        row.doubt("kind_by_word")
    return row
