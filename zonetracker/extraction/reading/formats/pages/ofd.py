"""OFD, the page format of GB/T 33190: known by its root part; how it is read stands in `reading/ofd`."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return any(part.lower() == "ofd.xml" for part in probe.parts)


def read_ofd(data: bytes, name: str) -> Document:
    """The document of an OFD file."""
    from zonetracker.extraction.reading.ofd import file

    return file.read_ofd(data, name)


READER = Format("application/ofd", lambda: tr("OFD 版式文件"), (".ofd",), 21, _claims, read_ofd)
