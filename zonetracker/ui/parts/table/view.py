"""The one table widget: keys, editing in place, copying and pasting blocks, headings over the whole width."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QMetaMethod,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygon,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.completing import NamesLine
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.icons import sign_size
from zonetracker.ui.parts.table.copying import CopyingTable, block_on_clipboard
from zonetracker.ui.parts.table.menu import TableCommand, table_menu
from zonetracker.ui.parts.table.model import (
    CHOICES,
    COMPLETES,
    OWN_WORDS,
    Index,
    RecordSort,
    RecordTableModel,
    TableColumn,
    source_row,
)
from zonetracker.ui.parts.theme import shade
from zonetracker.ui.parts.unsaved.waiting import TypedText

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CURSOR = QAbstractItemView.CursorAction
_AIR, _CORNER, _WAITING_CORNER = 5, 7, 11
_TITLE_DIGITS = 26
_ROOMY, _DENSE = 13, 7
ANY_HEIGHT = 16_777_215
"""What Qt takes for no limit."""
_FOCUS, _SELECTED = QStyle.StateFlag.State_HasFocus, QStyle.StateFlag.State_Selected
_NOTE_WIDTH = 360
_DRAWN_BY_QT = ~(_FOCUS | _SELECTED | QStyle.StateFlag.State_MouseOver)


def _paint_corner(painter: QPainter, top: QPoint, size: int = -_CORNER) -> None:
    """A mark at the right of a corner, or at its left where its size is less than nothing."""
    painter.save()
    painter.setBrush(shade("look"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(QPolygon([top, top + QPoint(size, 0), top + QPoint(0, abs(size))]))
    painter.restore()


class CellEditor(QStyledItemDelegate):
    """Opens a line, or a list of words where the column offers some."""

    def __init__(
        self,
        records: RecordTableModel,
        parent: QWidget,
        typing: Callable[[Index, str], AbstractContextManager[None]] | None = None,
    ) -> None:
        """`typing` is told of each text that goes into a cell."""
        super().__init__(parent)
        self._records = records
        self._typing = typing or (lambda _, __: nullcontext())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: air around the text, its own colour in a chosen row too, and a plain frame where the keyboard is."""
        # The stubs of PySide6 lack the fields of a style option.
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row = source_row(index.model(), index)
        if state & _SELECTED:
            painter.fillRect(rect, shade("accent_soft"))
        elif self._records.is_heading(row):
            painter.fillRect(rect, index.data(Qt.ItemDataRole.BackgroundRole))
        if self._records.is_waiting(row, index.column()):
            painter.fillRect(rect, shade("sentence"))
            _paint_corner(painter, rect.topLeft(), _WAITING_CORNER)
        if not self._records.is_bare(row, index.column()):
            inner = QStyleOptionViewItem(option)
            inner.rect = rect.adjusted(_AIR, 0, -_AIR, 0)  # type: ignore[attr-defined]
            inner.state = state & _DRAWN_BY_QT  # type: ignore[attr-defined]
            super().paint(painter, inner, index)
        if self._records.has_corner(row, index.column()):
            _paint_corner(painter, rect.topRight())
        if state & _FOCUS:
            painter.save()
            painter.setPen(QPen(shade("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: the editor of a cell."""
        choices = index.data(CHOICES)
        if not choices:
            completes = index.data(COMPLETES)
            line = QLineEdit(parent) if completes is None else NamesLine(completes(), parent)
            line.setFrame(False)
            line.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
            return line
        words = QComboBox(parent)
        words.addItems(choices)
        if index.data(OWN_WORDS):
            words.setEditable(True)  # Enter and leaving it keep what stands there
            words.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        else:
            words.activated.connect(lambda: self.commitData.emit(words))
        return words

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt: what the editor starts with."""
        if _begun(editor):
            return  # the cell is painted anew below what is being typed
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
            if (line := editor.lineEdit()) is not None:
                line.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Qt: what was typed; where it can't be stored it waits, and the cell shows it."""
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        with self._typing(index, text):
            model.setData(index, text)


def _begun(editor: QWidget) -> bool:
    """Whether something was typed in an editor already."""
    line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
    return isinstance(line, QLineEdit) and line.isModified()


class RecordTable(CopyingTable):
    """A table over a RecordTableModel, sorted through a RecordSort where `sortable`.

    `current` tells the record one is on; `entered`, `removed`, `pasted` tell Enter, Del and Ctrl+V with a block. With a
    `desk`, what is refused of a cell stays in its editor, with the sentence below it. `commands` are the page's own
    lines of the menu. `widths` are those that a clerk has drawn, by the keys of columns; `widened` tells a new one,
    `sign_pressed` a press on the sign of a record.
    """

    current = Signal(object)
    entered = Signal(object)
    removed = Signal(list)
    pasted = Signal(int, int, list)
    widened = Signal(str, int)
    sign_pressed = Signal(object, str)

    def __init__(
        self, model: RecordTableModel, *, sortable: bool = False, cells: bool = False, desk: Desk | None = None
    ) -> None:
        super().__init__()
        self.records = model
        self._desk = desk
        self.note = RefusedNote(self)
        self.key_slots: dict[int, Callable[[], object]] = {}
        self.commands: list[TableCommand] = []
        self.widths: dict[str, int] = {}
        self.uncover: Callable[[Index], object] = lambda _: None
        """Called when a cell is brought into view, for what may lie over it."""
        self._laying_out = self._committing = False
        self._left: QWidget | None = None
        self._dense = False
        self._down_after_edit = cells
        self.sorting = RecordSort(model, self) if sortable else None
        self.setModel(self.sorting or model)
        self.setItemDelegate(CellEditor(model, self, self.typing))
        self.setSelectionBehavior(
            QAbstractItemView.SelectionBehavior.SelectItems if cells else QAbstractItemView.SelectionBehavior.SelectRows
        )
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAlternatingRowColors(True)
        self.setShowGrid(cells)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().setVisible(model.row_title is not None)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        per = QAbstractItemView.ScrollMode
        self.setHorizontalScrollMode(per.ScrollPerItem if cells else per.ScrollPerPixel)  # no half figures at the left
        if sortable:
            self.setSortingEnabled(True)
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.horizontalHeader().setSortIndicatorClearable(True)
        self.horizontalHeader().sectionResized.connect(self._tell_width)
        self._interrupted: _Interrupted | None = None
        model.modelAboutToBeReset.connect(self._remember_typing)
        model.modelReset.connect(self.lay_out)
        model.modelReset.connect(self.note.take_back)
        model.modelReset.connect(lambda: QTimer.singleShot(0, self, self._go_on_typing))
        if desk is not None:
            model.unsaved = desk.unsaved
            desk.unsaved.changed.connect(self.viewport().update)
        self.lay_out()

    def typing(self, index: Index, text: str) -> AbstractContextManager[None]:
        """What is written meanwhile was typed into this cell."""
        record = self.record_at(index)
        return self.typing_cells([] if record is None else [(record, index.column(), text)])

    def typing_cells(self, cells: Iterable[tuple[Any, int, str]]) -> AbstractContextManager[None]:
        """What is written meanwhile are these texts for the cells of records, by the places of their columns."""
        if self._desk is None:
            return nullcontext()
        place, records = self.accessibleName().partition("，")[0], self.records
        return self._desk.typing(*(records.typed(place, one, records.columns[at], text) for one, at, text in cells))

    def _tell_width(self, place: int, before: int, now: int) -> None:
        column = self.records.columns[place]
        if not self._laying_out and not column.fills and before and now:
            self.widths[column.key] = now
            self.widened.emit(column.key, now)

    def lay_out(self) -> None:
        """Give every column its width and every row its height."""
        within, self._laying_out = self._laying_out, True
        self._lay_out()
        self._laying_out = within

    def _lay_out(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        self.setIconSize(QSize(sign_size(self.font()), sign_size(self.font())))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + (_DENSE if self._dense else _ROOMY))
        self.verticalHeader().setMaximumWidth(_TITLE_DIGITS * digit)
        low = self.fontMetrics().height() + _ROOMY
        self.horizontalHeader().setMaximumHeight(low if self._dense else ANY_HEIGHT)
        header = self.horizontalHeader()
        for place, column in enumerate(self.records.columns):
            fills = QHeaderView.ResizeMode.Stretch if column.fills else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(place, fills)
            if not column.fills:
                self.setColumnWidth(place, self.widths.get(column.key, column.width * digit + 20))
        self.clearSpans()
        if self.sorting is None:
            for row in range(self.records.rowCount()):
                if self.records.is_heading(row):
                    self.setSpan(row, 0, 1, len(self.records.columns))
        self._share_room()

    def show_widths(self, columns: Sequence[TableColumn]) -> None:
        """The same columns in other widths: nothing is shown anew, and an open editor stays."""
        self.records.columns = tuple(columns)
        self.lay_out()

    def set_dense(self, dense: bool) -> None:
        """Whether rows stand close together, for a low window."""
        if dense is not self._dense:
            self._dense = dense
            self.lay_out()

    def hide_field(self, key: str, hidden: bool) -> None:
        """Whether a column is left out: it is empty, or a narrow window says the same elsewhere."""
        place = next(at for at, column in enumerate(self.records.columns) if column.key == key)
        if hidden is not self.isColumnHidden(place):
            self.setColumnHidden(place, hidden)
            self._give_room()

    def _give_way(self, digit: int) -> dict[int, int]:
        """Where the window is too narrow, columns that can be narrower become so before the table scrolls: how wide."""
        shown = (place for place in range(len(self.records.columns)) if not self.isColumnHidden(place))
        columns = [(place, self.records.columns[place]) for place in shown]
        columns = [(place, column) for place, column in columns if column.key not in self.widths]
        giving = {place: (column.width - column.least) * digit for place, column in columns if column.least is not None}
        missing = sum(column.width * digit + 20 for _, column in columns) - self.viewport().width()
        share = min(1.0, max(0, missing) / max(1, sum(giving.values())))
        given = {
            place: self.records.columns[place].width * digit + 20 - ceil(room * share) for place, room in giving.items()
        }
        for place, width in given.items():
            self.setColumnWidth(place, width)
        return given

    def _give_room(self) -> None:
        within, self._laying_out = self._laying_out, True
        self._share_room()
        self._laying_out = within

    def _share_room(self) -> None:
        header, digit = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("0")
        given = self._give_way(digit)
        columns = list(enumerate(self.records.columns))
        least = {place: given.get(place, column.width * digit + 20) for place, column in columns if column.fills}
        taken = sum(header.sectionSize(place) for place, column in columns if not column.fills)
        fits = taken + sum(least.values()) <= self.viewport().width()
        for place, width in least.items():
            header.setSectionResizeMode(
                place, QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
            )
            if not fits:
                self.setColumnWidth(place, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a column that takes what room is left keeps its width, and the row one is on stays in view."""
        super().resizeEvent(event)
        self._give_room()
        if self.currentIndex().isValid():
            self.horizontalScrollBar().setValue(0)
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: letters of another size need other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.lay_out()

    def sizeHint(self) -> QSize:
        """Qt: small enough for a small screen."""
        return QSize(320, 200)

    def record(self) -> Any:
        """The record one is on, or None."""
        index = self.currentIndex()
        return self.records.record(source_row(self.model(), index)) if index.isValid() else None

    def record_at(self, index: Index) -> Any:
        """The record of a cell of the view."""
        return self.records.record(source_row(self.model(), index))

    def records_below(self) -> list[Any]:
        """The records from the one one is on downwards, as they are seen."""
        model, first = self.model(), max(0, self.currentIndex().row())
        found = [self.record_at(model.index(row, 0)) for row in range(first, model.rowCount())]
        return [record for record in found if record is not None]

    def arrange_by(self, arranges: Callable[[int, Qt.SortOrder], object]) -> None:
        """Leave sorting to somebody else, who is told the column (-1 for none) and the direction."""
        if self.sorting is not None:
            self.sorting.arranges = arranges

    def chosen(self) -> list[Any]:
        """All records in the selection, in order; at least the one one is on."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        found = [self.records.record(source_row(self.model(), self.model().index(row, 0))) for row in rows]
        held = [record for record in found if record is not None]
        here = self.record()
        return held or ([] if here is None else [here])

    def go_to(self, key: Hashable, column: int | None = None) -> bool:
        """Make the record with this key the current one; False where it is not shown."""
        row = self.records.row_of(key)
        if row is None:
            return False
        place = self._place_in(row) if column is None else column
        index: QModelIndex = self.records.index(row, place)
        if self.sorting is not None:
            index = self.sorting.mapFromSource(index)
        if not index.isValid():
            return False
        self.selectionModel().setCurrentIndex(index, self._select_flag())
        self.scrollTo(index)
        return True

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Qt: bring a cell into view."""
        super().scrollTo(index, hint)
        self.uncover(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a cell is pressed, or the sign in it."""
        super().mousePressEvent(event)
        self.press_sign(self.indexAt(event.position().toPoint()), int(event.position().x()))

    def press_sign(self, index: QModelIndex, at: int) -> None:
        """Tell of a press on the sign of a cell, if there is one `at` this place from the left."""
        left = self.columnViewportPosition(index.column()) if index.isValid() else at
        if left < at <= left + 2 * _AIR + self.iconSize().width():
            record = self.records.record(source_row(self.model(), index))
            column = self.records.columns[index.column()]
            if record is not None and column.sign is not None and column.sign(record):
                self.sign_pressed.emit(record, column.key)

    def _place_in(self, row: int) -> int:
        """The column to go to in a row: the one one is on, unless nothing is typed there and another takes it."""
        here = max(0, self.currentIndex().column())
        if self._down_after_edit or self.records.can_edit(self.records.index(row, here)):
            return here
        field = self._first_field(row)
        return here if field is None else field

    def _first_field(self, row: int) -> int | None:
        """The first column of a row of the model that takes what is typed; a list of words only where no other does."""
        fields = [
            place
            for place in range(len(self.records.columns))
            if not self.isColumnHidden(place) and self.records.can_edit(self.records.index(row, place))
        ]
        return next((place for place in fields if not self.records.columns[place].choices), next(iter(fields), None))

    def _go_to_field(self, typed: bool = False) -> None:
        """Before a key that edits: from a cell that takes nothing to the first of its row that does.

        What is `typed` replaces what stands there, so it only goes forwards: behind the fields of a row nobody means
        the first of them.
        """
        here = self.currentIndex()
        if self._down_after_edit or not here.isValid() or self.model().flags(here) & Qt.ItemFlag.ItemIsEditable:
            return
        field = self._first_field(source_row(self.model(), here))
        if field is not None and (not typed or field > here.column()):
            self.setCurrentIndex(here.siblingAtColumn(field))

    def _select_flag(self) -> QItemSelectionModel.SelectionFlag:
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows = self.selectionBehavior() is QAbstractItemView.SelectionBehavior.SelectRows
        return flag | QItemSelectionModel.SelectionFlag.Rows if rows else flag

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Qt: another cell."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.current.emit(self.records.record(source_row(self.model(), current)))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Qt: Tab goes to the next cell that can be typed into, the arrows pass over headings."""
        if action in (_CURSOR.MoveNext, _CURSOR.MovePrevious):
            return self._next_field(1 if action is _CURSOR.MoveNext else -1)
        index = super().moveCursor(action, modifiers)
        if self.sorting is None and index.isValid() and self.records.is_heading(index.row()):
            up = action in (_CURSOR.MoveUp, _CURSOR.MovePageUp, _CURSOR.MoveHome)
            return self._past_heading(index, -1 if up else 1)
        return index

    def _past_heading(self, index: QModelIndex, step: int) -> QModelIndex:
        column = max(0, self.currentIndex().column())
        for direction in (step, -step):
            row = index.row()
            while 0 <= row < self.records.rowCount() and self.records.is_heading(row):
                row += direction
            if 0 <= row < self.records.rowCount():
                return self.records.index(row, column)
        return self.currentIndex()

    def _next_field(self, step: int) -> QModelIndex:
        model, width = self.model(), len(self.records.columns)
        total = model.rowCount() * width
        here = self.currentIndex()
        place = here.row() * width + here.column() if here.isValid() else -1
        for _ in range(total):
            place = (place + step) % total
            index = model.index(place // width, place % width)
            if model.flags(index) & Qt.ItemFlag.ItemIsEditable and not self.isColumnHidden(index.column()):
                return index
        return here

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys that every table knows."""
        if self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit(self.record())
        elif event.key() in self.key_slots and not event.modifiers():
            self.key_slots[event.key()]()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.chosen())
        else:
            if event.key() == Qt.Key.Key_F2 or _types(event):
                self._go_to_field(typed=event.key() != Qt.Key.Key_F2)
                self._tell_read_only()
            super().keyPressEvent(event)

    def _tell_read_only(self) -> None:
        """A key that would edit, in a workbook that can only be looked at, says why nothing happens."""
        if self._desk is not None and self.records.read_only:
            told = "".join(self._desk.ledger.notices)
            self._desk.tell(told or tr("这个工作簿现在只能查看，不能修改。"), "look")

    def commitData(self, editor: QWidget) -> None:
        """Qt: what was typed is kept; what is refused is said below the editor instead of above the page."""
        ended = self.state() is not QAbstractItemView.State.EditingState
        if self._committing or ended or editor is self._left:
            return
        self.note.take_back()
        self._committing = True
        with nullcontext() if self._desk is None else self._desk.heard_by(self.note.say):
            super().commitData(editor)
        self._committing = False
        if self.state() is not QAbstractItemView.State.EditingState:
            self._left = editor  # its row left the list; what it still says comes too late
        if self.note.text():
            self.note.lay_below(editor)

    def _remember_typing(self) -> None:
        """Other rows come while something is being typed: Qt would drop it with its editor."""
        editing = self.state() is QAbstractItemView.State.EditingState and not self._committing
        editor = QApplication.focusWidget()
        if editing and isinstance(editor, QLineEdit) and self.viewport().isAncestorOf(editor) and editor.isModified():
            index, record = self.currentIndex(), self.record()
            column = self.records.columns[index.column()]
            typed = self.records.typed(self.accessibleName().partition("，")[0], record, column, editor.text())
            self._interrupted = _Interrupted(self.records.key_of(record), column.key, typed)

    def _go_on_typing(self) -> None:
        """The editor is there again with its text; where its row is not listed any more, the text waits as unsaved."""
        left, self._interrupted = self._interrupted, None
        keys = [column.key for column in self.records.columns]
        if left is None:
            return
        if left.column in keys and self.go_to(left.key, keys.index(left.column)):
            self.edit(self.currentIndex())
            editor = QApplication.focusWidget()
            if isinstance(editor, QLineEdit) and self.viewport().isAncestorOf(editor):
                editor.selectAll()
                editor.insert(left.typed.what)
        elif self._desk is not None:
            said = tr("这一格已不在表里，没有存上；请另存，或放弃后在别处重填。")
            self._desk.unsaved.keep([replace(left.typed, cell=None)], said, partial(_refuse_gone, said))

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Qt: in a grid Enter goes down, as in Excel; what was refused stays to be put right, or given up by Esc."""
        if self.note.text() and hint is not QAbstractItemDelegate.EndEditHint.RevertModelCache:
            QTimer.singleShot(0, editor, lambda: self._back_to(editor))
            return
        self.note.take_back()
        super().closeEditor(editor, hint)
        if self._down_after_edit and hint is QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            below = self.cell_below()
            if below.isValid():
                self.selectionModel().setCurrentIndex(below, self._select_flag())

    def cell_below(self) -> QModelIndex:
        """Where Enter goes in a grid after an entry."""
        return self.moveCursor(_CURSOR.MoveDown, Qt.KeyboardModifier.NoModifier)

    def _back_to(self, editor: QWidget) -> None:
        """Whoever leaves a refused value by the mouse is led back to it."""
        if self.isVisible() and self.note.text():
            self.selectionModel().setCurrentIndex(self.indexAt(editor.geometry().center()), self._select_flag())
            editor.setFocus()

    def paste(self) -> None:
        """The block on the clipboard, where the page takes one."""
        here = self.currentIndex()
        block = block_on_clipboard()
        if here.isValid() and block:
            self.pasted.emit(source_row(self.model(), here), here.column(), block)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of the cell under the mouse, or by its key of the cell one is on."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        else:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, self._select_flag())
            elif index.isValid():
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if self.record() is not None:
            self.menu().popup(at)

    def menu(self) -> QMenu:
        """What can be done with the cell one is on."""
        written = self.isSignalConnected(QMetaMethod.fromSignal(self.pasted)) and not self.records.read_only
        cell = [TableCommand(tr("复制"), self.copy, "Ctrl+C")]
        if any(column.edit for column in self.records.columns):
            cell.insert(0, TableCommand(tr("改这一格"), self._edit_here, "F2", self._can_edit_here))
        if self.isSignalConnected(QMetaMethod.fromSignal(self.pasted)):
            cell.append(TableCommand(tr("粘贴"), self.paste, "Ctrl+V", lambda: written))
        return table_menu(self, [cell, self.commands])

    def _can_edit_here(self) -> bool:
        here = self.currentIndex()
        row = source_row(self.model(), here)
        return self.records.can_edit(self.records.index(row, here.column())) or (
            not self._down_after_edit and self._first_field(row) is not None
        )

    def _edit_here(self) -> None:
        self._go_to_field()
        self.edit(self.currentIndex())

    def edit_field(self, key: str) -> None:
        """Open the editor of one column in the current row."""
        index = self.currentIndex().siblingAtColumn(self.records.column_of(key))
        if index.isValid():
            self.setCurrentIndex(index)
            self.edit(index)


@dataclass(frozen=True, slots=True)
class _Interrupted:
    key: Hashable
    column: str
    typed: TypedText


def _refuse_gone(said: str) -> None:
    raise Refusal(RefusalCode.CELL_GONE, said)


class RefusedNote(QLabel):
    """A sentence below an editor: why what stands in it is not taken."""

    def __init__(self, table: QWidget) -> None:
        super().__init__(table)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setObjectName("refusedNote")
        self.hide()

    def say(self, sentence: str) -> None:
        """What was refused, and how one gets away."""
        self.setText(tr("{sentence}（按 Esc 放弃）", sentence=sentence))

    def take_back(self) -> None:
        """Nothing is refused any more."""
        self.clear()
        self.hide()

    def lay_below(self, editor: QWidget) -> None:
        """Lie under an editor, over it where the window ends there."""
        window = editor.window()
        self.setParent(window)
        self.setFixedWidth(min(_NOTE_WIDTH, window.width()))
        self.adjustSize()
        corner = editor.mapTo(window, QPoint(0, editor.height() + 2))
        if corner.y() + self.height() > window.height():
            corner = editor.mapTo(window, QPoint(0, -self.height() - 2))
        self.move(max(0, min(corner.x(), window.width() - self.width())), corner.y())
        self.show()
        self.raise_()


def _types(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return not held and event.text().isprintable() and bool(event.text())
