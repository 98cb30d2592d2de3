"""The course of one indicator over the months: this year, its pace or target, and last year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from zonetracker.drawing.gauge import Palette, chinese_font
from zonetracker.model.facts import Actual
from zonetracker.model.progress import ProgressRow
from zonetracker.model.standing import Measure, pace
from zonetracker.model.units import scale
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

Points = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn: points by month, exact; `aim` is the pace of a flow, else the target as it stands."""

    name: str
    unit: str
    this_year: Points
    last_year: Points
    aim: Points
    aim_words: str


def trend_of(row: ProgressRow, actuals: Iterable[Actual]) -> Trend:
    """The trend of a row's level, or of its growth where the target is a growth alone."""
    year = row.target.year
    own = [actual for actual in actuals if actual.indicator_id == row.indicator.id]
    grows = row.standing.measure is Measure.NONE and row.target.stated.growth is not None
    aim, words = _aim(row, grows)
    return Trend(
        name=one_line(row.indicator.name),
        unit="%" if grows else one_line(row.unit),
        this_year=_course(own, year, row.unit, grows),
        last_year=_course(own, year - 1, row.unit, grows),
        aim=aim,
        aim_words=words,
    )


def _aim(row: ProgressRow, grows: bool) -> tuple[Points, str]:
    stated = row.target.stated
    months = range(1, 13)
    if grows and stated.growth is not None:
        return tuple((month, Fraction(stated.growth)) for month in months), tr("目标增速")
    if stated.value is None:
        return (), ""
    whole = Fraction(stated.value)
    if row.standing.measure in (Measure.FLOW, Measure.CEILING):
        return tuple((month, whole * pace(row.indicator, month) / 100) for month in months), tr("序时进度")
    return tuple((month, whole) for month in months), tr("年度目标")


def _course(actuals: Iterable[Actual], year: int, unit: str, grows: bool) -> Points:
    points = []
    for actual in sorted(actuals, key=lambda one: one.month):
        if actual.year != year:
            continue
        if grows:
            value = None if actual.growth is None else Fraction(actual.growth)
        else:
            value = None if actual.value is None else scale(actual.value, actual.unit, unit or actual.unit)
        if value is not None:
            points.append((actual.month, value))
    return tuple(points)


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
