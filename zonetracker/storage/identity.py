"""What a workbook says of itself (`meta`, `stamp`), looked at before anything is written: files come from anywhere."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

from zonetracker.storage.connection import Connection, Row, Value
from zonetracker.storage.schema import fingerprint, layout, schema_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_FILE_ID = re.compile("[0-9a-f]{32}")
_HEAD = re.compile("(?:[0-9a-f]{64})?")
_LEASE = re.compile("[0-9a-f]{0,64}")
_STAMP = re.compile("zt-stamp ([0-9a-f]{32}) [0-9]{12}")
_MOST = 2**53
"""Nobody does so many operations; from here on up SQLite's own numbers would run out."""
_SHORT, _LONG = 100, 100_000


def is_file_id(word: object) -> bool:
    """Whether `word` is an identity as this program gives one: 32 hex digits, and so also the name of a folder."""
    return isinstance(word, str) and _FILE_ID.fullmatch(word) is not None


def vet(connection: Connection, path: Path) -> int:
    """The schema of a file; Refusal where its layout is another, or its identity none that a program of ours wrote.

    Nothing is written, and all is looked at in one moment: another program may be bringing it up to date.
    """
    connection.raw.execute("BEGIN")
    try:
        schema = schema_of(connection.raw)
        _vet(connection, path, schema)
    finally:
        connection.rollback()
    return schema


def _vet(connection: Connection, path: Path, schema: int) -> None:
    if fingerprint(connection.raw) != layout(schema).fingerprint:  # first: a view in place of a table holds anything
        raise Refusal(
            RefusalCode.FILE_ALTERED,
            tr("“{name}”的内部结构被其他程序改动过，为安全起见不打开；请改用备份。", name=path.name),
        )
    try:
        meta, stamp = (
            connection.query("SELECT * FROM meta LIMIT 2"),
            connection.query("SELECT words FROM stamp LIMIT 2"),
        )
        known = len(meta) == len(stamp) == 1 and _is_identity(meta[0], stamp[0]["words"])
    except (UnicodeDecodeError, sqlite3.OperationalError) as error:
        if isinstance(error, sqlite3.OperationalError) and "decode" not in str(error).lower():
            raise
        known = False
    if not known:
        raise Refusal(
            RefusalCode.FILE_ALTERED,
            tr("“{name}”的内部标识不是本程序写的，为安全起见不打开；请改用备份。", name=path.name),
        )


def _is_identity(meta: Row, words: Value) -> bool:
    stamp = _STAMP.fullmatch(words) if isinstance(words, str) else None
    return (
        stamp is not None
        and stamp[1] == meta["file_id"]
        and is_file_id(meta["file_id"])
        and all(holds(meta[column]) for column, holds in _HOLDS.items())
    )


def _number(most: int) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, int) and 0 <= value <= most


def _matches(pattern: re.Pattern[str]) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _text(longest: int) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, str) and len(value) <= longest and "\0" not in value


_HOLDS: Mapping[str, Callable[[Value], bool]] = {
    "compatibility": _number(_MOST),
    "revision": _number(_MOST),
    "made_at": _text(_SHORT),
    "last_writer": _text(_LONG),
    "lease": _matches(_LEASE),
    "clean": _number(2),
    "counter": _number(2**32),
    "head": _matches(_HEAD),
}
