"""What a clerk chose of a sheet, kept for the next one that looks the same: names for all sheets, columns by heads."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Mapping

from zonetracker.extraction.tables.model import ReadTable
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.planning import Meaning
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.meanings import CHOSEN, with_meaning
from zonetracker.services.sheets.model import Choices, SheetPlan, SheetRead

NAMES = "names"
_COLUMNS = "columns"


def look_of(table: ReadTable) -> str:
    """What two months' sheets of one make have in common: the heads of their columns, without digits."""
    heads = "|".join("".join(letter for letter in column.head if not letter.isdigit()) for column in table.columns)
    return "look-" + hashlib.sha256(heads.encode()).hexdigest()[:16]


def remembered(ledger: Ledger, read: SheetRead, time: tuple[int, int]) -> Choices:
    """The choices that are kept for sheets of this look, and the names that were given an indicator."""
    known = {indicator.id for indicator in ledger.indicators()}
    return remembered_in(ledger.sheet_mappings(), known, read, time)


def remembered_in(
    kept: Mapping[str, Mapping[str, object]], known: Container[int], read: SheetRead, time: tuple[int, int]
) -> Choices:
    """The same from the mappings that a workbook keeps and the indicators that it has."""
    choices = Choices(names=remembered_names(kept, known))
    for number, table in enumerate(read.tables):
        for index, meaning in _meanings(kept.get(look_of(table), {})):
            if index < len(table.columns):
                choices = with_meaning(choices, read, (number, index), meaning, time)
    return choices


def remembered_names(kept: Mapping[str, Mapping[str, object]], known: Container[int]) -> dict[str, int]:
    """The names that a clerk gave an indicator which the workbook still has."""
    names = kept.get(NAMES, {}).get(NAMES, {})
    return {name: one for name, one in pairs(names) if isinstance(one, int) and one in known}


def remembered_of(choices: Choices, planned: SheetPlan) -> tuple[int, int]:
    """How many columns and how many names of a file are read as remembered."""
    said = {offer.figure.said for offer in planned.offers} if choices.names else set()
    return len(choices.columns), len(said & set(choices.names))


def to_keep(chosen: Mapping[tuple[int, int], Meaning], read: SheetRead) -> dict[str, object]:
    """The columns chosen by hand, by the look of their tables; what was chosen for a look before is replaced."""
    kept: dict[str, object] = {}
    for number in {table for table, _ in chosen}:
        own = {str(index): meaning.value for (table, index), meaning in chosen.items() if table == number}
        kept[look_of(read.tables[number])] = {_COLUMNS: own, "sheet": read.name}
    return kept


def forget(ledger: Ledger, read: SheetRead) -> Changed:
    """Forget what is remembered of this file, as one operation."""
    kept = ledger.sheet_mappings()
    said = {name for table in read.tables for name in _names_in(read, table)}
    left: dict[str, Mapping[str, object]] = {look: {} for table in read.tables if (look := look_of(table)) in kept}
    names = {name: one for name, one in pairs(kept.get(NAMES, {}).get(NAMES, {})) if name not in said}
    if NAMES in kept:
        left[NAMES] = {NAMES: names} if names else {}
    return ledger.keep_sheet_mapping(read.name, left)


def _names_in(read: SheetRead, table: ReadTable) -> set[str]:
    return {text.strip() for row in read.grids[table.grid].rows for text in row if text.strip()}


def pairs(mapping: object) -> list[tuple[str, object]]:
    return [(str(key), value) for key, value in mapping.items()] if isinstance(mapping, Mapping) else []


def _meanings(kept: Mapping[str, object]) -> list[tuple[int, Meaning]]:
    said = [(key, value) for key, value in pairs(kept.get(_COLUMNS)) if key.isdigit() and value in set(CHOSEN)]
    return [(int(key), Meaning(str(value))) for key, value in said]
