"""How much of a page a block takes, so that a summary is kept to as many pages as an office sends.

An estimate in lines of the running text (22 a page of 28 letters), without the typefaces that paper is set in: a little
too much rather than too little.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from zonetracker.outputs.summary.blocks import Block, Heading, Note, Paragraph, SummaryTable
from zonetracker.words.wording import columns_of

PAGES, _LINES, _LETTERS = 3, 22, 28
_SPARED = 1
"""A line that is left free."""
ROOM = float(PAGES * _LINES - _SPARED)
_TITLE_LETTERS = 19
_PITCH, _NOTE_PITCH, _NOTE_LETTERS = 28.0, 20.0, 36
_TABLE_LETTERS, _CELL_PITCH, _CELL_PAD, _PAD = 42.0, 15.0, 7.0, 0.75
_LEAST = 5.0
_ENDS_EARLY = 0.8


def title_lines(title: str) -> int:
    """How many lines a title takes with the empty one below it."""
    return _wrapped(title, _TITLE_LETTERS) + 1


def lines_of(blocks: Iterable[Block]) -> float:
    """How many lines the blocks take below one another."""
    return sum(map(_lines, blocks))


def _lines(block: Block) -> float:
    if isinstance(block, SummaryTable):
        return sum(row_lines(block)) + 1
    if isinstance(block, Note):
        return _wrapped(block.text, _NOTE_LETTERS, 2) * _NOTE_PITCH / _PITCH
    if isinstance(block, Paragraph | Heading):
        return float(_wrapped(block.text, _LETTERS, 2))
    return 1.5


def _wrapped(text: str, letters: float, inset: int = 0) -> int:
    return max(1, -int(-(columns_of(text) / 2 + inset) // letters))


def row_lines(table: SummaryTable) -> list[float]:
    """How many lines the head of a table and each of its rows take."""
    rows = [table.head, *table.rows]
    widths = _column_widths(rows)
    return [(max(map(_cell_lines, row, widths)) * _CELL_PITCH + _CELL_PAD) / _PITCH for row in rows]


def _cell_lines(text: str, width: float) -> int:
    """In a narrow column some lines end early, so that none begins with a comma."""
    return 1 if columns_of(text) / 2 <= width else _wrapped(text, max(1.0, width - _ENDS_EARLY))


def _column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """In half letters, as lines hold them: what each column cannot do without, and more the longer its texts are."""
    wanted = [max(columns_of(text) / 2 for text in column) for column in zip(*rows, strict=True)]
    least = [min(one, _LEAST) for one in wanted]
    width = _TABLE_LETTERS - _PAD * len(wanted)
    spare = max(0.0, width - sum(least))
    asked = [(want - low) ** 0.5 for want, low in zip(wanted, least, strict=True)]
    whole = sum(asked) or 1.0
    return [max(1.0, (low + spare * share / whole) * 2 // 1 / 2) for low, share in zip(least, asked, strict=True)]


def fitting(lines: Iterable[float], room: float) -> int:
    """How many of the first fit into so many lines."""
    return sum(used <= room for used in accumulate(lines))
