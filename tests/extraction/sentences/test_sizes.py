"""Figures that only belong to a name or tell what one thing is like, and the same where they state a result."""

from __future__ import annotations

import pytest

from tests.extraction.stages import REVIEW, lead_of, stage_on
from zonetracker.extraction.sentences.sizes import Case, Described, Sizes
from zonetracker.extraction.sentences.spent import Spent


def case_of(text: str) -> Case:
    stage = stage_on(Sizes, text, REVIEW)
    mark = stage.marks[0]
    return Case(0, mark, mark.unit_kind, lead_of(stage)[1], stage.right(0), stage.shape[mark.end : mark.tail])


@pytest.mark.parametrize(
    ("in_name", "states"),
    [
        ("500米覆盖率90%", "新建500米"),
        ("80张床位以上养老机构3家", "新增80张床位"),
        ("考核末10名", "招聘10名"),
        ("最高20%收入组人均收入3万元", "最高20%"),
        ("收入最低的20%家庭增收500元", "收入增加的20%"),
        ("人口4万人以上的镇有12个", "参保4万人以上"),
        ("1000人以上的学校36所", "培训1000人以上的目标"),
    ],
)
def test_a_size_in_a_name_is_told_from_a_result(in_name: str, states: str) -> None:
    judged = [stage_on(Spent, text, REVIEW).is_spent(0, *_around(text)) for text in (in_name, states)]
    assert judged == [True, False]


def _around(text: str) -> tuple[str, str]:
    case = case_of(text)
    return case.lead, case.right


def test_a_bound_belongs_to_the_thing_behind_it() -> None:
    assert case_of("10亿元以上企业30家").is_threshold and not case_of("10亿元以上").is_threshold
    assert case_of("10亿元以上企业30家").of_rest and not case_of("10亿元并增长8%").of_rest


def describes(text: str) -> bool | None:
    stage = stage_on(Described, text)
    return stage.describes(case_of(text))


@pytest.mark.parametrize(
    ("described", "stated"),
    [
        ("该项目总投资3亿元", "全区项目总投资3亿元"),
        ("正在实施的“橱柜扩能项目”项目总投资3亿元", "重点项目总投资3亿元"),
        ("滨江大桥项目总投资3亿元", "滨江大桥项目完成投资3亿元"),
        ("产品远销20个国家", "产品质量提升20个"),
        ("红线宽度36米", "新建道路36米"),
        ("考察组40人", "培训40人"),
        ("宏远集团30万头生猪屠宰项目", "出栏30万头生猪"),
        ("投资6亿元石门古镇景区", "投资6亿元建设石门古镇景区"),
        ("占地80亩，总投资3亿元的康泰物流园", "占地80亩"),
        ("项目建成后，可实现产值3亿元", "项目建成36个"),
    ],
)
def test_a_thing_is_described_and_a_result_stated(described: str, stated: str) -> None:
    assert describes(described) is True
    assert describes(stated) is None


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("4.滨江大桥。", True),
        ("9.科创园二期，", True),
        ("4.新开工项目。", False),
        ("4.道路、桥梁。", False),
        ("滨江大桥。", False),
    ],
)
def test_what_an_entry_of_a_list_costs_is_no_result(entry: str, expected: bool) -> None:
    text = f"交通\n{entry}总投资3亿元"
    stage = stage_on(Described, text, REVIEW)
    assert stage._is_of_entry(text.index("3亿元")) is expected
