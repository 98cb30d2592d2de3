"""Paper for what is issued from the window: the composer of PDFs, and the system's question for a printer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from zonetracker.paper.compose import summary_pdf
from zonetracker.paper.fonts import paper_fonts_missing
from zonetracker.paper.sheet import sheet_pdf
from zonetracker.services.issuing import Paper

PAPER = Paper(sheet_pdf, summary_pdf, paper_fonts_missing)


def ask_printer(window: QWidget, then: Callable[[QPrinter], object], *, landscape: bool = False) -> None:
    """Ask for a printer with A4 chosen; `then` follows unless the clerk cancels."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    dialog = QPrintDialog(printer, window)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        then(printer)
    dialog.deleteLater()
