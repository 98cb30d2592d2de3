"""Money planned and spent, ranks that stand alone, years in passing, and what one named work is like."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import line, rows_of
from zonetracker.model.facts import FactType

REVIEW = "清河区2023年工作总结\n"
NEWS = "清河区发布\n2022年4月30日\n"
CASES = [
    (
        REVIEW,
        "重点项目总投资86亿元，已完成投资21.2亿元。",
        ["实绩 2023 重点项目总投资 86亿元", "实绩 2023 重点项目完成投资 21.2亿元"],
    ),
    (
        REVIEW,
        "标准厂房项目估算总投资3亿元，已完成1.2亿元。",
        ["实绩 2023 标准厂房项目估算总投资 3亿元", "实绩 2023 标准厂房项目完成投资 1.2亿元"],
    ),
    (
        REVIEW,
        "安排重点项目120个，估算总投资300亿元。",
        ["实绩 2023 安排重点项目 120个", "实绩 2023 安排重点项目估算总投资 300亿元"],
    ),
    (REVIEW, "滨河东路改造工程全长3.2公里，总投资1亿元。", []),
    (REVIEW, "城北水厂扩建项目总投资3亿元。", []),
    (REVIEW, "松川至岩头公路改建工程全长27公里。", []),
    (REVIEW, "城建项目总投资18亿元。", ["实绩 2023 城建项目总投资 18亿元"]),
    (REVIEW, "农村公路总长1200公里。", ["实绩 2023 农村公路总长 1200公里"]),
    (REVIEW, "新建学校建筑面积8万平方米。", ["实绩 2023 新建学校建筑面积 8万平方米"]),
    (REVIEW, "出台人才新政和用地新政双10条，发布惠企政策50条。", ["实绩 2023 发布惠企政策 50条"]),
    (
        REVIEW,
        "固定资产投资增长7.9%，全市排名第二；规上工业增加值增长10.4%，全省排名第五。",
        [
            "实绩 2023 固定资产投资 增7.9%",
            "实绩 2023 固定资产投资全市排名 2位",
            "实绩 2023 规上工业增加值 增10.4%",
            "实绩 2023 规上工业增加值全省排名 5位",
        ],
    ),
    (
        REVIEW,
        "综合考核全市排名第三，营商环境评价全省排名第6。",
        ["实绩 2023 综合考核全市排名 3位", "实绩 2023 营商环境评价全省排名 6位"],
    ),
    (
        NEWS,
        "今年把2021年度项目完成后，将累计建成高标准农田59万亩，并启动2022年度高标准农田建设7万亩。",
        ["目标 2022 建成高标准农田 59万亩", "目标 2022 启动高标准农田建设 7万亩"],
    ),
    (NEWS, "全区将累计建成口袋公园86个。", ["目标 2022 建成口袋公园 86个"]),
    (NEWS, "全区累计建成口袋公园86个。", ["实绩 2022 建成口袋公园 86个"]),
    (NEWS, "项目2022年度计划投资26亿元。", ["目标 2022 项目年度计划投资 26亿元"]),
]


@pytest.mark.parametrize(("head", "text", "rows"), CASES)
def test_a_sentence_gives_these_rows(head: str, text: str, rows: list[str]) -> None:
    assert [line(row) for row in rows_of(head + text) if row.type is FactType.QUANTITY] == rows
