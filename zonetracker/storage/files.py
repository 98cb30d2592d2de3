"""Whole files: a new one laid out, a copy verified, a finished one given its name. Half files never have a name."""

from __future__ import annotations

import errno
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from zonetracker.storage import header
from zonetracker.storage.connection import Connection, Row
from zonetracker.storage.hot_journal import stamp_words
from zonetracker.storage.locking import lock_of
from zonetracker.storage.schema import APPLICATION_ID, COMPATIBILITY, SCHEMA, migrate
from zonetracker.storage.trouble import refusal, sqlite_name
from zonetracker.support.errors import RefusalCode
from zonetracker.support.paths import usable_name
from zonetracker.support.patience import patiently
from zonetracker.support.writing import put_in_place, sweep, sync_folder

_PAGES_AT_ONCE = 1000  # between them the file is free for a moment
_BUSY_FOR = 10
"""So many waits of a quarter of a second for another program before a copy is given up."""
_COPIED = 2  # of meta.clean: a copy, taken while the file was in use


def now() -> str:
    """The local time with its offset, ISO, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def check_name(path: Path) -> None:
    """Refuse a name that no file may have here."""
    if not usable_name(path.name):
        raise refusal(RefusalCode.FILE_NAME, path)


def check_free(path: Path) -> None:
    """Refuse the name of a file that is there."""
    if path.exists():
        raise refusal(RefusalCode.FILE_EXISTS, path)


@contextmanager
def rough_of(path: Path) -> Iterator[Path]:
    """A name beside `path` to build under; whatever is left of it afterwards goes."""
    sweep(path.parent)
    rough = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield rough
    finally:
        for left in (rough, header.journal_of(rough), lock_of(rough)):
            with suppress(OSError):
                if left.exists():
                    patiently(left.unlink)


def copy_file(connection: Connection, path: Path) -> None:
    """A checked copy of an open file at `path`, in place of an older one."""
    with rough_of(path) as rough:
        copy = sqlite3.connect(rough, isolation_level=None)
        try:
            copy.execute("PRAGMA synchronous = EXTRA")
            connection.raw.backup(copy, pages=_PAGES_AT_ONCE, progress=_Waiting().go_on)
            copy.execute("UPDATE meta SET clean = ?", (_COPIED,))
        finally:
            copy.close()
        meta = connection.query("SELECT * FROM meta")[0]
        patiently(lambda: _verify(rough, meta))
        patiently(lambda: _sync(rough))
        put_in_place(rough, path)


class _Waiting:
    """Python goes on for ever with a copy that another program holds up."""

    def __init__(self) -> None:
        self._waits = 0

    def go_on(self, status: int, _left: int, _total: int) -> None:
        """Called after each step of the copy."""
        self._waits = self._waits + 1 if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) else 0
        if self._waits > _BUSY_FOR:
            raise OSError(errno.EBUSY, "the workbook is held by another program")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _verify(rough: Path, meta: Row) -> None:
    header.look(rough)
    try:
        connection = Connection(rough, "ro")
    except sqlite3.OperationalError as error:
        if sqlite_name(error).startswith("SQLITE_CANTOPEN"):  # an antivirus looks at what was made
            raise PermissionError(errno.EACCES, str(error), str(rough)) from error
        raise
    try:
        sound = [row["integrity_check"] for row in connection.query("PRAGMA integrity_check(1)")] == ["ok"]
        copied = connection.query("SELECT file_id, revision, head FROM meta")[0]
        if not sound or any(copied[key] != meta[key] for key in copied):
            raise refusal(RefusalCode.DISK_ERROR, rough)
    finally:
        connection.close()


def lay_out(path: Path) -> None:
    """An empty file of the newest schema."""
    connection = Connection(path, "rwc")
    try:
        connection.raw.execute("PRAGMA page_size = 4096")
        connection.begin()
        connection.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection.raw, 0, SCHEMA)
        file_id = secrets.token_hex(16)
        connection.execute("INSERT INTO stamp (id, words) VALUES (1, ?)", (stamp_words(file_id, 0),))
        connection.execute(
            "INSERT INTO meta (id, file_id, compatibility, revision, made_at, last_writer, lease, clean, counter, head)"
            " VALUES (1, ?, ?, 0, ?, '', '', 1, 1, '')",
            (file_id, COMPATIBILITY, now()),
        )
        connection.commit()
        connection.raw.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def move_new(rough: Path, path: Path) -> None:
    """Give a finished file its name, never over another one."""
    try:
        os.link(rough, path)
    except FileExistsError:
        raise refusal(RefusalCode.FILE_EXISTS, path) from None
    except OSError:  # a stick or share without hard links
        check_free(path)
        patiently(lambda: rough.rename(path))
    sync_folder(path.parent)
