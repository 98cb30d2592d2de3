"""Reading fill-in sheets back: every line of every file before it is entered, and who has not sent anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.services.fillin import ReturnLine, ReturnPlan, apply
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.plans.lines_dialog import LinesDialog
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.findings import return_state_word
from zonetracker.words.wording import months, one_line

_ORDER = tuple(ReturnState(one) for one in ("conflict", "asked", "stopped", "new", "added", "same"))
_SIGNS = {
    ReturnState.NEW: ("sign-check", "sure"),
    ReturnState.ADDED: ("sign-check", "sure"),
    ReturnState.SAME: ("sign-equals", "muted"),
    ReturnState.CONFLICT: ("sign-bang", "look"),
    ReturnState.ASKED: ("sign-question", "look"),
    ReturnState.STOPPED: ("sign-cross", "fails"),
}


class ReturnsDialog(LinesDialog):
    """Lists what the sheets would do in a month; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, planned: ReturnPlan) -> None:
        title = tr("读回填报表：{year}年{months}", year=planned.year, months=months(planned.month))
        hint = tr("Enter 照填／不填所选的　Ctrl+Enter 填入")
        super().__init__(parent, title, self._columns(), lambda line: line.place, hint)
        self._desk, self.plan = desk, planned
        self.check = self._trouble
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        lines = sorted(self.plan.lines, key=lambda line: _ORDER.index(line.state))
        told = [tr("{name}：{said}", name=file.name, said=said) for file in self.plan.files for said in file.told]
        self.show_lines(lines, self._counted(), told, reasoned=self.plan.needs_reason)
        names = "、".join(one_line(one.name) for one in self.plan.missing)
        self.show_rest(tr("还没有报回：{names}", names=names) if names else "")
        self.answer.setEnabled(self.plan.returns.count > 0)

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

    def detail_of(self, line: ReturnLine) -> str:
        """Where a line stands in which file, and why it is asked."""
        why = "；".join(line.why)
        if line.state is ReturnState.CONFLICT and not why:
            why = tr("台账里已有 {before}，报回的是 {after}", before=line.before, after=line.after)
        return tr("{place}　{why}", place=line.place, why=why)

    # ---- what the clerk says

    def settle(self, lines: Iterable[ReturnLine]) -> None:
        """What waits is taken, or not any more."""
        places = {line.place for line in lines if line.state.waits}
        self.plan = replace(self.plan, accepted=self.plan.accepted ^ places)
        self._show()

    def _trouble(self) -> str:
        unanswered = self.plan.needs_reason and not self.reason.text().strip()
        return tr("有需要核对的数字，请用文字写明原因。") if unanswered else ""
