"""The Excel sheet of 3,000 targets, beside openpyxl writing the same cells plain, without styles or widths."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from typing import Any

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.issuing import SheetOptions
from zonetracker.outputs.sheet.workbook import build_sheet

TIMES = 3


def _plain(sheets: list[list[tuple[Any, ...]]]) -> None:
    from openpyxl.workbook import Workbook

    book = Workbook()
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(io.BytesIO())


def _least(run: Callable[[], object]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        run()
        took.append(time.process_time() - began)
    return min(took)


def bench() -> None:
    """Print what the sheet takes, the plain cells, and the ratio."""
    import openpyxl

    progress, options = build(SPECIMENS * 120), SheetOptions()
    data = build_sheet(progress, options)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    count = sum(len(row) for rows in cells for row in rows)
    del book
    made, plain = _least(lambda: build_sheet(progress, options)), _least(lambda: _plain(cells))
    print(f"  {len(progress.rows)} rows, {count} cells, {len(data) // 1024} KB:", end=" ")
    print(f"sheet {made:.2f} s, plain cells {plain:.2f} s, ratio {made / plain:.2f}")


if __name__ == "__main__":
    bench()
