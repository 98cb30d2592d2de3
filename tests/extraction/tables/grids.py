"""Grids and columns for the tests of tables, written as lines whose cells are parted by |."""

from __future__ import annotations

from zonetracker.extraction.reading.sheets.grid import Area, Grid
from zonetracker.extraction.tables.heads import read_columns
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn


def grid(*lines: str, merges: tuple[Area, ...] = (), name: str = "Sheet1", hidden_rows: tuple[int, ...] = ()) -> Grid:
    """A sheet of some lines."""
    rows = tuple(tuple(line.split("|")) for line in lines)
    return Grid(name, rows, merges, hidden_rows=frozenset(hidden_rows))


def flat(heads: str, *rows: str) -> tuple[HeadedColumn, ...]:
    """The columns of heads in one row; cells are parted by |."""
    return tree(heads, rows=rows)


def tree(*heads: str, rows: tuple[str, ...]) -> tuple[HeadedColumn, ...]:
    """The columns of heads in several rows, filled as merged cells fill them."""
    over = zip(*(line.split("|") for line in heads), strict=True)
    return read_columns([tuple(dict.fromkeys(filter(None, one))) for one in over], [row.split("|") for row in rows])


def partners(columns: tuple[HeadedColumn, ...]) -> dict[int, int | None]:
    return {column.index: column.partner for column in columns if column.role is ColumnRole.GROWTH}
