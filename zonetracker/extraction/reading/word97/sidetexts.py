"""What is kept apart from the running text: foot- and endnotes and text boxes, with the places that refer to them."""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from zonetracker.extraction.reading.word97.information import TablePart, WordHead, places_of

_FOOTNOTES, _ENDNOTES, _BOXES = 1, 5, 6
_SHAPE_BYTES, _BOX_BYTES = 26, 22
_DRAWING, _GROUP, _SHAPE, _IDENTITY = 0xF002, 0xF003, 0xF004, 0xF00A

_Counted = tuple[int, int, int | None]
"""Where a text begins and ends, counted from the first of its kind, and its mark in the body."""


@dataclass(frozen=True, slots=True)
class SideText:
    """A text apart: its run of the whole text, and the place in the body that refers to it (None: no place)."""

    kind: str
    start: int
    end: int
    mark: int | None


def side_texts(head: WordHead, table: bytes) -> tuple[SideText, ...]:
    """All notes and text boxes of the body."""
    footnotes = _notes(head.bytes_of(TablePart.FOOTNOTE_MARKS, table), head.bytes_of(TablePart.FOOTNOTES, table))
    endnotes = _notes(head.bytes_of(TablePart.ENDNOTE_MARKS, table), head.bytes_of(TablePart.ENDNOTES, table))
    return (
        *_placed("footnote", footnotes, head, _FOOTNOTES),
        *_placed("endnote", endnotes, head, _ENDNOTES),
        *_placed("box", _boxes(head, table), head, _BOXES),
    )


def _placed(kind: str, texts: Iterator[_Counted], head: WordHead, at: int) -> Iterator[SideText]:
    """Texts that are counted from where their kind begins; no character is of two of them, no mark within them."""
    base, limit = head.start(at), head.start(at + 1)
    reached = base
    for start, end, mark in texts:
        first, last = max(base + start, reached), min(base + end, limit)
        if first < last:
            yield SideText(kind, first, last, mark if mark is not None and mark < head.counts[0] else None)
            reached = last


def _notes(marks: bytes, texts: bytes) -> Iterator[_Counted]:
    for (mark, _, _), (start, end, _) in zip(places_of(marks, 2), places_of(texts, 0), strict=False):
        yield start, end, mark


def _boxes(head: WordHead, table: bytes) -> Iterator[_Counted]:
    """The text boxes; one within a group of shapes is referred to where the group is."""
    marks = {
        int.from_bytes(said[:4], "little"): place
        for place, _, said in places_of(head.bytes_of(TablePart.SHAPE_MARKS, table), _SHAPE_BYTES)
    }
    groups = _groups(head.bytes_of(TablePart.DRAWINGS, table))
    texts = [*places_of(head.bytes_of(TablePart.BOXES, table), _BOX_BYTES)]
    for start, end, said in texts[:-1]:
        unused, _, shape = struct.unpack_from("<HII", said, 8)
        if not unused & 1:
            yield start, end, marks.get(shape, marks.get(groups.get(shape, 0)))


def _groups(data: bytes) -> dict[int, int]:
    """The outermost group of each shape that is in one, by their numbers."""
    found: dict[int, int] = {}
    for start, end in _drawings_of_body(data):
        for kind, first, last in _records(data, start, end):
            for child, left, right in _records(data, first, last) if kind == _GROUP else ():
                if child == _GROUP:
                    shapes = [*_shapes(data, left, right)]
                    found.update(dict.fromkeys(shapes, shapes[0]) if shapes else {})
    return found


def _drawings_of_body(data: bytes) -> Iterator[tuple[int, int]]:
    """Behind what all drawings share each begins with a byte that says whether it is the body's (0) or the headers'."""
    at = next((end for _, _, end in _records(data, 0, len(data))), len(data))
    while drawing := next(_records(data, at + 1, len(data)), None):
        kind, start, end = drawing
        if kind == _DRAWING and data[at] == 0:
            yield start, end
        at = end


def _shapes(data: bytes, start: int, end: int) -> Iterator[int]:
    """The numbers of all shapes of a group, its own first."""
    waiting = deque([(start, end)])
    while waiting:
        for kind, first, last in _records(data, *waiting.popleft()):
            if kind == _IDENTITY:
                yield int.from_bytes(data[first : first + 4], "little")
            elif kind in (_GROUP, _SHAPE):
                waiting.append((first, last))


def _records(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The (kind, start, end) of the records of a drawing between those places."""
    while start + 8 <= end:
        kind, size = struct.unpack_from("<HI", data, start + 2)
        yield kind, start + 8, min(start + 8 + size, end)
        start += 8 + size
