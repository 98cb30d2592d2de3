"""The name that a clerk would write, from the words around a figure."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON
from zonetracker.extraction.sentences.naming import Namer

NAMER = Namer(LEXICON)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("全年实现地区生产总值", "地区生产总值"),
        ("其中:工业增加值达到", "工业增加值"),
        ("2022年末常住人口达到", "常住人口"),
        ("截至12月底，累计新增企业", "新增企业"),
        ("打造红岩、东风等红色教育基地", "打造红色教育基地"),
        ("(一)工业产值", "工业产值"),
        ("向群众发放补贴资金", "发放补贴资金"),
        ("在主干道两侧新建公厕", "新建公厕"),
        ("一产实现增加值", "一产增加值"),
        ("工业用电量(不含线损)", "工业用电量"),
        ("固定资产投资达到2022年的", "固定资产投资"),
        ("全乡水利建设共投入资金", "全乡水利建设投入资金"),
        ("共产党员", "共产党员"),
        ("共青团员", "共青团员"),
    ],
)
def test_lead_ins_and_what_leads_to_the_figure_are_dropped(words: str, name: str) -> None:
    assert NAMER.clean(words) == name


@pytest.mark.parametrize(
    "name", ["固定资产投资", "上市企业", "完成率", "实际利用外资", "中等职业教育在校生", "新签约项目"]
)
def test_words_that_only_begin_like_lead_ins_are_kept(name: str) -> None:
    assert NAMER.clean(name) == name


@pytest.mark.parametrize(
    "words",
    [
        "产值同比",
        "产值比上年",
        "产值年均",
        "产值按可比口径",
        "产值较上年同期",
        "产值，比去年春节黄金周",
        "产值较平日",
        "产值与节前一周相比",
        "产值比上年同一时期",
        "产值比往年",
    ],
)
def test_comparisons_at_the_end_are_dropped(words: str) -> None:
    assert NAMER.without_comparison(words) == "产值"


@pytest.mark.parametrize("words", ["同期产值", "人均产值", "产值比重", "国庆假期", "创业时期"])
def test_comparisons_that_belong_to_the_name_are_kept(words: str) -> None:
    assert NAMER.without_comparison(words) == words


def test_what_measures() -> None:
    names = ("工业增加值", "销售面积", "覆盖率", "园区道路", "白沙大桥")
    assert [NAMER.is_measure(name) for name in names] == [True, True, True, False, False]


def test_verbs_at_both_ends() -> None:
    assert [NAMER.head_verb(name) for name in ("新建道路", "改造提升管网", "道路")] == ["新建", "改造提升", ""]
    assert [NAMER.tail_verb(name) for name in ("道路新建", "道路")] == ["新建", ""]


def test_the_own_place_is_dropped_by_a_namer_that_knows_it() -> None:
    placed = NAMER.placed(("清河区",))
    assert placed.clean("清河区工业增加值") == "工业增加值"
    assert placed.clean("清河区级财政收入") == "清河区级财政收入"
    assert NAMER.clean("清河区工业增加值") == "清河区工业增加值"
