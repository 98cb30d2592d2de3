"""Every test has a home folder of its own, so that none writes into the user's; and none fails by chance or load.

How long the tests take is printed and never asserted: what a test costs in CPU time, here and in the children it waited
for, since the time on the wall is the load's and not the test's.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests import executed, outside
from tests.shared import SHARED
from tests.trust.promises import LONG, table
from zonetracker.support.diagnostics import LateLog

os.environ["QT_QPA_PLATFORM"] = "offscreen"
outside.watch()
PATIENCE_MS = 120_000
QUICK_SECONDS = 5
SHOWN = 10

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

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: object, *, timeout: int = PATIENCE_MS, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ZONETRACKER_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def nothing_leaves() -> Iterator[None]:
    """R21: whoever wants to reach another PC fails, also where the error was caught on its way."""
    outside.TOLD.clear()
    yield
    assert not outside.TOLD


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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(LONG, action="store_true", help="the attacks of tests/trust with their large numbers of trials")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="../shared is not beside the checkout"))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # at the end no process waits for a long one


def pytest_sessionfinish() -> None:
    executed.write()


STARTED = pytest.StashKey[float]()
SPENT = "cpu_seconds"


def cpu_seconds() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def pytest_runtest_setup(item: pytest.Item) -> None:
    item.stash[STARTED] = cpu_seconds()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if call.when == "call":
        report.user_properties.append((SPENT, cpu_seconds() - item.stash[STARTED]))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The costliest tests, and a notice of each that takes longer than a test may without the marker `slow`."""
    spent = [
        (float(str(seconds)), report.nodeid, "slow" in report.keywords)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport)
        for name, seconds in report.user_properties
        if name == SPENT
    ]
    costliest = sorted(spent, reverse=True)[:SHOWN]
    terminalreporter.section("CPU time of the costliest tests")
    for seconds, test, _ in costliest:
        terminalreporter.line(f"{seconds:6.1f} s  {test}")
    for seconds, test, marked in sorted(spent, reverse=True):
        if seconds > QUICK_SECONDS and not marked:
            terminalreporter.line(f"NOTICE: {test} took {seconds:.1f} s of CPU time and is not marked as slow")
    show_promises(terminalreporter)


def show_promises(terminalreporter: pytest.TerminalReporter) -> None:
    """What the attacks of this run came to; a test's counts stand in the reports of its call and of what follows it."""
    lines = table(
        counted
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for counted in report.user_properties
    )
    if lines:
        terminalreporter.section("promises about data")
        for line in lines:
            terminalreporter.line(line)
