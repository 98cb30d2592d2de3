"""What goes out: a workbook a unit with its own rows, open cells to fill in, names that can be told apart."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.services.fillin.conftest import FIRST, GROWTH, MONTH, PROBLEM, UNITS, VALUE, YEAR, fill, sheet_of
from zonetracker.model.changes import DepartmentChange, MilestoneChange
from zonetracker.services import fillin
from zonetracker.services.fillin.sending import file_names
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish
from zonetracker.support.paths import kept_by_windows


def test_a_unit_gets_what_it_leads_and_what_is_due(ledger: Ledger) -> None:
    sheets = fillin.sheets_of(ledger, YEAR, MONTH)
    assert [one.department.name for one in sheets] == UNITS
    told = {one.department.name: [row.row.indicator.name for row in one.rows] for one in sheets}
    assert told["发改局"] == ["发改局投资额", "发改局新增企业"] and told["商务局"] == ["商务局投资额"]
    assert [(str(row.last_month), str(row.last_year)) for row in sheets[0].rows] == [("80", "75"), ("20", "None")]
    assert [item.name for item in sheets[-1].milestones] == ["会展中心竣工"]
    ledger.edit_milestone(1, MilestoneChange(done_on="2023-08-30"))
    assert fillin.sheets_of(ledger, YEAR, MONTH)[-1].milestones == ()
    january = fillin.sheets_of(ledger, YEAR, 1)
    assert all(row.last_month is None for one in january for row in one.rows)


def test_only_what_is_filled_in_is_open(ledger: Ledger, folder: Path) -> None:
    book = openpyxl.load_workbook(sheet_of(folder, "发改局"))
    sheet = book["目标任务"]
    assert sheet.protection.sheet and not sheet.protection.password
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {"G4", "H4", "I4", "G5", "H5", "I5", "D8", "D9", "D10"}
    assert all(sheet[one].fill.fgColor.rgb.endswith("FFF7D6") for one in unlocked)
    kinds = {rule.type: str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert set(kinds["decimal"].split()) == {"G4", "H4", "G5", "H5"}
    assert set(kinds["textLength"].split()) == {"I4", "I5"}
    assert (sheet["A1"].value, sheet["A2"].value) == (
        "云岭高新区2023年1-9月目标任务填报表（发改局）",
        "填报单位：发改局",
    )
    assert [sheet.cell(FIRST, column).value for column in (2, 3, 4, 5, 6)] == ["发改局投资额", "亿元", "120", 80, 75]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth == 1
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden"]
    assert sheet.cell(3, VALUE).value == "1-9月累计" and sheet.cell(3, GROWTH).value == "同比增长(%)"
    assert "原因" in sheet.cell(3, PROBLEM).value


def test_the_day_by_which_it_comes_back_is_told(ledger: Ledger, tmp_path: Path) -> None:
    ledger.edit_department(1, DepartmentChange(due_day=8))
    (first, second, *_) = fillin.sheets_of(ledger, YEAR, MONTH)
    sent = finish(fillin.writing_job([first, second], ledger.file_id, tmp_path))
    sheets = [openpyxl.load_workbook(path).worksheets[0] for path in sent.written]
    assert [[cell.value for cell in sheet[2] if cell.value] for sheet in sheets] == [
        ["填报单位：发改局", "请于次月8日前报回"],
        ["填报单位：经信局", "请于次月5日前报回"],
    ]


def test_files_are_told_apart_and_can_be_written_on_windows(ledger: Ledger) -> None:
    ledger.edit_department(1, DepartmentChange(name='发改/"规划":局 '))
    ledger.edit_department(2, DepartmentChange(name="ABC"))
    ledger.edit_department(3, DepartmentChange(name="abc办", aliases=("财政局",)))
    ledger.edit_department(4, DepartmentChange(name="a:bc", aliases=("科技局",)))
    names = file_names(fillin.sheets_of(ledger, YEAR, MONTH))
    assert len({name.casefold() for name in names}) == len(names) == 12
    assert not any(kept_by_windows(name) for name in names)
    assert names[0] == "云岭高新区2023年1-9月目标任务填报表（发改规划局）.xlsx"
    assert names[1].endswith("（ABC）(2).xlsx") and names[3].endswith("（abc）(4).xlsx")


def test_what_lies_there_stays_unless_it_is_to_be_replaced(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)
    before = own.read_bytes()
    sheets = fillin.sheets_of(ledger, YEAR, MONTH)
    assert len(fillin.already_there(sheets, folder)) == 12
    sent = finish(fillin.writing_job(sheets, ledger.file_id, folder))
    assert (len(sent.written), len(sent.left)) == (0, 12) and own.read_bytes() == before
    sent = finish(fillin.writing_job(sheets, ledger.file_id, folder, replace=True))
    assert (len(sent.written), len(sent.left)) == (12, 0) and own.read_bytes() != before


def test_a_job_that_is_closed_writes_no_more(ledger: Ledger, tmp_path: Path) -> None:
    job = fillin.writing_job(fillin.sheets_of(ledger, YEAR, MONTH), ledger.file_id, tmp_path)
    first = next(job)
    next(job)
    job.close()
    assert first.total == 12 and len(list(tmp_path.glob("*.xlsx"))) == 1


def test_with_nothing_to_send_it_is_said_why(ledger: Ledger) -> None:
    assert "没有一家登记的单位牵头" in fillin.nothing_to_send(ledger, 2022, 3)


@pytest.mark.parametrize("month", [1, 12])
def test_every_month_has_its_sheets(ledger: Ledger, tmp_path: Path, month: int) -> None:
    sheets = fillin.sheets_of(ledger, YEAR, month)
    sent = finish(fillin.writing_job(sheets[:1], ledger.file_id, tmp_path))
    assert openpyxl.load_workbook(sent.written[0]).worksheets[0]["A1"].value
