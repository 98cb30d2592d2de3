"""What a ledger keeps of its facts equals what a newly opened one reads, after every operation and whoever wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from tests.extraction.test_limits import calls
from tests.services.ledger.test_operations import OPERATIONS, prepare
from tests.services.made_reports import MadeReport, target
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.review import Marking, marked_rows
from zonetracker.support.errors import Refusal

YEARS = range(2021, 2026)


def reads(ledger: Ledger) -> dict[str, object]:
    """Every read of facts, in every way there is."""
    indicators = ledger.indicators()
    names = sorted({name for one in indicators for name in (one.name, *one.aliases)} | {"园区生产总值", "路演场次"})
    return {
        "indicators": indicators,
        "each": [ledger.indicator(one.id) for one in indicators],
        "named": [(name, ledger.find_indicator(name), ledger.names.find(name, "亿元")) for name in names],
        "likely": [ledger.matcher.match(f"全部{name}", "亿元") for name in names],
        "targets": (ledger.targets(), [ledger.targets(year) for year in YEARS], ledger.target_years()),
        "milestones": (ledger.milestones(), [ledger.milestones(year) for year in YEARS]),
        "actuals": (ledger.actuals(), [ledger.actuals(year) for year in YEARS], ledger.latest_month()),
        "months": [ledger.actuals_of_month(year, month) for year in YEARS for month in (3, 9, 12)],
        "of one": [ledger.actuals_of(one.id, 2022, 2023) for one in indicators],
        "adjustments": (ledger.adjustments(), [ledger.adjustments(one.id) for one in ledger.targets()]),
        "reports": ledger.reports(),
        "rows": [ledger.rows(report.id) for report in ledger.reports()],
        "marks": [marked_rows(ledger, report.id) for report in ledger.reports()],
        "month": [progress_of(ledger, 2023, month) for month in (3, 9)],
        "steps": (ledger.steps, ledger.can_undo, ledger.can_redo),
    }


def check(*ledgers: Ledger) -> None:
    """Those that were read before say the same as one that is opened now."""
    with Ledger.open(ledgers[0].path) as fresh:
        expected = reads(fresh)
    for one in ledgers:
        found = reads(one)
        assert {key: found[key] for key in expected} == expected


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "book.zt", "云岭高新区") as made:
        prepare(made)
        yield made


@pytest.mark.parametrize("name", OPERATIONS)
def test_kept_facts_equal_those_of_a_new_opening(ledger: Ledger, name: str) -> None:
    start = ledger.history(1)[0].id
    with Ledger.open(ledger.path) as watching:  # as another program that looks on: it can only read
        assert watching.read_only
        reads(ledger), reads(watching)
        OPERATIONS[name](ledger)
        check(ledger, watching)
        ledger.undo()
        check(ledger, watching)
        ledger.redo()
        check(ledger, watching)
        ledger.add_target("后来的目标", 2023, Stated(Decimal(1), unit="个"))
        ledger.revert_to(start)
        check(ledger, watching)


def test_a_refused_operation_leaves_no_trace_in_what_is_kept(ledger: Ledger) -> None:
    before = reads(ledger)
    with pytest.raises(Refusal):
        ledger.set_actuals(
            [
                ActualEntry(1, 2023, 3, Decimal("1"), "亿元"),
                ActualEntry(1, 2023, 13, Decimal("1"), "亿元"),
            ]
        )
    with pytest.raises(Refusal):
        ledger.remove_indicators([4, 1])
    assert reads(ledger) == before
    check(ledger)


def test_inside_an_operation_reads_see_what_it_wrote_and_nothing_of_it_is_kept(ledger: Ledger) -> None:
    before = ledger.indicators()
    with pytest.raises(ZeroDivisionError), ledger._database.operation("tried") as recorder:
        recorder.update("indicator", 1, {"name": "改过的名称"})
        assert ledger.indicator(1).name == "改过的名称" == ledger.indicators()[0].name
        assert ledger.find_indicator("改过的名称") is not None
        raise ZeroDivisionError
    assert ledger.indicators() == before and ledger.find_indicator("改过的名称") is None


def test_what_was_not_touched_stays_the_same_object(ledger: Ledger) -> None:
    before = {one.id: one for one in ledger.targets(2023)}
    rows = Marking(ledger)
    marked = rows.rows(1)
    ledger.edit_target(2, TargetChange(note="看"))
    after = ledger.targets(2023)
    assert [one.id for one in after if one is not before[one.id]] == [2]
    assert all(one is old for one, old in zip(rows.rows(1), marked, strict=True))


def statements(ledger: Ledger, work: Callable[[], object]) -> int:
    """How many SQL statements a piece of work runs."""
    seen: list[str] = []
    ledger._database.connection.raw.set_trace_callback(seen.append)
    try:
        work()
    finally:
        ledger._database.connection.raw.set_trace_callback(None)
    return len(seen)


def planned(path: Path, count: int) -> Ledger:
    """A workbook with `count` targets of a report, and one row of it still open."""
    ledger = Ledger.create(path, "云岭高新区")
    MadeReport([target(f"第{number}类产值", f"{number}.5") for number in range(count + 1)]).keep(ledger)
    ledger.confirm_rows(list(range(1, count + 1)))
    return ledger


def test_confirming_a_row_asks_the_file_no_more_often_with_more_targets(tmp_path: Path) -> None:
    asked = {}
    for count in (5, 300):
        with planned(tmp_path / f"{count}.zt", count) as ledger:
            marking = Marking(ledger)
            marking.rows(1)
            progress_of(ledger, 2023, 9)

            def work(ledger: Ledger = ledger, marking: Marking = marking, number: int = count + 1) -> None:
                ledger.confirm_rows([number])
                marking.rows(1)
                progress_of(ledger, 2023, 9)

            asked[count] = statements(ledger, work)
    assert asked[300] == asked[5] <= 60


def test_adding_a_target_costs_the_same_with_more_targets(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "book.zt", "云岭高新区") as ledger:
        cost = {}
        for number in range(300):
            name = f"第{number}类产值"
            if number in (20, 299):
                cost[number] = calls(partial(ledger.add_target, name, 2023, Stated(Decimal(1), unit="亿元")))
            else:
                ledger.add_target(name, 2023, Stated(Decimal(1), unit="亿元"))
        assert cost[299] < cost[20] * 1.2
        assert [one.position for one in ledger.targets(2023)] == list(range(300))
