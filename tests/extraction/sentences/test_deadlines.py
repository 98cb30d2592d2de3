"""What a figure covers, and by when it is wanted."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import noted, rows_of
from tests.extraction.stages import PLAN, REVIEW, stage_on
from zonetracker.extraction.sentences.deadlines import Extent, deadline_of
from zonetracker.extraction.text.times import Role, Time


def test_a_time_alone_gives_its_last_day_or_month() -> None:
    assert deadline_of(Time(0, 5, Role.BY, None, (6, 6), day=8), 2023) == "2023-06-08"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True, end_of=True), 2023) == "2025-12"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True), 2023) is None


def test_a_time_holds_in_its_own_clause_or_where_it_opens_the_sentence() -> None:
    for text, holds in (("6月底前建成8座", True), ("6月底前，建成8座", True), ("医院6月底前启用，建成8座", False)):
        stage = stage_on(Extent, text, PLAN)
        (time,) = stage.whole.times.within(0, len(text))
        figure = next(mark for mark in stage.marks if mark.unit == "座")
        assert stage.holds(time, figure) is holds
    assert stage_on(Extent, "建成8座", REVIEW).frame_now == 2023


def test_goals_of_an_undated_text_are_wanted_by_the_year_it_names() -> None:
    assert noted("到2015年，每千人病床数达到5张；床位周转率达到90%；建成文化馆。") == [
        "目标 2015 每千人病床数 5张 限2015",
        "目标 2015 床位周转率 90% 限2015",
        "目标 2015 建成文化馆 重点事项 限2015",
    ]


def test_what_follows_a_year_with_its_goals_is_wanted_by_then() -> None:
    goals = "到2027年主要目标：\n——经济。地区生产总值达到900亿元。\n——生态。森林覆盖率达到60%。"
    assert noted(f"三、奋斗目标\n奋斗目标：建成强市。{goals}") == [
        "目标 2027 地区生产总值 900亿元 限2027",
        "目标 2027 森林覆盖率 60% 限2027",
    ]


_TASKS = "城东区2023年民生实事任务清单\n一、民生保障\n"


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("改造小区34个、楼房50栋，惠及居民2万户，11月底前全部完工；加装电梯60部。", "11 11 11 -"),
        ("续建的4个项目6月底前全部完工。", "06"),
        ("6月底前新开工项目达到20个，9月底前全部开工。", "06"),
        ("31条河流年底前完成清淤。", "12"),
        ("新建道路12公里，6月底前开工，确保11月底前通车。", "11"),
        ("12个项目一季度集中开工。", "03"),
        ("改造小区34个，年底前完成主体工程。", "-"),
        ("完成投资12亿元，6月底前全部到位。", "-"),
        ("新建学校3所，9月底前完成招生工作。", "-"),
        ("新增日处理能力3万吨，10月底前投产。", "-"),
        ("新建学校3所，开工率90%，8月底前全部开工。", "- -"),
        ("改造电梯60台，铺设管网12公里。（责任单位：区住建局，10月底前完成）", "10 10"),
        ("培训6000人次。完成时限：2023年11月底。", "11"),
        ("培训6000人次。责任单位：区人社局", "-"),
        ("培训6000人次，总结在12月底完成", "-"),
    ],
)
def test_what_is_counted_is_due_when_the_words_behind_it_say(said: str, due: str) -> None:
    rows = [row for row in rows_of(_TASKS + said) if row.type == "quantity"]
    assert " ".join((row.deadline or "-").rpartition("-")[2] or "-" for row in rows) == due
