"""Copy, paste and 'save' of the menus: they go to whatever has the keyboard."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zonetracker.ui.parts.table.copying import CopyingList, CopyingTable, paste_into
from zonetracker.ui.parts.table.view import RecordTable, RefusedNote

_Texts = QLineEdit | QPlainTextEdit | QTextEdit


def copy_here() -> None:
    """What is selected where the keyboard is goes to the clipboard."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLabel):
        QGuiApplication.clipboard().setText(focus.selectedText())
    elif isinstance(focus, _Texts | CopyingTable | CopyingList):
        focus.copy()


def paste_here() -> None:
    """The clipboard goes where the keyboard is, where something can be typed there."""
    focus = QApplication.focusWidget()
    if isinstance(focus, RecordTable):
        focus.paste()
    elif isinstance(focus, _Texts):
        paste_into(focus)


def finish_typing(window: QWidget) -> bool:
    """What is being typed is kept as if one had gone on; False where it was refused and waits to be put right."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit | QPlainTextEdit) and window.isAncestorOf(focus):
        table = _table_of(focus)
        if table is None:
            focus.clearFocus()
        (focus if table is None else table).setFocus(Qt.FocusReason.OtherFocusReason)
    refused: Iterable[RefusedNote] = window.findChildren(RefusedNote)
    return not any(note.isVisible() for note in refused)


def _table_of(editor: QWidget) -> RecordTable | None:
    parent = editor.parentWidget()
    while parent is not None and not isinstance(parent, RecordTable):
        parent = parent.parentWidget()
    return parent
