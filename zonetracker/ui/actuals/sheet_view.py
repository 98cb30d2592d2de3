"""A file as it is seen: its tables, a picture of one with its columns named, and what each column is taken for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QVBoxLayout, QWidget

from zonetracker.model.planning import Meaning, TableUse
from zonetracker.services.sheets import CHOSEN, Choices, SheetPlan, SheetRead, columns_of, meaning_of
from zonetracker.services.sheets.telling import column_letter, doubted_columns, table_title, table_use
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.copying import CopyingTable
from zonetracker.ui.parts.table.model import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.theme import shade
from zonetracker.words.findings import meaning_word, use_word
from zonetracker.words.wording import one_line

_ABOVE, _BELOW, _LONGEST = 3, 12, 24
_SAMPLES, _LOOKED_AT = 3, 200
_TONES = {
    Meaning.NAME: "accent_soft",
    Meaning.UNIT: "figure",
    Meaning.VALUE: "chosen",
    Meaning.GROWTH: "sentence",
}
_SIGNS = {
    TableUse.USED: ("sign-check", "sure"),
    TableUse.TAKEN: ("sign-check", "sure"),
    TableUse.LEFT: ("sign-dots", "muted"),
    TableUse.UNUSED: ("sign-dots", "muted"),
    TableUse.HIDDEN: ("sign-bang", "look"),
    TableUse.OTHER_TIME: ("sign-bang", "look"),
    TableUse.OTHER_REGION: ("sign-bang", "look"),
}
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TableLine:
    """A table of the file in the list of tables."""

    number: int
    sheet: str
    title: str
    use: TableUse


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of a table in the list of columns."""

    table: int
    index: int
    head: str
    samples: str
    meaning: Meaning
    doubted: bool = False


class SheetView(QWidget):
    """Shows a file's tables; `used` asks to use or leave a table, `meant` to take a column for something."""

    used = Signal(int)
    meant = Signal(int, int, object)

    def __init__(self, read: SheetRead, zone: str) -> None:
        super().__init__()
        self._read, self._zone = read, zone
        self._plan: SheetPlan | None = None
        self._choices = Choices()
        self._fitted: int | None = None
        self.table_model = RecordTableModel(_table_columns(), key=lambda line: line.number)
        self.tables = RecordTable(self.table_model)
        self.tables.setAccessibleName(tr("文件中的表"))
        self.tables.entered.connect(self._use)
        self.tables.key_slots[Qt.Key.Key_Space] = lambda: self._use(self.tables.record())
        self.tables.current.connect(lambda _: self._show_table())
        self.tables.setMaximumHeight(132)
        self.tables.setVisible(len(read.tables) > 1 or any(table.hidden for table in read.tables))
        self.column_model = RecordTableModel(_column_columns(self._mean), key=lambda line: line.index)
        self.columns = RecordTable(self.column_model)
        self.columns.setAccessibleName(tr("各列的意思"))
        self.columns.entered.connect(self._answer)
        self.columns.key_slots[Qt.Key.Key_F2] = lambda: self.columns.edit_field("meaning")
        self.picture_model = PictureModel()
        self.picture = CopyingTable()
        self.picture.setModel(self.picture_model)
        self.picture.setAccessibleName(tr("表样"))
        self.picture.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.picture.setMinimumSize(QSize(240, 120))
        for table in (self.tables, self.columns, self.picture):
            table.setTabKeyNavigation(False)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.picture)
        parts.addWidget(self.columns)
        parts.setSizes([560, 440])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.tables)
        layout.addWidget(parts, 1)

    def show_plan(self, planned: SheetPlan, choices: Choices) -> None:
        """Show how the file is read for a plan."""
        self._plan, self._choices = planned, choices
        numbers = range(len(self._read.tables))
        lines = [self._line(number) for number in numbers]
        self.table_model.show_records(lines)
        if self.tables.record() is None and lines:
            best = next((line.number for line in lines if line.use is TableUse.USED), lines[0].number)
            self.tables.go_to(best)
        self._show_table()

    def _line(self, number: int) -> TableLine:
        assert self._plan is not None
        table = self._read.tables[number]
        use = table_use(self._read, number, self._plan, self._choices, self._zone)
        return TableLine(number, one_line(table.sheet), one_line(table_title(table)), use)

    def _use(self, line: TableLine | None) -> None:
        if line is not None:
            self.used.emit(line.number)

    def _answer(self, line: ColumnLine | None) -> None:
        """Enter: a column that is asked about is what it was taken for; another is given another meaning."""
        if line is not None and line.doubted:
            self.meant.emit(line.table, line.index, line.meaning)
        elif line is not None:
            self.columns.edit_field("meaning")

    def _mean(self, line: ColumnLine, word: str) -> bool:
        meaning = next((one for one in CHOSEN if meaning_word(one) == word), None)
        if meaning is None:
            return False
        self.meant.emit(line.table, line.index, meaning)
        return True

    def _show_table(self) -> None:
        line = self.tables.record()
        if self._plan is None or line is None:
            return
        table = self._read.tables[line.number]
        grid = self._read.grids[table.grid]
        time = (self._plan.year, self._plan.month)
        columns = columns_of(self._read, line.number, self._choices)
        left_out = {column for number, column in self._plan.left_out if number == line.number}
        meanings = {
            column.index: Meaning.NOTHING if column.index in left_out else meaning_of(column, table, self._zone, *time)
            for column in columns
        }
        first = max(0, table.heads[0] - _ABOVE)
        shown = range(first, min(table.area[2], table.heads[1] + _BELOW) + 1)
        rows = [[one_line(grid.text(row, column)) for column in range(table.area[3] + 1)] for row in shown]
        self.picture_model.show_rows(first, rows, meanings, range(table.heads[0], table.heads[1] + 1))
        if line.number != self._fitted:
            self._fit_picture()
            self._fitted = line.number
        body = range(table.heads[1] + 1, table.area[2] + 1)
        doubted = {place[1] for place in doubted_columns(self._plan) if place[0] == line.number}
        self.column_model.show_records(
            [
                ColumnLine(line.number, at, _head(column), _samples(grid, body, at), meanings[at], at in doubted)
                for column in columns
                for at in (column.index,)
            ]
        )

    def _fit_picture(self) -> None:
        self.picture.resizeColumnsToContents()
        widest = self.fontMetrics().horizontalAdvance("0") * _LONGEST
        for column in range(self.picture_model.columnCount()):
            self.picture.setColumnWidth(column, min(widest, self.picture.columnWidth(column)))


class PictureModel(QAbstractTableModel):
    """The first rows of a table as they stand, each column headed by its letter and what it is taken for."""

    def __init__(self) -> None:
        super().__init__()
        self._first = 0
        self._rows: list[list[str]] = []
        self._meanings: dict[int, Meaning] = {}
        self._heads = range(0)

    def show_rows(self, first: int, rows: list[list[str]], meanings: dict[int, Meaning], heads: range) -> None:
        """Show these rows, of which the first has this number in its sheet."""
        self.beginResetModel()
        self._first, self._rows, self._meanings, self._heads = first, rows, meanings, heads
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Qt: how many rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Qt: how many columns."""
        return 0 if parent is not None and parent.isValid() else max(map(len, self._rows), default=0)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the text of a cell; a head has the colour of what it was taken for."""
        text = self._rows[index.row()][index.column()] if index.column() < len(self._rows[index.row()]) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
        if role == Qt.ItemDataRole.ToolTipRole:
            return text or None
        meaning = self._meanings.get(index.column(), Meaning.NOTHING)
        head = self._first + index.row() in self._heads
        if role == Qt.ItemDataRole.BackgroundRole and head and meaning in _TONES:
            return shade(_TONES[meaning])
        if role == Qt.ItemDataRole.ForegroundRole:
            if head and meaning is Meaning.VALUE:
                return shade("text") if _TONES[meaning] != "chosen" else Qt.GlobalColor.black
            return None if meaning in _TONES else shade("muted")
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: the letter of a column with its meaning, or the number of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(self._first + section + 1)
        meaning = self._meanings.get(section, Meaning.NOTHING)
        return f"{column_letter(section)} {meaning_word(meaning)}"


def _head(column: Any) -> str:
    words = one_line(column.head)
    return tr("{head}（隐藏）", head=words) if column.hidden else words


def _samples(grid: Any, rows: range, column: int) -> str:
    found: list[str] = []
    for row in rows[:_LOOKED_AT]:
        if text := one_line(grid.text(row, column)):
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return "、".join(found)


def _table_columns() -> list[TableColumn]:
    def state(line: TableLine) -> State:
        sign, tone = _SIGNS[line.use]
        return State(use_word(line.use), sign, tone)

    return [
        state_column("use", tr("用否"), state, width=12),
        TableColumn("sheet", tr("工作表"), lambda line: line.sheet, width=18),
        TableColumn("title", tr("表题"), lambda line: line.title, fills=True, width=30),
    ]


def _column_columns(mean: Callable[[ColumnLine, str], bool]) -> list[TableColumn]:
    return [
        TableColumn("letter", tr("列"), lambda line: column_letter(line.index), width=4),
        TableColumn("head", tr("表头"), lambda line: line.head, fills=True, width=14),
        TableColumn(
            "meaning",
            tr("作为"),
            lambda line: meaning_word(line.meaning) + (tr("？") if line.doubted else ""),
            start=lambda line: meaning_word(line.meaning),
            edit=mean,
            choices=tuple(meaning_word(one) for one in CHOSEN),
            bold=lambda line: line.meaning in (Meaning.VALUE, Meaning.GROWTH),
            colour=lambda line: None if line.meaning in _TONES else "muted",
            width=12,
        ),
        TableColumn("samples", tr("前几行"), lambda line: line.samples, colour=lambda _: "muted", width=18),
    ]
