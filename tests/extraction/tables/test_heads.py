"""The columns of a table by their heads and by what stands below them."""

from __future__ import annotations

import pytest

from zonetracker.extraction.tables.heads import (
    is_time,
    known_unit,
    read_columns,
    unit_in,
    unit_of_caption,
    year_in,
)
from zonetracker.extraction.tables.model import ColumnRole
from zonetracker.model.facts import Kind

BODY = [["1", "税收收入", "亿元", "80", "5.0", "预计"], ["2", "外贸出口", "万美元", "760", "-3.5", ""]]
HEADS = ["序号", "指标名称", "计量单位", "2022年", "同比增长（%）", "备注"]


def test_every_column_has_its_role() -> None:
    roles = [column.role for column in read_columns(HEADS, BODY, "")]
    assert roles == [
        ColumnRole.OTHER,
        ColumnRole.NAME,
        ColumnRole.UNIT,
        ColumnRole.VALUE,
        ColumnRole.GROWTH,
        ColumnRole.OTHER,
    ]


def test_a_growth_belongs_to_the_value_on_its_left() -> None:
    columns = read_columns(HEADS, BODY, "")
    assert columns[4].partner == 3 and columns[3].partner is None and columns[3].year == 2022


def test_targets_and_actuals_and_the_year_before() -> None:
    heads = ["指标", "2023年目标", "2022年完成", "上年同期"]
    columns = read_columns(heads, [["税收收入", "90", "80", "75"]], "")
    assert [(column.kind, column.year, column.previous) for column in columns[1:]] == [
        (Kind.TARGET, 2023, False),
        (Kind.ACTUAL, 2022, False),
        (Kind.ACTUAL, None, True),
    ]


def test_a_growth_of_the_actual_is_not_that_of_the_target_beside_it() -> None:
    columns = read_columns(["指标", "完成数", "目标数", "同比增长"], [["税收", "80", "90", "5"]], "")
    assert columns[3].partner == 1


def test_a_group_stands_left_of_the_names() -> None:
    columns = read_columns(["类别", "指标", "数值"], [["工业", "产值", "80"], ["农业", "产值", "30"]], "")
    assert [column.role for column in columns] == [ColumnRole.GROUP, ColumnRole.NAME, ColumnRole.VALUE]


def test_what_a_head_counts_is_its_measure() -> None:
    columns = read_columns(["产品", "产量（吨）", "绝对数"], [["粮食", "80", "30"]], "")
    assert [(column.measure, column.unit) for column in columns[1:]] == [("产量", "吨"), ("", None)]


@pytest.mark.parametrize(
    ("head", "bare", "unit"),
    [
        ("产值（亿元）".replace("（", "(").replace("）", ")"), "产值", "亿元"),
        ("产值/万元", "产值", "万元"),
        ("占比%", "占比", "%"),
        ("产值(现价)", "产值(现价)", None),
        ("责任人/部门", "责任人/部门", None),
    ],
)
def test_the_unit_in_a_head(head: str, bare: str, unit: str | None) -> None:
    assert unit_in(head) == (bare, unit)


@pytest.mark.parametrize(
    ("caption", "unit"),
    [("单位：亿元、%", "亿元"), ("单位:%", "%"), ("单位:统计局", None), ("主要指标（亿元）", None)],
)
def test_the_unit_over_a_table(caption: str, unit: str | None) -> None:
    assert unit_of_caption(caption) == unit


@pytest.mark.parametrize(
    ("text", "unit"), [("亿元", "亿元"), ("亿元、%", "亿元"), ("‰", "‰"), ("统计局", None), ("", None)]
)
def test_known_units(text: str, unit: str | None) -> None:
    assert known_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "year"), [("2021年至2022年", 2022), ("2022", 2022), ("2022亿元", None), ("指标", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert year_in(text) == year


@pytest.mark.parametrize(
    ("text", "time"), [("1-9月", True), ("2022年", True), ("上半年", True), ("1月产值", False), ("工业", False)]
)
def test_a_label_that_is_only_a_time(text: str, time: bool) -> None:
    assert is_time(text) is time
