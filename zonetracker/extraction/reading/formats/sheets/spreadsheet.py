"""Excel 2007 and later."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheets.book import book_document
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.sheetparts import Workbook, main_part
from zonetracker.support.i18n import tr

_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _claims(probe: Probe) -> bool:
    return main_part(probe.parts) is not None


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The sheets of an .xlsx as it was last saved."""
    with Archive(data, name) as archive:
        return tuple(Workbook(archive, name).grids())


def read_workbook(data: bytes, name: str) -> Document:
    """The document of an .xlsx."""
    return book_document(read_sheets(data, name), name, _MEDIA)


READER = Format(_MEDIA, lambda: tr("Excel 表格"), (".xlsx", ".xlsm"), 15, _claims, read_workbook, read_sheets)
