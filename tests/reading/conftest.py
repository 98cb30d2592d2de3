"""Whether the part that recognises scans is installed is nothing that the tests of reading may depend on."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def recognising(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the part; a module that wants it has a fixture of this name of its own."""
    monkeypatch.setattr("zonetracker.extraction.reading.scans.recognising.ocr_present", lambda: False)
