"""Two tiers in one sentence are one target with its stretch, and what only looks like them is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.tiers import mark_tiers
from zonetracker.model.facts import Candidate, Kind

_HEAD = "青禾区2026年政府工作报告\n\n二、2026年工作安排\n今年经济社会发展主要预期目标是："


def rows(sentence: str) -> list[Candidate]:
    return extract(Document(f"{_HEAD}{sentence}\n"))


def said(one: Candidate) -> str:
    figure = one.stated.value if one.stated.value is not None else one.stated.growth
    return f"{one.name} {figure}{one.stated.unit or '%'}"


@pytest.mark.parametrize(
    ("sentence", "lower", "upper"),
    [
        ("地区生产总值增长6%、力争6.5%。", "地区生产总值 6%", "地区生产总值 6.5%"),
        ("社会消费品零售总额增长7%，奋斗目标为8%。", "社会消费品零售总额 7%", "社会消费品零售总额 8%"),
        ("财政收入确保完成25亿元，力争27亿元。", "财政收入 25亿元", "财政收入 27亿元"),
        ("招商引资到位资金60亿元以上，冲刺70亿元。", "招商引资到位资金 60亿元", "招商引资到位资金 70亿元"),
        ("新增规上企业20家，奋斗目标25家。", "新增规上企业 20家", "新增规上企业 25家"),
        ("城镇新增就业保底1.2万人、奋斗1.5万人。", "城镇新增就业 1.2万人", "城镇新增就业 1.5万人"),
        ("水利投资确保5亿元，力争达到5.5亿元。", "水利投资 5亿元", "水利投资 5.5亿元"),
        ("单位生产总值能耗下降3%，力争下降3.5%。", "单位生产总值能耗 -3%", "单位生产总值能耗 -3.5%"),
        ("安全事故起数控制在20起以内，力争控制在15起以内。", "安全事故起数 20起", "安全事故起数 15起"),
    ],
)
def test_what_is_striven_for_beyond_a_goal_is_its_upper_tier(sentence: str, lower: str, upper: str) -> None:
    found = rows(sentence)
    assert [(said(one), one.stretch) for one in found] == [(lower, False), (upper, True)]
    assert all("name_again" not in one.reasons for one in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "地区生产总值增长6%，力争达到80亿元。",  # a growth and a level: two sides of one tier
        "地区生产总值力争增长6%，财政收入增长8%。",
        "财政收入25亿元，税收收入力争27亿元。",
        "财政收入27亿元，力争25亿元。",  # below the first: no upper tier
        "引进项目20个，其中力争引进亿元项目25个。",
        "新增规上企业20家。力争25家。",
    ],
)
def test_other_figures_beside_each_other_are_no_tiers(sentence: str) -> None:
    assert rows(sentence) and not any(one.stretch for one in rows(sentence))


def test_a_third_figure_is_no_tier_of_a_tier() -> None:
    assert [one.stretch for one in rows("财政收入确保25亿元，力争27亿元，力争28亿元。")] == [False, True, False]


@pytest.mark.parametrize(
    ("between", "unit", "kind", "stretch"),
    [
        ("，力争", "亿元", Kind.TARGET, True),
        ("，达到", "亿元", Kind.TARGET, False),
        ("。力争", "亿元", Kind.TARGET, False),
        ("，力争", "万元", Kind.TARGET, False),
        ("，力争", "亿元", Kind.ACTUAL, False),
        ("，" + "其中省级以上重点项目的到位资金另行统计，" * 3 + "力争", "亿元", Kind.TARGET, False),
    ],
)
def test_words_of_striving_stand_right_between_two_figures_of_one_sort(
    between: str, unit: str, kind: Kind, stretch: bool
) -> None:
    text = f"25亿元{between}27{unit}"
    lower = Draft(0, 4, 0, 4, "财政收入", "财政收入", kind, year=2026, value=Decimal(25), unit="亿元")
    at = text.index("27")
    upper = Draft(at, len(text), at, len(text), "财政收入", "财政收入", kind, year=2026, value=Decimal(27), unit=unit)
    mark_tiers([lower, upper], text)
    assert (lower.stretch, upper.stretch) == (False, stretch)
