"""Which way up a page lies: lines of print lie rather than stand, and read well the right way round."""

from __future__ import annotations

from collections.abc import Sequence

import numpy

from zonetracker.extraction.reading.scans.detecting import Rect
from zonetracker.extraction.reading.scans.engine import Recogniser
from zonetracker.extraction.reading.scans.shades import Shades, picture_of

_SMALL = 736
_TRIED = 4
_READABLE = 900
_LONG = 3
"""A line so many times as long as it is high tells which way it lies."""


def quarter_turns(page: Shades, engine: Recogniser) -> int:
    """By how many quarter turns to the right a page stands upright; 0 where nothing tells."""
    scale = max(-(-max(page.shape) // _SMALL), 1)
    small = numpy.asarray(picture_of(page).reduce(scale)) if scale > 1 else page
    boxes = [_scaled(box, scale) for box in engine.boxes(small)]
    lying = [box for box in boxes if box.width > _LONG * box.height]
    standing = [box for box in boxes if box.height > _LONG * box.width]
    sideways = sum(box.height for box in standing) > sum(box.width for box in lying)
    if sideways:
        height = page.shape[0]
        page = numpy.rot90(page, -1)
        lying = [Rect(height - box.bottom, box.left, height - box.top, box.right) for box in standing]
    tried = sorted(lying, key=lambda box: box.width, reverse=True)[:_TRIED]
    upright = _readable(page, tried, engine, 0)
    over = tried and upright < _READABLE and _readable(page, tried, engine, 2) > upright
    return (1 if sideways else 0) + (2 if over else 0)


def _scaled(box: Rect, scale: int) -> Rect:
    return Rect(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


def _readable(page: Shades, boxes: Sequence[Rect], engine: Recogniser, turns: int) -> int:
    """How well some lines are read, in thousandths."""
    scores: list[int] = []
    for box in boxes:
        strip = page[box.top : box.bottom, box.left : box.right]
        if strip.size:
            scores += [letter.score for letter in engine.letters(numpy.rot90(strip, turns))]
    return sum(scores) // len(scores) if scores else 0
