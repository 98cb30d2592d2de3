"""The words around a figure, the items of a list, and the rows that a sentence has given so far."""

from __future__ import annotations

import pytest

from tests.extraction.stages import REVIEW, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.clause import Clause


def right_of(text: str, index: int = 0) -> str:
    return stage_on(Clause, text).right(index)


def test_the_words_after_a_figure_end_at_a_stop_or_at_the_next_figure() -> None:
    assert right_of("建成6个省级园区，8个市级园区") == "省级园区"
    assert right_of("有企业96家实施改制，12家破产") == "实施改制"
    assert right_of("改造管网8公里泵站3座") == "泵站"
    assert right_of("产值80亿元，增长5%") == ""


def test_an_enumeration_after_a_figure_goes_on_to_the_end_of_its_clause() -> None:
    assert right_of("立项30个国家、省科技项目") == "国家、省科技项目"
    assert right_of("新建道路12公里、泵站3座") == ""


def test_brackets_part_clauses_only_where_they_hold_a_figure() -> None:
    assert right_of("建成6个(省级)园区") == "(省级)园区"
    assert right_of("建成6个园区(投资8亿元)设施") == "园区"


def test_a_row_after_of_which_hangs_under_the_row_before() -> None:
    clause = stage_on(Clause, "税收80亿元，其中增值税30亿元")
    whole, part = row_before("税收", "80"), row_before("增值税", "30")
    whole.start, part.start = 2, clause.text.index("30")
    clause.add(whole)
    clause.last_end = clause.text.index("，")
    clause.add(part)
    assert part.parent is whole and whole.parent is None


def test_rows_side_by_side_have_no_parent() -> None:
    clause = stage_on(Clause, "税收80亿元，投资30亿元", REVIEW, row_before("税收", "80"), row_before("投资", "30"))
    assert [row.parent for row in clause.rows] == [None, None]


def doubts_of(text: str, name: str, subject: str, told: Draft) -> set[str]:
    stage = stage_on(Clause, text, REVIEW, told)
    mark = stage.marks[0]
    row = Draft(mark.start, mark.end, mark.start, mark.end, name, subject)
    return set(stage.add(row).reasons)


def test_a_name_that_does_not_stand_beside_its_figure_is_doubted() -> None:
    told = row_before("新登记企业")
    assert doubts_of("新建公厕12座。", "新建公厕", "新建公厕", told) == set()
    assert doubts_of("新建12座公厕。", "新建公厕", "新建公厕", told) == set()
    assert doubts_of("城镇、农村居民收入8万元。", "城镇居民收入", "城镇居民收入", told) == set()
    assert doubts_of(f"{'环境持续优化' * 12}，户均资本90万元。", "新登记企业户均资本", "新登记企业", told) == {
        "name_far"
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云溪湖生态廊道建设工程累计投入资金8万元。", "投入资金"),
        ("空气质量综合指数为8。", "重污染天数"),
        ("新建8个幸福食堂。", "新建公园"),
    ],
)
def test_words_beside_a_figure_that_its_name_leaves_out_are_a_doubt(text: str, name: str) -> None:
    assert doubts_of(text, name, name, row_before("新登记企业")) == {"words_left"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("生产总值突破8亿元大关。", "生产总值"),
        ("城镇化率由8万元提高到新水平。", "城镇化率"),
        ("东湖水库、西山隧道等8项重点工程。", "重点工程"),
        ("供水、供气管网8公里。", "供水管网"),
    ],
)
def test_words_that_lead_on_or_only_list_are_none(text: str, name: str) -> None:
    assert doubts_of(text, name, name, row_before("新登记企业")) == set()
