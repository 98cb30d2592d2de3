"""Ctrl+H on a cell: its steps by keys alone, and from a step to the page 记录."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated
from zonetracker.ui.parts.bookkeeping.cell_history import CellHistory


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    ledger = open_window.desk.ledger
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal(55), "亿元", origin="统计公报")])
    ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal("30.0"), "亿元", origin="九月.xlsx B2")], "九月.xlsx")
    ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(31), origin="手工填写")], reason="统计局核定数据")
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def history(hand: Hand, page: str, column: str) -> CellHistory:
    for before in children(hand.window, CellHistory):
        hand.press(before.table, Qt.Key.Key_Escape)
    table = hand.go(page).table
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    table.go_to(1, table.records.column_of(column))
    hand.press(table, Qt.Key.Key_H, control=True)
    dialog = hand.window.ask.dialog
    assert isinstance(dialog, CellHistory)
    return dialog


def cells(dialog: CellHistory, column: str) -> list[str]:
    model = dialog.table.records
    return [str(model.index(row, model.column_of(column)).data() or "") for row in range(model.rowCount())]


def test_a_figure_tells_who_changed_it_and_from_where(hand: Hand) -> None:
    dialog = history(hand, "actuals", "value:9")
    assert dialog.windowTitle() == "固定资产投资 2023年1-9月 的改动记录"
    assert cells(dialog, "before") == ["30.0亿元", ""] and cells(dialog, "after") == ["31亿元", "30.0亿元"]
    assert cells(dialog, "origin") == ["手工填写", "九月.xlsx B2"]
    assert "九月.xlsx" in cells(dialog, "title")[1]
    assert all(cells(dialog, "actor")) and all(len(at) == 16 for at in cells(dialog, "at"))


def test_enter_on_a_step_shows_it_among_all_steps(hand: Hand) -> None:
    dialog = history(hand, "actuals", "value:9")
    wanted = dialog.table.record().operation.id
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert hand.window.page().key == "history" and hand.window.page().operations.record().id == wanted


def test_esc_leads_back_to_the_cell(hand: Hand) -> None:
    dialog = history(hand, "actuals", "value:9")
    hand.press(dialog.table, Qt.Key.Key_Escape)
    assert not children(hand.window, CellHistory) and hand.window.page().table.record().indicator.id == 1


def test_a_cell_that_was_never_filled_says_so(hand: Hand) -> None:
    dialog = history(hand, "actuals", "growth:9")
    assert dialog.nothing.isVisible() and not dialog.table.isVisible() and not dialog.see.isEnabled()


def test_cells_of_a_target_and_of_its_baseline(hand: Hand) -> None:
    hand.cell(hand.go("targets").table, 1, "responsible", "发改局")
    assert cells(history(hand, "targets", "responsible"), "after") == ["发改局"]
    assert cells(history(hand, "targets", "value"), "after") == ["60亿元"]
    baseline = history(hand, "targets", "baseline")
    assert baseline.windowTitle() == "固定资产投资 2022年1-12月 的改动记录"
    assert cells(baseline, "after") == ["55亿元"] and cells(baseline, "origin") == ["统计公报"]
