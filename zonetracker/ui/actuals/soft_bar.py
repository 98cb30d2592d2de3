"""Below the grid: what a soft check asks of the cells that were just typed, one question at a time, latest first.

Nothing is over the page and nothing waits: whoever types figures on goes on in the grid, and answers afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import plain_label

_ON = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


@dataclass(frozen=True, slots=True)
class _Question:
    cells: frozenset[Hashable]
    said: str
    answer: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class AskingOfCells:
    """Asks in a bar about cells that were typed together."""

    bar: SoftBar
    cells: frozenset[Hashable]

    def ask(self, said: str, answer: Callable[[str], str]) -> None:
        """Put a question; `answer` takes the reason and gives the sentence why it is none."""
        self.bar.put_question(self.cells, said, answer)


class ReasonLine(QLineEdit):
    """A line for a reason. Begun with a figure it is none: that goes on, as `passed_on`, to where figures are typed."""

    passed_on = Signal(QKeyEvent)
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc gives up; a figure, and the keys that leave the line upwards or downwards, belong to the grid.

        Before anything is typed, undo takes back the figure that waits: it is what was done last.
        """
        begins = not self.text() and event.text() and event.text() in "0123456789.-+"
        takes_back = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        if event.key() == Qt.Key.Key_Escape or takes_back:
            self.given_up.emit()
        elif begins or event.key() in _ON:
            self.passed_on.emit(event)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: this line claims undo before the menus see it."""
        undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if undo and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class SoftBar(QFrame):
    """The open questions; `put` when there is a new one, `asking` when one is shown, `emptied` when none is left."""

    put = Signal()
    asking = Signal()
    emptied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._open: list[_Question] = []
        self.said = plain_label(wrap=True, tone="look")
        self.reason = ReasonLine()
        self.reason.setPlaceholderText(tr("如：统计口径调整、企业退库"))
        self.reason.setAccessibleName(tr("原因"))
        self.reason.setClearButtonEnabled(True)
        self.reason.returnPressed.connect(self._answer)
        self.reason.given_up.connect(self._give_up)
        self.answer = QPushButton()
        self.answer.setProperty("main", True)
        self.answer.clicked.connect(self._answer)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self._give_up)
        self.trouble = plain_label(wrap=True, tone="trouble")
        line = QHBoxLayout()
        line.addWidget(plain_label(tr("原因")))
        line.addWidget(self.reason, 1)
        line.addWidget(self.answer)
        line.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(4)
        layout.addWidget(self.said)
        layout.addWidget(self.trouble)
        layout.addLayout(line)
        self.be_low(False)

    def obey_escape_in(self, grid: QWidget) -> None:
        """Esc leaves the shown question in this grid too, whose keys are its own while none is open."""
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), grid, context=Qt.ShortcutContext.WidgetShortcut)
        escape.setEnabled(False)
        escape.activated.connect(self._give_up)
        self.asking.connect(lambda: escape.setEnabled(True))
        self.emptied.connect(lambda: escape.setEnabled(False))

    def be_low(self, low: bool) -> None:
        """In a small window the buttons are short and give their room to the reason."""
        self.answer.setText(tr("填入") if low else tr("写明原因填入（Enter）"))
        self.cancel.setText(tr("不填") if low else tr("不填，保持原数（Esc）"))
        for button, key in ((self.answer, "Enter"), (self.cancel, "Esc")):
            button.setToolTip(key if low else "")
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(14, 4 if low else 8, 14, 4 if low else 8)

    def typed(self, cells: frozenset[Hashable]) -> AskingOfCells:
        """These cells are typed: what was asked of them before is over; gives what asks about them."""
        self._open = [one for one in self._open if not one.cells & cells]
        self._show()
        return AskingOfCells(self, cells)

    def put_question(self, cells: frozenset[Hashable], said: str, answer: Callable[[str], str]) -> None:
        """Ask about some cells; what was asked about them before is over."""
        self._open = [*(one for one in self._open if not one.cells & cells), _Question(cells, said, answer)]
        self._show()
        self.put.emit()

    @property
    def waiting(self) -> int:
        """How many questions are open."""
        return len(self._open)

    def _show(self) -> None:
        self.reason.clear()
        self.trouble.clear()
        self.trouble.hide()
        if not self._open:
            self.emptied.emit()
            return
        more = tr("（还有 {count} 处待核对）", count=self.waiting - 1) if self.waiting > 1 else ""
        self.said.setText(self._open[-1].said + more)
        self.asking.emit()

    def _answer(self) -> None:
        reason = self.reason.text().strip()
        if not self._open:
            return
        question = self._open[-1]
        refused = question.answer(reason) if reason else tr("请用文字写明原因；填错了按 Esc。")
        self.trouble.setText(refused)
        self.trouble.setVisible(bool(refused))
        if not refused:
            self._leave(question)

    def _give_up(self) -> None:
        if self._open:
            self._leave(self._open[-1])

    def give_up_all(self) -> None:
        """What waits is not entered."""
        self._open = []
        self._show()

    def _leave(self, question: _Question) -> None:
        self._open = [one for one in self._open if one is not question]
        self._show()
        if self._open:
            self.reason.setFocus()
