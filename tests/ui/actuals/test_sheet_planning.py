"""A large sheet keeps the window alive: reading and planning go on beside it, and Esc takes them back, by keys."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui.actuals.conftest import SheetClerk, go_to, rows_of, sheet
from tests.ui.conftest import ClerkWindow, child, children
from zonetracker.services.sheets import SheetPlanner
from zonetracker.support.job import Job, Step
from zonetracker.ui.actuals import page as page_module
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts import tasks
from zonetracker.ui.parts.tasks import ProgressPanel

KEY = Qt.Key
TEXT = "指标名称|单位|1-8月累计|1-9月累计|甲栏\n固定资产投资|亿元|30|33.5|1\n外贸出口|亿元|20|25|2"


class Gate:
    """Holds the jobs that pass it between two of their steps until it is opened; an end lets them go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        monkeypatch.setattr(tasks, "PANEL_AFTER_MS", 0)

    def open(self) -> None:
        self._open.set()

    def before(self, job: Callable[..., Job[Any]]) -> Callable[..., Job[Any]]:
        def held(*given: Any) -> Job[Any]:
            while not self._open.is_set():
                yield Step(1, 4, "第 1 行，共 4 行")
                self._open.wait(0.01)
            return (yield from job(*given))

        return held


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate(monkeypatch)
    yield made
    made.open()


def test_esc_while_it_is_planned_takes_the_month_back(
    sheets: SheetClerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = sheets.open(sheet(TEXT))
    before = rows_of(dialog)
    monkeypatch.setattr(SheetPlanner, "plan", gate.before(SheetPlanner.plan))
    dialog.month.setFocus()
    qtbot.keyClick(dialog.month, KEY.Key_Up)
    line = dialog.progress
    qtbot.waitUntil(lambda: line.isVisible() and line.label.text() == "第 1 行，共 4 行")
    assert line.bar.maximum() == 4
    assert rows_of(dialog) == before and dialog.month.currentIndex() == 7
    qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not sheets.window.tasks.busy)
    assert dialog.isVisible() and not dialog.progress.isVisible() and sheets.stands() == {}
    assert (dialog.month.currentIndex(), rows_of(dialog)) == (8, before)
    gate.open()
    dialog.month.setFocus()
    sheets.press(dialog.month, KEY.Key_Up)
    assert rows_of(dialog)["固定资产投资"] == ("更新", "固定资产投资", "30")


def test_the_cancel_of_the_line_takes_a_row_s_answer_back_and_the_latest_wish_counts(
    sheets: SheetClerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = sheets.open(sheet(TEXT))
    plan = SheetPlanner.plan
    monkeypatch.setattr(SheetPlanner, "plan", gate.before(plan))
    go_to(dialog, "外贸出口")
    qtbot.keyClick(dialog.table, KEY.Key_Delete)
    qtbot.waitUntil(dialog.progress.isVisible)
    qtbot.keyClick(dialog.progress.cancel, KEY.Key_Space)
    qtbot.waitUntil(lambda: not sheets.window.tasks.busy)
    assert rows_of(dialog)["外贸出口"][0] == "填入"
    for name in ("外贸出口", "固定资产投资"):
        go_to(dialog, name)
        qtbot.keyClick(dialog.table, KEY.Key_Delete)
    gate.open()
    sheets.wait()
    assert {state for state, _, _ in rows_of(dialog).values()} == {"不导入"}


def test_an_answer_while_it_is_planned_waits_for_the_plan(
    sheets: SheetClerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = sheets.open(sheet(TEXT))
    monkeypatch.setattr(SheetPlanner, "plan", gate.before(SheetPlanner.plan))
    go_to(dialog, "外贸出口")
    qtbot.keyClick(dialog.table, KEY.Key_Delete)
    qtbot.keyClick(dialog.table, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible() and sheets.stands() == {}
    gate.open()
    sheets.wait()
    assert sheets.stands() == {"固定资产投资": ("33.5", "")}


def test_a_dialog_that_is_closed_leaves_no_job_behind(
    sheets: SheetClerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = sheets.open(sheet(TEXT))
    monkeypatch.setattr(SheetPlanner, "plan", gate.before(SheetPlanner.plan))
    go_to(dialog, "外贸出口")
    qtbot.keyClick(dialog.table, KEY.Key_Delete)
    assert sheets.window.tasks.busy
    dialog.done(QDialog.DialogCode.Rejected)
    qtbot.waitUntil(lambda: not sheets.window.tasks.busy)
    assert sheets.stands() == {}


@pytest.mark.parametrize("held", ["read_actuals", "plan"])
def test_esc_while_it_is_read_or_first_planned_opens_nothing(
    sheets: SheetClerk, qtbot: QtBot, gate: Gate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: str
) -> None:
    file = tmp_path / "月报.csv"
    file.write_text(TEXT.replace("|", ","), encoding="utf-8")
    place = page_module if held == "read_actuals" else SheetPlanner
    monkeypatch.setattr(place, held, gate.before(getattr(place, held)))
    window = sheets.window
    page = child(window, page_module.ActualsPage)
    page.take_sheets([file])
    panel = children(window, ProgressPanel)[-1]
    qtbot.waitUntil(lambda: panel.isVisible() and panel.label.text() == "第 1 行，共 4 行")
    qtbot.keyClick(panel, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not window.tasks.busy)
    assert window.ask.dialog is None and sheets.stands() == {}
    gate.open()
    page.take_sheets([file])
    qtbot.waitUntil(lambda: isinstance(window.ask.dialog, SheetDialog))
    dialog = _dialog(window)
    assert rows_of(dialog)["外贸出口"] == ("填入", "外贸出口", "25")
    dialog.reject()


def test_many_rows_are_answered_at_once(sheets: SheetClerk) -> None:
    letters = "东南西北金木水火土石"
    names = ("".join(letters[int(digit)] for digit in str(number)) for number in range(100, 1300))
    lines = "\n".join(f"{name}物料|吨|5" for name in names)
    dialog = sheets.open(sheet(f"指标名称|单位|1-9月累计\n{lines}\n固定资产投资|亿元|33.5"))
    assert dialog.model.rowCount() == 1201 and dialog.count.text().startswith("将填入 1 项；")
    dialog.table.selectAll()
    sheets.press(dialog.table, KEY.Key_Delete)
    assert {state for state, _, _ in rows_of(dialog).values()} == {"不导入"}


def test_columns_that_were_left_out_are_named_once_and_can_be_chosen(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(TEXT))
    assert "有 1 列拿不准是什么数，没有用：甲栏" in dialog.count.text()
    line = next(one for one in dialog.view.column_model.records() if one.index == 4)
    assert line.meaning.value == "nothing"


def _dialog(window: ClerkWindow) -> SheetDialog:
    dialog = window.ask.dialog
    assert isinstance(dialog, SheetDialog)
    return dialog
