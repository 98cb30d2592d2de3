"""The heart: keys pressed on the review page, cells read, and what the workbook then holds."""

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import TEXT, ClerkWindow, child, level, sample_rows, type_into
from zonetracker.model.changes import RowChange
from zonetracker.model.facts import FactType, Kind, Mark, ReviewStatus, Span, Stated
from zonetracker.ui.parts.dialogs import ReasonForm
from zonetracker.ui.report import source_view
from zonetracker.ui.report.page import ReportPage
from zonetracker.ui.report.row_form import RowForm

LONG = 60_000


def picture(page: ReportPage, *keys: str) -> str:
    model = page.board.model
    places = [model.column_of(key) for key in keys]
    lines = []
    for row in range(model.rowCount()):
        if model.is_heading(row):
            lines.append(f"# {model.index(row, 0).data()}")
        else:
            lines.append("|".join(str(model.index(row, place).data()) for place in places))
    return "\n".join(lines)


def marks(page: ReportPage) -> list[Mark]:
    return [row.mark for row in page.board.marked]


def ids(page: ReportPage) -> list[int]:
    return [row.id for row in page.board.marked]


def lit(page: ReportPage) -> str:
    selections: Any = page.board.source.extraSelections()
    return str(selections[-1].cursor.selectedText())


def test_the_rows_stand_under_their_headings_with_mark_and_word(review: ReportPage) -> None:
    assert picture(review, "mark", "kind", "name", "year", "value", "unit", "bound", "growth") == (
        "# 一、上年工作回顾\n"
        "可信|实绩|地区生产总值|2022|50|亿元||6\n"
        "可信|实绩|新增规上企业|2022|12|家||\n"
        "# 二、今年主要目标\n"
        "不符|目标|地区生产总值|2023|55|亿元||8\n"
        "可信|目标|固定资产投资|2023|30|亿元|以上|\n"
        "待看|目标|新增规上企业|2023|15|家||\n"
        "待看|目标|　其中：高新技术企业|2023|6|家||"
    )
    assert review.board.foot.place.text() == "第 3 行，共 6 行 · 3 行待看"


def test_it_starts_at_the_first_row_to_look_at_and_says_why(review: ReportPage) -> None:
    assert review.board.table.record().row.candidate.id == "t1"
    assert "按上年 50 推算增速为 10.0%" in review.board.detail.text.text()
    assert lit(review) == "55亿元"


def test_the_column_of_units_stands_only_where_a_row_names_one(review: ReportPage) -> None:
    table, place = review.board.table, review.board.model.column_of("responsible")
    assert table.isColumnHidden(place)
    review.desk.write(lambda: review.desk.ledger.edit_row(ids(review)[2], RowChange(responsible="经济发展局")))
    assert not table.isColumnHidden(place) and review.board.model.index(4, place).data() == "经济发展局"


def test_a_new_indicator_is_told_of_figures_and_not_of_milestones(review: ReportPage) -> None:
    row = ids(review)[0]
    review.board.table.go_to(row)
    assert "本工作簿里还没有这个指标" in review.board.detail.text.text()
    review.desk.write(lambda: review.desk.ledger.edit_row(row, RowChange(type=FactType.MILESTONE)))
    assert "还没有这个指标" not in review.board.detail.text.text()


def test_moving_judges_nothing_and_lights_the_sentence(review: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Down)
    assert review.board.table.record().row.candidate.id == "t2"
    assert lit(review) == "30亿元以上"
    assert all(row.row.status is ReviewStatus.OPEN for row in review.board.marked)


def test_a_very_long_text_is_shown_in_parts_and_says_so(review: ReportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    board, report = review.board, review.board.report
    assert report is not None and not board.original.legend.isVisible()
    monkeypatch.setattr(source_view, "MOST_LINES", 2)
    board.show_report(None)
    board.show_report(report)
    assert board.original.legend.isVisible() and "原文很长" in board.original.legend.text()
    for row in board.marked:
        board.table.go_to(row.id)
        span = row.row.candidate.span
        assert lit(review) == report.text[span.start : span.end]
        assert board.source.document().blockCount() <= 3


def test_enter_confirms_and_goes_to_the_next_that_needs_a_look(review: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert review.board.marked[2].mark is Mark.CONFIRMED
    assert review.board.table.record().row.candidate.id == "t3"
    target = review.desk.ledger.targets(2023)[0]
    assert (target.stated.value, target.stated.growth) == (Decimal(55), Decimal(8))
    assert review.board.foot.place.text() == "第 5 行，共 6 行 · 2 行待看"


def test_skipped_rows_come_back_at_the_end(review: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Space)
    assert review.board.table.record().row.candidate.id == "t3"
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert review.board.table.record().row.candidate.id == "t1"
    assert review.board.table.record().mark is Mark.SKIPPED


def test_when_all_is_looked_at_the_sure_rows_follow_and_the_end_is_told(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    for _ in range(3):
        qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert "还有 3 行可信的" in open_window.message.label.text()
    assert review.board.table.record().mark is Mark.SURE
    for _ in range(3):
        qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert set(marks(review)) == {Mark.CONFIRMED}
    assert open_window.message.label.text() == "全部核对完了。"


def test_del_rejects_and_what_the_row_made_goes(review: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    review.board.table.go_to(ids(review)[2])
    qtbot.keyClick(review.board.table, Qt.Key.Key_Delete)
    assert review.board.marked[2].mark is Mark.REJECTED
    assert review.desk.ledger.targets(2023) == []


def test_ctrl_enter_confirms_all_sure_rows_in_one_step_of_undo(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert marks(review) == [Mark.CONFIRMED, Mark.CONFIRMED, Mark.FAILS, Mark.CONFIRMED, Mark.LOOK, Mark.LOOK]
    assert "3 行" in open_window.message.label.text()
    qtbot.keyClick(open_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert Mark.CONFIRMED not in marks(review)
    qtbot.keyClick(open_window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert marks(review).count(Mark.CONFIRMED) == 3


def test_of_several_rows_the_door_stops_the_one_that_cannot_hold(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    wrong = ids(review)[2]
    review.desk.write(lambda: review.desk.ledger.edit_row(wrong, RowChange(value_high=Decimal(1))))
    review.board.table.selectAll()
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert [one.row.id for one in review.board.marked if one.mark is not Mark.CONFIRMED] == [wrong]
    assert "区间上限" in open_window.message.label.text()


def test_f2_changes_a_cell_and_the_check_is_made_again(review: ReportPage, qtbot: QtBot) -> None:
    review.board.table.go_to(ids(review)[2], review.board.model.column_of("value"))
    type_into(qtbot, review.board.table, "54亿元")
    assert review.desk.ledger.row(ids(review)[2]).candidate.stated == level("54", "亿元", growth="8")
    assert review.board.marked[2].mark is Mark.SURE
    assert "已由人改过" in review.board.detail.text.text()


def test_what_is_refused_stays_in_the_editor_with_the_sentence_below(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    table = review.board.table
    table.go_to(ids(review)[2], review.board.model.column_of("value"))
    before = review.desk.ledger.revision
    type_into(qtbot, table, "五十五亿")
    editor = child(table.viewport(), QLineEdit)
    assert editor.isVisible() and editor.text() == "五十五亿"
    assert table.note.isVisible() and "不是数字" in table.note.text()
    assert table.note.mapToGlobal(QPoint(0, 0)).y() >= editor.mapToGlobal(QPoint(0, 0)).y() + editor.height()
    assert not open_window.message.isVisible() and review.desk.ledger.revision == before
    editor.setText("54亿元")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not table.note.isVisible())
    assert review.desk.ledger.row(ids(review)[2]).candidate.stated == level("54", "亿元", growth="8")


def test_esc_gives_a_refused_value_up(review: ReportPage, qtbot: QtBot) -> None:
    table = review.board.table
    table.go_to(ids(review)[2], review.board.model.column_of("year"))
    type_into(qtbot, table, "明年")
    assert table.note.isVisible()
    qtbot.keyClick(child(table.viewport(), QLineEdit), Qt.Key.Key_Escape)
    assert not table.note.isVisible() and table.state() is not table.State.EditingState
    assert review.board.model.index(4, table.currentIndex().column()).data() == "2023"


def test_a_click_elsewhere_leads_back_to_what_was_refused(review: ReportPage, qtbot: QtBot) -> None:
    table = review.board.table
    place = review.board.model.column_of("value")
    table.go_to(ids(review)[2], place)
    type_into(qtbot, table, "五十五亿")
    other = table.visualRect(table.model().index(6, place)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    editor = child(table.viewport(), QLineEdit)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor)
    assert editor.text() == "五十五亿" and table.record().id == ids(review)[2]


def test_typing_starts_editing_and_f2_acts_on_the_first_field(review: ReportPage, qtbot: QtBot) -> None:
    table, model = review.board.table, review.board.model
    row = ids(review)[2]
    table.go_to(row, model.column_of("value"))
    qtbot.keyClick(table, Qt.Key.Key_5)
    editor = child(table.viewport(), QLineEdit)
    assert editor.text() == "5"
    qtbot.keyClick(editor, Qt.Key.Key_4)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: review.desk.ledger.row(row).candidate.stated.value == Decimal(54))
    table.go_to(row, model.column_of("mark"))
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.currentIndex().column() == model.column_of("name")
    assert table.state() is table.State.EditingState


def test_tab_goes_from_field_to_field(review: ReportPage, qtbot: QtBot) -> None:
    review.board.table.go_to(ids(review)[2], review.board.model.column_of("name"))
    seen = []
    for _ in range(4):
        qtbot.keyClick(review.board.table, Qt.Key.Key_Tab)
        seen.append(review.board.model.columns[review.board.table.currentIndex().column()].key)
    assert seen == ["year", "value", "unit", "bound"]


def test_one_edit_offers_the_same_change_to_those_alike(review: ReportPage, qtbot: QtBot) -> None:
    review.board.table.go_to(ids(review)[4], review.board.model.column_of("year"))
    type_into(qtbot, review.board.table, "2024")
    assert review.board.alike.label.text() == "另有 3 行情况相同，也这样改吗？"
    qtbot.keyClick(review.board.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [row.row.candidate.year for row in review.board.marked] == [2022, 2022, 2024, 2024, 2024, 2024]
    assert not review.board.alike.isVisible()
    review.desk.undo()
    assert [row.row.candidate.year for row in review.board.marked] == [2022, 2022, 2023, 2023, 2024, 2023]


def test_a_click_on_a_figure_chooses_its_row(review: ReportPage) -> None:
    review.board.source.place_clicked.emit(TEXT.index("30亿元") + 1)
    assert review.board.table.record().row.candidate.id == "t2"


def test_a_selection_becomes_a_row_with_its_place(review: ReportPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    start = TEXT.index("研发投入强度")
    review.board.source.select(Span(start, start + len("研发投入强度3.2%")))
    qtbot.keyClick(review.board.source, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    form = open_window.ask.dialog
    assert isinstance(form, RowForm)
    assert (form.name.text(), form.level.text(), form.year.text()) == ("研发投入强度", "3.2%", "2023")
    form.accept()
    made = review.board.table.record().row.candidate
    assert made.quote == "研发投入强度3.2%" == TEXT[made.quote_span.start : made.quote_span.end]
    assert TEXT[made.span.start : made.span.end] == "3.2%"
    assert (made.section, made.year) == ("二、今年主要目标", 2023)


def test_the_form_keeps_what_is_wrong_open(review: ReportPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    start = TEXT.index("外贸出口")
    review.board.source.select(Span(start, start + len("外贸出口9亿元左右")))
    review.board.new_row()
    form = open_window.ask.dialog
    form.level.setText("九亿")
    form.accept()
    assert form.isVisible() and "不是数字" in form.trouble.text()
    form.kind.setCurrentText("事项")
    form.level.setText("")
    form.growth.setText("")
    form.accept()
    assert review.board.table.record().row.candidate.type is FactType.MILESTONE


def test_without_a_selection_ctrl_r_says_what_to_do(review: ReportPage, open_window: ClerkWindow) -> None:
    review.board.new_row()
    assert "选中" in open_window.message.label.text()


@pytest.mark.parametrize(
    ("answer", "value", "status"), [(0, "60", "confirmed"), (1, "55", "confirmed"), (None, "60", "open")]
)
def test_another_figure_that_stands_is_put_to_the_clerk(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow, answer: int | None, value: str, status: str
) -> None:
    review.desk.write(lambda: review.desk.ledger.add_target("地区生产总值", 2023, level("60", "亿元")))
    review.desk.write(lambda: review.desk.ledger.confirm_rows([ids(review)[0]]))
    open_window.ask.answers = [answer]
    review.board.table.go_to(ids(review)[2])
    assert "已有另一数字：60亿元" in review.board.detail.text.text()
    review.board.confirm_chosen()
    assert "两个不同的数字" in open_window.ask.asked[0]
    assert str(review.desk.ledger.targets(2023)[0].stated.value) == value
    assert review.desk.ledger.row(ids(review)[2]).status == status
    assert ("已存好。请留意" in open_window.message.label.text()) is (value == "55"), "only of what was kept"


def test_a_row_that_a_check_asks_about_is_confirmed_with_a_reason(review: ReportPage, open_window: ClerkWindow) -> None:
    ledger, table = review.desk.ledger, review.board.table
    row = next(one for one in ledger.rows(1) if one.status is ReviewStatus.OPEN and one.candidate.kind is Kind.TARGET)
    review.desk.write(lambda: ledger.edit_row(row.id, RowChange(value=Decimal("5.5"), unit="家")))
    table.go_to(row.id)
    review.board.confirm_chosen()
    assert ledger.row(row.id).status is ReviewStatus.OPEN
    form = open_window.ask.dialog
    assert isinstance(form, ReasonForm)
    form.reason.setText("按折算数")
    form.answer.click()
    assert ledger.row(row.id).status is ReviewStatus.CONFIRMED
    record = table.record()
    assert record is not None and record.id != row.id


def contested(review: ReportPage) -> None:
    """Four targets that stand already: three as the report rounds them, one with another figure."""
    ledger = review.desk.ledger
    for name, value, unit in (
        ("固定资产投资", "300004", "万元"),
        ("新增规上企业", "15.3", "家"),
        ("高新技术企业", "5.6", "家"),
        ("地区生产总值", "60", "亿元"),
    ):
        review.desk.write(partial(ledger.add_target, name, 2023, level(value, unit), reason="照报表原数"))
    review.board.table.selectAll()


def test_figures_that_differ_in_rounding_only_are_settled_together(
    review: ReportPage, open_window: ClerkWindow
) -> None:
    contested(review)
    open_window.ask.answers = [(0, True), None]
    review.board.confirm_chosen()
    assert open_window.ask.asked == [
        "“固定资产投资”2023年的两个数字只差取整或单位，用哪一个？（对其余 2 条只差取整或单位的同样处理，已勾选）",
        "“地区生产总值”2023年有两个不同的数字，用哪一个？",
    ]
    ledger = review.desk.ledger
    assert sorted(str(one.stated.value) for one in ledger.targets(2023)) == ["15.3", "300004", "5.6", "60"]
    assert [row.status.value for row in ledger.rows(1)] == ["confirmed"] * 2 + ["open"] + ["confirmed"] * 3
    assert "已确认 2 行；4 行与台账里的数字不同" in open_window.message.label.text()
    review.desk.undo()
    assert [row.status.value for row in ledger.rows(1)] == ["confirmed"] * 2 + ["open"] * 4


def test_without_the_tick_each_is_asked_alone(review: ReportPage, open_window: ClerkWindow) -> None:
    contested(review)
    open_window.ask.answers = [(1, False), (0, False), None]
    review.board.confirm_chosen()
    assert len(open_window.ask.asked) == 3
    assert {str(one.stated.value) for one in review.desk.ledger.targets(2023)} == {"30", "15.3", "5.6", "60"}


def test_a_row_whose_range_is_reversed_cannot_be_confirmed(review: ReportPage, open_window: ClerkWindow) -> None:
    row = ids(review)[4]
    review.desk.write(lambda: review.desk.ledger.edit_row(row, RowChange(value_high=Decimal(3))))
    review.board.table.go_to(row)
    review.board.confirm_chosen()
    assert review.desk.ledger.row(row).status is ReviewStatus.OPEN
    assert "区间上限 3 小于下限 15" in open_window.message.label.text()


def test_only_the_pending_are_shown_on_demand(review: ReportPage) -> None:
    review.shown.setCurrentIndex(1)
    assert picture(review, "name") == "# 二、今年主要目标\n地区生产总值\n新增规上企业\n　其中：高新技术企业"


def test_the_rows_of_one_kind_are_judged_together(review: ReportPage, qtbot: QtBot) -> None:
    words = [review.shown.itemText(place) for place in range(review.shown.count())]
    review.shown.setCurrentIndex(words.index("只看实绩"))
    assert picture(review, "name") == "# 一、上年工作回顾\n地区生产总值\n新增规上企业"
    review.shown.setCurrentIndex(words.index("待看的目标"))
    assert picture(review, "name") == "# 二、今年主要目标\n地区生产总值\n新增规上企业\n　其中：高新技术企业"
    review.board.table.setFocus()
    qtbot.keyClick(review.board.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(review.board.table, Qt.Key.Key_Delete)
    rejected = [row.row.candidate.id for row in review.board.marked if row.mark is Mark.REJECTED]
    assert rejected == ["t1", "t3", "t4"]


def test_ctrl_f_finds_names_then_text(review: ReportPage, qtbot: QtBot) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is review.board.find_bar.field
    review.board.find_bar.field.setText("固定资产")
    qtbot.keyClick(review.board.find_bar.field, Qt.Key.Key_Return)
    assert review.board.table.record().row.candidate.id == "t2"
    review.board.find_bar.field.setText("研发投入")
    qtbot.keyClick(review.board.find_bar.field, Qt.Key.Key_Return)
    assert review.board.source.selected() == Span(TEXT.index("研发投入"), TEXT.index("研发投入") + 4)
    qtbot.keyClick(review.board.find_bar.field, Qt.Key.Key_Escape)
    assert not review.board.find_bar.isVisible()


def test_leaving_and_returning_resumes_at_the_same_row(review: ReportPage, open_window: ClerkWindow) -> None:
    review.board.table.go_to(ids(review)[3])
    path = review.desk.ledger.path
    open_window.close_workbook()
    open_window.open_workbook(path)
    open_window.go("report")
    assert open_window.page().board.table.record().row.candidate.id == "t2"


def test_from_a_confirmed_row_to_its_target_and_back(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    review.board.table.go_to(ids(review)[2])
    link = review.board.detail.links.itemAt(0).widget()
    assert isinstance(link, QAbstractButton)
    assert link.text() == "看这条目标"
    link.click()
    assert open_window.page().key == "targets"
    assert open_window.page().table.record().indicator.name == "地区生产总值"
    open_window.page().detail.link.click()
    assert open_window.page() is review and review.board.table.record().row.candidate.id == "t1"


def test_removing_a_report_asks_and_can_be_undone(review: ReportPage, open_window: ClerkWindow) -> None:
    open_window.ask.answers = [None, 0]
    review.remove.click()
    assert review.report is not None
    review.remove.click()
    assert review.pile.currentIndex() == 1
    review.desk.undo()
    assert len(review.board.marked) == 6


def test_a_second_report_keeps_its_own_place(review: ReportPage) -> None:
    other = TEXT.replace("55亿元", "56亿元")
    changed = review.desk.ledger.import_report(
        "二.txt", "text/plain", other.encode(), other, "", 2023, sample_rows()[:2]
    )
    review.desk.changed.emit(changed)
    assert review.reports.count() == 2 and len(review.board.marked) == 6
    review._choose_report(changed.ids["report"][0])
    assert len(review.board.marked) == 2 and "56亿元" in review.board.source.toPlainText()


def test_the_keyboard_starts_in_the_text_at_the_rows_sentence(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    qtbot.keyClick(review.board.table, Qt.Key.Key_F6)
    assert review.board.source.hasFocus()
    for _ in range(6):
        qtbot.keyClick(review.board.source, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert review.board.source.textCursor().selectedText() == "地区生产总值"


def test_undo_of_a_bulk_step_stays_at_the_row_one_is_on(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    review.board.table.go_to(ids(review)[1])
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(open_window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert review.board.table.record().id == ids(review)[1]


def link_of(page: ReportPage, words: str) -> QAbstractButton | None:
    found = (page.board.detail.links.itemAt(place).widget() for place in range(page.board.detail.links.count()))
    return next((one for one in found if isinstance(one, QAbstractButton) and one.text() == words), None)


def test_a_row_says_how_it_was_read_and_so_do_the_others_then(review: ReportPage, qtbot: QtBot) -> None:
    detail = review.board.detail
    asked = link_of(review, "怎样读出的")
    assert asked is not None and "怎样读出" not in detail.text.text()
    asked.click()
    qtbot.waitUntil(lambda: "怎样读出的：" in detail.text.text(), timeout=LONG)
    assert "· 55亿元：名称在数字前面：“地区生产总值”" in detail.text.text()
    assert "· 本句时间：" in detail.text.text()
    assert "推算增速" in detail.text.text(), "why it is to be looked at stays"
    review.board.show_row(ids(review)[1])
    assert "· 12家：名称在数字前面：“新增规上企业”" in detail.text.text()
    assert link_of(review, "怎样读出的") is None


def test_a_row_that_the_clerk_added_was_read_by_no_rule(review: ReportPage, qtbot: QtBot) -> None:
    asked = link_of(review, "怎样读出的")
    assert asked is not None
    report = review.report
    assert report is not None
    own = replace(sample_rows()[0], id="own", span=Span(0, 2), quote_span=Span(0, 2), quote=TEXT[:2])
    review.desk.write(lambda: review.desk.ledger.add_row(report.id, own))
    asked = link_of(review, "怎样读出的")
    assert asked is not None
    asked.click()
    qtbot.waitUntil(lambda: "怎样读出的：" in review.board.detail.text.text(), timeout=LONG)
    review.board.show_row(max(ids(review)))
    assert "· 这一行不是程序从原文读出的。" in review.board.detail.text.text()


def test_the_table_keeps_its_height_whatever_there_is_to_say_of_a_row(review: ReportPage, qtbot: QtBot) -> None:
    board = review.board
    heights, reasons = set(), set()
    for marked in board.marked:
        board.show_row(marked.id)
        qtbot.wait(20)
        heights.add(board.table.height())
        reasons.add(board.detail.text.text().count("\n"))
    assert len(reasons) > 1 and len(heights) == 1


def end_of(window: ClerkWindow) -> str:
    return window.message.label.text()


def test_enter_goes_on_within_the_filter_and_says_at_its_end_what_is_left(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    review.shown.setCurrentText("待看的目标")
    table = review.board.table
    table.setFocus()
    for identity in ("t1", "t3", "t4"):
        assert table.record().row.candidate.id == identity
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert review.shown.currentText() == "待看的目标"
    assert end_of(open_window) == "“待看的目标”核对完了；全部的行里还有3 行可信（Ctrl+Enter 一次确认）。"
    assert picture(review, "name") == ""
    review.shown.setCurrentText("只看实绩")
    table.setFocus()
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert review.shown.currentText() == "只看实绩" and [mark.value for mark in marks(review)[:2]] == ["confirmed"] * 2
    assert end_of(open_window) == "“只看实绩”核对完了；全部的行里还有1 行可信（Ctrl+Enter 一次确认）。"


def test_space_and_del_stay_within_the_filter_too(review: ReportPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    review.shown.setCurrentText("只看实绩")
    table = review.board.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert table.record().row.candidate.id == "a2"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert review.shown.currentText() == "只看实绩"
    assert end_of(open_window) == "“只看实绩”核对完了；全部的行里还有2 行待看、2 行可信（Ctrl+Enter 一次确认）。"


def test_the_last_row_put_off_is_not_said_to_be_done(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    table = review.board.table
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(table, key)
    assert marks(review).count(Mark.SKIPPED) == 1
    assert end_of(open_window) == "别的行都核对完了；还有1 行待看。"
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert end_of(open_window) == "全部核对完了。"


def test_keeping_the_ledgers_figure_shows_on_the_row_what_stands(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    table, model = review.board.table, review.board.model
    place = model.column_of("other")
    assert table.isColumnHidden(place)
    review.desk.write(lambda: review.desk.ledger.add_target("地区生产总值", 2023, level("60", "亿元")))
    assert not table.isColumnHidden(place) and model.index(4, place).data() == "台账60亿元"
    open_window.ask.answers = [0]
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert review.board.marked[2].mark is Mark.CONFIRMED and model.index(4, place).data() == "台账60亿元"
    table.go_to(ids(review)[2])
    assert review.board.detail.line.text().startswith("台账里是60亿元，这一行的数字没有用上")


def test_an_equal_figure_in_another_unit_is_confirmed_without_a_question(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    review.desk.write(lambda: review.desk.ledger.add_target("固定资产投资", 2023, level("300000", "万元")))
    assert review.board.table.isColumnHidden(review.board.model.column_of("other"))
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert open_window.ask.asked == [] and review.board.marked[3].mark is Mark.CONFIRMED


def test_a_figure_edited_away_from_its_sentence_has_a_sign_and_a_word(review: ReportPage, qtbot: QtBot) -> None:
    table, model = review.board.table, review.board.model
    read = model.column_of("other")
    assert table.isColumnHidden(read)
    table.go_to(ids(review)[2], model.column_of("value"))
    type_into(qtbot, table, "54")
    assert model.index(4, read).data() == "原文55亿元"
    for key in ("value", "other"):
        assert not model.index(4, model.column_of(key)).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert model.index(4, model.column_of("growth")).data(Qt.ItemDataRole.DecorationRole) is None
    assert review.board.detail.line.text().startswith("数字已由人改为54亿元，增长8%，原文是55亿元，增长8%")
    type_into(qtbot, table, "550000万元")
    assert table.isColumnHidden(read), "the sentence says the same in another unit"


def test_two_that_are_both_kept_have_two_names(review: ReportPage, qtbot: QtBot, open_window: ClerkWindow) -> None:
    ledger = review.desk.ledger
    review.desk.write(lambda: ledger.add_target("地区生产总值", 2023, level("60", "亿元")))
    open_window.ask.answers = [2, "地区生产总值（奋斗）"]
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    assert open_window.ask.asked[1:] == ["两个都留：这一行另起一个名称"]
    names = [ledger.names[one.indicator_id].name for one in ledger.targets(2023)]
    assert names == ["地区生产总值", "地区生产总值（奋斗）"]
    assert picture(review, "name").splitlines()[4] == "地区生产总值（奋斗）"
    assert review.board.table.record().row.candidate.id == "t3"


def test_a_row_becomes_the_second_tier_of_what_stands(
    review: ReportPage, qtbot: QtBot, open_window: ClerkWindow
) -> None:
    ledger = review.desk.ledger
    review.desk.write(
        lambda: ledger.add_target("地区生产总值", 2023, Stated(Decimal(50), unit="亿元", growth=Decimal(7)))
    )
    open_window.ask.answers = [3]
    qtbot.keyClick(review.board.table, Qt.Key.Key_Return)
    (made,) = ledger.targets(2023)
    assert (made.stated.value, made.stretch, made.stretch_growth) == (Decimal(50), Decimal(55), Decimal(8))
    assert picture(review, "kind").splitlines()[4] == "奋斗目标"


def test_the_kind_of_a_row_is_chosen_as_second_tier(review: ReportPage, qtbot: QtBot) -> None:
    table, model = review.board.table, review.board.model
    table.go_to(ids(review)[2], model.column_of("kind"))
    assert model.setData(table.currentIndex(), "奋斗目标")
    assert review.desk.ledger.row(ids(review)[2]).candidate.stretch
    assert model.setData(table.currentIndex(), "目标")
    assert not review.desk.ledger.row(ids(review)[2]).candidate.stretch


def test_the_second_name_must_be_another(review: ReportPage, open_window: ClerkWindow) -> None:
    ledger = review.desk.ledger
    review.desk.write(lambda: ledger.add_target("新增规上企业", 2023, level("9", "家")))
    review.desk.write(lambda: ledger.add_target("高新技术企业", 2023, level("9", "家")))
    open_window.ask.answers = [2, None]
    review.board.table.go_to(ids(review)[5])
    review.board.confirm_chosen()
    start, check = open_window.ask.texts[-1]
    assert start == "新增规上企业其中高新技术企业" and check is not None and check(start) == ""
    assert "不同的" in check("高新技术企业") and "不同的" in check(" 高新技术企业 ")


def test_reasons_say_what_to_look_at(review: ReportPage) -> None:
    report = review.report
    assert report is not None
    said = replace(sample_rows()[1], id="own", confidence=Decimal("0.7"), reasons=("name_known", "unit_unusual"))
    plain = replace(sample_rows()[1], id="own2", confidence=Decimal("0.7"), reasons=("name_measured", "year_said:2022"))
    for row in (said, plain):
        review.desk.write(partial(review.desk.ledger.add_row, report.id, row))
    lines = []
    for row_id in sorted(ids(review))[-2:]:
        review.board.show_row(row_id)
        lines.append(review.board.detail.line.text())
    assert lines[0].startswith("单位与该指标常用单位不同；本工作簿里还没有这个指标")
    assert lines[1].startswith("程序只有70%的把握，请对照原文；")
    assert "已知指标" not in lines[0] and "name_" not in "".join(lines) and "确定" not in lines[1]
