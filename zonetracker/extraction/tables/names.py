"""Self-contained names for the rows of a table: from the label, its head, the row above it and the caption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from zonetracker.lexicon.indicators import seed_indicators
from zonetracker.lexicon.spelling import plain_name
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Candidate

_LONG_LABEL = 14
_SHORTEST_SUBJECT = 3
_GROWTH_LABEL = re.compile(r"(?:同比)?(?:增长速度|(?<!自然)增长率|增速|增幅|增长)$")


@cache
def usual_units() -> dict[str, str | None]:
    """The usual unit of every known name, by its plain form."""
    return {
        plain_name(name): indicator.unit
        for indicator in seed_indicators()
        for name in (indicator.name, *indicator.aliases)
    }


def is_indicator(name: str) -> bool:
    """Whether a name is that of a known indicator."""
    return plain_name(name) in usual_units()


def indicator_in(title: str) -> str:
    """The known indicator that a title names (各乡镇规上工业总产值完成情况: 规上工业总产值), or nothing."""
    said = plain_name(title)
    return max((name for name in _plain_names() if name in said), key=len, default="")


@cache
def _plain_names() -> tuple[str, ...]:
    return tuple(name for name in usual_units() if len(name) > _SHORTEST_SUBJECT)


def is_growth_word(label: str) -> bool:
    """Whether a label is nothing but 增速."""
    return _GROWTH_LABEL.fullmatch(label) is not None


def is_growth(label: str) -> bool:
    """Whether a figure in % is this label's growth: it says so, or it is known in another unit."""
    if _GROWTH_LABEL.search(label):
        return True
    usual = usual_units().get(plain_name(label), "%")
    return usual not in ("%", "‰", None)


def with_measure(label: str, measure: str) -> str:
    """A label with what its column counts: 粮食 under 产量（吨） is 粮食产量, 电视机 under 农村 is 农村电视机."""
    label = _GROWTH_LABEL.sub("", label) or label
    if not measure or _ends_in_measure(label) or plain_name(label) in usual_units():
        return label
    return measure + label if measure in head_words("place") else label + measure


def _ends_in_measure(label: str) -> bool:
    return label.endswith(head_words("measure"))


def subject_of(caption: str) -> str:
    """The measure that a caption speaks of (主要产品产量及增速: 产量), or nothing."""
    line = next((line for line in reversed(caption.split("\n")) if "单位" not in line[:3]), "")
    found = [(line.rfind(word), word) for word in head_words("measure") if word in line]
    return max(found, key=lambda pair: (pair[0] + len(pair[1]), len(pair[1])))[1] if found else ""


def whole_name(name: str, above: str, subject: str) -> str:
    """A self-contained name: 夏粮 in a table of 产量 is 夏粮产量, 铁路 below 货物运输总量 is 铁路货物运输总量."""
    complete = name.endswith(head_words("ending") + head_words("measure")) or (subject and subject in name)
    if complete or plain_name(name) in usual_units() or len(name) > _LONG_LABEL:
        return name
    if above and name in head_words("scope"):
        return name + above
    if above and name.startswith(head_words("place")):
        return name + above.removeprefix("全市").removeprefix("全区").removeprefix("全县")
    if subject:
        return name + subject
    if above and above not in name:
        return name + next((word for word in head_words("measure") if above.endswith(word)), above)
    return name


def told_apart(candidates: list[Candidate], long: Mapping[str, str]) -> list[Candidate]:
    """Rows of one name, year and kind take the name of their whole: 住宅房屋施工面积 beside 住宅商品房销售面积."""
    count = Counter((c.name, c.kind, c.year, c.period) for c in candidates)
    return [
        replace(c, name=long[c.id]) if count[c.name, c.kind, c.year, c.period] > 1 and long[c.id] else c
        for c in candidates
    ]
