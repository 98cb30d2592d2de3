"""The grid of actuals: typing, units, pasting, checks that stop and checks that ask."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.actuals.conftest import cell, go
from tests.ui.conftest import ClerkWindow, children, level, type_into
from zonetracker.model.changes import ActualEntry, IndicatorChange, TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.services.sheets.telling import why
from zonetracker.ui.actuals.page import ActualsPage
from zonetracker.ui.parts.theme import shade


def test_the_grid_shows_what_stands_and_what_is_missing(page: ActualsPage) -> None:
    keys = ("unit", "target", "value:7", "value:8", "growth:8")
    assert [cell(page, 0, key) for key in keys] == ["亿元", "60", "28.50", "待填", ""]
    assert page.model.headerData(0, Qt.Orientation.Vertical) == "1  固定资产投资"
    assert page.line.text() == "8月还有 2 项待填，7月还欠 1 项"


def test_typing_goes_straight_into_the_cell_and_enter_goes_down(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    qtbot.keyClicks(page.table, "3")
    editor = next(line for line in children(page.table.viewport(), QLineEdit) if line.isVisible())
    qtbot.keyClicks(editor, "3.30")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.ledger.actual(1, 2023, 8) is not None)
    assert cell(page, 0, "value:8") == "33.30"
    assert page.table.record().indicator.name == "外贸出口"
    assert cell(page, 0, "growth:8") == "(11.0)"


def test_a_unit_is_taken_as_typed_and_shown_in_the_rows_own(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "330000万元")
    kept = known(page.desk.ledger.actual(1, 2023, 8))
    assert (kept.value, kept.unit) == (Decimal(330000), "万元")
    assert cell(page, 0, "value:8") == "33"


def test_a_hard_finding_stops_and_what_was_typed_stays_in_the_cell(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33万美元")
    assert "不能比较" in page.table.note.text() and page.table.note.isVisible()
    assert page.desk.ledger.actual(1, 2023, 8) is None
    editor = next(line for line in children(page.table.viewport(), QLineEdit) if line.isVisible())
    assert editor.text() == "33万美元"
    editor.setText("33")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.table.note.isVisible())
    assert known(page.desk.ledger.actual(1, 2023, 8)).value == 33
    assert page.table.record().indicator.name == "外贸出口"


def test_a_soft_finding_asks_below_the_grid_for_a_reason_and_keeps_it(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    go(page, 0, "value:8")
    height = page.table.height()
    type_into(qtbot, page.table, "20")
    assert page.desk.ledger.actual(1, 2023, 8) is None and open_window.ask.dialog is None
    assert page.bar.isVisible() and page.table.height() == height
    assert "固定资产投资8月：累计数 20 比 7 月的 28.50 小" in page.bar.said.text()
    line = page.bar.reason
    qtbot.waitUntil(line.hasFocus)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "请用文字写明原因" in page.bar.trouble.text()
    line.insert("企业退库")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert known(page.desk.ledger.actual(1, 2023, 8)).reason == "企业退库"
    assert page.table.hasFocus() and page.detail.isVisible()
    go(page, 0, "value:8")
    assert "原因：企业退库" in page.detail.before.text()


def test_a_figure_that_was_taken_with_a_reason_is_marked_and_tells_it(page: ActualsPage, qtbot: QtBot) -> None:
    place = page.model.column_of("value:8")
    assert not page.model.has_corner(0, place)
    before = page.table.grab().toImage()
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    page.bar.reason.insert("企业退库")
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Return)
    assert page.model.has_corner(0, place) and not page.model.has_corner(1, place)
    assert "企业退库" in page.model.index(0, place).data(Qt.ItemDataRole.ToolTipRole)
    cell_at = page.table.visualRect(page.model.index(0, place))
    corner = page.table.viewport().mapTo(page.table, cell_at.topRight()) - QPoint(1, -1)
    ratio = before.devicePixelRatio()
    drawn = page.table.grab().toImage().pixelColor(int(corner.x() * ratio), int(corner.y() * ratio))
    assert drawn == shade("look")
    go(page, 0, "value:8")
    inside = page.table.viewport().mapTo(page.table, cell_at.center() - QPoint(cell_at.width() // 4, 0))
    filled = page.table.grab().toImage().pixelColor(int(inside.x() * ratio), int(inside.y() * ratio))
    assert filled == shade("accent_soft"), "the frame of the cell one is on is empty"
    assert before.pixelColor(int(corner.x() * ratio), int(corner.y() * ratio)) != drawn


def test_esc_leaves_the_cell_as_it_was(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Escape)
    assert page.desk.ledger.actual(1, 2023, 8) is None and cell(page, 0, "value:8") == "待填"
    assert not page.bar.isVisible() and page.table.hasFocus()
    assert page.table.record().indicator.name == "外贸出口"


def test_esc_in_the_grid_leaves_the_question_too(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    qtbot.waitUntil(page.bar.reason.hasFocus)
    page.table.setFocus()
    assert page.bar.waiting == 1
    qtbot.keyClick(page.table, Qt.Key.Key_Escape)
    assert page.bar.waiting == 0 and not page.bar.isVisible()
    assert page.desk.ledger.actual(1, 2023, 8) is None and page.table.hasFocus()


def test_undo_takes_back_the_figure_that_waits_and_no_step_before_it(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    qtbot.waitUntil(page.bar.reason.hasFocus)
    before = open_window.desk.ledger.revision
    qtbot.keyClicks(page.bar.reason, "tk")
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Z, control)
    assert page.bar.isVisible() and page.bar.reason.text() == ""
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Z, control)
    assert not page.bar.isVisible() and page.table.hasFocus()
    assert open_window.desk.ledger.revision == before and cell(page, 0, "value:8") == "待填"
    qtbot.keyClick(page.table, Qt.Key.Key_Z, control)
    assert open_window.desk.ledger.revision > before


def test_whoever_types_figures_on_is_not_eaten_and_answers_afterwards(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    go(page, 0, "value:8")
    page.table.setFocus()
    for text in ("20", "25"):
        for key in text:
            qtbot.keyClick(open_window.focusWidget(), key)
        qtbot.keyClick(open_window.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()
    ledger = page.desk.ledger
    assert ledger.actual(1, 2023, 8) is None and known(ledger.actual(2, 2023, 8)).value == 25
    assert page.bar.isVisible() and page.bar.waiting == 1 and page.bar.reason.text() == ""
    page.table.setFocus()
    for _ in range(len(page.areas())):
        if not page.bar.reason.hasFocus():
            qtbot.keyClick(open_window.focusWidget(), Qt.Key.Key_F6)
    assert page.bar.reason.hasFocus()
    page.bar.reason.insert("2家企业退库")
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Return)
    assert known(ledger.actual(1, 2023, 8)).reason == "2家企业退库" and page.bar.waiting == 0


def test_of_several_questions_the_latest_comes_first_and_a_cell_typed_anew_drops_its_own(
    page: ActualsPage, qtbot: QtBot
) -> None:
    page.desk.ledger.set_actuals([ActualEntry(2, 2023, 7, Decimal(30), "亿元")])
    page.refresh(None)
    for row in (0, 1):
        go(page, row, "value:8")
        type_into(qtbot, page.table, "20")
    assert page.bar.said.text().startswith("外贸出口8月") and "还有 1 处待核对" in page.bar.said.text()
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    assert page.bar.waiting == 1 and page.bar.said.text().startswith("外贸出口8月")
    assert known(page.desk.ledger.actual(1, 2023, 8)).value == 33


def test_growth_is_typed_beside_the_value(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    go(page, 0, "growth:8")
    type_into(qtbot, page.table, "下降3.5%")
    kept = known(page.desk.ledger.actual(1, 2023, 8))
    assert (kept.value, kept.growth) == (Decimal(33), Decimal("-3.5"))


def test_whose_a_figure_is_stands_beside_the_chosen_month_and_is_chosen_or_typed(
    page: ActualsPage, qtbot: QtBot
) -> None:
    assert [column.key for column in page.model.columns if column.key.startswith("source")] == ["source:8"]
    go(page, 0, "source:8")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    assert not [box for box in children(page.table.viewport(), QComboBox) if box.isVisible()], "no figure, no source"
    page.desk.ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(33), "亿元")])
    page.refresh(None)
    go(page, 0, "source:8")
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (box,) = [box for box in children(page.table.viewport(), QComboBox) if box.isVisible()]
    assert [box.itemText(at) for at in range(box.count())] == ["", "统计局", "财政局", "部门自报", "快报", "预计"]
    line = box.lineEdit()
    assert line is not None
    line.setText("财政所预计")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: known(page.desk.ledger.actual(1, 2023, 8)).source == "财政所预计")
    assert cell(page, 0, "source:8") == "财政所预计"
    go(page, 0, "source:8")
    assert "来源：财政所预计" in page.detail.before.text()
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33.5")
    assert cell(page, 0, "source:8") == ""


def test_del_clears_the_chosen_cells(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:7")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.desk.ledger.actuals(2023) == []
    page.desk.undo()
    assert cell(page, 0, "value:7") == "28.50"


def test_below_a_cell_of_which_only_the_growth_is_known_stands_the_growth(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "growth:8")
    type_into(qtbot, page.table, "8.9")
    go(page, 0, "growth:8")
    assert page.detail.head.text() == "固定资产投资 · 1-8月 同比 8.9%"


def test_below_the_cell_stand_last_year_and_the_last_values(page: ActualsPage, qtbot: QtBot) -> None:
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    go(page, 0, "value:8")
    assert page.detail.head.text() == "固定资产投资 · 1-8月 33亿元 · 其中8月 4.50亿元"
    assert "上年同月 30亿元 · 按上年同月算，同比 10.0%" in page.detail.before.text()
    assert page.detail.values.text() == "最近 12 次：2022年 8月 30；2023年 7月 28.50　8月 33"


def test_another_month_brings_its_growth_column_along(page: ActualsPage, open_window: ClerkWindow) -> None:
    open_window.month_before()
    assert page.model.columns[page.table.currentIndex().column()].key == "value:7"
    assert page.model.column_of("growth:7") == page.model.column_of("value:7") + 1
    page.growths.setChecked(True)
    assert sum(column.key.startswith("growth") for column in page.model.columns) == 12


def test_copying_out_gives_the_shown_figures(page: ActualsPage) -> None:
    go(page, 0, "value:7")
    page.table.copy()
    assert QGuiApplication.clipboard().text() == "28.50"


def test_a_sheet_of_a_bureau_is_shown_before_it_is_entered(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text(
        "指标名称,累计,同比增长\n固定资产投资,33.5,9.1\n出口总额,1.9亿美元,\n自营出口,25,3\n", encoding="utf-8"
    )
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None)
    dialog = open_window.ask.dialog
    states = {
        dialog.model.index(row, 1).data(): dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())
    }
    assert states["固定资产投资"] == "填入" and states["自营出口"] == "未对上"
    dialog._name(next(row for row in dialog.plan.rows if row.name == "自营出口"), page.desk.ledger.indicator(2))
    qtbot.waitUntil(lambda: not open_window.tasks.busy)
    dialog.table.entered.emit(next(row for row in dialog.plan.rows if row.name == "自营出口"))
    dialog.accept()
    qtbot.waitUntil(lambda: not open_window.tasks.busy)
    stands = {one.indicator_id: (one.value, one.growth) for one in page.desk.ledger.actuals(2023) if one.month == 8}
    assert stands == {1: (Decimal("33.5"), Decimal("9.1")), 2: (Decimal(25), Decimal(3))}
    assert page.desk.ledger.sheet_mappings()["names"]["names"] == {"自营出口": 2}


def test_a_sheet_of_another_month_says_so(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text("指标名称,2022年1-7月累计\n固定资产投资,33.5\n", encoding="utf-8")
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None and not page.desk.tasks.busy)
    dialog = open_window.ask.dialog
    assert dialog.month.currentIndex() == 6
    assert "表上写的是2022年1-7月，要填的是2023年1-7月" in why(dialog.plan.rows[0])
    assert not dialog.answer.isEnabled()


def test_a_sheet_is_entered_without_a_mouse(
    page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow, tmp_path: Path
) -> None:
    sheet = tmp_path / "统计月报.csv"
    sheet.write_text("指标名称,累计\n固定资产投资,33.5\n", encoding="utf-8")
    page.take_sheets([sheet])
    qtbot.waitUntil(lambda: open_window.ask.dialog is not None)
    dialog = open_window.ask.dialog
    for _ in range(3):
        if dialog.focusWidget() is not dialog.answer:
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.answer
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert [(one.month, str(one.value)) for one in page.desk.ledger.actuals(2023)][-1] == (8, "33.5")


def test_an_earlier_month_begins_where_it_is_to_be_filled_unless_one_has_gone_elsewhere(page: ActualsPage) -> None:
    ledger, desk = page.desk.ledger, page.desk
    desk.write(lambda: ledger.edit_indicator(1, IndicatorChange(months=(3, 6, 9, 12))))
    desk.choose_period(2023, 10)
    assert page.table.currentIndex().row() == 1
    desk.choose_period(2023, 9)
    assert page.table.currentIndex().row() == 0
    go(page, 1, "value:9")
    desk.choose_period(2023, 8)
    desk.choose_period(2023, 6)
    assert page.table.currentIndex().row() == 1


def test_in_a_narrow_window_the_month_is_seen_with_its_growth_and_no_column_is_cut_at_the_left(
    open_window: ClerkWindow, page: ActualsPage, qtbot: QtBot
) -> None:
    open_window.resize(960, 540)
    qtbot.wait(30)
    page.show_period(2023, 8)
    table, wide = page.table, page.table.viewport().width()
    for key in ("value:8", "growth:8"):
        column = page.model.column_of(key)
        left = table.columnViewportPosition(column)
        assert left >= 0 and left + table.columnWidth(column) <= wide
    assert 0 in [table.columnViewportPosition(column) for column in range(len(page.model.columns))]
    assert table.columnViewportPosition(0) < 0


@pytest.fixture
def mixed(page: ActualsPage) -> ActualsPage:
    """A growth alone between two levels and a level after them."""
    ledger = page.desk.ledger
    ledger.add_target("规模以上工业增加值", 2023, Stated(growth=Decimal(9), growth_bound=Bound.AT_LEAST))
    ledger.add_target("新增规上企业", 2023, level("15", "家"), TargetChange(responsible="经济发展局"))
    ledger.move_targets([1, 3, 2, 4])
    page.refresh(None)
    return page


def names(page: ActualsPage) -> list[str]:
    return [row.indicator.name for row in page.model.records()]


def test_where_only_a_growth_is_wanted_the_growth_is_to_be_filled_and_enter_goes_there(
    mixed: ActualsPage, qtbot: QtBot
) -> None:
    at = names(mixed).index("规模以上工业增加值")
    assert (cell(mixed, at, "value:8"), cell(mixed, at, "growth:8")) == ("", "待填")
    go(mixed, at - 1, "value:8")
    type_into(qtbot, mixed.table, "33")
    columns = mixed.model.columns
    assert mixed.table.currentIndex().row() == at
    assert columns[mixed.table.currentIndex().column()].key == "growth:8"
    type_into(qtbot, mixed.table, "9.2")
    assert known(mixed.desk.ledger.actual(mixed.model.record(at).indicator.id, 2023, 8)).growth == Decimal("9.2")
    assert cell(mixed, at, "growth:8") == "9.2"
    here = mixed.table.currentIndex()
    assert (here.row(), columns[here.column()].key) == (at + 1, "value:8")
    go(mixed, at - 1, "growth:8")
    type_into(qtbot, mixed.table, "5")
    type_into(qtbot, mixed.table, "9.3")
    assert columns[mixed.table.currentIndex().column()].key == "growth:8", "a column of growths is gone down as it is"


def test_only_what_waits_is_listed_and_what_is_filled_in_stays_until_it_is_asked_again(
    page: ActualsPage, qtbot: QtBot
) -> None:
    page.desk.ledger.add_target("新增规上企业", 2023, level("15", "家"))
    page.desk.ledger.set_actuals([ActualEntry(2, 2023, 8, Decimal(25), "亿元")])
    page.refresh(None)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == ["固定资产投资", "新增规上企业"]
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    assert names(page) == ["固定资产投资", "新增规上企业"] and cell(page, 0, "value:8") == "33"
    assert page.table.record().indicator.name == "新增规上企业"
    type_into(qtbot, page.table, "9")
    assert page.line.text() == "本月已填齐"
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert names(page) == [] and "没有要列出的行" in page.line.text()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("出口", ["外贸出口"]), ("gdzc", ["固定资产投资"]), ("wmck", ["外贸出口"]), ("jjfz", ["新增规上企业"])],
)
def test_a_search_finds_names_units_and_first_letters(
    mixed: ActualsPage, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    qtbot.keyClick(mixed.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    mixed.start_search()
    qtbot.keyClicks(mixed.search, typed) if typed.isascii() else mixed.search.insert(typed)
    assert names(mixed) == found
    qtbot.keyClick(mixed.search, Qt.Key.Key_Return)
    assert mixed.table.hasFocus() and mixed.table.record().indicator.name == found[0]
    mixed.search.clear()
    assert len(names(mixed)) == 4 and mixed.table.record().indicator.name == found[0]


def test_the_next_month_begins_with_what_is_due_and_says_what_the_last_one_owes(
    mixed: ActualsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    ledger = mixed.desk.ledger
    first = mixed.model.record(0).indicator.id
    ledger.set_actuals([ActualEntry(first, 2023, 9, Decimal(40), "亿元")])
    ledger.set_actuals([ActualEntry(2, 2023, 8, Decimal(20), "亿元", source="商务局（预计）")])
    open_window.month_after()
    assert mixed.table.record().indicator.name == names(mixed)[1]
    assert mixed.line.text() == "9月还有 3 项待填，8月还欠 3 项"
    owing = {name: (cell(mixed, at, "value:8"), cell(mixed, at, "growth:8")) for at, name in enumerate(names(mixed))}
    assert owing == {
        "固定资产投资": ("", ""),
        "规模以上工业增加值": ("", "待填"),
        "外贸出口": ("20 预计", ""),
        "新增规上企业": ("待填", ""),
    }
    qtbot.keyClick(mixed.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert len(names(mixed)) == 3
    go(mixed, 2, "value:9")
    open_window.month_before()
    assert mixed.table.record().indicator.name == names(mixed)[2], "an earlier month is looked at where one is"


@pytest.mark.parametrize("typed", ["预计 33", "33（预计）", "预计33亿元", "33亿元(预计数)"])
def test_a_figure_is_said_to_be_expected_until_a_final_one_is_typed(
    page: ActualsPage, qtbot: QtBot, typed: str
) -> None:
    ledger = page.desk.ledger
    go(page, 0, "value:8")
    type_into(qtbot, page.table, typed)
    kept = known(ledger.actual(1, 2023, 8))
    assert (kept.value, kept.source, kept.expected) == (Decimal(33), "预计", True)
    assert (cell(page, 0, "value:8"), cell(page, 0, "source:8")) == ("33 预计", "预计")
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "33")
    assert not known(ledger.actual(1, 2023, 8)).expected and cell(page, 0, "value:8") == "33"


def test_expected_alone_marks_the_figure_that_stands_and_keeps_its_bureau(page: ActualsPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(33), "亿元", source="统计局")])
    page.refresh(None)
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "预计")
    kept = known(ledger.actual(1, 2023, 8))
    assert (kept.value, kept.source) == (Decimal(33), "统计局（预计）")
    type_into(qtbot, page.table, "预计")
    assert "不是数字" in page.table.note.text() and ledger.actual(2, 2023, 8) is None


def test_a_source_is_filled_down(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    ledger = page.desk.ledger
    ledger.add_target("新增规上企业", 2023, level("15", "家"))
    entries = [ActualEntry(1, 2023, 8, Decimal(33), source="统计局"), ActualEntry(3, 2023, 8, Decimal(9))]
    ledger.set_actuals(entries)
    page.refresh(None)
    page.table.setFocus()
    go(page, 0, "value:8")
    qtbot.keyClick(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert "来源" in open_window.message.label.text()
    go(page, 0, "source:8")
    for _ in range(2):
        qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [(one.indicator_id, one.source) for one in ledger.actuals(2023) if one.month == 8] == [
        (1, "统计局"),
        (3, "统计局"),
    ]
    ledger.set_actuals([ActualEntry(2, 2023, 8, Decimal(25), "亿元", source="海关")])
    page.refresh(None)
    go(page, 2, "source:8")
    qtbot.keyClick(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert known(ledger.actual(3, 2023, 8)).source == "海关", "one cell takes what stands above it"


def test_growths_of_all_months_are_shown_by_a_key(page: ActualsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert sum(column.key.startswith("growth") for column in page.model.columns) == 12
    qtbot.keyClick(page.table, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert [column.key for column in page.model.columns if column.key.startswith("growth")] == ["growth:8"]


def test_below_the_grid_stands_where_the_rows_year_goes(page: ActualsPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal(48), "亿元")])
    ledger.add_target("固定资产投资", 2022, level("50", "亿元"))
    page.refresh(None)
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "32")
    go(page, 0, "value:8")
    assert page.detail.ahead.text() == (
        "照1-8月进度，全年约51.2亿元（48—51.2亿元），为目标的85.3%；余下4个月平均每月要7亿元（前8个月平均每月4亿元）；"
        "上年1-8月完成上年目标的60.0%。"
    )
    go(page, 0, "value:7")
    assert page.detail.ahead.text().startswith("照1-7月进度，全年约48.86亿元")
    go(page, 0, "value:10")
    assert page.detail.ahead.text().startswith("照1-8月进度，全年约51.2亿元"), "the latest figure before it"
    go(page, 1, "value:8")
    assert page.detail.ahead.text() == ""


def test_in_a_small_window_the_grid_gets_the_room(page: ActualsPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    open_window.resize(683, 384)
    qtbot.waitUntil(lambda: not page.detail.values.isVisible())
    go(page, 0, "value:8")
    type_into(qtbot, page.table, "20")
    buttons = [page.bar.answer, page.bar.cancel, page.waiting, page.closing, page.importing]
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    asked = page.table.viewport().height()
    assert asked // page.table.rowHeight(0) >= 2
    qtbot.keyClick(page.bar.reason, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.table.viewport().height() > asked)
    assert page.table.viewport().height() // page.table.rowHeight(0) >= 4
    assert page.detail.short.isVisible() and page.detail.short.text() == page.detail.head.text()
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.detail.values.isVisible() and page.growths.isVisible())
