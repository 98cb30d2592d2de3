"""What notes and dates over and under a table say of the time of its figures, of all or of those they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zonetracker.extraction.tables.headtext import in_figures, is_note, months_of, period_text, plain
from zonetracker.extraction.tables.model import ReadTable, TableFigure
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.planning import FigureDoubt

_DAY = re.compile(r"((?:19|20)\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])\d{1,2}(?!\d)")
_FILLED_IN = re.compile(r"日期|时间|填报|制表|填表|报出|报送")
_SENTENCE = re.compile(r"[；;。]")
_LEAD = re.compile(r"^[（(]?(?:注|说明|备注)[\d\s]*[）)]?[:：.、]?")
_COMPARED = re.compile(
    r"(?:比|较|以|与|按|用)(?:19|20)\d\d年[^，,]{0,8}|(?:19|20)\d\d年(?:不变价|可比价|价格|基期|为基)"
)
_YEAR = re.compile(r"(?<![\dA-Za-z.])((?:19|20)\d\d)(?![\d.%万亿元])")
_MARKS = re.compile("[①-⑳△▲▽▼※*★☆#●○◆◇]")
_OF_ALL = re.compile(r"(?:本表|表中|表内|以上|上述|所列|各项|全部)[^，,]{0,8}(?:为|系|是|截至|截止|均)")
_REACH_OF_MARK = 8
_SHORTEST_NAME = 3


class NotedTimes:
    """What the notes and dates of a table say against its figures' being of a month."""

    def __init__(self, table: ReadTable, year: int, month: int) -> None:
        self.filled_in = _filled_in_before(table, year)
        self.other_year = _year_noted(table, year)
        said = ((sentence, _other_time(sentence, year, month)) for sentence in _sentences(table))
        self.others = [(code, sentence) for sentence, code in said if code is not None]

    def against(self, figure: TableFigure, *, year_named: bool) -> tuple[FigureDoubt, str] | None:
        """What gives a figure another time: the year of the table, or a note that speaks of it.

        The note speaks of it by its name, its mark, or of all; a year in the notes counts where nothing else names one.
        """
        otherwise = self.filled_in or ("" if year_named else self.other_year)
        if otherwise:
            return FigureDoubt.OTHER_YEAR, otherwise
        return next((noted for noted in self.others if _speaks_of(noted[1], figure)), None)


def _filled_in_before(table: ReadTable, year: int) -> str:
    """The line that shows a table to be of another year: it was filled in before the year."""
    for line in (*table.title, *table.notes):
        filled = [int(found[1]) for found in _DAY.finditer(plain(line))] if _FILLED_IN.search(line) else []
        if filled and max(filled) < year:
            return line.strip()
    return ""


def _year_noted(table: ReadTable, year: int) -> str:
    """The note that names another year."""
    said = {int(one): line for line in _notes(table) for one in _YEAR.findall(_without_comparison(line))}
    return "" if not said or year in said else said[max(said)].strip()


def _notes(table: ReadTable) -> Iterator[str]:
    """The notes under a table, and those among the lines over it."""
    yield from (line for line in table.title if is_note(line))
    yield from table.notes


def _sentences(table: ReadTable) -> Iterator[str]:
    for line in _notes(table):
        for sentence in _SENTENCE.split(line):
            said = _LEAD.sub("", sentence.strip())
            if said:
                yield said


def _other_time(said: str, year: int, month: int) -> FigureDoubt | None:
    text = _without_comparison(said)
    years = {int(one) for one in _YEAR.findall(text)}
    if years and year not in years:
        return FigureDoubt.OTHER_YEAR
    months = months_of(text)
    return FigureDoubt.OTHER_MONTH if months is not None and months[1] != month else None


def _without_comparison(line: str) -> str:
    return _COMPARED.sub("", period_text(in_figures(plain(line))))


def _speaks_of(said: str, figure: TableFigure) -> bool:
    if _OF_ALL.search(said):
        return True
    marks = set(_MARKS.findall(said[:_REACH_OF_MARK]))
    if marks & set(_MARKS.findall(figure.said + figure.value + figure.growth)):
        return True
    name = plain_name(figure.name)
    return len(name) >= _SHORTEST_NAME and name in plain_name(said)
