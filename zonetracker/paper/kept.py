"""A PDF that was kept, on paper again: its own pages as they lie in the file, and nothing composed anew."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_DPI, _POINTS = 300, 72


def print_kept(data: bytes, title: str, printer: QPrinter) -> int:
    """Print the pages of a PDF, each on paper of its own size; how many there are. Refusal: "print-failed"."""
    import pypdfium2  # a start does without it

    document, painter = pypdfium2.PdfDocument(data), QPainter()
    printer.setFullPage(True)
    printer.setDocName(title)
    try:
        for page in document:
            _lay(printer, *page.get_size())
            if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                raise Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先另存出来。"))
            bitmap = page.render(scale=_DPI / _POINTS, grayscale=True)
            size = (bitmap.width, bitmap.height, bitmap.stride)
            picture = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_Grayscale8)
            painter.drawImage(QRectF(printer.pageLayout().fullRectPixels(printer.resolution())), picture)
        return len(document)
    finally:
        painter.end()
        document.close()


def _lay(printer: QPrinter, width: float, height: float) -> None:
    """The next page has this size in points; one that is wider than high is turned."""
    upright = QSizeF(min(width, height), max(width, height))
    fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(upright, QPageSize.Unit.Point, "", fuzzy))
    across = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(across)
