"""A hand on the window, and what it asks the door for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.services.ledger.test_door import WHOLE, fill
from tests.services.ledger.test_operations import public_writes
from tests.ui.conftest import ClerkWindow
from tests.ui.door.acts import MONTH, UNUSED, YEAR
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry
from zonetracker.services.ledger import Ledger


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    fill(open_window.desk.ledger)
    open_window.desk.ledger.add_indicator(UNUSED)
    open_window.desk.ledger.set_actuals([ActualEntry(WHOLE, YEAR - 1, 11, Decimal(50), "亿元")])
    open_window.desk.choose_period(YEAR, MONTH)
    return Hand(open_window, qtbot)


@pytest.fixture
def reached(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The operations that the pages ask the door for, in order."""
    asked: list[str] = []

    def watched(name: str, made: Callable[..., object]) -> Callable[..., object]:
        def call(*given: object, **named: object) -> object:
            asked.append(name)
            return made(*given, **named)

        return call

    for name in public_writes():
        monkeypatch.setattr(Ledger, name, watched(name, getattr(Ledger, name)))
    return asked
