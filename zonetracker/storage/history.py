"""The history: each row's before and after, written with the row itself, chained by hashes, and read back for undo.

What was written stays byte for byte; a record of an older schema is read in the columns of the newest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zonetracker.model.bookkeeping import Changed
from zonetracker.storage.connection import Connection, Row, Value
from zonetracker.storage.schema import columns_of, present_name, present_row
from zonetracker.storage.trouble import refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

BASE = "create"
"""The operation that a workbook begins with; it is never undone."""

_SPELLING = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """One spelling for one value, so that texts compare and hash."""
    return _SPELLING.encode(value)


def sha256(data: bytes) -> str:
    """The hash under which content is kept."""
    return hashlib.sha256(data).hexdigest()


def recorded_value(column: str, key: str) -> str:
    """The SQL of one value in a column of JSON of the history; NULL where no program of ours wrote that so."""
    return f"CASE WHEN json_valid({column}) THEN json_extract({column}, '$.{key}') END"


@cache
def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change as it stands in the history: canonical JSON before and after."""

    table: str
    row_id: int
    before: str | None
    after: str | None


def _conflict() -> Refusal:
    return Refusal(
        RefusalCode.HISTORY_CONFLICT,
        tr("有数据被其他程序改动过，与操作记录不符，不能撤销或恢复这一步；请先运行“检查”查看是哪些数据。"),
    )


def row_of(table: str, recorded: str) -> Row:
    """A recorded row in the columns of the newest schema; Refusal where no program of ours wrote it so."""
    try:
        return present_row(table, json.loads(recorded))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _conflict() from error


def agrees(table: str, recorded: str | None, row: Row | None) -> bool:
    """Whether a record of any schema says what a row holds now; None is no row."""
    if recorded is None or row is None:
        return recorded is None and row is None
    now = canonical(row)
    if now == recorded:
        return True
    try:
        return canonical(row_of(table, recorded)) == now
    except Refusal:
        return False


def told(table: str, recorded: Value) -> dict[str, object] | None:
    """A record for reading: as written, under the newest names of its columns; empty where it can't be read."""
    if recorded is None:
        return None
    try:
        found = json.loads(str(recorded))
    except (ValueError, RecursionError):
        found = {}
    return {present_name(table, key): value for key, value in found.items()} if isinstance(found, dict) else {}


def chain(previous: str, operation: Iterable[Value], changes: Iterable[Recorded]) -> str:
    """The hash of an operation: over the hash before it, its own columns and its changes."""
    digest = hashlib.sha256(previous.encode())
    digest.update(canonical(list(operation)).encode())
    for one in changes:
        digest.update(f"{one.table}\x1f{one.row_id}\x1f{one.before}\x1f{one.after}\x1e".encode())
    return digest.hexdigest()


class Recorder:
    """The only way to write rows: inside an operation, each change recorded as it is made."""

    def __init__(self, connection: Connection, path: Path, operation_id: int) -> None:
        self._connection = connection
        self._path = path
        self.operation_id = operation_id
        self.changes: list[Recorded] = []
        self.changed = Changed(0, "")
        self.words: dict[str, object] = {}
        """What goes into the title besides the words that the operation was begun with."""
        self._rows: dict[tuple[str, int], Row | None] = {}

    def query(self, sql: str, parameters: tuple[Value, ...] = ()) -> list[Row]:
        """Rows as they stand inside the operation."""
        return self._connection.query(sql, parameters)

    def get(self, table: str, row_id: int) -> Row | None:
        """One row, or None."""
        row = self._row(table, row_id)
        return None if row is None else row.copy()

    def _row(self, table: str, row_id: int) -> Row | None:
        """A row as it stands: nobody else writes while an operation is under way, so it is read once."""
        if (table, row_id) not in self._rows:
            columns_of(table)
            rows = self.query(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
            self._rows[table, row_id] = rows[0] if rows else None
        return self._rows[table, row_id]

    def rows(self, table: str, ids: Collection[int]) -> list[Row]:
        """The rows with these ids, as far as they are there, by id."""
        columns_of(table)
        found = self._connection.rows(table, ids)
        self._rows |= {(table, int(row["id"] or 0)): row.copy() for row in found}
        return found

    def insert(self, table: str, values: Mapping[str, Value]) -> int:
        """Insert a row and give its id; a column that is not named gets its default."""
        columns = columns_of(table)
        row: Row = {**columns, **values}
        if len(row) > len(columns):
            raise KeyError(f"{table}: {values.keys() - columns.keys()}")
        row_id = self._connection.execute(_insertion(table, tuple(row)), list(row.values()))
        assert row_id is not None
        row["id"] = row_id
        self._rows[table, row_id] = row
        self._record(table, row_id, None, canonical(row))
        return row_id

    def update(self, table: str, row_id: int, values: Mapping[str, Value]) -> bool:
        """Change columns of a row; False when they have these values already. KeyError for an unknown row or column."""
        before = self._row(table, row_id)
        if before is None:
            raise KeyError(f"{table} {row_id}")
        if strange := values.keys() - before.keys():
            raise KeyError(f"{table}: {strange}")
        differing = {column: value for column, value in values.items() if before[column] != value}
        if not differing:
            return False
        setting = ", ".join(f"{column} = ?" for column in differing)
        self._connection.execute(f"UPDATE {table} SET {setting} WHERE id = ?", [*differing.values(), row_id])
        after = self._rows[table, row_id] = before | differing
        self._record(table, row_id, canonical(before), canonical(after))
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Delete a row. KeyError for an unknown one."""
        before = self._row(table, row_id)
        if before is None:
            raise KeyError(f"{table} {row_id}")
        self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        self._rows[table, row_id] = None
        self._record(table, row_id, canonical(before), None)

    def keep(self, data: bytes) -> str:
        """Keep bytes under their hash, read them back and hash them again; content is never removed."""
        key = sha256(data)
        self._connection.execute("INSERT OR IGNORE INTO content (sha256, bytes) VALUES (?, ?)", (key, data))
        kept = self.query("SELECT bytes FROM content WHERE sha256 = ?", (key,))[0]["bytes"]
        if not isinstance(kept, bytes) or sha256(kept) != key:
            raise refusal(RefusalCode.DISK_ERROR, self._path)
        return key

    def take_back(self, operation_id: int) -> None:
        """Apply the inverse of an operation's changes, last first."""
        rows = self._connection.raw.execute(
            "SELECT table_name, row_id, before, after FROM change WHERE operation_id = ? ORDER BY id DESC",
            (operation_id,),
        )
        for row in rows.fetchall():
            self._invert(Recorded(*row))

    def _invert(self, change: Recorded) -> None:
        if not agrees(change.table, change.after, self._row(change.table, change.row_id)):
            raise _conflict()
        if change.before is None:
            self.delete(change.table, change.row_id)
        elif change.after is None:
            self.insert(change.table, row_of(change.table, change.before))
        else:
            self.update(change.table, change.row_id, row_of(change.table, change.before))

    def _record(self, table: str, row_id: int, before: str | None, after: str | None) -> None:
        self.changes.append(Recorded(table, row_id, before, after))

    def write_down(self, first_id: int) -> None:
        """Write the recorded changes into the history."""
        self._connection.raw.executemany(
            "INSERT INTO change (id, operation_id, table_name, row_id, before, after) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (first_id + place, self.operation_id, one.table, one.row_id, one.before, one.after)
                for place, one in enumerate(self.changes)
            ],
        )

    def touched(self) -> dict[str, tuple[int, ...]]:
        """The row ids that were changed, by table, in order of their first change."""
        found: dict[str, dict[int, None]] = {}
        for one in self.changes:
            found.setdefault(one.table, {})[one.row_id] = None
        return {table: tuple(ids) for table, ids in found.items()}


@dataclass(frozen=True, slots=True)
class Stacks:
    """What undo and redo would act on: pairs of an operation as first done and the one to revert now, latest last."""

    undo: tuple[tuple[int, int], ...]
    redo: tuple[tuple[int, int], ...]


_NONE = Stacks((), ())


def stacks(operations: Iterable[tuple[int, str, int | None]], before: Stacks = _NONE) -> Stacks:
    """Replay (id, name, reverts) of operations on the stacks `before` them; what reverts one of a stack moves it over.

    Mostly that is the top; below it lies an edit that was undone while a kept output after it stayed.
    """
    undo, redo = list(before.undo), list(before.redo)
    for number, name, reverts in operations:
        if name == BASE:
            continue
        places = range(len(undo) - 1, -1, -1) if reverts is not None else ()
        below = next((place for place in places if undo[place][1] == reverts), None)
        if below is not None:
            redo.append((undo.pop(below)[0], number))
        elif reverts is not None and redo and redo[-1][1] == reverts:
            undo.append((redo.pop()[0], number))
        else:
            undo.append((number, number))
            redo.clear()
    return Stacks(tuple(undo), tuple(redo))
