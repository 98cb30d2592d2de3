"""A superior's form as it stands, with what its cells would get in their places, told by colour and by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTabBar, QVBoxLayout, QWidget

from zonetracker.model.planning import FormState
from zonetracker.services.forms import CellAt, FormLine, FormPlan, FormRead
from zonetracker.services.sheets.telling import column_letter
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.copying import CopyingTable
from zonetracker.ui.parts.theme import shade
from zonetracker.words.findings import form_state_word
from zonetracker.words.wording import one_line

_LONGEST, _WIDEST = 40, 22
_MOST_SPANS = 2000
_QUIET = frozenset({FormState.LATER, FormState.OTHER_REGION, FormState.LEFT})
_Index = QModelIndex | QPersistentModelIndex


class SheetOfForm(QAbstractTableModel):
    """One sheet of a form."""

    def __init__(self) -> None:
        super().__init__()
        self._read: FormRead | None = None
        self._at = 0
        self._width = 0
        self._lines: Mapping[CellAt, FormLine] = {}

    def show_sheet(self, read: FormRead, at: int, lines: Mapping[CellAt, FormLine]) -> None:
        """Show this sheet with what becomes of its cells."""
        self.beginResetModel()
        self._read, self._at, self._lines = read, at, lines
        grid = read.grids[at]
        self._width = max([len(row) for row in grid.rows] + [area[3] + 1 for area in grid.merges])
        self.endResetModel()

    def line(self, index: _Index) -> FormLine | None:
        """What becomes of the cell at an index."""
        return self._lines.get((self._at, index.row(), index.column()))

    def rowCount(self, parent: _Index | None = None) -> int:
        """Qt: how many rows."""
        below = parent is not None and parent.isValid()
        return 0 if self._read is None or below else len(self._read.grids[self._at].rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Qt: how many columns."""
        return 0 if parent is not None and parent.isValid() else self._width

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: what a cell shows, or would show; a cell that stays empty says why in a word."""
        line = self.line(index)
        if role == Qt.ItemDataRole.DisplayRole:
            text = one_line(self._text(index, line))
            return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return (line.why if line is not None else "") or self._text(index, line) or None
        if line is None:
            return None
        if role == Qt.ItemDataRole.BackgroundRole:
            return _ground(line)
        if role == Qt.ItemDataRole.ForegroundRole:
            return shade(_tone(line))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the letter of a column or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return str(section + 1) if orientation is Qt.Orientation.Vertical else column_letter(section)

    def _text(self, index: _Index, line: FormLine | None) -> str:
        if line is None:
            return "" if self._read is None else self._read.text((self._at, index.row(), index.column()))
        if line.state is FormState.FILLED:
            return line.shown
        return line.stands or form_state_word(line.state)


def _ground(line: FormLine) -> Any:
    if line.state is FormState.FILLED:
        return shade("accent_soft")
    return shade("sentence") if line.state.told else None


def _tone(line: FormLine) -> str:
    if line.state is FormState.FILLED:
        return "text"
    return "look" if line.state.told else "muted"


class FormSheets(QWidget):
    """The sheets of a form, one at a time; the keys of a cell are told with what becomes of it."""

    entered = Signal(object)
    meant = Signal(object)
    left = Signal(object)

    def __init__(self, read: FormRead) -> None:
        super().__init__()
        self._read = read
        self._shown = [at for at, grid in enumerate(read.grids) if not grid.hidden]
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("工作表"))
        for at in self._shown:
            self.tabs.addTab(one_line(read.grids[at].name).replace("&", "&&"))
        self.tabs.setVisible(len(self._shown) > 1)
        self.model = SheetOfForm()
        self.view = _FormTable(self)
        self.view.setModel(self.model)
        self._lines: Mapping[CellAt, FormLine] = {}
        self._fitted: int | None = None
        self.tabs.currentChanged.connect(lambda _: self._show())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.tabs)
        layout.addWidget(self.view, 1)

    def show_plan(self, planned: FormPlan) -> None:
        """Show what becomes of the cells; the place in the sheet stays."""
        self._lines = {line.cell.at: line for line in planned.lines}
        self._show()

    def go_to(self, cell: CellAt) -> None:
        """Show a cell, with the names at the left of it where both have room."""
        at, row, column = cell
        if at in self._shown:
            self.tabs.setCurrentIndex(self._shown.index(at))
            self.view.horizontalScrollBar().setValue(0)
            self.view.setCurrentIndex(self.model.index(row, column))

    def _show(self) -> None:
        if not self._shown:
            return
        at, here = self._shown[max(self.tabs.currentIndex(), 0)], self.view.currentIndex()
        row, column = here.row(), here.column()
        grid = self._read.grids[at]
        self.model.show_sheet(self._read, at, self._lines)
        self.view.clearSpans()
        for top, left, bottom, right in grid.merges[:_MOST_SPANS]:
            self.view.setSpan(top, left, bottom - top + 1, right - left + 1)
        if at != self._fitted:
            self._fit()
            self._fitted = at
        elif row >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))

    def _fit(self) -> None:
        self.view.resizeColumnsToContents()
        widest = self.fontMetrics().horizontalAdvance("0") * _WIDEST
        for column in range(self.model.columnCount()):
            self.view.setColumnWidth(column, min(widest, self.view.columnWidth(column)))


class _FormTable(CopyingTable):
    """The cells; Enter, F2 and Del are told to the sheets."""

    def __init__(self, sheets: FormSheets) -> None:
        super().__init__()
        self._sheets = sheets
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("表样"))
        self.setMinimumSize(240, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that settle a cell."""
        signals = {
            Qt.Key.Key_Return: self._sheets.entered,
            Qt.Key.Key_Enter: self._sheets.entered,
            Qt.Key.Key_F2: self._sheets.meant,
            Qt.Key.Key_Delete: self._sheets.left,
        }
        signal = signals.get(Qt.Key(event.key()))
        line = self._sheets.model.line(self.currentIndex())
        if signal is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
        elif line is not None:
            signal.emit(line)
