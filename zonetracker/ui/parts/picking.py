"""One of many picked by keys: the indicator that a name of a sheet means, or a word of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QWidget

from zonetracker.model.facts import Indicator
from zonetracker.services.sheets import search_indicators
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.table.copying import CopyingList
from zonetracker.words.wording import one_line

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_INDICATOR = int(Qt.ItemDataRole.UserRole)


class NamePicker(FormDialog):
    """Lists indicators while one types; `picked` gets the one that is chosen.

    Where `fresh` is set the last line makes a new one, whose name is what `picked` gets.
    """

    def __init__(
        self,
        parent: QWidget,
        said: str,
        indicators: Sequence[Indicator],
        likely: Sequence[Indicator],
        picked: Callable[[Indicator | str], object],
        *,
        fresh: bool = True,
    ) -> None:
        super().__init__(parent, tr("归入指标：{name}", name=one_line(said)), tr("选定"))
        self._said, self._indicators, self._likely, self._picked = said, indicators, likely, picked
        self._fresh = fresh
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("名称或拼音首字母，如 dqsczz"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.found = CopyingList()
        self.found.setUniformItemSizes(True)
        self.found.setMinimumHeight(190)
        self.found.itemActivated.connect(lambda _: self.accept())
        self.body.insertWidget(1, self.line)
        self.body.insertWidget(2, self.found, 1)
        self.body.insertWidget(3, plain_label(tr("↑↓ 选择　Enter 选定　Esc 取消"), tone="muted"))
        self.check = lambda: "" if self.found.currentItem() is not None else tr("请先选一个指标。")
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
            self._picked(item.data(_INDICATOR) or self._new_name())

    def _new_name(self) -> str:
        typed = self.line.text().strip()
        return one_line(self._said) if typed.isascii() else typed

    def _search(self, typed: str) -> None:
        self.found.clear()
        for indicator in search_indicators(typed, self._indicators, self._likely):
            item = QListWidgetItem(one_line(indicator.name) + (f"（{indicator.unit}）" if indicator.unit else ""))
            item.setData(_INDICATOR, indicator)
            self.found.addItem(item)
        if self._fresh and all(one.name != self._new_name() for one in self._indicators):
            self.found.addItem(QListWidgetItem(tr("新建指标“{name}”", name=self._new_name())))
        self.found.setCurrentRow(0)


class WordPicker(FormDialog):
    """Lists a few words to choose from; `picked` gets the number of the one that is chosen."""

    def __init__(
        self, parent: QWidget, title: str, words: Sequence[str], here: int, picked: Callable[[int], object]
    ) -> None:
        super().__init__(parent, title, tr("选定"))
        self._picked = picked
        self.found = CopyingList()
        self.found.addItems(list(words))
        self.found.setUniformItemSizes(True)
        self.found.setCurrentRow(here)
        self.found.setMinimumHeight(self.found.sizeHintForRow(0) * len(words) + 8)
        self.found.itemActivated.connect(lambda _: self.accept())
        self.body.insertWidget(1, self.found, 1)
        self.body.insertWidget(2, plain_label(tr("↑↓ 选择　Enter 选定　Esc 取消"), tone="muted"))
        self.found.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close, and tell what was picked."""
        row = self.found.currentRow()
        super().finish()
        self._picked(row)
