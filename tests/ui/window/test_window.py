"""The window's frame: opening and refusing, pages and period, undo with its title, help, files dropped in."""

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFont
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import TEXT, ClerkWindow, child, children, level, sample_rows
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.page import Page
from zonetracker.ui.parts.theme import DARK, apply_theme, is_dark
from zonetracker.ui.window import main_window
from zonetracker.ui.window.app import dress
from zonetracker.ui.window.bars import HelpWindow
from zonetracker.ui.window.main_window import MainWindow
from zonetracker.ui.window.page_stack import PageStack


def test_a_start_offers_the_ways_to_begin_and_the_way_back(window: ClerkWindow) -> None:
    words = [button.text().split("  ")[0] for button in window.welcome.buttons]
    assert words == ["导入一份报告，从报告里取出目标", "打开工作簿", "新建空白工作簿", "看看示例工作簿", "恢复备份"]
    assert not window.rail.isVisible() and not window.actions_by_key["undo"][0].isEnabled()


def test_a_new_workbook_asks_for_the_zone_and_the_place(window: ClerkWindow, tmp_path: Path) -> None:
    window.ask.answers = ["云溪经济开发区", str(tmp_path / "新.zt")]
    window.files.new_workbook()
    assert window.period.zone.text() == "云溪经济开发区"
    assert window.state.text() == "改动都已存好"
    assert window.settings.texts("recent") == [str(tmp_path / "新.zt")]


def test_a_cancel_leaves_the_welcome_page(window: ClerkWindow) -> None:
    window.ask.answers = [None]
    window.files.new_workbook()
    assert window.desk is None and window.welcome.isVisible()


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + b"0" * 200, b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_wrong_file_gets_one_sentence_and_stays_as_it_was(
    window: ClerkWindow, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "错.zt"
    path.write_bytes(content)
    before = hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())
    assert not window.open_workbook(path)
    assert len(window.ask.told) == 1 and window.ask.told[0].endswith("。")
    assert (
        hashlib.sha256(path.read_bytes()).hexdigest(),
        path.stat().st_mtime_ns,
        sorted(tmp_path.iterdir()),
    ) == before


def test_a_refused_file_leaves_the_open_one_open(open_window: ClerkWindow, tmp_path: Path) -> None:
    assert not open_window.open_workbook(tmp_path / "没有.zt")
    assert open_window.desk is not None and open_window.desk.ledger.zone == "青禾高新区"


def test_a_second_window_reads_only_and_says_who_writes(
    open_window: ClerkWindow, qtbot: QtBot, settings: LocalSettings
) -> None:
    other = MainWindow(settings)
    qtbot.addWidget(other, before_close_func=lambda window: window.close_workbook())
    other.open_workbook(open_window.desk.ledger.path)
    assert known(other.desk).ledger.read_only
    assert other.state.text().startswith("只读：")
    assert not other.actions_by_key["undo"][0].isEnabled()


def test_ctrl_and_a_number_changes_the_page(open_window: ClerkWindow, qtbot: QtBot) -> None:
    seen = []
    for number in range(1, len(open_window.entries) + 1):
        qtbot.keyClick(open_window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        seen.append(open_window.page().key)
    assert seen == ["overview", "report", "targets", "actuals", "milestones", "units", "outputs", "history", "settings"]


def test_every_page_follows_the_period_also_when_it_is_hidden(open_window: ClerkWindow) -> None:
    ledger = open_window.desk.ledger
    ledger.add_target("园区产值", 2024, level("60", "亿元"))
    open_window.desk.choose_period(2023, 6)
    open_window.go("targets")
    assert open_window.page().pile.currentIndex() == 1
    open_window.go("milestones")
    open_window.period.year.setValue(2024)
    assert (open_window.desk.year, open_window.desk.month) == (2024, 6)
    open_window.go("targets")
    assert open_window.page().model.rowCount() == 1


def test_months_go_on_over_the_turn_of_the_year(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.desk.choose_period(2023, 12)
    qtbot.keyClick(open_window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (open_window.desk.year, open_window.desk.month) == (2024, 1)
    qtbot.keyClick(open_window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert open_window.period.month.currentText() == "1—12月"


def test_undo_and_redo_say_what_they_do_also_after_a_restart(open_window: ClerkWindow, tmp_path: Path) -> None:
    desk = open_window.desk
    desk.write(lambda: desk.ledger.add_target("园区产值", 2023, level("60", "亿元")))
    title = known(desk.ledger.can_undo).title
    assert open_window.actions_by_key["undo"][0].text() == f"撤销：{title}"
    path = desk.ledger.path
    open_window.close_workbook()
    open_window.open_workbook(path)
    open_window.undo()
    assert open_window.message.label.text() == f"已撤销：{title}"
    assert open_window.desk.ledger.targets() == []
    open_window.redo()
    assert len(open_window.desk.ledger.targets()) == 1


def test_f1_opens_the_help_of_the_page_as_plain_text(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.go("actuals")
    qtbot.keyClick(open_window, Qt.Key.Key_F1)
    shown = open_window.ask.dialog
    assert (
        isinstance(shown, HelpWindow) and "粘贴从 Excel 或 WPS 复制的一块" in child(shown, QPlainTextEdit).toPlainText()
    )
    shown.accept()


def test_every_page_has_a_help_of_its_own(open_window: ClerkWindow) -> None:
    texts = []
    for entry in open_window.entries:
        open_window.go(entry.key)
        texts.append(open_window.page().help_text())
    assert all(len(text) > 20 for text in texts) and len(set(texts)) == len(texts)


def test_f6_goes_round_the_areas(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.go("milestones")
    seen = []
    for _ in range(4):
        open_window.next_area()
        seen.append(open_window.focusWidget())
    assert open_window.rail in seen and open_window.period.year in seen


def test_a_report_that_is_dropped_on_the_window_is_imported(
    open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    report = tmp_path / "工作报告.txt"
    report.write_text(TEXT.replace("青禾高新区", "青禾高新区2023年"), encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(report))])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    open_window.dropEvent(drop)
    qtbot.waitUntil(lambda: bool(open_window.desk.ledger.reports()))
    page = open_window.page()
    assert page.key == "report" and len(page.board.marked) >= 5
    assert open_window.desk.year == 2023
    open_window.desk.undo()
    assert open_window.desk.ledger.reports() == [] and page.pile.currentIndex() == 1


def test_a_wrong_report_gets_a_sentence_and_the_next_one_is_still_read(
    open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    wrong, right = tmp_path / "图片.docx", tmp_path / "工作报告.txt"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 64)
    right.write_text(TEXT, encoding="utf-8")
    open_window.take_files([str(wrong), str(right)])
    qtbot.waitUntil(lambda: bool(open_window.desk.ledger.reports()) and not open_window.tasks.busy)
    assert open_window.message.property("tone") == "trouble" and "图片.docx" in open_window.message.label.text()
    assert [report.name for report in open_window.desk.ledger.reports()] == ["工作报告.txt"]


def test_importing_without_a_workbook_makes_one_first(window: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> None:
    report = tmp_path / "工作报告.txt"
    report.write_text(TEXT, encoding="utf-8")
    window.ask.answers = ["青禾高新区", str(tmp_path / "新.zt")]
    window.take_files([str(report)])
    qtbot.waitUntil(lambda: window.desk is not None and bool(window.desk.ledger.reports()))
    assert window.page().key == "report"


def test_a_bug_leaves_a_bundle_and_a_sentence(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.bugs.show_error(ZeroDivisionError())
    qtbot.waitUntil(lambda: bool(open_window.ask.told))
    assert "没有预料到的错误" in open_window.ask.told[0]


def test_no_label_of_the_window_takes_text_for_markup(open_window: ClerkWindow) -> None:
    for entry in open_window.entries:
        open_window.go(entry.key)
    loose = [label for label in children(open_window, QLabel) if label.textFormat() is not Qt.TextFormat.PlainText]
    assert not [label.text() for label in loose if label.text()]


def test_dark_and_light_are_chosen_in_the_settings(dressed: QApplication, tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path / "settings.json")
    settings.keep("theme", "dark")
    dress(dressed, settings)
    try:
        assert is_dark()
    finally:
        apply_theme(dressed, "light")
    assert not is_dark()


def test_the_chosen_size_reaches_what_windows_has_fonts_of_its_own_for(
    open_window: ClerkWindow, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_on_windows(sheet: str) -> None:
        QApplication.setStyleSheet(dressed, sheet)
        for kind in ("QMenuBar", "QAbstractItemView"):
            dressed.setFont(QFont("Tahoma", 8), kind)  # type: ignore[arg-type]  # the stubs lie

    monkeypatch.setattr(dressed, "setStyleSheet", as_on_windows)
    open_window.go("targets")
    shown = [open_window.menuBar(), open_window.rail, *open_window.page().findChildren(QTableView)]
    try:
        for scheme in ("light", "dark"):
            apply_theme(dressed, scheme, 14)
            assert {widget.font().pointSize() for widget in shown} == {14}
    finally:
        monkeypatch.undo()
        apply_theme(dressed, "light")


def test_other_colours_reach_the_marks_in_the_text(
    open_window: ClerkWindow, qtbot: QtBot, dressed: QApplication
) -> None:
    desk = open_window.desk
    changed = desk.ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "", 2023, sample_rows())
    desk.changed.emit(changed)
    open_window.go("report")
    source = open_window.page().board.source

    def ground() -> str:
        selections = source.extraSelections()
        name: str = selections[0].format.background().color().name()
        return name

    before = ground()
    apply_theme(dressed, "dark")
    try:
        qtbot.waitUntil(lambda: ground() != before)
        assert ground() == DARK.figure
    finally:
        apply_theme(dressed, "light")
    qtbot.waitUntil(lambda: ground() == before)


def test_a_workbook_opens_at_the_year_that_its_report_plans(window: ClerkWindow, tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲") as ledger:
        ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "", 2023, sample_rows())
    window.open_workbook(tmp_path / "book.zt")
    assert window.desk.year == 2023


def test_a_backup_is_a_workbook(open_window: ClerkWindow, tmp_path: Path) -> None:
    open_window.ask.answers = [str(tmp_path / "备份.zt")]
    open_window.files.ask_backup()
    with Ledger.open(tmp_path / "备份.zt") as copy:
        assert copy.zone == "青禾高新区"


def test_a_trouble_goes_when_the_next_change_is_kept(open_window: ClerkWindow) -> None:
    desk = open_window.desk
    desk.tell("这个数填不进去，请改正。", "trouble")
    assert open_window.message.isVisible()
    desk.write(lambda: desk.ledger.add_target("园区产值", 2023, level("60", "亿元")))
    assert not open_window.message.isVisible()


def test_enter_presses_the_button_that_the_keyboard_is_on(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.desk.tell("请看一眼。", "look")
    open_window.message.away.setFocus()
    qtbot.keyClick(open_window.message.away, Qt.Key.Key_Return)
    assert not open_window.message.isVisible()


def test_an_empty_page_starts_at_the_button_that_fills_it(open_window: ClerkWindow, qtbot: QtBot) -> None:
    words = {}
    for number in range(1, 8):
        qtbot.keyClick(open_window, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.ControlModifier)
        words[open_window.page().key] = known(open_window.focusWidget()).property("text")
    assert words == {
        "overview": "去报告页导入报告",
        "report": "导入报告…  Ctrl+I",
        "targets": "去核对报告",
        "actuals": "去核对报告",
        "milestones": "导入台账…",
        "units": "登记单位",
        "outputs": "去报告页导入报告",
    }


def test_an_empty_search_lets_undo_pass(open_window: ClerkWindow, qtbot: QtBot) -> None:
    desk = open_window.desk
    desk.write(lambda: desk.ledger.add_target("园区产值", desk.year, level("60", "亿元")))
    open_window.go("targets")
    search = open_window.page().search
    search.setFocus()
    qtbot.keyClicks(search, "ab")
    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert search.text() == "" and len(desk.ledger.targets()) == 1
    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.ledger.targets() == []


@pytest.mark.parametrize(("answer", "unit", "kept"), [(0, "", 1), (1, "经发局", 0), (None, "经发局", 1)])
def test_undo_after_an_export_asks_which_step_is_meant(
    open_window: ClerkWindow, answer: int | None, unit: str, kept: int
) -> None:
    desk = open_window.desk
    desk.write(lambda: desk.ledger.add_target("外贸出口", 2023))
    desk.write(lambda: desk.ledger.edit_target(1, TargetChange(responsible="经发局")))
    desk.write(lambda: desk.ledger.keep_issued("sheet", 2023, 9, "九月.xlsx", b"PK"))
    open_window.ask.answers = [answer]
    open_window.undo()
    assert open_window.ask.asked == ["上一步是留存已出文件“九月.xlsx”，要撤销哪一步？"]
    assert (desk.ledger.target(1).responsible, len(desk.ledger.issued())) == (unit, kept)


def test_what_the_daily_look_finds_is_said_when_the_window_stands(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    looks: list[Path] = []

    def look(ledger: Ledger) -> list[str]:
        looks.append(ledger.path)
        return ["目标第1号被其他程序改动过"]

    monkeypatch.setattr(Ledger, "look_over", look)
    monkeypatch.setattr(main_window, "_LOOK_OVER_MS", 0)
    book = tmp_path / "book.zt"
    Ledger.create(book, "青禾高新区").close()
    assert window.open_workbook(book)
    assert looks == []
    qtbot.waitUntil(lambda: window.message.isVisible())
    assert looks == [book] and "目标第1号" in window.message.label.text()


def test_a_workbook_closed_before_its_daily_look_is_let_go(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_window, "_LOOK_OVER_MS", 0)
    Ledger.create(tmp_path / "book.zt", "青禾高新区").close()
    assert window.open_workbook(tmp_path / "book.zt")
    monkeypatch.setattr(Ledger, "look_over", lambda ledger: pytest.fail("it is closed"))
    window.close_workbook()
    QApplication.processEvents()
    QApplication.processEvents()


def test_a_start_computes_its_page_once_and_other_colours_compute_it_again(
    window: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(window.stack, "refresh_all", lambda: shown.append(is_dark()))
    apply_theme(qapp, "light")
    QApplication.processEvents()
    assert shown == []
    apply_theme(qapp, "dark")
    qtbot.waitUntil(lambda: shown == [True])
    apply_theme(qapp, "light")
    qtbot.waitUntil(lambda: shown == [True, False])


def test_a_workbook_that_no_page_can_show_is_let_go(
    window: ClerkWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲").close()
    with monkeypatch.context() as patch, qtbot.capture_exceptions():
        patch.setattr(PageStack, "show_page", lambda *_: dict[str, Page]()["no page"])
        assert not window.open_workbook(tmp_path / "book.zt")
    qtbot.waitUntil(lambda: bool(window.ask.told))
    assert "没有预料到的错误" in window.ask.told[0]
    assert window.desk is None and window.welcome.isVisible()
    assert window.open_workbook(tmp_path / "book.zt")


def test_a_page_that_fails_gives_way_to_one_that_can_be_shown(
    window: ClerkWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲").close()
    window.settings.keep("page", "history")
    plain = PageStack.show_page

    def show(stack: PageStack, key: str) -> Page:
        if key == "history":
            raise ZeroDivisionError
        return plain(stack, key)

    with qtbot.capture_exceptions() as raised:
        monkeypatch.setattr(PageStack, "show_page", show)
        assert window.open_workbook(tmp_path / "book.zt")
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert window.page().key == window.entries[0].key


def test_closing_shows_no_page_once_more(open_window: ClerkWindow, qtbot: QtBot) -> None:
    """A page that is stale would begin to read what is closing."""
    seen = []
    for key in ("actuals", "outputs", "actuals"):
        open_window.go(key)
        qtbot.waitUntil(lambda: not open_window.tasks.busy)
    open_window.stack.currentChanged.connect(lambda _: seen.append(open_window.stack.currentWidget()))
    open_window.close_workbook()
    assert seen and set(seen) == {open_window.welcome}
