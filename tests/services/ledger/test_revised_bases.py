"""A revised base: written with paper and reason, told in what is given out next, gone when it is taken back."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import ActualEntry, cleared
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Stated
from zonetracker.services.bookkeeping.bases import BaseEffect, base_effects
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal
from zonetracker.words.issuing import correction_words
from zonetracker.words.wording import revision_words

PAPER, REASON = "统计函〔2023〕8号", "经济普查后核定"
BASE = ActualEntry(1, 2022, 12, Decimal("56"), "亿元")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    ledger.add_target("固定资产投资", 2023, Stated(Decimal("59.4"), unit="亿元", growth=Decimal(8)))
    for year, month, value in ((2021, 12, "50"), (2022, 12, "55"), (2023, 6, "30")):
        ledger.set_actuals([ActualEntry(1, year, month, Decimal(value), "亿元", origin="公报")])
    ledger.close_month(2022, 12)
    ledger.close_month(2023, 6)
    return ledger


def test_a_base_is_revised_and_its_december_stays_closed(ledger: Ledger) -> None:
    before = content(ledger)
    ledger.revise_base(BASE, PAPER, REASON)
    kept = ledger.actual(1, 2022, 12)
    assert kept is not None and (kept.value, kept.origin, kept.reason) == (Decimal(56), PAPER, REASON)
    assert ledger.closed(2022, 12) and ledger.closed(2023, 6)
    assert revision_words(ledger.revisions(2022)[1]) == f"由55亿元核定为56亿元（{PAPER}；{REASON}）"
    assert ledger.history(1)[0].title == f"核定基数：固定资产投资 2022年（原因：{REASON}）"
    ledger.undo()
    assert content(ledger) == before and ledger.revisions(2022) == {}
    ledger.redo()
    assert 1 in ledger.revisions(2022)
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal("55.5"))], reason="更正")
    assert ledger.revisions(2022) == {}


def test_what_is_given_out_next_tells_it_with_its_paper(ledger: Ledger) -> None:
    ledger.revise_base(BASE, PAPER, REASON)
    ledger.set_actuals([ActualEntry(1, 2023, 7, Decimal(35))])
    told = [correction_words(one) for one in progress_of(ledger, 2023, 7).corrections]
    assert told == [f"固定资产投资2022年1-12月由55亿元改为56亿元（{PAPER}，{REASON}）"]


def test_what_a_base_changes_is_known_before_it_is_written(ledger: Ledger) -> None:
    (target,) = ledger.targets(2023)
    effects = base_effects(ledger, target, "亿元", Decimal(56), "亿元")
    told = {one.effect: tuple(round(float(side or 0), 2) for side in (one.before, one.after)) for one in effects}
    assert told == {BaseEffect.OWN_GROWTH: (10.0, 12.0), BaseEffect.BACK_CHECK: (8.0, 6.07)}
    growth_only = ledger.targets(2023)[0]
    ledger.adjust_target(growth_only.id, Stated(growth=Decimal(8)), 7, "云政发3号", "只定增速")
    ledger.set_actuals([ActualEntry(1, 2023, 12, Decimal(61), "亿元")])
    (target,) = ledger.targets(2023)
    effects = base_effects(ledger, target, "亿元", Decimal(560000), "万元")
    told = {one.effect: tuple(round(float(side or 0), 2) for side in (one.before, one.after)) for one in effects}
    assert told[BaseEffect.IMPLIED_LEVEL] == (59.4, 60.48)
    assert told[BaseEffect.GROWTH_SINCE] == (10.91, 8.93)


@pytest.mark.parametrize(
    ("entry", "paper", "reason", "code"),
    [
        (BASE, " ", REASON, FindingCode.NO_PAPER),
        (BASE, PAPER, "7", FindingCode.NO_REASON),
        (ActualEntry(1, 2022, 12, Decimal(55), "亿元"), PAPER, REASON, FindingCode.NOTHING_REVISED),
        (ActualEntry(1, 2022, 12, Decimal(5), "人"), PAPER, REASON, FindingCode.UNIT_DIFFERS),
        (cleared(1, 2022, 12), PAPER, REASON, FindingCode.NOT_A_NUMBER),
    ],
)
def test_what_is_no_revision_is_refused(
    ledger: Ledger, entry: ActualEntry, paper: str, reason: str, code: FindingCode
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        ledger.revise_base(entry, paper, reason)
    assert refused.value.code == code and content(ledger) == before


def test_a_soft_check_is_answered_by_the_reason_and_told(ledger: Ledger) -> None:
    changed = ledger.revise_base(ActualEntry(1, 2022, 12, Decimal(500), "亿元"), PAPER, REASON)
    assert [finding.code for one in changed.noted for finding in one.findings] == [FindingCode.JUMP]
