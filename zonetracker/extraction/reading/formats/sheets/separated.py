"""Values parted by commas, semicolons or tabs (.csv, .tsv)."""

from __future__ import annotations

from collections import Counter

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheets.book import book_document
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.separating import text_grid
from zonetracker.support.i18n import tr

_MEDIA = "text/csv"
_NAMED = (".csv", ".tsv")
_SHEETS = (".xls", ".xlsx", ".et", ".ods")
_MARKS = (b",", b"\t", b";", b"|")
_LOOKED_AT = 8192
_OTHERS = (b"PK\x03\x04", b"%PDF", b"<")


def _claims(probe: Probe) -> bool:
    if probe.parts or probe.data.startswith(_OTHERS):
        return False
    return probe.suffix in _NAMED or (probe.suffix in _SHEETS and _is_parted(probe.data[:_LOOKED_AT]))


def _is_parted(data: bytes) -> bool:
    """Whether several lines are parted by the same mark into as many values."""
    lines = data.splitlines()
    counted = Counter((mark, line.count(mark)) for line in lines for mark in _MARKS if mark in line)
    return max(counted.values(), default=0) > 1


def read_rows(data: bytes, name: str) -> tuple[Grid, ...]:
    """The one sheet of a .csv in any encoding."""
    decoded = decode(data, name)
    return text_grid(decoded.text, name, decoded.warnings)


def read_separated(data: bytes, name: str) -> Document:
    """The document of a .csv: its table and the lines around it."""
    return book_document(read_rows(data, name), name, _MEDIA)


READER = Format(_MEDIA, lambda: tr("CSV 表格"), (".csv", ".tsv"), 80, _claims, read_separated, read_rows)
