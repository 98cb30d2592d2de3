"""Grids and the tables that were read from them, as JSON and back: how they leave the fenced child."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from zonetracker.extraction.reading.sheets.grid import Grid, grids_from_json, grids_to_json
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, Months, ReadTable
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt

GridsAndTables = tuple[tuple[Grid, ...], tuple[ReadTable, ...]]
_PARTED = b"\n"


def tables_to_json(grids: Sequence[Grid], tables: Sequence[ReadTable]) -> bytes:
    """The tables and the grids that they lie in."""
    told = json.dumps([asdict(table) for table in tables], ensure_ascii=False, separators=(",", ":")).encode()
    return told + _PARTED + grids_to_json(grids)


def tables_from_json(data: bytes) -> GridsAndTables:
    """What `tables_to_json` wrote."""
    told, _, grids = data.partition(_PARTED)
    return grids_from_json(grids), tuple(_table(said) for said in json.loads(told))


def _table(said: Mapping[str, Any]) -> ReadTable:
    return ReadTable(
        **{
            **said,
            "area": tuple(said["area"]),
            "heads": tuple(said["heads"]),
            "title": tuple(said["title"]),
            "notes": tuple(said["notes"]),
            "columns": tuple(_column(column) for column in said["columns"]),
            "months": _months(said["months"]),
        }
    )


def _column(said: Mapping[str, Any]) -> HeadedColumn:
    return HeadedColumn(
        **{
            **said,
            "role": ColumnRole(said["role"]),
            "heads": tuple(said["heads"]),
            "months": _months(said["months"]),
            "kind": None if said["kind"] is None else Kind(said["kind"]),
            "reasons": tuple(said["reasons"]),
            "doubts": tuple(FigureDoubt(doubt) for doubt in said["doubts"]),
        }
    )


def _months(said: Sequence[int] | None) -> Months | None:
    return None if said is None else (said[0], said[1])
