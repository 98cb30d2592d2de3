"""限时事项: problems pasted from a table, looked at line by line before they are entered as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget

from zonetracker.model.facts import Milestone
from zonetracker.model.milestones.checklists import LIMITED, Checklist
from zonetracker.services.milestones.pasting import PastedLine, block_of, pasted_lines
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.table.model import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import one_line

_LINES, _WIDE, _HIGH, _LOW = 4, 860, 540, 90


class PastingDialog(FormDialog):
    """The pasted text above, below it what each line makes; what can't be taken stays out and says why."""

    def __init__(
        self, parent: QWidget | None, lists: Sequence[Checklist], today: date, known: Sequence[Milestone]
    ) -> None:
        intro = tr("从表格里复制企业、问题、交办日期、主办、协办各列（可带表头），贴到下面；期限按清单的节点模板推算。")
        super().__init__(parent, tr("贴入限时事项"), tr("填入"), intro)
        self._today, self._known = today, known
        self._lists = list(lists)
        self.lines: tuple[PastedLine, ...] = ()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(tr("某公司\t用电增容\t2023-04-26\t供电所\t经发局"))
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing() + 12)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.list = QComboBox()
        self.list.addItems([one_line(one.name) for one in self._lists])
        named = [one.name for one in self._lists]
        self.list.setCurrentIndex(named.index(LIMITED) if LIMITED in named else 0)
        self.form.addRow(plain_label(tr("表格内容")), self.text)
        self.form.addRow(plain_label(tr("清单")), self.list)
        self.model = RecordTableModel(_columns(), key=lambda line: line.number)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("逐行核对"))
        self.table.setMinimumHeight(_LOW)
        self.setMinimumWidth(_WIDE)
        self.resize(_WIDE, _HIGH)
        self.counted = plain_label(tone="muted")
        self.body.insertWidget(2, self.table, 1)
        self.body.insertWidget(3, self.counted)
        self.text.textChanged.connect(self._read)
        self.check = lambda: "" if self.taken() else tr("还没有可以填入的行。")
        clipboard = QApplication.clipboard().text()
        if "\t" in clipboard:
            self.text.setPlainText(clipboard)
        self._read()

    @property
    def chosen_list(self) -> Checklist:
        """The list on which they come."""
        return self._lists[self.list.currentIndex()]

    def taken(self) -> list[PastedLine]:
        """The lines that are entered."""
        return [line for line in self.lines if not line.why]

    def _read(self) -> None:
        self.lines = pasted_lines(block_of(self.text.toPlainText()), self._today, self._known)
        self.model.show_records(self.lines)
        same = sum(line.same is not None for line in self.lines)
        left = len(self.lines) - len(self.taken()) - same
        words = tr("可填入 {count} 行", count=len(self.taken()))
        words += tr("，{same} 行台账已有", same=same) if same else ""
        self.counted.setText(words + (tr("，{left} 行不能填入，见“说明”", left=left) if left else ""))


def _columns() -> list[TableColumn]:
    return [
        state_column("state", tr("状态"), _state, width=9),
        TableColumn("number", tr("行"), lambda line: str(line.number), numeric=True, width=4),
        TableColumn("name", tr("任务"), lambda line: line.name, width=22, fills=True),
        TableColumn("received", tr("交办日期"), lambda line: line.received_on, width=11),
        TableColumn("responsible", tr("责任单位"), lambda line: line.responsible, width=18),
        TableColumn("why", tr("说明"), lambda line: line.why, width=24),
    ]


def _state(line: PastedLine) -> State:
    if line.same is not None:
        return State(tr("相同"), "sign-ring", "muted")
    return State(tr("不填"), "sign-cross", "fails") if line.why else State(tr("填入"), "sign-check", "confirmed")
