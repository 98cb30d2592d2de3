"""Which column holds what: sums of this year, not of a month, another year or a part of one."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from tests.services.milestones.intake.conftest import Planned, read
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
    seen = planned([[*_FIRST, *heads], [*_ROW, *range(100, 100 + len(heads))]])
    assert [one.role.value for one in seen.tables[0].columns[len(_FIRST) :]] == list(roles)


def test_what_is_counted_in_pieces_is_no_plan_of_money(planned: Planned) -> None:
    seen = planned(
        [["序号", "实事项目", "年度任务", "责任单位"], [1, "幼儿园", "3所", "教育局"], [2, "旱厕", "500座", "农业局"]]
    )
    assert [line.state for line in seen.lines] == [LineState.NEW, LineState.NEW]
    assert seen.tables[0].held(Role.REQUIREMENT)


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
    seen = planned([group, under, [1, "东湖片区改造", "住建局", "2亿元", "主体封顶", "70%", "主体施工至8层"]])
    roles = [one.role.value for one in seen.tables[0].columns[1:]]
    assert roles[0] == "name"
    assert roles[4:] == ["ratio", "progress"]
    (line,) = seen.lines
    assert line.entry is not None
    assert line.entry.filing.progress == "主体施工至8层"


@pytest.mark.parametrize(
    ("heads", "roles"),
    [
        (("累计到位资金（万元）", "累计支付资金（万元）"), ("nothing", "nothing")),
        (("年度任务（套）", "累计完成（套）"), ("requirement", "nothing")),
        (("累计产值（万元）", "今年目标税收（万元）"), ("nothing", "nothing")),
        (("累计征地（亩）", "1-9月实际完成"), ("nothing", "sum")),
        (("计划完成日期", "实际完成日期"), ("deadline", "done")),
        (("要求反馈时间", "实际反馈时间"), ("deadline", "done")),
        (("批示领导", "转办日期"), ("nothing", "received")),
        (("下月计划", "需要协调解决的事项"), ("nothing", "problem")),
        (("会办单位", "帮扶部门"), ("assist", "assist")),
        (("征收户数", "已签约"), ("nothing", "nothing")),
        (("现场进度", "兑现情况"), ("progress", "finished")),
    ],
)
def test_what_is_not_invested_is_no_sum_of_it(planned: Planned, heads: tuple[str, str], roles: tuple[str, str]) -> None:
    seen = planned([[*_FIRST, *heads], [*_ROW, 300, 200], [2, "危桥改造", "公路中心", 800, 70, 60]])
    assert tuple(one.role.value for one in seen.tables[0].columns[len(_FIRST) :]) == roles


@pytest.mark.parametrize(
    ("over", "role"), [("资金到位", "nothing"), ("厂房", "nothing"), ("投资完成情况", "sum"), ("2023年", "sum")]
)
def test_what_a_bare_sum_is_of_stands_over_it(planned: Planned, over: str, role: str) -> None:
    group, under = [*_FIRST, over, None], [None, None, None, None, "本月", "累计"]
    seen = planned([group, under, [*_ROW, 30, 200], [2, "危桥改造", "公路中心", 800, 7, 60]])
    assert seen.tables[0].columns[-1].role.value == role


def test_lines_over_a_second_table_are_no_rows_of_the_first(planned: Planned) -> None:
    first = [
        ["2023年重点项目（单位：万元）"],
        ["序号", "项目名称", "责任单位", "总投资"],
        [1, "国道改线", "交通局", 52000],
    ]
    second = [
        ["附：储备项目"],
        ["序号", "项目名称", "责任单位", "总投资", "计划开工"],
        [1, "轻轨", "交通局", 900, "2024.3"],
    ]
    lines = planned([*first, [], *second]).lines
    assert [line.name for line in lines] == ["国道改线", "轻轨"]
    assert [line.state for line in lines] == [LineState.NEW] * 2
    assert lines[1].entry is not None
    assert lines[1].entry.change.money_unit == "万元"


def test_nothing_spent_needs_no_unit(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资", "1-9月完成投资"]
    none, some = planned([heads, [1, "国道改线", "交通局", "5亿元", 0], [2, "危桥", "交通局", "3亿元", 7]]).lines
    assert (none.state, some.state) == (LineState.NEW, LineState.ASKED)


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("（数据截止：2023年9月30日；金额：亿元）", "亿元"),
        ("投资：万元", "万元"),
        ("单位：千元", "千元"),
        ("金额：见备注", None),
    ],
)
def test_a_line_over_the_table_names_the_unit_of_its_sums(planned: Planned, line: str, unit: str | None) -> None:
    assert (
        planned([[line], ["序号", "项目名称", "责任单位", "总投资"], [1, "国道改线", "交通局", 5]]).tables[0].unit
        == unit
    )


def test_what_was_told_before_is_not_told_again(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "开工时间", "上周进展", "本周进展", "下周安排"]
    (line,) = planned([heads, [1, "国道改线", "交通局", "2023.3", "清表", "路基", "涵洞"]]).lines
    assert line.entry is not None
    assert (line.entry.filing.progress, line.entry.filing.next_step) == ("路基", "涵洞")


def test_a_name_is_where_the_head_says_so(planned: Planned) -> None:
    heads = ["序号", "案件名称", "主要诉求", "包案单位", "化解期限", "化解状态", "化解时间"]
    (line,) = planned([heads, [1, "小区办证", "尽快办证", "资源局", "2023.8", "已化解", "2023.7.3"]]).lines
    assert line.entry is not None
    assert (line.name, line.entry.change.responsible, line.entry.change.done_on) == ("小区办证", "资源局", "2023-07-03")


def test_a_note_under_the_table_does_not_make_sums_words(planned: Planned) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    heads = ["序号", "项目名称", "责任单位", "年度目标（万元）"]
    for row in (heads, [1, "国道改线", "交通局", 52], [2, "危桥", "交通局", 61], ["说明：目标由各单位上报。"]):
        sheet.append(row)
    sheet.merge_cells("A4:D4")
    out = io.BytesIO()
    book.save(out)
    assert planned(read(out.getvalue(), "台账.xlsx")).tables[0].columns[3].role is Role.PLAN


def test_a_step_by_its_days_is_a_step(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "资金规模（万元）", "签约时间", "供地时间"]
    seen = planned([heads, [1, "国道改线", "交通局", 52, "2023.5", 45107], [2, "危桥", "交通局", 61, "√", "已供地"]])
    assert [one.role for one in seen.tables[0].columns[3:]] == [Role.INVESTMENT, Role.NODE, Role.NODE]
