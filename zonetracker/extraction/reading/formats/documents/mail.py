"""A mail (.eml) that encloses nothing: what it is about, and its text; one that does is a bundle."""

from __future__ import annotations

import re
from dataclasses import replace

from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.decoding import Decoded, decode
from zonetracker.extraction.reading.format import Format
from zonetracker.extraction.reading.formats.documents.html import add_page, read_tables
from zonetracker.extraction.reading.mime.letter import is_letter, letter_of
from zonetracker.extraction.reading.mime.parts import MimePart, content_of
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.reading.sheets.separating import text_grid
from zonetracker.support.i18n import tr

_MEDIA = "message/rfc822"
_LINE_END = re.compile(r"\r\n?|\n")


def _claims(probe: Probe) -> bool:
    return is_letter(probe.data, probe.suffix)


def read_mail(data: bytes, name: str) -> Document:
    """The document of a mail's own text, dated by the day on which it was sent."""
    letter = letter_of(data, name)
    builder = Builder(name)
    if letter.subject:
        builder.paragraph(letter.subject, BlockKind.TITLE)
    decoded = [_added(builder, data, part) for part in letter.texts]
    return builder.document(
        _MEDIA,
        title=letter.subject,
        date=letter.headers.date,
        encoding=decoded[0].encoding if decoded else "utf-8",
        warnings=[said for one in decoded for said in one.warnings],
    )


def read_sheets(data: bytes, name: str) -> tuple[Grid, ...]:
    """The tables in a mail's text."""
    grids = list[Grid]()
    for part in letter_of(data, name).texts:
        content, charset = content_of(data, part, name), part.headers.parameter("charset")
        if part.headers.media == "text/html":
            grids += read_tables(content, name, charset)
        else:
            decoded = decode(content, name, charset)
            grids += text_grid(_unwrapped(decoded.text, part), name, decoded.warnings)
    return tuple(grids)


def _added(builder: Builder, data: bytes, part: MimePart) -> Decoded:
    content, charset = content_of(data, part, builder.name), part.headers.parameter("charset")
    if not content.strip():
        return Decoded("", "utf-8")
    if part.headers.media == "text/html":
        return add_page(builder, content, charset, whole=True).decoded
    decoded = decode(content, builder.name, charset)
    builder.paragraph(_unwrapped(decoded.text, part))
    return replace(decoded, text="")


def _unwrapped(text: str, part: MimePart) -> str:
    """The lines that their sender wrote: a blank at an end goes on in the next line, where the mail says so."""
    if part.headers.parameter("format").lower() != "flowed":
        return text
    glued = part.headers.parameter("delsp").lower() == "yes"
    lines = list[str]()
    going_on = False
    for line in _LINE_END.split(text):
        line = line.removeprefix(" ")
        if going_on and line != "-- ":
            lines[-1] = (lines[-1][:-1] if glued else lines[-1]) + line
        else:
            lines.append(line)
        going_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)


READER = Format(_MEDIA, lambda: tr("邮件"), (".eml",), 20, _claims, read_mail, read_sheets)
