"""Values parted by commas, semicolons or tabs (.csv)."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import islice

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.book import book_document
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.grid import Grid
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_MEDIA = "text/csv"
_MARKS = (",", "\t", ";", "\uff0c")


def _claims(probe: Probe) -> bool:
    return probe.suffix in (".csv", ".tsv") and not probe.data.startswith((b"PK\x03\x04", b"%PDF", b"<"))


def read_rows(data: bytes, name: str) -> tuple[Grid, ...]:
    """The one sheet of a .csv in any encoding, named as the file."""
    text = decode(data, name).text
    if len(text) > limits.TEXT_CHARACTERS:
        raise refusal(RefusalCode.READ_TOO_LONG, name)
    first = text[:4096].splitlines()[:5]
    separator = max(_MARKS, key=lambda mark: sum(line.count(mark) for line in first))
    try:
        lines = islice(csv.reader(StringIO(text, newline=""), delimiter=separator), limits.SHEET_ROWS)
        rows = tuple(tuple(cell.strip() for cell in row[: limits.SHEET_COLUMNS]) for row in lines)
    except csv.Error as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
    return (Grid(name, rows),)


def read_separated(data: bytes, name: str) -> Document:
    """The document of a .csv: its table and the lines around it."""
    return book_document(read_rows(data, name), name, _MEDIA)


READER = Format(_MEDIA, lambda: tr("CSV 表格"), (".csv", ".tsv"), 80, _claims, read_separated, read_rows)
