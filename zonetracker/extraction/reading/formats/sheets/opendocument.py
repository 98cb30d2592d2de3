"""Spreadsheets of OpenDocument (.ods): the file holds the texts as its cells show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.opendocument.parts import blanks, kind_of, parts_of, whole
from zonetracker.extraction.reading.probe import OPEN_SHEET, Probe
from zonetracker.extraction.reading.safexml import attribute, attributes, local, parsable
from zonetracker.extraction.reading.sheets.book import book_document
from zonetracker.extraction.reading.sheets.gathering import Allowance, GatheredSheet, grids_among
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.showing import indented, iso_day, number_format
from zonetracker.support.i18n import tr

_UNSEEN = ("annotation", "tracked-changes", "forms", "shapes", "frame")
_FIGURES = ("float", "currency", "percentage")
_SEPARATED = re.compile(r"(?<=\d),(?=\d{3})")
_BRACKETED = re.compile(r"[(（](.+)[)）]")
_LENGTH = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)(cm|mm|in|pt)")
_INDENTS_IN = {"cm": Decimal("2.83"), "mm": Decimal("0.283"), "in": Decimal("7.2"), "pt": Decimal("0.1")}


def _claims(probe: Probe) -> bool:
    return kind_of(probe).partition("-")[0] == "spreadsheet"


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of an .ods as it was last saved; raises Refusal for one with a password."""
    content = parts_of(data, name).content
    return tuple(grids_among(_OpenSheets(parsable(content, name)).gathered()))


def read_book(data: bytes, name: str) -> Document:
    """The document of an .ods."""
    return book_document(read_sheets(data, name), name, OPEN_SHEET)


class _OpenSheets:
    """Goes through the content once, each row freed after it was taken."""

    def __init__(self, content: bytes) -> None:
        self._events = etree.iterparse(
            BytesIO(content),
            events=("start", "end"),
            tag=[f"{{*}}{name}" for name in ("style", "table", "table-column", "table-row", "table-row-group")],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        self._unshown: set[str] = set()
        self._indents: dict[str, int] = {}
        self._row = 0
        self._column = 0
        self._inner = 0

    def gathered(self) -> Iterator[GatheredSheet]:
        """Each sheet in the order of their tabs; a table within a cell is part of the row that holds it."""
        left = Allowance()
        sheet: GatheredSheet | None = None
        count = 0
        for event, element in self._events:
            kind = local(element)
            if kind == "table" and self._enters(event == "start"):
                if event == "start":
                    self._row = self._column = 0
                    count += 1
                    hidden = attribute(element, "style-name") in self._unshown
                    sheet = GatheredSheet(attribute(element, "name") or "", hidden, left)
                elif sheet is not None:
                    if count <= limits.SHEETS:
                        yield sheet
                    sheet = None
                    element.clear()
            elif event == "end" and self._inner <= 1:
                self._take(kind, element, sheet)

    def _enters(self, starts: bool) -> bool:
        """Count a table's begin or end; whether it is a sheet's."""
        self._inner += 1 if starts else -1
        return self._inner == (1 if starts else 0)

    def _take(self, kind: str, element: etree._Element, sheet: GatheredSheet | None) -> None:
        if kind == "style":
            self._take_style(element)
        if sheet is None:
            return
        if kind == "table-column":
            first, self._column = self._column, self._column + whole(attributes(element), "number-columns-repeated")
            if _is_hidden(element):
                sheet.hide_columns(first, self._column - 1)
        elif kind == "table-row":
            self._take_row(element, sheet)
            element.clear()

    def _take_style(self, element: etree._Element) -> None:
        name = attribute(element, "name") or ""
        for one in element:
            if attribute(one, "display") == "false":
                self._unshown.add(name)
            if left := _LENGTH.fullmatch(attribute(one, "margin-left") or ""):
                self._indents[name] = round(Decimal(left[1]) * _INDENTS_IN[left[2]])

    def _take_row(self, element: etree._Element, sheet: GatheredSheet) -> None:
        first, self._row = self._row, self._row + whole(attributes(element), "number-rows-repeated")
        if _is_hidden(element):
            sheet.hide_rows(first, self._row - 1)
        cells = list(self._cells(element, sheet, first))
        if any(text for _, text in cells):
            for row in range(first, min(self._row, limits.SHEET_ROWS + 1)):
                sheet.row(row, cells)
                if sheet.allowance.cells <= 0:
                    break

    def _cells(self, row: etree._Element, sheet: GatheredSheet, at: int) -> Iterator[tuple[int, str]]:
        """The texts of a row by column; areas that begin in it are merged in the sheet."""
        column = 0
        for cell in row.iterchildren("{*}table-cell", "{*}covered-table-cell"):
            own = attributes(cell)
            first, column = column, column + whole(own, "number-columns-repeated")
            if first > limits.SHEET_COLUMNS:
                return
            across, down = whole(own, "number-columns-spanned"), whole(own, "number-rows-spanned")
            sheet.merge(at, first, at + down - 1, first + across - 1)
            text = indented(_text(cell, own), self._indents.get(own.get("style-name", ""), 0))
            if text:
                yield from ((one, text) for one in range(first, min(column, limits.SHEET_COLUMNS + 1)))


def _text(cell: etree._Element, own: Mapping[str, str]) -> str:
    """What a cell with these attributes shows."""
    kind = own.get("value-type", "")
    shown = "\n".join([_written(one) for one in cell.iterchildren("{*}p")]).strip("\n")
    if kind in _FIGURES:
        return _figure(own.get("value", ""), _SEPARATED.sub("", shown.strip()))
    if kind == "boolean":
        return tr("是") if own.get("boolean-value") == "true" else tr("否")
    if kind == "date" and not re.search("[年月日]", shown):
        return iso_day(own.get("date-value")) or shown
    if not kind and not shown and (formula := own.get("formula")):
        return "=" + formula.rpartition(":=")[2].lstrip("=")
    return shown or own.get("string-value", "")


def _figure(value: str, shown: str) -> str:
    """A figure as shown, a minus also where the cell shows it by brackets."""
    if not shown:
        return number_format("").written(value)
    bracketed = _BRACKETED.fullmatch(shown)
    return f"-{bracketed[1]}" if bracketed and value.startswith("-") else shown


def _written(element: etree._Element) -> str:
    """The text of a paragraph, its blanks written out, without notes."""
    if not len(element) and local(element) in ("p", "span", "a"):
        return element.text or ""
    kind = local(element)
    if kind in _UNSEEN:
        return ""
    if kind == "s":
        return blanks(element)
    if kind in ("tab", "line-break"):
        return " " if kind == "tab" else "\n"
    inside = "".join(_written(one) + (one.tail or "") for one in element)
    return (element.text or "") + inside


def _is_hidden(element: etree._Element) -> bool:
    """Whether a row or column is hidden, by itself or by the group or filter around it."""
    if attribute(element, "visibility") in ("collapse", "filter"):
        return True
    groups = element.iterancestors("{*}table-row-group", "{*}table-column-group")
    return any(attribute(one, "display") == "false" for one in groups)


READER = Format(
    OPEN_SHEET, lambda: tr("OpenDocument 表格"), (".ods", ".ots", ".fods"), 17, _claims, read_book, read_sheets
)
