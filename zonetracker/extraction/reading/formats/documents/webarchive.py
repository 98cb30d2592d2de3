"""Web pages saved in one file (.mht, .mhtml), also by Word and Excel: their main part, or all their sheets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.formats.documents.html import add_page, read_tables
from zonetracker.extraction.reading.mime.letter import is_page
from zonetracker.extraction.reading.mime.parts import MimePart, content_of, message_of
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_MEDIA = "multipart/related"
_HTML = ("text/html", "application/xhtml+xml")
_BAR = "tabstrip.htm"
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)


def _claims(probe: Probe) -> bool:
    return is_page(probe.data, probe.suffix)


def read_archive(data: bytes, name: str) -> Document:
    """The document of a page saved with all that it shows."""
    builder = Builder(name)
    added = [add_page(builder, content, charset) for content, charset in _pages(data, name)]
    return builder.document(
        _MEDIA,
        title=next((one.title for one in added if one.title), ""),
        date=next((one.date for one in added if one.date), None),
        encoding=added[0].decoded.encoding,
        warnings=[said for one in added for said in one.decoded.warnings],
    )


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The tables of a saved page; of a workbook saved so, those of its sheets in order."""
    return tuple(grid for content, charset in _pages(data, name) for grid in read_tables(content, name, charset))


def _pages(data: bytes, name: str) -> Sequence[tuple[bytes, str]]:
    """The page itself with what is said of its letters; where it only frames others, those."""
    whole = message_of(data, name)
    html = [part for part in whole.leaves() if part.headers.media in _HTML and not _is_bar(part)]
    if not html or not whole.whole:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    pages = [(content_of(data, part, name), part.headers.parameter("charset")) for part in _main_first(whole, html)]
    framed = [page for page in pages if not _FRAMES.search(page[0])]
    return pages[:1] if framed[:1] == pages[:1] else framed or pages[:1]


def _is_bar(part: MimePart) -> bool:
    """Whether it is the row of names below the sheets of a workbook."""
    return part.headers.words("content-location").endswith(_BAR)


def _main_first(whole: MimePart, html: list[MimePart]) -> list[MimePart]:
    """The parts that are pages: first the one that the file calls its beginning, else as they lie."""
    start = whole.headers.parameter("start").strip("<> ")
    return sorted(html, key=lambda part: not start or part.headers.words("content-id").strip("<> ") != start)


READER = Format(_MEDIA, lambda: tr("网页存档"), (".mht", ".mhtml"), 20, _claims, read_archive, read_sheets)
