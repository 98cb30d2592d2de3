"""A page of a scan as the clerk sees it: the very picture that was recognised."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.scans.pictures import (
    as_png,
    opened,
    page_of_pdf,
    page_of_picture,
    pages_of_picture,
    turned,
)
from zonetracker.support.errors import Refusal, RefusalCode

if TYPE_CHECKING:
    from PIL.Image import Image

_PDF_HEAD = 1024
_log = logging.getLogger(__name__)


def page_picture(data: bytes, name: str, number: int, turns: int) -> bytes:
    """The PNG of page `number` (from 1) of a picture, PDF or OFD file, turned to the right by quarter turns.

    Raises Refusal for what can't be drawn.
    """
    try:
        drawn = _drawn(data, name, number)
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        _log.warning("the page could not be drawn: %s", type(error).__name__)
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
    return as_png(turned(drawn, turns))


def _drawn(data: bytes, name: str, number: int) -> Image:
    if b"%PDF-" in data[:_PDF_HEAD]:
        return _of_pdf(data, number)
    if data.startswith(b"PK"):
        from zonetracker.extraction.reading.ofd.file import page_of_ofd

        return page_of_ofd(data, name, number)
    return _of_picture(data, name, number)


def _of_pdf(data: bytes, number: int) -> Image:
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as pdf:
        if not 1 <= number <= len(pdf):
            raise ValueError("no such page")
        return page_of_pdf(pdf[number - 1])


def _of_picture(data: bytes, name: str, number: int) -> Image:
    with opened(data, name) as picture:
        if not 1 <= number <= pages_of_picture(picture, name):
            raise ValueError("no such page")
        return page_of_picture(picture, number, name)
