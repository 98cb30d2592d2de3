"""A block from Excel or WPS onto the grid: which line goes to which row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.services.actuals_grid import GridRow
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

Find = Callable[[str], GridRow | None]


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """The lines of a block with their rows, None where the grid ends before; `left` are lines without one, in words."""

    lines: tuple[tuple[GridRow | None, tuple[str, ...]], ...]
    left: tuple[str, ...] = ()


def lay_block(block: Sequence[Sequence[str]], below: Sequence[GridRow | None], find: Find) -> LaidBlock:
    """Each line goes to its row of `below`; a block that begins with names goes by these, wherever their rows stand."""
    named = [find(line[0]) if line[0].strip() else None for line in block]
    if not any(named):
        return LaidBlock(tuple((row, tuple(line)) for row, line in zip(below, block, strict=True)))
    lines: list[tuple[GridRow | None, tuple[str, ...]]] = []
    left: list[str] = []
    seen: set[int] = set()
    for number, (row, line) in enumerate(zip(named, block, strict=True), 1):
        if row is not None and row.indicator.id not in seen:
            seen.add(row.indicator.id)
            lines.append((row, tuple(line[1:])))
        elif any(map(str.strip, line)) and (number > 1 or row is not None):
            left.append(_left_words(number, line[0], known=row is not None))
    return LaidBlock(tuple(lines), tuple(left))


def _left_words(number: int, name: str, *, known: bool) -> str:
    words = {"number": number, "name": one_line(name)}
    if not name.strip():
        return tr("第 {number} 行：没有指标名称。", **words)
    if known:
        return tr("第 {number} 行“{name}”：这个指标前面已经有一行。", **words)
    return tr("第 {number} 行“{name}”：表里没有这个指标。", **words)
