"""Bordered tables on paper: how wide the columns are, how the cells break, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import MIDDLE, PaperPage, Stroke, TextRun
from zonetracker.paper.typesetting import break_lines, letter_width, text_width

HEAD_LINES = 12
_LOOKED_AT = 400


@dataclass(frozen=True, slots=True)
class TableText:
    """A table to be set: its head, its rows, and which columns hold figures (set to the right)."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numeric: frozenset[int] = frozenset()


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
    """Sets tables `width` points wide in letters of `size`, lines `pitch` apart, `pad` between text and border."""

    width: float
    size: float = 10.5
    pitch: float = 15.0
    pad: float = 3.5

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
                page.runs.append(TextRun(x + self._shift(cell, text, width), y, text, cell.face, self.size))
            x += width
            page.rules.append(Stroke(x, upper, x, lower))
        return height

    def _shift(self, cell: PaperCell, text: str, width: float) -> float:
        free = width - text_width(text, cell.face, self.size)
        if cell.centre:
            return free / 2
        return free - self.pad if cell.numeric else self.pad

    def _wrapped(self, text: str, face: Face, width: float) -> tuple[str, ...]:
        room = max(width - 2 * self.pad, self.size)
        return tuple(line.text for part in text.split("\n") for line in break_lines(part, face, self.size, room))

    # ---- columns

    def column_widths(self, table: TableText) -> list[float]:
        """Each column as wide as its texts want, in shares of the table's width; long texts give way first."""
        wanted, least = [], []
        for place, title in enumerate(table.head):
            texts = [row[place] for row in table.rows[:_LOOKED_AT]]
            longest = max((self._natural(text) for text in texts), default=0.0)
            least.append(self._least(title, longest, place in table.numeric))
            wanted.append(max(longest + 2 * self.pad, least[-1]))
        total, narrow = sum(wanted), sum(least)
        if total <= self.width:
            return [width + (self.width - total) * width / total for width in wanted]
        if narrow >= self.width:
            return [width * self.width / narrow for width in least]
        spare, asked = self.width - narrow, [(want - low) ** 0.5 for want, low in zip(wanted, least, strict=True)]
        return [low + spare * share / sum(asked) for low, share in zip(least, asked, strict=True)]

    def _natural(self, text: str) -> float:
        return max(text_width(part, Face.TABLE, self.size) for part in text.split("\n"))

    def _least(self, title: str, longest: float, numeric: bool) -> float:
        """A figure is never cut; a long title may stand in two or three lines, a text in lines of five letters."""
        letter = letter_width("国", Face.HEAD, self.size)
        lines = 1 if len(title) <= 4 else 2 if len(title) <= 9 else 3
        head = min(self.width, max(letter, text_width(title, Face.HEAD, self.size) / lines))
        while head < self.width and len(break_lines(title, Face.HEAD, self.size, head)) > lines:
            head += letter / 4
        return max(head, longest if numeric else min(longest, 5 * letter)) + 2 * self.pad + 0.2
