"""项目: money, stage and assessment of each project, its months in a grid, and what goes out of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.milestones.projects import ProjectRow, ProjectTable
from zonetracker.model.milestones.summary import StageGroup
from zonetracker.model.standing import Grade
from zonetracker.paper.later import table_pdf
from zonetracker.services.issuing import sheet_options
from zonetracker.services.milestones.project_outputs import issue_projects, issue_stages, summary_of
from zonetracker.services.milestones.projects import project_table
from zonetracker.services.units.roster import offered_units
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.projects.board import StageBoard
from zonetracker.ui.milestones.projects.columns import STAGE, ProjectColumns
from zonetracker.ui.milestones.projects.deriving import DerivingDialog
from zonetracker.ui.milestones.projects.dots import StageDots
from zonetracker.ui.milestones.projects.keeping import ProjectKeeping
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.page import EmptyState, Tables
from zonetracker.ui.parts.saving import Saving, output_of
from zonetracker.ui.parts.table.menu import TableCommand, history_command, source_command
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.milestones.projects import group_of_stages, total_line, total_note
from zonetracker.words.wording import date_words

_GRID_KEY = "Ctrl+G"
_WITH_TOTAL, _WITH_NOTE = 14, 18
"""From how many lines on the total, and the note to it, stand below the rows."""


class ProjectsView(QWidget):
    """A list and, by Ctrl+G, a grid of months over the same projects; `opened` tells one that is to be dealt with."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._saving = Saving(desk)
        self._table: ProjectTable | None = None
        self._grid_month: int | None = None
        self.board = StageBoard()
        self.board.changed.connect(self._narrow)
        self._keeping = ProjectKeeping(desk)
        self._columns = ProjectColumns(self._known, self._keeping, lambda: offered_units(desk.ledger))
        self.model = RecordTableModel((), key=lambda row: row.milestone.id)
        self.model.period = lambda: tr("{year}年{month}月", year=desk.year, month=desk.month)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("项目"))
        self.grid_model = RecordTableModel((), key=lambda row: row.milestone.id)
        self.grid_model.period = lambda: tr("{year}年", year=desk.year)
        self.grid = RecordTable(self.grid_model, cells=True, desk=desk)
        self.grid.setAccessibleName(tr("各月累计投资"))
        self.grid.pasted.connect(self._paste)
        self.total = plain_label("", wrap=True)
        self.note = plain_label("", wrap=True, tone="muted")
        self.more = QPushButton(tr("项目材料"))
        menu = QMenu(self.more)
        self.months = menu.addAction(tr("按月填投资　{key}", key=_GRID_KEY))
        self.months.setCheckable(True)
        self.months.triggered.connect(lambda _=False: self._show_way())
        menu.addSeparator()
        for words, slot in (
            (tr("重点项目进展情况表…"), self.save_sheet),
            (tr("项目阶段汇总表…"), self.ask_stages),
            (tr("由项目统计指标的数…"), self.ask_deriving),
        ):
            menu.addAction(words).triggered.connect(lambda _=False, slot=slot: slot())
        self.more.setMenu(menu)
        self.more.setToolTip(tr("Ctrl+G　按月填投资　F5　写出重点项目进展情况表"))
        self._lay_out()
        self._give_keys()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.board)
        line.addStretch(1)
        self.ways = QStackedWidget()
        self.ways.addWidget(self.table)
        self.ways.addWidget(self.grid)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(line)
        inside.addWidget(self.ways, 1)
        inside.addWidget(self.total)
        inside.addWidget(self.note)
        self.start = QPushButton(tr("导入台账…"))
        self.empty = EmptyState(
            tr("这一年还没有项目"),
            tr(
                "项目台账可以整张导入（Ctrl+Shift+I），节点有签约、开工、入库、竣工、投产；"
                "在“清单”新增、清单选“重点项目”的，也列到这里，总投资和年度计划在这里填。"
            ),
            [self.start],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(full)
        self.pile.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the rows go before the lines below them."""
        super().resizeEvent(event)
        lines = self.height() / self.fontMetrics().lineSpacing()
        self.total.setVisible(lines >= _WITH_TOTAL)
        self.note.setVisible(lines >= _WITH_NOTE)

    def _give_keys(self) -> None:
        for table in (self.table, self.grid):
            table.commands = [
                TableCommand(tr("办理、节点和佐证"), self._open, "Enter", lambda: True),
                history_command(self._desk, "milestone", lambda: self._of_current("id")),
                source_command(self._desk, lambda: self._of_current("row_id")),
            ]
            table.entered.connect(lambda _: self._open())
        shortcut = QShortcut(QKeySequence(_GRID_KEY), self)
        shortcut.activated.connect(self.months.trigger)

    # ---- showing

    def _known(self) -> ProjectTable:
        assert self._table is not None, "columns are made of a table that is there"
        return self._table

    def refresh(self, touched: Tables | None = None) -> None:
        """Follow the workbook and the month."""
        desk = self._desk
        before = self._table
        self._table = table = project_table(desk.ledger, desk.year, desk.month, desk.today())
        self.model.read_only = self.grid_model.read_only = desk.ledger.read_only
        self.board.count(table.rows)
        self._fit_columns(anew=before is None or before.progress.month != table.progress.month)
        self._narrow()
        self.total.setText(total_line(table))
        self.note.setText(total_note(table))
        self.pile.setCurrentIndex(0 if table.rows else 1)

    def counted(self) -> str:
        """How many projects there are, for the line beside the title."""
        table = self._known()
        whole = [row for row in table.rows if row.depth == 0]
        counts = Counter(row.grade for row in whole)
        graded = [f"{table.progress.word(grade)} {counts[grade]}" for grade in Grade if counts[grade]]
        day = date_words(table.day.isoformat())
        return " · ".join([tr("截至{day}", day=day), tr("共 {count} 个项目", count=len(whole)), *graded])

    def _fit_columns(self, *, anew: bool) -> None:
        self._fit(self.table, self.model, self._columns.listed(), anew)
        if self.months.isChecked():
            self._fit_grid()
        place = self.model.column_of(STAGE)
        if self.table.itemDelegateForColumn(place) is None:
            self.table.setItemDelegateForColumn(place, StageDots(self.model, self.table, self.table.typing))

    def _fit_grid(self) -> None:
        month = self._known().progress.month
        self._fit(self.grid, self.grid_model, self._columns.months(), self._grid_month != month)
        self._grid_month = month

    @staticmethod
    def _fit(table: RecordTable, model: RecordTableModel, columns: list[TableColumn], anew: bool) -> None:
        if anew or not model.columns:
            model.show_columns(columns)
        elif [one.width for one in model.columns] != [one.width for one in columns]:
            table.show_widths(columns)

    def _narrow(self) -> None:
        rows = [row for row in self._known().rows if self.board.keeps(row)]
        self.model.show_records(rows)
        if self.months.isChecked():
            self.grid_model.show_records(rows)

    def _show_way(self) -> None:
        """The list, or the grid of months at the chosen one; the project one is on stays."""
        here = self._here().record()
        if self.months.isChecked():
            self._fit_grid()
            self.grid_model.show_records(self.model.records())
        self.ways.setCurrentIndex(int(self.months.isChecked()))
        there = self._here()
        rows = self.model.records()
        if here is None and rows:
            here = rows[0]
        if here is not None:
            column = self.grid_model.column_of(f"month:{self._desk.month}") if there is self.grid else None
            there.go_to(here.milestone.id, column)
        there.setFocus()

    def _here(self) -> RecordTable:
        return self.grid if self.ways.currentIndex() else self.table

    def go_to(self, milestone_id: int) -> bool:
        """Stand on a project; False where it is none of the year's."""
        if self.model.row_of(milestone_id) is None:
            self.board.clear()
            self._narrow()
        return self._here().go_to(milestone_id)

    @property
    def actions_here(self) -> tuple[QPushButton, ...]:
        """The buttons of this view, which stand beside the page's title."""
        return (self.more,)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self._here(), *self.board.buttons.values(), *self.actions_here]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "项目：有总投资、年度计划投资或项目节点的事项。数字都是万元，年度计划的完成率、与序时进度差和评价，"
            "算法与完成情况表相同；评价取投资、节点、时限中较差的。\n\n"
            "上面一排是各阶段的项目数，按一下只看这一阶段，再按一下都看。\n"
            "F2  改这一格：总投资、年度计划、累计（1月以来，可写“1.2亿元”）、形象进度、存在问题、开工和竣工的实际日期\n"
            "Ctrl+Tab  换到清单\n"
            "Ctrl+G  按月填投资：各月一列，可整块粘贴；再按回到列表\n"
            "Enter  办理、节点和佐证材料\n"
            "本月由累计数相减得出，上个月没有报数的空着。合计只加有年度计划的项目，其余几个写在下面。\n"
            "由项目统计  到达某个节点的项目有几个，作为指标各月的数，由你决定填不填；填过的数不会改。\n"
            "进展情况表（F5）、阶段汇总表  写出 Excel，百分比和合计是公式；进展情况表也可以存为 PDF。"
        )

    # ---- doing

    def _of_current(self, part: str) -> int | None:
        row: ProjectRow | None = self._here().record()
        return None if row is None else getattr(row.milestone, part)

    def _open(self) -> None:
        number = self._of_current("id")
        if number is not None:
            self.opened.emit(number)

    def _paste(self, row: int, column: int, block: Sequence[Sequence[str]]) -> None:
        """A block of figures over the months from where one is on; what fits nowhere is told."""
        cells, left = [], 0
        rows = self.grid_model.records()
        for down, line in enumerate(block):
            for right, text in enumerate(line):
                month = self._month_at(column + right)
                if not text.strip():
                    continue
                if month is None or row + down >= len(rows):
                    left += 1
                else:
                    cells.append((rows[row + down], month, text.strip()))
        if cells and not self._desk.ledger.read_only:
            self._keeping.spent_block(cells)
        if left:
            self._desk.tell(tr("有 {count} 格不在项目各月的格子里，没有粘贴。", count=left), "look")

    def _month_at(self, column: int) -> int | None:
        columns = self.grid_model.columns
        kind, _, number = columns[column].key.partition(":") if column < len(columns) else ("", "", "")
        return int(number) if kind == "month" else None

    def save_sheet(self) -> None:
        """Write the table of projects where the clerk says."""
        if not self._known().rows:
            self._desk.tell(tr("这一年还没有项目，没有表可出。"), "look")
            return
        issue = issue_projects(self._known(), sheet_options(self._desk.ledger), table_pdf)
        self._saving.ask(output_of(issue), keep=not self._desk.ledger.read_only)

    def ask_stages(self) -> None:
        """Write the summary of stages, by units or by categories."""
        ways = list(StageGroup)
        words = [tr("按{heading}", heading=group_of_stages(way)) for way in ways]

        def save(answer: int) -> None:
            table = self._known()
            issue = issue_stages(table, summary_of(table, ways[answer]), sheet_options(self._desk.ledger))
            self._saving.ask(output_of(issue, "xlsx"), keep=not self._desk.ledger.read_only)

        self._desk.ask.choose(tr("项目阶段汇总表怎样分组？"), words, save)

    def ask_deriving(self) -> None:
        """Show what projects give for indicators, to be entered or not."""
        self._desk.ask.form(DerivingDialog(self.window(), self._desk), lambda: None)
