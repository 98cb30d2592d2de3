"""The open form as an Excel workbook: a sheet a table, all cells text, two lines of heads; long texts are cut."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.limits import SHEET_PART_BYTES
from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.reading.sheets.sheetparts import Workbook
from zonetracker.services.openforms.archives import add
from zonetracker.services.openforms.cells import OF_SPREADSHEETS, of_cell, to_cell
from zonetracker.services.openforms.documents import from_base64
from zonetracker.services.openforms.form import BOOK, ORIGINALS, PIECES, TABLES, OpenBook, OpenTable, Shown, Texts
from zonetracker.services.openforms.found import FoundBook, FoundTable, arranged, in_order
from zonetracker.services.openforms.refusals import too_large, wrong_row
from zonetracker.support.i18n import tr
from zonetracker.words.fields import field_word, table_word

PIECE = 16_000
"""Characters of a cell; Excel takes 32,767, and counts some characters twice."""

_SHEETS = (BOOK, *TABLES, PIECES)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}">
<fonts count="3"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font>
<font><sz val="9"/><color rgb="FF666666"/><name val="宋体"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/>
<xf numFmtId="49" fontId="2" fillId="2" applyNumberFormat="1" applyFont="1" applyFill="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_TEXT, _WORDS, _FIELDS = 1, 2, 3
_FIRST_LINE = 3
_WIDTHS = {Shown.TEXT: 24, Shown.DATA: 30, Shown.SHA256: 24, Shown.BYTES: 30, Shown.MOMENT: 26}


# ---- writing


def written(book: OpenBook) -> Iterator[bytes]:
    """The file; an empty piece after each sheet, the whole at the end."""
    sink = io.BytesIO()
    long: list[list[str]] = []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in _frame():
            _add(archive, name, part)
        for number, table in enumerate(_SHEETS):
            if table is BOOK:
                continue
            rows = _cells(PIECES, long) if table is PIECES else _short(table, _cells(table, _rows(book, table)), long)
            _add(archive, _part(number), _sheet(table, rows))
            yield b""
        told = [*book.told(), (f"rows.{PIECES.name}", str(len(long)))]
        _add(archive, _part(0), _sheet(BOOK, _cells(BOOK, told)))
    yield sink.getvalue()


def _part(number: int) -> str:
    return f"xl/worksheets/sheet{number + 1}.xml"


def _rows(book: OpenBook, table: OpenTable) -> Iterator[Texts]:
    if table is ORIGINALS:
        return ((key, base64.b64encode(data).decode("ascii")) for key, data in book.originals.items())
    return book.texts(table)


def _cells(table: OpenTable, rows: Iterable[Texts]) -> Iterator[list[str]]:
    for row in rows:
        yield [to_cell(text, column, OF_SPREADSHEETS) for text, column in zip(row, table.columns, strict=True)]


def _short(table: OpenTable, rows: Iterable[list[str]], long: list[list[str]]) -> Iterator[list[str]]:
    """The rows without their long cells, which go into `long` in pieces."""
    for row in rows:
        for at, cell in enumerate(row):
            if len(cell) > PIECE:
                starts = range(0, len(cell), PIECE)
                place = [table.name, row[0], table.fields[at]]
                long += [[*place, str(n), cell[start : start + PIECE]] for n, start in enumerate(starts, 1)]
                row[at] = ""
        yield row


def _add(archive: zipfile.ZipFile, name: str, part: str) -> None:
    data = part.encode()
    if len(data) > SHEET_PART_BYTES:
        raise too_large("xlsx")
    add(archive, name, data)


def _sheet(table: OpenTable, rows: Iterable[list[str]]) -> str:
    columns = list(table.columns)
    letters = [address(0, at).rstrip("1") for at in range(len(columns))]
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{_WIDTHS.get(column.shown, 14)}" style="{_TEXT}" customWidth="1"/>'
        for at, column in enumerate(columns, 1)
    )
    lines = [
        _line(1, letters, [field_word(field) for field in table.fields], _WORDS),
        _line(2, letters, table.fields, _FIELDS),
    ]
    lines += [_line(number, letters, row, _TEXT) for number, row in enumerate(rows, _FIRST_LINE)]
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>"
        f'<ignoredErrors><ignoredError sqref="A1:{letters[-1]}{len(lines)}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    )


def _line(number: int, letters: Iterable[str], cells: Iterable[str], style: int) -> str:
    texts = (escape(cell, quote=False) for cell in cells)
    said = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        for letter, text in zip(letters, texts, strict=True)
        if text
    )
    return f'<row r="{number}">{said}</row>'


def _sheet_name(table: OpenTable) -> str:
    return f"{table_word(table.name)} {table.name}"


def _frame() -> Iterator[tuple[str, str]]:
    """The parts around the sheets."""
    numbered = list(enumerate(_SHEETS, 1))
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_KINDS}.worksheet+xml"/>'
        for number, _ in numbered
    )
    yield (
        "[Content_Types].xml",
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KINDS}.styles+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    listed = "".join(
        f'<sheet name="{escape(_sheet_name(table))}" sheetId="{number}" r:id="rId{number}"/>'
        for number, table in numbered
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    parts = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number, _ in numbered}
    yield "xl/_rels/workbook.xml.rels", _relations({**parts, "rId0": ("styles", "styles.xml")})
    yield "xl/styles.xml", _STYLES


def _relations(parts: Mapping[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for key, (kind, target) in parts.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


# ---- reading


def read(data: bytes, name: str) -> FoundBook:
    """What a file says, saved by whatever program; raises Refusal for one that is none or breaks a limit."""
    wanted = {table.name for table in _SHEETS}
    found: dict[str, FoundTable] = {}
    with Archive(data, name) as archive:
        for sheet, number, cells in Workbook(archive, name).lines():
            table = sheet.rpartition(" ")[2]
            if table in wanted:
                here = found.setdefault(table, FoundTable(tr("工作表“{name}”", name=sheet), ()))
                _take(here, number, cells)
    return arranged(name, found, of_cell, from_base64, lambda: {PIECES.name: _joined(found)})


def _take(found: FoundTable, number: int, cells: list[tuple[int, str | None]]) -> None:
    """One row of a sheet: the second names the columns, the first is for people."""
    texts: list[str | None] = [""] * (max((column for column, _ in cells), default=-1) + 1)
    for column, text in cells:
        if text is None:
            cell = address(number - 1, column)
            raise wrong_row(found.title, number, tr("{cell} 是公式，公式不计算，请粘贴为数值", cell=cell))
        texts[column] = text
    if number == _FIRST_LINE - 1:
        found.fields = [(text or "").strip() for text in texts]
    elif number >= _FIRST_LINE:
        found.lines.append((number, texts))


def _joined(found: Mapping[str, FoundTable]) -> FoundTable:
    """The pieces of long cells, after they were put together where they belong."""
    pieces = in_order(PIECES, found.get(PIECES.name), of_cell)
    parts: dict[tuple[str, str, str], dict[str, str]] = {}
    first: dict[tuple[str, str, str], int] = {}
    for line, row in pieces.lines:
        table, of, field, number, text = [text or "" for text in row]
        place = (table, of, field)
        numbered = parts.setdefault(place, {})
        first.setdefault(place, line)
        if number in numbered:
            raise wrong_row(pieces.title, line, tr("第 {number} 段重复", number=number[:20]))
        numbered[number] = text
    rows = _rows_by_key(found) if parts else {}
    for place, numbered in parts.items():
        whole = [numbered.get(str(number)) for number in range(1, len(numbered) + 1)]
        if None in whole or not _put(found, rows, place, "".join(filter(None, whole))):
            raise wrong_row(pieces.title, first[place], tr("这一处长文的各段不全，或找不到它所在的格"))
    return pieces


def _rows_by_key(found: Mapping[str, FoundTable]) -> dict[tuple[str, str], list[str | None]]:
    """The rows of all tables by what tells them apart."""
    rows: dict[tuple[str, str], list[str | None]] = {}
    for table in TABLES:
        there = found.get(table.name)
        if there is not None and table.fields[0] in there.fields:
            key = there.fields.index(table.fields[0])
            rows |= {(table.name, str(row[key])): row for _, row in there.lines if key < len(row)}
    return rows


def _put(
    found: Mapping[str, FoundTable],
    rows: Mapping[tuple[str, str], list[str | None]],
    place: tuple[str, str, str],
    cell: str,
) -> bool:
    """Fill the cell of a place, where there is one and it is empty."""
    table, of, field = place
    row = rows.get((table, of))
    if row is None or field not in found[table].fields:
        return False
    at = found[table].fields.index(field)
    row.extend([""] * (at + 1 - len(row)))
    if row[at]:
        return False
    row[at] = cell
    return True
