"""What the files of OpenDocument share: a zip of XML parts or all in one, how blanks and repeats are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.probe import Probe
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import attributes, local, parse
from zonetracker.support.errors import RefusalCode

_FAMILY = "application/vnd.oasis.opendocument."
_FLAT = re.compile(r"<(?:\w{1,20}:)?document\b[^>]{0,8000}\bmimetype\s*=\s*[\"']([\w./+-]{1,90})[\"']")
_COUNT = re.compile("[1-9][0-9]{0,8}")
_MOST_BLANKS = 200


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


def inner(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    for step in path:
        element = None if element is None else next((one for one in element if local(one) == step), None)
    return element


def whole(own: Mapping[str, str], name: str) -> int:
    """How many times, as an attribute says; once where none does."""
    said = own.get(name, "1")
    return int(said) if _COUNT.fullmatch(said) else 1


def blanks(element: etree._Element) -> str:
    """The blanks that an element for several of them stands for."""
    return " " * min(whole(attributes(element), "c"), _MOST_BLANKS)
