"""The one composer of pages: the same pages go to the preview, to a printer and into a PDF."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtPrintSupport import QPrinter

from zonetracker.outputs.summary.blocks import (
    Annex,
    AnnexLine,
    Block,
    Heading,
    Note,
    Paragraph,
    Signature,
    Summary,
    SummaryTable,
)
from zonetracker.outputs.summary.setting import PAGE_HEIGHT, PITCH, annex_setting, stays_with_next
from zonetracker.paper.flow import PaperFlow
from zonetracker.paper.fonts import UNITS, Face, paper_font, typeface
from zonetracker.paper.marks import PaperPage, TextRun
from zonetracker.paper.numbers import page_numbers
from zonetracker.paper.pdf import Painted, clean_pdf
from zonetracker.paper.tables import TableText
from zonetracker.paper.typesetting import painted_letters, text_width
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import stretches

Page = TypeVar("Page")
_PEN = 0.5
_DPI = 72 * UNITS
_started: list[QGuiApplication] = []


def compose_pages(summary: Summary) -> list[PaperPage]:
    """The summary on A4 pages with its annex on landscape ones, the same for preview, printer and PDF."""
    make_ready()
    flow = PaperFlow()
    flow.title(summary.title)
    blocks = summary.blocks
    for place, block in enumerate(blocks):
        if not isinstance(block, Signature):
            _pour(flow, block, _kept_below(flow, blocks, place))
    signed = [block.text for block in blocks if isinstance(block, Signature)]
    if signed:
        flow.skip(1)
        flow.signature(signed)
    if summary.annex is not None:
        _pour_annex(flow, summary.annex)
    return flow.finish()


def _pour(flow: PaperFlow, block: Block, keep: float) -> None:
    if isinstance(block, Heading):
        flow.paragraph(block.text, Face.HEAD if block.level == 1 else Face.SUBHEAD, keep=keep)
    elif isinstance(block, Paragraph):
        flow.paragraph(block.text, keep=keep)
    elif isinstance(block, SummaryTable):
        flow.table(_table_text(block))
    elif isinstance(block, Note):
        flow.note(block.text, keep=keep)
    elif isinstance(block, AnnexLine):
        flow.skip(1)
        flow.named_line(block.text, keep=keep)


def _kept_below(flow: PaperFlow, blocks: Sequence[Block], place: int) -> float:
    """How many points below a block stay on its page: what a heading leads in, the signature under the last text."""
    if not stays_with_next(blocks, place):
        return 0.0
    below = blocks[place + 1 :]
    if isinstance(blocks[place], Heading):
        return _beginning(flow, below[0])
    lines = sum(1 + isinstance(block, AnnexLine) for block in below)
    return (lines + any(isinstance(block, Signature) for block in below)) * PITCH


def _beginning(flow: PaperFlow, block: Block) -> float:
    return flow.table_start(_table_text(block)) if isinstance(block, SummaryTable) else PITCH


def _table_text(table: SummaryTable) -> TableText:
    return TableText(table.head, table.rows, table.numeric)


def _pour_annex(flow: PaperFlow, annex: Annex) -> None:
    flow.begin_annex()
    flow.mark(tr("附件"))
    flow.title(annex.title)
    bands = frozenset(place for place, row in enumerate(annex.rows) if row.band)
    rows = [row.cells for row in annex.rows]
    flow.table(TableText(annex.head, rows, annex.numeric, bands), annex_setting(annex))
    for note in annex.notes:
        flow.annex_note(note)


def summary_pdf(summary: Summary) -> bytes:
    """The summary as A4 pages with embedded fonts; equal summaries give equal bytes on one PC.

    Works without a screen. Raises Refusal ("no-chinese-font") where nothing can be set.
    """
    return pages_to_pdf(compose_pages(summary), summary.title)


def print_summary(summary: Summary, printer: QPrinter) -> None:
    """Print the summary; raises Refusal ("print-failed")."""
    print_pages(compose_pages(summary), summary.title, printer)


def print_pages(pages: Sequence[PaperPage], title: str, printer: QPrinter, chosen: str = "") -> int:
    """Print composed pages from the corner of the sheet, those `chosen` (1-3,5) or all; how many a copy has.

    Raises Refusal ("print-failed").
    """
    printer.setFullPage(True)
    printer.setDocName(title)
    wanted = [pages[number - 1] for number in page_numbers(chosen, len(pages))]
    paint_pages(chosen_pages(wanted, printer), printer)
    return len(wanted)


def chosen_pages(pages: Sequence[Page], printer: QPrinter) -> list[Page]:
    """The range that the clerk chose in the printer's dialog, as often as the printer cannot repeat it by itself."""
    chosen = list(pages)
    if printer.printRange() is QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        chosen = chosen[printer.fromPage() - 1 : printer.toPage()] or chosen
    return chosen * (1 if printer.supportsMultipleCopies() else max(1, printer.copyCount()))


def paint_pages(pages: Sequence[PaperPage], device: QPagedPaintDevice) -> None:
    """Paint all pages one after the other; a landscape one among upright ones is turned with its head to the left."""
    painter = QPainter()
    _lay(device, pages[:1])
    if not painter.begin(device):
        raise _no_printer()
    try:
        scale = device.logicalDpiX() / _DPI
        for place, page in enumerate(pages):
            _lay(device, [page])
            if place and not device.newPage():
                raise _no_printer()
            painter.save()
            painter.scale(scale, scale)
            if page.landscape and _is_upright(device):
                painter.translate(0, PAGE_HEIGHT * UNITS)
                painter.rotate(-90)
            paint_page(painter, page)
            painter.restore()
    finally:
        painter.end()


def _lay(device: QPagedPaintDevice, pages: Sequence[PaperPage]) -> None:
    """A page of a PDF lies as it is read; paper stays in the printer as it is."""
    if isinstance(device, QPdfWriter):
        for page in pages:
            turned = QPageLayout.Orientation.Landscape if page.landscape else QPageLayout.Orientation.Portrait
            device.setPageOrientation(turned)


def _is_upright(device: QPagedPaintDevice) -> bool:
    return device.pageLayout().orientation() is QPageLayout.Orientation.Portrait


def _no_printer() -> Refusal:
    return Refusal(RefusalCode.PRINT_FAILED, tr("打印机没有响应，请检查打印机后再试，或先存为 PDF。"))


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
        x = run.x
        for stretch in _stretches(run):
            painter.drawText(QPointF(x * UNITS, run.y * UNITS), stretch)
            x += text_width(stretch, run.face, run.size) * run.set_width + run.apart


def page_size(paper: str) -> QPageSize:
    """The size of "A4" or "A3"."""
    return QPageSize(QPageSize.PageSizeId.A3 if paper == "A3" else QPageSize.PageSizeId.A4)


def pages_to_pdf(pages: Sequence[PaperPage], title: str, paper: str = "A4") -> bytes:
    """The pages as a PDF that names no person, no PC and no time."""
    sink = QBuffer()
    sink.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(sink)
    writer.setPageSize(page_size(paper))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DPI)
    paint_pages(pages, writer)
    return clean_pdf(bytes(sink.data().data()), title, [list(_painted(page)) for page in pages])


def _painted(page: PaperPage) -> Iterator[Painted]:
    """What each glyph of the page stands for, in the order of `paint_page`."""
    for run in page.runs:
        room = round(1000 * run.apart / run.size)
        for stretch in _stretches(run):
            *most, last = painted_letters(stretch, run.face, run.size) or [""]
            yield from ((said, 0) for said in most)
            if last:
                yield last, room


def _stretches(run: TextRun) -> list[str]:
    return stretches(run.text) if run.apart else [run.text]


def make_ready() -> None:
    """Fonts need a Qt program; the command line has none, and often no screen either. Refusal: "no-chinese-font"."""
    if QGuiApplication.instance() is None:
        platform = [] if sys.platform in ("win32", "darwin") else ["-platform", "offscreen"]
        _started.append(QGuiApplication(["zonetracker", *platform]))
    if not typeface(Face.BODY).family:
        raise Refusal(RefusalCode.NO_CHINESE_FONT, tr("这台电脑没有中文字体，印不出汉字，请先安装宋体、仿宋和黑体。"))
