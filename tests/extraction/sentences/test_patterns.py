"""The turns of phrase that stages share: what each catches, and what it leaves alone."""

from __future__ import annotations

import re

import pytest

from zonetracker.extraction.sentences import patterns

ALIKE = {
    "STOP": (["产值，", "一--二", "甲、乙"], ["产值-投资"]),
    "SPREAD": (
        ["分别增长", "均增长", "都达到", "各10家", "双双突破"],
        ["人均收入", "日均", "平均", "首都", "成都市", "各类企业"],
    ),
    "CHANGE": (["企业净增", "面积扩大了", "减少约"], ["净增企业", "变化"]),
    "AIMED": (["紧盯全年目标", "锚定两位数增长"], ["锚定目标。产值"]),
    "AMONG_ALL": (["全县120个村中有", "100家企业中已有"], ["全县120个村有", "120个村中完成"]),
    "OF_SORTS": (["项目达到11大类", "共有3个小类", "提出4个方面"], ["11大类项目", "一大类"]),
    "DETAIL": (["其中工业", "包括学校"], ["项目中"]),
    "THREE": (["一、二、三产业", "第一、第二、第三产业", "一二三产业"], ["一、二产业"]),
    "_FROM": (["由2015年的", "从目前的", "由“十二五”末", "从上月的", "由上季度末"], ["由政府的"]),
    "TO": (["增加到80亿元", "至80家", "为80"], ["到位资金", "到期债务", "至少80家", "为民办事"]),
    "PREPOSITION": (["和学校", "用于教育", "同比增长"], ["和谐社区", "居民小区", "均等化"]),
    "PLACE": (["高新区", "贫困地区", "云溪镇", "某街道"], ["科技园区", "地区总量", "乡村公路"]),
    "THAN_THEN": (["较2022年同期的", "比上年的"], ["占比由上年的", "比重为去年的", "比上年"]),
    "THAN_LEVEL": (["较2022年同期的4.1万件", "与2022年的210万人次相比"], ["由2018年的48.2%", "较上年"]),
    "SO_FAST": (["行业产值同比增速超过"], ["行业产值同比增长超过"]),
    "MONTH_BY_MONTH": (["每月均保持", "已连续6个月"], ["连续6年", "每月"]),
    "COMPARED_WITH": (
        ["比上半年", "较一季度", "高于全国平均水平", "比全省(17.9%)和全国"],
        ["增幅较大的有发酵酒", "比重", "较好"],
    ),
    "_TURNED_FROM": (
        ["由一季度下降3.4%转为", "增速由去年的3.2%提高到", "由上年下降3%转正，增长"],
        ["由3.4%下降到", "下降3.4%"],
    ),
    "TURNS": (["由一季度下降3.4%转为增长0.8%", "增速由3.2%提高到5"], ["由3.4%下降到3", "下降3.4%，税收增长0.8%"]),
    "OF_PLAN": (["为年度计划的", "完成全年目标任务"], ["完成投资"]),
}


@pytest.mark.parametrize("name", sorted(ALIKE))
def test_the_phrase_is_known_and_those_alike_are_not(name: str) -> None:
    meant, alike = ALIKE[name]
    pattern = getattr(patterns, name)
    assert [words for words in meant if pattern.search(words) is None] == []
    assert [words for words in alike if pattern.search(words) is not None] == []


def test_every_pattern_is_tried() -> None:
    assert {name for name, value in vars(patterns).items() if isinstance(value, re.Pattern)} == ALIKE.keys()
