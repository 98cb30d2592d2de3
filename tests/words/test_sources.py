"""Whose a figure is, as it is printed."""

from __future__ import annotations

import pytest

from zonetracker.words.sources import expected_of, joined, marked, owner_of, sources_note, without_expected


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        ("统计局", "统计局"),
        ("统计局（快报）", "统计局"),
        ("财政局(预计数)", "财政局"),
        ("快报", ""),
        ("预计", ""),
        ("", ""),
    ],
)
def test_the_bureau_of_a_source(source: str, owner: str) -> None:
    assert owner_of(source) == owner


@pytest.mark.parametrize(
    ("sources", "note"),
    [
        ([], ""),
        (["", ""], ""),
        (["统计局", "", "财政局", "统计局"], "数据来源：统计局、财政局"),
        (["统计局（快报）", "财政局"], "数据来源：统计局、财政局，部分为快报数"),
        (["预计"], "标“预计”的为预计数"),
        ([f"{letter}局" for letter in "甲乙丙丁戊己"], "数据来源：甲局、乙局、丙局、丁局、戊局等"),
    ],
)
def test_the_note_names_each_bureau_once_and_what_is_not_final(sources: list[str], note: str) -> None:
    assert sources_note(sources) == note


def test_a_bureau_and_its_state_are_one_source_and_the_mark_stands_behind_the_figure() -> None:
    assert [joined("统计局", "预计"), joined("", "快报"), joined("统计局", "")] == ["统计局（预计）", "快报", "统计局"]
    assert [marked("57.2", True), marked("57.2", False), marked("", True)] == ["57.2（预计）", "57.2", ""]


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("预计 80", "80"),
        ("预计80亿元", "80亿元"),
        ("预计为 80", "80"),
        ("80（预计）", "80"),
        ("80 预计", "80"),
        ("8.5%(预计数)", "8.5%"),
        ("预计下降3.5", "下降3.5"),
        ("预计", ""),
    ],
)
def test_a_figure_is_typed_as_expected(typed: str, figure: str) -> None:
    assert without_expected(typed) == (figure, True)


@pytest.mark.parametrize("typed", ["80", "5200万元", "", "80预计3"])
def test_what_does_not_say_so_is_left_as_typed(typed: str) -> None:
    assert without_expected(typed) == (typed, False)


def test_what_is_said_to_be_expected_keeps_its_bureau() -> None:
    assert [expected_of(source) for source in ("", "统计局", "统计局（快报）", "预计")] == [
        "预计",
        "统计局（预计）",
        "统计局（预计）",
        "预计",
    ]
