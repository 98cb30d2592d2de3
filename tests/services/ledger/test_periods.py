"""What targets ask for in parts of their year: set, cleared, checked, and taken along with their targets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import ActualEntry, IndicatorChange, PeriodTargetChange, PeriodTargetEntry, TargetChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Bound, Nature, PeriodTarget, Polarity, Stated
from zonetracker.services.ledger import Changed, Ledger
from zonetracker.support.errors import Refusal, RefusalCode

REASON = "上级下达时作了调整"


def asked_for(target_id: int, month: int, value: str | None, **more: object) -> PeriodTargetEntry:
    change = PeriodTargetChange(value=None if value is None else Decimal(value), **more)  # type: ignore[arg-type]
    return PeriodTargetEntry(target_id, month, change)


def periods(ledger: Ledger) -> dict[tuple[int, int], Stated]:
    return {(one.target_id, one.to_month): one.stated for one in ledger.period_targets()}


def codes(changed: Changed) -> list[str]:
    return [finding.code for one in changed.asked for finding in one.findings]


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    ledger.add_target("固定资产投资", 2023, Stated(Decimal("76.8"), unit="亿元"))
    ledger.add_target("居民收入", 2023, Stated(growth=Decimal(8)))
    return ledger


def test_a_unit_that_was_not_said_is_that_of_the_target_and_a_later_one_keeps_its_own(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18"), asked_for(1, 6, "380000", unit="万元")])
    ledger.set_period_targets([asked_for(1, 6, "390000")])
    assert periods(ledger) == {
        (1, 3): Stated(Decimal(18), unit="亿元"),
        (1, 6): Stated(Decimal(390000), unit="万元"),
    }


def test_a_growth_stands_beside_the_figure_and_what_is_left_without_either_goes(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18", growth=Decimal("6.5"), note="开门红")])
    ledger.set_period_targets([asked_for(1, 3, None)])
    assert ledger.period_targets() == [PeriodTarget(1, 1, 3, Stated(growth=Decimal("6.5")), "开门红")]
    before = content(ledger)
    ledger.set_period_targets([PeriodTargetEntry(1, 3, PeriodTargetChange(growth=None))])
    assert ledger.period_targets() == []
    ledger.undo()
    assert content(ledger) == before
    assert ledger.history()[1].title == "填写阶段目标：固定资产投资 2023年1-3月"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (asked_for(1, 3, "18", unit="人"), FindingCode.UNIT_DIFFERS),
        (asked_for(1, 3, "18", value_high=Decimal(17)), FindingCode.RANGE_REVERSED),
        (asked_for(1, 13, "18"), FindingCode.MONTH_BEYOND),
        (asked_for(1, 3, "1" * 4301), FindingCode.FIGURE_LONG),
        (asked_for(1, 3, "18", note="长" * 5000), FindingCode.TEXT_LONG),
        (asked_for(2, 3, None, growth=Decimal(10**6)), FindingCode.RATE_LARGE),
    ],
)
def test_what_cannot_be_is_refused(ledger: Ledger, entry: PeriodTargetEntry, code: FindingCode) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.set_period_targets([entry])
    assert refused.value.code is code and periods(ledger) == {}


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (asked_for(1, 9, "76.81"), "period_above_year"),
        (asked_for(1, 9, "768100", unit="万元"), "period_above_year"),
        (asked_for(1, 12, "70"), "period_not_year"),
        (asked_for(1, 9, "37.9"), "period_falls"),
        (asked_for(1, 3, "38.1"), "period_above_later"),
    ],
)
def test_what_is_odd_waits_for_a_reason(ledger: Ledger, entry: PeriodTargetEntry, code: str) -> None:
    ledger.set_period_targets([asked_for(1, 6, "38")])
    assert codes(ledger.set_period_targets([entry])) == [code] and len(periods(ledger)) == 1
    assert ledger.set_period_targets([entry], REASON).asked == () and len(periods(ledger)) == 2
    note = PeriodTargetEntry(1, entry.to_month, PeriodTargetChange(note="按季分解"))
    assert ledger.set_period_targets([note]).asked == ()


def test_of_many_those_in_order_are_seen_together_and_only_what_is_odd_waits(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18"), asked_for(1, 6, "38"), asked_for(1, 9, "57")])
    assert ledger.set_period_targets([asked_for(1, 3, "40"), asked_for(1, 6, "45")]).asked == ()
    changed = ledger.set_period_targets([asked_for(1, 3, "20"), asked_for(1, 6, "60")])
    assert [(one.row_id, one.month) for one in changed.asked] == [(1, 6)]
    assert [one.value for one in periods(ledger).values()] == [Decimal(20), Decimal(45), Decimal(57)]


def test_a_range_of_the_year_reaches_to_its_end_and_a_share_or_a_limit_may_fall(ledger: Ledger) -> None:
    ledger.edit_target(1, TargetChange(value_high=Decimal(80)))
    assert ledger.set_period_targets([asked_for(1, 9, "78")]).asked == ()
    ledger.add_target("空气优良率", 2023, Stated(Decimal(90), unit="%"))
    assert ledger.set_period_targets([asked_for(3, 3, "88"), asked_for(3, 6, "86")]).asked == ()
    ledger.add_target("失业率", 2023, Stated(Decimal("5.5"), unit="%", bound=Bound.AT_MOST))
    assert ledger.set_period_targets([asked_for(4, 3, "5.7"), asked_for(4, 6, "5.6")]).asked == ()
    ledger.add_target("利润总额", 2023, Stated(Decimal(-2), unit="亿元"))
    assert ledger.set_period_targets([asked_for(5, 3, "-1")]).asked == ()
    ledger.edit_indicator(1, IndicatorChange(nature=Nature.LEVEL, polarity=Polarity.HIGHER))
    assert ledger.set_period_targets([asked_for(1, 3, "79")]).asked == ()


def test_what_was_given_out_asks_before_it_changes(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18"), asked_for(1, 9, "57")])
    ledger.set_actuals([ActualEntry(1, 2023, 4, Decimal(20))])
    ledger.close_month(2023, 4)
    assert codes(ledger.set_period_targets([asked_for(1, 3, "18.5")])) == ["target_issued"]
    assert codes(ledger.set_period_targets([asked_for(1, 3, None)])) == ["target_issued"]
    assert codes(ledger.set_period_targets([asked_for(1, 4, "22")])) == ["target_issued"]
    assert ledger.set_period_targets([asked_for(1, 9, "58"), asked_for(1, 6, "38")]).asked == ()
    assert ledger.set_period_targets([PeriodTargetEntry(1, 3, PeriodTargetChange(note="开门红"))]).asked == ()
    assert ledger.set_period_targets([asked_for(1, 3, "18.5")], REASON).asked == () and ledger.closed(2023, 4)


def test_they_go_and_come_with_their_target(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18", note="开门红"), asked_for(2, 3, None, growth=Decimal(7))])
    ledger.copy_targets(2023, 2024)
    assert len(periods(ledger)) == 2
    ledger.copy_targets(2023, 2025, figures=True)
    fresh = {one.indicator_id: one.id for one in ledger.targets(2025)}
    assert periods(ledger)[fresh[1], 3] == Stated(Decimal(18), unit="亿元")
    assert [one.note for one in ledger.period_targets()] == ["开门红", "", "", ""]
    ledger.remove_targets([1])
    assert sorted(periods(ledger)) == sorted([(2, 3), (fresh[1], 3), (fresh[2], 3)])
    ledger.undo()
    assert (1, 3) in periods(ledger)


def test_merged_targets_ask_for_what_each_asked(ledger: Ledger) -> None:
    ledger.add_target("工业投资", 2023, Stated(growth=Decimal(10)))
    ledger.set_period_targets(
        [
            asked_for(1, 3, "18"),
            asked_for(3, 3, None, growth=Decimal(9)),
            asked_for(3, 6, None, growth=Decimal(10)),
        ]
    )
    ledger.merge_targets([1, 3])
    assert periods(ledger) == {
        (1, 3): Stated(Decimal(18), unit="亿元", growth=Decimal(9)),
        (1, 6): Stated(growth=Decimal(10)),
    }
    ledger.undo()
    ledger.set_period_targets([asked_for(3, 3, "19", unit="亿元")])
    with pytest.raises(Refusal) as refused:
        ledger.merge_targets([1, 3])
    assert refused.value.code is RefusalCode.TARGET_DIFFERS


def test_a_target_takes_no_unit_that_its_quarters_cannot_be_compared_with(ledger: Ledger) -> None:
    ledger.set_period_targets([asked_for(1, 3, "18")])
    with pytest.raises(Refusal) as refused:
        ledger.edit_target(1, TargetChange(unit="家"))
    assert refused.value.code is FindingCode.PERIOD_UNIT and "请先清空阶段目标" in str(refused.value)
    assert ledger.edit_target(1, TargetChange(value=Decimal(768000), unit="万元")).asked == ()
    ledger.set_period_targets([asked_for(1, 3, None)])
    assert ledger.edit_target(1, TargetChange(value=Decimal(80), unit="家")).asked == ()
