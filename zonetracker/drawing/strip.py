"""Targets as a list of bullet strips, a line each, for walls that forty dials would make unreadable.

The bars of completions share one scale, so that targets and pace stand below each other; a growth or a figure with a
limit has its own. Importing this module loads matplotlib.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from matplotlib.collections import PolyCollection

from zonetracker.drawing.dial import GaugeMark, GaugeReading, MarkSign
from zonetracker.drawing.gauge import Box
from zonetracker.drawing.pen import LEAST, Line, Pen, clipped, room
from zonetracker.model.standing import Grade
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of, part_name

_PARTS = {"name": 0.255, "bar": 0.28, "figure": 0.16, "goal": 0.185, "word": 0.12}
"""Which part of the width each column has."""
_USUAL, _HIGH = 120.0, 150.0
_GAP = 9.0
BY_GROWTH = "＊"
"""Stands after a light that is not that of the bar but of the growth."""
HEAD_LINES = 2.0
"""The room for the head of the list, in lines."""

Corners = list[tuple[float, float]]


def common_scale(readings: Sequence[GaugeReading]) -> float:
    """The high end, in percent of the target, of the scale that the bars of completions share."""
    beyond = any(reading.of_target and (reading.value or 0) > _USUAL for reading in readings)
    return _HIGH if beyond else _USUAL


def draw_strips(pen: Pen, readings: Sequence[GaugeReading], rows: int, high: float, box: Box) -> None:
    """A head and the strips in `box`, as high as if there were so many `rows`; `high` ends the common scale."""
    strips = _Strips(pen, box, box.height / (rows + HEAD_LINES), high)
    strips.draw_head()
    for place, reading in enumerate(readings):
        strips.draw_strip(reading, box.low + box.height - (place + HEAD_LINES + 0.5) * strips.line)
    strips.finish(len(readings))


class _Strips:
    """The strips of one page: letters are written at once, shapes are gathered by colour and drawn together."""

    def __init__(self, pen: Pen, box: Box, line: float, high: float) -> None:
        self.pen, self.box, self.line, self.high = pen, box, line, high
        self.size = min(max(LEAST, 0.5 * line), 9.0)
        self.thick = 0.4 * line
        self.shapes: dict[tuple[str, str, int], list[Corners]] = defaultdict(list)
        self.lines: dict[tuple[str, float], list[Line]] = defaultdict(list)
        self.at, left = {}, box.left
        for column, part in _PARTS.items():
            self.at[column] = (left, left + part * box.width - _GAP)
            left += part * box.width

    def draw_head(self) -> None:
        """The names of the columns, and the common scale."""
        top = self.box.low + self.box.height - 0.5 * self.line
        heads = {"name": tr("指标"), "figure": tr("完成率或实际"), "goal": tr("年度目标"), "word": tr("评价")}
        for column, words in heads.items():
            self._say(column, words, top - 0.5 * self.line, bold=True)
        left, right = self.at["bar"]
        self.pen.write((left + right) / 2, top, tr("完成年度目标(%)"), self.size, self.pen.palette.ink, bold=True)
        for share in (0, 50, 100):
            x = left + (right - left) * share / self.high
            self.pen.write(x, top - 0.95 * self.line, str(share), LEAST, self.pen.palette.faint)

    def draw_strip(self, reading: GaugeReading, middle: float) -> None:
        """One line."""
        faint = reading.grade in (Grade.NO_DATA, Grade.NOT_DUE)
        ink = self.pen.palette.ink
        self._say("name", part_name(reading.name, reading.depth), middle)
        plain = reading.of_target and reading.limit is None
        shown = reading.figure if plain else f"{reading.caption} {reading.figure}".strip()
        left, right = self.at["figure"]
        expected = tr("（预计）") if reading.expected else ""
        if columns_of(shown + expected) > room(right - left, LEAST):  # a figure is never cut
            shown = reading.figure
        shown += expected
        self._say("figure", shown, middle, colour=self.pen.palette.faint if faint else ink, bold=not faint)
        word = f"{reading.word}{BY_GROWTH}" if reading.by_growth else reading.word
        self._say("word", word, middle, indent=1.5 * self.size)
        left, _ = self.at["word"]
        self.pen.write(left + 0.6 * self.size, middle, reading.sign, self.size, reading.colour)
        if reading.text:
            self._say("bar", reading.text, middle)
            return
        self._say("goal", reading.goal, middle)
        self._draw_bar(reading, middle)

    def _say(
        self, column: str, words: str, middle: float, *, colour: str = "", bold: bool = False, indent: float = 0.0
    ) -> None:
        left, right = self.at[column]
        width, size = right - left - indent, self.size
        if columns_of(words) > room(width, size):
            size = LEAST
        said = clipped(words, room(width, size))
        x, side = (right, "right") if column == "figure" else (left + indent, "left")
        self.pen.write(x, middle, said, size, colour or self.pen.palette.ink, bold=bold, ha=side)

    # ---- the bar

    def _x(self, reading: GaugeReading, value: float) -> float:
        left, right = self.at["bar"]
        low, high = (0.0, self.high) if reading.of_target else (reading.low, reading.high)
        return left + (right - left) * (min(max(value, low), high) - low) / (high - low)

    def _seen(self, reading: GaugeReading, mark: GaugeMark) -> bool:
        low, high = (0.0, self.high) if reading.of_target else (reading.low, reading.high)
        return low <= mark.at <= high

    def _thick(self, reading: GaugeReading) -> float:
        """A bar with a scale of its own is thin."""
        return self.thick if reading.of_target else 0.5 * self.thick

    def _bar(self, start: float, end: float, middle: float, thick: float) -> Corners:
        low, top = middle - thick / 2, middle + thick / 2
        return [(start, low), (end, low), (end, top), (start, top)]

    def _draw_bar(self, reading: GaugeReading, middle: float) -> None:
        palette = self.pen.palette
        left, right = self.at["bar"]
        thick = self._thick(reading)
        self.shapes[palette.track, "none", 1].append(self._bar(left, right, middle, thick))
        if reading.limit is not None:
            self._hatch(self._x(reading, reading.limit), right, middle, thick)
        if reading.value is not None:
            self._draw_value(reading, reading.value, middle)
        if reading.band is not None:
            low, high = (self._x(reading, end) for end in reading.band)
            self.shapes[palette.ink, "none", 3].append(
                self._bar(low, high, middle - 0.65 * self.thick, 0.2 * self.thick)
            )
        if not reading.of_target and reading.low < 0 < reading.high:
            zero = self._x(reading, 0)
            self.lines[palette.faint, 0.6].append(((zero, middle - self.thick), (zero, middle + self.thick)))
        for mark in reading.marks:
            if self._seen(reading, mark):
                self._draw_mark(mark, self._x(reading, mark.at), middle)

    def _draw_value(self, reading: GaugeReading, value: float, middle: float) -> None:
        start, end = sorted((self._x(reading, 0.0), self._x(reading, value)))
        self.shapes[reading.colour, "none", 2].append(self._bar(start, end, middle, self._thick(reading)))
        if not reading.of_target or 0 <= value <= self.high:
            return
        half, wide = 0.5 * self.thick, 0.7 * self.thick
        edge, tip = (end, end + wide) if value > 0 else (start, start - wide)
        arrow = [(edge, middle - half), (tip, middle), (edge, middle + half)]
        self.shapes[reading.colour, "none", 2].append(arrow)

    def _hatch(self, start: float, end: float, middle: float, thick: float) -> None:
        half, step = thick / 2, 3.2
        for count in range(int((end - start) / step)):
            x = start + count * step
            self.lines[self.pen.palette.faint, 0.7].append(((x, middle - half), (min(x + thick, end), middle + half)))

    def _draw_mark(self, mark: GaugeMark, x: float, middle: float) -> None:
        palette, half = self.pen.palette, self.thick / 2
        wide, high = 0.17 * self.line, 0.26 * self.line
        if mark.sign is MarkSign.LIMIT:
            self.lines[palette.ink, 2.4].append(((x, middle - 0.45 * self.line), (x, middle + 0.45 * self.line)))
        elif mark.sign is MarkSign.TIME:
            top = middle + half
            self.lines[palette.ink, 0.9].append(((x, middle - half), (x, top)))
            self.shapes[palette.ink, "none", 4].append([(x, top), (x - wide, top + high), (x + wide, top + high)])
        elif mark.sign is MarkSign.LAST_YEAR:
            low = middle - half
            self.shapes[palette.paper, palette.ink, 4].append(
                [(x, low), (x - wide, low - high), (x + wide, low - high)]
            )
        else:
            inside = palette.paper if mark.sign is MarkSign.STRETCH else palette.ink
            tall, broad = 0.3 * self.line, 0.24 * self.line
            edge = palette.ink if mark.sign is MarkSign.STRETCH else palette.paper
            corners = [(x, middle - tall), (x + broad, middle), (x, middle + tall), (x - broad, middle)]
            self.shapes[inside, edge, 5].append(corners)

    def finish(self, count: int) -> None:
        """Draw what was gathered, and a hair line between the strips."""
        top, palette = self.box.low + self.box.height, self.pen.palette
        ends = self.box.left, self.box.left + self.box.width
        heights = [top - (place + HEAD_LINES) * self.line for place in range(count + 1)]
        self.pen.strokes([((ends[0], y), (ends[1], y)) for y in heights], palette.track, 0.6, zorder=0.5)
        for (inside, edge, order), shapes in self.shapes.items():
            drawn = PolyCollection(
                shapes, facecolors=inside, edgecolors=edge, linewidths=0.7 * self.pen.scale, zorder=order
            )
            self.pen.axes.add_collection(drawn, autolim=False)
        for (colour, width), lines in self.lines.items():
            self.pen.strokes(lines, colour, width, zorder=3)
