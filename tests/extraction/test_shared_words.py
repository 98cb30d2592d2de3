"""Figures that share a predicate, a thing counted or a topic, and words that only lead to a name."""

from __future__ import annotations

from tests.extraction.clerk import noted, rows_of, text_of


def test_both_at_one_rate() -> None:
    """2019年，信访办结率、纠纷调处率都是100%；村组通车率、垃圾收运率双双达98%。"""
    assert noted(text_of(test_both_at_one_rate)) == [
        "实绩 2019 信访办结率 100%",
        "实绩 2019 纠纷调处率 100%",
        "实绩 2019 村组通车率 98%",
        "实绩 2019 垃圾收运率 98%",
    ]


def test_the_last_of_a_list_fell() -> None:
    """2012年，汽车类、石油类、家电类零售额分别增长9.9%、21.2%和-3.7%。"""
    assert noted(text_of(test_the_last_of_a_list_fell)) == [
        "实绩 2012 汽车类零售额 增9.9%",
        "实绩 2012 石油类零售额 增21.2%",
        "实绩 2012 家电类零售额 增-3.7%",
    ]


def test_a_rate_beside_a_rise_of_prices() -> None:
    """2015年主要目标是：城镇登记失业率、居民消费价格涨幅分别控制在4.2%和3%以内。"""
    assert noted(text_of(test_a_rate_beside_a_rise_of_prices)) == [
        "目标 2015 城镇登记失业率 ≤4.2%",
        "目标 2015 居民消费价格 增≤3%",
    ]


def test_a_rate_whose_name_holds_a_word_of_change() -> None:
    """2014年，财政投资评审审减率保持12%以上。"""
    assert noted(text_of(test_a_rate_whose_name_holds_a_word_of_change)) == ["实绩 2014 财政投资评审审减率 ≥12%"]


def test_levels_of_what_is_counted() -> None:
    """2016年，新签约项目73个、协议总投资412亿元，其中百亿级1个、50亿元以上3个。"""
    rows = rows_of(text_of(test_levels_of_what_is_counted))
    assert [(row.name, row.parent) for row in rows] == [
        ("新签约项目", None),
        ("新签约项目协议总投资", None),
        ("新签约百亿级项目", "新签约项目"),
        ("新签约50亿元以上项目", "新签约项目"),
    ]


def test_a_part_that_names_its_own_measure() -> None:
    """2022年，固定资产投资80亿元，其中工业性投入30亿元；财政总收入20亿元，其中地方财政收入到账11亿元。"""
    assert [row.name for row in rows_of(text_of(test_a_part_that_names_its_own_measure))] == [
        "固定资产投资",
        "工业性投入",
        "财政总收入",
        "地方财政收入",
    ]


def test_what_goes_well_is_no_name() -> None:
    """2009年，粮食总产量创历史新高，达到9.6亿斤；外贸出口实现恢复性增长，达到2.9亿美元。"""
    assert noted(text_of(test_what_goes_well_is_no_name)) == [
        "实绩 2009 粮食总产量 9.6亿斤",
        "实绩 2009 外贸出口 2.9亿美元",
    ]


def test_words_that_lead_to_a_name() -> None:
    """2022年，外资工作力争合同外资达到1.5亿美元，向群众发放口罩16000个，一年征地1200亩。"""
    assert [row.name for row in rows_of(text_of(test_words_that_lead_to_a_name))] == ["合同外资", "发放口罩", "征地"]


def test_goals_tied_after_an_auxiliary() -> None:
    """2023年主要目标是：一般公共预算收入要与经济发展相协调，居民收入增长和经济增长同步、劳动报酬提高和劳动生产率提高同步。"""
    assert noted(text_of(test_goals_tied_after_an_auxiliary)) == [
        "目标 2023 一般公共预算收入 挂钩",
        "目标 2023 居民收入 挂钩",
        "目标 2023 劳动报酬 挂钩",
    ]


def test_projects_with_short_names() -> None:
    """2023年工作目标

    临水湾项目开工，锦绣里项目顺利交付；老年公园提升改造基本完成。重大项目开工，在建项目交付。
    """
    assert [row.name for row in rows_of(text_of(test_projects_with_short_names))] == [
        "临水湾项目开工",
        "锦绣里项目顺利交付",
        "老年公园提升改造基本完成",
    ]
