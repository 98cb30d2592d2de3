"""What stands on a page: characters in lines, drawn rules and pictures, in tenths of a point from its top left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WIDE_FROM = "\u2e80"
"""From this character on most are as wide as they are high."""

_BLANKS = (0xA0, 0x2002, 0x2003, 0x3000)

Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box; `spaced` where the page itself has a blank before it.

    `mark` is by what whoever recognised it knows it again.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    spaced: bool = False
    mark: int | None = None

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
        widths = sorted(glyph.right - glyph.left for glyph in self.glyphs if glyph.text >= WIDE_FROM)
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
class LaidPage:
    """What stands on a page; nothing where it is broken.

    `covered` where one picture takes most of it, `faint` where its text is what a recognition laid over that unseen.
    """

    number: int
    lines: tuple[PageLine, ...] = ()
    rules: tuple[RuledLine, ...] = ()
    pictures: int = 0
    broken: bool = False
    covered: bool = False
    faint: bool = False


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


def is_blank(code: int) -> bool:
    """Whether a character leaves nothing but white."""
    return code <= 0x20 or code in _BLANKS


def turned(box: Box, turns: int, width: int, height: int) -> Box:
    """A box of a page of that size as it stands after so many quarter turns to the right."""
    left, top, right, bottom = box
    if turns == 1:
        return height - bottom, left, height - top, right
    if turns == 2:
        return width - right, height - bottom, width - left, height - top
    if turns == 3:
        return top, width - right, bottom, width - left
    return box


def lines_of(glyphs: Iterable[Glyph], page: int) -> tuple[PageLine, ...]:
    """The lines of a page: characters whose middles lie within one another's height stand on one."""
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
