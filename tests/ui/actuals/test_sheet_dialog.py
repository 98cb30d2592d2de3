"""A bureau's sheet in the dialog, by keys: columns, months, hidden sheets, panels, heads, growths, names, undo."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.actuals.conftest import SheetClerk, go_to, rows_of, sheet
from tests.ui.conftest import children
from zonetracker.model.changes import ActualEntry
from zonetracker.model.planning import Meaning
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts.picking import NamePicker
from zonetracker.words.findings import meaning_word

KEY = Qt.Key
PLAIN = "指标名称|单位|1-9月累计|同比增长(%)\n固定资产投资|亿元|33.5|9.1\n外贸出口|亿元|25|3"


def choose_meaning(clerk: SheetClerk, dialog: SheetDialog, column: int, meaning: Meaning) -> None:
    columns = dialog.view.columns
    columns.go_to(column)
    columns.setFocus()
    clerk.press(columns, KEY.Key_F2)
    (words,) = (one for one in children(columns.viewport(), QComboBox) if one.isVisible())
    words.setCurrentText(meaning_word(meaning))
    clerk.press(words, KEY.Key_Return)
    QApplication.processEvents()
    clerk.wait()


def enter(clerk: SheetClerk, dialog: SheetDialog) -> None:
    dialog.activateWindow()
    clerk.qtbot.waitUntil(dialog.isActiveWindow)
    clerk.press(dialog.table, KEY.Key_Return, control=True)


def test_what_is_sure_is_entered_with_one_key(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(PLAIN))
    assert rows_of(dialog)["固定资产投资"] == ("填入", "固定资产投资", "33.5")
    enter(sheets, dialog)
    assert sheets.stands() == {"固定资产投资": ("33.5", "9.1"), "外贸出口": ("25", "3")}
    assert not dialog.isVisible()


def test_where_a_reason_is_wanted_the_keyboard_goes_to_its_line_and_enter_there_enters(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(PLAIN.replace("33.5", "20")))
    go_to(dialog, "固定资产投资")
    sheets.press(dialog.table, KEY.Key_Return)
    sheets.press(dialog.table, KEY.Key_Return, control=True)
    assert dialog.isVisible() and "写明原因" in dialog.trouble.text()
    assert dialog.focusWidget() is dialog.reason
    QTest.keyClicks(dialog.reason, "tuiku")
    sheets.press(dialog.reason, KEY.Key_Return)
    assert not dialog.isVisible() and sheets.stands()["固定资产投资"] == ("20", "9.1")


def test_a_column_is_chosen_by_keys_and_remembered_by_the_heads(sheets: SheetClerk) -> None:
    text = "指标名称|单位|甲栏|乙栏\n固定资产投资|亿元|30|33.5\n外贸出口|亿元|20|25"
    dialog = sheets.open(sheet(text))
    assert not dialog.answer.isEnabled()
    sheets.press(dialog.tabs, KEY.Key_Tab, control=True)
    assert dialog.tabs.currentIndex() == 1
    choose_meaning(sheets, dialog, 2, Meaning.NOTHING)
    assert rows_of(dialog)["外贸出口"] == ("待核对", "外贸出口", "25")
    dialog.view.columns.go_to(3)
    sheets.press(dialog.view.columns, KEY.Key_Return)
    assert rows_of(dialog)["外贸出口"] == ("填入", "外贸出口", "25")
    enter(sheets, dialog)
    assert sheets.stands() == {"固定资产投资": ("33.5", ""), "外贸出口": ("25", "")}
    again = sheets.open(sheet(text.replace("33.5", "34")), name="又一份.xlsx")
    assert rows_of(again)["固定资产投资"] == ("更新", "固定资产投资", "34")
    assert "2 列" in again.known.text()
    again.forget.click()
    sheets.wait()
    assert rows_of(again)["固定资产投资"][0] == "待核对" and not again.known.isVisible()


def test_another_month_in_the_title_is_asked_about_and_settled(sheets: SheetClerk) -> None:
    text = "2023年8月主要指标\n指标名称|单位|累计\n固定资产投资|亿元|33.5"
    dialog = sheets.open(sheet(text))
    assert dialog.month.currentIndex() == 7, "the month that the sheet names is proposed"
    assert "2023年8月主要指标" in dialog.said.text()
    dialog.month.setFocus()
    sheets.press(dialog.month, KEY.Key_Down)
    assert rows_of(dialog)["固定资产投资"][0] == "待核对" and "1-8月" in dialog.detail.text()
    assert not dialog.answer.isEnabled()
    dialog.table.setFocus()
    sheets.press(dialog.table, KEY.Key_Return)
    assert rows_of(dialog)["固定资产投资"][0] == "填入"
    enter(sheets, dialog)
    assert sheets.stands() == {"固定资产投资": ("33.5", "")}


def test_another_year_is_asked_about(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(PLAIN.replace("1-9月", "2022年1-9月")))
    assert {state for state, _, _ in rows_of(dialog).values()} == {"待核对"}
    dialog.year.setFocus()
    sheets.press(dialog.year, KEY.Key_Down)
    assert {state for state, _, _ in rows_of(dialog).values()} == {"填入"}
    enter(sheets, dialog)
    assert sheets.stands(year=2022) == {"固定资产投资": ("33.5", "9.1"), "外贸出口": ("25", "3")}


def test_a_hidden_sheet_is_named_and_used_only_when_told(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(PLAIN.replace("33.5", "30"), "旧表", hidden=True), sheet(PLAIN))
    assert rows_of(dialog)["固定资产投资"][2] == "33.5" and "隐藏的表 1 个" in dialog.count.text()
    tables = dialog.view.tables
    sheets.press(dialog.tabs, KEY.Key_Tab, control=True)
    for number in (0, 1):
        tables.go_to(number)
        tables.setFocus()
        sheets.press(tables, KEY.Key_Space)
    assert rows_of(dialog)["固定资产投资"][2] == "30" and "隐藏" not in dialog.count.text()
    enter(sheets, dialog)
    assert sheets.stands()["固定资产投资"] == ("30", "9.1")


def test_two_panels_are_both_listed(sheets: SheetClerk) -> None:
    head = "指标名称|单位|1-9月累计|同比(%)"
    dialog = sheets.open(sheet(f"{head}|{head}\n固定资产投资|亿元|33.5|9.1|外贸出口|亿元|25|3"))
    assert {name: figure for name, (_, _, figure) in rows_of(dialog).items()} == {
        "固定资产投资": "33.5",
        "外贸出口": "25",
    }
    assert dialog.view.picture_model.columnCount() == 8
    enter(sheets, dialog)
    assert len(sheets.stands()) == 2


def test_an_unknown_head_is_asked_about_and_answered_with_one_key(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet("指标名称|单位|甲栏\n固定资产投资|亿元|33.5"))
    assert rows_of(dialog)["固定资产投资"][0] == "待核对" and "看不出这一列" in dialog.detail.text()
    sheets.press(dialog.table, KEY.Key_Return)
    assert rows_of(dialog)["固定资产投资"][0] == "填入"
    sheets.press(dialog.table, KEY.Key_Return)
    assert rows_of(dialog)["固定资产投资"][0] == "待核对", "the same key takes it back"


def test_growths_alone_leave_the_values_that_stand(sheets: SheetClerk) -> None:
    sheets.ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal("33.5"), "亿元", Decimal(9))])
    dialog = sheets.open(sheet("指标名称|1-9月同比增长(%)\n固定资产投资|9.5\n外贸出口|-"))
    assert rows_of(dialog) == {"固定资产投资": ("更新", "固定资产投资", "33.5")}
    assert dialog.model.index(0, dialog.model.column_of("growth")).data() == "9 → 9.5"
    enter(sheets, dialog)
    assert sheets.stands() == {"固定资产投资": ("33.5", "9.5")}


def test_a_name_is_found_by_its_first_letters_or_made_new_and_all_is_one_step(sheets: SheetClerk) -> None:
    before = sheets.ledger.steps[0]
    dialog = sheets.open(sheet("指标名称|单位|1-9月累计\n自营出口|亿元|25\n月球货运量|吨|3"))
    for name, typed in (("自营出口", "wmck"), ("月球货运量", "")):
        go_to(dialog, name)
        sheets.press(dialog.table, KEY.Key_F2)
        (picker,) = (one for one in children(dialog, NamePicker) if one.isVisible())
        QTest.keyClicks(picker.line, typed)
        if not typed:
            sheets.press(picker.line, KEY.Key_End)
            picker.found.setCurrentRow(picker.found.count() - 1)
        sheets.press(picker.line, KEY.Key_Return)
    assert rows_of(dialog)["自营出口"][:2] == ("填入", "外贸出口")
    assert rows_of(dialog)["月球货运量"][:2] == ("填入", "月球货运量")
    enter(sheets, dialog)
    assert sheets.stands() == {"外贸出口": ("25", ""), "月球货运量": ("3", "")}
    assert set(sheets.ledger.sheet_mappings()["names"]["names"]) == {"自营出口", "月球货运量"}  # type: ignore[call-overload]
    assert sheets.ledger.steps[0] == before + 1
    sheets.ledger.undo()
    assert sheets.stands() == {} and sheets.ledger.sheet_mappings() == {}
    assert sheets.ledger.find_indicator("月球货运量") is None


def test_what_stands_is_cleared_only_when_told(sheets: SheetClerk) -> None:
    sheets.ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal("33.5"), "亿元")])
    dialog = sheets.open(sheet(PLAIN))
    go_to(dialog, "固定资产投资")
    sheets.press(dialog.table, KEY.Key_Delete, control=True)
    assert rows_of(dialog)["固定资产投资"] == ("清除", "固定资产投资", "（清除）")
    enter(sheets, dialog)
    assert sheets.stands() == {"外贸出口": ("25", "3")}


def test_whose_figures_is_proposed_and_typed_once(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(f"{PLAIN.replace('25', '25（快报）')}\n数据来源：统计局"))
    assert dialog.source.currentText() == "统计局"
    enter(sheets, dialog)
    assert [one.source for one in sheets.ledger.actuals(2023) if one.month == 9] == ["统计局", "统计局（快报）"]


def test_both_figures_of_a_row_are_in_one_unit(sheets: SheetClerk) -> None:
    sheets.ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal("33.5"), "亿元")])
    dialog = sheets.open(sheet("指标名称|单位|1-9月累计\n固定资产投资|万元|340000"))
    shown = [dialog.model.index(0, dialog.model.column_of(key)).data() for key in ("before", "after", "unit")]
    assert shown == ["335000", "340000", "万元"]


def test_del_leaves_a_row_out(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet(PLAIN))
    go_to(dialog, "外贸出口")
    sheets.press(dialog.table, KEY.Key_Delete)
    assert rows_of(dialog)["外贸出口"][0] == "不导入"
    enter(sheets, dialog)
    assert sheets.stands() == {"固定资产投资": ("33.5", "9.1")}


def test_the_picture_names_each_column_and_a_hidden_one(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet("指标名称|单位|累计|累计|同比(%)\n固定资产投资|亿元|30|33.5|9", hidden_columns=(2,)))
    model = dialog.view.picture_model
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads[:2] == ["A 指标名称", "B 计量单位"] and heads[3] == "D 累计数"
    columns = dialog.view.column_model
    assert [columns.index(row, 1).data() for row in (2, 3)] == ["累计（隐藏）", "累计"]
    assert rows_of(dialog)["固定资产投资"][2] == "33.5"


def test_a_low_and_narrow_window_shows_rows_the_question_and_its_keys(sheets: SheetClerk) -> None:
    names = "".join(f"\n新指标{number}|亿元|{number}" for number in range(8))
    dialog = sheets.open(sheet(f"2023年9月主要指标\n指标名称|单位|本月|同比增长(%)\n固定资产投资|亿元|33.5|5{names}"))
    dialog.resize(663, 296)
    table = dialog.table
    rows = 4 * table.verticalHeader().sectionSize(0)
    sheets.qtbot.waitUntil(lambda: table.viewport().height() >= rows)
    assert table.horizontalHeader().length() <= table.viewport().width(), "no column needs scrolling"
    assert "当期" in dialog.detail.text() and table.isColumnHidden(7)
    for label in (dialog.detail, dialog.hint):
        assert label.height() >= label.heightForWidth(label.width()), "no word of it is cut"
    dialog.resize(1180, 680)
    assert not table.isColumnHidden(7)


def test_the_keys_of_each_page_are_told(sheets: SheetClerk) -> None:
    dialog = sheets.open(sheet("指标名称|单位|累计\n固定资产投资|亿元|33.5"))
    assert "F2 归入指标" in dialog.hint.text()
    sheets.press(dialog.tabs, KEY.Key_Tab, control=True)
    assert "F2 改“作为”" in dialog.hint.text()
