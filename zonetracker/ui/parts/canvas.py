"""A drawing by matplotlib on a page, in the colours of the window, shown as a picture once there is time for it.

Painting a window never draws. A canvas that is seen without its picture asks for it; when nothing else is to be done,
the pictures come one at a time, so that keys are answered between them: first those that this PC drew before, then the
others, for which matplotlib is loaded in a thread.
"""

from __future__ import annotations

import atexit
from functools import cache

import shiboken6
from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from zonetracker.drawing.filed import Drawing
from zonetracker.drawing.palette import Palette
from zonetracker.drawing.store import PictureStore
from zonetracker.support.i18n import language, tr
from zonetracker.support.job import Job, Step
from zonetracker.ui.parts.icons import paint_sharp
from zonetracker.ui.parts.tasks import TaskThread
from zonetracker.ui.parts.theme import shade, shades

_DPI = 100


def window_palette() -> Palette:
    """The palette of a drawing in the window's present colours."""
    now = shades()
    return Palette(paper=now.paper, ink=now.text, faint=now.muted, track=now.line)


class Canvas(QWidget):
    """Shows one Drawing, drawn anew when its size, the screen's density or the window's colours change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        self._picture = QPixmap()
        self._shown: object = None

    def show_drawing(self, drawing: Drawing) -> None:
        """Show another drawing, as soon as there is time; meanwhile nothing that could be taken for it."""
        if drawing != self.drawing:
            self.drawing = drawing
            if not drawings().loaded:
                self._picture, self._shown = QPixmap(), None
            self.update()

    def picture(self) -> QPixmap:
        """The picture as it should be now, drawn at once where it is not."""
        if not self.fetch():
            self.draw()
        return self._picture

    def fetch(self) -> bool:
        """Whether the right picture is shown now; one that this PC drew before is taken from there."""
        wanted = self._wanted()
        if wanted is None or wanted == self._shown:
            return True
        kept = QImage.fromData(PictureStore().find(repr(wanted)) or b"")
        if kept.size() != wanted[1]:
            return False
        self._show(kept, wanted)
        return True

    def draw(self) -> None:
        """Draw now, and keep the picture on this PC. This loads matplotlib."""
        from zonetracker.drawing.raster import blank_figure, rastered

        wanted = self._wanted()
        if wanted is None or self.drawing is None:
            return
        self._picture, self._shown = QPixmap(), wanted  # a drawing that fails is not tried with every painting
        size, ratio, palette = wanted[1:4]
        figure = blank_figure(size.width(), size.height(), _DPI * ratio)
        figure.set_facecolor(palette.paper)
        self.drawing.draw(figure, palette)
        drawn = rastered(figure)
        image = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGBA8888)
        picture = image.convertToFormat(QImage.Format.Format_RGB32)
        self._show(picture, wanted)
        PictureStore().keep(repr(wanted), _as_png(picture))

    def _wanted(self) -> tuple[Drawing, QSize, float, Palette, str, tuple[str, ...]] | None:
        """All that the picture depends on; None where there is nothing to draw."""
        if self.drawing is None or self.width() < 1 or self.height() < 1:
            return None
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        return self.drawing, size, ratio, window_palette(), language(), _fonts()

    def _show(self, picture: QImage, wanted: object) -> None:
        self._picture = QPixmap.fromImage(picture)
        self._picture.setDevicePixelRatio(self.devicePixelRatioF())
        self._shown = wanted
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture; a former one until the new one is there, or the bare paper."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade("paper"))
        painter.drawRect(self.rect())
        if self._wanted() != self._shown:
            drawings().ask(self)
            if not self._picture.isNull():
                painter.drawPixmap(self.rect(), self._picture)
        elif not self._picture.isNull():
            paint_sharp(painter, self.rect().topLeft(), self._picture)

    def minimumSizeHint(self) -> QSize:
        """Qt: a drawing may be small."""
        return QSize(120, 120)


def _as_png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes, PySide a str
    return bytes(buffer.data().data())


@cache
def _fonts() -> tuple[str, ...]:
    """The fonts of this PC that Chinese is written in; a picture drawn without one that came later is drawn anew."""
    return tuple(sorted(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)))


class Drawings(QObject):
    """Which canvases still want their picture. One for the whole program: `drawings()`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.loaded = False
        self._asked: list[Canvas] = []
        self._to_draw: list[Canvas] = []
        self._loading: TaskThread | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        """Whether a picture is still to come."""
        return bool(self._asked or self._to_draw)

    def ask(self, canvas: Canvas) -> None:
        """Give this canvas its picture when there is time."""
        if canvas not in self._asked and canvas not in self._to_draw:
            self._asked.append(canvas)
            self._timer.start(0)

    def _next(self) -> None:
        """One picture; what can be fetched goes before what must be drawn."""
        if self._asked:
            self._timer.start(0)
            canvas = self._asked.pop(0)
            if _seen(canvas) and not canvas.fetch():
                self._to_draw.append(canvas)
        elif self._to_draw and not self.loaded:
            self._load()
        elif self._to_draw:
            self._timer.start(0)
            canvas = self._to_draw.pop(0)
            if _seen(canvas):
                canvas.draw()

    def _load(self) -> None:
        if self._loading is None:
            self._loading = TaskThread(_load_matplotlib(), self)
            self._loading.succeeded.connect(self._go_on)
            self._loading.failed.connect(_raise)
            self._loading.start()

    def _go_on(self) -> None:
        self.loaded = True
        self._timer.start(0)

    def stop(self) -> None:
        """Wait for the thread: the program is ending."""
        if self._loading is not None and shiboken6.isValid(self._loading):
            self._loading.wait()


def _seen(canvas: Canvas) -> bool:
    return shiboken6.isValid(canvas) and canvas.isVisible()


def _load_matplotlib() -> Job[None]:
    """The libraries, a piece at a time."""
    said = tr("正在画图…")
    yield Step(0, 0, said)
    import matplotlib.figure  # noqa: F401

    yield Step(0, 0, said)
    import zonetracker.drawing.chart
    import zonetracker.drawing.raster  # noqa: F401


def _raise(error: Exception) -> None:
    raise error


def drawings() -> Drawings:
    """The one queue of the program."""
    app = QApplication.instance()
    assert app is not None
    found = app.findChild(Drawings)
    if found is None:
        found = Drawings(app)
        atexit.register(found.stop)  # also where no event loop ends, as in the self-test
    return found
