"""R12, short: an older file is brought up to date whole or not at all, and a copy of it is kept before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.services.made_reports import content
from tests.storage.later import become_newer
from zonetracker.services.ledger import Ledger
from zonetracker.storage import database, header, schema
from zonetracker.storage.database import Database
from zonetracker.storage.locking import FileLock
from zonetracker.storage.migrations import MIGRATIONS, Migration, statements
from zonetracker.support.errors import Refusal

NEXT = Migration(statements("CREATE TABLE remark (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.add_target("税收收入", 2023)
    return path


def version(path: Path) -> int:
    return header.look(path).schema


def test_an_older_file_is_brought_up_to_date_and_kept_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(old) as ledger:
        before = content(ledger)
        for one in ledger.snapshots():
            one.path.unlink()
    become_newer(monkeypatch, NEXT)
    with Ledger.open(old) as ledger:
        assert content(ledger) == before and ledger.check() == []
        (kept,) = ledger.snapshots()
        assert version(kept.path) == len(MIGRATIONS)
    assert version(old) == len(MIGRATIONS) + 1
    counter = header.look(old).counter
    with Ledger.open(old) as ledger:
        assert ledger.notices == ()
        assert ledger._database.query("SELECT clean, counter FROM meta") == [{"clean": 1, "counter": counter}]


def test_a_step_that_fails_leaves_the_old_file(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        become_newer(newer, NEXT)
        schema.layout(len(MIGRATIONS) + 1)
        failing = Migration((*NEXT.statements, "INSERT INTO nowhere VALUES (1)"))
        newer.setattr(schema, "MIGRATIONS", (*MIGRATIONS, failing))
        with pytest.raises(sqlite3.OperationalError):
            Ledger.open(old)
    assert version(old) == len(MIGRATIONS)
    with Ledger.open(old) as ledger:
        assert len(ledger.targets()) == 1 and ledger.check() == []


def test_another_program_that_was_quicker_is_noticed(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where lock files do nothing two programs may start at once."""
    become_newer(monkeypatch, NEXT)

    def quicker(_: object, path: Path) -> None:
        with monkeypatch.context() as alone:
            alone.setattr(database, "take_snapshot", lambda *_: None)
            alone.setattr(FileLock, "take", lambda _: None)
            Database.open(path).close()

    monkeypatch.setattr(database, "take_snapshot", quicker)
    with Ledger.open(old) as ledger:
        assert ledger.notices == () and len(ledger.targets()) == 1 and ledger.check() == []
    assert version(old) == len(MIGRATIONS) + 1


def test_an_older_file_that_is_held_by_another_is_refused(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(old):
        become_newer(monkeypatch, NEXT)
        with pytest.raises(Refusal) as refused:
            Ledger.open(old)
        assert refused.value.code == "file.older"
        monkeypatch.undo()
    assert version(old) == len(MIGRATIONS)


def test_statements_are_told_apart_also_inside_triggers() -> None:
    script = "CREATE TABLE a (b);\nCREATE TRIGGER t AFTER INSERT ON a\nBEGIN SELECT 1; SELECT 2; END;\n"
    assert len(statements(script)) == 2
    with pytest.raises(ValueError, match="unfinished"):
        statements("CREATE TABLE a (b")
