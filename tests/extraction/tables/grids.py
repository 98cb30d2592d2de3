"""Grids for the tests of tables, written as lines whose cells are parted by |."""

from __future__ import annotations

from zonetracker.extraction.reading.grid import Area, Grid


def grid(*lines: str, merges: tuple[Area, ...] = (), name: str = "Sheet1", hidden_rows: tuple[int, ...] = ()) -> Grid:
    """A sheet of some lines."""
    rows = tuple(tuple(line.split("|")) for line in lines)
    return Grid(name, rows, merges, hidden_rows=frozenset(hidden_rows))
