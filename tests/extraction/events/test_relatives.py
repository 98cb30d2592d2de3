"""Goals tied to another thing without a number."""

from __future__ import annotations

import pytest

from tests.extraction.stages import FRAME, LEXICON, PLAN, REVIEW, flat_of, marks_of
from zonetracker.extraction.events.relatives import Relatives
from zonetracker.extraction.events.when import Almanac
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.times import Timeline
from zonetracker.model.facts import FactType


def tied(text: str, period: Period = PLAN) -> list[str]:
    flat = flat_of(text)
    almanac = Almanac(flat.text, Timeline(flat.text, flat.shape, FRAME), FRAME)
    rows = Relatives(Namer(LEXICON), flat, almanac).sentence(0, len(flat.text), marks_of(text), period)
    assert all(row.type is FactType.RELATIVE and row.year == period.year for row in rows)
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("居民收入增长与经济增长同步", ["居民收入"]),
        ("城镇和农村居民收入与经济增长同步", ["城镇居民收入", "农村居民收入"]),
        ("工业增加值增速高于全省平均水平", ["工业增加值"]),
        ("单位能耗完成省下达目标", ["单位能耗"]),
        ("空气质量优良率、PM2.5浓度全面达标", ["空气质量优良率", "PM2.5浓度"]),
        ("居民收入增长快于经济增长", ["居民收入"]),
        ("能耗强度、碳排放强度控制在上级要求以内", ["能耗强度", "碳排放强度"]),
        ("单位GDP能耗、主要污染物减排等约束性指标完成省定任务", ["单位GDP能耗", "主要污染物减排"]),
        ("粮食产量只增不减", ["粮食产量"]),
        ("主要经济指标增速高于全省平均水平", ["主要经济指标"]),
        ("城镇居民和农村居民收入增速均略高于全市平均水平", ["城镇居民收入", "农村居民收入"]),
        ("公共财政收入与经济增长相适应", ["公共财政收入"]),
        ("按照省里要求完成安全生产指标", ["安全生产指标"]),
        ("进出口增速好于全国", ["进出口"]),
        ("耕地保有量不低于省下达指标", ["耕地保有量"]),
        ("城市居民人均可支配收入和农民人均纯收入增长高于全市平均水平", ["城市居民人均可支配收入", "农民人均纯收入"]),
        ("万元GDP能耗、化学需氧量控制在省政府下达目标以内", ["万元GDP能耗", "化学需氧量"]),
        ("能源、用水等指标达到国家要求", ["能源指标", "用水"]),
        ("节能减排、安全生产完成上级下达任务", ["节能减排", "安全生产"]),
        ("物价涨幅低于全国平均水平", ["物价"]),
        ("城乡居民收入增速快于经济增速", ["城乡居民收入"]),
        ("城镇调查失业率低于全国平均水平", ["城镇调查失业率"]),
        ("居民消费价格涨幅控制在省定目标以内", ["居民消费价格涨幅"]),
        ("一般公共预算收入与经济增长同步", ["一般公共预算收入"]),
        ("安全生产各项指标控制在市下达范围内", ["安全生产指标"]),
        ("粮食播种面积、产量完成省下达任务", ["粮食播种面积", "产量"]),
        ("研发投入强度高于全省平均", ["研发投入强度"]),
        ("空气优良天数比例、地表水优良比例达到省考核要求", ["空气优良天数比例", "地表水优良比例"]),
        ("用能总量和强度控制在国家下达指标内", ["用能总量", "强度"]),
        ("农村居民收入增幅高于城镇居民收入增幅", ["农村居民收入"]),
        ("外贸进出口增速跑赢全省", ["外贸进出口"]),
        ("人均预期寿命高于全国平均水平", ["人均预期寿命"]),
        ("完成省下达的节能减排任务", ["节能减排"]),
        ("教育支出增幅不低于财政支出增幅", ["教育支出"]),
        (
            "城镇居民人均可支配收入增长与经济增长基本同步，农村居民收入增速快于城镇",
            ["城镇居民人均可支配收入", "农村居民收入"],
        ),
        ("固定资产投资、社会消费品零售总额增速均高于全省平均水平", ["固定资产投资", "社会消费品零售总额"]),
        ("单位GDP能耗降幅达到上级下达目标", ["单位GDP能耗降幅"]),
        ("主要污染物排放量控制在上级下达指标之内", ["主要污染物排放量"]),
        ("物价总水平涨幅不高于全国", ["物价总水平"]),
        ("服务业增加值增速与GDP增速同步", ["服务业增加值"]),
        ("财政收入与经济增长相协调、居民收入与经济增长相同步", ["财政收入", "居民收入"]),
        ("农民收入增速持续快于城镇居民收入增速", ["农民收入"]),
        ("各项约束性指标完成省下达目标", ["各项约束性指标"]),
        ("财政收入保持上年水平", ["财政收入"]),
        ("单位生产总值能耗降低、氨氮排放量降低完成国家下达目标任务", ["单位生产总值能耗降低", "氨氮排放量降低"]),
    ],
)
def test_what_a_goal_is_set_for(text: str, names: list[str]) -> None:
    assert tied(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "居民收入增长8%，与经济增长同步",
        "各部门要与企业保持同步",
        "学校建设全面达标",
        "居民收入稳步增长",
        "认真落实全省会议精神",
        "各项工作走在全省前列",
        "服务态度达到群众要求",
        "农村面貌与城市发展同步改善",
        "投资增速保持全市前列",
        "认真完成上级下达任务",
        "政府工作与群众期盼同步",
        "要把思想统一到上级要求上来",
        "达到国家卫生城市标准要求",
        "营商环境达到全国一流水平",
        "各项事业与时代发展同步",
        "规上工业增加值增速高于全市平均水平2个百分点",
        "财政民生支出占比保持稳定",
        "推动教育与产业发展相适应",
    ],
)
def test_what_is_no_tied_goal(text: str) -> None:
    assert tied(text) == []


def test_a_review_that_compares_with_last_year_sets_no_goal() -> None:
    assert tied("居民收入增速高于上年同期水平", REVIEW) == []
    assert tied("居民收入增速高于上年同期水平", PLAN) == ["居民收入"]


def test_the_number_of_a_list_is_no_figure_of_the_goal() -> None:
    assert tied("(7)居民人均可支配收入增长高于全市平均水平") == ["居民人均可支配收入"]


def test_the_head_of_a_list_before_its_comma() -> None:
    assert tied("城镇新增就业人数，城镇登记失业率、节能减排等约束性指标完成省里下达任务") == [
        "城镇新增就业人数",
        "城镇登记失业率",
        "节能减排",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("跨境电商增长快于货物贸易", ["跨境电商"]),
        ("力争高技术产业增速高于规上工业", ["高技术产业"]),
        ("碳排放双控完成国家下达任务", ["碳排放双控"]),
        ("产业发展快于预期", []),
        ("跨境电商增长快于去年同期", []),
    ],
)
def test_what_is_to_outgrow_another_thing(text: str, wanted: list[str]) -> None:
    assert tied(text) == wanted


def test_what_outgrew_another_thing_sets_no_goal() -> None:
    assert tied("跨境电商增长快于货物贸易", REVIEW) == []
