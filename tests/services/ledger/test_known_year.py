"""What is read beforehand of a year answers as the workbook itself does."""

from decimal import Decimal

import pytest

from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Two targets of which one is a part, with figures of this year and the one before."""
    whole = ledger.add_target("固定资产投资", 2023, Stated(value=Decimal(60), unit="亿元")).ids["target"][0]
    ledger.add_target("工业投资", 2023, Stated(value=Decimal(30), unit="亿元"), TargetChange(parent_id=whole))
    numbers = {one.name: one.id for one in ledger.indicators()}
    entries = [(numbers["固定资产投资"], 2022, 6, 28), (numbers["固定资产投资"], 2023, 5, 25)]
    ledger.set_actuals([ActualEntry(one, year, month, Decimal(value), "亿元") for one, year, month, value in entries])
    return ledger


@pytest.mark.parametrize(
    "figures",
    [{"固定资产投资": 30}, {"固定资产投资": 24}, {"固定资产投资": 30, "工业投资": 31}, {"固定资产投资": 3000}],
)
def test_it_asks_what_the_ledger_asks(ledger: Ledger, figures: dict[str, int]) -> None:
    numbers = {one.name: one.id for one in ledger.indicators()}
    entries = [ActualEntry(numbers[name], 2023, 6, Decimal(value), "亿元") for name, value in figures.items()]
    known = ledger.known_year(2023)
    assert known.would_ask(entries) == ledger.would_ask(entries) == known.would_ask(entries)
    assert bool(known.would_ask(entries)) is (figures != {"固定资产投资": 30})


def test_it_stays_as_it_was_read(ledger: Ledger) -> None:
    known = ledger.known_year(2023)
    ledger.set_actuals([ActualEntry(known.targets[0].indicator_id, 2023, 6, Decimal(30), "亿元")])
    assert (known.zone, len(known.actuals)) == (ledger.zone, 2)
