"""The way back in the window: from the welcome page, from a refusal to open, over the open workbook; and its copies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.trust.watching import opened
from tests.ui.conftest import ClerkWindow, children
from zonetracker.services.bookkeeping.places import BACKUP_LIST
from zonetracker.services.ledger import Ledger
from zonetracker.services.restoring import WayKind
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.ui.start.restoring import KnownBooksForm, RestoreForm


@pytest.fixture
def book(window: ClerkWindow, tmp_path: Path) -> Path:
    """A workbook of four steps, three of them kept; it is not open."""
    path = tmp_path / "台账" / "云岭.zt"
    path.parent.mkdir()
    with Ledger.create(path, "云岭高新区") as ledger:
        for places in (2, 3, 4):
            ledger.set_settings(places=places)
            ledger.snapshot()
    return path


def places(window: ClerkWindow) -> object:
    return window.desk.ledger.setting("places")


def form_of(window: ClerkWindow, qtbot: QtBot) -> RestoreForm:
    """The open list, when all that is seen of it is checked."""
    form = window.ask.dialog
    assert isinstance(form, RestoreForm)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    return form


def brought_back(window: ClerkWindow, qtbot: QtBot, form: RestoreForm, revision: int) -> None:
    records = form.table.records
    form.table.go_to(next(str(way.path) for way in records.records() if way.revision == revision))
    qtbot.mouseClick(form.answer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.tasks.busy)


def buttons(window: ClerkWindow) -> dict[str, QPushButton]:
    """What can be pressed on the welcome page, by its words."""
    return {button.text(): button for button in children(window.welcome, QPushButton) if button.isVisible()}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [cut, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_workbook_that_does_not_open_offers_the_way_back(
    window: ClerkWindow, qtbot: QtBot, book: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(book)
    window.ask.answers = [0]
    assert not window.open_workbook(book)
    assert book.name in window.ask.asked[0]
    form = form_of(window, qtbot)
    rows = [[form.table.records.index(row, column).data() for column in range(5)] for row in range(3)]
    assert [row[1:4] for row in rows] == [["完好", "修改设置", step] for step in ("4", "3", "2")]
    brought_back(window, qtbot, form, 3)
    assert window.desk.ledger.path == book and places(window) == 3
    assert "已恢复到" in window.message.label.text()
    window.go("settings", BACKUP_LIST)
    assert "现有 3 份" in window.page().backups.line.text(), "the file moved aside is none of them"


def test_what_becomes_of_the_file_is_said_only_where_there_is_one(
    window: ClerkWindow, qtbot: QtBot, book: Path
) -> None:
    for there in (True, False):
        if not there:
            book.unlink()
        window.restoring.ask_for(book)
        form = form_of(window, qtbot)
        intro = next(text for text in (label.text() for label in children(form, QLabel)) if book.name in text)
        assert ("改名放在旁边" in intro) == there
        assert (str(book.parent) in intro) != there
        form.reject()


def test_without_a_way_back_the_refusal_is_told_as_before(window: ClerkWindow, tmp_path: Path) -> None:
    (tmp_path / "别的.zt").write_bytes(b"not a workbook")
    assert not window.open_workbook(tmp_path / "别的.zt")
    assert len(window.ask.told) == 1 and window.ask.asked == []


def test_a_workbook_in_use_is_no_case_for_it(window: ClerkWindow, book: Path) -> None:
    with Ledger.open(book, "乙"):
        assert window.open_workbook(book) and window.desk.ledger.read_only
        window.ask.dialog = None
        window.restoring.bring_back(book, window.desk.ledger.ways_back()[-1])
        window.tasks.stop_all()


def test_who_has_the_workbook_is_told_and_it_is_shown_again(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    with Ledger.open(book, "乙"):
        assert window.open_workbook(book)
        window.restoring.bring_back(book, window.desk.ledger.ways_back()[-1])
        qtbot.waitUntil(lambda: bool(window.ask.told))
        assert "正在使用" in window.ask.told[0] and "没有恢复" in window.ask.told[0]
        assert window.desk is not None and places(window) == 4
        window.close_workbook()


def test_the_open_workbook_is_brought_back_and_forward_from_the_menu(
    window: ClerkWindow, qtbot: QtBot, book: Path
) -> None:
    assert window.open_workbook(book)
    window.desk.ledger.set_settings(places=0)
    window.restore_backup()
    brought_back(window, qtbot, form_of(window, qtbot), 2)
    assert places(window) == 2
    window.restore_backup()
    form = form_of(window, qtbot)
    kinds = [way.kind for way in form.table.records.records()]
    assert kinds.count(WayKind.ASIDE) == 1
    brought_back(window, qtbot, form, 5)
    assert places(window) == 0, "what had not been kept before is there too"


@pytest.mark.parametrize("opened", [True, False])
def test_one_can_be_taken_before_all_are_checked(window: ClerkWindow, qtbot: QtBot, book: Path, opened: bool) -> None:
    if opened:
        assert window.open_workbook(book)
        window.restore_backup()
    else:
        window.restoring.ask_for(book)
    form = window.ask.dialog
    assert form.table.found(form.table.records.record(2)) is None
    brought_back(window, qtbot, form, 2)
    qtbot.waitUntil(lambda: window.desk is not None and places(window) == 2)


def test_of_many_only_those_that_are_seen_are_checked(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    with Ledger.open(book) as ledger:
        newest = ledger.snapshots()[0].path
    for second in range(200):
        shutil.copyfile(newest, newest.with_name(f"{newest.stem[:-14]}20230101{second // 60:04}{second % 60:02}.zt"))
    with opened(newest.parent) as files:
        window.restoring.ask_for(book)
        form = form_of(window, qtbot)
    ways = form.table.records.records()
    checked = [way for way in ways if form.table.found(way) is not None]
    assert len(ways) == 203 and checked == ways[: len(checked)] and 3 < len(checked) < 40
    assert {path for path in files if path.suffix == ".zt"} == {way.path for way in checked}
    form.table.go_to(str(ways[150].path))
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert form.table.found(ways[150]) is not None and form.table.found(ways[80]) is None
    assert "完好" in form.said.text()
    form.resize(form.width(), form.height() + 200)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    last = form.table.rowAt(form.table.viewport().height() - 1)
    assert form.table.found(ways[last]) is not None
    form.reject()


def test_what_is_being_typed_is_kept_before_the_workbook_is_brought_back(
    window: ClerkWindow, qtbot: QtBot, book: Path
) -> None:
    assert window.open_workbook(book)
    ledger = window.desk.ledger
    window.go("settings")
    zone = window.page().rules.zone
    window.activateWindow()
    zone.setFocus()
    qtbot.waitUntil(zone.hasFocus)
    zone.selectAll()
    zone.insert("南岭新区")
    window.restoring.bring_back(book, ledger.ways_back()[-1])
    qtbot.waitUntil(lambda: not window.tasks.busy and window.desk is not None and places(window) == 2)
    assert max(way.revision for way in window.desk.ledger.ways_back()) == 5, "the name typed last is a step of its own"


def test_the_tab_brings_back_once_that_was_asked(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    window.go("settings")
    page = window.page()
    page.tabs.setCurrentWidget(page.backups)
    table = page.backups.table
    qtbot.waitUntil(lambda: not window.tasks.busy)
    table.go_to(next(str(way.path) for way in table.records.records() if way.revision == 2))
    window.ask.answers = [None, 0]
    qtbot.mouseClick(page.backups.back, Qt.MouseButton.LeftButton)
    assert places(window) == 4
    qtbot.mouseClick(page.backups.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert places(window) == 2


def test_a_damaged_one_is_told_and_not_taken(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    with Ledger.open(book) as ledger:
        newest = ledger.snapshots()[0].path
    cut(newest)
    window.restoring.ask_for(book)
    form = form_of(window, qtbot)
    assert form.table.records.index(0, 1).data() == "不能用" and "损坏" in form.said.text()
    qtbot.mouseClick(form.answer, Qt.MouseButton.LeftButton)
    assert "请选另一份" in form.trouble.text() and form.isVisible()
    brought_back(window, qtbot, form, 3)
    assert places(window) == 3


def test_the_welcome_page_lists_the_workbooks_and_brings_one_back_that_is_gone(
    window: ClerkWindow, qtbot: QtBot, book: Path
) -> None:
    assert window.open_workbook(book)
    window.close_workbook()
    book.unlink()
    window._show_closed()
    qtbot.waitUntil(lambda: any("找不到" in text for text in buttons(window)))
    qtbot.mouseClick(buttons(window)["恢复备份"], Qt.MouseButton.LeftButton)
    books = window.ask.dialog
    assert isinstance(books, KnownBooksForm)
    (known,) = [one for one in books.table.records.records() if one.place == book]
    assert books.table.go_to(str(known.folder))
    qtbot.mouseClick(books.answer, Qt.MouseButton.LeftButton)
    brought_back(window, qtbot, form_of(window, qtbot), 4)
    assert places(window) == 4


def test_where_the_folder_is_gone_another_place_is_asked_for(
    window: ClerkWindow, qtbot: QtBot, book: Path, tmp_path: Path
) -> None:
    for left in book.parent.iterdir():
        left.unlink()
    book.parent.rmdir()
    window.ask.answers = [str(tmp_path / "新位置.zt")]
    window.restoring.ask_which()
    books = window.ask.dialog
    qtbot.mouseClick(books.answer, Qt.MouseButton.LeftButton)
    brought_back(window, qtbot, form_of(window, qtbot), 3)
    assert window.desk.ledger.path == tmp_path / "新位置.zt" and places(window) == 3


def test_each_recent_file_has_its_way_back(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    window.close_workbook()
    qtbot.waitUntil(lambda: "恢复备份…" in buttons(window))
    qtbot.mouseClick(buttons(window)["恢复备份…"], Qt.MouseButton.LeftButton)
    form = form_of(window, qtbot)
    assert book.name in form.windowTitle()
    form.reject()


def test_without_any_copy_the_welcome_page_says_so(window: ClerkWindow) -> None:
    window.restoring.ask_which()
    assert "还没有自动备份" in window.ask.told[0]


def test_one_is_taken_out_from_the_list(window: ClerkWindow, qtbot: QtBot, book: Path, tmp_path: Path) -> None:
    window.restoring.ask_for(book)
    form = form_of(window, qtbot)
    window.ask.answers = [str(tmp_path / "取出.zt"), str(tmp_path / "没有" / "取出.zt")]
    qtbot.mouseClick(form.out, Qt.MouseButton.LeftButton)
    assert "已取出" in form.trouble.text() and (tmp_path / "取出.zt").is_file()
    qtbot.mouseClick(form.out, Qt.MouseButton.LeftButton)
    assert "不存在" in form.trouble.text()
    form.reject()


# ---- every half hour


def test_every_half_hour_a_copy_is_kept_where_something_changed(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    ledger = window.desk.ledger
    ledger.set_settings(places=0)
    assert ledger.snapshots()[0].revision == 4
    assert window.copies._timer.isActive() and window.copies._timer.interval() == 30 * 60 * 1000
    window.copies._timer.timeout.emit()
    qtbot.waitUntil(lambda: ledger.snapshots()[0].revision == 5 and window.copies._thread is None)
    kept = [one.path for one in ledger.snapshots()]
    window.copies.copy()
    qtbot.waitUntil(lambda: window.copies._thread is None)
    assert [one.path for one in ledger.snapshots()] == kept


def test_never_while_somebody_types(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    window.activateWindow()
    window.desk.ledger.set_settings(places=0)
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    for text in "地区":
        qtbot.keyClicks(field, "x")
        field.insert(text)
        window.copies.copy()
        assert window.copies._thread is None and window.copies._soon.isActive()
    window.copies.copy()
    qtbot.waitUntil(lambda: window.desk.ledger.snapshots()[0].revision == 5)  # nobody has typed since
    field.deleteLater()


def test_a_copy_that_fails_is_told_once_beside_the_work(
    window: ClerkWindow, qtbot: QtBot, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(RefusalCode.DISK_FULL, "full")

    assert window.open_workbook(book)
    window.desk.ledger.set_settings(places=0)
    monkeypatch.setattr("zonetracker.storage.snapshots.keeping.copy_file", full)
    window.copies.copy()
    qtbot.waitUntil(lambda: "没有新的自动备份" in window.message.label.text())
    window.message.hide()
    window.copies.copy()
    qtbot.waitUntil(lambda: window.copies._thread is None)
    assert not window.message.isVisible()


def test_closing_waits_for_a_copy_that_is_being_made(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    window.desk.ledger.set_settings(places=0)
    window.copies.copy()
    window.close_workbook()
    assert window.copies._thread is None
    with Ledger.open(book) as ledger:
        assert ledger.snapshots()[0].revision == 5 and ledger.notices == ()


def test_a_rotted_copy_is_told_in_the_window(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    with Ledger.open(book) as ledger:
        for one in ledger.snapshots():
            cut(one.path)
    assert window.open_workbook(book)
    window.copies.look()
    qtbot.waitUntil(lambda: "的自动备份已损坏" in window.message.label.text())


def test_a_look_that_meets_a_copy_comes_later(window: ClerkWindow, qtbot: QtBot, book: Path) -> None:
    assert window.open_workbook(book)
    window.copies._look.stop()
    window.copies.copy()
    window.copies.look()
    assert window.copies._look.isActive()
    qtbot.waitUntil(lambda: window.copies._thread is None)


def test_what_could_not_be_stored_is_asked_about_before_the_workbook_is_let_go(
    window: ClerkWindow, qtbot: QtBot, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.open_workbook(book)
    waiting: list[Callable[[], None]] = []

    def stops(then: Callable[[], None]) -> bool:
        waiting.append(then)
        return True

    with monkeypatch.context() as asked:
        asked.setattr(window.leaving, "stops", stops)
        window.restore_backup()
        assert window.ask.dialog is None
        window.desk.way_back_wanted.emit(window.desk.ledger.ways_back()[-1])
        assert places(window) == 4 and len(waiting) == 2
    waiting[1]()
    qtbot.waitUntil(lambda: not window.tasks.busy and window.desk is not None and places(window) == 2)
