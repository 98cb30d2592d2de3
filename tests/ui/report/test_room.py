"""Where the room of the report page goes, in a large window and at 150 % and 200 % of a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children
from zonetracker.model.changes import RowChange
from zonetracker.services.importing import keep_report, read_paste
from zonetracker.support.job import finish
from zonetracker.ui.report.buttons import ButtonRow
from zonetracker.ui.report.page import ReportPage

SIZES = [(1366, 768), (911, 512), (720, 400)]
LONG_TEXT = "青禾高新区2023年工作计划\n二、2023年主要目标\n" + "".join(
    f"{'三四五六七八九'[number // 10]}、分项目标\n第{number}片区新建厂房{number + 3}万平方米。\n"
    if number % 10 == 0
    else f"第{number}片区新建厂房{number + 3}万平方米，其中标准厂房{number + 1}万平方米。\n"
    for number in range(40)
)


def fit(window: ClerkWindow, size: tuple[int, int]) -> None:
    """The window as large as a screen of that size lets it be."""
    window.setMinimumSize(*size)
    window.resize(*size)
    for _ in range(5):
        QApplication.processEvents()


def seen(page: ReportPage) -> bool:
    """Whether the whole row one is on can be seen."""
    table = page.board.table
    row: QRect = table.visualRect(table.currentIndex())
    return row.top() >= 0 and row.bottom() <= table.viewport().height()


def buttons_of(page: ReportPage) -> list[QPushButton]:
    return [one for one in children(page, QPushButton) if one.isVisible() and one.text()]


@pytest.fixture
def long_report(review: ReportPage, open_window: ClerkWindow) -> ReportPage:
    review.desk.changed.emit(keep_report(review.desk.ledger, finish(read_paste(LONG_TEXT))))
    review._choose_report(2)
    assert len(review.board.marked) > 60
    return review


@pytest.mark.parametrize(
    ("size", "rows", "least", "most"),
    [
        ((1366, 768), 10, 0.25, 0.40),
        ((911, 512), 6, 0.25, 0.40),
        ((720, 400), 4, 0.20, 0.28),
        ((683, 384), 4, 0.20, 0.28),
    ],
)
def test_the_table_gets_the_room_and_the_source_a_third_or_in_a_narrow_window_a_quarter(
    review: ReportPage, open_window: ClerkWindow, size: tuple[int, int], rows: int, least: float, most: float
) -> None:
    fit(open_window, size)
    table = review.board.table
    assert table.viewport().height() // table.rowHeight(1) >= rows
    share = review.board.source.width() / review.board.width()
    assert least < share < most
    assert review.board.detail.height() < 2 * table.fontMetrics().height() + 8, "one line"


def test_each_width_keeps_its_own_split(review: ReportPage, open_window: ClerkWindow) -> None:
    board = review.board
    fit(open_window, (1366, 768))
    board.setSizes([board.width() // 2, board.width() // 2])
    fit(open_window, (683, 384))
    assert board.source.width() < 0.28 * board.width()
    value = board.model.column_of("value")
    assert board.table.columnViewportPosition(value + 1) <= board.table.viewport().width(), "the figure is seen"
    fit(open_window, (1366, 768))
    assert 0.45 < board.source.width() / board.width() < 0.55


@pytest.mark.parametrize("size", SIZES)
def test_no_button_is_cut(review: ReportPage, open_window: ClerkWindow, size: tuple[int, int]) -> None:
    fit(open_window, size)
    cut = [one.text() for one in buttons_of(review) if one.width() < one.sizeHint().width()]
    assert cut == []


def listed(row: ButtonRow) -> list[str]:
    row.menu.aboutToShow.emit()
    return [action.text() for action in row.menu.actions()]


def test_what_does_not_fit_is_in_the_menu_and_works_there(
    review: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    board = review.board
    assert not board.foot.row.more.isVisible() and listed(review.actions_row) == ["移除这份报告…"]
    fit(open_window, (720, 400))
    words = listed(board.foot.row)
    assert board.foot.row.more.isVisible()
    assert words[-4:] == ["稍后 空格", "不采用 Del", "新增行 Ctrl+R", "这一行的全部说明 F8"]
    assert [one for one in (*words, *(button.text() for button in buttons_of(review))) if "确认 Enter" in one]
    assert "确认全部可信（3）" in listed(review.actions_row)
    here = board.table.record().id
    board.foot.row.menu.actions()[words.index("不采用 Del")].trigger()
    assert review.desk.ledger.row(here).status.value == "rejected"
    fit(open_window, (1366, 768))
    assert not board.foot.row.more.isVisible() and board.add_row.isVisible()


def test_removing_is_away_from_the_filter(review: ReportPage) -> None:
    assert not review.remove.isVisible()
    assert "移除这份报告…" in listed(review.actions_row)


@pytest.mark.parametrize("size", SIZES)
def test_after_each_key_the_row_one_is_on_is_seen(
    long_report: ReportPage, open_window: ClerkWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    fit(open_window, size)
    table = long_report.board.table
    table.setFocus()
    for number in range(45):
        key = (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_Down)[number % 5]
        qtbot.keyClick(table, key)
        assert table.record() is not None and seen(long_report), (number, key)


@pytest.mark.parametrize("shown", ["只看待看的", "只看目标"])
def test_the_row_is_seen_where_a_filter_takes_rows_away(
    long_report: ReportPage, open_window: ClerkWindow, qtbot: QtBot, shown: str
) -> None:
    fit(open_window, (911, 512))
    long_report.desk.write(lambda: long_report.desk.ledger.skip_rows([row.id for row in long_report.board.marked][::2]))
    long_report.shown.setCurrentText(shown)
    table = long_report.board.table
    table.setFocus()
    for number in range(20):
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.record() is not None and seen(long_report), number


def test_the_row_is_seen_when_something_takes_room_from_the_table(
    long_report: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    board = long_report.board
    while board.table.visualRect(board.table.currentIndex()).bottom() < board.table.viewport().height() - 40:
        qtbot.keyClick(board.table, Qt.Key.Key_Down)
    board.find_bar.start("")
    long_report.desk.tell("一句话\n两句话\n三句话", "look")
    for _ in range(5):
        QApplication.processEvents()
    assert seen(long_report)


def test_the_reason_is_one_line_and_f8_opens_all_of_it_over_the_page(
    review: ReportPage, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    board = review.board
    table, detail = board.table, board.detail
    before = table.geometry()
    qtbot.keyClick(table, Qt.Key.Key_F8)
    assert detail.box.isVisible() and table.geometry() == before, "it is not in the layout"
    assert "· 按上年 50 推算增速为 10.0%" in detail.text.text() and "在“二、今年主要目标”下" in detail.head.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not detail.box.isVisible() and table.hasFocus()
    qtbot.mouseClick(detail.more, Qt.MouseButton.LeftButton)
    assert detail.box.isVisible()
    table.setFocus()
    assert not detail.box.isVisible(), "it goes when the keyboard goes elsewhere"


def test_how_sure_the_program_was_is_seen_only_where_that_is_little(review: ReportPage) -> None:
    model, table = review.board.model, review.board.table
    place = model.column_of("confidence")
    texts = [model.index(row, place).data() for row in range(model.rowCount()) if not model.is_heading(row)]
    assert texts == ["", "", "", "", "60%", "50%"] and not table.isColumnHidden(place)
    rows = [row.id for row in review.board.marked][4:]
    review.desk.write(lambda: review.desk.ledger.confirm_rows(rows))
    assert table.isColumnHidden(place)


def test_the_box_names_the_whole_of_a_part(review: ReportPage) -> None:
    review.board.show_row(review.board.marked[5].id)
    assert "是“新增规上企业”的其中项" in review.board.detail.head.text()
    review.desk.write(lambda: review.desk.ledger.edit_row(review.board.marked[4].id, RowChange(name="新增企业")))
    review.board.show_row(review.board.marked[5].id)
    assert "是“新增企业”的其中项" in review.board.detail.head.text()
