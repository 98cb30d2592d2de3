"""Every letter of every face is found in the PDF as it was painted, with the fonts here and with an office's."""

import io
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.paper.office import letter_lines, letters_pdf, used_letters
from zonetracker.paper.compose import pages_to_pdf
from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import PaperPage, TextRun

pytestmark = pytest.mark.usefixtures("qapp")


def lines_of(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).split()
    finally:
        document.close()


def text_of_other_reader(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def test_letters_of_every_sort_are_looked_at() -> None:
    letters = used_letters()
    assert len(letters) > 7500
    assert set("PM2.5‰㎡①⑳—–…“”《》镕％") - set(letters) <= {"镕"}


@pytest.mark.parametrize("face", list(Face))
def test_every_letter_reads_as_it_was_painted(face: Face) -> None:
    data = letters_pdf(face)
    assert lines_of(data) == letter_lines()
    assert text_of_other_reader(data) == "".join(letter_lines())


@pytest.mark.parametrize("text", ["e\u0301国\u0301x", "𠮷2𠮷", "ཀྲུང་2.5", "ئۇيغۇر", "a\u00a0b c", "国א目⽬"])
def test_rarer_letters_are_told_as_well(text: str) -> None:
    page = PaperPage(1, [TextRun(40, 60, text, Face.BODY, 12.0)])
    data = pages_to_pdf([page], "x")
    assert sorted(text_of_other_reader(data)) == sorted("".join(text.split()))


@pytest.mark.slow
@pytest.mark.parametrize("face", list(Face))
def test_every_letter_reads_as_it_was_painted_with_an_offices_fonts(office: Path, face: Face) -> None:
    data = (office / f"{face.name}.pdf").read_bytes()
    assert lines_of(data) == letter_lines()
    assert text_of_other_reader(data) == "".join(letter_lines())
