"""A report's date is settled: its rows follow in one step, and what a clerk has made of them stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.made_reports import MadeReport, actual, content, imported, milestone, reason_filed, target
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    FilingChange,
    FilingEntry,
    MilestoneChange,
    NodeChange,
    Redating,
    RowChange,
    TargetChange,
)
from zonetracker.model.facts import ActionKind, Candidate, Kind, ReviewStatus, Stated, TaskKind
from zonetracker.model.reports.frame import Frame, Written
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

FRAME = Frame(2022, 2021, ahead=2022)


def later(candidate: Candidate, years: int) -> Candidate:
    """A candidate as it is read with another date."""
    year = None if candidate.year is None else candidate.year + years
    return replace(candidate, year=year, confidence=Decimal("0.97"), reasons=("year_said",))


def dating(
    ledger: Ledger,
    years: int = -1,
    *,
    confirmed: bool = True,
    written: Written = (2022, 1),
    read: Callable[[Candidate], Candidate | None] = lambda one: one,
) -> Redating:
    """Report 1 read with a date that moves every year; `read` says what becomes of a row besides."""
    first = ledger.changes(ledger.history(table="report", row_id=1)[-1].id)
    keys = {change.after["key"] for change in first if change.after and change.table == "review_row"}
    before = tuple(row.candidate for row in ledger.rows(1) if row.candidate.id in keys)
    as_read = tuple(replace(one, year=2022 if one.kind.value == "actual" else 2023) for one in before)
    after = tuple(found for one in as_read if (found := read(later(one, years))) is not None)
    return Redating(written, FRAME, 2022, as_read, after, confirmed)


def years(ledger: Ledger) -> list[int | None]:
    return [row.candidate.year for row in ledger.rows(1)]


def test_open_rows_become_as_they_are_read_now_and_the_report_keeps_the_date(ledger: Ledger) -> None:
    imported(ledger, target("地区生产总值", "80"), actual("地区生产总值", "74"))
    before = content(ledger)
    changed = ledger.date_report(1, dating(ledger))
    assert years(ledger) == [2022, 2021]
    row = ledger.row(1)
    assert (row.candidate.confidence, row.candidate.reasons) == (Decimal("0.97"), ("year_said",))
    assert (row.status, row.edited, row.candidate.id) == (ReviewStatus.OPEN, False, "c0")
    report = ledger.report(1)
    assert (report.written, report.frame, report.year) == ((2022, 1), FRAME, 2022)
    assert changed.tables == {"report", "review_row"}
    assert ledger.history()[0].title == "确定报告《云岭高新区年度报告》成文于2022年1月"
    ledger.undo()
    assert content(ledger) == before and ledger.report(1).written is None


def test_a_year_alone_is_titled_as_one(ledger: Ledger) -> None:
    imported(ledger, target("地区生产总值", "80"))
    ledger.date_report(1, dating(ledger, written=(2022, 0)))
    assert ledger.history()[0].title == "确定报告《云岭高新区年度报告》成文于2022年"


@pytest.mark.parametrize("written", [(1023, 0), (2022, 13)])
def test_a_date_that_is_none_is_refused(ledger: Ledger, written: Written) -> None:
    imported(ledger, target("地区生产总值", "80"))
    with pytest.raises(Refusal):
        ledger.date_report(1, dating(ledger, written=written))
    assert years(ledger) == [2023]


def test_what_the_clerk_corrected_stays_and_the_rest_of_the_row_follows(ledger: Ledger) -> None:
    imported(ledger, target("地区生产总值", "80"), target("工业投资", "12"), target("技改投资", "3"))
    ledger.edit_row(1, RowChange(name="园区生产总值", value=Decimal("81")))
    ledger.edit_row(2, RowChange(year=2025))
    ledger.date_report(1, dating(ledger))
    assert years(ledger) == [2022, 2025, 2022]
    renamed = ledger.row(1).candidate
    assert (renamed.name, renamed.stated.value) == ("园区生产总值", Decimal("81"))


def test_rejected_and_skipped_rows_stay_judged(ledger: Ledger) -> None:
    imported(ledger, target("地区生产总值", "80"), target("工业投资", "12"))
    ledger.reject_rows([1])
    ledger.skip_rows([2])
    ledger.date_report(1, dating(ledger))
    assert [row.status for row in ledger.rows(1)] == [ReviewStatus.REJECTED, ReviewStatus.SKIPPED]
    assert years(ledger) == [2022, 2022]


def test_a_row_by_hand_stays_and_rows_that_only_the_new_date_gives_come(ledger: Ledger) -> None:
    made = MadeReport([target("地区生产总值", "80"), target("工业投资", "12"), target("技改投资", "3")])
    made.keep(ledger)
    own = replace(made.candidates[0], id="own", name="自填", span=replace(made.candidates[0].span, end=14))
    ledger.add_row(1, own)
    wanted = dating(ledger, read=lambda one: None if one.name == "工业投资" else one)
    come = replace(made.candidates[2], id="t9", name="新读出的", span=replace(made.candidates[2].span, start=40))
    wanted = replace(wanted, after=(*wanted.after, later(come, -1)))
    ledger.date_report(1, wanted)
    assert [row.candidate.name for row in ledger.rows(1)] == ["地区生产总值", "自填", "技改投资", "新读出的"]
    assert len({row.candidate.id for row in ledger.rows(1)}) == 4
    ledger.undo()
    assert [row.candidate.name for row in ledger.rows(1)] == ["地区生产总值", "自填", "工业投资", "技改投资"]


def test_wholes_and_repeats_are_those_of_the_rows_in_the_workbook(ledger: Ledger) -> None:
    imported(ledger, target("工业投资", "12", id="whole"), target("技改投资", "3", parent="whole"))
    read = dating(ledger)
    again = {"whole": "t1", "c1": "t2", None: None}

    def renumbered(rows: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        return tuple(replace(one, id=str(again[one.id]), parent=again[one.parent]) for one in rows)

    ledger.date_report(1, replace(read, before=renumbered(read.before), after=renumbered(read.after)))
    assert [(row.candidate.id, row.candidate.parent) for row in ledger.rows(1)] == [("whole", None), ("c1", "whole")]


def confirmed_book(ledger: Ledger) -> None:
    imported(
        ledger,
        target("技改投资", "3.2", parent="whole"),
        target("工业投资", "12", id="whole"),
        actual("工业投资", "10"),
        milestone("孵化楼竣工"),
    )
    ledger.confirm_rows([1, 2, 3, 4])
    ledger.edit_targets([1, 2], TargetChange(responsible="经发局"))


def test_confirmed_rows_move_with_all_that_a_clerk_said_beside_the_figure(ledger: Ledger) -> None:
    confirmed_book(ledger)
    whole = {one.stated.value: one for one in ledger.targets(2023)}[Decimal("12")]
    wanted = dating(ledger)
    assert ledger.would_date(1, wanted).kept == ()
    changed = ledger.date_report(1, wanted)
    assert changed.conflicts == () and years(ledger) == [2022, 2022, 2021, 2022]
    assert ledger.targets(2023) == [] and ledger.milestones(2023) == []
    part, moved = sorted(ledger.targets(2022), key=lambda one: one.stated.value or 0)
    assert (moved.id, moved.responsible, part.responsible, part.parent_id) == (whole.id, "经发局", "经发局", moved.id)
    assert [one.year for one in ledger.actuals()] == [2021]
    assert [one.year for one in ledger.milestones()] == [2022]
    ledger.undo()
    assert len(ledger.targets(2023)) == 2 and ledger.targets(2022) == []


def test_confirmed_rows_stay_where_that_is_not_wanted(ledger: Ledger) -> None:
    confirmed_book(ledger)
    assert set(ledger.would_date(1, dating(ledger)).confirmed) == {1, 2, 3, 4}
    ledger.date_report(1, dating(ledger, confirmed=False))
    assert years(ledger) == [2023, 2023, 2022, 2023] and len(ledger.targets(2023)) == 2
    assert ledger.report(1).written == (2022, 1)


BY_HAND: dict[str, Callable[[Ledger], Changed]] = {
    "another figure": lambda one: one.edit_target(1, TargetChange(value=Decimal("13"))),
    "an adjustment": lambda one: one.adjust_target(1, Stated(Decimal("9"), unit="亿元"), 7, "云政发3号", "调整"),
    "a filing": lambda one: one.file(reason_filed(1, 3, "土地手续未办完")),
    "taken out": lambda one: one.remove_targets([1]),
    "another actual": lambda one: one.set_actuals([ActualEntry(1, 2022, 12, Decimal("11"))]),
    "an item that is done": lambda one: one.edit_milestone(1, MilestoneChange(done_on="2023-05-20")),
    "an item of another name": lambda one: one.edit_milestone(1, MilestoneChange(name="二号楼竣工")),
    "an item on which is filed": lambda one: one.file(
        [FilingEntry(TaskKind.MILESTONE, 1, 2023, 3, FilingChange(progress="主体封顶"))]
    ),
    "an item that was assigned": lambda one: one.act([1], Acting(ActionKind.ASSIGN, "2023-02-01")),
    "an item with a node": lambda one: one.add_nodes(1, [NodeChange(name="封顶", planned="2023-06")]),
    "an item with a part": lambda one: one.add_milestone("一号楼", 2023, MilestoneChange(whole_id=1)),
}
TOUCHED = {"another actual": 2} | {name: 3 for name in BY_HAND if name.startswith("an item")}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_fact_that_a_clerk_has_changed_stays_with_its_row(ledger: Ledger, name: str) -> None:
    imported(ledger, target("工业投资", "12"), actual("工业投资", "10"), milestone("孵化楼竣工"))
    ledger.confirm_rows([1, 2, 3])
    BY_HAND[name](ledger)
    stays = TOUCHED.get(name, 1)
    plan = ledger.would_date(1, dating(ledger))
    assert plan.kept == (stays,) and set(plan.confirmed) == {1, 2, 3} - {stays}
    before = ledger.row(stays)
    ledger.date_report(1, dating(ledger))
    assert ledger.row(stays) == before
    moved = {1: 2022, 2: 2021, 3: 2022}
    assert {row.id: row.candidate.year for row in ledger.rows(1) if row.id != stays} == {
        one: year for one, year in moved.items() if one != stays
    }


@pytest.mark.parametrize("years_on", [-1, 1])
def test_neighbouring_years_of_one_indicator_move_without_meeting(ledger: Ledger, years_on: int) -> None:
    imported(ledger, actual("出口", "5", year=2021), actual("出口", "6"), actual("出口", "7", year=2023))
    ledger.confirm_rows([1, 2, 3])
    rows = tuple(row.candidate for row in ledger.rows(1))
    wanted = Redating((2022, 1), FRAME, 2022, rows, tuple(later(one, years_on) for one in rows), confirmed=True)
    assert ledger.date_report(1, wanted).conflicts == ()
    assert [(one.year, one.value) for one in ledger.actuals()] == [
        (2021 + years_on, Decimal("5")),
        (2022 + years_on, Decimal("6")),
        (2023 + years_on, Decimal("7")),
    ]


def test_another_figure_in_the_new_place_is_left_to_the_clerk(ledger: Ledger) -> None:
    imported(ledger, target("工业投资", "12"))
    ledger.confirm_rows([1])
    ledger.add_target("工业投资", 2022, Stated(Decimal("9"), unit="亿元"))
    changed = ledger.date_report(1, dating(ledger))
    assert [one.row_id for one in changed.conflicts] == [1]
    assert ledger.row(1).status is ReviewStatus.OPEN and years(ledger) == [2022]
    assert [one.stated.value for one in ledger.targets()] == [Decimal("9")]


def test_a_part_whose_whole_goes_to_another_year_stands_for_itself(ledger: Ledger) -> None:
    imported(ledger, target("工业投资", "12", id="whole"), target("技改投资", "3", parent="whole"))
    ledger.confirm_rows([1, 2])
    ledger.file(reason_filed(2, 3, "设备未到货"))
    ledger.date_report(1, dating(ledger))
    assert {one.year: one.parent_id for one in ledger.targets()} == {2022: None, 2023: None}


def test_a_second_answer_changes_nothing_more(ledger: Ledger) -> None:
    confirmed_book(ledger)
    wanted = dating(ledger)
    ledger.date_report(1, wanted)
    before = content(ledger)
    plan = ledger.would_date(1, wanted)
    assert (plan.changed, plan.fresh, plan.gone) == ({}, (), ())
    ledger.date_report(1, wanted)
    assert content(ledger) == before


def test_what_a_check_asks_of_a_figure_that_is_another_fact_now_waits_for_a_reason(ledger: Ledger) -> None:
    imported(ledger, target("出口总额", "5"), target("工业投资", "12"))
    ledger.confirm_rows([1, 2])
    ledger.set_actuals([ActualEntry(1, 2022, 11, Decimal("6"), "亿元")])

    def reached(one: Candidate) -> Candidate:
        return replace(one, kind=Kind.ACTUAL) if one.name == "出口总额" else one

    changed = ledger.date_report(1, dating(ledger, read=reached))
    assert [one.title for one in changed.asked] == ["出口总额"] and years(ledger) == [2023, 2022]
    changed = ledger.date_report(1, dating(ledger, read=reached), "统计口径调整，上月数已更正")
    assert changed.asked == () and years(ledger) == [2022, 2022]
    assert ledger.history()[0].title.endswith("（原因：统计口径调整，上月数已更正）")
    assert [(one.month, one.value) for one in ledger.actuals(2022)] == [(11, Decimal("6")), (12, Decimal("5"))]
