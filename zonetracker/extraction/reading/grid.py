"""A bureau's sheet (.xlsx, .csv) as rows of text cells, figures as they were typed: for actuals, not for reports."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import islice, zip_longest
from numbers import Real
from zipfile import ZipFile

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.probe import look
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

_FORMULA = re.compile(rb"<f[ >/]")
_LITERAL = re.compile(r'"[^"]*"|\\.')
"""What a number format shows as it stands: 0.0"%" writes a sign beside 6.5, 0.0% multiplies."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name and its rows of cells, all text; an empty cell is ""."""

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_grids(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of a workbook, or the one of a .csv; raises Refusal for anything else. Parses in this process."""
    if not data:
        raise refusal(RefusalCode.READ_EMPTY, name)
    if data[:2] == b"PK":
        return _workbook(data, name)
    look(data, name)
    if name.lower().endswith((".xlsx", ".xlsm")):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    return (_csv(data, name),)


def grids_job(data: bytes, name: str) -> Job[tuple[Grid, ...]]:
    """`read_grids` in a fenced child process; closing the job stops it."""
    if len(data) > limits.FILE_BYTES:
        raise refusal(RefusalCode.READ_TOO_LARGE, name)
    answer = yield from fenced_job("zonetracker.extraction.reading.grid:read_payload", data, arguments={"name": name})
    return tuple(Grid(sheet, tuple(tuple(row) for row in rows)) for sheet, rows in json.loads(answer))


def read_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `grids_job`."""
    found = [[grid.name, grid.rows] for grid in read_grids(payload, arguments["name"])]
    return json.dumps(found, ensure_ascii=False).encode()


def _workbook(data: bytes, name: str) -> tuple[Grid, ...]:
    with Archive(data, name) as archive:
        if "xl/workbook.xml" not in archive.names:
            raise Refusal(
                RefusalCode.SHEET_NOT_A_TABLE,
                tr("“{name}”不是 Excel 表格，请另存为 .xlsx 或 .csv 后再导入。", name=name),
            )
    try:
        grids = _sheets(data, saved=True)
        return _with_formulas(grids, _sheets(data, saved=False)) if _has_formulas(data) else grids
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error


def _sheets(data: bytes, *, saved: bool) -> tuple[Grid, ...]:
    """All sheets; with `saved` a formula is the value that was saved with it, else its text."""
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=saved, keep_links=False)
    try:
        return tuple(_sheet(sheet) for sheet in islice(book.worksheets, limits.SHEETS))
    finally:
        book.close()


def _has_formulas(data: bytes) -> bool:
    with ZipFile(BytesIO(data)) as parts:
        return any(
            _FORMULA.search(parts.read(part)) for part in parts.namelist() if part.startswith("xl/worksheets/sheet")
        )


def _with_formulas(saved: tuple[Grid, ...], written: tuple[Grid, ...]) -> tuple[Grid, ...]:
    """A formula that was never calculated has no value: its text stands there, so that it is not taken for blank."""
    return tuple(
        Grid(
            grid.name,
            tuple(_row_with_formulas(row, other) for row, other in zip_longest(grid.rows, texts.rows, fillvalue=())),
        )
        for grid, texts in zip(saved, written, strict=True)
    )


def _row_with_formulas(row: tuple[str, ...], texts: tuple[str, ...]) -> tuple[str, ...]:
    pairs = zip_longest(row, texts, fillvalue="")
    return tuple(cell or (text if text.startswith("=") else "") for cell, text in pairs)


def _sheet(sheet: object) -> Grid:
    sheet.reset_dimensions()  # type: ignore[attr-defined]
    rows = []
    for row in islice(sheet.iter_rows(max_row=limits.SHEET_ROWS, max_col=limits.SHEET_COLUMNS), limits.SHEET_ROWS):  # type: ignore[attr-defined]
        cells = [_cell_text(cell.value, cell.number_format if cell.value is not None else "") for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(tuple(cells))
    while rows and not rows[-1]:
        rows.pop()
    return Grid(str(sheet.title), tuple(rows))  # type: ignore[attr-defined]


def _cell_text(value: object, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, Real):
        return _number_text(value, number_format)
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    return str(value).strip()


def _number_text(value: Real, number_format: str) -> str:
    """What was typed: a spreadsheet keeps 15 digits, what a formula leaves beyond them is noise."""
    exact = Decimal(str(value) if isinstance(value, int) else format(value, ".15g"))
    if not exact.is_finite():
        return ""
    if "%" in _LITERAL.sub("", number_format):
        return _plain(exact * 100) + "%"
    return _plain(exact)


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _csv(data: bytes, name: str) -> Grid:
    text = decode(data, name).text
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    first = text[:4096].splitlines()[:5]
    separator = max((",", "\t", ";", "\uff0c"), key=lambda mark: sum(line.count(mark) for line in first))
    try:
        lines = islice(csv.reader(StringIO(text, newline=""), delimiter=separator), limits.SHEET_ROWS)
        rows = [tuple(cell.strip() for cell in row[: limits.SHEET_COLUMNS]) for row in lines]
    except csv.Error as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
    return Grid(name, tuple(rows))
