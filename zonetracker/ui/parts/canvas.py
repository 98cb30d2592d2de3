"""A drawing by matplotlib on a page, in the colours of the window. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure
from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from zonetracker.drawing.gauge import Palette
from zonetracker.ui.parts.theme import shades

Drawing = Callable[[Figure, Palette], None]


def window_palette() -> Palette:
    """The palette of a drawing in the window's present colours."""
    now = shades()
    return Palette(paper=now.paper, ink=now.text, faint=now.muted, track=now.line)


class Canvas(FigureCanvasQTAgg):
    """Shows one Drawing and draws it anew when its size, the screen's density or the window's colours change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Figure())  # type: ignore[no-untyped-call]
        self.setParent(parent)
        self._drawing: Drawing = lambda figure, palette: None
        self._drawn: object = None

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing, as soon as there is time to draw."""
        self._drawing, self._drawn = drawing, None
        self.draw_idle()  # type: ignore[no-untyped-call]

    def draw(self) -> None:
        """matplotlib: make the picture."""
        palette = window_palette()
        state = (*self.figure.get_size_inches(), self.figure.dpi, palette)
        if state != self._drawn:
            self._drawn = state
            self.figure.clear()
            self.figure.set_facecolor(palette.paper)
            self._drawing(self.figure, palette)
        super().draw()  # type: ignore[no-untyped-call]

    def minimumSizeHint(self) -> QSize:
        """Qt: a drawing may be small."""
        return QSize(120, 120)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: light or dark was chosen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.draw_idle()  # type: ignore[no-untyped-call]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the wheel scrolls the page below."""
        event.ignore()
