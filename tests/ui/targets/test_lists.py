"""The list of targets by the keys of the page: written by F5, read back by a dialog or a drop, settled by keys."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.services.breakdown.conftest import unmerged
from tests.ui.conftest import ClerkWindow, children, level
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.outputs.breakdown.columns import BreakdownColumn
from zonetracker.ui.parts.picking import NamePicker
from zonetracker.ui.targets.list_dialog import ListDialog

COLUMNS = list(BreakdownColumn)
FIRST = 3
GDP, INVESTMENT, INDUSTRY = 1, 2, 3


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    ledger = open_window.desk.ledger
    ledger.add_target("地区生产总值", 2023, level("80", "亿元", growth="8"))
    ledger.add_target("固定资产投资", 2023, level("60", "亿元"))
    ledger.add_target("工业投资", 2023, level("25", "亿元"), TargetChange(parent_id=INVESTMENT))
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def idle(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)


def sent(hand: Hand, path: Path) -> Path:
    """F5 into a file."""
    hand.window.ask.answers = [str(path)]
    page = hand.go("targets")
    hand.press(page.table, Qt.Key.Key_F5)
    idle(hand)
    return path


def fill(path: Path, *cells: tuple[int, BreakdownColumn, object]) -> None:
    """Write into cells of rows, which are counted from 1."""
    book = openpyxl.load_workbook(path)
    for row, column, value in cells:
        book.worksheets[0].cell(FIRST + row - 1, COLUMNS.index(column) + 1).value = value
    book.save(path)


def read(hand: Hand, path: Path) -> None:
    """Ctrl+Shift+I and the file."""
    hand.window.ask.answers = [[str(path)]]
    page = hand.go("targets")
    hand.qtbot.keyClick(
        page.table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    idle(hand)


def dialog_of(hand: Hand) -> ListDialog:
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, ListDialog))
    dialog = hand.form
    assert isinstance(dialog, ListDialog)
    return dialog


def column(dialog: ListDialog, place: int) -> list[str]:
    return [str(dialog.model.index(row, place).data()) for row in range(dialog.model.rowCount())]


def test_out_by_f5_and_back_unchanged_says_so(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    assert "已写出" in hand.said() and path.exists()
    before = hand.ledger.revision
    read(hand, path)
    assert hand.form is None and "3 项都没有变" in hand.said() and hand.ledger.revision == before


def test_changes_are_listed_and_entered_as_one_step(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    fill(path, (1, BreakdownColumn.RESPONSIBLE, "发改局"), (2, BreakdownColumn.WEIGHT, 5))
    read(hand, path)
    dialog = dialog_of(hand)
    assert dialog.count.text() == "将填入 2 处；1 项没有变。" and not dialog.restating.isVisible()
    assert column(dialog, 2) == ["责任单位", "权重(分值)"] and column(dialog, 0) == ["修改", "修改"]
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert column(dialog, 0) == ["不填", "修改"]
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert hand.form is None and hand.ledger.target(GDP).responsible == ""
    assert hand.ledger.target(INVESTMENT).weight == 5
    assert hand.ledger.history(limit=1)[0].title == "读回2023年目标任务分解表“分解表.xlsx”，1项"
    hand.window.desk.undo()
    assert hand.ledger.target(INVESTMENT).weight is None


def test_a_changed_figure_waits_for_correction_or_adjustment(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    fill(path, (2, BreakdownColumn.LEVEL, 66))
    read(hand, path)
    dialog = dialog_of(hand)
    assert column(dialog, 0) == ["改数"] and not dialog.answer.isEnabled()
    assert dialog.restating.isVisible() and not dialog.paper.isVisible() and "更正还是目标调整" in dialog.detail.text()
    dialog.restating.setCurrentIndex(2)
    assert column(dialog, 0) == ["照填"] and dialog.paper.isVisible() and dialog.reason.isVisible()
    hand.click(dialog.answer)
    assert "请用文字写明原因" in hand.said()
    hand.fill(原因="上级调整任务")
    assert "依据文件要写上" in hand.said() and hand.ledger.adjustments() == []
    dialog.paper.setText("云政发3号")
    dialog.month.setCurrentText("7月起")
    hand.click(dialog.answer)
    (kept,) = hand.ledger.adjustments(INVESTMENT)
    assert hand.form is None and (kept.paper, kept.from_month, kept.after.value) == ("云政发3号", 7, 66)


def test_what_is_asked_is_settled_by_enter_and_a_reason(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    fill(path, (3, BreakdownColumn.LEVEL, 61), (1, BreakdownColumn.LEVEL, "很多"))
    read(hand, path)
    dialog = dialog_of(hand)
    assert column(dialog, 0) == ["待核对", "不能填"]
    hand.press(dialog.table, Qt.Key.Key_Space)
    dialog.restating.setCurrentIndex(1)
    assert column(dialog, 0) == ["照填", "不能填"] and dialog.reason.isVisible()
    hand.fill(原因="口径不同")
    assert hand.form is None and hand.ledger.target(INDUSTRY).stated.value == 61
    assert hand.ledger.target(GDP).stated.value == 80


def test_what_the_gate_asks_of_a_part_is_answered_when_the_rest_stands(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    fill(path, (2, BreakdownColumn.LEVEL, 90), (3, BreakdownColumn.LEVEL, 70))
    book = openpyxl.load_workbook(path)
    unmerged(book.worksheets[0])
    book.worksheets[0].insert_rows(FIRST)
    book.worksheets[0].cell(FIRST, 2).value = "新签约项目"
    book.worksheets[0].cell(FIRST, 4).value = "30个"
    book.save(path)
    read(hand, path)
    dialog = dialog_of(hand)
    dialog.restating.setCurrentIndex(1)
    dialog.table.go_to(next(line.key for line in dialog.plan.lines if line.name == "固定资产投资"))
    hand.press(dialog.table, Qt.Key.Key_Return)
    hand.click(dialog.answer)
    assert "其中项 70 大于总数 60" in hand.asked() and len(hand.ledger.targets(2023)) == 4
    hand.answer("口径不同")
    assert hand.form is None and hand.question is None and len(hand.ledger.targets(2023)) == 4
    assert hand.ledger.target(INDUSTRY).stated.value == 70 and hand.ledger.target(INVESTMENT).stated.value == 60


def test_a_closed_month_asks_for_a_reason_in_the_dialog(hand: Hand, tmp_path: Path) -> None:
    hand.ledger.set_actuals([ActualEntry(GDP, 2023, 3, Decimal(17), "亿元")])
    hand.ledger.close_month(2023, 3)
    path = sent(hand, tmp_path / "分解表.xlsx")
    fill(path, (2, BreakdownColumn.LEVEL, 66))
    read(hand, path)
    dialog = dialog_of(hand)
    dialog.restating.setCurrentIndex(1)
    assert column(dialog, 0) == ["照填"] and dialog.reason.isVisible() and "3月已结账" in dialog.detail.text()
    hand.fill(原因="抄错一位")
    assert hand.form is None and hand.ledger.target(INVESTMENT).stated.value == 66


def test_what_the_list_lacks_goes_by_del_only(hand: Hand, tmp_path: Path) -> None:
    path = sent(hand, tmp_path / "分解表.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(FIRST)
    book.save(path)
    read(hand, path)
    dialog = dialog_of(hand)
    assert column(dialog, 0) == ["表中没有"] and "1 项目标留着不动" in dialog.rest.text()
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert column(dialog, 0) == ["表中没有"] and not dialog.answer.isEnabled()
    hand.press(dialog.table, Qt.Key.Key_Delete)
    assert column(dialog, 0) == ["删除"]
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert [one.id for one in hand.ledger.targets(2023)] == [INVESTMENT, INDUSTRY]
    hand.window.desk.undo()
    assert len(hand.ledger.targets(2023)) == 3


def test_an_offices_own_list_is_dropped_and_a_name_is_picked(hand: Hand, tmp_path: Path) -> None:
    own = tmp_path / "自己的清单.csv"
    own.write_text("指标名称,单位,年度目标\n固投完成额,亿元,60\n新签约项目,个,30\n", encoding="utf-8-sig")
    hand.go("targets")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(own))])
    left, move, none = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    hand.window.dropEvent(QDropEvent(QPoint(5, 5), move, data, left, none))
    dialog = dialog_of(hand)
    assert "各行按名称对照" in dialog.told.text()
    line = next(one for one in dialog.plan.lines if one.place == "A2")
    dialog.table.go_to(line.key)
    hand.press(dialog.table, Qt.Key.Key_F2)
    (picker,) = children(dialog, NamePicker)
    picker.line.setText("固定资产投资")
    hand.press(picker.line, Qt.Key.Key_Return)
    hand.qtbot.waitUntil(lambda: all(one.place != "A2" for one in dialog.plan.lines))
    idle(hand)
    hand.click(dialog.answer)
    names = [hand.ledger.indicator(one.indicator_id).name for one in hand.ledger.targets(2023)]
    assert hand.form is None and names.count("新签约项目") == 1 and len(names) == 4


def test_a_list_of_another_kind_is_told_and_changes_nothing(hand: Hand, tmp_path: Path) -> None:
    other = tmp_path / "别的.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["会议", "请准时参加"])
    book.save(other)
    before = hand.ledger.revision
    read(hand, other)
    assert "没有找到2023年的目标清单" in hand.window.ask.told[-1]
    assert hand.form is None and hand.ledger.revision == before


def test_a_year_without_targets_is_not_written(hand: Hand) -> None:
    hand.window.desk.choose_period(2025, 1)
    page = hand.go("targets")
    hand.press(page, Qt.Key.Key_F5)
    assert "2025年还没有目标" in hand.said()


def test_who_may_only_look_reads_no_list(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(hand.ledger), "read_only", property(lambda _: True))
    page = hand.go("targets")
    page.follow(None)
    assert not page.read.isEnabled() and page.send.isEnabled()
    read(hand, tmp_path / "没有.xlsx")
    assert hand.window.ask.asked == []
