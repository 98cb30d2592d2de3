"""Pages of paper on the screen, painted by the same composer as the printed ones; walked by keys and wheel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea

from zonetracker.paper.compose import paint_page
from zonetracker.paper.flow import PAGE_HEIGHT, PAGE_WIDTH
from zonetracker.paper.fonts import UNITS
from zonetracker.paper.marks import PaperPage
from zonetracker.paper.typesetting import letter_width
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.theme import shade

_GAP = 14
_LEAST, _MOST, _STEP = 0.4, 3.0, 1.15


def letter_at(page: PaperPage, at: QPointF) -> int | None:
    """Which letter of all that stands on a page lies at a point, in points of paper; None where none does."""
    before = 0
    for run in page.runs:
        if run.y - run.size <= at.y() <= run.y + run.size / 3 and at.x() >= run.x:
            right = run.x
            for place, letter in enumerate(run.text):
                right += letter_width(letter, run.face, run.size) * run.set_width
                if at.x() < right:
                    return before + place
        before += len(run.text)
    return None


class PaperView(QAbstractScrollArea):
    """Shows pages below one another, as wide as fits; + and - change the size, 0 fits again.

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
        """Pixels a point."""
        fitting = (self.viewport().width() - 2 * _GAP) / PAGE_WIDTH
        return self._zoom or min(max(fitting, _LEAST), 1.5)

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
        return min(len(self.pages), int(middle // self._page_pixels()) + 1)

    def _page_pixels(self) -> float:
        return PAGE_HEIGHT * self.scale() + _GAP

    def _measure(self) -> None:
        room = self.viewport().size()
        down = round(len(self.pages) * self._page_pixels() + _GAP)
        across = round(PAGE_WIDTH * self.scale() + 2 * _GAP)
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
        scale, top = self.scale(), self.verticalScrollBar().value()
        wide, high = PAGE_WIDTH * scale, PAGE_HEIGHT * scale
        left = max(_GAP, (self.viewport().width() - wide) / 2) - self.horizontalScrollBar().value()
        for place, page in enumerate(self.pages):
            y = _GAP + place * self._page_pixels() - top
            if y > self.viewport().height() or y + high < 0:
                continue
            painter.save()
            painter.setPen(QPen(shade("line")))
            painter.setBrush(QColor("#ffffff"))
            painter.drawRect(QRectF(left, y, wide, high))
            painter.translate(left, y)
            painter.scale(scale / UNITS, scale / UNITS)
            paint_page(painter, page)
            painter.restore()

    def page_text(self) -> str:
        """What stands on the page in the middle of the view."""
        number = self.current_page()
        return "".join(run.text for run in self.pages[number - 1].runs) if number else ""

    def _point_at(self, at: QPointF) -> None:
        scale = self.scale()
        left = max(_GAP, (self.viewport().width() - PAGE_WIDTH * scale) / 2) - self.horizontalScrollBar().value()
        for number, page in enumerate(self.pages):
            top = _GAP + number * self._page_pixels() - self.verticalScrollBar().value()
            place = letter_at(page, QPointF((at.x() - left) / scale, (at.y() - top) / scale))
            if place is not None:
                self.pointed.emit("".join(run.text for run in page.runs), place)
                return

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
        place, down = divmod(point.y() + self.verticalScrollBar().value() - _GAP, self._page_pixels())
        if not 0 <= place < len(self.pages):
            return ""
        y = down / self.scale()
        runs = [run for run in self.pages[int(place)].runs if abs(run.y - run.size / 3 - y) <= run.size]
        return min(runs, key=lambda run: abs(run.y - run.size / 3 - y)).text if runs else ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: Ctrl and the wheel change the size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)
        else:
            super().wheelEvent(event)
