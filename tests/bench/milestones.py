"""The page 事项 with 10,000 milestones and with 1,000 projects, beside an empty table shown first."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.bench.screens import cpu, empty_table, settle
from tests.bench.units import MONTH, YEAR
from tests.bench.units import book as book_of_items
from zonetracker.model.changes import FilingChange, FilingEntry, MilestoneChange, MilestoneEntries, MilestoneEntry
from zonetracker.model.facts import TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.milestones.page import CHECKLIST, PROJECTS, MilestonesPage
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.ui.window.main_window import MainWindow

COUNT = 1_000


def book_of_projects(folder: Path, count: int = COUNT) -> Path:
    """A workbook of so many projects with five nodes each, all reported on in each month."""
    path = folder / "projects.zt"
    with Ledger.create(path, "青岚高新区") as ledger:
        rows = tuple(
            MilestoneEntry(
                change=MilestoneChange(
                    name=f"第{number}号厂房项目",
                    responsible=f"第{number % 50}局",
                    deadline=f"2023-{number % 12 + 1:02}",
                    template="项目",
                    investment=Decimal(1000 + number),
                    spent_before=Decimal(10),
                    year_plan=Decimal(100 + number),
                    money_unit="万元",
                )
            )
            for number in range(count)
        )
        ledger.enter_milestones(MilestoneEntries("项目台账", YEAR, MONTH, rows), reason="样例")
        ids = [one.id for one in ledger.milestones(YEAR)]
        for month in range(1, MONTH + 1):
            said = FilingChange(value=Decimal(10 * month), unit="万元", progress="按计划推进", reported_on="2023-10-04")
            ledger.file([FilingEntry(TaskKind.MILESTONE, one, YEAR, month, said) for one in ids], reason="样例")
    return path


def bench() -> None:
    """Print each step's CPU time and its ratio to the empty table's."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, "light")
    for make, tab in ((book_of_items, CHECKLIST), (book_of_projects, PROJECTS)):
        with tempfile.TemporaryDirectory() as folder:
            os.environ["ZONETRACKER_HOME"] = folder
            _bench(make(Path(folder)), Path(folder), tab)


def _bench(path: Path, folder: Path, tab: int) -> None:
    window = MainWindow(LocalSettings(folder / "settings.json"))
    window.resize(1366, 768)
    window.show()
    window.open_workbook(path)
    assert window.desk is not None
    window.desk.choose_period(YEAR, MONTH)
    window.desk.ledger.look_over()
    began = time.process_time()
    window.go("milestones", "projects" if tab == PROJECTS else None)
    for _ in range(3):
        QApplication.processEvents()
    word = ("清单", "项目")[tab]
    print(f"{word}, the page shown for the first time: {1000 * (time.process_time() - began):.0f} ms CPU")
    settle()
    page = window.page()
    assert isinstance(page, MilestonesPage)
    yardstick = empty_table()
    print(f"yardstick: an empty table shown first: {yardstick:.1f} ms CPU")
    for name, work in _steps(page, tab):
        taken = cpu(work)
        print(f"{word}, {name}: {taken:.1f} ms CPU, ratio {taken / yardstick:.1f}", flush=True)
    window.close()


def _steps(page: MilestonesPage, tab: int) -> list[tuple[str, Callable[[], object]]]:
    model = page.projects.model if tab == PROJECTS else page.model
    rows = list(model.records())

    def shown() -> None:
        model.show_records([])
        model.show_records(rows)

    def turned() -> None:
        page.tabs.setCurrentIndex(1 - tab)
        page.tabs.setCurrentIndex(tab)

    return [
        ("shown of what is read", shown),
        ("the month gathered and shown", lambda: page.refresh(None)),
        ("from tab to tab and back", turned),
    ]
