"""Screens with 3,000 targets: pages, letters, edits and months, beside an empty table of 3,000 × 12 shown first.

The empty table is shown anew before each group of steps, so that a group and its yardstick have the same load of the
machine.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.actuals.page import ActualsPage
from zonetracker.ui.overview.page import OverviewPage
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.report.page import ReportPage
from zonetracker.ui.targets.page import TargetsPage
from zonetracker.ui.window.main_window import MainWindow

ROWS, ROUNDS, QUIET = 3000, 5, 0.2
Index = QModelIndex | QPersistentModelIndex


class EmptyTable(QAbstractTableModel):
    """The yardstick's: cells with nothing in them."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt."""
        return ROWS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt."""
        return 12

    def data(self, index: Index, role: int = 0) -> object:
        """Qt."""
        return None


def settle() -> None:
    """Until nothing more is drawn or computed."""
    quiet = time.monotonic()
    while time.monotonic() - quiet < QUIET:
        before = time.process_time()
        QApplication.processEvents()
        if time.process_time() - before > 0.001:
            quiet = time.monotonic()
        time.sleep(0.002)


def cpu(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """CPU milliseconds until the screen stands, the median of a few rounds."""
    found = []
    for _ in range(rounds):
        settle()
        began = time.process_time()
        work()
        for _ in range(3):
            QApplication.processEvents()
        found.append(1000 * (time.process_time() - began))
    return median(found)


def empty_table() -> float:
    """The yardstick: a table view with nothing in its cells, shown for the first time."""
    views: list[QTableView] = []

    def show() -> None:
        view = QTableView()
        view.setModel(EmptyTable(view))
        view.resize(1366, 768)
        view.show()
        views.append(view)

    show()
    found = cpu(show)
    for view in views:
        view.close()
    return found


def bench() -> None:
    """Print each step's CPU time and its ratio to the empty table's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ZONETRACKER_HOME"] = folder
        window = MainWindow(LocalSettings(Path(folder) / "settings.json"))
        window.resize(1366, 768)
        window.show()
        window.open_workbook(book(folder, ROWS))
        assert window.desk is not None
        window.desk.choose_period(YEAR, MONTH)
        window.desk.ledger.look_over()  # else the window does so in the middle of a step
        for group in _Screens(window).groups():
            yardstick = empty_table()
            print(f"yardstick: an empty table of {ROWS} × 12 shown first: {yardstick:.1f} ms CPU")
            for name, taken in group():
                print(f"{name}: {taken:.1f} ms CPU, ratio {taken / yardstick:.1f}", flush=True)
        window.close()
        for name, taken in one_by_one(Path(folder)):
            print(f"{name}: {taken:.0f} ms CPU", flush=True)
        del window


class _Screens:
    def __init__(self, window: MainWindow) -> None:
        assert window.desk is not None
        self.window, self.desk = window, window.desk
        self.count = 0

    def groups(self) -> list[Callable[[], list[tuple[str, float]]]]:
        """What a clerk does: each gives names and what they take."""
        return [self.pages, self.letters, self.edits, self.months, self.judging]

    def pages(self) -> list[tuple[str, float]]:
        found = [(f"{key}, shown again", self.again(key)) for key in ("report", "targets", "actuals", "overview")]
        found += [(f"{key}, shown after an edit", self.again(key, self.note)) for key in ("targets", "actuals")]
        return found

    def again(self, key: str, before: Callable[[], object] = lambda: None) -> float:
        self.window.go(key)

        def away() -> None:
            self.window.go("milestones")
            before()
            settle()

        taken = []
        for _ in range(ROUNDS):
            away()
            taken.append(cpu(lambda: self.window.go(key), 1))
        return median(taken)

    def note(self) -> None:
        self.count += 1
        ledger = self.desk.ledger
        self.desk.write(lambda: ledger.edit_target(ledger.targets(YEAR)[5].id, TargetChange(note=f"第{self.count}次")))

    def letters(self) -> list[tuple[str, float]]:
        self.window.go("targets")
        page = self.window.page()
        assert isinstance(page, TargetsPage)
        page.start_search()
        settle()
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for word in ("1", "12", "123", ""):
                taken.setdefault(word, []).append(cpu(partial(page.search.setText, word), 1))
        return [(f"a letter of the filter ({word})", median(some)) for word, some in taken.items()]

    def edits(self) -> list[tuple[str, float]]:
        self.window.go("targets")
        targets = self.window.page()
        assert isinstance(targets, TargetsPage)

        def typed(page: TargetsPage | ActualsPage | OverviewPage, row: int, key: str) -> None:
            self.count += 1
            model = page.model
            text = f"{self.count}" if key.startswith("value") else f"外需订单减少，第{self.count}次报送"
            assert model.setData(model.index(row, model.column_of(key)), text)

        found = [("a cell of the targets", cpu(lambda: typed(targets, 7, "note")))]
        self.window.go("actuals")
        actuals = self.window.page()
        assert isinstance(actuals, ActualsPage)
        found.append(("a cell of the actuals", cpu(lambda: typed(actuals, 1500, f"value:{MONTH}"))))
        self.window.go("overview")
        overview = self.window.page()
        assert isinstance(overview, OverviewPage)
        found.append(("a reason in the overview", cpu(lambda: typed(overview, 3, "reason"))))
        found.append(("an undo on the overview", cpu(self.desk.undo, 1)))
        return found

    def months(self) -> list[tuple[str, float]]:
        found = []
        months = cycle((MONTH - 1, MONTH - 2, MONTH - 3, MONTH - 4, MONTH))
        for key in ("targets", "actuals", "overview"):
            self.window.go(key)
            found.append((f"another month on {key}", cpu(lambda: self.desk.choose_period(YEAR, next(months)))))
        return found

    def judging(self) -> list[tuple[str, float]]:
        self.window.go("report")
        page = self.window.page()
        assert isinstance(page, ReportPage)
        table = page.board.table
        ids = [row.id for row in page.board.marked]
        found = []
        for words, some in (("50 rows", ids[:50]), ("every row", ids)):
            self.desk.write(partial(self.desk.ledger.reopen_rows, some))
            table.go_to(ids[0])
            table.setFocus()
            found.append((f"one Enter, {words} open", cpu(lambda: QTest.keyClick(table, Qt.Key.Key_Return))))
        return found


def one_by_one(folder: Path) -> list[tuple[str, float]]:
    """Targets added one after another, and as many plain inserts each in its own transaction."""
    found = []
    with Ledger.create(folder / "one.zt", "青岚高新区") as ledger:
        for start in (0, 1000, 2000):
            began = time.process_time()
            for number in range(start, start + 1000):
                ledger.add_target(f"第{number}类产值", YEAR)
            found.append(
                (f"targets {start + 1} to {start + 1000} added one by one", 1000 * (time.process_time() - began))
            )
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA synchronous = EXTRA")
    plain.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
    began = time.process_time()
    for number in range(1000):
        plain.execute("INSERT INTO row (text) VALUES (?)", (f"第{number}行" * 20,))
    found.append(("yardstick: 1,000 plain inserts one by one", 1000 * (time.process_time() - began)))
    plain.close()
    return found
