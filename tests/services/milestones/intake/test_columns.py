"""Which column holds what: sums of this year, not of a month, another year or a part of one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.services.milestones.intake.conftest import Planned
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.planning import LineState

Role = MilestoneRole
_FIRST = ["序号", "项目名称", "责任单位", "总投资（万元）"]
_ROW = [1, "国道改线", "交通局", 52000]


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (("2022年完成投资", "2023年计划投资", "9月完成投资", "1-9月完成投资"), ("nothing", "plan", "month", "sum")),
        (("累计完成投资", "本年完成投资"), ("nothing", "sum")),
        (("上年同期完成投资", "截至9月底完成投资"), ("nothing", "sum")),
        (("1-8月完成投资", "1-9月完成投资"), ("nothing", "sum")),
        (("三季度完成投资", "今年以来完成投资"), ("nothing", "sum")),
        (("2023年计划投资", "2024年计划投资"), ("plan", "nothing")),
        (("累计完成投资",), ("sum",)),
        (("实际完成投资（元）",), ("sum",)),
        (("至2022年底累计完成投资", "2023年完成投资"), ("before", "sum")),
    ],
)
def test_sums_are_those_of_the_year(planned: Planned, heads: tuple[str, ...], roles: tuple[str, ...]) -> None:
    read = planned([[*_FIRST, *heads], [*_ROW, *range(100, 100 + len(heads))]])
    assert [one.role.value for one in read.tables[0].columns[len(_FIRST) :]] == list(roles)


def test_what_is_counted_in_pieces_is_no_plan_of_money(planned: Planned) -> None:
    read = planned(
        [["序号", "实事项目", "年度任务", "责任单位"], [1, "幼儿园", "3所", "教育局"], [2, "旱厕", "500座", "农业局"]]
    )
    assert [line.state for line in read.lines] == [LineState.NEW, LineState.NEW]
    assert read.tables[0].held(Role.REQUIREMENT)


def test_a_month_that_only_a_head_names_is_asked(planned: Planned) -> None:
    heads = [*_FIRST, "1-8月累计完成投资（万元）"]
    asked = planned([heads, [*_ROW, 3500]])
    assert asked.lines[0].state is LineState.ASKED
    assert "8月" in asked.lines[0].why[0]
    (sure,) = planned([heads, [*_ROW, 3500]], month=8).lines
    assert sure.state is LineState.NEW
    assert sure.entry is not None
    assert sure.entry.filing.value == Decimal(3500)


def test_a_ledger_whose_heads_are_another_year_s_is_asked(planned: Planned) -> None:
    (line,) = planned([[*_FIRST, "2022年计划投资", "2022年1-12月完成投资"], [*_ROW, 9000, 8800]]).lines
    assert line.state is LineState.ASKED
    assert "2022年" in line.why[0]
    assert line.entry is not None
    assert not line.entry.filing.said
    assert "year_plan" not in line.entry.change.said


def test_heads_that_begin_with_a_year_are_heads(planned: Planned) -> None:
    group = ["序号", "项目名称", "投资（万元）", None, None, "开竣工时间", None]
    under = [None, None, "总投资", "2023年计划", "1-9月完成", "开工", "竣工"]
    (line,) = planned([group, under, [1, "智能车间", 3200, 1200, 900, "2022年10月", "2023年底"]]).lines
    assert line.name == "智能车间"
    assert line.entry is not None
    assert (line.entry.change.year_plan, line.entry.filing.value) == (Decimal(1200), Decimal(900))


def test_two_ledgers_in_a_sheet_are_two_lists(planned: Planned) -> None:
    projects = [["重点项目"], [*_FIRST, "年度计划投资（万元）"], [*_ROW, 9000]]
    problems = [["问题清单"], ["序号", "问题", "责任单位", "整改时限"], [1, "排水不畅", "住建局", "2023年11月底"]]
    lines = [line for line in planned([*projects, [], *problems]).lines if line.entry is not None]
    assert [line.entry.change.checklist for line in lines if line.entry] == ["重点项目", "问题清单"]


def test_a_month_that_a_spreadsheet_may_have_cut_is_asked(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资（万元）", "计划竣工时间"]
    cut, whole = planned([heads, [1, "甲厂", "招商局", 5000, 2024.1], [2, "乙厂", "招商局", 6000, 2024.12]]).lines
    assert (cut.state, whole.state) == (LineState.ASKED, LineState.NEW)
    kept = planned([heads, [1, "甲厂", "招商局", 5000, "2024.1"], [2, "乙厂", "招商局", 6000, "2024.10"]])
    assert {line.state for line in kept.lines} == {LineState.NEW}


def test_a_stage_under_the_goal_of_the_year_is_a_goal_and_no_progress(planned: Planned) -> None:
    group = ["序号", "项目名称及建设内容", "责任单位", "2023年目标任务", None, "占年度任务比例", "当前进展"]
    under = [None, None, None, "计划投资", "形象进度", None, None]
    read = planned([group, under, [1, "东湖片区改造", "住建局", "2亿元", "主体封顶", "70%", "主体施工至8层"]])
    roles = [one.role.value for one in read.tables[0].columns[1:]]
    assert roles[0] == "name"
    assert roles[4:] == ["ratio", "progress"]
    (line,) = read.lines
    assert line.entry is not None
    assert line.entry.filing.progress == "主体施工至8层"
