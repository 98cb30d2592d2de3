"""The rows of the sheet on the screen: the same columns, order and groups as in the file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.outputs.sheet_columns import TEXTS, Column, header
from zonetracker.outputs.sheet_texts import cell_text
from zonetracker.outputs.workbook import Group, groups_of
from zonetracker.ui.parts import tables

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
