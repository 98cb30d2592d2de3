"""Settings of node templates: the steps of each as a table, changed in place and stored at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.milestones.templates import (
    OF_YEAR,
    SETTING,
    NodePattern,
    NodeTemplate,
    PlanUnit,
    own_templates,
    templates_of,
    templates_to_data,
    usual_templates,
    with_step,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.milestones.following import anchor_words, plan_unit_words
from zonetracker.words.typed import read_number
from zonetracker.words.wording import one_line

_NO_NUMBER = -1
"""What stands for a number of days that is none, so that the gate names its line."""


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One step of a template, and its place there."""

    template: str
    place: int
    step: NodePattern


_Change = Callable[[NodePattern, str], NodePattern]


class TemplateEditor(QWidget):
    """All templates below one another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = RecordTableModel(self._columns(), key=lambda line: (line.template, line.place))
        self.table = RecordTable(self.model, desk=desk)
        self.table.setAccessibleName(tr("节点模板"))
        self.table.key_slots[Qt.Key.Key_Insert] = self.ask_step
        self.table.removed.connect(self._remove)
        self.table.current.connect(lambda _: self._follow())
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move, by))
        self.table.commands = [
            TableCommand(tr("加节点…"), self.ask_step, "Ins", self._writable),
            TableCommand(tr("上移"), lambda: self._move(-1), "Alt+↑", self._writable),
            TableCommand(tr("下移"), lambda: self._move(1), "Alt+↓", self._writable),
            TableCommand(tr("删除所选节点"), lambda: self._remove(self.table.chosen()), "Del", self._writable),
        ]
        self.add_step, self.add_template = QPushButton(tr("加节点…")), QPushButton(tr("加模板…"))
        self.usual = QPushButton()
        self.add_step.setToolTip("Ins")
        self.add_step.clicked.connect(self.ask_step)
        self.add_template.clicked.connect(self.ask_template)
        self.usual.clicked.connect(self._restore)
        buttons = QHBoxLayout()
        for button in (self.add_step, self.add_template, self.usual):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        said = tr(
            "节点模板：事项选了模板，就有这些节点和计划日期；已有的事项不变。F2 改，Ins 加节点，Del 删，Alt+↑↓ 移动。"
        )
        column.addWidget(plain_label(said, wrap=True, tone="muted"))
        column.addLayout(buttons)
        column.addWidget(self.table)

    def _columns(self) -> list[TableColumn]:
        units, yes_no = plan_unit_words(), {True: tr("是"), False: tr("否")}
        unit_of = {word: unit for unit, word in units.items()}

        def column(
            key: str, title: str, text: Callable[[NodePattern], str], change: _Change, width: int, **more: object
        ) -> TableColumn:
            return TableColumn(
                key,
                title,
                lambda line: text(line.step),
                edit=lambda line, typed: self._edit(line, change, typed),
                width=width,
                **more,  # type: ignore[arg-type]
            )

        def planned(line: TemplateLine) -> bool:
            return bool(line.step.anchor)

        return [
            TableColumn("template", tr("模板"), lambda line: one_line(line.template), width=9),
            column("node", tr("节点"), lambda one: one_line(one.name), _with_name, 10),
            column(
                "anchor",
                tr("起算"),
                lambda one: _anchor_word(one.anchor),
                _with_anchor,
                9,
                choices=tuple(anchor_words().values()),
                own_words=True,
                head_tip=tr("从哪一天算起：交办日期、年度，或前面一个节点的名称；空着就没有计划日期"),
            ),
            column(
                "count",
                tr("数目"),
                lambda one: str(one.count) if one.anchor else "",
                lambda one, typed: replace(one, count=_whole(typed, 0)),
                6,
                numeric=True,
                editable=planned,
                head_tip=tr("起算以后几天、几个月；从年度起算的写几月"),
            ),
            column(
                "unit",
                tr("按"),
                lambda one: units[one.unit] if one.anchor else "",
                lambda one, typed: replace(one, unit=unit_of[typed]),
                8,
                choices=tuple(unit_of),
                editable=planned,
            ),
            column(
                "limit",
                tr("作时限"),
                lambda one: yes_no[one.limit],
                lambda one, typed: replace(one, limit=typed == yes_no[True]),
                7,
                choices=tuple(yes_no.values()),
                head_tip=tr("这个节点的计划日期就是事项的时限"),
            ),
            column(
                "behind_after",
                tr("略滞后"),
                lambda one: str(one.behind_after),
                lambda one, typed: replace(one, behind_after=_whole(typed, NodePattern("").behind_after)),
                7,
                numeric=True,
                head_tip=tr("逾期几天起为略滞后"),
            ),
            column(
                "late_after",
                tr("滞后"),
                lambda one: str(one.late_after),
                lambda one, typed: replace(one, late_after=_whole(typed, NodePattern("").late_after)),
                6,
                numeric=True,
                head_tip=tr("逾期几天起为滞后"),
            ),
            column(
                "never_before",
                tr("不早于"),
                lambda one: one_line(one.never_before),
                lambda one, typed: replace(one, never_before=typed.strip()),
                8,
                head_tip=tr("日期不能早于前面的哪一个节点"),
            ),
            column(
                "meaning",
                tr("怎样算数"),
                lambda one: one_line(one.meaning),
                lambda one, typed: replace(one, meaning=typed.strip()),
                26,
                start=lambda line: line.step.meaning,
                least=14,
                fills=True,
            ),
            column(
                "papers",
                tr("证明材料"),
                lambda one: one_line(one.papers),
                lambda one, typed: replace(one, papers=typed.strip()),
                18,
                start=lambda line: line.step.papers,
                least=10,
            ),
        ]

    # ---- showing

    def reload(self) -> None:
        """Show what the workbook keeps, the usual where it keeps nothing."""
        self.model.read_only = self._desk.ledger.read_only
        self.model.show_records(
            [TemplateLine(name, place, step) for name, one in self._known().items() for place, step in enumerate(one)]
        )
        self._follow()

    def _follow(self) -> None:
        writable, template = self._writable(), self._here()
        self.add_step.setEnabled(writable and bool(template))
        self.add_template.setEnabled(writable)
        named = one_line(template)
        back = not template or template in usual_templates()
        self.usual.setText(tr("“{name}”恢复默认", name=named) if back else tr("去掉“{name}”", name=named))
        self.usual.setEnabled(writable and template in own_templates(self._desk.ledger.setting(SETTING)))

    def _known(self) -> dict[str, NodeTemplate]:
        return dict(templates_of(self._desk.ledger.setting(SETTING)))

    def _here(self) -> str:
        """The template that one is on."""
        line: TemplateLine | None = self.table.record()
        return "" if line is None else line.template

    def _writable(self) -> bool:
        return not self._desk.ledger.read_only

    # ---- keeping

    def _keep(self, template: str, steps: Callable[[NodeTemplate], NodeTemplate]) -> bool:
        """Store a template as it comes out of the one that stands; without steps it is the usual one, or gone."""
        ledger = self._desk.ledger

        def write() -> Changed:
            own = own_templates(ledger.setting(SETTING))
            after = steps(templates_of(ledger.setting(SETTING)).get(template, ()))
            if after and after != usual_templates().get(template):
                own[template] = after
            else:
                own.pop(template, None)
            return ledger.set_settings(**{SETTING: templates_to_data(own) or None})

        return self._desk.write(write) is not None

    def _edit(self, line: TemplateLine, change: _Change, typed: str) -> bool:
        try:
            step = change(line.step, typed)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            return False
        return self._keep(line.template, lambda steps: with_step(steps, line.place, step))

    def ask_step(self) -> None:
        """Ins: another step behind the chosen one."""
        line: TemplateLine | None = self.table.record()
        if line is None or not self._writable():
            return

        def add(name: str) -> None:
            place = line.place + 1
            if self._keep(line.template, lambda steps: (*steps[:place], NodePattern(name), *steps[place:])):
                self.table.go_to((line.template, place), self.model.column_of("anchor"))

        self._desk.ask.text(tr("“{name}”加节点", name=one_line(line.template)), tr("节点名称"), add)

    def ask_template(self) -> None:
        """A template of the office's own, with its first step."""
        if not self._writable():
            return

        def taken(name: str) -> str:
            return tr("已有叫“{name}”的模板，请换一个名称。", name=one_line(name)) if name in self._known() else ""

        def named(name: str) -> None:
            ask = self._desk.ask
            ask.text(tr("“{name}”加节点", name=one_line(name)), tr("第一个节点的名称"), partial(self._begin, name))

        self._desk.ask.text(tr("加模板"), tr("模板名称"), named, check=taken)

    def _begin(self, template: str, node: str) -> None:
        if self._keep(template, lambda _: (NodePattern(node),)):
            self.table.go_to((template, 0), self.model.column_of("anchor"))

    def _remove(self, lines: list[TemplateLine]) -> None:
        template = self._here()
        gone = {line.step.name for line in lines if line.template == template}
        if gone and self._writable():
            self._keep(template, lambda steps: tuple(one for one in steps if one.name not in gone))

    def _restore(self) -> None:
        """The chosen template as it comes with the program, or away where none does."""
        self._keep(self._here(), lambda _: ())

    def _move(self, by: int) -> None:
        line: TemplateLine | None = self.table.record()
        if line is None or not self._writable():
            return
        there = line.place + by

        def moved(steps: NodeTemplate) -> NodeTemplate:
            order = list(steps)
            order.insert(there, order.pop(line.place))
            return tuple(order)

        if 0 <= there < len(self._known()[line.template]) and self._keep(line.template, moved):
            self.table.go_to((line.template, there))


def _anchor_word(anchor: str) -> str:
    return anchor_words().get(anchor, one_line(anchor))


def _with_name(step: NodePattern, typed: str) -> NodePattern:
    return replace(step, name=typed.strip())


def _with_anchor(step: NodePattern, typed: str) -> NodePattern:
    """A step that counts from elsewhere; what is counted goes with it, a month of the year or days."""
    named = {word: anchor for anchor, word in anchor_words().items()}
    anchor = named.get(typed.strip(), typed.strip())
    if anchor == OF_YEAR and step.unit is not PlanUnit.MONTH_END:
        return replace(step, anchor=anchor, unit=PlanUnit.MONTH_END, count=12)
    if anchor != OF_YEAR and step.unit is PlanUnit.MONTH_END:
        return replace(step, anchor=anchor, unit=PlanUnit.WORKDAY)
    return replace(step, anchor=anchor)


def _whole(typed: str, usual: int) -> int:
    number = read_number(typed)
    if number is None:
        return usual
    return int(number) if number == number.to_integral_value() else _NO_NUMBER
