"""The one composer of pages: the same pages go to the preview, to a printer and into a PDF."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from zonetracker.outputs.summary.blocks import Block, Heading, Note, Paragraph, Signature, Summary, SummaryTable
from zonetracker.paper.flow import PaperFlow
from zonetracker.paper.fonts import UNITS, Face, paper_font, typeface
from zonetracker.paper.marks import PaperPage
from zonetracker.paper.pdf import clean_pdf
from zonetracker.paper.tables import TableText
from zonetracker.paper.typesetting import painted_letters
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_PEN = 0.5
_DPI = 72 * UNITS
_started: list[QGuiApplication] = []


def compose_pages(summary: Summary) -> list[PaperPage]:
    """The summary on A4 pages, the same for preview, printer and PDF."""
    make_ready()
    flow = PaperFlow()
    flow.title(summary.title)
    signed = False
    for block in summary.blocks:
        if isinstance(block, Signature) and not signed:
            signed = True
            flow.skip(1)
        _pour(flow, block)
    return flow.finish()


def _pour(flow: PaperFlow, block: Block) -> None:
    if isinstance(block, Heading):
        flow.paragraph(block.text, Face.HEAD if block.level == 1 else Face.SUBHEAD, keep=2)
    elif isinstance(block, Paragraph):
        flow.paragraph(block.text)
    elif isinstance(block, SummaryTable):
        flow.table(TableText(block.head, block.rows, block.numeric))
    elif isinstance(block, Note):
        flow.note(block.text)
    else:
        flow.right_line(block.text)


def summary_pdf(summary: Summary) -> bytes:
    """The summary as A4 pages with embedded fonts; equal summaries give equal bytes on one PC.

    Works without a screen. Raises Refusal ("no-chinese-font") where nothing can be set.
    """
    return pages_to_pdf(compose_pages(summary), summary.title)


def print_summary(summary: Summary, printer: QPrinter) -> None:
    """Print the summary; raises Refusal ("print-failed")."""
    print_pages(compose_pages(summary), summary.title, printer)


def print_pages(pages: Sequence[PaperPage], title: str, printer: QPrinter) -> None:
    """Print composed pages from the corner of the sheet; raises Refusal ("print-failed")."""
    printer.setFullPage(True)
    printer.setDocName(title)
    paint_pages(_wanted(pages, printer), printer)


def _wanted(pages: Sequence[PaperPage], printer: QPrinter) -> list[PaperPage]:
    """The range that the clerk chose in the printer's dialog, as often as the printer cannot repeat it by itself."""
    chosen = list(pages)
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        chosen = chosen[printer.fromPage() - 1 : printer.toPage()] or chosen
    return chosen * (1 if printer.supportsMultipleCopies() else max(1, printer.copyCount()))


def paint_pages(pages: Sequence[PaperPage], device: QPagedPaintDevice) -> None:
    """Paint all pages one after the other."""
    painter = QPainter()
    if not painter.begin(device):
        raise Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先存为 PDF。"))
    try:
        scale = device.logicalDpiX() / _DPI
        for place, page in enumerate(pages):
            if place and not device.newPage():
                raise Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先存为 PDF。"))
            painter.save()
            painter.scale(scale, scale)
            paint_page(painter, page)
            painter.restore()
    finally:
        painter.end()


def paint_page(painter: QPainter, page: PaperPage) -> None:
    """Paint one page in units of a tenth of a point; black on whatever lies below."""
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    pen = QPen(QColor("#000000"))
    pen.setWidthF(_PEN * UNITS)
    pen.setCapStyle(Qt.PenCapStyle.SquareCap)
    painter.setPen(pen)
    for rule in page.rules:
        painter.drawLine(QLineF(rule.x1 * UNITS, rule.y1 * UNITS, rule.x2 * UNITS, rule.y2 * UNITS))
    for run in page.runs:
        painter.setFont(paper_font(run.face, run.size, round(run.set_width, 4)))
        painter.drawText(QPointF(run.x * UNITS, run.y * UNITS), run.text)


def page_size(paper: str) -> QPageSize:
    """The size of "A4" or "A3"."""
    return QPageSize(QPageSize.PageSizeId.A3 if paper == "A3" else QPageSize.PageSizeId.A4)


def pages_to_pdf(pages: Sequence[PaperPage], title: str, paper: str = "A4", *, landscape: bool = False) -> bytes:
    """The pages as a PDF that names no person, no PC and no time."""
    sink = QBuffer()
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(sink)
    writer.setPageSize(page_size(paper))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DPI)
    paint_pages(pages, writer)
    return clean_pdf(bytes(sink.data().data()), title, [_painted(page) for page in pages])


def _painted(page: PaperPage) -> list[str]:
    """What each glyph of the page stands for, in the order of `paint_page`."""
    return [said for run in page.runs for said in painted_letters(run.text, run.face, run.size)]


def make_ready() -> None:
    """Fonts need a Qt program; the command line has none, and often no screen either. Refusal: "no-chinese-font"."""
    if QGuiApplication.instance() is None:
        platform = [] if sys.platform in ("win32", "darwin") else ["-platform", "offscreen"]
        _started.append(QGuiApplication(["zonetracker", *platform]))
    if not typeface(Face.BODY).family:
        raise Refusal(RefusalCode.NO_CHINESE_FONT, tr("这台电脑没有中文字体，印不出汉字，请先安装宋体、仿宋和黑体。"))
