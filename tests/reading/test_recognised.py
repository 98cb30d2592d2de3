"""Sample pages read by the installed part: every figure is right or told as doubtful, none is wrong and sure."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest
from PIL import Image

from tests.reading.scanned import HAS_FONT, PAGES, as_printed, faults, filed, page, prose, skewed
from zonetracker.extraction import extract
from zonetracker.extraction.fenced import Foreign, rows_job
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.scans.pictures import opened, page_of_picture, turned
from zonetracker.extraction.reading.scans.shades import shades_of
from zonetracker.model.facts import SURE, Span
from zonetracker.support.added import ocr_present
from zonetracker.support.job import finish

pytestmark = [
    pytest.mark.skipif(not ocr_present(), reason="the part that recognises scans (zonetracker[ocr]) is not installed"),
    pytest.mark.skipif(not HAS_FONT, reason="no Noto CJK font to draw pages with"),
    pytest.mark.slow,
]
FEWEST_RIGHT = 60
"""In hundredths, of the figures of a page that have to come out right and sure: a reader that doubts all is none."""


@pytest.fixture(autouse=True)
def recognising() -> None:
    """With the part, unlike the other tests of reading."""


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_is_right_or_marked(name: str) -> None:
    data, truth = PAGES[name]()
    document = read(data, "扫描.png")
    layout = document.layout
    assert layout is not None
    _, sure = faults(document, truth)
    assert sure == []
    meant = as_printed(truth)
    certain = sum(not layout.doubts(Span(start, end)) for _, start, end in as_printed(document.text))
    assert certain * 100 >= FEWEST_RIGHT * len(meant)


def test_a_place_is_where_the_word_stands_on_the_page_as_it_is_shown() -> None:
    data = filed(skewed(page(prose(3, 1), serif=False)).rotate(90, expand=True))
    document = read(data, "扫描.png")
    assert document.layout is not None
    with opened(data, "扫描.png") as picture:
        shown = shades_of(turned(page_of_picture(picture, 1, ""), document.layout.pages[0].turned))
    assert document.layout.pages[0].turned == 1
    dark = shown < 128
    inside = numpy.zeros(dark.shape, bool)
    for print_ in document.layout.pages[0].prints:
        box = print_.box
        place = slice(box.top, box.top + box.height), slice(box.left, box.left + box.width)
        assert dark[place].any(), document.text[print_.span.start : print_.span.end]
        inside[place] = True
    assert (dark & ~inside).sum() * 50 < dark.sum()


def test_in_the_fence_the_rows_are_those_of_the_same_text() -> None:
    lines = prose(1, 2)
    sheet = page(lines).crop((0, 200, 2480, 1200))
    found = finish(rows_job(Foreign("扫描.png", filed(sheet))))
    plain = finish(rows_job(Foreign("报告.txt", "\n".join(lines).encode())))
    assert found.document.layout is not None
    said = [(row.kind, row.year, row.name, row.stated) for row in found.rows]
    assert said == [(row.kind, row.year, row.name, row.stated) for row in plain.rows]
    again = Foreign("扫描.png", b"", kept=found.document.text, title=found.document.title, layout=found.document.layout)
    assert finish(rows_job(again)).rows == found.rows


def test_a_figure_that_is_hard_to_read_makes_no_sure_row() -> None:
    sheet = page(prose(2, 1)).crop((0, 200, 2480, 900))
    small = sheet.resize((sheet.width // 4, sheet.height // 4), Image.Resampling.LANCZOS)
    document = read(filed(small), "扫描.png")
    assert document.layout is not None
    for row in extract(replace(document)):
        if document.layout.doubts(row.span):
            assert row.confidence < SURE and "misread" in row.reasons
