"""Growth in percent and steps in percentage points: which row they belong to, or that they are rows of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.clerk import rows_of
from tests.extraction.stages import REVIEW, lead_of, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.changes import Changes


def changes(text: str, *rows: Draft, figures: int = 1, index: int = 0, points: bool = False) -> list[str]:
    """The rows after one call, those before included: name, level, growth."""
    stage = stage_on(Changes, text, REVIEW, *rows)
    start, lead = lead_of(stage, index)
    read = stage.points if points else stage.growth
    first = index % len(stage.marks)
    marks = stage.marks[first : first + figures]
    assert read(marks, start, lead, stage.approaches.read(lead)) == figures
    return [
        f"{row.name}{f' {row.value}{row.unit}' if row.value is not None else ''}"
        f"{f' 增{row.growth}%' if row.growth is not None else ''}"
        for row in stage.rows
    ]


def invested() -> Draft:
    return row_before("固定资产投资", "80")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("工业产值同比增长5%", "工业产值 增5%"),
        ("工业产值下降5%", "工业产值 增-5%"),
        ("单位能耗降低5%", "单位能耗降低 增-5%"),
        ("工业产值年均增长5%", "工业产值年均增速 增5%"),
        ("工业产值(增长5%)", "工业产值 增5%"),
        ("常住人口:增长5%", "常住人口 增5%"),
    ],
)
def test_a_growth_with_a_name_is_a_row(text: str, row: str) -> None:
    assert changes(text) == [row]


def test_a_growth_without_a_name_belongs_to_the_level_before() -> None:
    assert changes("，增长5%", invested()) == ["固定资产投资 80亿元 增5%"]
    assert changes("，因疫情影响下降5%", invested()) == ["固定资产投资 80亿元 增-5%"]
    assert changes("，增幅达5%", invested()) == ["固定资产投资 80亿元 增5%"]


def test_a_growth_of_another_kind_is_a_row_beside_the_level() -> None:
    assert changes("，年均增长5%", invested()) == ["固定资产投资 80亿元", "固定资产投资年均增速 增5%"]
    assert changes("，比2019年增长5%", invested(), index=1) == ["固定资产投资 80亿元", "固定资产投资比2019年增长 增5%"]


def test_a_growth_with_another_name_leaves_the_level_alone() -> None:
    assert changes("，税收收入增长5%", invested()) == ["固定资产投资 80亿元", "税收收入 增5%"]


def test_growths_of_several_things() -> None:
    named = "工业产值、农业产值"
    assert changes(named + "分别增长5%、3%", figures=2) == ["工业产值 增5%", "农业产值 增3%"]
    assert changes(named + "均增长5%") == ["工业产值 增5%", "农业产值 增5%"]
    rows = row_before("增值税", "8"), row_before("房产税", "3")
    assert changes("，分别增长5%、3%", *rows, figures=2) == ["增值税 8亿元 增5%", "房产税 3亿元 增3%"]


def test_a_part_takes_the_measure_of_its_whole() -> None:
    prices = row_before("居民消费价格")
    assert changes("其中食品类上涨5%", prices) == ["居民消费价格", "食品类价格 增5%"]
    assert changes("，其中工业增长5%", row_before("增加值")) == ["增加值", "工业增加值 增5%"]
    sold = row_before("商品房销售额", "80")
    assert changes("，面积增长5%", sold) == ["商品房销售额 80亿元", "商品房面积 增5%"]


def test_a_share_that_grows_is_a_row_beside_it() -> None:
    share = row_before("城镇化率", "50", "%", "percent")
    assert changes("，提高5%", share) == ["城镇化率 50%", "城镇化率提高 增5%"]


def test_of_several_rates_a_change_is_said_of_the_last_only() -> None:
    text = "利润率、资产负债率增幅5%、3%"
    assert changes(text, figures=2) == ["利润率 5%", "资产负债率 3%"]


@pytest.mark.parametrize("text", ["拉动产值增长5%", "对增长的贡献率达5%", "(2021年同期增长5%)"])
def test_what_is_no_growth_of_this_report(text: str) -> None:
    assert changes(text, index=-1 if "2021" in text else 0) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("工业化率提高1.5个百分点", ["工业化率提高 1.5个百分点"]),
        ("增速高于全省1.5个百分点", []),
        ("达到1.5个百分点", []),
        ("拉动增长1.5个百分点", []),
    ],
)
def test_points(text: str, rows: list[str]) -> None:
    assert changes(text, points=True) == rows


def test_points_of_several_shares_in_turn() -> None:
    entered, passed = row_before("入学率", "90", "%", "percent"), row_before("升学率", "50", "%", "percent")
    found = changes("，分别提高1.5个、2个百分点", entered, passed, figures=2, points=True)
    assert found[2:] == ["入学率提高 1.5个百分点", "升学率提高 2个百分点"]
    found = changes("入学率、升学率分别提高1.5个、2个百分点", figures=2, points=True)
    assert found == ["入学率提高 1.5个百分点", "升学率提高 2个百分点"]


def test_points_belong_to_a_share_and_never_to_an_amount() -> None:
    share = row_before("工业化率", "50", "%", "percent")
    assert changes("，提高1.5个百分点", share, points=True) == ["工业化率 50%", "工业化率提高 1.5个百分点"]
    assert changes("，提高1.5个百分点", invested(), points=True) == ["固定资产投资 80亿元"]


@pytest.mark.parametrize("base", ["比2019年1-7月", "比2019年同期", "比2019年上半年"])
def test_growth_against_an_earlier_year_is_of_the_row_before(base: str) -> None:
    text = f"清河区2023年工作总结\n固定资产投资同比增长7.4%，{base}增长20.5%，两年平均增长9.8%。"
    names = [row.name for row in rows_of(text)]
    assert names == ["固定资产投资", "固定资产投资比2019年增长", "固定资产投资两年平均增速"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("出口总额由去年同期增长12%转为下降5.6%。", [("出口总额", None, "-5.6")]),
        ("固定资产投资由一季度下降3.4%转为增长0.8%。", [("固定资产投资", None, "0.8")]),
        ("财政收入9亿元，由上半年下降4.5%转为增长1.2%。", [("财政收入", "9", "1.2")]),
        ("规上工业利润由上年下降8.3%转正，增长2.6%。", [("规上工业利润", None, "2.6")]),
        ("规上工业增加值增速由上半年的3.2%提高到5.1%。", [("规上工业增加值", None, "5.1")]),
        ("社会消费品零售总额由一季度增长4.2%回落到增长3.1%。", [("社会消费品零售总额", None, "3.1")]),
        ("民间投资止跌回升，增长2.4%。", [("民间投资", None, "2.4")]),
        ("水果产量平稳提升，增长3.9%。", [("水果产量", None, "3.9")]),
        ("经济运行稳中有进，增长6%。", []),
    ],
)
def test_what_a_growth_turned_from_is_no_row(text: str, rows: list[tuple[str, str | None, str]]) -> None:
    found = [(row.name, row.stated.value, row.stated.growth) for row in rows_of("青禾县2023年工作总结\n" + text)]
    assert found == [(name, value and Decimal(value), Decimal(growth)) for name, value, growth in rows]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("人口自然增长率为-3.19‰，比上年下降3.18个千分点。", [("人口自然增长率下降", "3.18", "个千分点")]),
        ("死亡率6.1‰，提高0.3个千分点。", [("死亡率提高", "0.3", "个千分点")]),
        ("城镇化率为54%，提高1.2个百分点。", [("城镇化率提高", "1.2", "个百分点")]),
    ],
)
def test_a_step_of_a_rate_keeps_its_points(text: str, steps: list[tuple[str, str, str]]) -> None:
    found = rows_of("青禾县2022年工作总结\n" + text)[1:]
    assert [(row.name, str(row.stated.value), row.stated.unit) for row in found] == steps
