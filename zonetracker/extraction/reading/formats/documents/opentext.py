"""Texts of OpenDocument: known by what they say of themselves; how they are read stands in `reading/opendocument`."""

from __future__ import annotations

from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.opendocument.parts import kind_of
from zonetracker.extraction.reading.opendocument.text import MEDIA, read_text
from zonetracker.extraction.reading.probe import Probe
from zonetracker.support.i18n import tr


def _claims(probe: Probe) -> bool:
    return kind_of(probe).partition("-")[0] == "text"


READER = Format(MEDIA, lambda: tr("OpenDocument 文字"), (".odt", ".ott", ".fodt"), 12, _claims, read_text)
