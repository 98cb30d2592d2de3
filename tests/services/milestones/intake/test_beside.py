"""What a column holds by those beside it: one of many months, a weaker word, a sum that does not say of which time."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
import pytest

from tests.services.milestones.intake.conftest import Planned, Rows, read
from zonetracker.model.changes import KEEP
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.planning import LineState
from zonetracker.services.milestones.intake import IntakeChoices, IntakePlan

Role = MilestoneRole
_FIRST = ["序号", "项目名称", "责任单位", "总投资（万元）"]
_ROW = [1, "河堤加固", "水利局", 6200]


def roles(plan: IntakePlan, start: int = len(_FIRST)) -> list[str]:
    return [one.role.value for one in plan.tables[0].columns[start:]]


# ---- a column for each month


_MONTHS = ["7月完成投资", "7月进展", "8月完成投资", "8月进展", "9月完成投资", "9月进展"]
_CELLS = [310, "清基", 420, "砌石", 530, "护坡"]


@pytest.mark.parametrize(("month", "progress"), [(7, "清基"), (8, "砌石"), (9, "护坡"), (11, "护坡")])
def test_of_a_column_for_each_month_the_month_s_own_is_read(planned: Planned, month: int, progress: str) -> None:
    plan = planned([[*_FIRST, *_MONTHS], [*_ROW, *_CELLS]], month=month)
    (line,) = plan.lines
    assert line.entry is not None
    assert line.entry.filing.progress == progress
    assert roles(plan).count("month") == 1
    assert plan.tables[0].columns[len(_FIRST) + _CELLS.index(progress) - 1].role is Role.MONTH
    assert line.state is (LineState.ASKED if month == 11 else LineState.NEW)


def test_progress_told_of_another_month_is_asked(planned: Planned) -> None:
    (line,) = planned([[*_FIRST, "6月底进展情况"], [*_ROW, "清基"]]).lines
    assert line.state is LineState.ASKED
    assert "6月" in line.why[0]
    (within,) = planned([[*_FIRST, "三季度进展情况"], [*_ROW, "清基"]], month=8).lines
    assert within.state is LineState.NEW


# ---- weaker words


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (("整改时限", "完成时间"), ("deadline", "done")),
        (("完成时间", "进展情况"), ("deadline", "progress")),
        (("办理时限", "计划完成时间"), ("deadline", "nothing")),
        (("完成时限", "完成时间", "销号时间"), ("deadline", "nothing", "done")),
        (("服务单位", "备注"), ("assist", "note")),
        (("包案领导", "责任人"), ("leader", "nothing")),
        (("责任人", "联系电话"), ("leader", "nothing")),
        (("存在的问题和建议", "备注"), ("problem", "note")),
        (("问题", "备注"), ("problem", "note")),
        (("卡点堵点", "难点"), ("problem", "problem")),
    ],
)
def test_a_weaker_word_gives_way_to_a_plainer_one(planned: Planned, heads: Sequence[str], found: Sequence[str]) -> None:
    plan = planned([[*_FIRST, *heads], [*_ROW, *["甲", "乙", "丙"][: len(heads)]]])
    assert roles(plan) == list(found)


def test_who_serves_a_project_answers_for_it_where_nobody_else_does(planned: Planned) -> None:
    heads = ["序号", "项目名称", "落地园区", "服务单位", "总投资（万元）"]
    (line,) = planned([heads, [1, "轴承厂", "北园", "商务局", 900]]).lines
    assert line.entry is not None
    assert line.entry.change.responsible == "北园、商务局"


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("年度计划形象进度", "requirement"),
        ("计划推进情况", "progress"),
        ("前期手续办理情况", "note"),
        ("立项依据", "nothing"),
        ("任务来源", "nothing"),
        ("当前进度", "progress"),
        ("入统时间", "node"),
        ("开工/计划开工时间", "start"),
        ("合同投资（亿元）", "nothing"),
    ],
)
def test_a_head_is_read_by_what_it_speaks_of(planned: Planned, head: str, role: str) -> None:
    assert roles(planned([[*_FIRST, head], [*_ROW, "2023.5"]])) == [role]


def test_into_the_statistics_is_the_step_that_templates_know(planned: Planned) -> None:
    (line,) = planned([[*_FIRST, "纳统时间"], [*_ROW, "2023.5"]]).lines
    assert line.entry is not None
    assert line.entry.nodes["入库"].done_on == "2023-05"


@pytest.mark.parametrize(
    ("upper", "lower", "found"),
    [
        ("计划投资（万元）", ("总额", "当年"), ("investment", "plan")),
        ("年度计划投资（万元）", ("合计", "其中：自筹"), ("plan", "nothing")),
        ("投资规模（亿元）", ("协议投资", "其中：固投"), ("investment", "fixed")),
    ],
)
def test_the_whole_under_sums_to_be_spent(
    planned: Planned, upper: str, lower: tuple[str, str], found: tuple[str, str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "项目名称", "责任单位", upper], [None, None, None, *lower], [1, "轴承厂", "经发局", 900, 300]):
        sheet.append(row)
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(area)
    assert roles(planned(_file(book)), 3) == list(found)


def _file(book: openpyxl.Workbook) -> object:
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue(), "台账.xlsx")


# ---- sums that may be since the beginning


_SUMS = [*_FIRST, "至上年底累计完成（万元）", "年度计划投资（万元）", "累计完成投资（万元）"]


def sums(*rows: Sequence[object], heads: Sequence[str] = _SUMS) -> Rows:
    return [heads, *([at, f"河堤{at}段", "水利局", *row] for at, row in enumerate(rows, 1))]  # type: ignore[list-item]


def test_a_bare_sum_beside_what_was_spent_before_is_asked(planned: Planned) -> None:
    rows = sums((6200, 2600, 3000, 4700), (9000, 1000, 2500, 2600))
    lines = planned(rows).lines
    assert [line.state for line in lines] == [LineState.ASKED] * 2
    assert all("开工以来" in line.why[0] for line in lines)
    chosen = planned(rows, IntakeChoices(roles={(0, 6): Role.SUM}))
    assert not any("开工以来" in why for line in chosen.lines for why in line.why)
    apart = planned(rows, IntakeChoices(roles={(0, 6): Role.SINCE}))
    assert [line.state for line in apart.lines] == [LineState.NEW] * 2
    assert all(line.entry is not None and line.entry.filing.value is KEEP for line in apart.lines)


@pytest.mark.parametrize(
    ("head", "ratio", "rows"),
    [
        ("今年累计完成投资（万元）", None, [(6200, 2600, 3000, 2900)]),
        ("1-9月累计完成投资（万元）", None, [(6200, 2600, 3000, 2900)]),
        ("累计完成投资（万元）", None, [(6200, 2600, 3000, 2900), (9000, 4000, 2500, 1200)]),
        ("累计完成投资（万元）", "完成年度计划（%）", [(6200, 2600, 3000, 2700, 90)]),
        ("累计完成投资（万元）", "完成年度计划", [(6200, 2600, 3000, 2700, 0.9)]),
    ],
)
def test_a_sum_that_must_be_this_year_s_is_sure(
    planned: Planned, head: str, ratio: str | None, rows: Sequence[Sequence[object]]
) -> None:
    heads = [*_SUMS[:-1], head, *([ratio] if ratio else [])]
    assert {line.state for line in planned(sums(*rows, heads=heads)).lines} == {LineState.NEW}


@pytest.mark.parametrize(
    "head", ["截至9月底累计完成投资（万元）", "截至2023年9月累计（万元）", "至9月末完成投资（万元）"]
)
def test_until_when_does_not_say_since_when(planned: Planned, head: str) -> None:
    (line,) = planned(sums((6200, 2600, 3000, 2900), heads=[*_SUMS[:-1], head])).lines
    assert "开工以来" in line.why[0]


def test_a_share_of_the_whole_does_not_make_a_sum_this_year_s(planned: Planned) -> None:
    rows = sums((6200, 2600, 3000, 4700, 75.8), heads=[*_SUMS, "投资完成率（%）"])
    assert "开工以来" in planned(rows).lines[0].why[0]


@pytest.mark.parametrize(
    ("share", "state"), [("75.8%", LineState.ASKED), (0.758, LineState.ASKED), (94, LineState.NEW)]
)
def test_a_sum_whose_share_of_the_whole_is_printed_is_asked(planned: Planned, share: object, state: LineState) -> None:
    heads = [*_FIRST, "年度计划投资（万元）", "累计完成投资（万元）", "完成率"]
    (line,) = planned([heads, [*_ROW, 5000, 4700, share]]).lines
    assert line.state is state


# ---- what a file hides, and years that are none of the ledger's


def test_a_hidden_column_that_is_read_is_told(planned: Planned) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([*_FIRST, "存在问题", "排名"], [*_ROW, "用地未批", 3]):
        sheet.append(row)
    sheet.column_dimensions["E"].hidden = True
    sheet.column_dimensions["F"].hidden = True
    told = planned(_file(book)).told
    assert "隐藏的列也读了：存在问题。" in told


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("2021年以来签约项目台账", LineState.NEW),
        ("2021-2025年重点工程项目表", LineState.NEW),
        ("2022年重点项目表", LineState.ASKED),
    ],
)
def test_a_year_from_which_a_list_begins_is_not_its_year(planned: Planned, title: str, state: LineState) -> None:
    assert planned([[title], _FIRST, _ROW]).lines[0].state is state


def test_one_code_on_two_names_is_asked(planned: Planned) -> None:
    heads = ["项目代码", "项目名称", "责任单位", "总投资（万元）"]
    plan = planned([heads, ["A-1", "桥", "公路局", 5], ["A-1", "桥头广场", "住建局", 6], ["A-2", "渠", "水利局", 7]])
    assert [line.state for line in plan.lines] == [LineState.ASKED, LineState.ASKED, LineState.NEW]
    assert "编号与 Sheet!B3 相同" in plan.lines[0].why[0]


def test_a_name_in_brackets_below_a_unit_stays_with_it(planned: Planned) -> None:
    (line,) = planned([["督查事项", "牵头单位", "完成时限"], ["整治占道", "城管局\n（何某）", "2023.11"]]).lines
    assert line.entry is not None
    assert line.entry.change.responsible == "城管局（何某）"


# ---- what stands in the cells of others


def test_heads_that_reach_down_into_others_are_heads(planned: Planned) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    upper = ["项目名称", *"甲乙丙丁", "计划节点", None, None, "实际节点", None, None]
    under, row = [None] * 5 + ["开工", "封顶", "竣工"] * 2, ["冷库", *"甲乙丙丁", "2022.3", None, "2024.5", "2022.4"]
    for cells in (upper, under, row):
        sheet.append(cells)
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:H1", "I1:K1"):
        sheet.merge_cells(area)
    found = roles(planned(_file(book)), 5)
    assert found == ["start_planned", "node", "end_planned", "start_done", "node", "end_done"]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("四季度计划", "next"),
        ("三季度计划", "requirement"),
        ("下季度打算", "next"),
        ("下月工作安排", "next"),
        ("责任县区", "lead"),
        ("未达序时原因", "problem"),
        ("当前状况", "progress"),
    ],
)
def test_words_under_a_head_of_time_or_place(planned: Planned, head: str, role: str) -> None:
    heads = ["序号", "项目名称", "总投资（万元）", "开工时间", head]
    read_ = planned([heads, [1, "河堤", 900, "2023.3", "备料"], [2, "渠道", 800, "2023.4", "放线"]])
    assert roles(read_, 4) == [role]


@pytest.mark.parametrize("apart", ["\n", "；"])
def test_leaders_named_among_the_units_are_the_leaders(planned: Planned, apart: str) -> None:
    cell = apart.join(("牵头领导：林某", "牵头单位：工信局", "配合单位：统计局、各园区"))
    (line,) = planned([["工作任务", "责任分工", "时间节点"], ["培育企业", cell, "11月底"]]).lines
    assert line.entry is not None
    change = line.entry.change
    assert (change.leader, change.responsible) == ("林某", apart.join(cell.split(apart)[1:]))


def test_a_unit_of_money_in_a_column_of_its_own(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资", "单位", "至上年底累计（万元）"]
    first, second = planned([heads, [1, "河堤", "水利局", 1.5, "亿元", 90], [2, "渠", "水利局", 800, "万元", 70]]).lines
    assert first.entry is not None
    assert second.entry is not None
    assert (first.why, first.state, second.state) == ((), LineState.NEW, LineState.NEW)
    totals = [(one.entry.change.investment, one.entry.change.money_unit) for one in (first, second) if one.entry]
    assert totals in ([(1.5, "亿元"), (800, "万元")], [(15000, "万元"), (800, "万元")])
