"""The heads of ledgers of items and projects, and the words of their cells: seeds/item_heads.csv by role."""

from __future__ import annotations

from functools import cache

from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.support.seeds import seed_rows


@cache
def item_words(role: str) -> tuple[str, ...]:
    """The words of a role in the order of the file; KeyError for a role that it has not."""
    found = tuple(row["word"] for row in seed_rows("item_heads.csv") if row["role"] == role)
    if not found:
        raise KeyError(role)
    return found


@cache
def item_head_words() -> tuple[tuple[str, str], ...]:
    """The words of what columns hold, with it, in the order of the file: of two in one head the earlier one tells."""
    held = {role.value for role in MilestoneRole}
    return tuple((row["role"], row["word"]) for row in seed_rows("item_heads.csv") if row["role"] in held)
