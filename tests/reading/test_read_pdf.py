"""PDF: paragraphs joined, furniture dropped, tables with their spans, pages on their side."""

import pytest

from tests.reading.samples import Page, locked, pdf
from zonetracker.extraction import extract
from zonetracker.extraction.document import BlockKind, Document, Table
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

FIRST = (
    "上半年，南浦区完成地区生产总值74.10亿元，同比增长5.2%，规模以上工业增加值增长6.1%，固定资产投资增长12.5%，"
    "社会消费品零售总额达到1185.63亿元，各项工作取得新的成绩。"
)
SECOND = "项目建设加快，全年开工亿元以上项目22个。"


def opened(*pages: Page, title: str = "") -> Document:
    return read(pdf(list(pages), title), "报告.pdf")


def grid(document: Document, table: Table) -> dict[str, tuple[int, int, int, int]]:
    """Place and span of each cell that has text."""
    return {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
        if cell.span.end > cell.span.start
    }


def test_wrapped_lines_become_whole_paragraphs() -> None:
    page = Page().text(190, 60, "南浦区上半年工作总结", 20)
    page.paragraphs(110, FIRST, SECOND)
    document = opened(page)
    assert document.text == f"南浦区上半年工作总结\n{FIRST}\n{SECOND}\n"
    assert document.blocks[0].kind is BlockKind.TITLE
    assert document.title == "南浦区上半年工作总结"
    assert document.date == "2023-02-15"


def test_a_paragraph_goes_on_over_a_page_and_furniture_does_not_part_it() -> None:
    pages = []
    for number in range(4):
        page = Page().text(250, 30, "南浦简报", 9).text(290, 800, f"— {number + 1} —", 9)
        page.text(
            70 if number else 94,
            80,
            f"{'第一二三四'[number]}季度完成的投资和开工的项目都比上年同期有所增加并且高于计划的进",
        )
        if number == 3:
            page.text(70, 100, "度。")
        pages.append(page)
    text = opened(*pages).text
    assert "简报" not in text and "—" not in text
    assert len(text.splitlines()) == 1


def test_a_repeated_body_line_is_not_furniture() -> None:
    pages = []
    for _ in range(4):
        page = Page()
        page.paragraphs(40, FIRST)
        pages.append(page)
    assert opened(*pages).text == f"{FIRST}\n" * 4


def test_a_grid_with_a_two_level_head_and_wrapped_cells() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    for height in (300, 350, 390, 415):
        page.rule(70, height, 520, height)
    page.rule(270, 325, 520, 325)
    for place in (70, 200, 270, 520):
        page.rule(place, 300, place, 415)
    page.rule(400, 325, 400, 415)
    page.text(110, 318, "指标").text(210, 318, "单位").text(380, 306, "全年")
    page.text(300, 331, "绝对数").text(430, 331, "增长（%）")
    page.text(75, 354, "规模以上工业增加").text(75, 372, "值").text(210, 364, "亿元").text(300, 364, "74.10")
    page.text(430, 364, "-5.2").text(75, 396, "投资").text(210, 396, "亿元 ").text(300, 396, "80").text(430, 396, "8.0")
    document = opened(page)
    (table,) = document.tables
    assert grid(document, table) == {
        "指标": (0, 0, 2, 1),
        "单位": (0, 1, 2, 1),
        "全年": (0, 2, 1, 2),
        "绝对数": (1, 2, 1, 1),
        "增长（%）": (1, 3, 1, 1),
        "规模以上工业增加值": (2, 0, 1, 1),
        "亿元": (3, 1, 1, 1),
        "74.10": (2, 2, 1, 1),
        "-5.2": (2, 3, 1, 1),
        "投资": (3, 0, 1, 1),
        "80": (3, 2, 1, 1),
        "8.0": (3, 3, 1, 1),
    }
    assert document.text.splitlines()[0] == FIRST


def test_cells_drawn_as_frames() -> None:
    page = Page()
    for row, texts in enumerate([("名称", "家数"), ("新增企业", "12"), ("高新企业", "7")]):
        for column, said in enumerate(texts):
            left = 100 + 150 * column
            page.frame(left, 500 + 20 * row, left + 150, 520 + 20 * row).text(left + 5, 504 + 20 * row, said)
    document = opened(page)
    assert document.text == "名称\t家数\n新增企业\t12\n高新企业\t7\n"
    assert len(document.tables) == 1


@pytest.mark.parametrize("uprights", [False, True])
def test_a_table_of_three_level_rules(uprights: bool) -> None:
    page = Page()
    for height in (100, 125, 200):
        page.rule(70, height, 520, height)
    if uprights:
        page.rule(220, 100, 220, 200).rule(370, 100, 370, 200)
    rows = [
        ("指标", "绝对数", "增速"),
        ("出口额", "12.5", "3.1"),
        ("进口额", "8.0", ""),
        ("实际使用外资", "0.62", "-1.5"),
    ]
    for row, texts in enumerate(rows):
        for column, said in enumerate(texts):
            if said:
                page.text(80 + 150 * column, 105 + 24 * row, said)
    page.paragraphs(230, FIRST)
    document = opened(page)
    assert (
        document.text
        == "指标\t绝对数\t增速\n出口额\t12.5\t3.1\n进口额\t8.0\t\n实际使用外资\t0.62\t-1.5\n" + FIRST + "\n"
    )


def test_a_frame_around_running_text_is_no_table() -> None:
    page = Page().frame(60, 70, 540, 200)
    page.paragraphs(80, FIRST, SECOND)
    document = opened(page)
    assert not document.tables
    assert document.text == f"{FIRST}\n{SECOND}\n"


@pytest.mark.parametrize("turned", ["0 1 -1 0 595 0", "-1 0 0 -1 595 842", "0 -1 1 0 0 842"])
@pytest.mark.parametrize("rotate", [0, 90])
def test_a_page_on_its_side_reads_the_same(turned: str, rotate: int) -> None:
    page = Page(rotate=rotate)
    page.paragraphs(80, FIRST, SECOND)
    page.operations.insert(0, f"{turned} cm")
    assert opened(page).text == f"{FIRST}\n{SECOND}\n"


def test_a_watermark_aslant_is_left_out() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    page.operations.append("q 0.7 0.7 -0.7 0.7 200 300 cm")
    page.text(0, 700, "内部资料")
    page.operations.append("Q")
    assert opened(page).text == f"{FIRST}\n"


def test_letters_keep_their_blanks_and_figures_none() -> None:
    page = Page().text(94, 80, "按PM2.5 AQI标准，浓度 47 微克，共 22 个点位；合计约为一九八四点五。")
    assert opened(page).text == "按PM2.5 AQI标准，浓度47微克，共22个点位；合计约为一九八四点五。\n"


def test_pages_without_text_are_named() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    document = opened(page, Page(picture=True), Page(picture=True))
    assert document.warnings == ("第 2、3 页是图片，图中的文字没有读取；装上文字识别组件后重新导入即可识别。",)


WHOLE = "q 590 0 0 840 0 0 cm /Im1 Do Q"
"""A picture over the whole page."""


def test_what_a_scanner_laid_over_its_picture_is_read_and_never_sure() -> None:
    page = Page(["3 Tr", WHOLE], picture=True)
    page.text(94, 80, "青禾高新区2023年工作总结", 18).paragraphs(120, "2023年，全区财政收入80亿元，增长8%。")
    document = opened(page)
    assert "财政收入80亿元" in document.text
    assert document.warnings == ("第 1 页是扫描件，文字是制作文件时识别出来的，请对照原文核对。",)
    rows = extract(document)
    assert rows and all("misread" in row.reasons and not row.sure for row in rows)
    seen = Page([WHOLE], picture=True)
    seen.text(94, 80, "青禾高新区2023年工作总结", 18)
    seen.paragraphs(120, "2023年，全区财政收入80亿元，增长8%。")
    document = opened(seen)
    assert document.warnings == () and not any("misread" in row.reasons for row in extract(document))


def test_a_picture_over_a_page_with_its_number_alone_is_named() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    numbered = Page([WHOLE], picture=True).text(290, 800, "2")
    assert opened(page, numbered).warnings == (
        "第 2 页是图片，图中的文字没有读取；装上文字识别组件后重新导入即可识别。",
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf([Page(picture=True)]), "read-scanned"),
        (pdf([Page()]), "read-no_text"),
        (locked(pdf([Page()]), "1234"), "read-password"),
        (pdf([Page()] * 301), "read-pages"),
        (b"%PDF-1.7\nnothing more", "read-damaged"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "报告.pdf")
    assert told.value.code == code
    assert "报告.pdf" in str(told.value)


def test_a_part_for_scans_that_does_not_fit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonetracker.extraction.reading.pages.document.ocr_trouble", lambda: "组件不配套。")
    with pytest.raises(Refusal) as told:
        read(pdf([Page(picture=True)]), "报告.pdf")
    assert (told.value.code, str(told.value)) == ("read-recogniser", "组件不配套。")
    page = Page()
    page.paragraphs(80, FIRST)
    assert opened(page, Page(picture=True)).warnings[1:] == ("组件不配套。",)


def test_a_password_against_printing_does_not_hinder_reading() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    assert read(locked(pdf([page]), ""), "报告.pdf").text == f"{FIRST}\n"


def test_two_figures_never_run_into_one() -> None:
    page = Page().text(94, 80, "表8 2016年主要指标及上年对比情况一览，各项数据均为快报数，单位为亿元")
    page.frame(70, 300, 300, 350).rule(70, 320, 300, 320).rule(200, 300, 200, 350)
    page.text(75, 302, "指标").text(210, 302, "数值").text(75, 330, "出口").text(210, 322, "5.2").text(210, 336, "4.6")
    document = opened(page)
    assert document.text.splitlines()[0].startswith("表8 2016年")
    assert document.text.splitlines()[-1] == "出口\t5.2 4.6"


def test_a_figure_that_did_not_fit_the_line_stays_with_its_sentence() -> None:
    page = Page()
    top = page.paragraphs(80, FIRST, FIRST)
    page.text(94, top, "全区规模以上工业增加值完成214.61亿元，同口径比上年同期实际增长").text(70, top + 20, "11.7%。")
    assert opened(page).text.splitlines()[-1].endswith("实际增长11.7%。")


def test_a_broken_page_costs_only_that_page() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    data = pdf([page, page]).replace(b"/Kids [8 0 R", b"/Kids [2 0 R")
    document = read(data, "报告.pdf")
    assert document.text == f"{FIRST}\n"
    (said,) = document.warnings
    assert said.endswith("页已损坏，没有读取，请对照原文核对。")


def test_a_table_without_any_rule() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    rows = [("指标", "单位", "绝对数", "增速"), ("出口额", "亿元", "12.5", "3.1"), ("进口额", "亿元", "8.0", "")]
    rows.append(("其中：制造业", "万美元", "0.62", "-1.5"))
    for row, texts in enumerate(rows):
        for column, said in enumerate(texts):
            if said:
                page.text(80 + 110 * column, 205 + 24 * row, said)
    page.paragraphs(400, FIRST)
    document = opened(page)
    table = "指标\t单位\t绝对数\t增速\n出口额\t亿元\t12.5\t3.1\n进口额\t亿元\t8.0\t\n其中：制造业\t万美元\t0.62\t-1.5\n"
    assert document.text == f"{FIRST}\n{table}{FIRST}\n"


def test_lines_with_gaps_are_not_taken_for_a_table() -> None:
    page = Page()
    page.paragraphs(80, FIRST)
    for row, (left, right) in enumerate(
        [("甲方：南浦区", "乙方：东湾镇"), ("经办：张三", "经办：李四"), ("审核：王五", "审核：赵六")]
    ):
        page.text(94, 220 + 24 * row, left).text(330, 220 + 24 * row, right)
    document = opened(page)
    assert not document.tables
    assert document.text.splitlines()[1:] == [
        "甲方：南浦区 乙方：东湾镇",
        "经办：张三 经办：李四",
        "审核：王五 审核：赵六",
    ]


def test_a_table_goes_on_over_a_page() -> None:
    def part(top: int, *rows: tuple[str, str]) -> Page:
        page = Page().text(290, 800, "- 1 -", 9)
        for index, texts in enumerate(rows):
            for column, said in enumerate(texts):
                left = 100 + 150 * column
                page.frame(left, top + 20 * index, left + 150, top + 20 + 20 * index)
                page.text(left + 5, top + 4 + 20 * index, said)
        return page

    first = part(700, ("名称", "家数"), ("新增企业", "12"))
    document = opened(first, part(60, ("名称", "家数"), ("高新企业", "7"), ("合计", "19")))
    assert document.text == "名称\t家数\n新增企业\t12\n高新企业\t7\n合计\t19\n"
    assert len(document.tables) == 1
    other = part(60, ("甲", "1"), ("乙", "2"))
    other.text(70, 30, "另一张表，不相连")
    assert len(opened(first, other).tables) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page().text(200, 40, "南浦区人民政府公报", 18)
    width = 18
    for left, said in ((60, FIRST * 2), (320, SECOND * 9)):
        wrapped = ["　　" + said[: width - 2], *(said[at : at + width] for at in range(width - 2, len(said), width))]
        for index, line in enumerate(wrapped):
            blanks = len(line) - len(line.lstrip("　"))
            page.text(left + 12 * blanks, 90 + 20 * index, line.lstrip("　"))
    page.text(290, 800, "— 7 —", 9)
    more = Page()
    more.paragraphs(80, FIRST)
    assert opened(page).text == f"南浦区人民政府公报\n{FIRST * 2}\n{SECOND * 9}\n"
    assert opened(more).text == f"{FIRST}\n"
