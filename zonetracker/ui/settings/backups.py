"""Backups: the copies that this PC keeps by itself, one to take elsewhere, and a look over the whole file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.i18n import tr
from zonetracker.support.writing import write_safely
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.saving import Output, Saving, ask_backup, at_once
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import size_words


class BackupsTab(QWidget):
    """A table of snapshots, latest first; Enter takes one out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._saving = desk, Saving(desk)
        columns = [
            TableColumn("at", tr("备份时间"), lambda one: f"{one.at:%Y-%m-%d %H:%M:%S}", width=22),
            TableColumn(
                "revision", tr("到第几步"), lambda one: str(one.revision), order=lambda one: one.revision, width=12
            ),
            TableColumn("size", tr("大小"), lambda one: size_words(one.size), order=lambda one: one.size, numeric=True),
            TableColumn("path", tr("位置"), lambda one: str(one.path), fills=True),
        ]
        self.model = RecordTableModel(columns, key=lambda one: str(one.path))
        self.table = RecordTable(self.model, sortable=True)
        self.table.setAccessibleName(tr("备份"))
        self.table.entered.connect(self.take_out)
        self.table.commands = [TableCommand(tr("取出所选备份…"), lambda: self.take_out(self.table.record()), "Enter")]
        self.line = plain_label(wrap=True, tone="muted")
        self.save = QPushButton(icon("backup"), tr("备份到别处…"))
        self.save.setProperty("main", True)
        self.save.clicked.connect(lambda: ask_backup(self._desk))
        self.out = QPushButton(tr("取出所选备份…"))
        self.out.clicked.connect(lambda: self.take_out(self.table.record()))
        self.look = QPushButton(tr("检查工作簿"))
        self.look.clicked.connect(lambda: self.check())
        buttons = QHBoxLayout()
        for button in (self.save, self.out, self.look):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def reload(self) -> None:
        """Show the copies on this PC."""
        kept = self._desk.ledger.snapshots()
        self.model.show_records(kept)
        self.out.setEnabled(bool(kept))
        if kept and self.table.record() is None:
            self.table.go_to(str(kept[0].path))
        self.line.setText(
            tr(
                "打开、导入、关闭工作簿时，程序自动在这台电脑上留一份检查过的备份，现有 {count} 份。"
                "备份也是工作簿，取出后直接打开就能用；U 盘或共享盘上请另外备份一份。",
                count=len(kept),
            )
        )

    def take_out(self, snapshot: Any) -> None:
        """Save a snapshot as a workbook elsewhere."""
        if snapshot is None:
            return
        source: Path = snapshot.path

        def write(path: Path) -> bytes:
            data = source.read_bytes()
            write_safely(path, data)
            return data

        name = f"{self._desk.ledger.path.stem}-{snapshot.at:%Y%m%d-%H%M}"
        self._saving.ask(Output(tr("备份"), name, ("zt",), at_once(write)), keep=False)

    def check(self) -> None:
        """Look over the whole file and say what was found."""
        found = self._desk.ledger.check()
        if found:
            self._desk.ask.tell(tr("工作簿有问题，请先备份，再从上面的备份里取出一份好的。"), "\n".join(found))
        else:
            self._desk.tell(tr("工作簿完好：文件结构、引用关系、操作记录、原始文件都一致。"))
