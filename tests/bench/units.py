"""The page 单位 with 500 units and 10,000 milestones: shown and shown again, beside an empty table shown first."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.screens import cpu, empty_table, settle
from zonetracker.model.changes import FilingChange, FilingEntry, MilestoneChange, MilestoneEntries, MilestoneEntry
from zonetracker.model.facts import TaskKind
from zonetracker.model.points.rules import READY
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.points import keep_points_rules, ledger_of_points
from zonetracker.services.units.reporting import month_reporting
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.units.page import REGISTER, REPORTING, UnitsPage
from zonetracker.ui.window.main_window import MainWindow

YEAR, MONTH = 2023, 9
UNITS, ITEMS = 500, 10_000


def book(folder: Path, units: int = UNITS, items: int = ITEMS) -> Path:
    """A workbook of so many, half of the milestones reported on."""
    path = folder / "units.zt"
    with Ledger.create(path, "青岚高新区") as ledger:
        ledger.add_departments([f"第{number}局" for number in range(units)])
        rows = tuple(
            MilestoneEntry(
                change=MilestoneChange(
                    name=f"第{number}件实事",
                    responsible=f"牵头单位：第{number % units}局；配合单位：第{(number + 1) % units}局",
                    deadline=f"2023-{number % 12 + 1:02}",
                )
            )
            for number in range(items)
        )
        ledger.enter_milestones(MilestoneEntries("实事清单", YEAR, MONTH, rows), reason="样例")
        said = FilingChange(progress="按计划推进", reported_on="2023-10-04")
        filed = [FilingEntry(TaskKind.MILESTONE, one.id, YEAR, MONTH, said) for one in ledger.milestones(YEAR)[::2]]
        ledger.file(filed)
    return path


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
        window.open_workbook(book(Path(folder)))
        assert window.desk is not None
        window.desk.choose_period(YEAR, MONTH)
        window.desk.ledger.look_over()
        _gathered(window)
        yardstick = empty_table()
        print(f"yardstick: an empty table shown first: {yardstick:.1f} ms CPU")
        for name, work in _steps(window):
            taken = cpu(work)
            print(f"{name}: {taken:.1f} ms CPU, ratio {taken / yardstick:.1f}", flush=True)
        _kept_points(window)
        window.close()


def _gathered(window: MainWindow) -> None:
    assert window.desk is not None
    ledger, day = window.desk.ledger, window.desk.today()
    for word in ("first", "again"):
        began = time.process_time()
        found = month_reporting(ledger, YEAR, MONTH, day)
        taken = 1000 * (time.process_time() - began)
        print(f"{len(found.units)} units with {found.table.total.owed} tasks gathered, {word}: {taken:.0f} ms CPU")


def _kept_points(window: MainWindow) -> None:
    """The points ledger where nothing is done in time, and half of the last month is reported."""
    assert window.desk is not None
    ledger, day = window.desk.ledger, window.desk.today()
    keep_points_rules(ledger, READY[0])
    for word in ("first", "again"):
        began = time.process_time()
        found = ledger_of_points(ledger, YEAR, MONTH, day)
        assert found is not None
        taken = 1000 * (time.process_time() - began)
        print(f"{len(found.totals)} units with {len(found.lines)} lines of points, {word}: {taken:.0f} ms CPU")


def _steps(window: MainWindow) -> list[tuple[str, Callable[[], object]]]:
    window.go("units")
    page = window.page()
    assert isinstance(page, UnitsPage) and page.reporting is not None
    settle()
    page.tabs.setCurrentIndex(REPORTING)
    settle()
    gathered = page.reporting.reporting
    assert gathered is not None

    def turn(tab: int) -> Callable[[], object]:
        def do() -> None:
            page.tabs.setCurrentIndex(1 - tab)
            page.tabs.setCurrentIndex(tab)

        return do

    def again() -> None:
        page.reporting.model.show_records([])
        page.reporting.model.show_records(gathered.units)

    return [
        ("报送, the month read and shown", page.reporting.show_month),
        ("报送, shown of what is read", again),
        ("another unit", lambda: page.reporting.table.go_to(gathered.units[len(gathered.units) // 2].key)),
        ("from tab to tab and back", turn(REPORTING)),
        ("the register shown again", lambda: page.tabs.setCurrentIndex(REGISTER)),
    ]
