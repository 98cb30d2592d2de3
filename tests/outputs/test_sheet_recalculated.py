"""LibreOffice works the sheet's formulas out by itself and must come to the program's figures, to the last digit."""

import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.specimens import CURVE, SPECIMENS, build
from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Nature, Polarity, Stated, Target
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress, ProgressRow, progress
from zonetracker.model.row_figures import figures
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.outputs.sheet.workbook import build_sheet, count_line
from zonetracker.outputs.status import status_rows
from zonetracker.words.issuing import column_head
from zonetracker.words.wording import bare_name

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FORMULAS = (
    SheetColumn.GROWTH,
    SheetColumn.COMPLETION,
    SheetColumn.TIME_PROGRESS,
    SheetColumn.GAP,
    SheetColumn.GROWTH_GAP,
)
REORDERED = SheetOptions(columns=tuple(reversed(SheetColumn))[2:], group=Group.SECTION)
UNITS = [("亿元", "万元"), ("万亩", "亩"), ("公顷", "亩"), ("万吨", "吨"), ("家", "家"), ("亿元", "元"), ("%", "%")]
HALVES = [("1089", "400"), ("629.0", "647.4"), ("17.41", "135.46"), ("0.145", "2"), ("33.35", "100"), ("1.005", "0.3")]
HALVES += [("-2.45", "1000"), ("4.45", "8.9"), ("0.0005", "1"), ("2.675", "100"), ("1.15", "1000"), ("99.95", "100")]


def odd_row(index: int, dice: random.Random, month: int, places: int) -> tuple[Indicator, Target, list[Actual]]:
    """An indicator, its target and up to three actuals; many lie on or beside a half of the last place or a border."""
    unit, other = dice.choice(UNITS)
    reached, wanted = dice.choice(HALVES)
    if dice.random() < 0.6:
        whole = dice.randrange(1, 10 ** dice.randrange(1, 7))
        half = Decimal(2 * dice.randrange(-50, 4000) + 1) / (2 * 10**places) / 100
        if dice.random() < 0.4:
            borders = [Decimal(100), Decimal(98), Decimal(102), Decimal(month) / 12 * 100, Decimal(month * 5 - 10)]
            half = dice.choice(borders) / 100
        wanted = str(Decimal(whole) / 10 ** dice.randrange(0, 3))
        reached = format((Decimal(wanted) * half).quantize(Decimal("0.000001")).normalize(), "f")
    name = f"指标{index}" if dice.random() < 0.9 else f"指标{index}排名"
    if dice.random() < 0.1:
        wanted = dice.choice(["0", f"-{wanted}"])
    if dice.random() < 0.1:
        name, wanted = f"亏损额{index}", "-8"
        reached = dice.choice(["-9", "-8", "-7.5", "-6", f"{-8 * month / 12:.4f}", "-1", "0.5"])
    curve = dice.random() < 0.2
    indicator = Indicator(
        index,
        name,
        unit,
        polarity=dice.choice(list(Polarity)),
        nature=dice.choice([Nature.FLOW, Nature.FLOW, Nature.FLOW, Nature.LEVEL]),
        typed_growth=dice.random() < 0.2,
        months=tuple(range(1, 13)) if dice.random() < 0.8 else (3, 6, 9, 12),
        curve=CURVE if curve else (),
    )
    bound = dice.choice(list(Bound))
    growth = Decimal(dice.randrange(-800, 1500)) / 100 if dice.random() < 0.6 else None
    high = Decimal(wanted) + 5 if dice.random() < 0.15 else None
    stated = Stated(Decimal(wanted), high, unit, bound, growth, None, dice.choice(list(Bound)) if growth else None)
    if growth is not None and dice.random() < 0.3:
        stated = replace(stated, value=None, value_high=None, unit=None, bound=None)
    if growth is not None and dice.random() < 0.15:
        stated = replace(stated, growth_high=growth + 1)
    if dice.random() < 0.04:
        stated = Stated()
    target = Target(
        index,
        index,
        2023,
        stated,
        position=index,
        stretch=Decimal(wanted) * 2,
        section=f"第{index % 4}组",
        judge_by=dice.choice([JudgeBy.WORSE, JudgeBy.WORSE, *JudgeBy]),
        wording="" if stated.value is not None or growth else "高于全省平均水平",
    )
    typed = Decimal(dice.randrange(-99999, 99999)) / 1000 if dice.random() < 0.3 else None
    if growth is not None and dice.random() < 0.4:
        typed = growth + Decimal(dice.choice(["0", "-0.04", "-1", "-2", "-1.96", "0.5"]))
    rows = [Actual(0, index, 2023, month, Decimal(reached), dice.choice([unit, other, unit]), typed)]
    rows.append(Actual(0, index, 2022, month, abs(Decimal(reached)) + Decimal("0.37"), dice.choice([unit, other])))
    rows.append(Actual(0, index, 2022, 12, abs(Decimal(reached)) * 2 + 1, other))
    return indicator, target, [actual for actual in rows if dice.random() < 0.9]


def odd_progress(month: int, places: int) -> Progress:
    """75 rows of every kind, by rules with and without 超序时."""
    dice = random.Random(month * 1000 + places)
    indicators, targets, actuals = {}, [], {}
    for index in range(1, 76):
        indicator, target, found = odd_row(index, dice, month, places)
        indicators[index] = indicator
        targets.append(target)
        actuals.update({(index, actual.year, actual.month): actual for actual in found})
    rules = RuleSet() if month % 2 else RuleSet(ahead=Decimal(5), growth_ahead=Decimal("0.5"), late=Decimal("-7.5"))
    return progress("示范区", 2023, month, targets, indicators, actuals, [], rules, places)


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
    return {column: column_head(column, month) for column in FORMULAS}


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_recalculated_formulas_equal_the_program(tmp_path: Path) -> None:
    books = {f"m{month}p{month % 4}": odd_progress(month, month % 4) for month in range(1, 13)}
    books["specimens"] = build(SPECIMENS)
    books["finer"] = build(SPECIMENS, month=2, places=2)
    formulas = 0
    for number, (name, known) in enumerate(books.items()):
        data = build_sheet(known, REORDERED if number % 3 == 2 else SheetOptions())
        formulas += without_values(data, tmp_path / f"{name}.xlsx")
    converted([tmp_path / f"{name}.xlsx" for name in books], tmp_path)
    compared = 0
    for name, known in books.items():
        compared += compare(known, tmp_path / "out" / f"{name}.xlsx")
    assert formulas > compared > 3000


def typed_in(known: Progress, path: Path) -> tuple[Progress, int]:
    """The sheet without this month's figures, then with those of the rows' own unit typed in; what that makes."""
    typed = {row.target.id: row for row in known.rows if row.actual is not None and row.actual.unit == row.unit}
    months = {(row.indicator.id, known.year, known.month) for row in known.rows}
    facts = {(one.indicator_id, one.year, one.month): one for row in known.rows for one in facts_of(row)}
    blank = {key: one for key, one in facts.items() if key not in months}
    again = {row.indicator.id: row.indicator for row in known.rows}

    def made(actuals: dict[tuple[int, int, int], Actual]) -> Progress:
        targets = [row.target for row in known.rows]
        return progress(known.zone, known.year, known.month, targets, again, actuals, [], known.rules, known.places)

    path.write_bytes(build_sheet(made(blank), SheetOptions()))
    book = openpyxl.load_workbook(path)
    columns, _ = rows_of(path, values=False)
    for cells in book.worksheets[0].iter_rows():
        row = by_name(typed.values()).get(bare_name(str(cells[columns["指标名称"]].value)))
        if row is not None and row.actual is not None:
            for head, value in ((f"{months_of(known)}累计", row.actual.value), ("同比增长(%)", row.actual.growth)):
                if value is not None:
                    cells[columns[head]].value = float(value)
    book.save(path)
    filled = {(row.indicator.id, known.year, known.month): row.actual for row in typed.values() if row.actual}
    return made(blank | filled), len(filled)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_figure_typed_into_an_empty_row_is_computed_and_judged(tmp_path: Path) -> None:
    books, count = {}, 0
    for month in (2, 6, 9, 12):
        path = tmp_path / f"m{month}.xlsx"
        books[path], filled = typed_in(odd_progress(month, 1), path)
        count += filled
    converted(list(books), tmp_path)
    for path, known in books.items():
        compare(known, tmp_path / "out" / path.name, typed=True)
    assert count > 120


def facts_of(row: ProgressRow) -> list[Actual]:
    return [one for one in (row.actual, row.baseline, row.last_year) if one is not None]


def by_name(rows: Iterable[ProgressRow]) -> dict[str, ProgressRow]:
    return {row.indicator.name: row for row in rows}


def months_of(known: Progress) -> str:
    return "1月" if known.month == 1 else f"1-{known.month}月"


def compare(known: Progress, path: Path, *, typed: bool = False) -> int:
    """How many cells were compared; one `typed` beside a border shows the usual digits and is judged by all."""
    columns, rows = rows_of(path, values=True)
    by_name = {bare_name(str(row[columns["指标名称"]])): row for row in rows if row[columns["指标名称"]]}
    compared = 0
    for row, status in zip(known.rows, status_rows(known), strict=True):
        cells, shown = by_name[row.indicator.name], figures(row, known)
        for column, head in heads(known.month).items():
            wanted, cell = getattr(shown, column.value), cells[columns[head]]
            cell = None if cell == "" else cell
            if typed and wanted is not None and shown.places != known.places:
                continue
            assert (wanted is None) == (cell is None), (row.indicator.name, head, wanted, cell)
            if wanted is None:
                continue
            assert Decimal(repr(cell)) == wanted, (row.indicator.name, head, wanted, cell)
            key = "actual_growth" if column is SheetColumn.GROWTH else column.value
            assert Decimal(status[key] or "NaN") == wanted
            compared += 1
        for column in (SheetColumn.LAST_YEAR, SheetColumn.FORECAST, SheetColumn.NEEDED):
            if (place := columns.get(column_head(column, known.month))) is not None:
                wanted = cell_text(column, known, row)
                assert wanted == "" if cells[place] in (None, "") else Decimal(repr(cells[place])) == Decimal(wanted)
        assert cells[columns["进度评价"]] == status["assessment"], (row.target, row.standing, cells)
        assert cells[columns["评价档"]] == row.standing.grade.value
        compared += 1
    counted = [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith("合计")]
    assert counted == [count_line("合计", known.rows, known)[0]]
    return compared


def test_a_viewer_that_does_not_calculate_sees_the_same(small: Progress, tmp_path: Path) -> None:
    """The values kept beside the formulas are the program's own."""
    for number, options in enumerate((SheetOptions(), REORDERED)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(build_sheet(small, options))
        assert compare(small, path) > 60
