"""One model for all tables: a list of records, columns as data, headings between them, and exact sorting."""

from __future__ import annotations

import html
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtCore import QSortFilterProxyModel as _Proxy
from PySide6.QtGui import QFont, QIcon

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.theme import colour_of, shade
from zonetracker.ui.parts.unsaved.waiting import Cell, TypedText, Unsaved
from zonetracker.words.wording import one_line, visible

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_LONGEST = 400
_AHEAD = 100
RECORD = int(Role.UserRole)
CHOICES = RECORD + 1
OWN_WORDS = RECORD + 2
COMPLETES = RECORD + 3
WHOLE = RECORD + 4
"""The whole text of a cell, of which it may show the beginning alone."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_OF_WAITING = frozenset(
    {
        *(int(one) for one in (Role.DisplayRole, Role.EditRole, Role.ForegroundRole)),
        *(int(one) for one in (Role.DecorationRole, Role.ToolTipRole, Role.AccessibleTextRole)),
    }
)
"""What of a cell is another one while its text waits to be stored."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column over records.

    `text` is what stands in the cell; `order` what it is sorted by (any comparable, None last), else the text;
    `edit(record, text)` keeps what was typed and says whether it was taken; `start` is what an editor opens with,
    else the text; `choices` are the words an editor offers, `own_words` beside any other, `completes` the names of
    which it offers those that fit what is being typed; `colour` is #rrggbb or names one of theme.Shades; `sign` names
    the drawing that stands before the text in that colour; `struck` says which texts are struck through; `corner` says
    of which cells the tip tells more, by a mark in the corner; `width` is in digits, and `least` what it gives way to
    where the window is too narrow for all columns.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    order: Callable[[Any], Any] | None = None
    numeric: bool = False
    edit: Callable[[Any, str], bool] | None = None
    editable: Callable[[Any], bool] | None = None
    start: Callable[[Any], str] | None = None
    choices: Sequence[str] = ()
    own_words: bool = False
    completes: Callable[[], Sequence[str]] | None = None
    colour: Callable[[Any], str | None] | None = None
    sign: Callable[[Any], str] | None = None
    bold: Callable[[Any], bool] | None = None
    struck: Callable[[Any], bool] | None = None
    tip: Callable[[Any], str] | None = None
    corner: Callable[[Any], bool] | None = None
    width: int = 10
    least: int | None = None
    fills: bool = False
    head_tip: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """How a record stands: a word, the drawing of its own that stands before it, and the colour of both."""

    word: str
    sign: str
    colour: str


def state_column(
    key: str,
    title: str,
    state: Callable[[Any], State | None],
    *,
    width: int,
    order: Callable[[Any], Any] | None = None,
) -> TableColumn:
    """A column of states: read, sorted, searched and copied by the word, told apart by shape and never colour alone."""

    def part(name: str) -> Callable[[Any], str]:
        def of(record: Any) -> str:
            found = state(record)
            return "" if found is None else str(getattr(found, name))

        return of

    return TableColumn(key, title, part("word"), order=order, colour=part("colour"), sign=part("sign"), width=width)


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """A line between records that names those below it."""

    text: str


class RecordTableModel(QAbstractTableModel):
    """Records in rows. `key` tells records apart, so that a refresh keeps place and selection where it can.

    `row_title` names a row at its left, where it stays when the cells are scrolled sideways. A text that waits in
    `unsaved` for a cell is what the cell shows; `period` says of which time all cells are, where they are of one,
    and `column_words` what a column is called by itself.
    """

    unsaved: Unsaved | None = None
    period: Callable[[], str] = staticmethod(str)
    column_words: Callable[[TableColumn], str] = staticmethod(lambda column: column.title)

    def __init__(
        self,
        columns: Sequence[TableColumn],
        key: Callable[[Any], Hashable],
        parent: QObject | None = None,
        row_title: Callable[[Any], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.row_title = row_title
        self.columns = tuple(columns)
        self._key = key
        self._items: list[Any] = []
        self._rows: dict[Hashable, int] = {}
        self.read_only = False

    def show_records(self, items: Sequence[Any], *, anew: bool = True) -> None:
        """Show these records (and Headings); same records in the same places only repaint.

        Without `anew` a record that is the very same object as before is left as it is painted.
        """
        new = list(items)
        if len(new) == len(self._items) and all(map(self._same_place, new, self._items)):
            self._repaint(new, anew)
            return
        self.beginResetModel()
        self._items = new
        self._rows = {self._key(item): row for row, item in enumerate(new) if not isinstance(item, GroupHeading)}
        self.endResetModel()

    def show_columns(self, columns: Sequence[TableColumn]) -> None:
        """Other columns over the same records."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def record(self, row: int) -> Any:
        """The record of a row; None for a heading or a row that is not there."""
        if not 0 <= row < len(self._items):
            return None
        item = self._items[row]
        return None if isinstance(item, GroupHeading) else item

    def records(self) -> list[Any]:
        """All records in order, without headings."""
        return [item for item in self._items if not isinstance(item, GroupHeading)]

    def is_heading(self, row: int) -> bool:
        """Whether a heading stands in this row."""
        return isinstance(self._items[row], GroupHeading)

    def is_bare(self, row: int, column: int) -> bool:
        """Whether a cell shows nothing: in a wide table most do, and need no painting."""
        item, one = self._items[row], self.columns[column]
        if isinstance(item, GroupHeading) or self.waiting_text(item, one) is not None:
            return False
        return not one.text(item) and not (one.sign and one.sign(item))

    def key_of(self, record: Any) -> Hashable:
        """What tells a record from the others."""
        return self._key(record)

    def cell(self, record: Any, column: TableColumn) -> Cell:
        """What tells a cell from every other of the window, also of another year or month."""
        return id(self), self.period(), self._key(record), column.key

    def typed(self, place: str, record: Any, column: TableColumn, text: str) -> TypedText:
        """A text typed into a cell of the table called `place`."""
        named = self.row_title or next((one.text for one in self.columns if one.key == "name"), self.columns[0].text)
        where = (place, self.period(), one_line(named(record)).strip(), one_line(self.column_words(column)))
        return TypedText(" ".join(filter(None, where)), text, self.cell(record, column))

    def waiting_text(self, record: Any, column: TableColumn) -> str | None:
        """What was typed into a cell and waits to be stored; None where nothing does."""
        return self.unsaved.text_at(self.cell(record, column)) if self.unsaved else None

    def is_waiting(self, row: int, column: int) -> bool:
        """Whether the text of a cell waits to be stored."""
        record = self.record(row)
        return record is not None and self.waiting_text(record, self.columns[column]) is not None

    def has_corner(self, row: int, column: int) -> bool:
        """Whether a cell has a mark in its corner."""
        record, one = self.record(row), self.columns[column]
        return record is not None and one.corner is not None and one.corner(record)

    def row_of(self, key: Hashable) -> int | None:
        """The row of the record with this key."""
        return self._rows.get(key)

    def column_of(self, key: str) -> int:
        """The place of a column."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        item = self._items[index.row()]
        if isinstance(item, GroupHeading):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else flags

    def can_edit(self, index: Index) -> bool:
        """Whether the clerk may type into this cell."""
        item, column = self._items[index.row()], self.columns[index.column()]
        if self.read_only or isinstance(item, GroupHeading) or column.edit is None:
            return False
        return column.editable is None or column.editable(item)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Qt: what a cell shows."""
        if not index.isValid():
            return None
        item, column = self._items[index.row()], self.columns[index.column()]
        if role == RECORD:
            return item
        if isinstance(item, GroupHeading):
            return _heading_data(item, index.column(), role)
        typed = self.waiting_text(item, column)
        if typed is not None and self.unsaved is not None and role in _OF_WAITING:
            return _waiting_data(typed, column.numeric, self.unsaved.why_at(self.cell(item, column)), role)
        return _cell_data(item, column, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Qt: the titles."""
        if orientation is Qt.Orientation.Vertical:
            return self._title_data(section, role)
        if not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.TextAlignmentRole:
            return _RIGHT if column.numeric else _LEFT
        if role == Role.ToolTipRole:
            return column.head_tip or None
        return None

    def _title_data(self, row: int, role: int) -> Any:
        record = self.record(row)
        if self.row_title is None or record is None:
            return None
        if role == Role.DisplayRole:
            return cell_text(self.row_title(record))
        if role == Role.ToolTipRole:
            return plain_tip(self.row_title(record))
        return _LEFT if role == Role.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Qt: what was typed goes to the column's `edit`; unchanged text is nothing to keep."""
        if role != Role.EditRole or not index.isValid() or not self.can_edit(index):
            return False
        item, column = self._items[index.row()], self.columns[index.column()]
        text = str(value).strip()
        waiting = self.waiting_text(item, column)
        if column.edit is None or text == (_start(item, column) if waiting is None else waiting):
            return False
        if self.unsaved is not None and waiting is not None and text == _start(item, column):
            self.unsaved.settle({self.cell(item, column)})
            return True
        return column.edit(item, text)

    def repaint(self, record: Any) -> None:
        """What is to be told of one record has changed."""
        row = self.row_of(self._key(record))
        if row is not None:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def _same_place(self, new: Any, old: Any) -> bool:
        if new is old:
            return True
        if isinstance(new, GroupHeading) or isinstance(old, GroupHeading):
            return bool(new == old)
        return bool(self._key(new) == self._key(old))

    def _repaint(self, new: list[Any], anew: bool) -> None:
        old, self._items = self._items, new
        places = range(len(new)) if anew else [at for at, item in enumerate(new) if item is not old[at]]
        for first, last in _runs(places):
            self.headerDataChanged.emit(Qt.Orientation.Vertical, first, last)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending places as (first, last) of those that follow one another."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place - 1:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found


def _start(item: Any, column: TableColumn) -> str:
    return (column.start or column.text)(item)


def _heading_data(item: GroupHeading, column: int, role: int) -> Any:
    if role == Role.DisplayRole and column == 0:
        return item.text
    if role == Role.FontRole:
        font = QFont()
        font.setBold(True)
        return font
    if role == Role.BackgroundRole:
        return shade("rail")
    return None


def _cell_data(item: Any, column: TableColumn, role: int) -> Any:
    if role == Role.DisplayRole:
        return cell_text(column.text(item))
    if role in (Role.EditRole, WHOLE):
        return _start(item, column) if role == Role.EditRole else column.text(item)
    if role == Role.TextAlignmentRole:
        return _RIGHT if column.numeric else _LEFT
    if role == CHOICES:
        return list(column.choices)
    if role in (OWN_WORDS, COMPLETES):
        return column.own_words if role == OWN_WORDS else column.completes
    if role == Role.ForegroundRole and column.colour:
        name = column.colour(item)
        return colour_of(name) if name else None
    if role == Role.DecorationRole and column.sign:
        return _sign(item, column)
    if role == Role.FontRole:
        return _font(item, column)
    if role == Role.ToolTipRole:
        return plain_tip(column.tip(item) if column.tip else column.text(item)) or None
    return None


def _font(item: Any, column: TableColumn) -> QFont | None:
    bold, struck = column.bold is not None and column.bold(item), column.struck is not None and column.struck(item)
    if not bold and not struck:
        return None
    font = QFont()
    font.setBold(bold)
    font.setStrikeOut(struck)
    return font


def _waiting_data(typed: str, numeric: bool, why: str, role: int) -> Any:
    """How a cell looks whose text is not stored yet: told by sign and colour, and in words to who does not see them.

    A sign would leave too little room for a figure: its corner, which every such cell has, has to do.
    """
    if role == Role.DisplayRole:
        return cell_text(typed) or tr("（清空）")
    if role == Role.EditRole:
        return typed
    if role == Role.ForegroundRole:
        return shade("look")
    if role == Role.DecorationRole:
        return None if numeric else icon("sign-bang", "look")
    told = tr("还没有存上（Ctrl+S 再试）：{why}", why=why)
    return plain_tip(told) if role == Role.ToolTipRole else f"{cell_text(typed)}，{told}"


def cell_text(text: str) -> str:
    """Text as one line of bounded length, hidden characters made visible."""
    whole = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return whole if whole.isascii() and whole.isprintable() else visible(whole).replace("\n", " ")


def plain_tip(text: str) -> str:
    """A tooltip that shows foreign text as it is: Qt would take what looks like markup for it."""
    return f"<p>{html.escape(visible(text[:_LONGEST]))}</p>" if text.strip() else ""


def _sign(item: Any, column: TableColumn) -> QIcon | None:
    name = column.sign(item) if column.sign else ""
    return icon(name, (column.colour(item) if column.colour else None) or "text") if name else None


class RecordSort(_Proxy):
    """Sorts by each column's `order`, which may be a Decimal, and keeps rows in which every word of a search stands.

    With `arranges` somebody else sorts: it is told the column (-1 for none) and the direction.
    """

    arranges: Callable[[int, Qt.SortOrder], object] | None = None

    def __init__(self, model: RecordTableModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: list[str] = []
        self._texts: dict[int, str | None] = {}
        model.modelReset.connect(self._texts.clear)
        model.dataChanged.connect(self._forget)  # before the proxy itself hears of it
        self.setSourceModel(model)

    def search(self, text: str) -> None:
        """Show only rows that hold every word of `text` in some cell."""
        self._words = text.casefold().split()
        self.invalidateFilter()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: another order is wanted."""
        if self.arranges is None:
            super().sort(column, order)
        else:
            self.arranges(column, order)

    def read_ahead(self) -> None:
        """Read the texts of some rows and go on when there is nothing else to do: a search is to come."""
        waiting = [row for row in range(self._model.rowCount()) if row not in self._texts]
        for row in waiting[:_AHEAD]:
            self._text(row)
        if len(waiting) > _AHEAD:
            QTimer.singleShot(0, self, self.read_ahead)

    def _text(self, row: int) -> str | None:
        """What a search looks through in a row; None for a heading."""
        if row not in self._texts:
            record = self._model.record(row)
            told = None if record is None else "\n".join(column.text(record) for column in self._model.columns)
            self._texts[row] = None if told is None else told.casefold()
        return self._texts[row]

    def _forget(self, first: Index, last: Index) -> None:
        for row in range(first.row(), last.row() + 1):
            self._texts.pop(row, None)

    def record(self, row: int) -> Any:
        """The record of a shown row."""
        return self._model.record(self.mapToSource(self.index(row, 0)).row())

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Qt: whether a row is shown."""
        if not self._words:
            return True
        held = self._texts[row] if row in self._texts else self._text(row)
        return held is None or all(word in held for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Qt: exact comparison; what has no value comes last upwards."""
        column = self._model.columns[left.column()]
        one, other = self._model.record(left.row()), self._model.record(right.row())
        if one is None or other is None:
            return False
        order = column.order or column.text
        first, second = order(one), order(other)
        if first is None or second is None:
            return first is not None
        return bool(first < second)


def source_row(model: QAbstractItemModel, index: Index) -> int:
    """The row in the record model that a view's index stands for."""
    return model.mapToSource(index).row() if isinstance(model, _Proxy) else index.row()
