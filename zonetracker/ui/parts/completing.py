"""A line of text for names: of the name that is being typed, known ones are offered whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

_BEHIND = re.compile(r"[^、，,；;：:/\s]*$")
"""The name that is being typed: what stands behind the last separator or label."""


class _OneOfSeveral(QCompleter):
    """Completes the last name of a line and leaves those before it."""

    def splitPath(self, path: str) -> list[str]:
        """Qt: what is looked for of a text."""
        found = _BEHIND.search(path)
        return [found[0] if found is not None else ""]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Qt: the text with the name that was chosen."""
        line = self.widget()
        before = _BEHIND.sub("", line.text()) if isinstance(line, QLineEdit) else ""
        return before + str(index.data())


class NamesLine(QLineEdit):
    """Takes any words; offers `names`, also by letters from their middle."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        completer = _OneOfSeveral(self)
        completer.setModel(QStringListModel(list(names), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
