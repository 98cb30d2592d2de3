"""Every table has a menu, by the mouse and by its key: copy, paste, history, where it comes from."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children
from tests.ui.made_up_book import book
from zonetracker.model.changes import MilestoneChange
from zonetracker.ui.parts.bookkeeping.cell_history import CellHistory
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.report.page import ReportPage


@pytest.fixture
def filled(window: ClerkWindow, tmp_path: Path) -> ClerkWindow:
    assert window.open_workbook(book(tmp_path))
    window.desk.ledger.add_milestone("东片区道路建成通车", 2023, MilestoneChange(deadline="2023-06"))
    window.desk.ledger.add_departments(["商务局"])
    return window


def opened(table: RecordTable) -> QMenu:
    """The menu that its key brings."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def lines(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def press(menu: QMenu, word: str) -> None:
    action = next(one for one in menu.actions() if one.text().startswith(word))
    assert action.isEnabled()
    menu.close()
    action.trigger()
    QApplication.processEvents()


def table_on(window: ClerkWindow, key: str) -> RecordTable:
    window.go(key)
    QApplication.processEvents()
    page = window.page()
    own = {"history": "operations", "milestones": "table"}.get(key)
    first = next(one for one in children(page, RecordTable) if one.isVisible())
    table: RecordTable = first if own is None else getattr(page, own)
    if table.record() is None:
        table.go_to(table.records._key(table.records.records()[0]))
    return table


@pytest.mark.parametrize("key", ["overview", "targets", "actuals", "milestones", "units", "history"])
def test_every_page_has_a_menu_over_its_table(filled: ClerkWindow, key: str) -> None:
    menu = opened(table_on(filled, key))
    said = lines(menu)
    menu.close()
    assert "复制\tCtrl+C" in said and len(said) >= 3
    if key in ("targets", "actuals", "overview", "milestones"):
        assert any("改动记录" in line for line in said) and any("来自哪里" in line for line in said)


def test_the_menu_copies_and_pastes_and_shows_the_history(filled: ClerkWindow, qtbot: QtBot) -> None:
    filled.go("actuals")
    page = filled.page()
    table = table_on(filled, "actuals")
    indicator = page.rows[0].indicator.id
    table.go_to(indicator, page.model.column_of("value:9"))
    shown = str(table.currentIndex().data())
    press(opened(table), "复制")
    assert QGuiApplication.clipboard().text() == shown
    QGuiApplication.clipboard().setText("61.5")
    press(opened(table), "粘贴")
    assert known(filled.desk.ledger.actual(indicator, 2023, 9)).value == Decimal("61.5")
    table.go_to(indicator, page.model.column_of("value:9"))
    press(opened(table), "这一格的改动记录")
    dialog = filled.ask.dialog
    assert isinstance(dialog, CellHistory) and dialog.table.records.record(0).after.startswith("61.5")
    dialog.reject()


def test_a_figure_leads_to_its_sentence(review: ReportPage, open_window: ClerkWindow) -> None:
    desk = open_window.desk
    row = next(one for one in review.board.marked if one.row.candidate.id == "t2")
    desk.write(lambda: desk.ledger.confirm_rows([row.id]))
    desk.choose_period(2023, 9)
    table = table_on(open_window, "targets")
    press(opened(table), "来自哪里")
    assert open_window.page().key == "report" and open_window.page().board.table.record().id == row.id
    press(opened(open_window.page().board.table), "这一行的改动记录")
    assert open_window.page().key == "history" and open_window.page().only.isVisible()


def test_the_mouse_opens_it_for_the_row_under_it(filled: ClerkWindow) -> None:
    table = table_on(filled, "targets")
    place = table.visualRect(table.model().index(3, 1)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and table.currentIndex().row() == 3
    menu.close()


@pytest.mark.parametrize("key", ["overview", "targets", "actuals", "milestones", "units", "history"])
def test_escape_leaves_the_search_and_enter_goes_to_what_is_found(filled: ClerkWindow, qtbot: QtBot, key: str) -> None:
    table = table_on(filled, key)
    everything = table.model().rowCount()
    qtbot.keyClick(filled, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field: QLineEdit = filled.page().search
    assert field.hasFocus()
    field.insert("没有这样的字")
    assert table.model().rowCount() == 0
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (field.text(), table.model().rowCount()) == ("", everything) and filled.focusWidget() is table


@pytest.mark.parametrize(
    ("key", "word"),
    [("overview", "技术"), ("targets", "技术"), ("actuals", "技术"), ("milestones", "东片区"), ("units", "商务局")],
)
def test_escape_among_the_found_rows_lists_all_again_and_the_row_stays(
    filled: ClerkWindow, qtbot: QtBot, key: str, word: str
) -> None:
    table = table_on(filled, key)
    everything = table.model().rowCount()
    filled.desk.choose_period(2023, 9)
    qtbot.keyClick(filled, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field: QLineEdit = filled.page().search
    field.insert(word)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert filled.focusWidget() is table and table.model().rowCount()
    table.setCurrentIndex(table.model().index(0, table.currentIndex().column()))
    found = table.record()
    filled.message.hide()
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert (field.text(), table.model().rowCount()) == ("", everything)
    assert filled.focusWidget() is table and table.record() == found
