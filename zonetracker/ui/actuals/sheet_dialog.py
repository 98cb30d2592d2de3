"""Importing a bureau's sheet: what each row would do, how the file was read, and every way to set it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import KEEP
from zonetracker.model.facts import Indicator
from zonetracker.model.planning import Decision, FigureDoubt, Meaning, TableUse
from zonetracker.services.sheets import (
    OpenedSheet,
    PlanRow,
    SheetPlan,
    SheetPlanner,
    apply,
    forget,
    remembered,
    remembered_of,
    source_told,
    to_keep,
    with_meaning,
)
from zonetracker.services.sheets.telling import left_out_told, table_use, times_told
from zonetracker.services.sources import sources_of
from zonetracker.support.i18n import tr
from zonetracker.ui.actuals.sheet_rows import ORDER, row_columns, row_words
from zonetracker.ui.actuals.sheet_view import SheetView
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, ShortLabel, plain_label
from zonetracker.ui.parts.picking import NamePicker
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import ANY_HEIGHT, RecordTable
from zonetracker.ui.parts.tasks import ProgressLine
from zonetracker.words.findings import unused_words
from zonetracker.words.wording import months

_WIDTH, _HEIGHT = 1180, 680
_NARROW, _LOW = 760, 420
_FRAME = (20, 40)
"""What the system draws around the dialog."""


class SheetDialog(FormDialog):
    """Lists what a sheet would do in one month; `enter` does it as one step of undo.

    With each choice it is planned anew in a thread, while the list as it was stays; a cancel takes the choice back.
    """

    reason: QLineEdit

    def __init__(self, parent: QWidget | None, desk: Desk, opened: OpenedSheet) -> None:
        self._desk, self._read = desk, opened.planner.read
        super().__init__(parent, tr("导入报表：{name}", name=self._read.name), tr("填入"))
        self.plan, self._choices, self._planner = opened.plan, opened.choices, opened.planner
        self._by_hand: dict[tuple[int, int], Meaning] = {}
        self.year, self.month = QSpinBox(), QComboBox()
        self.year.setRange(1949, 2099)
        self.year.setValue(self.plan.year)
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.month.addItems([months(number) for number in range(1, 13)])
        self.month.setCurrentIndex(self.plan.month - 1)
        self.source = QComboBox()
        self.source.setEditable(True)
        self.source.setAccessibleName(tr("数据来源"))
        self.source.addItems(["", *sources_of(desk.ledger)])
        self.source.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 16)
        self.said = ShortLabel(tone="muted")
        self.known = plain_label(tone="muted")
        self.forget = QPushButton(tr("忘记(&W)"))
        self.forget.setAutoDefault(False)
        self.forget.setToolTip(tr("不再按上次的选择读这样的表"))
        self.count = ShortLabel()
        self.model = RecordTableModel(row_columns(), key=lambda row: row.place)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("逐行核对"))
        self.detail = plain_label(wrap=True, tone="muted")
        self.view = SheetView(self._read, desk.ledger.zone)
        self.tabs = QTabWidget()
        self._lay_tabs()
        self._lay_period()
        self._show_hint()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("有需要核对的数字时，请写明原因"))
        self.reason_label = plain_label(tr("原因"))
        self.progress = ProgressLine()
        self.body.insertWidget(1, self.tabs, 1)
        self.body.insertWidget(2, self.progress)
        self.form.addRow(self.reason_label, self.reason)
        self._leave_planning: Callable[[], None] | None = None
        self._entering = False
        self._stood = self._time(), self._choices, self._by_hand
        self._connect()
        self.check = self._trouble
        self.source.setCurrentText(source_told(self._read, self.plan, sources_of(desk.ledger)))
        self._show()
        self._fit_screen()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- how it is laid out

    def _lay_period(self) -> None:
        """Month and source stand beside the tabs, so that they take no height from the rows."""
        period = QWidget()
        line = QHBoxLayout(period)
        line.setContentsMargins(0, 1, 0, 4)
        to, year, source = plain_label(tr("填到")), plain_label(tr("年")), plain_label(tr("　来源"))
        for part in (to, self.year, year, self.month, source, self.source):
            line.addWidget(part)
        self.tabs.setCornerWidget(period, Qt.Corner.TopRightCorner)
        self.tabs.tabBar().setMinimumHeight(period.sizeHint().height())
        order = (self.year, self.month, self.source, self.tabs.tabBar(), self.forget, self.table)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _lay_tabs(self) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        counts = QHBoxLayout()
        for part, stretch in ((self.count, 3), (self.said, 2), (self.known, 0), (self.forget, 0)):
            counts.addWidget(part, stretch)
        column.addLayout(counts)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        self.hint = plain_label(wrap=True, tone="muted")
        self.buttons.insertWidget(0, self.hint, 1)
        self.tabs.currentChanged.connect(lambda _: self._show_hint())
        self.table.setTabKeyNavigation(False)
        self.tabs.addTab(rows, tr("逐行核对"))
        self.tabs.addTab(self.view, tr("原表和各列"))

    def _show_hint(self) -> None:
        """The keys of the page that is seen."""
        rows = tr("Enter 照填／不填　F2 归入指标　Del 不导入　Ctrl+Del 清除原有数　Ctrl+Tab 看原表　Ctrl+Enter 填入")
        columns = tr("各列：Enter 确认带“？”的　F2 改“作为”　表：空格 用／不用　Ctrl+Tab 逐行核对　Ctrl+Enter 填入")
        self.hint.setText(columns if self.tabs.currentWidget() is self.view else rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window all stands closer together, and why is said below the rows only."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.body.setContentsMargins(*((12, 6, 12, 6) if low else (16, 12, 16, 12)))
        self.body.setSpacing(4 if low else 8)
        self.table.set_dense(low)
        self.table.hide_field("said", self.width() < _NARROW)
        line = self.fontMetrics().lineSpacing()
        self.detail.setMinimumHeight(0 if low else 2 * line + 4)
        self.detail.setMaximumHeight(3 * line + 2 if low else ANY_HEIGHT)

    def _connect(self) -> None:
        self.year.valueChanged.connect(lambda _: self._retime())
        self.month.currentIndexChanged.connect(lambda _: self._retime())
        self.forget.clicked.connect(self._forget)
        self.table.removed.connect(self._drop)
        self.table.entered.connect(self._answer)
        self.table.doubleClicked.connect(lambda _: self._pick())
        self.table.current.connect(self._show_row)
        self.table.key_slots = {
            Qt.Key.Key_F2: self._pick,
            Qt.Key.Key_Space: lambda: self._take(self.table.chosen()),
        }
        self.view.used.connect(self._use)
        self.view.meant.connect(self._mean)
        self.finished.connect(lambda _: self._stop_planning())
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.answer.click)
        QShortcut(QKeySequence("Ctrl+Del"), self, lambda: self._clear(self.table.chosen()))

    def _fit_screen(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - _FRAME[0]), min(_HEIGHT, room.height() - _FRAME[1]))

    # ---- what is shown

    def _time(self) -> tuple[int, int]:
        return self.year.value(), self.month.currentIndex() + 1

    def _show(self) -> None:
        here = self.table.record()
        places = {decision: place for place, decision in enumerate(ORDER)}
        self.model.show_records(sorted(self.plan.rows, key=lambda row: places[row.decision]))
        if here is None or not self.table.go_to(here.place):
            first = self.model.record(0)
            self.table.go_to(first.place if first is not None else "")
        self._show_row(self.table.record())
        self.count.setText(self._counted())
        self.said.setText(self._times())
        columns, names = remembered_of(self._choices, self.plan)
        known = bool(columns or names) and not self._by_hand
        self.known.setText(
            tr("按上次的选择：{columns} 列、{names} 个名称", columns=columns, names=names) if known else ""
        )
        self.known.setVisible(known)
        self.forget.setVisible(known)
        asks = self._needs_reason()
        self.reason.setVisible(asks)
        self.reason_label.setVisible(asks)
        self.answer.setEnabled(bool(self.plan.entries))
        self.view.show_plan(self.plan, self._choices)

    def _counted(self) -> str:
        count = Counter(row.decision for row in self.plan.rows)
        words = [tr("将填入 {count} 项", count=len(self.plan.entries))]
        if count[Decision.SAME]:
            words.append(tr("{count} 项与台账相同", count=count[Decision.SAME]))
        if count[Decision.ASKED]:
            words.append(tr("{count} 项待核对，不照填就不导入", count=count[Decision.ASKED]))
        if count[Decision.UNKNOWN]:
            words.append(tr("{count} 行没有对上指标，不会导入", count=count[Decision.UNKNOWN]))
        if left_out := left_out_told(self._read, self.plan):
            words.append(left_out)
        return "；".join(words) + "。" + self._aside()

    def _aside(self) -> str:
        """The tables of the file that are not used, by why."""
        uses = [self._use_of(number) for number in range(len(self._read.tables))]
        said = [words for use in TableUse if (words := unused_words(use, uses.count(use)))]
        return tr("另有{said}，见“原表和各列”。", said="、".join(said)) if said else ""

    def _use_of(self, number: int) -> TableUse:
        return table_use(self._read, number, self.plan, self._choices, self._desk.ledger.zone)

    def _times(self) -> str:
        tables = [row.offer.table for row in self.plan.rows] or [0]
        return times_told(self._read, tables[0]) or tr("表上没有写明年月")

    def _show_row(self, row: PlanRow | None) -> None:
        words = row_words(row)
        self.detail.setText(words)
        self.detail.setToolTip(words)

    # ---- planning anew

    def _plan_anew(self) -> None:
        """Plan with what is chosen by now; the latest wish counts."""
        self._stop_planning()
        self.answer.setEnabled(True)
        year, month = self._time()
        if year != self._planner.known.year:
            self._planner = SheetPlanner(self._desk.ledger.known_year(year), self._read)
        self._leave_planning = self._desk.tasks.start(
            self._planner.plan(month, self._choices),
            tr("正在核对"),
            self._planned,
            line=self.progress,
            stopped=self._take_back,
        )

    def _stop_planning(self) -> None:
        if self._leave_planning is not None:
            self._leave_planning()
        self._leave_planning = None

    def _planned(self, planned: SheetPlan) -> None:
        self._leave_planning = None
        self.plan = planned
        self._stood = self._time(), self._choices, self._by_hand
        self._show()
        if self._entering and self.answer.isEnabled():
            self.accept()
        self._entering = False

    def _take_back(self) -> None:
        """Cancelled: all is chosen as the list shows it."""
        self._leave_planning, self._entering = None, False
        (year, month), self._choices, self._by_hand = self._stood
        with QSignalBlocker(self.year), QSignalBlocker(self.month):
            self.year.setValue(year)
            self.month.setCurrentIndex(month - 1)
        self.answer.setEnabled(bool(self.plan.entries))

    def accept(self) -> None:
        """Qt: the answer was pressed; while it is being planned, that is waited for."""
        self._entering = self._leave_planning is not None
        if not self._entering:
            super().accept()

    def reject(self) -> None:
        """Qt: Esc or cancel; the first of two while it is being planned only takes the last choice back."""
        if self._leave_planning is None:
            super().reject()
        else:
            self.progress.reject()

    # ---- what the clerk chooses

    def _retime(self) -> None:
        columns = remembered(self._desk.ledger, self._read, self._time()).columns
        self._choices = replace(self._choices, columns=columns)
        for place, meaning in self._by_hand.items():
            self._choices = with_meaning(self._choices, self._read, place, meaning, self._time())
        self._plan_anew()

    def _answer(self, row: PlanRow | None) -> None:
        chosen = self.table.chosen()
        self._take(chosen if row in chosen else [row] if row is not None else [])

    def _take(self, rows: Iterable[PlanRow]) -> None:
        """Enter: what is asked about is taken as it is, or not any more; a name that is not known is looked for."""
        chosen = list(rows)
        if len(chosen) == 1 and chosen[0].indicator is None:
            self._pick()
            return
        known = [row for row in chosen if row.indicator is not None]
        likely = {row.name: row.indicator.id for row in known if row.indicator is not None and _name_is_likely(row)}
        places = {row.place for row in known}
        self._choices = replace(
            self._choices,
            names={**likely, **self._choices.names},
            accepted=self._choices.accepted ^ places,
            dropped=self._choices.dropped - places,
            cleared=self._choices.cleared - places,
        )
        self._plan_anew()

    def _drop(self, rows: list[PlanRow]) -> None:
        self._choices = replace(self._choices, dropped=self._choices.dropped | {row.place for row in rows})
        self._plan_anew()

    def _clear(self, rows: Iterable[PlanRow]) -> None:
        """What stands in the month is taken away; the same again brings it back."""
        places = {row.place for row in rows if row.before is not None}
        self._choices = replace(self._choices, cleared=self._choices.cleared ^ places)
        self._plan_anew()

    def _pick(self) -> None:
        row = self.table.record()
        if row is None:
            return
        likely = (row.indicator, *row.likely) if row.indicator is not None else row.likely
        picker = NamePicker(self, row.name, self._desk.ledger.indicators(), likely, lambda one: self._name(row, one))
        picker.open()

    def _name(self, row: PlanRow, chosen: Indicator | str) -> None:
        names = {name: one for name, one in self._choices.names.items() if name != row.name}
        fresh = {name: one for name, one in self._choices.fresh.items() if name != row.name}
        if isinstance(chosen, str):
            fresh[row.name] = chosen
        else:
            names[row.name] = chosen.id
        self._choices = replace(self._choices, names=names, fresh=fresh)
        self._plan_anew()

    def _use(self, number: int) -> None:
        """A table that is used is left, one that is left is as it was, one that was kept out is taken."""
        use, left, taken = self._use_of(number), self._choices.left, self._choices.taken
        if use in (TableUse.LEFT, TableUse.TAKEN):
            left, taken = left - {number}, taken - {number}
        elif use is TableUse.USED:
            left = left | {number}
        else:
            taken = taken | {number}
        self._choices = replace(self._choices, left=left, taken=taken)
        self._plan_anew()

    def _mean(self, table: int, column: int, meaning: Meaning) -> None:
        self._by_hand = {**self._by_hand, (table, column): meaning}
        self._choices = with_meaning(self._choices, self._read, (table, column), meaning, self._time())
        self._plan_anew()

    def _forget(self) -> None:
        self._desk.write(lambda: forget(self._desk.ledger, self._read))
        self._choices = remembered(self._desk.ledger, self._read, self._time())
        self._plan_anew()

    # ---- entering

    def _needs_reason(self) -> bool:
        return any(row.findings and row.needs_reason and row.decision.entered for row in self.plan.rows)

    def _trouble(self) -> str:
        unanswered = self._needs_reason() and not self.reason.text().strip()
        return tr("有需要核对的数字，请用文字写明原因。") if unanswered else ""

    def enter(self, reason: str) -> Changed:
        """Enter the figures and keep what was chosen; what a check asks is answered in the dialog, or by `reason`."""
        own = self.reason.text().strip() if self._needs_reason() else ""
        fresh = {
            name: one.id for one in self.plan.fresh for name, new in self._choices.fresh.items() if new == one.name
        }
        names = {**self._choices.names, **fresh}
        before = remembered(self._desk.ledger, self._read, self._time()).names
        mappings = to_keep(self._by_hand, self._read)
        kept = names if names != before else None
        source = self.source.currentText().strip() or KEEP
        return apply(self._desk.ledger, self.plan, reason or own, source, kept, mappings)

    def entered(self) -> None:
        """Show the month."""
        self._desk.choose_period(*self._time())
        count = len(self.plan.entries)
        self._desk.tell(tr("从“{name}”填入 {count} 项。", name=self.plan.sheet, count=count))


def _name_is_likely(row: PlanRow) -> bool:
    return any(doubt.code is FigureDoubt.NAME_LIKELY for doubt in row.doubts)
