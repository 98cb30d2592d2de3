"""Texts of OpenDocument (.odt, .ott, .fodt): body, notes, title and date."""

from __future__ import annotations

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.opendocument.body import OpenBody
from zonetracker.extraction.reading.opendocument.parts import parts_of, properties, root_of
from zonetracker.extraction.reading.opendocument.styles import OpenStyles
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import child
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

MEDIA = "application/vnd.oasis.opendocument.text"


def read_text(data: bytes, name: str) -> Document:
    """The document of an OpenDocument text: insertions and text boxes in, deletions and hidden text out."""
    parts = parts_of(data, name)
    content = root_of(parts.content, name)
    text = child(content, "body", "text")
    if content is None or text is None:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    builder = Builder(name)
    body = OpenBody(builder, OpenStyles(content, root_of(parts.styles, name)))
    body.write(text)
    named, date = properties(parts, name)
    warnings = [tr("文中有隐藏的文字，没有读取。")] if body.hides else []
    return builder.document(MEDIA, title=body.title, date=date, named=named, warnings=warnings)
