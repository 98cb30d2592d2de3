"""A window over a filled workbook, and storage that fails as it is told to."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.services.ledger.test_door import WHOLE, fill
from tests.ui.conftest import ClerkWindow
from tests.ui.door.acts import MONTH, UNUSED, YEAR
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry
from zonetracker.services.ledger import Ledger
from zonetracker.storage.connection import Connection
from zonetracker.storage.database import Database

Failing = Callable[[str], object]
"""Breaks the storage in one of the ways of TROUBLES."""

TROUBLES = {
    "gone": ("begin", "SQLITE_IOERR_WRITE"),
    "full": ("commit", "SQLITE_FULL"),
    "locked": ("begin", "SQLITE_BUSY"),
    "read-only": ("execute", "SQLITE_READONLY"),
}
"""At which step, and what SQLite calls it."""


class Storage:
    """Breaks and mends the storage of every open workbook; `reopened` counts how often the file was taken anew."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.reopened = 0

    @contextmanager
    def broken(self, way: str) -> Iterator[None]:
        step, said = TROUBLES[way]

        def fail(*_: object) -> None:
            error = sqlite3.OperationalError(said)
            error.sqlite_errorname = said
            raise error

        with self._patch.context() as patch:
            patch.setattr(Connection, step, fail)
            yield

    @contextmanager
    def unsure(self) -> Iterator[None]:
        """What is committed stands, and nobody can say so."""
        real = Connection.commit

        def commit(connection: Connection) -> None:
            real(connection)
            error = sqlite3.OperationalError("SQLITE_IOERR_FSYNC")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error

        with self._patch.context() as patch:
            patch.setattr(Connection, "commit", commit)
            patch.setattr(Database, "_stands", lambda *_: None)
            yield

    def count_reopening(self) -> None:
        plain = Database.reopen

        def reopen(database: Database) -> bool:
            self.reopened += 1
            return plain(database)

        self._patch.setattr(Database, "reopen", reopen)


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Storage:
    return Storage(monkeypatch)


def prepared(ledger: Ledger) -> None:
    """What the acts of tests/ui/door stand on."""
    fill(ledger)
    ledger.add_indicator(UNUSED)
    ledger.set_actuals([ActualEntry(WHOLE, YEAR - 1, 11, Decimal(50), "亿元")])


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    prepared(open_window.desk.ledger)
    open_window.desk.choose_period(YEAR, MONTH)
    return Hand(open_window, qtbot)
