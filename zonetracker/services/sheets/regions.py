"""Whose figures a table gives: those of the workbook's zone, another region's, or one that cannot be told."""

from __future__ import annotations

import re
from enum import Enum

from zonetracker.extraction.tables.headtext import plain
from zonetracker.lexicon.table_heads import head_words

_SPELLINGS = (
    (re.compile("高新技术(?:产业)?(?:开发|园|产业园)?区|高新技术产业园|高新开发区"), "高新区"),
    (re.compile("经济技术开发区|经济开发区|经济技术开发"), "经开区"),
    (re.compile("^(?:国家级?|省级)|(?:管理委员会|管委会|管理处|党工委)$"), ""),
)
_KINDS = ("高新区", "经开区", "开发区", "新区", "园区", "度假区", "产业园", "示范区", "保税区", "工业园")
_WHOLE = re.compile("[全本我][省市区县镇州旗园]|(?:园|辖|区|市|县)(?:本级|级|内)|园区")
_LONG = 4


class WhoseFigures(Enum):
    """Whether figures are the zone's own."""

    OWN = "own"
    OTHER = "other"
    UNCLEAR = "unclear"


def whose_figures(said: str, zone: str) -> WhoseFigures:
    """Whose figures are meant by the name of a region; no name means the zone's own."""
    name, own = _bare(said), _bare(zone)
    if not name or name == own or name == zone_kind(zone):
        return WhoseFigures.OWN
    if len(name) >= _LONG and len(own) >= _LONG and (own.endswith(name) or name.endswith(own)):
        return WhoseFigures.OWN
    if name in head_words("total"):
        return WhoseFigures.UNCLEAR
    if _WHOLE.fullmatch(name):
        return WhoseFigures.UNCLEAR if name[1:2] == own[-1:] or name.endswith(own[-1:]) else WhoseFigures.OTHER
    return WhoseFigures.OTHER


def zone_kind(zone: str) -> str:
    """What a zone is called in its own town: 高新区; "" where its name tells no kind."""
    own = _bare(zone)
    return next((kind for kind in _KINDS if own.endswith(kind)), "")


def without_zone(name: str, zone: str) -> str:
    """A name without the zone's own name before it: 某某高新区地区生产总值."""
    text = plain(name)
    for prefix in (plain(zone), _bare(zone), zone_kind(zone)):
        if prefix and text.startswith(prefix) and len(text) > len(prefix) + 1:
            return text[len(prefix) :].lstrip(":：、-—")
    return text


def whole_before(name: str) -> str:
    """全区, 全市 and the like before a name; "" for none."""
    found = re.match("[全][省市区县镇州旗]", plain(name))
    return found[0] if found and len(plain(name)) > len(found[0]) + 1 else ""


def _bare(name: str) -> str:
    text = plain(name)
    for pattern, written in _SPELLINGS:
        text = pattern.sub(written, text)
    return text
