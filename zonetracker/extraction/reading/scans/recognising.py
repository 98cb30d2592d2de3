"""Pictures of pages to pages of lines, and the layout of what became text of them."""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.pages.lines import WIDE_FROM, Glyph, LaidPage, RuledLine, lines_of
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.scans.detecting import Rect, islands
from zonetracker.extraction.reading.scans.engine import Recogniser, recogniser
from zonetracker.extraction.reading.scans.ruling import Stroke, strokes_of
from zonetracker.extraction.reading.scans.shades import Shades, ink, levelled, on_white_paper, shades_of, slant_of
from zonetracker.extraction.reading.scans.turning import quarter_turns
from zonetracker.extraction.reading.scans.twice import Sign, signs_of, without_specks
from zonetracker.model.facts import Span
from zonetracker.model.reports.layout import PagePrints, Print, PrintBox, ScanLayout
from zonetracker.support.added import ocr_present
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.process.fence import PAGES, tell

if TYPE_CHECKING:
    from PIL.Image import Image

_PAPER = 8420
"""Tenths of a point along the longer side of a page, whatever its picture measures: that of A4."""
_COARSE = 4
"""So many points of a page are one where what was passed over is looked for."""

_A_PAGE = 600_000
"""What a page counts as beside characters of text, of which so many a second are allowed: a minute a page."""

_log = logging.getLogger(__name__)

Source = tuple[Span, Sequence[Glyph]]
"""A place of the text and the characters of which it was made."""


@dataclass(frozen=True, slots=True)
class _Stood:
    """A recognised character: its page (by its place among them), its line, its box on the picture, its doubt."""

    page: int
    line: int
    box: Rect
    wide: bool
    doubtful: bool


def recognition(name: str, pages: int) -> Recognition | None:
    """What recognises so many pages of a file; None where the part for that is absent.

    Raises Refusal for more pages than are recognised, and where the part is there and does not work.
    """
    if pages > limits.SCAN_PAGES:
        raise refusal(RefusalCode.READ_PAGES, name, pages=limits.SCAN_PAGES)
    if not ocr_present():
        return None
    try:
        return Recognition(recogniser())
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        _log.warning("the recogniser does not work: %s", type(error).__name__)
        raise refusal(RefusalCode.READ_RECOGNISER, name) from error


class Recognition:
    """Reads pages one after the other and remembers where each character stood."""

    def __init__(self, engine: Recogniser) -> None:
        self._engine = engine
        self._marks: list[_Stood] = []
        self._pages: list[PagePrints] = []
        self._lines = 0
        self._unread: Counter[int] = Counter()

    def pages(self, numbers: Sequence[int], picture: Callable[[int], Image]) -> dict[int, LaidPage]:
        """Pages (from 0) by their numbers, of which `picture` gives the pictures; the parent is told of each."""
        found: dict[int, LaidPage] = {}
        for done, number in enumerate(numbers):
            tell(done * _A_PAGE, len(numbers) * _A_PAGE, PAGES)
            found[number] = self.page(picture(number), number)
        return found

    def warnings(self) -> list[str]:
        """What the clerk is to know of the pages as a whole."""
        said = [tr("文字是从图片中识别出来的，可能有错，请对照原页核对数字。")]
        if self._unread.total():
            shown = "、".join(str(page) for page, count in sorted(self._unread.items()) if count)
            said.append(tr("第 {pages} 页有 {count} 处看不清，没有读取。", pages=shown, count=self._unread.total()))
        return said

    def page(self, picture: Image, number: int) -> LaidPage:
        """A page of lines and rules from its picture; `number` counts from 0."""
        plain = shades_of(picture)
        turns = quarter_turns(on_white_paper(plain), self._engine)
        plain = numpy.rot90(plain, -turns)
        slant = slant_of(on_white_paper(plain))
        plain = levelled(plain, slant)
        white = on_white_paper(plain)
        height, width = white.shape
        self._pages.append(PagePrints(number + 1, width, height, (), turns))
        strokes = strokes_of(white)
        glyphs = list(self._glyphs(white, plain, slant, strokes))
        scale = max(height, width)
        rules = tuple(RuledLine(*(edge * _PAPER // scale for edge in stroke)) for stroke in strokes)
        return LaidPage(number, lines_of(glyphs, number), rules, 1)

    def _glyphs(self, white: Shades, plain: Shades, slant: int, strokes: list[Stroke]) -> Iterator[Glyph]:
        page, scale = len(self._pages) - 1, max(white.shape)
        white, plain = _without(white, strokes), _without(plain, strokes)
        boxes = self._engine.boxes(white)
        self._unread[self._pages[page].number] += _passed_over(white, boxes)
        for box in boxes:
            signs = signs_of(white, plain, box, self._engine)
            if signs is None:
                self._unread[self._pages[page].number] += 1
                continue
            self._lines += 1
            for sign in signs:
                place = Rect(sign.left, box.top, sign.right, box.bottom)
                yield _glyph(sign, place, scale, len(self._marks))
                shown = _as_shown(place, slant, white.shape[1], white.shape[0])
                self._marks.append(_Stood(page, self._lines, shown, sign.text >= WIDE_FROM, sign.doubtful))

    def layout(self, text: str, sources: Iterable[Source]) -> ScanLayout:
        """Where the characters of a text stand on the pages, and which are doubtful."""
        prints: list[list[Print]] = [[] for _ in self._pages]
        doubtful: list[Span] = []
        for span, glyphs in sources:
            placed = list(self._placed(text, span, glyphs))
            for at, mark in placed:
                if mark.doubtful:
                    _add(doubtful, at)
            for run in _runs(placed):
                prints[run[0][1].page].append(_print(run))
        pages = [
            replace(page, prints=tuple(sorted(found, key=lambda one: one.span.start)))
            for page, found in zip(self._pages, prints, strict=True)
        ]
        return ScanLayout(tuple(pages), tuple(doubtful))

    def _placed(self, text: str, span: Span, glyphs: Sequence[Glyph]) -> Iterator[tuple[int, _Stood]]:
        """Each recognised character of a stretch of text with its place; what was put between them has none."""
        at = span.start
        for glyph in glyphs:
            following = at
            while following < span.end and text[following] != glyph.text and text[following].isspace():
                following += 1
            if following < span.end and text[following] == glyph.text:
                at = following + 1
                if glyph.mark is not None:
                    yield following, self._marks[glyph.mark]


def _glyph(sign: Sign, place: Rect, scale: int, mark: int) -> Glyph:
    edges = (place.left, place.top, place.right, place.bottom)
    left, top, right, bottom = (edge * _PAPER // scale for edge in edges)
    return Glyph(sign.text, left, top, right, bottom, sign.spaced, mark)


def _add(spans: list[Span], at: int) -> None:
    if spans and spans[-1].end == at:
        spans[-1] = Span(spans[-1].start, at + 1)
    else:
        spans.append(Span(at, at + 1))


def _runs(placed: list[tuple[int, _Stood]]) -> Iterator[list[tuple[int, _Stood]]]:
    """Characters side by side of one line and one width."""
    for _, run in groupby(enumerate(placed), key=lambda one: (one[1][0] - one[0], one[1][1].line, one[1][1].wide)):
        yield [one for _, one in run]


def _print(run: list[tuple[int, _Stood]]) -> Print:
    boxes = [mark.box for _, mark in run]
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Print(Span(run[0][0], run[-1][0] + 1), PrintBox(left, top, right - left, bottom - top))


def _passed_over(page: Shades, boxes: list[Rect]) -> int:
    """In how many places of a page without rules something of the size of a character stands outside all lines."""
    if not boxes:
        return 0
    dark = without_specks(ink(page))
    for box in boxes:
        dark[box.top : box.bottom, max(box.left - box.height // 4, 0) : box.right + box.height // 4] = False
    height, width = (side // _COARSE * _COARSE for side in dark.shape)
    blocks = dark[:height, :width].reshape(height // _COARSE, _COARSE, width // _COARSE, _COARSE)
    line = sorted(box.height for box in boxes)[len(boxes) // 2]
    found = islands(blocks.any(axis=(1, 3)))
    return sum(
        line <= 3 * _COARSE * spot.height and _COARSE * max(spot.height, spot.width) <= 2 * line for spot in found
    )


def _without(page: Shades, strokes: list[Stroke]) -> Shades:
    """A page without its rules, which else would join what stands in neighbouring cells."""
    bare = page.copy()
    for left, top, right, bottom in strokes:
        bare[max(top - 1, 0) : bottom + 1, max(left - 1, 0) : right + 1] = 255
    return bare


def _as_shown(box: Rect, slant: int, width: int, height: int) -> Rect:
    """A box of the level page on the page as it is shown, aslant."""
    if not slant:
        return box
    turn = -math.radians(slant / 10)
    across, down = math.cos(turn), math.sin(turn)
    corners = [(2 * x - width, 2 * y - height) for x in (box.left, box.right) for y in (box.top, box.bottom)]
    lefts = [round(across * x + down * y + width) // 2 for x, y in corners]
    tops = [round(across * y - down * x + height) // 2 for x, y in corners]
    left, top = min(max(min(lefts), 0), width - 1), min(max(min(tops), 0), height - 1)
    return Rect(left, top, max(min(max(lefts), width), left + 1), max(min(max(tops), height), top + 1))
