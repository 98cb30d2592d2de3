"""Targets of parts of the year on the page: typed where the target is, pasted, read as a clerk writes them."""

from dataclasses import dataclass, field
from decimal import Decimal

import pytest

from tests.ui.targets.conftest import Eye
from zonetracker.model.changes import PeriodTargetChange, PeriodTargetEntry
from zonetracker.model.facts import Bound, PeriodTarget, Stated, Target
from zonetracker.services.bookkeeping.cells import period_steps
from zonetracker.support.errors import Refusal
from zonetracker.ui.targets.periods import period_reader, period_text

LEVEL = Target(1, 1, 2023, Stated(Decimal("76.8"), unit="亿元"))
RATE = Target(1, 1, 2023, Stated(growth=Decimal(8)))


@dataclass
class Row:
    target: Target = LEVEL
    unit: str = "亿元"
    periods: list[PeriodTarget] = field(default_factory=list)


@pytest.mark.parametrize(
    ("text", "row", "stated"),
    [
        ("18", Row(), Stated(Decimal(18), unit="亿元")),
        ("18-20", Row(), Stated(Decimal(18), Decimal(20), "亿元")),
        ("18亿元以上", Row(), Stated(Decimal(18), unit="亿元", bound=Bound.AT_LEAST)),
        ("180000万元", Row(), Stated(Decimal(180000), unit="万元")),
        ("18，6.5%", Row(), Stated(Decimal(18), unit="亿元", growth=Decimal("6.5"))),
        ("6.5%以上", Row(), Stated(growth=Decimal("6.5"), growth_bound=Bound.AT_LEAST)),
        ("18；增长6.5", Row(), Stated(Decimal(18), unit="亿元", growth=Decimal("6.5"))),
        ("6.5", Row(RATE), Stated(growth=Decimal("6.5"))),
        ("88%", Row(unit="%"), Stated(Decimal(88), unit="%")),
        ("", Row(), Stated()),
    ],
)
def test_what_is_typed_is_read_and_shown_again(text: str, row: Row, stated: Stated) -> None:
    entry = period_reader(3)(row, text)
    period = entry.change.on(PeriodTarget(0, 1, 3, Stated(Decimal(1), Decimal(2), "元", Bound.ABOUT, Decimal(3))))
    assert (entry.target_id, entry.to_month, period.stated) == (1, 3, stated)
    again = period_text(3)(Row(row.target, row.unit, [period]))
    assert period_reader(3)(row, again).change == entry.change


@pytest.mark.parametrize("text", ["三月", "18，19", "5%，6%"])
def test_what_is_no_figure_is_told(text: str) -> None:
    with pytest.raises(Refusal):
        period_reader(3)(Row(), text)


def test_quarters_are_typed_and_a_block_of_them_is_pasted_as_one_step(eye: Eye) -> None:
    page = eye.page
    ledger = page.desk.ledger
    ids = [row.target.id for row in page.model.records()[:2]]
    eye.at(ids[0], "period:3")
    steps = ledger.steps[0]
    eye.paste("1\t2\n\t5%")
    found = {(one.target_id, one.to_month): one.stated for one in ledger.period_targets()}
    assert (found[ids[0], 3].value, found[ids[0], 6].value) == (1, 2)
    assert found[ids[1], 6].growth == 5 and ledger.steps[0] == steps + 1
    assert eye.column("period:3")[:2] == ["1", ""] and eye.column("period:6")[:2] == ["2", "5%"]
    ledger.undo()
    assert ledger.period_targets() == []


def test_what_became_of_a_cell_is_told(eye: Eye) -> None:
    ledger = eye.page.desk.ledger
    number = eye.page.model.records()[0].target.id
    for value in (Decimal(14), Decimal(15), None):
        ledger.set_period_targets([PeriodTargetEntry(number, 3, PeriodTargetChange(value=value))])
    ledger.set_period_targets([PeriodTargetEntry(number, 6, PeriodTargetChange(value=Decimal(30)))])
    told = [(one.before, one.after) for one in period_steps(ledger, number, 3)]
    assert told == [("15亿元", ""), ("14亿元", "15亿元"), ("", "14亿元")]
