"""积分台账 as a workbook: its columns, its running totals by formulas, what is waived or held back, kept as issued."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_sheet_recalculated import converted
from zonetracker.model.changes import DepartmentChange, MilestoneChange
from zonetracker.model.facts import Cycle, Points, PointsAccount, PointsKind
from zonetracker.model.points.rules import READY
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.points import keep_points_rules, ledger_of_points, waive
from zonetracker.services.scores.points_issuing import issue_points
from zonetracker.support.errors import Refusal

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
DAY = date(2023, 10, 20)
GIVEN = Points(
    0, 2023, 9, 1, PointsAccount.LEDGER, PointsKind.DEDUCTION, "2023-09-04", Decimal("2.125"), reason="=1+1 通报批评"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    with Ledger.create(tmp_path / "台账.zt", "云岭高新区") as ledger:
        ledger.add_departments(["建设局", "招商局"])
        own = MilestoneChange(responsible="建设局", cycle=Cycle.NEVER, deadline="2023-08-15")
        ledger.add_milestone("污水管网", 2023, own)
        for number in range(11):
            ledger.add_milestone(f"第{number}件", 2023, own)
        for number in range(2, 13):
            ledger.edit_milestone(number, MilestoneChange(done_on=f"2023-07-{number:02}"))
        ledger.add_points([GIVEN], "电话通知")
        keep_points_rules(ledger, READY[0])
        yield ledger


def sheet_of(ledger: Ledger, *, values: bool = True) -> Any:
    issue = issue_points(ledger, 2023, 9, DAY)
    return openpyxl.load_workbook(io.BytesIO(issue.makers["xlsx"]()), data_only=values).active


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    found = [tuple(cell.value for cell in row[:6]) for row in sheet.iter_rows(min_row=3)]
    return [row for row in found if row[1] in ("建设局", "招商局")]


def test_each_unit_begins_with_its_base_and_runs_on(ledger: Ledger) -> None:
    sheet = sheet_of(ledger)
    assert sheet["A1"].value == "2023年1—9月云岭高新区积分台账"
    assert [cell.value for cell in sheet[3]][:6] == ["日期", "单位", "事由", "分值", "累计", "依据"]
    found = rows(sheet)
    assert found[0] == ("2023-01-01", "建设局", "起始分", 100, 100, "加减分")
    assert found[1] == ("2023-07-02", "建设局", "7月按期办结：第0件", 1, 101, "2023年7月2日办结，时限2023年8月15日")
    assert found[11][3:5] == (0, 110) and found[11][5].startswith("本应 +1.00 分；") and "已到年度限额" in found[11][5]
    assert found[13][:5] == ("2023-09-04", "建设局", "=1+1 通报批评", -2.125, 106.875)
    assert found[-1] == ("2023-01-01", "招商局", "起始分", 100, 100, "加减分")
    formulas = rows(sheet_of(ledger, values=False))
    assert formulas[1][4] == "=ROUND(E4+D5,9)" and formulas[0][4] == "=D4"
    assert all(isinstance(row[3], int | float) for row in formulas)


def test_what_is_waived_stands_there_and_counts_nothing(ledger: Ledger) -> None:
    found = ledger_of_points(ledger, 2023, 9, DAY)
    assert found is not None
    overdue = [line for line in found.lines if line.entry and line.entry.task_id == 1]
    waive(ledger, 2023, overdue[:1], DAY, "汛期停工")
    sheet = sheet_of(ledger)
    (line,) = [row for row in rows(sheet) if row[0] == "2023-08-31"]
    assert line[3] == 0 and line[5] == "本应 -1.00 分；时限2023年8月15日，月末未办结；免责：汛期停工"
    told = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("2.1条已免责") for text in told)
    assert any(text.startswith("3.1条超过年度限额") for text in told)


def test_the_ledger_is_kept_as_it_was_issued(ledger: Ledger) -> None:
    issue = issue_points(ledger, 2023, 9, DAY)
    assert issue.makers["xlsx"]() == issue.makers["xlsx"]()
    keep_points_rules(ledger, None)
    with pytest.raises(Refusal, match="设置—积分"):
        issue_points(ledger, 2023, 9, DAY)


def test_a_name_is_never_a_formula(ledger: Ledger) -> None:
    ledger.edit_department(2, DepartmentChange(name="=HYPERLINK(1)"))
    for row in sheet_of(ledger, values=False).iter_rows():
        for cell in row:
            assert cell.data_type != "f" or cell.value.startswith(("=ROUND(E", "=D")), cell.value


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_the_running_totals_out_anew(ledger: Ledger, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(issue_points(ledger, 2023, 9, DAY).makers["xlsx"]()))
    known = [row[4] for row in rows(sheet_of(ledger))]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(issue_points(ledger, 2023, 9, DAY).makers["xlsx"]())
    again = openpyxl.load_workbook(converted([path], tmp_path)[0], data_only=True).active
    assert [row[4] for row in rows(again)] == known
    book.active["D4"] = 60
    book.save(path)
    changed = openpyxl.load_workbook(converted([path], tmp_path)[0], data_only=True).active
    own = len([row for row in rows(again) if row[1] == "建设局"])
    assert [row[4] for row in rows(changed)][:own] == [value - 40 for value in known[:own]]


def test_points_with_many_digits_add_up(ledger: Ledger) -> None:
    ledger.add_points([replace(GIVEN, amount=Decimal("0.1")) for _ in range(3)], "电话通知")
    found = ledger_of_points(ledger, 2023, 9, DAY)
    assert found is not None
    assert {row[1]: row[4] for row in rows(sheet_of(ledger))} == {
        one.department.name: float(one.total) for one in found.totals
    }
