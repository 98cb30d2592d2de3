"""The one drawing of a gauge, for screen, picture and print. Importing this module loads matplotlib."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, Polygon, Wedge

from zonetracker.drawing.dial import GaugeReading
from zonetracker.drawing.palette import LIGHT, Palette
from zonetracker.model.standing import Grade
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of

FAMILIES = (
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Serif CJK SC",
    "KaiTi",
    "FangSong",
    "Noto Sans CJK JP",
)
_FALLBACK = "DejaVu Sans"
HEADING = 0.7
"""Inches above the gauges for their heading."""
_OUTER, _WIDTH = 1.0, 0.2
_BOTTOM, _TOP, _SIDE = -1.46, 1.72, 1.5


@dataclass(frozen=True, slots=True)
class ChosenFont:
    """The family that Chinese is drawn in; `warning` is a sentence for the clerk where none is installed."""

    family: str
    warning: str = ""


@cache
def chinese_font() -> ChosenFont:
    """The first installed family of FAMILIES; without one Chinese shows as boxes, and the warning says so."""
    installed = set(font_manager.fontManager.get_font_names())
    for family in FAMILIES:
        if family in installed:
            return ChosenFont(family)
    return ChosenFont(_FALLBACK, tr("这台电脑没有安装中文字体，图中的汉字显示不出来，请安装微软雅黑或黑体。"))


@cache
def _has_glyph(character: str) -> bool:
    for family in (chinese_font().family, _FALLBACK):
        path = font_manager.findfont(FontProperties(family=family))
        if font_manager.get_font(path).get_char_index(ord(character)):
            return True
    return False


def drawable(text: str) -> str:
    """`text` with □ for what no font here can draw (a rare character, one for private use); line ends stay."""
    return "".join(character if character == "\n" or _has_glyph(character) else "□" for character in text)


def draw_gauge(axes: Axes, reading: GaugeReading, palette: Palette = LIGHT) -> None:
    """Draw `reading` over the whole of `axes`; sizes follow the axes, so draw again after a resize."""
    if axes.texts:
        axes.clear()
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-_SIDE, _SIDE)
    axes.set_ylim(_BOTTOM, _TOP)
    pen = _Pen(axes, palette)
    _draw_scale(pen, reading)
    _draw_mark(pen, reading)
    if reading.needle is not None:
        _draw_needle(pen, reading)
    _draw_words(pen, reading)


def draw_gauges(
    figure: Figure, readings: Sequence[GaugeReading], columns: int, palette: Palette = LIGHT, heading: str = ""
) -> None:
    """Fill `figure` with gauges in rows of `columns`, in place of what it held; `heading` stands above them."""
    figure.clear()
    figure.set_facecolor(palette.paper)
    rows = max(1, -(-len(readings) // columns))
    top = 1 - HEADING / figure.get_figheight() if heading else 1.0
    if heading:
        font = FontProperties(family=[chinese_font().family, _FALLBACK], size=15, weight="bold")
        said = figure.text(0.5, (1 + top) / 2, drawable(heading), ha="center", va="center", color=palette.ink)
        said.set_fontproperties(font)
        said.set_parse_math(False)
    for index, reading in enumerate(readings):
        row, column = divmod(index, columns)
        axes = figure.add_axes((column / columns, top * (1 - (row + 1) / rows), 1 / columns, top / rows))
        draw_gauge(axes, reading, palette)


class _Pen:
    """Draws on one gauge's axes: places on the dial, and text whose size follows the axes."""

    def __init__(self, axes: Axes, palette: Palette) -> None:
        self.axes, self.palette = axes, palette
        extent = axes.get_window_extent()
        across = min(extent.width / (2 * _SIDE), extent.height / (_TOP - _BOTTOM))
        self.unit = across * 72 / (axes.figure.dpi or 72)
        self.families = [chinese_font().family, _FALLBACK]

    def write(self, x: float, y: float, words: str, size: float, colour: str, **more: Any) -> None:
        bold = more.pop("weight", "normal")
        said = self.axes.text(x, y, drawable(words), ha="center", va="center", color=colour, **more)
        said.set_fontproperties(FontProperties(family=self.families, size=max(size * self.unit, 1.0), weight=str(bold)))
        said.set_parse_math(False)

    def strokes(self, lines: Sequence[tuple[float, float, float]], colour: str, width: float, zorder: int = 2) -> None:
        """Straight strokes from an inner to an outer radius, each at its angle."""
        ends = [(self.place(inner, angle), self.place(outer, angle)) for inner, outer, angle in lines]
        drawn = LineCollection(ends, colors=[colour], linewidths=width * self.unit, zorder=zorder)
        self.axes.add_collection(drawn, autolim=False)

    def place(self, radius: float, angle: float) -> tuple[float, float]:
        return radius * math.cos(math.radians(angle)), radius * math.sin(math.radians(angle))


def _angle(reading: GaugeReading, value: float) -> float:
    """Degrees from the right: the low end of the scale lies at 180, the high end at 0."""
    return 180.0 * (1 - (value - reading.low) / (reading.high - reading.low))


def _draw_scale(pen: _Pen, reading: GaugeReading) -> None:
    palette = pen.palette
    pen.axes.add_patch(Wedge((0, 0), _OUTER, 0, 180, width=_WIDTH, facecolor=palette.track, edgecolor="none"))
    if reading.band:
        _draw_band(pen, reading, reading.band)
    origin = min(max(0.0, reading.low), reading.high)
    if reading.needle is not None and not reading.band:
        ends = sorted((_angle(reading, reading.needle), _angle(reading, origin)))
        pen.axes.add_patch(
            Wedge((0, 0), _OUTER, ends[0], ends[1], width=_WIDTH, facecolor=reading.colour, edgecolor="none")
        )
    angles = [_angle(reading, tick) for tick in reading.ticks]
    pen.strokes([(_OUTER - _WIDTH, _OUTER, angle) for angle in angles], palette.paper, 0.018)
    for tick, angle in zip(reading.ticks, angles, strict=True):
        crowded = reading.mark is not None and abs(_angle(reading, reading.mark) - angle) < 9
        x, y = pen.place(_OUTER + (0.24 if crowded else 0.13), angle)
        pen.write(x, y, f"{tick:g}", 0.098, palette.faint)


def _draw_band(pen: _Pen, reading: GaugeReading, band: tuple[float, float]) -> None:
    start, end = _angle(reading, band[1]), _angle(reading, band[0])
    pen.axes.add_patch(
        Wedge((0, 0), _OUTER, start, end, width=_WIDTH, facecolor=reading.colour, edgecolor="none", alpha=0.45)
    )


def _draw_mark(pen: _Pen, reading: GaugeReading) -> None:
    """Where the target's pace, growth or limit lies: a dark stroke across the ring with a notch outside."""
    if reading.mark is None:
        return
    angle = _angle(reading, reading.mark)
    pen.strokes([(_OUTER - _WIDTH - 0.02, _OUTER, angle)], pen.palette.ink, 0.03, zorder=4)
    corners = [pen.place(_OUTER, angle), pen.place(_OUTER + 0.12, angle + 3), pen.place(_OUTER + 0.12, angle - 3)]
    pen.axes.add_patch(Polygon(corners, closed=True, facecolor=pen.palette.ink, edgecolor="none", zorder=4))


def _draw_needle(pen: _Pen, reading: GaugeReading) -> None:
    angle = _angle(reading, reading.needle or 0.0)
    reach = _OUTER - _WIDTH * 0.4
    sides = (pen.place(0.05, angle + 90), pen.place(0.05, angle - 90))
    corners = [pen.place(reach, angle - 0.7), pen.place(reach, angle + 0.7), *sides]
    ink, paper = pen.palette.ink, pen.palette.paper
    pen.axes.add_patch(
        Polygon(corners, closed=True, facecolor=ink, edgecolor=paper, linewidth=0.008 * pen.unit, zorder=5)
    )
    pen.axes.add_patch(Circle((0, 0), 0.085, facecolor=ink, edgecolor=paper, linewidth=0.012 * pen.unit, zorder=6))
    pen.axes.add_patch(Circle((0, 0), 0.03, facecolor=paper, edgecolor="none", zorder=7))
    if reading.over:
        right = (reading.needle or 0.0) >= reading.high
        x = _OUTER - _WIDTH / 2 if right else -_OUTER + _WIDTH / 2
        pen.write(x, -0.11, tr("超出刻度"), 0.088, ink)


def _draw_words(pen: _Pen, reading: GaugeReading) -> None:
    palette = pen.palette
    name = _wrapped(reading.name, 26)
    pen.write(0, 1.46, name, 0.15 if "\n" in name else 0.168, palette.ink, weight="bold", linespacing=1.25)
    grey = reading.grade in (Grade.NO_DATA, Grade.NOT_DUE)
    pen.write(0, -0.3, reading.figure, 0.28, palette.faint if grey else palette.ink, weight="bold")
    pen.write(0, -0.52, reading.caption, 0.105, palette.faint)
    pill = {"boxstyle": "round,pad=0.35,rounding_size=0.9", "facecolor": reading.colour, "edgecolor": "none"}
    pen.write(0, -0.75, reading.word, 0.125, _ink_on(reading.colour), weight="bold", bbox=pill)
    said = [
        _clipped(line, 44) for line in (*reading.lines, f"▼ {reading.mark_words}" if reading.mark_words else "") if line
    ]
    for index, line in enumerate(said):
        pen.write(0, -0.98 - 0.145 * index, line, 0.098, palette.faint)


def _ink_on(colour: str) -> str:
    """White or near-black, whichever is read better on `colour`."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return "#1b1e24" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.6 else "#ffffff"


def _wrapped(text: str, width: int) -> str:
    """At most two lines of `width` columns each, the rest as an ellipsis."""
    first = _head(text, width)
    rest = text[len(first) :].strip()
    return f"{first}\n{_clipped(rest, width)}" if rest else first


def _clipped(text: str, width: int) -> str:
    return text if columns_of(text) <= width else _head(text, width - 2) + "…"


def _head(text: str, width: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += columns_of(character)
        if taken > width:
            return text[:index]
    return text
