"""A month looked at as the end of a quarter: what was asked until then, how much of that is reached, the quarter alone.

All arithmetic is exact; figures are in the row's unit, shares and rates in percent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from fractions import Fraction

from zonetracker.model.facts import Actual, Nature, Stated
from zonetracker.model.measure import SHARES, Measure, row_unit
from zonetracker.model.outlook import in_unit, pace
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.standing import fall_is_promised, growth_asked, growth_is_capped, level_asked, measured_from

QUARTER_ENDS = (3, 6, 9, 12)
"""The months that end a quarter."""


class PeriodView(StrEnum):
    """As what a month is looked at: itself, the end of a quarter, or that with what the quarter alone brought."""

    MONTH = "month"
    QUARTER = "quarter"
    SINGLE = "single"

    def of(self, month: int) -> PeriodView:
        """The same of another month: one that ends no quarter is only looked at as itself."""
        return self if month in QUARTER_ENDS else PeriodView.MONTH


class AskedBy(Enum):
    """Where what is asked for until a month comes from: a period target, the year's pace, or the year's own target."""

    OWN = "own"
    PACE = "pace"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class QuarterStanding:
    """How a row stands to what is asked until the end of a quarter; None where there is no such figure.

    `asked` and `asked_high` (of a range) are in the row's unit, `growth` is that which is asked for. `met` says whether
    it is reached, of what is not to be exceeded whether it is kept; `completion` is the share of it. `single` is what
    the quarter alone brought, `single_growth` that over the same quarter of last year.
    """

    by: AskedBy | None = None
    asked: Fraction | None = None
    asked_high: Fraction | None = None
    growth: Fraction | None = None
    completion: Fraction | None = None
    met: bool | None = None
    single: Fraction | None = None
    single_growth: Fraction | None = None


def quarter_standing(row: ProgressRow, progress: Progress) -> QuarterStanding:
    """How `row` stands in the quarter that ends with the month of `progress`."""
    period = period_asked(row, progress)
    by, asked, high = _asked(row, progress.month, period)
    goal = growth_asked(row.target, period).growth
    actual = row.standing.actual
    return QuarterStanding(
        by=by,
        asked=asked,
        asked_high=high if high != asked else None,
        growth=None if goal is None else Fraction(goal),
        completion=_share(row, actual, asked, high),
        met=_met(row, actual, asked, high) if asked is not None else _growth_met(row, period),
        single=(now := _single(row, row.actual, row.asked.before, progress.month)),
        single_growth=_single_growth(row, now, progress.month),
    )


def _asked(
    row: ProgressRow, month: int, period: Stated | None
) -> tuple[AskedBy | None, Fraction | None, Fraction | None]:
    ends = level_asked(row.target, row.indicator, period)
    if ends is not None:
        return AskedBy.OWN, *ends
    stated = row.target.stated
    if stated.value is None:
        return None, None, None
    low, high = sorted(
        (Fraction(stated.value), Fraction(stated.value if stated.value_high is None else stated.value_high))
    )
    if row.standing.time_progress is None or month == 12:
        return AskedBy.YEAR, low, high
    share = pace(row.indicator, month) / HUNDRED
    return AskedBy.PACE, low * share, high * share


def _share(row: ProgressRow, actual: Fraction | None, asked: Fraction | None, high: Fraction | None) -> Fraction | None:
    """Of a limit or a rank no share is reached; of a range all of it inside."""
    if actual is None or asked is None or high is None or asked <= 0 or row.standing.measure is Measure.LIMIT:
        return None
    return actual / min(max(asked, actual), high) * HUNDRED


def _met(row: ProgressRow, actual: Fraction | None, asked: Fraction, high: Fraction | None) -> bool | None:
    if actual is None:
        return None
    if row.standing.measure in (Measure.CEILING, Measure.LIMIT):
        return actual <= (asked if high is None else high)
    top = None if row.standing.completion is not None else range_top(row, high if high != asked else None)
    return actual >= asked and (top is None or actual <= top)


def range_top(row: ProgressRow, asked_high: Fraction | None) -> Fraction | None:
    """The end above which a range is left: that which is asked for, else the year's; None for all that is no range."""
    low, high = row.target.stated.value, row.target.stated.value_high
    if row.standing.measure is not Measure.RANGE or low is None or high is None:
        return None
    return Fraction(max(low, high)) if asked_high is None else asked_high


def _growth_met(row: ProgressRow, period: Stated | None) -> bool | None:
    """Whether a target of growth alone is met."""
    stated, growth = growth_asked(row.target, period), row.standing.growth
    if stated.growth is None or growth is None:
        return None
    goal = measured_from(stated.growth, stated.growth_high, growth)
    aim = row.target if row.target.stated.growth is not None else replace(row.target, stated=stated)
    less = fall_is_promised(aim, row.indicator) or growth_is_capped(aim, row.indicator)
    return growth <= goal if less else growth >= goal


def _flows(row: ProgressRow) -> bool:
    return row.indicator.nature is Nature.FLOW and row_unit(row.target, row.indicator) not in SHARES


def _single(row: ProgressRow, now: Actual | None, before: Actual | None, month: int) -> Fraction | None:
    """What the last three months of a flow brought."""
    unit = row.unit or None
    whole, earlier = in_unit(now, unit), in_unit(before, unit)
    if not _flows(row) or whole is None:
        return None
    if month == 3:
        return whole
    return None if earlier is None else whole - earlier


def _single_growth(row: ProgressRow, now: Fraction | None, month: int) -> Fraction | None:
    """From the levels of both years alone: the difference of two rates is none."""
    base = _single(row, row.last_year, row.asked.last_before, month)
    if now is None or base is None or base <= 0 or row.indicator.typed_growth:
        return None
    return (now / base - 1) * HUNDRED
