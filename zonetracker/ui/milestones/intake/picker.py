"""Which milestone that stands a row of a ledger means, picked by typing and keys; or that it is a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from zonetracker.model.facts import Milestone
from zonetracker.services.milestones.intake import search_milestones
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.table.copying import CopyingList
from zonetracker.words.wording import one_line

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ID = int(Qt.ItemDataRole.UserRole)
_MOST = 200


class MilestonePicker(FormDialog):
    """Lists milestones while one types, the likely ones first; `picked` gets the id, 0 for a new one."""

    def __init__(
        self,
        parent: QWidget,
        said: str,
        milestones: Sequence[Milestone],
        likely: Sequence[Milestone],
        picked: Callable[[int], object],
    ) -> None:
        super().__init__(parent, tr("“{name}”是台账里的哪一项？", name=one_line(said)), tr("选定"))
        first = {one.id for one in likely}
        self._milestones = [*likely, *(one for one in milestones if one.id not in first)]
        self._picked = picked
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("名称或拼音首字母"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.found = CopyingList()
        self.found.setUniformItemSizes(True)
        self.found.setMinimumHeight(220)
        self.found.itemActivated.connect(lambda _: self.accept())
        self.body.insertWidget(1, self.line)
        self.body.insertWidget(2, self.found, 1)
        self.body.insertWidget(3, plain_label(tr("↑↓ 选择　Enter 选定　Esc 取消"), tone="muted"))
        self._search("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.found.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def finish(self) -> None:
        """Close, and tell what was picked."""
        item = self.found.currentItem()
        super().finish()
        if item is not None:
            self._picked(item.data(_ID))

    def _search(self, typed: str) -> None:
        self.found.clear()
        for one in search_milestones(typed, self._milestones)[:_MOST]:
            unit = f"（{one_line(one.responsible)}）" if one.responsible else ""
            self._put(one_line(one.name) + unit, one.id)
        self._put(tr("新事项"), 0)
        self.found.setCurrentRow(0)

    def _put(self, words: str, milestone_id: int) -> None:
        item = QListWidgetItem(words)
        item.setData(_ID, milestone_id)
        self.found.addItem(item)
