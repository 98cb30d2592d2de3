"""The same text gives the same rows, whatever the file it comes in and whatever that file says of its own date."""

from __future__ import annotations

import datetime
import io

import docx
import pytest

from tests.reading.decks import DeckSlide, deck, place, shape
from tests.reading.ofds import OfdPage, ofd
from tests.reading.oldwords import OldWord, Said
from tests.reading.opens import odp, odt
from tests.reading.samples import Page, flat_package, in_hex, in_points, paragraph, pdf, rich, saved, word_2003
from zonetracker.extraction import extract
from zonetracker.extraction.reading import read
from zonetracker.model.facts import Candidate

DATED = (
    "云溪高新区2023年上半年经济运行情况",
    "2023年7月20日",
    "今年以来，云溪高新区坚持稳中求进，经济运行总体平稳。",
    "一、主要指标",
    "上半年，完成地区生产总值86.4亿元，同比增长6.8%；规模以上工业增加值增长8.2%；固定资产投资45.3亿元，增长12.5%。"
    "一般公共预算收入6.72亿元，下降1.3%。",
    "二、项目建设",
    "1—6月，新签约项目32个，总投资118亿元；开工亿元以上项目14个，竣工9个。新增规上工业企业11家，高新技术企业达到76家。",
    "三、下步打算",
    "下半年，力争全年地区生产总值增长7.5%，新开工亿元以上项目20个，新增城镇就业3600人，实现城镇登记失业率控制在3.5%以内。",
)
UNDATED = (
    "园区概况",
    "云溪工业园区位于县城东部，规划面积18.6平方公里，现有企业236家，其中规上企业48家。",
    "园区累计完成基础设施投资26.3亿元，建成标准厂房42万平方米，吸纳就业1.2万人。",
    "力争到2030年，园区工业总产值达到200亿元，税收突破8亿元。",
)


def as_txt(lines: tuple[str, ...], encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def as_docx(lines: tuple[str, ...]) -> bytes:
    document = docx.Document()
    document.core_properties.created = datetime.datetime(2026, 3, 4, 9, 0)
    document.core_properties.modified = datetime.datetime(2026, 11, 4, 9, 0)
    document.core_properties.title = ""
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def as_doc(lines: tuple[str, ...]) -> bytes:
    return OldWord([Said("".join(f"{line}\r" for line in lines))]).file()


def as_html(lines: tuple[str, ...]) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines[1:])
    head = '<meta charset="utf-8"><meta name="PubDate" content="2026-05-01"><title>云溪</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{lines[0]}</h1><div>{body}</div></body></html>".encode()


def as_pdf(lines: tuple[str, ...]) -> bytes:
    page = Page().text(190, 60, lines[0], 18)
    page.paragraphs(110, *lines[1:])
    return pdf([page])


def as_ofd(lines: tuple[str, ...]) -> bytes:
    page = OfdPage().text(190, 60, lines[0], 18)
    page.paragraphs(110, *lines[1:])
    return ofd([page], info="<ofd:CreationDate>2026-03-04</ofd:CreationDate>")


def as_rtf(lines: tuple[str, ...]) -> bytes:
    ways = (in_hex, in_points)
    return rich("".join(f"\\pard {ways[at % 2](line)}\\par" for at, line in enumerate(lines)))


def as_odt(lines: tuple[str, ...]) -> bytes:
    return odt("".join(f"<text:p>{line}</text:p>" for line in lines))


def as_pptx(lines: tuple[str, ...]) -> bytes:
    title = shape(lines[0], held='type="title"')
    return deck([DeckSlide([title, *(shape(line, at=place(2, 5 + at, 24, 1)) for at, line in enumerate(lines[1:]))])])


def as_odp(lines: tuple[str, ...]) -> bytes:
    frame = "<draw:frame {}><draw:text-box>{}</draw:text-box></draw:frame>"
    title, *rest = (f"<text:p>{line}</text:p>" for line in lines)
    shapes = frame.format('presentation:class="title"', title) + frame.format('svg:y="5cm"', "".join(rest))
    return odp(f"<draw:page>{shapes}</draw:page>")


def rows(data: bytes, name: str) -> list[tuple[object, ...]]:
    """The rows of a file without their places."""
    return [shown(row) for row in extract(read(data, name))]


def shown(row: Candidate) -> tuple[object, ...]:
    return (row.kind, row.type, row.year, row.period, row.name, row.stated, row.parent, row.deadline, row.confidence)


@pytest.mark.parametrize("lines", [DATED, UNDATED], ids=["dated", "undated"])
def test_one_text_gives_one_table(lines: tuple[str, ...]) -> None:
    wanted = rows(as_txt(lines), "材料.txt")
    assert len(wanted) >= 8
    assert rows(as_txt(lines, "gb18030"), "材料.txt") == wanted
    assert rows(as_docx(lines), "材料.docx") == wanted
    assert rows(as_doc(lines), "材料.doc") == wanted
    assert rows(as_doc(lines), "材料.wps") == wanted
    assert rows(as_rtf(lines), "材料.rtf") == wanted
    assert rows(word_2003("".join(paragraph(line) for line in lines)), "材料.xml") == wanted
    assert rows(flat_package(as_docx(lines)), "材料.xml") == wanted
    assert rows(as_html(lines), "材料.html") == wanted
    assert rows(as_pdf(lines), "材料.pdf") == wanted
    assert rows(as_odt(lines), "材料.odt") == wanted
    assert rows(as_pptx(lines), "材料.pptx") == wanted
    assert rows(as_odp(lines), "材料.odp") == wanted
    assert rows(as_ofd(lines), "材料.ofd") == wanted


def test_a_date_among_the_files_properties_dates_no_row() -> None:
    document = docx.Document(io.BytesIO(as_docx(UNDATED)))
    before = rows(saved(document), "材料.docx")
    document.core_properties.created = datetime.datetime(2019, 1, 1, 9, 0)
    assert rows(saved(document), "材料.docx") == before
    assert all(year is None for kind, _, year, *_ in before if kind == "actual")
