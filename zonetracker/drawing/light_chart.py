"""The drawing of a table of lights. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from zonetracker.drawing.light_table import HEAD, MARGIN, NOTE, ROW, BarCell, LightTable, LitCell, PictureCell
from zonetracker.drawing.palette import QUIET, TINT, Palette, mixed
from zonetracker.drawing.pen import chinese_font, clipped, drawable

_SIZE, _SMALL, _LARGE = 8.5, 8.0, 14.0
_AIR, _BAR = 0.06, 0.13
_POINTS = 72


def draw_light_table(figure: Figure, table: LightTable, palette: Palette) -> None:
    """Draw a table over the whole of `figure`, all sizes in inches, so that letters are as large on any page."""
    _TablePen(figure, table, palette).draw()


class _TablePen:
    """Draws on axes whose units are inches from the upper left corner."""

    def __init__(self, figure: Figure, table: LightTable, palette: Palette) -> None:
        self.table, self.palette = table, palette
        self.width, self.height = figure.get_size_inches()
        self.axes: Axes = figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        families = [chinese_font().family, "DejaVu Sans"]
        self.fonts = {size: FontProperties(family=families, size=size) for size in (_SIZE, _SMALL, _LARGE)}
        self.grounds: list[tuple[list[tuple[float, float]], str]] = []

    def draw(self) -> None:
        top = MARGIN + HEAD
        self.write(self.width / 2, MARGIN + HEAD * 0.4, self.table.heading, _LARGE, ha="center", weight="bold")
        edges = list(self._edges())
        for column, (left, right) in zip(self.table.columns, edges, strict=True):
            self._text(column.title, left, right, top + ROW / 2, column.right, self.palette.faint)
        for row, cells in enumerate(self.table.rows, 1):
            for column, cell, (left, right) in zip(self.table.columns, cells, edges, strict=True):
                self._cell(cell, left, right, top + row * ROW, column.right)
        self._strokes(top)
        self._notes(top + (len(self.table.rows) + 1) * ROW)
        shapes, colours = [shape for shape, _ in self.grounds], [colour for _, colour in self.grounds]
        self.axes.add_collection(PolyCollection(shapes, facecolors=colours, edgecolors="none", zorder=1))

    def write(self, x: float, y: float, words: str, size: float, colour: str = "", **more: Any) -> None:
        weight = more.pop("weight", "normal")
        said = self.axes.text(x, y, drawable(words), va="center", color=colour or self.palette.ink, **more)
        font = self.fonts[size].copy()
        font.set_weight(weight)
        said.set_fontproperties(font)
        said.set_parse_math(False)

    def _edges(self) -> Iterator[tuple[float, float]]:
        whole = sum(column.share for column in self.table.columns)
        left = MARGIN
        for column in self.table.columns:
            right = left + column.share / whole * (self.width - 2 * MARGIN)
            yield left, right
            left = right

    def _cell(self, cell: PictureCell, left: float, right: float, top: float, to_right: bool) -> None:
        middle = top + ROW / 2
        if isinstance(cell, LitCell):
            tint, ink = (QUIET, self.palette.faint) if cell.quiet else (TINT, self.palette.ink)
            self.grounds.append((_box(left, right, top, top + ROW), mixed(cell.colour, self.palette.paper, tint)))
            self._text(f"{cell.sign}{cell.word}", left, right, middle, False, ink)
        elif isinstance(cell, BarCell):
            self._bar(cell, left + _AIR, right - _AIR, middle)
        else:
            self._text(cell, left, right, middle, to_right, self.palette.ink)

    def _bar(self, cell: BarCell, left: float, right: float, middle: float) -> None:
        each = (right - left) / max(1, cell.whole)
        for count, colour in cell.parts:
            end = left + count * each
            gap = min(0.015, count * each / 4)
            self.grounds.append((_box(left, end - gap, middle - _BAR / 2, middle + _BAR / 2), colour))
            left = end

    def _text(self, words: str, left: float, right: float, middle: float, to_right: bool, colour: str) -> None:
        room = int((right - left - 2 * _AIR) * _POINTS / (_SIZE / 2))
        place = right - _AIR if to_right else left + _AIR
        self.write(place, middle, clipped(words, room), _SIZE, colour, ha="right" if to_right else "left")

    def _strokes(self, top: float) -> None:
        ends = MARGIN, self.width - MARGIN
        heights = [top + row * ROW for row in range(1, len(self.table.rows) + 2)]
        lines = [[(ends[0], height), (ends[1], height)] for height in heights]
        self.axes.add_collection(LineCollection(lines, colors=[self.palette.track], linewidths=0.6, zorder=3))

    def _notes(self, top: float) -> None:
        for place, note in enumerate(self.table.notes, 1):
            self.write(MARGIN, top + (place - 0.2) * NOTE, note, _SMALL, self.palette.faint, ha="left")
        if self.table.place:
            at = self.width - MARGIN, self.height - MARGIN / 2
            self.write(*at, self.table.place, _SMALL, self.palette.faint, ha="right")


def _box(left: float, right: float, top: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom)]
