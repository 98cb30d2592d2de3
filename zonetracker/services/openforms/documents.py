"""The open form as one JSON file, a row a line."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from typing import Any, NoReturn

from zonetracker.services.openforms.form import BOOK, CONTENT, TABLES, OpenBook, OpenTable, Shown
from zonetracker.services.openforms.found import FoundBook, FoundTable, arranged
from zonetracker.services.openforms.refusals import foreign, wrong_row, wrong_table
from zonetracker.support.i18n import tr

_NUMBERS = frozenset({Shown.NUMBER, Shown.FLAG})


def written(book: OpenBook) -> Iterator[bytes]:
    """The file, a table at a time."""
    for place, table in enumerate((BOOK, *TABLES)):
        rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in _rows(book, table)]
        lines = ",\n".join(rows)
        yield f'{"," if place else "{"}\n"{table.name}":[\n{lines}\n]'.encode()
    yield b"\n}\n"


def _rows(book: OpenBook, table: OpenTable) -> Iterator[dict[str, str | int | None]]:
    if table.name == CONTENT:
        for key, data in book.originals.items():
            yield {"sha256": key, "bytes": base64.b64encode(data).decode("ascii")}
        return
    numbers = [column.shown in _NUMBERS for column in table.columns]
    for texts in book.texts(table):
        values = [int(text) if text and is_number else text for text, is_number in zip(texts, numbers, strict=True)]
        yield dict(zip(table.fields, values, strict=True))


def read(data: bytes, name: str) -> FoundBook:
    """What a file says; raises Refusal for one that is no export, ValueError and the like for a broken one."""
    told = json.loads(data.decode("utf-8-sig"), parse_float=_no_float, parse_constant=_no_float)
    if not isinstance(told, dict) or BOOK.name not in told:
        raise foreign(name)
    found = {table.name: _table(table, told[table.name]) for table in (BOOK, *TABLES) if table.name in told}
    return arranged(name, found, lambda cell, _: cell, from_base64)


def _no_float(text: str) -> NoReturn:
    raise wrong_table(tr("数“{text}”没有写在引号里", text=text[:20]))


def _table(table: OpenTable, rows: Any) -> FoundTable:
    found = FoundTable(f"“{table.name}”", table.fields)
    if not isinstance(rows, list):
        raise wrong_table(tr("{sheet}不是一张表", sheet=found.title))
    for line, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise wrong_row(found.title, line, tr("不是一行数据"))
        if line == 1:
            found.fields = tuple(row)
        if row.keys() != set(found.fields):
            raise wrong_row(found.title, line, tr("字段与第 1 行不同"))
        found.lines.append((line, [_text(row[field], found.title, line, field) for field in found.fields]))
    return found


def _text(value: Any, title: str, line: int, field: str) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        raise wrong_row(title, line, tr("“{field}”应是文字、整数或 null", field=field))
    return None if value is None else str(value)


def from_base64(text: str) -> bytes | None:
    """The bytes of which this is the base64 text; None where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
