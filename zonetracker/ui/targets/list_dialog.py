"""Reading a list of targets back: every change before it is entered, what the list lacks, and how figures change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Adjusting
from zonetracker.model.facts import Indicator
from zonetracker.model.planning import LineState
from zonetracker.services.breakdown import ListChoices, ListLine, ListPlan, ListPlanner, Restating, apply, planned_again
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.picking import NamePicker
from zonetracker.ui.parts.plans.lines_dialog import LinesDialog
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.findings import line_state_word
from zonetracker.words.wording import one_line

_ORDER = tuple(LineState(one) for one in ("asked", "restated", "stopped", "new", "changed", "moved", "missing"))
_SIGNS = {
    LineState.NEW: ("sign-check", "sure"),
    LineState.CHANGED: ("sign-check", "sure"),
    LineState.MOVED: ("sign-check", "sure"),
    LineState.RESTATED: ("sign-bang", "look"),
    LineState.ASKED: ("sign-question", "look"),
    LineState.STOPPED: ("sign-cross", "fails"),
    LineState.MISSING: ("sign-equals", "muted"),
}
_ADJUSTED = 2


class ListDialog(LinesDialog):
    """Lists what a list would do to a year's targets; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, planner: ListPlanner, planned: ListPlan) -> None:
        title = tr("读回目标任务分解表：{year}年", year=planned.year)
        hint = tr("Enter 照填／不填　F2 归入指标　Del 删除表中没有的　Ctrl+Enter 填入")
        super().__init__(parent, title, self._columns(), lambda line: line.key, hint)
        self._desk, self._planner, self.plan = desk, planner, planned
        self._choices = ListChoices()
        self._leave: Callable[[], None] | None = None
        self.restating = QComboBox()
        self.restating.addItems([tr("请选更正或调整"), tr("更正"), tr("目标调整")])
        self.paper, self.month = QLineEdit(), QComboBox()
        self.paper.setPlaceholderText(tr("批准调整的文件名称和文号"))
        self.month.addItems([tr("{month}月起", month=number) for number in range(1, 13)])
        self.month.setCurrentIndex(desk.month - 1)
        self.how = QWidget()
        line = QHBoxLayout(self.how)
        line.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((self.restating, 0), (self.month, 0), (self.paper, 1)):
            line.addWidget(part, stretch)
        self.how_label = plain_label(tr("改了的目标数"))
        self.form.insertRow(0, self.how_label, self.how)
        self.restating.currentIndexChanged.connect(lambda _: self._restate())
        self.paper.textChanged.connect(lambda _: self._restate())
        self.month.currentIndexChanged.connect(lambda _: self._restate())
        self.table.key_slots |= {Qt.Key.Key_F2: self._pick}
        self.table.removed.connect(self._remove)
        self.finished.connect(lambda _: self._stop_planning())
        self.check = self._trouble
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self, reason: str) -> Changed:
        """Enter what is sure or answered; what a check asks is answered in the dialog, or by `reason`.

        The reason answers what the gate asked when the rest was entered, so only what is left is entered with it.
        """
        if reason:
            self.plan = planned_again(self._desk.ledger, self._planner, self.plan, self._choices)
        own = self.reason.text().strip() if self.plan.needs_reason else ""
        return apply(self._desk.ledger, self.plan, reason or own)

    # ---- what is shown

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), self._state, width=10),
            TableColumn("name", tr("指标名称"), lambda line: one_line(line.name), width=22, least=14),
            TableColumn("what", tr("内容"), lambda line: line.what, width=11),
            TableColumn("before", tr("台账现有"), lambda line: one_line(line.before), width=20, least=10),
            TableColumn(
                "after", tr("表中"), lambda line: one_line(line.after), width=26, least=12, bold=self._is_taken
            ),
            TableColumn("why", tr("说明"), lambda line: "；".join(line.why), fills=True, width=18),
        ]

    def _state(self, line: ListLine) -> State:
        taken = self._is_taken(line)
        if line.state is LineState.MISSING and taken:
            return State(tr("删除"), "sign-cross", "fails")
        if taken and line.state in (LineState.ASKED, LineState.RESTATED):
            return State(tr("照填"), "sign-check", "confirmed")
        if line.state.unasked and line.key in self.plan.flipped:
            return State(tr("不填"), "sign-equals", "muted")
        return State(line_state_word(line.state), *_SIGNS[line.state])

    def _is_taken(self, line: ListLine) -> bool:
        return self.plan.taken(line)

    def _show(self) -> None:
        lines = sorted(self.plan.lines, key=lambda line: _ORDER.index(line.state))
        self.show_lines(lines, self._counted(), self.plan.told, reasoned=self.plan.needs_reason)
        missing = self.plan.count(LineState.MISSING)
        self.show_rest(tr("表中没有的 {count} 项目标留着不动，要删除的按 Del。", count=missing) if missing else "")
        adjusted = self.restating.currentIndex() == _ADJUSTED
        self.how.setVisible(self.plan.waits_for_restating)
        self.how_label.setVisible(self.plan.waits_for_restating)
        for field in (self.paper, self.month):
            field.setVisible(adjusted)
        self.answer.setEnabled(bool(self.plan.entered))

    def _counted(self) -> str:
        entered = self.plan.entered
        words = [tr("将填入 {count} 处", count=len(entered))]
        if self.plan.same:
            words.append(tr("{count} 项没有变", count=self.plan.same))
        kept = {line.key for line in entered}
        left = [line for line in self.plan.lines if line.key not in kept]
        waiting = sum(line.state in (LineState.ASKED, LineState.RESTATED) for line in left)
        stopped = self.plan.count(LineState.STOPPED)
        if waiting:
            words.append(tr("{count} 处待定，不照填就不填入", count=waiting))
        if stopped:
            words.append(tr("{count} 处不能填", count=stopped))
        return "；".join(words) + "。"

    def detail_of(self, line: ListLine) -> str:
        """Where a line stands, and why it is asked."""
        why = list(line.why)
        if line.restates and self.plan.restating is None:
            why.append(
                tr("由 {before} 改为 {after}，先在下面选是更正还是目标调整", before=line.before, after=line.after)
            )
        place = line.place or line.after or line.before
        return tr("{place}　{why}", place=place, why="；".join(why))

    # ---- what the clerk says

    def settle(self, lines: list[Any]) -> None:
        """Enter: what is asked is taken, or not any more; what is sure is left out, or taken again."""
        nameless = [line for line in lines if line.state is LineState.ASKED and not line.changes]
        if len(lines) == 1 and nameless:
            self._pick()
            return
        answerable = (line for line in lines if line.state.unasked or line.state is LineState.ASKED)
        self._flip(line for line in answerable if line.changes or line.row is None)

    def _remove(self, lines: list[ListLine]) -> None:
        """Del: a target that the list does not have goes, or stays after all."""
        self._flip(line for line in lines if line.state is LineState.MISSING)

    def _flip(self, lines: Any) -> None:
        self.plan = replace(self.plan, flipped=self.plan.flipped ^ {line.key for line in lines})
        self._show()

    def _restate(self) -> None:
        how = self.restating.currentIndex()
        adjusting = Adjusting(self.month.currentIndex() + 1, self.paper.text().strip()) if how == _ADJUSTED else None
        self.plan = replace(self.plan, restating=Restating(adjusting) if how else None)
        self._show()

    def _pick(self) -> None:
        """F2: which indicator the name of a row means."""
        line = self.table.record()
        if line is None or line.row is None:
            return
        said = self.plan.rows[line.row].listed.name
        indicators = self._planner.known.year.indicators
        NamePicker(self, said, indicators, line.likely, lambda picked: self._named(said, picked)).open()

    def _named(self, said: str, picked: Indicator | str) -> None:
        names = {name: one for name, one in self._choices.names.items() if name != said}
        fresh = {name: one for name, one in self._choices.fresh.items() if name != said}
        if isinstance(picked, Indicator):
            names[said] = picked.id
        else:
            fresh[said] = picked
        self._choices = ListChoices(names, fresh)
        self._stop_planning()
        job = self._planner.plan(self._choices)
        self._leave = self._desk.tasks.start(job, tr("正在核对"), self._planned)

    def _planned(self, planned: ListPlan) -> None:
        self._leave = None
        self.plan = replace(planned, flipped=self.plan.flipped, restating=self.plan.restating)
        self._show()

    def _stop_planning(self) -> None:
        if self._leave is not None:
            self._leave()
        self._leave = None

    def _trouble(self) -> str:
        if self.plan.needs_reason and not self.reason.text().strip():
            return tr("有需要核对的数字或目标调整，请用文字写明原因。")
        return ""
