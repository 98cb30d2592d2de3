"""What is due today and tomorrow: deadlines, nodes, time limits and what is to be filed, and nothing else."""

from datetime import date
from decimal import Decimal

import pytest

from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    DepartmentChange,
    FilingChange,
    FilingEntry,
    MilestoneChange,
    NodeChange,
    TargetChange,
)
from zonetracker.model.facts import ActionKind, Cycle, Stated, TaskKind
from zonetracker.model.milestones.listing import Narrowing
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.overview.hints import due_hints, filing_hints
from zonetracker.storage.connection import Row, Value

TODAY = date(2023, 5, 8)


def told(ledger: Ledger, today: date = TODAY) -> list[tuple[str, int, list[str]]]:
    return [(one.day.isoformat(), one.year, [each.name for each in one.milestones]) for one in due_hints(ledger, today)]


def add(ledger: Ledger, name: str, year: int = 2023, **fields: object) -> int:
    return ledger.add_milestone(name, year, MilestoneChange(**fields)).ids["milestone"][0]  # type: ignore[arg-type]


def test_nothing_due_is_no_hint(ledger: Ledger) -> None:
    assert due_hints(ledger, TODAY) == () and filing_hints(ledger, TODAY) == ()
    add(ledger, "下周的", deadline="2023-05-15")
    add(ledger, "逾期的", deadline="2023-05-07")
    add(ledger, "没有时限的")
    assert due_hints(ledger, TODAY) == ()


def test_deadlines_nodes_and_limits_are_told_on_the_day_and_a_day_before(ledger: Ledger) -> None:
    add(ledger, "绿道贯通", deadline="2023-05-08")
    add(ledger, "用电增容", template="137", received_on="2023-04-26")
    road = add(ledger, "纬三路", deadline="2023-12")
    ledger.add_nodes(road, [NodeChange("路基", planned="2023-05-08"), NodeChange("路面", planned="2023-05-09")])
    assert told(ledger) == [
        ("2023-05-08", 2023, ["绿道贯通", "纬三路"]),
        ("2023-05-09", 2023, ["用电增容", "纬三路"]),
    ]
    assert told(ledger, date(2023, 5, 3)) == [("2023-05-04", 2023, ["用电增容"])], "its second step of three days"
    assert told(ledger, date(2023, 12, 30)) == [("2023-12-31", 2023, ["纬三路"])], "December ends with its last day"


def test_what_is_done_stopped_extended_or_only_told_is_not_due(ledger: Ledger) -> None:
    done = add(ledger, "已完成", deadline="2023-05-08")
    ledger.edit_milestone(done, MilestoneChange(done_on="2023-05-06"))
    for name, kind in (("暂缓的", ActionKind.SUSPEND), ("取消的", ActionKind.CANCEL)):
        ledger.act([add(ledger, name, deadline="2023-05-08")], Acting(kind, "2023-05-05", "上级要求"))
    late = add(ledger, "延期的", deadline="2023-05-08")
    ledger.act([late], Acting(ActionKind.EXTEND, "2023-05-05", "雨天多", after="2023-05-09"))
    road = add(ledger, "纬四路", deadline="2023-12")
    (node,) = ledger.add_nodes(road, [NodeChange("路基", planned="2023-05-08")]).ids["node"]
    ledger.edit_node(node, NodeChange(done_on="2023-05-05"))
    assert told(ledger) == [("2023-05-09", 2023, ["延期的"])]


def test_what_runs_on_from_the_year_before_is_told_with_its_year(ledger: Ledger) -> None:
    add(ledger, "元旦前后", 2022, deadline="2023-01-01")
    add(ledger, "新年第一件", 2023, deadline="2023-01-01")
    assert told(ledger, date(2022, 12, 31)) == [
        ("2023-01-01", 2022, ["元旦前后"]),
        ("2023-01-01", 2023, ["新年第一件"]),
    ]
    assert [(one.year, one.month) for one in due_hints(ledger, date(2023, 1, 1))] == [(2022, 12), (2023, 1)]


def test_the_list_keeps_what_the_hint_counted(ledger: Ledger) -> None:
    test_deadlines_nodes_and_limits_are_told_on_the_day_and_a_day_before(ledger)
    add(ledger, "元旦前后", 2022, deadline="2023-05-08")
    for hint in due_hints(ledger, TODAY):
        listed = milestone_list(ledger, hint.year, hint.month, TODAY)
        kept = {row.milestone.id for row in listed.narrowed(Narrowing(due_on=hint.day))}
        assert kept == {one.id for one in hint.milestones}


def test_what_is_to_be_filed_is_told_by_the_day_of_each(ledger: Ledger) -> None:
    ledger.add_departments(["招商局", "建设局"])
    ledger.edit_department(ledger.departments()[1].id, DepartmentChange(due_day=9))
    target = ledger.add_target("实到外资", 2023, Stated(Decimal(9000), unit="万美元")).ids["target"][0]
    ledger.edit_target(target, TargetChange(responsible="招商局"))
    road = add(ledger, "纬三路", responsible="建设局", cycle=Cycle.MONTH)
    add(ledger, "没有单位的", cycle=Cycle.MONTH)
    ledger.set_settings(due_day=8)

    def found(today: date) -> list[tuple[str, int, int, tuple[str, ...]]]:
        return [(one.day.isoformat(), one.month, one.tasks, one.units) for one in filing_hints(ledger, today)]

    assert found(TODAY) == [("2023-05-08", 4, 1, ("招商局",)), ("2023-05-09", 4, 1, ("建设局",))]
    assert found(date(2023, 5, 7)) == [("2023-05-08", 4, 1, ("招商局",))]
    assert found(date(2023, 5, 10)) == []
    indicator = ledger.targets(2023)[0].indicator_id
    ledger.set_actuals([ActualEntry(indicator, 2023, 4, Decimal(3000), "万美元")])
    ledger.file([FilingEntry(TaskKind.MILESTONE, road, 2023, 4, FilingChange(progress="路基完成"))])
    assert found(TODAY) == []


def test_a_due_day_that_moves_to_a_working_day_is_told_on_that_day(ledger: Ledger) -> None:
    ledger.add_departments(["建设局"])
    add(ledger, "纬三路", responsible="建设局", cycle=Cycle.MONTH)
    ledger.set_settings(due_day=1, next_working_day=True)
    assert [one.day for one in filing_hints(ledger, date(2023, 5, 3))] == [date(2023, 5, 4)], "after the holidays"
    assert filing_hints(ledger, date(2023, 5, 1)) == ()


def test_no_month_is_gathered_where_nothing_can_be_due(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.add_departments(["建设局"])
    for number in range(300):
        add(ledger, f"第{number}件", responsible="建设局", deadline="2023-05-08")
    asked: list[str] = []
    real = type(ledger)._query

    def counting(self: Ledger, sql: str, *values: Value) -> list[Row]:
        asked.append(sql)
        return real(self, sql, *values)

    monkeypatch.setattr(type(ledger), "_query", counting)
    monkeypatch.setattr("zonetracker.services.overview.hints.progress_of", None)
    assert len(due_hints(ledger, TODAY)[0].milestones) == 300 and filing_hints(ledger, TODAY) == ()
    assert len(asked) < 20
