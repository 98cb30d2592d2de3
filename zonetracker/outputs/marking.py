"""Marks by which a workbook that went out is known again: a hidden sheet for the whole, a hidden column for rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_SHEET = "_zt"
_FIRST = "zonetracker"
_VERSION = "1"
_KEY = "zt:"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Which workbook a file was made from, as which kind of sheet, for which year, month and unit (0: for none).

    `keys` are those of its rows, by sheet and row from 0, as they stand in what was read.
    """

    kind: str
    file_id: str
    year: int
    month: int = 0
    unit: int = 0
    keys: Mapping[tuple[int, int], str] = field(default_factory=dict)


class SeenSheet(Protocol):
    """A sheet as any reader gives it: its name and the texts of its rows."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """Its texts."""


def mark(book: Workbook, marking: Imprint, keys: Mapping[str, Mapping[int, str]]) -> None:
    """Put marks into a workbook; `keys` are those of rows by the name of their sheet and their number from 1."""
    for name, rows in keys.items():
        _mark_rows(book[name], rows)
    sheet = book.create_sheet(_SHEET)
    sheet.sheet_state = "hidden"
    told = (_FIRST, _VERSION, marking.kind, marking.file_id, str(marking.year), str(marking.month), str(marking.unit))
    for place, text in enumerate(told, 1):
        sheet.cell(place, 1).value = text


def _mark_rows(sheet: Any, rows: Mapping[int, str]) -> None:
    from openpyxl.utils import get_column_letter

    column = sheet.max_column + 1
    for row, key in rows.items():
        sheet.cell(row, column).value = _KEY + key
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def marking_of(sheets: Sequence[SeenSheet]) -> Imprint | None:
    """The marks of a file; None where it has none that this program understands."""
    told = next((texts for sheet in sheets if (texts := _told(sheet))), ())
    if len(told) < 7 or not all(text.isdigit() for text in told[4:7]):
        return None
    year, month, unit = (int(text) for text in told[4:7])
    keys = {
        (at, number): text.removeprefix(_KEY)
        for at, sheet in enumerate(sheets)
        for number, row in enumerate(sheet.rows)
        for text in row
        if text.startswith(_KEY)
    }
    return Imprint(told[2], told[3], year, month, unit, keys)


def _told(sheet: SeenSheet) -> tuple[str, ...]:
    texts = tuple(row[0].strip() if row else "" for row in sheet.rows)
    return texts if texts[:2] == (_FIRST, _VERSION) else ()
