"""In the window: everything out by the keys of the menu, and a new workbook of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.openforms.books import stands
from tests.ui.conftest import TEXT, ClerkWindow, sample_rows


def press(window: ClerkWindow, qtbot: QtBot, key: Qt.Key) -> None:
    """Ctrl, Shift and a letter of the menu 文件."""
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.mark.parametrize(("number", "ending"), [(0, "xlsx"), (1, "zip"), (2, "json")])
def test_a_workbook_goes_out_and_comes_back_by_keys(
    open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path, number: int, ending: str
) -> None:
    ledger = open_window.desk.ledger
    ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "工作报告", 2023, sample_rows())
    file, new = tmp_path / f"全部数据.{ending}", tmp_path / "新.zt"
    open_window.ask.answers = [number, str(file)]
    press(open_window, qtbot, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: not open_window.tasks.busy)
    assert open_window.message.label.text() == f"已写出 {file}"
    open_window.ask.answers = [[str(file)], str(new)]
    press(open_window, qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: open_window.desk.ledger.path == new)
    assert open_window.desk.ledger.zone == "青禾高新区" and open_window.ask.told == []
    open_window.close_workbook()
    assert stands(new) == stands(tmp_path / "book.zt")


def test_a_wrong_file_gets_its_sentence_and_the_open_workbook_stays(
    open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "甲.json").write_text('{"book":[]}', encoding="utf-8")
    open_window.ask.answers = [[str(tmp_path / "甲.json")], str(tmp_path / "新.zt")]
    press(open_window, qtbot, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: bool(open_window.ask.told))
    assert "“甲.json”不是导出的全部数据" in open_window.ask.told[0]
    assert open_window.desk.ledger.path == tmp_path / "book.zt" and not (tmp_path / "新.zt").exists()


def test_a_new_workbook_needs_none_open_and_an_export_does(window: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window.ask.answers = [None]
    press(window, qtbot, Qt.Key.Key_E)
    press(window, qtbot, Qt.Key.Key_N)
    assert window.ask.asked == ["由哪个文件新建"]
