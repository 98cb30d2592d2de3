"""Paper for pages that seldom need any: what sets it is imported when it is first asked for, so they are shown soon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zonetracker.outputs.sheet.texts import PrintedTable


def table_pdf(printed: PrintedTable) -> bytes:
    """Any table as a PDF, set as the sheet is."""
    from zonetracker.paper import sheet

    return sheet.table_pdf(printed)
