"""Milestones at the door: every field, many at once, their order, parts of a project, dates and sums."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import Acting, MilestoneChange, NodeChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind, Cycle, Kind, Milestone
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

MONEY = MilestoneChange(investment=Decimal(50000), money_unit="万元")
EVERYTHING = MilestoneChange(
    year=2023,
    name="标准厂房二期",
    kind=Kind.TARGET,
    section="项目建设",
    deadline="2023-12",
    done_on="2023-11",
    responsible="建设局、招商局",
    note="一标段",
    checklist="重点项目",
    code="P-017",
    requirement="主体封顶",
    leader="王敏",
    cycle=Cycle.QUARTER,
    received_on="2023-02-01",
    template="项目",
    signoff=True,
    builder="园区公司",
    scale="厂房6万平方米",
    construction="续建",
    industry="装备制造",
    investment=Decimal("5.60"),
    fixed_assets=Decimal("4.10"),
    spent_before=Decimal("1.20"),
    year_plan=Decimal("2"),
    money_unit="亿元",
    curve=tuple(map(Decimal, (0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100))),
    weight=Decimal("12.5"),
    score_rule="按比例",
)


NOTHING = MilestoneChange()


def added(ledger: Ledger, name: str, more: MilestoneChange = NOTHING, year: int = 2023) -> int:
    return ledger.add_milestone(name, year, more).ids["milestone"][0]


def test_every_field_is_kept_as_it_was_said(ledger: Ledger) -> None:
    whole = added(ledger, "标准厂房", MONEY)
    number = added(ledger, "暂定名")
    ledger.edit_milestone(number, EVERYTHING)
    ledger.edit_milestone(number, MilestoneChange(whole_id=whole))
    kept = ledger.milestone(number)
    said = {name: getattr(EVERYTHING, name) for name in EVERYTHING.said}
    assert {name: getattr(kept, name) for name in said} == said and kept.whole_id == whole
    assert EVERYTHING.said | {"whole_id"} | {"id", "position", "row_id", "quote", "source"} == {
        field.name for field in fields(Milestone)
    }
    assert str(kept.investment) == "5.60"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (MilestoneChange(done_on="2023-11-21"), FindingCode.DAY_AHEAD),
        (MilestoneChange(done_on="2023-12"), FindingCode.DAY_AHEAD),
        (MilestoneChange(done_on="2023"), FindingCode.YEAR_RUNNING),
        (MilestoneChange(received_on="2023-12-01", deadline="2024"), FindingCode.DAY_AHEAD),
        (MilestoneChange(received_on="1999-12-31"), FindingCode.RECEIVED_EARLY),
        (MilestoneChange(received_on="2023-07-01", deadline="2023-06"), FindingCode.RECEIVED_LATE),
        (MilestoneChange(received_on="2023-07", deadline="2023-09"), FindingCode.NOT_A_DAY),
        (MilestoneChange(year_plan=Decimal(2), money_unit="人"), FindingCode.MONEY_UNIT),
        (MilestoneChange(year_plan=Decimal(2)), FindingCode.MONEY_UNITLESS),
        (MilestoneChange(money_unit="平方米"), FindingCode.MONEY_UNIT),
        (MilestoneChange(year_plan=Decimal(-2), money_unit="万元"), FindingCode.BELOW_ZERO),
        (MilestoneChange(year_plan=Decimal("NaN"), money_unit="万元"), FindingCode.NOT_A_NUMBER),
        (MilestoneChange(year_plan=Decimal("1e400"), money_unit="万元"), FindingCode.FIGURE_LONG),
        (MilestoneChange(template="二十四节气"), FindingCode.TEMPLATE_UNKNOWN),
    ],
)
def test_what_cannot_be_is_refused(ledger: Ledger, change: MilestoneChange, code: FindingCode) -> None:
    number = added(ledger, "滨河路")
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        ledger.edit_milestone(number, change)
    with pytest.raises(Refusal) as refused_anew:
        ledger.add_milestone("桥", 2023, change)
    assert refused.value.code is code and refused_anew.value.code is code
    assert content(ledger) == before


@pytest.mark.parametrize("done", ["2023-11-20", "2023-11", "2022"])
def test_what_was_done_today_this_month_or_in_a_year_that_is_over_is_done(ledger: Ledger, done: str) -> None:
    number = added(ledger, "滨河路")
    ledger.edit_milestone(number, MilestoneChange(done_on=done))
    assert ledger.milestone(number).done_on == done


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (MilestoneChange(fixed_assets=Decimal(50001)), FindingCode.PART_EXCEEDS),
        (MilestoneChange(spent_before=Decimal("50000.1")), FindingCode.SPENT_EXCEEDS),
        (MilestoneChange(year_plan=Decimal(60000)), FindingCode.PLAN_EXCEEDS),
    ],
)
def test_sums_above_the_whole_are_asked(ledger: Ledger, change: MilestoneChange, code: FindingCode) -> None:
    number = added(ledger, "标准厂房", MONEY)
    (asked,) = ledger.edit_milestone(number, change).asked
    assert [one.code for one in asked.findings] == [code] and not asked.stopped
    changed = ledger.edit_milestone(number, change, "概算正在调整")
    assert changed.asked == () and "概算正在调整" in ledger.history(1)[0].title
    assert ledger.edit_milestone(number, MilestoneChange(note="待批")).asked == ()


def test_an_old_row_that_would_be_refused_today_still_gets_a_unit(ledger: Ledger) -> None:
    number = added(ledger, "标准厂房", MONEY)
    with ledger._database.operation("edit_milestone", title="标准厂房") as recorder:
        recorder.update("milestone", number, {"money_unit": "人", "done_on": "2030"})
    ledger.edit_milestone(number, MilestoneChange(responsible="建设局"))
    assert ledger.milestone(number).responsible == "建设局"


def test_of_many_those_that_cannot_be_wait_and_the_rest_is_changed(ledger: Ledger) -> None:
    free = added(ledger, "滨河路")
    signed = added(ledger, "农贸市场", MilestoneChange(signoff=True))
    changed = ledger.edit_milestones([free, signed, free], MilestoneChange(done_on="2023-10"))
    assert [(one.row_id, one.stopped) for one in changed.asked] == [(signed, True)]
    assert [ledger.milestone(one).done_on for one in (free, signed)] == ["2023-10", None]
    assert ledger.history(1)[0].title == "修改2个重点事项"


def test_with_sign_off_only_passing_says_that_it_is_done(ledger: Ledger) -> None:
    number = added(ledger, "农贸市场", MilestoneChange(signoff=True))
    for change in (MilestoneChange(done_on="2023-10"), MilestoneChange(done_on="2023-10", signoff=False)):
        with pytest.raises(Refusal, match="审核销号"):
            ledger.edit_milestone(number, change)
    taken_over = added(ledger, "公厕改造", MilestoneChange(signoff=True, done_on="2023-02"))
    with pytest.raises(Refusal, match="重开"):
        ledger.edit_milestone(taken_over, MilestoneChange(done_on=None))


def test_an_order_of_their_own(ledger: Ledger) -> None:
    first, second, third = (added(ledger, name) for name in ("甲", "乙", "丙"))
    other = added(ledger, "明年的", year=2024)
    ledger.move_milestones([third, first])
    assert [one.id for one in ledger.milestones(2023)] == [third, second, first]
    with pytest.raises(KeyError):
        ledger.move_milestones([first, other])
    with pytest.raises(ValueError, match="twice"):
        ledger.move_milestones([first, first])


def test_a_part_hangs_below_a_project_of_its_year_and_nowhere_else(ledger: Ledger) -> None:
    whole, part, third = (added(ledger, name) for name in ("产业园", "一期", "二期"))
    other = added(ledger, "明年的", year=2024)
    ledger.edit_milestone(part, MilestoneChange(whole_id=whole))
    for number, above in ((whole, whole), (whole, third), (third, part), (third, other), (whole, part)):
        with pytest.raises(Refusal) as refused:
            ledger.edit_milestone(number, MilestoneChange(whole_id=above))
        assert refused.value.code is FindingCode.WHOLE_WRONG
    with pytest.raises(Refusal, match="子项目跟着走") as refused:
        ledger.edit_milestone(part, MilestoneChange(year=2024))
    assert refused.value.code is FindingCode.WHOLE_WRONG
    ledger.edit_milestone(part, MilestoneChange(whole_id=None, year=2024))


def test_a_whole_goes_to_another_year_with_its_parts(ledger: Ledger) -> None:
    whole, alone = added(ledger, "产业园"), added(ledger, "滨河路")
    parts = [added(ledger, name, MilestoneChange(whole_id=whole)) for name in ("一期", "二期")]
    before = content(ledger)

    def years() -> list[int]:
        return [ledger.milestone(one).year for one in (whole, *parts, alone)]

    ledger.edit_milestone(whole, MilestoneChange(year=2024, note="顺延"))
    assert years() == [2024, 2024, 2024, 2023]
    assert [ledger.milestone(one).note for one in (whole, *parts)] == ["顺延", "", ""]
    assert ledger.history(1)[0].title == "修改重点事项“产业园”，2个子项目一起换了年份"
    ledger.undo()
    assert content(ledger) == before
    for chosen, title in (
        ([parts[0], whole, alone], "修改3个重点事项，另有1个子项目一起换了年份"),
        ([alone, *parts, whole], "修改4个重点事项"),
    ):
        ledger.edit_milestones(chosen, MilestoneChange(year=2024, note="顺延"))
        assert [ledger.milestone(one).year for one in (whole, *parts, alone)] == [2024] * 4
        assert [one for one in parts if ledger.milestone(one).note] == [one for one in parts if one in chosen]
        assert ledger.history(1)[0].title == title
        ledger.undo()
    assert content(ledger) == before


def test_a_whole_and_its_parts_wait_together(ledger: Ledger) -> None:
    whole = added(ledger, "产业园", MilestoneChange(investment=Decimal(500), money_unit="万元"))
    part = added(ledger, "一期", MilestoneChange(whole_id=whole))
    alone = added(ledger, "滨河路")
    change = MilestoneChange(year=2024, year_plan=Decimal(600), money_unit="万元")
    changed = ledger.edit_milestones([part, whole, alone], change)
    assert [one.row_id for one in changed.asked] == [whole]
    assert [ledger.milestone(one).year for one in (whole, part, alone)] == [2023, 2023, 2024]
    ledger.edit_milestones([part, whole], change, "上级追加")
    assert [ledger.milestone(one).year for one in (whole, part)] == [2024, 2024]
    with pytest.raises(Refusal):
        ledger.edit_milestone(whole, MilestoneChange(year=2025, received_on="2030-01-01"))
    assert [ledger.milestone(one).year for one in (whole, part)] == [2024, 2024]


def test_a_milestone_goes_with_all_that_hangs_on_it_in_one_step(ledger: Ledger) -> None:
    whole = added(ledger, "产业园", replace(MONEY, template="项目", deadline="2023-12"))
    part = added(ledger, "一期", MilestoneChange(whole_id=whole))
    stays = added(ledger, "滨河路", MilestoneChange(template="季度节点", deadline="2023-12"))
    for one in (whole, stays):
        ledger.act([one], Acting(ActionKind.INSTRUCT, words="加快进度"))
    before = content(ledger)
    ledger.remove_milestones([whole])
    assert ledger.milestone(part).whole_id is None
    assert {node.milestone_id for node in ledger.nodes()} == {stays}
    assert [action.subject_id for action in ledger.actions()] == [stays]
    ledger.undo()
    assert content(ledger) == before


def test_a_template_said_with_a_new_milestone_makes_its_nodes(ledger: Ledger) -> None:
    number = added(ledger, "企业用电增容", MilestoneChange(received_on="2023-04-26", template="137"))
    assert [(node.name, node.planned) for node in ledger.nodes()] == [
        ("受理", "2023-04-27"),
        ("会办", "2023-05-04"),
        ("答复", "2023-05-09"),
    ]
    assert ledger.milestone(number).deadline == "2023-05-09"
    ledger.edit_node(1, NodeChange(meaning="当天受理"))
    assert ledger.node(1).meaning == "当天受理"


def test_nothing_was_done_before_it_was_received(ledger: Ledger) -> None:
    said = MilestoneChange(received_on="2023-11-10", deadline="2023-11-30")
    number = ledger.add_milestone("路灯", 2023, said).ids["milestone"][0]
    for change in (MilestoneChange(done_on="2023-11-09"), MilestoneChange(done_on="2023-10")):
        with pytest.raises(Refusal, match="交办") as refused:
            ledger.edit_milestone(number, change)
        assert refused.value.code is FindingCode.MOVE_BACKWARDS
    ledger.edit_milestone(number, MilestoneChange(done_on="2023-11"))
    with pytest.raises(Refusal):
        ledger.edit_milestones([number], MilestoneChange(done_on="2023-11-10", received_on="2023-11-13"))
    ledger.edit_milestone(number, MilestoneChange(done_on="2023-11-10"))
