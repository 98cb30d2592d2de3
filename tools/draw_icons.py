"""Draw what Windows wants as pixels from its SVG sources: python tools/draw_icons.py (in the environment of dev.py).

installer/app.ico from resources/icons/zonetracker*.svg, installer/setup-side.bmp and setup-head.bmp from the SVG beside
each. The pictures are committed; a test tells when they are no longer those of their sources.
"""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF  # noqa: E402
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter  # noqa: E402
from PySide6.QtSvg import QSvgRenderer  # noqa: E402

from zonetracker.ui.parts.icons import source  # noqa: E402

SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
INSTALLER = ROOT / "installer"
PICTURES = ("setup-side", "setup-head")


def drawn(pixels: int) -> QImage:
    """The program's icon in one size."""
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    _draw_icon(image, QRectF(image.rect()))
    return image.convertToFormat(QImage.Format.Format_ARGB32)


def _draw_icon(image: QImage, place: QRectF) -> None:
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source("zonetracker", int(place.width())).encode())).render(painter, place)
    painter.end()


def picture(name: str) -> QImage:
    """A picture of the set-up program, with the icon where its source keeps a place for it."""
    svg = QSvgRenderer(str(INSTALLER / f"{name}.svg"))
    image = QImage(svg.defaultSize(), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    svg.render(painter)
    painter.end()
    _draw_icon(image, svg.boundsOnElement("icon"))
    return image.convertToFormat(QImage.Format.Format_RGB888)


def icon_file() -> bytes:
    """All sizes as one .ico: bitmaps that every part of Windows reads, the largest as PNG."""
    parts = [(size, _png(drawn(size)) if size >= 256 else _bitmap(drawn(size))) for size in SIZES]
    place = 6 + 16 * len(parts)
    head, body = struct.pack("<HHH", 0, 1, len(parts)), b""
    for size, data in parts:
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), place + len(body))
        body += data
    return head + body


def _bitmap(image: QImage) -> bytes:
    size = image.width()
    upwards = image.mirrored(False, True)
    pixels = bytes(upwards.constBits())
    mask = bytes((size + 31) // 32 * 4 * size)  # of no use beside real transparency, but its place is read
    return (
        struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, len(pixels) + len(mask), 0, 0, 0, 0) + pixels + mask
    )


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def main() -> None:
    """Write all of them anew."""
    QGuiApplication.instance() or QGuiApplication([])
    (INSTALLER / "app.ico").write_bytes(icon_file())
    for name in PICTURES:
        picture(name).save(str(INSTALLER / f"{name}.bmp"))


if __name__ == "__main__":
    main()
