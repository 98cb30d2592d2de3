"""What comes back: as filled in, saved by another program, moved, renamed, swapped, broken; entered as one step."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.services.fillin.conftest import (
    DONE_ON,
    FIRST,
    MONTH,
    PROBLEM,
    UNITS,
    VALUE,
    YEAR,
    edit,
    fill,
    fill_all,
    read_back,
    read_in_fence,
    sheet_of,
)
from tests.services.made_reports import content
from zonetracker.model.changes import ActualEntry, DepartmentChange, IndicatorChange, MilestoneChange, TargetChange
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.model.facts import Cycle, TaskKind
from zonetracker.services import fillin
from zonetracker.services.fillin import ReturnLine, ReturnPlan
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish

STATE = ReturnState


def line_of(planned: ReturnPlan, name: str, what: str = "完成数") -> ReturnLine:
    (found,) = [line for line in planned.lines if (line.name, line.what) == (name, what)]
    return found


def states(planned: ReturnPlan) -> set[ReturnState]:
    return {line.state for line in planned.lines}


def told(planned: ReturnPlan) -> str:
    return "\n".join(said for file in planned.files for said in file.told)


def accepting(planned: ReturnPlan, *lines: ReturnLine) -> ReturnPlan:
    return replace(planned, accepted=frozenset(line.place for line in lines))


def check_all_entered(ledger: Ledger, planned: ReturnPlan) -> None:
    """All 23 figures are right, entered as one step, and a second reading finds nothing to do."""
    assert states(planned) == {STATE.NEW} and told(planned) == "" and planned.missing == ()
    before = content(ledger)
    changed = fillin.apply(ledger, planned)
    assert changed.asked == () and changed.name == "enter_returns"
    for unit in UNITS:
        indicator = ledger.find_indicator(f"{unit}投资额")
        assert indicator is not None
        actual = ledger.actual(indicator.id, YEAR, MONTH)
        assert actual is not None
        assert (actual.value, actual.unit, actual.growth) == (Decimal("91.5"), "亿元", 22)
        assert actual.source == "部门自报" and f"（{unit}）" in actual.origin
    assert len(ledger.actuals_of_month(YEAR, MONTH)) == 23
    ledger.undo()
    assert content(ledger) == before
    ledger.redo()


@pytest.mark.slow
def test_twelve_units_out_and_back(ledger: Ledger, folder: Path) -> None:
    fill_all(folder)
    check_all_entered(ledger, read_in_fence(ledger, folder))
    again = read_back(ledger, folder)
    assert states(again) == {STATE.SAME} and fillin.apply(ledger, again).operation_id == 0


def test_what_nobody_filled_in_changes_nothing_and_is_missing(ledger: Ledger, folder: Path) -> None:
    fill(sheet_of(folder, "财政局"))
    planned = read_back(ledger, folder)
    assert {line.unit for line in planned.lines} == {"财政局"} and planned.missing == ()
    planned = read_back(ledger, sheet_of(folder, "财政局"))
    assert [one.name for one in planned.missing] == [unit for unit in UNITS if unit != "财政局"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_saved_again_by_libreoffice(ledger: Ledger, folder: Path, tmp_path: Path, ending: str) -> None:
    fill_all(folder)
    again = tmp_path / "again"
    call = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", ending]
    subprocess.run([*call, "--outdir", again, *folder.iterdir()], check=True, capture_output=True)
    check_all_entered(ledger, read_in_fence(ledger, again))


def test_rows_that_were_moved_carry_their_keys(ledger: Ledger, folder: Path) -> None:
    fill_all(folder)

    def swap(sheet: Any) -> None:
        last = sheet.max_column
        for column in range(2, last + 1):
            first, second = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
            first.value, second.value = second.value, first.value

    for unit in UNITS[:-1]:
        edit(sheet_of(folder, unit), swap)
    check_all_entered(ledger, read_back(ledger, folder))


def test_columns_that_were_moved_are_found_by_their_heads(ledger: Ledger, folder: Path) -> None:
    fill(sheet_of(folder, "发改局"))

    def insert(sheet: Any) -> None:
        sheet.unmerge_cells("A1:I1")
        sheet.insert_cols(7)
        sheet.cell(3, 7).value = "备注"

    edit(sheet_of(folder, "发改局"), insert)
    planned = read_back(ledger, sheet_of(folder, "发改局"))
    assert line_of(planned, "发改局投资额").after == "91.5亿元，同比 22%" and states(planned) == {STATE.NEW}


def test_two_units_sheets_swapped(ledger: Ledger, folder: Path) -> None:
    fill_all(folder)
    one, other = sheet_of(folder, "发改局"), sheet_of(folder, "经信局")
    aside = folder / "aside"
    one.rename(aside)
    other.rename(one)
    aside.rename(other)
    planned = read_back(ledger, folder)
    swapped = {line.unit for line in planned.lines if line.state is STATE.ASKED}
    assert swapped == {"发改局", "经信局"} and "可能两家的表弄混了" in told(planned)
    assert len([line for line in planned.lines if line.state is STATE.NEW]) == 19
    chosen = accepting(planned, *(line for line in planned.lines if line.state.waits))
    fillin.apply(ledger, chosen)
    assert len(ledger.actuals_of_month(YEAR, MONTH)) == 23


def test_a_row_of_another_unit_in_a_sheet_is_asked(ledger: Ledger, folder: Path) -> None:
    fill(sheet_of(folder, "发改局"))

    def paste(sheet: Any) -> None:
        sheet.cell(FIRST, 2).value = "经信局投资额"

    edit(sheet_of(folder, "发改局"), paste)
    line = line_of(read_back(ledger, sheet_of(folder, "发改局")), "经信局投资额")
    assert line.state is STATE.ASKED
    assert line.why[:2] == ("这一行发出时是“发改局投资额”，现在写的是“经信局投资额”", "现在不由“发改局”牵头")


def test_a_name_that_was_changed_is_asked_and_then_goes_by_its_key(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)

    def rename(sheet: Any) -> None:
        sheet.cell(FIRST, 2).value = "本局完成的投资"
        sheet.cell(FIRST, PROBLEM).value = "土地手续未办完"

    edit(own, rename)
    planned = read_back(ledger, own)
    line = line_of(planned, "发改局投资额")
    assert line.state is STATE.ASKED and "名称由“发改局投资额”改成了“本局完成的投资”" in line.why
    reason = line_of(planned, "本局完成的投资", "原因")
    assert reason.state is STATE.ASKED
    fillin.apply(ledger, accepting(planned, line, reason))
    assert len(ledger.actuals_of_month(YEAR, MONTH)) == 2
    assert [one.problem for one in ledger.filings(YEAR, MONTH)] == ["土地手续未办完"]


def test_rows_that_were_deleted_or_added_are_noticed(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)

    def change(sheet: Any) -> None:
        sheet.cell(FIRST, sheet.max_column).value = None
        sheet.cell(FIRST, 2).value = "商务局投资额"
        sheet.cell(FIRST, VALUE).value = 5

    edit(own, change)
    planned = read_back(ledger, own)
    assert "比发出时少了 1 行：发改局投资额" in told(planned)
    assert line_of(planned, "发改局新增企业").state is STATE.NEW
    added = line_of(planned, "商务局投资额")
    assert added.state is STATE.ASKED and "发出的表里没有这一行" in added.why


def test_another_figure_is_a_conflict_and_a_second_half_is_none(ledger: Ledger, folder: Path) -> None:
    fill_all(folder)
    first, second = (ledger.find_indicator(f"{unit}投资额") for unit in UNITS[:2])
    assert first is not None and second is not None
    ledger.set_actuals(
        [
            ActualEntry(first.id, YEAR, MONTH, Decimal(90), "亿元", source="统计局"),
            ActualEntry(second.id, YEAR, MONTH, growth=Decimal(22)),
        ]
    )
    planned = read_back(ledger, folder)
    line = line_of(planned, "发改局投资额")
    assert (line.state, line.before, line.after) == (STATE.CONFLICT, "90亿元", "91.5亿元，同比 22%")
    assert line_of(planned, "经信局投资额").state is STATE.ADDED
    fillin.apply(ledger, planned)
    kept = ledger.actual(first.id, YEAR, MONTH)
    assert kept is not None and (kept.value, kept.source) == (90, "统计局")
    fillin.apply(ledger, accepting(planned, line))
    kept = ledger.actual(first.id, YEAR, MONTH)
    assert kept is not None and (kept.value, kept.source) == (Decimal("91.5"), "部门自报")


def test_two_files_that_say_different_things_are_both_asked(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    copy = Path(shutil.copy(own, folder / f"{own.stem}(2).xlsx"))
    fill(own)
    fill(copy, value=93)
    planned = read_back(ledger, own, copy)
    lines = [line for line in planned.lines if line.name == "发改局投资额"]
    assert [line.state for line in lines] == [STATE.ASKED, STATE.ASKED]
    assert "另一处写的是 93亿元" in lines[0].why[-1] and told(planned) == ""
    same = [line.state for line in planned.lines if line.name == "发改局新增企业"]
    assert same == [STATE.NEW, STATE.SAME]


@pytest.mark.parametrize(
    ("value", "state", "said"),
    [
        ("约2.5亿", STATE.STOPPED, "看不出是多少"),
        ("正在统计", STATE.STOPPED, "看不出是多少"),
        ("5人", STATE.STOPPED, "不能比较"),
        ("915000万元", STATE.NEW, ""),
        (60, STATE.ASKED, "比 8 月的 80 小"),
        ("=1/0", STATE.STOPPED, "公式"),
    ],
)
def test_what_is_no_figure_gets_its_sentence(
    ledger: Ledger, folder: Path, value: object, state: ReturnState, said: str
) -> None:
    own = sheet_of(folder, "发改局")
    fill(own, value=value, growth=None)
    line = line_of(read_back(ledger, own), "发改局投资额")
    assert line.state is state and said in "；".join(line.why)


def test_a_soft_check_is_answered_by_a_reason(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own, value=60, growth=None)
    planned = read_back(ledger, own)
    line = line_of(planned, "发改局投资额")
    assert line.needs_reason and not line.doubted and not planned.needs_reason
    chosen = accepting(planned, line)
    assert chosen.needs_reason and fillin.apply(ledger, chosen).waits
    changed = fillin.apply(ledger, chosen, "企业退库")
    assert changed.asked == ()
    indicator = ledger.find_indicator("发改局投资额")
    assert indicator is not None
    kept = ledger.actual(indicator.id, YEAR, MONTH)
    assert kept is not None and kept.reason == "企业退库"


def test_reasons_and_finished_milestones_are_filed(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "商务局")
    edit(own, lambda sheet: _put(sheet, FIRST, PROBLEM, "订单减少"))
    edit(own, lambda sheet: _put(sheet, FIRST, DONE_ON, "2023年9月20日"), sheet=1)
    edit(own, lambda sheet: _put(sheet, FIRST, DONE_ON - 2, "验收资料待补"), sheet=1)
    planned = read_back(ledger, own)
    assert [(line.what, line.before, line.after) for line in planned.lines] == [
        ("原因", "", "订单减少"),
        ("原因", "", "验收资料待补"),
        ("办结日期", "", "2023-09-20"),
    ]
    fillin.apply(ledger, planned)
    assert ledger.milestone(1).done_on == "2023-09-20"
    filed = {one.task: one.problem for one in ledger.filings(YEAR, MONTH)}
    assert filed == {TaskKind.TARGET: "订单减少", TaskKind.MILESTONE: "验收资料待补"}
    ledger.edit_milestone(1, MilestoneChange(done_on="2023-09-01"))
    again = read_back(ledger, own)
    assert line_of(again, "会展中心竣工", "办结日期").state is STATE.CONFLICT
    assert {line.state for line in again.lines if line.what == "原因"} == {STATE.SAME}


@pytest.mark.parametrize(("text", "said"), [("月底", "不是日期"), ("2023-13-01", "不是日期")])
def test_a_date_that_is_none_is_told(ledger: Ledger, folder: Path, text: str, said: str) -> None:
    own = sheet_of(folder, "商务局")
    edit(own, lambda sheet: _put(sheet, FIRST, DONE_ON, text), sheet=1)
    line = line_of(read_back(ledger, own), "会展中心竣工", "办结日期")
    assert line.state is STATE.STOPPED and said in line.why[0]


def with_a_project(ledger: Ledger, folder: Path) -> Path:
    """The sheet of a unit that has a project beside another milestone, as it goes out now."""
    money = MilestoneChange(
        responsible="商务局", investment=Decimal(30000), year_plan=Decimal(12000), money_unit="万元"
    )
    ledger.add_milestone("冷链物流园", YEAR, money)
    for path in folder.iterdir():
        path.unlink()
    finish(fillin.writing_job(fillin.sheets_of(ledger, YEAR, MONTH), ledger.file_id, folder))
    return sheet_of(folder, "商务局")


def test_a_project_is_asked_for_its_sum_and_its_progress(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)

    def change(sheet: Any) -> None:
        head = [str(cell.value).replace("\n", "") for cell in sheet[FIRST - 1]]
        assert head[3:10] == [
            *("计量单位", "年度计划投资", "1-9月累计投资", "形象进度(进展情况)"),
            *("落后或未完成的原因", "下步措施", "办结日期"),
        ]
        assert [cell.value for cell in sheet[FIRST + 1]][1:6] == ["冷链物流园", None, "万元", 12000, None]
        assert sheet.cell(FIRST, 6).protection.locked and not sheet.cell(FIRST + 1, 6).protection.locked
        for column, text in ((6, 8600.5), (7, "主体完工"), (9, "10月安装设备")):
            sheet.cell(FIRST + 1, column).value = text

    edit(own, change, sheet=1)
    planned = read_back(ledger, own)
    assert [(line.name, line.what, line.before, line.after, line.state) for line in planned.lines] == [
        ("冷链物流园", "累计投资", "", "8600.5万元", STATE.NEW),
        ("冷链物流园", "进展", "", "主体完工", STATE.NEW),
        ("冷链物流园", "下步措施", "", "10月安装设备", STATE.NEW),
    ]
    changed = fillin.apply(ledger, planned)
    (filing,) = ledger.filings(YEAR, MONTH)
    assert (filing.value, filing.unit) == (Decimal("8600.5"), "万元")
    assert (filing.progress, filing.next_step, filing.problem) == ("主体完工", "10月安装设备", "")
    assert "重点事项!" in filing.origin and filing.reported_on is not None
    assert states(read_back(ledger, own)) == {STATE.SAME}
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, 9000), sheet=1)
    again = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert (again.state, again.before, again.after) == (STATE.CONFLICT, "8600.5万元", "9000万元")
    assert changed.asked == () and ledger.can_undo is not None
    ledger.undo()
    assert ledger.filings(YEAR, MONTH) == []


@pytest.mark.parametrize(("typed", "said"), [("8千多", "千多"), ("80-90", "确定的数"), ("1e400", "1e400")])
def test_a_sum_that_is_none_is_told_and_not_entered(ledger: Ledger, folder: Path, typed: str, said: str) -> None:
    own = with_a_project(ledger, folder)
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, typed), sheet=1)
    line = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert line.state is STATE.STOPPED and said in line.why[0] and line.filed is None


def test_a_sum_may_be_in_another_unit_of_money(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, "0.9亿元"), sheet=1)
    planned = read_back(ledger, own)
    assert line_of(planned, "冷链物流园", "累计投资").after == "0.9亿元"
    assert fillin.apply(ledger, planned).asked == ()
    ledger.undo()
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, "50人"), sheet=1)
    line = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert line.state is STATE.STOPPED and "不是金额单位" in line.why[0]


def test_a_sum_is_in_the_unit_beside_it_and_another_one_than_the_project_s_is_asked(
    ledger: Ledger, folder: Path
) -> None:
    own = with_a_project(ledger, folder)

    def change(sheet: Any) -> None:
        sheet.cell(FIRST + 1, 4).value = "亿元"
        sheet.cell(FIRST + 1, 6).value = 0.86

    edit(own, change, sheet=1)
    line = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert (line.state, line.after) == (STATE.ASKED, "0.86亿元") and "亿元" in line.why[0]


def test_a_project_whose_unit_was_changed_since_takes_the_sum_as_it_was_asked(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, 8600), sheet=1)
    (project,) = [one for one in ledger.milestones(YEAR) if one.name == "冷链物流园"]
    now = MilestoneChange(investment=Decimal(3), year_plan=Decimal("1.2"), money_unit="亿元")
    ledger.edit_milestone(project.id, now)
    line = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert (line.state, line.after) == (STATE.ASKED, "8600万元")


def test_a_sum_below_nothing_is_told_and_not_entered(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, -5), sheet=1)
    line = line_of(read_back(ledger, own), "冷链物流园", "累计投资")
    assert line.state is STATE.STOPPED and "小于0" in line.why[0]


def test_what_may_be_a_formula_is_no_progress_unasked(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)

    def change(sheet: Any) -> None:
        sheet.cell(FIRST + 1, 7).value = "=B5&C5"
        sheet.cell(FIRST + 1, 9).value = "#REF!"

    edit(own, change, sheet=1)
    planned = read_back(ledger, own)
    assert line_of(planned, "冷链物流园", "进展").state is STATE.ASKED
    assert line_of(planned, "冷链物流园", "下步措施").state is STATE.STOPPED
    assert not planned.returns.filings


def test_a_sum_beyond_what_is_to_be_invested_waits_for_a_reason(ledger: Ledger, folder: Path) -> None:
    own = with_a_project(ledger, folder)
    edit(own, lambda sheet: _put(sheet, FIRST + 1, 6, 30500), sheet=1)
    planned = read_back(ledger, own)
    assert fillin.apply(ledger, planned).waits and ledger.filings(YEAR, MONTH) == []
    assert fillin.apply(ledger, planned, "概算已调整").asked == ()
    assert [one.value for one in ledger.filings(YEAR, MONTH)] == [Decimal(30500)]


def test_only_what_is_due_this_month_is_asked(ledger: Ledger) -> None:
    quarterly, never = MilestoneChange(cycle=Cycle.QUARTER), MilestoneChange(cycle=Cycle.NEVER)

    def asked(month: int) -> list[str]:
        sheets = {one.department.name: one for one in fillin.sheets_of(ledger, YEAR, month)}
        return [item.name for item in sheets["商务局"].milestones] if "商务局" in sheets else []

    ledger.edit_milestone(1, quarterly)
    assert (asked(8), asked(9)) == ([], ["会展中心竣工"])
    ledger.edit_milestone(1, never)
    assert asked(9) == []


def test_a_supplier_is_asked_for_the_figure_in_place_of_the_one_that_leads(ledger: Ledger) -> None:
    indicator = ledger.find_indicator("发改局投资额")
    assert indicator is not None
    ledger.edit_indicator(indicator.id, IndicatorChange(supplier="财政局"))
    told = {
        one.department.name: [row.row.indicator.name for row in one.rows]
        for one in fillin.sheets_of(ledger, YEAR, MONTH)
    }
    assert told["发改局"] == ["发改局新增企业"] and "发改局投资额" in told["财政局"]


def test_a_reason_without_words_is_none(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    edit(own, lambda sheet: _put(sheet, FIRST, PROBLEM, "。。。"))
    line = line_of(read_back(ledger, own), "发改局投资额", "原因")
    assert line.state is STATE.STOPPED and "不是原因" in line.why[0]


def test_the_sheet_of_another_month_is_not_read(ledger: Ledger, folder: Path) -> None:
    fill_all(folder)
    planned = read_back(ledger, folder, month=10)
    assert planned.lines == () and all(file.stopped for file in planned.files)
    assert "这是2023年9月的填报表" in told(planned)


def test_the_sheet_of_another_workbook_is_not_read(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    fill_all(folder)
    with Ledger.create(tmp_path / "别区.zt", "南岭高新区") as other:
        other.add_departments(UNITS)
        planned = read_back(other, folder)
    assert planned.lines == () and "另一个工作簿发出的" in told(planned)


def test_cells_that_were_not_to_be_changed_are_noticed(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)
    edit(own, lambda sheet: _put(sheet, FIRST, 5, 85))
    edit(own, lambda sheet: _put(sheet, FIRST, 3, "万元"))
    planned = read_back(ledger, own)
    assert "不用填的格子有改动，或与台账现在的数不同：E4、C4" in told(planned)
    assert line_of(planned, "发改局投资额").state is STATE.ASKED


def test_columns_that_are_gone_are_told(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")

    def cut(sheet: Any) -> None:
        sheet.delete_cols(VALUE, 2)

    edit(own, cut)
    planned = read_back(ledger, own)
    assert planned.lines == () and "没有“1-9月累计、同比增长(%)”这几列" in told(planned)


def test_a_copy_without_marks_goes_by_names(ledger: Ledger, folder: Path, tmp_path: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)
    source = openpyxl.load_workbook(own).worksheets[0]
    book = openpyxl.Workbook()
    sheet = book.active
    for row in source.iter_rows(max_col=9):
        for cell in row:
            sheet[cell.coordinate] = cell.value
    book.save(tmp_path / "发改局报.xlsx")
    planned = read_back(ledger, tmp_path / "发改局报.xlsx")
    assert "没有发出时的标记" in told(planned) and planned.files[0].unit == "发改局"
    assert {line.name: line.state for line in planned.lines} == {
        "发改局投资额": STATE.NEW,
        "发改局新增企业": STATE.NEW,
    }


def test_a_file_that_is_none_is_told_and_the_others_are_read(ledger: Ledger, folder: Path) -> None:
    fill(sheet_of(folder, "发改局"))
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    book = openpyxl.Workbook()
    book.active["A1"] = "会议签到"
    book.save(folder / "签到.xlsx")
    planned = read_in_fence(ledger, sheet_of(folder, "发改局"), folder / "坏.xlsx", folder / "签到.xlsx")
    stopped = {file.name: file.told[0] for file in planned.files if file.stopped}
    assert stopped.keys() == {"坏.xlsx", "签到.xlsx"} and "没有认出填报表的表头" in stopped["签到.xlsx"]
    assert len(planned.returns.entries) == 2


def test_a_unit_that_leads_no_more_is_asked(ledger: Ledger, folder: Path) -> None:
    fill(sheet_of(folder, "发改局"))
    ledger.edit_target(1, TargetChange(responsible="统计局"))
    line = line_of(read_back(ledger, sheet_of(folder, "发改局")), "发改局投资额")
    assert line.state is STATE.ASKED and "现在不由“发改局”牵头" in line.why


def _put(sheet: Any, row: int, column: int, value: object) -> None:
    sheet.cell(row, column).value = value


def test_a_unit_whose_name_no_file_can_have_is_known_again(ledger: Ledger, tmp_path: Path) -> None:
    ledger.edit_department(1, DepartmentChange(name='发改/"规划":局'))
    sent = finish(fillin.writing_job(fillin.sheets_of(ledger, YEAR, MONTH)[:1], ledger.file_id, tmp_path))
    fill(sent.written[0])
    planned = read_back(ledger, sent.written[0])
    assert states(planned) == {STATE.NEW} and told(planned) == ""


def test_who_filled_it_in_stands_in_the_origin(ledger: Ledger, folder: Path) -> None:
    own = sheet_of(folder, "发改局")
    fill(own)
    edit(own, lambda sheet: _put(sheet, 8, 4, "王敏"))
    fillin.apply(ledger, read_back(ledger, own))
    origins = {one.origin for one in ledger.actuals_of_month(YEAR, MONTH)}
    assert len(origins) == 2 and all(one.endswith("（填报人：王敏）") for one in origins)


def test_reading_can_be_stopped(folder: Path) -> None:
    job = fillin.reading_job(fillin.files_among([folder]))
    assert next(job).total == 12
    job.close()
    assert finish(fillin.reading_job([])) == ()
