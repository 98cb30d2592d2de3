"""A form read: what its cells would hold if they were filled, and what is no form."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from openpyxl.styles import Protection

from zonetracker.extraction.forms.reading import form_from_json, form_job, form_payload
from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.entries import figures_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

ROWS = [
    ["2023年1-9月经济指标"],
    ["指标", "单位", "累计完成", "同比增长%", "合计"],
    ["地区生产总值", "亿元"],
    ["出口总额", "万元"],
]


def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    made.active.title = "月报"
    made.active["E3"] = "=C3*2"
    made.active["C4"] = 12
    made.active["D3"].number_format = "0.0%"
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_form_reads_as_it_will_once_it_is_filled() -> None:
    read = finish(form_job(saved(book()), "表.xlsx"))
    assert {address(row, column): code for (_, row, column), code in read.blanks.items()} == {
        "C3": "General",
        "D3": "0.0%",
        "D4": "General",
        "E4": "General",
    }
    assert read.worked_out == {(0, 2, 4)}
    (table,) = read.tables
    first = next(figures_of(read.grids[0], table))
    assert (first.name, first.unit, first.months) == ("地区生产总值", "亿元", (1, 9))
    assert (first.value_at, first.growth_at) == ((2, 2), (2, 3))
    assert read.text((0, 3, 2)) == "12" and read.text((0, 2, 2)) == ""


def test_of_a_protected_sheet_only_the_cells_that_are_not_locked_are_filled() -> None:
    made = book()
    made.active.protection.sheet = True
    made.active["D4"].protection = Protection(locked=False)
    read = form_from_json(form_payload(saved(made), {"name": "表.xlsx"}), "表.xlsx")
    assert list(read.blanks) == [(0, 3, 3)]


def test_what_is_no_xlsx_says_what_to_save_it_as() -> None:
    with pytest.raises(Refusal, match="另存为") as refused:
        form_payload("指标,单位,累计\n地区生产总值,亿元,\n".encode(), {"name": "表.csv"})
    assert refused.value.code == RefusalCode.FORM_FORMAT


def test_what_is_broken_is_refused_as_everywhere() -> None:
    with pytest.raises(Refusal) as refused:
        form_payload(saved(book())[:3000], {"name": "表.xlsx"})
    assert refused.value.code in (RefusalCode.READ_DAMAGED, RefusalCode.READ_BINARY, RefusalCode.READ_UNKNOWN)
