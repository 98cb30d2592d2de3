"""What a clerk settled of a form, kept for the next month's: names together with bureaus' sheets, columns by heads."""

from __future__ import annotations

from collections.abc import Container, Mapping

from zonetracker.extraction.forms.reading import FormRead
from zonetracker.extraction.tables.model import ReadTable
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.planning import FormMeaning
from zonetracker.services.forms.model import FormChoices
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.memory import NAMES, look_of, pairs

_COLUMNS = "columns"


def remembered_in(kept: Mapping[str, Mapping[str, object]], known: Container[int], read: FormRead) -> FormChoices:
    """The choices that a workbook keeps for forms of this look, and the names that were given an indicator."""
    names = {name: one for name, one in pairs(kept.get(NAMES, {}).get(NAMES, {})) if isinstance(one, int)}
    columns = {
        (number, int(index)): FormMeaning(str(meaning))
        for number, table in enumerate(read.tables)
        for index, meaning in pairs(kept.get(_look(table), {}).get(_COLUMNS))
        if index.isdigit() and int(index) < len(table.columns) and meaning in set(FormMeaning)
    }
    return FormChoices({name: one for name, one in names.items() if one in known}, columns)


def remember(ledger: Ledger, read: FormRead, choices: FormChoices) -> Changed:
    """Keep names and columns as one operation; where all is kept already nothing is written."""
    kept = ledger.sheet_mappings()
    wanted: dict[str, Mapping[str, object]] = {}
    for number, table in enumerate(read.tables):
        own = {str(index): meaning.value for (at, index), meaning in choices.columns.items() if at == number}
        if own or _look(table) in kept:
            wanted[_look(table)] = {_COLUMNS: own, "sheet": read.name} if own else {}
    names = dict(pairs(kept.get(NAMES, {}).get(NAMES, {}))) | dict(choices.names)
    if names:
        wanted[NAMES] = {NAMES: names}
    fresh = {name: mapping for name, mapping in wanted.items() if _said(kept.get(name, {})) != _said(mapping)}
    return ledger.keep_sheet_mapping(read.name, fresh) if fresh else Changed(0, "keep_sheet_mapping")


def _look(table: ReadTable) -> str:
    """What forms of one make have in common; a bureau's sheet with these heads is another thing."""
    return f"form-{look_of(table)}"


def _said(mapping: Mapping[str, object]) -> dict[str, object]:
    """What a mapping says, whatever the file was called."""
    return {name: value for name, value in mapping.items() if name != "sheet"}
