"""报送 by keys: who owes what, the words on the clipboard, a chase noted and taken back, what is given out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from zonetracker.model.changes import ActualEntry, MilestoneChange, TargetChange
from zonetracker.model.facts import ActionKind, Stated
from zonetracker.ui.units.page import REGISTER, REPORTING, UnitsPage
from zonetracker.ui.units.rules_form import ReportingRulesForm


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    """Looked at on 20 October: one unit owes two of three things, another nothing."""
    ledger = open_window.desk.ledger
    ledger.add_departments(["招商局", "财政局"])
    for name, unit in (("实到外资", "招商局"), ("到位资金", "招商局"), ("财政总收入", "财政局")):
        ledger.add_target(name, 2023, Stated(Decimal(12), unit="亿元"), TargetChange(responsible=unit))
    ledger.add_milestone("孵化楼竣工", 2023, MilestoneChange(responsible="招商局", deadline="2023-12"))
    entries = [ActualEntry(one, 2023, 9, Decimal("9.5"), "亿元", reported_on="2023-10-04") for one in (1, 3)]
    ledger.set_actuals(entries)
    open_window.desk.today = lambda: date(2023, 10, 20)
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def reporting(hand: Hand) -> UnitsPage:
    page = hand.go("units", "reporting")
    assert isinstance(page, UnitsPage) and page.tabs.currentIndex() == REPORTING
    return page


def cells(page: UnitsPage, row: int = 0) -> list[str]:
    model = page.reporting.model
    return [model.index(row, column).data() for column in range(model.columnCount())]


def press(hand: Hand, page: UnitsPage, key: Qt.Key, control: bool = False) -> None:
    hand.press(page.reporting.table, key, control)


def test_the_units_are_listed_with_what_they_owe(hand: Hand) -> None:
    page = reporting(hand)
    assert page.reporting.table.hasFocus()
    assert cells(page) == ["招商局", "3", "1", "0", "2", "0", "0", "33.3%", ""]
    assert cells(page, 1) == ["财政局", "1", "1", "0", "0", "0", "0", "100.0%", ""]
    assert page.line.text() == "2023年9月 · 应报 4 项 · 按时 2 · 未报 2 · 及时率 50.0% · 本月待报 1 单位 2 项"
    missing = page.reporting.missing.records
    assert [one.task.name for one in missing.records()] == ["到位资金", "孵化楼竣工", "实到外资"]
    told = [missing.index(row, missing.column_of("came")).data() for row in range(3)]
    assert told == ["10月5日前", "10月5日前", "10月4日报来"]
    press(hand, page, Qt.Key.Key_Down)
    assert page.reporting.named.text() == "财政局　都已报齐" and page.reporting.words.toPlainText() == ""


def test_many_units_are_read_without_scrolling_aside(hand: Hand) -> None:
    for number in range(40):
        hand.ledger.add_milestone(f"第{number}号路", 2023, MilestoneChange(responsible=f"第{number}局"))
    hand.ledger.add_departments([f"第{number}局" for number in range(40)])
    hand.window.resize(1366, 768)
    table = reporting(hand).reporting.table
    assert table.verticalScrollBar().maximum() > 0 and table.horizontalScrollBar().maximum() == 0


def test_ctrl_tab_goes_from_tab_to_tab(hand: Hand) -> None:
    page = hand.go("units")
    assert page.tabs.currentIndex() == REGISTER and page.add.isVisible() and not page.outputs.isVisible()
    hand.press(page.table, Qt.Key.Key_Tab, control=True)
    assert page.tabs.currentIndex() == REPORTING and page.reporting.table.hasFocus()
    assert page.outputs.isVisible() and not page.add.isVisible()
    QTest.keyClick(
        page.reporting.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert page.tabs.currentIndex() == REGISTER and page.table.hasFocus()


def test_enter_copies_the_words_of_the_chosen_units(hand: Hand) -> None:
    page = reporting(hand)
    press(hand, page, Qt.Key.Key_A, control=True)
    press(hand, page, Qt.Key.Key_Return)
    said = QGuiApplication.clipboard().text()
    assert said == page.reporting.words.toPlainText()
    assert said.startswith("招商局：\n应于10月5日前报送的") and "2.孵化楼竣工（缺进展）" in said
    assert "催报的话已复制：招商局。" in hand.said()
    page.reporting.table.go_to(2)
    press(hand, page, Qt.Key.Key_Return)
    assert hand.said() == "所选单位这个月都已报齐，不用催报。"
    assert QGuiApplication.clipboard().text() == said


def test_ctrl_enter_notes_a_chase_that_can_be_taken_back(hand: Hand) -> None:
    page = reporting(hand)
    press(hand, page, Qt.Key.Key_Return, control=True)
    assert cells(page)[-1] == "2023-10-20　第1次" and "已记下今天催报 1 家" in hand.said()
    (action,) = hand.ledger.actions()
    assert (action.kind, action.subject_id, action.day, action.month) == (ActionKind.CHASE, 1, "2023-10-20", 9)
    hand.window.desk.undo()
    assert cells(page)[-1] == "" and hand.ledger.actions() == []
    page.reporting.table.go_to(2)
    press(hand, page, Qt.Key.Key_Return, control=True)
    assert hand.ledger.actions() == [] and "都已报齐" in hand.said()


def test_the_third_chase_is_told(hand: Hand) -> None:
    page = reporting(hand)
    for day in (18, 19, 20):
        hand.window.desk.today = partial(date, 2023, 10, day)
        press(hand, page, Qt.Key.Key_Return, control=True)
    assert cells(page)[-1] == "2023-10-20　第3次，列入通报" and hand.said().endswith("列入通报的：招商局。")


def test_enter_beside_goes_to_where_the_task_is_filled_in(hand: Hand) -> None:
    page = reporting(hand)
    hand.press(page.reporting.missing, Qt.Key.Key_Return)
    grid = hand.window.page()
    assert grid.key == "actuals" and grid.table.record().indicator.name == "到位资金"
    page = reporting(hand)
    page.reporting.missing.go_to(("milestone", 1))
    hand.press(page.reporting.missing, Qt.Key.Key_Return)
    assert hand.window.page().key == "milestones"


def test_f5_writes_sheets_for_the_chosen_units_alone(hand: Hand, tmp_path: Path) -> None:
    page = reporting(hand)
    folder = tmp_path / "填报表"
    folder.mkdir()
    hand.window.ask.answers = [str(folder)]
    press(hand, page, Qt.Key.Key_F5)
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)
    assert [path.name for path in folder.iterdir()] == ["青禾高新区2023年1-9月目标任务填报表（招商局）.xlsx"]


def test_what_is_given_out_is_written_and_kept_where_it_is_marked(hand: Hand, tmp_path: Path) -> None:
    page = reporting(hand)
    status, letters, dispatch = page.outputs.menu_shown.actions()[:3]
    for action, name in ((status, "报送.xlsx"), (letters, "催报.docx"), (dispatch, "调度.xlsx")):
        hand.window.ask.answers = [str(tmp_path / name)]
        action.trigger()
        hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)
        assert (tmp_path / name).exists() and not hand.ledger.issued()
    sheet = openpyxl.load_workbook(tmp_path / "报送.xlsx", data_only=True).worksheets[0]
    assert [cell.value for cell in sheet[4]][:6] == ["招商局", 3, 1, 0, 2, 33.3]
    page.outputs.keep.trigger()
    hand.window.ask.answers = [str(tmp_path / "报送.xlsx")]
    status.trigger()
    hand.qtbot.waitUntil(lambda: bool(hand.ledger.issued()))
    assert hand.ledger.issued()[0].kind == "reporting"


def test_the_office_settles_day_and_words(hand: Hand) -> None:
    page = reporting(hand)
    page.rules.trigger()
    form = known(hand.form)
    assert isinstance(form, ReportingRulesForm) and form.day.text() == "5"
    words = form.words
    words.setPlainText("请{某局}补报")
    form.accept()
    assert "{某局}" in hand.said() and hand.ledger.setting("dun_words") is None
    words.setPlainText("请{单位}补报{n}项。")
    form.day.setText("40")
    form.accept()
    assert form.isVisible() and "28" in hand.said()
    form.day.setText("25")
    form.accept()
    QApplication.processEvents()
    assert page.reporting.words.toPlainText() == "请招商局补报2项。"
    assert cells(page)[4:6] == ["0", "2"] and page.reporting.table.isColumnHidden(5) is False


def test_a_book_that_can_only_be_looked_at_notes_nothing(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    page = reporting(hand)
    monkeypatch.setattr(type(hand.ledger), "read_only", property(lambda _: True))
    press(hand, page, Qt.Key.Key_Return, control=True)
    page.rules.trigger()
    assert hand.ledger.actions() == [] and hand.form is None


def test_the_overview_tells_what_is_owed_and_leads_there(hand: Hand) -> None:
    hand.window.resize(1366, 768)
    overview = hand.go("overview")
    assert overview.owed.isVisible() and overview.owed.text() == "本月待报 1 单位 2 项"
    hand.click(overview.owed)
    page = hand.window.page()
    assert isinstance(page, UnitsPage) and page.tabs.currentIndex() == REPORTING
    hand.window.desk.choose_period(2023, 1)
    hand.ledger.remove_milestones([1])
    for number in (1, 2, 3):
        hand.ledger.set_actuals([ActualEntry(number, 2023, 1, Decimal(1), "亿元")], reason="核对")
    assert not hand.go("overview").owed.isVisible()


def test_units_and_what_one_owes_are_seen_by_turns_in_a_narrow_window(hand: Hand) -> None:
    hand.window.resize(1366, 768)
    page = reporting(hand)
    view = page.reporting
    assert view.table.isVisible() and view.missing.isVisible() and view.words.isVisible()
    press(hand, page, Qt.Key.Key_D, control=True)
    assert view.missing.hasFocus() and view.table.isVisible()
    hand.press(view.missing, Qt.Key.Key_D, control=True)
    assert view.table.hasFocus()
    hand.window.resize(683, 400)
    QApplication.processEvents()
    assert view.table.isVisible() and not view.missing.isVisible()
    press(hand, page, Qt.Key.Key_D, control=True)
    assert view.missing.hasFocus() and not view.table.isVisible()
    hand.press(view.missing, Qt.Key.Key_D, control=True)
    assert view.table.hasFocus() and not view.missing.isVisible()
