"""What the words of heads and titles say."""

from __future__ import annotations

import pytest

from zonetracker.extraction.tables.headtext import (
    is_cumulative,
    is_head_word,
    is_region,
    is_time,
    joined_months,
    kind_of_figure,
    known_unit,
    months_of,
    read_head,
    region_of,
    time_beside,
    unit_in,
    unit_of_caption,
    year_in,
)
from zonetracker.extraction.tables.model import ColumnRole, Months


@pytest.mark.parametrize(
    ("head", "bare", "unit"),
    [
        ("产值（亿元）".replace("（", "(").replace("）", ")"), "产值", "亿元"),
        ("产值/万元", "产值", "万元"),
        ("占比%", "占比", "%"),
        ("产值(现价)", "产值(现价)", None),
        ("责任人/部门", "责任人/部门", None),
    ],
)
def test_the_unit_in_a_head(head: str, bare: str, unit: str | None) -> None:
    assert unit_in(head) == (bare, unit)


@pytest.mark.parametrize(
    ("caption", "unit"),
    [("单位：亿元、%", "亿元"), ("单位:%", "%"), ("单位:统计局", None), ("主要指标（亿元）", None)],
)
def test_the_unit_over_a_table(caption: str, unit: str | None) -> None:
    assert unit_of_caption(caption) == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("亿元", "亿元"), ("亿元、%", "亿元"), ("‰", "‰"), ("统计局", None), ("", None)]
)
def test_known_units(text: str, unit: str | None) -> None:
    assert known_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "year"), [("2023-09", 2023), ("2021年至2022年", 2022), ("2022", 2022), ("2022亿元", None), ("指标", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "time"), [("1-9月", True), ("2022年", True), ("上半年", True), ("1月产值", False), ("工业", False)]
)
def test_a_label_that_is_only_a_time(text: str, time: bool) -> None:
    assert is_time(text) is time


@pytest.mark.parametrize(
    ("text", "months"),
    [("2023年9月", (9, 9)), ("1-9月", (1, 9)), ("前三季度", (1, 9)), ("2023-09", (9, 9)), ("指标", None)],
)
def test_months(text: str, months: Months | None) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [("本月止累计", True), ("本月", False), ("当月完成", False), ("本年", True), ("本年本月", False), ("绝对量", None)],
)
def test_cumulative_or_the_months_own(text: str, cumulative: bool | None) -> None:
    assert is_cumulative(text) is cumulative


@pytest.mark.parametrize(
    ("months", "cumulative", "joined"),
    [
        ((9, 9), True, (1, 9)),
        ((1, 9), False, (9, 9)),
        ((7, 9), True, (1, 9)),
        ((7, 9), False, (7, 9)),
        (None, True, None),
    ],
)
def test_months_of_cumulative_figures(months: Months | None, cumulative: bool, joined: Months | None) -> None:
    assert joined_months(months, cumulative) == joined


@pytest.mark.parametrize(
    ("text", "region"), [("全区", True), ("某某镇", True), ("某某高新区", True), ("工业", False), ("累计", False)]
)
def test_regions(text: str, region: bool) -> None:
    assert is_region(text) is region


@pytest.mark.parametrize(
    ("text", "known"),
    [("累计", True), ("指标名称", True), ("全区累计", True), ("2023年", True), ("税收收入", False), ("统计站", False)],
)
def test_words_of_heads(text: str, known: bool) -> None:
    assert is_head_word(text) is known


@pytest.mark.parametrize(
    ("heads", "role", "whose", "measure"),
    [
        (("高新区累计",), None, "高新区", ""),
        (("某某镇本月止累计",), None, "某某镇", ""),
        (("某某镇完成情况",), None, "某某镇", ""),
        (("全区", "1-9月", "同比"), ColumnRole.GROWTH, "全区", ""),
        (("利润总额", "金额", "(亿元)"), ColumnRole.VALUE, "", "利润总额"),
        (("目标任务", "增速"), ColumnRole.GROWTH, "", ""),
        (("增速", "排名"), ColumnRole.RANK, "", ""),
        (("同比增减(亿元)",), ColumnRole.CHANGE, "", ""),
    ],
)
def test_heads_from_top_to_bottom(heads: tuple[str, ...], role: ColumnRole | None, whose: str, measure: str) -> None:
    said = read_head(heads)
    assert (said.role, said.whose, said.measure) == (role, whose, measure)


@pytest.mark.parametrize(
    ("line", "region"),
    [("某某市某某区2023年1-9月指标", "某某市某某区"), ("某某镇", "某某镇"), ("2023年各镇指标", ""), ("工业", "")],
)
def test_the_region_of_a_title(line: str, region: str) -> None:
    assert region_of(line) == region


@pytest.mark.parametrize(
    ("heads", "cumulative"),
    [
        (("本月", "本年"), False),
        (("自年初累计", "本年"), True),
        (("本年", "1-本月"), True),
        (("本年", "本月"), False),
        (("本年",), True),
    ],
)
def test_what_is_said_outright_comes_before_this_year(heads: tuple[str, ...], cumulative: bool) -> None:
    assert read_head(heads).cumulative is cumulative


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("自然口径增长%", ColumnRole.GROWTH),
        ("统计口径", ColumnRole.NOTE),
        ("占调整预算%", ColumnRole.SHARE),
        ("占地面积", None),
    ],
)
def test_growths_by_a_scope_and_shares_of_whatever(head: str, role: ColumnRole | None) -> None:
    assert read_head((head,)).role is role


@pytest.mark.parametrize(("head", "unit"), [("1-9月折亿元", "亿元"), ("折合万美元", "万美元"), ("折旧", None)])
def test_a_unit_into_which_figures_are_converted(head: str, unit: str | None) -> None:
    assert unit_in(head)[1] == unit


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("总量", True),
        ("累计值", True),
        ("增速", True),
        ("全市位次", True),
        ("税收占比", False),
        ("研发投入占比", False),
    ],
)
def test_a_label_that_says_which_figure_only(label: str, told: bool) -> None:
    assert (kind_of_figure(label) is not None) is told


@pytest.mark.parametrize(
    ("head", "cell", "said"),
    [
        ("月份", "9", "9月"),
        ("年份", "2023", "2023年"),
        ("统计期", "202309", "202309"),
        ("月份", "57.2", ""),
        ("", "9", ""),
    ],
)
def test_a_time_in_digits_beside_the_names(head: str, cell: str, said: str) -> None:
    assert time_beside(head, cell) == said
