"""Pages of paper on the screen, painted by the same composer as the printed ones; walked by keys and wheel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from zonetracker.paper.compose import paint_page
from zonetracker.paper.fonts import UNITS
from zonetracker.paper.marks import PaperPage
from zonetracker.paper.typesetting import letter_width
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.theme import shade
from zonetracker.words.wording import stretches

_GAP = 14
_WIDTH = PaperPage(0).size[0]
_LEAST, _MOST, _STEP = 0.4, 3.0, 1.15


def letter_at(page: PaperPage, at: QPointF) -> int | None:
    """Which letter of all that stands on a page lies at a point, in points of paper; None where none does."""
    before = 0
    for run in page.runs:
        if run.y - run.size <= at.y() <= run.y + run.size / 3 and at.x() >= run.x:
            right, place = run.x, before
            for stretch in stretches(run.text):
                for letter in stretch:
                    right += letter_width(letter, run.face, run.size) * run.set_width
                    if at.x() < right:
                        return place
                    place += 1
                right += run.apart
        before += len(run.text)
    return None


class PaperView(QAbstractScrollArea):
    """Shows pages below one another, all as wide as fits; + and - change the size, 0 fits again.

    `picked` carries the line that was double-clicked, "" where Enter or F2 was pressed; `pointed` tells, with Ctrl
    held, the text of a page and which of its letters was double-clicked.
    """

    picked = Signal(str)
    pointed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.pages: Sequence[PaperPage] = ()
        self._zoom = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("通报预览"))
        self.setMinimumWidth(240)
        self.viewport().setAutoFillBackground(False)

    def show_pages(self, pages: Sequence[PaperPage]) -> None:
        """Show other pages, from the same place."""
        self.pages = pages
        self._measure()
        self.viewport().update()

    def scale(self) -> float:
        """Pixels a point of an upright page; one on its side is as wide on the screen."""
        fitting = (self.viewport().width() - 2 * _GAP) / _WIDTH
        return self._zoom or min(max(fitting, _LEAST), 1.5)

    def _scale_of(self, page: PaperPage) -> float:
        return self.scale() * _WIDTH / page.size[0]

    def zoom(self, factor: float) -> None:
        """Larger or smaller; 0 fits the width again."""
        self._zoom = min(max(self.scale() * factor, _LEAST), _MOST) if factor else 0.0
        self._measure()
        self.viewport().update()

    def current_page(self) -> int:
        """The number of the page in the middle of the view; 0 where there is none."""
        if not self.pages:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return next((page.number for page, top, high in self._places() if middle < top + high + _GAP), len(self.pages))

    def _places(self) -> Iterator[tuple[PaperPage, float, float]]:
        """Each page with where it begins and how high it is, in pixels of the whole."""
        top = float(_GAP)
        for page in self.pages:
            high = page.size[1] * self._scale_of(page)
            yield page, top, high
            top += high + _GAP

    def _left_edge(self) -> float:
        free = (self.viewport().width() - _WIDTH * self.scale()) / 2
        return max(_GAP, free) - self.horizontalScrollBar().value()

    def _measure(self) -> None:
        room = self.viewport().size()
        down = round(max((top + high for _, top, high in self._places()), default=0) + _GAP)
        across = round(_WIDTH * self.scale() + 2 * _GAP)
        for bar, whole, seen in (
            (self.verticalScrollBar(), down, room.height()),
            (self.horizontalScrollBar(), across, room.width()),
        ):
            bar.setRange(0, max(0, whole - seen))
            bar.setPageStep(seen)
            bar.setSingleStep(40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: fit again."""
        super().resizeEvent(event)
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the pages in view; the others are not painted."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), shade("rail"))
        wide, left, scrolled = _WIDTH * self.scale(), self._left_edge(), self.verticalScrollBar().value()
        for page, top, high in self._places():
            if top - scrolled > self.viewport().height() or top + high < scrolled:
                continue
            painter.save()
            painter.setPen(QPen(shade("line")))
            painter.setBrush(QColor("#ffffff"))
            painter.drawRect(QRectF(left, top - scrolled, wide, high))
            painter.translate(left, top - scrolled)
            painter.scale(self._scale_of(page) / UNITS, self._scale_of(page) / UNITS)
            paint_page(painter, page)
            painter.restore()

    def page_text(self) -> str:
        """What stands on the page in the middle of the view."""
        number = self.current_page()
        return "".join(run.text for run in self.pages[number - 1].runs) if number else ""

    def _point_at(self, at: QPointF) -> None:
        page, point = self._on_page(at)
        place = None if page is None else letter_at(page, point)
        if page is not None and place is not None:
            self.pointed.emit("".join(run.text for run in page.runs), place)

    def _on_page(self, at: QPointF) -> tuple[PaperPage | None, QPointF]:
        """The page at a point of the view and where on it, in points of paper."""
        down = at.y() + self.verticalScrollBar().value()
        for page, top, high in self._places():
            if top <= down < top + high:
                scale = self._scale_of(page)
                return page, QPointF((at.x() - self._left_edge()) / scale, (down - top) / scale)
        return None, at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: + and - and 0 for the size, Home and End, else the scroll bars' keys."""
        bar = self.verticalScrollBar()
        if event.text() in ("+", "="):
            self.zoom(_STEP)
        elif event.text() == "-":
            self.zoom(1 / _STEP)
        elif event.text() == "0":
            self.zoom(0)
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.picked.emit("")
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: pick the line under the mouse, or with Ctrl point at the letter there."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._point_at(event.position())
        else:
            self.picked.emit(self._line_at(event.position()))

    def _line_at(self, point: QPointF) -> str:
        """The text that stands where a point of the view lies, "" beside the pages."""
        page, at = self._on_page(point)
        y = at.y()
        runs = [] if page is None else [run for run in page.runs if abs(run.y - run.size / 3 - y) <= run.size]
        return min(runs, key=lambda run: abs(run.y - run.size / 3 - y)).text if runs else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)
