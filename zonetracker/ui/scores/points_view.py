"""积分: the points ledger by date, with what each unit has come to at the left; entered, changed and waived by key."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Points, PointsAccount, PointsKind, TaskKind
from zonetracker.model.points.ledger import PointsLedger, PointsLine
from zonetracker.model.points.rules import PointsEvent
from zonetracker.services.scores.points import ledger_of_points, take_back, waive
from zonetracker.services.scores.points_issuing import points_makers
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.page import EmptyState, Page
from zonetracker.ui.parts.page_tabs import PageTab
from zonetracker.ui.parts.saving import IssueMenu, Saving
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.scores.points_columns import ShownUnit, line_columns, total_columns
from zonetracker.ui.scores.points_form import PointsForm, WaiverForm
from zonetracker.words.scores.lines import line_grounds, line_words, points_figure
from zonetracker.words.wording import one_line

POINTS = "points"
_NARROW = 52
_NAMED = 3
_MANY = 3000
"""With more lines than that one unit is shown at first and not all."""
_ALL = ShownUnit(None)


class PointsView(QStackedWidget):
    """Units with their totals; beside them the ledger of the chosen one, or of all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._turned = desk, False
        self.ledger: PointsLedger | None = None
        self.totals = RecordTable(RecordTableModel(total_columns(), key=lambda one: one.key), sortable=True, desk=desk)
        self.totals.setAccessibleName(tr("各单位积分"))
        self.totals.current.connect(lambda _: self._show_lines())
        self.totals.entered.connect(lambda _: self.turn())
        self.table = RecordTable(RecordTableModel(line_columns(), key=lambda line: line.key), sortable=True, desk=desk)
        self.table.setAccessibleName(tr("积分台账"))
        self.table.current.connect(lambda _: self._tell())
        self.table.entered.connect(lambda _: self._go())
        self.table.removed.connect(self.remove)
        for table in (self.totals, self.table):
            table.key_slots[Qt.Key.Key_Insert] = self.ask_new
        self.table.key_slots[Qt.Key.Key_F2] = self.ask_edit
        self.totals.commands = [TableCommand(tr("记分…"), self.ask_new, "Ins", self.writable)]
        self.table.commands = [
            TableCommand(tr("记分…"), self.ask_new, "Ins", self.writable),
            TableCommand(tr("修改手工记的…"), self.ask_edit, "F2", self.writable),
            TableCommand(tr("免责，或删除手工记的"), lambda: self.remove(self.table.chosen()), "Del", self.writable),
            TableCommand(tr("去看这一项"), self._go, "Enter"),
        ]
        self.named = ShortLabel(tone="muted")
        self.choose = QPushButton(tr("去选积分规则"))
        self.choose.clicked.connect(lambda: desk.go("settings", POINTS))
        self.empty = EmptyState(
            tr("还没有选积分规则"),
            tr(
                "在“设置—积分”里选一套规则（加减分、只减分、按项目体量），再改成本单位的；选好以后，按期办结、逾期、退回、"
                "未报、迟报等自动记分，这里列出每一条。"
            ),
            [self.choose],
        )
        self._build()

    def _build(self) -> None:
        self.beside = QWidget()
        column = QVBoxLayout(self.beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table, 1)
        column.addWidget(self.named)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(12)
        parts.addWidget(self.totals)
        parts.addWidget(self.beside)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 7)
        parts.setSizes([430, 830])
        self.addWidget(parts)
        self.addWidget(self.empty)

    # ---- showing

    def show_month(self) -> str:
        """Read the ledger and show it; it in a line."""
        desk = self._desk
        self.ledger = ledger_of_points(desk.ledger, desk.year, desk.month, desk.today())
        self.setCurrentIndex(1 if self.ledger is None else 0)
        if self.ledger is None:
            return ""
        self.totals.records.show_records([_ALL, *map(ShownUnit, self.ledger.totals)])
        if self.totals.record() is None:
            many = len(self.ledger.lines) > _MANY
            self.totals.go_to(self.ledger.totals[0].department.id if many else _ALL.key)
        self._show_lines()
        by_hand = sum(line.given is not None for line in self.ledger.lines)
        told = [
            tr("{year}年1—{month}月", year=desk.year, month=desk.month),
            one_line(self.ledger.rules.name),
            tr("{count} 条", count=len(self.ledger.lines)),
        ]
        if by_hand:
            told.append(tr("手工 {count} 条", count=by_hand))
        return " · ".join(told)

    def _show_lines(self) -> None:
        shown: ShownUnit | None = self.totals.record()
        if self.ledger is None or shown is None:
            return
        lines = self.ledger.lines if shown.total is None else self.ledger.of(shown.key)
        self.table.records.show_records(lines)
        self.table.hide_field("unit", shown.total is not None)
        if self.table.record() is None and lines:
            self.table.go_to(lines[-1].key)
        self._tell()

    def _tell(self) -> None:
        """The chosen line whole, below the table."""
        line: PointsLine | None = self.table.record()
        if line is None:
            self.named.setText("")
            return
        told = (line.department.name, line_words(line), points_figure(line.points, signed=True), line_grounds(line))
        self.named.setText("　".join(one_line(one) for one in told if one))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a narrow window the units have all the room, or the ledger (Ctrl+D)."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        narrow = self.width() < _NARROW * self.fontMetrics().height()
        self.totals.setVisible(not (narrow and self._turned))
        self.beside.setVisible(self._turned or not narrow)

    def turn(self) -> None:
        """Ctrl+D: to the ledger of the chosen unit, or back to the units."""
        self._turned = not self.table.hasFocus()
        self._share_room()
        (self.table if self._turned else self.totals).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def when(self) -> tuple[int, int, date]:
        """The year, the month and the day that are looked at."""
        return self._desk.year, self._desk.month, self._desk.today()

    def writable(self) -> bool:
        """Whether points can be entered now."""
        return not self._desk.ledger.read_only and self.ledger is not None

    # ---- doing

    def ask_new(self) -> None:
        """Ins: points by hand, of the chosen unit and for the month that is looked at."""
        desk = self._desk
        departments = desk.ledger.departments()
        if not self.writable() or self.ledger is None:
            return
        if not departments:
            desk.tell(tr("还没有登记单位，请先登记一家。"), "look")
            return
        shown: ShownUnit | None = self.totals.record()
        line: PointsLine | None = self.table.record()
        own = shown.key if shown is not None and shown.key else line.department.id if line is not None else 0
        day = desk.today().isoformat()
        blank = Points(0, desk.year, desk.month, own, PointsAccount.LEDGER, PointsKind.BONUS, day)
        ready = [rule for rule in self.ledger.rules.rules if rule.event is PointsEvent.MANUAL]
        form = PointsForm(self.window(), departments, blank, ready)

        def added(changed: Changed) -> None:
            self.table.go_to(changed.ids["points"][0])
            self.table.setFocus()

        desk.fill(form, form.made, lambda made, reason: desk.ledger.add_points([made], reason), added)

    def ask_edit(self) -> None:
        """F2: what was entered by hand; an automatic entry can only be waived."""
        line: PointsLine | None = self.table.record()
        if line is None or not self.writable():
            return
        given, desk = line.given, self._desk
        if given is None:
            desk.tell(tr("自动记的分由规则算出，不能改；不该记的按 Del 免责，要增减请按 Ins 记分。"), "look")
            return
        form = PointsForm(self.window(), desk.ledger.departments(), given)
        desk.fill(form, form.change, lambda change, reason: desk.ledger.edit_points(given.id, change, reason))

    def remove(self, lines: list[PointsLine]) -> None:
        """Del: what was entered by hand goes, a waived entry counts again; the others are waived, for a reason."""
        if not lines or not self.writable():
            return
        desk = self._desk
        counting = [line for line in lines if line.entry is not None and line.waiver is None]
        if not counting:
            desk.enter(lambda reason: take_back(desk.ledger, lines, reason))
            return
        told = [f"{line.department.name}　{line_words(line)}" for line in counting[:_NAMED]]
        more = tr("等 {count} 条", count=len(counting)) if len(counting) > _NAMED else ""
        form = WaiverForm(self.window(), "\n".join(map(one_line, told)) + more)
        year = desk.year
        desk.fill(
            form,
            form.words.text,
            lambda words, _: waive(desk.ledger, year, counting, desk.today(), words),
            lambda _: self.table.setFocus(),
        )

    def _go(self) -> None:
        """Enter: to the task that brought the points."""
        line: PointsLine | None = self.table.record()
        if line is None or line.entry is None:
            self.ask_edit()
            return
        entry, desk = line.entry, self._desk
        if entry.task is TaskKind.MILESTONE:
            desk.go("milestones", entry.task_id)
        else:
            desk.go("actuals", (desk.ledger.target(entry.task_id).indicator_id, desk.year, entry.month))


def points_tab(desk: Desk, page: Page) -> PageTab:
    """The view as a tab of 单位."""
    view = PointsView(desk)
    outputs = IssueMenu(tr("积分台账"), Saving(desk), desk, points_makers(desk.ledger, view.when))
    page.buttons.addWidget(outputs)
    add = page.add_button(tr("记分"), view.ask_new, main=True, tip="Ins", drawing="add")

    def show() -> str:
        told = view.show_month()
        add.setEnabled(view.writable())
        outputs.setEnabled(view.ledger is not None)
        return told

    return PageTab(
        POINTS,
        tr("积分"),
        view,
        show,
        lambda: [view.totals, view.table],
        (outputs, add),
        {"Ctrl+D": view.turn},
        frozenset(
            {
                *("department", "target", "milestone", "indicator", "actual", "filing"),
                *("action", "node", "points", "setting", "target_adjustment"),
            }
        ),
        tr(
            "积分：按“设置—积分”里选的规则，由已有的目标、事项和报送自动记分，截至所选的月份；左边是各单位的积分，右边是"
            "所选单位（或全部）的台账，一条一行\n"
            "Enter  左边：到这个单位的台账；右边：去看这一项\n"
            "Ctrl+D  在单位和台账之间换（窗口窄时轮流显示）\n"
            "Ins  手工记一条（上级表彰、通报批评等），事由要写，没有文号的要写明原因\n"
            "F2  修改手工记的一条\n"
            "Del  自动记的：免责，写明原因，划去不计；手工记的：删除；已免责的：恢复计分"
        ),
    )
