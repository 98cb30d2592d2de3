"""The annex of the summary: the whole table of the month, with the columns and groups that the sheet has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zonetracker.model.issuing import SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.texts import SheetTexts, sheet_table
from zonetracker.outputs.sheet.workbook import groups_of, title
from zonetracker.outputs.summary.blocks import Annex, AnnexRow


def annex_of(progress: Progress, options: SheetOptions, notes: Sequence[str] = ()) -> Annex | None:
    """The table as the sheet would print it; None where there is no target."""
    if not progress.rows:
        return None
    table = sheet_table(progress, options)
    rows = tuple(_rows(table, progress, options))
    return Annex(title(progress, options), table.heads, rows, table.numeric, tuple(notes))


def _rows(table: SheetTexts, progress: Progress, options: SheetOptions) -> Iterator[AnnexRow]:
    for (heading, lines), (_, rows) in zip(table.bands, groups_of(progress, options.group), strict=True):
        if heading:
            yield AnnexRow((heading,), band=True)
        for cells, row in zip(lines, rows, strict=True):
            yield AnnexRow(cells, row.depth)
