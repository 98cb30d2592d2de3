"""Whether a copy can be gone back to: its bytes as they were when it was taken, and all of it looked over once."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from zonetracker.storage import header
from zonetracker.storage.connection import Connection
from zonetracker.storage.database import title_in
from zonetracker.storage.identity import vet
from zonetracker.storage.inspection import inspect
from zonetracker.storage.records import to_value
from zonetracker.storage.schema import SCHEMA
from zonetracker.storage.snapshots.folders import private_folder, snapshots_home
from zonetracker.storage.snapshots.keeping import Record, Snapshot, hash_of
from zonetracker.storage.trouble import plain_trouble
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_ROTTED = frozenset({RefusalCode.FILE_BROKEN, RefusalCode.FILE_EMPTY, RefusalCode.FILE_FOREIGN})
DAMAGED = "damaged"
"""Where rotted snapshots lie, below the folder of the others."""
_LOOK = ".look-"
_LEFT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class CopyState:
    """What a look at a copy found: `broken` says why it cannot be used, `faults` what was wrong with the workbook.

    A `rotted` one is no longer what was copied; another may only be out of reach at this moment.
    """

    broken: str = ""
    rotted: bool = False
    faults: tuple[str, ...] = ()
    done: str = ""
    zone: str = ""

    @property
    def sound(self) -> bool:
        """Whether it may be offered."""
        return not self.broken and not self.faults


def look_at(path: Path) -> CopyState:
    """Look over a copy that nobody has open. What was found of a snapshot is kept beside it, so once is enough."""
    record = Record.of(path) if _is_kept(path) else None
    try:
        with plain_trouble(path), readable(path) as (place, schema):
            if record is not None and hash_of(path) != record.sha256:
                return CopyState(broken=tr("内容和备份时不同，已损坏或被改动过"), rotted=True)
            return _look_over(path, place, schema, record)
    except Refusal as trouble:
        rotted = trouble.code in _ROTTED
        return CopyState(broken=tr("文件已损坏，打不开") if rotted else str(trouble).rstrip("。"), rotted=rotted)
    except (sqlite3.Error, OSError, ValueError) as error:
        return CopyState(
            broken=tr("文件已损坏：{detail}", detail=error), rotted=isinstance(error, sqlite3.DatabaseError)
        )


def _is_kept(path: Path) -> bool:
    return path.parent.parent == snapshots_home()


@contextmanager
def readable(path: Path) -> Iterator[tuple[Path, int]]:
    """A file to read and its schema; one with an unfinished journal is read from a copy in which that is replayed."""
    if not header.has_journal(path):
        yield path, header.look(path).schema
        return
    home = private_folder(snapshots_home())
    _sweep(home)
    with tempfile.TemporaryDirectory(dir=home, prefix=_LOOK) as folder:
        place = Path(folder) / path.name
        shutil.copyfile(path, place)
        shutil.copyfile(header.journal_of(path), header.journal_of(place))
        replay(place)
        yield place, header.look(place).schema


def _sweep(home: Path) -> None:
    """Take away what a look that was killed left; a younger one may still be at work."""
    for left in home.glob(f"{_LOOK}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def replay(path: Path) -> None:
    """Let SQLite replay the journal beside a file that nobody has open."""
    connection = Connection(path, "rw")
    try:
        connection.query("SELECT count(*) FROM sqlite_master")
    finally:
        connection.close()


def _look_over(path: Path, place: Path, schema: int, record: Record | None) -> CopyState:
    connection = Connection(place, "ro")
    try:
        vet(connection, path)
        faults = record.faults if record is not None else None
        if faults is None:
            faults = _faults(connection, schema)
            if record is not None:
                replace(record, faults=faults).keep(path)
            elif not faults and _is_kept(path):
                Record(hash_of(path), faults=faults).keep(path)
        return CopyState(faults=faults, done=_done(connection), zone=_zone(connection))
    finally:
        connection.close()


def _faults(connection: Connection, schema: int) -> tuple[str, ...]:
    """What is wrong; of a file of an older schema its pages alone are looked over."""
    if schema == SCHEMA:
        return tuple(inspect(connection))
    damage = [str(row["integrity_check"]) for row in connection.query("PRAGMA integrity_check(20)")]
    return () if damage == ["ok"] else tuple(tr("文件已损坏：{detail}", detail=line) for line in damage)


def _done(connection: Connection) -> str:
    last = connection.query("SELECT * FROM operation ORDER BY id DESC LIMIT 1")
    return title_in(connection.query, last[0]) if last else ""


def _zone(connection: Connection) -> str:
    with suppress(sqlite3.Error, ValueError):
        rows = connection.query("SELECT value FROM setting WHERE key = 'zone'")
        return str(to_value(rows[0]["value"])) if rows else ""
    return ""


def set_aside(path: Path) -> None:
    """Move a rotted snapshot out of the list, not away: somebody may still get something out of it."""
    if not _is_kept(path):
        return
    with suppress(OSError):
        aside = private_folder(path.parent / DAMAGED)
        for one in (path.with_suffix(".json"), path):
            if one.exists():
                one.replace(aside / one.name)


def look_in_turn(have: Sequence[Snapshot]) -> Snapshot | None:
    """Look over the snapshot that was looked over longest ago; it comes back where it is rotted, and is set aside.

    Where one is, the latest is looked over too: it is the one to rely on.
    """
    if not have:
        return None
    one = min(have, key=lambda each: _looked_at(each.path))
    state = look_at(one.path)
    if state.rotted:
        set_aside(one.path)
        if one is not have[0] and look_at(have[0].path).rotted:
            set_aside(have[0].path)
        return one
    with suppress(OSError):
        one.path.with_suffix(".json").touch()
    return None


def _looked_at(path: Path) -> int:
    try:
        return path.with_suffix(".json").stat().st_mtime_ns
    except OSError:
        return 0
