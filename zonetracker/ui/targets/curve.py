"""The course of a year as it is typed: twelve cumulative shares over the even one, drawn."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from zonetracker.model.checking.limits import curve_beyond
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.theme import shade
from zonetracker.words.typed import read_curve
from zonetracker.words.wording import figure

_MONTHS = 12
_LETTERS, _LINES = 28, 6


class CurveView(QWidget):
    """Draws what stands in the field of a curve, beside N/12; what is no curve (yet) is not drawn."""

    def __init__(self) -> None:
        super().__init__()
        self.shares: tuple[Decimal, ...] = ()
        self.setAccessibleName(tr("进度曲线"))
        self.setMaximumHeight(2 * self.sizeHint().height())
        self.show_text("")

    def show_text(self, text: str) -> None:
        """Draw what this says."""
        try:
            read = read_curve(text)
        except Refusal:
            read = ()
        self.shares = read if len(read) == _MONTHS and curve_beyond(read) is None else ()
        told = [tr("{month}月 {share}%", month=at, share=figure(share)) for at, share in enumerate(self.shares, 1)]
        self.setToolTip("，".join(told) or tr("虚线：每月一样快（N/12）"))
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: wide enough to see a bend."""
        return QSize(_LETTERS * self.fontMetrics().horizontalAdvance("0"), _LINES * self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Qt: the same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: frame, months, the even course dashed, the own one over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        letters = self.fontMetrics()
        room = QRectF(self.rect()).adjusted(
            letters.horizontalAdvance("100%") + 6, letters.height() / 2, -8, -letters.height() - 4
        )
        painter.setPen(QPen(shade("line"), 1))
        painter.drawRect(room)
        painter.setPen(shade("muted"))
        for share in (0, 50, 100):
            place = _place(room, 0, Decimal(share))
            beside = QRectF(0, place.y() - letters.height() / 2, room.left() - 4, letters.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{share}%")
        for month in (3, 6, 9, 12):
            place = _place(room, month, Decimal(0))
            said = tr("{month}月", month=month)
            half = letters.horizontalAdvance(said) / 2 + 2
            left = min(place.x() - half, self.width() - 2 * half)
            painter.drawText(
                QRectF(left, room.bottom() + 2, 2 * half, letters.height()), Qt.AlignmentFlag.AlignCenter, said
            )
        painter.setPen(QPen(shade("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(_place(room, 0, Decimal(0)), _place(room, _MONTHS, Decimal(100)))
        if self.shares:
            painter.setPen(QPen(shade("accent"), 2))
            course = [_place(room, 0, Decimal(0))]
            course += [_place(room, month, share) for month, share in enumerate(self.shares, 1)]
            painter.drawPolyline(QPolygonF(course))


def _place(room: QRectF, month: int, share: Decimal) -> QPointF:
    return QPointF(room.left() + room.width() * month / _MONTHS, room.bottom() - room.height() * float(share) / 100)
