"""Which tables of a file are ledgers of milestones: where their heads stand, and what each of their columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.headtext import in_figures, is_time, known_unit, months_of, plain, unit_of_caption
from zonetracker.extraction.tables.regions import GridView, spread
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import same_dimension, split_figure
from zonetracker.services.milestones.intake.amounts import MONEY, may_be_money
from zonetracker.services.milestones.intake.columns import YEAR, LedgerColumn, column_of, tells_months, word_of
from zonetracker.services.milestones.intake.dates import says_done
from zonetracker.services.milestones.intake.settling import SAMPLE, settled, unclear_sum

Role = MilestoneRole
_LONGEST_HEAD = 24
_DEEPEST = 4
_FEWEST = 3
_MOST_TITLES = 12
_MONEY_IN = re.compile(r"(?:金额|投资|资金)[:：]\s*([^\s,，;；)）。]{1,8})")
_NO_OWN_YEAR = re.compile(r"(?:19|20)\d\d年?[-—–~～至到](?:19|20)\d\d年?度?|(?:19|20)\d\d年?度?(?:以来|起|至今)")


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A ledger in a sheet: `view` shows its cells, `rows` are those under its heads, `title` the lines over it.

    `unit` is that of its sums where the lines over it say one, `year` and `month` the last ones that they name,
    `summed` the month up to which the heads say that sums are cumulated, `told` the months of which they say that
    progress is told. `unclear` where cumulated sums may be those since the beginning of the work, `ticked` are the
    columns in which something is said to be done.
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
    told: tuple[int, int] | None = None
    unclear: bool = False
    ticked: frozenset[int] = frozenset()

    def held(self, role: MilestoneRole) -> tuple[LedgerColumn, ...]:
        """The columns that hold something."""
        return tuple(one for one in self.columns if one.role is role)

    def tells_done(self, column: LedgerColumn) -> bool:
        """Whether a column, or one under the same head, has ticks, and so tells of what is done."""
        over = column.heads[:-1]
        return any(one is column or one.heads[:-1] == over != () for one in self.columns if one.index in self.ticked)

    def cells(self, index: int) -> list[str]:
        """What the first cells of a column say, each once."""
        own = (row for row in self.rows[:SAMPLE] if self.view.origin(row, index)[1] == index)
        texts = (self.view.text(row, index).strip() for row in own if not self._is_wide(row, index))
        return list(dict.fromkeys(text for text in texts if text))

    def _is_wide(self, row: int, index: int) -> bool:
        """Whether a cell reaches over the column on its right, as the line of a section does."""
        return self.view.origin(row, index + 1) == self.view.origin(row, index)

    @property
    def named(self) -> bool:
        """Whether a column holds the names, without which no row means anything."""
        return bool(self.held(Role.NAME))


def ledger_tables(grids: Sequence[Grid], name: str, year: int, month: int) -> list[LedgerTable]:
    """The ledgers of all sheets that are seen, for a month."""
    found: list[LedgerTable] = []
    for at, grid in enumerate(grids):
        if not grid.hidden:
            found += _Sheet(at, grid, name, year, month).tables()
    return found


class _Sheet:
    def __init__(self, at: int, grid: Grid, name: str, year: int, month: int) -> None:
        self.at, self.view, self.year, self.month = at, GridView(grid), year, month
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
        top = 0
        above: LedgerTable | None = None
        for place, heads in enumerate(begun):
            end = self._title_over(begun[place + 1][0], heads[-1]) if place + 1 < len(begun) else self.view.height
            rows = tuple(row for row in range(heads[-1] + 1, end) if row not in repeated)
            above = self._table(heads, rows, top, above)
            yield above
            top = end

    def _title_over(self, head: int, before: int) -> int:
        """Where the lines over further heads begin: those right above them with one text each, and empty ones."""
        while head - 1 > before and len(self.view.filled(head - 1)) <= 1:
            head -= 1
        return head

    def _said(self, heads: tuple[int, ...]) -> list[list[str]]:
        return [[plain(text) for _, text in self.view.filled(row)] for row in heads]

    # ---- where heads stand

    def _heads(self, start: int) -> tuple[int, ...] | None:
        first = next((row for row in range(start, self.view.height) if self._is_head(row)), None)
        if first is None:
            return None
        over = [place[0] for place, _ in self.view.filled(first) if start <= place[0] < first]
        rows = list(range(min(over, default=first), first + 1))
        while len(rows) < _DEEPEST and self._goes_on(rows, rows[-1] + 1):
            rows.append(rows[-1] + 1)
        return tuple(rows)

    def _is_head(self, row: int) -> bool:
        """Whether most texts of a row are heads, a name among them."""
        texts = [text for place, text in self.view.filled(row) if place[0] == row]
        if len(texts) < _FEWEST or any(len(plain(text)) > _LONGEST_HEAD for text in texts):
            return False
        said = [word for text in texts for word in (word_of(text),)]
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
        heads = all(word_of(text) or known_unit(plain(text).strip("()")) or tells_months(text) for _, text in own)
        return heads and len(under) * 2 <= len(empty)

    # ---- what columns hold

    def _table(self, heads: tuple[int, ...], rows: tuple[int, ...], top: int, above: LedgerTable | None) -> LedgerTable:
        """The table under heads; what the lines over it do not say, those over the table `above` in the sheet do."""
        title = tuple(self._lines(top, heads[0]))
        texts = [*reversed(title), self.view.grid.name, self.name]
        said = [in_figures(plain(text)) for text in texts]
        spread_heads = list(spread(self.view, list(heads)))
        read = [column_of(at, parts, self.year) for at, parts in enumerate(spread_heads)]
        columns = settled(read, self.view, rows, self.month)
        unit = next((unit for line in reversed(title) if (unit := _money_of(line))), above.unit if above else None)
        year = next((year for text in said if (year := _year_of(text))), None) or _other_year(spread_heads)
        month = next((months[1] for text in said if (months := months_of(text))), None)
        summed = _months_told(columns, Role.SUM)
        return LedgerTable(
            self.view,
            self.at,
            self.view.grid.name,
            heads,
            rows,
            columns,
            title,
            unit,
            year or (above.year if above else None),
            month or (above.month if above else None),
            None if summed is None else summed[1],
            _months_told(columns, Role.PROGRESS),
            unclear_sum(columns, self.view, rows, unit),
            frozenset(self._ticked(rows)),
        )

    def _ticked(self, rows: Sequence[int]) -> Iterator[int]:
        for column in range(self.view.width):
            if any(says_done(self.view.text(row, column)) for row in rows[:SAMPLE]):
                yield column

    def _lines(self, start: int, end: int) -> Iterator[str]:
        yield from self.view.grid.above
        for row in range(max(start, end - _MOST_TITLES), end):
            texts = [text.strip() for _, text in self.view.filled(row)]
            if texts:
                yield " ".join(dict.fromkeys(texts))


def _months_told(columns: Sequence[LedgerColumn], role: MilestoneRole) -> tuple[int, int] | None:
    """The months that the heads of what a role holds name."""
    return next((months for one in columns if one.role is role and (months := one.months)), None)


def _year_of(text: str) -> int | None:
    """The last year that a title names as its own: none of 2022年以来, 2021-2025年."""
    years = YEAR.findall(_NO_OWN_YEAR.sub("", text))
    return int(years[-1]) if years else None


def _other_year(heads: Iterable[Sequence[str]]) -> int | None:
    """The year that all heads of plans and sums name which name one: 2022年计划投资 is of last year's ledger."""
    said = {
        int(year)
        for parts in heads
        if (word := word_of("".join(parts))) is not None and word[0] in ("plan", "sum", "month", "ratio")
        for year in YEAR.findall(in_figures(plain("".join(parts))))
    }
    return said.pop() if len(said) == 1 else None


def _states(text: str) -> bool:
    """Whether a cell holds a figure, and not a year or months as a head names them: 2023年, 2023年计划."""
    said = plain(text)
    named = not may_be_money(said) and word_of(said) is not None
    return split_figure(text) is not None and not is_time(said) and not named


def _money_of(line: str) -> str | None:
    said = _MONEY_IN.search(line)
    unit = unit_of_caption(line) or (known_unit(said[1]) if said is not None else None)
    return unit if unit and same_dimension(unit, MONEY) else None
