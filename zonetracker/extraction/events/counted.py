"""Which items of a list the figures of its clause count, and which stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonetracker.extraction.events.items import PROJECT

Figure = tuple[int, int]
DESCRIBED = re.compile(
    r"^[^，、的]{0,8}(?:投资|占地|面积|全长|长|年产|产能|规模|处理|装机|用地)[^，的]{1,40}?的(?=.{4})"
    r"|^[\d.]+[万亿]元的(?=.{4})|^集[^，]{2,40}于一体的"
    r"|^(?:位于|坐落于?|地处|由|与|和|同|历时|经过)[^，、的]{2,24}的(?=.{4})"
    r"|^该(?:公司|企业|项目|园区|[区县市镇])(?=.{4})"
)
_COUNTERS = "个家项所座处栋户"
_KIND = re.compile(r"(?:并.*|(?:个|项|条|家)?(?:重点|重大|产业|工业|基础设施|民生|大)*(?:项目|工程|企业|园区|平台)?)$")


def uncounted(text: str, spans: Sequence[Figure], figures: Sequence[Figure], end: int, alone: bool) -> list[bool]:
    """For each item at `spans`, whether no figure of a row is its own; `end` is the clause's.

    A figure behind the items counts them all (A、B等2个); `alone` means that one item is all that the clause names.
    """
    bare = [_bare(text, *span) for span in spans]
    if not bare:
        return []
    last = max(figures, default=(-1, -1))
    if last[0] >= bare[-1][1] or (last[0] > bare[-1][0] and _KIND.match(text[last[1] : end])):
        return [False for _ in bare]
    return [not any(_owns(text, span, figure, alone) for figure in figures) for span in bare]


def _bare(text: str, start: int, end: int) -> Figure:
    """An item without what is said of its size: 投资3亿元的…."""
    described = DESCRIBED.match(text[start:end])
    return (start + described.end() if described else start), end


def _owns(text: str, span: Figure, figure: Figure, alone: bool) -> bool:
    """Whether a figure counts this item, and does not only tell the size of the one thing (2×30万千瓦一号机组)."""
    start, end = span
    if not start <= figure[0] < end:
        return False
    if text[figure[1] - 1] in _COUNTERS:
        return True
    return not (
        alone and figure[0] - start >= 2 and end - figure[1] >= 3 and PROJECT.search(text, figure[1], end) is not None
    )
