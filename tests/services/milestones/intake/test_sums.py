"""Rows of sums are none of the rows, however they call themselves; a sum over several names is nobody's own."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.services.milestones.intake.conftest import Planned, read
from zonetracker.model.planning import LineState

_HEADS = ["序号", "项目名称", "责任单位", "总投资（万元）", "备注"]
_ROWS = [[1, "国道改线", "交通局", 52000, None], [2, "危桥改造", "公路中心", 3000, None]]


@pytest.mark.parametrize(
    "said", ["全县合计", "合计3个", "合  计：", "本页小计", "工业项目合计", "市级项目小计", "共2个项目", "合计（2个）"]
)
@pytest.mark.parametrize("column", [0, 1])
def test_a_row_of_sums_is_no_project(planned: Planned, said: str, column: int) -> None:
    total = [None, None, None, 55000, None]
    total[column] = said  # type: ignore[call-overload]
    plan = planned([_HEADS, *_ROWS, total])
    assert [line.name for line in plan.lines] == ["国道改线", "危桥改造"]


def test_what_only_speaks_of_sums_is_a_project(planned: Planned) -> None:
    plan = planned([_HEADS, *_ROWS, [3, "统计合计系统建设", "统计局", 80, None]])
    assert [line.name for line in plan.lines][-1] == "统计合计系统建设"


def test_a_sum_over_two_names_is_given_to_neither(planned: Planned) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (_HEADS, [1, "东片农田", "农业局", 9000], [2, "西片农田", "农业局", None], [3, "大棚", "农业局", 600]):
        sheet.append(row)
    sheet.append(["合计", None, None, 9600])
    sheet.merge_cells("D2:D3")
    out = io.BytesIO()
    book.save(out)
    plan = planned(read(out.getvalue(), "台账.xlsx"))
    assert not any("各行相加" in told for told in plan.told)
    east, west, own = plan.lines
    for line in (east, west):
        assert line.entry is not None
        assert "investment" not in line.entry.change.said
        assert line.state is LineState.ASKED
    assert own.entry is not None
    assert own.state is LineState.NEW
    assert own.entry.change.investment == 600
