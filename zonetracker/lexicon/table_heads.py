"""The heads of tables, those of reports and those of bureaus' sheets: seeds/table_heads.csv by role."""

from __future__ import annotations

from functools import cache

from zonetracker.support.seeds import seed_rows


@cache
def head_words(role: str) -> tuple[str, ...]:
    """The words of a role in the order of the file; KeyError for a role that it has not."""
    found = tuple(row["word"] for row in seed_rows("table_heads.csv") if row["role"] == role)
    if not found:
        raise KeyError(role)
    return found
