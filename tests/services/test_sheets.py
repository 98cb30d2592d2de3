"""A bureau's sheet becomes actuals: heads in any order, figures with units, nothing entered while a line is wrong."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from zonetracker.extraction.reading import read_grids
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish


def level(value: str, unit: str) -> Stated:
    return Stated(Decimal(value), None, unit, Bound.EXACT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "台账.zt", zone="测试高新区", actor="张三") as made:
        made.add_target("地区生产总值", 2023, level("80", "亿元"))
        made.add_target("实到外资", 2023, level("8000", "万美元"))
        made.add_target("新升规工业企业", 2023, level("15", "家"))
        yield made


def csv_sheet(text: str) -> sheets.SheetRead:
    return sheets.sheet_from_grids(read_grids(text.encode("utf-8-sig"), "九月.csv"), "九月.csv")


def taken(ledger: Ledger, text: str, **more: dict[str, int]) -> sheets.SheetPlan:
    return sheets.plan(ledger, csv_sheet(text), 2023, 9, **more)


def test_columns_in_any_order(ledger: Ledger) -> None:
    """
    同比增长(%),单位,指标名称,1-9月累计
    6.5,亿元,地区生产总值,57.5
    """
    plan = taken(ledger, "某局报表\n\n同比增长(%),单位,指标名称,1-9月累计\n6.5,亿元,地区生产总值,57.5\n")
    entry = plan.rows[0].after
    assert entry is not None
    assert (str(entry.value), entry.unit, str(entry.growth), entry.origin) == (
        "57.5",
        "亿元",
        "6.5",
        "九月.csv D4",
    )


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [
        ("0.62亿美元", "0.62", "亿美元"),
        ("6200", "6200", "万美元"),
        ('"6,200.50"', "6200.50", "万美元"),
        ("６２００．５０", "6200.50", "万美元"),
        (" 6 200.5 ", "6200.5", "万美元"),
        ("\u200b6200\u00a0", "6200", "万美元"),
        ("(12.5)", "-12.5", "万美元"),
    ],
)
def test_a_figure_may_carry_its_unit(ledger: Ledger, cell: str, value: str, unit: str) -> None:
    plan = taken(ledger, f"指标名称,累计\n实到外资,{cell}\n")
    assert [(str(row.after.value), row.after.unit) for row in plan.rows if row.after] == [(value, unit)]


@pytest.mark.parametrize(("cell", "growth"), [("-3.5%", "-3.5"), ("下降3.5", "-3.5"), ("增长8", "8"), ("持平", "0")])
def test_growth_in_words(ledger: Ledger, cell: str, growth: str) -> None:
    plan = taken(ledger, f"指标名称,累计,同比增长\n地区生产总值,57.5,{cell}\n")
    assert str(plan.entries[0].growth) == growth


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("地区生产总值,五十,", "不是数字"),
        ("实到外资,0.62亿元,", "不能比较"),
        ("地区生产总值,57,很多", "不是百分数"),
    ],
)
def test_a_wrong_line_stops_all(ledger: Ledger, line: str, said: str) -> None:
    plan = taken(ledger, f"指标名称,累计,同比增长\n新升规工业企业,12,\n{line}\n")
    assert said in plan.problems[0].problem
    with pytest.raises(Refusal, match=said):
        sheets.apply(ledger, plan)
    assert ledger.actuals(2023) == []


def test_the_same_indicator_twice_stops_all(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n地区生产总值,58\n")
    assert "同一个指标" in plan.problems[0].problem


def test_an_unknown_name_is_left_out_and_named(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n月球货运量,3\n")
    assert [row.line.name for row in plan.unknown] == ["月球货运量"]
    changed = sheets.apply(ledger, plan)
    assert changed.name
    assert [str(actual.value) for actual in ledger.actuals(2023)] == ["57"]


def test_a_sheet_is_one_step_of_undo(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n新升规工业企业,12\n")
    sheets.apply(ledger, plan)
    ledger.undo()
    assert ledger.actuals(2023) == []


def test_the_same_sheet_again_changes_nothing(ledger: Ledger) -> None:
    text = "指标名称,累计\n地区生产总值,57\n"
    sheets.apply(ledger, taken(ledger, text))
    assert taken(ledger, text).entries == []


def test_a_soft_finding_keeps_its_reason(ledger: Ledger) -> None:
    sheets.apply(ledger, sheets.plan(ledger, csv_sheet("指标名称,累计\n新升规工业企业,12\n"), 2023, 8))
    plan = taken(ledger, "指标名称,累计\n新升规工业企业,10\n")
    assert [finding.code for finding in plan.rows[0].findings] == ["cumulative_falls"]
    sheets.apply(ledger, plan, "统计口径调整")
    assert [actual.reason for actual in ledger.actuals(2023)] == ["", "统计口径调整"]


def test_no_table_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="表头"):
        csv_sheet("a,b\n1,2\n")


def test_an_excel_sheet_keeps_percent_and_decimals() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["指标名称", "累计", "同比增长"])
    sheet.append(["地区生产总值", 57.1, 0.065])
    sheet["C2"].number_format = "0.0%"
    data = BytesIO()
    book.save(data)
    grid = read_grids(data.getvalue(), "表.xlsx")[0]
    assert grid.rows[1] == ("地区生产总值", "57.1", "6.5%")


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "空.xlsx"), (b"PK\x03\x04broken", "坏.xlsx"), (b"\x89PNG\r\n\x1a\n", "图.xlsx")]
)
def test_what_is_no_sheet_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(Refusal):
        finish(sheets.read_actuals(data, name))


def excel(*rows: Sequence[object], formats: Sequence[tuple[str, str]] = ()) -> sheets.SheetRead:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in formats:
        book.active[cell].number_format = form
    data = BytesIO()
    book.save(data)
    return sheets.sheet_from_grids(read_grids(data.getvalue(), "表.xlsx"), "表.xlsx")


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (0.065, "0.0%", "6.5%"),
        (6.5, '0.0"%"', "6.5%"),
        (6.5, "0.0\\%", "6.5%"),
        (0.1 + 0.2, "General", "0.3"),
        (57.1 * 3, "General", "171.3"),
        (1e15, "General", "1000000000000000"),
    ],
)
def test_a_figure_of_a_workbook_is_what_its_cell_shows(value: float, form: str, said: str) -> None:
    read = excel(["指标名称", "累计"], ["地区生产总值", value], formats=[("B2", form)])
    assert read.lines[0].value == said


def test_a_formula_that_was_never_calculated_is_named(ledger: Ledger) -> None:
    plan = sheets.plan(ledger, excel(["指标名称", "累计", "同比增长"], ["地区生产总值", "=50+7", None]), 2023, 9)
    assert "没有算出结果的公式" in plan.problems[0].problem


@pytest.mark.parametrize(
    "name",
    [
        "一、地区生产总值",
        "（二）地区生产总值",
        "1.地区生产总值",
        "12、 地区生产总值",
        "其中：地区生产总值",
        "# 地区生产总值",
    ],
)
def test_ordinals_before_a_name(ledger: Ledger, name: str) -> None:
    assert len(taken(ledger, f"指标名称,累计\n{name},57\n").entries) == 1


def test_a_unit_in_the_name_of_the_line(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值(万元),575000\n")
    assert [(str(row.after.value), row.after.unit) for row in plan.rows if row.after] == [("575000", "万元")]


def test_a_wrong_unit_beside_a_known_name_stops_all(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,累计\n实到外资,亿元,0.6\n")
    assert "不能比较" in plan.problems[0].problem


def test_one_column_of_figures_for_a_growth_target(ledger: Ledger) -> None:
    ledger.add_target("规模以上工业增加值", 2023, Stated(growth=Decimal("8"), growth_bound=Bound.EXACT))
    plan = taken(ledger, '指标名称,单位,累计\n规模以上工业增加值,%,6.5\n地区生产总值,"亿元、%",57\n')
    after = [row.after for row in plan.rows if row.after]
    assert [(str(one.value), one.unit, str(one.growth)) for one in after] == [
        ("None", None, "6.5"),
        ("57", "亿元", "None"),
    ]


@pytest.mark.parametrize("blank", ["", "-", "—", "——", "－", "/", "…", " — ", "暂无"])
def test_a_line_without_a_figure_is_passed_over(ledger: Ledger, blank: str) -> None:
    assert taken(ledger, f"指标名称,累计,同比增长\n地区生产总值,{blank},{blank}\n").rows == ()


def test_parts_above_their_whole_are_named(ledger: Ledger) -> None:
    whole = ledger.add_target("财政总收入", 2023, level("25", "亿元")).ids["target"][0]
    ledger.add_target("地方财政收入", 2023, level("13", "亿元"), TargetChange(parent_id=whole))
    sheets.apply(ledger, taken(ledger, "指标名称,累计\n地方财政收入,21\n"))
    plan = taken(ledger, "指标名称,累计\n财政总收入,200000万元\n")
    assert "part_exceeds" in [finding.code for finding in plan.rows[0].findings]


def test_a_sheet_of_another_month_is_refused() -> None:
    read = csv_sheet("2023年1-8月主要指标\n指标名称,累计\n地区生产总值,50\n")
    sheets.refuse_other_month(read, 2023, 8)
    for year, month in ((2023, 9), (2022, 8)):
        with pytest.raises(Refusal, match="1-8月"):
            sheets.refuse_other_month(read, year, month)


def test_a_new_count_is_not_the_stock(ledger: Ledger) -> None:
    ledger.add_target("高新技术企业", 2023, level("120", "家"))
    plan = taken(ledger, "指标名称,累计\n新增高新技术企业,12\n")
    assert plan.entries == []
