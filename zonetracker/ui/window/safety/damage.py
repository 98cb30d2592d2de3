"""What stands over every page while rows of the workbook are damaged: how many, which, and the ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zonetracker.model.bookkeeping import DamagedRow
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import CANCEL_KEY, FormDialog, ShortLabel, lettered, plain_label, room_for
from zonetracker.ui.parts.icons import IconView, icon
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.fields import damage_counted, table_word

_WIDTH, _HEIGHT = 960, 520


class DamageBar(QWidget):
    """One line that stays until no row is damaged any more."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("damageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = ShortLabel(tone="trouble")
        self.look = QPushButton(tr("查看和处理…"))
        self.look.clicked.connect(self.wanted)
        sign = IconView()
        sign.show_icon(icon("sign-cross", "fails"))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 3, 20, 3)
        row.addWidget(sign)
        row.addWidget(self.said, 1)
        row.addWidget(self.look)
        self.hide()

    def show_count(self, count: int) -> None:
        """Say that so many rows are damaged; nothing stands where none is."""
        self.said.setText(tr("{said}各页、表和通报都没有算上它们。", said=damage_counted(count)) if count else "")
        self.setVisible(bool(count))


class DamageDialog(FormDialog):
    """The damaged rows one by one, and what can be done: a backup, taking them out, everything sound into a file."""

    def __init__(self, desk: Desk, damaged: list[DamagedRow]) -> None:
        super().__init__(desk.ask.window, tr("已损坏的数据"), tr("移除…"))
        self._desk, self._count = desk, len(damaged)
        columns = [
            TableColumn("table", tr("哪里的"), lambda one: table_word(one.table), width=9),
            TableColumn("number", tr("编号"), lambda one: str(one.row_id), numeric=True, width=8),
            TableColumn("told", tr("还能读出"), lambda one: one.told, tip=lambda one: one.told, width=24),
            TableColumn("why", tr("为什么不列入"), lambda one: one.why, tip=lambda one: one.why, fills=True),
        ]
        self.model = RecordTableModel(columns, key=lambda one: (one.table, one.row_id))
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("已损坏的数据"))
        self.table.setTabKeyNavigation(False)
        self.model.show_records(damaged)
        told = tr(
            "{said}多半是文件被别的程序改过，或磁盘出了错。有好的备份请先恢复；也可以移除它们（可撤销），其余数据照常使用。",
            said=damage_counted(self._count),
        )
        self.body.insertWidget(0, plain_label(told, wrap=True))
        self.body.insertWidget(1, self.table, 1)
        self.restore = QPushButton(lettered(tr("恢复备份…"), "R"))
        self.export = QPushButton(lettered(tr("导出其余…"), "E"))
        for place, (button, slot) in enumerate(((self.restore, self._restore), (self.export, self._export))):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            self.buttons.insertWidget(place, button)
        self.cancel.setText(lettered(tr("关闭"), CANCEL_KEY))
        self.answer.setEnabled(not desk.ledger.read_only)
        self.answer.setProperty("main", False)
        self.answer.setDefault(False)
        self.restore.setProperty("main", True)
        self.restore.setDefault(True)
        self.keep = self._remove
        self.table.setFocus()
        room = room_for(self)
        self.resize(min(_WIDTH, room.width()), min(_HEIGHT, room.height()))

    def _restore(self) -> None:
        self.reject()
        self._desk.do("restore_backup")

    def _export(self) -> None:
        self.reject()
        self._desk.do("ask_export")

    def _remove(self) -> None:
        more = tr("移除是一步操作，可用 Ctrl+Z 撤销；关闭这个工作簿以后也可以。")
        self._desk.ask.choose(tr("移除{count}行已损坏的数据？", count=self._count), [tr("移除")], self._removed, more)

    def _removed(self, _: int) -> None:
        if self._desk.write(self._desk.ledger.remove_damaged, self.say) is not None:
            self.finish()
            self._desk.tell(tr("已移除{count}行已损坏的数据；可用 Ctrl+Z 撤销。", count=self._count))
