"""Pages as newspapers set them: columns are read one after the other, upright headlines by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zonetracker.extraction.reading.pages.lines import Glyph, PageLine

_LEAST_LINES = 5
_LEAST_GLYPHS = 70
"""Characters in a column of running text, and lines with text on both sides of the white between two."""

_SHORTEST = 8
_UPRIGHT = 4
"""From so many characters on, one below the other, they are an upright headline."""

_MOST_ACROSS = 4
"""One line in so many may run across the white between two columns: headlines, bylines."""


def gutters(lines: Sequence[PageLine]) -> tuple[int, ...]:
    """The places of the white that parts the columns of a page, from the left; empty on an ordinary page."""
    if len(lines) < _LEAST_LINES:
        return ()
    kept = [place for place in _white(lines) if _parts_text(lines, place)]
    while kept and not all(_is_column(lines, left, right) for left, right in _columns(lines, kept)):
        kept = _without_narrowest(lines, kept)
    return tuple(kept)


def fits(lines: Sequence[PageLine], places: Sequence[int]) -> bool:
    """Whether a page goes on in the columns of the page before: few lines run across, and one has text beside it."""
    sides = [_split(line, places) for line in lines]
    across = sum(one is None for one in sides)
    both = any(one is not None and sum(bool(part.glyphs) for part in one) > 1 for one in sides)
    return bool(places) and both and across * _MOST_ACROSS <= len(lines)


def in_reading_order(lines: Sequence[PageLine], places: Sequence[int]) -> list[PageLine]:
    """The lines of a page of columns in reading order, all set over the left column, so that they share a margin."""
    ordered: list[PageLine] = []
    columns: list[list[PageLine]] = [[] for _ in range(len(places) + 1)]
    for line in lines:
        sides = _split(line, places)
        if sides is None:
            ordered += [*_one_margin(columns), line]
            columns = [[] for _ in columns]
            continue
        for column, part in zip(columns, sides, strict=True):
            if part.glyphs:
                column.append(part)
    return ordered + _one_margin(columns)


def uprights_apart(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines with each upright headline taken out of those beside it and set before the first of them."""
    alone = [
        (at, glyph)
        for at, line in enumerate(lines)
        for glyphs in _glyph_runs(line)
        for glyph in glyphs[:1]
        if len(glyphs) == 1 and "\u4e00" <= glyph.text <= "\u9fff"
    ]
    headlines = [string for string in _strings(alone) if len({glyph.text for _, glyph in string}) >= _UPRIGHT]
    if not headlines:
        return list(lines)
    taken = {(at, glyph) for string in headlines for at, glyph in string}
    first = {string[0][0]: tuple(glyph for _, glyph in string) for string in headlines}
    result: list[PageLine] = []
    for at, line in enumerate(lines):
        if at in first:
            result.append(PageLine(first[at], line.page))
        rest = tuple(glyph for glyph in line.glyphs if (at, glyph) not in taken)
        if rest:
            result.append(PageLine(rest, line.page))
    return result


def _strings(alone: list[tuple[int, Glyph]]) -> list[list[tuple[int, Glyph]]]:
    """Single characters as strings of those that stand one below the other."""
    strings: list[list[tuple[int, Glyph]]] = []
    for at, glyph in alone:
        height = glyph.bottom - glyph.top
        above = next(
            (
                string
                for string in strings
                if abs(string[-1][1].left - glyph.left) * 2 <= height
                and 0 < glyph.top - string[-1][1].top <= height * 3
            ),
            None,
        )
        if above is None:
            strings.append([(at, glyph)])
        else:
            above.append((at, glyph))
    return strings


def _glyph_runs(line: PageLine) -> list[list[Glyph]]:
    """The characters of a line, parted where a character's width is white."""
    runs: list[list[Glyph]] = []
    size = line.size
    for glyph in line.glyphs:
        if runs and glyph.left - runs[-1][-1].right < size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _white(lines: Sequence[PageLine]) -> list[int]:
    """Where few lines run across the page for a character's width: the middle of what the fewest run across."""
    changes: dict[int, int] = {}
    for line in lines:
        for start, end in _runs(line):
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    size = sorted(line.size for line in lines)[len(lines) // 2]
    found: list[int] = []
    white: list[tuple[int, int, int]] = []
    across = 0
    for place, following in pairwise(sorted(changes)):
        across += changes[place]
        if across * _MOST_ACROSS <= len(lines):
            white.append((across, place - following, place))
            continue
        if white and place - white[0][2] >= size:
            _, width, start = min(white)
            found.append(start - width // 2)
        white = []
    return found


def _runs(line: PageLine) -> list[tuple[int, int]]:
    """What a line covers; a blank narrower than a character parts nothing."""
    return [(glyphs[0].left, max(glyph.right for glyph in glyphs)) for glyphs in _glyph_runs(line)]


def _split(line: PageLine, places: Sequence[int]) -> tuple[PageLine, ...] | None:
    """The parts of a line between the places; None for a line that runs across one of them."""
    if any(start < place < end for start, end in _runs(line) for place in places):
        return None
    edges = (line.left - 1, *places, line.right + 1)
    return tuple(
        PageLine(tuple(glyph for glyph in line.glyphs if left <= glyph.left and glyph.right <= right), line.page)
        for left, right in pairwise(edges)
    )


def _parts_text(lines: Sequence[PageLine], place: int) -> bool:
    """Whether enough lines have text on both sides of a place."""
    sides = [one for line in lines if (one := _split(line, (place,))) is not None]
    return sum(bool(left.glyphs and right.glyphs) for left, right in sides) >= _LEAST_LINES


def _columns(lines: Sequence[PageLine], places: Sequence[int]) -> list[tuple[int, int]]:
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    return list(pairwise((start, *places, end)))


def _is_column(lines: Sequence[PageLine], left: int, right: int) -> bool:
    """Whether running text stands there: lines of some length, and not figures in rows."""
    inside = [[glyph for glyph in line.glyphs if left <= glyph.left and glyph.right <= right] for line in lines]
    filled = [glyphs for glyphs in inside if glyphs]
    written = sum(map(len, filled))
    return len(filled) >= _LEAST_LINES and written >= max(_LEAST_GLYPHS, _SHORTEST * len(filled))


def _without_narrowest(lines: Sequence[PageLine], places: list[int]) -> list[int]:
    """The places without the one that bounds the narrowest column."""
    columns = _columns(lines, places)
    narrow = min(range(len(columns)), key=lambda at: columns[at][1] - columns[at][0])
    dropped = min(narrow, len(places) - 1)
    return places[:dropped] + places[dropped + 1 :]


def _one_margin(columns: list[list[PageLine]]) -> list[PageLine]:
    """The columns one after the other, each set over the first."""
    margins = [min((line.left for line in column), default=0) for column in columns]
    return [
        _moved(line, margin - margins[0]) for column, margin in zip(columns, margins, strict=True) for line in column
    ]


def _moved(line: PageLine, by: int) -> PageLine:
    if by == 0:
        return line
    return PageLine(
        tuple(replace(glyph, left=glyph.left - by, right=glyph.right - by) for glyph in line.glyphs), line.page
    )
