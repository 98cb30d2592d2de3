"""One SQLite connection with the settings that the promises rest on, each read back."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from urllib.parse import quote

Value = str | int | bytes | None
Row = dict[str, Value]

_BUSY_SECONDS = 5.0
_AT_ONCE = 500
_LONGEST_VALUE = 256 * 1024 * 1024


def _uri(path: Path, mode: str) -> str:
    posix = path.absolute().as_posix()
    if posix[1:2] == ":":  # a Windows drive; a share has its two slashes already
        posix = "/" + posix
    return f"file://{quote(os.fsencode(posix))}?mode={mode}"


class Connection:
    """`query` and `execute` on a connection that never opens a transaction by itself."""

    def __init__(self, path: Path, mode: str) -> None:
        """`mode` is "rw", "ro" or, to make a new file, "rwc"."""
        raw = sqlite3.connect(_uri(path, mode), uri=True, isolation_level=None, timeout=_BUSY_SECONDS)
        self.raw = raw
        try:
            raw.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            raw.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
            self._set("trusted_schema", "OFF", 0)
            self._set("cell_size_check", "ON", 1)
            self._set("mmap_size", "0", 0)
            self._set("temp_store", "MEMORY", 2)
            self._set("secure_delete", "ON", 1)  # off in Python's Windows build: removed text would stay
            self._set("foreign_keys", "ON", 1)
            self._set("synchronous", "EXTRA", 3)
            if mode == "ro":
                self._set("query_only", "ON", 1)
            else:
                self._set("journal_mode", "TRUNCATE", "truncate")
        except BaseException:
            raw.close()
            raise

    def _set(self, pragma: str, value: str, expected: object) -> None:
        self.raw.execute(f"PRAGMA {pragma} = {value}").fetchall()
        row = self.raw.execute(f"PRAGMA {pragma}").fetchone()
        if row is not None and row[0] != expected:
            raise sqlite3.OperationalError(f"PRAGMA {pragma} is {row[0]!r}, not {expected!r}")

    def query(self, sql: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """All rows at once: a cursor left half read would hold the file's read lock."""
        cursor = self.raw.execute(sql, parameters)
        columns = [told[0] for told in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor]

    def rows(self, table: str, ids: Collection[int]) -> list[Row]:
        """The rows of a table with these ids, as far as they are there, by id."""
        wanted = sorted(ids)
        found = []
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found += self.query(f"SELECT * FROM {table} WHERE id IN ({marks}) ORDER BY id", some)
        return found

    def execute(self, sql: str, parameters: Sequence[Value] = ()) -> int | None:
        """Run one statement; the id of the row that an INSERT made."""
        return self.raw.execute(sql, parameters).lastrowid

    def begin(self) -> None:
        """Open a transaction that has the right to write from its first moment."""
        self.raw.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Write the transaction through to the disk."""
        self.raw.execute("COMMIT")

    def rollback(self) -> None:
        """Give the transaction up; SQLite has done so itself after some errors."""
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def close(self) -> None:
        """Close; an open transaction is lost."""
        self.raw.close()
