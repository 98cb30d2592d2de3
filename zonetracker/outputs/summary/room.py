"""How much of a page a block takes, so that a summary is kept to as many pages as an office sends.

An estimate in lines of the running text (22 a page of 28 letters), without the typefaces that paper is set in: a little
too much rather than too little.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from zonetracker.outputs.summary.blocks import Block, Heading, Note, Paragraph, SummaryTable
from zonetracker.outputs.summary.setting import APART, LETTERS, NOTE_PITCH, PITCH, table_setting
from zonetracker.words.wording import columns_of, stretches

PAGES, _LINES = 3, 22
_SPARED = 1
"""A line that is left free."""
ROOM = float(PAGES * _LINES - _SPARED)
_TITLE_LETTERS = 19
_NOTE_LETTERS = 36


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
        return _wrapped(block.text, _NOTE_LETTERS, 2) * NOTE_PITCH / PITCH
    if isinstance(block, Paragraph | Heading):
        return float(_wrapped(block.text, LETTERS, 2))
    return 1.5


def _wrapped(text: str, letters: float, inset: int = 0) -> int:
    wide = columns_of(text) / 2 + APART * (len(stretches(text)) - 1)
    return max(1, -int(-(wide + inset) // letters))


def row_lines(table: SummaryTable) -> list[float]:
    """How many lines the head of a table and each of its rows take."""
    measures = table_setting(table.head, table.rows, table.numeric)
    rows = [measures.heads(table.head), *table.rows]
    counts = (max(measures.fitting.lines(place, text) for place, text in enumerate(row)) for row in rows)
    return [(count * measures.pitch + 2 * measures.pad) / PITCH for count in counts]


def fitting(lines: Iterable[float], room: float) -> int:
    """How many of the first fit into so many lines."""
    return sum(used <= room for used in accumulate(lines))
