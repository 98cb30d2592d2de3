"""What one table cell states: a figure with bound, range, growth and unit, a relative goal, or nothing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zonetracker.model.facts import Bound
from zonetracker.model.units import measure_of

_NUMBER = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
_FIGURE = re.compile(
    r"(?P<change>(?:同比|比上年|较上年|年均)?(?:负增长|增长|增速|增幅|上涨|增|下降|减少|降低|压减|降)?)"
    r"(?P<before>不低于|不少于|不超过|不高于|控制在|完成|实现|力争|确保|达到|突破|超过|高于|低于|至少|大于|小于|以上|≥|>=|≤|<=|>|<|约|达|超|到)?"
    rf"\s*(?P<low>{_NUMBER})(?P<lowunit>[^\d\s,;()、+~-]{{0,8}}?)"
    rf"(?:\s*(?:[-~至]*[~至]|-+)\s*(?P<high>{_NUMBER}))?"
    r"\s*(?P<unit>[^\d\s,;()、+~-]{0,10}?)(?P<after>(?:及|或|\()?以上\)?|以内|以下|左右|上下)?"
)
_THOUSAND = re.compile("(?<=\\d)[\u2007\u2009\u202f\u00a0](?=\\d{3}(?!\\d))")
"""A thin blank parts thousands; a usual one may part two figures."""
_SCALES = ("亿", "万", "万亿")
_LONGEST_CELL = 60
_BETWEEN = re.compile(r"[\s,;()、/。]*")
_MASKED = re.compile(r"[-+]?[\d.]*\*[\d.*]*")
_RELATIVE = re.compile(
    "(?:与|和|同).{2,14}(?:同步|相协调|相适应|相匹配|持平)|(?:高于|不低于|快于).{2,14}(?:平均|水平|增速|增幅)|同步增长"
)
_FALLS = ("负增长", "下降", "减少", "降低", "压减", "降")
_BEFORE = {
    **dict.fromkeys(
        ("不低于", "不少于", "突破", "超过", "高于", "至少", "大于", "以上", "≥", ">=", ">", "超"), Bound.AT_LEAST
    ),
    **dict.fromkeys(("不超过", "不高于", "控制在", "低于", "小于", "≤", "<=", "<"), Bound.AT_MOST),
    "约": Bound.ABOUT,
}
_NOTES = str.maketrans(dict.fromkeys("①②③④⑤⑥⑦⑧⑨⑩", " "))
_POINTS = re.compile(r"(?<=\d)[。·•‧](?=\d)")
_QUOTE = re.compile(r"^\s*['’‘`]+(?=[-+\d])")
_STAR = re.compile(r"(?<=\d)[*★☆#]+\s*$")
_BRACKETED = re.compile(r"\(([^()\d%]{1,10})\)\s*$")
_BELOW_ZERO = re.compile(r"^\s*\((\d[\d,]*(?:\.\d+)?%?)\)(%?)\s*$")
_SIGNS = re.compile(r"^(\s*)(?:[↓▼△]|负(?=\d))")
_RISES = re.compile(r"^(\s*)[↑](?=\s*\d)")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_SAME_WIDTH = {"—": "-", "–": "-", "−": "-", "－": "-", "～": "~", "×": "*", "＊": "*", "％": "%", "，": ",", "；": ";"}
_SAME_WIDTH |= dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", " ")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at start..end of its cell; `change` where the cell itself says that it is a growth (signed then)."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None = None
    unit: str | None = None
    bound: Bound = Bound.EXACT
    change: bool = False


def same_width(text: str) -> str:
    """Full-width digits and signs made narrow, character for character, so that offsets stay."""
    if text.isascii():
        return text
    narrow = (_SAME_WIDTH.get(c) or unicodedata.normalize("NFKC", c) for c in text.translate(_NOTES))
    return "".join(one if len(one) == 1 else before for one, before in zip(narrow, text, strict=True))


@lru_cache(maxsize=16_384)
def marked(text: str) -> tuple[str, tuple[str, ...]]:
    """A cell in one width without the marks at its figure, every character at its place, and the words of the marks.

    57.2*, 19.6（快报）, '57.2, 57。2, 负7.3, (12.6) and ▼3.5 are figures.
    """
    if _PLAIN.fullmatch(text):
        return text, ()
    plain = _POINTS.sub(".", _QUOTE.sub(_blanks, same_width(_THOUSAND.sub(",", text))))
    remarks: list[str] = []
    if (star := _STAR.search(plain)) and "*" not in plain[: star.start()]:
        plain = plain[: star.start()] + _blanks(star)
        remarks.append("*")
    if (word := _BRACKETED.search(plain)) and measure_of(word[1].strip()) is None and any(map(str.isdigit, plain)):
        plain = plain[: word.start()] + _blanks(word)
        remarks.append(word[1].strip())
    below = _BELOW_ZERO.match(plain)
    if below and ("." in plain or "%" in plain):
        plain = plain.replace("(", "-").replace(")", " ") if not below[2] else plain.replace("(", "-").replace(")", "")
        plain = plain.ljust(len(text))
    return _RISES.sub(r"\1+", _SIGNS.sub(r"\1-", plain)), tuple(remarks)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace(" ", "").removeprefix("+"))


def _figure(found: re.Match[str]) -> Figure | None:
    unit = found["unit"] or found["lowunit"] or None
    scale = unit in _SCALES and not found["before"] and not found["after"] and not found["high"]
    if unit is not None and unit not in ("%", "‰") and not scale and measure_of(unit) is None:
        return None
    low, high = _number(found["low"]), _number(found["high"]) if found["high"] else None
    change = found["change"].removeprefix("同比").removeprefix("比上年").removeprefix("较上年").removeprefix("年均")
    if change in _FALLS:
        low, high = -low, None if high is None else -high
    bound = _BEFORE.get(found["before"] or "", Bound.EXACT)
    if after := found["after"]:
        bound = (
            Bound.ABOUT if after in ("左右", "上下") else Bound.AT_MOST if after in ("以内", "以下") else Bound.AT_LEAST
        )
    return Figure(found.start(), found.end(), low, high, unit, bound, bool(change))


@lru_cache(maxsize=16_384)
def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a cell that holds nothing else; none for prose, names, dates, dashes and masked digits."""
    if len(text) > _LONGEST_CELL:
        return ()
    if _PLAIN.fullmatch(text):
        return (Figure(0, len(text), Decimal(text)),)
    if not any(character.isdigit() for character in text):
        return ()
    plain = marked(text)[0]
    if "*" in plain:
        return ()
    found: list[Figure] = []
    at = _blank(plain, 0)
    while at < len(plain):
        hit = _longest(plain, at)
        if hit is None:
            return ()
        found.append(hit)
        at = _blank(plain, hit.end)
    return tuple(found)


def _blank(plain: str, at: int) -> int:
    passed = _BETWEEN.match(plain, at)
    return passed.end() if passed else at


def _longest(plain: str, at: int) -> Figure | None:
    """The figure at `at` that leaves no letters behind it: the cell goes on with a break or ends."""
    for end in range(min(len(plain), at + 40), at, -1):
        if end < len(plain) and not _BETWEEN.match(plain, end).group():  # type: ignore[union-attr]
            continue
        found = _FIGURE.fullmatch(plain, at, end)
        if found and (figure := _figure(found)):
            return figure
    return None


def is_masked(text: str) -> bool:
    """Whether digits of the cell were made unreadable: **.*"""
    if "*" not in text and "＊" not in text:
        return False
    plain = marked(text)[0].strip().rstrip("%")
    return "*" in plain and _MASKED.fullmatch(plain) is not None


def is_relative(text: str) -> bool:
    """Whether the cell ties its goal to another thing without a number (与经济增长同步)."""
    return _RELATIVE.search(text) is not None
