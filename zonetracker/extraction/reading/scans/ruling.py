"""The ruled lines of a page picture: long thin strokes, level and upright."""

from __future__ import annotations

import numpy
from numpy.typing import NDArray

from zonetracker.extraction.reading.scans.shades import Shades, ink

Stroke = tuple[int, int, int, int]
"""Left, top, right, bottom, the last two not in it."""

_LEAST_SHARE = 35
"""A rule is at least so small a part of the page's longer side: no stroke of a character is as long."""

_ALONE_SHARE = 10
"""One that touches no other is at least as long as this: two dashes side by side are shorter."""

_NEAR = 3
_GAP_SHARE = 1500
"""So small a part of the longer side may be missing in a rule: what parts the strokes of two characters is wider."""

_MOST_THICK_SHARE = 250
_MOST = 2_000
_REACH = 8
"""Rules whose ends are so near touch one another."""


def strokes_of(page: Shades) -> list[Stroke]:
    """The rules of a level page; none where there are so many that it is a drawing."""
    dark = ink(page)
    least = max(page.shape) // _LEAST_SHARE
    thick = max(max(page.shape) // _MOST_THICK_SHARE, 4)
    gap = max(max(page.shape) // _GAP_SHARE, 1)
    level = _long_runs(dark, least, thick, gap)
    upright = [(top, left, bottom, right) for left, top, right, bottom in _long_runs(dark.T, least, thick, gap)]
    if len(level) + len(upright) > _MOST:
        return []
    alone = max(page.shape) // _ALONE_SHARE
    found = [one for one in level if one[2] - one[0] >= alone or any(_touch(one, other) for other in upright)]
    return found + [one for one in upright if one[3] - one[1] >= alone or any(_touch(one, other) for other in level)]


def _touch(one: Stroke, other: Stroke) -> bool:
    across = one[0] - _REACH <= other[2] and other[0] - _REACH <= one[2]
    return across and one[1] - _REACH <= other[3] and other[1] - _REACH <= one[3]


def _long_runs(dark: NDArray[numpy.bool_], least: int, thick: int, gap: int) -> list[Stroke]:
    """Runs of ink along the rows, small gaps closed, those on neighbouring rows as one; no bars, no blots."""
    height, width = dark.shape
    padded = numpy.zeros((height, width + 2), numpy.int8)
    padded[:, 1:-1] = dark
    steps = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(steps == 1)
    ends = numpy.nonzero(steps == -1)[1]
    if not len(rows):
        return []
    parts = numpy.ones(len(rows), bool)
    parts[1:] = (rows[1:] != rows[:-1]) | (starts[1:] - ends[:-1] > gap)
    firsts = numpy.flatnonzero(parts)
    lasts = numpy.append(firsts[1:], len(rows)) - 1
    long = ends[lasts] - starts[firsts] >= least
    runs = zip(rows[firsts][long].tolist(), starts[firsts][long].tolist(), ends[lasts][long].tolist(), strict=True)
    return [one for one in _merged(list(runs)[: 20 * _MOST]) if one[3] - one[1] <= thick]


def _merged(runs: list[tuple[int, int, int]]) -> list[Stroke]:
    """Runs as strokes, from the top: each goes on where one above it ends."""
    done: list[Stroke] = []
    open_: list[Stroke] = []
    for row, start, end in runs:
        done += [one for one in open_ if one[3] + _NEAR < row]
        open_ = [one for one in open_ if one[3] + _NEAR >= row]
        touched = [one for one in open_ if start <= one[2] + _REACH and one[0] <= end + _REACH]
        left, top, right = min([start, *(one[0] for one in touched)]), row, max([end, *(one[2] for one in touched)])
        top = min([row, *(one[1] for one in touched)])
        open_ = [one for one in open_ if one not in touched] + [(left, top, right, row + 1)]
    return [*done, *open_]
