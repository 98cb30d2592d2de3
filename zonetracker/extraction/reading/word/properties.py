"""The properties that every file of Office Open XML keeps in one part."""

from __future__ import annotations

import re

from lxml import etree

from zonetracker.extraction.reading.safexml import child

_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def core_properties(core: etree._Element | None) -> tuple[str, str | None]:
    """The title that docProps/core.xml gives, "" for none, and the day on which the file was made."""
    title, created = child(core, "title"), child(core, "created")
    date = _DATE.match((created.text or "") if created is not None else "")
    return (title.text or "") if title is not None else "", date[0] if date else None
