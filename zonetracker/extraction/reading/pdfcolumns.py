"""Pages set in two columns: the left one is read before the right one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zonetracker.extraction.reading.pdfpage import PageLine
from zonetracker.extraction.reading.pdftables import segments

_LEAST_LINES = 8
_LEAST_GLYPHS = 8


def in_reading_order(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines of a page in reading order; a right column is set over the left one, so that both have one margin."""
    middle = _parting(lines)
    if middle is None:
        return list(lines)
    ordered: list[PageLine] = []
    left: list[PageLine] = []
    right: list[PageLine] = []
    for line in lines:
        sides = _sides(line, middle)
        if sides is None:
            ordered += left + _moved(right, left) + [line]
            left, right = [], []
            continue
        left += [one for one in sides[:1] if one.glyphs]
        right += [one for one in sides[1:] if one.glyphs]
    return ordered + left + _moved(right, left)


def _parting(lines: Sequence[PageLine]) -> int | None:
    """The place of the white that parts two columns of running text, None on an ordinary page."""
    if len(lines) < _LEAST_LINES:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    gaps = [_middle_gap(line, start, end) for line in lines]
    places = sorted(gap for gap in gaps if gap is not None)
    if len(places) < _LEAST_LINES or len(places) * 10 < len(lines) * 6:
        return None
    middle = places[len(places) // 2]
    parted = [sides for line in lines if (sides := _sides(line, middle)) is not None]
    both = [sides for sides in parted if sides[0].glyphs and sides[1].glyphs]
    enough = len(both) >= _LEAST_LINES and len(both) * 10 >= len(lines) * 6
    full = all(sum(len(sides[side].glyphs) for sides in both) >= _LEAST_GLYPHS * len(both) for side in (0, 1))
    return middle if enough and full else None


def _middle_gap(line: PageLine, start: int, end: int) -> int | None:
    """The middle of a wide gap in the middle third of the page."""
    runs = segments(line)
    for (_, before), (after, _) in pairwise(runs):
        place = (before + after) // 2
        if start * 2 + end < place * 3 < start + end * 2:
            return place
    return None


def _sides(line: PageLine, middle: int) -> tuple[PageLine, PageLine] | None:
    """What stands left and right of `middle`; None for a line that runs across it."""
    if any(glyph.left < middle < glyph.right for glyph in line.glyphs):
        return None
    left = tuple(glyph for glyph in line.glyphs if glyph.right <= middle)
    right = tuple(glyph for glyph in line.glyphs if glyph.left >= middle)
    if left and right and right[0].left - left[-1].right < line.size:
        return None
    return PageLine(left, line.page), PageLine(right, line.page)


def _moved(lines: list[PageLine], beside: list[PageLine]) -> list[PageLine]:
    if not lines or not beside:
        return lines
    shift = min(line.left for line in lines) - min(line.left for line in beside)
    return [
        PageLine(
            tuple(replace(glyph, left=glyph.left - shift, right=glyph.right - shift) for glyph in line.glyphs),
            line.page,
        )
        for line in lines
    ]
