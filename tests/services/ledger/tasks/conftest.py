from __future__ import annotations

import pytest

TODAY = "2023-11-20"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which everything here is done."""
    monkeypatch.setattr("zonetracker.services.ledger.closed.now", lambda: f"{TODAY}T09:00:00+08:00")
