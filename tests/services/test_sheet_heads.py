"""Heads as bureaus make them: two rows, merged, with months, units in brackets, one month beside the year so far."""

from io import BytesIO

import openpyxl
import pytest

from zonetracker.extraction.reading import read_grids
from zonetracker.extraction.reading.grid import Grid
from zonetracker.services.sheet_heads import find_columns, unit_in


def columns(*rows: tuple[str, ...]) -> tuple[int | None, ...]:
    found = find_columns(Grid("表", tuple(rows)))
    return () if found is None else (found.head_row, found.name, found.value, found.growth, found.unit)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("指标名称", "累计", "同比增长")], (0, 0, 1, 2, None)),
        (
            [("主要经济指标完成情况表",), ("填报单位：统计局", "单位：亿元"), ("指标", "1-9月", "增速%")],
            (2, 0, 1, 2, None),
        ),
        ([("指 标", "计量单位", "9月", "1—9月累计", "比去年同期±%")], (0, 0, 3, 4, 1)),
        ([("指标名称", "本月", "", "1-9月累计", ""), ("", "绝对量", "同比%", "绝对量", "同比%")], (1, 0, 3, 4, None)),
        ([("指标名称", "单位", "1-9月", "", "上年同期"), ("", "", "总量", "增长(%)", "总量")], (1, 0, 2, 3, 1)),
        ([("", "1-9月累计", ""), ("项目", "完成", "同比")], (1, 0, 1, 2, None)),
        ([("指标名称", "年度目标", "累计完成", "完成率")], (0, 0, 2, None, None)),
        ([("指标名称", "目标", "", "累计", ""), ("", "总量", "增速", "总量", "增速")], (1, 0, 3, 4, None)),
        ([("指标名称", "1-9月同比增长(%)")], (0, 0, None, 1, None)),
        ([("目标任务", "累计"), ("地区生产总值", "57")], (0, 0, 1, None, None)),
        ([("名称", "电话")], ()),
        ([], ()),
    ],
)
def test_where_the_columns_are(rows: list[tuple[str, ...]], expected: tuple[int | None, ...]) -> None:
    assert columns(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "period"),
    [
        ([("2023年1-9月主要指标",), ("指标名称", "累计")], (2023, 9)),
        ([("指标名称", "1—8月累计")], (None, 8)),
        ([("填报日期：2023年10月12日",), ("指标名称", "累计")], (None, None)),
        ([("指标名称", "1-13月累计")], (None, None)),
    ],
)
def test_the_month_that_the_heads_name(rows: list[tuple[str, ...]], period: tuple[int | None, int | None]) -> None:
    found = find_columns(Grid("表", tuple(rows)))
    assert found is not None and (found.year, found.month) == period


@pytest.mark.parametrize(
    ("text", "unit"),
    [("实际利用外资（万美元）", "万美元"), ("税收(不含海关)", None), ("累计[亿元]", "亿元"), ("累计", None)],
)
def test_a_unit_in_brackets(text: str, unit: str | None) -> None:
    assert unit_in(text) == unit


def test_merged_titles_and_two_rows_of_heads_in_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2023年1-9月主要经济指标"])
    sheet.append(["指标名称", "单位", "本月", None, "1-9月累计", None])
    sheet.append([None, None, "绝对量", "同比(%)", "绝对量", "同比(%)"])
    sheet.append(["地区生产总值", "亿元", 6.1, 5.5, 57.5, 6.5])
    for merged in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(merged)
    data = BytesIO()
    book.save(data)
    found = find_columns(read_grids(data.getvalue(), "表.xlsx")[0])
    assert found is not None
    assert (found.value, found.growth, found.unit, found.year, found.month) == (4, 5, 1, 2023, 9)
