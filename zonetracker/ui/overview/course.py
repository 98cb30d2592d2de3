"""The course of one target over the months: its picture, and in words where the year goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zonetracker.drawing.trend import TrendDrawing, trend_of
from zonetracker.model.facts import Actual
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.pictures import PictureMenu
from zonetracker.ui.parts.canvas import Canvas
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.parts.table.menu import table_menu
from zonetracker.ui.parts.table.model import plain_tip
from zonetracker.ui.parts.theme import shade
from zonetracker.words.standing import outlook_words

if TYPE_CHECKING:
    from zonetracker.services.overview.pictures import Picture

_INCHES = (6.4, 3.6)


class CourseCanvas(Canvas):
    """The picture of a course; the keyboard can go to it, and copies it there."""

    def __init__(self, pictures: PictureMenu, wanted: Callable[[], Picture | None]) -> None:
        super().__init__()
        self._pictures, self._picture_wanted = pictures, wanted
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("逐月走势图"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Ctrl+C copies the picture."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._pictures.copy(self._picture_wanted())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: what can be done with the picture."""
        at = (
            event.globalPos()
            if event.reason() is QContextMenuEvent.Reason.Mouse
            else self.mapToGlobal(self.rect().center())
        )
        table_menu(self, [self._pictures.commands(self._picture_wanted, tr("走势图"), "Ctrl+C")]).popup(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard came here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt: the keyboard left."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture, in a frame where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(shade("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class Course(QWidget):
    """Shows one target's months of this year and the last, what is foretold, and the same in words below."""

    def __init__(self, pictures: PictureMenu) -> None:
        super().__init__()
        self.row: ProgressRow | None = None
        self._progress: Progress | None = None
        self.title = part_title()
        self.canvas = CourseCanvas(pictures, self.picture)
        self.ahead = plain_label(wrap=True, tone="muted")
        self.ahead_short = ShortLabel(tone="muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.ahead)
        column.addWidget(self.ahead_short)

    def show_row(self, row: ProgressRow, progress: Progress, actuals: list[Actual]) -> None:
        """Show another target; `actuals` are those of its indicator, of this year and the last."""
        self.row, self._progress = row, progress
        trend = trend_of(row, actuals, progress.month)
        unit = f"（{trend.unit}）" if trend.unit else ""
        self.title.setText(tr("{name}{unit}逐月走势", name=trend.name, unit=unit))
        self.canvas.show_drawing(TrendDrawing(trend, progress.colour(row.standing.grade)))
        ahead = outlook_words(row, progress.month, progress.places)
        self.ahead.setText(ahead)
        self.ahead_short.setText(ahead)
        self.canvas.setToolTip(plain_tip(ahead))

    def be_low(self, low: bool) -> None:
        """The words on one line, for a very low window."""
        self.ahead.setVisible(not low)
        self.ahead_short.setVisible(low)

    def picture(self) -> Picture | None:
        """The course with its title above and its words below."""
        from zonetracker.services.overview.pictures import picture_of_drawing

        drawing = self.canvas.drawing
        if self._progress is None or not isinstance(drawing, TrendDrawing):
            return None
        heading = tr("{year}年{title}", year=self._progress.year, title=self.title.text())
        whole = TrendDrawing(drawing.trend, drawing.colour, heading, self.ahead.text())
        return picture_of_drawing(heading, whole, *_INCHES)


def part_title() -> ShortLabel:
    """The line above a part of the page."""
    label = ShortLabel()
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
