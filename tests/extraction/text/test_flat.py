"""The text as the other stages read it, and the way back to the document."""

from __future__ import annotations

import pytest

from tests.extraction.stages import flat_of
from zonetracker.extraction.document import Block, BlockKind, Document
from zonetracker.extraction.text.flat import flatten
from zonetracker.model.facts import Span

HIDDEN = "\ue000"
TITLE = "前三季度经济运行总体平稳，当月进出口创新高"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("全区　实现　产值 １２．５亿元", "全区实现产值12.5亿元"),
        ("固定资产投资7,600万元,其中", "固定资产投资7,600万元，其中"),
        ("增长 5 %；", "增长5%；"),
        ("清河区2 350万元", "清河区2350万元"),
        ("二〇二三年", "2023年"),
        ("（一）80—90亿元", "(一)80-90亿元"),
        ("指标\t数值", "指标\t数值"),
        ("GDP total", "GDP total"),
        (
            f"{TITLE}\n　　原标题：{TITLE}\n　　全省利润6亿元。",
            f"{TITLE}\n原标题:{TITLE}\n全省利润6亿元。",
        ),
        (
            "前三季度\n全省前三季度增长较为平稳，当月进出口创历史\n新高。",
            "前三季度\n全省前三季度增长较为平稳，当月进出口创历史新高。",
        ),
        ("實現產值八億元，增長不低於５％", "实现产值八亿元，增长不低于5%"),
        ("工作計畫、規畫展畫，增長15℅", "工作计划、规划展画，增长15%"),
        ("乾县著名商标", "乾县著名商标"),
        ("产值80亿元。\n增长5%。", "产值80亿元。\n增长5%。"),
        ("一、工业\n产值80亿元。", "一、工业\n产值80亿元。"),
        ("　　4.6月底前建成一号厂房。", "4. 6月底前建成一号厂房。"),
        ("4. 6月底前建成一号厂房。", "4. 6月底前建成一号厂房。"),
        ("2.2022年结转的工程。", "2. 2022年结转的工程。"),
        ("7.新建公厕。\n8.31条河流清淤。\n9、5个社区改造。", "7.新建公厕。\n8. 31条河流清淤。\n9、 5个社区改造。"),
        ("6.新建公厕。\n8.31亿元。", "6.新建公厕。\n8.31亿元。"),
        ("7.新建公厕。\n8.3%增长。\n6、7月产值。", "7.新建公厕。\n8.3%增长。\n6、7月产值。"),
    ],
)
def test_one_width_and_no_blanks_but_those_that_part(written: str, read: str) -> None:
    assert flat_of(written).text == read


def test_what_stands_behind_the_number_of_an_item_leads_back() -> None:
    text = "一、任务\n4.6月底前建成8座。"
    flat = flat_of(text)
    start, end = flat.span(flat.text.index("6月底"), flat.text.index("建成"))
    assert text[start:end] == "6月底前"


def test_a_line_that_breaks_inside_a_sentence_is_joined_and_leads_back() -> None:
    written = "高新区全年工业生产平稳向好，规模以上工业企业效益继续改善，\n利润总额　增长5%。\n二、工作打算"
    flat = flat_of(written)
    assert flat.text.split("\n") == [
        "高新区全年工业生产平稳向好，规模以上工业企业效益继续改善，利润总额增长5%。",
        "二、工作打算",
    ]
    at = flat.text.index("增长5%")
    start, end = flat.span(at, at + 4)
    assert written[start:end] == "增长5%" and flat.source(at) == start


def test_a_heading_of_the_format_is_never_joined_to_the_line_below() -> None:
    written = "高新区全年工业生产平稳向好，规模以上工业企业效益继续改善，\n利润总额增长5%。"
    headed = Document(written, blocks=(Block(BlockKind.HEADING, Span(0, written.index("\n")), 1),))
    assert flatten(headed).text == written


def test_quoted_names_are_hidden_in_the_shape_and_kept_in_the_text() -> None:
    flat = flat_of("落实“十大行动”，增长5%")
    assert flat.text == "落实“十大行动”，增长5%"
    assert flat.shape == f"落实“{HIDDEN * 4}”，增长5%"


@pytest.mark.parametrize("words", ["(80亿元)", "产值80亿元，增长5%", "“没有完的引语"])
def test_what_holds_a_figure_or_has_no_end_is_not_hidden(words: str) -> None:
    assert flat_of(words).shape == flat_of(words).text
