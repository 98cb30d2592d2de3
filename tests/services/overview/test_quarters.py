"""The table of a month as the end of a quarter, out of the ledger."""

from decimal import Decimal
from fractions import Fraction

import pytest

from zonetracker.model.changes import ActualEntry, PeriodTargetChange, PeriodTargetEntry
from zonetracker.model.facts import Stated
from zonetracker.model.quarters import QuarterStanding, quarter_standing
from zonetracker.model.standing import Grade
from zonetracker.services.issuing.quarters import quarter_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal, RefusalCode


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    ledger.add_target("到位资金", 2023, Stated(Decimal("76.8"), unit="亿元"))
    ledger.set_actuals(
        [ActualEntry(1, 2023, 3, Decimal("17.2"), "亿元"), ActualEntry(1, 2023, 6, Decimal("41.0"), "亿元")]
    )
    return ledger


def set_to(ledger: Ledger, month: int, value: str | None) -> None:
    change = PeriodTargetChange(value=None if value is None else Decimal(value))
    ledger.set_period_targets([PeriodTargetEntry(1, month, change)])


def standing(ledger: Ledger, month: int) -> tuple[Fraction | None, Grade, QuarterStanding]:
    known = progress_of(ledger, 2023, month, quarter=True)
    (row,) = known.rows
    return row.standing.time_progress, row.standing.grade, quarter_standing(row, known)


def test_a_quarter_follows_what_is_set_and_the_month_does_not(ledger: Ledger) -> None:
    month = progress_of(ledger, 2023, 3).rows
    assert standing(ledger, 3)[:2] == (Fraction(25), Grade.BEHIND)
    set_to(ledger, 3, "17")
    assert standing(ledger, 3)[:2] == (Fraction("22.14"), Grade.ON_PACE)
    assert progress_of(ledger, 2023, 3).rows == month
    set_to(ledger, 3, None)
    assert standing(ledger, 3)[:2] == (Fraction(25), Grade.BEHIND)


def test_the_quarter_alone_needs_the_months_before(ledger: Ledger) -> None:
    assert standing(ledger, 6)[2].single == Fraction("23.8")
    ledger.set_actuals([ActualEntry(1, 2023, 3, value=None)])
    assert standing(ledger, 6)[2].single is None


def test_an_adjusted_target_is_the_one_in_force_in_its_month(ledger: Ledger) -> None:
    set_to(ledger, 3, "18")
    set_to(ledger, 6, "30")
    ledger.adjust_target(1, Stated(Decimal(60), unit="亿元"), 6, "云政发3号", "上级调减任务")
    assert [standing(ledger, month)[0] for month in (3, 6)] == [Fraction("23.44"), Fraction(50)]


def test_a_month_within_a_quarter_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refused:
        quarter_of(ledger, 2023, 4)
    assert refused.value.code is RefusalCode.QUARTER_MONTH
