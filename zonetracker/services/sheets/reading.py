"""A bureau's file to its sheets and tables, and the month it seems to be of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.model import ReadTable
from zonetracker.extraction.tables.reader import read_tables, tables_job
from zonetracker.services.bundles import Chosen, take_out
from zonetracker.services.sheets.model import SheetRead
from zonetracker.services.sheets.times import times_of_column, times_over
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job


def read_actuals(data: bytes, name: str) -> Job[SheetRead]:
    """Read a bureau's file in the fence and find its tables; raises Refusal when there is none."""
    grids, tables = yield from tables_job(data, name)
    return _read(name, grids, tables)


def read_enclosed_actuals(chosen: Chosen) -> Job[SheetRead]:
    """The same for a file in a mail or an archive."""
    data = yield from take_out(chosen)
    return (yield from read_actuals(data, chosen.name))


def sheet_from_grids(grids: Sequence[Grid], name: str) -> SheetRead:
    """The same of sheets that are read already."""
    return _read(name, tuple(grids), read_tables(grids, name))


def _read(name: str, grids: tuple[Grid, ...], tables: tuple[ReadTable, ...]) -> SheetRead:
    if not tables:
        raise Refusal(
            RefusalCode.SHEET_NO_COLUMNS,
            tr(
                "“{name}”里没有找到带表头的数据表（如“指标名称、单位、1-9月累计、同比增长”），请核对。",
                name=name,
            ),
        )
    return SheetRead(name, grids, tables)


def likely_month(read: SheetRead) -> tuple[int | None, int | None]:
    """The year and the month that most of the file's tables speak of; None for what none names."""
    years: Counter[int] = Counter()
    months: Counter[int] = Counter()
    for table in read.tables:
        for said in (*times_over(read, table), *(times_of_column(column) for column in table.columns)):
            if said.year:
                years[said.year] += 1
            if said.months:
                months[said.months[1]] += 1
    year = max(years, key=lambda one: (years[one], one), default=None)
    return year, max(months, key=lambda one: (months[one], one), default=None)
