"""A list of an office as one step: new and changed milestones, their parts and nodes, what is filed, and what waits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import (
    Acting,
    FilingChange,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    NodeChange,
)
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind
from zonetracker.services.ledger import Changed, Ledger
from zonetracker.support.errors import Refusal

PROJECT = MilestoneChange(
    name="标准厂房",
    checklist="重点项目",
    template="项目",
    investment=Decimal("5.6"),
    year_plan=Decimal("2"),
    money_unit="亿元",
)
FILED = FilingChange(value=Decimal(12600), unit="万元", progress="主体施工")


def listed(*rows: MilestoneEntry, month: int = 9) -> MilestoneEntries:
    return MilestoneEntries("重点项目.xlsx", 2023, month, rows, {"重点项目:look": {"项目名称": 0}})


@pytest.fixture
def first(ledger: Ledger) -> Changed:
    rows = (
        MilestoneEntry(MilestoneChange(name="一期", investment=Decimal(3), money_unit="亿元"), whole=1),
        MilestoneEntry(
            PROJECT, nodes={"开工": NodeChange(planned="2023-03"), "供地": NodeChange("供地")}, filing=FILED
        ),
        MilestoneEntry(MilestoneChange(name="农贸市场", signoff=True), origin="民生!A7"),
    )
    return ledger.enter_milestones(listed(*rows))


def test_a_list_is_entered_as_one_step_with_all_that_it_brings(ledger: Ledger, first: Changed) -> None:
    assert first.asked == ()
    whole, market, part = (ledger.milestone(one) for one in first.ids["milestone"])
    assert [one.name for one in (whole, market, part)] == ["标准厂房", "农贸市场", "一期"]
    assert part.whole_id == whole.id and (whole.source, market.source) == ("重点项目.xlsx", "民生!A7")
    assert [one.name for one in ledger.milestones(2023)] == ["一期", "标准厂房", "农贸市场"], "in the order of the list"
    plans = {node.name: node.planned for node in ledger.nodes()}
    assert list(plans) == ["签约", "开工", "入库", "竣工", "投产", "供地"]
    assert (plans["开工"], plans["入库"]) == ("2023-03", "2023-04")
    (kept,) = ledger.filings(2023, 9)
    assert (kept.task_id, str(kept.value), kept.origin, kept.reported_on) == (
        *(whole.id, "12600", "重点项目.xlsx", "2023-11-20"),
    )
    assert ledger.sheet_mappings() == {"重点项目:look": {"项目名称": 0}}
    assert ledger.history(1)[0].title == "导入“重点项目.xlsx”，3个事项"
    ledger.undo()
    assert ledger.milestones(2023) == [] and ledger.nodes() == []


def test_the_same_list_again_changes_nothing(ledger: Ledger, first: Changed) -> None:
    whole, market, _ = first.ids["milestone"]
    before, revision = content(ledger), ledger.revision
    again = listed(
        MilestoneEntry(PROJECT, whole, {"开工": NodeChange(planned="2023-03")}, FILED),
        MilestoneEntry(MilestoneChange(name="农贸市场"), market),
    )
    assert ledger.enter_milestones(again).operation_id == 0
    assert content(ledger) == before and ledger.revision == revision


def test_only_what_a_row_says_is_changed(ledger: Ledger, first: Changed) -> None:
    whole = first.ids["milestone"][0]
    before = ledger.milestone(whole)
    nodes = {node.name: node for node in ledger.nodes()}
    rows = MilestoneEntry(
        MilestoneChange(leader="王敏"), whole, {"开工": NodeChange(done_on="2023-03-18")}, FilingChange(problem="缺工")
    )
    ledger.enter_milestones(listed(rows))
    assert ledger.milestone(whole) == replace(before, leader="王敏")
    after = {node.name: node for node in ledger.nodes()}
    assert after["开工"] == replace(nodes["开工"], done_on="2023-03-18") and after["入库"].planned == "2023-04-18"
    (kept,) = ledger.filings(2023, 9)
    assert (kept.problem, str(kept.value), kept.progress) == ("缺工", "12600", "主体施工")


def test_a_row_that_is_asked_about_waits_with_all_that_it_brings(ledger: Ledger, first: Changed) -> None:
    whole, market, _ = first.ids["milestone"]
    before = content(ledger)
    rows = (
        MilestoneEntry(MilestoneChange(leader="王敏"), whole, filing=FilingChange(value=Decimal(90000), unit="万元")),
        MilestoneEntry(MilestoneChange(leader="周立"), market, filing=FilingChange(progress="清场")),
    )
    changed = ledger.enter_milestones(listed(*rows, month=10))
    assert [(one.row_id, {found.code for found in one.findings}) for one in changed.asked] == [
        (whole, {FindingCode.SPENT_EXCEEDS, FindingCode.JUMP})
    ]
    assert ledger.milestone(whole).leader == "" and ledger.milestone(market).leader == "周立"
    assert [one.task_id for one in ledger.filings(2023, 10)] == [market]
    ledger.undo()
    assert content(ledger) == before
    answered = (replace(rows[0], reason="追加投资已报批"), rows[1])
    assert ledger.enter_milestones(listed(*answered, month=10)).asked == ()


def test_of_one_row_that_cannot_be_nothing_is_written(ledger: Ledger, first: Changed) -> None:
    whole = first.ids["milestone"][0]
    before = content(ledger)
    row = MilestoneEntry(MilestoneChange(leader="王敏"), whole, filing=FilingChange(value=Decimal(1), unit="人"))
    with pytest.raises(Refusal) as refused:
        ledger.enter_milestones(replace(listed(row), mappings={}))
    assert refused.value.code is FindingCode.MONEY_UNIT and content(ledger) == before


def test_a_part_waits_for_its_whole(ledger: Ledger) -> None:
    rows = (
        MilestoneEntry(MilestoneChange(name="")),
        MilestoneEntry(MilestoneChange(name="一期"), whole=0),
        MilestoneEntry(MilestoneChange(name="滨河路")),
    )
    changed = ledger.enter_milestones(listed(*rows))
    assert [one.findings[0].code for one in changed.asked] == [FindingCode.NAMELESS, FindingCode.WHOLE_WAITS]
    assert [one.name for one in ledger.milestones(2023)] == ["滨河路"]


def test_what_a_list_says_is_done_is_passed_where_that_needs_sign_off(ledger: Ledger, first: Changed) -> None:
    market = first.ids["milestone"][1]
    row = MilestoneEntry(MilestoneChange(done_on="2023-10-20", leader="周立"), market)
    (asked,) = ledger.enter_milestones(listed(row)).asked
    assert [one.code for one in asked.findings] == [FindingCode.PASSED_UNPROVEN]
    assert ledger.milestone(market).leader == ""
    ledger.enter_milestones(listed(row), "台账为区督查室核定")
    done = ledger.milestone(market)
    assert (done.done_on, done.leader) == ("2023-10-20", "周立")
    assert [(one.kind, one.words) for one in ledger.actions()] == [(ActionKind.PASS, "据“重点项目.xlsx”")]
    before = content(ledger)
    ledger.enter_milestones(listed(row))
    assert content(ledger) == before
    ledger.act([market], Acting(ActionKind.REOPEN, words="回头看不合格"))
    assert ledger.milestone(market).done_on is None


def test_many_items_with_a_time_limit_are_pasted_in_one_step(ledger: Ledger) -> None:
    limited = MilestoneChange(template="137", checklist="限时事项", signoff=True)
    rows = [
        MilestoneEntry(replace(limited, name=f"企业诉求{number}", received_on=f"2023-09-{number:02}"))
        for number in range(1, 31)
    ]
    rows.append(MilestoneEntry(replace(limited, name="太早的", received_on="1999-09-01")))
    changed = ledger.enter_milestones(listed(*rows))
    assert [(one.title, one.stopped) for one in changed.asked] == [("太早的", True)]
    assert len(ledger.nodes()) == 90
    assert ledger.milestones(2023)[0].deadline == "2023-09-12", "seven working days after a Friday"
