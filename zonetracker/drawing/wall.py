"""Gauges as they are issued: pages of A4, or one picture of them all. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from zonetracker.drawing.dial import GaugeReading, MarkSign
from zonetracker.drawing.gauge import Box, draw_tiles
from zonetracker.drawing.palette import Palette
from zonetracker.drawing.pen import LEAST, Pen
from zonetracker.drawing.strip import BY_GROWTH, HEAD_LINES, common_scale, draw_strips
from zonetracker.model.issuing import GaugeForm
from zonetracker.support.i18n import tr

_SHORT, _LONG = 595.28, 841.89
"""A4 in points."""
_MARGIN, _HEADING, _KEY, _FOOT = 34.0, 30.0, 14.0, 16.0
_DIALS = (4, 3)
_STRIPS = 40
_TILE = (209.0, 223.0)
_WIDE, _LINE = 640.0, 17.0


@dataclass(frozen=True, slots=True)
class WallPage:
    """One page of gauges, `width` by `height` points; `number` of `count` is printed where there is a `number`."""

    readings: tuple[GaugeReading, ...]
    heading: str
    form: GaugeForm
    columns: int
    rows: int
    width: float
    height: float
    high: float = 0.0
    number: int = 0
    count: int = 0

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole of `figure`, larger or smaller than it is printed."""
        figure.clear()
        figure.set_facecolor(palette.paper)
        pen = Pen(figure.add_axes((0, 0, 1, 1)), palette, self.width)
        top, middle = self.height - _MARGIN, self.width / 2
        pen.write(middle, top - 0.4 * _HEADING, self.heading, 15, palette.ink, bold=True)
        if self.number:
            said = tr("第 {number} 页，共 {count} 页", number=self.number, count=self.count)
            pen.write(middle, _MARGIN, said, 8, palette.faint)
        if self.form is GaugeForm.DIALS:
            draw_tiles(pen, self.readings, self.columns, self.rows, self._box())
            return
        pen.write(middle, top - _HEADING - 0.3 * _KEY, _key(self.readings), LEAST + 0.5, palette.faint)
        draw_strips(pen, self.readings, self.rows, self.high, self._box())

    def _box(self) -> Box:
        """Where the gauges are."""
        low = _MARGIN + (_FOOT if self.number else 0)
        above = _MARGIN + _HEADING + (_KEY if self.form is GaugeForm.STRIPS else 0)
        return Box(_MARGIN, low, self.width - 2 * _MARGIN, self.height - above - low)

    def at(self, x: float, y: float) -> int | None:
        """Which of the readings is drawn so many points from the left and from the top; None where there is none."""
        box, head = self._box(), HEAD_LINES if self.form is GaugeForm.STRIPS else 0
        high = box.height / (self.rows + head)
        column = int((x - box.left) // (box.width / self.columns))
        row = int((y - (self.height - box.low - box.height)) // high - head)
        place = row * self.columns + column
        return place if row >= 0 and 0 <= column < self.columns and place < len(self.readings) else None


def pages_of(readings: Sequence[GaugeReading], form: GaugeForm, heading: str) -> tuple[WallPage, ...]:
    """All gauges on pages of A4: dials on landscape ones, strips on portrait ones."""
    columns, rows = _DIALS if form is GaugeForm.DIALS else (1, _STRIPS)
    width, height = (_LONG, _SHORT) if form is GaugeForm.DIALS else (_SHORT, _LONG)
    each, high = columns * rows, common_scale(readings)
    parts = [tuple(readings[start : start + each]) for start in range(0, len(readings), each)]
    return tuple(
        WallPage(part, heading, form, columns, rows, width, height, high, number, len(parts))
        for number, part in enumerate(parts, 1)
    )


def whole_of(readings: Sequence[GaugeReading], form: GaugeForm, heading: str) -> WallPage:
    """All gauges in one picture."""
    count = len(readings)
    if form is GaugeForm.STRIPS:
        height = (count + HEAD_LINES) * _LINE + 2 * _MARGIN + _HEADING + _KEY
        return WallPage(tuple(readings), heading, form, 1, count, _WIDE, height, common_scale(readings))
    columns = min(count, 4 if count <= 24 else 6)
    rows = -(-count // columns)
    width, height = columns * _TILE[0] + 2 * _MARGIN, rows * _TILE[1] + 2 * _MARGIN + _HEADING
    return WallPage(tuple(readings), heading, form, columns, rows, width, height)


def _key(readings: Sequence[GaugeReading]) -> str:
    """What the marks of these strips are."""
    words = {
        MarkSign.TIME: tr("序时进度"),
        MarkSign.TARGET: tr("年度目标"),
        MarkSign.STRETCH: tr("奋斗目标"),
        MarkSign.LAST_YEAR: tr("上年同期"),
        MarkSign.LIMIT: tr("控制数（斜线为超出）"),
    }
    there = {mark.sign for reading in readings for mark in reading.marks}
    told = [f"{sign} {word}" for sign, word in words.items() if sign in there]
    if any(not reading.of_target and reading.ticks for reading in readings):
        told.append(tr("细条：按自身刻度"))
    if any(reading.by_growth for reading in readings):
        told.append(tr("{sign} 评价按增速", sign=BY_GROWTH))
    return "    ".join(told)
