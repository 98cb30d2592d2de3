"""What a period says of the part that it holds for."""

from __future__ import annotations

from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Kind


def test_a_part_over_five_years_is_a_review_of_a_plan() -> None:
    plain = Period(Kind.ACTUAL, 2022)
    assert not plain.plan_review
    assert (
        Period(Kind.ACTUAL, 2022, several=True).plan_review and Period(Kind.ACTUAL, 2022, five_years=True).plan_review
    )
