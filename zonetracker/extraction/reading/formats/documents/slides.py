"""Presentations of PowerPoint 2007 and later: known by their main part; read in `reading/slides`."""

from __future__ import annotations

from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.slides.powerpoint import MAIN_PART, MEDIA, read_slides
from zonetracker.support.i18n import tr

_SUFFIXES = (".pptx", ".pptm", ".ppsx", ".potx")


def _claims(probe: Probe) -> bool:
    return MAIN_PART in probe.parts or any(part.startswith("ppt/slides/") for part in probe.parts)


READER = Format(MEDIA, lambda: tr("演示文稿"), _SUFFIXES, 13, _claims, read_slides)
