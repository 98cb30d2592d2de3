"""A page as shades of grey, its paper made white; and how it lies: quarter turns and the small slant of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image

Shades = NDArray[numpy.uint8]
"""Rows of points, 0 black to 255 white."""

_PAPER_STEP = 16
_PAPER_REACH = 5
_INK = 170
"""Darker than this is ink, where paper is white."""
_SLANT_SIDE = 800
_MOST_SLANT, _SLANT_STEP = 60, 2
"""In tenths of a degree: how far a sheet may lie aslant, and how finely that is looked for at last."""


def shades_of(picture: Image) -> Shades:
    """The shades of a picture."""
    return numpy.asarray(picture.convert("L"))


def picture_of(shades: Shades) -> Image:
    """Shades as a picture."""
    from PIL import Image

    return Image.fromarray(shades)


def on_white_paper(shades: Shades) -> Shades:
    """The same page with its shadows taken out: every part is as bright as the paper around it."""
    from PIL import Image, ImageFilter

    whole = picture_of(shades)
    small = whole.resize((max(whole.width // _PAPER_STEP, 1), max(whole.height // _PAPER_STEP, 1)))
    paper = small.filter(ImageFilter.MedianFilter(3)).filter(ImageFilter.MaxFilter(_PAPER_REACH))
    paper = paper.filter(ImageFilter.BoxBlur(2)).resize(whole.size, Image.Resampling.BILINEAR)
    bright = numpy.maximum(numpy.asarray(paper).astype(numpy.uint16), 64)
    white: Shades = numpy.minimum(shades.astype(numpy.uint16) * 255 // bright, 255).astype(numpy.uint8)
    return white


def ink(shades: Shades) -> NDArray[numpy.bool_]:
    """Where there is ink on white paper."""
    dark: NDArray[numpy.bool_] = shades < _INK
    return dark


def slant_of(shades: Shades) -> int:
    """By how many tenths of a degree the lines of a page fall to the right (negative: rise)."""
    whole = picture_of(numpy.where(ink(shades), 255, 0).astype(numpy.uint8))
    scale = max(max(whole.size) // _SLANT_SIDE, 1)
    small = whole.reduce(scale) if scale > 1 else whole
    best = 0
    for step, reach in ((10, _MOST_SLANT), (_SLANT_STEP, 8)):
        tried = range(best - reach, best + reach + 1, step)
        best = max(tried, key=lambda slant: (_evenness(small, slant), -abs(slant)))
    return best


def _evenness(page: Image, slant: int) -> int:
    """How sharply rows of ink and rows of paper part when a page is turned back by a slant."""
    from PIL import Image

    level = page.rotate(slant / 10, Image.Resampling.BILINEAR) if slant else page
    rows = numpy.asarray(level).sum(axis=1, dtype=numpy.int64)
    return int((numpy.diff(rows) ** 2).sum())


def levelled(shades: Shades, slant: int) -> Shades:
    """A page turned back by its slant around its middle; what comes in from outside is white."""
    from PIL import Image

    if not slant:
        return shades
    return numpy.asarray(picture_of(shades).rotate(slant / 10, Image.Resampling.BICUBIC, fillcolor=255))
