"""Plain text: the decoded file, unchanged but for line ends."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import plain_blocks
from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.separating import text_grid
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return not probe.data.startswith((b"PK\x03\x04", b"%PDF"))


def read_plain(data: bytes, name: str) -> Document:
    """The document of a text file in any of UTF-8, UTF-16 and GB18030."""
    decoded = decode(data, name)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(text, plain_blocks(text, name), encoding=decoded.encoding, warnings=decoded.warnings)


def read_rows(data: bytes, name: str) -> tuple[Grid, ...]:
    """The one sheet of a text whose values are parted by tabs, drawn lines or blanks."""
    decoded = decode(data, name)
    return text_grid(decoded.text, name, decoded.warnings)


READER = Format("text/plain", lambda: tr("文本文件"), (".txt", ".text", ".md"), 90, _claims, read_plain, read_rows)
