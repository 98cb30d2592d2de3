"""Word 97 to 2003 and WPS Writer (.doc, .wps)."""

from __future__ import annotations

import struct

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.container import contents
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.word.body import MAIN_PART, WordReader
from zonetracker.extraction.reading.word97.body import StoryTree
from zonetracker.extraction.reading.word97.information import TablePart, head, places_of
from zonetracker.extraction.reading.word97.lists import numbering_root
from zonetracker.extraction.reading.word97.pieces import WrittenText
from zonetracker.extraction.reading.word97.properties import title_and_day
from zonetracker.extraction.reading.word97.sidetexts import side_texts
from zonetracker.extraction.reading.word97.signs import symbol_fonts
from zonetracker.extraction.reading.word97.styles import styles_root
from zonetracker.extraction.reading.word97.tree import letters, under
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_MEDIA = "application/msword"
_MAIN, _PROPERTIES = "WordDocument", "\x05SummaryInformation"


def _claims(probe: Probe) -> bool:
    return _MAIN in probe.parts


def read_word97(data: bytes, name: str) -> Document:
    """The document of a .doc or .wps, read as a .docx of the same content is."""
    try:
        parts, warnings = _parts(data, name)
    except (struct.error, IndexError):
        raise refusal(RefusalCode.READ_DAMAGED, name) from None
    return WordReader(parts.get, name).document(_MEDIA, warnings)


def _parts(data: bytes, name: str) -> tuple[dict[str, etree._Element], tuple[str, ...]]:
    """The roots of the parts that a .docx would have, and what could not be read."""
    streams = contents(data, (_MAIN, "0Table", "1Table", "Data"), name)
    main = streams.get(_MAIN, b"")
    found = head(main, name)
    table = streams.get(found.table, b"")
    written = WrittenText(found, main, table, streams.get("Data", b""), name)
    sections = frozenset(end for _, end, _ in places_of(found.bytes_of(TablePart.SECTIONS, table), 12))
    symbols = symbol_fonts(found.bytes_of(TablePart.FONTS, table))
    tree = StoryTree(written, side_texts(found, table), sections, symbols)
    parts = {
        MAIN_PART: tree.body(found.counts[0]),
        "word/styles.xml": styles_root(found.bytes_of(TablePart.STYLES, table)),
        "word/numbering.xml": numbering_root(found, table, name),
        "word/footnotes.xml": tree.notes("footnote"),
        "word/endnotes.xml": tree.notes("endnote"),
        "docProps/core.xml": _properties(data, name),
    }
    return parts, (tr("有的段落用 Word 95 的自动编号，编号没有读出，请对照原文。"),) if tree.old_lists else ()


def _properties(data: bytes, name: str) -> etree._Element:
    root = etree.Element("coreProperties")
    try:
        stream = contents(data, (_PROPERTIES,), name).get(_PROPERTIES, b"")
    except Refusal:
        stream = b""
    title, day = title_and_day(stream)
    under(root, "title").text = letters(title)
    under(root, "created").text = day
    return root


READER = Format(
    _MEDIA, lambda: tr("Word 97–2003、WPS 文档"), (".doc", ".wps", ".dot", ".wpt"), 15, _claims, read_word97
)
