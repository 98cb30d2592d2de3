"""The milestones that fall due: overdue, this month, within the next thirty days."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QStackedWidget

from zonetracker.model.facts import Kind, Milestone
from zonetracker.model.milestones.states import MilestoneDue, MilestoneStanding, as_of, falling_due
from zonetracker.services.overview import milestones_in_turn
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table.model import GroupHeading, RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.standing import days_words, due_word, state_word
from zonetracker.words.wording import one_line

_STATES = {
    MilestoneDue.OVERDUE: ("sign-bang", "fails"),
    MilestoneDue.THIS_MONTH: ("sign-triangle", "look"),
    MilestoneDue.NEXT_DAYS: ("sign-ring", "text"),
}
_Due = tuple[MilestoneDue, Milestone, MilestoneStanding]


class DueView(QStackedWidget):
    """A list in three parts; Enter goes to the milestone on its own page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = RecordTableModel(_columns(), key=lambda record: record[1].id)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("到期事项"))
        self.table.entered.connect(self._go)
        self.table.commands = [
            TableCommand(tr("到事项页办结"), lambda: self._go(self.table.record()), "Enter"),
            source_command(desk, self._source_row),
        ]
        self.addWidget(self.table)
        self.addWidget(
            EmptyState(
                tr("没有到期的事项"),
                tr("逾期的、本月到期的和今后30天内到期的重点事项会列在这里；全部事项在事项页。"),
            )
        )

    def show_month(self, year: int, month: int, today: date) -> int:
        """Show what falls due, seen from the end of a month or from today while it runs; how many that is."""
        day = as_of(year, month, today)
        listed = milestones_in_turn(self._desk.ledger, year, month, day)
        parts = falling_due([pair for pair in listed if pair[0].kind is Kind.TARGET], day)
        records: list[GroupHeading | _Due] = []
        for due, listed in parts:
            records.append(GroupHeading(tr("{word}：{count}项", word=due_word(due), count=len(listed))))
            records.extend((due, item, standing) for item, standing in listed)
        self.model.show_records(records)
        self.setCurrentIndex(0 if records else 1)
        if records and self.table.record() is None:
            self.table.go_to(parts[0][1][0][0].id)
        return sum(len(listed) for _, listed in parts)

    def _go(self, record: _Due | None) -> None:
        if record is not None:
            self._desk.go("milestones", record[1].id)

    def _source_row(self) -> int | None:
        record: _Due | None = self.table.record()
        return None if record is None else record[1].row_id


def _columns() -> list[TableColumn]:
    return [
        state_column("state", tr("状态"), _state, width=12),
        TableColumn("name", tr("事项"), lambda record: one_line(record[1].name), width=30, fills=True),
        TableColumn("deadline", tr("时限"), lambda record: record[2].deadline or "", width=12),
        TableColumn("days", tr("剩余/逾期"), lambda record: days_words(record[2]), width=12),
        TableColumn("responsible", tr("责任单位"), lambda record: one_line(record[1].responsible), width=22, least=12),
    ]


def _state(record: _Due) -> State:
    return State(state_word(record[2].state), *_STATES[record[0]])
