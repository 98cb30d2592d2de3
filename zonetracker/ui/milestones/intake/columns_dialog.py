"""What each column of a ledger is taken for, and how a clerk says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.services.milestones.intake import LedgerTable
from zonetracker.services.sheets.telling import column_letter
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.picking import WordPicker
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.milestones.roles import role_word
from zonetracker.words.wording import one_line

Roles = Mapping[tuple[int, int], MilestoneRole]
_SHOWN = 3
_WIDTH, _HEIGHT = 860, 560


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of a table: its place, its heads, what its first cells say and what it is taken for."""

    table: int
    index: int
    sheet: str
    head: str
    cells: str
    role: MilestoneRole

    @property
    def place(self) -> tuple[int, int]:
        """Table and column."""
        return self.table, self.index


class ColumnsDialog(FormDialog):
    """Lists the columns of a ledger; `chosen` gets those that a clerk reads otherwise than the program."""

    def __init__(
        self, parent: QWidget, tables: Sequence[LedgerTable], roles: Roles, chosen: Callable[[Roles], object]
    ) -> None:
        super().__init__(parent, tr("列：各列是什么"), tr("按此核对"))
        self._roles, self._chosen = dict(roles), chosen
        self._columns = [one for at, table in enumerate(tables) for one in _shown(at, table)]
        self.model = RecordTableModel(self._table_columns(), key=lambda one: one.place)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("各列"))
        self.table.setTabKeyNavigation(False)
        self.table.entered.connect(lambda _: self._pick())
        self.table.key_slots = {Qt.Key.Key_F2: self._pick, Qt.Key.Key_Space: self._pick}
        self.body.insertWidget(0, self.table, 1)
        self.buttons.insertWidget(0, plain_label(tr("Enter 改这一列　Ctrl+Enter 按此核对"), tone="muted"), 1)
        self.model.show_records(self._columns)
        if self._columns:
            self.table.go_to(self._columns[0].place)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 40), min(_HEIGHT, room.height() - 40))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Close, and tell what was chosen."""
        super().finish()
        self._chosen(self._roles)

    def role_of(self, column: ColumnShown) -> MilestoneRole:
        """What a column is taken for now."""
        return self._roles.get(column.place, column.role)

    def _table_columns(self) -> list[TableColumn]:
        return [
            TableColumn("place", tr("列"), lambda one: one.sheet, width=12),
            TableColumn("head", tr("表头"), lambda one: one.head, width=20, fills=True),
            TableColumn("cells", tr("内容"), lambda one: one.cells, width=30),
            TableColumn(
                "role",
                tr("是什么"),
                lambda one: role_word(self.role_of(one)),
                width=20,
                bold=lambda one: one.place in self._roles,
            ),
        ]

    def _pick(self) -> None:
        column: Any = self.table.record()
        if column is None:
            return
        roles = list(MilestoneRole)
        title = tr("“{head}”这一列是什么？", head=column.head)
        here = roles.index(self.role_of(column))
        WordPicker(
            self, title, [role_word(one) for one in roles], here, lambda at: self._take(column, roles[at])
        ).open()

    def _take(self, column: ColumnShown, role: MilestoneRole) -> None:
        """A column is what was picked; of what is held but once, the one before gives way."""
        if not role.joined:
            for other in self._columns:
                if other.table == column.table and other is not column and self.role_of(other) is role:
                    self._roles[other.place] = MilestoneRole.NOTHING
        self._roles[column.place] = role
        self.model.show_records(list(self._columns))


def _shown(at: int, table: LedgerTable) -> list[ColumnShown]:
    found = []
    for column in table.columns:
        letter = column_letter(column.index)
        sheet = f"{one_line(table.sheet)} {letter}".strip()
        shown = "、".join(one_line(text) for text in table.cells(column.index)[:_SHOWN])
        found.append(ColumnShown(at, column.index, sheet, one_line(column.head), shown, column.role))
    return found
