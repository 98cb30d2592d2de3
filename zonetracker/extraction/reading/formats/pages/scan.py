"""Pictures of pages, scanned or photographed: known by their first bytes; read in `reading/scans`."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe, is_scan
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return is_scan(probe.data)


def read_scan(data: bytes, name: str) -> Document:
    """The document of a picture."""
    from zonetracker.extraction.reading.scans import file

    return file.read_scan(data, name)


READER = Format(
    "image/*",
    lambda: tr("扫描件、照片"),
    (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
    25,
    _claims,
    read_scan,
)
