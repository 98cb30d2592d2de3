"""Sheets that bureaus filled in, emptied: nearly every figure's cell is found, and reads as it did when filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.shared import SHARED
from zonetracker.extraction.forms.vacant import with_stand_ins
from zonetracker.extraction.reading import read_grids
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.entries import figures_of
from zonetracker.extraction.tables.reader import read_tables

SHEETS = sorted((SHARED / "sheets").glob("*/*.xls*"))
FEWEST_FOUND, FEWEST_ALIKE, MOST_BESIDE = 0.99, 0.975, 10

Said = Mapping[tuple[int, int, int], tuple[object, ...]]


def said(grids: Sequence[Grid], name: str) -> Said:
    """What is said of each figure that is not hidden, by its cell."""
    return {
        (table.grid, *place): (one.name, one.unit, one.year, one.months, one.kind, one.previous, one.whose, growing)
        for table in read_tables(grids, name)
        if not table.hidden
        for one in figures_of(grids[table.grid], table)
        if not one.hidden
        for place, growing in ((one.value_at, one.stated.value is None), (one.growth_at, True))
        if place is not None
    }


def emptied(grids: Sequence[Grid], filled: Said) -> list[Grid]:
    """The same sheets without those figures."""
    texts = [[list(row) for row in grid.rows] for grid in grids]
    for at, row, column in filled:
        texts[at][row][column] = ""
    return [replace(grid, rows=tuple(map(tuple, rows))) for grid, rows in zip(grids, texts, strict=True)]


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHEETS, reason="the material beside the checkout is not there")
def test_an_emptied_sheet_reads_as_it_did() -> None:
    cells = found = alike = beside = 0
    for path in SHEETS:
        if path.suffix == ".json":
            continue
        name = Path(path).name
        grids = read_grids(path.read_bytes(), name)
        was = said(grids, name)
        made = [with_stand_ins(grid) for grid in emptied(grids, was)]
        blanks = {(at, *place) for at, (_, places) in enumerate(made) for place in places}
        now = said([grid for grid, _ in made], name)
        cells += len(was)
        found += len(was.keys() & blanks & now.keys())
        alike += sum(cell in blanks and now.get(cell) == one for cell, one in was.items())
        beside += len((now.keys() & blanks) - was.keys())
    assert cells and found >= cells * FEWEST_FOUND and alike >= cells * FEWEST_ALIKE and beside <= MOST_BESIDE
