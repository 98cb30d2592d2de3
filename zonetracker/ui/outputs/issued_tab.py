"""What was issued, kept byte for byte: seen, printed and saved again as it was, never made anew."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Issued, Passed
from zonetracker.model.checking.limits import in_short
from zonetracker.model.issuing import ISSUED_ENDINGS
from zonetracker.paper.kept import print_kept
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.paths import kept_name, local_folder
from zonetracker.support.writing import write_safely
from zonetracker.ui.outputs.printing import ask_printer
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.saving import Output, Saving, at_once
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.issuing import issued_word
from zonetracker.words.wording import months, one_line, size_words

_OPEN_KEY, _PRINT_KEY = "F4", "Ctrl+P"
_LONGEST_NAME = 60


class IssuedTab(QWidget):
    """A table of the kept files, latest first; Enter saves one again."""

    def __init__(self, desk: Desk, saving: Saving) -> None:
        super().__init__()
        self._desk, self._saving = desk, saving
        self._editions: dict[int, int] = {}
        self._passed: list[tuple[int, int, int, Passed]] = []
        self.model = RecordTableModel(self._columns(), key=lambda one: one.id)
        self.table = RecordTable(self.model, sortable=True)
        self.table.setAccessibleName(tr("已出的文件"))
        self.table.entered.connect(self.save)
        self.table.current.connect(self._show_passed)
        self.table.commands = [
            TableCommand(tr("原样另存…"), lambda: self.save(self.table.record()), "Enter"),
            TableCommand(tr("打开看"), self.open, _OPEN_KEY),
            TableCommand(tr("打印…"), self.print, _PRINT_KEY, self._can_print),
        ]
        self.passed = ShortLabel(tone="muted")
        self.again, self.see, self.printing = (
            QPushButton(words) for words in (tr("原样另存…"), tr("打开看"), tr("打印…"))
        )
        self.again.setProperty("main", True)
        foot = QHBoxLayout()
        foot.addWidget(self.passed, 1)
        slots = (lambda: self.save(self.table.record()), self.open, self.print)
        for button, slot in zip((self.again, self.see, self.printing), slots, strict=True):
            button.clicked.connect(lambda _=False, slot=slot: slot())
            foot.addWidget(button)
        empty = EmptyState(
            tr("还没有留存的文件"),
            tr(
                "核对后签发（F9）一个月，表和通报就在工作簿里留存一份原样；打印、导出时也可以留存。以后一字不差地再取出来。"
            ),
        )
        self.pile = QStackedWidget()
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.pile.addWidget(full)
        self.pile.addWidget(empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pile)

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn("made_at", tr("留存时间"), lambda one: one.made_at[:16].replace("T", " "), width=18),
            TableColumn("kind", tr("类别"), lambda one: issued_word(one.kind), width=12),
            TableColumn(
                "month",
                tr("期间"),
                lambda one: tr("{year}年{months}", year=one.year, months=months(one.month)),
                order=lambda one: (one.year, one.month),
                width=14,
            ),
            TableColumn("edition", tr("签发"), self._edition, order=lambda one: self._editions.get(one.id, 0), width=8),
            TableColumn("file_name", tr("文件名"), lambda one: one.file_name, fills=True),
            TableColumn("size", tr("大小"), lambda one: size_words(one.size), order=lambda one: one.size, numeric=True),
            TableColumn("sha256", tr("校验码"), lambda one: one.sha256[:12], tip=lambda one: one.sha256, width=15),
        ]

    def _edition(self, one: Issued) -> str:
        edition = self._editions.get(one.id)
        return "" if edition is None else tr("第{edition}版", edition=edition)

    def reload(self) -> None:
        """Show what is kept."""
        ledger = self._desk.ledger
        kept = ledger.issued()
        self._editions, self._passed = ledger.issued_editions(), ledger.passed(standing=True)
        self.model.show_records(kept)
        self.pile.setCurrentIndex(0 if kept else 1)
        if kept and self.table.record() is None:
            self.table.go_to(kept[0].id)
        self._show_passed(self.table.record())

    def _show_passed(self, one: Issued | None) -> None:
        """What was passed for a reason when the file was given out."""
        self.printing.setEnabled(self._can_print())
        edition = None if one is None else self._editions.get(one.id)
        if one is None or edition is None:
            self.passed.setText("")
            return
        place = (one.year, one.month, edition)
        told = [passed for *of, passed in self._passed if tuple(of) == place]
        said = "；".join(f"{one_line(each.said)}（{one_line(each.reason)}）" for each in told)
        self.passed.setText(tr("签发时说明了 {count} 处：{said}", count=len(told), said=said) if told else "")

    def _can_print(self) -> bool:
        one: Issued | None = self.table.record()
        return one is not None and one.file_name.lower().endswith(".pdf")

    def open(self) -> None:
        """F4: show the kept file in the system's own program, from a copy that cannot be written."""
        one: Issued | None = self.table.record()
        if one is None:
            return
        name = self._name_of(one)
        if name is None:
            return
        try:
            data = self._desk.ledger.issued_data(one.id)
            folder = local_folder() / "issued" / hashlib.sha256(data).hexdigest()[:16]
            place = folder / ".".join(name)
            folder.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                write_safely(place, data)
                place.chmod(0o444)
        except (OSError, Refusal) as trouble:
            said = (
                str(trouble) if isinstance(trouble, Refusal) else tr("打不开“{name}”，请先另存。", name=one.file_name)
            )
            self._desk.tell(said, "trouble")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _name_of(self, one: Issued) -> tuple[str, str] | None:
        """What the file may be called here, and its ending; a kind that is never issued is told and left alone."""
        name = kept_name(one.file_name, ISSUED_ENDINGS)
        if name is None:
            said = tr("“{name}”不是本程序出的那几种文件，不能打开或另存。", name=in_short(one.file_name, _LONGEST_NAME))
            self._desk.tell(said, "trouble")
        return name

    def print(self) -> None:
        """Ctrl+P: choose a printer for a kept PDF; the others are opened in the program that they are for."""
        if self._can_print():
            ask_printer(self.window(), self.print_to)
        elif self.table.record() is not None:
            self._desk.tell(tr("这种文件请按 F4 打开，在它自己的程序里打印；PDF 可以直接打印。"), "look")

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages of the kept PDF."""
        one: Issued | None = self.table.record()
        if one is None:
            return
        try:
            count = print_kept(self._desk.ledger.issued_data(one.id), one.file_name, printer)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
        else:
            self._desk.tell(tr("已送去打印，共 {count} 页", count=count))

    def save(self, one: Issued | None) -> None:
        """Write a kept file again, to the byte."""
        name = None if one is None else self._name_of(one)
        if one is None or name is None:
            return
        data = self._desk.ledger.issued_data(one.id)

        def write(path: Path) -> bytes:
            write_safely(path, data)
            return data

        output = Output(issued_word(one.kind), name[0], name[1:], at_once(write))
        self._saving.ask(output, keep=False)
