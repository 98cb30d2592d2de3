"""The drawing of a trend. Importing this module loads matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from zonetracker.drawing.palette import Palette
from zonetracker.drawing.pen import chinese_font, drawable, head
from zonetracker.drawing.trend import Points, Trend, TrendDrawing
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of

_EDGE, _LINE, _HEAD = 0.2, 0.2, 0.5
_HEADING, _WORDS, _SMALL = 12, 9, 8
_STROKE = 0.36
_TWO_LINES = 1.7
"""Inches: the stroke before a name in the legend, and the least height in which the legend may have two lines."""
_OPENING, _CLOSING = "（“", "）”，。；：、%"
_Line = tuple[Points, dict[str, Any]]


def draw_trend(figure: Figure, palette: Palette, drawing: TrendDrawing) -> None:
    """Draw a trend over the whole of `figure`: this year bold with marks, last year broken, the aim thin.

    What is foretold is hollow: the likely way in a pale band, and dotted what the remaining months must have brought.
    """
    trend = drawing.trend
    families = [chinese_font().family, "DejaVu Sans"]
    small = FontProperties(family=families, size=_SMALL)
    width, height = figure.get_size_inches()
    above, below = _write_around(figure, palette, drawing, families)
    lines = _lines_of(trend, palette, drawing.colour)
    named, in_two = _named(lines, width - 0.36, height - below)
    bottom, top = 0.34 + below, 0.32 + above + (_LINE if in_two else 0)
    axes = figure.add_axes((0.62 / width, bottom / height, 1 - 0.8 / width, max(0.2, 1 - (bottom + top) / height)))
    axes.set_facecolor(palette.paper)
    _draw_band(axes, trend, drawing.colour)
    drawn = {style["label"]: _plotted(axes, points, style) for points, style in lines}
    axes.set_xlim(0.6, 12.4)
    axes.set_xticks(range(1, 13))
    axes.tick_params(colors=palette.faint, length=0, pad=4)
    axes.grid(axis="y", color=palette.track, linewidth=0.7)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(palette.track)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(small)
    if not named:
        return
    legend = axes.legend(
        [drawn[name] for name in named],
        named,
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=3 if in_two else len(named),
        frameon=False,
        prop=small,
        borderaxespad=0.2,
        columnspacing=1.0,
        handlelength=1.6,
        handletextpad=0.5,
    )
    for text in legend.get_texts():
        text.set_color(palette.faint)
        text.set_parse_math(False)


def _lines_of(trend: Trend, palette: Palette, colour: str) -> list[_Line]:
    """What is drawn, what matters most last."""
    hollow = {"marker": "o", "markersize": 3.5, "markerfacecolor": palette.paper}
    broken = {"linewidth": 1.4, "linestyle": (0, (4, 3))}
    lines: list[_Line] = [
        (
            trend.needed,
            {"color": palette.ink, "linewidth": 1.3, "linestyle": (0, (1, 1.6)), "label": trend.needed_words},
        ),
        (trend.last_year, {"color": palette.faint, "label": tr("上年"), **broken}),
        (trend.aim, {"color": palette.faint, "linewidth": 1.2, "label": trend.aim_words}),
        (trend.likely, {"color": colour, "label": tr("照此进度"), **broken, **hollow}),
        (trend.this_year, {"color": colour, "linewidth": 2.2, "marker": "o", "markersize": 4.5, "label": tr("本年")}),
    ]
    return [line for line in lines if line[0]]


def _plotted(axes: Axes, points: Points, style: dict[str, Any]) -> Any:
    return axes.plot([month for month, _ in points], [float(value) for _, value in points], **style)[0]


def _draw_band(axes: Axes, trend: Trend, colour: str) -> None:
    if trend.low != trend.high:
        low, high = ([float(value) for _, value in points] for points in (trend.low, trend.high))
        axes.fill_between([month for month, _ in trend.low], low, high, color=colour, alpha=0.2, linewidth=0)


def _named(lines: Sequence[_Line], width: float, height: float) -> tuple[list[str], bool]:
    """The names of the legend, what matters most first, and whether they stand in two lines.

    Where there is no room for two, those that fit on one.
    """
    names = [str(style["label"]) for _, style in reversed(lines)]
    room, fitting = width, []
    for name in names:
        room -= _STROKE + columns_of(name) * _SMALL / 2 / 72
        if room >= 0:
            fitting.append(name)
    in_two = len(fitting) < len(names) and height >= _TWO_LINES
    return (names if in_two else fitting), in_two


def _write_around(figure: Figure, palette: Palette, drawing: TrendDrawing, families: list[str]) -> tuple[float, float]:
    """Heading and words; how many inches they take above and below."""
    width, height = figure.get_size_inches()
    lines = _broken(drawing.words, int((width - 2 * _EDGE) * 72 / (_WORDS / 2)))
    below = len(lines) * _LINE + (_EDGE if lines else 0)
    places = [(drawing.heading, width / 2, height - _HEAD * 0.56, _HEADING, palette.ink, "center")]
    places += [
        (line, _EDGE, below - (at + 0.5) * _LINE, _WORDS, palette.faint, "left") for at, line in enumerate(lines)
    ]
    for words, x, y, size, colour, side in places:
        if words:
            said = figure.text(x / width, y / height, drawable(words), ha=side, va="center", color=colour)
            said.set_fontproperties(FontProperties(family=families, size=size))
            said.set_parse_math(False)
    return (_HEAD if drawing.heading else 0.0), below


def _broken(words: str, room: int) -> list[str]:
    """Words in lines of so many columns; none begins with what closes or ends with what opens a bracket."""
    lines = []
    while words:
        line = head(words, room) or words[0]
        while 1 < len(line) < len(words) and (words[len(line)] in _CLOSING or line[-1] in _OPENING):
            line = line[:-1]
        lines.append(line)
        words = words[len(line) :]
    return lines
