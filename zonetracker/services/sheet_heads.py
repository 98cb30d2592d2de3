"""Which column of a bureau's sheet is what: names, cumulative figures, growth, units; heads of one row or two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from zonetracker.extraction.reading.grid import Grid
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.months import MONTHS_TO, month_number
from zonetracker.model.units import measure_of

HEAD_ROWS = 30
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_MONTHS = re.compile(rf"^(?:\d{{4}}年)?(?:{MONTHS_TO}|\d{{1,2}}月)(?:份|底|末)?")
_PERIOD = re.compile(rf"(?:(\d{{4}})年)?{MONTHS_TO}")
_OTHER = re.compile("本月(?!止|末|底)|当月|(?<!比)(?:上年|去年)|目标|计划|任务|排名|序时")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet's columns are, counted from 0, and what the heads say of unit, year and month.

    `head_row` is the last row of the head.
    """

    head_row: int
    name: int
    value: int | None
    growth: int | None
    unit: int | None
    value_unit: str | None = None
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """A column's head: its lowest words, and whether the words above make it cumulative or another thing."""

    said: str
    words: str
    cumulative: bool
    other: bool


def find_columns(grid: Grid) -> Columns | None:
    """The head and its columns, where names and at least one of value and growth are found."""
    for at, row in enumerate(grid.rows[:HEAD_ROWS]):
        name = _place([_head("", cell) for cell in row], head_words("sheet_name"))
        if name is None:
            continue
        below = grid.rows[at + 1] if at + 1 < len(grid.rows) else ()
        above = grid.rows[at - 1] if at and sum(map(bool, grid.rows[at - 1])) > 1 else ()
        tries = [(at, above, row), (at, (), row)]
        if _is_second_head(below, name):
            tries.insert(0, (at + 1, row, below))
        for last, tops, subs in tries:
            found = _columns(grid, last, tops, subs)
            if found is not None:
                return found
    return None


def unit_in(text: str) -> str | None:
    """The unit that a head or a name carries in brackets: 实际利用外资(万美元)."""
    found = [inside.strip() for inside in _BRACKETED.findall(unicodedata.normalize("NFKC", text))]
    return next((inside for inside in reversed(found) if measure_of(inside)), None)


def _is_second_head(row: Sequence[str], name: int) -> bool:
    """A row under a head that names no indicator and splits columns into figure and growth."""
    if name < len(row) and row[name]:
        return False
    words = {_head("", cell).words for cell in row}
    return bool(words & {*head_words("sheet_value"), *head_words("sheet_growth")})


def _columns(grid: Grid, last: int, tops: Sequence[str], subs: Sequence[str]) -> Columns | None:
    width = max(len(tops), len(subs))
    lower = [*subs, *[""] * (width - len(subs))]
    upper = _filled([*tops, *[""] * (width - len(tops))], lower)
    heads = [_head(top, sub) for top, sub in zip(upper, lower, strict=True)]
    name, value, growth = (_place(heads, head_words(f"sheet_{role}")) for role in ("name", "value", "growth"))
    if name is None or (value is None and growth is None):
        return None
    said = heads[value].said if value is not None else ""
    year, month = _period([said, *(cell for row in grid.rows[: last + 1] for cell in row)])
    return Columns(last, name, value, growth, _place(heads, head_words("sheet_unit")), unit_in(said), year, month)


def _filled(tops: Sequence[str], subs: Sequence[str]) -> list[str]:
    """A merged cell holds its words in its first column only."""
    filled: list[str] = []
    for top, sub in zip(tops, subs, strict=True):
        filled.append(top or (filled[-1] if filled and sub else ""))
    return filled


def _head(top: str, sub: str) -> _Head:
    above, own = (re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) for text in (top, sub))
    said = above + own
    cumulative = "累计" in said or _PERIOD.search(said) is not None
    return _Head(said, _bare(own) or _bare(above), cumulative, _OTHER.search(above) is not None)


def _bare(text: str) -> str:
    text = re.sub(r"[%±]", "", _BRACKETED.sub("", text))
    rest = _MONTHS.sub("", text)
    return rest or ("累计" if _PERIOD.match(text) else text)


def _place(heads: Sequence[_Head], wanted: Sequence[str]) -> int | None:
    """The first of the wanted words that a head says; a cumulative column goes before one of the month alone."""
    found = [
        (not head.cumulative, wanted.index(head.words), place)
        for place, head in enumerate(heads)
        if head.words in wanted and not head.other
    ]
    return min(found)[2] if found else None


def _period(texts: Sequence[str]) -> tuple[int | None, int | None]:
    """The month of the first text that names one, and the year that any other gives to the same month."""
    found = [match for text in texts if (match := _PERIOD.search(unicodedata.normalize("NFKC", text)))]
    months = [(match[1], last) for match in found if 1 <= (last := month_number(match[2])) <= 12]
    if not months:
        return None, None
    month = months[0][1]
    return next((int(year) for year, said in months if year and said == month), None), month
