"""The name of a level from what was told before."""

from __future__ import annotations

import pytest

from tests.extraction.stages import REVIEW, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.behind import Label
from zonetracker.extraction.sentences.carried import Carried


def carried(name: str, text: str, *rows: Draft) -> Label | None:
    """What a name behind a comma becomes, as the last of these rows goes on."""
    stage = stage_on(Carried, text, REVIEW, *rows)
    return stage._of_last(name, stage.marks[0], rows[-1], 1) or stage._of_act(name, stage.marks[0], rows[-1])


def projects() -> Draft:
    return row_before("新开工项目", "215", "个", "count")


@pytest.mark.parametrize(
    ("name", "text", "before", "whole"),
    [
        ("人均", "，人均3万元", row_before("居民收入", "80"), "人均居民收入"),
        ("占比", "，占比12%", row_before("工业投资", "80"), "工业投资占比"),
        ("50亿元以上", "，50亿元以上3个", projects(), "新开工50亿元以上项目"),
        ("竣工", "，竣工138个", projects(), "竣工项目"),
        ("授权", "，授权120件", row_before("受理专利", "300", "件", "count"), "专利已授权"),
    ],
)
def test_what_says_little_alone_goes_on_about_the_row_before(name: str, text: str, before: Draft, whole: str) -> None:
    label = carried(name, text, before)
    assert label is not None and label.name == whole


@pytest.mark.parametrize("name", ["税收收入", "招商引资"])
def test_a_name_of_its_own_does_not(name: str) -> None:
    assert carried(name, f"，{name}30亿元", row_before("固定资产投资", "80")) is None


def test_a_part_takes_the_measure_of_its_whole() -> None:
    stage = stage_on(Carried, "其中工业30亿元", REVIEW, row_before("税收收入", "80"))
    label = stage._of_whole("工业", stage.marks[0])
    assert label is not None and (label.name, label.doubt) == ("工业税收收入", "part_of_whole")


def test_what_measures_by_itself_is_no_part() -> None:
    stage = stage_on(Carried, "其中利润总额30亿元", REVIEW, row_before("税收收入", "80"))
    assert stage._of_whole("利润总额", stage.marks[0]) is None
