"""What stands behind a sheet: what the report said of each target, and in which paragraph."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.made_reports import imported, target
from zonetracker.model.changes import RowChange
from zonetracker.model.facts import Report, Stated
from zonetracker.model.issuing import ExtraSheet, SheetOptions
from zonetracker.services.issuing import background_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.tracing import Traced, trace


def test_a_target_keeps_what_its_sentence_said_when_it_was_corrected_and_adjusted(ledger: Ledger) -> None:
    first, second = imported(ledger, target("地区生产总值", "80"), target("出口额", "9000", unit="万美元"))
    ledger.edit_row(second, RowChange(value=Decimal(9100)))
    ledger.confirm_rows([first, second])
    corrected = next(one for one in ledger.targets(2023) if one.row_id == second)
    ledger.adjust_target(corrected.id, replace(corrected.stated, value=Decimal(7800)), 7, "云管〔2023〕8号", "外需减弱")
    background = background_of(ledger, progress_of(ledger, 2023, 9), SheetOptions(extra=()))
    assert {reading.report for reading in background.readings.values()} == {"云岭高新区年度报告"}
    assert background.readings[corrected.id].stated.value == 9000
    assert {reading.paragraph for reading in background.readings.values()} == {2}


def test_a_damaged_report_states_nothing_and_holds_nobody_up(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> Report:
        raise KeyError(1)

    ledger.confirm_rows(imported(ledger, target("地区生产总值", "80")))
    progress = progress_of(ledger, 2023, 9)
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "report", damaged)
        assert background_of(ledger, progress, SheetOptions(extra=())).readings == {}
        said = [step.text for step in trace(ledger, progress, progress.rows[0], Traced.TARGET).steps]
    assert any("原来的报告已损坏或不存在" in one for one in said)


def test_a_typed_target_has_no_sentence(ledger: Ledger) -> None:
    ledger.add_target("新增企业", 2023, Stated(Decimal(15), unit="家"))
    assert background_of(ledger, progress_of(ledger, 2023, 9), SheetOptions(extra=())).readings == {}


def test_the_months_before_are_gathered_only_for_the_sheets_that_show_them(ledger: Ledger) -> None:
    ledger.add_target("新增企业", 2023, Stated(Decimal(15), unit="家"))
    progress = progress_of(ledger, 2023, 4)
    assert background_of(ledger, progress, SheetOptions()).months == ()
    for extra in (ExtraSheet.ACTUALS, ExtraSheet.COMPLETIONS):
        months = background_of(ledger, progress, SheetOptions(extra=(extra,))).months
        assert [one.month for one in months] == [1, 2, 3, 4] and months[-1] is progress
