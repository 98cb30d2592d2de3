"""A list that goes out and comes back as it was does nothing, whatever a program or a clerk did to its look."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.breakdown.conftest import (
    COLUMNS,
    FIRMS,
    FIRST,
    GDP,
    INVESTMENT,
    edited,
    planned,
    put,
    sent,
    states,
    unmerged,
)
from zonetracker.extraction.tables.cells import figures
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Bound, Indicator, Stated, Target
from zonetracker.model.planning import LineState
from zonetracker.outputs.breakdown.columns import BreakdownColumn, ListedTarget, cells_of
from zonetracker.outputs.breakdown.workbook import build_breakdown
from zonetracker.services.breakdown import apply
from zonetracker.services.breakdown.lines import out_of_order
from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.book import build_sample_now

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def does_nothing(ledger: Ledger, data: bytes, name: str = "分解表.xlsx") -> None:
    before = ledger.revision
    plan = planned(ledger, data, name)
    assert plan.lines == () and plan.same == len(ledger.targets(2023))
    assert apply(ledger, plan).operation_id == 0 and ledger.revision == before


def test_a_list_that_nobody_changed_makes_no_step(ledger: Ledger) -> None:
    does_nothing(ledger, sent(ledger))


def test_names_that_an_office_gives_to_sums_and_ranks_are_targets_all_the_same(ledger: Ledger) -> None:
    for name in ("合计", "综合考核排名", "全市位次", "增速", "一、主要指标：", "臺商投資額"):
        ledger.add_target(name, 2023)
    does_nothing(ledger, sent(ledger))


def test_a_list_saved_anew_by_another_library_makes_no_step(ledger: Ledger) -> None:
    does_nothing(ledger, edited(sent(ledger)))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_list_saved_anew_by_an_office_makes_no_step(ledger: Ledger, tmp_path: Path, ending: str) -> None:
    assert OFFICE is not None
    (tmp_path / "原.xlsx").write_bytes(sent(ledger))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    goal = tmp_path / "另存"
    call = [OFFICE, "--headless", home, "--convert-to", ending, "--outdir", str(goal), str(tmp_path / "原.xlsx")]
    subprocess.run(call, check=True, capture_output=True)
    does_nothing(ledger, (goal / f"原.{ending}").read_bytes(), f"原.{ending}")


def test_columns_in_another_order_or_deleted_make_no_step(ledger: Ledger) -> None:
    def reorder(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST - 1)]
        for number, row in enumerate(rows, FIRST - 1):
            for place, value in enumerate(reversed(row), 1):
                sheet.cell(number, place).value = value

    does_nothing(ledger, edited(sent(ledger), unmerged, reorder))
    few = [BreakdownColumn.NAME, BreakdownColumn.LEVEL, BreakdownColumn.WEIGHT]

    def delete(sheet: Any) -> None:
        for column in reversed(COLUMNS):
            if column not in few:
                sheet.delete_cols(COLUMNS.index(column) + 1)

    does_nothing(ledger, edited(sent(ledger), unmerged, delete))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_of_another_program_is_known_by_its_names(ledger: Ledger, encoding: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(sent(ledger))).worksheets[0]
    sink = io.StringIO()
    csv.writer(sink).writerows([cell.value for cell in row[: len(COLUMNS)]] for row in sheet.iter_rows(min_row=2))
    plan = planned(ledger, sink.getvalue().encode(encoding), "清单.csv")
    assert plan.lines == () and "没有导出时的标记" in plan.told[0]


def test_rows_that_were_moved_are_only_moved(ledger: Ledger) -> None:
    def to_the_top(sheet: Any) -> None:
        last = [cell.value for cell in sheet[FIRST + FIRMS - 1]]
        sheet.insert_rows(FIRST)
        for place, value in enumerate(last, 1):
            sheet.cell(FIRST, place).value = value
        sheet.delete_rows(FIRST + FIRMS)

    plan = planned(ledger, edited(sent(ledger), unmerged, to_the_top))
    assert states(plan) == [LineState.MOVED]
    assert plan.lines[0].after == "移动了 1 项：新增企业"
    before = [one.id for one in ledger.targets(2023)]
    assert apply(ledger, plan).operation_id
    assert [one.id for one in ledger.targets(2023)] == [FIRMS, *(one for one in before if one != FIRMS)]
    ledger.undo()
    assert [one.id for one in ledger.targets(2023)] == before


def test_what_was_changed_since_the_list_went_out_is_not_taken_back(ledger: Ledger) -> None:
    data = edited(sent(ledger), put(GDP, BreakdownColumn.WEIGHT, 15))
    ledger.edit_target(GDP, TargetChange(responsible="统计局", value=Decimal(81)))
    ledger.edit_target(INVESTMENT, TargetChange(note="已核"))
    plan = planned(ledger, data)
    assert [(line.what, line.before, line.after) for line in plan.lines] == [("权重(分值)", "12.50", "15.00")]


@given(st.permutations(range(1, 9)))
def test_the_fewest_moves_explain_an_order(after: list[int]) -> None:
    before = list(range(1, 9))
    moved = set(out_of_order(before, after))
    assert [one for one in after if one not in moved] == [one for one in before if one not in moved]
    runs = (run for size in range(9) for run in combinations(after, size) if list(run) == sorted(run))
    assert len(before) - len(moved) == max(map(len, runs))


@pytest.mark.slow
def test_the_sample_makes_no_step(tmp_path: Path) -> None:
    with build_sample_now(tmp_path / "样例.zt") as sample:
        does_nothing(sample, sent(sample))


@pytest.mark.slow
def test_three_thousand_targets_make_no_step(ledger: Ledger) -> None:
    rows = [
        ListedTarget(
            str(number),
            0,
            Target(
                0, number, 2023, Stated(Decimal(number) / 8, unit="亿元", growth=Decimal("8.50")), weight=Decimal(1)
            ),
            Indicator(number, f"第{number}类企业产值"),
        )
        for number in range(1, 3001)
    ]
    for one in ledger.targets(2023):
        ledger.remove_targets([one.id])
    data = build_breakdown(ledger.zone, 2023, rows, ledger.file_id, "A4")
    changed = apply(ledger, planned(ledger, data))
    assert len(changed.ids["target"]) == 3000 and changed.asked == ()
    does_nothing(ledger, sent(ledger))


_FIGURES = st.decimals(-(10**9), 10**9, allow_nan=False, places=2)
_BOUNDS = st.sampled_from(list(Bound))


@st.composite
def _stated(draw: st.DrawFn) -> tuple[Decimal, Decimal | None, Bound]:
    value = draw(_FIGURES)
    more = draw(st.none() | st.decimals("0.01", 10**6, places=2))
    return value, None if more is None else value + more, draw(_BOUNDS)


@given(_stated())
def test_every_figure_and_range_is_read_as_it_is_written(said: tuple[Decimal, Decimal | None, Bound]) -> None:
    value, high, bound = said
    target = Target(1, 1, 2023, Stated(value, high, "亿元", bound))
    text = cells_of(ListedTarget("1", 0, target, Indicator(1, "产值")))[BreakdownColumn.LEVEL]
    (figure,) = figures(text)
    assert (figure.low, figure.high, figure.bound) == (value, high, bound)
