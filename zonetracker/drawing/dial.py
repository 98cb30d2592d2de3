"""What a gauge says of one row, before anything is drawn: needle, mark, scale and words."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import growth, growth_is_computed
from zonetracker.model.standing import Grade, Measure
from zonetracker.support.i18n import tr
from zonetracker.words.wording import figure, goal_words, growth_words, level_words, months, one_line, rate_words

_FARTHEST = Fraction(10**15)
_SCALES = (120, 150, 200, 300)
_STEPS = {120: 20, 150: 25, 200: 50, 300: 50}


@dataclass(frozen=True, slots=True)
class GaugeReading:
    """A gauge in figures and words.

    `needle`, `mark`, `low`, `high` and `ticks` are in the unit of the scale: percent of the target, or the figure
    itself where no completion is charted (growth, rates with a limit, ranks, ranges). `figure` is never capped: `over`
    says that the needle rests at an end of the scale. `band` is what counts as reached, where that is a range or limit.
    """

    name: str
    caption: str
    figure: str
    word: str
    colour: str
    grade: Grade
    low: float
    high: float
    ticks: tuple[float, ...]
    needle: float | None = None
    mark: float | None = None
    mark_words: str = ""
    lines: tuple[str, ...] = ()
    band: tuple[float, float] | None = None
    over: bool = False


def gauge_reading(row: ProgressRow, progress: Progress) -> GaugeReading:
    """What the gauge of `row` shows; a growth target shows its growth, everything else its level."""
    measure = row.standing.measure
    if measure in (Measure.LIMIT, Measure.RANGE):
        return _as_it_stands(row, progress)
    if measure is Measure.NONE and row.target.stated.growth is not None:
        return _growth(row, progress)
    return _completion(row, progress)


def gauges_heading(progress: Progress) -> str:
    """The line above the gauges of a month."""
    zone, said = one_line(progress.zone), months(progress.month)
    return tr("{zone}{year}年{months}目标完成情况", zone=zone, year=progress.year, months=said)


def charted(row: ProgressRow) -> bool:
    """Whether there is anything to chart: a relative target has neither level nor growth."""
    return row.target.stated.value is not None or row.target.stated.growth is not None


def _completion(row: ProgressRow, progress: Progress) -> GaugeReading:
    standing = row.standing
    completion = standing.completion
    high = next((scale for scale in _SCALES if completion is None or completion <= scale), _SCALES[-1])
    pace = standing.time_progress
    shown = progress.percent(completion)
    stated_pace = progress.percent(pace)
    return _reading(
        row,
        progress,
        caption=tr("占控制指标") if standing.measure is Measure.CEILING else tr("完成年度目标"),
        figure="—" if shown is None else f"{figure(shown)}%",
        low=0.0,
        high=float(high),
        ticks=tuple(float(tick) for tick in range(0, high + 1, _STEPS[high])),
        value=completion,
        mark=pace,
        mark_words="" if stated_pace is None else tr("序时进度{pace}%", pace=figure(stated_pace)),
    )


def _growth(row: ProgressRow, progress: Progress) -> GaugeReading:
    stated, standing = row.target.stated, row.standing
    wanted = Fraction(stated.growth or 0)
    shown = growth(row, progress)
    low, high, ticks = _scale([Fraction(0), wanted, standing.growth])
    return _reading(
        row,
        progress,
        caption=tr("同比增速"),
        figure="—" if shown is None else f"{figure(shown)}%",
        low=low,
        high=high,
        ticks=ticks,
        value=standing.growth,
        mark=wanted,
        mark_words=tr("目标{goal}", goal=growth_words(stated)),
    )


def _as_it_stands(row: ProgressRow, progress: Progress) -> GaugeReading:
    stated, standing = row.target.stated, row.standing
    first = Fraction(stated.value or 0)
    last = Fraction(stated.value_high) if stated.value_high is not None else first
    low, high, ticks = _scale([Fraction(0), last, standing.actual])
    ranged = standing.measure is Measure.RANGE
    value = row.actual_value
    return _reading(
        row,
        progress,
        caption=tr("控制在区间内") if ranged else tr("不超过控制数"),
        figure="—" if value is None else f"{figure(value)}{one_line(row.unit)}",
        low=low,
        high=high,
        ticks=ticks,
        value=standing.actual,
        mark=last,
        mark_words=tr("控制数{goal}", goal=level_words(stated, one_line(row.unit))),
        band=(_float(first) if ranged else low, _float(last)),
    )


def _reading(
    row: ProgressRow,
    progress: Progress,
    *,
    caption: str,
    figure: str,
    low: float,
    high: float,
    ticks: tuple[float, ...],
    value: Fraction | None,
    mark: Fraction | None,
    mark_words: str,
    band: tuple[float, float] | None = None,
) -> GaugeReading:
    grade = row.standing.grade
    at = None if value is None else _float(value)
    return GaugeReading(
        name=one_line(row.indicator.name),
        caption=caption,
        figure=figure,
        word=progress.word(grade),
        colour=progress.colour(grade),
        grade=grade,
        low=low,
        high=high,
        ticks=ticks,
        needle=None if at is None else min(max(at, low), high),
        mark=None if mark is None else min(max(_float(mark), low), high),
        mark_words=mark_words,
        lines=_lines(row, progress),
        band=band,
        over=at is not None and not low <= at <= high,
    )


def _lines(row: ProgressRow, progress: Progress) -> tuple[str, ...]:
    unit, value, rate = one_line(row.unit), row.actual_value, growth(row, progress)
    reached = [] if value is None else [f"{figure(value)}{unit}"]
    if rate is not None and (row.target.stated.growth is not None or not growth_is_computed(row)):
        reached.append(rate_words(rate))
    goal = goal_words(row.target.stated, unit, row.target.wording)
    lines = (
        tr("{months}累计{reached}", months=months(progress.month), reached="，".join(reached)) if reached else "",
        tr("年度目标{goal}", goal=goal) if goal else "",
    )
    return tuple(line for line in lines if line)


def _scale(figures: list[Fraction | None]) -> tuple[float, float, tuple[float, ...]]:
    """A round scale with zero in it that holds all `figures` with some air, in four to nine steps."""
    known = [_float(number) for number in figures if number is not None]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    reach = (high - low) * 1.15
    step = next(s for s in _round_steps(reach) if reach / s <= 7)
    first = 0 if low >= 0 else int(low * 1.1 // step)
    last = 0 if high <= 0 else -int(-high * 1.1 // step)
    if first == last:
        last += 1
    return first * step, last * step, tuple(count * step for count in range(first, last + 1))


def _float(number: Fraction) -> float:
    """For drawing only; beyond a thousand million million the needle rests where it is."""
    return float(min(max(number, -_FARTHEST), _FARTHEST))


def _round_steps(reach: float) -> list[float]:
    power = 10.0 ** (len(str(int(reach))) - 2) if reach >= 1 else 0.01
    return [power * part for part in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)]
