"""Who answers for a row and by when, as the columns beside its figures say it."""

from __future__ import annotations

import pytest

from zonetracker.extraction.tables.beside import deadline_in, responsible_in


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("6月底前", "2023-06"),
        ("2024年3月", "2024-03"),
        ("三季度", "2023-09"),
        ("全年", "2023-12"),
        ("年底", "2023-12"),
        ("十一月底", "2023-11"),
    ],
)
def test_a_month_by_which_something_is_wanted(text: str, date: str) -> None:
    assert deadline_in(text, 2023) == date


@pytest.mark.parametrize("text", ["", "长期", "13月", "尽快完成"])
def test_words_without_a_month_are_no_date(text: str) -> None:
    assert deadline_in(text, 2023) is None


def test_a_month_without_any_year_is_no_date() -> None:
    assert deadline_in("6月底前", None) is None


def test_who_leads_stands_before_who_assists() -> None:
    said = [("配合单位", "统计局、\n住建局"), ("牵头单位", "发改局")]
    assert responsible_in(said) == "发改局；配合单位：统计局、 住建局"


def test_persons_and_empty_cells_answer_for_nothing() -> None:
    assert responsible_in([("责任领导", "李主任"), ("责任单位", " ")]) == ""
