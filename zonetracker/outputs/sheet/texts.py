"""What stands in the cells of the sheet, as text: for the preview and for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.issuing import RUNNING, TEXTS, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import plain
from zonetracker.model.row_figures import Figures, figures
from zonetracker.outputs.sheet.columns import completion, last_year, needed_monthly, note
from zonetracker.outputs.sheet.widths import ColumnText, measured
from zonetracker.outputs.sheet.workbook import groups_of
from zonetracker.words.issuing import column_head
from zonetracker.words.sources import marked
from zonetracker.words.standing import amount_places
from zonetracker.words.wording import GoalCell, figure, one_line, part_name, target_cell, target_growth_cell


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """The table of the sheet as texts: its heads, its rows under the headings of their groups, and which columns
    hold figures or are centred.
    """

    heads: tuple[str, ...]
    bands: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    numeric: frozenset[int]
    centred: frozenset[int]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """All rows, without the headings."""
        for _, rows in self.bands:
            yield from rows

    def measured(self) -> list[ColumnText]:
        """The columns as `widths` fits them on paper."""
        return measured(self.heads, self.rows(), self.numeric)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table on paper with all around it: its title, the words at both ends of the line below that, the lines under
    the table, and on which paper it stands, landscape.
    """

    title: str
    ends: tuple[str, str]
    table: SheetTexts
    lines: tuple[str, ...]
    paper: str


def sheet_table(progress: Progress, options: SheetOptions) -> SheetTexts:
    """The table with the columns and groups of `options`."""
    columns = options.columns
    return SheetTexts(
        heads=tuple(column_head(column, progress.month) for column in columns),
        bands=tuple(
            (heading, tuple(_row_texts(columns, progress, row, options) for row in rows))
            for heading, rows in groups_of(progress, options.group)
        ),
        numeric=frozenset(place for place, column in enumerate(columns) if column not in TEXTS),
        centred=frozenset(place for place, column in enumerate(columns) if column in TEXTS - RUNNING),
    )


def _row_texts(
    columns: Iterable[SheetColumn], progress: Progress, row: ProgressRow, options: SheetOptions
) -> tuple[str, ...]:
    known, rates = figures(row, progress), options.rate_completion
    return tuple(cell_text(column, progress, row, known, rate_completion=rates) for column in columns)


def cell_text(
    column: SheetColumn,
    progress: Progress,
    row: ProgressRow,
    known: Figures | None = None,
    *,
    rate_completion: bool = False,
) -> str:
    """What stands in a cell of the sheet, as text; `known` are the figures of the row where they are at hand."""
    words: dict[SheetColumn, Callable[[], str]] = {
        SheetColumn.NUMBER: lambda: row.number,
        SheetColumn.NAME: lambda: part_name(row.indicator.name, row.depth),
        SheetColumn.UNIT: lambda: one_line(row.unit),
        SheetColumn.TARGET: lambda: _target(row),
        SheetColumn.TARGET_GROWTH: lambda: _goal(target_growth_cell(row.target.stated)),
        SheetColumn.ASSESSMENT: lambda: progress.word_of(row),
        SheetColumn.RESPONSIBLE: lambda: one_line(row.target.responsible),
        SheetColumn.NOTE: lambda: note(row, progress),
        SheetColumn.COMPLETION: lambda: _said(completion(row, progress, rate_completion=rate_completion)),
        SheetColumn.LAST_YEAR: lambda: _said(last_year(row)),
        SheetColumn.FORECAST: lambda: _amount(row.standing.forecast, row, whole=True),
        SheetColumn.NEEDED: lambda: _amount(needed_monthly(row), row),
    }
    if column in words:
        return words[column]()
    said = _said(getattr(known or figures(row, progress), str(column)))
    return marked(said, row.expected) if column is SheetColumn.ACTUAL else said


def _said(value: Decimal | None) -> str:
    return "" if value is None else figure(value)


def _amount(number: Fraction | None, row: ProgressRow, *, whole: bool = False) -> str:
    return "" if number is None else figure(plain(number, amount_places(row, whole=whole)))


def _target(row: ProgressRow) -> str:
    stated = row.target.stated
    if stated.value is None:
        return "" if stated.growth is not None else one_line(row.target.wording)
    return _goal(target_cell(stated))


def _goal(cell: GoalCell | None) -> str:
    return "" if cell is None else cell.text
