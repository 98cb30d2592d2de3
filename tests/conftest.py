"""Every test has a home folder of its own, so that none writes into the user's; and none fails by chance or load."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from zonetracker.support.diagnostics import LateLog

os.environ["QT_QPA_PLATFORM"] = "offscreen"
PATIENCE_MS = 120_000

# The same tree gives the same answer; what a random round finds is kept as an @example beside its property.
settings.register_profile(
    "steady", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "random", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


class PatientBot(QtBot):
    """Waits long enough for a busy machine: a wait ends when what is awaited is there, never because of the load."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitExposed(self, widget, *, timeout: int = PATIENCE_MS):
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal, *, timeout: int = PATIENCE_MS, **options):
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ZONETRACKER_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_traces() -> Iterator[None]:
    """What a started program leaves in the process (its log, its hooks) is gone before the next test."""
    hooks = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = hooks
    log = logging.getLogger("zonetracker")
    for handler in list(log.handlers):
        if isinstance(handler, LateLog):
            log.removeHandler(handler)
            handler.close()
