"""Traditional letters and the simplified ones that stand for them, one for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from zonetracker.support.seeds import seed_rows


@cache
def simplified_letters() -> Mapping[int, str]:
    """The table for `str.translate`; a letter that simplified texts have too (乾, 著) is not in it."""
    return {ord(row["traditional"]): row["simplified"] for row in seed_rows("traditional.csv")}


def simplified(text: str) -> str:
    """`text` in simplified letters, every letter at its place."""
    return text.translate(simplified_letters())
