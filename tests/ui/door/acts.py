"""What a clerk does on the pages, each operation at each place that offers it, by the keys that are pressed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.known import known
from tests.services.ledger.test_door import RATE, SEVENTY, WHOLE
from tests.ui.hand import Hand
from zonetracker.model.facts import Span
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.outputs.page import SHEET
from zonetracker.ui.settings.page import INDICATORS

YEAR, MONTH = 2023, 9
LONG = "名" * 301
LONG_UNIT = "单" * 31
ODD = "云岭\u202e区"
UNUSED = "路演场次"
BOUNDED = 4
"""A target of 9.0亿元以上."""
Act = Callable[[Hand], None]


def targets_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("targets").table, row, column, text)


def two_targets(column: str, text: str) -> Act:
    def act(hand: Hand) -> None:
        table = hand.go("targets").table
        table.go_to(WHOLE, table.records.column_of(column))
        hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        hand.here(table, text)

    return act


def targets_form(press: Act, **texts: str) -> Act:
    def act(hand: Hand) -> None:
        hand.go("targets", WHOLE)
        press(hand)
        hand.fill(**texts)

    return act


def properties(hand: Hand) -> None:
    hand.press(hand.window.page().table, Qt.Key.Key_Return)


def adjusting(hand: Hand) -> None:
    hand.go("targets", BOUNDED)
    hand.press(hand.window.page().table, Qt.Key.Key_T, control=True)


def splitting(number: int) -> Act:
    def press(hand: Hand) -> None:
        hand.go("targets", number)
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        hand.window.page().table.setFocus()
        hand.qtbot.keyClick(hand.window.page().table, Qt.Key.Key_M, held)

    return press


def merging(hand: Hand) -> None:
    """The target of growth only and the one of a level only below it."""
    table = hand.go("targets").table
    table.go_to(RATE, 1)
    hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    hand.press(table, Qt.Key.Key_M, control=True)


def new_target(hand: Hand) -> None:
    hand.click(hand.window.page().add)


def inside_the_one_above(hand: Hand) -> None:
    """70亿元 to be part of the 9.0亿元 above it."""
    hand.go("targets", next(one.id for one in hand.ledger.targets(YEAR) if one.stated == SEVENTY))
    hand.press(hand.window.page().table, Qt.Key.Key_BracketRight, control=True)


def month_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("actuals").table, row, column, text)


def growth_cell(row: int, month: int, text: str) -> Act:
    def act(hand: Hand) -> None:
        page = hand.go("actuals")
        page.growths.setChecked(True)
        hand.cell(page.table, row, f"growth:{month}", text)

    return act


def paste(row: int, column: str, text: str, page: str = "actuals") -> Act:
    def act(hand: Hand) -> None:
        table = hand.go(page).table
        table.go_to(row, table.records.column_of(column))
        QGuiApplication.clipboard().setText(text)
        hand.press(table, Qt.Key.Key_V, control=True)

    return act


def unit_cell(column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("units").table, 1, column, text)


def new_unit(name: str) -> Act:
    def act(hand: Hand) -> None:
        hand.click(hand.go("units").add)
        hand.fill(单位名称=name)

    return act


def milestone_cell(column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("milestones").table, 1, column, text)


def new_milestone(**texts: str) -> Act:
    def act(hand: Hand) -> None:
        hand.click(hand.go("milestones").add)
        hand.fill(**texts)

    return act


def review_cell(row: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("report", row).board.table, row, column, text)


def confirm(row: int) -> Act:
    def act(hand: Hand) -> None:
        board = hand.go("report", row).board
        hand.press(board.table, Qt.Key.Key_Return)

    return act


def new_row(**texts: str) -> Act:
    def act(hand: Hand) -> None:
        board = hand.go("report", 1).board
        start = board.report.text.index("大桥通车")
        board.source.select(Span(start, start + 4))
        hand.press(board.source, Qt.Key.Key_R, control=True)
        hand.fill(**texts)

    return act


def indicators(hand: Hand) -> Any:
    page = hand.go("settings")
    page.tabs.setCurrentIndex(INDICATORS)
    return page.indicators


def indicator_cell(column: str, text: str) -> Act:
    return lambda hand: hand.cell(indicators(hand).table, 1, column, text)


def new_indicator(name: str) -> Act:
    def act(hand: Hand) -> None:
        hand.click(indicators(hand).add)
        hand.fill(指标名称=name)

    return act


def rules_line(name: str, text: str) -> Act:
    def act(hand: Hand) -> None:
        rules = hand.go("settings").rules
        hand.line(rules.words["late"] if name == "word" else getattr(rules, name), text)

    return act


def addressee(text: str) -> Act:
    def act(hand: Hand) -> None:
        page = hand.go("outputs")
        hand.qtbot.waitUntil(lambda: page.summary.composed is not None)
        hand.line(page.summary.addressee, text)
        hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)

    return act


def problem(text: str) -> Act:
    return lambda hand: hand.cell(hand.go("overview", WHOLE).table, WHOLE, "reason", text)


def written_sheet(name: str) -> Act:
    """The sheet as a file of this name, kept in the workbook."""

    def act(hand: Hand) -> None:
        page = hand.go("outputs")
        page.tabs.setCurrentIndex(SHEET)
        path = hand.ledger.path.with_name(name)
        hand.window.ask.answers = [str(path)]
        hand.click(page.sheet.export)
        hand.qtbot.waitUntil(lambda: path.exists() and not hand.window.desk.tasks.busy)

    return act


def copied(figures: int) -> Act:
    def act(hand: Hand) -> None:
        hand.ledger.add_target(WHOLE, YEAR + 1, SEVENTY)
        hand.window.desk.choose_period(YEAR + 1, 1)
        hand.window.ask.answers = [figures]
        hand.go("targets").copy.trigger()

    return act


def sheet_of(hand: Hand, text: str) -> SheetDialog:
    hand.window.desk.choose_period(YEAR, 6)
    page = hand.go("actuals")
    place = hand.ledger.path.with_name("月报.csv")
    place.write_text(text, encoding="utf-8")
    page.take_sheets([place])
    hand.qtbot.waitUntil(lambda: isinstance(hand.form, SheetDialog))
    dialog = hand.form
    assert isinstance(dialog, SheetDialog)
    return dialog


def sheet(text: str) -> Act:
    return lambda hand: hand.click(sheet_of(hand, text).answer)


def key_on(page: str, table: Callable[[Any], Any], row: int, key: Qt.Key) -> Act:
    def act(hand: Hand) -> None:
        shown = table(hand.go(page))
        shown.go_to(row, 1)
        hand.press(shown, key)

    return act


def remove_report(hand: Hand) -> None:
    hand.window.ask.answers = [0]
    hand.click(hand.go("report").remove)


def remove_indicator(hand: Hand) -> None:
    table = indicators(hand).table
    table.go_to(known(hand.ledger.find_indicator(UNUSED)).id)
    hand.window.ask.answers = [0]
    hand.press(table, Qt.Key.Key_Delete)


def merge_units(hand: Hand) -> None:
    table = hand.go("units").table
    table.selectAll()
    hand.press(table, Qt.Key.Key_M, control=True)
    known(hand.form).accept()


def unit_down(hand: Hand) -> None:
    table = hand.go("units").table
    table.go_to(1)
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def move_down(hand: Hand) -> None:
    table = hand.go("targets", WHOLE).table
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def differing(before: dict[str, list[dict[str, object]]], after: dict[str, list[dict[str, object]]]) -> set[str]:
    """The columns in which a row that stood before is another one; none of those rows has gone."""
    found = set()
    for table, rows in before.items():
        now = {row["id"]: row for row in after[table]}
        for row in rows:
            found |= {f"{table}.{column}" for column, value in row.items() if now[row["id"]][column] != value}
    return found


def command(hand: Hand, key: Qt.Key, more: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key of the menus, pressed on the grid of actuals; the window takes it once it is in front again."""
    table = hand.go("actuals").table
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)
    hand.qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier | more)
    QApplication.processEvents()


def closing(hand: Hand) -> None:
    hand.window.ask.answers = [0]
    command(hand, Qt.Key.Key_J)


def closing_june(hand: Hand) -> None:
    hand.window.desk.choose_period(YEAR, 6)
    closing(hand)


def reopening(reason: str) -> Act:
    def act(hand: Hand) -> None:
        command(hand, Qt.Key.Key_J, Qt.KeyboardModifier.ShiftModifier)
        hand.fill(原因=reason)

    return act


def closing_year(hand: Hand) -> None:
    command(hand, Qt.Key.Key_Y, Qt.KeyboardModifier.ShiftModifier)
    form = hand.form
    assert form is not None
    hand.click(form.answer)


def closing_year_2022(hand: Hand) -> None:
    """A year with a figure of December."""
    hand.ledger.add_target(WHOLE, YEAR - 1, SEVENTY)
    hand.window.desk.choose_period(YEAR - 1, 12)
    closing_year(hand)


def revising(**texts: str) -> Act:
    def act(hand: Hand) -> None:
        table = hand.go("targets", WHOLE).table
        hand.press(table, Qt.Key.Key_B, control=True)
        hand.fill(**texts)

    return act
