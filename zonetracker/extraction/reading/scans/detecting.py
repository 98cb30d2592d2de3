"""Where lines of text stand on a page: the map of a network, cut into boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Likeness = NDArray[numpy.float32]
"""How much each point of a page looks like the middle of a line of text, 0 to 1."""

_TEXT, _SURE = 30, 50
"""In hundredths: from here on a point is text, and a box is believed."""
_LEAST_SIDE = 3
_MOST_RUNS = 60_000
_MOST_BOXES = 4_000
_GROWS_PERCENT = 160
"""The network marks the core of a line; what is around it grows with the core's area by its edge."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, its right and bottom edge not in it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def boxes_in(likeness: Likeness) -> list[Rect]:
    """The boxes of the lines in a map, in its own points; none where it is all spots."""
    marked = likeness * 100 > _TEXT
    found = [box for box in islands(marked) if min(box.width, box.height) >= _LEAST_SIDE]
    height, width = likeness.shape
    believed = [box for box in found if _mean(likeness, marked, box) > _SURE][:_MOST_BOXES]
    return [_grown(box, width, height) for box in believed]


def _mean(likeness: Likeness, marked: NDArray[numpy.bool_], box: Rect) -> int:
    """In hundredths, over the points of the island."""
    place = slice(box.top, box.bottom), slice(box.left, box.right)
    inside = likeness[place][marked[place]]
    return int(inside.mean() * 100)


def _grown(box: Rect, width: int, height: int) -> Rect:
    more = box.width * box.height * _GROWS_PERCENT // (200 * (box.width + box.height)) + 1
    return Rect(
        max(box.left - more, 0), max(box.top - more, 0), min(box.right + more, width), min(box.bottom + more, height)
    )


def islands(marked: NDArray[numpy.bool_]) -> Iterator[Rect]:
    """The boxes of what hangs together, as runs in a row that touch runs of the row above; none where all is spots."""
    runs = _runs(marked)
    if len(runs) > _MOST_RUNS:
        return
    owner = list(range(len(runs)))

    def root(at: int) -> int:
        while owner[at] != at:
            owner[at] = owner[owner[at]]
            at = owner[at]
        return at

    above = here = 0
    row = -1
    for at, (line, start, end) in enumerate(runs):
        if line != row:
            above = here if line == row + 1 else at
            here, row = at, line
        while above < here and runs[above][2] < start:
            above += 1
        other = above
        while other < here and runs[other][1] <= end:
            owner[root(other)] = root(at)
            other += 1
    edges: dict[int, list[int]] = {}
    for at, (line, start, end) in enumerate(runs):
        left, top, right, bottom = edges.setdefault(root(at), [start, line, end, line + 1])
        edges[root(at)] = [min(left, start), min(top, line), max(right, end), max(bottom, line + 1)]
    for left, top, right, bottom in edges.values():
        yield Rect(left, top, right, bottom)


def _runs(marked: NDArray[numpy.bool_]) -> list[tuple[int, int, int]]:
    """(row, start, end) of each run of marked points, row by row."""
    height, width = marked.shape
    padded = numpy.zeros((height, width + 2), numpy.int8)
    padded[:, 1:-1] = marked
    steps = numpy.diff(padded, axis=1)
    rows, starts = numpy.nonzero(steps == 1)
    ends = numpy.nonzero(steps == -1)[1]
    return list(zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True))
