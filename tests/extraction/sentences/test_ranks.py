"""Ranks, and growth said in words."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import rows_of
from tests.extraction.stages import REVIEW, lead_of, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.ranks import Ranks
from zonetracker.model.facts import Bound


def ranks(text: str, *rows: Draft, folded: bool = False) -> list[Draft]:
    stage = stage_on(Ranks, text, REVIEW, *rows)
    start, lead = lead_of(stage)
    assert (stage.folded if folded else stage.rank)(stage.marks[0], start, lead) == 1
    return stage.rows


def ranked(text: str, *rows: Draft) -> list[str]:
    return [f"{row.name} {row.value}{row.unit}" for row in ranks(text, *rows)]


def grown(text: str, *rows: Draft) -> list[str]:
    return [f"{row.name} {row.growth}" for row in ranks(text, *rows, folded=True)]


def invested() -> Draft:
    return row_before("固定资产投资", "80")


def test_a_rank_is_named_by_the_thing_and_by_those_it_is_ranked_among() -> None:
    assert ranked("工业产值居全省第3位") == ["工业产值全省排名 3位"]
    assert ranked("，居全省第3位", invested())[1:] == ["固定资产投资全省排名 3位"]
    assert ranked("工业产值、农业产值均居全省前3位") == ["工业产值全省排名 3位", "农业产值全省排名 3位"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("综合实力由全省第8位提升到第5位", ["2021 综合实力全省排名 8位", "2022 综合实力全省排名 5位"]),
        ("综合实力从全省第8位上升至全省第5位", ["2021 综合实力全省排名 8位", "2022 综合实力全省排名 5位"]),
        ("综合实力从第8位升至第5位", ["2021 综合实力排名 8位", "2022 综合实力排名 5位"]),
        (
            "进出口、实际利用外资分别提升到全国第三位、第五位",
            ["2022 进出口全国排名 3位", "2022 实际利用外资全国排名 5位"],
        ),
    ],
)
def test_where_a_rank_came_from_is_told_from_where_it_is(sentence: str, wanted: list[str]) -> None:
    rows = rows_of(f"清河区2022年工作总结\n2022年，{sentence}。")
    assert [f"{row.year} {row.name} {row.stated.value}{row.stated.unit}" for row in rows] == wanted


def test_among_the_first_is_a_bound() -> None:
    assert [row.bound for row in ranks("工业产值居全省前3位")] == [Bound.AT_MOST]
    assert [row.bound for row in ranks("工业产值居全省第3位")] == [Bound.EXACT]


@pytest.mark.parametrize("text", ["工业产值第3位", "分管第3名"])
def test_an_ordinal_without_a_word_of_ranking_is_none(text: str) -> None:
    assert ranked(text) == []


@pytest.mark.parametrize(
    ("words", "growth"),
    [
        ("翻一番", 100),
        ("翻两番", 300),
        ("保持两位数增长", 10),
        ("与上年持平", 0),
        ("增长一倍", 100),
        ("比上年涨了一倍", 100),
    ],
)
def test_growth_in_words(words: str, growth: int) -> None:
    assert grown("工业产值" + words) == [f"工业产值 {growth}"]
    assert grown("，" + words, invested()) == [f"固定资产投资 {growth}"]


def test_two_digits_is_a_least_bound() -> None:
    assert [row.growth_bound for row in ranks("工业产值保持两位数增长", folded=True)] == [Bound.AT_LEAST]


@pytest.mark.parametrize("text", ["，与全国持平", "，与目标持平"])
def test_even_with_others_is_no_growth(text: str) -> None:
    assert grown(text, invested()) == ["固定资产投资 None"]


def test_growth_of_nothing_gives_no_row() -> None:
    assert grown("翻一番") == []


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("地区生产总值完成27亿元，同比增长2%，增速在全市排第15位。", ["地区生产总值", "地区生产总值增速全市排名"]),
        ("产值80亿元，在全省排名第3位。", ["产值", "产值全省排名"]),
        ("公路里程在全国排名第15位。", ["公路里程全国排名"]),
    ],
)
def test_where_a_thing_is_ranked_is_no_part_of_its_name(sentence: str, wanted: list[str]) -> None:
    assert [row.name for row in rows_of(f"清河区2023年工作总结\n{sentence}")] == wanted
