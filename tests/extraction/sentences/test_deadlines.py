"""By when something is wanted."""

from __future__ import annotations

import pytest

from zonetracker.extraction.sentences.deadlines import deadline_in, deadline_of
from zonetracker.extraction.text.times import Role, Time


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("确保6月底前完工", "2023-06"),
        ("年底前投用", "2023-12"),
        ("上半年建成", "2023-06"),
        ("2025年底建成", "2025-12"),
        ("2024年6月底前建成", "2024-06"),
        ("三季度末开工", "2023-09"),
        ("9月30日前交付", "2023-09-30"),
        ("十月底前建成", "2023-10"),
        ("12月20日前110千伏变电站送电", "2023-12-20"),
        ("明年6月底前建成", "2023-06"),
        ("前三季度建成", "2023-09"),
        ("先看5月份，再到8月底", "2023-08"),
    ],
)
def test_deadlines(words: str, wanted: str) -> None:
    assert deadline_in(words, 2023) == wanted


@pytest.mark.parametrize("words", ["年内开工", "4月份开园", "13月底前", "全年建成", "2025年建成"])
def test_what_sets_no_date(words: str) -> None:
    assert deadline_in(words, 2023) is None


def test_a_plan_may_mean_a_month_alone() -> None:
    assert deadline_in("4月份开园", 2023, loose=True) == "2023-04"
    assert deadline_in("4月8日开园", 2023, loose=True) is None


def test_without_a_year_only_a_date_with_its_own_year_is_one() -> None:
    assert deadline_in("6月底前完工", None) is None
    assert deadline_in("2024年6月底前完工", None) == "2024-06"


def test_what_compares_or_reports_sets_no_date() -> None:
    assert deadline_in("截至6月底，建成", 2023) is None
    assert deadline_in("比6月底加快，建成", 2023) is None


def test_a_time_alone_gives_its_last_day_or_month() -> None:
    assert deadline_of(Time(0, 5, Role.BY, None, (6, 6), day=8), 2023) == "2023-06-08"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True, end_of=True), 2023) == "2025-12"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True), 2023) is None
