"""Gauges on paper: twelve on a landscape page, by the one drawing. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.figure import Figure
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from zonetracker.drawing.dial import GaugeReading
from zonetracker.drawing.gauge import draw_gauges
from zonetracker.drawing.raster import rastered
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

PER_PAGE, COLUMNS = 12, 4
_DPI = 200
_MARGIN_MM = 12.0


def print_gauges(readings: Sequence[GaugeReading], heading: str, printer: QPrinter) -> int:
    """Print all gauges and give the number of pages; raises Refusal ("nothing-to-chart", "print-failed")."""
    if not readings:
        raise Refusal(RefusalCode.NOTHING_TO_CHART, tr("没有可以画图的目标，请先确认目标。"))
    printer.setFullPage(True)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(heading)
    painter = QPainter()
    if not painter.begin(printer):
        raise _no_printer()
    try:
        pages = [readings[start : start + PER_PAGE] for start in range(0, len(readings), PER_PAGE)]
        for place, page in enumerate(pages):
            if place and not printer.newPage():
                raise _no_printer()
            _paint(painter, printer, page, heading)
    finally:
        painter.end()
    return len(pages)


def _no_printer() -> Refusal:
    return Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先存为 PDF。"))


def _paint(painter: QPainter, printer: QPrinter, readings: Sequence[GaugeReading], heading: str) -> None:
    across, down = printer.pageLayout().fullRectPoints().width(), printer.pageLayout().fullRectPoints().height()
    margin = _MARGIN_MM * 72 / 25.4
    figure = Figure(figsize=((across - 2 * margin) / 72, (down - 2 * margin) / 72), dpi=_DPI)
    draw_gauges(figure, readings, COLUMNS, heading=heading)
    drawn = rastered(figure)
    picture = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGBA8888)
    scale = printer.logicalDpiX() / 72
    where = QRectF(margin * scale, margin * scale, (across - 2 * margin) * scale, (down - 2 * margin) * scale)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(where, picture)
