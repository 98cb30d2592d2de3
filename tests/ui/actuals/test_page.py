"""The grid of actuals: typing, units, pasting, checks that stop and checks that ask."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children, clerk, level, type_into
from zonetracker.model.changes import ActualEntry, IndicatorChange
from zonetracker.services.sheets.telling import why
from zonetracker.ui.actuals.page import ActualsPage


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
    return shown


def go(page: ActualsPage, row: int, key: str) -> None:
    page.table.go_to(page.model.record(row).indicator.id, page.model.column_of(key))


def cell(page: ActualsPage, row: int, key: str) -> Any:
    return page.model.index(row, page.model.column_of(key)).data()


def paste(qtbot: QtBot, page: ActualsPage, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_the_grid_shows_what_stands_and_what_is_missing(page: ActualsPage) -> None:
    keys = ("unit", "target", "value:7", "value:8", "growth:8")
    assert [cell(page, 0, key) for key in keys] == ["亿元", "60", "28.50", "待填", ""]
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "1  固定资产投资"
    assert page.line.text() == "8月还有 2 项待填"


def test_typing_goes_straight_into_the_cell_and_enter_goes_down(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    qtbot.keyClicks(page.table, "3")
    editor = next(line for line in children(page.table.viewport(), QLineEdit) if line.isVisible())
    qtbot.keyClicks(editor, "3.30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.ledger.actual(1, 2023, 8) is not None)
    assert cell(page, 0, "value:8") == "33.30"
    assert page.table.record().indicator.name == "外贸出口"
    assert cell(page, 0, "growth:8") == "(11.0)"


def test_a_unit_is_taken_as_typed_and_shown_in_the_rows_own(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "330000万元")
    kept = known(page.desk.ledger.actual(1, 2023, 8))
    assert (kept.value, kept.unit) == (Decimal(330000), "万元")
    assert cell(page, 0, "value:8") == "33"


def test_a_hard_finding_stops(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33万美元")
    assert "不能比较" in open_window.message.label.text()
    assert page.desk.ledger.actual(1, 2023, 8) is None


def test_a_soft_finding_asks_for_a_reason_and_keeps_it(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    assert page.desk.ledger.actual(1, 2023, 8) is None
    form = open_window.ask.dialog
    form.accept()
    assert form.isVisible()
    form.reason.setText("企业退库")
    form.accept()
    assert known(page.desk.ledger.actual(1, 2023, 8)).reason == "企业退库"
    go(page, 0, "value:8")
    assert "原因：企业退库" in page.detail.before.text()


def test_a_soft_finding_that_is_cancelled_leaves_all_as_it_was(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    open_window.ask.dialog.reject()
    assert page.desk.ledger.actual(1, 2023, 8) is None


def test_growth_is_typed_beside_the_value(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    go(page, 0, "growth:8")
    type_into(qtbot, page.table, "下降3.5%")
    kept = known(page.desk.ledger.actual(1, 2023, 8))
    assert (kept.value, kept.growth) == (Decimal(33), Decimal("-3.5"))


def test_whose_a_figure_is_stands_beside_the_chosen_month_and_is_chosen_or_typed(
    page: ActualsPage, qtbot: QtBot
) -> None:
    assert [column.key for column in page.model.columns if column.key.startswith("source")] == ["source:8"]
    go(page, 0, "source:8")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert not [box for box in children(page.table.viewport(), QComboBox) if box.isVisible()], "no figure, no source"
    page.desk.ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(33), "亿元")])
    page.refresh(None)
    go(page, 0, "source:8")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (box,) = [box for box in children(page.table.viewport(), QComboBox) if box.isVisible()]
    assert [box.itemText(at) for at in range(box.count())] == ["", "统计局", "财政局", "部门自报", "快报", "预计"]
    line = box.lineEdit()
    assert line is not None
    line.setText("财政所预计")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: known(page.desk.ledger.actual(1, 2023, 8)).source == "财政所预计")
    assert cell(page, 0, "source:8") == "财政所预计"
    go(page, 0, "source:8")
    assert "来源：财政所预计" in page.detail.before.text()
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33.5")
    assert cell(page, 0, "source:8") == ""


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


def test_months_pasted_together_are_checked_together(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    go(page, 1, "value:1")
    paste(qtbot, page, "9\t8\t10\n")
    assert "累计数 8 比 1 月的 9 小" in clerk(page).dialog.findChildren(QLabel)[0].text()
    open_window.ask.dialog.reject()


def test_del_clears_the_chosen_cells(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:7")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.desk.ledger.actuals(2023) == []
    page.desk.undo()
    assert cell(page, 0, "value:7") == "28.50"


def test_below_the_cell_stand_last_year_and_the_last_values(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    go(page, 0, "value:8")
    assert page.detail.head.text() == "固定资产投资 · 1-8月 33亿元 · 其中8月 4.50亿元"
    assert "上年同月 30亿元 · 按上年同月算，同比 10.0%" in page.detail.before.text()
    assert page.detail.values.text() == "最近 12 次：2022-08 30　2023-07 28.50　2023-08 33"


def test_another_month_brings_its_growth_column_along(page: ActualsPage, open_window: ClerkWindow) -> None:
    open_window.month_before()
    assert page.model.columns[page.table.currentIndex().column()].key == "value:7"
    assert page.model.column_of("growth:7") == page.model.column_of("value:7") + 1
    page.growths.setChecked(True)
    assert sum(column.key.startswith("growth") for column in page.model.columns) == 12


def test_copying_out_gives_the_shown_figures(page: ActualsPage) -> None:
    go(page, 0, "value:7")
    page.table.copy()
    assert QGuiApplication.clipboard().text() == "28.50"


def test_a_sheet_of_a_bureau_is_shown_before_it_is_entered(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text(
        "指标名称,累计,同比增长\n固定资产投资,33.5,9.1\n出口总额,1.9亿美元,\n自营出口,25,3\n", encoding="utf-8"
    )
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None)
    dialog = open_window.ask.dialog
    states = {
        dialog.model.index(row, 1).data(): dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())
    }
    assert states["固定资产投资"] == "填入" and states["自营出口"] == "未对上"
    dialog._name(next(row for row in dialog.plan.rows if row.name == "自营出口"), page.desk.ledger.indicator(2))
    qtbot.waitUntil(lambda: not open_window.tasks.busy)
    dialog.table.entered.emit(next(row for row in dialog.plan.rows if row.name == "自营出口"))
    dialog.accept()
    qtbot.waitUntil(lambda: not open_window.tasks.busy)
    stands = {one.indicator_id: (one.value, one.growth) for one in page.desk.ledger.actuals(2023) if one.month == 8}
    assert stands == {1: (Decimal("33.5"), Decimal("9.1")), 2: (Decimal(25), Decimal(3))}
    assert page.desk.ledger.sheet_mappings()["names"]["names"] == {"自营出口": 2}


def test_a_sheet_of_another_month_says_so(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text("指标名称,2022年1-7月累计\n固定资产投资,33.5\n", encoding="utf-8")
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None and not page.desk.tasks.busy)
    dialog = open_window.ask.dialog
    assert dialog.month.currentIndex() == 6
    assert "表上写的是2022年1-7月，要填的是2023年1-7月" in why(dialog.plan.rows[0])
    assert not dialog.answer.isEnabled()


def test_a_sheet_is_entered_without_a_mouse(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text("指标名称,累计\n固定资产投资,33.5\n", encoding="utf-8")
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None)
    dialog = open_window.ask.dialog
    for _ in range(3):
        if dialog.focusWidget() is not dialog.answer:
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.answer
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert [(one.month, str(one.value)) for one in page.desk.ledger.actuals(2023)][-1] == (8, "33.5")


def test_in_a_narrow_window_the_month_is_seen_with_its_growth_and_no_column_is_cut_at_the_left(
    open_window: ClerkWindow, page: ActualsPage, qtbot: QtBot
) -> None:
    open_window.resize(960, 540)
    qtbot.wait(30)
    page.show_period(2023, 8)
    table, wide = page.table, page.table.viewport().width()
    for key in ("value:8", "growth:8"):
        column = page.model.column_of(key)
        left = table.columnViewportPosition(column)
        assert left >= 0 and left + table.columnWidth(column) <= wide
    assert 0 in [table.columnViewportPosition(column) for column in range(len(page.model.columns))]
    assert table.columnViewportPosition(0) < 0
