"""单位: names without a unit are settled by one key, units are edited in place, fields complete their names."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, children, type_into
from tests.ui.hand import Hand
from zonetracker.model.changes import DepartmentChange, MilestoneChange, TargetChange
from zonetracker.ui.parts.completing import NamesLine
from zonetracker.ui.units.page import UnitsPage


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    ledger = open_window.desk.ledger
    for name, responsible in (
        ("固定资产投资", "牵头单位：发改局；配合单位：财政局"),
        ("财政总收入", "财政局"),
        ("实到外资", "招商局"),
        ("瞪羚企业", ""),
    ):
        ledger.add_target(name, 2023, more=TargetChange(responsible=responsible))
    ledger.add_milestone("孵化楼竣工", 2023, MilestoneChange(responsible="招商局"))
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


def names(page: UnitsPage) -> list[str]:
    return [row.department.name for row in page.model.records()]


def unknown(page: UnitsPage) -> list[str]:
    return [unit.name for unit in page.unknown.model.records()]


def choose(page: UnitsPage, *chosen: str) -> None:
    page.unknown.table.go_to(chosen[0])
    for name in chosen[1:]:
        row = known(page.unknown.model.row_of(name))
        flag = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        page.unknown.table.selectionModel().select(page.unknown.model.index(row, 0), flag)


def test_all_names_that_targets_have_are_registered_by_one_button(hand: Hand) -> None:
    page = hand.go("units")
    assert (names(page), unknown(page)) == ([], ["财政局", "招商局", "发改局"])
    assert page.empty.isVisible() and page.line.text() == "2023 年 · 登记 0 家 · 1 项没有责任单位"
    assert not page.unknown.alias.isEnabled()
    page.take_focus()
    hand.press(known(QApplication.focusWidget()), Qt.Key.Key_Return)
    assert (names(page), unknown(page)) == (["财政局", "招商局", "发改局"], [])
    assert not page.unknown.isVisible() and "已登记 3 家单位" in hand.said()
    assert [(len(row.leads), len(row.beside)) for row in page.model.records()] == [(1, 1), (2, 0), (1, 0)]
    hand.window.desk.undo()
    assert (names(page), len(unknown(page))) == ([], 3)


def test_enter_registers_and_goes_on_to_the_next_name(hand: Hand) -> None:
    page = hand.go("units")
    choose(page, "财政局", "招商局")
    hand.press(page.unknown.table, Qt.Key.Key_Return)
    assert names(page) == ["财政局", "招商局"] and page.unknown.table.record().name == "发改局"
    hand.press(page.unknown.table, Qt.Key.Key_Return)
    assert unknown(page) == [] and page.table.hasFocus()


def test_a_key_makes_names_aliases_of_the_likely_unit(hand: Hand) -> None:
    hand.ledger.add_departments(["财政局", "发展改革局"])
    page = hand.go("units")
    page.unknown.table.go_to("发改局")
    assert page.unknown.table.record().likely.name == "发展改革局"
    hand.press(page.unknown.table, Qt.Key.Key_A)
    known(hand.form).accept()
    assert hand.ledger.departments()[1].aliases == ("发改局",) and unknown(page) == ["招商局"]
    choose(page, "招商局")
    hand.press(page.unknown.table, Qt.Key.Key_A)
    hand.fill(是哪个单位="发展改革局")
    assert hand.ledger.departments()[1].aliases == ("发改局", "招商局") and hand.form is None
    assert [one.name for one in page.model.records()[1].leads] == ["固定资产投资", "实到外资", "孵化楼竣工"]


def test_an_alias_needs_a_unit(hand: Hand) -> None:
    page = hand.go("units")
    choose(page, "财政局")
    hand.press(page.unknown.table, Qt.Key.Key_A)
    assert "还没有登记单位" in hand.said() and hand.form is None


def test_a_unit_is_edited_in_place_and_keeps_its_old_name(hand: Hand) -> None:
    (one,) = hand.ledger.add_departments(["招商局"]).ids["department"]
    page = hand.go("units")
    hand.cell(page.table, one, "name", "投资促进局")
    hand.cell(page.table, one, "due_day", "5")
    hand.cell(page.table, one, "contact", "王敏 1234567")
    found = hand.ledger.department(one)
    assert (found.name, found.aliases, found.due_day) == ("投资促进局", ("招商局",), 5)
    for wrong, said in (("5.5", "1 至 28"), ("月底", "不是数字")):
        hand.cell(page.table, one, "due_day", wrong)
        assert said in hand.said() and hand.stands()
    hand.give_up()
    hand.cell(page.table, one, "aliases", "招商局、招商办")
    hand.cell(page.table, one, "due_day", "")
    found = hand.ledger.department(one)
    assert (found.aliases, found.due_day, found.contact) == (("招商局", "招商办"), None, "王敏 1234567")


def test_units_are_moved_merged_and_removed(hand: Hand, qtbot: QtBot) -> None:
    first, second, third = hand.ledger.add_departments(["招商局", "投资促进局", "教育局"]).ids["department"]
    page = hand.go("units")
    page.table.go_to(third)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(page) == ["招商局", "教育局", "投资促进局"] and page.table.record().department.id == third
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    page.table.go_to(first)
    hand.press(page.table, Qt.Key.Key_M, control=True)
    assert "请先选中要合并的" in hand.said()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hand.press(page.table, Qt.Key.Key_M, control=True)
    hand.fill(合并为="投资促进局")
    assert names(page) == ["投资促进局", "教育局"] and hand.ledger.department(second).aliases == ("招商局",)
    page.table.go_to(third)
    hand.press(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["投资促进局"]
    page.table.go_to(second)
    hand.press(page.table, Qt.Key.Key_Delete)
    assert names(page) == ["投资促进局"] and "可以并入别的单位" in hand.said()


def test_the_form_registers_several_and_stays_with_what_is_refused(hand: Hand) -> None:
    page = hand.go("units")
    hand.click(page.add)
    hand.fill(单位名称=" ")
    assert "名称不能空着" in hand.said() and hand.form is not None
    hand.fill(单位名称="财政局、税务局")
    assert names(page) == ["财政局", "税务局"] and hand.form is None


def test_a_cell_for_units_completes_the_name_that_is_being_typed(hand: Hand, qtbot: QtBot) -> None:
    hand.ledger.add_departments(["财政局", "投资促进局"])
    for key in ("targets", "milestones"):
        table = hand.go(key).table
        table.go_to(1, table.records.column_of("responsible"))
        table.setFocus()
        qtbot.keyClick(table, Qt.Key.Key_F2)
        (editor,) = [line for line in children(table.viewport(), QLineEdit) if line.isVisible()]
        assert isinstance(editor, NamesLine)
        editor.selectAll()
        editor.insert("财政局、促进")
        completer = editor.completer()
        completer.setCompletionPrefix(editor.text())
        assert [completer.completionModel().index(0, 0).data()] == ["投资促进局"]
        assert completer.pathFromIndex(completer.completionModel().index(0, 0)) == "财政局、投资促进局"
        qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_who_may_only_look_changes_nothing(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    hand.ledger.add_departments(["财政局"])
    hand.ledger.edit_department(1, DepartmentChange(contact="王敏"))
    monkeypatch.setattr(type(hand.ledger), "read_only", property(lambda _: True))
    page = hand.go("units")
    page.follow(None)
    assert not page.add.isEnabled() and not page.unknown.register.isEnabled()
    choose(page, "招商局")
    hand.press(page.unknown.table, Qt.Key.Key_Return)
    hand.press(page.table, Qt.Key.Key_Delete)
    assert [one.name for one in hand.ledger.departments()] == ["财政局"]


def test_typing_goes_into_the_ledger_by_the_cell(hand: Hand, qtbot: QtBot) -> None:
    hand.ledger.add_departments(["财政局"])
    table = hand.go("milestones").table
    table.go_to(1, table.records.column_of("responsible"))
    type_into(qtbot, table, "财政局")
    assert hand.ledger.milestone(1).responsible == "财政局"


def test_tabs_have_a_line_of_their_own_where_the_window_is_narrow(hand: Hand) -> None:
    page = hand.go("units")
    hand.window.resize(1366, 768)
    hand.qtbot.waitUntil(lambda: page.width() > 1200)
    assert page.tabs.y() < page.title.y() + page.title.height()
    page.setFixedWidth(500)
    hand.qtbot.waitUntil(lambda: page.tabs.y() >= page.title.y() + page.title.height())
    assert page.tabs.width() >= page.tabs.sizeHint().width()
    page.setFixedWidth(1200)
    hand.qtbot.waitUntil(lambda: page.tabs.y() < page.title.y() + page.title.height())
