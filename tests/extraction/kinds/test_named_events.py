"""Events of named things: what a clause with figures is about, what became something, what names nothing."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import rows_of
from zonetracker.model.facts import FactType

REVIEW = "清河区2023年工作总结\n"


def events(text: str) -> list[str]:
    rows = [row for row in rows_of(REVIEW + text) if row.type is FactType.MILESTONE]
    return [row.name + (f" 限{row.deadline}" if row.deadline else "") for row in rows]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("东风、龙山安置房项目开工建设。", ["东风安置房项目开工建设", "龙山安置房项目开工建设"]),
        ("松川产业园一期、二期已投入生产。", ["松川产业园一期投入生产", "松川产业园二期投入生产"]),
        (
            "S317便道工程已经全部完工；畅通工程村道建设涉及8个村，21条道路，基本完工。",
            ["S317便道工程完工"],
        ),
        ("云山、临水成为国家生态县市。", ["云山成为国家生态县市", "临水成为国家生态县市"]),
        ("临西客专、云水铁路新线开通。", ["临西客专开通", "云水铁路新线开通"]),
        ("临水居家养老模式获评全国民生示范工程。", ["临水居家养老模式获评全国民生示范工程"]),
        ("出台人才新政和用地新政双10条。", ["出台人才新政和用地新政双10条"]),
        (
            "总投资达5亿元的城南截污管网、东湖河渠综合治理等项目现全部开工建设。",
            ["城南截污管网开工建设", "东湖河渠综合治理开工建设"],
        ),
        ("推动恒远电子年内上市报会，远航科技成功过会。", ["恒远电子上市报会", "远航科技成功过会"]),
        (
            "5号线去年11月正式开工，3号桥今年10月全线贯通，7号楼主体封顶。",
            ["5号线正式开工", "3号桥全线贯通", "7号楼主体封顶"],
        ),
        ("县人民医院迁建项目年度投资1.6亿元，年底前主体封顶。", ["县人民医院迁建项目封顶 限2023-12"]),
        ("东区停车楼年度投资3000万元，10月底前建成投用。", ["东区停车楼建成投用 限2023-10"]),
        ("北部新城学校项目建设面积4500平方米，今年9月交付使用。", ["北部新城学校项目交付使用"]),
        ("青龙水库除险加固年度投资3500万元，汛期前完成主体工程。", ["青龙水库除险加固主体工程"]),
    ],
)
def test_a_named_thing_that_was_finished_or_became_something(text: str, names: list[str]) -> None:
    assert events(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "智慧农业设施也纷纷上线。",
        "一批商场纷纷开业。",
        "出台支持民营经济发展的政策措施。",
        "出台促进消费的一揽子政策。",
        "2022年度民生实事项目印发实施。",
        "有力助推了城市更新项目的启动实施。",
        "市政府举行年度重要情况通报会。",
        "这一模式获评好评。",
        "新建续建项目36个，总投资85亿元，年内建成12个。",
    ],
)
def test_what_names_nothing_is_no_event(text: str) -> None:
    assert events(text) == []
