"""Kinds of sentences whose rows are named by more than the words before the figure, with neighbours that stay."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import rows_of
from tests.extraction.test_names_and_rows import PLAN, REVIEW, noted
from zonetracker.model.facts import FactType

CASES = {
    "ranks of a growth": [
        (
            "全区工业增加值完成36.2亿元，同比增长7.9%，增速在全市列第4位。",
            "全区工业增加值 36.2亿元 增7.9%；全区工业增加值增速全市排名 4位",
        ),
        (
            "一般公共预算收入12.6亿元，增长9.3%，增幅在全省县区中排名第6。",
            "一般公共预算收入 12.6亿元 增9.3%；一般公共预算收入增幅全省县区排名 6位",
        ),
        (
            "城乡居民人均可支配收入分别达42380元、21560元，分别增长4.8%、7.1%，增速在全市排名分别为第2位、第5位。",
            "城镇居民人均可支配收入 42380元 增4.8%；农村居民人均可支配收入 21560元 增7.1%；"
            "城镇居民人均可支配收入增速全市排名 2位；农村居民人均可支配收入增速全市排名 5位",
        ),
        (
            "社会消费品零售总额完成48亿元，增长6.6%，总量在全市排名第5位，增速在全市排名第1位。",
            "社会消费品零售总额 48亿元 增6.6%；社会消费品零售总额总量全市排名 5位；社会消费品零售总额增速全市排名 1位",
        ),
        (
            "进出口总额31亿元，增幅在全市各县区中位列第二。",
            "进出口总额 31亿元；进出口总额增幅全市各县区排名 2位",
        ),
        (
            "空气质量优良天数比例92%，在全省168个县中排名第12位。",
            "空气质量优良天数比例 92%；空气质量优良天数比例全省排名 12位",
        ),
        ("全市综合考核中位列第三名。", "全市综合考核排名 3位"),
    ],
    "a plan and how far it was met": [
        (
            "完成工业投资26.8亿元，占年度目标任务25亿元的107.2%。",
            "工业投资 26.8亿元；工业投资 25亿元；工业投资占年度目标任务比重 107.2%",
        ),
        (
            "一般公共预算收入完成9.6亿元，完成年初预算10亿元的96%，增长4%。",
            "一般公共预算收入 9.6亿元 增4%；一般公共预算收入 10亿元；一般公共预算收入完成年初预算比例 96%",
        ),
        (
            "新建高标准农田3.2万亩，占全年计划3万亩的106.7%。",
            "新建高标准农田 3.2万亩；新建高标准农田 3万亩；新建高标准农田占全年计划比重 106.7%",
        ),
        (
            "城镇新增就业5200人，占全年目标任务4800人的108.3%；失业人员再就业860人，占目标任务的107.5%。",
            "城镇新增就业 5200人；城镇新增就业 4800人；城镇新增就业占全年目标任务比重 108.3%；"
            "失业人员再就业 860人；失业人员再就业完成目标任务比例 107.5%",
        ),
        (
            "固定资产投资完成年度计划120亿元的65%。",
            "固定资产投资 120亿元；固定资产投资完成年度计划比例 65%",
        ),
        (
            "水利投资完成4.62亿元，为年度计划4.2亿元的110%，比上年增长8.4%，占全市水利投资的12%。",
            "水利投资 4.62亿元 增8.4%；水利投资 4.2亿元；水利投资完成年度计划比例 110%；水利投资占全市水利投资比重 12%",
        ),
        (
            "全市一般公共预算支出86亿元，为预算的92.4%，增长3.1%。",
            "全市一般公共预算支出 86亿元 增3.1%；全市一般公共预算支出完成预算比例 92.4%",
        ),
    ],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [pytest.param(*case, id=f"{kind} {at}") for kind, cases in CASES.items() for at, case in enumerate(cases)],
)
def test_a_sentence_gives_these_rows(text: str, rows: str) -> None:
    title = PLAN if text.startswith("今年") else REVIEW
    quantities = [row for row in rows_of(title + text) if row.type is FactType.QUANTITY]
    assert "；".join(noted(row) for row in quantities) == rows
