"""The list of targets below the gauges: those behind with unit and reason, those of one light or of one group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zonetracker.model.changes import FilingChange, FilingEntry
from zonetracker.model.facts import Indicator, TaskKind
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.quarters import PeriodView
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.services.bookkeeping.cells import actual_steps
from zonetracker.services.tracing import Traced
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.columns import overview_columns
from zonetracker.ui.overview.course import part_title
from zonetracker.ui.overview.quarter_columns import OF_QUARTER, OF_SINGLE
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.bookkeeping.tracing import trace_command, trace_figure
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import months, view_words

if TYPE_CHECKING:
    from zonetracker.services.overview.comparing import ComparedBy, ComparedGroup

_TRACED = {"grade": Traced.ASSESSMENT}
"""A column that is called otherwise in the sheet."""
BEHIND, ALL = "", "all"
"""What is listed beside the names of lights."""


class TargetsList(QWidget):
    """`chosen` is what is listed: BEHIND, ALL or the name of a light; a group goes before it.

    `current` tells the row one is on, `pin_wanted` the target that is to be watched or no more.
    """

    current = Signal(object)
    pin_wanted = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._progress: Progress | None = None
        self._group: tuple[ComparedBy, str] | None = None
        self.chosen = BEHIND
        self.title = part_title()
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.model = RecordTableModel(
            overview_columns(lambda: self._progress, self._explain), key=lambda row: row.target.id
        )
        self.model.period = lambda: view_words(desk.year, desk.month, desk.view)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("目标清单"))
        self.table.current.connect(self.current)
        self.table.entered.connect(self._go_to_target)
        self.table.commands = [
            TableCommand(tr("看目标"), lambda: self._go_to_target(self.table.record()), "Enter"),
            TableCommand(tr("本月实绩的改动记录"), self.show_history, CELL_HISTORY_KEY),
            source_command(desk, self._source_row),
            trace_command(self.trace),
            TableCommand(tr("关注，或不再关注"), self._pin, "P", lambda: not desk.ledger.read_only),
        ]
        for key, slot in ((Qt.Key.Key_P, self._pin), (Qt.Key.Key_F2, self._ask_reason)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self.search.searches(self.table.sorting)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def see_rows(self, count: int) -> None:
        """So many rows and a head are seen however low the window."""
        around = (self.table.horizontalHeader(), self.table.horizontalScrollBar())
        rows = count * self.table.verticalHeader().defaultSectionSize() + 2 * self.table.frameWidth()
        self.table.setMinimumHeight(rows + sum(part.sizeHint().height() for part in around))

    def follow_view(self, view: PeriodView) -> None:
        """Show the columns of a quarter only where one is looked at, those of the quarter alone where that is."""
        shown = {PeriodView.MONTH: 0, PeriodView.QUARTER: 1, PeriodView.SINGLE: 2}[view]
        for place, keys in enumerate((OF_QUARTER, OF_SINGLE), 1):
            for key in keys:
                self.table.setColumnHidden(self.model.column_of(key), shown < place)

    def show_month(self, progress: Progress) -> None:
        """Show this month; a light that it does not have gives way to what is usually listed."""
        self._progress = progress
        self.model.read_only = self._desk.ledger.read_only
        if self.chosen not in (BEHIND, ALL, *(grade.name for grade in progress.grades)):
            self.chosen = BEHIND
        self._show()

    def choose(self, chosen: str) -> None:
        """List BEHIND, ALL or one light."""
        self.chosen, self._group = chosen, None
        self._show()

    def choose_group(self, by: ComparedBy, group: ComparedGroup) -> None:
        """List the targets of one group of the comparison."""
        self.chosen, self._group = BEHIND, (by, group.name)
        self._show()

    def rows(self) -> list[ProgressRow]:
        """What is listed, worst first where nothing else is said."""
        if self._progress is None:
            return []
        if self._group is not None:
            return self._of_group(self._progress, *self._group)
        if self.chosen == ALL:
            return list(self._progress.rows)
        if self.chosen:
            return [row for row in self._progress.rows if row.standing.grade is Grade[self.chosen]]
        found = [row for row in self._progress.rows if row.standing.grade in LAGGING]
        return sorted(found, key=lambda row: row.standing.grade)

    @staticmethod
    def _of_group(progress: Progress, by: ComparedBy, name: str) -> list[ProgressRow]:
        from zonetracker.services.overview.comparing import compared

        return next((list(group.rows) for group in compared(progress, by) if group.name == name), [])

    def _show(self) -> None:
        if self._progress is None:
            return
        rows = self.rows()
        self.model.show_records(rows)
        said = tr("{word}：{count}项", word=self._word(self._progress), count=len(rows))
        unexplained = sum(row.standing.grade in LAGGING and not row.problem for row in rows)
        if unexplained:
            said += tr("，其中{count}项未说明原因", count=unexplained)
        self.title.setText(said)

    def _word(self, progress: Progress) -> str:
        if self._group is not None:
            return tr("{name}的目标", name=self._group[1])
        if self.chosen == ALL:
            return tr("全部目标")
        if self.chosen:
            return progress.word(Grade[self.chosen])
        word = progress.word(Grade.MISSED) if progress.year_end else progress.rules.words["lagging"]
        return tr("{word}的目标", word=word)

    def show_history(self) -> None:
        """Ctrl+H: what became of the month's figure of the row one is on."""
        row: ProgressRow | None = self.table.record()
        if row is None:
            return
        show_month_history(self._desk, row.indicator, self._desk.month)

    def trace(self) -> bool:
        """F8: where the figure of the cell that one is on comes from."""
        column = self.model.columns[max(0, self.table.currentIndex().column())].key
        return trace_figure(self._desk, self._progress, self.table.record(), _TRACED.get(column, column))

    def _go_to_target(self, row: ProgressRow | None) -> None:
        if row is not None:
            self._desk.go("targets", row.target.id)

    def _source_row(self) -> int | None:
        row: ProgressRow | None = self.table.record()
        return None if row is None else row.target.row_id

    def _pin(self) -> None:
        row: ProgressRow | None = self.table.record()
        if row is not None:
            self.pin_wanted.emit(row.target.id)

    def _ask_reason(self) -> None:
        self.table.edit_field("reason")

    def _explain(self, row: ProgressRow, reason: str) -> bool:
        ledger, month = self._desk.ledger, self._desk.month
        filed = FilingEntry(TaskKind.TARGET, row.target.id, row.target.year, month, FilingChange(problem=reason))
        return self._desk.enter(lambda why: ledger.file([filed], why)) is not None


def show_month_history(desk: Desk, indicator: Indicator, month: int) -> None:
    """What became of an indicator's figure of a month of the chosen year."""
    cell = tr("{name} {year}年{months}", name=indicator.name, year=desk.year, months=months(month))
    show_cell_history(desk, cell, actual_steps(desk.ledger, indicator.id, desk.year, month))
