"""What was typed stays where it was typed: marked, told, through refreshes and other rows, until it is stored."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.known import known
from tests.services.ledger.test_door import PART, WHOLE
from tests.trust.disk import disk_under, needs_disk
from tests.ui.conftest import children
from tests.ui.door.acts import MONTH, YEAR, adjusting, month_cell, rules_line, targets_cell, targets_form, unit_cell
from tests.ui.hand import Hand
from tests.ui.unsaved.conftest import Storage
from zonetracker.model.changes import ActualEntry
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.ui.parts.theme import shade

Role = Qt.ItemDataRole
SEPTEMBER = f"value:{MONTH}"


def shown(hand: Hand, row: int, column: str, role: int = Role.DisplayRole) -> Any:
    page = hand.go("actuals")
    place = page.model.row_of(row)
    return page.model.index(place, page.model.column_of(column)).data(role)


def painted(hand: Hand, row: int, column: str) -> bool:
    """Whether a cell has the corner and the ground of what waits."""
    table = hand.go("actuals").table
    index = table.model().index(table.records.row_of(row), table.records.column_of(column))
    cell = table.visualRect(index)
    picture = table.viewport().grab(cell).toImage()
    ground = picture.pixelColor(picture.width() // 2, 2)
    return bool(picture.pixelColor(2, 2) == shade("look") and ground == shade("sentence"))


def typed(hand: Hand, storage: Storage, text: str, row: int = WHOLE, way: str = "gone") -> None:
    with storage.broken(way):
        month_cell(row, SEPTEMBER, text)(hand)


def test_a_cell_shows_what_was_typed_and_that_it_is_not_stored(hand: Hand, storage: Storage) -> None:
    stood = shown(hand, WHOLE, SEPTEMBER)
    typed(hand, storage, "41")
    assert shown(hand, WHOLE, SEPTEMBER) == "41" != stood
    assert shown(hand, WHOLE, SEPTEMBER, Role.EditRole) == "41"
    assert painted(hand, WHOLE, SEPTEMBER)
    assert "还没有存上" in shown(hand, WHOLE, SEPTEMBER, Role.AccessibleTextRole)
    assert "还没有存上" in shown(hand, WHOLE, SEPTEMBER, Role.ToolTipRole)
    assert hand.window.unsaved.what.text().startswith("1 处填好的还没有存上：实绩 2023年 1 固定资产投资 1-9月：41")
    assert hand.window.state.text() == "1 处还没有存上"


def test_below_the_grid_the_cell_is_not_said_to_be_empty(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    page = hand.go("actuals")
    page.table.go_to(WHOLE, page.model.column_of(SEPTEMBER))
    assert page.detail.head.text().endswith("1-9月 填的“41”还没有存上")
    assert page.detail.short.text().startswith(page.detail.head.text())
    hand.window.say_stored()
    page.table.go_to(WHOLE, page.model.column_of(SEPTEMBER))
    assert "1-9月 41亿元" in page.detail.head.text()
    typed(hand, storage, "")
    page.table.go_to(WHOLE, page.model.column_of(SEPTEMBER))
    assert page.detail.head.text().endswith("清空了，还没有存上")


def test_the_mark_stays_through_pages_months_and_years(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    hand.go("targets")
    hand.window.stack.refresh_all()
    hand.window.desk.choose_period(YEAR + 1, 1)
    hand.go("actuals")
    hand.window.desk.choose_period(YEAR, 6)
    assert shown(hand, WHOLE, SEPTEMBER) == "41"
    hand.window.say_stored()
    assert known(hand.ledger.actual(WHOLE, YEAR, MONTH)).value == 41


def test_what_is_typed_next_goes_behind_what_waits(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    month_cell(PART, SEPTEMBER, "12")(hand)
    assert not hand.window.desk.unsaved.waiting
    assert [known(hand.ledger.actual(one, YEAR, MONTH)).value for one in (WHOLE, PART)] == [41, 12]
    ids = [known(hand.ledger.actual(one, YEAR, MONTH)).id for one in (WHOLE, PART)]
    assert ids == sorted(ids)


def test_what_is_typed_anew_into_a_cell_takes_the_place_of_what_waits(hand: Hand, storage: Storage) -> None:
    before = known(hand.ledger.can_undo).id
    typed(hand, storage, "410")
    typed(hand, storage, "41")
    assert len(hand.window.desk.unsaved) == 1
    month_cell(WHOLE, SEPTEMBER, "42")(hand)
    assert not hand.window.desk.unsaved.waiting
    assert known(hand.ledger.can_undo).id == before + 1
    assert known(hand.ledger.actual(WHOLE, YEAR, MONTH)).value == 42


def test_typing_what_stands_gives_up_what_waits(hand: Hand, storage: Storage) -> None:
    with storage.broken("gone"):
        targets_cell(WHOLE, "value", "66")(hand)
        targets_cell(WHOLE, "value", "60")(hand)
    assert not hand.window.desk.unsaved.waiting


def test_what_the_gate_refuses_by_then_goes_on_waiting_with_its_sentence(hand: Hand, storage: Storage) -> None:
    with storage.broken("gone"):
        unit_cell("name", "财政局")(hand)
    hand.ledger.add_departments(["财政局"])
    hand.window.say_stored()
    assert len(hand.window.desk.unsaved) == 1
    assert "财政局" in hand.window.unsaved.why.text()


def test_a_soft_check_asks_when_it_is_stored(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "29")
    hand.window.say_stored()
    assert "比 6 月的 30 小" in hand.asked()
    assert hand.window.message.label.text() == "还有 1 处填的数等着写原因，没有填入。"
    hand.answer("统计口径调整")
    assert known(hand.ledger.actual(WHOLE, YEAR, MONTH)).value == 29


def test_the_reason_waits_with_its_figure(hand: Hand, storage: Storage) -> None:
    month_cell(WHOLE, SEPTEMBER, "29")(hand)
    with storage.broken("full"):
        hand.answer("统计口径调整")
    assert hand.question is None
    assert shown(hand, WHOLE, SEPTEMBER) == "29"
    hand.window.say_stored()
    assert known(hand.ledger.actual(WHOLE, YEAR, MONTH)).reason == "统计口径调整"


def test_a_line_of_the_settings_keeps_its_text_marked(hand: Hand, storage: Storage) -> None:
    with storage.broken("locked"):
        rules_line("zone", "云岭高新区")(hand)
        rules_line("late", "8")(hand)
    rules = hand.window.page().rules
    assert rules.zone.text() == "云岭高新区"
    assert rules.zone.property("unsaved")
    assert rules.late.text() == "8"
    hand.window.say_stored()
    assert not rules.zone.property("unsaved")
    assert (hand.ledger.zone, rules.late.text()) == ("云岭高新区", "8")


def test_undo_asks_before_it_gives_up_what_waits(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    hand.window.ask.answers = [None, 0]
    hand.window.undo()
    assert len(hand.window.desk.unsaved) == 1
    hand.window.undo()
    assert not hand.window.desk.unsaved.waiting
    assert shown(hand, WHOLE, SEPTEMBER) != "41"


def test_the_window_is_not_closed_unasked(hand: Hand, storage: Storage, tmp_path: Path) -> None:
    typed(hand, storage, "41")
    window = hand.window
    window.ask.answers = [None, 0]
    window.close()
    assert window.isVisible()
    with storage.broken("gone"):
        window.close()
        assert window.isVisible()
    file = tmp_path / "未存.xlsx"
    window.ask.answers = [1, str(file)]
    window.ask_close()
    assert window.page() is None
    rows = [[cell.value for cell in row] for row in load_workbook(file).active.iter_rows(min_row=3)]
    assert rows[0][:2] == ["实绩 2023年 1 固定资产投资 1-9月", "41"]


def test_closing_stores_what_waits_where_the_clerk_says_so(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    path = hand.ledger.path
    hand.window.ask.answers = [0]
    hand.window.ask_close()
    with Ledger.open(path) as ledger:
        assert known(ledger.actual(WHOLE, YEAR, MONTH)).value == 41


def test_another_workbook_is_not_opened_over_what_waits(hand: Hand, storage: Storage, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "other.zt", "云岭高新区", actor="甲").close()
    typed(hand, storage, "41")
    hand.window.ask.answers = [2]
    assert not hand.window.open_workbook(tmp_path / "other.zt")
    assert hand.window.desk.ledger.zone == "云岭高新区"


def test_questions_for_a_reason_are_not_dropped_by_closing(hand: Hand) -> None:
    month_cell(WHOLE, SEPTEMBER, "29")(hand)
    hand.window.ask.answers = [None, 0]
    hand.window.ask_close()
    assert hand.window.page() is not None
    hand.window.ask_close()
    assert hand.window.page() is None


def test_after_another_program_wrote_the_file_is_opened_anew_and_takes_it(hand: Hand, storage: Storage) -> None:
    storage.count_reopening()
    database = hand.ledger._database
    database.connection.execute(f"UPDATE meta SET lease = '{'a' * 16}'")
    month_cell(WHOLE, SEPTEMBER, "41")(hand)
    assert len(hand.window.desk.unsaved) == 1
    hand.window.say_stored()
    assert storage.reopened == 1
    assert known(hand.ledger.actual(WHOLE, YEAR, MONTH)).value == 41
    assert not database.check()


def test_over_what_another_program_wrote_nothing_is_stored_unasked(hand: Hand, storage: Storage) -> None:
    typed(hand, storage, "41")
    ledger = hand.ledger
    ledger.path.with_name(f"{ledger.path.name}.lock").unlink()
    with Ledger.open(ledger.path) as other:
        indicator = known(other.target(WHOLE)).indicator_id
        other.set_actuals([ActualEntry(indicator, YEAR, MONTH, Decimal(43), "亿元")], reason="另一处填的")
    hand.window.ask.answers = [None]
    hand.window.say_stored()
    asked = hand.window.ask.asked[-1]
    assert "别的程序改过" in asked and known(ledger.actual(WHOLE, YEAR, MONTH)).value == 43
    month_cell(PART, SEPTEMBER, "12")(hand)
    assert known(ledger.actual(WHOLE, YEAR, MONTH)).value == 43 and len(hand.window.desk.unsaved) == 1
    hand.window.ask.answers = [0]
    hand.window.say_stored()
    assert known(ledger.actual(WHOLE, YEAR, MONTH)).value == 41 and not hand.window.desk.unsaved.waiting


def open_editor(hand: Hand, row: int, column: str, text: str) -> QLineEdit:
    table = hand.go("targets").table
    assert table.go_to(row, table.records.column_of(column))
    table.setFocus()
    hand.qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = next(line for line in children(table.viewport(), QLineEdit) if line.isVisible())
    editor.selectAll()
    editor.insert(text)
    return editor


def test_what_is_being_typed_outlives_other_rows(hand: Hand) -> None:
    open_editor(hand, WHOLE, "note", "写到一半")
    hand.window.desk.write(lambda: hand.ledger.add_target("外贸总额", YEAR, hand.ledger.target(1).stated))
    QApplication.processEvents()
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit) and editor.text() == "写到一半"
    hand.press(editor, Qt.Key.Key_Return)
    assert hand.ledger.target(1).note == "写到一半"


def test_a_repaint_leaves_what_is_being_typed(hand: Hand) -> None:
    editor = open_editor(hand, WHOLE, "note", "写到一半")
    hand.window.stack.refresh_all()
    assert editor.text() == "写到一半"


def test_what_was_being_typed_in_a_row_that_is_gone_waits(hand: Hand) -> None:
    open_editor(hand, PART, "note", "写到一半")
    hand.window.desk.write(lambda: hand.ledger.remove_targets([PART]))
    QApplication.processEvents()
    assert [one.what for one, _ in hand.window.desk.unsaved.typed] == ["写到一半"]
    hand.window.desk.unsaved.drop(*hand.window.desk.unsaved.waiting)


@pytest.mark.parametrize("way", ["gone", "full"])
def test_what_waits_is_written_to_a_file_from_a_form(hand: Hand, storage: Storage, tmp_path: Path, way: str) -> None:
    with storage.broken(way):
        targets_form(adjusting, 调整为="70亿元", 依据文件="云政发3号", 原因="全市统一调整指标")(hand)
        form = hand.form
        assert form is not None
        file = tmp_path / "表单.xlsx"
        hand.window.ask.answers = [str(file)]
        hand.click(form.aside)
    texts = {row[1].value for row in load_workbook(file).active.iter_rows(min_row=3)}
    assert {"70亿元", "云政发3号", "全市统一调整指标"} <= texts
    form.give_up()


@needs_disk
def test_while_the_disk_is_away_nobody_is_told_that_all_is_stored(hand: Hand) -> None:
    path = hand.ledger.path
    hand.window.close_workbook()
    with disk_under(path.parent) as disk, hand.qtbot.capture_exceptions() as raised:
        assert hand.window.open_workbook(path)
        hand.window.desk.choose_period(YEAR, MONTH)
        hand.go("actuals")
        disk.vanish()
        month_cell(WHOLE, SEPTEMBER, "29")(hand)
        assert hand.window.state.text() == "1 处还没有存上"
        hand.window.desk.choose_period(YEAR, MONTH - 1)
        disk.come_back()
        hand.window.say_stored()
        assert hand.window.state.text() == "改动都已存好"
        assert any(
            text.startswith(f"{MONTH - 1}月还有")
            for text in (one.text() for one in children(hand.window.page(), QLabel))
        )
        hand.window.close_workbook()
    assert all(isinstance(error, Refusal) and error.of_storage for _, error, _ in raised)
