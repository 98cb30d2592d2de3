"""The chart page: completion as bars in the colour of their light, with the target and the time that has passed.

Bars are native to Excel and live: their figures stand beside the printed pages, each a formula on the main table, so a
figure that is changed there moves its bar and gives it another colour.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from zonetracker.model.issuing import ExtraSheet, SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import Control, Grade
from zonetracker.outputs.sheet.columns import INDENT, CellContent
from zonetracker.outputs.sheet.layout import FONT, SheetWriter
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import extra_word
from zonetracker.words.wording import figure, one_line, part_name, period_words

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, LineChart
    from openpyxl.workbook import Workbook

MOST = 60
"""Bars on all pages; of more targets those that lag most are drawn."""
_BARS, _LINES = 15, 24
"""Bars on a page, and the rows of cells that a page is high."""
_ACROSS, _LINE_POINTS = 13, 19
_COLUMN, _WIDTH_CM, _HEIGHT_CM = 10.6, 26.4, 15.3
_LONGEST, _HIGHEST, _ABSURD = 14, 200, 10**9
_ASLANT = -45 * 60_000
_STRIPES = {Grade.LATE: "wdUpDiag", Grade.MISSED: "wdUpDiag", Grade.BEHIND: "ltUpDiag"}
"""What lags is hatched, so that it is told apart where colours are not printed."""
_CONTROLS = {
    False: {Control.WITHIN: Grade.ON_PACE, Control.OVER_PACE: Grade.BEHIND, Control.BEYOND: Grade.LATE},
    True: {Control.WITHIN: Grade.MET, Control.BEYOND: Grade.MISSED},
}
"""The lights of a figure that is not to be exceeded, in a month and at a year's end."""
_NAME, _SHARE, _TIME, _GOAL, _LIGHTS = range(_ACROSS + 1, _ACROSS + 6)


@dataclass(frozen=True, slots=True)
class MainTable:
    """Where the main table has its cells: the row of each target and the letters of its columns."""

    sheet: str
    rows: Mapping[int, int]
    letters: Mapping[SheetColumn, str]

    def cell(self, row: ProgressRow, column: SheetColumn) -> str:
        """The address of a cell, for a formula on another sheet."""
        return f"'{self.sheet}'!{self.letters[column]}{self.rows[row.target.id]}"


def drawn_rows(progress: Progress) -> tuple[list[ProgressRow], str]:
    """The rows of the chart in the order of the sheet, and which they are where they are not all that could be drawn:
    of too many the watched ones, else those that lag most."""
    rows = [row for row in progress.rows if row.standing.completion is not None and row.standing.completion < _ABSURD]
    if len(rows) <= MOST:
        return rows, ""
    pinned = [row for row in rows if row.indicator.pinned]
    if 0 < len(pinned) <= MOST:
        return pinned, tr("（关注的指标）")
    kept = {row.target.id for row in sorted(pinned or rows, key=_lag)[:MOST]}
    return [row for row in rows if row.target.id in kept], tr("（进度差最大的{count}项）", count=MOST)


def _lag(row: ProgressRow) -> tuple[bool, Fraction]:
    gap = row.standing.gap
    return gap is None, Fraction(0) if gap is None else gap


def write_chart(book: Workbook, progress: Progress, table: MainTable, paper: str) -> SheetWriter | None:
    """完成率图; None where no target has a completion."""
    rows, which = drawn_rows(progress)
    if not rows:
        return None
    sheet = SheetWriter(book, extra_word(ExtraSheet.CHART), paper)
    title = tr(
        "{period}{zone}年度目标完成率{which}",
        period=period_words(progress.year, progress.month),
        zone=one_line(progress.zone),
        which=which,
    )
    _Charts(sheet, progress, table, rows, title).write()
    return sheet


class _Charts:
    """The pages of the chart, each a block of cells with a picture over it and its figures beside it."""

    def __init__(
        self, sheet: SheetWriter, progress: Progress, table: MainTable, rows: Sequence[ProgressRow], title: str
    ) -> None:
        self.sheet, self.progress, self.table, self.title = sheet, progress, table, title
        each = -(-len(rows) // -(-len(rows) // _BARS))
        self.pages = [rows[first : first + each] for first in range(0, len(rows), each)]
        self.high = any((row.standing.completion or 0) > _HIGHEST for row in rows)
        self.lights = _lights(progress, rows)

    def write(self) -> None:
        for number, rows in enumerate(self.pages, 1):
            first = self.sheet.row
            heads = [tr("指标"), tr("完成年度目标(%)"), tr("序时进度(%)"), tr("年度目标(%)"), *self.lights]
            for place, head in enumerate(heads, _NAME):
                self.sheet.put(place, CellContent(text=head), wrap=False)
            self.sheet.end_row()
            for row in rows:
                self._figures(row)
            while self.sheet.row < first + _LINES:
                self.sheet.end_row()
            self._draw(first, len(rows), number)
        _page(self.sheet, len(self.pages))

    def _figures(self, row: ProgressRow) -> None:
        """One bar: its name, its completion, and that again in the column of its light alone."""
        known, table = figures(row, self.progress), self.table
        share = "" if known.completion is None else figure(known.completion)
        name, word = part_name(row.indicator.name, row.depth).lstrip(INDENT), self.progress.word_of(row)
        at, said = table.cell(row, SheetColumn.COMPLETION), table.cell(row, SheetColumn.ASSESSMENT)
        places = "0." + "0" * len(share.partition(".")[2]) if "." in share else "0"
        label = f'=LEFT({table.cell(row, SheetColumn.NAME)},{_LONGEST})&" "&TEXT({at},"{places}")&"%"'
        cells = [
            CellContent(text=f"{name[:_LONGEST]} {share}%", formula=label),
            CellContent(number=share, formula=f"={at}"),
            _time(known.time_progress, table.cell(row, SheetColumn.TIME_PROGRESS)),
            CellContent(number="100"),
        ]
        for one in self.lights:
            quoted = one.replace('"', '""')
            cells.append(CellContent(number=share if one == word else "", formula=f'=IF({said}="{quoted}",{at},"")'))
        for place, cell in enumerate(cells, _NAME):
            self.sheet.put(place, cell, wrap=False)
        self.sheet.end_row()

    def _draw(self, first: int, bars: int, number: int) -> None:
        """One page's picture over the cells of its block."""
        from openpyxl.chart import Reference

        cells, last = self.sheet.sheet, first + bars

        def column(place: int) -> Any:
            return Reference(cells, min_col=place + 1, min_row=first, max_row=last)

        bar, line = _bars(self.progress, self.lights, column), _marks(column)
        for chart in (bar, line):
            chart.set_categories(Reference(cells, min_col=_NAME + 1, min_row=first + 1, max_row=last))
        paged = f"（{number}/{len(self.pages)}）" if len(self.pages) > 1 else ""
        bar.title = _words(self.title + paged, 14)
        bar.width, bar.height = _WIDTH_CM, _HEIGHT_CM
        bar.y_axis.scaling.min, bar.y_axis.scaling.max = 0, _HIGHEST if self.high else None
        bar += line
        cells.add_chart(bar, f"A{first + 1}")


def _lights(progress: Progress, rows: Sequence[ProgressRow]) -> dict[str, Grade]:
    """The words that a bar may come to have, with the light whose colour it has then: best first, each word once."""
    lights: dict[str, Grade] = {}
    for grade in progress.grades:
        if grade not in (Grade.NO_DATA, Grade.NOT_DUE):
            lights.setdefault(progress.word(grade), grade)
    if any(row.standing.control is not None for row in rows):
        for control, grade in _CONTROLS[progress.year_end].items():
            lights.setdefault(progress.rules.words[control.value], grade)
    return lights


def _time(value: Decimal | None, at: str) -> CellContent:
    return CellContent() if value is None else CellContent(number=figure(value), formula=f"={at}")


def _bars(progress: Progress, lights: Mapping[str, Grade], column: Callable[[int], Any]) -> BarChart:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.fill import ColorChoice, PatternFillProperties

    bar = BarChart()
    bar.type, bar.grouping, bar.overlap, bar.gapWidth = "col", "clustered", 100, 60
    for place, grade in enumerate(lights.values(), _LIGHTS):
        bar.add_data(column(place), titles_from_data=True)
        colour, stripes = progress.colour(grade).removeprefix("#"), _STRIPES.get(grade)
        look = GraphicalProperties(solidFill=colour)
        if stripes:
            ground = ColorChoice(srgbClr="FFFFFF")
            look = GraphicalProperties(
                pattFill=PatternFillProperties(prst=stripes, fgClr=ColorChoice(srgbClr=colour), bgClr=ground)
            )
        look.line.solidFill = colour
        bar.series[-1].graphicalProperties = look
        bar.series[-1].invertIfNegative = False
    _axes(bar)
    return bar


def _axes(bar: BarChart) -> None:
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import Paragraph, ParagraphProperties, RichTextProperties

    for axis in (bar.x_axis, bar.y_axis):
        axis.delete = False
    bar.y_axis.number_format = '0"%"'
    bar.y_axis.majorGridlines.spPr = _thin("D9D9D9")
    small = Paragraph(pPr=ParagraphProperties(defRPr=_letters(9)), endParaRPr=_letters(9))
    bar.x_axis.txPr = RichText(bodyPr=RichTextProperties(rot=_ASLANT), p=[small])
    bar.legend.position = "b"


def _marks(column: Callable[[int], Any]) -> LineChart:
    """The target as a line through all bars, the time that has passed as a dash over each of them."""
    from openpyxl.chart import LineChart
    from openpyxl.chart.marker import Marker

    line = LineChart()
    for place in (_TIME, _GOAL):
        line.add_data(column(place), titles_from_data=True)
    time, goal = line.series
    time.graphicalProperties.line.noFill = True
    time.marker = Marker(symbol="dash", size=18)
    time.marker.graphicalProperties = _solid("000000")
    goal.graphicalProperties.line.solidFill = "595959"
    goal.graphicalProperties.line.dashStyle = "dash"
    goal.graphicalProperties.line.width = 15_000
    goal.marker = Marker(symbol="none")
    for one in line.series:
        one.smooth = False
    return line


def _letters(points: int) -> Any:
    from openpyxl.drawing.text import CharacterProperties, Font

    return CharacterProperties(sz=points * 100, ea=Font(typeface=FONT), latin=Font(typeface=FONT))


def _words(text: str, points: int) -> Any:
    from openpyxl.chart.text import RichText, Text
    from openpyxl.chart.title import Title
    from openpyxl.drawing.text import Paragraph, ParagraphProperties, RegularTextRun

    run = RegularTextRun(rPr=_letters(points), t=text)
    line = Paragraph(pPr=ParagraphProperties(defRPr=_letters(points)), r=[run])
    return Title(tx=Text(rich=RichText(p=[line])), overlay=False)


def _thin(colour: str) -> Any:
    from openpyxl.chart.shapes import GraphicalProperties

    look = GraphicalProperties()
    look.line.solidFill = colour
    return look


def _solid(colour: str) -> Any:
    look = _thin(colour)
    look.solidFill = colour
    return look


def _page(sheet: SheetWriter, pages: int) -> None:
    """A page a block of cells; the figures beside it are for the screen."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.pagebreak import Break

    cells = sheet.sheet
    for row in range(1, pages * _LINES + 1):
        cells.row_dimensions[row].height = _LINE_POINTS
    for column in range(1, _ACROSS + 1):
        cells.column_dimensions[get_column_letter(column)].width = _COLUMN
    cells.column_dimensions[get_column_letter(_NAME + 1)].width = 2 * _LONGEST
    cells.print_area = f"A1:{get_column_letter(_ACROSS)}{pages * _LINES}"
    for page in range(1, pages):
        cells.row_breaks.append(Break(id=page * _LINES))
    sheet.finish_plain()
