"""A PDF that was kept, on paper again: its own pages, as they lie in the file, and nothing composed anew."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_DPI = 300
_POINTS = 72
_MM = 25.4


def print_kept(data: bytes, title: str, printer: QPrinter) -> int:
    """Print the pages of a PDF, each on paper of its own size; how many there are. Refusal: "print-failed"."""
    import pypdfium2  # a start does without it

    document = pypdfium2.PdfDocument(data)
    painter = QPainter()
    printer.setFullPage(True)
    printer.setDocName(title)
    try:
        for number, page in enumerate(document):
            _lay(printer, *page.get_size())
            if not (painter.isActive() or painter.begin(printer)) or (number and not printer.newPage()):
                raise Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先另存出来。"))
            bitmap = page.render(scale=_DPI / _POINTS, rev_byteorder=True)
            picture = QImage(
                bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, _FORMATS[bitmap.n_channels]
            )
            painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), picture)
        return len(document)
    finally:
        if painter.isActive():
            painter.end()
        document.close()


_FORMATS = {
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_RGB888,
    4: QImage.Format.Format_RGBA8888,
}


def _lay(printer: QPrinter, width: float, height: float) -> None:
    """The next page has this size in points."""
    across = width > height
    sides = sorted((width, height))
    exact = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(QSizeF(sides[0], sides[1]), QPageSize.Unit.Point, "", exact))
    turned = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
