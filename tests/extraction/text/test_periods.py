"""What a period says of the part that it holds for."""

from __future__ import annotations

from zonetracker.extraction.text.periods import Period, lies_ahead
from zonetracker.model.facts import Kind


def test_a_part_over_five_years_is_a_review_of_a_plan() -> None:
    plain = Period(Kind.ACTUAL, 2022)
    assert not plain.plan_review
    assert (
        Period(Kind.ACTUAL, 2022, several=True).plan_review and Period(Kind.ACTUAL, 2022, five_years=True).plan_review
    )


def test_a_year_after_that_of_the_document_is_a_deadline() -> None:
    assert [lies_ahead(2023, year, by_then=True) for year in (2023, 2024)] == [False, True]
    assert [lies_ahead(2023, year, by_then=False) for year in (2024, 2025)] == [False, True]
    assert [lies_ahead(None, 2025, by_then=said) for said in (True, False)] == [True, False]


def test_only_goals_of_the_year_that_a_period_wants_them_by_are_due_then() -> None:
    wanted = Period(Kind.TARGET, 2027, by_then=True)
    assert [wanted.wanted_by(year, 2023) for year in (2027, 2026)] == ["2027", None]
    assert wanted.wanted_by(2027, 2027) is None
    assert Period(Kind.TARGET, 2027).wanted_by(2027, 2023) is None
