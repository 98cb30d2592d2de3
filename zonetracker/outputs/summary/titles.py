"""Where a title is broken: into lines of about equal length, between its phrases and never within a figure or word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from zonetracker.outputs.sheet.widths import ems

_DATE = r"\d{2,4}年(?:度|[上下]半年|第?[一二三四]季度|\d{1,2}(?:[-—–~～至]\d{1,2})?月份?(?:\d{1,2}日)?)?"
_WHOLE = re.compile(
    rf"(?P<date>{_DATE})|第?[\dA-Za-z.,%‰+\-—–~/&:]+[年月日个项批期号届次版度]?|第[一二三四五六七八九十]+[季批期届次号版]度?|.",
    re.DOTALL,
)
_WORDS = re.compile(
    "催报单?|报送|主要|重点|目标|任务|完成|情况|通报|经济|社会|发展|指标|工作|项目|建设|进展|运行|分析|年度|全年|上半年|季度|民生|实事|"
    "推进|落实|考核|结果|报告|分解|调度|督查|督办|有关|各项|执行|实施|计划|投资|产业|企业|政府|管委会|委员会|办公室"
)
"""Words of which titles are made, whatever the office."""
_ZONES = re.compile("(?:经济技术|高新技术产业|经济|产业)?开发区|产业园区|示范区|高新区|新区")
"""What ends the name of a zone, and is one with the name before it."""
_REGIONS = frozenset("省市区县旗州盟镇乡园")
_FREE, _EDGE, _REGION, _INSIDE, _POOR = 0.0, 4.0, 6.0, 20.0, 60.0
"""What a break costs: between phrases, at a word's edge, after a region, within a word, where it reads badly."""
_UNEVEN = 0.3
_ENDS, _BEGINS = frozenset("，。、；：！？）》】”’…"), frozenset("（《【“‘")


def title_lines(text: str, room: float) -> list[str]:
    """`text` in as few lines of `room` letters as it takes, with the breaks that cost least."""
    pieces = [(found[0], found["date"] is not None) for found in _WHOLE.finditer(text)]
    if len(pieces) < 2 or ems(text) <= room:
        return [text]
    whole = [piece for piece, _ in pieces]
    costs = list(_costs(text, pieces))
    for count in range(max(2, -int(-ems(text) // room)), len(pieces) + 1):
        ends = _best_ends(whole, costs, count, room)
        if ends:
            return ["".join(whole[start:end]).strip() for start, end in zip((0, *ends), ends, strict=False)]
    return [text]


def _costs(text: str, pieces: Sequence[tuple[str, bool]]) -> Iterator[float]:
    """What it costs to break before each piece but the first."""
    inside = {place for word in _WORDS.finditer(text) for place in range(word.start() + 1, word.end())}
    inside |= {place for zone in _ZONES.finditer(text) for place in range(zone.start(), zone.end())}
    edges = {place for word in _WORDS.finditer(text) for place in word.span()}
    edges |= {zone.end() for zone in _ZONES.finditer(text)}
    place = 0
    for (before, dated), (after, dates) in pairwise(pieces):
        place += len(before)
        if after in _ENDS or before in _BEGINS or after == "的":
            yield _POOR
        elif dated or dates or before in _ENDS or after in _BEGINS or text.startswith("关于", place):
            yield _FREE
        elif place in inside or before in "的和及与":
            yield _INSIDE
        elif place in edges:
            yield _EDGE
        else:
            yield _REGION if before in _REGIONS else _INSIDE


def _best_ends(pieces: Sequence[str], costs: Sequence[float], count: int, room: float) -> list[int]:
    """After how many pieces each of `count` lines ends; nothing where they don't fit."""
    widths = [0.0, *accumulate(map(ems, pieces))]
    mean = widths[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for _ in range(count):
        found: dict[int, tuple[float, list[int]]] = {}
        for start, (paid, ends) in best.items():
            for end in range(start + 1, len(pieces) + 1):
                wide = widths[end] - widths[start]
                if wide > room:
                    break
                price = paid + _UNEVEN * (wide - mean) ** 2 + (costs[end - 1] if end < len(pieces) else 0.0)
                if end not in found or price < found[end][0]:
                    found[end] = price, [*ends, end]
        best = found
    return best.get(len(pieces), (0.0, []))[1]
