"""The rows of the sheet on the screen: the same columns, order and groups as in the file."""

from __future__ import annotations

from functools import partial

from zonetracker.model.issuing import TEXTS, Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.issuing import cell_text, groups_of
from zonetracker.ui.parts.signs import adjusted_sign
from zonetracker.ui.parts.table import model
from zonetracker.words.issuing import column_head
from zonetracker.words.wording import adjustments_told

_WIDTHS = {
    SheetColumn.NUMBER: 6,
    SheetColumn.NAME: 26,
    SheetColumn.UNIT: 9,
    SheetColumn.TARGET: 14,
    SheetColumn.ASSESSMENT: 10,
    SheetColumn.RESPONSIBLE: 18,
    SheetColumn.NOTE: 24,
}


def preview_columns(progress: Progress, options: SheetOptions) -> list[model.TableColumn]:
    """Table columns over ProgressRow for the chosen columns of the sheet."""
    return [
        model.TableColumn(
            str(column),
            column_head(column, progress.month),
            partial(cell_text, column, progress, rate_completion=options.rate_completion),
            numeric=column not in TEXTS,
            width=_WIDTHS.get(column, 12),
            sign=partial(_sign, progress) if column is SheetColumn.TARGET else None,
            tip=partial(_tip, progress) if column is SheetColumn.TARGET else None,
        )
        for column in options.columns
    ]


def _sign(progress: Progress, row: ProgressRow) -> str:
    return adjusted_sign(progress.adjusted(row))


def _tip(progress: Progress, row: ProgressRow) -> str:
    return adjustments_told(progress.adjusted(row))


def preview_items(progress: Progress, group: Group) -> list[ProgressRow | model.GroupHeading]:
    """The rows in the order of the sheet, with the headings of its groups."""
    items: list[ProgressRow | model.GroupHeading] = []
    for heading, rows in groups_of(progress, group):
        if heading:
            items.append(model.GroupHeading(heading))
        items += rows
    return items
