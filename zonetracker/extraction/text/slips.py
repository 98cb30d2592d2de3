"""Slips of scanning and typing inside figures: mended where one reading is possible, hidden where there are two.

A mended figure keeps its place, letter for letter; whoever reads it is told that it was mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zonetracker.lexicon.words import alternation
from zonetracker.support.seeds import seed_rows

_HAN = "\u4e00-\u9fff"
_AFTER_WORD = rf"\d(?<=[{_HAN}(+\-~]\d)(?<![第前列位居名排]\d)"
_OF_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_DOTS = "·•・‧∙⋅˙"
_LIKE_DIGITS = str.maketrans("OoIl", "0011")
_SCALES = {"忆": "亿", "方": "万"}
_SCALE_SLIP = re.compile(r"忆(?<=\d.)(?=[元美吨千斤立平度，。、；])|方(?<=\d.)(?=[元亩吨户])")
_ANY_LETTER = re.compile(r"[OoIl](?:(?<=\d.)|\.?\d)")
_ANY_APART = re.compile(r"[ ，](?<=\d.)\d")
_COUNTS = ("count", "people", "rank")


@dataclass(frozen=True, slots=True)
class Mended:
    """A text of the same length; `places` are the mended figures, `gaps` the blanks to be left out of them."""

    text: str
    places: tuple[tuple[int, int], ...]
    gaps: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Patterns:
    separated: re.Pattern[str]
    lettered: re.Pattern[str]
    spread: re.Pattern[str]
    doubtful: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    rows = seed_rows("counters.csv")
    counts = alternation(row["unit"] for row in rows if row["kind"] in _COUNTS)
    parts = alternation(row["unit"] for row in rows if row["kind"] in ("money", "measure", "points", "percent"))
    parted = rf"(?= ?(?:[万亿忆]|{parts}))"
    any_unit = rf"(?= ?(?:[万亿忆]|{parts}|{counts}))"
    return _Patterns(
        separated=re.compile(
            rf"{_AFTER_WORD}\d{{0,5}}(?:(?P<dot>[{_DOTS}，。])\d{{1,2}}|(?P<middle>[{_DOTS}。])\d{{3,6}}|(?P<comma>,)\d{{3}}){parted}"
        ),
        lettered=re.compile(
            rf"(?<![A-Za-z\d.])[\dOoIl]{{1,8}}(?:\.[\dOoIl]{{1,4}})?(?:{any_unit}|(?<=[\dOoIl]{{4}})(?=年))"
        ),
        spread=re.compile(rf"{_AFTER_WORD}(?: \d(?!\d)){{1,7}}(?:\.\d{{1,4}})?{any_unit}"),
        doubtful=re.compile(
            rf"{_AFTER_WORD}\d{{0,5}}"
            rf"(?:(?:\.\d{{1,4}})? \d{{1,6}}(?:\.\d{{1,4}})?{any_unit}|，\d{{1,2}}(?=(?:{counts})))"
        ),
    )


def mend(text: str) -> Mended:
    """The text (of one width) with the figures mended that can be read in one way only."""
    edits: list[tuple[int, str]] = []
    places: list[tuple[int, int]] = []
    gaps: set[int] = set()
    for found in _separated(text):
        edits.append((found.start(found.lastgroup or 0), "."))
        places.append(found.span())
    for found in _lettered(text):
        edits.append((found.start(), found[0].translate(_LIKE_DIGITS)))
        places.append(found.span())
    for found in _SCALE_SLIP.finditer(text):
        edits.append((found.start(), _SCALES[found[0]]))
        places.append((found.start() - 1, found.end()))
    for found in _patterns().spread.finditer(text) if _ANY_APART.search(text) else ():
        gaps.update(found.start() + at for at, letter in enumerate(found[0]) if letter == " ")
        places.append(found.span())
    return Mended(_edited(text, edits), tuple(sorted(places)), frozenset(gaps))


def doubtful(flat: str) -> Iterator[tuple[int, int]]:
    """Figures of two readings (38 6.5亿元, 6，85家): where they lie in a flat text."""
    for found in _patterns().doubtful.finditer(flat) if _ANY_APART.search(flat) else ():
        if not _OF_YEAR.match(found[0]):
            yield found.span()


def _separated(text: str) -> Iterator[re.Match[str]]:
    """1·6%, 6，85亿元, 0,625%: a point that came out as another sign."""
    for found in _patterns().separated.finditer(text):
        zero = found[0][0] == "0" and found["comma"] is not None and found.start("comma") == found.start() + 1
        if zero or (found["comma"] is None and not _OF_YEAR.match(found[0])):
            yield found


def _lettered(text: str) -> Iterator[re.Match[str]]:
    """1O.5, l2%: letters among digits, not more than those."""
    for found in _patterns().lettered.finditer(text) if _ANY_LETTER.search(text) else ():
        written = found[0].replace(".", "")
        if not written.isdigit() and sum(map(str.isdigit, written)) * 2 >= len(written):
            yield found


def _edited(text: str, edits: list[tuple[int, str]]) -> str:
    pieces: list[str] = []
    kept = 0
    for start, new in sorted(edits):
        if start < kept:
            continue
        pieces += (text[kept:start], new)
        kept = start + len(new)
    return "".join((*pieces, text[kept:]))
