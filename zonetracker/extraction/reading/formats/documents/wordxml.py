"""Word files in one piece of XML: the format of 2003, and today's saved as “flat”."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import FLAT_WORD, Probe
from zonetracker.extraction.reading.word.body import WordReader
from zonetracker.extraction.reading.word.flat import flat_parts
from zonetracker.support.i18n import tr

_MEDIA = "application/vnd.ms-word.xml"


def _claims(probe: Probe) -> bool:
    return bool(FLAT_WORD.search(probe.head))


def read_flat(data: bytes, name: str) -> Document:
    """The document of a Word file in one piece of XML: as that of a .docx."""
    return WordReader(flat_parts(data, name).get, name).document(_MEDIA)


READER = Format(_MEDIA, lambda: tr("Word XML 文档"), (".xml",), 13, _claims, read_flat)
