"""A printed table in Excel: safe text, borders, widths by Chinese characters, page set-up."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.widths import MARGIN, PAD, ColumnText, Fitting, fit, lines_in
from zonetracker.support.i18n import tr
from zonetracker.words.wording import FORMULA_SIGNS, visible

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

FONT = "宋体"
TITLE_FONT = "黑体"
LONGEST_TEXT = 32_767
OPEN_COLOUR = "FFF7D6"
_TRIGGERS = (*FORMULA_SIGNS, "\t", "\r", "\n")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMAT = re.compile(r'"(?P<words>[^"]*)"|(?P<digits>0[0.#]*)')
_PAPERS = {"A4": 9, "A3": 8}
_LINE = 1.36
"""How far lines stand apart, in sizes of the letters."""
_ROW_PAD = 4.5
_PLAIN_POINTS = 9.0
_HIGHEST = 409
_MEASURE, _MEASURE_POINTS, _LETTER_POINTS = "Arial", 10, 5.65
"""The font of the book by whose digits a spreadsheet measures widths, and how wide such a digit is.

Its metrics are the same everywhere. Excel rounds the digit down to 7 pixels of 96 an inch, others don't: the widths
are a hair less than right for those, so that none makes the page smaller; lines are counted as they break in Excel.
"""
_HEAD_COLOUR, _BAND_COLOUR = "EEF1F6", "F6F7F9"


def safe_text(text: str) -> str:
    """`text` as a cell can hold it: hidden characters visible, no _x0041_ read as an escape, not too long."""
    text = visible(text)
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    if len(text) <= LONGEST_TEXT // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * (LONGEST_TEXT - 1)].decode("utf-16-le", "ignore") + "…"


def tint(colour: str) -> str:
    """A pale shade of #rrggbb on which black words stay readable, as RRGGBB."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "".join(f"{part + (255 - part) * 7 // 10:02X}" for part in parts)


class Look(NamedTuple):
    """How a cell looks; equal looks share one style, which openpyxl is slow to make (and a tuple is quickly made).

    A `size` of 0 is that of the table's letters, which is known when all is written. What does not `wrap` is made to
    shrink where a program's font is wider than any we know, so that a figure is never shown as ####.
    """

    align: str = "center"
    indent: int = 0
    wrap: bool = True
    shrink: bool = False
    bold: bool = False
    border: bool = True
    colour: str = ""
    format: str = "General"
    size: float = 0
    font: str = FONT
    open: bool = False


def new_book() -> Workbook:
    """An empty workbook whose widths mean the same in every program."""
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList
    from openpyxl.workbook import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book._fonts = IndexedList([Font(name=_MEASURE, size=_MEASURE_POINTS, family=2)])
    return book


class SheetWriter:
    """Writes one worksheet from top to bottom; `values` holds the exact digits for `finish_book`."""

    def __init__(self, book: Workbook, name: str, paper: str) -> None:
        from openpyxl.cell.cell import Cell

        self._new = Cell
        self.sheet = book.create_sheet(name)
        self.part = f"xl/worksheets/sheet{len(book.worksheets)}.xml"
        self.values: dict[str, str] = {}
        self.visible = 0
        self._row = 1
        self._header_row = 0
        self._columns: list[ColumnText] = []
        self._wrapped: dict[int, dict[int, str]] = {}
        self._lines: dict[int, str] = {}
        self._paper = paper
        self._dressed: list[tuple[Any, Look, bool]] = []
        self._in_words: frozenset[int] = frozenset()
        self._merged_areas: list[tuple[int, int, int]] = []

    def address(self, index: int) -> str:
        """The address of column `index` (0 is the first) in the row being written."""
        return f"{self.letter(index)}{self._row}"

    def letter(self, index: int) -> str:
        """What column `index` (0 is the first) is called."""
        return _letter(index)

    def area(self, index: int, first: int, last: int = 0) -> str:
        """The cells of a column from row `first` to `last`, else to the one before that being written."""
        letter, end = self.letter(index), last or self._row - 1
        return f"${letter}{first}" if first == end else f"${letter}{first}:${letter}{end}"

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
                self._merge(start, end)
        self._end(20)

    def header(self, headings: Sequence[str], figures: frozenset[int] = frozenset()) -> None:
        """The heads of the columns; those of `figures` hold numbers, the others words, even worked out."""
        self._in_words = frozenset(range(len(headings))) - figures
        self._columns = [ColumnText(heading, index in figures) for index, heading in enumerate(headings)]
        self._header_row = self._row
        self._row += 1

    def band(self, text: str) -> None:
        """The heading of a group, over the whole width."""
        look = Look(align="left", bold=True, colour=_BAND_COLOUR)
        for index in range(1, self.visible):
            self._dress(self._cell(index + 1, self._row), look, False)
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
        if content.formula and index in self._in_words:
            self._formula(index + 1, content, _look(align, shrink=True, wrap=False))
            self._columns[index].add(content.text)
            return
        if not (content.number or content.formula):
            look = _look(align, indent=min(depth, 6), wrap=wrap, colour=colour, format=content.format)
            self._text(index + 1, content.text, look)
            if wrap and content.text:
                self._measure(index, "\u3000" * min(depth, 6) + content.text)
            return
        self._formula(index + 1, content, _look("right", wrap=False, shrink=True, format=content.format))
        if content.number and index < len(self._columns):
            self._columns[index].add(_as_shown(content), figure=True)

    def _formula(self, column: int, content: CellContent, look: Look) -> None:
        """A cell with a number, or with a formula beside which its value is kept."""
        cell = self._cell(column, self._row)
        cell._value, cell.data_type = content.formula or 0, "f" if content.formula else "n"
        self._dress(cell, look, False)
        self.values[cell.coordinate] = content.number or content.text

    def put_open(self, index: int, align: str = "center", format: str = "General") -> str:
        """An empty cell to be filled in; its address."""
        cell = self._cell(index + 1, self._row)
        self._dress(cell, Look(align=align, colour=OPEN_COLOUR, format=format, open=True), False)
        return str(cell.coordinate)

    def give_room(self, index: int, letters: int) -> None:
        """Make a column wide enough for so many letters, whatever is written into it here."""
        self._columns[index].least = max(self._columns[index].least, letters / 2)

    def label(self, first: int, last: int, text: str) -> None:
        """Words before an open cell, over some columns and without a frame."""
        self._text(first + 1, text, Look(align="right", border=False, wrap=False))
        self._merge(first + 1, last + 1)

    def protect(self) -> None:
        """Only open cells can be typed into; widths and heights may be changed."""
        protection = self.sheet.protection
        protection.sheet = True
        protection.formatColumns = protection.formatRows = False

    def end_row(self) -> None:
        """Go on to the next row; heights are set at the end, when the widths are known."""
        self._row += 1

    def live_line(self, text: str, formula: str) -> None:
        """A framed line over the whole width that is worked out; `text` is what it comes to."""
        look = Look(align="left", colour=_BAND_COLOUR)
        for index in range(1, self.visible):
            self._dress(self._cell(index + 1, self._row), look, False)
        self._formula(1, CellContent(text=text, formula=formula), look)
        self._merge()
        self._lines[self._row] = text
        self._row += 1

    def line(self, text: str) -> None:
        """A line of words under the table."""
        self._merged(text, Look(align="left", border=False))
        self._lines[self._row] = text
        self._row += 1

    def shade(self, index: int, first: int, last: int, colours: Mapping[str, str]) -> None:
        """Colour the cells of a column in some rows as long as a formula about them (of the first row) is true."""
        from openpyxl.formatting.rule import FormulaRule
        from openpyxl.styles import PatternFill
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(index + 1)
        for formula, colour in colours.items():
            fill = PatternFill("solid", start_color=colour, end_color=colour)
            self.sheet.conditional_formatting.add(
                f"{letter}{first}:{letter}{last}", FormulaRule(formula=[formula], fill=fill)
            )

    def hide_from(self, index: int) -> None:
        from openpyxl.utils import get_column_letter

        for column in range(index, len(self._columns)):
            self.sheet.column_dimensions[get_column_letter(column + 1)].hidden = True

    def finish(self, frozen: int) -> None:
        """Widths, heights, page set-up; the header and the first `frozen` columns stay in sight."""
        from openpyxl.utils import get_column_letter

        printed = fit(self._columns[: self.visible], self._paper)
        rest = [max(4.0, one.least, min(max(one.texts, default=one.figure), 17)) for one in self._columns]
        for index in range(len(self._columns)):
            points = printed.widths[index] if index < self.visible else rest[index] * printed.size + PAD
            self.sheet.column_dimensions[get_column_letter(index + 1)].width = round(points / _LETTER_POINTS, 2)
        self._heads(printed)
        self._heights(printed)
        self._dress_all(printed.size)
        self.sheet.print_area = f"A1:{self.letter(max(1, self.visible) - 1)}{max(self._row - 1, self._header_row)}"
        self.sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{self._header_row + 1}"
        self.sheet.print_title_rows = f"{self._header_row}:{self._header_row}"
        self._page()

    def _heads(self, printed: Fitting) -> None:
        texts = {}
        for index, column in enumerate(self._columns):
            texts[index] = printed.head(index, column.head) if index < self.visible else column.head
            self._text(index + 1, texts[index], Look(bold=True, colour=_HEAD_COLOUR), self._header_row)
        self._wrapped[self._header_row] = texts

    def _heights(self, printed: Fitting) -> None:
        """As high as the texts of a row want in these widths; programs don't do it where cells are merged."""
        across = (sum(printed.widths) - PAD) / printed.size
        for row, texts in self._wrapped.items():
            lines = max(printed.lines(index, text) for index, text in texts.items() if index < self.visible)
            self._high(row, lines, printed.size)
        for row, text in self._lines.items():
            self._high(row, lines_in(text, across), printed.size)

    def _high(self, row: int, lines: int, size: float) -> None:
        self.sheet.row_dimensions[row].height = min(_HIGHEST, round(lines * size * _LINE + _ROW_PAD, 1))

    def _dress_all(self, size: float) -> None:
        """Equal looks share one style; nothing changes the style of a cell afterwards."""
        styles: dict[tuple[Look, bool], Any] = {}
        for cell, look, quoted in self._dressed:
            known = styles.get((look, quoted))
            if known is None:
                cell._style = copy(cell._style)
                _apply(cell, look, size)
                cell.quotePrefix = quoted
                styles[look, quoted] = cell._style
            else:
                cell._style = known
        for row, first, last in self._merged_areas:
            self.sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)

    def finish_plain(self) -> None:
        """The same for a sheet that is no table: cells are dressed and the page is set up."""
        self._dress_all(_PLAIN_POINTS)
        self._page()

    def _page(self) -> None:
        from openpyxl.worksheet.page import PageMargins

        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPERS[self._paper]
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        side = MARGIN / 72
        sheet.page_margins = PageMargins(left=side, right=side, top=0.5, bottom=0.6, header=0.3, footer=0.3)
        sheet.print_options.horizontalCentered = True
        sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber = 1, True
        sheet.oddFooter.center.text = tr("第 &P 页")
        sheet.oddFooter.center.size = 9

    def _merged(self, text: str, look: Look) -> None:
        self._text(1, text, look)
        self._merge()

    def _merge(self, first: int = 1, last: int = 0) -> None:
        """Make one cell of some of this row, else of the whole table's width, when they are dressed."""
        last = last or self.visible
        if last > first:
            self._merged_areas.append((self._row, first, last))

    def _text(self, column: int, text: str, look: Look, row: int = 0) -> None:
        cell = self._cell(column, row or self._row)
        safe = safe_text(text)
        if safe:
            cell._value, cell.data_type = safe, "s"
        self._dress(cell, look, safe.startswith(_TRIGGERS))

    def _cell(self, column: int, row: int) -> Any:
        """A new cell, past openpyxl's own way to one, which is slow."""
        cell = self.sheet._cells[row, column] = self._new(self.sheet, row, column)
        return cell

    def _dress(self, cell: Any, look: Look, quoted: bool) -> None:
        self._dressed.append((cell, look, quoted))

    def _end(self, height: float) -> None:
        self.sheet.row_dimensions[self._row].height = height
        self._row += 1

    def _measure(self, index: int, text: str) -> None:
        self._wrapped.setdefault(self._row, {})[index] = text
        self._columns[index].add(text)


@lru_cache(maxsize=4096)
def _look(align: str, **more: Any) -> Look:
    """The look of a cell, made once of each kind."""
    return Look(align=align, **more)


@cache
def _letter(index: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(index + 1))


def _apply(cell: Any, look: Look, size: float) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    cell.font = Font(name=look.font, size=look.size or size, bold=look.bold)
    cell.alignment = Alignment(
        horizontal=look.align,
        vertical="center",
        wrap_text=look.wrap,
        shrink_to_fit=look.shrink,
        indent=look.indent,
    )
    if look.border:
        edge = Side(style="thin", color="808080")
        cell.border = Border(left=edge, right=edge, top=edge, bottom=edge)
    if look.colour:
        cell.fill = PatternFill("solid", start_color=look.colour, end_color=look.colour)
    cell.number_format = look.format
    if look.open:
        cell.protection = Protection(locked=False)


def _as_shown(content: CellContent) -> str:
    """A number as its format shows it, for the width of its column; what a formula gives has its digits already."""
    if content.format == "0":
        return content.number
    positive, _, negative = content.format.partition(";")
    below = content.number.startswith("-") and negative
    number = content.number.removeprefix("-") if below else content.number

    def part(found: re.Match[str]) -> str:
        if found["words"] is not None:
            return found["words"]
        return number if content.formula else _with_places(number, found["digits"])

    return _FORMAT.sub(part, negative if below else positive) if content.format != "General" else number


def _with_places(number: str, digits: str) -> str:
    least, most = (digits.partition(".")[2].count(sign) for sign in ("0", "#"))
    whole, _, rest = number.partition(".")
    decimals = rest[: least + most].ljust(least, "0")
    return f"{whole}.{decimals}" if decimals else whole
