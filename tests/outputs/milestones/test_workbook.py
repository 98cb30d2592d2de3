"""The list of milestones as a workbook and on paper: the columns of the office, what is worked out, what is told."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_extra_sheets import recalculated
from tests.outputs.test_sheet_recalculated import OFFICE
from tests.services.milestones.made_list import LATE, OVERDUE, PASSED, RETURNED, TODAY, made_list
from zonetracker.model.changes import FilingChange, FilingEntry, MilestoneChange, NodeChange
from zonetracker.model.facts import TaskKind
from zonetracker.model.milestones.listing import MilestoneList, Narrowing
from zonetracker.model.milestones.summary import StageGroup
from zonetracker.outputs.milestones.columns import COLUMNS, MilestoneColumn, head, row_texts
from zonetracker.services.issuing import Issue
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.milestones.issuing import issue_milestones
from zonetracker.services.milestones.project_outputs import summary_of
from zonetracker.services.milestones.projects import project_table
from zonetracker.words.milestones.following import counted_words

HEADS = (
    "序号 清单 任务内容 目标要求 牵头单位 配合单位 责任领导 完成时限 进展情况 存在问题 下步措施 佐证材料 状态 "
    "办结日期 逾期天数 备注"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Any:
    made = Ledger.create(tmp_path / "台账.zt", "云岭高新区", actor="测试员")
    yield made
    made.close()


@pytest.fixture
def listed(ledger: Ledger) -> MilestoneList:
    made = made_list(ledger)
    filed = FilingChange(progress="主体封顶", problem="=等设备", next_step="夜间施工")
    ledger.file([FilingEntry(TaskKind.MILESTONE, made[OVERDUE], 2023, 9, filed)])
    ledger.add_nodes(made[OVERDUE], [NodeChange(name="开工", planned="2023-03")])
    ledger.add_evidence(TaskKind.MILESTONE, made[OVERDUE], "照片.jpg", b"picture", node_id=1)
    ledger.add_evidence(TaskKind.MILESTONE, made[OVERDUE], "批复", None, paper_no="云建〔2023〕5号")
    ledger.edit_milestone(made[LATE], MilestoneChange(received_on="2023-07-03", template="137"))
    ledger.edit_milestone(made[OVERDUE], MilestoneChange(requirement="建成1万平方米", note="市里点名"))
    return milestone_list(ledger, 2023, 9, TODAY)


def sheet_of(issue: Issue, *, values: bool = True) -> Any:
    return openpyxl.load_workbook(io.BytesIO(issue.makers["xlsx"]()), data_only=values)["台账"]


def lines(sheet: Any) -> dict[str, dict[str, Any]]:
    rows = [[cell.value for cell in row[: len(COLUMNS)]] for row in sheet.iter_rows(min_row=3)]
    heads = [str(text).replace("\n", "") for text in rows[0]]
    return {row[2]: dict(zip(heads, row, strict=True)) for row in rows[1:] if row[2]}


def test_the_columns_are_those_of_the_office(ledger: Ledger, listed: MilestoneList) -> None:
    sheet = sheet_of(issue_milestones(ledger, listed, issued_on="2023-10-08"))
    assert " ".join(map(head, COLUMNS)) == HEADS
    assert sheet["A1"].value == "2023年1-9月云岭高新区重点事项（督查）台账"
    known = lines(sheet)
    assert list(known) == [row.milestone.name for row in listed.rows]
    one = known[OVERDUE]
    assert [one[key] for key in ("清单", "目标要求", "牵头单位", "配合单位", "责任领导")] == [
        *("督查事项", "建成1万平方米", "建设局", "科技局、财政局", "周副主任"),
    ]
    assert [one[key] for key in ("完成时限", "进展情况", "存在问题", "下步措施")] == [
        *("2023年8月", "主体封顶", "=等设备", "夜间施工"),
    ]
    assert one["佐证材料"] == "批复（云建〔2023〕5号）；开工：照片.jpg"
    assert (one["状态"], one["办结日期"], one["逾期天数"], one["备注"]) == ("逾期", None, 30, "红色督办单；市里点名")
    assert (known[LATE]["状态"], known[LATE]["办结日期"], known[LATE]["逾期天数"]) == ("已销号", "2023年8月2日", 2)
    assert known[PASSED]["逾期天数"] in (None, "") and known[RETURNED]["备注"] == "退回1次"


def test_a_text_that_looks_like_a_formula_stays_a_text(ledger: Ledger, listed: MilestoneList) -> None:
    sheet = sheet_of(issue_milestones(ledger, listed), values=False)
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=等设备")
    assert cell.data_type == "s" and cell.quotePrefix


def test_the_page_is_a3_landscape_one_page_wide_with_repeated_heads(ledger: Ledger, listed: MilestoneList) -> None:
    sheet = sheet_of(issue_milestones(ledger, listed))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (8, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    hidden = {letter for letter, one in sheet.column_dimensions.items() if one.hidden}
    assert hidden and not hidden & {chr(ord("A") + at) for at in range(len(COLUMNS))}


def test_the_foot_says_who_signs_as_of_when_and_by_which_rules(ledger: Ledger, listed: MilestoneList) -> None:
    ledger.set_settings(sheet={"filled_by": "张三"})
    sheet = sheet_of(issue_milestones(ledger, listed, Narrowing(overdue=True), ("逾期",), issued_on="2023-10-08"))
    told = "\n".join(str(row[0].value) for row in sheet.iter_rows(min_row=4) if row[0].value)
    assert "填表人：张三" in told and "填报日期：2023-10-08" in told
    assert "数据截止：2023年9月30日；只列：逾期" in told
    assert "1天蓝色、10天黄色、30天红色" in told and "7天以内到期" in told and "办结率=办结÷（全部－取消）" in told
    assert list(lines(sheet)) == [OVERDUE]


def test_one_checklist_gives_the_list_its_name(ledger: Ledger, listed: MilestoneList) -> None:
    issue = issue_milestones(ledger, listed, Narrowing(checklist="督查事项"))
    assert issue.title == "2023年1-9月云岭高新区督查事项台账"


def test_nothing_chosen_is_still_a_list(ledger: Ledger, listed: MilestoneList) -> None:
    sheet = sheet_of(issue_milestones(ledger, listed, Narrowing(unit="没有的单位")))
    assert lines(sheet) == {}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_out_what_the_page_says(ledger: Ledger, listed: MilestoneList, tmp_path: Path) -> None:
    again = recalculated(issue_milestones(ledger, listed).makers["xlsx"](), tmp_path)["台账"]
    known = lines(again)
    for number, row in enumerate(listed.rows, 1):
        late = row_texts(number, row)[MilestoneColumn.OVERDUE]
        assert str(known[row.milestone.name]["逾期天数"] or "") == late
    counted = next(str(row[0].value) for row in again.iter_rows() if str(row[0].value).startswith("合计"))
    assert counted == counted_words(listed.rows, 1)
    assert counted == "合计5项：已办结2项，办结率40.0%，按期办结率33.3%，退回率33.3%，平均办理22.0个工作日"


def test_what_another_program_left_as_a_date_stops_no_list_and_no_summary(ledger: Ledger) -> None:
    for name in ("年底的事", "办了的事"):
        change = MilestoneChange(template="137", received_on="2023-04-26", investment=Decimal(100), money_unit="万元")
        ledger.add_milestone(name, 2023, change)
    with ledger._database.operation("edit_milestone", title="外来") as recorder:
        recorder.update("milestone", 1, {"deadline": "年底"})
        recorder.update("milestone", 2, {"deadline": "2023-13", "done_on": "2023年内办结啦"})
        recorder.update("node", 1, {"planned": "年底前"})
        recorder.update("node", 2, {"done_on": "去年"})
    known = milestone_list(ledger, 2023, 9, TODAY)
    assert set(lines(sheet_of(issue_milestones(ledger, known)))) >= {"年底的事", "办了的事"}
    (done,) = (row for row in known.rows if row.done)
    assert (done.milestone.name, done.took) == ("办了的事", None)
    table = project_table(ledger, 2023, 9, TODAY)
    assert summary_of(table, StageGroup.UNIT, 2023).total.count == 2
