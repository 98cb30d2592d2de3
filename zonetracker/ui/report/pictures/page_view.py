"""One page of a scan: its picture with the place of a figure marked, walked by keys, wheel and mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from zonetracker.model.reports.layout import PagePrints, PrintBox
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.theme import LIGHT, shade

_GAP = 8
_LEAST, _MOST, STEP = 0.05, 4.0, 1.2
_AROUND = 2, 4
"""So many pixels of paper stand between a figure and the box around it, at its sides and above and below."""
_NEAR_LINES = 1.5
_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class ScanPageView(QAbstractScrollArea):
    """Shows one page so large that it can be read, or as wide as fits; what is marked stands in a box.

    `place_clicked` gives the character of the text that stands where was clicked, `turned` by how many pages to go.
    """

    place_clicked = Signal(int)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.page: PagePrints | None = None
        self._picture: QImage | None = None
        self._small = QPixmap()
        self._boxes: Sequence[PrintBox] = ()
        self._zoom: float | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("原页图片"))
        self.viewport().setAutoFillBackground(False)

    def show_page(self, page: PagePrints | None, picture: QImage | None, boxes: Sequence[PrintBox]) -> None:
        """Show a page with these places marked; without a picture the places alone, on bare paper."""
        other = page is not self.page
        if picture is not self._picture:
            self._picture, self._small = picture, QPixmap()
        self.page, self._boxes = page, tuple(boxes)
        self._measure()
        if boxes or other:
            self.bring_into_view()
        self.viewport().update()

    # ---- where things are

    def scale(self) -> float:
        """Pixels of the window a point of the page picture."""
        if self._zoom or self.page is None:
            return self._zoom or 1.0
        fitting = max((self.viewport().width() - 2 * _GAP) / self.page.width, _LEAST)
        return fitting if self._zoom is not None else max(fitting, self._readable(self.page))

    def _readable(self, page: PagePrints) -> float:
        """At which scale most lines of a page are as high as those of the window."""
        heights = sorted(one.box.height for one in page.prints)
        return min(1.0, self.fontMetrics().height() / heights[len(heights) // 2]) if heights else 0.0

    def marked(self) -> list[QRectF]:
        """The boxes around what is marked, as they stand in the view."""
        beside, over = _AROUND
        return [self.on_screen(box).adjusted(-beside, -over, beside, over) for box in self._boxes]

    def on_screen(self, box: PrintBox) -> QRectF:
        """Where a place of the page stands in the view."""
        scale, corner = self.scale(), self._corner()
        left, top = corner.x() + box.left * scale, corner.y() + box.top * scale
        return QRectF(left, top, box.width * scale, box.height * scale)

    def _on_page(self, point: QPointF) -> tuple[float, float]:
        """Where on the page a point of the view lies."""
        scale, away = self.scale(), point - self._corner()
        return away.x() / scale, away.y() / scale

    def _paper(self) -> QRectF:
        page = self.page
        return QRectF() if page is None else self.on_screen(PrintBox(0, 0, page.width, page.height))

    def _corner(self) -> QPointF:
        page = self.page
        wide = 0.0 if page is None else page.width * self.scale()
        left = max(float(_GAP), (self.viewport().width() - wide) / 2)
        return QPointF(left - self.horizontalScrollBar().value(), _GAP - self.verticalScrollBar().value())

    def _measure(self) -> None:
        page, scale, room = self.page, self.scale(), self.viewport().size()
        across, down = (0, 0) if page is None else (page.width, page.height)
        for bar, whole, seen in (
            (self.horizontalScrollBar(), across, room.width()),
            (self.verticalScrollBar(), down, room.height()),
        ):
            bar.setRange(0, max(0, round(whole * scale) + 2 * _GAP - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(30)

    def bring_into_view(self) -> None:
        """Scroll so that the first marked place is well seen; one that is seen stays, and without one the page begins
        at its top.
        """
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if not self._boxes:
            across.setValue(0)
            down.setValue(0)
            return
        room, box = self.viewport(), self.marked()[0]
        if box.top() < room.height() * 0.1 or box.bottom() > room.height() * 0.9:
            down.setValue(round(down.value() + box.center().y() - room.height() * 0.4))
        if box.left() < 0 or box.right() > room.width():
            across.setValue(round(across.value() + box.center().x() - room.width() / 2))

    # ---- size

    def zoom(self, factor: float) -> None:
        """Larger or smaller; what is marked, or else in the middle, stays where it is. 0 fits the width again."""
        before, view = self.scale(), QRectF(self.viewport().rect())
        room = next((box.center() for box in self.marked() if view.contains(box.center())), view.center())
        across, down = self._on_page(room)
        self._zoom = min(max(before * factor, _LEAST), _MOST) if factor else 0.0
        self._small = QPixmap()
        self._measure()
        corner, scale = self._corner() - room, self.scale()
        for bar, by in (
            (self.horizontalScrollBar(), corner.x() + across * scale),
            (self.verticalScrollBar(), corner.y() + down * scale),
        ):
            bar.setValue(round(bar.value() + by))
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: fit again, what is marked stays in view."""
        super().resizeEvent(event)
        self._small = QPixmap()
        self._measure()
        if self._boxes:
            self.bring_into_view()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the page, and the boxes: dark within light, so that they are seen on any paper."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), shade("rail"))
        if self.page is None:
            return
        paper = self._paper()
        painter.fillRect(paper, QColor("white"))
        self._paint_picture(painter, paper)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self.marked():
            for colour, width in ((QColor(255, 255, 255, 150), 4.0), (QColor(LIGHT.fails), 2.0)):
                painter.setPen(QPen(colour, width))
                painter.drawRoundedRect(box, 3, 3)

    def _paint_picture(self, painter: QPainter, paper: QRectF) -> None:
        """A picture that is to be smaller is made so once, well; a larger one is only painted where it is seen."""
        picture = self._picture
        if picture is None:
            return
        ratio = self.devicePixelRatioF()
        wanted = (paper.size() * ratio).toSize()
        if wanted.width() >= picture.width():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, picture)
            return
        if self._small.size() != wanted:
            modes = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._small = QPixmap.fromImage(picture.scaled(wanted, *modes))
            self._small.setDevicePixelRatio(ratio)
        painter.drawPixmap(paper.topLeft().toPoint(), self._small)

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Page Up and Down for the pages, + and - and 0 for the size, else the scroll bars' keys."""
        key, text = event.key(), event.text()
        if key in _STEPS:
            self.turned.emit(_STEPS[Qt.Key(key)])
        elif text in ("+", "="):
            self.zoom(STEP)
        elif text == "-":
            self.zoom(1 / STEP)
        elif text == "0":
            self.zoom(0)
        elif key == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif key == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click tells what stands there."""
        super().mouseReleaseEvent(event)
        place = self._place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and place is not None:
            self.place_clicked.emit(place)

    def _place_at(self, point: QPointF) -> int | None:
        """The character of the print that is nearest to a point; None where no print is near."""
        if self.page is None or not self.page.prints:
            return None
        at = self._on_page(point)
        nearest = min(self.page.prints, key=lambda one: _distance(one.box, at))
        if _distance(nearest.box, at) > _NEAR_LINES * nearest.box.height:
            return None
        box, span = nearest.box, nearest.span
        share = int((at[0] - box.left) * (span.end - span.start) // box.width)
        return min(max(span.start + share, span.start), span.end - 1)


def _distance(box: PrintBox, at: tuple[float, float]) -> float:
    """How far a point lies from a box, across and down together; 0 within."""
    left, top = at
    across = max(box.left - left, left - box.left - box.width, 0.0)
    down = max(box.top - top, top - box.top - box.height, 0.0)
    return across + down
