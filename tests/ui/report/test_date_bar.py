"""The line that says when the report was written: F4 settles it, the rows follow, Ctrl+Z takes it back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children
from tests.unfenced import done_here
from zonetracker.extraction import fenced
from zonetracker.model.changes import ActualEntry, Redating
from zonetracker.model.facts import Kind, Mark
from zonetracker.support.job import Job
from zonetracker.ui.parts.dialogs import ReasonForm
from zonetracker.ui.report.page import ReportPage

UNDATED = "一年来，实现地区生产总值74亿元，增长5%。\n今年，力争完成固定资产投资30亿元。\n"
DATED = "青禾高新区2022年工作总结和2023年工作计划\n2022年，实现地区生产总值74亿元，增长5%。\n"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read by the child's own task, in this process; test_importing reads them in the fence."""
    monkeypatch.setattr(fenced, "fenced_job", done_here)


class DatedPage:
    """The report page with one imported report, and what a test does there."""

    def __init__(self, window: ClerkWindow, qtbot: QtBot, folder: Path, text: str, name: str) -> None:
        self.window, self.qtbot = window, qtbot
        path = folder / name
        path.write_text(text, encoding="utf-8")
        window.go("report", [path])
        self.page: ReportPage = window.page()
        self.wait()
        assert self.page.report is not None

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.tasks.busy)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.page.board.table.setFocus()
        self.qtbot.keyClick(self.page.board.table, key, modifier)
        self.wait()

    def type(self, *texts: str) -> None:
        """Shift+F4, and what is typed into the question."""
        self.window.ask.answers = [*texts]
        self.key(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)

    @property
    def said(self) -> str:
        return self.page.date.label.text()

    @property
    def buttons(self) -> list[str]:
        return [one.text() for one in children(self.page.date, QPushButton) if one.isVisible()]

    @property
    def years(self) -> list[int | None]:
        return [one.row.candidate.year for one in self.page.board.marked]

    @property
    def marks(self) -> list[Mark]:
        return [one.mark for one in self.page.board.marked]


@pytest.fixture
def undated(open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> DatedPage:
    return DatedPage(open_window, qtbot, tmp_path, UNDATED, "材料.txt")


@pytest.fixture
def named(open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> DatedPage:
    """Only the file's name says a year."""
    return DatedPage(open_window, qtbot, tmp_path, UNDATED.replace("一年来", "截至目前"), "2023年区情介绍.txt")


def test_where_no_date_is_known_it_asks(undated: DatedPage) -> None:
    assert undated.said == "这份报告没有写明成文日期，请填写年份"
    assert undated.buttons == ["填写… F4"]
    assert undated.years == [None, None] and Mark.SURE not in undated.marks
    undated.window.ask.answers = ["2023年1月"]
    undated.key(Qt.Key.Key_F4)
    assert undated.window.ask.asked == ["这份报告的成文日期"]
    assert undated.years == [2022, 2023] and undated.marks == [Mark.SURE, Mark.SURE]
    assert undated.said == "这份报告：2023年1月成文，总结2022年、安排2023年（依据：由人确定）"
    assert undated.buttons == ["改… F4"]
    assert undated.page.board.table.isVisible() and undated.window.desk.year == 2023


def test_one_key_confirms_what_is_proposed_and_undo_takes_it_back(named: DatedPage) -> None:
    assert named.said.startswith("这份报告：") and "2023年成文" in named.said and "（依据：文件名“2023" in named.said
    assert named.buttons == ["对 F4", "另填… Shift+F4"]
    before = named.years
    assert Mark.SURE not in named.marks
    named.key(Qt.Key.Key_F4)
    assert named.window.ask.asked == [] and named.years == before and Mark.SURE in named.marks
    assert named.buttons == ["改… F4"]
    named.window.desk.undo()
    assert named.buttons == ["对 F4", "另填… Shift+F4"] and Mark.SURE not in named.marks


def test_in_the_lowest_window_a_settled_date_is_in_a_tip_and_keeps_its_key(named: DatedPage, qtbot: QtBot) -> None:
    named.window.setMinimumSize(683, 384)
    named.window.resize(683, 384)
    assert named.buttons == ["对 F4", "另填… Shift+F4"], "what is asked stays"
    named.key(Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: not named.page.date.isVisible())
    assert named.said in named.page.reports.toolTip()
    named.window.ask.answers = ["2020"]
    named.key(Qt.Key.Key_F4)
    assert "2020年成文" in named.said and named.said in named.page.reports.toolTip()
    named.window.resize(1366, 768)
    qtbot.waitUntil(named.page.date.isVisible)
    assert named.buttons == ["改… F4"]


def test_another_year_dates_every_row_anew_in_one_step(named: DatedPage) -> None:
    steps = named.window.desk.ledger.steps[0]
    before = named.years
    named.type("2020")
    assert named.years == [year - 3 for year in before if year]
    assert named.window.desk.ledger.steps[0] == steps + 1
    named.window.desk.undo()
    assert named.years == before


def test_a_date_that_cannot_be_read_is_said_in_the_question(named: DatedPage, monkeypatch: pytest.MonkeyPatch) -> None:
    checks: list[str] = []

    def text(title: str, label: str, then: object, start: str, check: object) -> None:
        assert callable(check)
        checks.extend([start, check("去年"), check("2023-1")])

    monkeypatch.setattr(named.window.ask, "text", text)
    named.key(Qt.Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    assert checks == ["2023", "“去年”不是年份或年月，请写成 2023 或 2023-01。", ""]


def test_a_certain_date_is_a_quiet_line_that_can_still_be_changed(
    open_window: ClerkWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page = DatedPage(open_window, qtbot, tmp_path, DATED, "材料.txt")
    assert "总结2022年、安排2023年" in page.said and page.buttons == ["改… F4"]
    assert page.page.date.property("tone") == ""


def test_what_speaks_for_another_year_is_a_button(named: DatedPage, qtbot: QtBot) -> None:
    report, desk = named.page.report, named.window.desk
    assert report is not None and report.frame is not None
    text = "截至2021年6月，实现地区生产总值40亿元。\n" + UNDATED
    other = DatedPage(named.window, qtbot, desk.ledger.path.parent, text, "2023年情况.txt")
    alternatives = [one for one in children(other.page.date, QPushButton) if one.toolTip()]
    assert [one.toolTip() for one in alternatives] == ["文件名“2023年”"]
    qtbot.mouseClick(alternatives[0], Qt.MouseButton.LeftButton)
    other.wait()
    assert other.said.startswith("这份报告：2023年成文") and "由人确定" in other.said


@pytest.mark.parametrize(("answer", "years"), [(0, [2020, 2021]), (1, [2020, 2023])])
def test_confirmed_rows_are_offered_in_the_same_step(undated: DatedPage, answer: int, years: list[int]) -> None:
    undated.type("2023-01")
    ledger = undated.window.desk.ledger
    ledger.confirm_rows([row.id for row in undated.page.board.marked][1:])
    undated.window.ask.answers = ["2021-01", answer]
    undated.key(Qt.Key.Key_F4)
    assert undated.window.ask.asked[-1] == "已确认的 1 行，也按2021年1月成文来改吗？"
    assert undated.years == years and [one.year for one in ledger.targets()] == [years[1]]
    undated.window.desk.undo()
    assert undated.years == [2022, 2023] and [one.year for one in ledger.targets()] == [2023]


def test_a_figure_that_becomes_another_fact_may_need_a_reason(
    undated: DatedPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated.type("2023-01")
    ledger = undated.window.desk.ledger
    report = ledger.report(1)
    ledger.confirm_rows([row.id for row in ledger.rows(1)])
    ledger.set_actuals([ActualEntry(2, 2023, 11, Decimal("40"), "亿元")])
    rows = tuple(row.candidate for row in ledger.rows(1))
    assert report.frame is not None
    now = Redating((2023, 12), report.frame, 2023, rows, tuple(replace(one, kind=Kind.ACTUAL) for one in rows))

    def again(*_: object) -> Job[Redating]:
        yield from ()
        return now

    monkeypatch.setattr("zonetracker.ui.report.date_bar.read_again", again)
    undated.window.ask.answers = ["2023-12", 0]
    undated.key(Qt.Key.Key_F4)
    assert [row.candidate.kind for row in ledger.rows(1)] == [Kind.ACTUAL, Kind.TARGET]
    form = undated.window.ask.dialog
    assert isinstance(form, ReasonForm)
    form.reason.setText("统计口径调整，上月数已更正")
    form.answer.click()
    assert [row.candidate.kind for row in ledger.rows(1)] == [Kind.ACTUAL, Kind.ACTUAL]
    assert ledger.report(1).written == (2023, 12) and "2023年12月成文" in undated.window.message.label.text()


def test_how_a_row_was_read_is_asked_anew_after_another_date(undated: DatedPage, qtbot: QtBot) -> None:
    detail = undated.page.board.detail

    def asked() -> str:
        detail.how_wanted.emit()
        qtbot.waitUntil(lambda: "怎样读出的：" in detail.text.text())
        return detail.text.text()

    undated.type("2023-01")
    undated.page.board.show_row(undated.page.board.marked[0].id)
    assert "本句时间：2022 年 实绩" in asked()
    undated.type("2020-01")
    assert "怎样读出的：" not in detail.text.text()
    assert "本句时间：2019 年 实绩" in asked()


def test_the_help_names_the_keys(named: DatedPage) -> None:
    assert "F4" in named.page.help_text() and "Shift+F4" in named.page.help_text()
