"""The words and years around a figure, as the second opinion reads them."""

from __future__ import annotations

import pytest

from zonetracker.extraction.judging.cues import cues, groups, times


def said(text: str, now: int | None = 2023) -> list[tuple[int, str]]:
    return [(one.year, one.way) for one in times(text, now)]


@pytest.mark.parametrize(
    ("text", "year", "way"),
    [
        ("2022年完成投资", 2022, "year"),
        ("2022年3月开工", 2022, "month"),
        ("2022年底建成", 2022, "end"),
        ("2019年以来", 2019, "since"),
        ("到2025年建成", 2025, "until"),
        ("比2021年增加", 2021, "than"),
        ("2021年同期为8亿元", 2021, "like"),
        ("2024-08-11 09:20", 2024, "year"),
        ("今年完成", 2023, "0"),
        ("去年完成", 2022, "-1"),
        ("明年力争", 2024, "1"),
        ("“十四五”期间", 2025, "plan"),
    ],
)
def test_a_year_and_the_way_it_is_said(text: str, year: int, way: str) -> None:
    assert said(text) == [(year, way)]


@pytest.mark.parametrize("text", ["2022亿元", "12022年度", "十五个项目", "第十四届五次会议"])
def test_what_only_looks_like_a_year(text: str) -> None:
    assert said(text) == []


def test_this_year_is_none_where_the_year_of_writing_is_unknown() -> None:
    assert said("今年完成，2021年完成", None) == [(2021, "year")]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("力争达到", "will"),
        ("已完成", "done"),
        ("同比多收", "rise"),
        ("目前共计", "now"),
        ("前三季度", "part"),
        ("1-9月", "part"),
        ("年底前", "later"),
        ("获悉", "told"),
    ],
)
def test_a_word_and_its_group(text: str, group: str) -> None:
    assert f"c:{group}" in groups("c", cues(text, 0, len(text)))


def test_words_that_hold_a_word_of_will_and_mean_another_thing() -> None:
    for text in ("主要素质", "将军路", "计划生育"):
        assert "c:will" not in groups("c", cues(text, 0, len(text)))


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "力争完成"
    assert [(cue.at, cue.group) for cue in cues(text, 2, 4)] == [(2, "done")]
