"""A picture file as a document: each of its pages is recognised."""

from __future__ import annotations

from PIL import Image

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.pages.document import pages_document
from zonetracker.extraction.reading.pages.lines import LaidPage
from zonetracker.extraction.reading.scans.pictures import opened, page_of_picture, pages_of_picture


def read_scan(data: bytes, name: str) -> Document:
    """The document of a picture, of a .tif with all its pages; raises Refusal without the part that recognises."""
    with opened(data, name) as picture:
        media = Image.MIME.get(picture.format or "", "image/png")
        pages = [LaidPage(number, pictures=1) for number in range(pages_of_picture(picture, name))]
        return pages_document(
            pages,
            name,
            media,
            date=None,
            named="",
            picture=lambda number: page_of_picture(picture, number + 1, name),
        )
