"""The one drawing of a gauge, for screen, picture and print. Importing this module loads matplotlib."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import BoxStyle, Circle, FancyBboxPatch, Polygon, Wedge

from zonetracker.drawing.dial import GaugeMark, GaugeReading, MarkSign
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.drawing.pen import LEAST, Line, Pen, clipped, room, wrapped
from zonetracker.model.standing import Grade
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of

_ACROSS, _DOWN = 3.0, 3.18
"""A tile's usual width and height in parts of its dial's radius."""
_USUAL_LINES = 4
_LEAST_DIAL = 0.26
"""The least radius, in parts of the width, for which lines are dropped."""
_GUTTER = 4.0
_NEAR = 9.0
"""Degrees within which a mark and a figure of the scale, or two marks, would cover each other."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the page in points."""

    left: float
    low: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its middle lies from left to right."""
        return self.left + self.width / 2


def draw_gauge(axes: Axes, reading: GaugeReading, palette: Palette = LIGHT) -> None:
    """Draw `reading` over all that is seen of `axes`; sizes follow the axes, so draw again after a resize."""
    pen = Pen(axes, palette)
    _draw_tile(pen, reading, Box(0, 0, pen.width, pen.height))


def draw_tiles(pen: Pen, readings: Sequence[GaugeReading], columns: int, rows: int, box: Box) -> None:
    """Gauges in `box`, in rows of `columns`, as large as if there were `rows` of them."""
    width, height = box.width / columns, box.height / rows
    for index, reading in enumerate(readings):
        row, column = divmod(index, columns)
        low = box.low + box.height - (row + 1) * height
        place = Box(box.left + column * width, low + _GUTTER, width, height - _GUTTER)
        _draw_tile(pen, reading, place)


# ---- what has room


@dataclass(frozen=True, slots=True)
class _Plan:
    """The sizes of letters in a tile, its lines and its radius.

    What has no room is dropped: the last lines first, then the figures of the scale, for which the room `above` the
    ring is. `below` is what figure and light take.
    """

    name: tuple[str, ...]
    name_size: float
    figure_size: float
    word_size: float
    small: float
    lines: tuple[str, ...]
    radius: float
    above: float
    below: float

    @property
    def scaled(self) -> bool:
        """Whether there is room for the figures of the scale."""
        return self.above > 2 * self.small


def _planned(reading: GaugeReading, box: Box) -> _Plan:
    unit = min(box.width / _ACROSS, box.height / _DOWN)
    small, word_size = max(LEAST, 0.098 * unit), max(LEAST, 0.125 * unit)
    name_size, figure_size = max(LEAST + 1, 0.168 * unit), max(11.0, 0.28 * unit)
    name = wrapped(reading.name, room(box.width * 0.96, name_size), 2)
    if len(name) > 1:
        name_size = max(LEAST, 0.15 * unit)
        name = wrapped(reading.name, room(box.width * 0.96, name_size), 2)
    said = [clipped(line, room(box.width * 0.98, small)) for line in (*reading.lines, reading.mark_words) if line]
    lines = [line for line in (reading.full_caption, *said) if line]
    below = 0.8 * small + (1.15 * figure_size if reading.figure else 0) + 2.1 * word_size
    widest, above = min(box.width / 2 - 2.4 * small, 1.15 * unit), 2.4 * small
    left = box.height - len(name) * 1.3 * name_size - below - above
    while lines and left - 1.4 * small * len(lines) < min(widest, _LEAST_DIAL * box.width):
        lines.pop()
    usual = left - 1.4 * small * _reserved(reading, lines)
    left -= 1.4 * small * len(lines)
    if usual >= _LEAST_DIAL * box.width:
        left = usual
    elif left < min(widest, 0.22 * box.width):
        above, left = 1.1 * small, left + 1.3 * small
    radius = max(6.0, min(widest, left))
    return _Plan(tuple(name), name_size, figure_size, word_size, small, tuple(lines), radius, above, below)


def _reserved(reading: GaugeReading, lines: Sequence[str]) -> int:
    """For how many lines there is room, so that the dials of a wall are as large and stand level.

    A reading whose lines are shown elsewhere needs none.
    """
    return max(_USUAL_LINES, len(lines)) if reading.lines else len(lines)


def _draw_tile(pen: Pen, reading: GaugeReading, box: Box) -> None:
    plan, palette = _planned(reading, box), pen.palette
    top = box.low + box.height
    for line in plan.name:
        pen.write(box.middle, top - 0.75 * plan.name_size, line, plan.name_size, palette.ink, bold=True)
        top -= 1.3 * plan.name_size
    taken = plan.above + plan.radius + plan.below + 1.4 * plan.small * _reserved(reading, plan.lines)
    spare = max(0.0, top - box.low - taken)
    centre = top - spare * 0.4 - plan.above - plan.radius
    if reading.text:
        _draw_text(pen, reading, plan, Box(box.left, centre, box.width, top - centre))
    else:
        _Dial(pen, reading, plan, box.middle, centre).draw()
    _draw_words(pen, reading, plan, box.middle, centre - 0.8 * plan.small)


def _draw_text(pen: Pen, reading: GaugeReading, plan: _Plan, box: Box) -> None:
    """A goal in words where there is no scale."""
    size = max(LEAST + 1, 0.85 * plan.name_size)
    wide, high = 2 * plan.radius, plan.radius
    columns, total = room(wide * 0.9, size), columns_of(reading.text)
    even = -(-total // max(1, -(-total // columns))) + 1  # lines of one length, and no last one of a single letter
    lines = wrapped(reading.text, min(columns, even), max(1, int(high * 0.9 / (1.4 * size))))
    low = box.low + (box.height - high) / 2
    style = BoxStyle.Round(pad=0, rounding_size=0.12 * plan.radius)
    corner = box.middle - wide / 2, low
    pen.fill(FancyBboxPatch(corner, wide, high, boxstyle=style, fc=pen.palette.track, ec="none", alpha=0.5))
    y = box.low + box.height / 2 + 0.7 * size * (len(lines) - 1)
    for line in lines:
        pen.write(box.middle, y, line, size, pen.palette.ink)
        y -= 1.4 * size


def _draw_words(pen: Pen, reading: GaugeReading, plan: _Plan, x: float, y: float) -> None:
    palette, small = pen.palette, plan.small
    grey = reading.grade in (Grade.NO_DATA, Grade.NOT_DUE)
    if reading.figure:
        y -= 0.575 * plan.figure_size
        pen.write(x, y, reading.figure, plan.figure_size, palette.faint if grey else palette.ink, bold=True)
        y -= 0.575 * plan.figure_size
    lines = list(plan.lines)
    if lines and lines[0] == reading.full_caption:
        pen.write(x, y - 0.6 * small, lines.pop(0), small, palette.faint)
        y -= 1.4 * small
    y -= 1.05 * plan.word_size
    pill = {"boxstyle": "round,pad=0.3,rounding_size=0.8", "facecolor": reading.colour, "edgecolor": "none"}
    said = f"{reading.sign} {reading.word}"
    pen.write(x, y, said, plan.word_size, ink_on(reading.colour), bold=True, bbox=pill)
    y -= 1.05 * plan.word_size
    for line in lines:
        pen.write(x, y - 0.8 * small, line, small, palette.faint)
        y -= 1.4 * small


def ink_on(colour: str) -> str:
    """White or near-black, whichever is read better on `colour`."""
    red, green, blue = ((int(colour[start : start + 2], 16) / 255) ** 2.2 for start in (1, 3, 5))
    return "#1b1e24" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.22 else "#ffffff"


def tick_words(tick: float) -> str:
    """A figure of a scale, large ones in 万 and 亿."""
    for size, word in ((1e8, tr("亿")), (1e4, tr("万"))):
        if abs(tick) >= 10 * size or (abs(tick) >= size and not tick % size):
            return f"{tick / size:.10g}{word}"
    return f"{tick:.10g}"


# ---- the dial


class _Dial:
    """The half ring with its centre at (x, y): what was reached, where the marks lie, what must not be passed."""

    def __init__(self, pen: Pen, reading: GaugeReading, plan: _Plan, x: float, y: float) -> None:
        self.pen, self.reading, self.small, self.scaled = pen, reading, plan.small, plan.scaled
        self.x, self.y, self.outer = x, y, plan.radius
        self.inner = 0.8 * plan.radius
        self.size = max(0.8 * plan.small, 0.1 * plan.radius)
        self.marks = [
            mark
            for mark in reading.marks
            if mark.sign is not MarkSign.LAST_YEAR and reading.low <= mark.at <= reading.high
        ]

    def draw(self) -> None:
        """All of it."""
        reading, palette = self.reading, self.pen.palette
        self._arc(0, 180, palette.track)
        if reading.limit is not None:
            self._hatch(reading.limit)
        if reading.needle is not None:
            origin = min(max(0.0, reading.low), reading.high)
            ends = sorted((self._angle(reading.needle), self._angle(origin)))
            self._arc(ends[0], ends[1], reading.colour)
        if reading.band is not None:
            self._draw_band(*reading.band)
        self._draw_ticks()
        self._draw_marks()
        if reading.needle is not None:
            self._draw_needle(reading.needle)

    def _angle(self, value: float) -> float:
        """Degrees from the right: the low end of the scale lies at 180, the high end at 0."""
        low, high = self.reading.low, self.reading.high
        return 180.0 * (1 - (min(max(value, low), high) - low) / (high - low))

    def _place(self, radius: float, angle: float) -> tuple[float, float]:
        turned = math.radians(angle)
        return self.x + radius * math.cos(turned), self.y + radius * math.sin(turned)

    def _arc(self, start: float, end: float, colour: str) -> None:
        ring = Wedge((self.x, self.y), self.outer, start, end, width=self.outer - self.inner, fc=colour, ec="none")
        self.pen.fill(ring)

    def _across(self, angles: Iterable[float], more: float = 0.0) -> list[Line]:
        """Strokes across the ring, and so many points over its inner edge."""
        return [(self._place(self.inner - more, angle), self._place(self.outer, angle)) for angle in angles]

    def _hatch(self, limit: float) -> None:
        """What lies beyond a limit: hatched, in no light's colour."""
        end = self._angle(limit)
        lean = math.degrees((self.outer - self.inner) / self.outer)
        step = math.degrees(3.2 / self.outer)
        angles = [step * count for count in range(1, int(end / step))]
        lines = [(self._place(self.inner, angle), self._place(self.outer, max(0.0, angle - lean))) for angle in angles]
        self.pen.strokes(lines, self.pen.palette.faint, 0.7)

    def _draw_band(self, low: float, high: float) -> None:
        """The range that is aimed at: a rail along the inner edge."""
        rail = max(2.0, 0.05 * self.outer)
        start, end = self._angle(high), self._angle(low)
        ink = self.pen.palette.ink
        self.pen.fill(Wedge((self.x, self.y), self.inner - 1.0, start, end, width=rail, fc=ink, ec="none", zorder=3))

    def _draw_ticks(self) -> None:
        reading, palette = self.reading, self.pen.palette
        self.pen.strokes(self._across(map(self._angle, reading.ticks)), palette.paper, 0.018 * self.outer)
        if not self.scaled:
            return
        crowded = math.pi * self.outer < 2.6 * self.small * len(reading.ticks)
        for tick in (reading.low, reading.high) if crowded else reading.ticks:
            angle = self._angle(tick)
            covering = sum(abs(self._angle(mark.at) - angle) < _NEAR for mark in self.marks)
            words = tick_words(tick)
            away = 0.85 * self.small + self.size * min(covering, 2)
            wide = 0.25 * self.small * (columns_of(words) - 1) * abs(math.cos(math.radians(angle)))
            x, y = self._place(self.outer + away + wide, angle)
            self.pen.write(x, y, words, self.small, palette.faint)

    def _draw_marks(self) -> None:
        """Time and target by two signs; where they meet the target's stands over that of time."""
        ink = self.pen.palette.ink
        wide = max(1.2, 0.03 * self.outer)
        thin = [self._angle(mark.at) for mark in self.marks if mark.sign is not MarkSign.LIMIT]
        self.pen.strokes(self._across(thin, 0.02 * self.outer), ink, wide, zorder=4)
        time = [self._angle(mark.at) for mark in self.marks if mark.sign is MarkSign.TIME]
        for mark in self.marks:
            angle = self._angle(mark.at)
            met = mark.sign is not MarkSign.TIME and any(abs(angle - other) < _NEAR / 2 for other in time)
            self._draw_sign(mark, angle, 1.05 * self.size if met else 0.0)

    def _draw_sign(self, mark: GaugeMark, angle: float, away: float) -> None:
        palette, size = self.pen.palette, self.size
        foot = self.outer + away
        if mark.sign is MarkSign.LIMIT:
            line = self._place(self.inner - 0.3 * size, angle), self._place(foot + size, angle)
            self.pen.strokes([line], palette.ink, max(2.4, 0.05 * self.outer), zorder=4)
            return
        half = math.degrees(0.45 * size / foot)
        if mark.sign is MarkSign.TIME:
            corners = [
                self._place(foot, angle),
                self._place(foot + size, angle + half),
                self._place(foot + size, angle - half),
            ]
        else:
            half *= 1.15
            corners = [
                self._place(foot, angle),
                self._place(foot + 0.6 * size, angle + half),
                self._place(foot + 1.2 * size, angle),
                self._place(foot + 0.6 * size, angle - half),
            ]
        inside = palette.paper if mark.sign is MarkSign.STRETCH else palette.ink
        edge = 0.9 * self.pen.scale
        self.pen.fill(Polygon(corners, closed=True, fc=inside, ec=palette.ink, linewidth=edge, zorder=4))

    def _draw_needle(self, at: float) -> None:
        angle, ink, paper = self._angle(at), self.pen.palette.ink, self.pen.palette.paper
        reach, hub = self.outer - 0.4 * (self.outer - self.inner), 0.05 * self.outer
        sides = [self._place(hub, angle + 90), self._place(hub, angle - 90)]
        tip = [self._place(reach, angle - 0.7), self._place(reach, angle + 0.7)]
        edge = 0.012 * self.outer * self.pen.scale
        self.pen.fill(Polygon([*tip, *sides], closed=True, fc=ink, ec=paper, linewidth=edge, zorder=5))
        middle = self.x, self.y
        self.pen.fill(Circle(middle, 0.08 * self.outer, fc=ink, ec=paper, linewidth=edge, zorder=6))
        self.pen.fill(Circle(middle, 0.03 * self.outer, fc=paper, ec="none", zorder=7))
        if self.reading.over:
            self._say_over(at >= self.reading.high)

    def _say_over(self, right: bool) -> None:
        words = tr("超出刻度") if self.outer > 7 * self.small else "»" if right else "«"
        middle = (self.outer + self.inner) / 2
        x = self.x + (middle if right else -middle)
        self.pen.write(x, self.y - 1.5 * self.small, words, self.small, self.pen.palette.ink)
