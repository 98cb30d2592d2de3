"""The pictures of the overview, each as PNG, SVG or PDF: wall, trend, comparison, and targets × months."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.drawing.dial import SIGNS, gauges_heading
from zonetracker.drawing.filed import Drawing, Leaf, paged_file, picture_file
from zonetracker.drawing.light_table import (
    BarCell,
    LightTable,
    LitCell,
    PictureCell,
    PictureColumn,
    one_leaf,
    pages,
)
from zonetracker.model.issuing import GaugeForm
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import shown
from zonetracker.model.standing import UNJUDGED
from zonetracker.services.overview.comparing import ComparedBy, ComparedGroup, mean_words
from zonetracker.services.overview.months import MonthGrid, MonthsRow
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.words.wording import figure, months, one_line, part_name

PICTURE_ENDINGS = ("png", "svg", "pdf")
MOST_ROWS = 200
"""So many rows a table may have as one picture; a PDF has pages."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be copied or saved: what it is called, and its bytes by the ending of the file, as a job."""

    title: str
    make: Callable[[str], Job[bytes]]


def picture_of_wall(progress: Progress, rows: Sequence[ProgressRow]) -> Picture:
    """The gauges of some targets in this order."""

    def make(ending: str) -> Job[bytes]:
        from zonetracker.outputs.pictures import picture_job

        return (yield from picture_job(progress, ending, rows, form=GaugeForm.DIALS))

    return Picture(gauges_heading(progress), make)


def picture_of_drawing(title: str, drawing: Drawing, width: float, height: float) -> Picture:
    """A drawing of its own, so many inches large."""
    leaf = Leaf(drawing, width, height)

    def make(ending: str) -> Job[bytes]:
        if ending == "pdf":
            return (yield from paged_file([leaf], title))
        yield from ()
        return picture_file(leaf, ending, title)

    return Picture(title, make)


def picture_of_comparison(progress: Progress, groups: Sequence[ComparedGroup], by: ComparedBy) -> Picture:
    """A month by unit or section: a bar of lights, their counts, the share of those behind and the mean."""
    zone, said = one_line(progress.zone), months(progress.month)
    named = tr("各责任单位") if by is ComparedBy.UNIT else tr("各部分")
    heading = tr("{zone}{year}年{months}{named}目标进度", zone=zone, year=progress.year, months=said, named=named)
    lights = [(SIGNS[grade], progress.word(grade)) for grade in progress.grades]
    columns = (
        PictureColumn(tr("责任单位") if by is ComparedBy.UNIT else tr("部分"), 2.4),
        PictureColumn(tr("项数"), 0.55, right=True),
        PictureColumn(tr("落后占比%"), 0.95, right=True),
        PictureColumn(tr("平均完成率%"), 1.1, right=True),
        PictureColumn(tr("各档项数"), 2.6),
        *(PictureColumn(f"{sign}{word}", 0.95, right=True) for sign, word in lights),
    )
    whole = max((len(group.rows) for group in groups), default=0)
    rows = tuple(_compared(group, progress, whole) for group in groups)
    return _table_picture(LightTable(heading, columns, rows, (mean_words(),)))


def _compared(group: ComparedGroup, progress: Progress, whole: int) -> tuple[PictureCell, ...]:
    bar = BarCell(tuple((count, progress.colour(grade)) for grade, count in group.counts if count), whole)
    rates = (group.lagging, group.mean)
    return (
        group.name,
        str(len(group.rows)),
        *("" if rate is None else figure(shown(rate, progress.places)) for rate in rates),
        bar,
        *(str(count) if count else "" for _, count in group.counts),
    )


def picture_of_months(grid: MonthGrid, rows: Sequence[MonthsRow]) -> Picture:
    """Targets × months, each light with its sign and word; `rows` are those of the grid that are looked at."""
    heading = tr("{zone}{year}年各月进度评价", zone=one_line(grid.zone), year=grid.year)
    columns = (
        PictureColumn(tr("指标"), 2.6),
        *(PictureColumn(tr("{month}月", month=month), 1) for month in range(1, grid.last + 1)),
    )
    lit = tuple((_name(row), *(_lit(row, month) for month in range(1, grid.last + 1))) for row in rows)
    return _table_picture(LightTable(heading, columns, lit))


def _name(row: MonthsRow) -> str:
    return part_name(row.indicator.name, min(row.depth, 1), apart=True)


def _lit(row: MonthsRow, month: int) -> PictureCell:
    light = row.light(month)
    if light is None:
        return ""
    return LitCell(SIGNS[light.grade], light.word, light.colour, quiet=light.grade in UNJUDGED)


def _table_picture(table: LightTable) -> Picture:
    def make(ending: str) -> Job[bytes]:
        if ending == "pdf":
            return (yield from paged_file(pages(table), table.heading))
        if len(table.rows) > MOST_ROWS:
            said = tr("一张图片最多画 {limit} 行，请先查找或筛选，或存为 PDF（分页）。", limit=MOST_ROWS)
            raise Refusal(RefusalCode.PICTURE_TOO_MANY, said)
        yield from ()
        return picture_file(one_leaf(table), ending, table.heading)

    return Picture(table.heading, make)
