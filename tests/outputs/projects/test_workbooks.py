"""The two sheets of projects: columns in their order, the total first, and LibreOffice comes to the page's figures."""

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_extra_sheets import filled, recalculated
from tests.outputs.test_sheet_recalculated import OFFICE, without_values
from tests.services.milestones.made_projects import PROJECTS, fill, many
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.milestones.grades import RED_YELLOW_GREEN
from zonetracker.model.milestones.projects import ProjectTable
from zonetracker.model.milestones.summary import StageGroup, StageSummary, stage_summary
from zonetracker.outputs.projects.stages import build_stage_summary
from zonetracker.outputs.projects.workbook import build_projects, projects_on_paper
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.projects import project_table
from zonetracker.words.milestones.projects import FIGURES, ProjectColumn, project_text

SIGNED = SheetOptions(filled_by="张三", issued_on="2023-10-09")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger.create(tmp_path / "项目.zt", "云岭高新区", actor="测试员")
    yield made
    made.close()


@pytest.fixture
def table(ledger: Ledger) -> ProjectTable:
    fill(ledger)
    return project_table(ledger, 2023, 9)


def by_unit(table: ProjectTable) -> StageSummary:
    return stage_summary(table, StageGroup.UNIT, lambda row: row.milestone.responsible)


def lines(data: bytes, *, values: bool = True) -> tuple[list[str], list[tuple[Any, ...]]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    return [str(head).replace("\n", "") for head in rows[2]], rows[3:]


def same(cell: object, text: str, column: ProjectColumn) -> bool:
    if column not in FIGURES or not text or not isinstance(cell, int | float):
        return (cell or "") == text
    return Decimal(repr(cell)) == Decimal(text)


def compare(rows: list[tuple[Any, ...]], table: ProjectTable) -> int:
    """How many cells say what the page says."""
    compared = 0
    for cells, row in zip(rows, table.rows, strict=False):
        for cell, column in zip(cells, ProjectColumn, strict=False):
            text = project_text(column, row, table)
            text = text.removeprefix("　") if column is ProjectColumn.NAME else text
            assert same(cell, text, column), (row.milestone.name, column, cell, text)
            compared += 1
    return compared


def test_the_columns_stand_in_the_offices_order_and_the_total_first(table: ProjectTable) -> None:
    heads, rows = lines(build_projects(table, SIGNED))
    assert heads[:20] == [
        *("序号", "项目名称", "建设单位", "建设性质", "建设内容及规模", "总投资", "至上年底累计", "年度计划投资"),
        *("本月完成", "1-9月累计", "完成年度计划(%)", "与序时进度差", "开工时间", "竣工时间", "当前阶段", "形象进度"),
        *("存在问题", "责任领导", "责任单位", "进度评价"),
    ]
    assert rows[0][1] == "合计" and rows[0][5:12] == (187000, 24000, 72000, 3260, 37060.5, 51.5, -23.5)
    assert rows[1][:2] == ("1", "云岭精工装备产业园")
    assert compare(rows[1:], table) == 20 * len(PROJECTS)


def test_the_foot_says_by_which_rules_and_what_the_total_leaves_out(table: ProjectTable) -> None:
    _, rows = lines(build_projects(table, SIGNED))
    told = "\n".join(str(row[0]) for row in rows if row[0])
    for words in (
        *("填表人：张三", "填报日期：2023-10-09", "（盖章）", "评价采用“四档”规则", "节点、时限截至2023年9月30日"),
        *(
            "合计为有年度计划的6个项目",
            "1个没有年度计划，未计入",
            "1个是别的项目的一部分，不重复计入",
            "1个以外币计，未计入",
        ),
        *("计入的有1个本月没有报数", "计入的有1个算不出本月数", "百分比四舍五入保留1位小数", "共8个项目"),
    ):
        assert words in told


def test_rules_for_projects_are_named_on_the_sheet(ledger: Ledger) -> None:
    fill(ledger)
    ledger.set_settings(project_rules={"name": RED_YELLOW_GREEN, "made_good": True})
    _, rows = lines(build_projects(project_table(ledger, 2023, 9), SheetOptions()))
    told = "\n".join(str(row[0]) for row in rows if row[0])
    assert "评价采用“项目红黄绿”规则" in told and "低30个百分点" in told and "开工逾期满90天" in told
    assert "逾期后补上的节点" in told


def test_without_projects_there_is_an_empty_table(ledger: Ledger) -> None:
    empty = project_table(ledger, 2023, 9)
    heads, rows = lines(build_projects(empty, SheetOptions()))
    assert heads[0] == "序号" and "共0个项目" in str(rows)
    heads, rows = lines(build_stage_summary(empty, by_unit(empty), SheetOptions()))
    assert heads[:3] == ["责任单位", "项目数", "总投资"]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_comes_to_the_figures_of_the_page(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [*PROJECTS, *many(60)])
    for number, (month, rules, places) in enumerate([(9, None, 1), (8, {"name": RED_YELLOW_GREEN}, 2), (12, None, 1)]):
        ledger.set_settings(project_rules=rules, places=places)
        table = project_table(ledger, 2023, month)
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "无值.xlsx"
        assert without_values(build_projects(table, SIGNED), path) > 4 * len(table.rows)
        again = recalculated(path.read_bytes(), folder).worksheets[0]
        assert compare(list(again.iter_rows(values_only=True))[4:], table) == 20 * len(table.rows)
        known = openpyxl.load_workbook(io.BytesIO(build_projects(table, SIGNED)), data_only=True).worksheets[0]
        for one, other in zip(again.iter_rows(values_only=True), known.iter_rows(values_only=True), strict=True):
            assert filled(one) == filled(other)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_figure_typed_in_is_computed_and_judged(ledger: Ledger, tmp_path: Path) -> None:
    fill(ledger, [PROJECTS[4]])
    table = project_table(ledger, 2023, 9)
    book = openpyxl.load_workbook(io.BytesIO(build_projects(table, SIGNED)))
    sheet = book.worksheets[0]
    sheet["J5"].value = 20000
    saved = io.BytesIO()
    book.save(saved)
    cells = recalculated(saved.getvalue(), tmp_path).worksheets[0]
    assert (cells["K5"].value, cells["L5"].value, cells["J4"].value, cells["K4"].value) == (100, 25, 20000, 100)
    assert cells["T5"].value == "滞后", "its second node is missed"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_the_stages_out_anew(table: ProjectTable, tmp_path: Path) -> None:
    summary = by_unit(table)
    data = build_stage_summary(table, summary, SIGNED)
    known = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    path = tmp_path / "无值.xlsx"
    assert without_values(data, path) > 40
    again = recalculated(path.read_bytes(), tmp_path).worksheets[0]
    for one, other in zip(again.iter_rows(values_only=True), known.iter_rows(values_only=True), strict=True):
        assert filled(one) == filled(other)


def test_stages_are_counted_by_unit_with_their_rates(table: ProjectTable) -> None:
    summary = by_unit(table)
    heads, rows = lines(build_stage_summary(table, summary, SIGNED))
    assert heads[:6] == ["责任单位", "项目数", "总投资", "签约计划", "签约实际", "签约计划率(%)"]
    assert "签约转开工(%)" in heads and "竣工转投产(%)" in heads
    told = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    total = told["合计"]
    assert (total["项目数"], total["总投资"]) == (8, 192000)
    assert (total["签约计划"], total["签约实际"], total["签约计划率(%)"]) == (7, 7, 100)
    assert (total["开工计划"], total["开工实际"], total["开工计划率(%)"]) == (7, 5, 71.4)
    assert (total["签约转开工(%)"], total["开工转入库(%)"], total["入库转竣工(%)"]) == (71.4, 80, 50)
    assert told["建设局"]["项目数"] == 3 and told["商务局"]["项目数"] == 2


def test_paper_says_what_the_sheet_says(table: ProjectTable) -> None:
    heads, rows = lines(build_projects(table, SIGNED))
    paper = projects_on_paper(table, SIGNED)
    assert list(paper.table.heads) == heads[:20] and paper.paper == "A3"
    for cells, texts in zip(rows, paper.table.rows(), strict=False):
        for cell, text, column in zip(cells, texts, ProjectColumn, strict=False):
            text = text.removeprefix("　") if column is ProjectColumn.NAME else text
            assert same(cell, text, column), (column, cell, text)
    below = [row[0] for row in rows if row[0]][len(table.rows) - 1 :]
    assert list(paper.lines) == below


def test_paper_and_sheet_have_the_same_rows_where_no_project_has_a_plan(ledger: Ledger) -> None:
    fill(ledger, [one for one in PROJECTS if one.plan is None])
    table = project_table(ledger, 2023, 9)
    _, rows = lines(build_projects(table, SIGNED))
    paper = [text for texts in projects_on_paper(table, SIGNED).table.rows() for text in texts[:2]]
    assert paper == [cell or "" for row in rows[:2] for cell in row[:2]] == ["", "合计", "1", "汽配城改造"]
