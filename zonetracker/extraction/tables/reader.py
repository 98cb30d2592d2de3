"""The one reader of tables: grids to tables with their columns, for reports and for bureaus' sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from zonetracker.extraction.reading import read, read_grids, refuse_large
from zonetracker.extraction.reading.refusals import answer_of_child
from zonetracker.extraction.reading.sheets.grid import Grid, grids_of
from zonetracker.extraction.tables.heads import SAMPLE, read_columns, regions_below
from zonetracker.extraction.tables.headtext import (
    DAY,
    MARKER,
    in_figures,
    is_cumulative,
    is_time,
    months_of,
    period_text,
    plain,
    region_of,
    says,
    unit_of_caption,
    year_in,
)
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, Months, ReadTable
from zonetracker.extraction.tables.names import indicator_in
from zonetracker.extraction.tables.pairing import panels
from zonetracker.extraction.tables.regions import GridView, SheetArea, areas_of, spread
from zonetracker.extraction.tables.typed import with_typed_tables
from zonetracker.extraction.tables.wire import GridsAndTables, tables_from_json, tables_to_json
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt
from zonetracker.support.job import Job
from zonetracker.support.process.child import fenced_job

_CAPTION_LINES = 3
_COVER_LINES = 40
_FILLED_IN = re.compile("(?:填报|填表|制表|报送|上报|编制|编印|发布|印发|打印)(?:日期|时间)?[:：]")
_NAMES_TIME = re.compile(r"^(?:19|20)\d\d$|(?:19|20)\d\d(?:年|[-.]?(?:0[1-9]|1[0-2])(?!\d))|月|季度|半年")
_TABLE_NUMBER = re.compile(r"^(?:附?表)\s*[\d一二三四五六七八九十]*[-\d]*\s*[:：]?")


def read_tables(grids: Sequence[Grid], name: str = "") -> tuple[ReadTable, ...]:
    """The tables of all sheets of a file in their order, hidden ones marked; `name` is the file's name.

    A table without heads of its own (on the next page) takes those of the table before it.
    """
    found: list[ReadTable] = []
    before: tuple[HeadedColumn, ...] = ()
    cover: tuple[str, ...] = ()
    for number, grid in enumerate(grids):
        sheet = GridView(grid)
        over: Sequence[str] = _captions(grid.above)
        areas = areas_of(sheet)
        if not areas and not grid.hidden:
            cover += _times_of(sheet)
        for region in areas:
            lines = _Over(sheet, region, over, (*cover, name))
            table = _table(lines, number, before)
            before, over = table.columns, lines.going_on
            if any(column.role in (ColumnRole.VALUE, ColumnRole.GROWTH) for column in before):
                found.append(table)
    return tuple(found)


def tables_job(data: bytes, name: str) -> Job[GridsAndTables]:
    """The grids of a file and their tables, read in a fenced child process; closing the job stops it.

    Raises Refusal for whatever can't be read.
    """
    refuse_large(data, name)
    task = f"{__name__}:{tables_payload.__name__}"
    answer = yield from fenced_job(task, data, arguments={"name": name})
    with answer_of_child(name):
        return tables_from_json(answer)


def tables_payload(payload: bytes, arguments: Mapping[str, str]) -> bytes:
    """The fenced task behind `tables_job`."""
    name = arguments["name"]
    grids = read_grids(payload, name) or grids_of(with_typed_tables(read(payload, name)))
    return tables_to_json(grids, read_tables(grids, name))


class _Over:
    """An area of a sheet with what stands over it: lines of document and sheet; names of sheet, cover and file."""

    def __init__(self, sheet: GridView, region: SheetArea, over: Sequence[str], names: Sequence[str]) -> None:
        self.sheet, self.region = sheet, region
        self.title = (*over, *region.title)
        self.going_on = tuple(line for line in self.title if not _TABLE_NUMBER.match(line) and not MARKER.match(line))
        *cover, name = names
        stem = PurePath(name).stem
        self.named = tuple(dict.fromkeys(one for one in (sheet.grid.name, *cover, stem) if one and one != name))

    def texts(self) -> Sequence[str]:
        """What may say the time, nearest first: the lines over the table from the last up, the sheet, the file."""
        named = [text for text in self.named if _NAMES_TIME.search(text)]
        title = [text for text in self.title if not _FILLED_IN.search(text)]
        return [period_text(text) for text in (*reversed(title), *named)]


def _table(lines: _Over, number: int, before: tuple[HeadedColumn, ...]) -> ReadTable:
    sheet, region = lines.sheet, lines.region
    columns = _planned(_columns(sheet, region, before), lines.title)
    top = region.heads[0] if region.heads else region.below
    heads = (top, region.below - 1)
    corner = [period_text(column.head) for column in columns if column.role is ColumnRole.NAME]
    texts = [*corner, *lines.texts()]
    spoken = [*texts, *(note for note in region.notes if "均为" in note or "均系" in note)]
    body = _sample(sheet, region.body)
    months = next((months for text in texts if (months := months_of(plain(text)))), None)
    turned = any(regions_below(panel, body) for panel in panels(columns))
    if not turned and not _names_are_times(columns, body):
        columns = tuple(one for panel in panels(columns) for one in _doubted(panel))
    return ReadTable(
        number,
        sheet.grid.name,
        (top, 0, max([region.below, *region.body]), sheet.width - 1),
        heads,
        lines.title,
        tuple(region.notes),
        columns,
        unit=next((unit for line in reversed(lines.title) if (unit := unit_of_caption(line))), None),
        year=next((year for text in texts if (year := year_in(text))), None) or _year_filled_in(lines, months),
        months=months,
        cumulative=next((said for text in spoken if (said := is_cumulative(plain(text))) is not None), None),
        whose=next((owner for text in (*reversed(lines.title), *lines.named) if (owner := region_of(text))), ""),
        subject=next((name for text in reversed(lines.title) if (name := indicator_in(plain(text)))), ""),
        hidden=sheet.grid.hidden,
        turned=turned,
    )


def _planned(columns: tuple[HeadedColumn, ...], title: Sequence[str]) -> tuple[HeadedColumn, ...]:
    """The columns of a table of targets by its title: figures that no head calls reached, and that name no month."""
    said = plain("".join(title))
    if not says(said, "target") or says(said, "actual") or says(said, "reached") or months_of(said):
        return columns
    figured = (ColumnRole.VALUE, ColumnRole.GROWTH)
    return tuple(
        replace(one, kind=Kind.TARGET)
        if one.role in figured and one.kind is None and not one.previous and not one.months and one.cumulative is None
        else one
        for one in columns
    )


def _names_are_times(columns: Sequence[HeadedColumn], body: Sequence[Sequence[str]]) -> bool:
    """Whether rows stand for months or years, so that the heads of the columns are the names."""
    names = [column.index for column in columns if column.role is ColumnRole.NAME]
    said = [plain(row[index]) for row in body for index in names if row[index].strip()]
    return sum(map(is_time, said)) * 2 > len(said)


def _doubted(panel: Sequence[HeadedColumn]) -> Iterator[HeadedColumn]:
    """The columns of a panel; those of values whose heads say nothing known are doubted.

    Such a head has words that count nothing known, or stands empty beside others.
    """
    headed = any(one.head and one.role is ColumnRole.VALUE for one in panel)
    counting = head_words("measure")
    for column in panel:
        unknown = headed if not column.head else bool(column.measure) and column.measure not in counting
        known = column.role is not ColumnRole.VALUE or not unknown or FigureDoubt.HEAD_UNKNOWN in column.doubts
        yield column if known else replace(column, doubts=(*column.doubts, FigureDoubt.HEAD_UNKNOWN))


def _year_filled_in(lines: _Over, months: Months | None) -> int | None:
    """The year of a sheet that names none but tells the day on which it was filled in."""
    days = [found for line in (*lines.title, *lines.region.notes) if (found := DAY.search(in_figures(line)))]
    if not days:
        return None
    year, month = (int(number) for number in re.findall(r"\d+", days[-1][0])[:2])
    return year if months is None or months[1] <= month else year - 1


def _sample(sheet: GridView, body: Sequence[int]) -> list[list[str]]:
    return [[sheet.text(row, column) for column in range(sheet.width)] for row in body[:SAMPLE]]


def _columns(sheet: GridView, region: SheetArea, before: tuple[HeadedColumn, ...]) -> tuple[HeadedColumn, ...]:
    heads = list(spread(sheet, region.heads)) if region.heads else [()] * sheet.width
    if not any(heads) and len(before) == sheet.width:
        return before
    return read_columns(heads, _sample(sheet, region.body), sheet.grid.hidden_columns)


def _times_of(sheet: GridView) -> tuple[str, ...]:
    """The lines of a cover that are a time: 2023年8月."""
    rows = range(min(sheet.height, _COVER_LINES))
    texts = [period_text(plain(text)) for row in rows for _, text in sheet.filled(row)]
    return tuple(text for text in texts if text and is_time(text))


def _captions(above: Sequence[str]) -> list[str]:
    """Of the lines of a document over a table those that speak of the table, and are no sentences."""
    found: list[str] = []
    near = True
    for line in reversed(above[-_CAPTION_LINES:]):
        named = "单位" in line or _TABLE_NUMBER.match(line) is not None
        if named or (near and 4 <= len(line) <= 50 and line[-1] not in "。；;，,"):
            found.insert(0, line)
        near = near and named
    return found
