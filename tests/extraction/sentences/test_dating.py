"""Which year a row is for, and whether it is still to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.stages import FRAME, PLAN, REVIEW, stage_on
from zonetracker.extraction.sentences.dating import Dating, event_time
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.text.frame import Frame
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Kind

HALF = replace(REVIEW, months=(1, 6))
FIVE = replace(REVIEW, several=True)


def draft_of(text: str, period: Period = REVIEW, figure: str = "80", frame: Frame = FRAME) -> Draft:
    stage = stage_on(Dating, text, period, frame=frame)
    mark = next(mark for mark in stage.marks if stage.text.startswith(figure, mark.start))
    return stage.draft(mark, 0, "产值", "产值")


def dated(text: str, period: Period = REVIEW, frame: Frame = FRAME) -> str:
    draft = draft_of(text, period, frame=frame)
    return f"{draft.kind[0]}{draft.year}"


@pytest.mark.parametrize("text", ["产值80亿元", "比2021年产值80亿元", "比去年产值80亿元", "产值(2021)80亿元"])
def test_the_period_of_the_sentence_holds(text: str) -> None:
    assert dated(text) == "a2022" and dated(text, PLAN) == "t2023"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2021年产值80亿元", "a2021"),
        ("到2025年，产值80亿元", "t2025"),
        ("产值80亿元(2020年)", "a2020"),
        ("产值任务80亿元", "t2022"),
        ("力争产值80亿元", "t2023"),
        ("力争产值，实际已完成80亿元", "a2022"),
        ("年初确定的产值目标为80亿元", "t2022"),
        ("产值80亿元，实际完成9项", "a2022"),
        ("改造道路80公里，实际完成90公里", "t2022"),
    ],
)
def test_words_in_a_review_say_otherwise(text: str, wanted: str) -> None:
    assert dated(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("在产值80亿元基础上", "a2022"), ("任务90亿元，已完成80亿元", "a2023"), ("2022年产值80亿元", "a2022")],
)
def test_words_in_a_plan_say_otherwise(text: str, wanted: str) -> None:
    assert dated(text, PLAN) == wanted


def test_last_year_is_the_one_before_the_text_was_written() -> None:
    within = replace(FRAME, now=2022)
    assert dated("去年产值80亿元", frame=within) == "a2021"
    assert dated("去年末产值80亿元", frame=within) == "a2022"


@pytest.mark.parametrize(
    ("text", "period", "wanted"),
    [
        ("产值80亿元", REVIEW, "annual"),
        ("产值80亿元", HALF, "2022-01..2022-06"),
        ("全年产值80亿元", HALF, "annual"),
        ("产值80亿元", FIVE, "cumulative"),
        ("产值达到80亿元", FIVE, "annual"),
        ("累计产值达到80亿元", FIVE, "cumulative"),
        ("2022年，产值80亿元", FIVE, "annual"),
        ("五年累计80亿元", PLAN, "annual"),
        ("五年累计80亿元", replace(PLAN, year=2027), "cumulative"),
    ],
)
def test_months_and_sums_over_years(text: str, period: Period, wanted: str) -> None:
    assert draft_of(text, period).period == wanted


def test_what_was_decided_by_words_is_noted() -> None:
    assert draft_of("力争产值80亿元").reasons == ["kind_by_word"]
    assert draft_of("2021年产值80亿元").reasons == ["year_said"]
    assert draft_of("产值80亿元").reasons == []


def test_events_to_come_and_events_past() -> None:
    assert event_time("将建成", "将建成", REVIEW) == (Kind.TARGET, 2022)
    assert event_time("力争2024年", "2024年", PLAN) == (Kind.TARGET, 2024)
    assert event_time("明年将", "将", REVIEW) == (Kind.TARGET, 2023)
    assert event_time("已于2021年", "2021年", REVIEW) == (Kind.ACTUAL, 2022)
