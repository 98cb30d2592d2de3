"""A program of the next schema, made up: what a migration may do to recorded tables, and services that know of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from zonetracker.storage import database, files, header, history, inspection, schema
from zonetracker.storage.connection import Value
from zonetracker.storage.migrations import MIGRATIONS, Migration, statements

LATER = Migration(
    statements(
        """
        ALTER TABLE target ADD COLUMN colour TEXT;
        ALTER TABLE target ADD COLUMN channel TEXT DEFAULT '内网';
        ALTER TABLE actual ADD COLUMN rank INTEGER DEFAULT -7;
        ALTER TABLE review_row ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE indicator ADD COLUMN places INTEGER NOT NULL DEFAULT 2;
        ALTER TABLE setting ADD COLUMN since TEXT NOT NULL DEFAULT 0;
        ALTER TABLE made ADD COLUMN checked_by INTEGER REFERENCES target (id);
        ALTER TABLE issued RENAME COLUMN size TO length;
        ALTER TABLE issued DROP COLUMN made_at;
        ALTER TABLE learned_name RENAME COLUMN corrected TO given;
        CREATE INDEX target_of_colour ON target (colour);
        """
    ),
    {"issued": {"size": "length", "made_at": None}, "learned_name": {"corrected": "given"}},
)

Content = dict[str, list[dict[str, object]]]


def become_newer(monkeypatch: pytest.MonkeyPatch, *steps: Migration) -> None:
    """From now on this is a program with these migrations more."""
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, *steps))
    for module in (schema, database, files, header, inspection):
        monkeypatch.setattr(module, "SCHEMA", len(MIGRATIONS) + len(steps))
    schema.layout.cache_clear()
    monkeypatch.setattr(schema, "_keys_of", cache(schema._keys_of.__wrapped__))


def become_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on this is the program of LATER: what its services write has the new names, and not what was dropped."""
    become_newer(monkeypatch, LATER)
    insert, update = history.Recorder.insert, history.Recorder.update

    def known(table: str, values: Mapping[str, Value]) -> dict[str, Value]:
        moved = LATER.moved.get(table, {})
        return {name: value for key, value in values.items() if (name := moved.get(key, key))}

    monkeypatch.setattr(
        history.Recorder, "insert", lambda self, table, values: insert(self, table, known(table, values))
    )
    monkeypatch.setattr(
        history.Recorder, "update", lambda self, table, row, values: update(self, table, row, known(table, values))
    )


def as_later(content: Content) -> Content:
    """What a workbook of this program holds after LATER."""
    more: dict[str, dict[str, object]] = {
        "target": {"colour": None, "channel": "内网"},
        "actual": {"rank": -7},
        "review_row": {"pages": "[]"},
        "indicator": {"places": 2},
        "setting": {"since": "0"},
        "made": {"checked_by": None},
    }
    found = {table: [{**row, **more.get(table, {})} for row in rows] for table, rows in content.items()}
    for row in found["issued"]:
        row["length"] = row.pop("size")
        del row["made_at"]
    for row in found["learned_name"]:
        row["given"] = row.pop("corrected")
    return found
