"""The wall of gauges: one tile an indicator, walked with the arrow keys, put in order by keys or by the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from zonetracker.drawing.dial import GaugeReading
from zonetracker.drawing.palette import Palette
from zonetracker.services.overview.wall import WallSize
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.canvas import Canvas
from zonetracker.ui.parts.theme import shade

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEAST, _SMALLEST, _SMALLEST_LOW, _GAP, _EDGE = 188, 136, 104, 8, 3
"""The least widths of a tile: a large one, a small one (or a large one where the wall is low), a small one there."""
_RATIO, _RATIO_BARE = 1.08, 0.93
"""Height by width of a tile with its lines, and of one without."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ARROWS = (*_STEPS, Qt.Key.Key_Up, Qt.Key.Key_Down)
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_SIZES = {
    Qt.Key.Key_Plus: WallSize.LARGE,
    Qt.Key.Key_Equal: WallSize.LARGE,
    Qt.Key.Key_Minus: WallSize.SMALL,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class GaugeDrawing:
    """A gauge; of its lines those for which there is room. `air` is left around it, in parts of the whole."""

    reading: GaugeReading
    air: float = 0.0

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole figure."""
        from zonetracker.drawing.gauge import draw_gauge

        inner = 1 - 2 * self.air
        draw_gauge(figure.add_axes((self.air, self.air, inner, inner)), self.reading, palette)


class GaugeTile(QFrame):
    """One gauge that can be walked to: Enter chooses it, P pins or lets go, the menu key offers both.

    Ctrl+Shift and an arrow moves it on, as dragging does; Ctrl+C copies it.
    """

    chosen = Signal(int)
    pin_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    copy_wanted = Signal(int)
    step_wanted = Signal(int, object)
    move_wanted = Signal(int, object)
    size_wanted = Signal(WallSize)
    dragged = Signal(object, QPoint)
    dropped = Signal(object, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.target_id = 0
        self.reading: GaugeReading | None = None
        self.aimed = False
        self._pressed: QPoint | None = None
        self._dragging = False
        self.canvas = Canvas(self)
        self.canvas.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 2 * _EDGE, _EDGE, 2 * _EDGE)
        layout.addWidget(self.canvas)

    def show_reading(self, target_id: int, reading: GaugeReading) -> None:
        """Show a gauge; an unchanged one is not drawn again."""
        self.target_id = target_id
        if reading == self.reading:
            return
        self.reading = reading
        self.canvas.show_drawing(GaugeDrawing(reading))
        said = tr("{name}：{figure}，{word}", name=reading.name, figure=reading.figure, word=reading.word)
        self.setAccessibleName(said)
        self.setToolTip("\n".join(filter(None, (*reading.lines, reading.mark_words))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: the keys of a tile."""
        if event.key() in _ENTER:
            self.chosen.emit(self.target_id)
        elif event.key() == Qt.Key.Key_P:
            self.pin_wanted.emit(self.target_id)
        elif event.key() in _ARROWS:
            moves = event.modifiers() & _MOVING == _MOVING
            (self.move_wanted if moves else self.step_wanted).emit(event.key(), self)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit(self.target_id)
        elif event.key() in _SIZES and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.size_wanted.emit(_SIZES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click chooses."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        self.chosen.emit(self.target_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: a tile that is drawn along."""
        at = event.position().toPoint()
        if self._pressed is None:
            return
        if not self._dragging and (at - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(self, self.mapToGlobal(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: it is let go over its new place."""
        dragging, self._pressed, self._dragging = self._dragging, None, False
        self.unsetCursor()
        if dragging:
            self.dropped.emit(self, self.mapToGlobal(event.position().toPoint()))

    def aim(self, aimed: bool) -> None:
        """Whether a tile that is drawn along would take this one's place."""
        if aimed is not self.aimed:
            self.aimed = aimed
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: the menu of a tile."""
        self.menu_wanted.emit(self.target_id, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a thin frame, a strong one where the keys go."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self.aimed
        painter.setPen(QPen(shade("accent" if strong else "line"), 2 if strong else 1))
        painter.setBrush(shade("accent_soft" if self.aimed else "paper"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)


class GaugeWall(QScrollArea):
    """Tiles in as many columns as fit, smaller where the wall is low so that a row is seen whole.

    `chosen`, `pin_wanted`, `copy_wanted` and `menu_wanted` tell the target of a tile, `moved` the place of a tile and
    the one it is to have.
    """

    chosen = Signal(int)
    pin_wanted = Signal(int)
    menu_wanted = Signal(int, QPoint)
    copy_wanted = Signal(int)
    moved = Signal(int, int)
    size_wanted = Signal(WallSize)

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[GaugeTile] = []
        self._columns = 0
        self._low = False
        self.size_shown = WallSize.LARGE
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._holder = QWidget()
        self._holder.setObjectName("desk")
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setSpacing(_GAP)
        self.setWidget(self._holder)
        self.setMinimumHeight(120)

    def show_gauges(self, gauges: Sequence[tuple[int, GaugeReading]]) -> None:
        """Show these gauges, each with the id of its target; tiles that are there are used again."""
        while len(self.tiles) > len(gauges):
            tile = self.tiles.pop()
            self._grid.removeWidget(tile)
            tile.deleteLater()
        while len(self.tiles) < len(gauges):
            self._add_tile()
        for tile, (target_id, reading) in zip(self.tiles, gauges, strict=True):
            tile.show_reading(target_id, reading)
        self._fit_all()

    def be_low(self, low: bool) -> None:
        """Smaller tiles with the dial alone, for a very low window."""
        if low != self._low:
            self._low = low
            self._fit_all()

    def show_size(self, size: WallSize) -> None:
        """Large tiles, or small ones with the dial alone of which more are seen."""
        if size is not self.size_shown:
            self.size_shown = size
            self._fit_all()

    def _bare(self) -> bool:
        return self._low or self.size_shown is WallSize.SMALL

    def _smallest(self) -> int:
        return _SMALLEST_LOW if self._bare() else _SMALLEST

    def _least(self) -> int:
        return _LEAST if self.size_shown is WallSize.LARGE else _SMALLEST

    def _height(self, width: int) -> int:
        return round(width * (_RATIO_BARE if self._bare() else _RATIO))

    def _fit_all(self) -> None:
        self._columns = 0
        self.setMinimumHeight(self._height(self._smallest()))
        self._arrange()

    def _add_tile(self) -> None:
        tile = GaugeTile()
        tile.chosen.connect(self.chosen)
        tile.pin_wanted.connect(self.pin_wanted)
        tile.menu_wanted.connect(self.menu_wanted)
        tile.copy_wanted.connect(self.copy_wanted)
        tile.size_wanted.connect(self.size_wanted)
        tile.step_wanted.connect(self._step)
        tile.move_wanted.connect(self._move)
        tile.dragged.connect(self._aim)
        tile.dropped.connect(self._drop)
        self.tiles.append(tile)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.viewport().width() - 6
        columns = max(1, (room + _GAP) // (self._least() + _GAP))
        wide = (room - (columns - 1) * _GAP) // columns
        highest = int(self.viewport().height() / self._height(1000) * 1000)
        if highest < wide:
            wide = max(highest, self._smallest())
            columns = max(1, (room + _GAP) // (wide + _GAP))
            one_more = (room - columns * _GAP) // (columns + 1)
            if one_more >= self._smallest():
                wide, columns = one_more, columns + 1
        for tile in self.tiles:
            tile.setFixedSize(wide, self._height(wide))
        self._grid.invalidate()
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row == -(-len(self.tiles) // columns) else 0)
        for column in range(max(self._grid.columnCount(), columns) + 1):
            self._grid.setColumnStretch(column, 1 if column == columns else 0)

    def go_to(self, place: int) -> None:
        """The keyboard goes to the tile at this place, or to the last one."""
        if self.tiles:
            tile = self.tiles[min(place, len(self.tiles) - 1)]
            tile.setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(tile)

    def _beside(self, key: Qt.Key, tile: GaugeTile) -> int | None:
        step = _STEPS.get(key, self._columns if key == Qt.Key.Key_Down else -self._columns)
        place = self.tiles.index(tile) + step
        return place if 0 <= place < len(self.tiles) else None

    def _step(self, key: Qt.Key, tile: GaugeTile) -> None:
        place = self._beside(key, tile)
        if place is not None:
            self.go_to(place)

    def _move(self, key: Qt.Key, tile: GaugeTile) -> None:
        place = self._beside(key, tile)
        if place is not None:
            self.moved.emit(self.tiles.index(tile), place)

    def _under(self, at: QPoint) -> GaugeTile | None:
        return next((tile for tile in self.tiles if tile.rect().contains(tile.mapFromGlobal(at))), None)

    def _aim(self, dragged: GaugeTile, at: QPoint) -> None:
        here = self._under(at)
        for tile in self.tiles:
            tile.aim(tile is here and tile is not dragged)
        if here is not None:
            self.ensureWidgetVisible(here)

    def _drop(self, dragged: GaugeTile, at: QPoint) -> None:
        here = self._under(at)
        for tile in self.tiles:
            tile.aim(False)
        if here is not None and here is not dragged:
            self.moved.emit(self.tiles.index(dragged), self.tiles.index(here))
