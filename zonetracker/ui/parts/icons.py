"""Drawings of resources/icons as icons: in the window's present colours, sharp at every density, drawn when first seen.

The sources are SVG with `currentColor`. Names that begin with "sign-" are the shapes that stand before words in tables;
the others, all in one stroke, belong to pages, menus and buttons.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QWidget

from zonetracker.support.paths import resource_folder
from zonetracker.ui.parts.theme import colour_of

_PROGRAM = "zonetracker"
_FITTED = (16, 20, 24)
_SIGN_SIZE = 1.05


@lru_cache(maxsize=256)
def icon(name: str, tone: str = "text", chosen: str = "") -> QIcon:
    """The drawing `name` in a colour of theme.Shades (or #rrggbb), in `chosen` where it stands on a chosen row."""
    return QIcon(_IconEngine(name, tone, chosen or tone))


@cache
def program_icon() -> QIcon:
    """The program's own icon; its small sizes are drawings of their own, fitted to the pixels."""
    return QIcon(_IconEngine(_PROGRAM, "text", "text"))


def paint_sharp(painter: QPainter, corner: QPoint, picture: QPixmap) -> None:
    """Paint a picture of the screen's density from a whole pixel of the screen on, so that no edge is smeared."""
    to_pixels = painter.deviceTransform()
    there = to_pixels.map(QPointF(corner))
    whole = QPointF(round(there.x()), round(there.y()))
    painter.drawPixmap(to_pixels.inverted()[0].map(whole), picture)


def sign_size(font: QFont) -> int:
    """How large the shape before a word of this font is."""
    return round(_SIGN_SIZE * QFontInfo(font).pixelSize())


def paint_sign(painter: QPainter, box: QRect, name: str, tone: str) -> None:
    """Paint a drawing into a square in the middle of `box`."""
    side = min(box.width(), box.height())
    square = QRect(0, 0, side, side)
    square.moveCenter(box.center())
    icon(name, tone).paint(painter, square)


class IconView(QWidget):
    """An icon of its own, as large as the letters where no `side` is given; hidden while it has none."""

    def __init__(self, shown: QIcon | None = None, side: int = 0) -> None:
        super().__init__()
        self._side = side
        self.show_icon(shown)

    def show_icon(self, shown: QIcon | None) -> None:
        """Show another one; None hides it."""
        self._shown = shown
        side = self._side or sign_size(self.font())
        self.setFixedSize(side, side)
        self.setHidden(shown is None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the icon."""
        if self._shown is not None:
            self._shown.paint(QPainter(self), self.rect())


class _IconEngine(QIconEngine):
    """Draws one SVG at the size asked for; the pixels are kept by name, colour and size."""

    def __init__(self, name: str, tone: str, chosen: str) -> None:
        super().__init__()
        self._name = name
        self._tones = {QIcon.Mode.Disabled: "muted", QIcon.Mode.Selected: chosen}
        self._usual = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Qt: into the painter."""
        ratio = painter.device().devicePixelRatio()
        paint_sharp(painter, rect.topLeft(), self._picture(rect.size() * ratio, ratio, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Qt: the drawing in so many pixels."""
        return self._picture(size, 1.0, mode)

    def _picture(self, size: QSize, ratio: float, mode: QIcon.Mode) -> QPixmap:
        colour = colour_of(self._tones.get(mode, self._usual)).name()
        key = f"{self._name} {colour} {size.width()} {size.height()} {ratio}"
        kept = QPixmap()
        if not QPixmapCache.find(key, kept):
            kept = _drawn(self._name, colour, size)
            kept.setDevicePixelRatio(ratio)
            QPixmapCache.insert(key, kept)
        return kept

    def clone(self) -> QIconEngine:
        """Qt: another of the same."""
        return _IconEngine(self._name, self._usual, self._tones[QIcon.Mode.Selected])


def _drawn(name: str, colour: str, size: QSize) -> QPixmap:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.transparent)
    try:
        from PySide6.QtSvg import QSvgRenderer
    except ImportError:  # an error inside an icon would end the process; --self-test names what was left out
        return picture
    side = min(size.width(), size.height())
    square = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    painter = QPainter(picture)
    QSvgRenderer(source(name, side).replace("currentColor", colour).encode()).render(painter, square)
    painter.end()
    return picture


def source(name: str, pixels: int) -> str:
    """The SVG of a drawing for a size in pixels."""
    fitted = max((each for each in _FITTED if each <= pixels), default=_FITTED[0])
    file = f"{name}-{fitted}" if name == _PROGRAM and pixels < 32 else name
    return _read(file)


@cache
def _read(file: str) -> str:
    return (resource_folder() / "icons" / f"{file}.svg").read_text(encoding="utf-8")
