"""What a file of the open form says, before it is asked whether it can be so: tables of texts by their columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from zonetracker.services.openforms.form import BOOK, CONTENT, NAME, TABLES, VERSION, OpenColumn, OpenTable
from zonetracker.services.openforms.refusals import foreign, newer, wrong_row, wrong_table
from zonetracker.storage.history import sha256
from zonetracker.support.i18n import tr
from zonetracker.words.fields import table_word

_LENGTH_BYTES = 8
Cell = Callable[[str | None, OpenColumn], str | None]
"""What a cell of a column says."""


@dataclass(slots=True)
class FoundTable:
    """A table as it stands in a file: `title` as a clerk sees it, the names of its columns, its lines by number."""

    title: str
    fields: Sequence[str]
    lines: list[tuple[int, list[str | None]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoundBook:
    """The tables in the columns of the form, and the originals under the SHA-256 that they have."""

    tables: Mapping[str, FoundTable]
    originals: Mapping[str, bytes]


def arranged(
    name: str,
    found: Mapping[str, FoundTable],
    value: Cell,
    original: Callable[[str], bytes | None],
    beside: Callable[[], Mapping[str, FoundTable]] = dict,
) -> FoundBook:
    """The tables that were found, asked whether all are there and whole.

    `value` tells what a cell says; `original` gives the bytes that the table of originals speaks of, None where they
    are not there. `beside` gives the tables of this format alone, whose rows are counted too, when they may be used.
    """
    counts = _counts(name, found, value)
    more = beside()
    tables = {table.name: in_order(table, found.get(table.name), value) for table in TABLES}
    for table, there in {**tables, **more}.items():
        said = counts.get(f"rows.{table}", "")
        if said != str(len(there.lines)):
            raise wrong_table(
                tr(
                    "{sheet}有 {there} 行，“book”里写的是 {said} 行",
                    sheet=there.title,
                    there=len(there.lines),
                    said=said[:20],
                )
            )
    return FoundBook(tables, _originals(tables[CONTENT], original))


def _counts(name: str, found: Mapping[str, FoundTable], value: Cell) -> dict[str, str]:
    """What the file says of itself; raises Refusal for one that is no export, or a later program's."""
    if BOOK.name not in found:
        raise foreign(name)
    book = in_order(BOOK, found[BOOK.name], value)
    said = {str(one): str(other).strip() for _, (one, other) in book.lines}
    if said.get("form") != NAME:
        raise foreign(name)
    version = said.get("version", "")
    if version != str(VERSION):
        raise newer(name, version)
    return said


def in_order(table: OpenTable, found: FoundTable | None, value: Cell) -> FoundTable:
    """A table in the columns of the form."""
    if found is None:
        raise wrong_table(tr("缺少“{word} {table}”这张表", word=table_word(table.name), table=table.name))
    named = [one for one in found.fields if one]
    for field_name in table.fields:
        if named.count(field_name) != 1:
            words = tr("{sheet}缺少“{field}”这一列") if field_name not in named else tr("{sheet}有两列“{field}”")
            raise wrong_table(words.format(sheet=found.title, field=field_name))
    strange = next((one for one in named if one not in table.fields), None)
    if strange is not None:
        raise wrong_table(tr("{sheet}多出一列“{field}”", sheet=found.title, field=strange[:40]))
    places = [found.fields.index(one) for one in table.fields]
    columns = list(zip(places, table.columns, strict=True))
    lines: list[tuple[int, list[str | None]]] = []
    for line, cells in found.lines:
        if any(cells):
            width = len(cells)
            texts = [value(cells[place] if place < width else "", column) for place, column in columns]
            lines.append((line, texts))
    return FoundTable(found.title, table.fields, lines)


def _originals(table: FoundTable, original: Callable[[str], bytes | None]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for line, (key, where) in table.lines:
        data = original(where or "")
        if data is None or sha256(data) != key:
            raise wrong_row(table.title, line, tr("原始文件缺失，或与校验码（sha256）不符"))
        if key in found:
            raise wrong_row(table.title, line, tr("校验码（sha256）重复"))
        found[key] = data
    return found


# ---- out of the fenced child


def to_wire(found: FoundBook) -> bytes:
    """A found book as it leaves the child: the tables as JSON under their length, then the originals."""
    tables = {name: [table.title, table.fields, table.lines] for name, table in found.tables.items() if name != CONTENT}
    sizes = [[key, len(data)] for key, data in found.originals.items()]
    told = json.dumps([tables, sizes], ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join([len(told).to_bytes(_LENGTH_BYTES, "big"), told, *found.originals.values()])


def from_wire(data: bytes) -> FoundBook:
    """The book that `to_wire` wrote."""
    at = _LENGTH_BYTES + int.from_bytes(data[:_LENGTH_BYTES], "big")
    tables, sizes = json.loads(data[_LENGTH_BYTES:at])
    originals = {}
    for key, size in sizes:
        originals[key] = data[at : at + size]
        at += size
    return FoundBook({name: FoundTable(*told) for name, told in tables.items()}, originals)
