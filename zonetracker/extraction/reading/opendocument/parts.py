"""What the files of OpenDocument share: a zip of XML parts or all in one, how blanks and repeats are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attributes, child, parse
from zonetracker.support.errors import RefusalCode

_FAMILY = "application/vnd.oasis.opendocument."
_FLAT = re.compile(r"<(?:\w{1,20}:)?document\b[^>]{0,8000}\bmimetype\s*=\s*[\"']([\w./+-]{1,90})[\"']")
_COUNT = re.compile("[1-9][0-9]{0,8}")
_MOST_BLANKS = 200
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class OpenParts:
    """The bytes of a file's parts, b"" for one that is absent; where all is one XML file it stands for each of them."""

    content: bytes
    styles: bytes
    meta: bytes


def kind_of(probe: Probe) -> str:
    """What a file says that it is (text, spreadsheet, presentation-template …), "" for none of OpenDocument."""
    media = probe.media
    if not probe.parts:
        flat = _FLAT.search(probe.head)
        media = flat[1] if flat else ""
    return media.removeprefix(_FAMILY) if media.startswith(_FAMILY) else ""


def parts_of(data: bytes, name: str) -> OpenParts:
    """The parts of a file; raises Refusal for one with a password."""
    if not data.startswith(b"PK"):
        return OpenParts(data, data, data)
    with Archive(data, name) as archive:
        if b":encryption-data" in (archive.part("META-INF/manifest.xml") or b""):
            raise refusal(RefusalCode.READ_PASSWORD, name)
        content, styles, meta = (archive.part(f"{part}.xml") or b"" for part in ("content", "styles", "meta"))
    return OpenParts(content, styles, meta)


def root_of(part: bytes, name: str) -> etree._Element | None:
    """The root of a part, None for one that is absent."""
    return parse(part, name) if part else None


def whole(own: Mapping[str, str], name: str) -> int:
    """How many times, as an attribute says; once where none does."""
    said = own.get(name, "1")
    return int(said) if _COUNT.fullmatch(said) else 1


def blanks(element: etree._Element) -> str:
    """The blanks that an element for several of them stands for."""
    return " " * min(whole(attributes(element), "c"), _MOST_BLANKS)


def properties(parts: OpenParts, name: str) -> tuple[str, str | None]:
    """The title among a file's properties, and the day on which it was made."""
    meta = child(root_of(parts.meta, name), "meta")
    title, made = child(meta, "title"), child(meta, "creation-date")
    date = _DATE.match("".join(made.itertext()) if made is not None else "")
    return "".join(title.itertext()) if title is not None else "", date[0] if date else None
