"""Names that share words, and names that only stand side by side."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON, row_before, stage_on
from zonetracker.extraction.sentences.listing import Listed, in_turn, joined, owned, part, share_tail, twins
from zonetracker.extraction.sentences.naming import Namer

NAMER = Namer(LEXICON)


@pytest.mark.parametrize(
    ("name", "both"),
    [
        ("城乡居民收入", ["城镇居民收入", "农村居民收入"]),
        ("存贷款余额", ["存款余额", "贷款余额"]),
        ("进出口总额", ["进口总额", "出口总额"]),
        ("居民收入", []),
    ],
)
def test_two_things_in_one_word(name: str, both: list[str]) -> None:
    assert twins(name) == both


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        (["装备制造业", "医药制造业增加值"], ["装备制造业增加值", "医药制造业增加值"]),
        (["小学阶段入学率", "巩固率"], ["小学阶段入学率", "小学阶段巩固率"]),
        (["小学", "初中两项覆盖率"], ["小学覆盖率", "初中覆盖率"]),
        (["城镇", "农村居民收入"], ["城镇居民收入", "农村居民收入"]),
    ],
)
def test_the_tail_of_the_last_belongs_to_all(items: list[str], whole: list[str]) -> None:
    assert share_tail(items, NAMER) == whole


@pytest.mark.parametrize("items", [["工业增加值", "农业增加值"], ["白沙大桥", "滨河公园"], ["工业产值"], []])
def test_names_that_are_whole_stay_as_they_are(items: list[str]) -> None:
    assert share_tail(items, NAMER) == items


@pytest.mark.parametrize(
    ("name", "whole", "said"),
    [
        ("工业", "地区生产总值", "工业增加值"),
        ("农村", "恩格尔系数", "农村恩格尔系数"),
        ("娱乐业", "文化和娱乐业营业收入", "娱乐业营业收入"),
        ("增值税", "税收收入", "增值税"),
        ("科技投入", "财政支出", "科技投入"),
    ],
)
def test_a_part_takes_the_measure_of_its_whole_where_it_has_none(name: str, whole: str, said: str) -> None:
    assert part(name, whole) == said


@pytest.mark.parametrize(
    ("front", "back", "said"),
    [
        ("进出口总额", "出口", "出口"),
        ("粮食总产", "单产", "粮食单产"),
        ("房屋施工面积", "销售面积", "房屋销售面积"),
        ("保费", "收入", "保费收入"),
    ],
)
def test_a_shared_edge_is_said_once(front: str, back: str, said: str) -> None:
    assert joined(front, back) == said


def test_the_owner_of_a_measure_is_doubted_where_it_is_only_the_last_of_a_list() -> None:
    listed = [row_before("存栏肉牛", "2", "万头", "count"), row_before("存栏生猪", "18", "万头", "count")]
    assert owned("产值", listed, 0, NAMER).close
    assert not owned("产值", listed[1:], 0, NAMER).close


@pytest.mark.parametrize(
    ("items", "names"),
    [
        (["新建供水", "供气管网"], ["新建供水管网", "新建供气管网"]),
        (["引进博士", "硕士"], ["引进博士", "引进硕士"]),
        (["城市公园", "农村公路"], ["城市公园", "农村公路"]),
        (["新开工", "竣工项目"], ["新开工项目", "竣工项目"]),
    ],
)
def test_a_list_in_turn_shares_its_verb_and_its_noun(items: list[str], names: list[str]) -> None:
    assert in_turn(items, NAMER) == names


@pytest.mark.parametrize(
    ("name", "figures", "spread", "items"),
    [
        ("工业产值、农业产值", 2, True, ["工业产值", "农业产值"]),
        ("装备制造业、医药制造业增加值", 2, True, ["装备制造业增加值", "医药制造业增加值"]),
        ("工业和农业增加值", 2, True, ["工业增加值", "农业增加值"]),
        ("城乡居民收入", 2, True, ["城镇居民收入", "农村居民收入"]),
        ("一、二、三产业增加值", 3, True, ["第一产业增加值", "第二产业增加值", "第三产业增加值"]),
        ("工业、农业产值", 1, False, ["工业、农业产值"]),
        ("工业、农业、商业产值", 2, True, ["工业、农业、商业产值"]),
        ("房屋施工面积、销售面积", 2, True, ["房屋施工面积", "房屋销售面积"]),
        ("农产品总产、单产", 2, True, ["农产品总产", "农产品单产"]),
    ],
)
def test_items_that_share_one_predicate(name: str, figures: int, spread: bool, items: list[str]) -> None:
    assert stage_on(Listed, "产值").names(name, figures, spread) == items
