"""A mail or an archive in the window: one list, marked by keys, taken in one after another; also as sheets."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.reading.bundles.made import FIGURES, REPORT, archive, mail
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts.dialogs import FormDialog, room_for
from zonetracker.ui.parts.plans.enclosures_dialog import EnclosuresDialog

LONG = 60_000
SECOND = REPORT.replace("3.6亿元", "3.7亿元").encode()
FILES = {"甲/总结.txt": REPORT.encode(), "乙/总结.txt": SECOND, "程序.exe": b"MZ\x90\x00" + bytes(80)}


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    return Hand(open_window, qtbot)


def dialog_of(hand: Hand) -> EnclosuresDialog:
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, EnclosuresDialog), timeout=LONG)
    dialog = hand.form
    assert isinstance(dialog, EnclosuresDialog)
    return dialog


def taken(hand: Hand, *names: str) -> None:
    hand.qtbot.waitUntil(
        lambda: not hand.window.tasks.busy and [one.name for one in hand.ledger.reports()] == list(names), timeout=LONG
    )


def states(dialog: EnclosuresDialog) -> list[str]:
    model = dialog.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.slow
def test_several_are_marked_by_keys_and_taken_in_order(hand: Hand, tmp_path: Path) -> None:
    path, later = tmp_path / "材料.zip", tmp_path / "后来.txt"
    path.write_bytes(archive(FILES))
    later.write_text(REPORT.replace("3.6亿元", "3.8亿元"), encoding="utf-8")
    hand.window.ask.answers = [[str(path), str(later)]]
    hand.window.files.ask_import()
    dialog = dialog_of(hand)
    assert states(dialog) == ["不导入", "不导入", "不能读"] and dialog.detail.text() == "在 甲 里"
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    assert dialog.trouble.text() == "还没有选文件：在要导入的那一行按 Enter。"
    hand.press(dialog.table, Qt.Key.Key_A, control=True)
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert states(dialog) == ["导入", "导入", "不能读"] and not dialog.trouble.isVisible()
    assert dialog.count.text() == "共 3 个文件，能读的 2 个，选中 2 个。"
    assert dialog.table.go_to(3)
    assert dialog.detail.text().startswith("“程序.exe”是程序文件")
    hand.press(dialog.table, Qt.Key.Key_Return)
    assert dialog.marked == {1, 2}
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    taken(hand, "总结.txt", "总结（2）.txt", "后来.txt")
    assert "来自材料.zip" in hand.ledger.history()[1].title


@pytest.mark.slow
def test_the_one_attachment_of_a_mail_is_marked_and_what_was_imported_is_told(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "来文.eml"
    path.write_bytes(mail(("2022年总结.txt", REPORT.encode())))
    hand.window.take_files([str(path)])
    dialog = dialog_of(hand)
    assert states(dialog) == ["不导入", "导入"]
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    taken(hand, "2022年总结.txt")
    hand.window.take_files([str(path)])
    dialog = dialog_of(hand)
    assert states(dialog) == ["不导入", "已导入过"] and dialog.table.go_to(2)
    assert dialog.detail.text() == "这份文件已以“2022年总结.txt”导入过，不会重复导入。"
    hand.press(dialog.table, Qt.Key.Key_Escape)
    assert hand.form is None and len(hand.ledger.reports()) == 1


@pytest.mark.slow
def test_a_cancel_goes_on_with_the_next_file(hand: Hand, tmp_path: Path) -> None:
    path, later = tmp_path / "材料.zip", tmp_path / "后来.txt"
    path.write_bytes(archive(FILES))
    later.write_text(REPORT, encoding="utf-8")
    hand.window.take_files([str(path), str(later)])
    hand.press(dialog_of(hand).table, Qt.Key.Key_Escape)
    taken(hand, "后来.txt")


def test_a_harmful_one_is_told_in_a_sentence(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(archive({"a.txt": bytes(8_000_000)}))
    hand.window.take_files([str(path)])
    hand.qtbot.waitUntil(lambda: "异常庞大" in hand.said(), timeout=LONG)
    assert hand.form is None


@pytest.mark.slow
def test_sheets_of_a_mail_are_actuals(hand: Hand, tmp_path: Path) -> None:
    path = tmp_path / "来文.eml"
    path.write_bytes(mail(("九月.csv", FIGURES)))
    hand.window.desk.choose_period(2023, 9)
    hand.go("actuals", [path])
    dialog = dialog_of(hand)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, SheetDialog), timeout=LONG)
    sheet = hand.form
    assert isinstance(sheet, SheetDialog) and sheet.windowTitle() == "导入报表：九月.csv"
    sheet.reject()


def test_it_fits_a_small_screen(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = SimpleNamespace(availableGeometry=lambda: QRect(0, 0, 683, 384))
    monkeypatch.setattr(FormDialog, "screen", lambda _: screen, raising=False)
    path = tmp_path / "材料.zip"
    path.write_bytes(archive({f"{number}号文件的名称很长很长很长很长.txt": REPORT.encode() for number in range(30)}))
    hand.window.take_files([str(path)])
    dialog = dialog_of(hand)
    QApplication.processEvents()
    room = room_for(dialog)
    assert dialog.width() <= room.width() and dialog.height() <= room.height()
    assert dialog.table.height() > 8 * dialog.fontMetrics().height()
    assert dialog.focusWidget() is dialog.table
    dialog.reject()
