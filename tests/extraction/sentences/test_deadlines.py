"""By when something is wanted."""

from __future__ import annotations

import pytest

from zonetracker.extraction.sentences.deadlines import deadline_in


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
