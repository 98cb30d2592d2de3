"""Where the elements of an XML part stand among its bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.safexml import declares
from zonetracker.support.errors import RefusalCode

_TAG = re.compile(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_UNICODE = frozenset({"utf-8", "us-ascii"})
Started = Callable[[str, Mapping[str, str], int, int], None]
"""Takes an element's name without its prefix, its attributes, and where its start tag begins and ends."""
Ended = Callable[[str, int], None]
"""Takes an element's name, and where it ends."""


def scan(data: bytes, name: str, started: Started, ended: Ended) -> None:
    """Tell of every element as it begins and ends; `name` is the file's.

    Raises Refusal for XML that is broken, declares entities, or is not written in UTF-8.
    """
    if declares(data):
        raise refusal(RefusalCode.READ_ENTITY, name)
    parser = expat.ParserCreate()
    open_tags: list[int] = []

    def declared(_: str, encoding: str | None, __: int) -> None:
        if encoding is not None and encoding.lower() not in _UNICODE:
            raise refusal(RefusalCode.FORM_BUILT, name)

    def begins(tag: str, said: Mapping[str, str]) -> None:
        start = parser.CurrentByteIndex
        found = _TAG.match(data, start)
        end = found.end() if found else start
        open_tags.append(end)
        started(tag.rpartition(":")[2], said, start, end)

    def ends(tag: str) -> None:
        end = open_tags.pop()
        if data[end - 2 : end] != b"/>":
            end = data.index(b">", parser.CurrentByteIndex) + 1
        ended(tag.rpartition(":")[2], end)

    parser.XmlDeclHandler, parser.StartElementHandler, parser.EndElementHandler = declared, begins, ends
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
