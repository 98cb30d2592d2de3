"""A form filled in, part by part."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest

from zonetracker.extraction.forms.filling import fill_job, filled
from zonetracker.extraction.forms.sheetxml import Figured
from zonetracker.support.job import finish

CELL = {"月报": {(0, 1): Figured("7.5")}}


def saved(calculation: str = "", formula: bool = True) -> bytes:
    """A workbook of two sheets, whose list of sheets has this as the settings of calculation."""
    made = openpyxl.Workbook()
    made.active.title = "月报"
    made.active.append(["地区生产总值", None, "=B1*2" if formula else 2])
    made.create_sheet("说明").append(["别的表"])
    out = BytesIO()
    made.save(out)
    again = BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/workbook.xml":
                data = re.sub(rb"<calcPr[^>]*/>", calculation.encode(), data)
            new.writestr(info, data)
    return again.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_without_formulas_the_sheet_alone_is_another() -> None:
    data = saved(formula=False)
    before, after = parts(data), parts(finish(fill_job(data, "表.xlsx", CELL)))
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet1.xml"]
    old, new = (one["xl/worksheets/sheet1.xml"] for one in (before, after))
    assert new.replace(b'<c r="B1"><v>7.5</v></c>', b"") == old


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("", '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr calcId="1" fullCalcOnLoad="0"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ("<calcPr fullCalcOnLoad = 'false'/>", '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr calcMode="manual" fullCalcOnLoad="1"/>', '<calcPr calcMode="manual" fullCalcOnLoad="1"/>'),
    ],
)
def test_formulas_are_worked_out_anew_when_the_file_is_opened(said: str, becomes: str) -> None:
    data = saved(said)
    before, after = parts(data), parts(filled(data, "表.xlsx", CELL))
    assert {name for name in before if before[name] != after[name]} <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert becomes.encode() in after["xl/workbook.xml"]
    assert after["xl/workbook.xml"].replace(becomes.encode(), b"") == before["xl/workbook.xml"].replace(
        said.encode(), b""
    )
    assert openpyxl.load_workbook(BytesIO(filled(data, "表.xlsx", CELL))).worksheets[0]["B1"].value == 7.5
