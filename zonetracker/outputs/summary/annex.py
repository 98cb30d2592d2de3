"""The annex of the summary: the whole table of the month, with the columns and groups that the sheet has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zonetracker.model.issuing import TEXTS, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.outputs.sheet.workbook import groups_of, title
from zonetracker.outputs.summary.blocks import Annex, AnnexRow
from zonetracker.words.issuing import column_head


def annex_of(progress: Progress, options: SheetOptions, notes: Sequence[str] = ()) -> Annex | None:
    """The table as the sheet would print it; None where there is no target."""
    if not progress.rows:
        return None
    return Annex(
        title=title(progress, options),
        head=tuple(column_head(column, progress.month) for column in options.columns),
        rows=tuple(_rows(progress, options)),
        numeric=frozenset(place for place, column in enumerate(options.columns) if column not in TEXTS),
        notes=tuple(notes),
    )


def _rows(progress: Progress, options: SheetOptions) -> Iterator[AnnexRow]:
    for heading, rows in groups_of(progress, options.group):
        if heading:
            yield AnnexRow((heading,), band=True)
        for row in rows:
            yield AnnexRow(tuple(cell_text(column, progress, row) for column in options.columns), row.depth)
