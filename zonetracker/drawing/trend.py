"""The course of one indicator over the months, before it is drawn: this year, its pace or target, and last year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from zonetracker.drawing.palette import Palette
from zonetracker.model.facts import Actual
from zonetracker.model.outlook import in_unit
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.standing import Measure, pace
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Points = tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What is drawn: points by month, exact; `aim` is the pace of a flow, else the target as it stands.

    From the month that is looked at to the year's end `likely` is the forecast between `low` and `high`, `needed` what
    the months that remain must have brought; all empty where nothing is foretold.
    """

    name: str
    unit: str
    this_year: Points
    last_year: Points
    aim: Points
    aim_words: str
    likely: Points = ()
    low: Points = ()
    high: Points = ()
    needed: Points = ()
    needed_words: str = ""


@dataclass(frozen=True, slots=True)
class TrendDrawing:
    """A trend as a drawing; `colour` is that of this year.

    Where it leaves the page it has its heading above and the words for it below.
    """

    trend: Trend
    colour: str
    heading: str = ""
    words: str = ""

    def draw(self, figure: Figure, palette: Palette) -> None:
        """Draw over the whole figure. This loads matplotlib."""
        from zonetracker.drawing.chart import draw_trend

        draw_trend(figure, palette, self)


def trend_of(row: ProgressRow, actuals: Iterable[Actual], month: int) -> Trend:
    """The trend of a row's level, or of its growth where the target is a growth alone, foretold from `month` on."""
    year = row.target.year
    own = [actual for actual in actuals if actual.indicator_id == row.indicator.id]
    grows = row.standing.measure is Measure.NONE and row.target.stated.growth is not None
    aim, words = _aim(row, grows)
    standing = row.standing
    ends = (standing.forecast, standing.forecast_low, standing.forecast_high)
    likely, low, high = (_ahead(row, month, end) for end in ends)
    return Trend(
        name=one_line(row.indicator.name),
        unit="%" if grows else one_line(row.unit),
        this_year=_course(own, year, row.unit, grows),
        last_year=_course(own, year - 1, row.unit, grows),
        aim=aim,
        aim_words=words,
        likely=likely,
        low=low,
        high=high,
        needed=_needed(row, month),
        needed_words=_needed_words(row),
    )


def _ahead(row: ProgressRow, month: int, end: Fraction | None) -> Points:
    """The way from a month's figure to the year's end: as the pace goes, for between them nothing else is known."""
    now, indicator = row.standing.actual, row.indicator
    gone = pace(indicator, month)
    left = HUNDRED - gone
    if now is None or end is None or month >= 12 or left <= 0:
        return ()
    return tuple((at, now + (end - now) * (pace(indicator, at) - gone) / left) for at in range(month, 13))


def _needed(row: ProgressRow, month: int) -> Points:
    now, each = row.standing.actual, row.standing.needed_monthly
    if now is None or not each or month >= 12:
        return ()
    return tuple((at, now + each * (at - month)) for at in range(month, 13))


def _needed_words(row: ProgressRow) -> str:
    return tr("不超过控制数") if row.standing.measure is Measure.CEILING else tr("完成目标需到")


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
            value = in_unit(actual, unit or actual.unit)
        if value is not None:
            points.append((actual.month, value))
    return tuple(points)
