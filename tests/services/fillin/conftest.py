"""Twelve units, each with two targets, and what has been filled in so far."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zonetracker.extraction.tables.reader import tables_payload
from zonetracker.extraction.tables.wire import tables_from_json
from zonetracker.model.changes import ActualEntry, IndicatorChange, MilestoneChange, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services import fillin
from zonetracker.services.fillin import Returned, ReturnPlan
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets import SheetRead
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

YEAR, MONTH = 2023, 9
UNITS = [
    *("发改局", "经信局", "财政局", "科技局", "教育局", "民政局"),
    *("人社局", "自然资源局", "住建局", "交通局", "水务局", "商务局"),
]
VALUE, GROWTH, PROBLEM = 7, 8, 9
DONE_ON = 7
FIRST = 4
"""The first row of a table."""


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    """Each unit leads an investment of 120亿元, of which 80 was reached by August and 75 in last year's September."""
    ledger.add_departments(UNITS)
    for unit in UNITS:
        for name, unit_of, plan in ((f"{unit}投资额", "亿元", 120), (f"{unit}新增企业", "家", 36)):
            stated = Stated(Decimal(plan), unit=unit_of)
            ledger.add_target(name, YEAR, stated, TargetChange(responsible=f"牵头单位：{unit}；配合单位：统计局"))
    by_name = {one.name: one.id for one in ledger.indicators()}
    ledger.set_actuals(
        [
            entry
            for unit in UNITS
            for entry in (
                ActualEntry(by_name[f"{unit}投资额"], YEAR, MONTH - 1, Decimal(80), "亿元"),
                ActualEntry(by_name[f"{unit}投资额"], YEAR - 1, MONTH, Decimal(75), "亿元"),
                ActualEntry(by_name[f"{unit}新增企业"], YEAR, MONTH - 1, Decimal(20), "家"),
            )
        ]
    )
    ledger.edit_indicator(by_name["商务局新增企业"], IndicatorChange(months=(6, 12)))
    ledger.add_milestone("会展中心竣工", YEAR, MilestoneChange(responsible="商务局", deadline="2023-10"))
    return ledger


@pytest.fixture
def folder(ledger: Ledger, tmp_path: Path) -> Path:
    """The sheets of September as they went out."""
    place = tmp_path / "填报表"
    place.mkdir()
    sent = finish(fillin.writing_job(fillin.sheets_of(ledger, YEAR, MONTH), ledger.file_id, place))
    assert len(sent.written) == len(UNITS)
    return place


def sheet_of(folder: Path, unit: str) -> Path:
    """The file of a unit."""
    return next(path for path in folder.iterdir() if f"（{unit}）" in path.name)


def edit(path: Path, change: Callable[[Any], object], sheet: int = 0) -> None:
    """Change a file as somebody would who opens it."""
    book = openpyxl.load_workbook(path)
    change(book.worksheets[sheet])
    book.save(path)


def fill(path: Path, value: object = 91.5, count: object = 27, growth: object = 22) -> None:
    """Fill in the figures of a unit's sheet."""

    def change(sheet: Any) -> None:
        sheet.cell(FIRST, VALUE).value = value
        sheet.cell(FIRST, GROWTH).value = growth
        if sheet.cell(FIRST + 1, 3).value == "家":
            sheet.cell(FIRST + 1, VALUE).value = count

    edit(path, change)


def fill_all(folder: Path) -> None:
    """Fill in all sheets of a folder."""
    for unit in UNITS:
        fill(sheet_of(folder, unit))


def read_back(ledger: Ledger, *paths: Path, month: int = MONTH) -> ReturnPlan:
    """What these files, or those of these folders, would do; read here and not in a child, which takes long."""
    return fillin.plan(ledger, [_read(path) for path in fillin.files_among(paths)], YEAR, month)


def _read(path: Path) -> Returned:
    try:
        grids, tables = tables_from_json(tables_payload(path.read_bytes(), {"name": path.name}))
    except Refusal as refusal:
        return Returned(path.name, None, str(refusal))
    return Returned(path.name, SheetRead(path.name, grids, tables))


def read_in_fence(ledger: Ledger, *paths: Path) -> ReturnPlan:
    """The same as a clerk has it read."""
    return finish(fillin.returns_job(ledger, fillin.files_among(paths), YEAR, MONTH))
