"""Figures that only belong to a name, and the same figures where they state a result."""

from __future__ import annotations

import pytest

from tests.extraction.stages import REVIEW, lead_of, stage_on
from zonetracker.extraction.sentences.sizes import Case, Sizes
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
