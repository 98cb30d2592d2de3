"""Settings of how milestones are followed: from how many days on something is said, days off, and each list's ways."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.duties.due import due_rules
from zonetracker.model.facts import Cycle
from zonetracker.model.milestones.checklists import SETTING as LISTS
from zonetracker.model.milestones.checklists import (
    Checklist,
    checklist_named,
    checklists_of,
    checklists_to_data,
    usual_checklists,
)
from zonetracker.model.milestones.records import state_options
from zonetracker.model.milestones.templates import SETTING as TEMPLATES
from zonetracker.model.milestones.templates import templates_of
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.unsaved.lines import StoredLines
from zonetracker.ui.settings.templates import TemplateEditor
from zonetracker.words.milestones.following import cycle_words
from zonetracker.words.settings import setting_word
from zonetracker.words.typed import read_number, read_numbers
from zonetracker.words.wording import one_line

DAYS = ("soon", "early_days", "behind_after", "late_after", "due_day")
LEVELS = "supervise_levels"
_HOLIDAY_LINES = 5
_HALF, _LOWEST_TABLE = 48, 280


class FollowingTab(QWidget):
    """Every change is stored when a field is left; an empty one has the usual value again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = StoredLines(desk, tr("设置"), self.reload)
        self.days = {key: self._line(partial(self._keep_days, key)) for key in DAYS}
        self.levels = self._line(self._keep_levels)
        self.working_day = QCheckBox(setting_word("next_working_day"))
        self.working_day.clicked.connect(lambda on: self._keep("next_working_day", on or None))
        self.holidays = QPlainTextEdit()
        self.holidays.setTabChangesFocus(True)
        self.holidays.setPlaceholderText("2023-04-29..2023-05-03 休\n2023-05-06 班")
        self.holidays.setFixedHeight(_HOLIDAY_LINES * self.holidays.fontMetrics().lineSpacing() + 12)
        self.keep_holidays = QPushButton(tr("存节假日"))
        self.keep_holidays.clicked.connect(self._keep_holidays)
        self.holidays.textChanged.connect(self._follow_holidays)
        self.model = RecordTableModel(self._columns(), key=lambda one: one.name)
        self.table = RecordTable(self.model, desk=desk)
        self.table.setAccessibleName(tr("清单"))
        self.table.key_slots[Qt.Key.Key_Insert] = self.ask_list
        self.table.removed.connect(self._remove_lists)
        self.table.commands = [
            TableCommand(tr("新增清单…"), self.ask_list, "Ins", lambda: not desk.ledger.read_only),
            TableCommand(tr("恢复默认，或去掉"), lambda: self._remove_lists(self.table.chosen()), "Del"),
        ]
        form = QFormLayout()
        form.setSpacing(9)
        for key, field in (*self.days.items(), (LEVELS, self.levels)):
            words = setting_word(key)
            form.addRow(plain_label(words), field)
            self._lines.add(field, words)
        form.addRow("", self.working_day)
        form.addRow(plain_label(setting_word("holidays")), self.holidays)
        form.addRow("", self.keep_holidays)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(form)
        said = tr("节假日一行一天或一段：休、班（补班）。国务院办公厅公布过的年份程序已有，这里写的优先。")
        left.addWidget(plain_label(said, wrap=True, tone="muted"))
        left.addStretch()
        said = tr("清单：列上去的新事项按这里的办法跟踪；已有的不变。F2 改，Ins 新增，Del 恢复默认或去掉。")
        right.addWidget(plain_label(said, wrap=True, tone="muted"))
        right.addWidget(self.table, 1)
        self.templates = TemplateEditor(desk)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 12, 0, 0)
        whole.setSpacing(16)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        whole.addLayout(self._halves, 1)
        whole.addWidget(self.templates)
        self._halves.setSpacing(28)
        self._halves.addLayout(left, 1)
        self._halves.addLayout(right, 1)

    def _line(self, keep: Callable[[QLineEdit], object]) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(20)

        def finished() -> None:
            if field.isModified():
                field.setModified(False)
                with self._lines.typing(field):
                    keep(field)

        field.editingFinished.connect(finished)
        return field

    def _columns(self) -> list[TableColumn]:
        cycles, yes_no = cycle_words(), {True: tr("是"), False: tr("否")}
        self._offered = tuple(self._templates())

        def taking(change: Callable[[Checklist, str], Checklist]) -> Callable[[Checklist, str], bool]:
            return lambda one, text: self._keep_list(change(one, text))

        def cycle_of(word: str) -> Cycle:
            return next(cycle for cycle, said in cycles.items() if said == word)

        return [
            TableColumn("name", tr("清单"), lambda one: one_line(one.name), width=14, fills=True),
            TableColumn(
                "signoff",
                tr("审核销号"),
                lambda one: yes_no[one.signoff],
                edit=taking(lambda one, text: replace(one, signoff=text == yes_no[True])),
                choices=tuple(yes_no.values()),
                width=9,
            ),
            TableColumn(
                "cycle",
                tr("报送"),
                lambda one: cycles[one.cycle],
                edit=taking(lambda one, text: replace(one, cycle=cycle_of(text))),
                choices=tuple(cycles.values()),
                width=9,
            ),
            TableColumn(
                "template",
                tr("节点模板"),
                lambda one: one.template,
                edit=taking(lambda one, text: replace(one, template=text)),
                choices=("", *self._offered),
                width=10,
            ),
        ]

    # ---- showing

    def fit(self, room: QSize) -> None:
        """Both halves side by side where there is room for them, else one below the other; no table beyond the room."""
        lowest = min(_LOWEST_TABLE, room.height())
        self.table.setMinimumHeight(lowest)
        self.templates.table.setFixedHeight(lowest)
        needed = 2 * _HALF * self.fontMetrics().horizontalAdvance("0") + self._halves.spacing()
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if needed <= room.width() else directions.TopToBottom)

    def reload(self) -> None:
        """Show what the workbook keeps, the usual where it keeps nothing."""
        ledger = self._desk.ledger
        settings = ledger.settings()
        days, due = state_options(settings), due_rules(settings)
        for key, field in self.days.items():
            field.setText(str(due.due_day if key == "due_day" else getattr(days, key)))
        self.levels.setText("、".join(map(str, days.supervise)))
        self.working_day.setChecked(due.next_working_day)
        kept = settings.get("holidays")
        if not self.holidays.document().isModified():
            self.holidays.setPlainText(kept if isinstance(kept, str) else "")
            self.holidays.document().setModified(False)
        self.model.read_only = ledger.read_only
        if tuple(self._templates()) != self._offered:
            self.model.show_columns(self._columns())
        self.model.show_records(list(checklists_of(settings.get(LISTS)).values()))
        for part in (*self.days.values(), self.levels, self.working_day, self.holidays):
            part.setEnabled(not ledger.read_only)
        self.templates.reload()
        self._follow_holidays()
        self._lines.show()

    def _templates(self) -> list[str]:
        return list(templates_of(self._desk.ledger.setting(TEMPLATES)))

    def _follow_holidays(self) -> None:
        self.keep_holidays.setEnabled(self.holidays.document().isModified() and not self._desk.ledger.read_only)

    # ---- keeping

    def _keep(self, key: str, value: object) -> bool:
        kept = self._desk.write(lambda: self._desk.ledger.set_settings(**{key: value})) is not None
        self.reload()
        return kept

    def _keep_days(self, key: str, field: QLineEdit) -> None:
        try:
            number = read_number(field.text())
        except Refusal as refusal:
            self._say(str(refusal))
            return
        whole = None if number is None else int(number) if number == number.to_integral_value() else -1
        self._keep(key, whole)

    def _keep_levels(self, field: QLineEdit) -> None:
        try:
            numbers = read_numbers(field.text())
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._keep(LEVELS, [int(one) for one in numbers] or None)

    def _keep_holidays(self) -> None:
        text = self.holidays.toPlainText().strip()
        if self._desk.write(lambda: self._desk.ledger.set_settings(holidays=text or None)) is not None:
            self.holidays.document().setModified(False)
            self.reload()

    def _keep_list(self, one: Checklist) -> bool:
        return self._keep_lists({**self._own(), one.name: one})

    def _keep_lists(self, lists: dict[str, Checklist]) -> bool:
        return self._keep(LISTS, checklists_to_data(lists) or None)

    def _own(self) -> dict[str, Checklist]:
        """The lists that this workbook settles."""
        usual = usual_checklists()
        known = checklists_of(self._desk.ledger.setting(LISTS))
        return {name: one for name, one in known.items() if usual.get(name) != one}

    def ask_list(self) -> None:
        """Ins: a list of the office's own."""
        if not self._desk.ledger.read_only:
            self._desk.ask.text(tr("新增清单"), tr("清单名称"), lambda name: self._add_list(name))

    def _add_list(self, name: str) -> None:
        if self._keep_list(checklist_named(self._own(), name)):
            self.table.go_to(name)

    def _remove_lists(self, lists: list[Checklist]) -> None:
        gone = {one.name for one in lists}
        own = self._own()
        if gone & own.keys() and not self._desk.ledger.read_only:
            self._keep_lists({name: one for name, one in own.items() if name not in gone})

    def _say(self, sentence: str) -> None:
        self._desk.tell(sentence, "trouble")
        self.reload()
