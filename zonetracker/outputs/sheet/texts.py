"""What stands in the cells of the sheet, as text: for the preview and for paper."""

from __future__ import annotations

from collections.abc import Callable

from zonetracker.model.issuing import SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.outputs.sheet.columns import note
from zonetracker.words.facts import bound_word
from zonetracker.words.sources import marked
from zonetracker.words.wording import figure, one_line, part_name


def cell_text(column: SheetColumn, progress: Progress, row: ProgressRow) -> str:
    """What stands in a cell of the sheet, as text."""
    words: dict[SheetColumn, Callable[[], str]] = {
        SheetColumn.NUMBER: lambda: row.number,
        SheetColumn.NAME: lambda: part_name(row.indicator.name, min(row.depth, 1)),
        SheetColumn.UNIT: lambda: one_line(row.unit),
        SheetColumn.TARGET: lambda: _target(row),
        SheetColumn.TARGET_GROWTH: lambda: _target_growth(row),
        SheetColumn.ASSESSMENT: lambda: progress.word(row.standing.grade),
        SheetColumn.RESPONSIBLE: lambda: one_line(row.target.responsible),
        SheetColumn.NOTE: lambda: note(row, progress),
    }
    if column in words:
        return words[column]()
    value = getattr(figures(row, progress), str(column))
    said = "" if value is None else figure(value)
    return marked(said, row.expected) if column is SheetColumn.ACTUAL else said


def _target(row: ProgressRow) -> str:
    stated = row.target.stated
    if stated.value is None:
        return "" if stated.growth is not None else one_line(row.target.wording)
    high = "" if stated.value_high is None else f"-{figure(stated.value_high)}"
    return figure(stated.value) + high + bound_word(stated.bound)


def _target_growth(row: ProgressRow) -> str:
    stated = row.target.stated
    if stated.growth is None:
        return ""
    high = "" if stated.growth_high is None else f"-{figure(stated.growth_high)}"
    return figure(stated.growth) + high + bound_word(stated.growth_bound)
