"""The stage of a project as a row of dots, one a node, and its word beside them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem

from zonetracker.model.milestones.projects import ProjectRow
from zonetracker.ui.parts.table.model import RECORD, Index, cell_text
from zonetracker.ui.parts.table.view import CellEditor
from zonetracker.ui.parts.theme import shade

_EDGE, _MOST = 8, 12
_SIZE, _APART = 0.55, 0.25
"""How large a dot is, and how far dots stand apart, in heights of a letter."""


class StageDots(CellEditor):
    """Paints a full dot for each node that is done and an open one for each that is not."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: what it would write is painted here."""
        super().initStyleOption(option, index)
        if _stages(index):
            option.text = ""  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: the cell as any other, then the dots and the word."""
        super().paint(painter, option, index)
        done = _stages(index)
        if not done:
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        painter.setClipRect(rect)
        left = self._dots(painter, rect, done[:_MOST])
        painter.setPen(shade("text"))
        room = QRect(left, rect.top(), rect.right() - left - _EDGE, rect.height())
        whole = cell_text(str(index.data() or ""))
        word = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)
        painter.restore()

    def _dots(self, painter: QPainter, rect: QRect, done: tuple[bool, ...]) -> int:
        """Paint them; where they end."""
        high = painter.fontMetrics().ascent()
        size, apart = high * _SIZE, high * _APART
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, top = rect.left() + _EDGE * 1.0, rect.center().y() - size / 2 + 1
        for full in done:
            painter.setPen(QPen(shade("accent" if full else "muted"), 1.2))
            painter.setBrush(shade("accent") if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left, top, size, size))
            left += size + apart
        return round(left + apart)


def _stages(index: Index) -> tuple[bool, ...]:
    row = index.data(RECORD)
    return row.stage.done if isinstance(row, ProjectRow) else ()
