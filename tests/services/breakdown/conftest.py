"""A year of targets of every kind, the list of it as a file, and how a clerk changes and reads it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from zonetracker.extraction.tables.reader import tables_payload
from zonetracker.extraction.tables.wire import tables_from_json
from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.facts import Bound, JudgeBy, Nature, Polarity, Stated
from zonetracker.model.planning import LineState
from zonetracker.outputs.breakdown.columns import BreakdownColumn
from zonetracker.outputs.breakdown.workbook import build_breakdown
from zonetracker.services.breakdown import ListChoices, ListLine, ListPlan, plan_list
from zonetracker.services.breakdown.sending import listed
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets import SheetRead

YEAR = 2023
NAME = "分解表.xlsx"
FIRST = 3
"""The first row of the table."""
COLUMNS = list(BreakdownColumn)
GDP, INVESTMENT, INDUSTRY, UNEMPLOYMENT, INCOME, FIRMS, DEFICIT, SALES, RATE, EMPTY = range(1, 11)
CURVE = tuple(map(Decimal, ["2", "5", "12", "20", "30", "42", "50", "58", "70", "80", "90", "100"]))
Edit = Callable[[Any], object]


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Ten targets: bounds, ranges, below zero, in words, a part, growth only, and one of which nothing is said."""
    least, most, about = Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT
    every = (
        ("地区生产总值", Stated(Decimal("80"), None, "亿元", least, Decimal("8"), Decimal("8.5"), about)),
        ("固定资产投资", Stated(Decimal("60.50"), unit="亿元", growth=Decimal("10"))),
        ("工业投资", Stated(Decimal("25"), unit="亿元")),
        ("城镇登记失业率", Stated(Decimal("4.5"), None, "%", most)),
        ("城乡居民收入", Stated()),
        ("新增企业", Stated(Decimal("10"), Decimal("15"), "家")),
        ("结余", Stated(Decimal("-5"), Decimal("-3"), "亿元")),
        ("社会消费品零售总额", Stated(growth=Decimal("-3"), growth_high=Decimal("-5"))),
        ("能耗强度", Stated(growth=Decimal("-3"), growth_bound=least)),
        ("来访客商", Stated()),
    )
    for name, stated in every:
        ledger.add_target(name, YEAR, stated)
    ledger.edit_target(INDUSTRY, TargetChange(parent_id=INVESTMENT))
    ledger.edit_target(INCOME, TargetChange(wording="与经济增长同步", note="=按 统计口径\n第二行"))
    ledger.edit_target(
        GDP,
        TargetChange(
            responsible="发改局；配合单位：统计局",
            weight=Decimal("12.50"),
            stretch=Decimal("82"),
            judge_by=JudgeBy.LEVEL,
            deadline="2023-12",
            section="一、经济发展",
        ),
    )
    ledger.edit_indicator(
        ledger.target(INVESTMENT).indicator_id, IndicatorChange(curve=CURVE, months=(3, 6, 9, 12), aliases=("固投",))
    )
    ledger.edit_indicator(
        ledger.target(FIRMS).indicator_id, IndicatorChange(polarity=Polarity.WITHIN, nature=Nature.LEVEL)
    )
    return ledger


def sent(ledger: Ledger, year: int = YEAR) -> bytes:
    """The list of the year as it goes out."""
    return build_breakdown(ledger.zone, year, listed(ledger, year), ledger.file_id, "A4")


def edited(data: bytes, *edits: Edit) -> bytes:
    """A file as somebody leaves it who opened it and changed its sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        edit(book.worksheets[0])
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def unmerged(sheet: Any) -> None:
    """Take the merged areas apart, so that rows and columns can be moved."""
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def put(row: int, column: BreakdownColumn, value: object) -> Edit:
    """Write into the cell of a row of the table, which is counted from 1."""

    def edit(sheet: Any) -> None:
        sheet.cell(FIRST + row - 1, COLUMNS.index(column) + 1).value = value

    return edit


def read(data: bytes, name: str = NAME) -> SheetRead:
    """A file as it is read, here and not in a child, which takes long."""
    return SheetRead(name, *tables_from_json(tables_payload(data, {"name": name})))


def planned(ledger: Ledger, data: bytes, name: str = NAME, choices: ListChoices | None = None) -> ListPlan:
    """What a file would do."""
    return plan_list(ledger, read(data, name), YEAR, choices or ListChoices())


def line_of(plan: ListPlan, name: str, what: str | None = None) -> ListLine:
    """The one line of a name."""
    (found,) = [line for line in plan.lines if line.name == name and what in (None, line.what)]
    return found


def states(plan: ListPlan) -> list[LineState]:
    """How all lines stand."""
    return [line.state for line in plan.lines]


def flipped(plan: ListPlan, *lines: ListLine) -> ListPlan:
    """The plan with these lines answered."""
    return replace(plan, flipped=plan.flipped | {line.key for line in lines})


def shown(plan: ListPlan) -> list[tuple[str, str, str, str]]:
    """All lines as a clerk sees them."""
    return [(line.name, line.what, line.before, line.after) for line in plan.lines]


@pytest.fixture
def table() -> Callable[[list[list[object]]], bytes]:
    """A workbook of these cells."""

    def made(rows: list[list[object]]) -> bytes:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        sink = io.BytesIO()
        book.save(sink)
        return sink.getvalue()

    return made
