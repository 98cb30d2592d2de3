"""Where a target's year goes, in one line of plain words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.model.facts import Actual, Bound, Indicator, Nature, Stated, Target
from zonetracker.model.progress import progress_row
from zonetracker.model.rules import RuleSet
from zonetracker.words.standing import outlook_words


def said(
    month: int,
    actual: str | None,
    goal: str | None = "80",
    *,
    unit: str = "亿元",
    then: str | None = None,
    last_year: str | None = None,
    last_goal: str | None = None,
    growth: str | None = None,
    bound: Bound = Bound.EXACT,
    nature: Nature = Nature.FLOW,
) -> str:
    def stated(value: str | None) -> Stated:
        rate = None if growth is None else Decimal(growth)
        if value is None:
            return Stated(growth=rate, growth_bound=bound)
        return Stated(Decimal(value), None, unit, bound, rate, None, None if rate is None else bound)

    def figure(year: int, at: int, value: str | None) -> Actual | None:
        return None if value is None else Actual(1, 1, year, at, Decimal(value), unit)

    row = progress_row(
        "1",
        0,
        Target(1, 1, 2023, stated(goal)),
        Indicator(1, "税收收入", unit, nature=nature),
        figure(2023, month, actual),
        figure(2022, 12, last_year),
        figure(2022, month, then),
        None if last_goal is None else Target(2, 1, 2022, stated(last_goal)),
        month,
        RuleSet(),
    )
    return outlook_words(row, month)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (
            "照1-8月进度，全年约75亿元，为目标的93.8%；余下4个月平均每月要7.5亿元（前8个月平均每月6.25亿元）。",
            {"month": 8, "actual": "50.00"},
        ),
        (
            "照1-8月进度，全年约80亿元（75—80亿元），为目标的100.0%；余下4个月平均每月要7.5亿元"
            "（前8个月平均每月6.3亿元）；上年1-8月完成上年目标的60.0%。",
            {"month": 8, "actual": "50", "then": "30", "last_year": "48", "last_goal": "50"},
        ),
        (
            "照1-9月进度，全年约108亿元，为目标的135.0%；全年目标已达到。",
            {"month": 9, "actual": "81"},
        ),
        (
            "照1-8月进度，全年约75亿元，为目标的93.8%；余下4个月平均每月不超过7.5亿元（前8个月平均每月6.3亿元）。",
            {"month": 8, "actual": "50", "bound": Bound.AT_MOST},
        ),
        (
            "照1-8月进度，全年约121.5亿元，为目标的151.9%；已到全年控制数。",
            {"month": 8, "actual": "81", "bound": Bound.AT_MOST},
        ),
        (
            "照1-8月进度，全年约23家，为目标的150.0%；全年目标已达到。",
            {"month": 8, "actual": "15", "goal": "15", "unit": "家"},
        ),
        (
            "按目标增速推算，全年应为54亿元。",
            {"month": 8, "actual": None, "goal": None, "growth": "8", "last_year": "50"},
        ),
    ],
)
def test_the_year_ahead_in_one_line(words: str, given: dict[str, object]) -> None:
    assert said(**given) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        {"month": 8, "actual": None},
        {"month": 12, "actual": "70"},
        {"month": 8, "actual": "70", "unit": "%"},
        {"month": 8, "actual": "70", "nature": Nature.LEVEL},
    ],
)
def test_nothing_is_said_where_nothing_lies_ahead(given: dict[str, object]) -> None:
    assert said(**given) == ""  # type: ignore[arg-type]
