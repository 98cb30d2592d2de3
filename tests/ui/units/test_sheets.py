"""Fill-in sheets by the keys of the page: written by F5, read back by a dialog or a drop, settled by Enter."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.reading.bundles.made import archive, mail
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.ui.units.returns import ReturnsDialog

VALUE, PROBLEM = 7, 9


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    ledger = open_window.desk.ledger
    ledger.add_departments(["发改局", "财政局", "教育局"])
    for name, unit in (("固定资产投资", "发改局"), ("财政总收入", "财政局"), ("教育支出", "教育局")):
        stated = Stated(Decimal(120), unit="亿元")
        ledger.add_target(name, 2023, stated, TargetChange(responsible=unit))
    ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(80), "亿元"), ActualEntry(2, 2023, 8, Decimal(80), "亿元")])
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def idle(hand: Hand) -> None:
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)


def sent(hand: Hand, folder: Path) -> dict[str, Path]:
    """F5 into a folder; the files by unit."""
    folder.mkdir(exist_ok=True)
    hand.window.ask.answers = [str(folder)]
    page = hand.go("units")
    hand.press(page.table, Qt.Key.Key_F5)
    idle(hand)
    return {unit: next(folder.glob(f"*（{unit}）.xlsx")) for unit in ("发改局", "财政局", "教育局")}


def fill(path: Path, value: object, problem: str = "") -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(4, VALUE).value = value
    book.worksheets[0].cell(4, PROBLEM).value = problem or None
    book.save(path)


def dialog_of(hand: Hand) -> ReturnsDialog:
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, ReturnsDialog))
    dialog = hand.form
    assert isinstance(dialog, ReturnsDialog)
    return dialog


def value_of(hand: Hand, indicator: int) -> Decimal | None:
    found = hand.ledger.actual(indicator, 2023, 9)
    return None if found is None else found.value


def test_out_by_f5_and_back_by_a_dialog(hand: Hand, tmp_path: Path) -> None:
    files = sent(hand, tmp_path / "发")
    assert "已写出 3 家单位的填报表" in hand.said()
    fill(files["发改局"], 91.5, "土地手续未办完")
    fill(files["财政局"], 92)
    hand.window.ask.answers = [[str(files["发改局"]), str(files["财政局"])]]
    hand.click(hand.window.page().read)
    dialog = dialog_of(hand)
    assert dialog.count.text() == "读了 2 个文件，将填入 3 项。"
    assert dialog.rest.text() == "还没有报回：教育局" and not dialog.told.isVisible()
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert hand.form is None and (value_of(hand, 1), value_of(hand, 2)) == (Decimal("91.5"), 92)
    assert [one.problem for one in hand.ledger.filings(2023, 9)] == ["土地手续未办完"]
    assert hand.ledger.history(limit=1)[0].title == "读回填报表，录入2023年9月3项"
    hand.window.desk.undo()
    assert value_of(hand, 1) is None and hand.ledger.filings(2023, 9) == []


def test_what_lies_there_is_replaced_only_when_asked(hand: Hand, tmp_path: Path) -> None:
    files = sent(hand, tmp_path / "发")
    fill(files["发改局"], 91.5)
    before = files["发改局"].read_bytes()
    page = hand.window.page()
    for answer, kept in ((None, True), (0, True), (1, False)):
        hand.window.ask.answers = [str(tmp_path / "发"), answer]
        hand.press(page.table, Qt.Key.Key_F5)
        idle(hand)
        assert (files["发改局"].read_bytes() == before) is kept
    assert "已有 3 个同名" in hand.window.ask.asked[-1]


def test_a_conflict_is_settled_by_enter_and_a_soft_check_by_a_reason(hand: Hand, tmp_path: Path) -> None:
    files = sent(hand, tmp_path / "发")
    fill(files["发改局"], 91.5)
    fill(files["财政局"], 60)
    fill(files["教育局"], "正在统计")
    hand.ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(90), "亿元")])
    drop(hand, tmp_path / "发")
    dialog = dialog_of(hand)
    shown = [dialog.table.records.index(row, 0).data() for row in range(3)]
    assert shown == ["不一致", "待核对", "不能填"] and not dialog.answer.isEnabled()
    assert "台账里已有 90亿元，报回的是 91.5亿元" in dialog.detail.text()
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert dialog.table.records.index(0, 0).data() == "照填" and dialog.count.text().startswith(
        "读了 3 个文件，将填入 1 项"
    )
    hand.press(dialog.table, Qt.Key.Key_Down)
    hand.press(dialog.table, Qt.Key.Key_Space)
    assert dialog.reason.isVisible()
    hand.click(dialog.answer)
    assert "请用文字写明原因" in dialog.trouble.text() and value_of(hand, 1) == 90
    dialog.reason.setText("企业退库")
    hand.click(dialog.answer)
    assert (value_of(hand, 1), value_of(hand, 2), value_of(hand, 3)) == (Decimal("91.5"), 60, None)


def drop(hand: Hand, *paths: Path) -> None:
    """Files or folders dropped on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left = Qt.MouseButton.LeftButton
    move, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    hand.window.dropEvent(QDropEvent(QPoint(5, 5), move, data, left, none))


def test_what_is_no_table_is_dropped_as_a_report(hand: Hand, tmp_path: Path) -> None:
    hand.go("units")
    report = tmp_path / "报告.txt"
    report.write_text("2023年固定资产投资增长8%。", encoding="utf-8")
    drop(hand, report)
    hand.qtbot.waitUntil(lambda: hand.window.page().key == "report")
    idle(hand)


def test_without_units_it_is_said_what_to_do(open_window: ClerkWindow, qtbot: QtBot) -> None:
    hand = Hand(open_window, qtbot)
    page = hand.go("units")
    hand.click(page.send)
    assert "还没有登记责任单位" in hand.said()


def test_an_empty_folder_is_told(hand: Hand, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    hand.go("units")
    drop(hand, tmp_path / "空")
    assert "没有可以读的表格文件" in hand.said() and known(hand.window.page()).key == "units"


def test_sheets_come_back_in_an_archive_and_in_mails_of_a_folder(hand: Hand, tmp_path: Path) -> None:
    files = sent(hand, tmp_path / "发")
    fill(files["发改局"], 91.5)
    fill(files["财政局"], 92)
    folder = tmp_path / "收"
    folder.mkdir()
    (folder / "来文.eml").write_bytes(mail((files["发改局"].name, files["发改局"].read_bytes())))
    inside = {"说明.txt": b"1", f"表/{files['财政局'].name}": files["财政局"].read_bytes(), "坏.xlsx": b"PK\x03\x04"}
    (tmp_path / "收.zip").write_bytes(archive(inside))
    hand.go("units")
    assert hand.window.page().takes([folder, tmp_path / "收.zip"])
    dialog = dialog_of(hand)
    assert dialog.count.text().startswith("读了 3 个文件，将填入 2 项")
    assert "坏.xlsx" in dialog.told.text() and dialog.rest.text() == "还没有报回：教育局"
    dialog.reject()
