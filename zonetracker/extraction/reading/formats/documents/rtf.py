"""Rich text (.rtf) of any office program, read as the Word file that it could as well be."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.rtf.reader import RtfReader
from zonetracker.extraction.reading.word.body import WordReader
from zonetracker.support.i18n import tr

_MEDIA = "application/rtf"


def _claims(probe: Probe) -> bool:
    return probe.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def read_rtf(data: bytes, name: str) -> Document:
    """The document of an .rtf: as that of a .docx, with the numbers that its program wrote before its paragraphs."""
    reader = RtfReader(data, name)
    return WordReader(reader.parts().get, name).document(_MEDIA, reader.warnings)


READER = Format(_MEDIA, lambda: tr("RTF 文档"), (".rtf",), 12, _claims, read_rtf)
