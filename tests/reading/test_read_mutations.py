"""Damaged files: thousands of mutations of sound ones are read or refused, and nothing else ever escapes.

ZONETRACKER_MUTATIONS sets how many a format (200 by default).
"""

import os
import random
import time
from collections.abc import Callable

import pytest

from tests.reading.hostile import sample_docx, sample_html, sample_pdf, sample_xlsx
from tests.reading.samples import paragraph, word, zipped
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read, read_fenced
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

COUNT = int(os.environ.get("ZONETRACKER_MUTATIONS", "200"))
TEXT = ("　　一、全年完成税收3.20亿元，比上年增长12.5%。\r\n二、新增规模以上企业15家。\n" * 5).encode("gb18030")


def raw_word() -> bytes:
    """Unpacked, so that mutations reach the XML itself."""
    body = paragraph("税收", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') + (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
        f"{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    return word(body, 0, numbering=numbering)


def raw_workbook() -> bytes:
    """Unpacked, as above."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(sample_xlsx())) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()}, zipfile.ZIP_STORED)


SAMPLES: dict[str, Callable[[], bytes]] = {
    "a.docx": sample_docx,
    "raw.docx": raw_word,
    "a.xlsx": sample_xlsx,
    "raw.xlsx": raw_workbook,
    "a.pdf": sample_pdf,
    "a.html": sample_html,
    "a.txt": lambda: TEXT,
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, cut, doubled, moved, or figures made huge."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20])):
        at = chance.randrange(len(changed) or 1)
        size = chance.choice([1, 1, 4, 50, 500])
        way = chance.randrange(6)
        if way == 0:
            changed[at : at + 1] = chance.randbytes(1)
        elif way == 1:
            del changed[at : at + size]
        elif way == 2:
            changed[at:at] = changed[at : at + size]
        elif way == 3:
            changed[at : at + size] = chance.choice([b"\x00", b"\xff", b"<", b"9"]) * size
        elif way == 4:
            other = chance.randrange(len(changed) or 1)
            changed[at:at] = changed[other : other + size]
        else:
            digits = [index for index in range(len(changed)) if 48 <= changed[index] <= 57]
            if digits:
                place = chance.choice(digits)
                changed[place : place + 1] = chance.choice([b"99999999999", b"-1", b"0", b"4294967295"])
    return bytes(changed)


def check(document: Document) -> None:
    """Spans lie in the text and cells in their table."""
    size = len(document.text)
    for block in document.blocks:
        assert 0 <= block.span.start < block.span.end <= size
    for table in document.tables:
        assert table.cells
        for cell in table.cells:
            assert table.span.start <= cell.span.start <= cell.span.end <= table.span.end
            assert cell.rows >= 1 and cell.columns >= 1
            assert not set("\t\n") & set(document.text[cell.span.start : cell.span.end])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    data = SAMPLES[name]()
    read(data, name)
    chance = random.Random(f"{name} 7")
    slowest, refused = 0, 0
    for _ in range(COUNT):
        broken = mutated(data, chance)
        started = time.monotonic_ns()
        try:
            check(read(broken, name))
        except Refusal as refusal:
            refused += 1
            assert "{" not in str(refusal)
        slowest = max(slowest, time.monotonic_ns() - started)
    assert slowest < 10 * 10**9
    assert name == "a.txt" or 0 < refused < COUNT, "mutations that all fail, or never, try nothing"


@pytest.mark.parametrize("name", SAMPLES)
def test_and_through_the_fence(name: str) -> None:
    data = SAMPLES[name]()
    chance = random.Random(f"{name} 8")
    for _ in range(max(COUNT // 100, 1)):
        broken = mutated(data, chance)
        try:
            check(finish(read_fenced(broken, name)))
        except Refusal as refusal:
            assert refusal.code.startswith(("read-", "child-"))
