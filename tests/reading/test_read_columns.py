"""Pages of newspapers: columns side by side, headlines across them or upright, a last page that is short."""

from __future__ import annotations

import pytest

from tests.reading.samples import Page, pdf
from zonetracker.extraction.reading import read

PARAGRAPHS = (
    "上半年，南浦区完成地区生产总值174.1亿元，同比增长5.2%，规模以上工业增加值增长6.1%，固定资产投资增长12.5%。",
    "项目建设全面提速，全区新开工亿元以上项目22个，竣工项目14个，完成投资86.5亿元，增长9.4%。",
    "民生保障持续加强，城镇新增就业6800人，新建改建学校12所，新增学位5400个，改造老旧小区36个。",
    "招商引资成效明显，新签约项目58个，协议投资额230亿元，实际利用外资4600万美元，增长3.1%。",
    "下半年，全区将力争完成固定资产投资120亿元，新增规上工业企业30家，高新技术企业达到150家以上。",
    "生态环境持续改善，空气质量优良天数比例达到91.2%，新增绿地面积38万平方米，森林覆盖率提高到28.6%。",
)
HEADLINE = "南浦区经济运行稳中向好"
SIZE, LEAD = 10.5, 16


def headed() -> Page:
    return Page().text(150, 60, HEADLINE, 24)


def set_in_columns(
    page: Page, lefts: list[float], width: int, texts: tuple[str, ...], heights: list[int] | None = None
) -> Page:
    """Texts wrapped at `width` characters and laid into columns of those heights, else of equal ones."""
    lines = [("　　" + text)[at : at + width] for text in texts for at in range(0, len(text) + 2, width)]
    even = -(-len(lines) // len(lefts))
    for left, height in zip(lefts, heights or [even] * len(lefts), strict=True):
        for row, line in enumerate(lines[:height]):
            page.text(left + (SIZE * 2 if line.startswith("　　") else 0), 140 + row * LEAD, line.lstrip("　"), SIZE)
        lines = lines[height:]
    return page


def text_of(*pages: Page) -> list[str]:
    return read(pdf(list(pages)), "报纸.pdf").text.splitlines()


@pytest.mark.parametrize(
    ("lefts", "width", "texts"),
    [
        ([60, 310], 22, PARAGRAPHS),
        ([60, 302], 22, PARAGRAPHS),
        ([50, 225, 400], 14, PARAGRAPHS * 2),
    ],
    ids=["two", "narrow white", "three"],
)
def test_columns_are_read_one_after_the_other(lefts: list[float], width: int, texts: tuple[str, ...]) -> None:
    page = set_in_columns(headed().text(60, 110, "2023年7月20日　星期四", 9), lefts, width, texts)
    assert text_of(page) == [HEADLINE, "2023年7月20日 星期四", *texts]


def test_a_short_right_column_is_one_too() -> None:
    page = set_in_columns(headed(), [60, 310], 22, PARAGRAPHS[:4], heights=[7, 5])
    assert text_of(page) == [HEADLINE, *PARAGRAPHS[:4]]


def test_a_last_page_has_the_columns_of_the_page_before() -> None:
    first = set_in_columns(headed(), [60, 310], 22, PARAGRAPHS)
    last = set_in_columns(Page(), [60, 310], 22, PARAGRAPHS[:1])
    assert text_of(first, last) == [HEADLINE, *PARAGRAPHS, PARAGRAPHS[0]]


def test_a_page_of_whole_lines_after_one_of_columns_is_read_across() -> None:
    first = set_in_columns(headed(), [60, 310], 22, PARAGRAPHS)
    last = Page()
    last.paragraphs(80, *PARAGRAPHS[:2])
    assert text_of(first, last) == [HEADLINE, *PARAGRAPHS, *PARAGRAPHS[:2]]


def test_an_upright_headline_stands_by_itself() -> None:
    page = Page()
    for row, letter in enumerate("项目建设提速"):
        page.text(60, 80 + 2 * LEAD * row, letter, 14)
    top = 80.0
    for text in PARAGRAPHS[:3]:
        for at in range(0, len(text), 30):
            page.text(120, top, text[at : at + 30], SIZE)
            top += LEAD
    lines = text_of(page)
    assert "项目建设提速" in lines
    assert "".join(line for line in lines if line != "项目建设提速") == "".join(PARAGRAPHS[:3])


def test_a_column_of_units_is_no_headline() -> None:
    page = Page()
    for row, (name, unit) in enumerate(zip(("开工项目", "竣工项目", "新增企业", "引进人才"), "个个家人", strict=True)):
        page.text(60, 80 + 24 * row, name, 12).text(200, 80 + 24 * row, unit, 12)
    assert not any("个个" in line for line in text_of(page))
