"""这个数从哪里来 by keys alone: from the list, a gauge, the sheet, the bulletin and the gauges back to the sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow
from tests.ui.hand import Hand
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.services.tracing import Printed, Traced
from zonetracker.ui.outputs.page import GAUGES, SHEET, OutputsPage
from zonetracker.ui.outputs.paper_view import letter_at
from zonetracker.ui.parts.bookkeeping.tracing import FigurePicker, TraceDialog

GDP = "地区生产总值"


@pytest.fixture
def hand(window: ClerkWindow, tmp_path: Path, qtbot: QtBot) -> Hand:
    assert window.open_workbook(book(tmp_path))
    window.desk.choose_period(YEAR, MONTH)
    return Hand(window, qtbot)


def traced(hand: Hand) -> list[str]:
    """The lines of the trace that lies open."""
    dialog = hand.window.ask.dialog
    assert isinstance(dialog, TraceDialog)
    model = dialog.table.records
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def listed(picker: FigurePicker) -> list[Printed]:
    """The figures that are offered."""
    return [picker.table.records.record(row) for row in range(picker.table.records.rowCount())]


def outputs(hand: Hand, item: str) -> OutputsPage:
    page: OutputsPage = hand.go("outputs", item)
    return page


def test_f8_in_the_list_traces_the_cell_that_one_is_on(hand: Hand) -> None:
    page = hand.go("overview")
    page.show_item(1)
    page.table.go_to(1, page.model.column_of("completion"))
    hand.press(page.table, Qt.Key.Key_F8)
    lines = traced(hand)
    assert lines[0].startswith(f"{GDP} 完成年度目标(%)：") and " ÷ 80 × 100 " in lines[1]


def test_f8_on_a_gauge_traces_its_row(hand: Hand) -> None:
    page = hand.go("overview")
    assert page.wall is not None
    hand.press(page.wall.gauges.tiles[0], Qt.Key.Key_F8)
    assert any("完成率 = " in line for line in traced(hand)) and any("按增速：" in line for line in traced(hand))


def test_enter_on_a_step_goes_to_where_it_stands(hand: Hand) -> None:
    page = hand.go("overview")
    page.show_item(1)
    page.table.go_to(1, page.model.column_of("completion"))
    hand.press(page.table, Qt.Key.Key_F8)
    dialog = hand.window.ask.dialog
    at = next(place for place, line in enumerate(traced(hand)) if line.startswith("2023年1-9月实绩"))
    for _ in range(at):
        hand.press(dialog.table, Qt.Key.Key_Down)
    assert dialog.whole.text().startswith("2023年1-9月实绩")
    hand.press(dialog.table, Qt.Key.Key_Return)
    shown = hand.window.page()
    assert shown.key == "actuals" and shown.table.record().indicator.name == GDP


def test_f8_in_the_sheet_traces_the_column_that_one_is_in(hand: Hand) -> None:
    page = outputs(hand, "sheet")
    assert page.tabs.currentIndex() == SHEET
    page.sheet.table.go_to(1, page.sheet.model.column_of("gap"))
    hand.press(page.sheet.table, Qt.Key.Key_F8)
    assert traced(hand)[1].startswith("与序时进度差 = 完成率（未舍入）− 序时进度 = ")
    assert "这个数从哪里来" in [one.title for one in page.sheet.table.commands]


def test_in_the_bulletin_one_is_asked_which_figure_is_meant(hand: Hand) -> None:
    page = outputs(hand, "summary")
    hand.qtbot.waitUntil(lambda: page.summary.composed is not None)
    hand.press(page.summary.view, Qt.Key.Key_F8)
    picker = hand.window.ask.dialog
    assert isinstance(picker, FigurePicker)
    picker.line.insert(GDP)
    assert {one.row.indicator.name for one in listed(picker)} == {GDP}
    hand.press(picker.line, Qt.Key.Key_Return)
    assert traced(hand)[0].startswith(GDP)


def test_a_figure_of_the_bulletin_that_is_pointed_at_is_traced(hand: Hand) -> None:
    page = outputs(hand, "summary")
    hand.qtbot.waitUntil(lambda: page.summary.composed is not None)
    view = page.summary.view
    run = next(run for run in view.pages[0].runs if GDP in run.text)
    place = letter_at(view.pages[0], QPointF(run.x + 1, run.y))
    assert place is not None
    text = "".join(one.text for one in view.pages[0].runs)
    assert text[place:].startswith(run.text[:6])
    row = page.progress.rows[0] if page.progress else None
    assert row is not None and row.actual_value is not None
    view.pointed.emit(text, text.index(str(row.actual_value)) + 1)
    assert traced(hand)[0].startswith(GDP)
    assert letter_at(view.pages[0], QPointF(-5, -5)) is None


def test_in_the_gauges_one_is_asked_which_row_is_meant(hand: Hand) -> None:
    page = outputs(hand, "gauges")
    assert page.tabs.currentIndex() == GAUGES and page.gauges is not None
    page.gauges.all.setChecked(True)
    hand.press(page.tabs.tabBar(), Qt.Key.Key_F8)
    picker = hand.window.ask.dialog
    assert isinstance(picker, FigurePicker)
    assert {one.figure for one in listed(picker)} >= {Traced.COMPLETION, Traced.GAP}


def test_the_menu_says_where_a_figure_can_be_chosen(hand: Hand) -> None:
    hand.go("history")
    hand.window.work.trace_here()
    assert "先在总览" in hand.said()
    page = hand.go("overview")
    page.table.go_to(1, 0)
    hand.window.work.trace_here()
    assert isinstance(hand.window.ask.dialog, TraceDialog)
