"""A line of text for names: of the name that is being typed, known ones are offered whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QWidget

from zonetracker.services.units.roster import names_fitting

_BEHIND = re.compile(r"[^、，,；;：:/\s]*$")
"""The name that is being typed: what stands behind the last separator or label."""


class _OneOfSeveral(QCompleter):
    """Completes the last name of a line and leaves those before it."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Qt: the text with the name that was chosen."""
        line = self.widget()
        before = _BEHIND.sub("", line.text()) if isinstance(line, QLineEdit) else ""
        return before + str(index.data())


class NamesLine(QLineEdit):
    """Takes any words; offers `names`, also by characters from their middle and by the first letters of their sound."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = list(names)
        self._fitting = QStringListModel()
        completer = _OneOfSeveral(self)
        completer.setModel(self._fitting)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)
        self.returnPressed.connect(self._pass_on)

    def offered(self) -> list[str]:
        """The names that fit what is being typed."""
        return self._fitting.stringList()

    def _offer(self, text: str) -> None:
        found = _BEHIND.search(text)
        self._fitting.setStringList(names_fitting(found[0] if found is not None else "", self._names))

    def _pass_on(self) -> None:
        """Enter takes the chosen name and ends; letters of a sound are no name, so the first that fits is meant.

        Of several that fit, the first is shown as chosen: the next Enter takes it. Other words of which none is chosen
        are meant as they were typed.
        """
        popup = self.completer().popup()
        if not popup.isVisible():
            return
        meant, offered = popup.currentIndex(), len(self.offered())
        if not meant.isValid() and self._sounds():
            if offered > 1:
                QTimer.singleShot(0, self, self._choose_first)
                return
            meant = self._fitting.index(0)
        if meant.isValid():
            self.setText(self.completer().pathFromIndex(meant))
        QTimer.singleShot(0, self, self._enter)

    def _sounds(self) -> bool:
        found = _BEHIND.search(self.text())
        return found is not None and found[0].isascii() and found[0].isalpha()

    def _choose_first(self) -> None:
        self.completer().complete()
        popup = self.completer().popup()
        popup.setCurrentIndex(popup.model().index(0, 0))

    def _enter(self) -> None:
        self.completer().popup().hide()
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self, press)
