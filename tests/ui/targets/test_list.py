"""The list as it is looked at: sorted, folded, filtered, moved, its columns chosen, its names staying."""

from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TEXT, ClerkWindow, candidate, children, type_into
from tests.ui.targets.conftest import ALT, CONTROL, OTHER_PART, OUTPUT, PART, RATE, SHIFT, WHOLE, Eye
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Kind, Stated
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.completing import NamesLine

AS_LISTED = "固定资产投资， 工业投资， 房地产投资，地区生产总值，服务业增加值"


def sort(eye: Eye, key: str) -> None:
    header = eye.page.table.horizontalHeader()
    place = eye.page.model.column_of(key)
    at = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) // 2, header.height() // 2)
    eye.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_sorting_by_name_is_by_sound_and_keeps_parts_with_their_whole(eye: Eye) -> None:
    assert eye.names() == AS_LISTED
    sort(eye, "name")
    assert eye.names() == "地区生产总值，服务业增加值，固定资产投资， 房地产投资， 工业投资"
    sort(eye, "name")
    assert eye.names() == "固定资产投资， 工业投资， 房地产投资，服务业增加值，地区生产总值"
    sort(eye, "name")
    assert eye.names() == AS_LISTED


def test_sorting_by_a_figure_puts_what_has_none_last_in_both_directions(eye: Eye) -> None:
    sort(eye, "growth")
    assert eye.names().startswith("地区生产总值，")
    sort(eye, "growth")
    assert eye.names().startswith("地区生产总值，")
    sort(eye, "growth")
    sort(eye, "value")
    assert eye.names() == "服务业增加值，固定资产投资， 工业投资， 房地产投资，地区生产总值"


def test_parts_are_put_away_and_brought_back(eye: Eye) -> None:
    eye.at(OTHER_PART, "name")
    eye.press(Qt.Key.Key_Minus, CONTROL)
    assert eye.names() == "固定资产投资，地区生产总值，服务业增加值"
    assert eye.page.table.record().target.id == WHOLE
    eye.press(Qt.Key.Key_Minus, CONTROL)
    assert eye.names() == AS_LISTED
    eye.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    assert eye.names() == "固定资产投资，地区生产总值，服务业增加值"
    eye.page.search.setText("工业")
    assert eye.names() == " 工业投资"
    eye.page.search.clear()
    eye.press(Qt.Key.Key_Up, CONTROL | SHIFT)
    assert eye.names() == AS_LISTED


def test_the_arrow_before_a_whole_is_pressed(eye: Eye, qtbot: QtBot) -> None:
    table = eye.page.table
    rect = table.visualRect(table.model().index(0, eye.page.model.column_of("name")))
    at = QPoint(rect.left() + 10, rect.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert eye.names() == "固定资产投资，地区生产总值，服务业增加值"
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert eye.names() == AS_LISTED


def test_what_the_head_counts_is_a_filter(eye: Eye) -> None:
    filters = eye.page.filters
    assert (filters.unassigned.text(), filters.wrong.text()) == ("2 项没有责任单位", "1 项核对不符")
    assert not filters.vacant.isVisible()
    filters.wrong.setFocus()
    eye.press(Qt.Key.Key_Space)
    assert eye.names() == "地区生产总值" and eye.page.line.text() == "2023 年 · 共 5 项 · 筛选出 1 项"
    filters.wrong.setChecked(False)
    filters.unassigned.setChecked(True)
    assert eye.names() == "固定资产投资， 工业投资，地区生产总值"


def test_a_row_that_gets_its_unit_leaves_the_filter_and_the_next_is_on_its_place(eye: Eye, qtbot: QtBot) -> None:
    eye.page.filters.unassigned.setChecked(True)
    eye.at(PART, "responsible")
    for text in ("经信局", "统计局"):
        type_into(qtbot, eye.page.table, text)
    assert [eye.page.desk.ledger.target(one).responsible for one in (PART, OUTPUT)] == ["经信局", "统计局"]
    assert not eye.page.filters.unassigned.isHidden() and eye.names() == ""
    eye.page.filters.unassigned.setChecked(False)
    assert eye.names() == AS_LISTED and eye.page.filters.unassigned.isHidden()


def test_rows_of_one_unit_or_one_part_of_the_report(eye: Eye) -> None:
    filters, ledger = eye.page.filters, eye.page.desk.ledger
    assert [filters.unit.itemText(at) for at in range(filters.unit.count())] == [
        *("全部单位", "建设局", "经济发展局", "商务局"),
    ]
    filters.unit.setCurrentText("建设局")
    assert eye.names() == "固定资产投资， 房地产投资"
    filters.unit.setCurrentIndex(0)
    filters.section.setCurrentText("二、产业发展")
    assert eye.names() == "服务业增加值"
    ledger.add_departments(["经济发展局"])
    eye.page.desk.write(lambda: ledger.edit_target(RATE, TargetChange(responsible="经济发展局、商务局")))
    filters.section.setCurrentIndex(0)
    filters.unit.setCurrentText("商务局")
    assert eye.names() == "服务业增加值"


def test_an_item_that_is_gone_to_is_fetched_out_of_filter_and_fold(eye: Eye, open_window: ClerkWindow) -> None:
    eye.at(WHOLE, "name")
    eye.press(Qt.Key.Key_Minus, CONTROL)
    eye.page.filters.wrong.setChecked(True)
    open_window.go("targets", PART)
    assert eye.page.table.record().target.id == PART and eye.names() == AS_LISTED


def test_several_rows_move_together_and_stay_chosen(eye: Eye) -> None:
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_Down, SHIFT)
    eye.press(Qt.Key.Key_Up, ALT)
    assert eye.names() == "地区生产总值，服务业增加值，固定资产投资， 工业投资， 房地产投资"
    assert {row.target.id for row in eye.page.table.chosen()} == {OUTPUT, RATE}
    eye.press(Qt.Key.Key_Up, ALT)
    eye.press(Qt.Key.Key_Down, ALT)
    assert eye.names() == AS_LISTED
    eye.page.desk.undo()
    assert eye.names().startswith("地区生产总值，服务业增加值")


def test_a_part_moves_among_the_parts_and_a_sorted_list_is_not_moved(eye: Eye, open_window: ClerkWindow) -> None:
    eye.at(OTHER_PART, "name")
    eye.press(Qt.Key.Key_Up, ALT)
    assert eye.names().startswith("固定资产投资， 房地产投资， 工业投资，")
    eye.press(Qt.Key.Key_Up, ALT)
    assert eye.names().startswith("固定资产投资， 房地产投资， 工业投资，")
    sort(eye, "name")
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_Down, ALT)
    assert "不能移动" in open_window.message.label.text()
    sort(eye, "name")
    sort(eye, "name")
    assert eye.names().startswith("固定资产投资， 房地产投资， 工业投资，地区")


def test_names_stay_while_the_list_is_scrolled_sideways(eye: Eye, open_window: ClerkWindow, qtbot: QtBot) -> None:
    open_window.resize(911, 512)
    table, staying = eye.page.table, eye.page.staying
    eye.at(WHOLE, "name")
    assert not staying.isVisible()
    eye.at(PART, "note")
    qtbot.waitUntil(staying.isVisible)
    name = eye.page.model.column_of("name")
    assert staying.rowViewportPosition(1) == table.rowViewportPosition(1)
    assert staying.columnViewportPosition(name) == table.columnWidth(0) and staying.isColumnHidden(2)
    at = QPoint(staying.width() - 20, staying.rowViewportPosition(0) + 5)
    qtbot.mouseClick(staying.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert table.record().target.id == WHOLE and staying.isVisible()
    eye.press(Qt.Key.Key_Left, times=4)
    held = table.columnViewportPosition(table.currentIndex().column())
    assert not staying.isVisible() or held >= staying.width_held
    eye.at(PART, "name")
    assert not staying.isVisible() and table.horizontalScrollBar().value() == 0


def test_names_stand_beside_their_own_figures_after_a_leap_to_the_last_cell(
    eye: Eye, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    open_window.resize(911, 512)
    table, staying = eye.page.table, eye.page.staying
    eye.at(WHOLE, "name")
    end = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(table, Qt.Key.Key_End, end)
    qtbot.waitUntil(staying.isVisible)
    QApplication.processEvents()
    last = table.model().rowCount() - 1
    assert table.verticalScrollBar().value() > 0
    assert staying.rowViewportPosition(last) == table.rowViewportPosition(last)


def test_columns_are_chosen_and_widths_remembered_on_this_pc(
    eye: Eye, open_window: ClerkWindow, settings: LocalSettings
) -> None:
    page = eye.page
    menu = page.chosen.menu()
    actions = {action.text(): action for action in menu.actions()}
    assert not actions["指标名称"].isEnabled() and actions["权重"].isChecked()
    actions["权重"].trigger()
    assert page.table.isColumnHidden(page.model.column_of("weight"))
    note = page.model.column_of("note")
    page.table.horizontalHeader().resizeSection(note, 333)
    open_window.desk.choose_period(2022, 9)
    open_window.desk.choose_period(2023, 9)
    assert page.table.columnWidth(note) == 333
    kept = LocalSettings(settings._path)
    assert kept.texts("targets.columns.hidden") == ["weight"] and kept.value("targets.columns.widths") == {"note": 333}
    page.chosen.restore()
    assert not page.table.isColumnHidden(page.model.column_of("weight")) and page.table.columnWidth(note) != 333
    assert settings.value("targets.columns.widths") is None


def test_only_a_target_with_two_figures_says_by_which_it_is_judged(eye: Eye) -> None:
    assert eye.column("judge_by") == ["", "", "", "两者取低", ""]
    model = eye.page.model
    can = [model.can_edit(model.index(row, model.column_of("judge_by"))) for row in range(model.rowCount())]
    assert can == [False, False, False, True, False]


def test_the_second_tier_has_its_own_growth_and_gap(eye: Eye, open_window: ClerkWindow) -> None:
    assert eye.column("stretch") == ["", "", "", "85", ""]
    assert eye.column("stretch_growth") == ["", "", "", "6.3", ""]
    assert eye.column("stretch_gap") == ["", "", "", "-7.0", ""]
    eye.at(OUTPUT, "name")
    open_window.desk.choose_period(2023, 8)
    assert eye.column("stretch_gap") == ["", "", "", "", ""]
    ledger = eye.page.desk.ledger
    assert not eye.page.table.isColumnHidden(eye.page.model.column_of("stretch_gap"))
    eye.page.desk.write(lambda: ledger.edit_target(OUTPUT, TargetChange(stretch=None)))
    assert eye.page.table.isColumnHidden(eye.page.model.column_of("stretch_gap"))


def test_a_growth_of_the_second_tier_is_typed_and_has_its_gap(eye: Eye, qtbot: QtBot, open_window: ClerkWindow) -> None:
    model = eye.page.model
    eye.at(OUTPUT, "stretch_growth")
    type_into(qtbot, eye.page.table, "9%")
    ledger = eye.page.desk.ledger
    assert ledger.target(OUTPUT).stretch_growth == Decimal(9)
    assert eye.column("stretch_growth")[3] == "9.0"
    output = ledger.target(OUTPUT).indicator_id
    open_window.desk.write(lambda: ledger.set_actuals([ActualEntry(output, 2023, 9, growth=Decimal("7.5"))]))
    assert eye.column("stretch_growth_gap")[3] == "-1.5"
    eye.at(OUTPUT, "stretch")
    type_into(qtbot, eye.page.table, "85-90")
    assert ledger.target(OUTPUT).stretch == Decimal(85)
    assert model.can_edit(model.index(3, model.column_of("stretch_growth")))


def test_what_each_target_came_to_stands_in_the_list_of_a_closed_year(eye: Eye, open_window: ClerkWindow) -> None:
    ledger, page = eye.page.desk.ledger, eye.page
    place = page.model.column_of("outcome")
    assert page.table.isColumnHidden(place)
    entries = [ActualEntry(ledger.target(one).indicator_id, 2023, 12, Decimal("81")) for one in (OUTPUT, WHOLE)]
    open_window.desk.write(lambda: ledger.set_actuals(entries, reason="年报数已核定"))
    open_window.desk.write(lambda: ledger.close_year(2023, carry=False))
    assert not page.table.isColumnHidden(place)
    words = dict(zip(eye.names().split("，"), eye.column("outcome"), strict=True))
    assert (
        set(words.values()) <= {"超额完成", "完成", "未完成", "暂无数据", "本月无数"} and "超额完成" in words.values()
    )
    open_window.desk.write(lambda: ledger.reopen_year(2023, "有一项要更正"))
    assert page.table.isColumnHidden(place)


def test_calendar_and_nature_are_seen_and_edited_in_the_list(eye: Eye, qtbot: QtBot) -> None:
    assert eye.column("months")[:1] == ["2-12"] and eye.column("nature")[0] == "累计型"
    eye.at(WHOLE, "months")
    type_into(qtbot, eye.page.table, "3,6,9,12")
    eye.page.model.setData(eye.page.model.index(0, eye.page.model.column_of("nature")), "时点型")
    assert eye.column("months")[0] == "3、6、9、12" and eye.column("nature")[0] == "时点型"


def typing(eye: Eye) -> NamesLine:
    eye.qtbot.keyClick(eye.page.table, Qt.Key.Key_F2)
    return next(line for line in children(eye.page.table.viewport(), NamesLine) if line.isVisible())


def by_input_method(editor: NamesLine, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(editor, event)


def test_known_units_are_offered_while_a_name_is_typed(eye: Eye, qtbot: QtBot) -> None:
    ledger = eye.page.desk.ledger
    eye.at(OUTPUT, "responsible")
    editor = typing(eye)
    qtbot.keyClicks(editor, "jj")
    assert editor.offered() == ["经济发展局"]
    popup = editor.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ledger.target(OUTPUT).responsible == "经济发展局")
    assert eye.page.table.state() is not eye.page.table.State.EditingState


def test_letters_of_a_sound_are_never_kept_for_a_unit_that_was_offered(eye: Eye, qtbot: QtBot) -> None:
    ledger = eye.page.desk.ledger
    eye.at(OUTPUT, "responsible")
    editor = typing(eye)
    qtbot.keyClicks(editor, "jj")
    qtbot.keyClick(editor.completer().popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ledger.target(OUTPUT).responsible == "经济发展局")
    ledger.add_departments(["经济发展局", "经济合作局"])
    eye.at(OUTPUT, "responsible")
    editor = typing(eye)
    editor.clear()
    qtbot.keyClicks(editor, "jj")
    popup = editor.completer().popup()
    assert sorted(editor.offered()) == ["经济发展局", "经济合作局"]
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: popup.isVisible() and popup.currentIndex().row() == 0)
    first = editor.offered()[0]
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: eye.page.table.state() is not eye.page.table.State.EditingState)
    assert ledger.target(OUTPUT).responsible == first


def test_of_several_units_the_last_is_completed_and_a_new_one_is_taken_by_one_enter(eye: Eye, qtbot: QtBot) -> None:
    ledger = eye.page.desk.ledger
    eye.at(RATE, "responsible")
    editor = typing(eye)
    editor.end(False)
    by_input_method(editor, "、设")
    assert editor.offered() == ["建设局"] and editor.completer().popup().isVisible()
    by_input_method(editor, "备处")
    assert editor.offered() == [] and not editor.completer().popup().isVisible()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert ledger.target(RATE).responsible == "商务局、设备处"
    editor = typing(eye)
    editor.end(False)
    by_input_method(editor, "、设")
    qtbot.keyClick(editor.completer().popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ledger.target(RATE).responsible == "商务局、设备处、设")


def test_a_masked_row_stands_in_the_list_as_to_be_filled(open_window: ClerkWindow, qtbot: QtBot) -> None:
    ledger = open_window.desk.ledger
    figure = candidate(
        "t1",
        Kind.TARGET,
        2023,
        "固定资产投资",
        Stated(),
        "固定资产投资30亿元以上",
        "30亿元以上",
        "二、今年主要目标",
        masked=True,
    )
    changed = ledger.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "工作报告", 2023, [figure])
    ledger.confirm_rows(changed.ids["review_row"])
    open_window.desk.choose_period(2023, 9)
    open_window.go("targets")
    eye = Eye(open_window.page(), qtbot)
    qtbot.waitUntil(eye.page.table.isVisible)
    assert eye.column("value") == ["待填"] and eye.page.filters.vacant.text() == "1 项待填"
    assert "固定资产投资30亿元以上" in eye.page.detail.text.text()
    eye.at(1, "value")
    type_into(qtbot, eye.page.table, "30亿元以上")
    assert eye.column("value") == ["30"] and eye.column("bound") == ["以上"]
    assert eye.page.filters.vacant.isHidden()


def test_chosen_rows_are_merged_into_the_uppermost(eye: Eye, open_window: ClerkWindow) -> None:
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_M, CONTROL)
    assert "先选中两行以上" in open_window.message.label.text()
    eye.press(Qt.Key.Key_Down, SHIFT)
    eye.press(Qt.Key.Key_M, CONTROL)
    assert "目标数字不同，不能合并" in open_window.message.label.text()
    ledger = eye.page.desk.ledger
    eye.page.desk.write(lambda: ledger.edit_target(RATE, TargetChange(stated=Stated())))
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_Down, SHIFT)
    eye.press(Qt.Key.Key_M, CONTROL)
    assert eye.names() == "固定资产投资， 工业投资， 房地产投资，地区生产总值"
    assert "已把 2 行合并为“地区生产总值”" in open_window.message.label.text()
    assert ledger.target(OUTPUT).responsible == "商务局"


def test_a_row_is_split_by_its_form(eye: Eye, open_window: ClerkWindow) -> None:
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_M, CONTROL | SHIFT)
    form = open_window.ask.dialog
    assert (form.level.text(), form.growth.text(), form.new_growth.text()) == ("80亿元", "", "8")
    form.name.setText("地区生产总值增速")
    form.accept()
    assert eye.names().endswith("地区生产总值，地区生产总值增速，服务业增加值")
    assert eye.column("growth")[3:] == ["", "8", ""]


def test_the_own_curve_is_drawn_while_it_is_typed(eye: Eye, open_window: ClerkWindow) -> None:
    eye.at(OUTPUT, "name")
    eye.press(Qt.Key.Key_Return)
    form = open_window.ask.dialog
    even = form.drawn.grab().toImage()
    assert form.drawn.shares == ()
    form.curve.setText("5 10 20 30 40 50 60 70 75 80 90")
    assert form.drawn.shares == () and form.drawn.grab().toImage() == even
    form.curve.setText("5 10 20 30 40 50 60 70 75 80 90 100")
    assert len(form.drawn.shares) == 12 and form.drawn.grab().toImage() != even
    assert "9月 75%" in form.drawn.toolTip()
    form.curve.setText("五")
    assert form.drawn.grab().toImage() == even
    form.reject()


def test_a_small_window_says_the_counts_shortly_and_leaves_the_rows_their_room(
    eye: Eye, open_window: ClerkWindow, qtbot: QtBot
) -> None:
    open_window.resize(683, 384)
    qtbot.waitUntil(lambda: eye.page.filters.wrong.text() == "不符 1")
    assert eye.page.filters.wrong.toolTip() == "1 项核对不符" and not eye.page.detail.text.isVisible()
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: eye.page.filters.wrong.text() == "1 项核对不符")
    assert eye.page.detail.text.isVisible()
