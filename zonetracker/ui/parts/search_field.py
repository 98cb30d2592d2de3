"""The line that searches a page: it takes Ctrl+Z and Ctrl+Y only while there is typing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from zonetracker.ui.parts.tables import RecordSort


class SearchField(QLineEdit):
    """A line of text that lets undo and redo of the workbook pass when it has nothing of its own for them.

    `begun` tells that the keyboard came here.
    """

    begun = Signal()

    def searches(self, rows: RecordSort | None) -> None:
        """What is typed here is looked for in these rows."""
        if rows is not None:
            self.textChanged.connect(rows.search)
            self.begun.connect(rows.read_ahead)

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
