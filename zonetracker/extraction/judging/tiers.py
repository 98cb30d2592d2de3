"""The upper of two tiers: 增长8%，力争9%; 财政收入确保25亿元、奋斗目标27亿元 are one target with its stretch."""

from __future__ import annotations

import re
from itertools import pairwise

from zonetracker.extraction.drafts import Draft
from zonetracker.model.facts import Bound, FactType, Kind

_NEAR = 40
_STRIVES = re.compile(
    r"(?:力争|争取|冲刺|挑战|努力|奋斗)(?:目标|年内|全年)*(?:值|数)?"
    r"(?:全面|如期|更好|再|能|可)*(?:实现|完成|达到?|突破|超过?|增长到?|增速|增幅|增加到?|提高到|提升到|下降|降低|降到|压减|控制在|为|是|定为|在|:|，)*$"
)
_MORE = frozenset({None, Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT})


def mark_tiers(drafts: list[Draft], text: str) -> None:
    """Mark each row that only strives for more than the row of its name just before it in the sentence, as stretch."""
    for lower, upper in pairwise(drafts):
        if upper.start - lower.end <= _NEAR and _is_target(lower) and _is_target(upper) and _alike(lower, upper):
            between = text[lower.end : upper.start]
            upper.stretch = "。" not in between and _STRIVES.search(between) is not None and _is_further(lower, upper)


def _is_target(draft: Draft) -> bool:
    return draft.type is FactType.QUANTITY and draft.kind is Kind.TARGET and not draft.masked and not draft.stretch


def _alike(lower: Draft, upper: Draft) -> bool:
    place = (lower.name, lower.year, lower.period)
    return bool(lower.name) and place == (upper.name, upper.year, upper.period) and lower.high is upper.high is None


def _is_further(lower: Draft, upper: Draft) -> bool:
    """Whether each figure of the upper row goes beyond the same figure of the lower one, and there is such a figure."""
    steps = []
    if upper.value is not None:
        if lower.value is None or upper.unit != lower.unit:
            return False
        steps.append((upper.value - lower.value) * (1 if lower.bound in _MORE else -1))
    if upper.growth is not None:
        if lower.growth is None or lower.growth_high is not None or upper.growth_high is not None:
            return False
        steps.append((upper.growth - lower.growth) * (1 if lower.growth >= 0 else -1))
    return bool(steps) and all(step > 0 for step in steps)
