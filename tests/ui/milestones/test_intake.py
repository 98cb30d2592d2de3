"""A ledger of projects by the keys of the page: read, settled row by row, its columns said, read again with changes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.services.milestones.intake.ledgers.made import Cell, Office
from tests.services.milestones.intake.ledgers.offices import CLASSIC, SUPERVISED
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.ui.milestones.intake.columns_dialog import ColumnsDialog
from zonetracker.ui.milestones.intake.dialog import IntakeDialog
from zonetracker.ui.milestones.intake.picker import MilestonePicker
from zonetracker.ui.parts.picking import WordPicker

HEADS: list[Cell] = ["项目名称", "责任单位", "总投资（万元）", "市里安排（万元）"]


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def idle(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)


def put(folder: Path, office: Office) -> Path:
    path = folder / office.file
    path.write_bytes(office.data())
    return path


def rows_as(rows: list[list[Cell]]) -> Office:
    return Office("镇里的项目.xlsx", {"表": rows}, [], [])


def read(hand: Hand, path: Path) -> IntakeDialog:
    """The file, as Ctrl+Shift+I asks for it."""
    hand.window.ask.answers = [[str(path)]]
    page = hand.go("milestones")
    page.import_here()
    idle(hand)
    dialog = hand.form
    assert isinstance(dialog, IntakeDialog)
    return dialog


def column(dialog: IntakeDialog, place: int) -> list[str]:
    return [str(dialog.model.index(row, place).data()) for row in range(dialog.model.rowCount())]


def test_a_ledger_is_entered_by_one_key_and_undone(hand: Hand, tmp_path: Path) -> None:
    dialog = read(hand, put(tmp_path, CLASSIC))
    assert dialog.count.text() == "将新增 5 项、修改 0 项。"
    assert dialog.checklist.text() == "重点项目"
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert column(dialog, 0)[0] == "不填"
    hand.press(dialog.table, Qt.Key.Key_Return)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert hand.form is None
    assert len(hand.ledger.milestones(2023)) == 5
    assert "已导入台账" in hand.said()
    hand.window.desk.undo()
    assert hand.ledger.milestones(2023) == []


def test_the_second_time_only_the_changes_are_shown(hand: Hand, tmp_path: Path) -> None:
    hand.press(read(hand, put(tmp_path, CLASSIC)).table, Qt.Key.Key_Return, control=True)
    rows = [list(row) for row in CLASSIC.sheets["9月"]]
    rows[6][9] = 12900
    dialog = read(hand, put(tmp_path, replace(CLASSIC, sheets={"9月": rows})))
    assert (column(dialog, 0), column(dialog, 2)) == (["修改"], ["累计投资"])
    assert (column(dialog, 3), column(dialog, 4)) == (["累计投资 12600万元"], ["累计投资 12900万元"])
    assert dialog.count.text() == "将新增 0 项、修改 1 项；4 项没有变。"
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert any(one.value == Decimal(12900) for one in hand.ledger.filings_of(2023))


def test_an_unchanged_ledger_says_so(hand: Hand, tmp_path: Path) -> None:
    path = put(tmp_path, CLASSIC)
    hand.press(read(hand, path).table, Qt.Key.Key_Return, control=True)
    hand.window.ask.answers = [[str(path)]]
    hand.go("milestones").import_here()
    idle(hand)
    assert hand.form is None
    assert "5 项都没有变" in hand.said()


def test_what_is_done_on_an_unknown_day_is_dated_by_f2(hand: Hand, tmp_path: Path) -> None:
    dialog = read(hand, put(tmp_path, SUPERVISED))
    assert column(dialog, 0)[0] == "待核对"
    hand.press(dialog.table, Qt.Key.Key_F2)
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, WordPicker) or len(hand._open()) > 1)
    picker = next(one for one in hand._open() if isinstance(one, WordPicker))
    assert picker.found.item(0).text() == "2023-09"
    hand.press(picker.found, Qt.Key.Key_Down)
    hand.press(picker.found, Qt.Key.Key_Return)
    idle(hand)
    assert column(dialog, 0) == ["新增"] * 4
    hand.click(dialog.answer)
    assert {one.name: one.done_on for one in hand.ledger.milestones(2023)}["完成人才公寓分配"] == "2023-08"


def test_a_column_is_said_by_keys_and_remembered(hand: Hand, tmp_path: Path) -> None:
    path = put(tmp_path, rows_as([HEADS, ["北站枢纽", "交通局", 9800, 3000]]))
    dialog = read(hand, path)
    assert "没有用的列：市里安排" in dialog.told.text()
    dialog.columns.click()
    columns = next(one for one in hand._open() if isinstance(one, ColumnsDialog))
    for _ in range(3):
        hand.press(columns.table, Qt.Key.Key_Down)
    hand.press(columns.table, Qt.Key.Key_Return)
    picker = next(one for one in hand._open() if isinstance(one, WordPicker))
    picker.found.setCurrentRow(list(MilestoneRole).index(MilestoneRole.PLAN))
    hand.press(picker.found, Qt.Key.Key_Return)
    columns.accept()
    idle(hand)
    assert "年度计划投资 3000万元" in column(dialog, 4)[0]
    hand.click(dialog.answer)
    assert hand.ledger.milestones(2023)[0].year_plan == Decimal(3000)
    later = read(hand, put(tmp_path, rows_as([HEADS, ["北站枢纽", "交通局", 9800, 3500]])))
    assert column(later, 2) == ["年度计划投资"]


def test_a_row_is_given_to_a_milestone_that_stands(hand: Hand, tmp_path: Path) -> None:
    hand.press(
        read(hand, put(tmp_path, rows_as([HEADS, ["北站枢纽", "交通局", 9800, None]]))).table,
        Qt.Key.Key_Return,
        control=True,
    )
    dialog = read(hand, put(tmp_path, rows_as([HEADS, ["高铁站前综合体", "交通局", 9900, None]])))
    hand.press(dialog.table, Qt.Key.Key_F2)
    picker = next(one for one in hand._open() if isinstance(one, MilestonePicker))
    assert picker.found.item(0).text() == "北站枢纽（交通局）"
    hand.press(picker.line, Qt.Key.Key_Return)
    idle(hand)
    assert column(dialog, 2)[0] == "总投资"
    hand.click(dialog.answer)
    (one,) = hand.ledger.milestones(2023)
    assert (one.name, one.investment) == ("北站枢纽", Decimal(9900))


def test_what_needs_a_reason_asks_for_one(hand: Hand, tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["项目名称", "责任单位", "总投资（万元）", "年度计划投资（万元）"],
        ["北站枢纽", "交通局", 100, 300],
    ]
    dialog = read(hand, put(tmp_path, rows_as(rows)))
    assert not dialog.answer.isEnabled()
    hand.press(dialog.table, Qt.Key.Key_Space)
    assert dialog.reason.isVisible()
    hand.click(dialog.answer)
    assert "请用文字写明原因" in hand.said()
    hand.fill(原因="总投资正在调整概算")
    assert hand.form is None
    assert hand.ledger.milestones(2023)[0].year_plan == Decimal(300)


def test_a_file_that_is_dropped_on_the_page_is_read(hand: Hand, tmp_path: Path) -> None:
    path = put(tmp_path, CLASSIC)
    hand.go("milestones")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    hand.window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    idle(hand)
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, IntakeDialog))


def test_the_key_of_imports_asks_for_a_ledger(hand: Hand, tmp_path: Path) -> None:
    hand.window.ask.answers = [[str(put(tmp_path, CLASSIC))]]
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hand.qtbot.keyClick(hand.go("milestones"), Qt.Key.Key_I, both)
    idle(hand)
    assert isinstance(hand.form, IntakeDialog)


def test_a_file_that_is_no_ledger_is_refused_in_one_sentence(hand: Hand, tmp_path: Path) -> None:
    path = put(tmp_path, rows_as([["姓名", "电话", "地址"], ["张三", "123", "东街"]]))
    hand.window.ask.answers = [[str(path)]]
    hand.go("milestones").import_here()
    idle(hand)
    assert "没有找到事项或项目的台账" in hand.window.ask.told[-1]
