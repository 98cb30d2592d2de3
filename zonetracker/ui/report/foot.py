"""What stands below the review table: the reason of the row, the count, and what can be done with the row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.table.view import ANY_HEIGHT
from zonetracker.ui.report.buttons import ButtonRow
from zonetracker.ui.report.row_detail import RowDetail

_REASON_IN_LINES = 15
"""How wide the reason is at least where buttons stand beside it, in heights of its letters."""


class RowFoot(QWidget):
    """Two lines; in a low window one, where the reason has its room first and `why` opens all of it from the menu."""

    def __init__(self, detail: RowDetail, buttons: Sequence[QPushButton], why: QPushButton) -> None:
        super().__init__()
        self.detail = detail
        self.place = plain_label()
        self.row = ButtonRow()
        for button in buttons:
            self.row.add(button)
        self._why = self.row.add(why, rare=True)
        strip = QHBoxLayout()
        strip.addWidget(self.place, 1)
        strip.addWidget(self.row)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self._lines.addWidget(detail)
        self._lines.addLayout(strip)
        self.be_low(False)

    def be_low(self, low: bool) -> None:
        """Whether the window is low."""
        self._low = low
        self.detail.be_short(low)
        self.place.setVisible(not low)
        self.row.want(self._why, low)
        directions = QBoxLayout.Direction
        self._lines.setDirection(directions.LeftToRight if low else directions.TopToBottom)
        self._share()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window the buttons get what the reason leaves."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        room = self.width() - _REASON_IN_LINES * self.fontMetrics().height() if self._low else ANY_HEIGHT
        most = max(self.row.minimumSizeHint().width(), room)
        self.row.setMaximumWidth(most)
        self.row.setMinimumWidth(min(self.row.sizeHint().width(), most) if self._low else 0)
