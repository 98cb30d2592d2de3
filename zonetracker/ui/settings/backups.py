"""Backups: the copies that this PC keeps by itself, the way back, one to take elsewhere, a look over the whole file."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.services.restoring import WayKind, take_out
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.saving import Output, Saving, ask_backup, at_once
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.tasks import ProgressLine
from zonetracker.ui.parts.ways_back import WaysTable


class BackupsTab(QWidget):
    """What the workbook can be brought back to, latest first; Enter takes one out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._saving = desk, Saving(desk)
        self.progress = ProgressLine()
        self.table = WaysTable(desk.tasks, self.progress)
        self.model = self.table.records
        self.table.entered.connect(self.take_out)
        self.table.commands = [
            TableCommand(tr("取出所选备份…"), lambda: self.take_out(self.table.record()), "Enter"),
            TableCommand(tr("恢复到所选…"), self.bring_back),
        ]
        self.line = plain_label(wrap=True, tone="muted")
        self.save = QPushButton(icon("backup", "on_accent"), tr("备份到别处…"))
        self.save.setProperty("main", True)
        self.save.clicked.connect(lambda: ask_backup(self._desk))
        self.out = QPushButton(tr("取出所选备份…"))
        self.out.clicked.connect(lambda: self.take_out(self.table.record()))
        self.back = QPushButton(tr("恢复到所选…"))
        self.back.clicked.connect(lambda: self.bring_back())
        self.look = QPushButton(tr("检查工作簿"))
        self.look.clicked.connect(lambda: self.check())
        buttons = QHBoxLayout()
        for button in (self.save, self.out, self.back, self.look):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addWidget(self.progress)
        column.addLayout(buttons)

    def reload(self) -> None:
        """Show the copies on this PC."""
        ways = self._desk.ledger.ways_back()
        self.table.show_ways(ways)
        self.out.setEnabled(bool(ways))
        self.back.setEnabled(bool(ways) and not self._desk.ledger.read_only)
        self.line.setText(
            tr(
                "打开、关闭时，每工作半小时，成批改动和退回以前，程序自动留检查过的备份，现有 {count} 份；"
                "选一份可以恢复到那时，现在的也留着。U 盘或共享盘上请另外备份一份。",
                count=sum(way.kind is not WayKind.ASIDE for way in ways),
            )
        )

    def bring_back(self) -> None:
        """Bring the workbook back to the chosen one, once that was asked."""
        way = self.table.record()
        if way is None:
            return
        found = self.table.found(way)
        if found is not None and found.broken:
            self._desk.tell(tr("这一份不能用，请选另一份。"), "look")
            return
        self._desk.ask.choose(
            tr("把工作簿恢复到 {at} 的备份？", at=f"{way.at:%Y-%m-%d %H:%M}"),
            [tr("恢复")],
            lambda _: self._desk.way_back_wanted.emit(way),
            tr("现在的内容先留一份备份，原来的文件改名放在旁边保留30天，也可以再恢复回来。"),
        )

    def take_out(self, way: Any) -> None:
        """Save a copy as a workbook elsewhere."""
        if way is None:
            return
        name = f"{self._desk.ledger.path.stem}-{way.at:%Y%m%d-%H%M}"
        write = at_once(lambda path: take_out(way, path))
        self._saving.ask(Output(tr("备份"), name, ("zt",), write), keep=False)

    def check(self) -> None:
        """Look over the whole file and say what was found."""
        found = self._desk.ledger.check()
        if found:
            self._desk.ask.tell(tr("工作簿有问题，请从上面的备份里恢复到一份完好的。"), "\n".join(found))
        else:
            self._desk.tell(tr("工作簿完好：文件结构、引用关系、操作记录、原始文件都一致。"))
