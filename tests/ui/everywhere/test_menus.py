"""The menus of any page: saved is said, the search over all, recent files, import, print, export, copy and paste."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children, level
from tests.ui.made_up_book import book
from zonetracker.model.changes import MilestoneChange
from zonetracker.services.ledger import Ledger
from zonetracker.ui.outputs import sheet_tab, summary_tab
from zonetracker.ui.window.everywhere.finding import FindEverywhere

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def filled(window: ClerkWindow, tmp_path: Path) -> ClerkWindow:
    assert window.open_workbook(book(tmp_path))
    return window


def action(window: ClerkWindow, key: str) -> QAction:
    return window.actions_by_key[key][0]


def test_ctrl_s_says_that_all_is_stored_and_keeps_what_is_being_typed(filled: ClerkWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(filled, Qt.Key.Key_S, CONTROL)
    assert "所有改动都已存好" in filled.message.label.text() and "book.zt" in filled.message.label.text()
    filled.go("targets")
    page = filled.page()
    page.table.go_to(page.model.record(0).target.id, page.model.column_of("responsible"))
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    editor = next(line for line in children(page.table.viewport(), QLineEdit) if line.isVisible())
    editor.setText("统计局")
    filled.message.hide()
    qtbot.keyClick(editor, Qt.Key.Key_S, CONTROL)
    assert filled.desk.ledger.target(page.model.record(0).target.id).responsible == "统计局"
    assert "所有改动都已存好" in filled.message.label.text()


def test_a_read_only_workbook_says_so_on_ctrl_s(filled: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = filled.desk.ledger.path
    filled.close_workbook()
    with Ledger.open(path):
        assert filled.open_workbook(path)
        qtbot.keyClick(filled, Qt.Key.Key_S, CONTROL)
        assert filled.message.label.text().startswith("只读")


@pytest.mark.parametrize(
    ("typed", "page"), [("dqs", "targets"), ("dpq", "milestones"), ("swj", "units"), ("地区生产总值", "targets")]
)
def test_ctrl_k_finds_everything_and_enter_goes_there(filled: ClerkWindow, qtbot: QtBot, typed: str, page: str) -> None:
    ledger = filled.desk.ledger
    ledger.add_milestone("东片区道路建成通车", 2022, MilestoneChange(deadline="2022-06"))
    ledger.add_departments(["商务局"])
    qtbot.keyClick(filled, Qt.Key.Key_K, CONTROL)
    found = filled.ask.dialog
    assert isinstance(found, FindEverywhere) and found.focusWidget() is found.line
    found.line.insert(typed) if not typed.isascii() else qtbot.keyClicks(found.line, typed)
    name = found.table.record().names[0]
    qtbot.keyClick(found.line, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert filled.page().key == page
    record = filled.page().table.record()
    there = {"targets": "indicator", "units": "department", "milestones": "milestone"}[page]
    assert getattr(record, there).name == name
    assert filled.desk.year == (2022 if page == "milestones" else 2023)


def test_the_arrows_choose_among_what_is_found(filled: ClerkWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(filled, Qt.Key.Key_K, CONTROL)
    found = filled.ask.dialog
    qtbot.keyClicks(found.line, "xz")
    before = found.table.record()
    qtbot.keyClick(found.line, Qt.Key.Key_Down)
    assert found.table.record() is not before and found.focusWidget() is found.line
    qtbot.keyClicks(found.line, "qqqq")
    assert found.table.record() is None and found.said.text() == "没有找到。"
    qtbot.keyClick(found.line, Qt.Key.Key_Escape)
    assert not found.isVisible() and filled.page().key == "overview"


def test_recent_files_stand_in_the_menu(open_window: ClerkWindow, tmp_path: Path) -> None:
    first = open_window.desk.ledger.path
    Ledger.create(tmp_path / "另一本.zt", "云溪经开区").close()
    assert open_window.open_workbook(tmp_path / "另一本.zt")
    menu = open_window.recent.menu
    menu.aboutToShow.emit()
    lines = menu.actions()
    assert [line.text() for line in lines] == ["&1  另一本.zt", "&2  book.zt"]
    lines[1].trigger()
    assert open_window.desk.ledger.path == first


def test_copy_and_paste_of_the_menu_go_where_the_keyboard_is(filled: ClerkWindow) -> None:
    filled.go("actuals")
    page = filled.page()
    page.table.go_to(page.rows[0].indicator.id, page.model.column_of("value:9"))
    page.table.setFocus()
    action(filled, "copy_here").trigger()
    assert QGuiApplication.clipboard().text() == str(page.table.currentIndex().data())
    QGuiApplication.clipboard().setText("61.5")
    action(filled, "paste_here").trigger()
    assert known(filled.desk.ledger.actual(page.rows[0].indicator.id, 2023, 9)).value == Decimal("61.5")
    assert action(filled, "copy_here").text() == "复制\tCtrl+C"


def test_ctrl_shift_i_asks_for_a_sheet_from_any_page(filled: ClerkWindow, qtbot: QtBot) -> None:
    for page, wanted in (("overview", "actuals"), ("units", "units"), ("targets", "targets"), ("actuals", "actuals")):
        filled.go(page)
        filled.ask.answers = [None]
        qtbot.keyClick(filled, Qt.Key.Key_I, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert filled.page().key == wanted and filled.ask.answers == []
    assert [asked == "导入部门报表" for asked in filled.ask.asked] == [True, False, False, True]


def test_ctrl_p_prints_the_tab_or_the_summary(
    filled: ClerkWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(summary_tab, "ask_print", lambda *_, **__: asked.append("summary"))
    monkeypatch.setattr(sheet_tab, "ask_print", lambda *_, **__: asked.append("sheet"))
    monkeypatch.setattr(summary_tab, "paper_fonts_missing", list)
    filled.go("targets")
    qtbot.keyClick(filled, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: asked == ["summary"])
    filled.go("outputs", "sheet")
    qtbot.keyClick(filled, Qt.Key.Key_P, CONTROL)
    assert asked == ["summary", "sheet"]


def test_ctrl_shift_s_writes_the_sheet(filled: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> None:
    filled.go("targets")
    filled.ask.answers = [str(tmp_path / "表.xlsx")]
    qtbot.keyClick(filled, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: (tmp_path / "表.xlsx").is_file())


@pytest.mark.parametrize("page", ["targets", "outputs"])
def test_ctrl_shift_b_writes_the_summary_from_any_page(
    filled: ClerkWindow, qtbot: QtBot, tmp_path: Path, page: str
) -> None:
    filled.go(page, "sheet" if page == "outputs" else None)
    filled.ask.answers = [str(tmp_path / "通报.docx")]
    qtbot.keyClick(filled, Qt.Key.Key_B, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: (tmp_path / "通报.docx").is_file())
    assert filled.ask.asked == ["通报存到哪里"]
    qtbot.waitUntil(lambda: not filled.tasks.busy)


def test_without_a_workbook_nothing_is_offered_that_needs_one(window: ClerkWindow) -> None:
    needs = ("say_stored", "print_here", "export_sheet", "export_summary", "import_sheet", "find_everywhere")
    assert not any(action(window, key).isEnabled() for key in needs)


def test_ctrl_p_on_a_year_without_targets_prints_nothing(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.desk.write(lambda: open_window.desk.ledger.add_target("园区产值", 2023, level("60", "亿元")))
    open_window.desk.choose_period(2031, 3)
    qtbot.keyClick(open_window, Qt.Key.Key_P, CONTROL)
    assert open_window.page().key == "outputs" and not open_window.tasks.busy
