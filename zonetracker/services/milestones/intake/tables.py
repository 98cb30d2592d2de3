"""Which tables of a file are ledgers of milestones: where their heads stand, and what each of their columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.headtext import (
    in_figures,
    is_time,
    known_unit,
    months_of,
    plain,
    unit_in,
    unit_of_caption,
)
from zonetracker.extraction.tables.regions import GridView, spread
from zonetracker.lexicon.item_heads import item_head_words, item_words
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import is_scale, same_dimension, split_figure
from zonetracker.services.milestones.intake.amounts import MONEY

Role = MilestoneRole
_LONGEST_HEAD = 24
_DEEPEST = 4
_FEWEST = 3
_MOST_TITLES = 12
_SAMPLE = 200
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?!\d)")
_SPAN = re.compile(r"\d{1,2}月?[-—–~～至到]\d{1,2}月")
_ONE_MONTH = re.compile(r"\d{1,2}月份?(?:完成.*)?")
_MONTHLY = re.compile(r"(?<![-—–~～至到\d])(?:1[0-2]|0?[1-9])月份?(?![-—–~～至到\d底末])")
_PARTLY = re.compile(r"(?<!\d)(?:0?[2-9]|1[0-2])月?[-—–~～至到]\d{1,2}月|[二三四2-4]季度")
_OTHER_TIME = re.compile(r"上年|去年|前年|下年|明年|次年|同期|上月|下月|(?:19|20)\d\d")
_THIS_YEAR = re.compile(r"本年|今年|当年|年初|\d{1,2}月")
_OF_A_YEAR = (Role.PLAN, Role.SUM, Role.MONTH, Role.RATIO)
_BRACKET = re.compile(r"[（(\[【][^（()）\]】\[【]*[)）\]】]")
_QUALIFIERS = {"planned": (Role.START_PLANNED, Role.END_PLANNED), "actual": (Role.START_DONE, Role.END_DONE)}


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: the heads over it from top to bottom, what it holds, the unit that they name, its node's own name.

    `planned` where they say of a node that its dates are plans.
    """

    index: int
    heads: tuple[str, ...]
    role: MilestoneRole
    unit: str | None = None
    node: str = ""
    planned: bool = False

    @property
    def head(self) -> str:
        """The heads as one text."""
        return " ".join(self.heads)


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A ledger in a sheet: `view` shows its cells, `rows` are those under its heads, `title` the lines over it.

    `unit` is that of its sums where the lines over it say one, `year` and `month` the last ones that they name,
    `summed` the month up to which the heads say that sums are cumulated.
    """

    view: GridView
    grid: int
    sheet: str
    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: tuple[LedgerColumn, ...]
    title: tuple[str, ...]
    unit: str | None = None
    year: int | None = None
    month: int | None = None
    summed: int | None = None

    def held(self, role: MilestoneRole) -> tuple[LedgerColumn, ...]:
        """The columns that hold something."""
        return tuple(one for one in self.columns if one.role is role)

    def cells(self, index: int) -> list[str]:
        """What the first cells of a column say, each once."""
        own = (row for row in self.rows[:_SAMPLE] if self.view.origin(row, index)[1] == index)
        texts = (self.view.text(row, index).strip() for row in own if not self._is_wide(row, index))
        return list(dict.fromkeys(text for text in texts if text))

    def _is_wide(self, row: int, index: int) -> bool:
        """Whether a cell reaches over the column on its right, as the line of a section does."""
        return self.view.origin(row, index + 1) == self.view.origin(row, index)

    @property
    def named(self) -> bool:
        """Whether a column holds the names, without which no row means anything."""
        return bool(self.held(Role.NAME))


def ledger_tables(grids: Sequence[Grid], name: str, year: int) -> list[LedgerTable]:
    """The ledgers of all sheets that are seen, for a year."""
    found: list[LedgerTable] = []
    for at, grid in enumerate(grids):
        if not grid.hidden:
            found += _Sheet(at, grid, name, year).tables()
    return found


class _Sheet:
    def __init__(self, at: int, grid: Grid, name: str, year: int) -> None:
        self.at, self.view, self.year = at, GridView(grid), year
        self.name = PurePath(name).stem

    def tables(self) -> Iterator[LedgerTable]:
        start = 0
        starts: list[tuple[int, ...]] = []
        while (heads := self._heads(start)) is not None:
            starts.append(heads)
            start = heads[-1] + 1
        begun: list[tuple[int, ...]] = []
        for heads in starts:
            if not begun or self._said(heads) != self._said(begun[-1]):
                begun.append(heads)
        repeated = {row for heads in starts for row in heads}
        for place, heads in enumerate(begun):
            end = begun[place + 1][0] if place + 1 < len(begun) else self.view.height
            rows = tuple(row for row in range(heads[-1] + 1, end) if row not in repeated)
            before = begun[place - 1][-1] + 1 if place else 0
            yield self._table(heads, rows, before)

    def _said(self, heads: tuple[int, ...]) -> list[list[str]]:
        return [[plain(text) for _, text in self.view.filled(row)] for row in heads]

    # ---- where heads stand

    def _heads(self, start: int) -> tuple[int, ...] | None:
        first = next((row for row in range(start, self.view.height) if self._is_head(row)), None)
        if first is None:
            return None
        rows = [first]
        while len(rows) < _DEEPEST and self._goes_on(rows, rows[-1] + 1):
            rows.append(rows[-1] + 1)
        return tuple(rows)

    def _is_head(self, row: int) -> bool:
        """Whether most texts of a row are heads, a name among them."""
        texts = [text for place, text in self.view.filled(row) if place[0] == row]
        if len(texts) < _FEWEST or any(len(plain(text)) > _LONGEST_HEAD for text in texts):
            return False
        said = [word for text in texts for word in (_word_of(text),)]
        known = sum(word is not None for word in said)
        named = any(word is not None and word[0] == "name" for word in said)
        return known >= _FEWEST and known * 2 >= len(texts) and (named or known >= 2 * _FEWEST)

    def _goes_on(self, rows: Sequence[int], row: int) -> bool:
        """Whether a row lies under heads as heads of its own: beside merged ones, or with nothing under the name."""
        if row >= self.view.height:
            return False
        own = [(place, text) for place, text in self.view.filled(row) if place[0] == row]
        if not own or any(len(plain(text)) > _LONGEST_HEAD or _states(text) for _, text in own):
            return False
        merged = [place for place, _ in self.view.filled(row) if place[0] in rows]
        if merged:
            return True
        empty = [column for column in range(self.view.width) if self.view.text(rows[0], column).strip()]
        under = [column for column in empty if self.view.text(row, column).strip()]
        heads = all(_word_of(text) or known_unit(plain(text).strip("()")) or _tells_months(text) for _, text in own)
        return heads and len(under) * 2 <= len(empty)

    # ---- what columns hold

    def _table(self, heads: tuple[int, ...], rows: tuple[int, ...], before: int) -> LedgerTable:
        title = tuple(self._lines(before, heads[0]))
        texts = [*reversed(title), self.view.grid.name, self.name]
        said = [in_figures(plain(text)) for text in texts]
        spread_heads = list(spread(self.view, list(heads)))
        columns = [_column(at, parts, self.year) for at, parts in enumerate(spread_heads)]
        columns = list(_each_once(_with_contents(columns, self.view, rows)))
        own = next((months[1] for one in columns if one.role is Role.SUM and (months := _months_over(one))), None)
        return LedgerTable(
            self.view,
            self.at,
            self.view.grid.name,
            heads,
            rows,
            tuple(columns),
            title,
            next((unit for line in reversed(title) if (unit := _money_of(line))), None),
            next((int(years[-1]) for text in said if (years := _YEAR.findall(text))), None)
            or _other_year(spread_heads),
            next((months[1] for text in said if (months := months_of(text))), None),
            own,
        )

    def _lines(self, start: int, end: int) -> Iterator[str]:
        yield from self.view.grid.above
        for row in range(max(start, end - _MOST_TITLES), end):
            texts = [text.strip() for _, text in self.view.filled(row)]
            if texts:
                yield " ".join(dict.fromkeys(texts))


def _months_over(column: LedgerColumn) -> tuple[int, int] | None:
    return next((months for part in reversed(column.heads) if (months := months_of(in_figures(plain(part))))), None)


def _other_year(heads: Iterable[Sequence[str]]) -> int | None:
    """The year that all heads of plans and sums name which name one: 2022年计划投资 is of last year's ledger."""
    said = {
        int(year)
        for parts in heads
        if (word := _word_of("".join(parts))) is not None and word[0] in ("plan", "sum", "month", "ratio")
        for year in _YEAR.findall(in_figures(plain("".join(parts))))
    }
    return said.pop() if len(said) == 1 else None


def _states(text: str) -> bool:
    """Whether a cell holds a figure, and not a year or months as a head names them: 2023年, 2023年计划."""
    said = plain(text)
    named = not _may_be_money(said) and _word_of(said) is not None
    return split_figure(text) is not None and not is_time(said) and not named


def _money_of(line: str) -> str | None:
    unit = unit_of_caption(line)
    return unit if unit and same_dimension(unit, MONEY) else None


def _column(index: int, parts: tuple[str, ...], year: int) -> LedgerColumn:
    """What a column holds by its heads: the lowest that says it, with planned or actual from any of them."""
    bare, units = zip(*(_bare(part, year) for part in parts), strict=True) if parts else ((), ())
    unit = next((one for one in reversed(units) if one), None)
    role, node = _role_of(bare, unit)
    role = _in_time(role, "".join(bare))
    if role is Role.PROGRESS and _is_planned("".join(bare[:-1])):
        role = Role.REQUIREMENT
    money = unit if unit and same_dimension(unit, MONEY) else None
    return LedgerColumn(index, parts, role, money, node, bool(node) and _is_planned("".join(bare)))


def _is_planned(said: str) -> bool:
    return any(word in said for word in item_words("planned")) and not any(
        word in said for word in item_words("actual")
    )


def _role_of(parts: Sequence[str], unit: str | None) -> tuple[MilestoneRole, str]:
    joined = "".join(parts)
    planned = any(word in joined for word in item_words("planned"))
    actual = any(word in joined for word in item_words("actual"))
    for part in reversed(parts):
        word = _word_of(part)
        if word is None:
            if _ONE_MONTH.fullmatch(part) or _SPAN.match(part):
                break
            continue
        role, said = word
        if unit == "%" and role in ("plan", "sum", "progress", "investment"):
            return Role.RATIO, ""
        if role in ("start", "end"):
            return _step(Role(role), planned=planned, actual=actual), ""
        return Role(role), said if role == "node" else ""
    return _by_time(joined, planned=planned, actual=actual), ""


def _in_time(role: MilestoneRole, said: str) -> MilestoneRole:
    """What sums are that a head dates: another year's are none of this one's, a month's are not cumulated."""
    if role not in _OF_A_YEAR:
        return role
    if _OTHER_TIME.search(said) or (role is not Role.PLAN and _PARTLY.search(said)):
        return Role.NOTHING
    cumulated = any(word in said for word in ("累计", "截至", "截止", "年初"))
    return Role.MONTH if role is Role.SUM and not cumulated and _MONTHLY.search(said) else role


def _step(role: MilestoneRole, *, planned: bool, actual: bool) -> MilestoneRole:
    if planned == actual:
        return role
    pair = _QUALIFIERS["planned" if planned else "actual"]
    return pair[0] if role is Role.START else pair[1]


def _by_time(joined: str, *, planned: bool, actual: bool) -> MilestoneRole:
    """A head without a word of its own: 1-9月, 9月, 计划, 完成."""
    if _SPAN.search(joined):
        return Role.SUM
    if _ONE_MONTH.search(joined):
        return Role.MONTH
    if planned:
        return Role.PLAN
    return Role.SUM if actual or joined == "完成" else Role.NOTHING


@lru_cache(maxsize=4096)
def _word_of(text: str) -> tuple[str, str] | None:
    """The word of heads that tells what a head says, with its role; None where it has none."""
    bare = _BRACKET.sub("", plain(text))
    bare = bare or plain(text)
    return next(((role, word) for role, word in item_head_words() if word in bare), None)


@lru_cache(maxsize=4096)
def _bare(part: str, year: int) -> tuple[str, str | None]:
    """A head without its unit, years as those of the ledger see them (上年, 本年), and the unit."""
    text, unit = unit_in(in_figures(plain(part)))
    if known_unit(text.strip("()")):
        return "", unit or known_unit(text.strip("()"))
    spoken = _YEAR.sub(lambda found: _year_word(int(found[1]) - year, found[0]), text)
    return spoken, unit


def _year_word(distance: int, said: str) -> str:
    return {0: "本年", -1: "上年", 1: "下年"}.get(distance, said)


def _with_contents(columns: list[LedgerColumn], view: GridView, rows: Sequence[int]) -> list[LedgerColumn]:
    """Columns as their cells let them be: sums want figures, and words under 年度任务 are what is to be done."""
    told = []
    for column in columns:
        cells = [text for row in rows[:_SAMPLE] if (text := view.text(row, column.index).strip())]
        figured = sum(map(_may_be_money, cells))
        role = column.role
        if role in (Role.PLAN, Role.SUM, Role.MONTH) and cells and figured * 2 < len(cells):
            role = Role.REQUIREMENT if role is Role.PLAN else Role.PROGRESS
        elif role is Role.REQUIREMENT and cells and figured == len(cells) and len(cells) > 1:
            role = Role.PLAN
        told.append(replace(column, role=role))
    return told


def _tells_months(text: str) -> bool:
    """Whether a head says of which months its sums are: 1-9月完成, 9月."""
    said = in_figures(plain(text))
    return _SPAN.match(said) is not None or _ONE_MONTH.fullmatch(said) is not None


def _may_be_money(cell: str) -> bool:
    """Whether a cell holds a figure without a unit, or with one of money: 3所 is what is to be done."""
    split = split_figure(plain(cell))
    return split is not None and (not split[1] or is_scale(split[1]) or same_dimension(split[1], MONEY))


def _each_once(columns: Sequence[LedgerColumn]) -> Iterator[LedgerColumn]:
    """Of several columns that hold the same, the one whose word stands first in the data."""
    order: Mapping[str, int] = {word: at for at, (_, word) in enumerate(item_head_words())}
    best: dict[MilestoneRole, LedgerColumn] = {}
    for column in columns:
        if column.role.joined:
            continue
        held = best.get(column.role)
        if held is None or _rank(column, order) < _rank(held, order):
            best[column.role] = column
    for column in columns:
        kept = column.role.joined or best[column.role] is column
        yield column if kept else replace(column, role=Role.NOTHING)


def _rank(column: LedgerColumn, order: Mapping[str, int]) -> tuple[bool, int, int]:
    """Sums that say they are this year's before others, of those the latest; then by the word."""
    word = next((found for part in reversed(column.heads) if (found := _word_of(part))), None)
    place = order.get(word[1], len(order)) if word else len(order)
    if column.role is not Role.SUM:
        return False, 0, place
    months = _months_over(column)
    head = in_figures(plain(column.head))
    return not (_THIS_YEAR.search(head) or _YEAR.search(head)), -months[1] if months else 0, place
