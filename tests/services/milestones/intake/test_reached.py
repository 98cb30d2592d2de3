"""What a row says of what is done: only what is done by its words counts as done."""

from __future__ import annotations

import pytest

from tests.services.milestones.intake.conftest import Planned
from zonetracker.model.changes import KEEP
from zonetracker.model.planning import LineState


@pytest.mark.parametrize(
    ("finished", "day"),
    [("未完成，延期至10月底", ""), ("已受理", ""), ("正在办理，预计11月完成", ""), ("否", "预计2023年10月办结")],
)
def test_what_is_still_to_come_is_not_done(planned: Planned, finished: str, day: str) -> None:
    heads = ["序号", "督查事项", "牵头单位", "完成时限", "是否办结", "办结时间"]
    (line,) = planned([heads, [1, "推进食堂改造", "教育局", "9月底", finished, day]]).lines
    assert line.entry is not None
    assert line.entry.change.done_on is KEEP
    assert line.state is LineState.NEW


@pytest.mark.parametrize(
    "state", ["前期（拟10月开工）", "拟开工", "计划2024年开工", "预计年底竣工", "主体完工", "准备竣工验收"]
)
def test_a_state_that_is_meant_reaches_no_step(planned: Planned, state: str) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资（万元）", "项目状态"]
    (line,) = planned([heads, [1, "职教园区", "教育局", 9000, state]]).lines
    assert line.entry is not None
    assert "开工" not in line.entry.nodes
    assert "竣工" not in line.entry.nodes


def test_begun_only_where_it_says_so(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资（万元）", "是否开工"]
    rows = [[1, "德资机械", "商务局", 32000, "否，预计10月开工"], [2, "港资酒店", "商务局", 21000, "是"]]
    mechanics, hotel = planned([heads, *rows]).lines
    assert mechanics.entry is not None
    assert hotel.entry is not None
    assert not mechanics.entry.nodes
    assert hotel.entry.nodes["开工"].reached is True


def test_nodes_under_a_head_of_plans_are_plans(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "计划办理立项", "计划办理环评", "立项", "环评"]
    (line,) = planned([heads, [1, "职教园区", "教育局", "2023.2", "2023.4", "2023.3", "已委托"]]).lines
    assert line.entry is not None
    found = {name: (one.planned, one.done_on, one.reached) for name, one in line.entry.nodes.items()}
    assert found == {"立项": ("2023-02", "2023-03", KEEP), "环评": ("2023-04", KEEP, KEEP)}
    assert line.state is LineState.ASKED


def test_what_was_done_after_the_month_does_not_become_its_plan(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "计划竣工时间", "实际竣工时间"]
    (line,) = planned([heads, [1, "冷库", "商务局", "2023年9月", "2023-10-20"]]).lines
    assert line.entry is not None
    assert line.entry.nodes["竣工"].planned == "2023-09"
    assert line.entry.nodes["竣工"].done_on == "2023-10-20"


_STEPS = ["序号", "项目名称", "责任单位", "开工时间", "竣工时间"]


@pytest.mark.parametrize(
    ("start", "planned_on", "done_on"),
    [
        ("2023.3（已开工）", KEEP, "2023-03"),
        ("2023年3月（实际）", KEEP, "2023-03"),
        ("√2023.3", KEEP, "2023-03"),
        ("2023.3", "2023-03", KEEP),
        ("2023.3（计划）", "2023-03", KEEP),
        ("2023.12", "2023-12", KEEP),
    ],
)
def test_a_date_is_done_where_its_cell_says_so(
    planned: Planned, start: str, planned_on: object, done_on: object
) -> None:
    (line,) = planned([_STEPS, [1, "冷库", "商务局", start, "2024年6月"]]).lines
    assert line.entry is not None
    node = line.entry.nodes["开工"]
    assert (node.planned, node.done_on) == (planned_on, done_on)
    assert line.state is LineState.NEW


def test_a_day_to_come_that_is_said_to_be_done_is_not_taken(planned: Planned) -> None:
    (line,) = planned([_STEPS, [1, "冷库", "商务局", "2024.3（已开工）", None]]).lines
    assert line.state is LineState.ASKED
    assert "晚于今天" in line.why[0]


def test_an_end_that_is_past_is_asked_unless_the_row_tells(planned: Planned) -> None:
    (asked,) = planned([_STEPS, [1, "冷库", "商务局", "2022.3", "2023.8"]]).lines
    assert asked.state is LineState.ASKED
    assert "2023-08 已过" in asked.why[0]
    (running,) = planned([[*_STEPS, "投产时间"], [1, "冷库", "商务局", "2022.3", "2023.8", "2023.9"]]).lines
    assert running.entry is not None
    assert running.state is LineState.NEW
    assert running.entry.nodes["竣工"].done_on == "2023-08"
    (meant,) = planned([[*_STEPS, "投产时间"], [1, "冷库", "商务局", "2022.3", "2024.8", "预计2023.9"]]).lines
    assert meant.entry is not None
    assert meant.entry.nodes["竣工"].planned == "2024-08"


def test_ticks_under_one_head_make_the_dates_beside_them_done(planned: Planned) -> None:
    group = ["序号", "项目名称", "责任单位", "节点", None]
    rows = [group, [None, None, None, "主体封顶", "竣工"], [1, "冷库", "商务局", "√", "2023.8"]]
    (line,) = planned(rows).lines
    assert line.entry is not None
    assert line.entry.nodes["竣工"].done_on == "2023-08"


def test_steps_stand_in_the_order_of_their_first_columns(planned: Planned) -> None:
    group = ["序号", "项目名称", "责任单位", "计划节点", None, None, "实际节点", None, None]
    steps = ["开工", "主体封顶", "竣工"]
    row = [1, "冷库", "商务局", "2022.3", "2022.9", "2023.5", "2022.4", "2022.10", "2023.6"]
    (line,) = planned([group, [None, None, None, *steps, *steps], row]).lines
    assert line.entry is not None
    assert list(line.entry.nodes) == steps
    assert [node.done_on for node in line.entry.nodes.values()] == ["2022-04", "2022-10", "2023-06"]
    assert line.state is LineState.NEW


def test_steps_that_a_template_knows_stand_in_its_order(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资（万元）", "是否入库", "主体封顶", "开工日期", "预计完工"]
    (line,) = planned([heads, [1, "冷库", "商务局", 900, "是", "2023.6", "2022.11.18（已开工）", "2024.5"]]).lines
    assert line.entry is not None
    assert list(line.entry.nodes) == ["开工", "主体封顶", "入库", "竣工"]
    assert line.why == ()
