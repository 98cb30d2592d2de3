"""The parts of an .xlsx: its sheets as grids, strings and number formats; a cell's text is what Excel would show."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from io import BytesIO
from posixpath import normpath

from lxml import etree

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.grid import Area, Grid, filled
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attribute, declares, local, parse
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_MAIN = "xl/workbook.xml"
_BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
_BUILT_IN_DATES = frozenset(str(code) for code in (*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_INDEX = re.compile("[0-9]{1,9}")
_ROW = re.compile("[1-9][0-9]{0,8}")
_DAYS_1900 = datetime.date(1899, 12, 30)
_DAYS_1904 = datetime.date(1904, 1, 1)
_LAST_DAY = 2_958_465
_DEEPEST_INDENT = 15


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is read."""

    name: str
    cells: list[tuple[int, int, str]] = field(default_factory=list)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    cut: bool = False


class Workbook:
    """Reads the sheets of a workbook one by one."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        root = self._root(_MAIN)
        if root is None:
            raise refusal(RefusalCode.READ_DAMAGED, name)
        self._first_day = _DAYS_1904 if _says(root, "workbookPr", "date1904") in ("1", "true") else _DAYS_1900
        self._strings = [_string(one) for one in self._each("xl/sharedStrings.xml", "si")]
        self._formats, self._indents = self._read_formats()
        self._sheets = self._places(root)

    def grids(self) -> Iterator[Grid]:
        """Each sheet that has a text, hidden ones too, in the order of their tabs."""
        for name, part, hidden in self._sheets:
            sheet = self._read(name, part)
            if sheet.cells:
                yield Grid(
                    name,
                    filled(sheet.cells),
                    tuple(sheet.merges),
                    hidden,
                    frozenset(sheet.hidden_rows),
                    frozenset(sheet.hidden_columns),
                    cut=sheet.cut,
                )

    def _root(self, part: str) -> etree._Element | None:
        data = self._archive.part(part)
        return None if data is None else parse(data, self._name)

    def _each(self, part: str, *names: str) -> Iterator[etree._Element]:
        """The elements of those names, each freed after it was used: a sheet may hold millions."""
        data = self._archive.part(part)
        if data is None:
            return
        if declares(data):
            raise refusal(RefusalCode.READ_ENTITY, self._name)
        events = etree.iterparse(
            BytesIO(data),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]

    def _places(self, root: etree._Element) -> list[tuple[str, str, bool]]:
        """Name, part and whether it is hidden, of each sheet."""
        relations = self._root("xl/_rels/workbook.xml.rels")
        known = () if relations is None else relations
        targets = {attribute(one, "Id"): attribute(one, "Target") or "" for one in known}
        found: list[tuple[str, str, bool]] = []
        for sheet in root.iter("{*}sheet"):
            target = targets.get(_relation(sheet), "")
            if target:
                part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
                hidden = attribute(sheet, "state") not in (None, "visible")
                found.append((attribute(sheet, "name") or "", part, hidden))
        return found[: limits.SHEETS]

    def _read_formats(self) -> tuple[list[str], dict[str, int]]:
        """The number format of each style, and how far the styles that set text in do so."""
        root = self._root("xl/styles.xml")
        if root is None:
            return [], {}
        own = {attribute(one, "numFmtId"): attribute(one, "formatCode") or "" for one in root.iter("{*}numFmt")}
        used = [one for group in root.iter("{*}cellXfs") for one in group]
        codes = [attribute(one, "numFmtId") or "0" for one in used]
        formats = [
            own.get(code) or ("yyyy-m-d" if code in _BUILT_IN_DATES else _BUILT_IN.get(code, "")) for code in codes
        ]
        return formats, {str(at): indent for at, one in enumerate(used) if (indent := _indent(one))}

    def _read(self, name: str, part: str) -> _Sheet:
        sheet = _Sheet(name)
        row = 0
        for element in self._each(part, "row", "mergeCell", "col"):
            if local(element) == "mergeCell":
                self._merge(sheet, attribute(element, "ref") or "")
                continue
            if local(element) == "col":
                _hide_columns(sheet, element)
                continue
            said = attribute(element, "r") or ""
            row = int(said) if _ROW.fullmatch(said) else row + 1
            if row > limits.SHEET_ROWS:
                sheet.cut = True
                continue
            if _is_true(attribute(element, "hidden")):
                sheet.hidden_rows.add(row - 1)
            self._row(sheet, row - 1, element)
        return sheet

    def _row(self, sheet: _Sheet, row: int, element: etree._Element) -> None:
        column = -1
        for cell in element:
            if local(cell) != "c":
                continue
            place = _REFERENCE.fullmatch(attribute(cell, "r") or "")
            column = _column(place[1]) if place else column + 1
            text = self._text(cell)
            if not text:
                continue
            if column >= limits.SHEET_COLUMNS or len(sheet.cells) >= limits.SHEET_CELLS:
                sheet.cut = True
            else:
                sheet.cells.append((row, column, text))

    def _merge(self, sheet: _Sheet, area: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in area.split(":")]
        if len(corners) != 2 or len(sheet.merges) >= limits.SHEET_MERGES:
            return
        first, last = corners
        if first is not None and last is not None:
            sheet.merges.append((int(first[2]) - 1, _column(first[1]), int(last[2]) - 1, _column(last[1])))

    def _text(self, cell: etree._Element) -> str:
        kind = attribute(cell, "t") or "n"
        raw = next((one.text or "" for one in cell if local(one) == "v"), "").strip()
        if kind == "inlineStr":
            return self._indented(next((_string(one) for one in cell if local(one) == "is"), ""), cell)
        if not raw:
            formula = next((one for one in cell if local(one) == "f"), None)
            return "" if formula is None else "=" + (formula.text or "…")
        if kind == "s":
            known = _INDEX.fullmatch(raw) and int(raw) < len(self._strings)
            return self._indented(self._strings[int(raw)], cell) if known else ""
        if kind == "b":
            return tr("是") if raw == "1" else tr("否")
        return self._number(raw, cell) if kind == "n" else raw

    def _indented(self, text: str, cell: etree._Element) -> str:
        """The text behind as many wide blanks as the cell's format sets it in by."""
        indent = self._indents.get(attribute(cell, "s") or "", 0)
        return "\u3000" * indent + text if indent and text.strip() else text

    def _number(self, raw: str, cell: etree._Element) -> str:
        style = attribute(cell, "s") or ""
        form = self._formats[int(style)] if _INDEX.fullmatch(style) and int(style) < len(self._formats) else ""
        try:
            return shown(Decimal(raw), form, self._first_day)
        except InvalidOperation:
            return raw


def _indent(style: etree._Element) -> int:
    said = next((attribute(one, "indent") or "" for one in style if local(one) == "alignment"), "")
    return min(int(said), _DEEPEST_INDENT) if _INDEX.fullmatch(said) else 0


def _is_true(said: str | None) -> bool:
    return said in ("1", "true")


def _hide_columns(sheet: _Sheet, element: etree._Element) -> None:
    first, last = attribute(element, "min") or "", attribute(element, "max") or ""
    if _is_true(attribute(element, "hidden")) and _INDEX.fullmatch(first) and _INDEX.fullmatch(last):
        sheet.hidden_columns.update(range(int(first) - 1, min(int(last), limits.SHEET_COLUMNS)))


def _says(root: etree._Element, name: str, key: str) -> str | None:
    found = next(root.iter(f"{{*}}{name}"), None)
    return None if found is None else attribute(found, key)


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _string(element: etree._Element) -> str:
    """The text of a string, without the reading aids (rPh) of East Asian versions."""
    runs = element.iter("{*}t")
    return "".join(one.text or "" for one in runs if local(one.getparent()) != "rPh")


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def shown(number: Decimal, form: str, first_day: datetime.date = _DAYS_1900) -> str:
    """A number as its format shows it, without thousands separators: so many places, a percentage, or a day."""
    plain = _QUOTED.sub("", form.split(";")[0])
    if re.search("[yYdD]", plain) and not re.search("[0#]", plain):
        return _day(number, plain.lower(), first_day)
    if not number.is_finite() or abs(number.adjusted()) > 40:
        return ""
    if "%" in plain:
        number *= 100
    sign = "%" if "%" in plain else ""
    places = re.search(r"[0#?](?:\.([0#?]+))?(?![0#?.,])", plain)
    if places is None or "E" in plain:
        return _unpadded(_rounded(number, 10)) + sign
    fixed = places[1] or ""
    text = format(_rounded(number, len(fixed)), "f")
    for mark in reversed(fixed):
        if mark == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    return text.rstrip(".") + sign if "." in text else text + sign


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _unpadded(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(number: Decimal, form: str, first_day: datetime.date) -> str:
    if not 0 < number < _LAST_DAY:
        return _unpadded(number)
    day = first_day + datetime.timedelta(days=int(number))
    if "d" not in form:
        return f"{day.year}年{day.month}月"
    return f"{day.year}年{day.month}月{day.day}日" if "y" in form else f"{day.month}月{day.day}日"
