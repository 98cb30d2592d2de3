"""Goals tied to another thing without a number: 增长与经济增长同步, 高于全国平均水平, 达标."""

from __future__ import annotations

import re

from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import FactType, Kind

_CLAUSE = re.compile(r"[，。；:！？\n\t]|--|(?:(?<=同步)|(?<=协调)|(?<=相当))、")
_TIED = re.compile(
    r"(?:与|和|同|跟)(?P<other>(?:(?![与和跟])[^，、。]){2,20}?)(?:(?:保持)?(?:基本|总体|大体)?)(?:同步|相协调|协调|持平|相适应|相当|一致|相匹配|同步增长)(?:增长|提高)?$"
    r"|(?:继续|持续|努力|总体|保持|均|力争|略|增速|增幅|增长)*(?:高于|快于|不低于|优于|好于|跑赢|低于|略高于|略快于|不高于)(?:全国|全省|全市|全区|全州|经济|GDP|地区生产总值|国家|省|城镇|城市|周边|上年|同期|去年|年度)[^，、。\d]{0,14}$"
    r"|达到(?:中等|中上|发达|国际|国内|世界|全国|全省|全市|省|周边)[^，、。\d]{0,8}(?:水平|标准)$"
    r"|(?:完成|达到|控制在)(?:国家|省|市|省市|上级|自治区|区)(?:下达|控制|规定|定|级)[^，、。\d]{0,10}$"
)
_LAST_YEAR = re.compile(r"上年|去年|同期|同月|上月")
_TIED_TO = re.compile(r"(?:收入|报酬|待遇|标准|增收|消费|支出|投资|价格|排放|减排|能耗)$")
_TOWN_AND_LAND = re.compile(r"(城镇|城市)(?:和|与|及|、)(农村|乡村)(居民.{2,})")
_MET = re.compile(r"(?:全面|全部|均|稳定|持续)?达标$")
_MEASURED = re.compile(r"(?:率|浓度|PM2\.5|PM10|指标|水质|排放|强度|消耗|能耗|天数|总量|比例)$")


def relatives(flat: Flat, start: int, end: int, marks: list[Token], period: Period, namer: Namer) -> list[Draft]:
    """The relative rows of a sentence, from its clauses that hold no figure."""
    found: list[Draft] = []
    shape = flat.shape
    at = start
    for stop, following in [*((m.start(), m.end()) for m in _CLAUSE.finditer(shape, start, end)), (end, end)]:
        if 6 <= stop - at <= 70 and not any(
            at <= m.start < stop and m.kind in (MarkKind.FIGURE, MarkKind.FOLD, MarkKind.DIGITS) for m in marks
        ):
            found.extend(_clause(flat, at, stop, period, namer))
        at = following
    return found


def _clause(flat: Flat, start: int, end: int, period: Period, namer: Namer) -> list[Draft]:
    words = flat.text[start:end]
    tied = _TIED.search(words)
    if tied is not None and tied.start() >= 2 and (period.kind is Kind.TARGET or not _LAST_YEAR.search(tied[0])):
        front = re.sub(
            r"(?:增长|增速|增幅|提高|增加|水平|保持|实现|基本|[要应须需])+$", "", namer.clean(words[: tied.start()])
        )
        if 2 <= len(front) <= 36 and (namer.is_measure(front) or _TIED_TO.search(front)):
            return [_row(flat, start, start + tied.start(), end, name, period) for name in _each(front, namer)]
        return []
    met = _MET.search(words)
    if met is None:
        return []
    items = [item for item in re.split(r"、|和|及", words[: met.start()]) if item]
    if not items or not all(_MEASURED.search(item) for item in items[:4]):
        return []
    return [_row(flat, start, start + met.start(), end, namer.clean(item), period) for item in items]


def _each(front: str, namer: Namer) -> list[str]:
    """The things a goal is set for: each of a list of measures, else the one thing."""
    both = _TOWN_AND_LAND.fullmatch(front)
    if both is not None:
        return [both[1] + both[3], both[2] + both[3]]
    items = re.split(r"[、和与及]", front)
    if all(len(item) > 3 and (namer.is_measure(item) or _TIED_TO.search(item)) for item in items):
        return items
    return [front]


def _row(flat: Flat, quote: int, start: int, end: int, name: str, period: Period) -> Draft:
    row = Draft(start, end, quote, end, name, name, type=FactType.RELATIVE)
    row.kind, row.year = period.kind, period.year
    row.doubt("relative")
    return row
