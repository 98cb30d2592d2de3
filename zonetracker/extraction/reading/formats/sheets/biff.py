"""Workbooks of Excel before 2007 and of WPS (.xls, .et)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.container import SIGNATURE, stream
from zonetracker.extraction.reading.decoding import Decoded, decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.sheets.book import book_document
from zonetracker.extraction.reading.sheets.gathering import Allowance, GatheredSheet, grids_among
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.showing import (
    BUILT_IN,
    DAYS_1900,
    DAYS_1904,
    NumberFormat,
    indented,
    number_format,
)
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.formatting import XF
    from xlrd.sheet import Sheet

_MEDIA = "application/vnd.ms-excel"
_BARE = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00-\x08]", re.DOTALL)
_OWN_FORMATS = 164
_UNICODE = re.compile(rb"\x09\x08..\x00\x06", re.DOTALL)
"""How a workbook begins whose texts are written in Unicode."""
_BYTES = "iso-8859-1"
"""Letters that stand for the bytes themselves."""


def _claims(probe: Probe) -> bool:
    return bool({"Workbook", "Book"} & probe.parts) or bool(_BARE.match(probe.data))


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of an .xls or .et as it was last saved."""

    if data.startswith(SIGNATURE):
        data = stream(data, ("Workbook", "Book"), name)
    if _UNICODE.match(data):
        return tuple(grids_among(_OldSheets(_opened(data, name)).gathered()))
    found = _letters(_opened(data, name, _BYTES), name)
    grids = grids_among(_OldSheets(_opened(data, name, found.encoding)).gathered())
    return tuple(replace(grid, warnings=(*grid.warnings, *found.warnings)) for grid in grids)


def _opened(data: bytes, name: str, letters: str | None = None) -> Book:
    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            encoding_override=letters,
        )
    except xlrd.XLRDError as error:
        said = "password" if "encrypted" in str(error).lower() else ""
        raise refusal(RefusalCode.READ_PASSWORD if said else RefusalCode.READ_DAMAGED, name) from error


def _letters(book: Book, name: str) -> Decoded:
    """What letters a workbook from before Unicode has: its code page is often missing, or not the true one."""
    texts = [str(one) for one in book.sheet_names()]
    for index in range(min(book.nsheets, limits.SHEETS)):
        sheet = book.sheet_by_index(index)
        texts += [str(one) for row in range(sheet.nrows) for one in sheet.row_values(row) if isinstance(one, str)]
        book.unload_sheet(index)
    return decode("\n".join(texts).encode(_BYTES), name, f"cp{book.codepage}")


def read_book(data: bytes, name: str) -> Document:
    """The document of an .xls or .et."""
    return book_document(read_sheets(data, name), name, _MEDIA)


class _OldSheets:
    """Takes the sheets of a workbook one by one."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._first_day: datetime.date = DAYS_1904 if book.datemode else DAYS_1900
        self._formats: dict[int, NumberFormat] = {}

    def gathered(self) -> Iterator[GatheredSheet]:
        """Each sheet in the order of their tabs, freed after it was read."""
        left = Allowance()
        for index in range(min(self._book.nsheets, limits.SHEETS)):
            sheet = self._book.sheet_by_index(index)
            yield self._read(sheet, GatheredSheet(sheet.name, sheet.visibility != 0, left))
            self._book.unload_sheet(index)

    def _read(self, sheet: Sheet, into: GatheredSheet) -> GatheredSheet:
        for row in range(sheet.nrows):
            into.row(row, ((column, self._text(sheet, row, column)) for column in range(sheet.row_len(row))))
        for row, said in sheet.rowinfo_map.items():
            if said.hidden or said.height == 0:
                into.hide_rows(row, row)
        for column, said in sheet.colinfo_map.items():
            if said.hidden or said.width == 0:
                into.hide_columns(column, column)
        for top, below, left, beyond in sheet.merged_cells:
            into.merge(top, left, below - 1, beyond - 1)
        return into

    def _text(self, sheet: Sheet, row: int, column: int) -> str:
        import xlrd

        kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            form = self._format(sheet.cell_xf_index(row, column))
            return form.shown(Decimal(repr(value)), self._first_day)
        if kind == xlrd.XL_CELL_TEXT:
            style = self._style(sheet.cell_xf_index(row, column))
            return indented(str(value), 0 if style is None else style.alignment.indent_level)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return tr("是") if value else tr("否")
        return str(xlrd.error_text_from_code.get(value, "#N/A")) if kind == xlrd.XL_CELL_ERROR else ""

    def _style(self, index: int) -> XF | None:
        """The style of that number; None in a damaged file that has fewer."""
        return self._book.xf_list[index] if 0 <= index < len(self._book.xf_list) else None

    def _format(self, style: int) -> NumberFormat:
        if style not in self._formats:
            known = self._style(style)
            code = 0 if known is None else known.format_key
            own = self._book.format_map.get(code)
            said = BUILT_IN.get(code, "") if code < _OWN_FORMATS else ""
            self._formats[style] = number_format(said or ("" if own is None else own.format_str))
        return self._formats[style]


READER = Format(
    _MEDIA, lambda: tr("旧版 Excel 或 WPS 表格"), (".xls", ".et", ".xlt", ".ett"), 16, _claims, read_book, read_sheets
)
