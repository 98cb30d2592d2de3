"""Rules that a page draws, from the corners of its paths: what tables are known by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from zonetracker.extraction.reading.pages.lines import RuledLine

Corners = list[tuple[int, int]]
"""The corners of one part of a path, in tenths of a point from the top left of the page as shown."""

_THIN = 30
_MOST_RULES = 4_000
_MOST_SEGMENTS = 20_000


def too_many(segments: int, rules: Sequence[RuledLine]) -> bool:
    """Whether a page draws so much that it is a drawing and none of it a table."""
    return segments > _MOST_SEGMENTS or len(rules) > _MOST_RULES


def rules_of(parts: Iterable[Corners], stroked: bool) -> list[RuledLine]:
    """A thin part of a path is a rule, filled or stroked; a stroked part gives each of its straight sides."""
    rules: list[RuledLine] = []
    for corners in parts:
        lefts, tops = [x for x, _ in corners], [y for _, y in corners]
        frame = RuledLine(min(lefts), min(tops), max(lefts), max(tops))
        if frame.right - frame.left <= _THIN or frame.bottom - frame.top <= _THIN:
            rules.append(frame)
        elif stroked:
            pairs = pairwise(corners)
            sides = (RuledLine(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairs)
            rules.extend(side for side in sides if side.right == side.left or side.bottom == side.top)
    return [rule for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) > _THIN]
