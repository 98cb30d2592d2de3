"""What a new indicator is like when the seeds don't know its name."""

from decimal import Decimal

import pytest

from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Polarity, Span, Stated
from zonetracker.services.naming import new_indicator


def said(kind, **stated) -> Candidate:
    whole = Span(0, 1)
    return Candidate("1", kind, FactType.QUANTITY, 2023, "annual", "某项电耗", Stated(**stated), whole, whole, "句")


@pytest.mark.parametrize(
    ("candidate", "polarity"),
    [
        (said(Kind.TARGET, growth=Decimal(-3), growth_bound=Bound.EXACT), Polarity.LOWER),
        (said(Kind.TARGET, growth=Decimal(-3), growth_bound=Bound.AT_LEAST), Polarity.LOWER),
        (said(Kind.TARGET, growth=Decimal(-3), growth_bound=Bound.AT_MOST), Polarity.HIGHER),
        (said(Kind.ACTUAL, growth=Decimal(-3), growth_bound=Bound.EXACT), Polarity.HIGHER),
        (said(Kind.TARGET, value=Decimal(45), unit="起", bound=Bound.AT_MOST), Polarity.LOWER),
        (said(Kind.TARGET, value=Decimal(45), unit="起", bound=Bound.EXACT), Polarity.HIGHER),
    ],
)
def test_a_promised_fall_or_a_cap_is_better_lower(candidate, polarity):
    assert new_indicator("某项电耗", candidate.stated.unit, candidate).polarity is polarity
