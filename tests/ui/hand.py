"""A clerk's hand at the window: cells and forms by the words that stand beside them, and what is told."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, children, type_into
from zonetracker.services.ledger import Ledger
from zonetracker.ui.actuals.soft_bar import SoftBar
from zonetracker.ui.parts.dialogs import FormDialog, ReasonForm
from zonetracker.ui.parts.table.view import RecordTable, RefusedNote


class Hand:
    """Types and presses; `typed` is what went into the form that was filled in last, `stood` what a cell showed."""

    def __init__(self, window: ClerkWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.typed: dict[str, str] = {}
        self.stood: tuple[RecordTable, Hashable, str, str] | None = None

    @property
    def ledger(self) -> Ledger:
        """The open workbook."""
        return self.window.desk.ledger

    @property
    def form(self) -> FormDialog | None:
        """The form that lies open, where one does; never the question for a reason."""
        return next((one for one in self._open() if not isinstance(one, ReasonForm)), None)

    @property
    def question(self) -> ReasonForm | SoftBar | None:
        """The question for a reason, where one lies open or stands below the grid."""
        box = next((one for one in self._open() if isinstance(one, ReasonForm)), None)
        return box or next((one for one in children(self.window, SoftBar) if one.isVisible()), None)

    def _open(self) -> list[FormDialog]:
        return [one for one in children(self.window, FormDialog) if one.isVisible()]

    def said(self) -> str:
        """What is told: in the form, below the cell whose text was refused, or above the page."""
        form = self.question or self.form
        if form is not None:
            return form.trouble.text()
        below = next((note.text() for note in children(self.window, RefusedNote) if note.isVisible()), "")
        return below or self.window.message.label.text()

    def go(self, page: str, item: object = None) -> Any:
        """Go to a page."""
        self.window.go(page, item)
        self.qtbot.waitUntil(lambda: self.window.page().isVisible())
        QApplication.processEvents()
        return self.window.page()

    def press(self, widget: QWidget, key: Qt.Key, control: bool = False) -> None:
        """Press a key."""
        widget.setFocus()
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        self.qtbot.keyClick(widget, key, held)
        QApplication.processEvents()

    def click(self, button: QPushButton) -> None:
        """Click a button."""
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def cell(self, table: RecordTable, row: Hashable, column: str, text: str) -> None:
        """F2 in a cell, a text, Enter."""
        assert table.go_to(row, table.records.column_of(column))
        self.stood = table, row, column, self._shown(table, row, column)
        type_into(self.qtbot, table, text)

    def give_up(self) -> None:
        """Esc, where a refused text stands in its editor."""
        editor = QApplication.focusWidget()
        assert isinstance(editor, QLineEdit)
        self.press(editor, Qt.Key.Key_Escape)

    def stands(self) -> bool:
        """Whether the cell that was typed into shows what it showed before."""
        assert self.stood is not None
        table, row, column, text = self.stood
        return self._shown(table, row, column) == text

    @staticmethod
    def _shown(table: RecordTable, row: Hashable, column: str) -> str:
        place = table.records.row_of(row)
        assert place is not None
        return str(table.records.index(place, table.records.column_of(column)).data())

    def here(self, table: RecordTable, text: str) -> None:
        """F2 in the cell one is on, a text, Enter; what is selected stays selected."""
        type_into(self.qtbot, table, text)

    def line(self, field: QLineEdit, text: str) -> None:
        """Another text into a line of a page, Enter."""
        field.setFocus()
        field.selectAll()
        field.insert(text)
        self.press(field, Qt.Key.Key_Return)

    def fill(self, **texts: str) -> None:
        """Fill in the open form by the words beside its fields, and press its answer."""
        form = self.form
        assert form is not None
        for words, text in texts.items():
            field = _beside(form.form, words)
            field.setText(text) if isinstance(field, QLineEdit) else field.setCurrentText(text)
        self.typed = texts
        self.click(form.answer)

    def asked(self) -> str:
        """What the open question says, all of it."""
        question = self.question
        return "" if question is None else "\n".join(label.text() for label in children(question, QLabel))

    def answer(self, reason: str) -> None:
        """Answer the question for a reason."""
        question = self.question
        assert question is not None
        question.reason.setText(reason)
        self.click(question.answer)

    def still_typed(self) -> dict[str, str]:
        """What stands now in the fields that were filled in."""
        form = self.form
        assert isinstance(form, QDialog)
        return {words: _text(_beside(form.form, words)) for words in self.typed}


def _beside(form: QFormLayout, words: str) -> QLineEdit | QComboBox:
    roles = QFormLayout.ItemRole
    for row in range(form.rowCount()):
        label, field = form.itemAt(row, roles.LabelRole), form.itemAt(row, roles.FieldRole)
        said = label.widget() if label is not None else None
        if isinstance(said, QLabel) and said.text() == words:
            found = field.widget()
            assert isinstance(found, QLineEdit | QComboBox)
            return found
    raise KeyError(words)


def _text(field: QLineEdit | QComboBox) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.currentText()
