"""A bureau's sheet of 20,000 × 60 cells: its tables and its plan, beside a walk that makes numbers of all cells."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets import plan, sheet_from_grids

ROWS, COLUMNS = 20_000, 60
SYLLABLES = "工业农业投资收入项目企业园区面积产值平台人才贷款出口进口城镇农村新增"
Heads = Callable[[int], tuple[str, str]]


def _unknown(column: int) -> tuple[str, str]:
    known = [("1-9月累计", "1-9月累计"), ("同比增长(%)", "同比增长(%)")]
    return known[column] if column < len(known) else (f"附{column}", f"附{column}")


def _months(column: int) -> tuple[str, str]:
    year, month = 2021 + column // 24, column // 2 % 12 + 1
    return f"{year}年1-{month}月", ("累计", "同比增长(%)")[column % 2]


def _regions(column: int) -> tuple[str, str]:
    return ("青禾高新区" if column < 2 else f"云岭{column // 2}镇"), ("1-9月累计", "同比增长(%)")[column % 2]


SHAPES: Mapping[str, Heads] = {"unknown heads": _unknown, "years and months": _months, "regions": _regions}


def made(heads: Heads, rows: int) -> Grid:
    """A sheet with these heads over two rows, and names that are not known but for the first."""
    chance = random.Random(1)
    columns = [heads(column) for column in range(COLUMNS - 2)]
    top, low = (("指标名称", "单位", *(head[level] for head in columns)) for level in (0, 1))
    names = ["地区生产总值", *("".join(chance.choices(SYLLABLES, k=8)) + str(row) for row in range(1, rows))]
    figures = [tuple(f"{row % 977 + column}.{row % 10}" for column in range(COLUMNS - 2)) for row in range(rows)]
    return Grid("报表", (top, low, *((name, "亿元", *line) for name, line in zip(names, figures, strict=True))))


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _numbers(grid: Grid) -> list[float]:
    return [float(text) for row in grid.rows for text in row if text[:1].isdigit() and text.replace(".", "").isdigit()]


def bench() -> None:
    """Print for each shape the times, their ratio to the walk, and what twice the rows take."""
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder) / "台账.zt", "青禾高新区") as ledger:
        for shape, heads in SHAPES.items():
            half, whole = made(heads, ROWS // 2), made(heads, ROWS)
            walk = _timed(lambda grid=whole: _numbers(grid))  # type: ignore[misc]
            began = time.perf_counter()
            small, read = (sheet_from_grids((grid,), "报表.xlsx") for grid in (half, whole))
            tables = (time.perf_counter() - began) / 1.5
            before = _timed(lambda sheet=small: plan(ledger, sheet, 2023, 9))  # type: ignore[misc]
            planned = _timed(lambda sheet=read: plan(ledger, sheet, 2023, 9))  # type: ignore[misc]
            print(
                f"  {shape}: tables {tables:.2f} s, plan {planned:.2f} s, walk {walk:.2f} s, ratio {planned / walk:.1f}"
            )
            print(f"    twice the rows take {planned / before:.1f} times as long")


if __name__ == "__main__":
    bench()
