"""Presentations of OpenDocument: known by what they say of themselves; read in `reading/opendocument`."""

from __future__ import annotations

from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.opendocument.parts import kind_of
from zonetracker.extraction.reading.opendocument.slides import MEDIA, read_open_slides
from zonetracker.extraction.reading.probe import Probe
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return kind_of(probe).partition("-")[0] == "presentation"


READER = Format(MEDIA, lambda: tr("OpenDocument 演示文稿"), (".odp", ".otp", ".fodp"), 14, _claims, read_open_slides)
