"""Workbooks in one XML file (SpreadsheetML of 2003), as many systems export them, mostly named .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import FLAT_SHEET, Probe
from zonetracker.extraction.reading.safexml import attribute, parse
from zonetracker.extraction.reading.sheets.book import book_document
from zonetracker.extraction.reading.sheets.gathering import Allowance, GatheredSheet, grids_among
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.showing import NAMED, NumberFormat, indented, iso_day, number_format
from zonetracker.support.i18n import tr

_MEDIA = "application/xml"
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,20})")
_INDEX = re.compile("[1-9][0-9]{0,8}")
_INHERITED = 20


def _claims(probe: Probe) -> bool:
    return bool(FLAT_SHEET.search(probe.head))


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of a workbook in one XML file."""
    said = _DECLARED.search(data[:1000])
    decoded = decode(data, name, said[1].decode("ascii") if said else None)
    root = parse(_DECLARATION.sub("", decoded.text, 1).strip().encode("utf-8", "replace"), name)
    grids = grids_among(_FlatSheets(root).gathered())
    return tuple(replace(grid, warnings=(*grid.warnings, *decoded.warnings)) for grid in grids)


def read_book(data: bytes, name: str) -> Document:
    """The document of a workbook in one XML file."""
    return book_document(read_sheets(data, name), name, _MEDIA)


class _FlatSheets:
    """Takes the sheets of a workbook one by one."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._styles = {attribute(one, "ID") or "": one for one in root.iter("{*}Style")}
        self._formats: dict[str, NumberFormat] = {}

    def gathered(self) -> Iterator[GatheredSheet]:
        """Each sheet in the order of their tabs."""
        left = Allowance()
        for element in islice(self._root.iterchildren("{*}Worksheet"), limits.SHEETS):
            visible = next((one.text for one in element.iterfind("{*}WorksheetOptions/{*}Visible")), "")
            sheet = GatheredSheet(attribute(element, "Name") or "", "Hidden" in (visible or ""), left)
            table = next(element.iterchildren("{*}Table"), None)
            yield sheet if table is None else self._read(table, sheet)

    def _read(self, table: etree._Element, sheet: GatheredSheet) -> GatheredSheet:
        columns: dict[int, str] = {}
        for first, last, column in _placed(table, "Column"):
            if _is_hidden(column, "Width"):
                sheet.hide_columns(first, last)
            style = attribute(column, "StyleID") or ""
            columns.update(dict.fromkeys(range(first, min(last + 1, limits.SHEET_COLUMNS)), style))
        for first, last, row in _placed(table, "Row"):
            if _is_hidden(row, "Height"):
                sheet.hide_rows(first, last)
            sheet.row(first, self._cells(row, first, columns, sheet))
        return sheet

    def _cells(
        self, row: etree._Element, at: int, columns: dict[int, str], sheet: GatheredSheet
    ) -> Iterator[tuple[int, str]]:
        own = attribute(row, "StyleID")
        for first, last, cell in _placed(row, "Cell"):
            down = int(attribute(cell, "MergeDown") or "0") if _is_count(attribute(cell, "MergeDown")) else 0
            sheet.merge(at, first, at + down, last)
            style = attribute(cell, "StyleID") or own or columns.get(first, "")
            yield first, self._text(cell, style or "Default")

    def _text(self, cell: etree._Element, style: str) -> str:
        data = next(cell.iterchildren("{*}Data"), None)
        text = "" if data is None else "".join(data.itertext())
        if data is None or not text.strip():
            formula = attribute(cell, "Formula") or ""
            return formula if data is None and formula.startswith("=") else ""
        kind = attribute(data, "Type") or "String"
        if kind == "Number":
            return self._format(style).written(text.strip())
        if kind == "DateTime":
            return iso_day(text) or text
        if kind == "Boolean":
            return tr("是") if text.strip() == "1" else tr("否")
        return indented(text, self._indent(style))

    def _format(self, style: str) -> NumberFormat:
        if style not in self._formats:
            code = self._inherited(style, "NumberFormat", "Format")
            self._formats[style] = number_format(NAMED.get(code, code))
        return self._formats[style]

    def _indent(self, style: str) -> int:
        said = self._inherited(style, "Alignment", "Indent")
        return int(said) if _is_count(said) else 0

    def _inherited(self, style: str, part: str, key: str) -> str:
        """What a style says, or the one that it builds on."""
        for _ in range(_INHERITED):
            element = self._styles.get(style)
            if element is None:
                return ""
            own = next(element.iterchildren(f"{{*}}{part}"), None)
            if own is not None and (said := attribute(own, key)):
                return said
            style = attribute(element, "Parent") or ("Default" if style != "Default" else "")
        return ""


def _placed(parent: etree._Element, name: str) -> Iterator[tuple[int, int, etree._Element]]:
    """The first and last place, from 0, of each row, column or cell: it may name its place and go over several."""
    place = 0
    for one in parent.iterchildren(f"{{*}}{name}"):
        said = attribute(one, "Index")
        place = int(said or "1") - 1 if _is_count(said) else place
        over = attribute(one, "MergeAcross" if name == "Cell" else "Span")
        last = place + (int(over or "0") if _is_count(over) else 0)
        yield place, last, one
        place = last + 1


def _is_count(said: str | None) -> bool:
    return bool(said and _INDEX.fullmatch(said))


def _is_hidden(element: etree._Element, size: str) -> bool:
    return attribute(element, "Hidden") == "1" or attribute(element, size) in ("0", "0.0")


READER = Format(_MEDIA, lambda: tr("XML 表格"), (".xml",), 18, _claims, read_book, read_sheets)
