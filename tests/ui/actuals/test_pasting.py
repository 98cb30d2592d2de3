"""Blocks from Excel or WPS onto the grid."""

from decimal import Decimal

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.actuals.conftest import cell, go
from tests.ui.conftest import ClerkWindow, clerk
from zonetracker.ui.actuals.page import ActualsPage


def paste(qtbot: QtBot, page: ActualsPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_block_from_a_spreadsheet_is_one_step_of_undo(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    paste(qtbot, page, "33.3\t8.5\n25\t-1.2\n")
    stands = [(one.value, one.growth) for one in page.desk.ledger.actuals(2023) if one.month == 8]
    assert stands == [(Decimal("33.3"), Decimal("8.5")), (Decimal(25), Decimal("-1.2"))]
    assert page.line.text() == "本月已填齐"
    page.desk.undo()
    assert [one.month for one in page.desk.ledger.actuals(2023)] == [7]


def test_a_block_with_one_wrong_cell_enters_nothing(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    go(page, 0, "value:8")
    paste(qtbot, page, "33.3\n不详\n")
    assert "不是数字" in open_window.message.label.text()
    assert page.desk.ledger.actual(1, 2023, 8) is None


def test_a_cell_of_a_block_that_says_none_is_no_figure(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    paste(qtbot, page, "33.3\n暂无\n")
    assert [(one.indicator_id, one.value) for one in page.desk.ledger.actuals(2023) if one.month == 8] == [
        (1, Decimal("33.3"))
    ]


def test_a_block_that_is_too_large_enters_nothing(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    go(page, 1, "value:8")
    paste(qtbot, page, "1\n2\n3\n")
    assert "超出" in open_window.message.label.text()
    assert [one.month for one in page.desk.ledger.actuals(2023)] == [7]


def test_months_pasted_together_are_checked_together(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 1, "value:1")
    paste(qtbot, page, "9\t8\t10\n")
    assert "累计数 8 比 1 月的 9 小" in page.bar.said.text()
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Escape)
    assert not page.bar.isVisible()


def test_a_block_with_names_goes_to_their_rows_whatever_its_order(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 1, "value:8")
    paste(
        qtbot,
        page,
        "指标名称\t累计\t同比\r\n其中：外贸出口\t21.4\t-2\r\n农业总产值\t7\t1\r\n固定资产投资\t33.5\t\r\n外贸出口\t3\t\r\n",
    )
    assert [cell(page, row, "value:8") for row in (0, 1)] == ["33.5", "21.4"]
    assert [cell(page, row, "growth:8") for row in (0, 1)] == ["(11.7)", "-2"]
    (said,) = clerk(page).told
    assert said == "粘贴的内容里有 2 行没有对上："
    page.desk.undo()
    assert [cell(page, row, "value:8") for row in (0, 1)] == ["待填", "待填"]


def test_what_was_copied_here_and_is_pasted_where_it_was_changes_nothing(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    paste(qtbot, page, "33.3333\t-8.5\n25\t-1.2\n")
    revision = page.desk.ledger.revision
    go(page, 0, "value:8")
    selection, model = page.table.selectionModel(), page.table.model()
    here = page.table.currentIndex()
    chosen = QItemSelection(here, model.index(here.row() + 1, here.column() + 1))
    selection.select(chosen, QItemSelectionModel.SelectionFlag.Select)
    page.table.copy()
    shown = QGuiApplication.clipboard().text()
    page.table.paste()
    assert page.desk.ledger.revision == revision, shown
