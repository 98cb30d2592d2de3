"""The pictures of a scanned OFD page, painted where they lie on it: what is recognised, and what the clerk sees."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PIL import Image, ImageOps

from zonetracker.extraction.reading.ofd.drawing import PlacedPicture
from zonetracker.extraction.reading.pages.lines import Box
from zonetracker.extraction.reading.scans.pictures import LONGEST_SIDE, opened, page_of_picture, turned
from zonetracker.support.errors import Refusal

_DOTS, _TENTHS = 300, 720
"""Points of the picture and tenths of a point of the page, an inch."""

_MOST = 200
_log = logging.getLogger(__name__)


def painted(
    pictures: Sequence[PlacedPicture], size: Box, data_of: Callable[[str], bytes | None], name: str
) -> Image.Image:
    """A page of that size with its pictures on white; one that lies aslant or can't be decoded is left out."""
    left, top, right, bottom = size
    longest = max(right - left, bottom - top, 1)

    def scaled(tenths: int) -> int:
        return tenths * min(longest * _DOTS, LONGEST_SIDE * _TENTHS) // (longest * _TENTHS)

    paper = Image.new("RGB", (max(scaled(right - left), 1), max(scaled(bottom - top), 1)), "white")
    for placed in pictures[:_MOST]:
        first, upper, last, lower = (scaled(edge) for edge in placed.placement.square())
        data = data_of(placed.resource)
        turns = placed.placement.quarter_turns()
        fits = 0 < last - first <= 2 * LONGEST_SIDE and 0 < lower - upper <= 2 * LONGEST_SIDE
        if data is None or turns < 0 or not fits:
            continue
        try:
            with opened(data, name) as picture:
                shown = page_of_picture(picture, 1, name)
        except Refusal as error:
            _log.info("a picture of the page could not be decoded: %s", error.code)
            continue
        shown = turned(ImageOps.flip(shown) if placed.placement.mirrored else shown, -turns)
        paper.paste(shown.resize((last - first, lower - upper)), (first, upper))
    return paper
