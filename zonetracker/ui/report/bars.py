"""Two small bars over the review table: the offer to change rows alike, and the search."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zonetracker.model.changes import RowChange
from zonetracker.model.facts import ReviewRow
from zonetracker.services.review import alike
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.search_field import SearchField


class AlikeBar(QWidget):
    """After an edit: the same for the rows that look the same?"""

    wanted = Signal(list, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.label = plain_label(wrap=True)
        self.yes = QPushButton(tr("一并改 Ctrl+D"))
        self.no = QPushButton(tr("不用"))
        self.no.setProperty("flat", True)
        self.yes.clicked.connect(lambda: self.apply())
        self.no.clicked.connect(lambda: self.hide())
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.addWidget(self.label, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self._rows: list[int] = []
        self._change = RowChange()
        self.hide()

    def offer(self, rows: list[ReviewRow], before: ReviewRow, change: RowChange) -> None:
        """Look for rows for which this change is right too; hides where there are none."""
        groups = [set(alike(rows, before, field)) for field in sorted(change.said)]
        shared = set.intersection(*groups) if groups else set()
        self._rows = [row.id for row in rows if row.id in shared]
        self._change = change
        self.label.setText(tr("另有 {count} 行情况相同，也这样改吗？", count=len(self._rows)))
        self.setVisible(bool(self._rows))

    def apply(self) -> None:
        """Ctrl+D."""
        if self.isVisible() and self._rows:
            self.hide()
            self.wanted.emit(self._rows, self._change)


class FindBar(QWidget):
    """Ctrl+F: names of rows first, then the text."""

    next_wanted = Signal(str, bool)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField()
        self.field.setPlaceholderText(tr("查找名称或原文，Enter 下一个，Shift+Enter 上一个，Esc 关闭"))
        self.field.setClearButtonEnabled(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        self.hide()

    def start(self, text: str) -> None:
        """Open, with the selected words where there are some."""
        if text and len(text) < 40:
            self.field.setText(text)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter and Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.next_wanted.emit(self.field.text(), back)
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            super().keyPressEvent(event)
