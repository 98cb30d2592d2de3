"""The progress sheet on paper: A4 or A3 landscape, its head repeated, groups as bands, signs and notes at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter

from zonetracker.model.issuing import SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.texts import PrintedTable, SheetTexts, sheet_table
from zonetracker.outputs.sheet.widths import MARGIN, PAD, Fitting, fit
from zonetracker.outputs.sheet.workbook import count_line, ends, foot, title
from zonetracker.paper.compose import make_ready, page_size, pages_to_pdf, print_pages
from zonetracker.paper.fonts import Face
from zonetracker.paper.leaves import cut_into_leaves, leaf_plan
from zonetracker.paper.marks import MIDDLE, MM, PaperPage, TextRun
from zonetracker.paper.tables import PaperCell, TableSetter
from zonetracker.paper.typesetting import break_lines, text_width
from zonetracker.support.i18n import tr

_SIZES = {"A4": (297 * MM, 210 * MM), "A3": (420 * MM, 297 * MM)}
_TOP, _FOOT_ROOM = 15 * MM, 8 * MM
_TITLE, _WORDS, _WORDS_PITCH = 18.0, 10.0, 15.0
_LINE = 1.33
"""How far the lines of a cell stand apart, in sizes of the letters."""


def print_sheet(
    pages: Sequence[PaperPage], words: str, paper: str, printer: QPrinter, *, glued: bool = False, chosen: str = ""
) -> int:
    """Print composed pages on `paper` ("A4" or "A3"), landscape, glued ones on A4 upright; how many, see `print_pages`.

    Raises Refusal ("print-failed").
    """
    printer.setPageSize(page_size("A4" if glued else paper))
    upright, across = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    printer.setPageOrientation(upright if glued else across)
    return print_pages(pages, words, printer, chosen)


def sheet_pdf(progress: Progress, options: SheetOptions) -> bytes:
    """The printed sheet as a PDF."""
    return pages_to_pdf(compose_sheet(progress, options), title(progress, options), options.paper)


def compose_sheet(progress: Progress, options: SheetOptions, *, glued: bool = False) -> list[PaperPage]:
    """The pages of the sheet with the columns, groups and paper of `options`.

    `glued`: large paper out of upright A4 leaves that an office glues together, see `leaves`.
    """
    make_ready()
    table = sheet_table(progress, options)
    columns = table.measured()
    if not glued:
        return _composed(progress, options, table, _SIZES[options.paper], fit(columns, options.paper)).finish()
    repeated = options.columns.index(SheetColumn.NAME) + 1 if SheetColumn.NAME in options.columns[:3] else 1
    plan = leaf_plan(columns, min(repeated, len(columns)))
    wide = sum(plan.fitting.widths) + 2 * MARGIN
    sheet = _composed(progress, options, table, (wide, _SIZES["A3"][1]), plan.fitting)
    return cut_into_leaves(sheet.pages, plan)


def table_pdf(printed: PrintedTable) -> bytes:
    """Any table as a PDF, set as the sheet is."""
    return pages_to_pdf(compose_table(printed), printed.title, printed.paper)


def compose_table(printed: PrintedTable) -> list[PaperPage]:
    """The pages of a table on paper, landscape."""
    make_ready()
    sheet = _SheetPages(*_SIZES[printed.paper], fit(printed.table.measured(), printed.paper))
    sheet.title(printed.title)
    sheet.ends(*printed.ends)
    sheet.table(printed.table)
    for words in printed.lines:
        sheet.words(words)
    return sheet.finish()


def _composed(
    progress: Progress, options: SheetOptions, table: SheetTexts, size: tuple[float, float], fitting: Fitting
) -> _SheetPages:
    sheet = _SheetPages(*size, fitting)
    sheet.title(title(progress, options))
    sheet.ends(*ends(progress, options))
    sheet.table(table)
    if options.counts and progress.rows:
        sheet.words(count_line(tr("合计"), progress.rows, progress)[0])
    for words in foot(progress, options):
        sheet.words(words)
    return sheet


class _SheetPages:
    """Pours one wide table onto landscape pages."""

    def __init__(self, width: float, height: float, fitting: Fitting) -> None:
        self._right, self._bottom = width - MARGIN, height - _TOP - _FOOT_ROOM
        self._width = width - 2 * MARGIN
        self._fitting = fitting
        self._setter = TableSetter(fitting.size, fitting.size * _LINE, PAD / 2)
        self._height = height
        self.pages: list[PaperPage] = []
        self._y = 0.0
        self._turn()

    def title(self, text: str) -> None:
        for line in break_lines(text, Face.TITLE, _TITLE, self._width):
            natural = text_width(line.text, Face.TITLE, _TITLE)
            self._put(MARGIN + (self._width - natural) / 2, line.text, Face.TITLE, _TITLE, 26.0)

    def ends(self, left: str, right: str) -> None:
        y = self._y
        self._put(MARGIN, left, Face.TABLE, _WORDS, 18.0)
        self._y = y
        self._put(self._right - text_width(right, Face.TABLE, _WORDS), right, Face.TABLE, _WORDS, 18.0)

    def words(self, text: str) -> None:
        for line in break_lines(text, Face.TABLE, _WORDS, self._width):
            if self._y + _WORDS_PITCH > self._bottom:
                self._turn()
            self._put(MARGIN, line.text, Face.TABLE, _WORDS, _WORDS_PITCH)

    def table(self, table: SheetTexts) -> None:
        widths = self._fitting.widths
        heads = [self._fitting.head(place, head) for place, head in enumerate(table.heads)]
        top = self._setter.head_cells(heads, widths)
        self._row(top, widths, top=True)
        for heading, listed in table.bands:
            rows_of = [self._setter.cells(row, widths, table.numeric, table.centred) for row in listed]
            if heading:
                band = [PaperCell((heading,), Face.HEAD)]
                self._keep_together(band, rows_of[0], top, widths)
                self._body(band, [sum(widths)], top, widths)
            for cells in rows_of:
                self._body(cells, widths, top, widths)
        self._y += 6.0

    def _keep_together(
        self, band: list[PaperCell], first: list[PaperCell], head: list[PaperCell], widths: Sequence[float]
    ) -> None:
        """A band never stands alone at the foot of a page."""
        wanted = self._setter.height(band) + min(self._setter.height(first), 60.0)
        if self._y + wanted > self._bottom:
            self._turn()
            self._row(head, widths, top=True)

    def _body(
        self, cells: list[PaperCell], widths: Sequence[float], head: list[PaperCell], head_widths: Sequence[float]
    ) -> None:
        while self._y + self._setter.height(cells) > self._bottom:
            fits = self._setter.lines_in(self._bottom - self._y)
            if fits > 0 and self._setter.height(cells) > self._bottom - _TOP - self._setter.height(head):
                self._row([cell.head(fits) for cell in cells], widths)
                cells = [cell.tail(fits) for cell in cells]
            self._turn()
            self._row(head, head_widths, top=True)
        self._row(cells, widths)

    def _row(self, cells: list[PaperCell], widths: Sequence[float], *, top: bool = False) -> None:
        self._y += self._setter.draw(self.pages[-1], MARGIN, self._y, cells, widths, top=top)

    def _put(self, x: float, text: str, face: Face, size: float, pitch: float) -> None:
        self.pages[-1].runs.append(TextRun(x, self._y + pitch / 2 + MIDDLE * size, text, face, size))
        self._y += pitch

    def _turn(self) -> None:
        self.pages.append(PaperPage(len(self.pages) + 1, landscape=True))
        self._y = _TOP

    def finish(self) -> list[PaperPage]:
        for page in self.pages:
            text = tr("第{number}页 共{count}页", number=page.number, count=len(self.pages))
            x = MARGIN + (self._width - text_width(text, Face.TABLE, _WORDS)) / 2
            page.runs.append(TextRun(x, self._height - _TOP, text, Face.TABLE, _WORDS))
        return self.pages
