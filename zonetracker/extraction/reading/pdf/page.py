"""One PDF page as lines: its characters by place, in tenths of a point from the top left as the page is shown."""

from __future__ import annotations

import ctypes
import math
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.pages.lines import Box, Glyph, LaidPage, RuledLine, is_blank, lines_of, turned
from zonetracker.extraction.reading.pages.rules import Corners, rules_of, too_many

_TENTHS = 10
_DIRECTIONS_TRIED = 200
_PICTURES_TRIED = 200


def read_sheet(page: pdfium.PdfPage, number: int) -> LaidPage:
    """The lines, rules and number of pictures of a page; `number` counts from 0."""
    text = page.get_textpage()
    try:
        turn = _Turn(page, _quarter_turns(text))
        glyphs = _glyphs(text, turn)
        covered = _is_covered(page)
        faint = covered and _is_faint(text)
    finally:
        text.close()
    rules, pictures = _rules(page, turn)
    return LaidPage(number, lines_of(glyphs, number), rules, pictures, covered=covered, faint=faint)


def _is_covered(page: pdfium.PdfPage) -> bool:
    """Whether one picture takes most of the page."""
    left, bottom, right, top = page.get_bbox()
    for at, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if at == _PICTURES_TRIED:
            break
        west, south, east, north = item.get_bounds()
        across, up = min(east, right) - max(west, left), min(north, top) - max(south, bottom)
        if across > 0 and up > 0 and across * up * 2 > (right - left) * (top - bottom):
            return True
    return False


def _is_faint(text: pdfium.PdfTextPage) -> bool:
    """Whether most of the text is not to be seen: scanners lay what they recognised over the picture so."""
    count = text.count_chars()
    drawn = [
        raw.FPDFTextObj_GetTextRenderMode(item)
        for index in range(0, count, max(count // _DIRECTIONS_TRIED, 1))
        if (item := raw.FPDFText_GetTextObject(text, index))
    ]
    return drawn.count(raw.FPDF_TEXTRENDERMODE_INVISIBLE) * 2 > len(drawn)


class _Turn:
    """From PDF units (from the bottom left) to tenths of a point from the top left, turned so that text is upright."""

    def __init__(self, page: pdfium.PdfPage, turns: int) -> None:
        self._left, bottom, right, self._top = (round(edge * _TENTHS) for edge in page.get_bbox())
        self._width, self._height = right - self._left, self._top - bottom
        self.turns = turns

    def box(self, left: object, bottom: object, right: object, top: object) -> Box:
        """(left, top, right, bottom) as shown."""
        first, second = self._tenths(left) - self._left, self._tenths(right) - self._left
        upper, lower = self._top - self._tenths(top), self._top - self._tenths(bottom)
        return turned((first, upper, second, lower), self.turns, self._width, self._height)

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
        if is_blank(code) or code > 0x10FFFF:
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


def _rules(page: pdfium.PdfPage, turn: _Turn) -> tuple[tuple[RuledLine, ...], int]:
    """The rules of a page (none where there are so many that it is a drawing), and how many pictures it has."""
    rules: list[RuledLine] = []
    pictures = segments = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            continue
        segments += raw.FPDFPath_CountSegments(item)
        if too_many(segments, rules):
            return (), pictures
        rules.extend(_path_rules(item, turn))
    return tuple(rules), pictures


def _path_rules(item: pdfium.PdfObject, turn: _Turn) -> list[RuledLine]:
    stroked = ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(ctypes.c_int()), ctypes.byref(stroked))
    return rules_of(_strokes(item, turn), bool(stroked.value))


def _strokes(item: pdfium.PdfObject, turn: _Turn) -> list[Corners]:
    """The corners of each part of a path as shown; parts with curves are left out."""
    matrix = item.get_matrix()
    container = item.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    strokes: list[Corners] = []
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
