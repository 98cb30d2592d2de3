"""The page of actuals with two targets, its cells, and the dialog of a sheet opened on it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, level
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.model.changes import ActualEntry, IndicatorChange
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets import SheetRead, open_sheet, sheet_from_grids
from zonetracker.support.job import Job, Step, finish
from zonetracker.ui.actuals.page import ActualsPage
from zonetracker.ui.actuals.sheet_dialog import SheetDialog


class SheetClerk:
    """Opens sheets in the dialog and presses keys in it."""

    def __init__(self, window: ClerkWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.dialog: SheetDialog | None = None

    @property
    def ledger(self) -> Ledger:
        return self.window.desk.ledger

    def open(self, *sheets: Grid, name: str = "月报.xlsx") -> SheetDialog:
        desk = self.window.desk
        opened = finish(open_sheet(self.ledger, _read(sheet_from_grids(sheets, name)), desk.year, desk.month))
        dialog = SheetDialog(self.window, desk, opened)
        desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), lambda _: dialog.entered())
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    def press(self, widget: QWidget, *keys: Qt.Key, control: bool = False) -> None:
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        for key in keys:
            self.qtbot.keyClick(widget, key, held)
            self.wait()

    def wait(self) -> None:
        """Until what was chosen is planned."""
        self.qtbot.waitUntil(lambda: not self.window.tasks.busy)

    def stands(self, month: int = 9, year: int = 2023) -> dict[str, tuple[str, str]]:
        names = {one.id: one.name for one in self.ledger.indicators()}
        return {
            names[one.indicator_id]: (str(one.value or ""), str(one.growth or ""))
            for one in self.ledger.actuals(year)
            if one.month == month
        }


def _read(read: SheetRead) -> Job[SheetRead]:
    yield Step(0, 0, "读")
    return read


def sheet(text: str, name: str = "报表", *, hidden: bool = False, hidden_columns: Sequence[int] = ()) -> Grid:
    """A sheet of lines whose cells are parted by bars."""
    rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in text.strip().split("\n"))
    return Grid(name, rows, hidden=hidden, hidden_columns=frozenset(hidden_columns))


def go(page: ActualsPage, row: int, key: str) -> None:
    page.table.go_to(page.model.record(row).indicator.id, page.model.column_of(key))


def cell(page: ActualsPage, row: int, key: str) -> Any:
    return page.model.index(row, page.model.column_of(key)).data()


def rows_of(dialog: SheetDialog) -> dict[str, tuple[str, str, str]]:
    """For each name of the sheet its state, the indicator and the figure to be entered, as the table shows them."""
    model = dialog.model
    return {
        model.index(row, 1).data(): (model.index(row, 0).data(), model.index(row, 2).data(), model.index(row, 4).data())
        for row in range(model.rowCount())
    }


def go_to(dialog: SheetDialog, name: str) -> None:
    """The keyboard goes to the row of a name."""
    dialog.table.go_to(next(row.place for row in dialog.plan.rows if row.name == name))
    dialog.table.setFocus()


Opening = Callable[..., SheetDialog]


@pytest.fixture
def sheets(open_window: ClerkWindow, qtbot: QtBot) -> SheetClerk:
    ledger = open_window.desk.ledger
    ledger.add_target("固定资产投资", 2023, level("60", "亿元"))
    ledger.add_target("外贸出口", 2023, level("40", "亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal("28.50"), "亿元")])
    open_window.desk.choose_period(2023, 9)
    open_window.go("actuals")
    return SheetClerk(open_window, qtbot)


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> ActualsPage:
    ledger = open_window.desk.ledger
    ledger.add_target("固定资产投资", 2023, level("60", "亿元"))
    ledger.add_target("外贸出口", 2023, level("40", "亿元"))
    ledger.edit_indicator(1, IndicatorChange(typed_growth=False))
    ledger.set_actuals(
        [ActualEntry(1, 2022, 8, Decimal(30), "亿元"), ActualEntry(1, 2023, 7, Decimal("28.50"), "亿元")]
    )
    open_window.desk.choose_period(2023, 8)
    open_window.go("actuals")
    shown: ActualsPage = open_window.page()
    qtbot.waitUntil(lambda: shown.table.isVisible())
    open_window.activateWindow()
    qtbot.waitUntil(open_window.isActiveWindow)
    return shown
