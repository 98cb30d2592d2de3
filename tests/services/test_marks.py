"""The marks of review rows: what makes a row sure, to be looked at, or failing, and where Enter goes next."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ui.conftest import TEXT, level, sample_rows
from zonetracker.model.changes import ActualEntry, RowChange, TargetChange
from zonetracker.model.facts import Mark, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.services.review import (
    MarkedRow,
    Marking,
    alike,
    likely_names,
    marked_rows,
    next_open,
    sure_rows,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲") as made:
        made.import_report("报告.txt", "text/plain", TEXT.encode(), TEXT, "工作报告", 2023, sample_rows())
        yield made


def marks(ledger: Ledger) -> list[Mark]:
    return [row.mark for row in marked_rows(ledger, 1)]


def by_name(ledger: Ledger, identity: str) -> MarkedRow:
    return next(row for row in marked_rows(ledger, 1) if row.row.candidate.id == identity)


def test_confidence_and_checks_make_the_marks(ledger: Ledger) -> None:
    assert marks(ledger) == [Mark.SURE, Mark.SURE, Mark.FAILS, Mark.SURE, Mark.LOOK, Mark.LOOK]
    assert [finding.code for finding in by_name(ledger, "t1").findings] == ["target_disagrees"]


def test_the_back_check_takes_the_reports_own_figure_then_the_workbooks(ledger: Ledger) -> None:
    ledger.add_indicator("固定资产投资")
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal(29), "亿元")])
    row = by_name(ledger, "t2")
    ledger.edit_row(
        row.id, RowChange(bound=level("1", "亿元").bound, growth=Decimal(8), growth_bound=level("1", "亿元").bound)
    )
    assert by_name(ledger, "t2").findings[0].code == "target_disagrees"
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal("27.78"), "亿元")])
    assert by_name(ledger, "t2").mark is Mark.SURE


def test_a_figure_that_stands_otherwise_needs_a_look(ledger: Ledger) -> None:
    ledger.add_target("固定资产投资", 2023, level("28", "亿元"))
    row = by_name(ledger, "t2")
    assert row.mark is Mark.LOOK and row.stands == level("28", "亿元")
    ledger.edit_target(1, TargetChange(value=Decimal(30)))
    assert by_name(ledger, "t2").stands is None


def test_an_equal_figure_in_another_unit_is_no_other_figure(ledger: Ledger) -> None:
    ledger.add_target("固定资产投资", 2023, level("300000", "万元"))
    assert by_name(ledger, "t2").stands is None and by_name(ledger, "t2").mark is Mark.SURE


def test_a_row_whose_figure_was_not_taken_says_what_stands(ledger: Ledger) -> None:
    ledger.add_target("固定资产投资", 2023, level("28", "亿元"))
    row = by_name(ledger, "t2")
    ledger.confirm_rows([row.id], on_conflict="keep")
    kept = by_name(ledger, "t2")
    assert kept.mark is Mark.CONFIRMED and kept.stands == level("28", "亿元")
    ledger.edit_target(1, TargetChange(value=Decimal(30)))
    assert by_name(ledger, "t2").stands is None


def test_an_actual_of_some_months_says_what_stands_too(ledger: Ledger) -> None:
    row = by_name(ledger, "a2")
    ledger.edit_row(row.id, RowChange(period="2022-01..2022-06"))
    ledger.add_indicator("新增规上企业")
    ledger.set_actuals([ActualEntry(1, 2022, 6, Decimal(11), "家")])
    assert by_name(ledger, "a2").stands == Stated(Decimal(11), unit="家")


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (RowChange(value=Decimal(54)), True),
        (RowChange(growth=Decimal(9)), True),
        (RowChange(unit="万元"), True),
        (RowChange(value=Decimal(550000), unit="万元"), False),
        (RowChange(value=Decimal(8)), False),
        (RowChange(name="生产总值"), False),
        (RowChange(growth=None), False),
    ],
)
def test_a_figure_edited_away_from_its_sentence_is_known(ledger: Ledger, change: RowChange, left: bool) -> None:
    row = by_name(ledger, "t1")
    ledger.edit_row(row.id, change, "照报表")
    read = by_name(ledger, "t1").read
    assert (read is not None) is left
    assert read in (None, level("55", "亿元", growth="8"))
    ledger.undo()
    assert by_name(ledger, "t1").read is None


def test_the_next_is_sought_only_among_those_that_are_wanted(ledger: Ledger) -> None:
    rows = marked_rows(ledger, 1)
    ids = [row.id for row in rows]
    assert next_open(rows, ids[2], lambda row: row.row.candidate.id != "t3") == ids[5]
    assert next_open(rows, ids[2], lambda row: row.mark is Mark.FAILS) is None


def test_judged_rows_have_the_mark_of_the_judgement(ledger: Ledger) -> None:
    ids = [row.id for row in marked_rows(ledger, 1)]
    ledger.confirm_rows(ids[:1])
    ledger.reject_rows(ids[1:2])
    ledger.skip_rows(ids[2:3])
    assert marks(ledger)[:3] == [Mark.CONFIRMED, Mark.REJECTED, Mark.SKIPPED]
    assert sure_rows(marked_rows(ledger, 1)) == [ids[3]]


def test_marking_again_equals_marking_anew(ledger: Ledger) -> None:
    marking = Marking(ledger)
    before = marking.rows(1)
    ids = [row.id for row in before]
    ledger.confirm_rows(ids[2:3])
    again = marking.rows(1)
    assert again == marked_rows(ledger, 1) != before
    same = [row is old for row, old in zip(again, before, strict=True)]
    assert same == [row == old for row, old in zip(again, before, strict=True)] and same.count(True) >= 3


def test_the_next_goes_on_then_round_and_skipped_ones_come_last(ledger: Ledger) -> None:
    ids = [row.id for row in marked_rows(ledger, 1)]
    rows = marked_rows(ledger, 1)
    assert next_open(rows, None) == ids[2]
    assert next_open(rows, ids[2]) == ids[4]
    assert next_open(rows, ids[5]) == ids[2]
    ledger.skip_rows([ids[2]])
    assert next_open(marked_rows(ledger, 1), ids[5]) == ids[4]
    ledger.confirm_rows([ids[4]])
    ledger.confirm_rows([ids[5]])
    assert next_open(marked_rows(ledger, 1), ids[5]) == ids[2]
    ledger.reject_rows([ids[2]])
    assert next_open(marked_rows(ledger, 1), ids[2]) == ids[3]
    ledger.confirm_rows([ids[0], ids[1], ids[3]])
    assert next_open(marked_rows(ledger, 1), ids[5]) is None


def test_alike_are_the_unjudged_of_the_section_or_of_the_name(ledger: Ledger) -> None:
    rows = [row.row for row in marked_rows(ledger, 1)]
    assert alike(rows, rows[4], "year") == [rows[2].id, rows[3].id, rows[5].id]
    assert alike(rows, rows[4], "unit") == [rows[1].id]
    ledger.confirm_rows([rows[2].id])
    assert alike([row.row for row in marked_rows(ledger, 1)], rows[4], "year") == [rows[3].id, rows[5].id]


def test_a_name_that_is_nearly_known_is_offered(ledger: Ledger) -> None:
    ledger.add_indicator("智能装备产业产值")
    row = by_name(ledger, "t2")
    ledger.edit_row(row.id, RowChange(name="智能装备产业链产值"))
    assert likely_names(ledger, by_name(ledger, "t2").row) == ["智能装备产业产值"]
    ledger.edit_row(row.id, RowChange(name="智能装备产业产值"))
    assert likely_names(ledger, by_name(ledger, "t2").row) == [] and by_name(ledger, "t2").known
