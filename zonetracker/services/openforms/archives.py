"""The open form as a .zip: a .csv a table, and the original files beside them."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.limits import ARCHIVE_BYTES, RATIO, RATIO_FROM_BYTES
from zonetracker.services.openforms.cells import OF_LINES, of_cell, to_cell
from zonetracker.services.openforms.form import BOOK, ORIGINALS, TABLES, OpenBook, OpenTable, Texts
from zonetracker.services.openforms.found import FoundBook, FoundTable, arranged
from zonetracker.services.openforms.refusals import wrong_row, wrong_table
from zonetracker.support.i18n import tr

FIRST = f"{BOOK.name}.csv"
_FOLDER = "originals"
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_CELL = 2**30
_PLAIN_RATIO = RATIO // 5
"""Packed hastily; packed well it may become five times that."""


def written(book: OpenBook) -> Iterator[bytes]:
    """The file; an empty piece after each table, the whole at the end."""
    sink = io.BytesIO()
    places = _places(book)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in (BOOK, *TABLES):
            rows = places.items() if table is ORIGINALS else book.texts(table)
            add(archive, f"{table.name}.csv", _lines(table, rows))
            yield b""
        for key, place in places.items():
            add(archive, place, book.originals[key])
    yield sink.getvalue()


def add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Add a part, packed but where it would look like a bomb to who reads it again; equal parts give equal bytes."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    packs_well = len(data) > RATIO_FROM_BYTES and len(data) > _PLAIN_RATIO * len(zlib.compress(data, 1))
    entry.compress_type = zipfile.ZIP_STORED if packs_well else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _lines(table: OpenTable, rows: Iterable[Texts]) -> bytes:
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow(table.fields)
    for row in rows:
        writer.writerow([to_cell(text, column, OF_LINES) for text, column in zip(row, table.columns, strict=True)])
    return sink.getvalue().encode("utf-8-sig")


def _places(book: OpenBook) -> dict[str, str]:
    """Where in the archive each original lies, with the ending of the file that it was."""
    named = {str(row["sha256"]): str(row["name"]) for row in book.rows["report"]}
    named |= {str(row["layout_sha256"]): "layout.json" for row in book.rows["report"]}
    named |= {str(row["sha256"]): str(row["file_name"]) for row in book.rows["issued"]}
    return {key: f"{_FOLDER}/{key}{_suffix(named.get(key, '.txt'))}" for key in book.originals}


def _suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def root_of(names: frozenset[str]) -> str | None:
    """The folder of an archive in which the tables lie, "" or with its slash; None where there are none."""
    firsts = [name for name in names if name.rpartition("/")[2] == FIRST]
    return min(firsts, key=len).removesuffix(FIRST) if firsts else None


def read(data: bytes, name: str) -> FoundBook:
    """What a file says; raises Refusal for one that is none or breaks a limit."""
    with Archive(data, name) as archive:
        root = root_of(archive.names) or ""
        there = [table for table in (BOOK, *TABLES) if f"{root}{table.name}.csv" in archive.names]
        found = {table.name: _table(archive, root, table) for table in there}
        return arranged(name, found, of_cell, lambda place: archive.part(root + place, ARCHIVE_BYTES))


def _table(archive: Archive, root: str, table: OpenTable) -> FoundTable:
    title = f"“{table.name}.csv”"
    text = _decoded(archive.part(f"{root}{table.name}.csv", ARCHIVE_BYTES) or b"", title)
    longest = csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise wrong_table(tr("{sheet}不是完整的 CSV", sheet=title)) from None
    finally:
        csv.field_size_limit(longest)
    found = FoundTable(title, [cell.strip() for cell in rows[0]] if rows else [])
    for line, row in enumerate(rows[1:], 2):
        formula = next((cell for cell in row if cell.startswith("=")), None)
        if formula is not None:
            raise wrong_row(title, line, tr("有公式“{text}”，公式不计算，请写成数", text=formula[:20]))
        found.lines.append((line, [*row]))
    return found


def _decoded(data: bytes, title: str) -> str:
    """UTF-8, or what Excel saves where it is not told so."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    raise wrong_table(tr("{sheet}的文字编码不是 UTF-8", sheet=title))
