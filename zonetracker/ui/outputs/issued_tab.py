"""What was issued, kept byte for byte, and how it is taken out again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Issued
from zonetracker.support.i18n import tr
from zonetracker.support.writing import write_safely
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.saving import Output, Saving, at_once
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel, TableColumn
from zonetracker.words.issuing import issued_word
from zonetracker.words.wording import months, size_words


class IssuedTab(QWidget):
    """A table of the kept files, latest first; Enter saves one again."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        columns = [
            TableColumn("made_at", tr("留存时间"), lambda one: one.made_at[:16].replace("T", " "), width=18),
            TableColumn("kind", tr("类别"), lambda one: issued_word(one.kind), width=12),
            TableColumn(
                "month",
                tr("期间"),
                lambda one: tr("{year}年{months}", year=one.year, months=months(one.month)),
                order=lambda one: (one.year, one.month),
                width=14,
            ),
            TableColumn("file_name", tr("文件名"), lambda one: one.file_name, fills=True),
            TableColumn("size", tr("大小"), lambda one: size_words(one.size), order=lambda one: one.size, numeric=True),
            TableColumn("sha256", tr("校验码"), lambda one: one.sha256[:12], tip=lambda one: one.sha256, width=15),
        ]
        self.model = RecordTableModel(columns, key=lambda one: one.id)
        self.table = RecordTable(self.model, sortable=True)
        self.table.setAccessibleName(tr("已出的文件"))
        self.table.entered.connect(self.save)
        self.table.commands = [TableCommand(tr("原样另存…"), lambda: self.save(self.table.record()), "Enter")]
        self.again = QPushButton(tr("原样另存…"))
        self.again.setProperty("main", True)
        self.again.clicked.connect(lambda: self.save(self.table.record()))
        empty = EmptyState(
            tr("还没有留存的文件"),
            tr("打印、导出通报和完成情况表时会在工作簿里留存一份原样，以后可以一字不差地再取出来。"),
        )
        self.pile = QStackedWidget()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.again)
        column.addLayout(foot)
        self.pile.addWidget(full)
        self.pile.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pile)

    def reload(self) -> None:
        """Show what is kept."""
        kept = self._desk.ledger.issued()
        self.model.show_records(kept)
        self.pile.setCurrentIndex(0 if kept else 1)
        if kept and self.table.record() is None:
            self.table.go_to(kept[0].id)

    def save(self, one: Issued | None) -> None:
        """Write a kept file again, to the byte."""
        if one is None:
            return
        data = self._desk.ledger.issued_data(one.id)
        name = Path(one.file_name)

        def write(path: Path) -> bytes:
            write_safely(path, data)
            return data

        output = Output(issued_word(one.kind), name.stem, (name.suffix[1:] or "pdf",), at_once(write))
        self._saving.ask(output, keep=False)
