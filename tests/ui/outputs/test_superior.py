"""A superior's form by keys: chosen, settled with Enter, F2 and Del, written with Ctrl+Enter, known next month."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.forms.books import fill_book
from tests.ui.conftest import ClerkWindow, children
from tests.ui.hand import Hand
from zonetracker.model.planning import FormMeaning, FormState
from zonetracker.ui.outputs.superior_dialog import SuperiorDialog
from zonetracker.ui.parts.picking import NamePicker, WordPicker


@pytest.fixture
def hand(open_window: ClerkWindow, qtbot: QtBot) -> Hand:
    fill_book(open_window.desk.ledger)
    open_window.desk.choose_period(2023, 9)
    return Hand(open_window, qtbot)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in (["月报"], ["指标", "单位", "9月数", "年度目标"], ["财政口径收入", "亿元"], ["地区生产总值", "亿元"]):
        book.active.append(row)
    book.save(tmp_path / "月报.xlsx")
    return tmp_path / "月报.xlsx"


def opened(hand: Hand, form: Path) -> SuperiorDialog:
    """The menu's key, the file chosen."""
    hand.go("outputs")
    hand.window.ask.answers = [[str(form)]]
    hand.window.actions_by_key["fill_form"][0].trigger()
    return dialog_of(hand)


def dialog_of(hand: Hand) -> SuperiorDialog:
    def shown() -> bool:
        return any(one.isVisible() for one in children(hand.window, SuperiorDialog))

    hand.qtbot.waitUntil(shown)
    return next(one for one in children(hand.window, SuperiorDialog) if one.isVisible())


def states(dialog: SuperiorDialog) -> dict[str, FormState]:
    return {line.place.removeprefix("表!"): line.state for line in dialog.plan.lines}


def pick(hand: Hand, dialog: SuperiorDialog, text: str) -> None:
    """In the list of indicators: type, Enter."""
    hand.qtbot.waitUntil(lambda: bool(children(dialog, NamePicker)))
    picker = children(dialog, NamePicker)[-1]
    picker.line.setText(text)
    hand.press(picker.line, Qt.Key.Key_Return)


def mean(hand: Hand, dialog: SuperiorDialog, meaning: FormMeaning) -> None:
    """In the list of what a column asks for: from the first down to the line, Enter."""
    hand.qtbot.waitUntil(lambda: bool(children(dialog, WordPicker)))
    picker = children(dialog, WordPicker)[-1]
    hand.press(picker.found, Qt.Key.Key_Home)
    for _ in range(list(FormMeaning).index(meaning)):
        hand.press(picker.found, Qt.Key.Key_Down)
    hand.press(picker.found, Qt.Key.Key_Return)


def write(hand: Hand, dialog: SuperiorDialog, path: Path) -> None:
    """Ctrl+Enter, and where to."""
    hand.window.ask.answers = [str(path)]
    dialog.activateWindow()
    hand.qtbot.waitUntil(dialog.isActiveWindow)
    hand.press(dialog.table, Qt.Key.Key_Return, control=True)
    hand.qtbot.waitUntil(lambda: not hand.window.desk.tasks.busy)


def test_settled_by_keys_written_and_known_next_time(hand: Hand, form: Path, tmp_path: Path) -> None:
    before = form.read_bytes()
    dialog = opened(hand, form)
    unclear = FormState.UNCLEAR
    assert states(dialog) == {"C3": FormState.UNKNOWN, "D3": FormState.UNKNOWN, "C4": unclear, "D4": FormState.FILLED}
    hand.press(dialog.table, Qt.Key.Key_Return)
    mean(hand, dialog, FormMeaning.CUMULATIVE)
    assert states(dialog)["C4"] is FormState.FILLED
    assert dialog.table.record().cell.name == "财政口径收入"
    hand.press(dialog.table, Qt.Key.Key_Return)
    pick(hand, dialog, "财政总收入")
    assert set(states(dialog).values()) == {FormState.FILLED} and "没有遗漏" in dialog.count.text()
    write(hand, dialog, tmp_path / "填.xlsx")
    made = openpyxl.load_workbook(tmp_path / "填.xlsx").active
    assert [made[cell].value for cell in ("C3", "D3", "C4", "D4")] == [20.12, 25, 59.2, 80]
    assert form.read_bytes() == before
    again = opened(hand, form)
    assert set(states(again).values()) == {FormState.FILLED}
    again.reject()
    hand.window.desk.undo()
    assert states(opened(hand, form))["C3"] is FormState.UNKNOWN


def test_a_cell_can_be_left_and_taken_again(hand: Hand, form: Path) -> None:
    dialog = opened(hand, form)
    assert dialog.table.go_to((0, 2, 2))
    hand.press(dialog.table, Qt.Key.Key_Delete)
    assert states(dialog)["C3"] is FormState.LEFT and dialog.table.record().cell.at == (0, 2, 2)
    hand.press(dialog.table, Qt.Key.Key_Delete)
    assert states(dialog)["C3"] is FormState.UNKNOWN


def test_the_keys_work_on_the_sheet_as_well(hand: Hand, form: Path) -> None:
    dialog = opened(hand, form)
    view, model = dialog.sheets.view, dialog.sheets.model
    view.setCurrentIndex(model.index(3, 3))
    assert model.data(model.index(3, 3)) == "80" and model.data(model.index(2, 2)) == "没有对上"
    hand.press(view, Qt.Key.Key_F2)
    mean(hand, dialog, FormMeaning.COMPLETION)
    assert model.data(model.index(3, 3)) == "74"
    hand.press(view, Qt.Key.Key_Delete)
    assert states(dialog)["D4"] is FormState.LEFT


def test_another_month_is_planned_anew_and_said(hand: Hand, form: Path) -> None:
    named = form.with_name("2023年9月月报.xlsx")
    form.rename(named)
    dialog = opened(hand, named)
    assert not dialog.time.isVisible()
    dialog.month.setFocus()
    hand.qtbot.keyClick(dialog.month, Qt.Key.Key_Up)
    QApplication.processEvents()
    assert dialog.plan.month == 8 and "写的是2023年9月" in dialog.time.text()
    dialog.year.setValue(2015)
    assert "填不了" in dialog.trouble.text() and not dialog.answer.isEnabled()


def test_a_form_that_is_dropped_on_the_page_is_opened(hand: Hand, form: Path) -> None:
    hand.go("outputs")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(form))])
    keys = Qt.KeyboardModifier.NoModifier
    hand.window.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys))
    assert states(dialog_of(hand))["D4"] is FormState.FILLED


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["东湖经开区2023年1-9月指标"], ["指标", "单位", "累计"], ["财政总收入", "亿元"]], "东湖经开区"),
        ([["通知"], ["请按时报送"]], "没有要填的格子"),
    ],
)
def test_a_form_that_is_not_to_be_filled_is_told(hand: Hand, form: Path, rows: list[list[str]], said: str) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(form)
    hand.go("outputs")
    hand.window.ask.answers = [[str(form)]]
    hand.window.actions_by_key["fill_form"][0].trigger()
    hand.qtbot.waitUntil(lambda: said in hand.window.message.label.text())
    assert not any(one.isVisible() for one in children(hand.window, SuperiorDialog))


def test_the_form_itself_is_never_written_over(hand: Hand, form: Path) -> None:
    before = form.read_bytes()
    write(hand, opened(hand, form), form)
    assert "不能写到原来的表上" in hand.window.message.label.text() and form.read_bytes() == before
