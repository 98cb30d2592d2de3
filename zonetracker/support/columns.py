"""Columns for a terminal: a Chinese character is two places wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence


def width(text: str) -> int:
    """How many places of a terminal `text` takes."""
    return sum(
        2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text if not unicodedata.combining(mark)
    )


def aligned(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Rows as lines with their columns below one another; the columns numbered in `right` end flush."""
    lines = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            " " * (wide - width(cell)) + cell if at in right else cell + " " * (wide - width(cell))
            for at, (cell, wide) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
