"""How a summary is set, the same in Word and in print: measures in points, widths of columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zonetracker.outputs.sheet.widths import LEAST_POINTS, MARGIN, PAD, Fitting, ems, fit, fit_into, measured
from zonetracker.outputs.summary.blocks import Annex, AnnexLine, Block, Heading, Signature

_MM = 72 / 25.4
PAGE_WIDTH, PAGE_HEIGHT = 210 * _MM, 297 * _MM
TOP, BOTTOM, LEFT, RIGHT = 37 * _MM, 35 * _MM, 28 * _MM, 26 * _MM
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
PITCH, LETTERS = 28.0, 28
BODY, TITLE, NOTE, NUMBER = 16.0, 22.0, 12.0, 14.0
NOTE_PITCH = 20.0
APART = 0.2
"""How far a figure or Latin letter stands from a Chinese one beside it, in sizes of the letters, as in Word."""
_SHORT_HEAD = 5.5
"""Heads of tables in the text stand in one line up to so many letters: 1-12月累计."""
ANNEX_TOP, ANNEX_BOTTOM, ANNEX_SIDE = 28 * _MM, 26 * _MM, MARGIN
ANNEX_NOTE, ANNEX_NOTE_PITCH = 10.5, 16.0


@dataclass(frozen=True, slots=True)
class TableSetting:
    """How a table is set: the width of each column, the size of its letters, its lines, and what cells keep free."""

    fitting: Fitting
    pitch: float
    pad: float

    @property
    def size(self) -> float:
        """The size of the letters."""
        return self.fitting.size

    @property
    def widths(self) -> tuple[float, ...]:
        """The widths of the columns."""
        return self.fitting.widths

    def heads(self, head: Sequence[str]) -> list[str]:
        """The heads as they stand in their columns: a unit below its name where one line is too short for both."""
        return [self.fitting.head(place, text) for place, text in enumerate(head)]


def table_setting(head: Sequence[str], rows: Iterable[Sequence[str]], numeric: frozenset[int]) -> TableSetting:
    """A table in the text, over its whole width; `numeric` are the columns of figures."""
    columns = measured(head, rows, numeric)
    for column in columns:
        column.least = wide if (wide := ems(column.head)) <= _SHORT_HEAD else 0.0
    fitting = fit_into(columns, TEXT_WIDTH, (10.5, 10.0, 9.5, 9.0, 8.5, LEAST_POINTS))
    return TableSetting(fitting, round(fitting.size * 1.4, 1), 3.0)


def annex_setting(annex: Annex) -> TableSetting:
    """The table of the annex, as wide as landscape paper allows and in the letters of the sheet."""
    rows = (row.cells for row in annex.rows if not row.band)
    fitting = fit(measured(annex.head, rows, annex.numeric), "A4")
    return TableSetting(fitting, round(fitting.size * 1.33, 1), PAD / 2)


def stays_with_next(blocks: Sequence[Block], place: int) -> bool:
    """Whether a block stays whole and with what follows it: a heading, and the last text above name and signature."""
    below = blocks[place + 1 :]
    if isinstance(blocks[place], Heading):
        return bool(below)
    return bool(below) and all(isinstance(block, AnnexLine | Signature) for block in below)


def signature_offsets(widths: Sequence[float]) -> list[float]:
    """How far each line of a signature ends from the right margin: the last four letters, those above centred on it."""
    if not widths:
        return []
    last = 4 * BODY
    middle = last + widths[-1] / 2
    return [*(max(0.0, middle - width / 2) for width in widths[:-1]), last]
