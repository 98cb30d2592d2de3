"""What the program knows before any report is read: indicators with their aliases, and words that tell names apart.

Both are data: seeds/indicators.csv and seeds/distinctions.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zonetracker.model.facts import Indicator, Nature, Polarity
from zonetracker.model.months import listed_months
from zonetracker.support.seeds import seed_rows


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
            months=listed_months(row["months"]),
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
        )
        for number, row in enumerate(seed_rows("indicators.csv"), 1)
    )


@cache
def families() -> tuple[WordFamily, ...]:
    """The families of distinguishing words, in the order of the file."""
    words: dict[str, dict[str, str]] = {}
    for row in seed_rows("distinctions.csv"):
        words.setdefault(row["family"], {})[row["word"]] = row["meaning"]
    return tuple(
        WordFamily(name, re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True)))), known)
        for name, known in words.items()
    )
