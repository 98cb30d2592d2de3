"""One workbook of every sort of cell and of what a file hides, made here as .xlsx and committed as .xls and .ods.

`old_workbook.xls` and `open_workbook.ods` are what LibreOffice 7 made of it: `save` wrote it to a file, then
`soffice --headless --convert-to xls:"MS Excel 97"` and `--convert-to ods` turned that into the two.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment

HERE = Path(__file__).parent
OLD = HERE / "old_workbook.xls"
OPEN = HERE / "open_workbook.ods"
_CELLS = (
    ("A1", "青禾高新区2023年1-9月主要指标", "General"),
    ("D2", "单位：亿元", "General"),
    ("A3", "指标", "General"),
    ("B3", "累计", "General"),
    ("C3", "同比", "General"),
    ("D3", "备注", "General"),
    ("E3", "截止", "General"),
    ("A4", "地区生产总值", "General"),
    ("B4", 74.125, "0.00"),
    ("C4", 0.068, "0.0%"),
    ("D4", "快报", "General"),
    ("E4", datetime.date(2023, 9, 30), "yyyy-mm-dd"),
    ("A5", "工业增加值", "General"),
    ("B5", 1234.5, "#,##0.0"),
    ("C5", -3.25, "0.0_);[Red]\\(0.0\\)"),
    ("D5", True, "General"),
    ("A6", "藏起来的一行", "General"),
    ("B6", 1, "General"),
    ("A7", "税收", "General"),
    ("B7", 19.6, '0.0"亿元"'),
    ("C7", 6.5, "General"),
    ("F7", "藏起来的一列", "General"),
)


def workbook() -> openpyxl.Workbook:
    """The workbook: a sheet with a merged title, a hidden row and column and indented text, and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "九月"
    for place, value, form in _CELLS:
        sheet[place] = value
        sheet[place].number_format = form
    sheet.merge_cells("A1:E1")
    sheet["A5"].alignment = Alignment(indent=1)
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["F"].hidden = True
    draft = book.create_sheet("草稿")
    draft.append(["指标", "数"])
    draft.append(["税收", 20])
    draft.sheet_state = "hidden"
    return book


def save() -> bytes:
    """The workbook as .xlsx."""
    file = io.BytesIO()
    workbook().save(file)
    return file.getvalue()
