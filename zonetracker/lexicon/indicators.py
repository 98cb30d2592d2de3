"""What the program knows before any report is read: indicators with their aliases, and words that tell names apart.

Both are data: seeds/indicators.csv and seeds/distinctions.csv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zonetracker.model.facts import Indicator, Nature, Polarity
from zonetracker.support.paths import seed_folder


@dataclass(frozen=True, slots=True)
class WordFamily:
    """Words of one kind (进出口, 出口, 进口); two names that differ in them name two different things.

    `meaning` gives words that say the same (农村 and 乡村) one meaning; a word without one is only passed over, so
    that 市 is not seen in 上市.
    """

    name: str
    pattern: re.Pattern[str]
    meaning: dict[str, str]

    def meanings(self, text: str) -> frozenset[str]:
        """What of this family stands in a name."""
        return frozenset(self.meaning[word] for word in self.pattern.findall(text)) - {""}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (seed_folder() / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def months_of(text: str) -> tuple[int, ...]:
    """The months of "2-12", "3,6,9,12" or a mix of both, in order; ValueError where one is no month."""
    months: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        months.update(range(int(first), int(last or first) + 1))
    if not months or min(months) < 1 or max(months) > 12:
        raise ValueError(f"no months: {text!r}")
    return tuple(sorted(months))


@cache
def seed_indicators() -> tuple[Indicator, ...]:
    """The indicators that every new workbook knows, with ids 1..n in the order of the file."""
    return tuple(
        Indicator(
            id=number,
            name=row["name"],
            unit=row["unit"] or None,
            category=row["category"],
            polarity=Polarity(row["polarity"]),
            nature=Nature(row["nature"]),
            typed_growth=row["typed_growth"] == "1",
            months=months_of(row["months"]),
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for number, row in enumerate(_rows("indicators.csv"), 1)
    )


@cache
def families() -> tuple[WordFamily, ...]:
    """The families of distinguishing words, in the order of the file."""
    words: dict[str, dict[str, str]] = {}
    for row in _rows("distinctions.csv"):
        words.setdefault(row["family"], {})[row["word"]] = row["meaning"]
    return tuple(
        WordFamily(name, re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known)
        for name, known in words.items()
    )
