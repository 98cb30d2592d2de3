"""Adding evidence: a file, or the number of a paper; and a kept file written out to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from zonetracker.model.facts import Evidence, Node, TaskKind
from zonetracker.model.milestones.listing import ListedMilestone
from zonetracker.services.milestones.proving import evidence_file
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.paths import file_name
from zonetracker.support.writing import write_safely
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, lettered, plain_label
from zonetracker.ui.parts.places import last_folder
from zonetracker.ui.parts.saving import Output, Saving, at_once
from zonetracker.words.wording import one_line


class EvidenceForm(FormDialog):
    """What proves a milestone or one of its nodes: a file whole, or a paper by its number alone."""

    def __init__(self, desk: Desk, parent: QWidget | None, about: str, nodes: Sequence[Node]) -> None:
        kept = tr(
            "文件会原样存进工作簿。存进以后，即使删去这一条，文件内容也一直留在工作簿里；不宜存进的，请只登记文号。"
        )
        super().__init__(parent, tr("加佐证材料"), tr("加入"), f"{about}\n{kept}")
        self._desk = desk
        self.data: bytes | None = None
        self._taken = ""
        self.name, self.paper, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(tr("如 验收报告；选了文件就用文件名"))
        self.paper.setPlaceholderText(tr("没有文件时写文号，如 某政办〔2023〕5号"))
        self.choose = QPushButton(lettered(tr("选文件…"), "F"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._ask_file)
        self.file = plain_label(tr("（没有文件，只登记文号）"), tone="muted")
        line = QHBoxLayout()
        line.addWidget(self.choose)
        line.addWidget(self.file, 1)
        self.node = QComboBox()
        self.node.addItem(tr("整件事项"), None)
        for node in nodes:
            self.node.addItem(one_line(node.name), node.id)
        self.form.addRow(plain_label(tr("文件")), line)
        for label, field in ((tr("名称"), self.name), (tr("文号"), self.paper), (tr("证明"), self.node)):
            self.form.addRow(plain_label(label), field)
        self.form.addRow(plain_label(tr("备注")), self.note)

    def _ask_file(self) -> None:
        self._desk.ask.open_files(
            tr("选佐证材料"),
            tr("所有文件 (*)"),
            str(last_folder(self._desk.settings)),
            lambda paths: self.take(paths[0]),
        )

    def take(self, path: str) -> None:
        """Take a file; what can't be taken is said in the form, and what was chosen before stays."""
        try:
            name, data = evidence_file(Path(path))
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.say("")
        self._desk.settings.keep("folder", str(Path(path).parent))
        self.data = data
        self.file.setText(name)
        if self.name.text().strip() in ("", self._taken):
            self.name.setText(name)
        self._taken = name

    def said_name(self) -> str:
        """What it is called; a file with its ending, by which it is opened, a paper by its number where nothing else
        is said.
        """
        name = self.name.text().strip() or self._taken or self.paper.text().strip()
        ending = Path(self._taken).suffix
        return name if name.casefold().endswith(ending.casefold()) else name + ending


class EvidenceKeeping:
    """What the page does with evidence, over `window`."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window
        self._saving = Saving(desk)

    def ask(self, row: ListedMilestone) -> None:
        """Ctrl+E: add some to a milestone."""
        form = EvidenceForm(self._desk, self._window.window(), one_line(row.milestone.name), row.nodes)
        ledger, number = self._desk.ledger, row.milestone.id
        self._desk.fill(
            form,
            lambda: None,
            lambda _, __: ledger.add_evidence(
                TaskKind.MILESTONE,
                number,
                form.said_name(),
                form.data,
                paper_no=form.paper.text().strip(),
                note=form.note.text().strip(),
                node_id=form.node.currentData(),
            ),
        )

    def save(self, one: Evidence) -> None:
        """Enter: write a kept file out where the clerk says; of a paper's number alone that is told."""
        if one.sha256 is None:
            self._desk.tell(tr("“{name}”只登记了文号，没有存文件。", name=one_line(one.name)), "look")
            return
        ending = Path(one.name).suffix.lower().removeprefix(".") or "bin"
        ledger = self._desk.ledger

        def write(path: Path) -> bytes:
            data = ledger.evidence_data(one.id)
            write_safely(path, data)
            return data

        output = Output(tr("佐证材料"), file_name(Path(one.name).stem), (ending,), at_once(write))
        self._saving.ask(output, keep=False)

    def remove(self, listed: Sequence[Evidence]) -> None:
        """Del: take entries away; the bytes stay in the workbook."""
        if listed and not self._desk.ledger.read_only:
            ids = [one.id for one in listed]
            self._desk.write(lambda: self._desk.ledger.remove_evidence(ids))
