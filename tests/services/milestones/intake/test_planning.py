"""What a ledger would do: what is new, changed, the same, asked, stopped or missing, and what the file is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.milestones.intake.conftest import Planned, planner_of
from zonetracker.model.changes import KEEP, FilingChange, MilestoneChange, NodeChange
from zonetracker.model.facts import Cycle
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.planning import LineState
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake import IntakeChoices, IntakeLine, IntakePlan
from zonetracker.support.errors import Refusal, RefusalCode

HEADS = ["序号", "项目名称", "责任单位", "总投资（万元）", "年度计划投资（万元）", "1-9月累计完成（万元）", "完成时限"]
DAMS = [1, "水库除险加固", "水务局", 5200, 2000, "1260", "2023年11月底"]
ROADS = [2, "乡村道路提升", "交通局", 3800, 1500, 1100, "2023.12"]


def line(planned: IntakePlan, name: str) -> IntakeLine:
    found = [one for one in planned.lines if one.name == name]
    assert len(found) == 1, [one.name for one in planned.lines]
    return found[0]


def project(ledger: Ledger, name: str, **fields: object) -> int:
    said: dict[str, object] = {
        "responsible": "水务局",
        "investment": Decimal(5200),
        "year_plan": Decimal(2000),
        "money_unit": "万元",
        "deadline": "2023-11",
        "checklist": "重点项目",
        **fields,
    }
    return ledger.add_milestone(name, 2023, MilestoneChange(**said)).ids["milestone"][0]  # type: ignore[arg-type]


def test_a_row_that_nobody_has_is_a_new_milestone_with_its_filing(planned: Planned) -> None:
    entry = line(planned([HEADS, DAMS]), "水库除险加固").entry
    assert entry is not None
    assert entry.milestone_id == 0
    change = entry.change
    assert (change.investment, change.year_plan, change.money_unit) == (Decimal(5200), Decimal(2000), "万元")
    assert (change.deadline, change.responsible) == ("2023-11", "水务局")
    assert entry.filing == FilingChange(value=Decimal(1260), unit="万元")


def test_a_row_that_says_what_stands_writes_nothing(ledger: Ledger, planned: Planned) -> None:
    project(ledger, "水库除险加固工程")
    read = planned([HEADS[:5], DAMS[:5]])
    assert (read.lines, read.same) == ((), 1)


def test_the_same_sum_in_another_unit_is_the_same(ledger: Ledger, planned: Planned) -> None:
    project(ledger, "水库除险加固", investment=Decimal("0.52"), year_plan=Decimal("0.2"), money_unit="亿元")
    read = planned([HEADS[:5], DAMS[:5]])
    assert (read.lines, read.same) == ((), 1)


def test_only_what_is_another_is_changed(ledger: Ledger, planned: Planned) -> None:
    number = project(ledger, "水库 除险加固")
    changed = line(planned([HEADS[:5], [*DAMS[:4], 2500]]), "水库除险加固")
    assert changed.state is LineState.CHANGED
    assert (changed.what, changed.before, changed.after) == (
        "年度计划投资",
        "年度计划投资 2000万元",
        "年度计划投资 2500万元",
    )
    assert changed.entry is not None
    assert changed.entry.milestone_id == number
    assert changed.entry.change.said == {"year_plan"}


def test_an_empty_cell_takes_nothing_away(ledger: Ledger, planned: Planned) -> None:
    project(ledger, "水库除险加固", leader="张明")
    read = planned([["项目名称", "责任单位", "责任领导", "总投资（万元）"], ["水库除险加固", "水务局", None, None]])
    assert (read.lines, read.same) == ((), 1)


def test_a_code_says_more_than_a_name(ledger: Ledger, planned: Planned) -> None:
    number = project(ledger, "水库加固（原名）", code="P-01")
    rows = [["项目代码", "项目名称", "责任单位", "总投资（万元）"], ["P-01", "南山水库除险", "水务局", 5200]]
    renamed = line(planned(rows), "南山水库除险")
    assert renamed.state is LineState.ASKED
    assert renamed.entry is not None
    assert (renamed.entry.milestone_id, renamed.entry.change.said) == (number, {"name"})
    assert "名称不同" in renamed.why[0]


def test_the_same_name_with_another_unit_is_another_and_asked(ledger: Ledger, planned: Planned) -> None:
    project(ledger, "道路改造", responsible="城关镇")
    asked = line(planned([HEADS[:5], [1, "道路改造", "柳河镇", 100, 50]]), "道路改造")
    assert asked.state is LineState.ASKED
    assert asked.entry is not None
    assert asked.entry.milestone_id == 0
    assert "城关镇" in asked.why[0]


def test_two_rows_of_one_name_and_two_units_are_two_and_asked(planned: Planned) -> None:
    read = planned([HEADS[:5], [1, "道路改造", "柳河镇", 100, 50], [2, "道路改造", "城关镇", 80, 40]])
    assert [one.state for one in read.lines] == [LineState.ASKED] * 2
    assert all("责任单位不同" in one.why[0] for one in read.lines)


def test_a_row_twice_is_asked(planned: Planned) -> None:
    read = planned([HEADS, DAMS, DAMS])
    assert [one.state for one in read.lines] == [LineState.ASKED] * 2
    assert "重复" in read.lines[0].why[0]


def test_a_likely_name_is_asked_with_what_it_may_be(ledger: Ledger, planned: Planned) -> None:
    number = project(ledger, "南山水库除险加固")
    rows = [HEADS[:5], [1, "南山水库除险加固二期", "水务局", 5200, 2000]]
    asked = line(planned(rows), "南山水库除险加固二期")
    assert [one.id for one in asked.likely] == [number]
    assert asked.state is LineState.ASKED
    meant = planned(rows, IntakeChoices(meant={asked.key: number}))
    assert (meant.lines, meant.same) == ((), 1)


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        ("供水管线1.5公里改造", "供水管线15公里改造"),
        ("安置房3-5号楼", "安置房35号楼"),
        ("地铁1、2号线接驳", "地铁12号线接驳"),
    ],
)
def test_digits_and_what_parts_them_are_never_folded(ledger: Ledger, planned: Planned, stands: str, told: str) -> None:
    project(ledger, stands)
    found = line(planned([HEADS, [1, told, *DAMS[2:]]]), told)
    assert found.state is LineState.ASKED and f"可能是“{stands}”" in found.why[0]
    assert found.entry is not None and found.entry.milestone_id == 0


@pytest.mark.parametrize(
    ("stands", "told"),
    [
        ("供水管线1.5公里改造", "供水管线１．５公里改造工程"),
        ("安置房3-5号楼", "安置房 3—5号楼"),
        ("地铁1、2号线接驳", "地铁1，2号线（接驳）"),
        ("改造1200户", "改造1,200户"),
    ],
)
def test_how_digits_are_parted_is_no_other_name(ledger: Ledger, planned: Planned, stands: str, told: str) -> None:
    number = project(ledger, stands)
    found = line(planned([HEADS, [1, told, *DAMS[2:]]]), told)
    assert found.entry is not None and found.entry.milestone_id == number and found.state is LineState.CHANGED


def test_what_the_ledger_lacks_is_listed_and_stays(ledger: Ledger, planned: Planned) -> None:
    project(ledger, "水库除险加固")
    project(ledger, "泵站改造")
    ledger.add_milestone("另一张清单的", 2023, MilestoneChange(checklist="民生实事"))
    read = planned([HEADS[:5], DAMS[:5]])
    assert [(one.name, one.state) for one in read.lines] == [("泵站改造", LineState.MISSING)]
    assert not read.entries().rows


def test_another_year_over_the_table_is_asked(planned: Planned) -> None:
    read = planned([["2022年重点项目进展情况表"], HEADS, DAMS])
    assert [one.state for one in read.lines] == [LineState.ASKED]
    assert "2022年" in read.lines[0].why[0]


def test_another_month_over_the_table_is_asked_where_something_is_filed(planned: Planned) -> None:
    read = planned([["重点项目进展情况表（1-8月）"], HEADS, DAMS])
    assert "8月" in read.lines[0].why[0]
    assert planned([["重点项目计划表（8月）"], HEADS[:5], DAMS[:5]]).lines[0].state is LineState.NEW


def test_done_without_a_day_is_asked_and_a_clerk_says_when(planned: Planned) -> None:
    rows = [["督查事项", "责任单位", "完成时限", "是否办结"], ["清理占道经营", "城管局", "2023.8", "已办结"]]
    asked = line(planned(rows), "清理占道经营")
    assert (asked.state, asked.undated) == (LineState.ASKED, True)
    assert asked.entry is not None
    assert asked.entry.change.done_on == "2023-09"
    told = planned(rows, IntakeChoices(done={asked.key: "2023-07"})).lines[0]
    assert (told.state, told.undated) == (LineState.NEW, False)
    assert told.entry is not None
    assert told.entry.change.done_on == "2023-07"


def test_done_in_the_year_that_runs_is_done_on_a_day_that_is_asked(planned: Planned) -> None:
    rows = [["督查事项", "责任单位", "完成时限", "办结时间"], ["清理占道经营", "城管局", "2023.8", "2023年"]]
    asked = line(planned(rows), "清理占道经营")
    assert (asked.state, asked.undated) == (LineState.ASKED, True)
    heads = ["序号", "项目名称", "责任单位", "总投资（万元）", "实际开工时间"]
    (built,) = planned([heads, [1, "冷库", "商务局", 800, "2023年"]]).lines
    assert built.entry is not None
    assert built.entry.nodes["开工"] == NodeChange(reached=True)


def test_built_sets_the_steps_before_it_without_a_day(planned: Planned) -> None:
    rows = [
        ["项目名称", "责任单位", "签约时间", "计划开工", "计划竣工", "项目状态"],
        ["电机厂", "招商局", "2022.5", "2022.9", "2023.8", "已竣工"],
    ]
    entry = line(planned(rows), "电机厂").entry
    assert entry is not None
    assert entry.nodes == {
        "签约": NodeChange(done_on="2022-05"),
        "开工": NodeChange(planned="2022-09", reached=True),
        "竣工": NodeChange(planned="2023-08", reached=True),
    }


def test_a_completion_that_its_sums_do_not_give_is_told_and_not_taken(planned: Planned) -> None:
    rows = [[*HEADS[:6], "完成率（%）"], [*DAMS[:6], 63], [*ROADS[:6], 80]]
    read = planned(rows)
    assert line(read, "水库除险加固").why == ()
    told = line(read, "乡村道路提升")
    assert told.state is LineState.NEW
    assert "73.3%" in told.why[0]


def test_a_sum_row_that_does_not_add_up_is_told(planned: Planned) -> None:
    wrong = planned([HEADS, DAMS, ROADS, ["合计", None, None, 9100, 3500, 2360]]).told
    assert [one for one in wrong if "合计" in one] == [
        "台账!A4 合计：总投资写的是 9100，各行相加是 9000，请核对原表。".replace("台账!", "Sheet!")
    ]
    assert not any("合计" in one for one in planned([HEADS, DAMS, ROADS, ["合计", "", "", 9000, 3500, 2360]]).told)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("两千万", "要填一个数"),
        ("NaN", "要填一个数"),
        ("1e400", "要填一个数"),
        ("2000-3000", "要填一个数"),
        ("300人", "单位要写元、万元或亿元"),
        ("-5", "不能小于0"),
        ("1" * 40, "太长"),
        ("#REF!", "没有算出的公式"),
    ],
)
def test_what_is_no_sum_is_told_in_one_sentence_and_asked(planned: Planned, cell: str, said: str) -> None:
    read = planned([HEADS[:5], [*DAMS[:4], cell], ROADS[:5]])
    asked = line(read, "水库除险加固")
    assert asked.state is LineState.ASKED
    assert said in asked.why[0]
    assert asked.entry is not None
    assert asked.entry.change.year_plan is KEEP
    assert asked.entry.change.investment == Decimal(5200)


def test_about_is_taken_and_noted(planned: Planned) -> None:
    entry = line(planned([HEADS[:5], [*DAMS[:3], "约2.5亿", 2000]]), "水库除险加固").entry
    assert entry is not None
    assert (entry.change.investment, entry.change.money_unit) == (Decimal(25000), "万元")
    assert entry.change.note == "总投资：约2.5亿"


def test_sums_without_any_unit_are_asked(planned: Planned) -> None:
    read = planned([["项目名称", "责任单位", "总投资"], ["水库除险加固", "水务局", 5200]])
    assert "没有写金额的单位，按万元" in read.lines[0].why


def test_a_day_to_come_and_a_deadline_before_the_assignment_are_not_taken(planned: Planned) -> None:
    rows = [
        ["督查事项", "责任单位", "交办日期", "完成时限", "办结日期"],
        ["早于交办", "甲局", "2023-05-10", "2023-04-30", None],
        ["还没有到", "乙局", "2023-05-10", "2023-08-30", "2024-01-10"],
    ]
    read = planned(rows)
    early, ahead = line(read, "早于交办"), line(read, "还没有到")
    assert (early.state, ahead.state) == (LineState.ASKED, LineState.ASKED)
    assert "早于交办日期" in early.why[0]
    assert "晚于今天" in ahead.why[0]
    assert ahead.entry is not None
    assert ahead.entry.change.done_on is KEEP


def test_built_before_begun_can_not_be_entered(planned: Planned) -> None:
    rows = [["项目名称", "责任单位", "实际开工", "实际竣工"], ["铸件厂", "经发局", "2023.6", "2023.3"]]
    stopped = line(planned(rows), "铸件厂")
    assert (stopped.state, stopped.entry) == (LineState.STOPPED, None)
    assert "不能早于" in stopped.why[0]


def test_more_than_the_whole_needs_a_reason(planned: Planned) -> None:
    asked = line(planned([HEADS[:5], [*DAMS[:4], 6000]]), "水库除险加固")
    assert (asked.state, asked.soft) == (LineState.ASKED, True)


def test_a_date_that_is_none_is_told_with_the_right_form(planned: Planned) -> None:
    read = planned([HEADS, [*DAMS[:6], "尽早"]])
    assert read.lines[0].why == ("“完成时限”要写日期（如 2023-06-30、2023年6月、三季度），表中是“尽早”",)


def test_a_row_without_a_name_can_not_be_entered(planned: Planned) -> None:
    read = planned([HEADS, DAMS, [2, None, "交通局", 10, 5, 1, "年底"]])
    assert [one.state for one in read.lines] == [LineState.NEW, LineState.STOPPED]


def test_a_file_without_a_ledger_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refused:
        planner_of(ledger, [["通讯录"], ["姓名", "电话"], ["张三", "123"]])
    assert refused.value.code is RefusalCode.INTAKE_NONE


def test_a_column_read_otherwise_is_read_so(planned: Planned) -> None:
    rows = [["项目名称", "责任单位", "总投资（万元）", "市里安排（万元）"], ["水库除险加固", "水务局", 5200, 2000]]
    assert line(planned(rows), "水库除险加固").entry.change.year_plan is KEEP  # type: ignore[union-attr]
    chosen = planned(rows, IntakeChoices(roles={(0, 3): MilestoneRole.PLAN}))
    entry = line(chosen, "水库除险加固").entry
    assert entry is not None
    assert entry.change.year_plan == Decimal(2000)
    assert next(iter(chosen.entries().mappings)).startswith("ledger-")


def test_a_new_milestone_is_followed_as_its_list_is(ledger: Ledger, planned: Planned) -> None:
    own = {"督查事项": {"signoff": True, "cycle": "quarter"}, "专班任务": {"signoff": True, "template": "没有的"}}
    ledger.set_settings(list_options=own)
    heads = ["清单", "督查事项", "责任单位", "完成时限"]
    rows: list[list[object]] = [
        ["", "管网改造", "建设局", "2023年11月"],
        ["专班任务", "编制招商图谱", "招商局", "2023年11月"],
        ["民生实事", "停车位", "城管局", "2023年11月"],
        ["别的清单", "绿化", "城管局", "2023年11月"],
    ]
    read = planned([["重点督查事项台账"], heads, *rows])
    assert read.checklist == "督查事项"
    followed = {}
    for one in read.lines:
        assert one.entry is not None
        change = one.entry.change
        followed[one.name] = (change.checklist, change.signoff, change.cycle, change.template)
    assert followed == {
        "管网改造": ("督查事项", True, Cycle.QUARTER, KEEP),
        "编制招商图谱": ("专班任务", True, Cycle.MONTH, KEEP),
        "停车位": ("民生实事", True, Cycle.MONTH, KEEP),
        "绿化": ("别的清单", False, Cycle.MONTH, KEEP),
    }
