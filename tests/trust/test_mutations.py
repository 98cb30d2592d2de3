"""R16: damaged files: thousands of mutations of sound ones are read or refused, and nothing else ever escapes."""

import hashlib
import io
import random
import traceback
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import zonetracker
from tests.reading.bundles.made import (
    FIGURES,
    FRAMES,
    PAGE,
    WORD_PAGE,
    archive,
    explorer_page,
    explorer_zip,
    mail,
    packed,
    raw_mail,
    saved_page,
    wrapped,
)
from tests.reading.decks import DeckSlide, deck
from tests.reading.hostile import (
    FILES,
    FLAT,
    sample_docx,
    sample_fodt,
    sample_html,
    sample_ofd,
    sample_pdf,
    sample_rtf,
    sample_word_2003,
    sample_xlsx,
)
from tests.reading.ofds import OfdPage, ofd
from tests.reading.oldwords import DELETED, OldWord, Said, container
from tests.reading.opens import SLIDES
from tests.reading.opens import TEXT as OPEN_TEXT
from tests.reading.samples import Page, flat_package, paragraph, pdf, word, zipped
from tests.reading.scanned import filed
from tests.reading.test_read_slides import report
from tests.reading.workbooks import OLD, OPEN
from tests.trust.promises import Asking, Counting
from zonetracker.extraction.document import Document
from zonetracker.extraction.fenced import Foreign, rows_job
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.bundles.listing import enclosed, enclosures
from zonetracker.extraction.reading.container import contents
from zonetracker.extraction.reading.scans.showing import page_picture
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

PACKAGE = Path(zonetracker.__file__).parent
TEXT = ("　　一、全年完成税收3.20亿元，比上年增长12.5%。\r\n二、新增规模以上企业15家。\n" * 5).encode("gb18030")


OLD_WORDS = Path(__file__).parents[1] / "reading" / "files" / "word97"


def old_word_with(file: str, stream: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """A stream of a .doc, and what puts it, mutated, back among the others."""
    streams = contents((OLD_WORDS / file).read_bytes(), ("WordDocument", "1Table", "Data"), file)
    return streams[stream], lambda data: container({**streams, stream: data})


PIECES = OldWord(
    [Said("完成税收"), Said("17.5", True, DELETED), Said("18.4", True), Said("亿元，", modifier=1), Said("甲\r")]
)
BODY = (
    paragraph("税收", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    + '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>'
    + f"{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
).encode()
NUMBERING = (
    b'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    b'<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
OPERATIONS = b"BT /F1 12 Tf 70 700 Td <7a0e65360032> Tj ET 70 500 200 20 re 70 520 200 20 re S 170 500 m 170 540 l S"


def said(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def book_with(part: str) -> Callable[[bytes], bytes]:
    """Puts mutated XML back into a sound workbook, for the sums of a zip would hide it otherwise."""
    with zipfile.ZipFile(io.BytesIO(sample_xlsx())) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return lambda data: zipped({**parts, part: data})


def part_of(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part)


def ofd_with(page: bytes) -> bytes:
    return ofd([OfdPage()], **{"Pages/Page_0/Content": said(page)})


def page_with(operations: bytes) -> bytes:
    page = Page(operations=[operations.decode("latin-1")])
    page.text(70, 60, "全年税收增长")
    return pdf([page])


def content_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("content.xml")


def open_sheet_of(content: bytes) -> bytes:
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def open_text_of(content: bytes) -> bytes:
    return zipped({"mimetype": OPEN_TEXT, "content.xml": content})


def open_slides_of(content: bytes) -> bytes:
    return zipped({"mimetype": SLIDES, "content.xml": content})


def deck_with(slide: bytes) -> bytes:
    return deck([DeckSlide([])], **{"slides/slide1": said(slide)})


OPENED = FILES / "odt" / "plan.odt"
FLAT_BOOK = (
    FLAT
    + (
        '<Styles><Style ss:ID="s"><NumberFormat ss:Format="0.0%"/><Alignment ss:Indent="1"/></Style></Styles>'
        '<Worksheet ss:Name="甲"><Table><Column ss:Index="3" ss:Hidden="1" ss:Span="2"/><Row ss:Index="2"><Cell '
        'ss:MergeAcross="1" ss:StyleID="s"><Data ss:Type="Number">0.068</Data></Cell><Cell ss:Index="4"><Data '
        'ss:Type="DateTime">2023-09-30T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>'
    ).encode()
)
SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
FRAMED = saved_page(("a.htm", FRAMES, "utf-8"), ("sheet001.htm", PAGE, "utf-8"), ("sheet002.htm", PAGE, "gb18030"))
SAMPLES: dict[str, tuple[bytes, Callable[[bytes], bytes]]] = {
    "a.docx": (sample_docx(), bytes),
    "body.docx": (BODY, lambda data: word(said(data))),
    "numbering.docx": (NUMBERING, lambda data: word(said(BODY), numbering=said(data))),
    "a.xlsx": (sample_xlsx(), bytes),
    "sheet.xlsx": (part_of(sample_xlsx(), SHEET), book_with(SHEET)),
    "book.xlsx": (part_of(sample_xlsx(), BOOK), book_with(BOOK)),
    "styles.xlsx": (part_of(sample_xlsx(), STYLES), book_with(STYLES)),
    "a.xls": (OLD.read_bytes(), bytes),
    "a.ods": (content_of(OPEN), open_sheet_of),
    "a.doc": ((OLD_WORDS / "changes.doc").read_bytes(), bytes),
    "table.doc": ((OLD_WORDS / "table.doc").read_bytes(), bytes),
    "text.doc": old_word_with("table.doc", "WordDocument"),
    "settings.doc": old_word_with("changes.doc", "1Table"),
    "pieces.wps": (PIECES.file(), bytes),
    "flat.xls": (FLAT_BOOK, bytes),
    "a.csv": ('指标,累计,同比\n出口,"1,234.5",6.8\n进口,1,234,5\n'.encode() * 9, bytes),
    "a.pdf": (sample_pdf(), bytes),
    "page.pdf": (OPERATIONS, page_with),
    "a.odt": (OPENED.read_bytes(), bytes),
    "text.odt": (content_of(OPENED), open_text_of),
    "one.fodt": (sample_fodt(), bytes),
    "a.pptx": (report(), bytes),
    "slide.pptx": (part_of(report(), "ppt/slides/slide1.xml"), deck_with),
    "a.odp": (content_of(FILES / "slides" / "report.odp"), open_slides_of),
    "a.ofd": (sample_ofd(), bytes),
    "page.ofd": (part_of(sample_ofd(), "Doc_0/Pages/Page_0/Content.xml"), ofd_with),
    "a.rtf": (sample_rtf(), bytes),
    "2003.xml": (sample_word_2003(), bytes),
    "package.xml": (flat_package(word(said(BODY))), bytes),
    "a.html": (sample_html(), bytes),
    "a.mht": (explorer_page(WORD_PAGE.encode("gb18030"), b"gb2312"), bytes),
    "frames.mht": (FRAMED, bytes),
    "a.eml": (mail(html=PAGE), bytes),
    "a.txt": (TEXT, bytes),
}


ENCLOSING = {
    "材料.zip": archive(
        {
            "报告.docx": sample_docx(),
            "甲/表.csv": FIGURES,
            "信.eml": mail(("表.csv", FIGURES)),
            "里.zip": archive({"a.txt": TEXT}),
        }
    ),
    "旧.zip": explorer_zip({"材料\\总结.txt".encode("gb18030"): TEXT, "表.csv".encode("gb18030"): FIGURES}),
    "来文.eml": mail(("2022年总结.docx", sample_docx()), ("材料.zip", archive({"表.csv": FIGURES})), html=PAGE),
    "转报.eml": raw_mail(
        b"From: a@example.cn\r\nSubject: =?gb2312?B?sajLzQ==?=",
        (b"Content-Type: text/plain; charset=gb2312", TEXT),
        (b"Content-Type: message/rfc822", mail(("表.csv", FIGURES))),
        (
            b"Content-Type: application/octet-stream; name*=GBK''%D7%DC.csv\r\nContent-Transfer-Encoding: base64",
            wrapped(FIGURES),
        ),
    ),
    "表.csv.gz": packed(FIGURES, "表.csv"),
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


def raised_by_us(cause: BaseException | None) -> bool:
    """Whether an error arose in this package's own lines rather than in a parser's."""
    frames = traceback.extract_tb(cause.__traceback__) if cause else []
    return bool(frames) and PACKAGE in Path(frames[-1].filename).parents


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


def slip(broken: bytes, name: str) -> tuple[bool, str]:
    """Whether a damaged file was refused, and what was wrong with that or with what was read."""
    try:
        check(read(broken, name))
    except Refusal as refusal:
        ours = raised_by_us(refusal.__cause__)
        return True, "a slip of a reader, not a damaged file" if ours or "{" in str(refusal) else ""
    except Exception as error:  # whatever escapes
        return False, repr(error)
    return False, ""


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_read_or_refused(name: str, promise: Counting, rounds: Asking) -> None:
    data, wrapped = SAMPLES[name]
    read(wrapped(data), name)
    chance, count = random.Random(f"{name} 7"), rounds("R16", "mutations")
    found = [slip(wrapped(mutated(data, chance)), name) for _ in range(count)]
    refused = sum(no for no, _ in found)
    assert name in ("a.txt", "a.csv", "page.pdf") or 0 < refused < count, (
        "mutations that all fail, or never, try nothing"
    )
    bad = [f"{name}, mutation {number}: {wrong}" for number, (_, wrong) in enumerate(found) if wrong]
    promise("R16", tried=count, bad=bad)


def bundle_slip(broken: bytes, name: str) -> tuple[bool, str]:
    """Whether a damaged bundle was refused, and what was wrong with that or with what it told of what it encloses."""
    try:
        listed = enclosures(broken, name)
    except Refusal as refusal:
        return True, "a slip of ours, not a damaged file" if raised_by_us(refusal.__cause__) else ""
    except Exception as error:  # whatever escapes
        return False, repr(error)
    for one in listed:
        if one.trouble:
            continue
        own, content = enclosed(broken, name, one.number)
        if (own, len(content)) != (one.name, one.size) or hashlib.sha256(content).hexdigest() != one.sha256:
            return False, f"{own} is not what was listed"
        if wrong := slip(content, own)[1]:
            return False, f"{own}: {wrong}"
    return False, ""


@pytest.mark.slow
@pytest.mark.parametrize("name", ENCLOSING)
def test_a_damaged_bundle_is_listed_or_refused(name: str, promise: Counting, rounds: Asking) -> None:
    data = ENCLOSING[name]
    assert not any(one.trouble for one in enclosures(data, name))
    chance, count = random.Random(f"{name} 9"), rounds("R16", "mutations")
    found = [bundle_slip(mutated(data, chance), name) for _ in range(count)]
    assert 0 < sum(no for no, _ in found) < count, "mutations that all fail, or never, try nothing"
    bad = [f"{name}, mutation {number}: {wrong}" for number, (_, wrong) in enumerate(found) if wrong]
    promise("R16", tried=count, bad=bad)


def pictures() -> dict[str, bytes]:
    """A page of stripes as each kind of picture that is read."""
    page = Image.new("RGB", (160, 120), "white")
    for stripe in range(0, 120, 12):
        page.paste((stripe, 20, 60), (10, stripe, 150, stripe + 5))
    kinds = {"png": "PNG", "jpg": "JPEG", "tif": "TIFF", "bmp": "BMP", "webp": "WEBP"}
    fax = page.convert("1")
    faxed = filed(fax, "TIFF", compression="group4", save_all=True, append_images=[fax])
    return {ending: filed(page, kind) for ending, kind in kinds.items()} | {"fax.tif": faxed}


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["png", "jpg", "tif", "bmp", "webp", "fax.tif"])
def test_a_damaged_picture_is_shown_or_refused(ending: str, promise: Counting, rounds: Asking) -> None:
    """What is decoded before anything is recognised; `page_picture` draws what a reader is shown."""
    data, name = pictures()[ending], f"a.{ending}"
    pages = 2 if ending == "fax.tif" else 1
    assert all(page_picture(data, name, number, 0).startswith(b"\x89PNG") for number in range(1, pages + 1))
    chance, count, bad, refused = random.Random(f"{ending} 9"), rounds("R16", "mutations"), list[str](), 0
    for number in range(count):
        try:
            page_picture(mutated(data, chance), name, chance.randint(1, pages), chance.randrange(4))
        except Refusal as refusal:
            refused += 1
            bad += [f"{ending} {number}: {refusal.code}"] if raised_by_us(refusal.__cause__) else []
        except Exception as error:  # whatever escapes
            bad.append(f"{ending} {number}: {error!r}")
    assert 0 < refused < count, "mutations that all fail, or never, try nothing"
    promise("R16", tried=count, bad=bad)


@pytest.mark.slow
def test_and_through_the_fence(promise: Counting, rounds: Asking) -> None:
    chance, count, bad = random.Random(8), rounds("R16", "mutations") // 20, list[str]()
    for number in range(count):
        name = chance.choice(sorted(SAMPLES))
        data, wrapped = SAMPLES[name]
        broken = wrapped(mutated(data, chance))
        try:
            check(finish(rows_job(Foreign(name, broken))).document)
        except Refusal as refusal:
            bad += [] if refusal.code.startswith(("read-", "child-")) else [f"{number} {name}: {refusal.code}"]
    promise("R16", tried=count, bad=bad)
