"""HTML tables: those that hold data as cells with their spans, told from those that arrange a page."""

from __future__ import annotations

import re

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Placed
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.web.tree import Element
from zonetracker.support.errors import RefusalCode

BLOCKS = re.compile(
    r"address|article|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header|hr"
    r"|html|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
SPACE = re.compile(r"[ \t\r\n\f]+")
WIDE_BREAK = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f])[ \t\r]*\n\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
_LONG_CELL = 400


def whole(text: str | None, default: int) -> int:
    """A whole number as an attribute writes it, or `default`."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text.strip()) else default


def table_rows(table: Element) -> list[Element]:
    """The rows of a table itself that have cells, not those of tables within it."""
    rows: list[Element] = []
    for one in table.elements():
        if one.tag == "tr":
            rows.extend([one] if _cells(one) else [])
        elif one.tag != "table":
            rows.extend(table_rows(one))
    return rows


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.elements() if cell.tag in ("td", "th")]


def grid(table: Element, name: str) -> list[Placed]:
    """The cells of a table of data; empty for a table that only arranges the page."""
    found = placed_cells(table, name)
    if any(cell.weight + cell.links > _LONG_CELL for _, cell in found):
        return []
    return [placed for placed, _ in found]


def placed_cells(table: Element, name: str) -> list[tuple[Placed, Element]]:
    """The cells of a table by their places; empty for one that holds another, or has a single row or column."""
    rows = [_cells(row) for row in table_rows(table)]
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return []
    if any(_holds_table(cell) for row in rows for cell in row):
        return []
    placed: list[tuple[Placed, Element]] = []
    covered: set[tuple[int, int]] = set()
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            while (index, column) in covered:
                column += 1
            columns = min(max(whole(cell.attributes.get("colspan"), 1), 1), limits.SHEET_COLUMNS)
            below = whole(cell.attributes.get("rowspan"), 1) or len(rows)
            height = min(below, len(rows) - index)
            if len(covered) + height * columns > limits.TABLE_CELLS:
                raise refusal(RefusalCode.READ_TOO_LONG, name)
            covered.update((index + down, column + right) for down in range(height) for right in range(columns))
            placed.append((Placed(index, column, _cell_text(cell), height, columns), cell))
            column += columns
    return placed


def _holds_table(element: Element) -> bool:
    return any(one.tag == "table" or _holds_table(one) for one in element.elements())


def _cell_text(cell: Element) -> str:
    """The text of a cell, a line end for each block or <br> in it."""

    def written(element: Element) -> str:
        return "".join(
            SPACE.sub(" ", WIDE_BREAK.sub("", one))
            if isinstance(one, str)
            else "\n"
            if one.tag == "br"
            else f"\n{written(one)}\n"
            if BLOCKS.fullmatch(one.tag)
            else written(one)
            for one in element.children
        )

    return "\n".join(line.strip() for line in written(cell).split("\n") if line.strip())
