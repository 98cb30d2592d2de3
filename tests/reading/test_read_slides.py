"""Slides: their order, shapes in reading order, tables, automatic numbers; what is hidden or not read is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.decks import A, DeckSlide, cell, deck, frame, group, numbered, place, row, shape, table, tree
from tests.reading.opens import odp
from tests.reading.samples import zipped
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

FILES = Path(__file__).parent / "files" / "slides"


def opened(*slides: DeckSlide, **parts: str) -> Document:
    return read(deck(list(slides), **parts), "汇报.pptx")


def kinds(document: Document) -> list[str]:
    return [block.kind.value for block in document.blocks]


def report() -> bytes:
    """A whole presentation: a title, two columns under a heading, a hidden slide, a table."""
    head = row(cell("指标", 'rowSpan="2"'), cell("全年", 'gridSpan="2"'), cell("", 'hMerge="1"'))
    second = row(cell("", 'vMerge="1"'), "绝对数（亿元）", "增长（%）")
    return deck(
        [
            DeckSlide(
                [
                    shape("东湾区统计局", "2024年7月20日", at=place(2, 9, 24, 4), held='type="subTitle" idx="1"'),
                    shape("东湾区2024年上半年经济运行情况", at=place(2, 4, 24, 3), held='type="ctrTitle"'),
                ]
            ),
            DeckSlide(
                [
                    shape("固定资产投资45.3亿元，增长12.5%。", at=place(15, 5.2, 11, 4)),
                    shape("地区生产总值86.4亿元，同比增长6.8%。", at=place(2, 5, 11, 4)),
                    shape("一、主要指标", held='type="title"'),
                    shape(
                        *[numbered(said, "arabicPeriod") for said in ("新签约项目32个", "开工项目14个")],
                        at=place(2, 12, 24, 4),
                    ),
                    shape("3", at=place(25, 19, 2, 1), held='type="sldNum" idx="12"'),
                ]
            ),
            DeckSlide([shape("旧数99亿元", at=place(2, 5, 11, 4))], more='show="0"'),
            DeckSlide(
                [
                    shape("二、对外贸易", held='type="title"'),
                    frame(
                        table(head, second, row("出口", "12.50", "-2.1"), row("进口", "8.0", "3.4")),
                        place(2, 4, 24, 8, "p"),
                    ),
                    group(
                        shape("加工贸易9家", at=place(14, 14, 8, 2)) + shape("一般贸易7家", at=place(2, 14, 8, 2)),
                        place(2, 14, 20, 2),
                    ),
                ]
            ),
        ]
    )


TEXT = (
    "东湾区2024年上半年经济运行情况\n东湾区统计局\n2024年7月20日\n一、主要指标\n地区生产总值86.4亿元，同比增长6.8%。\n"
    "固定资产投资45.3亿元，增长12.5%。\n1. 新签约项目32个\n2. 开工项目14个\n二、对外贸易\n指标\t全年\t\n"
    "\t绝对数（亿元）\t增长（%）\n出口\t12.50\t-2.1\n进口\t8.0\t3.4\n一般贸易7家\n加工贸易9家\n"
)


@pytest.mark.parametrize("name", ["", "report.pptx", "report.odp"])
def test_a_presentation_reads_alike_whoever_wrote_it(name: str) -> None:
    document = read((FILES / name).read_bytes() if name else report(), name or "汇报.pptx")
    assert document.text == TEXT
    assert document.title == "东湾区2024年上半年经济运行情况"
    words = ["title", *["paragraph"] * 2, "heading", *["paragraph"] * 4, "heading", "table", *["paragraph"] * 2]
    assert kinds(document) == words
    (found,) = document.tables
    assert [(one.row, one.column, one.rows, one.columns) for one in found.cells][:4] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
    ]
    assert document.warnings == ("第 3 张幻灯片是隐藏的，没有读取。",)


@pytest.mark.parametrize("name", ["report.pptx", "report.odp"])
@pytest.mark.parametrize("size", [700, 9000])
def test_one_that_was_cut_is_refused(name: str, size: int) -> None:
    with pytest.raises(Refusal) as told:
        read((FILES / name).read_bytes()[:size], name)
    assert told.value.code == "read-damaged"


def test_places_come_from_the_layout_and_groups_stay_together() -> None:
    left = shape("甲", at=place(2, 2, 4, 2)) + shape("甲下1家", at=place(2, 12, 4, 2))
    right = shape("乙", at=place(9, 2, 4, 2)) + shape("乙下2家", at=place(9, 12, 4, 2))
    document = opened(
        DeckSlide(
            [
                shape("脚下", at=place(2, 17, 20, 2)),
                shape("正文", held='idx="1"'),
                shape("上面", at=place(2, 3.2, 20, 1)),
                shape("题目", held='type="title"'),
            ]
        ),
        DeckSlide([group(right, place(9, 2, 4, 12)), group(left, place(2, 2, 4, 12))]),
    )
    assert document.text.splitlines() == ["题目", "上面", "正文", "脚下", "甲", "甲下1家", "乙", "乙下2家"]
    assert kinds(document)[0] == "heading" and document.title == ""


def test_automatic_numbers() -> None:
    plain = "<a:p><a:pPr lvl='{}'/><a:r><a:t>{}</a:t></a:r></a:p>"
    document = opened(
        DeckSlide(
            [
                shape(
                    numbered("5亿元项目", "arabicPeriod"),
                    numbered("税收", "alphaLcParenBoth", 1),
                    numbered("出口", "alphaLcParenBoth", 1),
                    plain.format(2, "说明"),
                    numbered("进口", "alphaLcParenBoth", 1),
                    numbered("就业", "arabicPeriod"),
                    plain.format(0, "另起"),
                    numbered("企业", "arabicPeriod"),
                    numbered("增收", "circleNumDbPlain", 0, 'startAt="3"'),
                    numbered("减支", "circleNumDbPlain", 0, 'startAt="3"'),
                    numbered("投资", "ea1ChsPeriod"),
                    numbered("消费", "romanUcParenR"),
                )
            ]
        )
    )
    assert document.text.splitlines() == [
        *("1. 5亿元项目", "(a)税收", "(b)出口", "说明", "(c)进口", "2. 就业", "另起", "1. 企业"),
        *("③增收", "④减支", "一. 投资", "I)消费"),
    ]


DIAGRAM = (
    f'<dgm:dataModel xmlns:dgm="d" xmlns:a="{A}"><dgm:ptLst><dgm:pt type="doc"><dgm:t><a:p><a:r>'
    "<a:t>无</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "<dgm:pt><dgm:t><a:p><a:r><a:t>招商引资</a:t></a:r><a:r><a:t>45亿元</a:t></a:r></a:p></dgm:t></dgm:pt>"
    '<dgm:pt type="pres"><dgm:t><a:p><a:r><a:t>无</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>'
)


def test_diagrams_are_read_and_charts_and_notes_told() -> None:
    chart = '<c:chart xmlns:c="c" r:id="c1"/>'
    diagram = '<dgm:relIds xmlns:dgm="d" r:dm="d1" r:lo="d2"/>'
    picture = '<p:pic><p:nvPicPr><p:cNvPr id="8" name="p" descr="说明"/></p:nvPicPr></p:pic>'
    document = opened(
        DeckSlide(
            [
                frame(chart, place(2, 4, 9, 9, "p"), "chart"),
                frame(diagram, place(2, 14, 9, 4, "p"), "diagram"),
                shape("图表说明", at=place(2, 1, 9, 2)),
                shape("藏3家", at=place(2, 19, 9, 2), more='hidden="1"'),
            ],
            {"d1": ("diagramData", "../diagrams/data1.xml"), "n": ("notesSlide", "../notesSlides/n.xml")},
        ),
        DeckSlide([picture]),
        **{"diagrams/data1": DIAGRAM, "notesSlides/n": tree("notes", shape("备注5家", held='type="body"'))},
    )
    assert document.text == "图表说明\n招商引资45亿元\n"
    assert document.warnings == (
        "第 1 张幻灯片有隐藏的内容，没有读取。",
        "第 2 张幻灯片是图片，没有文字，没有读取。",
        "第 1 张幻灯片的图表和嵌入的对象没有读取。",
        "第 1 张幻灯片的备注没有读取。",
    )


def test_of_alternate_content_one_branch_is_read_and_a_table_of_one_column_is_text() -> None:
    both = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="a14">{}</mc:Choice><mc:Fallback>{}</mc:Fallback>'
        "</mc:AlternateContent>"
    )
    narrow = frame(table(row("税收3亿元"), row("出口5亿元"), columns=1), place(2, 9, 9, 9, "p"))
    broken = "<a:p><a:r><a:t>上</a:t></a:r><a:br/><a:r><a:t>下</a:t></a:r><a:fld><a:t>2024</a:t></a:fld></a:p>"
    document = opened(
        DeckSlide([both.format(shape("新式"), shape("旧式")), narrow, shape(broken, at=place(2, 19, 9, 2))])
    )
    assert document.text.splitlines() == ["新式", "税收3亿元", "出口5亿元", "上", "下2024"]
    assert not document.tables


def test_maths_are_read_once_and_a_fraction_keeps_its_stroke() -> None:
    parts = "".join(f"<m:{one}><m:r><m:t>{said}</m:t></m:r></m:{one}>" for one, said in (("num", "1"), ("den", "2")))
    seen = f'<mc:Choice Requires="a14"><m:oMath><m:f><m:fPr/>{parts}</m:f></m:oMath></mc:Choice>'
    both = f"{seen}<mc:Fallback><a:r><a:t>二分之一</a:t></a:r></mc:Fallback>"
    maths = f'<mc:AlternateContent xmlns:mc="m" xmlns:m="n">{both}</mc:AlternateContent>'
    document = opened(DeckSlide([shape(f"<a:p><a:r><a:t>占</a:t></a:r>{maths}</a:p>")]))
    assert document.text == "占1/2\n"


def test_a_broken_slide_costs_only_that_slide() -> None:
    first, second = DeckSlide([shape("税收3亿元")]), DeckSlide([shape("出口")])
    document = opened(first, second, **{"slides/slide1": "<p:sld"})
    assert document.text == "税收3亿元\n" and document.warnings == ("第 2 张幻灯片已损坏，没有读取，请对照原文核对。",)


SHEET = "<draw:page><draw:frame><draw:text-box><text:p>税</text:p></draw:text-box></draw:frame></draw:page>"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (deck([DeckSlide([])]), "read-no_text"),
        (deck([]), "read-no_text"),
        (deck([DeckSlide([shape("税")])] * 301), "read-pages"),
        (deck([DeckSlide([shape("税")])], **{"slides/slide1": "<a/>"}), "read-damaged"),
        (zipped({"ppt/presentation.xml": "<p"}), "read-damaged"),
        (zipped({"ppt/slides/slide1.xml": "<p/>"}), "read-damaged"),
        (odp(""), "read-no_text"),
        (
            odp(
                "<draw:page><draw:frame><draw:text-box><text:p>税</text:p></draw:text-box></draw:frame></draw:page>"
                * 301
            ),
            "read-pages",
        ),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "汇报.pptx")
    assert told.value.code == code


def test_what_an_open_presentation_does_not_show() -> None:
    frame = '<draw:frame svg:x="{}" svg:y="{}" svg:width="9cm" svg:height="2cm" {}>{}</draw:frame>'
    box = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
    turned = 'draw:transform="rotate (0.1) translate (2cm 12cm)"'
    inside = "".join(
        [
            frame.format("2cm", "9cm", "", box.format("后")),
            frame.format("2cm", "40mm", "", box.format("先")),
            frame.format("20cm", "19cm", 'presentation:class="page-number"', box.format("7")),
            frame.format(
                "2cm", "1in", 'presentation:class="outline" presentation:placeholder="true"', box.format("点此")
            ),
            frame.format("2cm", "16cm", "", '<draw:object xlink:href="./O" xmlns:xlink="x"/><draw:image/>'),
            f"<draw:custom-shape {turned}><text:p>斜</text:p></draw:custom-shape>",
            '<draw:g><draw:rect svg:x="2cm" svg:y="14cm"><text:p>末</text:p></draw:rect></draw:g>',
            "<presentation:notes><draw:frame><draw:text-box><text:p>备注</text:p></draw:text-box></draw:frame></presentation:notes>",
        ]
    )
    hidden = (
        '<style:style style:name="H" style:family="drawing-page"><style:drawing-page-properties '
        'presentation:visibility="hidden"/></style:style>'
    )
    document = read(
        odp(f'<draw:page>{inside}</draw:page><draw:page draw:style-name="H">{inside}</draw:page>', hidden), "汇报.odp"
    )
    assert document.text.splitlines() == ["先", "后", "斜", "末"]
    assert document.warnings == (
        "第 2 张幻灯片是隐藏的，没有读取。",
        "第 1、2 张幻灯片的图表和嵌入的对象没有读取。",
        "第 1、2 张幻灯片的备注没有读取。",
    )
