"""A line read twice, on the whitened page and on the page as it is, at another size; where both part is doubt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from unicodedata import normalize

import numpy
from numpy.typing import NDArray

from zonetracker.extraction.reading.pages.lines import WIDE_FROM
from zonetracker.extraction.reading.scans.detecting import Rect
from zonetracker.extraction.reading.scans.engine import Guess, Recogniser
from zonetracker.extraction.reading.scans.shades import Shades, ink, picture_of

_FIGURE = frozenset("0123456789.,%‰+-−—–~～%％．，·:：/")
"""What a figure is written with."""
_SURE_FIGURE, _SURE_LETTER = 900, 700
"""In thousandths: less sure than this, a character is doubtful."""
_LEGIBLE = 500
_STOPS = frozenset(",，:：;；。、.．")
"""Signs that part what is said."""

_PARTS = {"%": 3, "％": 3, "‰": 4, ":": 1, "：": 1}
"""Of how many pieces side by side a sign consists at most, where it is not one."""

_LEVEL = frozenset("-—–−－一~～")
_BEFORE = 60
_SPECK = 16
_FAINT = 35
"""In hundredths of the blackest of a line: what is less black is paper, so that faint print shows its points too."""

_APART = 58
"""In hundredths of the height of a line: digits are set closer, where nothing stands between them."""

"""Of the height of a line: smaller ink is a speck; and how far before a figure its sign stands, in hundredths."""

_STRETCH = 112


@dataclass(frozen=True, slots=True)
class Sign:
    """A character of a line, its left and right edge on the level page, and whether it may have been misread."""

    text: str
    left: int
    right: int
    doubtful: bool
    spaced: bool = False


def signs_of(white: Shades, plain: Shades, box: Rect, engine: Recogniser) -> tuple[Sign, ...] | None:
    """The characters of the line in a box; None where nobody could read it, empty where there is nothing.

    `white` and `plain` are the level page, with its paper made white and as it is.
    """
    side = box.height // 4
    left, right = max(box.left - side, 0), min(box.right + side, white.shape[1])
    strip = white[box.top : box.bottom, left:right]
    first = engine.letters(strip)
    if not first:
        return () if ink(strip).mean() * 100 < 1 else None
    if sum(letter.score for letter in first) < _LEGIBLE * len(first):
        return None
    second = engine.letters(_otherwise(plain[box.top : box.bottom, left:right]))
    doubts = _doubts(first, second) | _cut_off(first, strip) | _crowded(first, strip)
    return _placed(first, doubts, left, right - left, box.height)


def _otherwise(strip: Shades) -> Shades:
    """The same line with paper above and below, and wider."""
    height, width = strip.shape
    more = max(height // 8, 1)
    paper = numpy.full((height + 2 * more, width), int(numpy.percentile(strip, 90)), numpy.uint8)
    paper[more : more + height] = strip
    wide = picture_of(paper).resize((width * _STRETCH // 100 + 1, height + 2 * more))
    return numpy.asarray(wide)


def _doubts(first: Sequence[Guess], second: Sequence[Guess]) -> set[int]:
    """Which characters are not sure by themselves, or are read otherwise the second time."""
    within = {at for start, end in _figures(first) for at in range(start, end)}
    found = {at for at, letter in enumerate(first) if letter.score < _limit(letter.text, at in within)}
    mine = [(at, letter) for at, letter in enumerate(first) if letter.text != " "]
    other = [letter for letter in second if letter.text != " "]
    parted = SequenceMatcher(None, [_plain(one) for _, one in mine], [_plain(one) for one in other], autojunk=False)
    for tag, start, end, _, _ in parted.get_opcodes():
        if tag == "equal":
            continue
        beside = range(start, end) if start < end else range(start - 1, start + 1)
        found |= {mine[at][0] for at in beside if 0 <= at < len(mine)}
    for at, to in _pairs(parted):
        place, letter = mine[at]
        if other[to].score < _limit(letter.text, place in within):
            found.add(place)
    return found


def _pairs(parted: SequenceMatcher[str]) -> list[tuple[int, int]]:
    return [(one.a + at, one.b + at) for one in parted.get_matching_blocks() for at in range(one.size)]


def _plain(letter: Guess) -> str:
    """A character whatever its width."""
    return normalize("NFKC", letter.text)


def _limit(text: str, in_figure: bool) -> int:
    """How sure a character has to be; a stop in prose may be of either width, and between these the reader wavers."""
    if in_figure:
        return _SURE_FIGURE
    return 0 if text in _STOPS else _SURE_LETTER


def _cut_off(letters: Sequence[Guess], strip: Shades) -> set[int]:
    """The outermost characters where ink reaches the strip's end: something may stand beyond it."""
    islands = _islands(strip)
    found = set()
    if islands and islands[0].left == 0:
        found.add(0)
    if islands and islands[-1].right == strip.shape[1]:
        found.add(len(letters) - 1)
    return found


def _crowded(letters: Sequence[Guess], strip: Shades) -> set[int]:
    """The figures in which more stands apart than was read: a point or a sign was passed over."""
    height, width = strip.shape
    islands = _islands(strip)
    found: set[int] = set()
    for start, end in _figures(letters):
        first, last = (letters[at].middle * width // 1000 for at in (start, end - 1))
        reach = height // 5
        left = first - reach if start else 0
        right = last + reach if end < len(letters) else width
        inside = sum(left <= (one.left + one.right) // 2 <= right for one in islands)
        parts = sum(_PARTS.get(letter.text, 1) for letter in letters[start:end])
        before = letters[start - 1].text if start else ""
        dashed = any(first - _BEFORE * height // 100 <= one.right <= first and one.is_dash(height) for one in islands)
        unread = dashed and before not in _LEVEL and letters[start].text not in _LEVEL
        if inside > parts or unread or _apart(letters[start:end], width, height):
            found |= set(range(start, end))
    return found


def _apart(figure: Sequence[Guess], width: int, height: int) -> bool:
    """Whether two digits stand so far apart that a point may have stood between them."""
    digits = [(one, other) for one, other in pairwise(figure) if one.text.isdigit() and other.text.isdigit()]
    return any((other.middle - one.middle) * width * 100 > _APART * height * 1000 for one, other in digits)


def _figures(letters: Sequence[Guess]) -> Iterator[tuple[int, int]]:
    """Where figures stand among the characters, without the stops around them."""
    for in_figure, run in groupby(range(len(letters)), key=lambda at: letters[at].text in _FIGURE):
        places = list(run)
        while places and letters[places[0]].text in _STOPS:
            places.pop(0)
        while places and letters[places[-1]].text in _STOPS:
            places.pop()
        if in_figure and any(letters[at].text.isdigit() for at in places):
            yield places[0], places[-1] + 1


@dataclass(frozen=True, slots=True)
class _Island:
    """Ink with white on both sides: its columns, and the rows that it covers."""

    left: int
    right: int
    top: int
    bottom: int

    def is_dash(self, height: int) -> bool:
        """Whether it looks like a dash or a minus in a line of that height."""
        thin = (self.bottom - self.top) * 6 < height and self.right - self.left > self.bottom - self.top
        return thin and height < 4 * self.top and 4 * self.bottom < 3 * height


def _islands(strip: Shades) -> list[_Island]:
    blackest = int(numpy.percentile(strip, 1))
    dark = without_specks(strip < 255 - (255 - blackest) * _FAINT // 100)
    columns = numpy.zeros(dark.shape[1] + 2, numpy.int8)
    columns[1:-1] = dark.any(axis=0)
    steps = numpy.diff(columns)
    found: list[_Island] = []
    for left, right in zip(
        numpy.flatnonzero(steps == 1).tolist(), numpy.flatnonzero(steps == -1).tolist(), strict=True
    ):
        rows = numpy.flatnonzero(dark[:, left:right].any(axis=1))
        island = _Island(left, right, int(rows[0]), int(rows[-1]) + 1)
        if max(right - left, island.bottom - island.top) * _SPECK >= strip.shape[0]:
            found.append(island)
    return found


def without_specks(dark: NDArray[numpy.bool_]) -> NDArray[numpy.bool_]:
    """Ink without points that stand next to fewer than two others."""
    around = numpy.pad(dark, 1).astype(numpy.uint8)
    rows = around[:-2] + around[1:-1] + around[2:]
    near = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    kept: NDArray[numpy.bool_] = dark & (near >= 3)
    return kept


def _placed(letters: Sequence[Guess], doubts: set[int], left: int, width: int, height: int) -> tuple[Sign, ...]:
    """The characters with their edges: half way to the next, and no wider than the type allows."""
    shown = [(at, one, left + one.middle * width // 1000) for at, one in enumerate(letters) if one.text.strip()]
    signs: list[Sign] = []
    edges = [left, *((one[2] + other[2]) // 2 for one, other in pairwise(shown)), left + width]
    for number, (at, letter, middle) in enumerate(shown):
        half = height * (55 if letter.text >= WIDE_FROM else 32) // 100
        spaced = at > 0 and not letters[at - 1].text.strip()
        start, end = max(edges[number], middle - half), min(edges[number + 1], middle + half)
        signs.append(Sign(letter.text, start, max(end, start + 1), at in doubts, spaced))
    return tuple(signs)
