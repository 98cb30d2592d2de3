"""A bureau's sheet becomes actuals: heads in any order, figures with units, nothing entered while a line is wrong."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from zonetracker.extraction.reading.grid import read_grids
from zonetracker.model.facts import Bound, Stated
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish


def level(value, unit):
    return Stated(Decimal(value), None, unit, Bound.EXACT)


@pytest.fixture
def ledger(tmp_path):
    with Ledger.create(tmp_path / "台账.zt", zone="测试高新区", actor="张三") as made:
        made.add_target("地区生产总值", 2023, level("80", "亿元"))
        made.add_target("实到外资", 2023, level("8000", "万美元"))
        made.add_target("新升规工业企业", 2023, level("15", "家"))
        yield made


def csv_sheet(text):
    return sheets.sheet_from_grids(read_grids(text.encode("utf-8-sig"), "九月.csv"), "九月.csv")


def taken(ledger, text, **more):
    return sheets.plan(ledger, csv_sheet(text), 2023, 9, **more)


def test_columns_in_any_order(ledger):
    """
    同比增长(%),单位,指标名称,1-9月累计
    6.5,亿元,地区生产总值,57.5
    """
    plan = taken(ledger, "某局报表\n\n同比增长(%),单位,指标名称,1-9月累计\n6.5,亿元,地区生产总值,57.5\n")
    entry = plan.entries[0]
    assert (str(entry.value), entry.unit, str(entry.growth), entry.origin) == (
        "57.5",
        "亿元",
        "6.5",
        "九月.csv D4",
    )


@pytest.mark.parametrize(
    ("cell", "value", "unit"),
    [("0.62亿美元", "0.62", "亿美元"), ("6200", "6200", "万美元"), ('"6,200.50"', "6200.50", "万美元")],
)
def test_a_figure_may_carry_its_unit(ledger, cell, value, unit):
    plan = taken(ledger, f"指标名称,累计\n实到外资,{cell}\n")
    assert [(str(entry.value), entry.unit) for entry in plan.entries] == [(value, unit)]


@pytest.mark.parametrize(("cell", "growth"), [("-3.5%", "-3.5"), ("下降3.5", "-3.5"), ("增长8", "8"), ("持平", "0")])
def test_growth_in_words(ledger, cell, growth):
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
def test_a_wrong_line_stops_all(ledger, line, said):
    plan = taken(ledger, f"指标名称,累计,同比增长\n新升规工业企业,12,\n{line}\n")
    assert said in plan.problems[0].problem
    with pytest.raises(Refusal, match=said):
        sheets.apply(ledger, plan)
    assert ledger.actuals(2023) == []


def test_the_same_indicator_twice_stops_all(ledger):
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n地区生产总值,58\n")
    assert "同一个指标" in plan.problems[0].problem


def test_an_unknown_name_is_left_out_and_named(ledger):
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n月球货运量,3\n")
    assert [row.line.name for row in plan.unknown] == ["月球货运量"]
    changed = sheets.apply(ledger, plan)
    assert changed.name
    assert [str(actual.value) for actual in ledger.actuals(2023)] == ["57"]


def test_a_sheet_is_one_step_of_undo(ledger):
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n新升规工业企业,12\n")
    sheets.apply(ledger, plan)
    ledger.undo()
    assert ledger.actuals(2023) == []


def test_the_same_sheet_again_changes_nothing(ledger):
    text = "指标名称,累计\n地区生产总值,57\n"
    sheets.apply(ledger, taken(ledger, text))
    assert taken(ledger, text).entries == []


def test_a_soft_finding_keeps_its_reason(ledger):
    sheets.apply(ledger, sheets.plan(ledger, csv_sheet("指标名称,累计\n地区生产总值,57\n"), 2023, 8))
    plan = taken(ledger, "指标名称,累计\n地区生产总值,50\n")
    assert [finding.code for finding in plan.rows[0].findings] == ["cumulative_falls"]
    sheets.apply(ledger, plan, "统计口径调整")
    assert [actual.reason for actual in ledger.actuals(2023)] == ["", "统计口径调整"]


def test_no_table_is_refused_in_a_sentence():
    with pytest.raises(Refusal, match="表头"):
        csv_sheet("a,b\n1,2\n")


def test_an_excel_sheet_keeps_percent_and_decimals():
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
def test_what_is_no_sheet_is_refused(data, name):
    with pytest.raises(Refusal):
        finish(sheets.read_actuals(data, name))
