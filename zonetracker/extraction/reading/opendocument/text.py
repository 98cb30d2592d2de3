"""Texts of OpenDocument (.odt, .ott, .fodt): body, notes, title and date."""

from __future__ import annotations

import re

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.opendocument.body import OpenBody
from zonetracker.extraction.reading.opendocument.parts import OpenParts, inner, parts_of, root_of
from zonetracker.extraction.reading.opendocument.styles import OpenStyles
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

MEDIA = "application/vnd.oasis.opendocument.text"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def read_text(data: bytes, name: str) -> Document:
    """The document of an OpenDocument text: insertions and text boxes in, deletions and hidden text out."""
    parts = parts_of(data, name)
    content = root_of(parts.content, name)
    text = inner(content, "body", "text")
    if content is None or text is None:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    builder = Builder(name)
    body = OpenBody(builder, OpenStyles(content, root_of(parts.styles, name)))
    body.write(text)
    named, date = properties(parts, name)
    warnings = [tr("文中有隐藏的文字，没有读取。")] if body.hides else []
    return builder.document(MEDIA, title=body.title, date=date, named=named, warnings=warnings)


def properties(parts: OpenParts, name: str) -> tuple[str, str | None]:
    """The title among a file's properties, and the day on which it was made."""
    meta = inner(root_of(parts.meta, name), "meta")
    title, made = inner(meta, "title"), inner(meta, "creation-date")
    date = _DATE.match("".join(made.itertext()) if made is not None else "")
    return "".join(title.itertext()) if title is not None else "", date[0] if date else None
