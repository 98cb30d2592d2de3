"""A dialog that lists line by line what files would do: counts above, why below, a reason where one is needed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, ShortLabel, plain_label
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable

_WIDTH, _HEIGHT, _FRAME = 1120, 640, 40
_LOW, _ANY_HEIGHT = 420, 16_777_215
_MOST_TOLD = 4


class LinesDialog(FormDialog):
    """`count` and `told` stand over the lines, `detail` and `rest` under them, `hint` names the keys.

    Enter and Space go to `settle` with the chosen lines, Ctrl+Enter is the answer.
    """

    reason: QLineEdit

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        columns: Sequence[TableColumn],
        key: Callable[[Any], Hashable],
        hint: str,
    ) -> None:
        super().__init__(parent, title, tr("填入"))
        self._key = key
        self.count = ShortLabel()
        self.told = plain_label(wrap=True, tone="look")
        self.model = RecordTableModel(list(columns), key=key)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("逐项核对"))
        self.table.setTabKeyNavigation(False)
        self.table.entered.connect(lambda _: self.settle(self.table.chosen()))
        self.table.current.connect(self._show_detail)
        self.table.key_slots = {Qt.Key.Key_Space: lambda: self.settle(self.table.chosen())}
        self.detail = plain_label(wrap=True, tone="muted")
        self.rest = plain_label(wrap=True, tone="muted")
        self.hint = plain_label(hint, tone="muted")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("有需要核对的数字时，请写明原因"))
        self.reason_label = plain_label(tr("原因"))
        for label in (self.told, self.detail, self.rest):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for place, part in enumerate((self.count, self.told, self.table, self.detail, self.rest)):
            self.body.insertWidget(place, part, 1 if part is self.table else 0)
        self.form.addRow(self.reason_label, self.reason)
        self.buttons.insertWidget(0, self.hint, 1)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.answer.click)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - _FRAME), min(_HEIGHT, room.height() - _FRAME))

    def settle(self, lines: list[Any]) -> None:
        """What a clerk says of lines by Enter."""
        raise NotImplementedError

    def detail_of(self, line: Any) -> str:
        """What is said below the lines of the one that one is on."""
        raise NotImplementedError

    def show_lines(self, lines: Sequence[Any], counted: str, told: Sequence[str], *, reasoned: bool) -> None:
        """Show lines with what is told of all; `reasoned` where they need a reason."""
        here = self.table.record()
        self.model.show_records(lines)
        if here is None or not self.table.go_to(self._key(here)):
            first = self.model.record(0)
            if first is not None:
                self.table.go_to(self._key(first))
        self.count.setText(counted)
        more = [tr("另有 {count} 条", count=len(told) - _MOST_TOLD)] if len(told) > _MOST_TOLD else []
        self.told.setText("\n".join([*told[:_MOST_TOLD], *more]))
        self.told.setToolTip("\n".join(told))
        self.told.setVisible(bool(told))
        self.reason.setVisible(reasoned)
        self.reason_label.setVisible(reasoned)
        self._show_detail(self.table.record())

    def show_rest(self, words: str) -> None:
        """What is told under the lines, or nothing."""
        self.rest.setText(words)
        self.rest.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window the lines keep the room, and what is told beside them is cut."""
        super().resizeEvent(event)
        low, line = self.height() < _LOW, self.fontMetrics().lineSpacing()
        self.body.setContentsMargins(*((12, 6, 12, 6) if low else (20, 14, 20, 12)))
        self.body.setSpacing(4 if low else 10)
        self.table.set_dense(low)
        for label, lines in ((self.told, 1), (self.detail, 2), (self.rest, 1)):
            label.setMaximumHeight(lines * line + 2 if low else _ANY_HEIGHT)

    def _show_detail(self, line: Any) -> None:
        self.detail.setText("" if line is None else self.detail_of(line))
