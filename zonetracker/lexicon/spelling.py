"""The one spelling of a name in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HIDDEN = re.compile(r"[\s·•'\"“”‘’「」『』《》〈〉、,，.。;；:：_—\-－\[\]()]")
_LEAD_IN = re.compile(
    "(?:其中|全年|年内|今年|本年度?|当年|我[省市区县镇州旗]|[全本][省市区县镇州旗](?![外内])|预计|计划|力争|确保|争取|努力|"
    "(?:完成|实现|达到|累计|共计|合计)(?!率|度|额|数|量|收储|比))+"
)
_SPELLINGS = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("r&d", "研发"),
    ("gdp", "地区生产总值"),
    ("国内生产总值", "地区生产总值"),
    ("的比重", "比重"),
    ("的比例", "比例"),
)


@lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """A name without what never tells two names apart: width, case, quotes, brackets' marks, lead-ins, spellings."""
    kept = unicodedata.normalize("NFKC", name)
    if not kept.isprintable():
        kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cf", "Cc"))
    kept = re.sub(r"(?<=\d)\.(?=\d)", "\x00", kept.lower())
    kept = _HIDDEN.sub("", kept).replace("\x00", ".")
    for written, meant in _SPELLINGS:
        kept = kept.replace(written, meant)
    kept = re.sub("(?<!地区)(?<!海洋)生产总值", "地区生产总值", kept)
    led = _LEAD_IN.match(kept)
    return kept[led.end() :] if led and led.end() < len(kept) else kept
