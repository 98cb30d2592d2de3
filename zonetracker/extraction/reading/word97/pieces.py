"""The text of a Word 97 file, put together from its pieces, and what is set for its characters and paragraphs."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.word97.information import TablePart, WordHead, places_of
from zonetracker.extraction.reading.word97.sprms import (
    HUGE,
    TABLE_CHANGES,
    LetterTraits,
    ParagraphTraits,
    letter_traits,
    paragraph_traits,
    short_form,
    sprms,
)
from zonetracker.support.errors import RefusalCode

_PAGE = 512
_PARAGRAPH_BYTES = 13
_NARROW = 0x40000000
_PAGES_KEPT = 256
_TRAITS_KEPT = 512
_BYTES_A_RUN = 64
"""So many bytes of changes that lie apart count as a run of letters, for they are read as often as they are named."""

_WESTERN = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x82, 0xA0)
    if code not in (0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E)
}
"""What the bytes of a piece of narrow letters mean where they are not the numbers of the characters themselves."""


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A run of the text: its characters lie at `offset` of the main stream; `changes` hold for all of it."""

    start: int
    end: int
    offset: int
    width: int
    changes: bytes


@dataclass(frozen=True, slots=True)
class AlikeRun:
    """Characters next to each other that are set alike."""

    start: int
    end: int
    traits: LetterTraits


class WrittenText:
    """The whole text; a place in it is what Word calls a character position."""

    def __init__(self, head: WordHead, main: bytes, table: bytes, data: bytes, name: str) -> None:
        """Raises Refusal where the pieces are broken or the text is too long."""
        self._main = main
        self._data = data
        self._name = name
        self._pieces = _pieces(head.bytes_of(TablePart.PIECES, table), name)
        self._starts = [piece.start for piece in self._pieces]
        self._characters = _TraitPages(main, head.bytes_of(TablePart.CHARACTERS, table), _character_change)
        self._paragraphs = _TraitPages(main, head.bytes_of(TablePart.PARAGRAPHS, table), _paragraph_change)
        self._letter_traits = lru_cache(_TRAITS_KEPT)(letter_traits)
        self._paragraph_traits = lru_cache(_TRAITS_KEPT)(paragraph_traits)
        self._runs = 0
        self.text = self._joined()
        if len(self.text) < sum(head.counts):
            raise refusal(RefusalCode.READ_DAMAGED, name)

    def _joined(self) -> str:
        """The text, a character for each of Word's: those beyond the first plane are still halves."""
        written: list[str] = []
        for piece in self._pieces:
            size = (piece.end - piece.start) * piece.width
            raw = self._main[piece.offset : piece.offset + size]
            if len(raw) < size:
                raise refusal(RefusalCode.READ_DAMAGED, self._name)
            written.append(raw.decode("latin-1").translate(_WESTERN) if piece.width == 1 else _halves(raw))
        return "".join(written)

    def runs(self, start: int, end: int) -> Iterator[AlikeRun]:
        """The text between those places in runs that are set alike."""
        at = start
        while at < end:
            piece = self._piece_at(at)
            offset = piece.offset + (at - piece.start) * piece.width
            behind, change = self._characters.at(offset)
            after = min(at + max((behind - offset) // piece.width, 1), piece.end, end)
            yield AlikeRun(at, after, self._letter_traits(change + piece.changes))
            self._count()
            at = after

    def paragraph(self, mark: int) -> ParagraphTraits:
        """What is set for the paragraph that ends with the mark at that place."""
        piece = self._piece_at(mark)
        change = self._paragraphs.at(piece.offset + (mark - piece.start) * piece.width)[1]
        self._count()
        return self._paragraph_traits(int.from_bytes(change[:2], "little"), self._full(change[2:]) + piece.changes)

    def _piece_at(self, place: int) -> TextPiece:
        return self._pieces[bisect_right(self._starts, place) - 1]

    def _count(self, more: int = 1) -> None:
        self._runs += more
        if self._runs > limits.OLD_WORD_RUNS:
            raise refusal(RefusalCode.READ_TOO_LONG, self._name)

    def _full(self, changes: bytes) -> bytes:
        """The changes of a paragraph with those that lie in the stream of data; for a wide table all of them do."""
        for code, operand in sprms(changes):
            if code in HUGE or code == TABLE_CHANGES:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._data[at : at + 2], "little")
                apart = self._data[at + 2 : at + 2 + size]
                self._count(len(apart) // _BYTES_A_RUN)
                return apart if code in HUGE else changes + apart
        return changes


_Change = Callable[[bytes, int, int], bytes]
"""The changes of one of its runs out of a page that has so many edges."""


def _halves(raw: bytes) -> str:
    text = raw.decode("utf-16-le", "surrogatepass")
    whole = len(text) * 2 == len(raw)
    return text if whole else "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _pieces(data: bytes, name: str) -> tuple[TextPiece, ...]:
    at = 0
    changes: list[bytes] = []
    while data[at : at + 1] == b"\x01":
        size = int.from_bytes(data[at + 1 : at + 3], "little")
        changes.append(data[at + 3 : at + 3 + size])
        at += 3 + size
    if data[at : at + 1] != b"\x02":
        raise refusal(RefusalCode.READ_DAMAGED, name)
    found: list[TextPiece] = []
    reached = 0
    for start, end, said in places_of(data[at + 5 : at + 5 + int.from_bytes(data[at + 1 : at + 5], "little")], 8):
        if start != reached or end < start:
            raise refusal(RefusalCode.READ_DAMAGED, name)
        if end > limits.TEXT_CHARACTERS:
            raise refusal(RefusalCode.READ_TOO_LONG, name)
        place, modifier = struct.unpack_from("<IH", said, 2)
        narrow = bool(place & _NARROW)
        offset = place & (_NARROW - 1)
        found.append(
            TextPiece(start, end, offset // 2 if narrow else offset, 1 if narrow else 2, _changes_of(modifier, changes))
        )
        reached = end
    if not found:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    return tuple(piece for piece in found if piece.end > piece.start)


def _changes_of(modifier: int, listed: list[bytes]) -> bytes:
    """What a piece changes of all its text: one short change, or a list of them kept before the pieces."""
    if modifier & 1:
        return listed[modifier >> 1] if modifier >> 1 < len(listed) else b""
    return short_form(modifier >> 1 & 0x7F, modifier >> 8)


def _character_change(page: bytes, edges: int, index: int) -> bytes:
    at = page[edges * 4 + index] * 2
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraph_change(page: bytes, edges: int, index: int) -> bytes:
    """The style, in two bytes, and what the paragraph changes of it."""
    at = page[min(edges * 4 + index * _PARAGRAPH_BYTES, _PAGE - 1)] * 2
    if not at:
        return b""
    if page[at]:
        return page[at + 1 : at + page[at] * 2]
    return page[at + 2 : at + 2 + page[at + 1] * 2]


class _TraitPages:
    """The pages of the main stream that say from which byte to which characters, or paragraphs, are set alike."""

    def __init__(self, main: bytes, listed: bytes, change: _Change) -> None:
        self._main = main
        self._change = change
        runs = [(start, int.from_bytes(page, "little") & 0x3FFFFF) for start, _, page in places_of(listed, 4)]
        self._starts = [start for start, _ in runs]
        self._numbers = [number for _, number in runs]
        self._page = lru_cache(_PAGES_KEPT)(self._edges)

    def at(self, offset: int) -> tuple[int, bytes]:
        """Where what is set for that byte ends to hold, and the changes that set it."""
        index = bisect_right(self._starts, offset) - 1
        behind = self._starts[index + 1] if index + 1 < len(self._starts) else 2**32
        if index < 0:
            return behind, b""
        number = self._numbers[index]
        edges = self._page(number)
        found = bisect_right(edges, offset) - 1
        if not 0 <= found < len(edges) - 1:
            return behind, b""
        page = self._main[number * _PAGE : (number + 1) * _PAGE]
        return edges[found + 1], self._change(page, len(edges), found)

    def _edges(self, number: int) -> tuple[int, ...]:
        page = self._main[number * _PAGE : (number + 1) * _PAGE]
        count = page[-1] if len(page) == _PAGE else 0
        return struct.unpack_from(f"<{count + 1}I", page) if 0 < count <= _PAGE // 5 else ()
