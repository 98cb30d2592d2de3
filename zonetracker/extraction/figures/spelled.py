"""Figures spelled in Chinese: counts and amounts, shares (百分之, 成), ranges, and vague ones that say none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from zonetracker.extraction.figures.numerals import DIGIT, SCALES, SIGNS, Numeral, multiplied, read
from zonetracker.model.facts import Bound
from zonetracker.support.seeds import seed_rows

_FIRST = f"零{DIGIT}十百千"
_NUMERAL = rf"[{_FIRST}][{SIGNS}]{{0,23}}(?:(?![{SIGNS}])|(?=千[瓦米克伏乏]))"
_ARABIC = r"\d{1,6}(?:\.\d{1,6})?"
_TO = "[到至~-]"
_STOP = r"[，。；、)！\n]|$"
_KINDS = ("count", "people", "money", "measure", "points", "times", "days")
_LEAST_BARE = 10_000
_OFTEN_NAMES = frozenset((*"期批口对本种根门针部方块床克升斤担度Gt", "批次", "班列"))
_NOT_AFTER = f"(?![{SIGNS}性别体大级型均类位数]|以(?![上下内]))"
_NO_SHARE = "立效功熟果为员都本长分品就交套型人药年活群不"
LEADS = f"几数负万亿上{_FIRST}"

_LONGER = {"名": "(?<!城(?=[镇乡市区]))(?<!校(?=长))"}
"""Where such a letter begins a longer word, the unit is one."""


def counter(unit: str, not_before: str) -> str:
    """A unit as a pattern, not before the letters that make another word of it (名城, but 名城镇居民)."""
    return re.escape(unit) + (f"(?![{not_before}]{_LONGER.get(unit, '')})" if not_before else "")


def any_of(counters: Iterable[str]) -> str:
    """Any of such patterns, the first that fits; those that begin with the same letter are tried together."""
    ends: dict[str, list[str]] = {}
    for one in counters:
        size = 2 if one[0] == "\\" else 1
        ends.setdefault(one[:size], []).append(one[size:])
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in ends.items()) + ")"


@cache
def _counters() -> str:
    """The counters that may follow a spelled number; those that mostly make names (一期, 三本) are left out."""
    rows = sorted(seed_rows("counters.csv"), key=lambda row: -len(row["unit"]))
    return any_of(
        counter(row["unit"], row["not_before"]) + ("" if row["kind"] == "money" else _NOT_AFTER)
        for row in rows
        if row["kind"] in _KINDS and row["unit"] not in _OFTEN_NAMES
    )


def pattern() -> str:
    """The alternatives of the one pattern of tokens.py that spelled figures are: one group names each."""
    base = _counters()
    said = rf"(?:{_NUMERAL}|{_ARABIC})"
    tenth = rf"(?:[{DIGIT}](?:点?[{DIGIT}])?|(?<![\d.])\d(?:\.\d)?)"
    return rf"""
        (?P<vague>几[十百千万亿]{{1,5}}|数[十百千万亿]{{1,5}}(?![{DIGIT}]))
        |(?P<minus>(?<=[为达至是在长速幅率])负)?(?P<of>[百千])分之(?:(?P<pct>{said})(?:{_TO}(?:[百千]分之)?(?P<pct2>{said}))?(?P<pmore>[余多几])?|几)
        |(?P<part>(?<![{SIGNS}])[{DIGIT}\d十百千万]{{1,4}}分之[{_FIRST}\d])
        |(?P<double>(?<=[高长加大涨])了?一倍)
        |(?P<cheng>{tenth})(?:{_TO}(?P<cheng2>{tenth}))?成(?:(?P<half>半)|(?P<tail>[{DIGIT}])(?!{base}))?(?![{_NO_SHARE}])
        |(?<=[破超过达逾近])(?P<one>[万亿])(?P<onebase>{base})(?={_STOP}|大关|以上)
        |(?P<over>(?<![以会跨迈登站跃])上(?=[百千万]))?(?<![{SIGNS.replace("点", "")}几])(?P<cn>{_NUMERAL})
            (?:(?P<cu1>{base})?(?P<cto>{_TO})(?P<cn2>{_NUMERAL}))?
            (?P<cmore>[余多几]|来(?!源))?(?P<cscale>万亿|[万亿])?(?P<cbase>{base}|(?<=[万亿])(?={_STOP}|以上|左右|以内))
        """


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelled figure: its number, the end of its range, its unit; `more` what 余, 多 or 来 say of it."""

    value: Decimal
    unit: str
    high: Decimal | None = None
    more: Bound | None = None


def share(found: re.Match[str]) -> Spelled | None:
    """百分之八点五, 百分之7.3, 负千分之二, 百分之三到五; None for 百分之几."""
    low, high = _said(found["pct"]), _said(found["pct2"])
    if low is None or (found["pct2"] and high is None):
        return None
    sign = -1 if found["minus"] else 1
    upper = high.number if high is not None else low.high
    return Spelled(low.number * sign, "%" if found["of"] == "百" else "‰", upper, _more(found["pmore"]))


def tenths(found: re.Match[str]) -> Spelled | None:
    """三成半, 八点五成, 8成, 七八成, 六到七成: in percent."""
    low, high = _said(found["cheng"]), _said(found["cheng2"])
    if low is None or (found["cheng2"] and high is None):
        return None
    upper = high.number if high is not None else low.high
    more = Decimal(5 if found["half"] else 0)
    if found["tail"]:
        tail = read(found["tail"])
        more = tail.value if tail is not None else more
    return Spelled(multiplied(low.number, 10) + more, "%", None if upper is None else multiplied(upper, 10))


def counted(found: re.Match[str]) -> Spelled | None:
    """一万六千户, 三五家, 十多万人, 一百二十到一百五十万平方米; None where the words say no one number."""
    low = read(found["cn"])
    if low is None or not low.value or (not found["cbase"] and low.number < _LEAST_BARE):
        return None
    ended = found["cscale"] or ""
    if ended and low.scale:
        return None
    if found["cn2"]:
        return _range(low, found, ended)
    vague = found["cmore"] == "几"
    if vague and not found["cn"].endswith("十"):
        return None
    more = Bound.AT_LEAST if found["over"] else _more(found["cmore"])
    return Spelled(low.value, (low.scale or ended) + found["cbase"], low.high, more)


def alone(found: re.Match[str]) -> Spelled:
    """突破万亩 is 10000 亩, 过亿元 one 亿元."""
    if found["one"] == "万":
        return Spelled(Decimal(SCALES["万"]), found["onebase"])
    return Spelled(Decimal(1), found["one"] + found["onebase"])


def _range(low: Numeral, found: re.Match[str], ended: str) -> Spelled | None:
    """Of 三到五万 both ends are in 万; of 八千到一万 each is as it is said."""
    high = read(found["cn2"])
    first = found["cu1"] or ""
    if high is None or high.high is not None or low.high is not None or first not in ("", found["cbase"]):
        return None
    scale = high.scale or ended
    value, top = low.value, high.value
    if low.scale != scale:
        shares = not low.scale and not first and value < top
        if not shares:
            scale, value = low.scale, low.value
            top = high.value * SCALES[high.scale or ended] / SCALES[low.scale]
    return Spelled(value, scale + found["cbase"], top, _more(found["cmore"])) if value < top else None


def _more(word: str | None) -> Bound | None:
    return None if not word else Bound.ABOUT if word == "来" else Bound.AT_LEAST


def _said(words: str | None) -> Numeral | None:
    if not words:
        return None
    return Numeral(Decimal(words)) if words[0].isdigit() else read(words)
