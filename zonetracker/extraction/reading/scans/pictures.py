"""The picture of a page, of a picture file or of a PDF: bounded, upright as it was stored, in RGB on white.

What is recognised and what the clerk sees is the same picture, so that a box holds for both.
"""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import Refusal, RefusalCode

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL.Image import Image

_STARTS = ((b"\x89PNG", "PNG"), (b"\xff\xd8", "JPEG"), (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"), (b"BM", "BMP"))
KINDS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_DOTS_AN_INCH = 300
_POINTS_AN_INCH = 72
_log = logging.getLogger(__name__)
LONGEST_SIDE = 3600
"""In points of the picture; a sheet of A4 at 300 points an inch has 3,508."""

_TURNED = {0: None, 1: 4, 2: 3, 3: 2}
"""Quarter turns to the right as Pillow numbers its transpositions, which turn to the left."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Image]:
    """A picture file; raises Refusal for one whose pages are larger than what is drawn at all."""
    from PIL import Image

    # within the bound that stands here a picture is no bomb, whatever the library thinks of its size
    Image.MAX_IMAGE_PIXELS = limits.PICTURE_POINTS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _sound(name, _kind(data)):
            picture = Image.open(io.BytesIO(data), formats=KINDS)
        with picture:
            yield picture


@contextmanager
def _sound(name: str, kind: str) -> Iterator[None]:
    """Within this the library decodes: whatever it raises, the picture is too large or damaged."""
    from PIL.Image import DecompressionBombError, DecompressionBombWarning

    try:
        yield
    except (Refusal, MemoryError):
        raise
    except (DecompressionBombError, DecompressionBombWarning) as error:
        raise refusal(RefusalCode.READ_PICTURE_LARGE, name) from error
    except Exception as error:
        _log.info("the picture could not be decoded: %s", type(error).__name__)
        raise refusal(RefusalCode.READ_PICTURE_DAMAGED, name, kind=kind) from error


def _kind(data: bytes) -> str:
    """The kind of a picture by its first bytes, as a refusal names it."""
    return next((kind for start, kind in _STARTS if data.startswith(start)), "WebP")


def pages_of_picture(picture: Image, name: str) -> int:
    """How many pages a picture has; only a .tif has several, of what moves the first is meant."""
    count = 1
    if picture.format == "TIFF":
        with _sound(name, "TIFF"):
            count = int(getattr(picture, "n_frames", 1))
    if count > limits.PAGES:
        raise refusal(RefusalCode.READ_PAGES, name)
    return count


def page_of_picture(picture: Image, number: int, name: str) -> Image:
    """Page `number` (from 1) of a picture, upright as the camera noted it, no side longer than LONGEST_SIDE."""
    from PIL import ImageOps

    with _sound(name, picture.format or ""):
        if number > 1:
            picture.seek(number - 1)
        if picture.width * picture.height > limits.PICTURE_POINTS:
            raise refusal(RefusalCode.READ_PICTURE_LARGE, name)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return _bounded(on_white(ImageOps.exif_transpose(picture)))


def page_of_pdf(page: pdfium.PdfPage) -> Image:
    """A page of a PDF at 300 points an inch, as far as LONGEST_SIDE allows."""
    longest = max(page.get_size())
    scale = min(_DOTS_AN_INCH / _POINTS_AN_INCH, LONGEST_SIDE / max(longest, 1))
    bitmap = page.render(scale=scale, may_draw_forms=False)
    try:
        drawn: Image = bitmap.to_pil()
        return _bounded(on_white(drawn))
    finally:
        bitmap.close()


def on_white(picture: Image) -> Image:
    """A picture in RGB; what shines through shows white paper."""
    from PIL import Image

    if picture.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        return _in_eight_bits(picture).convert("RGB")
    if picture.mode not in ("RGBA", "LA", "PA", "La", "RGBa") and "transparency" not in picture.info:
        return picture.convert("RGB")
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown.getchannel("A"))
    return paper


def _in_eight_bits(picture: Image) -> Image:
    """A grey picture of more than 256 shades, spread from its darkest to its lightest."""
    import numpy

    shades = numpy.nan_to_num(numpy.asarray(picture, numpy.float32))
    low, high = shades.min(), shades.max()
    from PIL import Image

    return Image.fromarray(((shades - low) * (255 / max(high - low, 1))).astype(numpy.uint8))


def _bounded(picture: Image) -> Image:
    longest = max(picture.size)
    if longest <= LONGEST_SIDE:
        return picture
    width, height = (max(side * LONGEST_SIDE // longest, 1) for side in picture.size)
    return picture.resize((width, height), reducing_gap=2)


def turned(picture: Image, turns: int) -> Image:
    """A picture turned to the right by quarter turns."""
    from PIL import Image

    way = _TURNED[turns % 4]
    return picture if way is None else picture.transpose(Image.Transpose(way))


def as_png(picture: Image) -> bytes:
    """A picture as the bytes of a PNG, quickly rather than small."""
    file = io.BytesIO()
    picture.save(file, "PNG", compress_level=1)
    return file.getvalue()
