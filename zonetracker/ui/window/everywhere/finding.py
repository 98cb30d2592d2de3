"""Ctrl+K: one line that finds targets, items, units, rows and indicators; Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from zonetracker.services.finding import Everything, Found
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label, room_for
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import one_line

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class FindEverywhere(QDialog):
    """The line keeps the keyboard; the arrows move in the list, Enter goes to what is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.ask.window)
        self._desk = desk
        self._all: Everything | None = None
        self.setWindowTitle(tr("在全部内容里查找什么？"))
        self.resize(QSize(720, 420).boundedTo(room_for(self)))
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("指标、目标、事项、单位、报告里的行：写名称或拼音首字母，如 dqsczz"))
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._go)
        self.line.installEventFilter(self)
        self.table = RecordTable(RecordTableModel(_columns(), key=lambda one: (one.page, one.item_id)))
        self.table.setAccessibleName(tr("找到的内容"))
        self.table.entered.connect(lambda _: self._go())
        self.table.doubleClicked.connect(lambda _: self._go())
        self.said = plain_label(tone="muted")
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 14)
        body.setSpacing(10)
        for part in (self.line, self.table, self.said):
            body.addWidget(part)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._search("")
        QTimer.singleShot(0, self, lambda: self._find("a"))  # what is read once is read before the first letter

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        found = self._find(typed) if typed.strip() else []
        self.table.records.show_records(found)
        if found:
            self.table.go_to((found[0].page, found[0].item_id), 0)
        nothing = tr("没有找到。") if typed.strip() else ""
        self.said.setText(tr("↑↓ 选择　Enter 到那里　Esc 关闭") if found or not nothing else nothing)

    def _find(self, typed: str) -> list[Found]:
        if self._all is None:
            self._all = Everything(self._desk.ledger, self._desk.year)
        return self._all.find(typed)

    def _go(self) -> None:
        one: Found | None = self.table.record()
        if one is not None:
            self.accept()
            self._desk.go(one.page, one.item_id)


def _columns() -> list[TableColumn]:
    return [
        TableColumn("kind", tr("是什么"), lambda one: one.kind, colour=lambda _: "muted", width=10),
        TableColumn("name", tr("名称"), lambda one: one_line(one.names[0]), fills=True, width=26),
        TableColumn("where", tr("在哪里"), lambda one: one.where, colour=lambda _: "muted", width=42, least=20),
    ]
