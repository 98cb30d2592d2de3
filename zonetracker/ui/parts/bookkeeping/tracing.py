"""这个数从哪里来: from a printed figure back to its sentence, cell and typist, over the page; Enter goes to each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.tracing import Lineage, LineageStep, Printed, trace, trace_row, traced_of, traced_word
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ANSWER_KEY, CANCEL_KEY, lettered, plain_label, room_for
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.issuing import step_word
from zonetracker.words.wording import one_line

TRACE_KEY = "F8"
_WIDE, _HIGH = 980, 460
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


def trace_figure(desk: Desk, progress: Progress | None, row: ProgressRow | None, column: str = "") -> bool:
    """Show where the figure of a row in a column is from, or all of them where the column holds words; False for none.

    `column` is the name of the figure's column.
    """
    if progress is None or row is None:
        return False
    one = traced_of(column)
    told = trace_row(desk.ledger, progress, row) if one is None else trace(desk.ledger, progress, row, one)
    desk.ask.form(TraceDialog(desk, told), lambda: None)
    return True


def pick_figure(desk: Desk, progress: Progress, figures: Sequence[Printed]) -> bool:
    """Ask which of these figures is meant, unless there is but one; False where there is none."""
    if len(figures) > 1:
        desk.ask.form(FigurePicker(desk, progress, figures), lambda: None)
    elif figures:
        trace_figure(desk, progress, figures[0].row, figures[0].figure)
    return bool(figures)


def trace_command(slot: Callable[[], object]) -> TableCommand:
    """The line of a table's menu."""
    return TableCommand(tr("这个数从哪里来"), slot, TRACE_KEY)


class TraceDialog(QDialog):
    """The steps of a trace, walked with the arrows; the one that one is on stands whole below."""

    def __init__(self, desk: Desk, told: Lineage) -> None:
        super().__init__(desk.ask.window)
        self._desk = desk
        self.setWindowTitle(tr("这个数从哪里来：{title}", title=one_line(told.title)))
        self.resize(QSize(min(_WIDE, desk.ask.window.width() - 40), _HIGH).boundedTo(room_for(self)))
        numbers = {id(step): place for place, step in enumerate(told.steps)}
        self.table = RecordTable(RecordTableModel(_step_columns(), key=lambda step: numbers[id(step)]))
        self.table.setAccessibleName(tr("这个数的来历"))
        self.table.entered.connect(self._go)
        self.table.current.connect(self._show)
        self.whole = plain_label(wrap=True)
        self.whole.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.see = QPushButton(lettered(tr("到那里"), ANSWER_KEY))
        self.see.setAutoDefault(False)
        self.see.clicked.connect(lambda: self._go(self.table.record()))
        body = _body(self, tr("↑↓ 逐步看　Enter 到那里　Esc 关闭"), self.see)
        body.insertWidget(0, self.table, 1)
        body.insertWidget(1, self.whole)
        self.table.records.show_records(list(told.steps))
        self.table.go_to(0, 0)
        self.table.setFocus()

    def _show(self, step: LineageStep | None) -> None:
        self.whole.setText("" if step is None else step.text)
        self.see.setEnabled(step is not None and step.place is not None)

    def _go(self, step: LineageStep | None) -> None:
        if step is not None and step.place is not None:
            self.accept()
            self._desk.go(step.place.page, step.place.item)


class FigurePicker(QDialog):
    """Figures to choose from: typing narrows them, Enter traces the one that is chosen."""

    def __init__(self, desk: Desk, progress: Progress, figures: Sequence[Printed]) -> None:
        super().__init__(desk.ask.window)
        self._desk, self._progress, self._figures = desk, progress, figures
        self.setWindowTitle(tr("哪一个数？"))
        self.resize(QSize(min(720, desk.ask.window.width() - 40), _HIGH).boundedTo(room_for(self)))
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("指标名称或数字"))
        self.line.textChanged.connect(self._search)
        self.line.returnPressed.connect(self._pick)
        self.line.installEventFilter(self)
        self.table = RecordTable(RecordTableModel(_figure_columns(progress.month), key=_key))
        self.table.setAccessibleName(tr("可以追溯的数"))
        self.table.entered.connect(lambda _: self._pick())
        self.table.doubleClicked.connect(lambda _: self._pick())
        see = QPushButton(lettered(tr("从哪里来"), ANSWER_KEY))
        see.setAutoDefault(False)
        see.clicked.connect(self._pick)
        body = _body(self, tr("↑↓ 选择　Enter 看从哪里来　Esc 取消"), see)
        body.insertWidget(0, self.line)
        body.insertWidget(1, self.table, 1)
        self._search("")
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the arrows move in the list while one types."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _MOVES:
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        words = typed.split()
        found = [one for one in self._figures if all(word in one.row.indicator.name + one.text for word in words)]
        self.table.records.show_records(found)
        if found:
            self.table.go_to(_key(found[0]), 0)

    def _pick(self) -> None:
        one: Printed | None = self.table.record()
        if one is not None:
            self.accept()
            trace_figure(self._desk, self._progress, one.row, one.figure)


def _key(one: Printed) -> tuple[int, str]:
    return one.row.target.id, one.figure


def _body(dialog: QDialog, hint: str, answer: QPushButton) -> QVBoxLayout:
    """The layout of a dialog, with its hint, its answer and a button to close it at the foot."""
    close = QPushButton(lettered(tr("关闭"), CANCEL_KEY))
    close.setAutoDefault(False)
    close.clicked.connect(dialog.reject)
    foot = QHBoxLayout()
    foot.addWidget(plain_label(hint, tone="muted"), 1)
    foot.addWidget(answer)
    foot.addWidget(close)
    body = QVBoxLayout(dialog)
    body.setContentsMargins(20, 16, 20, 14)
    body.setSpacing(12)
    body.addLayout(foot)
    return body


def _step_columns() -> list[TableColumn]:
    return [
        TableColumn("kind", tr("是什么"), lambda step: step_word(step.kind), colour=lambda _: "muted", width=10),
        TableColumn("text", tr("内容"), lambda step: step.text, tip=lambda step: step.text, fills=True),
    ]


def _figure_columns(month: int) -> list[TableColumn]:
    return [
        TableColumn("name", tr("指标"), lambda one: one_line(one.row.indicator.name), fills=True, width=26),
        TableColumn("figure", tr("栏"), lambda one: traced_word(one.figure, month), width=22),
        TableColumn("text", tr("数字"), lambda one: one.text, numeric=True, width=16),
    ]
