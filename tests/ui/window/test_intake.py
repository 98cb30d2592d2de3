"""Files that come to the running window: they wait their turn, go to the right workbook, and nothing typed is lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import TEXT, ClerkWindow, level
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import Job, Step
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.places import last_workbook
from zonetracker.ui.start.sample_book import sample_path
from zonetracker.ui.window.main_window import MainWindow

LONG = 60_000

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    Ledger.create(tmp_path / "乙.zt", "云溪经济开发区", actor="甲").close()
    return tmp_path / "乙.zt"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "工作报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def name(window: MainWindow) -> str | None:
    return window.desk.ledger.path.name if window.desk else None


def reports(window: MainWindow) -> list[str]:
    return [one.name for one in window.desk.ledger.reports()] if window.desk and not window.tasks.busy else []


def test_another_workbook_takes_the_place_of_the_open_one(open_window: ClerkWindow, other: Path) -> None:
    open_window.answer([str(other)])
    assert name(open_window) == "乙.zt"


def test_a_minimised_window_comes_up(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.showMinimized()
    qtbot.waitUntil(open_window.isMinimized)
    open_window.answer([])
    qtbot.waitUntil(lambda: open_window.isActiveWindow() and not open_window.isMinimized())
    assert name(open_window) == "book.zt"


def test_a_maximised_window_stays_so(open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.showMaximized()
    open_window.showMinimized()
    open_window.answer([])
    assert open_window.isMaximized() and not open_window.isMinimized()


def test_files_wait_behind_a_dialog(open_window: ClerkWindow, qtbot: QtBot, other: Path, report: Path) -> None:
    open_window.show_help()
    open_window.answer([str(other)])
    open_window.answer([str(report), str(other)])
    assert name(open_window) == "book.zt"
    assert open_window.message.isVisible()
    assert open_window.message.label.text() == "已收到“乙.zt”等 2 个文件，等现在的对话框或任务结束后处理。"
    open_window.ask.dialog.accept()
    qtbot.waitUntil(lambda: name(open_window) == "乙.zt" and reports(open_window) == ["工作报告.txt"], timeout=LONG)


def test_files_wait_for_a_job(open_window: ClerkWindow, qtbot: QtBot, other: Path) -> None:
    go_on = threading.Event()

    def long() -> Job[str]:
        yield Step(0, 0, "…")
        go_on.wait()
        return "done"

    done: list[str] = []
    open_window.tasks.start(long(), "…", done.append)
    open_window.answer([str(other)])
    assert name(open_window) == "book.zt" and "“乙.zt”" in open_window.message.label.text()
    go_on.set()
    qtbot.waitUntil(lambda: name(open_window) == "乙.zt", timeout=LONG)
    assert done == ["done"]


def type_a_unit(window: ClerkWindow, text: str) -> None:
    """Text in an open editor of the targets table."""
    desk = window.desk
    desk.write(lambda: desk.ledger.add_target("园区产值", desk.year, level("60", "亿元")))
    window.go("targets")
    table = window.page().table
    table.setFocus()
    table.edit_field("responsible")
    next(line for line in table.viewport().findChildren(QLineEdit) if line.isVisible()).setText(text)


def test_what_is_being_typed_is_kept(open_window: ClerkWindow, other: Path) -> None:
    type_a_unit(open_window, "经发局")
    open_window.answer([str(other)])
    assert name(open_window) == "乙.zt"
    with Ledger.open(other.with_name("book.zt")) as ledger:
        assert ledger.targets()[0].responsible == "经发局"


def test_the_keyboard_stays_in_the_table(open_window: ClerkWindow) -> None:
    type_a_unit(open_window, "经发局")
    open_window.answer([str(open_window.desk.ledger.path)])
    assert open_window.desk.ledger.targets()[0].responsible == "经发局"
    assert QApplication.focusWidget() is open_window.page().table


def test_a_dialog_in_between_leaves_an_open_editor_alone(open_window: ClerkWindow, other: Path) -> None:
    type_a_unit(open_window, "经发局")
    open_window.show_help()
    open_window.answer([str(other)])
    assert name(open_window) == "book.zt"
    open_window.ask.dialog.accept()


@pytest.mark.parametrize("in_front", [True, False])
def test_a_name_in_the_settings_is_kept(open_window: ClerkWindow, qtbot: QtBot, other: Path, in_front: bool) -> None:
    open_window.go("settings")
    page = open_window.page()
    page.tabs.setCurrentWidget(page.local)
    field = page.local.actor
    field.setFocus()
    field.setText("张三")
    if not in_front:
        elsewhere = QWidget()
        qtbot.addWidget(elsewhere)
        elsewhere.show()
        elsewhere.activateWindow()
        qtbot.waitUntil(lambda: not open_window.isActiveWindow())
    open_window.take_files([str(other)])
    assert name(open_window) == "乙.zt" and open_window.settings.text("actor") == "张三"


def test_the_same_workbook_again_says_who_has_it(
    open_window: ClerkWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_window.desk.ledger
    (tmp_path / "下级").mkdir()
    monkeypatch.chdir(tmp_path)
    for spelling in (str(ledger.path), "book.zt", str(tmp_path / "下级" / ".." / "book.zt")):
        open_window.message.hide()
        open_window.answer([spelling])
        assert open_window.desk.ledger is ledger
        assert open_window.message.isVisible()
        said = open_window.message.label.text()
        assert said == f"“book.zt”已经在这个窗口里打开：{known(ledger.writer).words}正在使用。"
        assert known(ledger.writer).user in said and known(ledger.writer).since[:10] in said and "本机" in said


def test_who_holds_a_workbook_elsewhere_is_shown_at_once(
    open_window: ClerkWindow, settings: LocalSettings, qtbot: QtBot
) -> None:
    path = open_window.desk.ledger.path
    second = MainWindow(settings)
    qtbot.addWidget(second, before_close_func=lambda window: window.close_workbook())
    second.show()
    second.take_files([str(path)])
    words = known(open_window.desk.ledger.writer).words
    expected = f"{words}正在使用“book.zt”，这里只能查看；等对方关闭后再打开一次，就可以修改。"
    assert second.message.isVisible() and second.message.label.text() == expected
    open_window.close_workbook()
    second.answer([str(path)])
    assert not known(second.desk).ledger.read_only and second.state.text() == "改动都已存好"


def test_a_report_for_a_workbook_that_is_read_only_is_told_why(
    open_window: ClerkWindow, settings: LocalSettings, qtbot: QtBot, report: Path
) -> None:
    second = MainWindow(settings)
    qtbot.addWidget(second, before_close_func=lambda window: window.close_workbook())
    second.show()
    second.take_files([str(open_window.desk.ledger.path), str(report)])
    said = second.message.label.text()
    assert known(open_window.desk.ledger.writer).words in said and said.endswith("工作簿现在只读，不能导入报告。")


def test_reports_beside_a_workbook_go_into_it(
    open_window: ClerkWindow, qtbot: QtBot, other: Path, report: Path
) -> None:
    open_window.take_files([str(report), str(other), str(report)])
    qtbot.waitUntil(lambda: reports(open_window) == ["工作报告.txt"], timeout=LONG)
    assert name(open_window) == "乙.zt"


def test_reports_beside_a_workbook_that_is_refused_go_nowhere(
    open_window: ClerkWindow, tmp_path: Path, report: Path
) -> None:
    open_window.take_files([str(tmp_path / "没有.zt"), str(report)])
    assert name(open_window) == "book.zt" and not open_window.tasks.busy
    assert open_window.ask.told and "没有.zt" in open_window.ask.told[0]
    assert open_window.message.label.text() == "“没有.zt”没有打开，报告没有导入。"


def test_of_two_workbooks_the_first_is_opened(window: ClerkWindow, other: Path, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "丙.zt", "丙区", actor="甲").close()
    window.take_files([str(other), str(tmp_path / "丙.zt"), str(other)])
    assert name(window) == "乙.zt"
    assert window.message.label.text() == "一次只打开一个工作簿，没有打开：丙.zt"


@pytest.fixture
def used(window: ClerkWindow, other: Path) -> Iterator[ClerkWindow]:
    """A window without a workbook; 乙.zt was open last."""
    window.open_workbook(other)
    window.close_workbook()
    yield window


def test_a_report_without_a_workbook_goes_into_the_last_one(used: ClerkWindow, qtbot: QtBot, report: Path) -> None:
    used.ask.answers = [0]
    used.take_files([str(report)])
    assert used.ask.asked == ["报告“工作报告.txt”导入哪个工作簿？"]
    qtbot.waitUntil(lambda: reports(used) == ["工作报告.txt"], timeout=LONG)
    assert name(used) == "乙.zt"


def test_or_into_another_one(used: ClerkWindow, qtbot: QtBot, report: Path, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "丙.zt", "丙区", actor="甲").close()
    used.ask.answers = [1, [str(tmp_path / "丙.zt")]]
    used.take_files([str(report)])
    qtbot.waitUntil(lambda: reports(used) == ["工作报告.txt"], timeout=LONG)
    assert name(used) == "丙.zt"


def test_or_into_a_new_one(used: ClerkWindow, qtbot: QtBot, report: Path, tmp_path: Path) -> None:
    used.ask.answers = [2, "丁区", str(tmp_path / "丁.zt")]
    used.take_files([str(report)])
    qtbot.waitUntil(lambda: reports(used) == ["工作报告.txt"], timeout=LONG)
    assert name(used) == "丁.zt"


def test_or_nowhere(used: ClerkWindow, report: Path) -> None:
    used.ask.answers = [None]
    used.take_files([str(report), str(report.with_name("没有.pdf"))])
    assert used.ask.asked == ["“工作报告.txt”等 2 份报告导入哪个工作簿？"]
    assert used.desk is None and not used.tasks.busy


def test_the_last_workbook_is_there_and_the_clerks_own(settings: LocalSettings, other: Path, tmp_path: Path) -> None:
    sample = sample_path()
    sample.touch()
    recent = [str(tmp_path / "没有.zt"), str(tmp_path), str(sample), str(other)]
    assert last_workbook(recent) == other
    assert last_workbook(recent[:3]) is None
