"""报送: how the units report in the month; beside it what the chosen one has not sent, and how it is asked for it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.duties.chasing import still_owed
from zonetracker.model.duties.due import DutyState, TaskDuty
from zonetracker.model.facts import TaskKind
from zonetracker.services.units.reporting import (
    MonthReporting,
    ReportingUnit,
    chase,
    clipboard_words,
    left_unchased,
    month_reporting,
    nothing_to_chase,
)
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.table.menu import TableCommand, history_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.units.reporting_columns import missing_columns, reporting_columns
from zonetracker.words.duties.reporting import listed_units, owed_words, unit_name
from zonetracker.words.standing import duty_word
from zonetracker.words.wording import figure

_NARROW, _LOW = 44, 20
"""With less than so many lines of width or height what the chosen unit has not sent, or the words for it, gives way."""


class ReportingView(QStackedWidget):
    """A table of the units; what the chosen one has not sent stands beside it.

    `send` writes fill-in sheets, `register` leads to where units are registered.
    """

    def __init__(self, desk: Desk, send: Callable[[], object], register: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._turned = desk, False
        self.reporting: MonthReporting | None = None
        self.model = RecordTableModel(reporting_columns(self._rate), key=lambda one: one.key)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("各单位报送情况"))
        self.table.current.connect(lambda _: self._show_unit())
        self.table.entered.connect(lambda _: self.copy_words())
        self.table.commands = [
            TableCommand(tr("复制催报的话"), self.copy_words, "Enter"),
            TableCommand(tr("记下已催报"), self.note_chase, "Ctrl+Enter", self._writable),
            TableCommand(tr("写出填报表…"), send, "F5"),
            TableCommand(tr("看所选单位要报的各项"), self.turn, "Ctrl+D"),
            history_command(desk, "department", self._current_id),
        ]
        self.missing = RecordTable(RecordTableModel(missing_columns(), key=_task_key), desk=desk)
        self.missing.setAccessibleName(tr("要报的目标和事项"))
        self.missing.entered.connect(self._go)
        self.missing.commands = [TableCommand(tr("去填写"), lambda: self._go(self.missing.record()), "Enter")]
        self.named = ShortLabel()
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(tr("催报的话"))
        self._build(register)

    def _build(self, register: Callable[[], object]) -> None:
        self.beside = QWidget()
        column = QVBoxLayout(self.beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.named)
        column.addWidget(self.missing, 3)
        column.addWidget(self.words, 2)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.table)
        parts.addWidget(self.beside)
        parts.setHandleWidth(12)
        parts.setStretchFactor(0, 5)
        parts.setStretchFactor(1, 4)
        parts.setSizes([690, 510])
        self.start = QPushButton(tr("去登记单位"))
        self.start.clicked.connect(lambda: register())
        self.empty = EmptyState(
            tr("这个月没有要报的目标和事项"),
            tr("登记了责任单位，并在目标和事项里写明责任单位以后，这里列出每个月谁该报、谁按时报了、还缺什么。"),
            [self.start],
        )
        self.addWidget(parts)
        self.addWidget(self.empty)

    # ---- showing

    def show_month(self) -> None:
        """Read the month and show it."""
        desk = self._desk
        self.reporting = month_reporting(desk.ledger, desk.year, desk.month, desk.today())
        self.model.show_records(self.reporting.units)
        self.table.hide_field("not_yet", not self.reporting.table.total.states.get(DutyState.NOT_YET))
        self.setCurrentIndex(0 if self.reporting.units else 1)
        if self.reporting.units and self.table.record() is None:
            self.table.go_to(self.reporting.units[0].key)
        self._show_unit()

    def counted(self) -> str:
        """The month in a line."""
        if self.reporting is None:
            return ""
        total, reporting = self.reporting.table.total, self.reporting
        year, month = self._desk.year, self._desk.month
        told = [tr("{year}年{month}月 · 应报 {count} 项", year=year, month=month, count=total.owed)]
        told += [f"{duty_word(state)} {total.states[state]}" for state in DutyState if total.states.get(state)]
        rate = reporting.rate(total)
        if rate is not None:
            told.append(tr("及时率 {rate}%", rate=figure(rate)))
        units, tasks = still_owed(reporting.table)
        if tasks:
            told.append(owed_words(units, tasks))
        if reporting.nobodys:
            told.append(tr("{count} 项没有责任单位", count=reporting.nobodys))
        return " · ".join(told)

    def _show_unit(self) -> None:
        unit: ReportingUnit | None = self.table.record()
        if unit is None or self.reporting is None:
            self.missing.records.show_records([])
            self.named.setText("")
            self.words.setPlainText("")
            return
        duties = sorted(unit.duty.tasks, key=lambda duty: (not duty.lacks, not duty.waits))
        self.missing.records.show_records(duties)
        if self.missing.record() is None:
            self.missing.go_to(_task_key(duties[0]))
        lacking = sum(bool(duty.lacks) for duty in duties)
        said = tr("还缺 {count} 项", count=lacking) if lacking else tr("都已报齐")
        self.named.setText(f"{unit_name(unit.duty)}　{said}")
        self.words.setPlainText(self._asking(unit) if lacking else "")

    def _asking(self, unit: ReportingUnit) -> str:
        if not unit.duty.name:
            return tr("这些目标和事项没有写责任单位，请在目标页、事项页的“责任单位”一栏写明。")
        return "" if self.reporting is None else self.reporting.words(unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a narrow window the table has all the room, or what stands beside it (Ctrl+D)."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        line = self.fontMetrics().height()
        narrow = self.width() < _NARROW * line
        self.table.setVisible(not (narrow and self._turned))
        self.beside.setVisible(self._turned or not narrow)
        self.words.setVisible(self.height() >= _LOW * line)

    def turn(self) -> None:
        """Ctrl+D: to what the chosen unit owes, or back to the units."""
        self._turned = not self.missing.hasFocus()
        self._share_room()
        (self.missing if self._turned else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _rate(self, unit: ReportingUnit) -> Decimal | None:
        return None if self.reporting is None else self.reporting.rate(unit.duty.counts)

    def _writable(self) -> bool:
        return not self._desk.ledger.read_only

    def _current_id(self) -> int | None:
        unit: ReportingUnit | None = self.table.record()
        department = None if unit is None else unit.duty.department
        return None if department is None else department.id

    def chosen_ids(self) -> list[int]:
        """The registered units among those chosen."""
        listed: list[ReportingUnit] = self.table.chosen()
        return [one.duty.department.id for one in listed if one.duty.department is not None]

    # ---- doing

    def copy_words(self) -> None:
        """Enter: the words by which the chosen units are asked go to the clipboard."""
        units: list[ReportingUnit] = self.table.chosen()
        if self.reporting is None or not units:
            return
        words = clipboard_words(self.reporting, units)
        if not words:
            self._desk.tell(tr("所选单位这个月都已报齐，不用催报。"), "look")
            return
        QGuiApplication.clipboard().setText(words)
        names = listed_units([unit_name(one.duty) for one in units if one.lacks])
        self._desk.tell(tr("催报的话已复制：{names}。粘贴到消息里发出以后，按 Ctrl+Enter 记下。", names=names))

    def note_chase(self) -> None:
        """Ctrl+Enter: the chosen units were chased today."""
        units: list[ReportingUnit] = self.table.chosen()
        reporting, ledger = self.reporting, self._desk.ledger
        if reporting is None or ledger.read_only:
            return
        changed = self._desk.write(lambda: chase(ledger, reporting, units))
        if changed is None:
            return
        if not changed.operation_id:
            self._desk.tell(nothing_to_chase(units), "look")
            return
        self._desk.tell(self._chased(len(changed.ids.get("action", ()))) + left_unchased(units))

    def _chased(self, count: int) -> str:
        said = tr("已记下今天催报 {count} 家，可用 Ctrl+Z 撤销。", count=count)
        chosen: list[ReportingUnit] = self.table.chosen()
        named = [unit_name(one.duty) for one in chosen if one.chases.named and one.lacks]
        return said + (tr("第三次催报、列入通报的：{names}。", names=listed_units(named)) if named else "")

    def _go(self, duty: TaskDuty | None) -> None:
        """To where the figure or the milestone is kept."""
        if duty is None:
            return
        desk, number = self._desk, duty.task.number
        if duty.task.kind is TaskKind.MILESTONE:
            desk.go("milestones", number)
        else:
            desk.go("actuals", (desk.ledger.target(number).indicator_id, desk.year, desk.month))


def _task_key(duty: TaskDuty) -> tuple[TaskKind, int]:
    return duty.task.kind, duty.task.number
