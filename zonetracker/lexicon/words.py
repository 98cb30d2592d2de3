"""What the stages know of words: counters, verbs and markers from seeds/, and what a clerk has taught."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from zonetracker.lexicon.indicators import seed_indicators
from zonetracker.support.seeds import seed_rows, seed_words

_WHOLE = re.compile(r"^全[市区县省州镇乡]")
SCALE = "(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)"


@cache
def _indicator_units() -> dict[str, str]:
    return {name: one.unit or "" for one in seed_indicators() for name in (one.name, *one.aliases)}


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first; words that begin alike are tried as one."""
    ends: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        ends.setdefault(word[:1], []).append(word[1:])
    return "|".join(re.escape(first) + _any_of(rest) for first, rest in ends.items())


def _any_of(ends: list[str]) -> str:
    if len(ends) == 1:
        return re.escape(ends[0])
    return f"(?:{alternation(ends)})"


class Lexicon:
    """Words of the trade, read once; `learned` maps a name as extracted to the one a clerk gave it, `taught` are those.

    `indicators` are further names that are known to be right (those of the workbook, with their aliases).
    """

    def __init__(self, learned: Mapping[str, str] | None = None, indicators: Iterable[str] = ()) -> None:
        self.counters = {row["unit"]: row["kind"] for row in seed_rows("counters.csv")}
        self.verbs = {row["verb"]: row["class"] for row in seed_rows("verbs.csv")}
        self.markers = seed_words("markers.toml")
        self._alternations: dict[str, str] = {}
        self.learned: dict[str, str] = dict(learned or {})
        self.taught = frozenset(self.learned.values())
        self.indicator_units: dict[str, str] = {**dict.fromkeys(indicators, ""), **_indicator_units()}

    def corrected(self, name: str) -> str:
        """The name that a clerk gave this one before, also where it was read without 全区, 全市 … in front."""
        if not self.learned:
            return name
        bare = _WHOLE.sub("", name) if name.startswith("全") else name
        return self.learned.get(name) or self.learned.get(bare) or name

    def words(self, name: str) -> str:
        """The alternation of the marker list `name` of markers.toml."""
        if name not in self._alternations:
            self._alternations[name] = alternation(self.markers[name])
        return self._alternations[name]

    def firsts(self, *names: str) -> str:
        """The characters that the words of these lists begin with, for a set in a regular expression."""
        return "".join(sorted({re.escape(word[0]) for name in names for word in self.markers[name]}))

    def lasts(self, *names: str) -> frozenset[str]:
        """The characters that the words of these lists end with: what ends otherwise ends with none of them."""
        return frozenset(word[-1] for name in names for word in self.markers[name])

    def verbs_of(self, *classes: str) -> list[str]:
        """The verbs of these classes."""
        return [verb for verb, kind in self.verbs.items() if kind in classes]


@cache
def default_lexicon() -> Lexicon:
    """The lexicon as shipped."""
    return Lexicon()
