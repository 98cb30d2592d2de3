"""A workbook with a few figures, and forms as superiors make them, written by code."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Border, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from zonetracker.model.changes import ActualEntry, IndicatorChange
from zonetracker.model.facts import Nature, Stated
from zonetracker.services.ledger import Ledger

ZONE = "云岭高新区"
_Reached = Mapping[tuple[int, int], tuple[str | None, str | None]]
FIGURES: Mapping[str, tuple[str, str | None, str | None, _Reached]] = {
    "地区生产总值": (
        "亿元",
        "80",
        "8",
        {(2023, 9): ("59.2", "6.9"), (2022, 9): ("55.65", "4.8"), (2022, 12): ("74", "5.0")},
    ),
    "财政总收入": (
        "亿元",
        "25",
        None,
        {(2023, 9): ("20.12", "24.4"), (2023, 8): ("18.60", "25.7"), (2022, 9): ("16.17", None)},
    ),
    "实际利用外资": ("万美元", "8000", None, {(2023, 9): ("5560", "-15.2"), (2023, 8): ("5180", None)}),
    "规模以上工业增加值": ("亿元", None, "10", {(2023, 9): (None, "7.8"), (2022, 9): (None, "3.7")}),
    "新开工项目": ("个", "20", None, {(2023, 9): ("13", None)}),
    "矛盾纠纷化解率": ("%", "100", None, {(2023, 9): ("99.2", None)}),
}
_BOX = Border(*(Side(style="thin"),) * 4)


def fill_book(ledger: Ledger) -> None:
    """Put the figures into a workbook."""
    entries = []
    for name, (unit, level, growth, reached) in FIGURES.items():
        stated = Stated(_number(level), unit=unit if level else None, growth=_number(growth))
        number = ledger.add_target(name, 2023, stated).ids["indicator"][0]
        nature = Nature.LEVEL if unit == "%" else Nature.FLOW
        ledger.edit_indicator(number, IndicatorChange(unit=unit, nature=nature))
        for (year, month), (value, rate) in reached.items():
            entries.append(ActualEntry(number, year, month, _number(value), unit if value else None, _number(rate)))
    assert not ledger.set_actuals(entries, reason="样本里的数").asked


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def two_heads(path: Path) -> Mapping[str, str]:
    """Heads over two rows, rows in another order, notes, formats; what each cell is to hold ("" for nothing)."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "月报"
    sheet.append(["云湖市开发区主要经济指标月报表（2023年1-9月）"])
    sheet.append([f"填报单位：{ZONE}"])
    sheet.append(
        ["序号", "指标名称", "计量单位", "1-9月累计", None, "上年同期", "年度目标", "完成年度目标（%）", "备注"]
    )
    sheet.append([None, None, None, "绝对额", "同比增长（%）"])
    for row in (
        [1, "实际利用外资", "亿美元"],
        [2, "财政总收入", "万元"],
        [3, "国际合作项目", "个"],
        [4, "地区生产总值", "亿元"],
    ):
        sheet.append(row)
    sheet.append(["注：每月8日前报送。"])
    sheet.append(["单位负责人：", None, "填表人："])
    for area in ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "H3:H4", "I3:I4", "A9:I9"):
        sheet.merge_cells(area)
    for row in sheet["A3:I8"]:
        for cell in row:
            cell.border = _BOX
    for at in range(5, 9):
        sheet[f"E{at}"].number_format = "0.0%"
        sheet[f"H{at}"].number_format = "0.00"
    sheet.data_validations.append(DataValidation(type="decimal", operator="greaterThan", formula1="0", sqref="D5:D8"))
    book.save(path)
    return {
        "月报!D5": "0.556",
        "月报!E5": "-0.152",
        "月报!F5": "",
        "月报!G5": "0.8",
        "月报!H5": "69.50",
        "月报!D6": "201200",
        "月报!E6": "0.244",
        "月报!F6": "161700",
        "月报!G6": "250000",
        "月报!H6": "80.48",
        **dict.fromkeys(("月报!D7", "月报!E7", "月报!F7", "月报!G7", "月报!H7"), ""),
        "月报!D8": "59.2",
        "月报!E8": "0.069",
        "月报!F8": "55.65",
        "月报!G8": "80",
        "月报!H8": "74.00",
    }


def months_side_by_side(path: Path) -> Mapping[str, str]:
    """Months side by side, one month filled in already and once otherwise, totals by formula, another sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "分月"
    sheet.append(["2023年主要指标分月完成情况（截至9月）"])
    sheet.append(["指标", "单位", "1-8月", None, "1-9月", None, "1-10月", None])
    sheet.append([None, None, *["总量", "增速（%）"] * 3])
    sheet.append(["财政总收入", "亿元", 18.6, 25.7])
    sheet.append(["实际利用外资", "万美元", 5000])
    sheet.append(["合计", None, "=SUM(C4:C5)", None, "=SUM(E4:E5)"])
    for area in ("A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"):
        sheet.merge_cells(area)
    other = book.create_sheet("图表")
    for row in (["年", "值"], [2021, 1], [2022, 2]):
        other.append(row)
    chart = BarChart()
    chart.add_data(Reference(other, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    other.add_chart(chart, "D2")
    book.save(path)
    return {
        "分月!C5": "",
        "分月!D5": "",
        "分月!E4": "20.12",
        "分月!F4": "24.4",
        "分月!E5": "5560",
        "分月!F5": "-15.2",
        **dict.fromkeys(("分月!G4", "分月!H4", "分月!G5", "分月!H5"), ""),
    }


def protected(path: Path) -> Mapping[str, str]:
    """A protected sheet with the month's own beside the total, two tables, growths in rows, cells of text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "2023年9月"
    sheet.append(["经济运行快报"])
    sheet.append(["指标名称", "计量单位", "本年", None, "上年同期", None])
    sheet.append([None, None, "本月", "1-本月", "本月", "1-本月"])
    sheet.append(["一、财政"])
    sheet.append(["财政总收入", "亿元"])
    sheet.append(["二、综合"])
    sheet.append(["地区生产总值", "亿元"])
    sheet.append(["  增速", "%"])
    sheet.append([])
    sheet.append(["重点工作"])
    sheet.append(["项目", "单位", "年度任务数", "累计完成数", "完成率"])
    sheet.append(["新开工项目", "个"])
    sheet.append(["矛盾纠纷化解率", "%"])
    for area in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(area)
    for row in sheet["C5:F13"]:
        for cell in row:
            cell.protection = Protection(locked=False)
    for row in sheet["C12:D13"]:
        for cell in row:
            cell.number_format = "@"
    sheet["E12"].number_format = "0.0%"
    sheet.protection.sheet = True
    book.save(path)
    return {
        "2023年9月!C5": "1.52",
        "2023年9月!D5": "20.12",
        "2023年9月!E5": "",
        "2023年9月!F5": "16.17",
        "2023年9月!C7": "",
        "2023年9月!D7": "59.2",
        "2023年9月!E7": "",
        "2023年9月!F7": "55.65",
        "2023年9月!D8": "6.9",
        "2023年9月!F8": "4.8",
        "2023年9月!C12": "20",
        "2023年9月!D12": "13",
        "2023年9月!E12": "0.650",
        "2023年9月!C13": "100",
        "2023年9月!D13": "99.2",
        "2023年9月!E13": "99.2",
    }


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file, unpacked."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
