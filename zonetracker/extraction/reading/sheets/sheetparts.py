"""The parts of an .xlsx, also a strict one: its sheets as grids, with strings and cells as Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from operator import itemgetter
from posixpath import dirname, normpath
from typing import TypeVar

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attribute, local, parsable, parse
from zonetracker.extraction.reading.sheets.gathering import Allowance, GatheredSheet, grids_among
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.showing import (
    BUILT_IN,
    DAYS_1900,
    DAYS_1904,
    NumberFormat,
    indented,
    iso_day,
    number_format,
)
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_MAIN = re.compile(r"xl/workbook\d{0,3}\.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_INDEX = re.compile("[0-9]{1,9}")
_ROW = re.compile("[1-9][0-9]{0,8}")
_GENERAL = number_format("")
Said = TypeVar("Said")


def main_part(names: frozenset[str]) -> str | None:
    """The part of a zip that lists a workbook's sheets, None where there is none."""
    return next((name for name in sorted(names) if _MAIN.fullmatch(name)), None)


class Workbook:
    """Reads the sheets of a workbook one by one.

    `sheets` are name, part and whether it is hidden of each; `codes` the number format of each style, `unlocked` the
    styles whose cells can be filled in a protected sheet; `main` is the part that lists the sheets.
    """

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self.main = main_part(archive.names) or ""
        root = self._root(self.main)
        if root is None:
            raise refusal(RefusalCode.READ_DAMAGED, name)
        self._first_day = DAYS_1904 if _says(root, "workbookPr", "date1904") in ("1", "true") else DAYS_1900
        self._parts = self._related()
        self._strings = [_string(one) for one in self._each(self._beside("sharedStrings"), "si")]
        self.codes: dict[str, str] = {}
        self.unlocked: frozenset[str] = frozenset()
        self._formats, self._indents = self._read_formats()
        self.sheets = self._places(root)
        self._columns: dict[str, int] = {}

    def grids(self) -> Iterator[Grid]:
        """Each sheet that has a text, hidden ones too, in the order of their tabs."""
        left = Allowance()
        return grids_among(self._read(GatheredSheet(name, hidden, left), part) for name, part, hidden in self.sheets)

    def lines(self) -> Iterator[tuple[str, int, list[tuple[int, str | None]]]]:
        """Every row of every sheet, nothing left out: the sheet, the row's number, the texts of its cells by column.

        None stands for a formula, whatever its value was when the file was saved.
        """
        for name, part, _ in self.sheets:
            number = 0
            for element in self._each(part, "row"):
                number = _number(element, number)
                yield name, number, self._cells(element, self._kept)

    def _root(self, part: str) -> etree._Element | None:
        data = self._archive.part(part)
        return None if data is None else parse(data, self._name)

    def _each(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of those names, each freed after it was used: a sheet may hold millions."""
        data = self._archive.part(part)
        if data is None:
            return
        events = etree.iterparse(
            BytesIO(parsable(data, self._name)),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def _related(self) -> dict[str, tuple[str, str]]:
        """The kind and the place of each part that the workbook names, by the name it gives it."""
        folder, _, own = self.main.rpartition("/")
        relations = self._root(f"{folder}/_rels/{own}.rels")
        found: dict[str, tuple[str, str]] = {}
        for one in () if relations is None else relations:
            target = attribute(one, "Target") or ""
            part = target.lstrip("/") if target.startswith("/") else normpath(f"{dirname(self.main)}/{target}")
            found[attribute(one, "Id") or ""] = ((attribute(one, "Type") or "").rpartition("/")[2], part)
        return found

    def _beside(self, kind: str) -> str:
        """The place of the workbook's one part of that kind."""
        return next((part for said, part in self._parts.values() if said == kind), f"xl/{kind}.xml")

    def _places(self, root: etree._Element) -> list[tuple[str, str, bool]]:
        """Name, part and whether it is hidden, of each sheet."""
        found: list[tuple[str, str, bool]] = []
        for sheet in root.iter("{*}sheet"):
            _, part = self._parts.get(_relation(sheet), ("", ""))
            if part:
                hidden = attribute(sheet, "state") not in (None, "visible")
                found.append((attribute(sheet, "name") or "", part, hidden))
        return found[: limits.SHEETS]

    def _read_formats(self) -> tuple[dict[str | None, NumberFormat], dict[str, int]]:
        """The number format of each style, and how far the styles that set text in do so."""
        root = self._root(self._beside("styles"))
        if root is None:
            return {}, {}
        own = {attribute(one, "numFmtId"): attribute(one, "formatCode") or "" for one in root.iter("{*}numFmt")}
        used = [one for group in root.iter("{*}cellXfs") for one in group]
        said = [attribute(one, "numFmtId") or "0" for one in used]
        self.codes = {str(at): own.get(code) or _built_in(code) for at, code in enumerate(said)}
        self.unlocked = frozenset(str(at) for at, one in enumerate(used) if _is_unlocked(one))
        formats: dict[str | None, NumberFormat] = {at: number_format(code) for at, code in self.codes.items()}
        indents = {str(at): indent for at, one in enumerate(used) if (indent := _indent(one))}
        return {None: formats.get("0", _GENERAL), **formats}, indents

    def _read(self, sheet: GatheredSheet, part: str) -> GatheredSheet:
        row = 0
        for element in self._each(part, "row", "mergeCell", "col"):
            kind = local(element)
            if kind == "mergeCell":
                _merge(sheet, element.get("ref") or "")
            elif kind == "col":
                _hide_columns(sheet, element)
            else:
                row = _number(element, row)
                if _is_hidden(element, "ht"):
                    sheet.hide_rows(row - 1, row - 1)
                sheet.row(row - 1, self._cells(element, self._text))
        return sheet

    def _cells(self, row: etree._Element, said: Callable[[etree._Element], Said]) -> list[tuple[int, Said]]:
        found: list[tuple[int, Said]] = []
        last = -1
        known = self._columns
        for cell in row.iterchildren("{*}c"):
            letters = cell.get("r", "").rstrip("0123456789")
            last = known[letters] if letters in known else self._column(letters, last)
            found.append((last, said(cell)))
        found.sort(key=itemgetter(0))
        return found

    def _column(self, letters: str, last: int) -> int:
        """The column of those letters, the next one for none."""
        if not re.fullmatch("[A-Z]{1,3}", letters):
            return last + 1
        return self._columns.setdefault(letters, _column(letters))

    def _kept(self, cell: etree._Element) -> str | None:
        """The text of a cell as it is kept, however it is set; None for a formula."""
        kind = cell.get("t", "n")
        if len(cell) == 1 and kind in ("s", "inlineStr"):
            only = cell[0]
            return self._shared((only.text or "").strip()) if kind == "s" else _string(only)
        return None if any(one.tag[-2:] == "}f" for one in cell) else self._text(cell)

    def _text(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "n" and len(cell) == 1 and cell[0].tag[-1] == "v":
            raw = cell[0].text
            return self._formats.get(cell.get("s"), _GENERAL).written(raw.strip(), self._first_day) if raw else ""
        parts = {one.tag[-1]: one for one in cell}
        value, formula = parts.get("v"), parts.get("f")
        raw = value.text if value is not None else None
        if raw and raw.strip():
            return self._said(raw.strip(), kind, cell)
        if kind == "inlineStr" and "s" in parts:
            return self._indented(_string(parts["s"]), cell)
        saved = formula is None or (kind == "str" and value is not None)
        return "" if saved or formula is None else f"={formula.text or '…'}"

    def _said(self, raw: str, kind: str, cell: etree._Element) -> str:
        if kind == "n":
            return self._formats.get(cell.get("s"), _GENERAL).written(raw, self._first_day)
        if kind == "s":
            return self._indented(self._shared(raw), cell)
        if kind == "b":
            return tr("是") if raw == "1" else tr("否")
        return iso_day(raw) or raw if kind == "d" else raw

    def _shared(self, raw: str) -> str:
        known = _INDEX.fullmatch(raw) and int(raw) < len(self._strings)
        return self._strings[int(raw)] if known else ""

    def _indented(self, text: str, cell: etree._Element) -> str:
        """The text behind as many wide blanks as the cell's format sets it in by."""
        return indented(text, self._indents.get(cell.get("s") or "", 0))


def _number(row: etree._Element, before: int) -> int:
    """The number of a row; the next one where it says none."""
    said = row.get("r") or ""
    return int(said) if _ROW.fullmatch(said) else before + 1


def _built_in(code: str) -> str:
    return BUILT_IN.get(int(code), "") if _INDEX.fullmatch(code) else ""


def _is_unlocked(style: etree._Element) -> bool:
    return any(attribute(one, "locked") in ("0", "false") for one in style if local(one) == "protection")


def _indent(style: etree._Element) -> int:
    said = next((attribute(one, "indent") or "" for one in style if local(one) == "alignment"), "")
    return int(said) if _INDEX.fullmatch(said) else 0


def _is_hidden(element: etree._Element, size: str) -> bool:
    """Whether a row or column is hidden, also by having no height or width."""
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def _hide_columns(sheet: GatheredSheet, element: etree._Element) -> None:
    first, last = element.get("min") or "", element.get("max") or ""
    if _is_hidden(element, "width") and _INDEX.fullmatch(first) and _INDEX.fullmatch(last):
        sheet.hide_columns(max(int(first) - 1, 0), int(last) - 1)


def _merge(sheet: GatheredSheet, area: str) -> None:
    corners = [_REFERENCE.fullmatch(corner) for corner in area.split(":")]
    if len(corners) != 2:
        return
    first, last = corners
    if first is not None and last is not None:
        sheet.merge(int(first[2]) - 1, _column(first[1]), int(last[2]) - 1, _column(last[1]))


def _says(root: etree._Element, name: str, key: str) -> str | None:
    found = next(root.iter(f"{{*}}{name}"), None)
    return None if found is None else attribute(found, key)


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _string(element: etree._Element) -> str:
    """The text of a string, without the reading aids (rPh) of East Asian versions."""
    if len(element) == 1 and len(element[0]) == 0 and element[0].tag[-2:] == "}t":
        return element[0].text or ""
    runs = element.iter("{*}t")
    return "".join(one.text or "" for one in runs if local(one.getparent()) != "rPh")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
