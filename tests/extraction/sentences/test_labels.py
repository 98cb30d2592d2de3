"""The name of a level: from the words before the figure, after it, or from the row before."""

from __future__ import annotations

import re

import pytest

from tests.extraction.stages import REVIEW, lead_of, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.behind import Label
from zonetracker.extraction.sentences.labels import Labels


def label_of(text: str, *rows: Draft, index: int = 0, used: bool = False) -> Label:
    stage = stage_on(Labels, text, REVIEW, *rows)
    start, lead = lead_of(stage, index, used=used)
    return stage.label(re.sub(r"^[、，和及与]+", "", lead), stage.right(index), index, start)


def invested() -> Draft:
    return row_before("固定资产投资", "80")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("工业产值80亿元", "工业产值"),
        ("实现税收收入80亿元", "税收收入"),
        ("常住人口:30万人", "常住人口"),
        ("建成6个省级园区", "建成省级园区"),
        ("有企业96家实施改制", "企业实施改制"),
        ("新建12条、14公里园区道路", "新建园区道路"),
        ("农村改厕，完成1200户", "农村改厕"),
        ("推进30个重点项目建设", "推进重点项目建设"),
        ("打造华夏、东风等3个基地", "打造基地"),
        ("30家企业新增产值8亿元", "企业"),
        ("工业投资占全部投资30%", "工业投资占全部投资比重"),
        ("经营主体稳中培优。总量达1461万户", "经营主体稳中培优总量"),
        ("建成2所三级甲等医院", "建成三级甲等医院"),
        ("税收收入均达到全市总量的15%", "税收收入占全市总量比重"),
        ("税收增速达到全市的15%", "税收增速达到全市"),
        ("现在还有40户居民未用上自来水", "居民未用上自来水"),
        ("工人们在汛期到来前完成了片区7000米管网改造", "片区管网改造"),
        ("42个旧厂房改造计划目前已超前完工16个", "旧厂房改造计划"),
    ],
)
def test_a_sentence_alone_names_its_figure(text: str, name: str) -> None:
    assert label_of(text).name == name


def test_who_live_in_the_villages_told_before_are_the_population() -> None:
    assert label_of("全镇辖18个村、32个村民组，48382人", index=2).name == "人口"
    assert label_of("新建18个村、32个村民组，48382人", index=2).name != "人口"


@pytest.mark.parametrize("text", ["全国30亿元", "30亿元", "共30家"])
def test_where_nothing_is_named_there_is_no_name(text: str) -> None:
    assert label_of(text).name == ""


@pytest.mark.parametrize(
    ("text", "before", "name"),
    [
        ("，30亿元", invested(), "固定资产投资"),
        ("，净增12亿元", invested(), "固定资产投资净增"),
        ("，为年度计划的101%", invested(), "固定资产投资完成年度计划比重"),
        ("，竣工138个", row_before("新开工项目", "215", "个", "count"), "竣工项目"),
        ("，人均3万元", row_before("居民收入", "80"), "人均居民收入"),
        ("，占比12%", row_before("工业投资", "80"), "工业投资占比"),
        ("，占投资12%", row_before("工业投资", "80"), "工业投资占投资比重"),
        ("，面积30万平方米", row_before("商品房销售额", "80"), "商品房面积"),
        ("，出口30亿元", row_before("进出口总额", "80"), "出口"),
        ("，总量30亿元", row_before("新增贷款", "80"), "贷款总量"),
        ("，投资30亿元", row_before("新开工项目", "80", "个", "count"), "新开工项目投资"),
        ("，达到30人", row_before("投资培训", "80"), "培训"),
        ("，累计30亿元", invested(), "固定资产投资累计"),
        ("其中工业30亿元", row_before("税收收入", "80"), "工业税收收入"),
        ("，授权120件", row_before("受理专利", "300", "件", "count"), "专利已授权"),
    ],
)
def test_a_clause_goes_on_about_the_row_before(text: str, before: Draft, name: str) -> None:
    assert label_of(text, before).name == name


@pytest.mark.parametrize("text", ["，税收收入30亿元", "，招商引资30亿元"])
def test_a_clause_with_a_subject_of_its_own_does_not(text: str) -> None:
    label = label_of(text, invested())
    assert label.name == text[1:-4] and label.doubt == ""


def test_a_count_in_words_after_a_row_is_left_alone() -> None:
    assert label_of("，一百二十家", row_before("企业", "80", "家", "count")).name == ""


@pytest.mark.parametrize("text", ["增加到一百二十家", "，达到八千元"])
def test_what_was_reached_in_words_is_the_same_thing(text: str) -> None:
    unit = ("家", "count") if text.endswith("家") else ("元", "money")
    assert label_of(text, row_before("企业", "80", *unit)).name == "企业"


def test_a_threshold_goes_into_the_name_of_what_is_counted() -> None:
    signed = row_before("新签约项目", "73", "个", "count")
    assert label_of("，50亿元以上3个", signed, index=1).name == "新签约50亿元以上项目"


def test_an_item_of_a_list_after_a_figure_begins_after_it() -> None:
    planted = row_before("改厕", "1200", "户", "count")
    assert label_of("改厕1200户、绿化30亩", planted, index=1, used=True).name == "绿化"


def test_what_a_name_was_made_from_is_doubted() -> None:
    assert label_of("，30亿元", invested()).doubt == "subject_carried"
    assert label_of("新建12条、14公里园区道路").doubt == "name_shared"
    assert label_of("工业产值80亿元").doubt == ""


def test_a_change_is_told_from_a_level() -> None:
    assert label_of("，净增12亿元", invested()).change and not label_of("，30亿元", invested()).change
