"""The picture of a page: of a PDF, of a picture, of page two of a .tif; as it was stored upright, bounded, on white."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from tests.reading.samples import Page, pdf
from zonetracker.extraction.fenced.pictures import page_picture_job
from zonetracker.extraction.reading.scans.pictures import LONGEST_SIDE
from zonetracker.extraction.reading.scans.showing import page_picture
from zonetracker.model.reports.layout import PagePrints
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def flag(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Red at its top left, blue elsewhere."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def shown(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def corner(png: bytes) -> str:
    """Where a page is red."""
    picture = shown(png)
    places = {"left top": (2, 2), "right top": (-3, 2), "left bottom": (2, -3), "right bottom": (-3, -3)}
    for name, (x, y) in places.items():
        red, _, blue = picture.getpixel((x % picture.width, y % picture.height))  # type: ignore[misc]
        if red > 200 and blue < 80:
            return name
    return "nowhere"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_each_kind_of_picture_is_shown(kind: str) -> None:
    data = saved(flag(), kind, **({"lossless": True} if kind == "WEBP" else {}))
    assert shown(page_picture(data, "图", 1, 0)).size == (60, 40)
    assert corner(page_picture(data, "图", 1, 0)) == "left top"


@pytest.mark.parametrize(("turns", "place"), [(1, "right top"), (2, "right bottom"), (3, "left bottom")])
def test_a_page_is_turned_to_the_right(turns: int, place: str) -> None:
    assert corner(page_picture(saved(flag(), "PNG"), "图.png", 1, turns)) == place


def test_a_photo_is_shown_as_its_camera_held_it() -> None:
    details = Image.Exif()
    details[0x0112] = 6
    data = saved(flag(), "JPEG", exif=details.tobytes(), quality=95)
    assert (shown(page_picture(data, "图.jpg", 1, 0)).size, corner(page_picture(data, "图.jpg", 1, 0))) == (
        (40, 60),
        "right top",
    )


def test_pages_of_a_fax_are_told_apart() -> None:
    second = Image.new("1", (60, 40), 1)
    data = saved(flag(), "TIFF", save_all=True, append_images=[second])
    assert (corner(page_picture(data, "图.tif", 1, 0)), corner(page_picture(data, "图.tif", 2, 0))) == (
        "left top",
        "nowhere",
    )


def test_what_shines_through_shows_white() -> None:
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert shown(page_picture(saved(clear, "PNG"), "图.png", 1, 0)).getpixel((5, 5)) == WHITE


def test_deep_grey_is_spread() -> None:
    deep = Image.new("I;16", (40, 40), 40000)
    deep.paste(10000, (0, 0, 20, 20))
    picture = shown(page_picture(saved(deep, "PNG"), "图.png", 1, 0))
    assert (picture.getpixel((2, 2)), picture.getpixel((30, 30))) == ((0, 0, 0), WHITE)


def test_a_large_picture_is_made_smaller() -> None:
    data = saved(flag(LONGEST_SIDE * 2, 100), "PNG")
    assert shown(page_picture(data, "图.png", 1, 0)).size == (LONGEST_SIDE, 50)


def test_a_page_of_a_pdf_is_drawn() -> None:
    page = Page()
    page.frame(70, 60, 500, 100)
    drawn = shown(page_picture(pdf([Page(), page]), "图.pdf", 2, 0))
    assert drawn.size == (2480, 3509)
    assert drawn.convert("L").crop((270, 230, 320, 430)).getextrema()[0] < 100  # type: ignore[operator]


def huge_png() -> bytes:
    """A picture of a few bytes that says it has a hundred thousand million points."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 400_000, 300_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "number", "code"),
    [
        (huge_png(), 1, "read-picture_large"),
        (saved(flag(), "PNG"), 2, "read-damaged"),
        (saved(flag(), "PNG"), 0, "read-damaged"),
        (saved(flag(), "PNG")[:60], 1, "read-picture_damaged"),
        (pdf([Page()]), 2, "read-damaged"),
        (b"%PDF-1.7 nothing", 1, "read-damaged"),
        (b"GIF89a", 1, "read-picture_damaged"),
    ],
)
def test_what_can_not_be_drawn_is_refused(data: bytes, number: int, code: str) -> None:
    with pytest.raises(Refusal) as told:
        page_picture(data, "图", number, 0)
    assert told.value.code == code


def test_it_is_drawn_in_the_fence() -> None:
    data = saved(flag(), "PNG")
    assert corner(finish(page_picture_job(data, "图.png", PagePrints(1, 60, 40, (), 1)))) == "right top"
    assert corner(finish(page_picture_job(data, "图.png", 1))) == "left top"
    with pytest.raises(Refusal):
        finish(page_picture_job(data, "图.png", 9))
