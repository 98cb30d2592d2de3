"""What there is to go back to: for a workbook that is open, that is closed, that is broken or that is gone."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zonetracker.model.bookkeeping import WayKind
from zonetracker.storage import header
from zonetracker.storage.connection import Connection
from zonetracker.storage.identity import vet
from zonetracker.storage.snapshots.folders import SnapshotFolder, folder_of, folders, folders_seen_at, same_place
from zonetracker.storage.snapshots.keeping import (
    HistoryLine,
    Record,
    Snapshot,
    is_snapshot,
    line_of,
    line_of_file,
    snapshots_in,
)
from zonetracker.storage.snapshots.restoring import asides_of
from zonetracker.storage.trouble import plain_trouble
from zonetracker.support.errors import Refusal

_STAMP = re.compile(rb"zt-stamp ([0-9a-f]{32}) [0-9]{12}")
_PIECE = 2**20
_OVERLAP = 64


@dataclass(frozen=True, slots=True)
class WayBack:
    """One thing to go back to; `place` is the workbook of another line or name that it was taken from."""

    kind: WayKind
    path: Path
    at: datetime
    size: int
    revision: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class KnownBook:
    """A workbook of which this PC has snapshots: where it was seen last, how many there are, the latest of them."""

    place: Path | None
    folder: Path
    count: int
    latest: Snapshot


def ways_back(book: Path, open_book: Connection | None = None) -> list[WayBack]:
    """All that a workbook can be brought back to, latest first.

    Where this process has it open, its connection is needed: SQLite's locks go when the file is opened beside it.
    """
    file_id, line = (_identity(open_book), line_of(open_book)) if open_book is not None else _read(book)
    known = _folders(book, file_id)
    found = [way for folder in known[1:] for way in _ways(snapshots_in(folder.path), WayKind.OTHER_BOOK)]
    for main in known[:1]:
        have = snapshots_in(main.path)
        line = line or _last_line(have, book)
        held = {one.path for one in (have if line is None else line.held(have))}
        found += [_way(one, WayKind.KEPT) if one.path in held else _way(one, *_kind(one, book)) for one in have]
    return _in_order([*found, *_ways(asides_of(book), WayKind.ASIDE)])


def ways_in(folder: Path) -> list[WayBack]:
    """All snapshots of a folder, whatever workbook they are of."""
    return _in_order(_ways(snapshots_in(folder), WayKind.KEPT))


def known_books() -> list[KnownBook]:
    """All workbooks that can be brought back on this PC, that of the latest snapshot first."""
    found = []
    for folder in folders():
        have = snapshots_in(folder.path)
        if have:
            place = folder.places[0] if folder.places else None
            found.append(KnownBook(place, folder.path, len(have), have[0]))
    return sorted(found, key=lambda one: one.latest.at, reverse=True)


def has_snapshots(folder: SnapshotFolder) -> bool:
    """Whether any lies in it."""
    with plain_trouble(folder.path):
        return folder.path.is_dir() and any(is_snapshot(path) for path in folder.path.iterdir())


def _folders(book: Path, file_id: str) -> list[SnapshotFolder]:
    """Those of this workbook and of all that were seen at its place; its own first, else that with the latest copy."""
    seen = sorted(folders_seen_at(book), key=_latest, reverse=True)
    known = folder_of(file_id) if file_id else None
    return seen if known is None else [known, *(one for one in seen if one.path != known.path)]


def _latest(folder: SnapshotFolder) -> datetime:
    return max((one.at for one in snapshots_in(folder.path)), default=datetime.min)


def _kind(one: Snapshot, book: Path) -> tuple[WayKind, str]:
    """What a snapshot is that the workbook's own history does not hold."""
    record = Record.of(one.path)
    taken_here = record is None or not record.book or same_place(Path(record.book), book)
    return (WayKind.BEFORE, "") if taken_here else (WayKind.COPY, record.book if record is not None else "")


def _ways(some: Iterable[Snapshot], kind: WayKind) -> list[WayBack]:
    return [_way(one, kind) for one in some]


def _way(one: Snapshot, kind: WayKind, place: str = "") -> WayBack:
    return WayBack(kind, one.path, one.at, one.size, one.revision, place)


def _in_order(ways: Sequence[WayBack]) -> list[WayBack]:
    """Latest first: the workbook's own by their revisions, which no clock puts out of order, the rest between them."""
    own = sorted(
        (way for way in ways if way.kind is WayKind.KEPT), key=lambda way: (way.revision, way.at), reverse=True
    )
    placed, before = [], datetime.max
    for way in own:
        before = min(before, way.at)
        placed.append((before, way))
    placed += [(way.at, way) for way in ways if way.kind is not WayKind.KEPT]
    return [way for _, way in sorted(placed, key=lambda pair: pair[0], reverse=True)]


# ---- whose snapshots they are


def _read(book: Path) -> tuple[str, HistoryLine | None]:
    """Who a closed workbook is, as far as it can still be read; its history only where that can."""
    with suppress(Refusal, OSError, sqlite3.Error, ValueError):
        if not header.has_journal(book):
            header.look(book)
            connection = Connection(book, "ro")
            try:
                vet(connection, book)
                return _identity(connection), line_of(connection)
            finally:
                connection.close()
    return _stamped(book), None


def _identity(connection: Connection) -> str:
    return str(connection.query("SELECT file_id FROM meta")[0]["file_id"])


def _stamped(book: Path) -> str:
    """The identity that stands somewhere among the bytes of a file that is no workbook any more, or ""."""
    with suppress(OSError), book.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            found = _STAMP.search(before + piece)
            if found:
                return found[1].decode()
            before = piece[-_OVERLAP:]
    return ""


def _last_line(have: Sequence[Snapshot], book: Path) -> HistoryLine | None:
    """The line of the copy that was taken last of the workbook at this place; None where none can be read."""
    for one in sorted(have, key=lambda one: one.at, reverse=True):
        record = Record.of(one.path)
        if record is None or not record.book or same_place(Path(record.book), book):
            with suppress(Refusal, OSError, sqlite3.Error, ValueError):
                return line_of_file(one.path)
    return None
