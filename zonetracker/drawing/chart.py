"""The drawing of a trend. Importing this module loads matplotlib."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from zonetracker.drawing.palette import Palette
from zonetracker.drawing.pen import chinese_font
from zonetracker.drawing.trend import Points, Trend
from zonetracker.support.i18n import tr


def draw_trend(figure: Figure, palette: Palette, trend: Trend, colour: str) -> None:
    """Draw a trend over the whole of `figure`: this year bold with marks, last year broken, the aim thin."""
    families = [chinese_font().family, "DejaVu Sans"]
    small = FontProperties(family=families, size=8)
    width, height = figure.get_size_inches()
    axes = figure.add_axes((0.62 / width, 0.34 / height, 1 - 0.8 / width, max(0.2, 1 - 0.66 / height)))
    axes.set_facecolor(palette.paper)
    styles: tuple[tuple[Points, dict[str, Any]], ...] = (
        (trend.aim, {"color": palette.faint, "linewidth": 1.2, "label": trend.aim_words}),
        (trend.last_year, {"color": palette.faint, "linewidth": 1.4, "linestyle": (0, (4, 3)), "label": tr("上年")}),
        (trend.this_year, {"color": colour, "linewidth": 2.2, "marker": "o", "markersize": 4.5, "label": tr("本年")}),
    )
    for points, style in styles:
        if points:
            axes.plot([month for month, _ in points], [float(value) for _, value in points], **style)
    axes.set_xlim(0.6, 12.4)
    axes.set_xticks(range(1, 13))
    axes.tick_params(colors=palette.faint, length=0, pad=4)
    axes.grid(axis="y", color=palette.track, linewidth=0.7)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(palette.track)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(small)
    if axes.get_lines():
        legend = axes.legend(
            loc="lower right", bbox_to_anchor=(1, 1), ncols=3, frameon=False, prop=small, borderaxespad=0.2
        )
        for text in legend.get_texts():
            text.set_color(palette.faint)
            text.set_parse_math(False)
