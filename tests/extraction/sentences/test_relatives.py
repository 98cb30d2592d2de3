"""Goals tied to another thing without a number."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON, PLAN, REVIEW, flat_of, marks_of
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.sentences.relatives import relatives
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import FactType


def tied(text: str, period: Period = PLAN) -> list[str]:
    flat = flat_of(text)
    rows = relatives(flat, 0, len(flat.text), marks_of(text), period, Namer(LEXICON))
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
    ],
)
def test_what_is_no_tied_goal(text: str) -> None:
    assert tied(text) == []


def test_a_review_that_compares_with_last_year_sets_no_goal() -> None:
    assert tied("居民收入增速高于上年同期水平", REVIEW) == []
    assert tied("居民收入增速高于上年同期水平", PLAN) == ["居民收入"]
