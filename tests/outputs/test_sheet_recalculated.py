"""LibreOffice works the sheet's formulas out by itself and must come to the program's figures, to the last digit."""

import random
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.specimens import CURVE, SPECIMENS, build
from zonetracker.model.facts import Actual, Bound, Indicator, Nature, Polarity, Stated, Target
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, progress
from zonetracker.model.row_figures import figures, growth_is_computed
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.sheet.workbook import build_sheet
from zonetracker.outputs.status import status_rows
from zonetracker.words.wording import bare_name

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FORMULAS = (
    SheetColumn.GROWTH,
    SheetColumn.COMPLETION,
    SheetColumn.TIME_PROGRESS,
    SheetColumn.GAP,
    SheetColumn.GROWTH_GAP,
)
UNITS = [("亿元", "万元"), ("万亩", "亩"), ("公顷", "亩"), ("万吨", "吨"), ("家", "家"), ("亿元", "元"), ("%", "%")]
HALVES = [("1089", "400"), ("629.0", "647.4"), ("17.41", "135.46"), ("0.145", "2"), ("33.35", "100"), ("1.005", "0.3")]
HALVES += [("-2.45", "1000"), ("4.45", "8.9"), ("0.0005", "1"), ("2.675", "100"), ("1.15", "1000"), ("99.95", "100")]


def odd_row(index: int, dice: random.Random, month: int, places: int) -> tuple[Indicator, Target, list[Actual]]:
    """An indicator, its target and up to three actuals; many lie on or beside a half of the last place."""
    unit, other = dice.choice(UNITS)
    reached, wanted = dice.choice(HALVES)
    if dice.random() < 0.6:
        whole = dice.randrange(1, 10 ** dice.randrange(1, 7))
        half = Decimal(2 * dice.randrange(-50, 4000) + 1) / (2 * 10**places) / 100
        wanted = str(Decimal(whole) / 10 ** dice.randrange(0, 3))
        reached = format((Decimal(wanted) * half).normalize(), "f")
    curve = dice.random() < 0.2
    indicator = Indicator(
        index,
        f"指标{index}",
        unit,
        polarity=dice.choice(list(Polarity)),
        nature=dice.choice([Nature.FLOW, Nature.FLOW, Nature.FLOW, Nature.LEVEL]),
        typed_growth=dice.random() < 0.2,
        curve=CURVE if curve else (),
    )
    bound = dice.choice(list(Bound))
    growth = Decimal(dice.randrange(-800, 1500)) / 100 if dice.random() < 0.6 else None
    high = Decimal(wanted) + 5 if dice.random() < 0.15 else None
    stated = Stated(Decimal(wanted), high, unit, bound, growth, None, dice.choice(list(Bound)) if growth else None)
    if growth is not None and dice.random() < 0.3:
        stated = replace(stated, value=None, value_high=None, unit=None, bound=None)
    target = Target(index, index, 2023, stated, position=index, stretch=Decimal(wanted) * 2, section=f"第{index % 4}组")
    typed = Decimal(dice.randrange(-99999, 99999)) / 1000 if dice.random() < 0.5 else None
    rows = [Actual(0, index, 2023, month, Decimal(reached), dice.choice([unit, other, unit]), typed)]
    rows.append(Actual(0, index, 2022, month, abs(Decimal(reached)) + Decimal("0.37"), dice.choice([unit, other])))
    rows.append(Actual(0, index, 2022, 12, abs(Decimal(reached)) * 2 + 1, other))
    return indicator, target, [actual for actual in rows if dice.random() < 0.9]


def odd_progress(month: int, places: int) -> Progress:
    dice = random.Random(month * 1000 + places)
    indicators, targets, actuals = {}, [], {}
    for index in range(1, 31):
        indicator, target, found = odd_row(index, dice, month, places)
        indicators[index] = indicator
        targets.append(target)
        actuals.update({(index, actual.year, actual.month): actual for actual in found})
    return progress("示范区", 2023, month, targets, indicators, actuals, [], RuleSet(), places)


def without_values(data: bytes, path: Path) -> int:
    """Write the workbook with no value beside its formulas, so that they must be worked out; how many there are."""
    path.write_bytes(data)
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet], count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", parts[sheet])
    with zipfile.ZipFile(path, "w") as goal:
        for name, part in parts.items():
            goal.writestr(name, part)
    return count


def rows_of(path: Path, *, values: bool) -> tuple[dict[str, int], list[tuple[Any, ...]]]:
    sheet = openpyxl.load_workbook(path, data_only=values).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(index for index, row in enumerate(rows) if "指标名称" in row)
    names = [str(name).replace("\n", "") for name in rows[head]]
    return {name: index for index, name in enumerate(names)}, rows[head + 1 :]


def converted(paths: list[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice worked them out and saved them."""
    assert OFFICE is not None
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "xlsx", "--outdir", "out", *paths],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=180,
    )
    return [folder / "out" / path.name for path in paths]


def heads(month: int) -> dict[SheetColumn, str]:
    from zonetracker.words.issuing import column_head

    return {column: column_head(column, month) for column in FORMULAS}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_recalculated_formulas_equal_the_program(tmp_path: Path) -> None:
    books = {f"m{month}p{month % 4}": odd_progress(month, month % 4) for month in range(1, 13)}
    books["specimens"] = build(SPECIMENS)
    books["finer"] = build(SPECIMENS, month=2, places=2)
    reordered = SheetOptions(columns=tuple(reversed(SheetColumn))[2:], group=Group.SECTION)
    plain = SheetOptions()
    formulas = 0
    for number, (name, known) in enumerate(books.items()):
        data = build_sheet(known, reordered if number % 3 == 2 else plain)
        formulas += without_values(data, tmp_path / f"{name}.xlsx")
    converted([tmp_path / f"{name}.xlsx" for name in books], tmp_path)
    compared = 0
    for name, known in books.items():
        compared += compare(known, tmp_path / "out" / f"{name}.xlsx")
    assert compared == formulas > 800


def compare(known: Progress, path: Path) -> int:
    columns, rows = rows_of(path, values=True)
    by_name = {bare_name(str(row[columns["指标名称"]])): row for row in rows if row[columns["指标名称"]]}
    compared = 0
    for row, status in zip(known.rows, status_rows(known), strict=True):
        cells, shown = by_name[row.indicator.name], figures(row, known)
        for column, head in heads(known.month).items():
            wanted, cell = getattr(shown, column.value), cells[columns[head]]
            assert (wanted is None) == (cell is None), (row.indicator.name, head, wanted, cell)
            if wanted is None:
                continue
            assert Decimal(repr(cell)) == wanted, (row.indicator.name, head, wanted, cell)
            key = "actual_growth" if column is SheetColumn.GROWTH else column.value
            assert Decimal(status[key] or "NaN") == wanted
            compared += column is not SheetColumn.GROWTH or growth_is_computed(row)
        assert cells[columns["进度评价"]] == status["assessment"]
    return compared


def test_a_viewer_that_does_not_calculate_sees_the_same(small: Progress, tmp_path: Path) -> None:
    """The values kept beside the formulas are the program's own."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(build_sheet(small, SheetOptions()))
    assert compare(small, path) > 60
