"""Paper for what is issued from the window: the composer of PDFs, and the questions before something is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from zonetracker.model.issuing import IssuedKind
from zonetracker.paper.compose import page_size, summary_pdf
from zonetracker.paper.fonts import paper_fonts_missing
from zonetracker.paper.numbers import page_numbers
from zonetracker.paper.sheet import sheet_pdf
from zonetracker.services.issuing import Paper
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label

PAPER = Paper(sheet_pdf, summary_pdf, paper_fonts_missing)
Parts = tuple[IssuedKind, ...]


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What is to be printed: on which printer, what in which order, the pages of one part alone ("" is all).

    `glued`: a sheet on A3 over A4 leaves that are glued together.
    """

    printer: QPrinter
    parts: Parts
    pages: str = ""
    glued: bool = False


class PrintForm(FormDialog):
    """Asks what, on which printer, which pages, how often; `count` is how many pages there are where that is known."""

    def __init__(
        self, window: QWidget | None, part: IssuedKind, *, count: int | None = None, large: bool = False, told: str = ""
    ) -> None:
        super().__init__(window, tr("打印"), tr("打印"), told)
        self._count = count
        self._orders: Sequence[Parts] = (
            (part,),
            (IssuedKind.SUMMARY, IssuedKind.SHEET),
            (IssuedKind.SHEET, IssuedKind.SUMMARY),
        )
        alone = tr("只打通报") if part is IssuedKind.SUMMARY else tr("只打完成情况表")
        self.parts = QComboBox()
        self.parts.addItems([alone, tr("一起打印：通报、完成情况表"), tr("一起打印：完成情况表、通报")])
        self.parts.currentIndexChanged.connect(lambda _: self._follow())
        self.printers = QComboBox()
        self.printers.addItems(QPrinterInfo.availablePrinterNames())
        self.printers.setCurrentText(QPrinterInfo.defaultPrinterName())
        self.pages = QLineEdit()
        self.pages.setMaxLength(100)
        all_of = tr("不填为全部") if count is None else tr("不填为全部{count}页", count=count)
        self.pages.setPlaceholderText(tr("如 1-3,5；{all_of}", all_of=all_of))
        self.copies = QSpinBox()
        self.copies.setRange(1, 99)
        self.glued = QCheckBox(tr("A3的表分印在几张A4上，粘接起来"))
        self.more = QCheckBox(tr("再打开系统的打印设置（双面、纸盒）"))
        for label, field in (
            (tr("打印什么"), self.parts),
            (tr("打印机"), self.printers),
            (tr("页码"), self.pages),
            (tr("份数"), self.copies),
        ):
            field.setAccessibleName(label)
            self.form.addRow(plain_label(label), field)
        self._large = large
        self.form.addRow(self.glued)
        self.form.addRow(self.more)
        self.check = self._trouble
        self._follow()

    def _follow(self) -> None:
        """Pages are those of one part alone; only a large sheet is glued."""
        chosen = self._orders[self.parts.currentIndex()]
        self.pages.setEnabled(len(chosen) == 1)
        self.glued.setVisible(self._large and IssuedKind.SHEET in chosen)

    def _trouble(self) -> str:
        if not self.printers.count():
            return tr("这台电脑没有装打印机。可以先存为 PDF，拿到别的电脑上打印。")
        try:
            page_numbers(self.pages.text(), None if self.glued.isChecked() else self._count)
        except Refusal as refusal:
            return str(refusal)
        return ""

    def order(self) -> PrintOrder:
        """What was asked for; the printer is set to A4."""
        printer = a4_printer(self.printers.currentText())
        printer.setCopyCount(self.copies.value())
        parts = self._orders[self.parts.currentIndex()]
        pages = self.pages.text() if len(parts) == 1 else ""
        return PrintOrder(printer, parts, pages, self.glued.isVisibleTo(self) and self.glued.isChecked())


def a4_printer(name: str = "") -> QPrinter:
    """The printer of that name, or the usual one, with A4 upright."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if name:
        printer.setPrinterName(name)
    printer.setPageSize(page_size("A4"))
    return printer


def ask_print(
    desk: Desk,
    part: IssuedKind,
    then: Callable[[PrintOrder], object],
    *,
    count: int | None = None,
    large: bool = False,
    told: str = "",
) -> None:
    """Ask how the summary or the sheet is to be printed, in our own form; `then` follows unless the clerk cancels."""
    form = PrintForm(desk.ask.window, part, count=count, large=large, told=told)

    def answered() -> None:
        order = form.order()
        if not form.more.isChecked() or QPrintDialog(order.printer, desk.ask.window).exec():
            then(order)

    desk.ask.form(form, answered)


def ask_printer(window: QWidget, then: Callable[[QPrinter], object], *, landscape: bool = False) -> None:
    """Ask for a printer with A4 chosen, as the system does; `then` follows unless the clerk cancels."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    dialog = QPrintDialog(printer, window)
    if dialog.exec() == QPrintDialog.DialogCode.Accepted:
        then(printer)
    dialog.deleteLater()
