"""Digits set above the line are none of the figure beside them: 10⁴吨 is no 104吨."""

from __future__ import annotations

import struct

import pytest

from tests.reading.decks import DeckSlide, deck, shape
from tests.reading.oldwords import OldWord, Said
from tests.reading.opens import odt
from tests.reading.samples import rich, word, word_2003
from zonetracker.extraction import extract
from zonetracker.extraction.reading import read

BEFORE, AFTER = "2023年全年粮食产量10", "吨，增长5%，新建厂房30万m"
RUNS = ((BEFORE, False), ("4", True), (AFTER, False), ("2", True), ("。", False))
WANTED = "2023年全年粮食产量10⁴吨，增长5%，新建厂房30万m²。"


def in_runs() -> str:
    """The runs of a paragraph of Word."""
    mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return "".join(f"<w:r>{mark if high else ''}<w:t>{said}</w:t></w:r>" for said, high in RUNS)


def as_docx() -> bytes:
    return word(f"<w:p>{in_runs()}</w:p>")


def as_word_2003() -> bytes:
    return word_2003(f"<w:p>{in_runs()}</w:p>")


def as_doc() -> bytes:
    above = struct.pack("<HB", 0x2A48, 1)
    said = [Said(text, changes=above if high else b"") for text, high in RUNS]
    return OldWord([*said, Said("\r")]).file()


def as_rtf() -> bytes:
    return rich("".join(f"{{\\super {said}}}" if high else said for said, high in RUNS) + "\\par")


def as_html() -> bytes:
    return ("<p>" + "".join(f"<sup>{said}</sup>" if high else said for said, high in RUNS) + "</p>").encode()


def as_odt() -> bytes:
    style = (
        '<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/>'
        "</style:style>"
    )
    spans = (f'<text:span text:style-name="S">{said}</text:span>' if high else said for said, high in RUNS)
    return odt(f"<text:p>{''.join(spans)}</text:p>", style)


def as_pptx() -> bytes:
    above = '<a:rPr baseline="30000"/>'
    runs = "".join(f"<a:r>{above if high else ''}<a:t>{said}</a:t></a:r>" for said, high in RUNS)
    return deck([DeckSlide([shape(f"<a:p>{runs}</a:p>")])])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", as_docx()),
        ("a.xml", as_word_2003()),
        ("a.doc", as_doc()),
        ("a.rtf", as_rtf()),
        ("a.html", as_html()),
        ("a.odt", as_odt()),
        ("a.pptx", as_pptx()),
    ],
)
def test_digits_above_the_line_run_into_no_figure(name: str, data: bytes) -> None:
    document = read(data, name)
    assert WANTED in document.text
    assert {(row.name, str(row.stated.value), row.stated.unit) for row in extract(document)} >= {
        ("新建厂房", "30", "万m²")
    }
    assert not any(str(row.stated.value) in ("104", "10") for row in extract(document))
