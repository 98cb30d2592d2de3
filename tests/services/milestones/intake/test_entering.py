"""A ledger entered as one step, and again with changes: the second time only those are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.milestones.intake.conftest import MONTH, TODAY, YEAR, Planned, planner_of, sheet_of
from tests.services.milestones.intake.ledgers.made import Cell
from tests.services.milestones.intake.ledgers.offices import CHILDREN, CLASSIC, OFFICES
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Milestone, Stated
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.planning import LineState
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake import IntakeChoices, IntakePlan, apply, open_intake
from zonetracker.support.job import finish


def accepted(planned: IntakePlan) -> IntakePlan:
    """A plan with all that is asked taken."""
    return replace(planned, flipped=frozenset(one.key for one in planned.lines if one.state is LineState.ASKED))


def named(ledger: Ledger) -> dict[str, Milestone]:
    return {one.name: one for one in ledger.milestones(YEAR)}


def test_a_ledger_is_entered_as_one_step_that_undo_takes_back(ledger: Ledger, planned: Planned) -> None:
    before = len(ledger.history())
    changed = apply(ledger, planned(CLASSIC))
    assert changed.asked == ()
    assert len(ledger.history()) == before + 1
    one = named(ledger)["岚光新材料产业园"]
    assert (one.investment, one.spent_before, one.year_plan) == (Decimal(180000), Decimal(60000), Decimal(20000))
    assert (one.checklist, one.section, one.responsible) == ("重点项目", "工业项目", "招商局")
    nodes = {node.name: node for node in ledger.nodes() if node.milestone_id == one.id}
    assert (nodes["开工"].done_on, nodes["竣工"].planned) == ("2021-03", "2024-12")
    filing = next(filed for filed in ledger.filings_of(YEAR) if filed.task_id == one.id)
    assert (filing.month, filing.value, filing.unit, filing.progress) == (9, Decimal(12600), "万元", "二期厂房封顶")
    ledger.undo()
    assert ledger.milestones(YEAR) == []
    assert not ledger.nodes()
    assert not ledger.filings_of(YEAR)


def test_every_office_s_ledger_read_again_changes_nothing(ledger: Ledger, planned: Planned) -> None:
    for office in OFFICES:
        if office.month != MONTH:
            continue
        assert apply(ledger, accepted(planned(office)), "核对过").asked == (), office.file
        again = planned(office)
        changed = [one for one in again.lines if one.state is not LineState.MISSING]
        assert changed == [], (office.file, changed)


def test_the_next_month_s_ledger_shows_only_what_has_changed(ledger: Ledger, planned: Planned) -> None:
    apply(ledger, planned(CLASSIC))
    rows = [list(row) for row in CLASSIC.sheets["9月"]]
    rows[6][9], rows[6][13] = 12900, "二期设备进场"
    rows[7][7] = 8500
    del rows[11]
    planner = planner_of(ledger, replace(CLASSIC, sheets={"9月": rows}))
    read = finish(planner.plan(IntakeChoices()))
    told = {one.name: (one.state, one.what, one.before, one.after) for one in read.lines}
    assert told == {
        "岚光新材料产业园": (
            LineState.CHANGED,
            "累计投资、进展情况",
            "累计投资 12600万元；进展情况 二期厂房封顶",
            "累计投资 12900万元；进展情况 二期设备进场",
        ),
        "智能轴承生产线": (
            LineState.CHANGED,
            "年度计划投资",
            "年度计划投资 8000万元",
            "年度计划投资 8500万元",
        ),
        "污水处理厂扩建": (LineState.MISSING, "", "水务局", ""),
    }
    assert read.same == 2
    apply(ledger, read)
    assert named(ledger)["智能轴承生产线"].year_plan == Decimal(8500)
    assert "污水处理厂扩建" in named(ledger)


def test_parts_hang_below_their_project(ledger: Ledger, planned: Planned) -> None:
    assert apply(ledger, accepted(planned(CHILDREN)), "核对过").asked == ()
    found = named(ledger)
    whole = found["南湖片区开发"]
    assert {one.name for one in found.values() if one.whole_id == whole.id} == {"安置房", "市政道路", "湿地公园"}


def test_a_part_does_not_go_without_its_new_project(planned: Planned) -> None:
    read = planned(CHILDREN)
    whole = next(one for one in read.lines if one.name == "南湖片区开发")
    left = replace(read, flipped=frozenset({whole.key}))
    assert [one.name for one in left.entered] == ["北站枢纽"]


def test_columns_and_names_are_remembered(ledger: Ledger, planned: Planned) -> None:
    rows = [["项目名称", "责任单位", "总投资（万元）", "市里安排（万元）"], ["水库除险加固", "水务局", 5200, 2000]]
    apply(ledger, planned(rows, IntakeChoices(roles={(0, 3): MilestoneRole.PLAN})))
    assert named(ledger)["水库除险加固"].year_plan == Decimal(2000)
    later = planned([rows[0], ["水库除险加固", "水务局", 5200, 2600]])
    assert [one.what for one in later.lines] == ["年度计划投资"]
    other = [rows[0], ["除险加固（水库）一期", "水务局", 5200, 2600]]
    asked = planned(other)
    number = named(ledger)["水库除险加固"].id
    meant = planned(other, IntakeChoices(meant={asked.lines[0].key: number}))
    apply(ledger, meant)
    again = planned([rows[0], ["除险加固（水库）一期", "水务局", 5200, 2700]])
    assert [(one.state, one.what) for one in again.lines] == [(LineState.CHANGED, "年度计划投资")]


def test_a_plan_without_changes_writes_nothing(ledger: Ledger, planned: Planned) -> None:
    apply(ledger, planned(CLASSIC))
    before = len(ledger.history())
    assert apply(ledger, planned(CLASSIC)).operation_id == 0
    assert len(ledger.history()) == before


def test_a_file_is_read_in_the_fence(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / CLASSIC.file
    path.write_bytes(CLASSIC.data())
    _, read = finish(open_intake(ledger, path, YEAR, MONTH, TODAY))
    assert len(read.entered) == len(CLASSIC.rows)


def _many(count: int) -> Iterator[Sequence[Cell]]:
    yield [
        "序号",
        "项目名称",
        "责任单位",
        "总投资（万元）",
        "年度计划投资（万元）",
        "1-9月累计完成（万元）",
        "完成时限",
    ]
    for number in range(count):
        yield [number + 1, f"第{number}号地块{number % 97}标段改造", f"第{number % 40}局", 5000, 1000, 700, "2023.12"]


@pytest.mark.slow
def test_ten_thousand_rows_are_planned_and_entered(ledger: Ledger) -> None:
    from time import process_time

    def took(count: int) -> float:
        read = sheet_of(list(_many(count)))
        start = process_time()
        assert len(finish(planner_of(ledger, read).plan()).entered) == count
        return process_time() - start

    took(100)
    small, large = took(1000), took(10_000)
    assert large < 20 * small


def test_a_month_that_is_closed_opens_again_for_a_reason_alone(ledger: Ledger, planned: Planned) -> None:
    ledger.add_target("工业投资", YEAR, Stated(Decimal(25), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, YEAR, MONTH, Decimal(17))])
    ledger.close_month(YEAR, MONTH)
    assert len(apply(ledger, planned(CLASSIC)).asked) == 4
    assert [(one.value, one.progress) for one in ledger.filings_of(YEAR)] == [(None, "可研编制")]
    assert ledger.closed(YEAR, MONTH)
    assert apply(ledger, planned(CLASSIC), "补报的台账").asked == ()
    assert not ledger.closed(YEAR, MONTH)
    assert len(ledger.filings_of(YEAR)) == 5
    assert len(ledger.milestones(YEAR)) == 5


def test_steps_that_run_backwards_need_a_reason(planned: Planned) -> None:
    rows = [["项目名称", "责任单位", "签约时间", "实际开工"], ["铸件厂", "经发局", "2023.6", "2023.3"]]
    (asked,) = planned(rows).lines
    assert (asked.state, asked.soft) == (LineState.ASKED, True)
