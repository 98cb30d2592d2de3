"""Which years a text speaks of, and which it reports."""

from __future__ import annotations

import pytest

from zonetracker.extraction.text.years import (
    both_years,
    last_year_told,
    only_goal,
    past_year,
    planned_year,
    tells_of_deeds,
    written_in,
    years_said,
)


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("2021年税收5亿元，2022年税收6亿元，2022年底企业80家。", {2021: 1, 2022: 2}),
        ("到2025年产值达到80亿元。", {}),
        ("产值增加到2021年的80亿元。", {2021: 1}),
        ("较2023年末增加3家。", {2023: 1, 2024: 1}),
        ("开发区设立于1992年，1995年3月经省政府批准为省级开发区，2007年税收6亿元。", {2007: 1}),
        ("1983年撤社建乡，1994年建镇，2006年税收6亿元。", {2006: 1}),
        ("2016年至2018年，分别完成产值2亿元、3亿元、4亿元。", {2016: 1, 2018: 1}),
        ("2016年至2018年，力争完成产值9亿元。", {2016: 1}),
    ],
)
def test_the_years_that_a_text_speaks_of(text: str, wanted: dict[int, int]) -> None:
    assert years_said(text) == wanted


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("2016年产值2亿元，到2025年产值达到8亿元。", 2016),
        ("2016年至2018年，分别完成产值2亿元、3亿元、4亿元。", 2018),
        ("预计2021年完工，明年投产。", 2020),
        ("税收6亿元。", None),
    ],
)
def test_the_last_year_that_is_told(text: str, wanted: int | None) -> None:
    assert last_year_told(text, years_said(text)) == wanted


def test_the_last_year_reported_is_not_one_that_only_begins() -> None:
    text = "2022年产值8亿元。2023年，将实施项目12个。"
    assert past_year(text, years_said(text), 2023, None, False) == 2022
    assert past_year("", {}, 2023, None, True) == 2022
    assert past_year("", {}, 2023, None, False) == 2023


def test_two_years_of_a_title_follow_one_another() -> None:
    assert both_years("2022年工作总结和2023年工作计划") == (2022, 2023)
    assert both_years("2020年工作总结和2023年工作计划") is None
    assert both_years("2022年工作总结") is None


def test_a_text_of_two_years_is_written_in_the_one_that_it_calls_this() -> None:
    assert written_in((2022, 2023), 0, "今年以来，全区税收6亿元。") == 2022
    assert written_in((2022, 2023), 2023, "全区税收6亿元。") == 2023
    assert written_in((2022, 2023), 0, "全区税收6亿元。") == 2023


def test_goals_without_a_year_are_for_the_next_once_one_is_nearly_over() -> None:
    assert planned_year(2023, 2023, 12, None) == 2024
    assert planned_year(2023, 2023, 6, (1, 5)) == 2023
    assert planned_year(2023, 2023, 0, (1, 11)) == 2024


def test_the_one_year_by_which_things_are_wanted() -> None:
    assert only_goal("到2025年产值80亿元，到2025年税收6亿元。") == 2025
    assert only_goal("到2025年产值80亿元，到2030年税收6亿元。") is None


def test_deeds_outweigh_what_is_willed() -> None:
    assert tells_of_deeds("2022年，完成了投资8亿元，同比增长5%。", 0)
    assert not tells_of_deeds("2022年，力争投资8亿元，要确保增长。", 0)
