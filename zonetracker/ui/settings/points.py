"""Settings of points: which set of rules holds, and its rules in a table that is edited in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.points.rules import NAMED, READY, PointsEvent, PointsRule, PointsRules
from zonetracker.services.scores.points import keep_points_rules, rules_of_points
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.unsaved.lines import StoredLines
from zonetracker.words.scores.lines import event_words, per_words, points_event, points_per, read_steps, steps_words
from zonetracker.words.typed import read_number
from zonetracker.words.wording import figure, one_line

OFF = 0
_LOWEST_TABLE, _FIELD = 260, 240
Row = tuple[int, PointsRule]


class PointsTab(QWidget):
    """Every change is stored at once, as a step that can be undone; without a set no points are kept."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rules: PointsRules | None = None
        self._lines = StoredLines(desk, tr("设置"), self.reload)
        self.set_ = QComboBox()
        self.set_.addItem(tr("不计积分"))
        self.set_.addItems([ready.name for ready in READY])
        self.set_.setMinimumWidth(_FIELD)
        self.set_.setAccessibleName(tr("换成哪一套规则"))
        self.take = QPushButton(tr("换成这一套"))
        self.take.clicked.connect(self._take)
        self.name = self._line(lambda rules, text: replace(rules, name=text.strip()))
        self.base = self._line(lambda rules, text: replace(rules, base=read_number(text) or Decimal(0)))
        self.table = RecordTable(RecordTableModel(self._columns(), key=lambda row: row[0]), desk=desk)
        self.table.setAccessibleName(tr("积分规则"))
        self.table.setMinimumHeight(_LOWEST_TABLE)
        self.table.key_slots[Qt.Key.Key_Insert] = self.add
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(tr("加一条规则"), self.add, "Ins", self._editable),
            TableCommand(tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", self._editable),
        ]
        form = QFormLayout()
        form.setSpacing(9)
        choice = QHBoxLayout()
        choice.addWidget(self.set_)
        choice.addWidget(self.take)
        choice.addStretch(1)
        form.addRow(plain_label(tr("现成的规则")), choice)
        for words, field in ((tr("规则名称"), self.name), (tr("起始分"), self.base)):
            form.addRow(plain_label(words), field)
            self._lines.add(field, words)
        said = tr(
            "F2 改，Ins 加一条，Del 删除。分值写负数是减分；“合用限额”写同一个词的几条合用一个年度限额；"
            "序列不写是所有单位；“手工记分”不自动记，只在手工记分时供选用；分档如 100000:20、50000:10，"
            "是年度计划投资（万元）和分值。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(10)
        column.addLayout(form)
        column.addWidget(plain_label(said, wrap=True, tone="muted"))
        column.addWidget(self.table, 1)

    def fit(self, room: QSize) -> None:
        """One column at every width."""

    def _line(self, change: Callable[[PointsRules, str], PointsRules]) -> QLineEdit:
        field = QLineEdit()
        field.setMaximumWidth(_FIELD)

        def finished() -> None:
            if field.isModified() and self._rules is not None:
                field.setModified(False)
                with self._lines.typing(field):
                    self._changed(change, self._rules, field.text())

        field.editingFinished.connect(finished)
        return field

    def _changed(self, change: Callable[[PointsRules, str], PointsRules], rules: PointsRules, text: str) -> None:
        try:
            changed = change(rules, text)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            self.reload()
            return
        self._keep(changed)

    def _columns(self) -> list[TableColumn]:
        events, pers = event_words(), per_words()

        def taking(change: Callable[[PointsRule, str], PointsRule]) -> Callable[[Row, str], bool]:
            return lambda row, text: self._keep_rule(row, lambda: change(row[1], text))

        return [
            TableColumn(
                "event",
                tr("事由"),
                lambda row: events[row[1].event],
                edit=taking(lambda rule, text: _of_event(rule, points_event(text))),
                choices=tuple(events.values()),
                width=16,
            ),
            TableColumn(
                "name",
                tr("节点或名目"),
                lambda row: one_line(row[1].name),
                edit=taking(lambda rule, text: replace(rule, name=text)),
                editable=lambda row: row[1].event in NAMED,
                width=12,
                fills=True,
            ),
            TableColumn(
                "points",
                tr("分值"),
                lambda row: "" if row[1].steps else figure(row[1].points),
                edit=taking(lambda rule, text: replace(rule, points=read_number(text) or Decimal(0))),
                editable=lambda row: row[1].event is not PointsEvent.SIZE,
                numeric=True,
                width=8,
            ),
            TableColumn(
                "per",
                tr("怎样计"),
                lambda row: pers[row[1].per],
                edit=taking(lambda rule, text: replace(rule, per=points_per(text))),
                choices=tuple(pers.values()),
                width=10,
                head_tip=tr("每月都这样的（逾期、未报送、滞后……）是每月都记，还是一年只记一次"),
            ),
            TableColumn(
                "cap",
                tr("年度限额"),
                lambda row: "" if row[1].cap is None else figure(row[1].cap),
                edit=taking(lambda rule, text: replace(rule, cap=read_number(text))),
                numeric=True,
                width=9,
                head_tip=tr("一个单位一年最多计多少分，不写不限"),
            ),
            TableColumn(
                "together",
                tr("合用限额"),
                lambda row: one_line(row[1].together),
                edit=taking(lambda rule, text: replace(rule, together=text)),
                width=9,
                head_tip=tr("写同一个词的几条，合用一个年度限额"),
            ),
            TableColumn(
                "series",
                tr("序列"),
                lambda row: one_line(row[1].series),
                edit=taking(lambda rule, text: replace(rule, series=text)),
                width=9,
                head_tip=tr("只对这个序列的单位，不写是所有单位；本序列有自己的一条时用它"),
            ),
            TableColumn(
                "steps",
                tr("分档"),
                lambda row: steps_words(row[1].steps),
                edit=taking(lambda rule, text: replace(rule, steps=read_steps(text))),
                editable=lambda row: row[1].event is PointsEvent.SIZE,
                width=22,
                head_tip=tr("年度计划投资（万元）不少于多少，计几分"),
            ),
        ]

    # ---- showing

    def reload(self) -> None:
        """Show what the workbook keeps."""
        rules = self._rules = rules_of_points(self._desk.ledger)
        read_only = self._desk.ledger.read_only
        if rules is None or rules in READY:
            self.set_.setCurrentIndex(OFF if rules is None else 1 + READY.index(rules))
        self.name.setText("" if rules is None else rules.name)
        self.base.setText("" if rules is None else figure(rules.base))
        self.table.records.read_only = read_only
        self.table.records.show_records([] if rules is None else list(enumerate(rules.rules)))
        for choice in (self.set_, self.take):
            choice.setEnabled(not read_only)
        for field in (self.name, self.base):
            field.setEnabled(rules is not None and not read_only)
        self.table.setEnabled(rules is not None)
        self._lines.show()

    def _editable(self) -> bool:
        return self._rules is not None and not self._desk.ledger.read_only

    # ---- keeping

    def _keep(self, rules: PointsRules | None) -> bool:
        kept = self._desk.write(lambda: keep_points_rules(self._desk.ledger, rules)) is not None
        self.reload()
        return kept

    def _keep_rule(self, row: Row, change: Callable[[], PointsRule]) -> bool:
        if self._rules is None:
            return False
        try:
            changed = change()
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            return False
        rules = list(self._rules.rules)
        rules[row[0]] = changed
        return self._keep(replace(self._rules, rules=tuple(rules)))

    def _take(self) -> None:
        """A ready set takes the place of what holds; one of the office's own is not replaced unasked."""
        place = self.set_.currentIndex()
        chosen = None if place == OFF else READY[place - 1]
        if self._rules is None or self._rules in READY:
            self._keep(chosen)
            return
        self._desk.ask.choose(
            tr("现在的规则改过，要换掉吗？"),
            [tr("换掉")],
            lambda _: self._keep(chosen),
            tr("换掉以后可用 Ctrl+Z 撤销。"),
        )

    def add(self) -> None:
        """Ins: a rule of an event that has none yet."""
        if self._rules is None or self._desk.ledger.read_only:
            return
        used = {rule.event for rule in self._rules.rules}
        free = (event for event in PointsEvent if event not in used | NAMED | {PointsEvent.SIZE})
        fresh = _of_event(PointsRule(PointsEvent.MANUAL), next(free, PointsEvent.MANUAL))
        names = {rule.name for rule in self._rules.rules}
        number = 1
        while fresh.event in NAMED and tr("名目{number}", number=number) in names:
            number += 1
        fresh = replace(fresh, name=tr("名目{number}", number=number) if fresh.event in NAMED else "")
        if self._keep(replace(self._rules, rules=(*self._rules.rules, fresh))):
            self.table.go_to(len(self._rules.rules) - 1)

    def _remove(self, rows: list[Row]) -> None:
        if rows and self._rules is not None and not self._desk.ledger.read_only:
            gone = {place for place, _ in rows}
            left = tuple(rule for place, rule in enumerate(self._rules.rules) if place not in gone)
            self._keep(replace(self._rules, rules=left))


def _of_event(rule: PointsRule, event: PointsEvent) -> PointsRule:
    """A rule for another event: with a name or steps where that asks for them, and without where it does not."""
    steps = next(each.steps for rules in READY for each in rules.rules if each.event is PointsEvent.SIZE)
    return replace(
        rule,
        event=event,
        name=(rule.name or event_words()[event]) if event in NAMED else "",
        steps=(rule.steps or steps) if event is PointsEvent.SIZE else (),
    )
