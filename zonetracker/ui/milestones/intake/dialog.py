"""Importing a ledger of items or projects: what each row would do, what the columns hold, and the list of new ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.planning import LineState
from zonetracker.services.milestones.intake import (
    IntakeChoices,
    IntakeLine,
    IntakePlan,
    IntakePlanner,
    KnownMilestones,
    apply,
)
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.ui.milestones.intake.columns_dialog import ColumnsDialog, Roles
from zonetracker.ui.milestones.intake.picker import MilestonePicker
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.picking import WordPicker
from zonetracker.ui.parts.plans.lines_dialog import LinesDialog
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.findings import line_state_word
from zonetracker.words.wording import one_line

_ORDER = tuple(LineState(one) for one in ("asked", "stopped", "new", "changed", "missing"))
_SIGNS = {
    LineState.NEW: ("sign-check", "sure"),
    LineState.CHANGED: ("sign-check", "sure"),
    LineState.ASKED: ("sign-question", "look"),
    LineState.STOPPED: ("sign-cross", "fails"),
    LineState.MISSING: ("sign-equals", "muted"),
}


class IntakeDialog(LinesDialog):
    """Lists what a ledger would do to the year's milestones; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, planner: IntakePlanner, planned: IntakePlan) -> None:
        title = tr("导入台账：{name}", name=one_line(planned.name))
        hint = tr("Enter 照填／不填　F2 选事项或日期　Alt+L 列　Ctrl+Enter 填入")
        super().__init__(parent, title, self._columns(), lambda line: line.key, hint)
        self._desk, self._planner, self.plan = desk, planner, planned
        self._choices = IntakeChoices()
        self._leave: Callable[[], None] | None = None
        self._planning = False
        self.period = plain_label(tr("{year}年，进展和累计记到{month}月", year=planned.year, month=planned.month))
        self.checklist = QLineEdit(planned.checklist)
        self.checklist.setPlaceholderText(tr("新事项归入的清单，可空"))
        self.checklist.editingFinished.connect(self._relist)
        self.form.insertRow(0, plain_label(tr("填到")), self.period)
        self.form.insertRow(1, plain_label(tr("清单")), self.checklist)
        self.columns = QPushButton(tr("列(&L)"))
        self.columns.setAutoDefault(False)
        self.columns.setToolTip(tr("各列是什么，认错的在这里改"))
        self.columns.clicked.connect(self._ask_columns)
        self.buttons.insertWidget(1, self.columns)
        self.table.key_slots |= {Qt.Key.Key_F2: self._pick}
        self.finished.connect(lambda _: self._stop_planning())
        self.check = self._trouble
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self, reason: str) -> Changed:
        """Enter what is sure or answered; a `reason` answers what the gate asked when the rest was entered."""
        if reason:
            self._plan_left()
        return apply(self._desk.ledger, self.plan, reason or self.reason.text().strip())

    def _plan_left(self) -> None:
        """What is left of the plan after a part of it was entered, with the same answers."""
        period = self._planner.period
        known = KnownMilestones(self._desk.ledger, period.year, period.month, period.today)
        self._planner = IntakePlanner(known, self._planner.read)
        self.plan = replace(finish(self._planner.plan(self._choices)), flipped=self.plan.flipped)

    # ---- what is shown

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), self._state, width=10),
            TableColumn("name", tr("名称"), lambda line: one_line(line.name), width=24, least=14),
            TableColumn("what", tr("内容"), lambda line: line.what, width=14, least=8),
            TableColumn("before", tr("台账现有"), lambda line: line.before, width=22, least=10),
            TableColumn("after", tr("表中"), lambda line: line.after, width=30, least=12, bold=self._is_taken),
            TableColumn("why", tr("说明"), lambda line: "；".join(line.why), fills=True, width=20),
        ]

    def _state(self, line: IntakeLine) -> State:
        taken = self._is_taken(line)
        if taken and line.state is LineState.ASKED:
            return State(tr("照填"), "sign-check", "confirmed")
        if line.state.unasked and not taken:
            return State(tr("不填"), "sign-equals", "muted")
        return State(line_state_word(line.state), *_SIGNS[line.state])

    def _is_taken(self, line: IntakeLine) -> bool:
        return self.plan.taken(line)

    def _show(self) -> None:
        lines = sorted(self.plan.lines, key=lambda line: _ORDER.index(line.state))
        self.show_lines(lines, self._counted(), self.plan.told, reasoned=self.plan.needs_reason)
        missing = self.plan.count(LineState.MISSING)
        self.show_rest(tr("表中没有的 {count} 项留着不动。", count=missing) if missing else "")
        self.answer.setEnabled(bool(self.plan.entered))

    def _counted(self) -> str:
        entered = self.plan.entered
        new = sum(line.entry is not None and not line.entry.milestone_id for line in entered)
        words = [tr("将新增 {new} 项、修改 {changed} 项", new=new, changed=len(entered) - new)]
        if self.plan.same:
            words.append(tr("{count} 项没有变", count=self.plan.same))
        waiting = sum(line.state is LineState.ASKED and not self._is_taken(line) for line in self.plan.lines)
        if waiting:
            words.append(tr("{count} 项待核对，不照填就不填入", count=waiting))
        if stopped := self.plan.count(LineState.STOPPED):
            words.append(tr("{count} 项不能填", count=stopped))
        return "；".join(words) + "。"

    def detail_of(self, line: IntakeLine) -> str:
        """Where a line stands, and why it is asked."""
        said = tr("{place}　{why}", place=line.place or line.name, why="；".join(line.why))
        return f"{said}\n{line.after}" if line.after else said

    # ---- what the clerk says

    def settle(self, lines: list[Any]) -> None:
        """Enter: what is asked is taken, or not any more; what is sure is left out, or taken again."""
        keys = {line.key for line in lines if line.entry is not None}
        self.plan = replace(self.plan, flipped=self.plan.flipped ^ keys)
        self._show()

    def _pick(self) -> None:
        """F2: when a row was done whose ledger says no date, else which milestone it means."""
        line: IntakeLine | None = self.table.record()
        if line is None or line.state is LineState.MISSING:
            return
        if line.undated:
            self._pick_month(line)
            return
        milestones = self._planner.known.milestones
        MilestonePicker(self, line.name, milestones, line.likely, lambda one: self._mean(line, one)).open()

    def _pick_month(self, line: IntakeLine) -> None:
        period = self._planner.period
        months = [f"{period.year}-{month:02d}" for month in range(period.month, 0, -1)]
        title = tr("“{name}”是哪个月办结的？", name=one_line(line.name))
        WordPicker(self, title, months, 0, lambda at: self._date(line, months[at])).open()

    def _date(self, line: IntakeLine, month: str) -> None:
        self._choose(replace(self._choices, done={**self._choices.done, line.key: month}))

    def _mean(self, line: IntakeLine, milestone_id: int) -> None:
        self._choose(replace(self._choices, meant={**self._choices.meant, line.key: milestone_id}))

    def _relist(self) -> None:
        said = self.checklist.text().strip()
        if said != self.plan.checklist:
            self._choose(replace(self._choices, checklist=said))

    def _ask_columns(self) -> None:
        ColumnsDialog(self, self.plan.tables, self._choices.roles, self._take_roles).open()

    def _take_roles(self, roles: Roles) -> None:
        self._choose(replace(self._choices, roles=roles))

    def _choose(self, choices: IntakeChoices) -> None:
        self._choices = choices
        self._stop_planning()
        self._planning = True
        self._leave = self._desk.tasks.start(self._planner.plan(choices), tr("正在核对"), self._planned)

    def _planned(self, planned: IntakePlan) -> None:
        self._leave, self._planning = None, False
        self.plan = replace(planned, flipped=self.plan.flipped)
        self._show()

    def _stop_planning(self) -> None:
        if self._leave is not None:
            self._leave()
        self._leave, self._planning = None, False

    def _trouble(self) -> str:
        if self._planning:
            return tr("正在核对，请稍候。")
        if self.plan.needs_reason and not self.reason.text().strip():
            return tr("有需要核对的数字，请用文字写明原因。")
        return ""
