"""What a clerk chose of a ledger, kept for the next one that looks the same: columns by heads, names for all."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping

from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.services.milestones.intake.tables import LedgerTable

NAMES = "milestone-names"
_COLUMNS = "columns"
_MOST_NAMES = 5000


def look_of(table: LedgerTable) -> str:
    """What two months' ledgers of one make have in common: the heads of their columns, without digits."""
    heads = "|".join("".join(letter for letter in one.head if not letter.isdigit()) for one in table.columns)
    return "ledger-" + hashlib.sha256(heads.encode()).hexdigest()[:16]


def remembered_roles(kept: Mapping[str, Mapping[str, object]], table: LedgerTable) -> dict[int, MilestoneRole]:
    """The columns of a table that a clerk read otherwise the last time."""
    columns = kept.get(look_of(table), {}).get(_COLUMNS)
    said = columns.items() if isinstance(columns, Mapping) else ()
    known = {role.value for role in MilestoneRole}
    return {int(at): MilestoneRole(role) for at, role in said if str(at).isdigit() and role in known}


def remembered_names(kept: Mapping[str, Mapping[str, object]], known: Container[int]) -> dict[str, int]:
    """The names that a clerk gave a milestone which the workbook still has."""
    names = kept.get(NAMES, {}).get(NAMES)
    said = names.items() if isinstance(names, Mapping) else ()
    return {str(name): one for name, one in said if isinstance(one, int) and one in known}


def to_keep(
    tables: Mapping[int, LedgerTable], roles: Mapping[tuple[int, int], MilestoneRole], names: Mapping[str, int]
) -> dict[str, object]:
    """What is remembered of a ledger: the columns chosen by hand by the look of their tables, and names."""
    kept: dict[str, object] = {}
    for number in sorted({table for table, _ in roles}):
        own = {str(index): role.value for (table, index), role in sorted(roles.items()) if table == number}
        kept[look_of(tables[number])] = {_COLUMNS: own}
    if names:
        kept[NAMES] = {NAMES: dict(list(names.items())[-_MOST_NAMES:])}
    return kept
