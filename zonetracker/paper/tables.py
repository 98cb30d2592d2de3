"""Bordered tables on paper: how the cells break, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import MIDDLE, PaperPage, Stroke, TextRun
from zonetracker.paper.typesetting import break_lines, text_width
from zonetracker.words.wording import stretches

HEAD_LINES = 12


@dataclass(frozen=True, slots=True)
class TableText:
    """A table to be set: its head, its rows, which columns hold figures (set to the right), which rows are bands."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()
    bands: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell broken into lines."""

    lines: tuple[str, ...]
    face: Face
    numeric: bool = False
    centre: bool = False

    def head(self, count: int) -> PaperCell:
        """The same cell with its first lines only."""
        return PaperCell(self.lines[:count], self.face, self.numeric, self.centre)

    def tail(self, count: int) -> PaperCell:
        """The same cell without its first lines."""
        return PaperCell(self.lines[count:], self.face, self.numeric, self.centre)


@dataclass(frozen=True, slots=True)
class TableSetter:
    """Sets tables in letters of `size`, lines `pitch` apart, `pad` between text and border.

    `apart` is what stands free between a Chinese letter and a figure beside it.
    """

    size: float = 10.5
    pitch: float = 15.0
    pad: float = 3.5
    apart: float = 0.0

    def head_cells(self, head: Sequence[str], widths: Sequence[float]) -> list[PaperCell]:
        """The cells of a head, centred; one that is out of all measure is cut."""
        return [
            PaperCell(self._wrapped(text, Face.HEAD, width), Face.HEAD, centre=True).head(HEAD_LINES)
            for text, width in zip(head, widths, strict=True)
        ]

    def cells(
        self,
        texts: Sequence[str],
        widths: Sequence[float],
        numeric: frozenset[int],
        centred: frozenset[int] = frozenset(),
    ) -> list[PaperCell]:
        """The cells of a row; `numeric` ones stand at the right, `centred` ones in the middle."""
        return [
            PaperCell(self._wrapped(text, Face.TABLE, width), Face.TABLE, place in numeric, place in centred)
            for place, (text, width) in enumerate(zip(texts, widths, strict=True))
        ]

    def height(self, cells: Sequence[PaperCell]) -> float:
        """How high a row is."""
        return max((len(cell.lines) for cell in cells), default=0) * self.pitch + 2 * self.pad

    def lines_in(self, room: float) -> int:
        """How many lines of a row fit into `room` points."""
        return int((room - 2 * self.pad) // self.pitch)

    def draw(
        self,
        page: PaperPage,
        left: float,
        upper: float,
        cells: Sequence[PaperCell],
        widths: Sequence[float],
        *,
        top: bool = False,
    ) -> float:
        """Draw a row with its borders and give its height; `top` draws the upper border too."""
        height = self.height(cells)
        lower, right = upper + height, left + sum(widths)
        if top:
            page.rules.append(Stroke(left, upper, right, upper))
        page.rules.append(Stroke(left, lower, right, lower))
        page.rules.append(Stroke(left, upper, left, lower))
        x = left
        for cell, width in zip(cells, widths, strict=True):
            start = upper + (height - len(cell.lines) * self.pitch) / 2
            for place, text in enumerate(cell.lines):
                y = start + (place + 0.5) * self.pitch + MIDDLE * self.size
                page.runs.append(
                    TextRun(x + self._shift(cell, text, width), y, text, cell.face, self.size, apart=self.apart)
                )
            x += width
            page.rules.append(Stroke(x, upper, x, lower))
        return height

    def _shift(self, cell: PaperCell, text: str, width: float) -> float:
        between = (len(stretches(text)) - 1) * self.apart
        free = width - between - text_width(text, cell.face, self.size)
        if cell.centre:
            return free / 2
        return free - self.pad if cell.numeric else self.pad

    def _wrapped(self, text: str, face: Face, width: float) -> tuple[str, ...]:
        room = max(width - 2 * self.pad, self.size)
        broken = (break_lines(part, face, self.size, room, apart=self.apart) for part in text.split("\n"))
        return tuple(line.text for lines in broken for line in lines)
