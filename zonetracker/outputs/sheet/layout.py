"""A printed table in Excel: safe text, borders, widths by Chinese characters, page set-up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of, visible

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

FONT = "宋体"
TITLE_FONT = "黑体"
LONGEST_TEXT = 32_767
OPEN_COLOUR = "FFF7D6"
_TRIGGERS = tuple("=+-@\t\r＝＋－＠")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_PAPERS = {"A4": 9, "A3": 8}
_NARROWEST, _WIDEST = 6, 34
_LINE_POINTS = 15


def safe_text(text: str) -> str:
    """`text` as a cell can hold it: hidden characters visible, no _x0041_ read as an escape, not too long."""
    text = _ESCAPE.sub("_x005F_", visible(text))
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def tint(colour: str) -> str:
    """A pale shade of #rrggbb on which black words stay readable, as RRGGBB."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "".join(f"{part + (255 - part) * 7 // 10:02X}" for part in parts)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; equal looks share one style, which openpyxl is slow to make."""

    align: str = "center"
    indent: int = 0
    wrap: bool = True
    bold: bool = False
    border: bool = True
    colour: str = ""
    format: str = "General"
    size: int = 11
    font: str = FONT
    open: bool = False


class SheetWriter:
    """Writes one worksheet from top to bottom; `values` holds the exact digits for `finish_package`."""

    def __init__(self, book: Workbook, name: str, paper: str) -> None:
        self.sheet = book.create_sheet(name)
        self.part = f"xl/worksheets/sheet{len(book.worksheets)}.xml"
        self.values: dict[str, str] = {}
        self.visible = 0
        self._row = 1
        self._header_row = 0
        self._widths: list[int] = []
        self._texts: dict[int, dict[int, str]] = {}
        self._headings: list[str] = []
        self._paper = _PAPERS.get(paper, 9)
        self._styles: dict[tuple[Look, bool], Any] = {}

    def address(self, index: int) -> str:
        """The address of column `index` (0 is the first) in the row being written."""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(index + 1)}{self._row}"

    @property
    def row(self) -> int:
        """The number of the row being written."""
        return self._row

    def title(self, text: str) -> None:
        self._merged(text, Look(bold=True, border=False, size=18, font=TITLE_FONT))
        self._end(36)

    def two_ends(self, left: str, right: str) -> None:
        """A line with words at both ends of the table."""
        half = max(1, self.visible // 2)
        self._text(1, left, Look(align="left", border=False, wrap=False))
        if self.visible > 1:
            self._text(half + 1, right, Look(align="right", border=False, wrap=False))
        for start, end in ((1, half), (half + 1, self.visible)):
            if end > start:
                self.sheet.merge_cells(start_row=self._row, start_column=start, end_row=self._row, end_column=end)
        self._end(20)

    def header(self, headings: Sequence[str]) -> None:
        self._headings = list(headings)
        self._header_row = self._row
        for index, heading in enumerate(headings):
            self._text(index + 1, heading, Look(bold=True, colour="EEF1F6"))
        self._end(46)

    def band(self, text: str) -> None:
        """The heading of a group, over the whole width."""
        look = Look(align="left", bold=True, colour="F6F7F9")
        for index in range(1, self.visible):
            self._dress(self.sheet.cell(self._row, index + 1), look, False)
        self._merged(text, look)
        self._end(22)

    def put(
        self,
        index: int,
        content: CellContent,
        align: str = "center",
        colour: str = "",
        depth: int = 0,
        *,
        wrap: bool = True,
    ) -> None:
        """Write one cell of a row; numbers stand at the right, texts as `align` says, in one line without `wrap`."""
        if not (content.number or content.formula):
            look = Look(align=align, indent=2 * min(depth, 6), wrap=wrap, colour=colour, format=content.format)
            self._text(index + 1, content.text, look)
            self._measure(index, "    " * depth + content.text if wrap else "")
            return
        cell = self.sheet.cell(self._row, index + 1)
        cell.value = content.formula or 0
        self._dress(cell, Look(align="right", wrap=False, format=content.format), False)
        self.values[cell.coordinate] = content.number
        self._measure(index, _as_shown(content))

    def put_open(self, index: int, align: str = "center", format: str = "General") -> str:
        """An empty cell to be filled in; its address."""
        cell = self.sheet.cell(self._row, index + 1)
        self._dress(cell, Look(align=align, colour=OPEN_COLOUR, format=format, open=True), False)
        return str(cell.coordinate)

    def give_room(self, index: int, letters: int) -> None:
        """Make a column wide enough for so many letters, whatever is written into it here."""
        self._widths.extend([0] * (index + 1 - len(self._widths)))
        self._widths[index] = max(self._widths[index], letters)

    def label(self, first: int, last: int, text: str) -> None:
        """Words before an open cell, over some columns and without a frame."""
        self._text(first + 1, text, Look(align="right", border=False, wrap=False))
        self.sheet.merge_cells(start_row=self._row, start_column=first + 1, end_row=self._row, end_column=last + 1)

    def protect(self) -> None:
        """Only open cells can be typed into; widths and heights may be changed."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = False

    def end_row(self) -> None:
        """Go on to the next row; heights are set at the end, when the widths are known."""
        self._row += 1

    def line(self, text: str) -> None:
        """A line of words under the table."""
        self._merged(text, Look(align="left", border=False))
        self._texts.setdefault(self._row, {})[-1] = text
        self._row += 1

    def hide_from(self, index: int) -> None:
        from openpyxl.utils import get_column_letter

        for column in range(index, len(self._headings)):
            self.sheet.column_dimensions[get_column_letter(column + 1)].hidden = True

    def finish(self, frozen: int) -> None:
        """Widths, heights, page set-up; the header and the first `frozen` columns stay in sight."""
        from openpyxl.utils import get_column_letter

        widths = [self._width(index) for index in range(len(self._headings))]
        for index, width in enumerate(widths):
            self.sheet.column_dimensions[get_column_letter(index + 1)].width = width
        across = sum(widths[: self.visible])
        for row, texts in self._texts.items():
            lines = max(-(-columns_of(text) // max(1, _room(widths, across, i))) for i, text in texts.items())
            self.sheet.row_dimensions[row].height = min(409, max(22, _LINE_POINTS * lines + 6))
        self.sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{self._header_row + 1}"
        self._page()

    def _page(self) -> None:
        from openpyxl.worksheet.page import PageMargins

        sheet = self.sheet
        sheet.print_title_rows = f"{self._header_row}:{self._header_row}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = self._paper
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.65, header=0.3, footer=0.3)
        sheet.print_options.horizontalCentered = True
        sheet.oddFooter.center.text = tr("第 &P 页，共 &N 页")
        sheet.oddFooter.center.size = 9

    def _merged(self, text: str, look: Look) -> None:
        self._text(1, text, look)
        if self.visible > 1:
            self.sheet.merge_cells(start_row=self._row, start_column=1, end_row=self._row, end_column=self.visible)

    def _text(self, column: int, text: str, look: Look) -> None:
        cell = self.sheet.cell(self._row, column)
        safe = safe_text(text)
        if safe:
            cell.value = safe
            cell.data_type = "s"
        self._dress(cell, look, safe.startswith(_TRIGGERS))

    def _dress(self, cell: Any, look: Look, quoted: bool) -> None:
        known = self._styles.get((look, quoted))
        if known is not None:
            cell._style = copy(known)
            return
        _apply(cell, look)
        cell.quotePrefix = quoted
        self._styles[look, quoted] = copy(cell._style)

    def _end(self, height: float) -> None:
        self.sheet.row_dimensions[self._row].height = height
        self._row += 1

    def _measure(self, index: int, text: str) -> None:
        self._texts.setdefault(self._row, {})[index] = text
        self.give_room(index, max((columns_of(line) for line in text.split("\n")), default=0))

    def _width(self, index: int) -> int:
        """Wide enough for the longest text up to a limit, and for the heading before its bracket."""
        content = self._widths[index] if index < len(self._widths) else 0
        heading = columns_of(self._headings[index].partition("(")[0])
        return max(_NARROWEST, min(_WIDEST, max(content + 2, heading + 1)))


def _apply(cell: Any, look: Look) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    cell.font = Font(name=look.font, size=look.size, bold=look.bold)
    cell.alignment = Alignment(horizontal=look.align, vertical="center", wrap_text=look.wrap, indent=look.indent)
    if look.border:
        edge = Side(style="thin", color="808080")
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    if look.colour:
        cell.fill = PatternFill("solid", start_color=look.colour, end_color=look.colour)
    cell.number_format = look.format
    if look.open:
        cell.protection = Protection(locked=False)


def _room(widths: Sequence[int], across: int, index: int) -> int:
    return (across if index < 0 else widths[index]) - 2


def _as_shown(content: CellContent) -> str:
    after = content.format.split('"')[1] if '"' in content.format else ""
    places = content.format.partition(".")[2].count("0")
    whole, _, rest = content.number.partition(".")
    return whole + ("." + rest[:places].ljust(places, "0") if places else "") + after
