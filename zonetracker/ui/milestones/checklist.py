"""清单: the milestones of a year as a list with sign-off, and below it all that was told of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import FilingChange, FilingEntry, MilestoneChange, MilestoneEntries, MilestoneEntry
from zonetracker.model.facts import TaskKind
from zonetracker.model.milestones.checklists import SETTING as LISTS
from zonetracker.model.milestones.checklists import Checklist, checklists_of
from zonetracker.model.milestones.listing import ListedMilestone, MilestoneList
from zonetracker.model.milestones.templates import SETTING as TEMPLATES
from zonetracker.model.milestones.templates import templates_of
from zonetracker.services.ledger.closed import noted_today
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.milestones.pasting import milestone_of
from zonetracker.services.units.roster import offered_units
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.acting import DONE, ActingForm, first_day, moves_of
from zonetracker.ui.milestones.columns import MilestoneEditing, milestone_columns
from zonetracker.ui.milestones.detail import MilestoneDetail
from zonetracker.ui.milestones.evidence import EvidenceKeeping
from zonetracker.ui.milestones.filters import NarrowingBar
from zonetracker.ui.milestones.forms import FilingForm, MilestoneForm
from zonetracker.ui.milestones.pasting import PastingDialog
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.table.menu import TableCommand, history_command, source_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import one_line

_NAMED = 3
_LOW = 19
"""With fewer lines than these list and detail take turns."""


class ChecklistView(QWidget):
    """The list with its filters, edited in place; what can be done about a row is asked of the ledger's own rules."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.listed: MilestoneList | None = None
        self._low = False
        self.bar = NarrowingBar()
        self.bar.changed.connect(self._narrow)
        editing = MilestoneEditing(
            self._keep, self._keep_filing, lambda: offered_units(desk.ledger), lambda: list(self._settled())
        )
        self.model = RecordTableModel(milestone_columns(editing), key=lambda row: row.milestone.id)
        self.model.period = lambda: tr("{year}年{month}月", year=desk.year, month=desk.month)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("事项清单"))
        self.evidence = EvidenceKeeping(desk, self)
        self.detail = MilestoneDetail(desk, self.evidence)
        self._give_keys()
        self.start = QPushButton(tr("导入台账…"))
        self.empty = EmptyState(
            tr("这一年还没有重点事项"),
            tr(
                "办公室现有的事项、项目台账可以整张导入（Ctrl+Shift+I），也可以用右上角的“新增事项”自己写，"
                "或按 F7 贴入成批的限时事项；报告页确认的“事项”一类的行也列到这里。"
            ),
            [self.start],
        )
        self.none = EmptyState(
            tr("没有符合的事项"), tr("上面选了只看一部分；再按一次选中的按钮，或选“全部”，就都列出来。")
        )
        self.pile = QStackedWidget()
        for part in (self.table, self.none):
            self.pile.addWidget(part)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.pile)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 5)
        self.split.setStretchFactor(1, 2)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.bar)
        inside.addWidget(self.split, 1)
        self.whole = QStackedWidget()
        for one in (full, self.empty):
            self.whole.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole)

    def _give_keys(self) -> None:
        table, writable = self.table, self._writable
        table.entered.connect(lambda _: self.act())
        table.removed.connect(self._remove)
        table.current.connect(self._show_detail)
        table.pasted.connect(lambda *_: self.ask_paste())
        table.key_slots[Qt.Key.Key_Insert] = self.ask_new
        table.commands = [
            TableCommand(tr("办理…"), self.act, "Enter", writable),
            TableCommand(tr("本月报送…"), self.ask_filing, "Ctrl+M", writable),
            TableCommand(tr("加佐证材料…"), self.ask_evidence, "Ctrl+E", writable),
            TableCommand(tr("各项内容…"), self.ask_fields, "Alt+Enter", writable),
            TableCommand(tr("新增事项…"), self.ask_new, "Ins", writable),
            TableCommand(tr("删除所选"), lambda: self._remove(table.chosen()), "Del", writable),
            history_command(self._desk, "milestone", lambda: self._of_current("id")),
            source_command(self._desk, lambda: self._of_current("row_id")),
        ]

    # ---- showing

    def refresh(self) -> None:
        """Follow the workbook and the month."""
        desk = self._desk
        self.listed = milestone_list(desk.ledger, desk.year, desk.month, desk.today())
        self.model.read_only = desk.ledger.read_only
        self.bar.count(self.listed, desk.today())
        self._narrow()

    def _narrow(self) -> None:
        if self.listed is None:
            return
        rows = self.listed.narrowed(self.bar.narrowing())
        self.model.show_records(rows)
        self.whole.setCurrentIndex(0 if self.listed.rows else 1)
        self.pile.setCurrentIndex(0 if rows else 1)
        if rows and self.table.record() is None:
            self.table.go_to(rows[0].milestone.id, self.model.column_of("name"))
        self._show_detail(self.table.record())

    def _show_detail(self, row: ListedMilestone | None) -> None:
        if self.listed is not None:
            self.detail.show_row(row, self.listed.day, self.listed.options)

    def go_to(self, milestone_id: int) -> None:
        """Stand on a milestone, whatever was chosen before."""
        if self.model.row_of(milestone_id) is None:
            self.bar.clear()
            self._narrow()
        self.table.go_to(milestone_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a low window has room for the list or for what is told of one row, by turns."""
        super().resizeEvent(event)
        self._low = event.size().height() < _LOW * self.fontMetrics().lineSpacing()
        self._give_room(below=self._low and self.detail.isAncestorOf(self.focusWidget() or self))

    def _give_room(self, *, below: bool) -> None:
        self.pile.setVisible(not (self._low and below))
        self.detail.setVisible(not self._low or below)

    def turn(self) -> None:
        """Ctrl+D: from the list to the nodes of the chosen row, and back."""
        below = self.table.hasFocus() or not self.detail.isVisible()
        self._give_room(below=below)
        (self.detail.nodes if below else self.table).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, *self.detail.tables(), *self.bar.areas()]

    # ---- writing

    def _writable(self) -> bool:
        return not self._desk.ledger.read_only

    def _of_current(self, part: str) -> int | None:
        row: ListedMilestone | None = self.table.record()
        return None if row is None else getattr(row.milestone, part)

    def _settled(self) -> dict[str, Checklist]:
        return checklists_of(self._desk.ledger.setting(LISTS))

    def _templates(self) -> list[str]:
        return list(templates_of(self._desk.ledger.setting(TEMPLATES)))

    def _keep(self, row: ListedMilestone, change: Callable[[], MilestoneChange]) -> bool:
        ledger, number = self._desk.ledger, row.milestone.id
        return self._desk.enter(lambda reason: ledger.edit_milestone(number, change(), reason)) is not None

    def _keep_filing(self, row: ListedMilestone, change: FilingChange) -> bool:
        ledger, entry = self._desk.ledger, self._filing(row, change)
        return self._desk.enter(lambda reason: ledger.file([entry], reason)) is not None

    def _filing(self, row: ListedMilestone, change: FilingChange) -> FilingEntry:
        return FilingEntry(TaskKind.MILESTONE, row.milestone.id, self._desk.year, self._desk.month, change)

    def act(self) -> None:
        """Enter: what can be done about the chosen rows; what needs no sign-off and is done is open again."""
        rows: list[ListedMilestone] = self.table.chosen()
        if not rows or not self._writable() or self.listed is None:
            return
        ids, ledger = [row.milestone.id for row in rows], self._desk.ledger
        if all(row.milestone.done_on and not row.milestone.signoff for row in rows):
            self._desk.enter(lambda reason: ledger.edit_milestones(ids, MilestoneChange(done_on=None), reason))
            return
        moves = moves_of(rows)
        if not moves:
            self._desk.tell(tr("所选各项现在没有共同能办的，请分开选。"), "look")
            return
        day = first_day(rows, self.listed.day)
        form = ActingForm(self.window(), _about(rows), moves, day, rows[0].standing.warning)

        def done(_: None, reason: str) -> Changed:
            if form.chosen is DONE:
                return ledger.edit_milestones(ids, MilestoneChange(done_on=form.done_day()), reason)
            return ledger.act(ids, form.acting(), reason)

        self._desk.fill(form, lambda: None, done)

    def ask_filing(self) -> None:
        """Ctrl+M: what is filed on the chosen row for the month."""
        row: ListedMilestone | None = self.table.record()
        if row is None or not self._writable():
            return
        money = (row.milestone.money_unit or tr("万元")) if row.milestone.project else None
        month, noted = self._desk.month, noted_today(self._desk.year, self._desk.month)
        form = FilingForm(self.window(), one_line(row.milestone.name), month, row.filing, money, noted)
        ledger, empty = self._desk.ledger, self._filing(row, FilingChange())
        self._desk.fill(form, form.filled, lambda change, reason: ledger.file([replace(empty, change=change)], reason))

    def ask_evidence(self) -> None:
        """Ctrl+E: add evidence to the chosen row."""
        row: ListedMilestone | None = self.table.record()
        if row is not None and self._writable():
            self.evidence.ask(row)

    def ask_fields(self) -> None:
        """Alt+Enter: the chosen row with all its fields."""
        row: ListedMilestone | None = self.table.record()
        if row is None or not self._writable():
            return
        ledger, number = self._desk.ledger, row.milestone.id
        form = MilestoneForm(self.window(), self._settled(), self._templates(), offered_units(ledger), row.milestone)

        def filled() -> MilestoneChange:
            name, change = form.filled()
            return change if name == row.milestone.name else replace(change, name=name)

        self._desk.fill(form, filled, lambda change, reason: ledger.edit_milestone(number, change, reason))

    def ask_new(self) -> None:
        """Ins: a new milestone, on the list that is looked at."""
        if not self._writable():
            return
        ledger, year = self._desk.ledger, self._desk.year
        chosen = self.bar.narrowing().checklist or ""
        form = MilestoneForm(self.window(), self._settled(), self._templates(), offered_units(ledger), checklist=chosen)
        self._desk.fill(
            form,
            form.filled,
            lambda said, reason: ledger.add_milestone(said[0], year, said[1], reason),
            lambda changed: self.go_to(changed.ids["milestone"][0]),
        )

    def ask_paste(self) -> None:
        """F7: many with a day of receipt, from a table."""
        if not self._writable():
            return
        desk, ledger = self._desk, self._desk.ledger
        year, month, lists = desk.year, desk.month, self._settled()
        limited, known = [one for one in lists.values() if one.template], ledger.milestones(year)
        dialog = PastingDialog(self.window(), limited, desk.today(), known)

        def entries() -> MilestoneEntries:
            rows = tuple(
                MilestoneEntry(milestone_of(line, dialog.chosen_list), origin=tr("第{row}行", row=line.number))
                for line in dialog.taken()
            )
            return MilestoneEntries(tr("粘贴"), year, month, rows)

        self._desk.fill(dialog, entries, lambda entered, reason: ledger.enter_milestones(entered, reason))

    def _remove(self, rows: Sequence[ListedMilestone]) -> None:
        if rows and self._writable():
            ids = [row.milestone.id for row in rows]
            self._desk.write(lambda: self._desk.ledger.remove_milestones(ids))


def _about(rows: Sequence[ListedMilestone]) -> str:
    named = "、".join(one_line(row.milestone.name) for row in rows[:_NAMED])
    return named if len(rows) <= _NAMED else tr("{named}等 {count} 项", named=named, count=len(rows))
