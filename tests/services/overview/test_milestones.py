"""Milestones out of the ledger: their actions, nodes and money stand behind every state and grade of a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from zonetracker.model.changes import Acting, FilingChange, FilingEntry, MilestoneChange, NodeChange
from zonetracker.model.facts import ActionKind, TaskKind
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, followed, state_in
from zonetracker.model.standing import Grade
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import milestones_in_turn, progress_of

DAY = date(2023, 9, 30)


@pytest.fixture
def kept(ledger: Ledger) -> Ledger:
    """One extended, one with a plan in money of which 63 percent are spent by September."""
    ledger.add_milestone("东片区道路", 2023, MilestoneChange(deadline="2023-09-15"))
    money = MilestoneChange(deadline="2023-12", year_plan=Decimal(20000), money_unit="万元", template="项目")
    ledger.add_milestone("光伏组件厂", 2023, money)
    ledger.act([1], Acting(ActionKind.EXTEND, "2023-09-10", "征地未完成", after="2023-10-31"))
    spent = FilingChange(value=Decimal(12600), unit="万元")
    ledger.file([FilingEntry(TaskKind.MILESTONE, 2, 2023, 9, spent)])
    return ledger


def standings(ledger: Ledger, month: int = 9) -> Mapping[str, MilestoneStanding]:
    return {item.name: standing for item, standing in followed(progress_of(ledger, 2023, month))}


def test_page_and_paper_have_one_standing(kept: Ledger) -> None:
    told = followed(progress_of(kept, 2023, 9))
    assert milestones_in_turn(kept, 2023, 9, DAY) == told
    progress = progress_of(kept, 2023, 9)
    assert [state_in(progress, item) for item, _ in told] == [standing for _, standing in told]


def test_an_extension_counts_from_its_day(kept: Ledger) -> None:
    road = standings(kept)["东片区道路"]
    assert (road.state, road.left, road.former) == (MilestoneState.UNDER_WAY, 31, ("2023-09-15",))
    assert standings(kept, 8)["东片区道路"].deadline == "2023-09-15"


def test_money_and_nodes_make_the_grade_of_a_project(kept: Ledger) -> None:
    assert standings(kept)["光伏组件厂"].grade is Grade.LATE
    kept.set_settings(project_rules={"name": "项目红黄绿"})
    assert standings(kept)["光伏组件厂"].grade is Grade.BEHIND
    start = next(node for node in kept.nodes() if node.name == "开工")
    kept.edit_node(start.id, NodeChange(planned="2023-08-25"))
    assert standings(kept)["光伏组件厂"].grade is Grade.BEHIND
    kept.set_settings(project_rules={"name": "项目红黄绿", "start_late": 30})
    assert standings(kept)["光伏组件厂"].grade is Grade.LATE


def test_the_days_are_those_of_the_office(kept: Ledger) -> None:
    assert standings(kept)["东片区道路"].state is MilestoneState.UNDER_WAY
    kept.set_settings(soon=31)
    assert standings(kept)["东片区道路"].state is MilestoneState.DUE_SOON
    kept.set_settings(soon=None)
    assert standings(kept)["东片区道路"].state is MilestoneState.UNDER_WAY


def test_what_is_no_project_is_not_judged_by_money(ledger: Ledger) -> None:
    ledger.add_milestone("创建绿色园区", 2023)
    assert standings(ledger)["创建绿色园区"] == MilestoneStanding(MilestoneState.UNDATED)
