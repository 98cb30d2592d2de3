"""The first columns of a table stay where they are while the others are scrolled sideways under them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from zonetracker.ui.parts.table.model import Index
from zonetracker.ui.parts.table.view import CellEditor, RecordTable


class StayingColumns(QTableView):
    """A second view of the first `count` columns of a table, over their place as long as they are scrolled away.

    It shares model and selection, and takes neither keys nor edits: who goes to one of its cells has the table scroll
    back to it.
    """

    def __init__(self, table: RecordTable, count: int) -> None:
        super().__init__(table)
        self._table = table
        self._count = count
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(CellEditor(table.records, self))
        if table.records.unsaved is not None:
            table.records.unsaved.changed.connect(self.viewport().update)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("stayingColumns")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(table.selectionBehavior())
        self.setAlternatingRowColors(table.alternatingRowColors())
        self.setShowGrid(table.showGrid())
        self.setWordWrap(False)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAutoScroll(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.horizontalHeader().setSortIndicatorShown(True)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        table.uncover = self.uncover
        bar = table.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._go_along())
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.follow())
        table.horizontalHeader().sectionResized.connect(lambda *_: self.follow())
        table.horizontalHeader().sortIndicatorChanged.connect(self._show_order)
        table.records.modelReset.connect(self.follow)
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        self.hide()

    @property
    def width_held(self) -> int:
        """How wide the columns are that stay."""
        return sum(self._table.columnWidth(place) for place in range(self._count))

    def follow(self) -> None:
        """Lie over the table as it is now; away where its first columns are seen anyway."""
        table, held = self._table, self.width_held
        away = table.horizontalScrollBar().value() > 0 and held < table.viewport().width() * 2 // 3
        self.setVisible(away)
        if not away:
            return
        head = table.horizontalHeader().height()
        corner = table.viewport().geometry().topLeft()
        self.setGeometry(corner.x(), corner.y() - head, held, table.viewport().height() + head)
        self.horizontalHeader().setFixedHeight(head)
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        self.setIconSize(table.iconSize())
        for place in range(table.model().columnCount()):
            self.setColumnHidden(place, place >= self._count)
            if place < self._count:
                self.setColumnWidth(place, table.columnWidth(place))
        self._go_along()
        self.raise_()

    def updateGeometries(self) -> None:
        """Qt: how far this view can be scrolled is what the table says, not what it has measured itself."""
        super().updateGeometries()
        self._go_along()

    def _go_along(self) -> None:
        """Stand where the table stands: a name never lies beside the figures of another row."""
        bar, own = self._table.verticalScrollBar(), self.verticalScrollBar()
        own.setRange(bar.minimum(), bar.maximum())
        own.setValue(bar.value())

    def uncover(self, index: Index) -> None:
        """Have the table scroll until nothing of this view lies over a cell."""
        bar, left = self._table.horizontalScrollBar(), self._table.columnViewportPosition(index.column())
        if index.column() < self._count:
            bar.setValue(0)
        elif self.isVisible() and left < self.width_held:
            bar.setValue(bar.value() - (self.width_held - left))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the table has another size or look."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.FontChange):
            self.follow()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a row is chosen, in the column that one is in; nothing scrolls under the mouse."""
        row = self.rowAt(int(event.position().y()))
        here = self._table.currentIndex()
        shown = self._table.columnAt(self.width_held)
        column = here.column() if here.isValid() and here.column() >= self._count else shown
        self._table.press_sign(self.indexAt(event.position().toPoint()), self._place_of(int(event.position().x())))
        index = self._table.model().index(row, column)
        if index.isValid():
            flag = self._table.selectionCommand(index, event)
            self._table.selectionModel().setCurrentIndex(index, flag)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)

    def _place_of(self, at: int) -> int:
        """Where in the table's own view a place of this one lies."""
        return at - self._table.horizontalScrollBar().value()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: nothing is drawn over."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: the cell itself is gone to and edited."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self._table.setCurrentIndex(index)
            self._table.edit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the table rolls."""
        self._table.wheelEvent(event)

    def _show_order(self, column: int, order: Qt.SortOrder) -> None:
        self.horizontalHeader().setSortIndicator(column, order)

    def _sort(self, column: int) -> None:
        header = self._table.horizontalHeader()
        same = header.sortIndicatorSection() == column
        up = Qt.SortOrder.AscendingOrder
        if same and header.sortIndicatorOrder() is not up:
            header.setSortIndicator(-1, up)
        else:
            header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if same else up)
