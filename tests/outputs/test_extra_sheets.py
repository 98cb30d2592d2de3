"""The further sheets of the workbook: the chart page, months side by side."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.specimens import SPECIMENS, build
from tests.outputs.test_sheet import hostile
from tests.outputs.test_sheet_recalculated import OFFICE, converted
from zonetracker.model.issuing import ExtraSheet, Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.model.row_figures import figures
from zonetracker.outputs.sheet.background import Background
from zonetracker.outputs.sheet.chart import MOST, drawn_rows
from zonetracker.outputs.sheet.workbook import build_sheet
from zonetracker.words.wording import bare_name

CHART = "完成率图"


def book_of(progress: Progress, *extra: ExtraSheet, values: bool = False, **options: Any) -> Any:
    data = build_sheet(progress, SheetOptions(extra=extra, **options))
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def bars(sheet: Any) -> list[tuple[Any, ...]]:
    """The figures beside the pages: name, completion, time, target, and one column a light."""
    rows = (row[14:] for row in sheet.iter_rows(values_only=True) if len(row) > 14)
    return [row for row in rows if row[0] and row[0] != "指标"]


def chart_parts(progress: Progress) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(build_sheet(progress, SheetOptions()))) as package:
        return [package.read(name).decode() for name in package.namelist() if "charts/chart" in name]


def test_a_workbook_has_the_further_sheets_that_were_chosen(small: Progress) -> None:
    assert CHART in book_of(small, ExtraSheet.CHART).sheetnames
    assert CHART not in book_of(small).sheetnames
    assert ExtraSheet.CHART in SheetOptions.from_data({}).extra
    chosen = SheetOptions(extra=(ExtraSheet.ACTUALS,))
    assert SheetOptions.from_data(chosen.to_data()) == chosen
    assert SheetOptions.from_data({"extra": []}).extra == ()


def test_every_bar_is_a_formula_on_the_main_table_and_knows_its_value(small: Progress) -> None:
    rows, which = drawn_rows(small)
    known = bars(book_of(small, ExtraSheet.CHART, values=True)[CHART])
    formulas = bars(book_of(small, ExtraSheet.CHART)[CHART])
    assert which == "" and len(known) == len(formulas) == len(rows)
    for row, shown, live in zip(rows, known, formulas, strict=True):
        share = figures(row, small).completion
        assert Decimal(repr(shown[1])) == share and str(shown[0]).endswith(f"{share}%")
        assert re.fullmatch(r"='完成情况'!I\d+", live[1]) and live[3] == 100
        assert [value for value in shown[4:] if value not in (None, "")] == [shown[1]]


def test_bars_follow_the_columns_wherever_they_stand(small: Progress) -> None:
    columns = (SheetColumn.NAME, SheetColumn.ASSESSMENT, SheetColumn.COMPLETION)
    book = book_of(small, ExtraSheet.CHART, columns=columns, group=Group.SECTION)
    main = book["完成情况"]
    for live in bars(book[CHART]):
        address = live[1].partition("!")[2]
        assert address.startswith("C") and str(main[address].value).startswith("=")


def test_pages_hold_as_many_bars_as_can_be_read(small: Progress) -> None:
    parts = chart_parts(small)
    count = len(drawn_rows(small)[0])
    assert len(parts) == -(-count // 15) == 2
    for part in parts:
        assert "<c:barChart>" in part or "<barChart>" in part
        assert "lineChart" in part and "完成率（" in part


def test_of_too_many_the_watched_are_drawn_else_those_that_lag_most(large: Progress) -> None:
    rows, which = drawn_rows(large)
    assert len(rows) == MOST and which == "（进度差最大的60项）"
    worst = min(row.standing.gap for row in large.rows if row.standing.gap is not None)
    assert any(row.standing.gap == worst for row in rows)
    first = next(row for row in large.rows if row.standing.completion is not None)
    watched = replace(first, indicator=replace(first.indicator, pinned=True))
    known = replace(large, rows=tuple(watched if row is first else row for row in large.rows))
    assert drawn_rows(known) == ([watched], "（关注的指标）")


def test_without_a_completion_there_is_no_chart(small: Progress) -> None:
    rows = [row for row in small.rows if row.standing.completion is None]
    assert CHART not in book_of(replace(small, rows=tuple(rows)), ExtraSheet.CHART).sheetnames


@pytest.mark.parametrize("text", ["=1+1", '"&A1&"', "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_name_becomes_a_part_of_a_formula(text: str) -> None:
    for sheet in book_of(hostile(text), ExtraSheet.CHART):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n") or (cell.data_type == "f" and text not in cell.value), cell.value


def recalculated(data: bytes, folder: Path) -> Any:
    path = folder / "a.xlsx"
    path.write_bytes(data)
    return openpyxl.load_workbook(converted([path], folder)[0], data_only=True)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_the_bars_out_anew(small: Progress, tmp_path: Path) -> None:
    data = build_sheet(small, SheetOptions(extra=(ExtraSheet.CHART,)))
    again = bars(recalculated(data, tmp_path)[CHART])
    known = bars(openpyxl.load_workbook(io.BytesIO(data), data_only=True)[CHART])
    assert [filled(row) for row in again] == [filled(row) for row in known]


def by_month(*months: int) -> tuple[Progress, ...]:
    return tuple(build(SPECIMENS, month) for month in months)


def month_sheet(name: str, extra: tuple[ExtraSheet, ...], months: tuple[Progress, ...], *, values: bool) -> Any:
    data = build_sheet(months[-1], SheetOptions(extra=extra), Background(months=months))
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values)[name]
    return {bare_name(row[1].value): row for row in sheet.iter_rows(min_row=2) if row[1].value}


def test_months_stand_side_by_side_with_what_was_reached_in_each() -> None:
    months = by_month(2, 9)
    rows = month_sheet("各月实绩", (ExtraSheet.ACTUALS,), months, values=True)
    assert [cell.value for cell in rows["指标名称"]][3:] == ["年度目标", "1-2月", "1-9月"]
    for one, row in zip(months[-1].rows, months[0].rows, strict=True):
        shown = rows[one.indicator.name]
        if one.target.stated.value is not None and one.actual_value is not None:
            assert Decimal(repr(shown[5].value)) == pytest.approx(one.actual_value)
            assert (shown[4].value is None) == (row.actual_value is None)
    grown = rows["规模以上工业增加值"]
    assert (grown[5].value, grown[5].number_format, grown[3].number_format) == (6.2, '0.0"%"', '0"以上"')


@pytest.mark.parametrize("extra", [(ExtraSheet.COMPLETIONS,), (ExtraSheet.ACTUALS, ExtraSheet.COMPLETIONS)])
def test_completions_of_months_are_the_programs_and_worked_out_from_the_actuals(extra: tuple[ExtraSheet, ...]) -> None:
    months = by_month(2, 9)
    known = month_sheet("各月完成率", extra, months, values=True)
    live = month_sheet("各月完成率", extra, months, values=False)
    compared = 0
    for place, progress in enumerate(months, 4):
        for row in progress.rows:
            share, name = figures(row, progress).completion, row.indicator.name
            value, formula = known[name][place].value, live[name][place].value
            assert (value is None) == (share is None)
            if share is None:
                continue
            compared += 1
            assert Decimal(repr(value)) == share
            assert formula.startswith(("=ROUND(", "=IF("))
            assert ("'各月实绩'!" in formula) == (ExtraSheet.ACTUALS in extra)
    assert compared > 30


def test_a_target_adjusted_since_counts_in_each_month_as_it_was_in_force() -> None:
    first, last = by_month(6, 9)
    row = last.rows[0]
    changed = replace(row, target=replace(row.target, stated=replace(row.target.stated, value=Decimal(90))))
    months = (first, replace(last, rows=(changed, *last.rows[1:])))
    live = month_sheet("各月完成率", (ExtraSheet.COMPLETIONS,), months, values=False)[row.indicator.name]
    assert live[3].value == 90 and "/80*100" in live[4].value and "/90*100" in live[5].value


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_works_the_months_out_anew(tmp_path: Path) -> None:
    months = by_month(2, 9)
    data = build_sheet(months[-1], SheetOptions(extra=tuple(ExtraSheet)), Background(months=months))
    again, known = recalculated(data, tmp_path), openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name in ("各月实绩", "各月完成率"):
        pairs = zip(again[name].iter_rows(values_only=True), known[name].iter_rows(values_only=True), strict=False)
        assert all(filled(one) == filled(other) for one, other in pairs)


def filled(row: Sequence[Any]) -> list[Any]:
    """What a row says; LibreOffice saves fifteen digits of a figure."""
    return [f"{value:.15g}" if isinstance(value, (int, float)) else value or None for value in row]
