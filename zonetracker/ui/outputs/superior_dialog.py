"""Filling a superior's form: the sheet with its figures, beside it what was not filled and why; keys to settle it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.facts import Indicator
from zonetracker.model.planning import FormMeaning, FormState
from zonetracker.services.forms import FormChoices, FormLine, FormPlan, OpenedForm, other_time_words
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.outputs.superior_sheet import FormSheets
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, ShortLabel, plain_label
from zonetracker.ui.parts.picking import NamePicker, WordPicker
from zonetracker.ui.parts.table.model import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.findings import form_meaning_word, form_state_word, meaning_words
from zonetracker.words.wording import months, one_line

_WIDTH, _HEIGHT, _FRAME, _LOW = 1240, 700, 40, 420
_NAMED = (FormState.LIKELY, FormState.UNKNOWN)
_ORDER = tuple(
    FormState(one) for one in ("likely", "unclear", "unknown", "differs", "other_unit", "no_number", "missing", "left")
)
_SIGNS = {
    FormState.LIKELY: ("sign-question", "look"),
    FormState.UNCLEAR: ("sign-question", "look"),
    FormState.UNKNOWN: ("sign-bang", "look"),
    FormState.DIFFERS: ("sign-bang", "look"),
    FormState.OTHER_UNIT: ("sign-cross", "fails"),
    FormState.NO_NUMBER: ("sign-cross", "fails"),
    FormState.MISSING: ("sign-cross", "fails"),
    FormState.LEFT: ("sign-dots", "muted"),
}


class SuperiorDialog(FormDialog):
    """Shows what a form would get for a month, and plans it anew with each thing that is settled.

    Raises Refusal where there is nothing to show.
    """

    def __init__(self, parent: QWidget | None, desk: Desk, opened: OpenedForm) -> None:
        super().__init__(parent, tr("填上级报表：{name}", name=one_line(opened.path.name)), tr("填写并另存…"))
        self._desk, self._opened = desk, opened
        self.choices: FormChoices = opened.planner.remembered()
        said = opened.said
        self.plan: FormPlan = opened.planner.plan(said[0] or desk.year, said[1] or desk.month, self.choices)
        self.year, self.month = QSpinBox(), QComboBox()
        self.year.setRange(1949, 2099)
        self.year.setValue(self.plan.year)
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.month.addItems([months(number) for number in range(1, 13)])
        self.month.setCurrentIndex(self.plan.month - 1)
        self.count = ShortLabel()
        self.time = plain_label(wrap=True, tone="look")
        self.sheets = FormSheets(opened.planner.read)
        self.model = RecordTableModel(_columns(), key=lambda line: line.cell.at)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("没有填的格子"))
        self.table.setTabKeyNavigation(False)
        self.detail = plain_label(wrap=True, tone="muted")
        self.hint = plain_label(
            tr("Enter 归入指标／选定要什么数　F2 这一列要什么数　Del 不填／填　Ctrl+Enter 填写并另存"), tone="muted"
        )
        self._lay_out()
        self._connect()
        self.check = lambda: "" if self.plan.cells else tr("没有一格能填。")
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - _FRAME), min(_HEIGHT, room.height() - _FRAME))
        self._showing = False
        self._show()
        self._look(self.table.record())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.count, 1)
        for part in (plain_label(tr("填到")), self.year, plain_label(tr("年")), self.month):
            top.addWidget(part)
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.sheets)
        parts.addWidget(beside)
        parts.setSizes([640, 560])
        parts.setChildrenCollapsible(False)
        self.body.insertLayout(0, top)
        self.body.insertWidget(1, self.time)
        self.body.insertWidget(2, parts, 1)
        self.buttons.insertWidget(0, self.hint, 1)
        self.hint.setWordWrap(True)

    def _connect(self) -> None:
        self.year.valueChanged.connect(lambda _: self._plan_anew())
        self.month.currentIndexChanged.connect(lambda _: self._plan_anew())
        self.table.entered.connect(self._settle)
        self.table.current.connect(self._look)
        self.table.removed.connect(self._leave)
        self.table.key_slots = {Qt.Key.Key_F2: lambda: self._mean(self.table.record())}
        self.sheets.entered.connect(self._settle)
        self.sheets.meant.connect(self._mean)
        self.sheets.left.connect(lambda line: self._leave([line]))
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.answer.click)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a small window all stands closer together."""
        super().resizeEvent(event)
        low = self.height() < _LOW
        self.body.setContentsMargins(*((12, 6, 12, 6) if low else (16, 12, 16, 12)))
        self.body.setSpacing(4 if low else 8)
        self.table.set_dense(low)
        self.detail.setMinimumHeight(self.fontMetrics().lineSpacing() * (1 if low else 2) + 4)

    # ---- what is shown

    def _show(self) -> None:
        """Show the plan; the place in the sheet stays, whatever line of the list is current then."""
        here, self._showing = self.table.record(), True
        told = [line for line in self.plan.lines if line.state.told or line.cell.at in self.choices.left]
        self.model.show_records(sorted(told, key=lambda line: (_ORDER.index(line.state), line.cell.at)))
        first = self.model.record(0)
        if (here is None or not self.table.go_to(here.cell.at)) and first is not None:
            self.table.go_to(first.cell.at)
        self.sheets.show_plan(self.plan)
        self.count.setText(self._counted())
        wanted = self.plan.year, self.plan.month
        other = any(one not in (None, own) for one, own in zip(self._opened.said, wanted, strict=True))
        self.time.setText(other_time_words(self._opened, wanted) if other else "")
        self.time.setVisible(other)
        self.answer.setEnabled(bool(self.plan.cells))
        self._look(self.table.record())
        self._showing = False

    def _counted(self) -> str:
        told = len(self.plan.untouched)
        words = tr("将填 {count} 格", count=len(self.plan.filled))
        return words + (tr("；{told} 格没有填，见右边。", told=told) if told else tr("，没有遗漏。"))

    def _look(self, line: FormLine | None) -> None:
        self.detail.setText("" if line is None else _line_words(line))
        if line is not None and not self._showing:
            self.sheets.go_to(line.cell.at)

    # ---- what the clerk says

    def _plan_anew(self) -> None:
        try:
            self.plan = self._opened.planner.plan(self.year.value(), self.month.currentIndex() + 1, self.choices)
        except Refusal as refusal:
            self.say(str(refusal))
            self.answer.setEnabled(False)
            return
        self.say("")
        self._show()

    def _settle(self, line: FormLine | None) -> None:
        """Enter: a name is given its indicator, a column its meaning; of anything else the cell is shown."""
        if line is None:
            return
        if line.state in _NAMED:
            indicators = self._desk.ledger.indicators()
            NamePicker(
                self, line.cell.name, indicators, line.likely, lambda one: self._name(line, one), fresh=False
            ).open()
        elif line.state is FormState.UNCLEAR:
            self._mean(line)
        else:
            self.sheets.go_to(line.cell.at)

    def _name(self, line: FormLine, chosen: Indicator | str) -> None:
        if isinstance(chosen, Indicator):
            self.choices = replace(self.choices, names={**self.choices.names, line.cell.name: chosen.id})
            self._plan_anew()

    def _mean(self, line: FormLine | None) -> None:
        """F2: what the whole column of a cell asks for."""
        if line is None:
            return
        here = list(FormMeaning).index(line.cell.meaning or FormMeaning.CUMULATIVE)
        title = tr("“{head}”要什么数", head=one_line(line.cell.head))
        words = [form_meaning_word(one) for one in FormMeaning]

        def picked(number: int) -> None:
            column = line.cell.table, line.cell.column
            columns = {**self.choices.columns, column: list(FormMeaning)[number]}
            self.choices = replace(self.choices, columns=columns)
            self._plan_anew()

        WordPicker(self, title, words, here, picked).open()

    def _leave(self, lines: Iterable[FormLine]) -> None:
        """Del: cells that are not filled, or are again."""
        self.choices = replace(self.choices, left=self.choices.left ^ {line.cell.at for line in lines})
        self._plan_anew()


def _columns() -> list[TableColumn]:
    return [
        state_column("state", tr("状态"), _state, width=10),
        TableColumn("place", tr("格子"), lambda line: line.place, width=10, least=8),
        TableColumn("name", tr("表中名称"), lambda line: one_line(line.cell.name), width=16, least=10),
        TableColumn("wanted", tr("要什么数"), _wanted, width=16, least=10),
        TableColumn("why", tr("说明"), lambda line: line.why, fills=True, width=18),
    ]


def _state(line: FormLine) -> State:
    return State(form_state_word(line.state), *_SIGNS[line.state])


def _wanted(line: FormLine) -> str:
    cell = line.cell
    return one_line(cell.head) if cell.meaning is None else meaning_words(cell.meaning, cell.year, cell.months)


def _line_words(line: FormLine) -> str:
    parts = (line.place, one_line(line.cell.name), _wanted(line), line.why)
    return "　".join(part for part in parts if part)
