"""By which rule a target is judged: from its bound and its words, and its indicator's nature, polarity and name."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import Enum

from zonetracker.model.facts import Bound, Indicator, Nature, Polarity, Stated, Target
from zonetracker.model.units import measure_of

SHARES = frozenset({"%", "％", "‰", "个百分点", "百分点", "个千分点"})
RANKS = frozenset({"位"})

_FALLS = ("降低", "下降", "减少", "压减", "削减", "减排", "降幅")
_INTENSITIES = ("能耗", "排放", "用水量", "强度")
_PRICES = ("价格", "物价", "CPI", "PPI")
_LOSSES = ("亏损", "赤字", "逆差")
_LOSSES_CUT = ("减亏", "扭亏", "止亏", "亏损企业数", *_FALLS)
_RANKINGS = ("排名", "位次", "名次", "排位", "排序", "位居", "位列")
_OF_EVENTS = frozenset({"count", "person"})
_CONTROLLED = re.compile(r"控制(?:在|到|于|目标|指标|数)?(?:为|约)?(\d+(?:\.\d+)?)")


class Measure(Enum):
    """By which rule the level of a target is judged."""

    FLOW = "flow"
    CEILING = "ceiling"
    LIMIT = "limit"
    LEVEL = "level"
    RANGE = "range"
    NONE = "none"


def row_unit(target: Target | None, indicator: Indicator) -> str | None:
    """The unit a row is shown in: that of its target, if it has one, else the indicator's usual one."""
    return (target.stated.unit if target is not None else None) or indicator.unit


def shown_as_it_stands(target: Target | None, unit: str | None) -> bool:
    """Whether no growth is computed: of a share or a rank, unless its target asks for one."""
    return unit in SHARES | RANKS and (target is None or target.stated.growth is None)


def measure_for(target: Target, indicator: Indicator) -> Measure:
    """The rule for the level of `target`; NONE where it states no level."""
    stated, unit = target.stated, row_unit(target, indicator)
    if stated.value is None:
        return Measure.NONE
    as_it_stands = unit in SHARES or indicator.nature is Nature.LEVEL
    if is_rank(target, indicator):
        return Measure.LIMIT
    if indicator.polarity is Polarity.WITHIN and stated.value_high is not None:
        return Measure.RANGE
    if not _is_ceiling(target, indicator, unit):
        return Measure.LEVEL if as_it_stands else Measure.FLOW
    has_no_ratio = stated.value <= 0 or stated.value_high is not None
    return Measure.LIMIT if as_it_stands or has_no_ratio else Measure.CEILING


def is_rank(target: Target, indicator: Indicator) -> bool:
    """Whether the figure is a place in a ranking: 位 also counts persons (引进专家30位) and beds."""
    if row_unit(target, indicator) not in RANKS:
        return False
    named = any(word in indicator.name for word in _RANKINGS)
    return named or indicator.nature is Nature.LEVEL or target.stated.bound is Bound.AT_MOST


def _is_ceiling(target: Target, indicator: Indicator, unit: str | None) -> bool:
    stated = target.stated
    if caps_a_loss(stated, indicator):
        return False
    if stated.bound in (Bound.AT_MOST, Bound.AT_LEAST):
        return stated.bound is Bound.AT_MOST
    if says_control(target, stated.value) or is_loss(indicator.name):
        return True
    if indicator.polarity is Polarity.LOWER:
        return not _is_promised_fall(indicator, unit)
    if indicator.polarity is Polarity.WITHIN:
        return caps_a_rate(indicator, unit)
    dimension = measure_of(unit) if unit else None
    return stated.value == 0 and dimension is not None and dimension[0] in _OF_EVENTS


def caps_a_rate(indicator: Indicator, unit: str | None) -> bool:
    """Whether one figure is the upper end of a range whose lower end goes unsaid: prices, 3%左右.

    A target of growth alone has no unit, so that of prices is known by the indicator's name.
    """
    return indicator.polarity is Polarity.WITHIN and (unit in SHARES or is_price(indicator.name))


def is_price(name: str) -> bool:
    """Whether what is measured is how prices rise."""
    return any(word in name.upper() for word in _PRICES)


def is_loss(name: str) -> bool:
    """Whether what is measured is better when smaller by its name: a loss, and not how much of it was made good."""
    return any(word in name for word in _LOSSES) and not any(word in name for word in _LOSSES_CUT)


def says_control(target: Target, number: Decimal | None) -> bool:
    """Whether the target's own sentence says that `number` is not to be exceeded: 涨幅控制在3%左右."""
    return any(figure_is_controlled(text, number) for text in (target.quote, target.wording))


def figure_is_controlled(text: str, number: Decimal | None) -> bool:
    """Whether `text` says 控制在 before `number`."""
    if number is None or "控制" not in text:
        return False
    return any(Decimal(found) == abs(number) for found in _CONTROLLED.findall(unicodedata.normalize("NFKC", text)))


def caps_a_loss(stated: Stated, indicator: Indicator) -> bool:
    """Whether a level below zero is the largest loss allowed (利润总额-2亿元以内): more than it is better."""
    if stated.value is None or stated.value >= 0:
        return False
    return is_loss(indicator.name) or (stated.bound is Bound.AT_MOST and indicator.polarity is not Polarity.LOWER)


def _is_promised_fall(indicator: Indicator, unit: str | None) -> bool:
    """Whether the value is itself the fall (单位GDP能耗降低3%), so that more of it is better."""
    if any(word in indicator.name for word in _FALLS):
        return True
    return unit in SHARES and any(word in indicator.name for word in _INTENSITIES)
