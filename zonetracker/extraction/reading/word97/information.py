"""The head of a Word 97 file (its FIB): where in which stream everything lies, and what can't be read at all."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_WORD_97 = 0xA5EC
_OLDER = (0xA5DC, 0xA59B, 0xA59C, 0xBE31, 0xBE32)
_VERSION_97 = 0xC0
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COUNTS = 8
_MOST_PLACES = 1_000_000


class TablePart(IntEnum):
    """What lies in the table stream, by its place in the head."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    SECTIONS = 6
    CHARACTERS = 12
    PARAGRAPHS = 13
    FONTS = 15
    PIECES = 33
    SHAPE_MARKS = 40
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    DRAWINGS = 50
    BOXES = 56
    LISTS = 73
    LIST_USES = 74


@dataclass(frozen=True, slots=True)
class WordHead:
    """Which table stream belongs to a file, how many characters each kind of text has, and where the parts lie.

    `counts` are those of the body, footnotes, headers, macros, annotations, endnotes, text boxes and the text boxes of
    headers: in this order they stand in one text.
    """

    table: str
    counts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]

    def start(self, kind: int) -> int:
        """Where the text of that kind begins."""
        return sum(self.counts[:kind])

    def place(self, part: TablePart) -> tuple[int, int]:
        """Where a part begins in the table stream, and its size; no size where the file has no such part."""
        return self.places[part] if part < len(self.places) else (0, 0)

    def bytes_of(self, part: TablePart, table: bytes) -> bytes:
        """The bytes of a part."""
        start, size = self.place(part)
        return table[start : start + size]


def head(main: bytes, name: str) -> WordHead:
    """The head of the main stream; raises Refusal for an encrypted or older file, and struct.error for a broken one."""
    mark, version = struct.unpack_from("<HH", main)
    if mark in _OLDER or (mark == _WORD_97 and version < _VERSION_97):
        raise refusal(RefusalCode.READ_OLD_WORD, name)
    if mark != _WORD_97:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    (flags,) = struct.unpack_from("<H", main, 10)
    if flags & _ENCRYPTED:
        raise refusal(RefusalCode.READ_PASSWORD, name)
    at = 32
    (words,) = struct.unpack_from("<H", main, at)
    at += 2 + words * 2
    (longs,) = struct.unpack_from("<H", main, at)
    counts = struct.unpack_from(f"<{_COUNTS}i", main, at + 2 + 12)
    at += 2 + longs * 4
    (pairs,) = struct.unpack_from("<H", main, at)
    numbers = struct.unpack_from(f"<{pairs * 2}I", main, at + 2)
    places = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    if any(count < 0 for count in counts) or len(places) <= TablePart.PIECES:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    return WordHead("1Table" if flags & _SECOND_TABLE else "0Table", counts, places)


def places_of(data: bytes, size: int) -> Iterator[tuple[int, int, bytes]]:
    """The (start, end, what is said of it) of each run that a table of places lists, `size` bytes a run.

    Raises struct.error for a table of more places than any text has.
    """
    count = max(len(data) - 4, 0) // (4 + size)
    if count > _MOST_PLACES:
        raise struct.error("too many places")
    starts = struct.unpack_from(f"<{count + 1}I", data) if count else ()
    said = (count + 1) * 4
    for index in range(count):
        yield starts[index], starts[index + 1], data[said + index * size : said + (index + 1) * size]
