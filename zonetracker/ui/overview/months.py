"""Targets × months as a table of lights: each with its colour, its sign and its word, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zonetracker.drawing.palette import QUIET, TINT, mixed
from zonetracker.model.standing import UNJUDGED
from zonetracker.services.overview import progress_of
from zonetracker.services.overview.months import LightsByMonth, MonthGrid, MonthsRow
from zonetracker.services.tracing import Traced
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.course import part_title
from zonetracker.ui.overview.pictures import COPY_PICTURE_KEY, PictureMenu
from zonetracker.ui.overview.targets_list import show_month_history
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY
from zonetracker.ui.parts.bookkeeping.tracing import trace_command, trace_figure
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.icons import paint_sign, sign_size
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.signs import grade_sign
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import Index, RecordTableModel, TableColumn, source_row
from zonetracker.ui.parts.table.view import CellEditor, RecordTable
from zonetracker.ui.parts.tasks import ProgressLine
from zonetracker.ui.parts.theme import colour_of, shade, shades
from zonetracker.words.wording import months, part_name

if TYPE_CHECKING:
    from zonetracker.services.overview.pictures import Picture

_AIR, _GAP = 6, 4


class MonthsView(QWidget):
    """The year so far; Enter goes to the figure of the cell one is on."""

    def __init__(self, desk: Desk, pictures: PictureMenu) -> None:
        super().__init__()
        self._desk = desk
        self._grids = LightsByMonth(desk.ledger)
        self._leave: Callable[[], None] = lambda: None
        self._of: Collection[int] | None = None
        self.grid: MonthGrid | None = None
        self.title = part_title()
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.progress = ProgressLine()
        self.model = RecordTableModel([], key=lambda row: row.target.id, row_title=_name)
        self.table = MonthsTable(self.model)
        self.table.setAccessibleName(tr("逐月评价"))
        self.painter = LightPainter(self.model, self.table)
        self.table.setItemDelegate(self.painter)
        self.table.entered.connect(self._go_to_figure)
        self.table.commands = [
            TableCommand(tr("到实绩页看这个月的数"), lambda: self._go_to_figure(self.table.record()), "Enter"),
            TableCommand(tr("这个月实绩的改动记录"), self.show_history, CELL_HISTORY_KEY),
            TableCommand(tr("看目标和出处"), self._go_to_target),
            trace_command(self.trace),
            *pictures.commands(self.picture, tr("逐月评价图"), COPY_PICTURE_KEY),
        ]
        self.search.searches(self.table.sorting)
        empty = EmptyState(tr("这一年还没有实绩"), tr("填了实绩，每个目标各月的进度评价会列在这里。"))
        self.pile = QStackedWidget()
        self.pile.addWidget(self.table)
        self.pile.addWidget(empty)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch()
        head.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.pile, 1)

    def show_year(self, year: int, of: Collection[int] | None) -> None:
        """Show the targets of a year, or only those `of` these ids; what takes long is worked out in a thread."""
        self._of = of
        self._leave()
        job = self._grids.job(year)
        self._leave = self._desk.tasks.start(job, tr("正在逐月计算…"), self._show, line=self.progress)

    def show_only(self, of: Collection[int] | None) -> None:
        """Show only the targets with these ids, all where None is said."""
        self._of = of
        if self.grid is not None:
            self._show_rows(self.grid)

    def _show(self, grid: MonthGrid) -> None:
        self._leave = lambda: None
        before, self.grid = self.grid, grid
        if before is None or before.last != grid.last:
            self.model.show_columns([_column(month) for month in range(1, grid.last + 1)])
            self.table.lay_out()
        self.pile.setCurrentIndex(0 if grid.last else 1)
        self._show_rows(grid)

    def _show_rows(self, grid: MonthGrid) -> None:
        rows = [row for row in grid.rows if self._of is None or row.target.id in self._of]
        self.painter.words = frozenset(light.word for row in rows for light in row.lights)
        self.model.show_records(rows, anew=False)
        said = tr("{year}年各月进度评价：{count}项", year=grid.year, count=len(rows))
        self.title.setText(said)
        if rows and grid.last and self.table.record() is None:
            self.table.go_to(rows[0].target.id, min(self._desk.month, grid.last) - 1)

    def _go_to_figure(self, row: MonthsRow | None) -> None:
        if row is not None:
            self._desk.go("actuals", (row.indicator.id, self._desk.year, self.table.currentIndex().column() + 1))

    def trace(self) -> bool:
        """F8: where the light of the row and the month that one is on comes from."""
        row: MonthsRow | None = self.table.record()
        if row is None:
            return False
        progress = progress_of(self._desk.ledger, self._desk.year, self.table.currentIndex().column() + 1)
        here = next((one for one in progress.rows if one.target.id == row.target.id), None)
        return trace_figure(self._desk, progress, here, Traced.ASSESSMENT)

    def show_history(self) -> None:
        """Ctrl+H: what became of the figure of the month one is on."""
        row: MonthsRow | None = self.table.record()
        if row is not None:
            show_month_history(self._desk, row.indicator, self.table.currentIndex().column() + 1)

    def _go_to_target(self) -> None:
        row: MonthsRow | None = self.table.record()
        if row is not None:
            self._desk.go("targets", row.target.id)

    def picture(self) -> Picture | None:
        """The rows that are seen, in their order."""
        from zonetracker.services.overview.pictures import picture_of_months

        view = self.table.model()
        if self.grid is None or not self.grid.last or not view.rowCount():
            return None
        seen = [self.table.record_at(view.index(row, 0)) for row in range(view.rowCount())]
        return picture_of_months(self.grid, seen)


def _name(row: MonthsRow) -> str:
    return part_name(row.indicator.name, min(row.depth, 1), apart=True)


def _column(month: int) -> TableColumn:
    def word(row: MonthsRow) -> str:
        light = row.light(month)
        return "" if light is None else light.word

    def order(row: MonthsRow) -> int | None:
        light = row.light(month)
        return None if light is None else int(light.grade)

    return TableColumn(
        f"{month}",
        tr("{month}月", month=month),
        word,
        order=order,
        tip=lambda row: tr("{name} {months}：{word}", name=row.indicator.name, months=months(month), word=word(row)),
    )


class MonthsTable(RecordTable):
    """A table whose months share the width that is there; where it is narrow the signs stay."""

    def __init__(self, model: RecordTableModel) -> None:
        super().__init__(model, sortable=True, cells=True)

    def lay_out(self) -> None:
        """As any table, but no month is wider than another."""
        super().lay_out()
        self.horizontalHeader().setMinimumSectionSize(sign_size(self.font()) + 2 * _AIR)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)


class LightPainter(CellEditor):
    """Paints a light over its whole cell: tinted, its sign, and its word where there is room for all of `words`."""

    def __init__(self, records: RecordTableModel, parent: QWidget) -> None:
        super().__init__(records, parent)
        self._model = records
        self.words: frozenset[str] = frozenset()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: a cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row: MonthsRow | None = self._model.record(source_row(index.model(), index))
        light = row.light(index.column() + 1) if row is not None else None
        if light is None:
            return
        quiet = light.grade in UNJUDGED
        painter.fillRect(rect, colour_of(mixed(light.colour, shades().paper, QUIET if quiet else TINT)))
        font = option.font  # type: ignore[attr-defined]
        letters = option.fontMetrics  # type: ignore[attr-defined]
        size, tone = sign_size(font), "muted" if quiet else "text"
        wide = size + _GAP + max(map(letters.horizontalAdvance, self.words | {light.word}))
        inner = rect.adjusted(_AIR, 0, -_AIR, 0)
        if wide <= inner.width():
            paint_sign(painter, QRect(inner.left(), inner.top(), size, inner.height()), grade_sign(light.grade), tone)
            painter.setPen(shade(tone))
            painter.setFont(font)
            painter.drawText(inner.adjusted(size + _GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, light.word)
        else:
            paint_sign(painter, _middle(rect, size), grade_sign(light.grade), tone)
        if state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
            painter.save()
            painter.setPen(QPen(shade("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()


def _middle(rect: QRect, size: int) -> QRect:
    square = QRect(0, 0, size, size)
    square.moveCenter(rect.center())
    return square
