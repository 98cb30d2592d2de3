"""The rows of a worksheet as the file holds them: exact digits, the values of formulas, texts in one shared table.

openpyxl writes a number with sixteen digits (74.1 becomes 74.09999999999999) and a formula without its value, and it
is slow at both. So it keeps cells, styles and everything else of a workbook, and its rows are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData></sheetData>")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[Ee][-+]?\d+)?")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "xl/sharedStrings.xml"


class SheetRows:
    """The rows of all sheets of a workbook, taken out of it so that openpyxl writes what is left.

    `values` are exact digits, or what a formula comes to, by part and address of the cell.
    """

    def __init__(self, book: Workbook, values: Mapping[str, Mapping[str, str]]) -> None:
        self._strings: dict[str, int] = {}
        self._used = 0
        self._styles: dict[bytes, str] = {}
        self._parts: dict[str, tuple[bytes, bytes]] = {}
        for number, sheet in enumerate(book.worksheets, 1):
            part = f"xl/worksheets/sheet{number}.xml"
            area = str(sheet.calculate_dimension()).encode()
            self._parts[part] = area, "".join(self._rows(sheet, values.get(part, {}))).encode("utf-8")
            sheet._cells.clear()
            sheet.row_dimensions.clear()

    def put_into(self, part: str, data: bytes) -> bytes:
        """A part of the saved workbook with its rows, where it has any."""
        if part not in self._parts:
            return data
        area, rows = self._parts[part]
        data = _DIMENSION.sub(lambda _: b'<dimension ref="' + area + b'"', data, count=1)
        return _NO_ROWS.sub(lambda _: b"<sheetData>" + rows + b"</sheetData>", data, count=1)

    def strings(self) -> bytes:
        """The shared table of texts; empty where no cell holds one."""
        if not self._strings:
            return b""
        counts = f'count="{self._used}" uniqueCount="{len(self._strings)}"'
        items = "".join(f"<si><t{_kept(text)}>{escape(text)}</t></si>" for text in self._strings)
        return f'{_HEAD}<sst xmlns="{_MAIN}" {counts}>{items}</sst>'.encode()

    def _rows(self, sheet: Any, values: Mapping[str, str]) -> Iterator[str]:
        from openpyxl.utils import get_column_letter

        letters = [get_column_letter(column) for column in range(1, sheet.max_column + 1)]
        found: dict[int, list[str]] = {row: [] for row in sheet.row_dimensions}
        for (row, column), cell in sorted(sheet._cells.items()):
            written = self._cell(cell, f"{letters[column - 1]}{row}", values)
            if written:
                found.setdefault(row, []).append(written)
        for row in sorted(found):
            height = sheet.row_dimensions.get(row)
            said = "" if height is None else "".join(f" {key}={quoteattr(value)}" for key, value in height)
            yield f'<row r="{row}"{said}>{"".join(found[row])}</row>'

    def _cell(self, cell: Any, address: str, values: Mapping[str, str]) -> str:
        value, style = cell._value, self._style(cell)
        if value is None or value == "":
            return f'<c r="{address}"{style}/>' if style else ""
        if cell.data_type == "s":
            return f'<c r="{address}"{style} t="s"><v>{self._string(value)}</v></c>'
        if cell.data_type == "f":
            known = values.get(address)
            said = "" if known is None else f"<v>{escape(known)}</v>"
            kind = "" if known is None or _NUMBER.fullmatch(known) else ' t="str"'
            return f'<c r="{address}"{style}{kind}><f>{escape(value[1:])}</f>{said}</c>'
        return f'<c r="{address}"{style}><v>{values.get(address, value)}</v></c>'

    def _style(self, cell: Any) -> str:
        key = b"" if cell._style is None else cell._style.tobytes()
        known = self._styles.get(key)
        if known is None:
            known = self._styles[key] = f' s="{cell.style_id}"' if cell.has_style else ""
        return known

    def _string(self, text: str) -> int:
        self._used += 1
        return self._strings.setdefault(text, len(self._strings))


def _kept(text: str) -> str:
    """White space at either end, and a line end, stay only where the file says so."""
    return ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
