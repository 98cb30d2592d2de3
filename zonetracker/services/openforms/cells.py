"""Texts as cells of a spreadsheet, and back to the letter: nothing in a cell is taken for a number or a formula."""

from __future__ import annotations

import re

from zonetracker.services.openforms.form import OpenColumn, Shown
from zonetracker.words.wording import FORMULA_SIGNS

_MARK = "'"
"""Before a text that would be taken for something else, and for a text without a letter where nothing would be None."""
OF_SPREADSHEETS, OF_LINES = _MARK, FORMULA_SIGNS + "\t\n" + _MARK
"""What a text may not begin with, where cells are said to be text and where they are not."""
_PLAIN = frozenset({Shown.NUMBER, Shown.FIGURE, Shown.FLAG})
_NO_CELL_HOLDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\\(?=u[0-9A-F]{4})")
"""Controls, what Excel takes for a control (_x000D_), and what would be taken for one of our own."""
_CODED = re.compile(r"\\u([0-9A-F]{4})")


def to_cell(text: str | None, column: OpenColumn, guarded: str) -> str:
    """What stands in the cell."""
    if text is None:
        return ""
    if not text:
        return _MARK if column.optional else ""
    coded = _NO_CELL_HOLDS.sub(lambda found: rf"\u{ord(found[0]):04X}", text)
    return _MARK + coded if coded[0] in guarded and column.shown not in _PLAIN else coded


def of_cell(cell: str | None, column: OpenColumn) -> str | None:
    """What the cell says."""
    if not cell:
        return None if column.optional else ""
    bare = cell[1:] if cell[0] == _MARK else cell
    if "\r" in bare:
        bare = bare.replace("\r\n", "\n").replace("\r", "\n")
    return _CODED.sub(lambda found: chr(int(found[1], 16)), bare) if "\\" in bare else bare
