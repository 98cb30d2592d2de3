"""The target list: edited in place, nested, moved, copied, adjusted; read back from the workbook."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, child, level, type_into
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Bound, JudgeBy, Stated
from zonetracker.ui.parts.dialogs import ReasonForm
from zonetracker.ui.targets.page import TargetsPage


@pytest.fixture
def page(open_window: ClerkWindow, qtbot: QtBot) -> TargetsPage:
    ledger = open_window.desk.ledger
    ledger.add_target("地区生产总值", 2023, level("80", "亿元", growth="8"))
    ledger.add_target("固定资产投资", 2023, level("60", "亿元", Bound.AT_LEAST))
    ledger.add_target("工业投资", 2023, level("25", "亿元"))
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal(74), "亿元")])
    open_window.desk.choose_period(2023, 9)
    open_window.go("targets")
    shown: TargetsPage = open_window.page()
    shown.refresh(None)
    qtbot.waitUntil(lambda: shown.table.isVisible())
    return shown


def picture(page: TargetsPage, *keys: str) -> str:
    places = [page.model.column_of(key) for key in keys]
    return "\n".join(
        "|".join(str(page.model.index(row, place).data()) for place in places) for row in range(page.model.rowCount())
    )


def go(page: TargetsPage, row: int, key: str) -> None:
    page.table.go_to(page.model.record(row).target.id, page.model.column_of(key))


def test_the_list_with_baseline_and_back_check(page: TargetsPage) -> None:
    assert picture(page, "number", "name", "value", "unit", "bound", "growth", "baseline", "check") == (
        "1|地区生产总值|80|亿元||8|74|相符\n2|固定资产投资|60|亿元|以上|||\n3|工业投资|25|亿元||||"
    )
    assert page.line.text() == "2023 年 · 共 3 项" and page.filters.unassigned.text() == "3 项没有责任单位"


def test_a_level_is_typed_with_unit_and_bound(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 1, "value")
    type_into(qtbot, page.table, "6.5亿元左右")
    stated = page.desk.ledger.targets(2023)[1].stated
    assert (stated.value, stated.unit, stated.bound) == (Decimal("6.5"), "亿元", Bound.ABOUT)


def test_a_growth_that_disagrees_with_the_baseline_is_shown(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 0, "growth")
    type_into(qtbot, page.table, "12")
    assert picture(page, "check").startswith("不符")
    assert "推算增速为 8.1%" in page.detail.text.text()


def test_a_baseline_is_last_years_december(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 1, "baseline")
    type_into(qtbot, page.table, "52000万元")
    actual = known(page.desk.ledger.actual(2, 2022, 12))
    assert (actual.value, actual.unit) == (Decimal(52000), "万元")
    assert picture(page, "baseline").splitlines()[1] == "52000万元"


def test_one_unit_for_all_chosen_rows(page: TargetsPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    page.table.selectionModel().setCurrentIndex(
        page.table.model().index(0, page.model.column_of("responsible")),
        page.table.selectionModel().SelectionFlag.NoUpdate,
    )
    type_into(qtbot, page.table, "经济发展局")
    assert {target.responsible for target in page.desk.ledger.targets(2023)} == {"经济发展局"}
    page.desk.undo()
    assert {target.responsible for target in page.desk.ledger.targets(2023)} == {""}


def test_weight_stretch_and_what_it_is_judged_by(page: TargetsPage, qtbot: QtBot) -> None:
    for key, text in (("weight", "12.5"), ("stretch", "850000万元"), ("judge_by", "")):
        go(page, 0, key)
        if text:
            type_into(qtbot, page.table, text)
    page.model.setData(page.model.index(0, page.model.column_of("judge_by")), "按总量")
    target = page.desk.ledger.targets(2023)[0]
    assert (target.weight, target.stretch, target.judge_by) == (Decimal("12.5"), Decimal(85), JudgeBy.LEVEL)


def test_a_part_goes_under_its_whole_and_out_again(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 2, "name")
    qtbot.keyClick(page.table, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    assert picture(page, "number", "name") == "1|地区生产总值\n2|固定资产投资\n|　　其中：工业投资"
    qtbot.keyClick(page.table, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.ControlModifier)
    assert picture(page, "number", "name").endswith("3|工业投资")


def test_rows_are_moved_with_the_keyboard(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 2, "name")
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert picture(page, "name") == "地区生产总值\n工业投资\n固定资产投资"
    assert page.table.record().indicator.name == "工业投资"


def test_del_takes_targets_out_and_undo_brings_them_back(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 0, "name")
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 2
    page.desk.undo()
    assert page.model.rowCount() == 3


def test_a_new_target_by_its_form(page: TargetsPage, open_window: ClerkWindow) -> None:
    page.add.click()
    form = open_window.ask.dialog
    form.accept()
    assert "不能空着" in form.trouble.text()
    form.name.setText("新增规上企业")
    form.level.setText("15家以上")
    form.accept()
    assert picture(page, "name", "value", "unit", "bound").endswith("新增规上企业|15|家|以上")


def test_what_is_soft_in_a_form_is_asked_over_it(page: TargetsPage, open_window: ClerkWindow) -> None:
    page.add.click()
    form = open_window.ask.dialog
    form.name.setText("新增规上企业")
    form.level.setText("15.5家")
    form.accept()
    asked = open_window.ask.dialog
    assert form.isVisible() and isinstance(asked, ReasonForm) and page.model.rowCount() == 3
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    asked.reason.setText("按季度平均数考核")
    asked.accept()
    assert not form.isVisible()
    assert picture(page, "name", "value", "unit").endswith("新增规上企业|15.5|家")


def test_an_adjustment_keeps_both_values_with_paper_and_reason(page: TargetsPage, open_window: ClerkWindow) -> None:
    go(page, 0, "value")
    page.adjust.click()
    form = open_window.ask.dialog
    form.level.setText("78亿元")
    form.accept()
    assert "依据文件" in form.trouble.text() and page.desk.ledger.adjustments() == []
    form.paper.setText("高新管〔2023〕12号")
    form.reason.setText("统计口径调整")
    form.month.setCurrentIndex(6)
    form.accept()
    kept = page.desk.ledger.adjustments()[0]
    assert (kept.before.value, kept.after.value, kept.from_month) == (Decimal(80), Decimal(78), 7)
    told = "目标自7月起由80亿元，增长8%调整为78亿元，增长8%（高新管〔2023〕12号）；统计口径调整"
    assert told in page.detail.text.text()


def test_the_list_of_last_year_is_copied(page: TargetsPage, open_window: ClerkWindow) -> None:
    open_window.desk.choose_period(2024, 1)
    assert page.pile.currentIndex() == 1 and page.empty.title.text() == "2024 年还没有目标"
    open_window.ask.answers = [0]
    page.copy.trigger()
    assert picture(page, "name", "value") == "地区生产总值|待填\n固定资产投资|待填\n工业投资|待填"


def test_an_indicators_calendar_and_curve(page: TargetsPage, open_window: ClerkWindow) -> None:
    go(page, 0, "name")
    page.properties.click()
    form = open_window.ask.dialog
    form.curve.setText("5 10 25")
    form.accept()
    assert form.isVisible() and "12 个" in form.trouble.text()
    form.curve.setText("五")
    form.accept()
    assert form.isVisible() and "不是数字" in form.trouble.text()
    form.curve.setText("5 10 20 30 40 50 60 70 75 80 90 100")
    form.months.setText("3,6,9,12")
    form.accept()
    indicator = page.desk.ledger.indicator(1)
    assert indicator.curve[2] == Decimal(20) and indicator.months == (3, 6, 9, 12)


def test_a_name_in_use_is_refused(page: TargetsPage, qtbot: QtBot) -> None:
    go(page, 0, "name")
    type_into(qtbot, page.table, "工业投资")
    assert "已是指标“工业投资”" in page.table.note.text()
    qtbot.keyClick(child(page.table.viewport(), QLineEdit), Qt.Key.Key_Escape)
    assert page.model.record(0).indicator.name == "地区生产总值"


def test_a_relative_target_shows_its_words(page: TargetsPage) -> None:
    page.desk.write(
        lambda: page.desk.ledger.add_target("居民收入", 2023, Stated(), TargetChange(wording="与经济增长同步"))
    )
    assert picture(page, "name", "value").endswith("居民收入|与经济增长同步")


def test_searching_keeps_matching_rows(page: TargetsPage) -> None:
    page.search.setText("投资")
    assert page.table.model().rowCount() == 2


def test_in_the_lowest_window_the_rows_have_the_room_and_the_target_one_line(
    page: TargetsPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    open_window.resize(683, 384)
    qtbot.waitUntil(page.detail.short.isVisible)
    qtbot.waitUntil(lambda: page.table.viewport().height() // page.table.rowHeight(0) >= 4)
    said = page.detail.short.text()
    assert said.startswith(page.detail.head.text()) and not page.detail.head.isVisible()
    assert "基数核定…" in [command.title for command in page.table.commands]
    open_window.resize(1366, 768)
    qtbot.waitUntil(page.detail.head.isVisible)
    assert page.detail.text.isVisible() and not page.detail.short.isVisible()
