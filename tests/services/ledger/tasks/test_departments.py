"""Responsible units at the door: what is kept of them, when they can go, and that they were asked."""

from __future__ import annotations

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import DepartmentChange, MilestoneChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.duties.chasing import UnitChases, chases_of
from zonetracker.model.facts import ActionKind, ActionSubject, DepartmentKind
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal


@pytest.fixture(autouse=True)
def units(ledger: Ledger) -> None:
    ledger.add_departments(["建设局", "招商局", "城投公司"])


def test_series_kind_leader_and_when_it_retired(ledger: Ledger) -> None:
    change = DepartmentChange(series="专班", kind=DepartmentKind.TEAM, leader="周立", retired_from="2023-07")
    ledger.edit_department(1, change)
    kept = ledger.department(1)
    assert (kept.series, kept.kind, kept.leader, kept.retired_from) == ("专班", DepartmentKind.TEAM, "周立", "2023-07")
    for wrong in ("2023", "2023-07-01", "2023-13", "七月"):
        with pytest.raises(Refusal) as refused:
            ledger.edit_department(1, DepartmentChange(retired_from=wrong))
        assert refused.value.code is FindingCode.NOT_A_DATE


def test_one_that_is_named_is_not_removed_and_told_how_it_retires(ledger: Ledger) -> None:
    ledger.add_milestone("滨河路", 2023, MilestoneChange(responsible="牵头：建设局；配合：招商局"))
    for one in (1, 2):
        with pytest.raises(Refusal, match="自几月起停用"):
            ledger.remove_departments([one])
    ledger.remove_departments([3])


def test_merged_ones_keep_what_was_known_of_any(ledger: Ledger) -> None:
    ledger.edit_department(2, DepartmentChange(series="部门", leader="周立"))
    ledger.merge_departments([2], 1)
    assert (ledger.department(1).series, ledger.department(1).leader) == ("部门", "周立")


def test_merged_ones_were_asked_as_often_as_they_were_before(ledger: Ledger) -> None:
    ledger.chase([1, 2], 2023, 9, "2023-10-12")
    ledger.chase([2], 2023, 10, "2023-11-08")
    before = content(ledger)
    ledger.merge_departments([1, 2], 1)
    assert {one.subject_id for one in ledger.actions()} == {1}
    assert chases_of(ledger.actions(), 2023, 9) == {1: UnitChases(1, "2023-10-12")}
    assert chases_of(ledger.actions(), 2023, 10) == {1: UnitChases(1, "2023-11-08")}
    ledger.undo()
    assert content(ledger) == before


def test_those_who_were_asked_are_noted_with_day_and_words(ledger: Ledger) -> None:
    before = content(ledger)
    ledger.chase([1, 3, 1], 2023, 10, "2023-11-08", "请于10日前补报")
    assert [
        (one.subject, one.subject_id, one.kind, one.day, one.year, one.month, one.words) for one in ledger.actions()
    ] == [
        (ActionSubject.DEPARTMENT, number, ActionKind.CHASE, "2023-11-08", 2023, 10, "请于10日前补报")
        for number in (1, 3)
    ]
    assert ledger.history(1)[0].title == "向2个责任单位催报2023年10月"
    ledger.undo()
    assert content(ledger) == before
    ledger.chase([2], 2023, 10)
    assert ledger.actions()[0].day == "2023-11-20" and ledger.history(1)[0].title == "向“招商局”催报2023年10月"


def test_what_cannot_be_asked_is_refused(ledger: Ledger) -> None:
    for year, month, day, code in (
        (2023, 13, "2023-11-08", FindingCode.MONTH_BEYOND),
        (2100, 1, "2023-11-08", FindingCode.YEAR_BEYOND),
        (2023, 10, "2023-11-21", FindingCode.DAY_AHEAD),
        (2023, 10, "2023-11", FindingCode.NOT_A_DAY),
    ):
        with pytest.raises(Refusal) as refused:
            ledger.chase([1], year, month, day)
        assert refused.value.code is code
    with pytest.raises(KeyError):
        ledger.chase([9], 2023, 10)
