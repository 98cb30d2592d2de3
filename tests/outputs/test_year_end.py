"""The closing list of a year: goals first and in force, outcome, verdict, last year's beside it, counts by unit."""

import io
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.specimens import SPECIMENS, build
from tests.outputs.test_extra_sheets import filled, recalculated
from tests.outputs.test_sheet_recalculated import OFFICE
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.model.row_figures import figures
from zonetracker.outputs.sheet.year_end import build_year_end
from zonetracker.words.wording import bare_name

LIST, COUNTS = "年终完成情况", "责任单位统计"


@pytest.fixture(scope="module")
def year() -> Progress:
    """The specimens at a year's end, one of them adjusted, and two units that lead."""
    known = build(SPECIMENS, 12)
    row = known.rows[4]
    after = replace(row.target.stated, value=Decimal(7800))
    one = Adjustment(1, row.target.id, 7, row.target.stated, after, "高管〔2023〕8号", "外需减弱")
    rows = [replace(each, target=replace(each.target, stated=after)) if each is row else each for each in known.rows]
    return replace(known, rows=tuple(rows), adjustments={row.target.id: [one]})


@pytest.fixture(scope="module")
def before() -> Progress:
    return replace(build(SPECIMENS[:10], 12), year=2022)


def opened(year: Progress, before: Progress, *, values: bool = True) -> Any:
    data = build_year_end(year, before, SheetOptions(filled_by="张三", issued_on="2024-01-08"))
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def lines(sheet: Any) -> dict[str, dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    heads = [str(head).replace("\n", "") for head in rows[2]]
    return {bare_name(row[1]): dict(zip(heads, row, strict=True)) for row in rows[3:] if row[1]}


def test_goal_outcome_and_verdict_stand_beside_last_years(year: Progress, before: Progress) -> None:
    sheet = opened(year, before)[LIST]
    known, last = lines(sheet), {row.indicator.name: row for row in before.rows}
    assert sheet["A1"].value == "2023年度示范区主要目标任务年终完成情况表"
    for row in year.rows:
        line, share = known[row.indicator.name], figures(row, year).completion
        assert (line["完成目标(%)"] is None) == (share is None)
        assert share is None or Decimal(repr(line["完成目标(%)"])) == share
        assert line["完成情况"] == year.word_of(row)
        then = last.get(row.indicator.name)
        assert line["2022年完成情况"] == (before.word_of(then) if then else None)
        past = figures(then, before).completion if then else None
        assert (line["2022年完成目标(%)"] is None) == (past is None)
        assert past is None or Decimal(repr(line["2022年完成目标(%)"])) == past


def test_an_adjusted_goal_shows_both_figures_and_the_paper(year: Progress, before: Progress) -> None:
    line = lines(opened(year, before)[LIST])["进出口总额"]
    assert (line["原定目标"], line["执行目标"], line["全年完成"]) == (9000, 7800, 6200)
    assert "高管〔2023〕8号" in line["未完成原因和说明"]
    usual = lines(opened(year, before)[LIST])["一般公共预算收入"]
    assert usual["原定目标"] == usual["执行目标"]


def test_reasons_signatures_and_counts_stand_below(year: Progress, before: Progress) -> None:
    sheet = opened(year, before)[LIST]
    told = "\n".join(str(row[0]) for row in sheet.iter_rows(min_row=4, values_only=True) if row[0])
    assert "填表人：张三" in told and "填报日期：2024-01-08" in told and "（盖章）" in told
    counts = "，".join(f"{year.word(grade)}{year.count(grade)}项" for grade in year.grades)
    assert f"合计{len(year.rows)}项：{counts}。" in told
    assert lines(sheet)["高新技术企业"]["未完成原因和说明"].startswith("两个项目推迟到四季度")


def test_counts_by_unit_add_up_and_are_formulas_on_the_list(year: Progress, before: Progress) -> None:
    rows = list(opened(year, before)[COUNTS].iter_rows(min_row=3, values_only=True))
    table = {row[0]: row[1:] for row in rows if row[1] is not None}
    found = Counter(row.target.responsible.partition("、")[0] for row in year.rows)
    assert {unit: table[unit][0] for unit in found} == found
    for place in range(1 + len(year.grades)):
        assert table["合计"][place] == sum(table[unit][place] for unit in found)
    live = opened(year, before, values=False)[COUNTS]
    assert str(live["C3"].value).startswith("=SUMPRODUCT(('年终完成情况'!$Q$4:$Q$28=A3)")


def test_a_year_before_that_had_no_targets_leaves_its_columns_empty(year: Progress, before: Progress) -> None:
    known = lines(opened(year, replace(before, rows=()))[LIST])
    assert {line["2022年完成情况"] for line in known.values()} == {None}


def test_without_targets_there_is_no_count(year: Progress, before: Progress) -> None:
    assert opened(replace(year, rows=()), before).sheetnames == [LIST]


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_list_and_counts_out_anew(year: Progress, before: Progress, tmp_path: Path) -> None:
    data = build_year_end(year, before, SheetOptions())
    again, known = recalculated(data, tmp_path), openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name in (LIST, COUNTS):
        shown = list(zip(again[name].iter_rows(values_only=True), known[name].iter_rows(values_only=True), strict=True))
        assert len(shown) > 4 and all(filled(one) == filled(other) for one, other in shown)
