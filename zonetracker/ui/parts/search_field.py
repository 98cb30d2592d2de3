"""The line that searches a page: it takes Ctrl+Z and Ctrl+Y only while there is typing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from zonetracker.ui.parts.table.model import RecordSort

_ONWARDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
_AROUND = 26
"""Pixels of the line that no text takes."""


class SearchField(QLineEdit):
    """A line of text that lets undo and redo of the workbook pass when it has nothing of its own for them.

    `begun` tells that the keyboard came here.
    """

    begun = Signal()
    _table: QAbstractItemView | None = None
    _hint = ""

    def setPlaceholderText(self, text: str) -> None:
        """Qt: what stands in the empty line; where it is too narrow, without the key in brackets."""
        self._hint = text
        self._fit_hint()

    def _fit_hint(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._hint) <= self.width() - _AROUND
        super().setPlaceholderText(self._hint if fits else self._hint.partition(" (")[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width."""
        super().resizeEvent(event)
        self._fit_hint()

    def searches(self, rows: RecordSort | None) -> None:
        """What is typed here is looked for in these rows."""
        if rows is not None:
            self.textChanged.connect(rows.search)
            self.begun.connect(rows.read_ahead)
            table = rows.parent()
            if isinstance(table, QAbstractItemView):
                self.leads_to(table)

    def leads_to(self, table: QAbstractItemView) -> None:
        """Esc ends the search of this table, Enter and the arrow go to what is found in it."""
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that leave the line for its rows."""
        super().keyPressEvent(event)
        if self._table is None:
            return
        if event.key() == Qt.Key.Key_Escape:
            self.end_search()
            event.accept()
        elif event.key() in _ONWARDS and self._table.model().rowCount():
            self._leave(self._table)
            event.accept()

    def end_search(self) -> None:
        """The search is over: all rows are there again, with the keyboard at the one that one was on."""
        self.clear()
        if self._table is not None:
            self._leave(self._table)

    @staticmethod
    def _leave(table: QAbstractItemView) -> None:
        table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        model = table.model()
        if not table.currentIndex().isValid() and model.rowCount():
            table.setCurrentIndex(model.index(0, 0))
        table.scrollTo(table.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard came here."""
        super().focusInEvent(event)
        self.begun.emit()

    def event(self, event: QEvent) -> bool:
        """Qt: a line of text claims these keys before the menus see them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)
