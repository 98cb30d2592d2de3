"""The upper of two tiers from a report's row: it joins its target, goes with its row, and never becomes a conflict."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.made_reports import MadeReport, target
from zonetracker.model.changes import RowChange, TargetChange
from zonetracker.model.facts import Candidate, ReviewStatus, Stated, Target
from zonetracker.services.ledger import Ledger

Tiers = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "book.zt", "青禾区")


def keep(ledger: Ledger, *candidates: Candidate) -> None:
    MadeReport(candidates).keep(ledger)


def tiers(ledger: Ledger) -> list[Tiers]:
    def text(figure: Decimal | None) -> str | None:
        return None if figure is None else str(figure)

    def said(one: Target) -> Tiers:
        return text(one.stated.value), text(one.stated.growth), text(one.stretch), text(one.stretch_growth)

    return [said(one) for one in ledger.targets(2023)]


BOTH: Sequence[Candidate] = (target("财政收入", "25", "6"), target("财政收入", "27", stretch=True))


def test_the_upper_tier_joins_the_target_of_the_lower(ledger: Ledger) -> None:
    keep(ledger, *BOTH, target("财政收入", growth="8", stretch=True))
    changed = ledger.confirm_rows([1, 2, 3])
    assert changed.conflicts == ()
    assert tiers(ledger) == [("25", "6", "27", "8")]
    ledger.undo()
    assert tiers(ledger) == []


def test_in_any_order(ledger: Ledger) -> None:
    keep(ledger, *BOTH)
    ledger.confirm_rows([2])
    assert tiers(ledger) == [("27", None, None, None)]
    assert ledger.confirm_rows([1]).conflicts == ()
    assert tiers(ledger) == [("25", "6", "27", None)]


def test_it_comes_in_the_unit_of_its_target(ledger: Ledger) -> None:
    keep(ledger, target("财政收入", "2.5"), target("财政收入", "27000", unit="万元", stretch=True))
    ledger.confirm_rows([1, 2])
    assert tiers(ledger) == [("2.5", None, "2.7", None)]


@pytest.mark.parametrize(
    ("gone", "left"),
    [(2, [("25", "6", None, None)]), (1, [("27", None, None, None)])],
)
def test_what_a_row_brought_goes_with_it(ledger: Ledger, gone: int, left: list[Tiers]) -> None:
    keep(ledger, *BOTH)
    ledger.confirm_rows([1, 2])
    ledger.reject_rows([gone])
    assert tiers(ledger) == left
    ledger.undo()
    assert tiers(ledger) == [("25", "6", "27", None)]


def test_a_tier_that_a_clerk_changed_stays(ledger: Ledger) -> None:
    keep(ledger, *BOTH)
    ledger.confirm_rows([1, 2])
    ledger.edit_target(ledger.targets(2023)[0].id, TargetChange(stretch=Decimal("26.5")))
    ledger.reopen_rows([2])
    assert tiers(ledger) == [("25", "6", "26.5", None)]


def test_a_corrected_row_corrects_its_tier(ledger: Ledger) -> None:
    keep(ledger, *BOTH)
    ledger.confirm_rows([1, 2])
    ledger.edit_row(2, RowChange(value=Decimal("28")))
    assert tiers(ledger) == [("25", "6", "28", None)]
    ledger.edit_row(1, RowChange(value=Decimal("24")))
    assert tiers(ledger) == [("24", "6", "28", None)]


def test_another_tier_beside_one_that_stands_is_asked(ledger: Ledger) -> None:
    keep(ledger, *BOTH, target("财政收入", "30", stretch=True))
    assert [one.row_id for one in ledger.confirm_rows([1, 2, 3]).conflicts] == [3]
    assert tiers(ledger) == [("25", "6", "27", None)]
    ledger.confirm_rows([3], on_conflict="replace")
    assert tiers(ledger) == [("25", "6", "30", None)]


def test_a_typed_target_gets_a_tier_only_when_it_is_said(ledger: Ledger) -> None:
    ledger.add_target("财政收入", 2023, Stated(Decimal(25), unit="亿元"))
    keep(ledger, BOTH[1])
    assert ledger.confirm_rows([1]).conflicts
    ledger.confirm_rows([1], on_conflict="replace")
    assert tiers(ledger) == [("25", None, "27", None)]


def test_a_clerk_makes_another_figure_the_upper_tier(ledger: Ledger) -> None:
    keep(ledger, target("财政收入", "25"), target("财政收入", "27"))
    assert ledger.confirm_rows([1, 2]).conflicts
    ledger.confirm_rows([2], on_conflict="stretch")
    assert tiers(ledger) == [("25", None, "27", None)]
    row = ledger.row(2)
    assert (row.status, row.candidate.stretch, row.edited) == (ReviewStatus.CONFIRMED, True, True)


def test_a_growth_is_no_tier_of_a_level(ledger: Ledger) -> None:
    keep(ledger, target("财政收入", "25"), target("财政收入", growth="8", stretch=True))
    assert [one.row_id for one in ledger.confirm_rows([1, 2]).conflicts] == [2]
    assert ledger.confirm_rows([2], on_conflict="stretch").conflicts
    assert tiers(ledger) == [("25", None, None, None)]
