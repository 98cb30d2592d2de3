"""The tables of a page as sheets: with the lines over each, its hidden rows and columns, its office number formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Placed
from zonetracker.extraction.reading.sheets.gathering import Allowance, GatheredSheet
from zonetracker.extraction.reading.sheets.grid import LINES_ABOVE, Grid
from zonetracker.extraction.reading.sheets.showing import NAMED, number_format
from zonetracker.extraction.reading.web.tables import BLOCKS, SPACE, placed_cells, table_rows, whole
from zonetracker.extraction.reading.web.tree import Element, is_hidden, parse_page

_CLASS = re.compile(r"\.([A-Za-z][\w-]{0,60})\s*\{([^}]{0,2000})\}")
_FORM = re.compile(r"mso-number-format\s*:\s*(?:\"([^\"]{0,200})\"|'([^']{0,200})'|([^;\"'}]{1,200}))", re.I)
_HEX = re.compile(r"\\([0-9A-Fa-f]{4})")
_ESCAPED = re.compile(r"\\(.)")
_SHEET = re.compile(r"<x:Name>([^<]{1,31})</x:Name>")
_NUMBER = re.compile(r"[-+]?\d{1,20}(?:\.\d{1,20})?")


def page_grids(text: str, name: str, warnings: Sequence[str] = ()) -> tuple[Grid, ...]:
    """The tables of the page in `text`, in order."""
    page = parse_page(text, name, hidden=True)
    sheets = _SHEET.findall(text)
    tables = _Tables(name, sheets[0] if len(sheets) == 1 else "", _forms(page.styles))
    tables.inside(page.body)
    return tuple(replace(grid, warnings=tuple(warnings)) for grid in tables.grids)


def _forms(styles: str) -> dict[str, str]:
    """The number formats of a style sheet by class."""
    return {name: form for name, said in _CLASS.findall(styles) if (form := _form(said))}


def _form(style: str) -> str:
    found = _FORM.search(style)
    if not found:
        return ""
    code = next(one for one in found.groups() if one is not None).strip()
    code = _ESCAPED.sub(r"\1", _HEX.sub(lambda one: chr(int(one[1], 16)), code))
    return NAMED.get(code, code)


class _Tables:
    """Goes through a page, keeps the lines that it passes and makes a grid of each table."""

    def __init__(self, name: str, sheet: str, forms: dict[str, str]) -> None:
        self.grids: list[Grid] = []
        self._name = name
        self._sheet = sheet
        self._forms = forms
        self._lines: list[str] = []
        self._run = ""
        self._left = Allowance()

    def inside(self, element: Element) -> None:
        """Take what stands in an element."""
        for child in element.children:
            if isinstance(child, str):
                self._run += child
                continue
            ends = bool(BLOCKS.fullmatch(child.tag)) or child.tag == "br"
            if ends:
                self._end()
            if not (child.tag == "table" and self._take(child)) and not is_hidden(child.attributes):
                self.inside(child)
            if ends:
                self._end()

    def _end(self) -> None:
        line = SPACE.sub(" ", self._run).strip()
        self._run = ""
        if line:
            self._lines = [*self._lines[1 - LINES_ABOVE :], line]

    def _take(self, table: Element) -> bool:
        """Make a grid of a table; False where it only arranges the page."""
        placed = placed_cells(table, self._name)
        if not placed or len(self.grids) >= limits.SHEETS:
            return False
        sheet = GatheredSheet(self._sheet, is_hidden(table.attributes), self._left)
        for at, line in enumerate(table_rows(table)):
            if is_hidden(line.attributes):
                sheet.hide_rows(at, at)
        hidden = _hidden_columns(table) | _columns_of_hidden(placed)
        for column in hidden:
            sheet.hide_columns(column, column)
        for at, cells in groupby(placed, key=lambda one: one[0].row):
            row = list(cells)
            for cell, _ in row:
                sheet.merge(at, cell.column, at + cell.rows - 1, cell.column + cell.columns - 1)
            seen = [(cell, one) for cell, one in row if cell.column in hidden or not is_hidden(one.attributes)]
            sheet.row(at, [(cell.column, self._text(element, cell.text)) for cell, element in seen])
        grid = sheet.grid()
        if grid is not None:
            self.grids.append(replace(grid, above=tuple(self._lines)))
            self._lines = []
        return True

    def _text(self, cell: Element, text: str) -> str:
        form = _form(cell.attributes.get("style", "")) or next(
            (self._forms[one] for one in cell.attributes.get("class", "").split() if one in self._forms), ""
        )
        return number_format(form).written(text) if form and _NUMBER.fullmatch(text) else text


def _hidden_columns(table: Element) -> set[int]:
    """The columns that <col> hides."""
    found: set[int] = set()
    column = 0
    for one in (col for part in table.elements() for col in (part.elements() if part.tag == "colgroup" else [part])):
        if one.tag == "col":
            span = min(max(whole(one.attributes.get("span"), 1), 1), limits.SHEET_COLUMNS)
            if is_hidden(one.attributes):
                found.update(range(column, column + span))
            column += span
    return found


def _columns_of_hidden(placed: Sequence[tuple[Placed, Element]]) -> set[int]:
    """The columns whose cells are hidden one by one."""
    shown = {cell.column for cell, element in placed if not is_hidden(element.attributes)}
    return {cell.column for cell, _ in placed} - shown
