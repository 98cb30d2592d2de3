"""Word 2007 and later, as the zip that it is mostly in."""

from __future__ import annotations

from lxml import etree

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.safexml import parse
from zonetracker.extraction.reading.word.body import MAIN_PART, WORD_MEDIA, WordReader
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return MAIN_PART in probe.parts or any(part.startswith("word/") for part in probe.parts)


def read_word(data: bytes, name: str) -> Document:
    """The document of a .docx: tracked insertions and text boxes in, deletions and hidden text out."""
    with Archive(data, name) as archive:

        def root_of(part: str) -> etree._Element | None:
            found = archive.part(part)
            return None if found is None else parse(found, name)

        return WordReader(root_of, name).document(WORD_MEDIA)


READER = Format(WORD_MEDIA, lambda: tr("Word 文档"), (".docx", ".docm", ".dotx"), 10, _claims, read_word)
