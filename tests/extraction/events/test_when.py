"""When an event is, and whether it is still to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.stages import FRAME, PLAN, REVIEW, flat_of
from zonetracker.extraction.events.when import Almanac, VerbAt, When
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.text.times import Timeline
from zonetracker.model.facts import Kind
from zonetracker.model.reports.frame import Frame


def almanac_of(text: str, frame: Frame = FRAME) -> Almanac:
    flat = flat_of(text)
    return Almanac(flat.text, Timeline(flat.text, flat.shape, frame), frame)


def when(text: str, period: Period, frame: Frame = FRAME) -> When:
    """Of the event whose verb stands behind the | of a text of one sentence."""
    verb = text.index("|")
    text = text.replace("|", "")
    start = max(text.rfind("，", 0, verb) + 1, 0)
    return almanac_of(text, frame).when(VerbAt(0, start, verb), period)


@pytest.mark.parametrize(
    ("text", "kind", "year"),
    [
        ("大桥|建成", "actual", 2022),
        ("去年10月大桥|开工", "actual", 2022),
        ("大桥于2016年|通车", "actual", 2016),
        ("大桥将|建成", "target", 2023),
        ("争取大桥|开工", "target", 2023),
        ("大桥将于明年底|建成", "target", 2024),
        ("2028年|达产", "target", 2028),
        ("计划总投资5亿元的大桥|开工", "actual", 2022),
        ("大桥年底前|建成", "target", 2023),
        ("大桥已于年底前|建成", "actual", 2022),
    ],
)
def test_events_of_a_review(text: str, kind: str, year: int) -> None:
    found = when(text, REVIEW)
    assert (found.kind, found.year) == (kind, year)
    assert found.by_word is (kind == "target")


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("大桥6月底前|完工", "2023-06"),
        ("6月底前，大桥|完工", "2023-06"),
        ("大桥年底|通车", "2023-12"),
        ("上半年|建成大桥", "2023-06"),
        ("9月30日前|交付", "2023-09-30"),
        ("4月份|开园", "2023-04"),
        ("2024年6月底前|建成", "2024-06"),
        ("2025年底|建成", "2025-12"),
        ("到2030年|建成", "2030"),
        ("2023年|建成", None),
        ("年内|开工", None),
        ("全年|建成", None),
        ("大桥|开工", None),
        ("6月底前完成征地，大桥|开工", None),
    ],
)
def test_by_when(text: str, deadline: str | None) -> None:
    found = when(text, PLAN)
    assert found.kind is Kind.TARGET and found.deadline == deadline and not found.by_word


def test_what_is_done_has_no_deadline() -> None:
    assert when("大桥已于6月底|完工", REVIEW).deadline is None


def test_a_text_without_a_year() -> None:
    frame = replace(FRAME, now=None, past=None, ahead=None)
    found = when("大桥6月底前|完工", Period(Kind.TARGET, None), frame)
    assert (found.kind, found.year, found.deadline) == (Kind.TARGET, None, None)


def test_a_goal_without_a_number_takes_the_last_word_of_will_or_deed() -> None:
    text = "力争产值突破200亿元，居民收入与经济同步"
    assert almanac_of(text).goal(0, text.index("居民"), REVIEW).kind is Kind.TARGET
    text = "产值已突破200亿元，居民收入与经济同步"
    assert almanac_of(text).goal(0, text.index("居民"), REVIEW) == When(Kind.ACTUAL, 2022, None, False)
