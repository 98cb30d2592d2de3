"""Which schema a workbook has, what it must look like, and how an older one is brought up to date."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zonetracker.storage.connection import Row, Value
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
    "filing",
    "department",
    "closing",
    "node",
    "action",
    "evidence",
    "period_target",
    "points",
)
"""The tables whose every change goes into the history."""

_OWN_OF_SQLITE = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema that a file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def fingerprint(connection: sqlite3.Connection) -> str:
    """A hash over every table, index, view and trigger with its words."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
    told = [list(row) for row in rows if row[1] not in _OWN_OF_SQLITE]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Layout:
    """What a schema looks like: its fingerprint, and the columns of each recorded table with their defaults."""

    fingerprint: str
    tables: Mapping[str, Mapping[str, Value]]


@cache
def layout(schema: int) -> Layout:
    """The layout of a schema, read from an empty database that its migrations made."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, 0, schema)
        tables = {table: _defaults(connection, table) for table in RECORDED}
        return Layout(fingerprint(connection), {table: columns for table, columns in tables.items() if columns})
    finally:
        connection.close()


def _defaults(connection: sqlite3.Connection, table: str) -> dict[str, Value]:
    columns = connection.execute(f"SELECT name, type, dflt_value FROM pragma_table_info('{table}')").fetchall()
    values = [f"CAST({default or 'NULL'} AS {kind})" for _, kind, default in columns]
    found = connection.execute(f"SELECT {', '.join(values)}").fetchone() if values else ()
    return dict(zip([name for name, _, _ in columns], found, strict=True))


def columns_of(table: str) -> Mapping[str, Value]:
    """The columns of a recorded table in the newest schema with their defaults; KeyError for any other table."""
    return layout(SCHEMA).tables[table]


def present_name(table: str, column: str) -> str:
    """What a column of any schema is called in the newest; a dropped one keeps its last name."""
    for step in MIGRATIONS:
        column = step.moved.get(table, {}).get(column) or column
    return column


@cache
def _keys_of(table: str, keys: tuple[str, ...]) -> Mapping[str, str]:
    """Under which of a row's keys each column of the newest schema stands, as far as it does."""
    tables = [layout(schema).tables for schema in range(1, SCHEMA + 1)]
    if not any(table in one and one[table].keys() == set(keys) for one in tables):
        raise ValueError(f"no schema has a {table} of {keys}")
    return {present_name(table, key): key for key in keys}


def present_row(table: str, row: Row) -> Row:
    """A row of any schema in the columns of the newest; a column that it lacks has its default.

    ValueError for a row that has not exactly the columns of a schema.
    """
    keys = _keys_of(table, tuple(row))
    return {column: row[keys[column]] if column in keys else default for column, default in columns_of(table).items()}


def migrate(connection: sqlite3.Connection, have: int, want: int) -> None:
    """Lead schema `have` to `want`; the caller holds one BEGIN IMMEDIATE around it, so that it is all or nothing."""
    for step in MIGRATIONS[have:want]:
        for statement in step.statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {want}")
