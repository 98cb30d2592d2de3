"""A made-up zone's targets, one of every measure and kind."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from zonetracker.model.facts import (
    Actual,
    Bound,
    Indicator,
    JudgeBy,
    Milestone,
    Nature,
    Polarity,
    Stated,
    Target,
)
from zonetracker.model.progress import Progress, progress
from zonetracker.model.rules import RuleSet

ABOUT, LEAST, MOST, EXACT = Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACT
HIGHER, LOWER, WITHIN = Polarity.HIGHER, Polarity.LOWER, Polarity.WITHIN
FLOW, LEVEL = Nature.FLOW, Nature.LEVEL
CURVE = tuple(
    Decimal(part) for part in ("2", "5.5", "12", "20.25", "31", "44.4", "52", "60", "71.345", "82", "91", "100")
)

# name, unit, polarity, nature, value, high, bound, growth, growth high, growth bound, actual, actual's unit, growth
SPECIMENS = [
    ("地区生产总值", "亿元", HIGHER, FLOW, "80", None, LEAST, "8", None, ABOUT, "61.37", "亿元", "7.6"),
    ("规模以上工业增加值", None, HIGHER, FLOW, None, None, None, "9", None, LEAST, None, None, "6.2"),
    ("一般公共预算收入", "亿元", HIGHER, FLOW, "5.20", None, EXACT, None, None, None, "41250", "万元", None),
    ("固定资产投资", "亿元", HIGHER, FLOW, "211.83", None, EXACT, "10", "12", None, "194.54", "亿元", "13.1"),
    ("进出口总额", "万美元", HIGHER, FLOW, "9000", None, LEAST, None, None, None, "0.62", "亿美元", "-3.5"),
    ("新增规模以上工业企业", "家", HIGHER, FLOW, "10", "15", None, None, None, None, "9", "家", None),
    ("引进人才", "人", HIGHER, FLOW, "400", None, EXACT, None, None, None, "1089", "人", None),
    ("城镇登记失业率", "%", LOWER, LEVEL, "4.3", None, MOST, None, None, None, "4.1", "%", None),
    ("生产安全事故死亡人数", "人", LOWER, FLOW, "45", None, MOST, None, None, None, "11", "人", None),
    ("较大以上火灾", "起", LOWER, FLOW, "0", None, MOST, None, None, None, "0", "起", None),
    ("单位生产总值能耗", None, LOWER, FLOW, None, None, None, "-3", None, EXACT, None, None, "-3.4"),
    ("医保参保率", "%", HIGHER, LEVEL, "95", None, LEAST, None, None, None, "96.2", "%", None),
    ("居民消费价格涨幅", "%", WITHIN, LEVEL, "2", "3", None, None, None, None, "3.4", "%", None),
    ("营商环境评价名次", "位", LOWER, LEVEL, "15", None, MOST, None, None, None, "12", "位", None),
    ("新建高标准农田", "万亩", HIGHER, FLOW, "1.50", None, ABOUT, None, None, None, None, None, None),
    ("城镇居民人均可支配收入", "元", HIGHER, FLOW, "42000", None, EXACT, "6.5", None, ABOUT, "30120", "元", "6.5"),
    ("社会消费品零售总额", "亿元", HIGHER, FLOW, None, None, None, "7.5", "8", None, "33.02", "亿元", "0"),
    ("高新技术企业", "家", HIGHER, LEVEL, "120", None, LEAST, None, None, None, "113", "家", None),
    ("技术合同成交额", "亿元", HIGHER, FLOW, "2.4", None, LEAST, None, None, None, "2.4", "亿元", None),
    ("城乡居民增收", None, HIGHER, FLOW, None, None, None, None, None, None, None, None, None),
    ("化解债务", "亿元", HIGHER, FLOW, "12", None, EXACT, None, None, None, "-0.30", "亿元", None),
    ("粮食收购量", "万吨", HIGHER, FLOW, "3.60", None, EXACT, None, None, None, "25700", "吨", None),
    ("=1+1|指标$x$", "件", HIGHER, FLOW, "7", None, EXACT, None, None, None, "5.25", "件", None),
    ("绿化造林面积", "公顷", HIGHER, FLOW, "100", None, EXACT, None, None, None, "1000", "亩", None),
    ("盘活闲置厂房", "万平方米", HIGHER, FLOW, "8", None, EXACT, None, None, None, "60000", "平方米", None),
]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def specimen(
    index: int, row: Sequence[Any], year: int = 2023, month: int = 9
) -> tuple[Indicator, Target, Actual | None]:
    """One made-up row as its indicator, target and actual."""
    name, unit, polarity, nature, value, high, bound, growth, growth_high, growth_bound, reached, its, rate = row
    indicator = Indicator(index, name, unit, polarity=polarity, nature=nature, typed_growth=index <= 2)
    stated = Stated(
        _decimal(value),
        _decimal(high),
        unit if value else None,
        bound,
        _decimal(growth),
        _decimal(growth_high),
        growth_bound,
    )
    target = Target(
        index,
        index,
        year,
        stated,
        position=index,
        section="经济指标" if index < 14 else "民生与环境",
        responsible="示范局、样例中心" if index % 3 else "试验办公室",
        quote=f"全年{name}达到{value}。",
        source="示范区年度计划",
        wording="" if value or growth else "与经济增长同步",
    )
    if reached is None and rate is None:
        return indicator, target, None
    return indicator, target, Actual(index, index, year, month, _decimal(reached), its, _decimal(rate), "统计局")


def build(rows: Sequence[Sequence[Any]], month: int = 9, places: int = 1) -> Progress:
    """The Progress of `rows` in a month of 2023, with one part (其中), one curve and one baseline among them."""
    indicators, targets, actuals, problems = {}, [], {}, {}
    for index, row in enumerate(rows, 1):
        indicator, target, actual = specimen(index, row, month=month)
        if index % 25 == 22:
            indicator = replace(indicator, curve=CURVE)
        if index % 25 == 5 and index > 1:
            target = replace(target, parent_id=index - 1)
        if index % 25 == 19:
            target = replace(target, stretch=Decimal("3"), judge_by=JudgeBy.LEVEL, note="奋斗目标另列")
        if actual is not None and index % 25 in (6, 7, 18):
            actual = replace(actual, reason="统计口径调整")
            problems[index] = "两个项目推迟到四季度\n开工"
        indicators[index] = indicator
        targets.append(target)
        if actual is not None:
            actuals[index, 2023, month] = actual
            if actual.value is not None:
                actuals[index, 2022, 12] = replace(actual, year=2022, month=12, value=actual.value + Decimal("1.30"))
                actuals[index, 2022, month] = replace(
                    actual, year=2022, value=abs(actual.value) + Decimal("0.7"), growth=None
                )
    milestones = [
        Milestone(1, 2023, "科创园二期开工建设", deadline="2023-06", done_on="2023-06-18", responsible="样例中心"),
        Milestone(2, 2023, "北环路东延工程通车", deadline="2023-08", responsible="试验办公室", note="管线迁改未完成"),
        Milestone(3, 2023, "综合服务大厅投用", deadline="2023-12", responsible="示范局"),
        Milestone(4, 2023, "创建绿色园区", responsible="示范局"),
    ]
    return progress("示范区", 2023, month, targets, indicators, actuals, milestones, RuleSet(), places, problems)
