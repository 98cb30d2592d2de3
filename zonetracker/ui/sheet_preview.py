"""The rows of the sheet on the screen: the same columns, order and groups as in the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.outputs.figures import figures
from zonetracker.outputs.sheet_columns import TEXTS, Column, header, note
from zonetracker.outputs.wording import bound_word, figure, one_line
from zonetracker.outputs.workbook import Group, groups_of
from zonetracker.support.i18n import tr
from zonetracker.ui import tables

_WIDTHS = {
    Column.NUMBER: 6,
    Column.NAME: 26,
    Column.UNIT: 9,
    Column.TARGET: 14,
    Column.ASSESSMENT: 10,
    Column.RESPONSIBLE: 18,
    Column.NOTE: 24,
}


def preview_columns(progress: Progress, shown: Sequence[Column]) -> list[tables.Column]:
    """Table columns over ProgressRow for these columns of the sheet."""
    return [
        tables.Column(
            str(column),
            header(column, progress.month),
            partial(cell_text, column, progress),
            numeric=column not in TEXTS,
            width=_WIDTHS.get(column, 12),
        )
        for column in shown
    ]


def preview_items(progress: Progress, group: Group) -> list[ProgressRow | tables.Heading]:
    """The rows in the order of the sheet, with the headings of its groups."""
    items: list[ProgressRow | tables.Heading] = []
    for heading, rows in groups_of(progress.rows, group):
        if heading:
            items.append(tables.Heading(heading))
        items += rows
    return items


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
