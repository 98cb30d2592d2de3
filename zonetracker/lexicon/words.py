"""What the stages know of words: counters, verbs and markers from seeds/, and what a clerk has taught."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from zonetracker.support.paths import seed_folder

SCALE = "(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)"


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@cache
def _counters(folder: Path) -> dict[str, str]:
    return {row["unit"]: row["kind"] for row in _rows(folder / "counters.csv")}


@cache
def _verbs(folder: Path) -> dict[str, str]:
    return {row["verb"]: row["class"] for row in _rows(folder / "verbs.csv")}


@cache
def _markers(folder: Path) -> dict[str, tuple[str, ...]]:
    with (folder / "markers.toml").open("rb") as source:
        return {name: tuple(words) for name, words in tomllib.load(source)["words"].items()}


@cache
def _indicator_units(folder: Path) -> dict[str, str]:
    units: dict[str, str] = {}
    for row in _rows(folder / "indicators.csv"):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                units[name] = row["unit"]
    return units


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda w: (-len(w), w)))


class Lexicon:
    """Words of the trade, read once; `learned` maps a name as extracted to the name a clerk gave it.

    `indicators` are further names that are known to be right (those of the workbook, with their aliases).
    """

    def __init__(
        self,
        learned: Mapping[str, str] | None = None,
        indicators: Iterable[str] = (),
        folder: Path | None = None,
    ) -> None:
        folder = folder or seed_folder()
        self.counters = _counters(folder)
        self.verbs = _verbs(folder)
        self.markers = _markers(folder)
        self.learned: dict[str, str] = dict(learned or {})
        self.indicator_units: dict[str, str] = {**dict.fromkeys(indicators, ""), **_indicator_units(folder)}
        self.folder = folder

    def corrected(self, name: str) -> str:
        """The name that a clerk gave this one before, also where it was read without 全区, 全市 … in front."""
        bare = re.sub(r"^全[市区县省州镇乡]", "", name)
        return self.learned.get(name) or self.learned.get(bare) or name

    def words(self, name: str) -> str:
        """The alternation of the marker list `name` of markers.toml."""
        return alternation(self.markers[name])

    def verbs_of(self, *classes: str) -> list[str]:
        """The verbs of these classes."""
        return [verb for verb, kind in self.verbs.items() if kind in classes]


@cache
def default_lexicon() -> Lexicon:
    """The lexicon as shipped."""
    return Lexicon()
