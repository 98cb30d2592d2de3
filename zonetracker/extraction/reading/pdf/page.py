"""One PDF page as lines: its characters by place, in tenths of a point from the top left as the page is shown."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zonetracker.extraction.reading import limits

_TENTHS = 10
_DIRECTIONS_TRIED = 200
_WIDE_FROM = "\u2e80"
_BLANKS = (0xA0, 0x2002, 0x2003, 0x3000)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box; `spaced` where the page itself has a blank before it."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    spaced: bool = False

    @property
    def middle(self) -> int:
        """The height of its middle."""
        return (self.top + self.bottom) // 2


@dataclass(frozen=True, slots=True)
class RuledLine:
    """A straight stroke or thin bar of the page, level or upright."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def level(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left > self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageLine:
    """Characters side by side, in order from the left."""

    glyphs: tuple[Glyph, ...]
    page: int

    @property
    def left(self) -> int:
        """Where its first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> int:
        """Where its last character ends."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def top(self) -> int:
        """Its highest point."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> int:
        """Its lowest point."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def middle_height(self) -> int:
        """The height of its middle."""
        return (self.top + self.bottom) // 2

    @property
    def size(self) -> int:
        """The size of the type: the width of most Chinese characters, or about what the height of others tells."""
        widths = sorted(glyph.right - glyph.left for glyph in self.glyphs if glyph.text >= _WIDE_FROM)
        return max(widths[len(widths) // 2] if len(widths) > 1 else self.height * 3 // 4, 1)

    @property
    def height(self) -> int:
        """The height of most of its characters."""
        heights = sorted(glyph.bottom - glyph.top for glyph in self.glyphs)
        return heights[len(heights) // 2]

    @property
    def text(self) -> str:
        """Its text, with blanks where the gaps are wide."""
        return joined(self.glyphs, self.size)


@dataclass(frozen=True, slots=True)
class PdfSheet:
    """What stands on a page; nothing where it is broken."""

    number: int
    lines: tuple[PageLine, ...] = ()
    rules: tuple[RuledLine, ...] = ()
    pictures: int = 0
    broken: bool = False


def joined(glyphs: tuple[Glyph, ...], size: int) -> str:
    """Characters as text: a gap becomes a blank where it is wider than the scripts beside it leave."""
    written = ""
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and _parted(before, glyph, size):
            written += " "
        written += glyph.text
        before = glyph
    return written


def _parted(before: Glyph, glyph: Glyph, size: int) -> bool:
    """Whether a blank is seen: letters stand close, Chinese is spread out to fill a line and set off from figures."""
    gap = (glyph.left - before.right) * 100
    narrow = before.text.isascii() + glyph.text.isascii()
    if narrow == 1:
        return gap > 60 * size
    return gap > (22 if narrow else 80) * size or (glyph.spaced and gap > 12 * size)


def read_sheet(page: pdfium.PdfPage, number: int) -> PdfSheet:
    """The lines, rules and number of pictures of a page; `number` counts from 0."""
    text = page.get_textpage()
    try:
        turn = _Turn(page, _quarter_turns(text))
        glyphs = _glyphs(text, turn)
    finally:
        text.close()
    rules, pictures = _rules(page, turn)
    return PdfSheet(number, _lines(glyphs, number), rules, pictures)


class _Turn:
    """From PDF units (from the bottom left) to tenths of a point from the top left, turned so that text is upright."""

    def __init__(self, page: pdfium.PdfPage, turns: int) -> None:
        self._left, bottom, right, self._top = (round(edge * _TENTHS) for edge in page.get_bbox())
        self._width, self._height = right - self._left, self._top - bottom
        self.turns = turns

    def box(self, left: object, bottom: object, right: object, top: object) -> tuple[int, int, int, int]:
        """(left, top, right, bottom) as shown."""
        first, second = self._tenths(left) - self._left, self._tenths(right) - self._left
        upper, lower = self._top - self._tenths(top), self._top - self._tenths(bottom)
        if self.turns == 1:
            return self._height - lower, first, self._height - upper, second
        if self.turns == 2:
            return self._width - second, self._height - lower, self._width - first, self._height - upper
        if self.turns == 3:
            return upper, self._width - second, lower, self._width - first
        return first, upper, second, lower

    @staticmethod
    def _tenths(value: object) -> int:
        assert isinstance(value, (int, float))
        return round(value * _TENTHS) if -1_000_000 < value < 1_000_000 else 0


def _glyphs(text: pdfium.PdfTextPage, turn: _Turn) -> list[Glyph]:
    """The upright characters of a page; watermarks written aslant are left out."""
    found: list[Glyph] = []
    box = raw.FS_RECTF()
    count = min(text.count_chars(), limits.PAGE_CHARACTERS)
    high = 0
    spaced = False
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code <= 0x20 or code in _BLANKS or code > 0x10FFFF:
            spaced = spaced or not raw.FPDFText_IsGenerated(text, index)
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box)) or _direction(text, index) != turn.turns:
            continue
        found.append(Glyph(chr(code), *turn.box(box.left, box.bottom, box.right, box.top), spaced))
        spaced = False
    return found


def _direction(text: pdfium.PdfTextPage, index: int) -> int:
    """Which way a character runs: 0 to the right, 1 up, 2 to the left, 3 down, -1 aslant."""
    tens = -round(raw.FPDFText_GetCharAngle(text, index) * 36 / math.tau) % 36
    return tens // 9 if tens % 9 == 0 else -1


def _quarter_turns(text: pdfium.PdfTextPage) -> int:
    """How many quarter turns to the right set most of the text upright: a wide table may lie on its side."""
    count = text.count_chars()
    step = max(count // _DIRECTIONS_TRIED, 1)
    seen = Counter(_direction(text, index) for index in range(0, count, step))
    seen.pop(-1, None)
    return seen.most_common(1)[0][0] if seen else 0


def _lines(glyphs: list[Glyph], page: int) -> tuple[PageLine, ...]:
    """Characters whose middles lie within one another's height stand on one line."""
    lines: list[list[Glyph]] = []
    bottom = 0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        tallest = lines[-1][0] if lines else None
        if tallest is not None and glyph.middle < bottom:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            bottom = glyph.middle + max((glyph.bottom - glyph.top) // 2, 1)
    return tuple(PageLine(tuple(sorted(line, key=lambda glyph: (glyph.left, glyph.right))), page) for line in lines)


_THIN = 30
_MOST_RULES = 4_000
_MOST_SEGMENTS = 20_000


def _rules(page: pdfium.PdfPage, turn: _Turn) -> tuple[tuple[RuledLine, ...], int]:
    """The rules of a page (none where there are so many that it is a drawing), and how many pictures it has."""
    rules: list[RuledLine] = []
    pictures = segments = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            continue
        segments += raw.FPDFPath_CountSegments(item)
        if segments > _MOST_SEGMENTS or len(rules) > _MOST_RULES:
            return (), pictures
        rules.extend(_path_rules(item, turn))
    return tuple(rules), pictures


def _path_rules(item: pdfium.PdfObject, turn: _Turn) -> list[RuledLine]:
    """A thin part of a path is a rule, filled or stroked; a stroked part gives each of its straight sides."""
    stroked = ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(ctypes.c_int()), ctypes.byref(stroked))
    rules: list[RuledLine] = []
    for points in _strokes(item, turn):
        lefts, tops = [x for x, _ in points], [y for _, y in points]
        frame = RuledLine(min(lefts), min(tops), max(lefts), max(tops))
        if frame.right - frame.left <= _THIN or frame.bottom - frame.top <= _THIN:
            rules.append(frame)
        elif stroked.value:
            pairs = pairwise(points)
            sides = (RuledLine(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairs)
            rules.extend(side for side in sides if side.right == side.left or side.bottom == side.top)
    return [rule for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) > _THIN]


def _strokes(item: pdfium.PdfObject, turn: _Turn) -> list[list[tuple[int, int]]]:
    """The corners of each part of a path as shown; parts with curves are left out."""
    matrix = item.get_matrix()
    container = item.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    strokes: list[list[tuple[int, int]]] = []
    curved = False
    across, up = ctypes.c_float(), ctypes.c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(across), ctypes.byref(up))
        x, y = matrix.on_point(across.value, up.value)
        left, top, _, _ = turn.box(x, y, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO or not strokes:
            if curved:
                strokes.pop()
            strokes.append([])
            curved = False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        strokes[-1].append((left, top))
        if raw.FPDFPathSegment_GetClose(segment):
            strokes[-1].append(strokes[-1][0])
    if curved:
        strokes.pop()
    return strokes
