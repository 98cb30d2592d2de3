"""没有登记的名称: names that rows give as responsible and that no unit has."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.services.units.roster import UnknownUnit
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.units.columns import unknown_columns


class UnknownUnits(QWidget):
    """未登记: each name with the rows that name it; Enter registers the chosen ones, A makes them aliases."""

    def __init__(
        self, register: Callable[[list[UnknownUnit]], object], alias: Callable[[list[UnknownUnit]], object]
    ) -> None:
        super().__init__()
        self.model = RecordTableModel(unknown_columns(), key=lambda unit: unit.name)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(tr("没有登记的名称"))
        self.table.entered.connect(lambda _: register(self.table.chosen()))
        self.table.key_slots[Qt.Key.Key_A] = lambda: alias(self.table.chosen())
        self.table.commands = [
            TableCommand(
                tr("登记所选"), lambda: register(self.table.chosen()), "Enter", lambda: self.register.isEnabled()
            ),
            TableCommand(tr("作为别名…"), lambda: alias(self.table.chosen()), "A", lambda: self.alias.isEnabled()),
        ]
        self.head = plain_label(tone="look")
        self.register = QPushButton(tr("登记所选  Enter"))
        self.register.clicked.connect(lambda: register(self.table.chosen()))
        self.alias = QPushButton(tr("作为别名…  A"))
        self.alias.clicked.connect(lambda: alias(self.table.chosen()))
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.register)
        top.addWidget(self.alias)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.table, 1)

    def show_names(self, units: tuple[UnknownUnit, ...], writable: bool, registered: bool) -> None:
        """Show these names, or nothing where there are none."""
        self.model.show_records(units)
        self.setVisible(bool(units))
        self.head.setText(tr("没有登记的名称 {count} 个", count=len(units)))
        self.register.setEnabled(writable)
        self.alias.setEnabled(writable and registered)

    def place(self) -> int:
        """The row one is on, the first of those chosen."""
        return min((index.row() for index in self.table.selectedIndexes()), default=0)

    def go_to_place(self, place: int) -> bool:
        """Stand on a row, or the last one; False where none is left."""
        units = self.model.records()
        if units:
            self.table.go_to(units[min(place, len(units) - 1)].name)
            self.table.setFocus()
        return bool(units)
