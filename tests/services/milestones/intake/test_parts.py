"""Rows that are parts of the row above them: by their numbers, or because they are said to be of it."""

from __future__ import annotations

import pytest

from tests.services.milestones.intake.conftest import Planned
from zonetracker.model.planning import LineState
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.intake import apply

_HEADS = ["序号", "项目名称", "责任单位", "总投资（万元）", "年度计划投资（万元）"]


def numbered(*rows: tuple[object, str, int, int]) -> list[list[object]]:
    return [_HEADS, *([number, name, "教育局", whole, plan] for number, name, whole, plan in rows)]  # type: ignore[list-item]


@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("1-1", "1-2"), ("（1）", "（2）"), ("①", "②"), ("其中", "其中")])
def test_numbers_say_what_is_a_part(ledger: Ledger, planned: Planned, numbers: tuple[str, str]) -> None:
    first, second = numbers
    rows = numbered((1, "校区", 900, 300), (first, "食堂", 500, 200), (second, "操场", 400, 100), (2, "车站", 70, 60))
    total = ["合计", None, None, 970, 360]
    plan = planned([*rows, total])
    assert not [told for told in plan.told if "相加" in told]
    whole, one, other, alone = plan.lines
    assert (one.whole, other.whole, whole.whole, alone.whole) == (whole.key, whole.key, "", "")
    apply(ledger, plan)
    held = {milestone.name: milestone for milestone in ledger.milestones(2023)}
    assert held["食堂"].whole_id == held["操场"].whole_id == held["校区"].id
    assert held["车站"].whole_id is None
    again = planned([*rows, total])
    assert (again.lines, again.same) == ((), 4)


def test_a_number_without_its_whole_is_no_part(planned: Planned) -> None:
    lines = planned(numbered(("1.1", "食堂", 500, 200), ("（2）", "操场", 400, 100))).lines
    assert [line.whole for line in lines] == ["", ""]


def test_a_part_of_another_section_is_none(planned: Planned) -> None:
    rows = numbered((1, "校区", 900, 300))
    rows += [["一、其他项目（1个）", None, None, None, None], ["（1）", "操场", "教育局", 400, 100]]
    assert [line.whole for line in planned(rows).lines] == ["", ""]


def test_a_part_said_so_by_its_name_loses_the_word(planned: Planned) -> None:
    heads = ["项目名称", "责任单位", "总投资（万元）"]
    whole, part = planned([heads, ["校区", "教育局", 900], ["其中：食堂", "教育局", 500]]).lines
    assert (part.name, part.whole) == ("食堂", whole.key)


def test_a_part_that_stands_alone_is_asked(ledger: Ledger, planned: Planned) -> None:
    apply(ledger, planned([_HEADS, [1, "食堂", "教育局", 500, 200]]))
    _, part = planned(numbered((1, "校区", 900, 300), ("1.1", "食堂", 500, 200))).lines
    assert part.state is LineState.ASKED
    assert "不是子项目" in part.why[0]
    assert [one.name for one in part.likely] == ["食堂"]


def test_a_sum_reads_the_units_of_its_rows(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资（亿元）"]
    rows = [heads, [1, "桥", "公路局", "5000万元"], [2, "渠", "水利局", 1.5]]
    assert not [told for told in planned([*rows, ["合计：2个", None, None, 2]]).told if "相加" in told]
    (told,) = [told for told in planned([*rows, ["合计", None, None, 3]]).told if "相加" in told]
    assert "各行相加是 2.0，" in told


def test_a_sum_of_rows_in_units_of_their_own_is_compared_in_its_own(planned: Planned) -> None:
    heads = ["序号", "项目名称", "责任单位", "总投资"]
    rows = [heads, [1, "桥", "公路局", "5000万元"], [2, "渠", "水利局", "1.5亿元"]]
    assert not [told for told in planned([*rows, ["合计", None, None, "2亿元"]]).told if "相加" in told]
    assert [told for told in planned([*rows, ["合计", None, None, "2.1亿元"]]).told if "相加" in told]
