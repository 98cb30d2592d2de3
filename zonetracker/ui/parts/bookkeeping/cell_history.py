"""What became of one cell, over the page: who, when, from where, before and after; Enter shows the step in 记录."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout

from zonetracker.services.bookkeeping.cells import CellStep
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ANSWER_KEY, CANCEL_KEY, lettered, plain_label, room_for
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import one_line

CELL_HISTORY_KEY = "Ctrl+H"


def show_cell_history(desk: Desk, cell: str, steps: Sequence[CellStep]) -> None:
    """Show the steps of a cell, which `cell` names."""
    desk.ask.form(CellHistory(desk, cell, steps), lambda: None)


class CellHistory(QDialog):
    """The steps of a cell, latest first."""

    def __init__(self, desk: Desk, cell: str, steps: Sequence[CellStep]) -> None:
        super().__init__(desk.ask.window)
        self._desk = desk
        self.setWindowTitle(tr("{cell} 的改动记录", cell=one_line(cell)))
        self.resize(QSize(min(1040, desk.ask.window.width() - 40), 360).boundedTo(room_for(self)))
        self.table = RecordTable(RecordTableModel(_columns(), key=lambda step: step.operation.id))
        self.table.setAccessibleName(tr("这一格的改动"))
        self.table.entered.connect(self._show_step)
        self.table.records.show_records(list(steps))
        self.nothing = plain_label(tr("这一格还没有改动过。"), tone="muted")
        self.nothing.setVisible(not steps)
        self.table.setVisible(bool(steps))
        self.see = QPushButton(lettered(tr("到“记录”看这一步"), ANSWER_KEY))
        self.see.setEnabled(bool(steps))
        self.see.setAutoDefault(False)
        self.see.clicked.connect(lambda: self._show_step(self.table.record()))
        close = QPushButton(lettered(tr("关闭"), CANCEL_KEY))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(plain_label(tr("↑↓ 看各步　Enter 到“记录”看这一步　Esc 关闭"), tone="muted"), 1)
        foot.addWidget(self.see)
        foot.addWidget(close)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 14)
        body.setSpacing(12)
        body.addWidget(self.table, 1)
        body.addWidget(self.nothing)
        body.addLayout(foot)
        if steps:
            self.table.go_to(steps[0].operation.id, 0)
            self.table.setFocus()

    def _show_step(self, step: CellStep | None) -> None:
        if step is not None:
            self.accept()
            self._desk.go("history", step.operation.id)


def _columns() -> list[TableColumn]:
    return [
        TableColumn("at", tr("时间"), lambda step: step.operation.at[:16].replace("T", " "), width=17),
        TableColumn("actor", tr("操作人"), lambda step: one_line(step.operation.actor), width=9),
        TableColumn("before", tr("改前"), lambda step: step.before, colour=lambda _: "muted", width=14),
        TableColumn("after", tr("改后"), lambda step: step.after, width=14),
        TableColumn(
            "title",
            tr("操作"),
            lambda step: one_line(step.operation.title),
            tip=lambda step: step.operation.title,
            fills=True,
        ),
        TableColumn("origin", tr("出处"), lambda step: step.origin, tip=lambda step: step.origin, width=16),
    ]
