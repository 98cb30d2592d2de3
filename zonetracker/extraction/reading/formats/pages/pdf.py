"""PDF with a text layer: known by its mark; how it is read stands in `reading/pdf` and `reading/pages`."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.support.i18n import tr

_HEAD = 1024


def _claims(probe: Probe) -> bool:
    return b"%PDF-" in probe.data[:_HEAD]


def read_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF."""
    # pypdf and pdfium take as long to load as a short report takes to be read, and most files are none of theirs
    from zonetracker.extraction.reading.pdf import file

    return file.read_pdf(data, name)


READER = Format("application/pdf", lambda: tr("PDF 文档"), (".pdf",), 20, _claims, read_pdf)
