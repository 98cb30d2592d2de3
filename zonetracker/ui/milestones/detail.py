"""Below the list: the nodes of the chosen milestone, what was done about it, and what proves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.changes import NodeChange
from zonetracker.model.facts import Evidence, Node
from zonetracker.model.milestones.listing import ListedMilestone
from zonetracker.model.milestones.records import StateOptions
from zonetracker.model.milestones.states import node_standing
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.columns import NodeLine, action_columns, evidence_columns, node_columns
from zonetracker.ui.milestones.evidence import EvidenceKeeping
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, ShortLabel, plain_label
from zonetracker.ui.parts.table.menu import TableCommand, history_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.typed import read_deadline
from zonetracker.words.wording import one_line

_SHARES = 4, 5, 3
"""What of the width the three tables have."""
_NARROW, _SLIM = 44, 4
"""With less than so many lines of width one table has the room, and the others so much."""


class MilestoneDetail(QWidget):
    """Three small tables, each with its own keys; nodes are edited in place, actions only read."""

    def __init__(self, desk: Desk, evidence: EvidenceKeeping) -> None:
        super().__init__()
        self._desk, self._evidence = desk, evidence
        self._row: ListedMilestone | None = None
        self._was_narrow = False
        self.about = ShortLabel(tone="muted")
        self.nodes = RecordTable(
            RecordTableModel(node_columns(self._keep_node), key=lambda line: line[0].id), desk=desk
        )
        self.nodes.setAccessibleName(tr("节点"))
        self.told = RecordTable(RecordTableModel(action_columns(), key=lambda one: one.id))
        self.told.setAccessibleName(tr("办理记录"))
        self.evidence = RecordTable(RecordTableModel(evidence_columns(), key=lambda one: one.id))
        self.evidence.setAccessibleName(tr("佐证材料"))
        self._give_keys()
        split = self._split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for table, room in zip(self.tables(), _SHARES, strict=True):
            split.addWidget(table)
            split.setStretchFactor(split.count() - 1, room)
            table.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.about)
        column.addWidget(split, 1)

    def _give_keys(self) -> None:
        self.nodes.entered.connect(self._toggle_node)
        self.nodes.removed.connect(self._remove_nodes)
        self.nodes.key_slots[Qt.Key.Key_Insert] = self.ask_node
        for key, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self.nodes)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._move_node, step))
        self.nodes.commands = [
            TableCommand(
                tr("完成，或取消完成"), lambda: self._toggle_node(self.nodes.record()), "Enter", self._writable
            ),
            TableCommand(tr("加节点…"), self.ask_node, "Ins", self._writable),
            TableCommand(tr("上移"), lambda: self._move_node(-1), "Alt+↑", self._writable),
            TableCommand(tr("下移"), lambda: self._move_node(1), "Alt+↓", self._writable),
            TableCommand(tr("删除所选"), lambda: self._remove_nodes(self.nodes.chosen()), "Del", self._writable),
            history_command(self._desk, "node", self._node_id),
        ]
        self.evidence.entered.connect(self._save_evidence)
        self.evidence.removed.connect(self._evidence.remove)
        self.evidence.key_slots[Qt.Key.Key_Insert] = self.ask_evidence
        self.evidence.commands = [
            TableCommand(tr("另存出来看…"), lambda: self._save_evidence(self.evidence.record()), "Enter"),
            TableCommand(tr("加佐证材料…"), self.ask_evidence, "Ins", self._writable),
            TableCommand(tr("删除所选"), lambda: self._evidence.remove(self.evidence.chosen()), "Del", self._writable),
        ]

    def show_row(self, row: ListedMilestone | None, day: date, options: StateOptions) -> None:
        """Show one milestone as it stands on a day."""
        self._row = row
        writable = self._writable() and row is not None
        self.nodes.records.read_only = not writable
        lines = [] if row is None else [(node, node_standing(node, day, options)) for node in row.nodes]
        self.nodes.records.show_records(lines)
        self.told.records.show_records([] if row is None else list(reversed(row.actions)))
        self.evidence.records.show_records([] if row is None else list(row.evidence))
        self.about.setText("" if row is None else _about(row))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in a narrow window the table that has the keyboard has the room."""
        if event.type() is QEvent.Type.FocusIn and self._narrow():
            self._give_room(watched)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: all three beside one another where there is room."""
        super().resizeEvent(event)
        self._give_room(self.focusWidget() if self._narrow() else None)

    def _narrow(self) -> bool:
        return self.width() < _NARROW * self.fontMetrics().lineSpacing()

    def _give_room(self, favoured: QObject | None) -> None:
        """Give one of the tables the room that the others can do without, or each its share again."""
        tables, width = self.tables(), self._split.width()
        narrow = self._narrow()
        shares = [width * share // sum(_SHARES) for share in _SHARES]
        if narrow:
            chosen = favoured if favoured in tables else self.nodes
            slim = _SLIM * self.fontMetrics().lineSpacing()
            shares = [width - slim * (len(tables) - 1) if table is chosen else slim for table in tables]
        if narrow or self._was_narrow:
            self._split.setSizes(shares)
            for table, share in zip(tables, shares, strict=True):
                hides = narrow and share < max(shares)
                policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if hides else Qt.ScrollBarPolicy.ScrollBarAsNeeded
                table.setHorizontalScrollBarPolicy(policy)
        self._was_narrow = narrow

    def tables(self) -> list[RecordTable]:
        """Where F6 goes here."""
        return [self.nodes, self.told, self.evidence]

    def ask_evidence(self) -> None:
        """Add evidence to the milestone that is shown."""
        if self._row is not None and self._writable():
            self._evidence.ask(self._row)

    def ask_node(self) -> None:
        """Add a node to the milestone that is shown."""
        row = self._row
        if row is None or not self._writable():
            return
        form = FormDialog(self.window(), tr("加节点"), tr("加入"), one_line(row.milestone.name))
        name, planned = QLineEdit(), QLineEdit()
        planned.setPlaceholderText(tr("如 2023-06-30、2023年6月，可空"))
        form.form.addRow(plain_label(tr("节点")), name)
        form.form.addRow(plain_label(tr("计划")), planned)
        ledger, number = self._desk.ledger, row.milestone.id
        self._desk.fill(
            form,
            lambda: NodeChange(name=name.text().strip(), planned=read_deadline(planned.text())),
            lambda change, reason: ledger.add_nodes(number, [change], reason=reason),
        )

    # ---- writing

    def _writable(self) -> bool:
        return not self._desk.ledger.read_only

    def _node_id(self) -> int | None:
        line: NodeLine | None = self.nodes.record()
        return None if line is None else line[0].id

    def _keep_node(self, node: Node, change: Callable[[], NodeChange]) -> bool:
        ledger = self._desk.ledger
        return self._desk.enter(lambda reason: ledger.edit_node(node.id, change(), reason)) is not None

    def _toggle_node(self, line: NodeLine | None) -> None:
        if line is None or not self._writable():
            return
        if line[0].done:
            self._keep_node(line[0], lambda: NodeChange(done_on=None, reached=False))
        else:
            self.nodes.edit_field("done_on")

    def _remove_nodes(self, lines: list[NodeLine]) -> None:
        if lines and self._writable():
            ids = [node.id for node, _ in lines]
            self._desk.enter(lambda reason: self._desk.ledger.remove_nodes(ids, reason))

    def _move_node(self, step: int) -> None:
        line: NodeLine | None = self.nodes.record()
        listed = [node.id for node, _ in self.nodes.records.records()]
        if line is None or not self._writable():
            return
        at = listed.index(line[0].id)
        if 0 <= at + step < len(listed):
            pair = [listed[place] for place in sorted((at, at + step), reverse=True)]
            self._desk.enter(lambda reason: self._desk.ledger.move_nodes(pair, reason))
            self.nodes.go_to(line[0].id)

    def _save_evidence(self, one: Evidence | None) -> None:
        if one is not None:
            self._evidence.save(one)


def _about(row: ListedMilestone) -> str:
    milestone, filing = row.milestone, row.filing
    parts = [one_line(milestone.name)]
    if milestone.requirement:
        parts.append(tr("目标要求：{text}", text=one_line(milestone.requirement)))
    if filing is not None and filing.problem:
        parts.append(tr("存在问题：{text}", text=one_line(filing.problem)))
    if filing is not None and filing.next_step:
        parts.append(tr("下步措施：{text}", text=one_line(filing.next_step)))
    if milestone.note:
        parts.append(tr("备注：{text}", text=one_line(milestone.note)))
    source = one_line(milestone.quote) or one_line(milestone.source)
    if source:
        parts.append(tr("来源：{text}", text=source))
    return " · ".join(parts)
