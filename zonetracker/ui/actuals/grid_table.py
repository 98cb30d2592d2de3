"""The table of the grid: Enter goes down the cells that a month asks for, a figure or where it is one a growth."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeyEvent

from zonetracker.support.i18n import tr
from zonetracker.ui.actuals.columns import asked_key, month_of
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.model import Index, RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable


class ActualsTable(RecordTable):
    """Whoever types down the column of a month is led aside where a row asks for a growth, and back behind it.

    Whoever types down a column of growths stays in it.
    """

    def __init__(self, model: RecordTableModel, desk: Desk) -> None:
        self._led: tuple[int, int] | None = None
        super().__init__(model, cells=True, desk=desk)
        self.setAccessibleName(tr("实绩，指标和月份"))

    def lead_to(self, indicator_id: int, month: int) -> bool:
        """Go to the cell of a month that a row asks for; False where the row is not shown."""
        row = self.records.row_of(indicator_id)
        if row is None:
            return False
        index = self._asked_in(row, month)
        return self.go_to(indicator_id, index.column())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: whoever goes elsewhere is led no more."""
        super().currentChanged(current, previous)
        if (current.row(), current.column()) != self._led:
            self._led = None

    def cell_below(self) -> QModelIndex:
        """Enter, after an entry."""
        here = self.currentIndex()
        place = month_of(self.records.columns[here.column()]) if here.isValid() else None
        led = (here.row(), here.column()) == self._led
        if place is None or here.row() + 1 >= self.records.rowCount() or not (place[0] == "value" or led):
            return super().cell_below()
        return self._asked_in(here.row() + 1, place[1])

    def _asked_in(self, row: int, month: int) -> QModelIndex:
        keys = [column.key for column in self.records.columns]
        key = asked_key(self.records.record(row), month)
        if key not in keys:
            key = f"value:{month}"
        index = self.records.index(row, keys.index(key))
        self._led = None if key.startswith("value") else (row, index.column())
        return index

    def take_key(self, event: QKeyEvent) -> None:
        """A key that was pressed elsewhere and is meant for the grid."""
        self.setFocus()
        self.keyPressEvent(event)
