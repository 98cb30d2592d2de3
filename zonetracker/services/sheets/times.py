"""What a file says of the time of its figures, and where: in a title, in the name of a sheet or file, in a head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePath

from zonetracker.extraction.tables.headtext import is_note, months_of, period_text, plain, year_in
from zonetracker.extraction.tables.model import HeadedColumn, Months, ReadTable, TableFigure
from zonetracker.model.planning import Doubted, FigureDoubt, doubted
from zonetracker.services.sheets.model import SheetRead
from zonetracker.services.sheets.notes import NotedTimes
from zonetracker.support.i18n import tr
from zonetracker.words.wording import months

_YEARS = re.compile(r"(?<![\dA-Za-z.])((?:19|20)\d\d)(?=$|(?:0[1-9]|1[0-2])(?!\d)|[^\d.%万亿元])")


class SaidWhere(Enum):
    """Where a file names a time."""

    FILE = "file"
    SHEET = "sheet"
    TITLE = "title"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class SaidTime:
    """A text of the file that names a time: the year, the months or both; `years` are all years in it."""

    where: SaidWhere
    text: str
    year: int | None
    months: Months | None
    years: frozenset[int] = frozenset()


def times_over(read: SheetRead, table: ReadTable) -> tuple[SaidTime, ...]:
    """The times that the lines over a table, its sheet and its file name, the nearest first."""
    texts = [(SaidWhere.TITLE, text) for text in reversed(table.title) if not is_note(text)]
    texts.append((SaidWhere.SHEET, table.sheet if table.sheet != read.name else ""))
    texts.append((SaidWhere.FILE, PurePath(read.name).stem))
    said = (_said(where, text) for where, text in texts)
    return tuple(one for one in said if one.year or one.months)


def times_of_column(column: HeadedColumn) -> SaidTime:
    """The time that a head names."""
    return SaidTime(SaidWhere.HEAD, column.head, column.year, column.months)


class TableTimes:
    """What a file says against the times of a table's figures, for one month that is asked for."""

    def __init__(self, read: SheetRead, table: ReadTable, year: int, month: int) -> None:
        self.table, self.year, self.month = table, year, month
        self.wanted = tr("{year}年{months}", year=year, months=months(month))
        self.over = times_over(read, table)
        self.headed = {column.index for column in table.columns if column.months}
        self.noted = NotedTimes(table, year, month)

    def doubts(self, figure: TableFigure) -> Iterator[Doubted]:
        """What speaks against a figure's being the cumulative one of the month."""
        found = _own_doubt(figure, self.year, self.month, self.wanted)
        if found is not None:
            yield found
            return
        dated = self._has_own_time(figure)
        for said in self.over:
            other = _contradiction(said, self.year, self.month, dated)
            if other is not None:
                yield doubted(other, said=said.text.strip(), wanted=self.wanted)
                return
        named = figure.year is not None or any(one.years for one in self.over)
        noted = self.noted.against(figure, year_named=named)
        if noted is not None:
            yield doubted(noted[0], said=noted[1], wanted=self.wanted)

    def _has_own_time(self, figure: TableFigure) -> bool:
        """Whether the months stand at the figure itself, in its head or row, and not only over the table."""
        place = figure.value_at or figure.growth_at
        headed = place is not None and place[1] in self.headed
        return headed or (figure.months is not None and figure.months != self.table.months)


def _own_doubt(figure: TableFigure, year: int, month: int, wanted: str) -> Doubted | None:
    if figure.year not in (None, year):
        return doubted(FigureDoubt.OTHER_YEAR, said=_time_words(figure.year, figure.months), wanted=wanted)
    if figure.months is not None and figure.months[1] != month:
        return doubted(FigureDoubt.OTHER_MONTH, said=_time_words(figure.year, figure.months), wanted=wanted)
    if FigureDoubt.MONTHS_UNCLEAR in figure.doubts:
        return None
    if month > 1 and (figure.own_month or (figure.months is not None and figure.months[0] != 1)):
        return doubted(FigureDoubt.OWN_MONTH, said=_time_words(None, figure.months or (month, month)))
    return None


def _contradiction(said: SaidTime, year: int, month: int, dated: bool) -> FigureDoubt | None:
    if said.years and year not in said.years:
        return FigureDoubt.OTHER_YEAR
    if said.months is None or said.months[1] == month:
        return None
    spans = said.months[0] <= month <= said.months[1]
    return None if dated and spans else FigureDoubt.OTHER_MONTH


def _said(where: SaidWhere, text: str) -> SaidTime:
    bare = plain(period_text(text))
    last = year_in(bare)
    years = frozenset((*map(int, _YEARS.findall(bare)), *([last] if last else [])))
    return SaidTime(where, text, last, months_of(bare), years)


def _time_words(year: int | None, span: Months | None) -> str:
    words = tr("{year}年", year=year) if year else ""
    if span is None:
        return words
    first, last = span
    return words + (tr("{month}月", month=last) if first == last else tr("{first}-{last}月", first=first, last=last))
