"""What a gauge or a strip says of one target or milestone, before anything is drawn: scale, marks and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.facts import JudgeBy, Milestone, Nature, Stated
from zonetracker.model.measure import Measure, is_rank
from zonetracker.model.milestones.states import state_in
from zonetracker.model.outlook import figure_in_unit
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.quarters import PeriodView
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.row_figures import figures, growth_is_computed, whole_share
from zonetracker.model.standing import Grade, growth_is_capped, level_asked
from zonetracker.model.units import counted
from zonetracker.support.i18n import tr
from zonetracker.words.standing import days_words, deadline_words, standing_word
from zonetracker.words.wording import (
    date_words,
    figure,
    goal_words,
    months,
    one_line,
    period_words,
    quarter_word,
    rate_words,
    view_words,
)

Followed = ProgressRow | Milestone
"""What has a gauge."""
_FARTHEST = Fraction(10**15)
_SCALES = (120, 150, 200, 300)
_STEPS = {120: 20, 150: 25, 200: 50, 300: 50}

SIGNS: Mapping[Grade, str] = {
    Grade.DONE: "★",
    Grade.AHEAD: "⇑",
    Grade.ON_PACE: "●",
    Grade.BEHIND: "▲",
    Grade.LATE: "■",
    Grade.NO_DATA: "○",
    Grade.NOT_DUE: "－",
    Grade.EXCEEDED: "★",
    Grade.MET: "●",
    Grade.MISSED: "■",
}
"""The sign of a light, which tells it in grey print and to the colour-blind; no two of one month are the same."""


class MarkSign(StrEnum):
    """A mark on a scale by the sign that it is drawn with, also beside its words."""

    TIME = "▼"
    TARGET = "◆"
    STRETCH = "◇"
    LIMIT = "┃"
    LAST_YEAR = "△"


@dataclass(frozen=True, slots=True)
class GaugeMark:
    """A place on the scale; `words` say what is not said elsewhere: the goal stands in the lines of its reading."""

    sign: MarkSign
    at: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class GaugeReading:
    """A gauge in figures and words.

    `value`, `marks`, `low`, `high` and `ticks` are in the unit of the scale: percent of the target (`of_target`), or
    the figure itself where no completion is charted (growth, rates with a limit, ranks, ranges). `figure` is never
    capped. `band` is the range that is aimed at; what lies beyond `limit` must not be reached. `text` stands in place
    of a scale where there is none: a goal in words, one that is still to be filled in, a milestone's deadline.
    `by_growth`: the light is that of the growth, though the level is shown; `expected`: the figure is not final.
    """

    name: str
    caption: str
    figure: str
    word: str
    colour: str
    grade: Grade
    depth: int = 0
    goal: str = ""
    text: str = ""
    low: float = 0.0
    high: float = 100.0
    ticks: tuple[float, ...] = ()
    of_target: bool = False
    by_growth: bool = False
    expected: bool = False
    value: float | None = None
    marks: tuple[GaugeMark, ...] = ()
    band: tuple[float, float] | None = None
    limit: float | None = None
    lines: tuple[str, ...] = ()
    mark_words: str = ""

    @property
    def needle(self) -> float | None:
        """Where the needle rests: the value, or the end of the scale beyond which it lies."""
        return None if self.value is None else min(max(self.value, self.low), self.high)

    @property
    def full_caption(self) -> str:
        """The caption, and what the light follows where that is not the figure shown."""
        return tr("{caption}（评价按增速）", caption=self.caption) if self.by_growth else self.caption

    @property
    def over(self) -> bool:
        """Whether the value lies beyond an end of the scale."""
        return self.value is not None and not self.low <= self.value <= self.high

    @property
    def sign(self) -> str:
        """The sign of the light."""
        return SIGNS[self.grade]


def gauge_reading(item: Followed, progress: Progress) -> GaugeReading:
    """What is shown of a target or a milestone; of a growth target its growth, of any other its level."""
    if isinstance(item, Milestone):
        return _milestone(item, progress)
    stated, measure = item.target.stated, item.standing.measure
    if stated.value is None:
        return _in_words(item, progress) if stated.growth is None else _growth(item, progress)
    within = measure is Measure.RANGE and item.standing.time_progress is None
    if measure is Measure.LIMIT or within or stated.value <= 0:
        return _as_it_stands(item, progress)
    return _completion(item, progress)


def gauges_heading(progress: Progress) -> str:
    """The line above the gauges of a month."""
    period = period_words(progress.year, progress.month)
    if progress.quarter:
        period = view_words(progress.year, progress.month, PeriodView.QUARTER)
    return tr("{zone}{period}目标完成情况", zone=one_line(progress.zone), period=period)


# ---- with a scale


def _due_words(row: ProgressRow, progress: Progress) -> str:
    """What the mark of the time is: the pace, or what share of the year a quarter asks for."""
    own = level_asked(row.target, row.indicator, period_asked(row, progress)) is not None
    return tr("{quarter}目标", quarter=quarter_word(progress.month)) if own else tr("序时进度")


def _completion(row: ProgressRow, progress: Progress) -> GaugeReading:
    standing, stated = row.standing, row.target.stated
    shown, whole = figures(row, progress), Fraction(stated.value or 1)
    capped = standing.measure is Measure.CEILING
    top = None if capped or stated.value_high is None else Fraction(stated.value_high) / whole * HUNDRED
    stretch = None if row.target.stretch is None else Fraction(row.target.stretch) / whole * HUNDRED
    aim = MarkSign.LIMIT if capped else MarkSign.TARGET
    due = standing.time_progress  # once the year is over it is where the target is
    due = None if due is None or due >= HUNDRED else due
    reach = max(one for one in (standing.completion, stretch, top, Fraction(0)) if one is not None)
    high = next((scale for scale in _SCALES if reach <= scale), _SCALES[-1])
    return _reading(
        row,
        progress,
        caption=tr("占控制指标") if capped else tr("完成年度目标"),
        figure=_percent(shown.completion),
        scale=(0.0, float(high), tuple(float(tick) for tick in range(0, high + 1, _STEPS[high]))),
        value=standing.completion,
        marks=(
            (MarkSign.TIME, due, _due_words(row, progress) + _percent(shown.time_progress)),
            (aim, HUNDRED, ""),
            (aim, top, ""),
            (MarkSign.STRETCH, stretch, _stretch_words(row, progress)),
            (MarkSign.LAST_YEAR, standing.last_completion, ""),
        ),
        of_target=True,
        limit=HUNDRED if capped else None,
    )


def _growth(row: ProgressRow, progress: Progress) -> GaugeReading:
    stated, standing = row.target.stated, row.standing
    wanted = Fraction(stated.growth or 0)
    top = None if stated.growth_high is None else Fraction(stated.growth_high)
    stretch = standing.second.growth if standing.second is not None else None
    before = row.last_year.growth if row.last_year is not None else None
    capped = growth_is_capped(row.target, row.indicator)
    most = wanted if top is None else top
    aim = MarkSign.LIMIT if capped else MarkSign.TARGET
    return _reading(
        row,
        progress,
        caption=tr("同比增速"),
        figure=_percent(figures(row, progress).growth),
        scale=_scale([Fraction(0), wanted, top, stretch, standing.growth]),
        value=standing.growth,
        marks=(
            (aim, most if capped else wanted, ""),
            (aim, None if capped else top, ""),
            (MarkSign.STRETCH, stretch, _stretch_words(row, progress)),
            (MarkSign.LAST_YEAR, None if before is None else Fraction(before), ""),
        ),
        limit=most if capped else None,
    )


def _as_it_stands(row: ProgressRow, progress: Progress) -> GaugeReading:
    """A figure beside its limit, its range, or a goal of zero or below that has no share."""
    stated, standing, unit = row.target.stated, row.standing, one_line(row.unit)
    first = Fraction(stated.value or 0)
    last = first if stated.value_high is None else Fraction(stated.value_high)
    capped, ranked = standing.measure is Measure.LIMIT, is_rank(row.target, row.indicator)
    before = figure_in_unit(row.last_year, row.unit)
    value, aim = row.actual_value, MarkSign.LIMIT if capped else MarkSign.TARGET
    low, high, ticks = _scale([Fraction(0), first, last, standing.actual], whole=ranked or counted(row.unit))
    if ranked and ticks[1] > 1:  # there is no place before the first
        low, ticks = 1.0, (1.0, *ticks[1:])
    return _reading(
        row,
        progress,
        caption=tr("名次") if ranked else tr("实际数"),
        figure="—" if value is None else f"{figure(value)}{unit}",
        scale=(low, high, ticks),
        value=standing.actual,
        marks=(
            (aim, last if capped else first, ""),
            (aim, None if capped or last == first else last, ""),
            (MarkSign.LAST_YEAR, None if before is None else Fraction(before), ""),
        ),
        limit=last if capped else None,
    )


_Marks = Sequence[tuple[MarkSign, Fraction | None, str]]


def _reading(
    row: ProgressRow,
    progress: Progress,
    *,
    caption: str,
    figure: str,
    scale: tuple[float, float, tuple[float, ...]],
    value: Fraction | None,
    marks: _Marks,
    of_target: bool = False,
    limit: Fraction | None = None,
) -> GaugeReading:
    grade = row.standing.grade
    by_growth = row.target.stated.value is not None and row.standing.judged_by is JudgeBy.GROWTH
    low, high, ticks = scale
    drawn = tuple(GaugeMark(sign, _float(at), words) for sign, at, words in marks if at is not None)
    aims = [mark.at for mark in drawn if mark.sign is MarkSign.TARGET]
    told = [f"{mark.sign} {mark.words}" for mark in drawn if mark.words]
    if row.standing.within_tolerance:
        told.append(tr("“左右”按±{tolerance}%掌握", tolerance=progress.rules.tolerance))
    return GaugeReading(
        name=one_line(row.indicator.name),
        caption=caption,
        figure=figure,
        word=progress.word_of(row),
        colour=progress.colour(grade),
        grade=grade,
        depth=row.depth,
        goal=goal_words(row.target.stated, one_line(row.unit), row.target.wording),
        low=low,
        high=high,
        ticks=ticks,
        of_target=of_target,
        by_growth=by_growth,
        expected=row.expected,
        value=None if value is None else _float(value),
        marks=drawn,
        band=(min(aims), max(aims)) if len(aims) > 1 else None,
        limit=None if limit is None else _float(limit),
        lines=_lines(row, progress, MarkSign.TARGET if limit is None else MarkSign.LIMIT),
        mark_words="  ".join(told),
    )


def _stretch_words(row: ProgressRow, progress: Progress) -> str:
    target, second = row.target, row.standing.second
    goal = goal_words(Stated(target.stretch, growth=target.stretch_growth), one_line(row.unit))
    words = tr("奋斗目标{goal}", goal=goal)
    if second is None or second.completion is None:
        return words
    return words + tr("，完成{share}", share=_percent(whole_share(second.completion, progress.places)))


def _percent(number: Decimal | None) -> str:
    return "—" if number is None else f"{figure(number)}%"


def _lines(row: ProgressRow, progress: Progress, aim: MarkSign) -> tuple[str, ...]:
    """What was reached, and the goal with the sign of its mark."""
    goal = goal_words(row.target.stated, one_line(row.unit))
    said = tr("控制数{goal}", goal=goal) if aim is MarkSign.LIMIT else tr("年度目标{goal}", goal=goal)
    said += tr("（调整后）") if progress.adjusted(row) else ""
    return tuple(line for line in (_reached(row, progress), f"{aim} {said}") if line)


def _reached(row: ProgressRow, progress: Progress) -> str:
    value, rate = row.actual_value, figures(row, progress).growth
    said = [] if value is None else [f"{figure(value)}{one_line(row.unit)}"]
    if rate is not None and (row.target.stated.growth is not None or not growth_is_computed(row)):
        said.append(rate_words(rate))
    if not said:
        return ""
    sums = value is not None and row.indicator.nature is Nature.FLOW
    words = tr("{months}累计{reached}") if sums else tr("{months}{reached}")
    whole = words.format(months=months(progress.month), reached="，".join(said))
    return tr("{whole}（预计）", whole=whole) if row.expected else whole


def _scale(figures: list[Fraction | None], *, whole: bool = False) -> tuple[float, float, tuple[float, ...]]:
    """A round scale with zero in it that holds all `figures` with some air; of what is counted no parts are marked."""
    known = [_float(number) for number in figures if number is not None]
    low, high = min(known), max(known)
    if low == high:
        high = 1.0
    reach = (high - low) * 1.15
    step = next(s for s in _round_steps(reach) if reach / s <= 7 and not (whole and s % 1))
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


# ---- in words


def _in_words(row: ProgressRow, progress: Progress) -> GaugeReading:
    """A goal tied to another thing (与经济增长同步), or one whose figure the report hides."""
    grade, wording, quote = row.standing.grade, one_line(row.target.wording), one_line(row.target.quote)
    text = wording or tr("目标数待填")
    lines = _reached(row, progress), tr("原文：{quote}", quote=quote) if quote and not wording else ""
    return GaugeReading(
        name=one_line(row.indicator.name),
        caption="",
        figure="",
        word=progress.word_of(row),
        colour=progress.colour(grade),
        grade=grade,
        depth=row.depth,
        goal=text,
        text=text,
        lines=tuple(line for line in lines if line) or (tr("没有数字，不算完成率"),),
    )


def _milestone(milestone: Milestone, progress: Progress) -> GaugeReading:
    standing = state_in(progress, milestone)
    grade = standing.grade
    due, done = deadline_words(standing), date_words(standing.done_on)
    goal = tr("时限：{date}", date=due) if due else tr("未定时限")
    lines = (
        tr("{date}办结", date=done) if done else "",
        tr("责任单位：{unit}", unit=one_line(milestone.responsible) or tr("未写明")),
    )
    return GaugeReading(
        name=one_line(milestone.name),
        caption=days_words(standing),
        figure="",
        word=standing_word(milestone, standing),
        colour=progress.colour(grade),
        grade=grade,
        goal=goal,
        text=goal,
        lines=tuple(line for line in lines if line),
    )
