"""Gauges on paper: the pages that are saved as a PDF, printed. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from zonetracker.drawing.palette import LIGHT
from zonetracker.drawing.raster import rastered
from zonetracker.drawing.wall import WallPage
from zonetracker.paper.compose import chosen_pages
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_DPI = 300


def print_gauges(pages: Sequence[WallPage], printer: QPrinter) -> int:
    """Print the pages that the printer's dialog asks for and give their number.

    Raises Refusal ("nothing-to-chart", "print-failed").
    """
    if not pages:
        raise Refusal(RefusalCode.NOTHING_TO_CHART, tr("没有可以画图的目标，请先确认目标。"))
    turned = pages[0].width > pages[0].height
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait)
    printer.setDocName(pages[0].heading)
    wanted = chosen_pages(pages, printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise _no_printer()
    try:
        for place, page in enumerate(wanted):
            if place and not printer.newPage():
                raise _no_printer()
            _paint(painter, printer, page)
    finally:
        painter.end()
    return len(wanted)


def _no_printer() -> Refusal:
    return Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先存为 PDF。"))


def _paint(painter: QPainter, printer: QPrinter, page: WallPage) -> None:
    """As large as the paper allows, in its middle."""
    figure = Figure(figsize=(page.width / 72, page.height / 72), dpi=_DPI)
    page.draw(figure, LIGHT)
    drawn = rastered(figure)
    picture = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGBA8888)
    paper = printer.pageLayout().fullRectPoints()
    scale = min(paper.width() / page.width, paper.height() / page.height)
    width, height = page.width * scale, page.height * scale
    dots = printer.logicalDpiX() / 72
    where = QRectF(
        (paper.width() - width) / 2 * dots, (paper.height() - height) / 2 * dots, width * dots, height * dots
    )
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(where, picture)
