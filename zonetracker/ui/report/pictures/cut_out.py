"""The line of a page on which a figure stands, cut out of its picture: beside the field where the figure is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLabel

from zonetracker.model.facts import Report
from zonetracker.model.reports.layout import PagePrints, PrintBox
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.theme import LIGHT
from zonetracker.ui.report.pictures.fetching import PagePictures

_BESIDE, _OVER = 8, 0.6
"""How much of the page stands around the figure, in heights of its line."""
_LINES = 4
"""How high it is at most, in heights of the letters of the window."""
_WIDEST = 420


class CutOut(QLabel):
    """Shows the line as soon as its page is there; without one it takes no room."""

    def __init__(self, pictures: PagePictures, report: Report, page: PagePrints, boxes: Sequence[PrintBox]) -> None:
        super().__init__()
        self._pictures, self._report, self._page, self._box = pictures, report, page, boxes[0]
        self.setAccessibleName(tr("原页上的这一行"))
        self.hide()
        pictures.came.connect(self._take)
        pictures.want(report, page)
        self._take(page.number)

    def _take(self, number: int) -> None:
        picture = self._pictures.picture(self._report, self._page)
        if number != self._page.number or picture is None:
            return
        scale, box = picture.width() / self._page.width, self._box
        print_ = QRect(*(round(one * scale) for one in (box.left, box.top, box.width, box.height)))
        beside, over = round(_BESIDE * print_.height()), round(_OVER * print_.height())
        wanted = print_.adjusted(-beside, -over, beside, over).intersected(picture.rect())
        if wanted.isEmpty():
            return
        cut = QPixmap.fromImage(picture.copy(wanted))
        painter = QPainter(cut)
        painter.setPen(QPen(QColor(LIGHT.fails), max(2.0, print_.height() / 12)))
        painter.drawRect(print_.translated(-wanted.topLeft()).adjusted(-2, -2, 2, 2))
        painter.end()
        self._show(cut)

    def _show(self, cut: QPixmap) -> None:
        ratio = self.devicePixelRatioF()
        height = min(cut.height(), round(_LINES * self.fontMetrics().height() * ratio))
        modes = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = cut.scaled(round(_WIDEST * ratio), height, *modes)
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)
        self.show()
