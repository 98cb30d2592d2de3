"""What stands in the cells of the sheet, as text: for the preview and for paper."""

from __future__ import annotations

from collections.abc import Callable

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import figures
from zonetracker.outputs.sheet_columns import Column, note
from zonetracker.support.i18n import tr
from zonetracker.words.wording import bound_word, figure, one_line


def cell_text(column: Column, progress: Progress, row: ProgressRow) -> str:
    """What stands in a cell of the sheet, as text."""
    words: dict[Column, Callable[[], str]] = {
        Column.NUMBER: lambda: row.number,
        Column.NAME: lambda: tr("　其中：") * min(row.depth, 1) + one_line(row.indicator.name),
        Column.UNIT: lambda: one_line(row.unit),
        Column.TARGET: lambda: _target(row),
        Column.TARGET_GROWTH: lambda: _target_growth(row),
        Column.ASSESSMENT: lambda: progress.word(row.standing.grade),
        Column.RESPONSIBLE: lambda: one_line(row.target.responsible),
        Column.NOTE: lambda: note(row, progress),
    }
    if column in words:
        return words[column]()
    value = getattr(figures(row, progress), str(column))
    return "" if value is None else figure(value)


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
