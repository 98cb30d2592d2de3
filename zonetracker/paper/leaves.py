"""A large sheet over several A4 pages that an office glues together: where it is parted, and what each leaf shows.

The sheet is composed once, as wide as it will be when it is glued, and parted between two columns. Each leaf but the
first begins with the first columns again: they name the rows of a leaf that lies alone, and are the strip on which the
leaf before is glued.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from zonetracker.outputs.sheet.widths import LEAST_POINTS, MARGIN, ColumnText, Fitting, fit_into
from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import MM, PaperPage, Stroke, TextRun
from zonetracker.paper.typesetting import text_width
from zonetracker.support.i18n import tr

_LEAF = 210 * MM
_ROOM = _LEAF - 2 * MARGIN
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, LEAST_POINTS)
_MOST_LEAVES = 24
_STEP = 10.0
_NUMBER, _NUMBER_UP = 10.0, 12 * MM


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """How a wide table is parted: its widths, where it is cut (in points from its left border), what is repeated."""

    fitting: Fitting
    cuts: tuple[float, ...]
    repeated: float


def leaf_plan(columns: Sequence[ColumnText], repeated: int) -> LeafPlan:
    """The fewest leaves over which the columns can be read; the first `repeated` columns stand on each."""
    for count in range(2, _MOST_LEAVES + 1):
        room = count * _ROOM
        while room > count * _ROOM / 2:
            fitting = fit_into(columns, room, _SIZES)
            ends = _ends(fitting.widths, repeated)
            if fitting.readable and 0 < len(ends) <= count:
                return _plan(fitting, ends, repeated)
            room -= _STEP
    fitting = fit_into(columns, _ROOM, _SIZES)
    return _plan(fitting, [len(columns)], repeated)


def _plan(fitting: Fitting, ends: Sequence[int], repeated: int) -> LeafPlan:
    borders = [0.0, *accumulate(fitting.widths)]
    return LeafPlan(fitting, (0.0, *(borders[end] for end in ends)), borders[repeated])


def _ends(widths: Sequence[float], repeated: int) -> list[int]:
    """After which columns the table is parted, as evenly as columns allow; nothing where one is too wide for a leaf."""
    best = _filled(widths, repeated, _ROOM)
    room = _ROOM - _STEP
    while best and len(found := _filled(widths, repeated, room)) == len(best):
        best, room = found, room - _STEP
    return best


def _filled(widths: Sequence[float], repeated: int, room: float) -> list[int]:
    ends: list[int] = []
    strip = sum(widths[:repeated])
    taken = 0.0
    for index, width in enumerate(widths):
        if taken + width > room:
            ends.append(index)
            taken = strip
        if taken + width > room or (ends and index < repeated):
            return []
        taken += width
    return [*ends, len(widths)]


def cut_into_leaves(pages: Sequence[PaperPage], plan: LeafPlan) -> list[PaperPage]:
    """The leaves of each wide page, from left to right, numbered 第1页（1/2）."""
    found: list[PaperPage] = []
    for page in pages:
        for place, (start, end) in enumerate(pairwise(plan.cuts)):
            leaf = PaperPage(len(found) + 1)
            if place:
                _strip(page, leaf, plan.repeated)
            shift = plan.repeated - start if place else 0.0
            _window(page, leaf, start, end, shift)
            leaf.runs.append(_number(page.number, place + 1, len(plan.cuts) - 1, len(pages)))
            found.append(leaf)
    return found


def _strip(page: PaperPage, leaf: PaperPage, width: float) -> None:
    """The first columns again, without what runs beyond them: that belongs to the sheet as a whole."""
    edge = MARGIN + width
    head = min((rule.y1 for rule in page.rules), default=0.0)
    foot = max((rule.y1 for rule in page.rules), default=0.0)
    leaf.runs += [run for run in page.runs if run.x < edge and head < run.y < foot and _end(run) <= edge]
    leaf.rules += _clipped(page.rules, MARGIN, edge, 0.0)


def _window(page: PaperPage, leaf: PaperPage, start: float, end: float, shift: float) -> None:
    """What stands between two cuts; words that run over a cut stand on both leaves and meet when they are glued."""
    left, right = MARGIN + start, MARGIN + end
    leaf.runs += [replace(run, x=run.x + shift) for run in page.runs if run.x < right - 0.5 and _end(run) > left + 0.5]
    leaf.rules += _clipped(page.rules, left, right, shift)


def _end(run: TextRun) -> float:
    return run.x + text_width(run.text, run.face, run.size) * run.set_width


def _clipped(rules: Sequence[Stroke], left: float, right: float, shift: float) -> Iterator[Stroke]:
    for rule in rules:
        start, end = max(rule.x1, left), min(rule.x2, right)
        if start <= end:
            yield Stroke(start + shift, rule.y1, end + shift, rule.y2)


def _number(page: int, part: int, parts: int, count: int) -> TextRun:
    text = tr("第{page}页（{part}/{parts}） 共{count}页", page=page, part=part, parts=parts, count=count)
    x = (_LEAF - text_width(text, Face.TABLE, _NUMBER)) / 2
    return TextRun(x, 297 * MM - _NUMBER_UP, text, Face.TABLE, _NUMBER)
