"""Reading fill-in sheets back: every line of every file before it is entered, and who has not sent anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.services.fillin import ReturnLine, ReturnPlan, apply
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, ShortLabel, plain_label
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel, State, TableColumn, state_column
from zonetracker.words.findings import return_state_word
from zonetracker.words.wording import months, one_line

_WIDTH, _HEIGHT, _FRAME = 1120, 640, 40
_LOW, _ANY_HEIGHT = 420, 16_777_215
_TOLD_FILES = 4
_ORDER = tuple(ReturnState(one) for one in ("conflict", "asked", "stopped", "new", "added", "same"))
_SIGNS = {
    ReturnState.NEW: ("sign-check", "sure"),
    ReturnState.ADDED: ("sign-check", "sure"),
    ReturnState.SAME: ("sign-equals", "muted"),
    ReturnState.CONFLICT: ("sign-bang", "look"),
    ReturnState.ASKED: ("sign-question", "look"),
    ReturnState.STOPPED: ("sign-cross", "fails"),
}


class ReturnsDialog(FormDialog):
    """Lists what the sheets would do in a month; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, planned: ReturnPlan) -> None:
        title = tr("读回填报表：{year}年{months}", year=planned.year, months=months(planned.month))
        super().__init__(parent, title, tr("填入"))
        self._desk, self.plan = desk, planned
        self.count = ShortLabel()
        self.files = plain_label(wrap=True, tone="look")
        self.missing = plain_label(wrap=True, tone="muted")
        self.model = RecordTableModel(self._columns(), key=lambda line: line.place)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("逐项核对"))
        self.table.setTabKeyNavigation(False)
        self.table.entered.connect(lambda _: self._answer(self.table.chosen()))
        self.table.current.connect(self._show_line)
        self.table.key_slots = {Qt.Key.Key_Space: lambda: self._answer(self.table.chosen())}
        self.detail = plain_label(wrap=True, tone="muted")
        self.hint = plain_label(tr("Enter 照填／不填所选的　Ctrl+Enter 填入"), tone="muted")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("有需要核对的数字时，请写明原因"))
        self.reason_label = plain_label(tr("原因"))
        for label in (self.files, self.detail, self.missing):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for place, part in enumerate((self.count, self.files, self.table, self.detail, self.missing)):
            self.body.insertWidget(place, part, 1 if part is self.table else 0)
        self.form.addRow(self.reason_label, self.reason)
        self.buttons.insertWidget(0, self.hint, 1)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.answer.click)
        self.check = self._trouble
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - _FRAME), min(_HEIGHT, room.height() - _FRAME))
        self.model.show_records(sorted(planned.lines, key=lambda line: _ORDER.index(line.state)))
        first = self.model.record(0)
        if first is not None:
            self.table.go_to(first.place)
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window the lines keep the room, and what is told of files and rows is cut."""
        super().resizeEvent(event)
        low, line = self.height() < _LOW, self.fontMetrics().lineSpacing()
        self.body.setContentsMargins(*((12, 6, 12, 6) if low else (20, 14, 20, 12)))
        self.body.setSpacing(4 if low else 10)
        self.table.set_dense(low)
        for label, lines in ((self.files, 1), (self.detail, 2), (self.missing, 1)):
            label.setMaximumHeight(lines * line + 2 if low else _ANY_HEIGHT)

    def enter(self, reason: str) -> Changed:
        """Enter what is sure or accepted; what a check asks is answered in the dialog, or by `reason`."""
        own = self.reason.text().strip() if self.plan.needs_reason else ""
        return apply(self._desk.ledger, self.plan, reason or own)

    # ---- what is shown

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), self._state, width=10),
            TableColumn("unit", tr("单位"), lambda line: one_line(line.unit), width=16, least=10),
            TableColumn("name", tr("指标或事项"), lambda line: one_line(line.name), width=22, least=14),
            TableColumn("what", tr("内容"), lambda line: line.what, width=8),
            TableColumn("before", tr("台账现有"), lambda line: one_line(line.before), width=18, least=10),
            TableColumn(
                "after", tr("报回"), lambda line: one_line(line.after), width=18, least=10, bold=self._is_taken
            ),
            TableColumn("why", tr("说明"), lambda line: "；".join(line.why), fills=True, width=18),
        ]

    def _state(self, line: ReturnLine) -> State:
        if line.state.waits and self._is_taken(line):
            return State(tr("照填"), "sign-check", "confirmed")
        return State(return_state_word(line.state), *_SIGNS[line.state])

    def _is_taken(self, line: ReturnLine) -> bool:
        return self.plan.taken(line)

    def _show(self) -> None:
        self.model.show_records(self.model.records())
        self.count.setText(self._counted())
        told = [tr("{name}：{said}", name=file.name, said=said) for file in self.plan.files for said in file.told]
        more = [tr("另有 {count} 条", count=len(told) - _TOLD_FILES)] if len(told) > _TOLD_FILES else []
        self.files.setText("\n".join([*told[:_TOLD_FILES], *more]))
        self.files.setToolTip("\n".join(told))
        self.files.setVisible(bool(told))
        names = "、".join(one_line(one.name) for one in self.plan.missing)
        self.missing.setText(tr("还没有报回：{names}", names=names))
        self.missing.setVisible(bool(self.plan.missing))
        self.reason.setVisible(self.plan.needs_reason)
        self.reason_label.setVisible(self.plan.needs_reason)
        self.answer.setEnabled(self.plan.returns.count > 0)
        self._show_line(self.table.record())

    def _counted(self) -> str:
        words = [
            tr("读了 {files} 个文件，将填入 {count} 项", files=len(self.plan.files), count=self.plan.returns.count)
        ]
        same = self.plan.count(ReturnState.SAME)
        waiting = [line for line in self.plan.lines if line.state.waits and not self._is_taken(line)]
        stopped = self.plan.count(ReturnState.STOPPED)
        if same:
            words.append(tr("{count} 项与台账相同", count=same))
        if waiting:
            words.append(tr("{count} 项待定，不照填就不填入", count=len(waiting)))
        if stopped:
            words.append(tr("{count} 项不能填", count=stopped))
        return "；".join(words) + "。"

    def _show_line(self, line: ReturnLine | None) -> None:
        why = "" if line is None else "；".join(line.why)
        if line is not None and line.state is ReturnState.CONFLICT and not why:
            why = tr("台账里已有 {before}，报回的是 {after}", before=line.before, after=line.after)
        self.detail.setText("" if line is None else tr("{place}　{why}", place=line.place, why=why))

    # ---- what the clerk says

    def _answer(self, lines: Iterable[ReturnLine]) -> None:
        """What waits is taken, or not any more."""
        places = {line.place for line in lines if line.state.waits}
        self.plan = replace(self.plan, accepted=self.plan.accepted ^ places)
        self._show()

    def _trouble(self) -> str:
        unanswered = self.plan.needs_reason and not self.reason.text().strip()
        return tr("有需要核对的数字，请用文字写明原因。") if unanswered else ""
