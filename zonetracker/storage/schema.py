"""Which schema a workbook has, what it must look like, and how an older one is brought up to date."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from functools import cache

from zonetracker.storage.migrations import MIGRATIONS

APPLICATION_ID = 0x5A54_4B31  # "ZTK1"
SCHEMA = len(MIGRATIONS)
COMPATIBILITY = 1  # the oldest schema whose programs can still read a file of this one

RECORDED = (
    "report",
    "review_row",
    "indicator",
    "target",
    "target_adjustment",
    "milestone",
    "actual",
    "made",
    "setting",
    "issued",
    "learned_name",
    "sheet_mapping",
)
"""The tables whose every change goes into the history."""

_OWN_OF_SQLITE = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")


def fingerprint(connection: sqlite3.Connection) -> str:
    """A hash over every table, index, view and trigger with its words."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    told = [list(row) for row in rows if row[1] not in _OWN_OF_SQLITE]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@cache
def expected_fingerprint(schema: int) -> str:
    """The fingerprint that a file of this schema must have."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, 0, schema)
        return fingerprint(connection)
    finally:
        connection.close()


@cache
def columns_of(table: str) -> tuple[str, ...]:
    """The columns of a recorded table in the newest schema; KeyError for any other table."""
    if table not in RECORDED:
        raise KeyError(table)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, 0, SCHEMA)
        return tuple(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
    finally:
        connection.close()


def migrate(connection: sqlite3.Connection, have: int, want: int) -> None:
    """Lead schema `have` to `want`; the caller holds one BEGIN IMMEDIATE around it, so that it is all or nothing."""
    for step in MIGRATIONS[have:want]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {want}")
