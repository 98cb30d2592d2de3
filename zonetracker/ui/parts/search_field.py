"""The line that searches a page: it takes Ctrl+Z and Ctrl+Y only while there is typing of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class SearchField(QLineEdit):
    """A line of text that lets undo and redo of the workbook pass when it has nothing of its own for them."""

    def event(self, event: QEvent) -> bool:
        """Qt: a line of text claims these keys before the menus see them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)
