"""记录: who did what and when, before and after; one step back, or back to a moment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Change, Operation
from zonetracker.support.i18n import tr
from zonetracker.ui.history.changes import FieldChange, field_changes
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.page import Page, Tables
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.wording import one_line

PAGE, MOST_CHANGES = 1000, 400
_DETAIL_DELAY_MS = 120
_LOW = 320


class HistoryPage(Page):
    """Operations above, what the chosen one changed below."""

    key = "history"
    of_period = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("记录"))
        self._only: tuple[str, int] | None = None
        self._loaded = PAGE
        self._names: dict[tuple[str, int], str] = {}
        self.only = self.add_button("", self.show_all, flat=True, drawing="close")
        self.only.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the words
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.buttons.addWidget(self.search)
        self.step_back = self.add_button(tr("撤销上一步"), self.desk.undo, tip=tr("Ctrl+Z"), drawing="undo")
        self.go_back = self.add_button(tr("回到所选这一步…"), self.ask_back, drawing="history")
        self._detail = QTimer(self)
        self._detail.setSingleShot(True)
        self._detail.setInterval(_DETAIL_DELAY_MS)
        self._detail.timeout.connect(self._show_detail)
        self.detail_title = plain_label(tone="muted", wrap=True)
        self.changes = RecordTable(RecordTableModel(_change_columns(), key=lambda one: (one.number, one.field)))
        self.changes.setAccessibleName(tr("改动"))
        self.changes.entered.connect(self._show_only)
        self.operations = RecordTable(RecordTableModel(_operation_columns(), key=lambda one: one.id), sortable=True)
        self.operations.setAccessibleName(tr("操作记录"))
        self.operations.current.connect(lambda _: self._detail.start())
        self.operations.entered.connect(lambda _: self.changes.setFocus())
        self.operations.commands = [
            TableCommand(tr("看这一步改了什么"), self.changes.setFocus, "Enter"),
            TableCommand(tr("回到所选这一步…"), self.ask_back, fits=lambda: not desk.ledger.read_only),
        ]
        self.changes.commands = [
            TableCommand(tr("只看这一行的记录"), lambda: self._show_only(self.changes.record()), "Enter")
        ]
        self.search.searches(self.operations.sorting)
        self.older = QPushButton(tr("显示更早的记录"))
        self.older.clicked.connect(self._show_older)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(_column(self.operations, self.older))
        self.parts.addWidget(_column(self.detail_title, self.changes))
        self.parts.setChildrenCollapsible(False)
        self.parts.setSizes([300, 240])
        self.body.addWidget(self.parts, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window both tables stand side by side, and when and by whom is said over the changes."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        if low is (self.parts.orientation() is Qt.Orientation.Horizontal):
            return
        self.parts.setOrientation(Qt.Orientation.Horizontal if low else Qt.Orientation.Vertical)
        self.parts.setSizes([240, 300] if low else [300, 240])
        for table in (self.operations, self.changes):
            table.set_dense(low)
        for field in ("at", "actor", "state"):
            self.operations.hide_field(field, low)
        self.changes.hide_field("deed", low)

    # ---- showing

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        self.reload()

    def reload(self) -> None:
        """Read the operations, latest first."""
        ledger = self.desk.ledger
        self._names.clear()
        table, row_id = self._only or (None, None)
        listed = ledger.history(self._loaded + 1, 0, table, row_id)
        self.older.setVisible(len(listed) > self._loaded)
        listed = listed[: self._loaded]
        self.operations.records.show_records(listed)
        self.line.setText(tr("共 {count} 步", count=len(listed)) + (tr("以上") if self.older.isVisibleTo(self) else ""))
        self.only.setVisible(self._only is not None)
        if self._only is not None:
            self.only.setText(tr("只看“{name}”的记录", name=one_line(self._row_name(*self._only))).replace("&", "&&"))
        can_write = not ledger.read_only
        self.step_back.setEnabled(can_write and ledger.can_undo is not None)
        self.go_back.setEnabled(can_write and len(listed) > 1)
        if listed and self.operations.record() is None:
            self.operations.go_to(listed[0].id)
        self._show_detail()

    def _show_older(self) -> None:
        self._loaded += PAGE
        self.reload()

    def _show_detail(self) -> None:
        operation: Operation | None = self.operations.record()
        if operation is None:
            self.changes.records.show_records([])
            self.detail_title.setText("")
            return
        count = operation.count
        if self._only is None:
            changes = self.desk.ledger.changes(operation.id, MOST_CHANGES)
        else:
            changes = [one for one in self.desk.ledger.changes(operation.id) if (one.table, one.row_id) == self._only]
            count = len(changes)
        self.changes.records.show_records(self._in_words(changes[:MOST_CHANGES]))
        said = tr(
            "{title}（{at}，{actor}）",
            title=one_line(operation.title),
            at=_when(operation),
            actor=one_line(operation.actor),
        )
        if count > MOST_CHANGES:
            said += tr("　共改动 {all} 行，这里列出前 {count} 行", all=count, count=MOST_CHANGES)
        self.detail_title.setText(said)

    def _in_words(self, changes: Sequence[Change]) -> list[FieldChange]:
        return [line for change in changes for line in field_changes(change, self._row_name)]

    def _row_name(self, table: str, row_id: int) -> str:
        known = self._names.get((table, row_id))
        if known is None:
            known = self._names[table, row_id] = self._read_name(table, row_id)
        return known

    def _read_name(self, table: str, row_id: int) -> str:
        ledger = self.desk.ledger
        try:
            if table == "indicator":
                return ledger.indicator(row_id).name
            if table == "target":
                return ledger.indicator(ledger.target(row_id).indicator_id).name
            if table == "milestone":
                return ledger.milestone(row_id).name
            if table == "department":
                return ledger.department(row_id).name
            if table == "review_row":
                return ledger.row(row_id).candidate.name
            if table == "report":
                return ledger.report(row_id).name
        except KeyError:
            return tr("已删除（编号{number}）", number=row_id)
        return tr("编号{number}", number=row_id)

    def _show_only(self, line: FieldChange | None) -> None:
        if line is not None:
            self.show_item((line.table, line.row_id))

    def show_item(self, item: object) -> None:
        """Show only what touched one row, given as (table, id); an operation's id goes to that step."""
        if isinstance(item, int):
            self.show_all()
            self.operations.go_to(item)
        elif isinstance(item, tuple) and len(item) == 2:
            self._only = (str(item[0]), int(item[1]))
            self.reload()
            self.operations.setFocus()

    def show_all(self) -> None:
        """All rows again."""
        if self._only is not None:
            self._only = None
            self.reload()

    # ---- going back

    def ask_back(self) -> None:
        """Go back to how things stood after the chosen step, once the clerk says so."""
        operation: Operation | None = self.operations.record()
        if operation is None or self.desk.ledger.read_only:
            return
        later = sum(one.id > operation.id for one in self.desk.ledger.history(1_000_000))
        if not later:
            self.desk.tell(tr("这就是最近的一步，现在就是它之后的样子。"))
            return
        question = tr("回到“{title}”（{at}）之后的样子吗？", title=one_line(operation.title), at=_when(operation))
        more = tr("它之后的 {count} 步都会退回。退回本身也是一步，还可以再撤销。", count=later)
        self.desk.ask.choose(question, [tr("回到这一步")], lambda _: self._back(operation), more)

    def _back(self, operation: Operation) -> None:
        if self.desk.write(lambda: self.desk.ledger.revert_to(operation.id)) is not None:
            self.desk.tell(tr("已回到“{title}”之后的样子，Ctrl+Z 可再撤销", title=one_line(operation.title)))

    # ---- frame

    def leave(self) -> None:
        """Nothing more is read once the page is left."""
        self._detail.stop()

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.operations, self.changes, self.search]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "记录：每一步是谁、什么时候、改了什么，一步不漏，不能删改。\n\n"
            "↑↓  看各步；下面列出这一步改动的内容，改前和改后\n"
            "回车  到下面的改动；在改动上再回车，只看这一行的记录\n"
            "撤销上一步  与 Ctrl+Z 相同，可以一直撤回到新建的时候\n"
            "回到所选这一步  之后的各步一起退回；退回本身也可以撤销\n"
            "Ctrl+F  按人、时间或内容查找"
        )


def _when(operation: Operation) -> str:
    return operation.at[:16].replace("T", " ")


def _state(operation: Operation) -> str:
    if operation.reverted_by is not None:
        return tr("已撤销")
    return tr("撤销或恢复") if operation.reverts is not None else ""


def _operation_columns() -> list[TableColumn]:
    def faded(operation: Operation) -> str | None:
        return "muted" if operation.reverted_by is not None else None

    return [
        TableColumn("at", tr("时间"), lambda one: one.at[:19].replace("T", " "), colour=faded, width=21),
        TableColumn("actor", tr("操作人"), lambda one: one_line(one.actor), colour=faded, width=14),
        TableColumn("title", tr("操作"), lambda one: one_line(one.title), colour=faded, fills=True),
        TableColumn(
            "count", tr("改动"), lambda one: str(one.count), order=lambda one: one.count, numeric=True, width=8
        ),
        TableColumn("state", tr("状态"), _state, colour=lambda one: "muted", width=12),
    ]


def _change_columns() -> list[TableColumn]:
    return [
        TableColumn("thing", tr("对象"), lambda one: one.thing, width=40, least=16),
        TableColumn("deed", tr("改动"), lambda one: one.deed, width=7),
        TableColumn("field", tr("内容"), lambda one: one.field, width=14, least=8),
        TableColumn("before", tr("改前"), lambda one: one.before, colour=lambda one: "muted", width=32, least=8),
        TableColumn("after", tr("改后"), lambda one: one.after, fills=True, width=16),
    ]


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, RecordTable) else 0)
    return holder
