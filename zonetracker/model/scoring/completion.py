"""计分完成率: the completion r by which a task scores, exact, and why there is none.

Of a target within the year what it has come to is held against the pace, or against what its period asks for; at the
year's end, and wherever a set says so, against the whole. What 左右 lets pass counts as reached, so its r is 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.dates import known_end, no_later
from zonetracker.model.facts import JudgeBy, Node, PeriodTarget, Polarity, Stated, Target
from zonetracker.model.measure import Measure, is_rank
from zonetracker.model.milestones.stages import reached_by
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState
from zonetracker.model.outlook import pace
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.rules import Against, ProjectBasis, ScoreRule, ScoreSet, ScoreUse
from zonetracker.model.standing import (
    Grade,
    fall_is_promised,
    growth_asked,
    growth_is_capped,
    level_asked,
    measured_from,
    slack_of,
)

_YEAR_END = 12
_ZERO = Fraction(0)
_MET, _UNMET = HUNDRED, _ZERO


class NoScore(StrEnum):
    """Why a task has no mark: its figure is awaited, the month has none by nature, nothing is due yet; its date is
    missing, it was suspended or cancelled; it has no weight beside others that have one.
    """

    WAITING = "waiting"
    NOT_DUE = "not_due"
    NOTHING_DUE = "nothing_due"
    UNDATED = "undated"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    UNWEIGHTED = "unweighted"


AWAITED = frozenset({NoScore.WAITING, NoScore.UNDATED})
"""Reasons for which a row waits (待定), or scores nothing where a set says so."""


@dataclass(frozen=True, slots=True)
class ScoredSide:
    """The level, the growth or the dates of a task as they score.

    `r` is in percent; `met` says whether what is asked is reached. `actual` is held against `goal`, both in the unit of
    the task or in percent of growth, and of what is due by nodes their numbers; `asked` is what the whole year asks
    for, `share` which part of it goes with the months so far (1 where all of it is asked at once, None where a period's
    own target is). `tolerated`: reached by what 左右 lets pass.
    """

    use: ScoreUse
    by: JudgeBy
    r: Fraction
    met: bool
    actual: Fraction | None = None
    goal: Fraction | None = None
    asked: Fraction | None = None
    share: Fraction | None = Fraction(1)
    tolerated: bool = False
    days_late: int | None = None
    months_late: int = 0

    @property
    def less_is_better(self) -> bool:
        """Whether `r` is the better the smaller it is."""
        return self.use is ScoreUse.CEILING

    @property
    def earned(self) -> Fraction:
        """The completion as points are given for it: of what is better when smaller 200 − r, never below zero."""
        earned = 2 * HUNDRED - self.r if self.less_is_better else self.r
        return earned if earned.numerator > 0 else _ZERO


@dataclass(frozen=True, slots=True)
class ScoredCompletion:
    """The sides of a task by which it scores, the level first; without any `why` says the reason.

    `use` is by what its rule is chosen. `lacks` is a side that is asked for and has no figure, beside one that has.
    """

    use: ScoreUse
    sides: tuple[ScoredSide, ...] = ()
    why: NoScore | None = None
    lacks: JudgeBy | None = None


# ---- targets


def target_completion(
    row: ProgressRow, month: int, rules: RuleSet, score_set: ScoreSet, period: PeriodTarget | None = None
) -> ScoredCompletion:
    """How a target scores after `month` months, as its row of the table stands; `period` is what its quarter asks for.

    The target of the row is the one in force in that month.
    """
    target = _with_growth_of(row.target, period)
    asked = _TargetSides(row, target, month, rules, score_set, period)
    level, growth = asked.level(), asked.growth()
    if target.judge_by is JudgeBy.LEVEL and level is not None:
        growth = None
    elif target.judge_by is JudgeBy.GROWTH and growth is not None:
        level = None
    sides = tuple(one for one in (level, growth) if isinstance(one, ScoredSide))
    if sides:
        return ScoredCompletion(sides[0].use, sides, lacks=_lacking(level, growth))
    use = ScoreUse.WORDS if growth is None else asked.growth_use
    if level is not None:
        use = asked.use
    if row.standing.grade is Grade.NOT_DUE:
        return ScoredCompletion(use, why=NoScore.NOT_DUE)
    nothing = NoScore.NOTHING_DUE in (level, growth)
    return ScoredCompletion(use, why=NoScore.NOTHING_DUE if nothing else NoScore.WAITING)


_Asked = ScoredSide | NoScore | None


def _lacking(level: _Asked, growth: _Asked) -> JudgeBy | None:
    if level is NoScore.WAITING:
        return JudgeBy.LEVEL
    return JudgeBy.GROWTH if growth is NoScore.WAITING else None


def _with_growth_of(target: Target, period: PeriodTarget | None) -> Target:
    """The target with the growth that its period asks for, where that says one."""
    if period is None or period.stated.growth is None:
        return target
    return replace(target, stated=growth_asked(target, period.stated))


class _TargetSides:
    """A target's level and growth, each against what is asked by now."""

    def __init__(
        self,
        row: ProgressRow,
        target: Target,
        month: int,
        rules: RuleSet,
        score_set: ScoreSet,
        period: PeriodTarget | None,
    ) -> None:
        self._row = row
        self._target = target
        self._month = month
        self._rules = rules
        self._score_set = score_set
        self._period = period

    @property
    def use(self) -> ScoreUse:
        """By what the level is scored."""
        measure, target = self._row.standing.measure, self._target
        if measure is Measure.LIMIT:
            if is_rank(target, self._row.indicator):
                return ScoreUse.RANK
            return ScoreUse.LIMIT if max(_ends(target.stated)) else ScoreUse.ZERO
        return _USE_OF.get(measure, ScoreUse.WORDS)

    @property
    def growth_use(self) -> ScoreUse:
        """By what the growth is scored."""
        target, indicator = self._target, self._row.indicator
        if fall_is_promised(target, indicator):
            return ScoreUse.FALL
        if growth_is_capped(target, indicator):
            return ScoreUse.LIMIT
        return ScoreUse.RANGE if self._stays_within else ScoreUse.GROWTH

    @property
    def _stays_within(self) -> bool:
        return self._row.indicator.polarity is Polarity.WITHIN and self._target.stated.growth_high is not None

    def level(self) -> _Asked:
        """The level; None where the target states none."""
        if self._target.stated.value is None:
            return None
        actual = self._row.standing.actual
        if actual is None:
            return NoScore.WAITING
        low, high = _ends(self._target.stated)
        period = None if self._period is None else self._period.stated
        due, share = level_asked(self._target, self._row.indicator, period), None
        if due is None:
            share = self._share()
            if not share and (low or high):
                return NoScore.NOTHING_DUE
            start = low * share
            due = (start, start if high is low else high * share)
        slack = slack_of(self._target.stated.bound, self._rules)
        use = self.use
        if use in (ScoreUse.LIMIT, ScoreUse.ZERO, ScoreUse.RANK):
            return _kept(use, actual, due[1], slack)
        if use is ScoreUse.RANGE:
            return _within(use, actual, (min(due[0], low) if low < 0 else due[0], high), share)
        return _reached(use, actual, due, slack, high, share)

    def _share(self) -> Fraction:
        """What part of the year's figure is asked by now."""
        standing = self._row.standing
        goes_on = standing.time_progress is not None
        if not goes_on or self._month == _YEAR_END or self._score_set.against is Against.YEAR:
            return Fraction(1)
        return pace(self._row.indicator, self._month) / HUNDRED

    def growth(self) -> _Asked:
        """The growth; None where the target states none."""
        stated, growth = self._target.stated, self._row.standing.growth
        if stated.growth is None:
            return None
        if growth is None:
            return NoScore.WAITING
        wanted = Fraction(stated.growth)
        goal = measured_from(stated.growth, stated.growth_high, growth)
        slack = abs(wanted) * slack_of(stated.growth_bound, self._rules)
        use = self.growth_use
        if use is ScoreUse.FALL:
            r = growth / goal * HUNDRED if growth < 0 and goal < 0 else _ZERO
            return _rated(use, growth, goal, r, met=growth < 0 and growth <= goal + slack)
        if use is ScoreUse.LIMIT:
            return _rated(use, growth, goal, None, met=growth <= goal + slack)
        if use is ScoreUse.RANGE:
            return _rated(use, growth, goal, None, met=abs(growth - goal) <= slack)
        ratio = growth / goal * HUNDRED if goal > 0 else None
        return _rated(use, growth, goal, ratio, met=growth >= goal - slack)


_USE_OF = {
    Measure.FLOW: ScoreUse.FLOW,
    Measure.LEVEL: ScoreUse.LEVEL,
    Measure.CEILING: ScoreUse.CEILING,
    Measure.RANGE: ScoreUse.RANGE,
}


def _ends(stated: Stated) -> tuple[Fraction, Fraction]:
    """The level of a target as its two ends, the smaller first."""
    one = Fraction(stated.value or 0)
    if stated.value_high is None:
        return one, one
    other = Fraction(stated.value_high)
    return min(one, other), max(one, other)


def _kept(use: ScoreUse, actual: Fraction, limit: Fraction, slack: Fraction) -> ScoredSide:
    """What must not be exceeded: kept or not."""
    met = actual <= limit + abs(limit) * slack
    tolerated = met and actual > limit
    return ScoredSide(use, JudgeBy.LEVEL, _MET if met else _UNMET, met, actual, limit, limit, tolerated=tolerated)


def _within(use: ScoreUse, actual: Fraction, ends: tuple[Fraction, Fraction], share: Fraction | None) -> ScoredSide:
    """What is to stay between two figures: it does or does not."""
    met = ends[0] <= actual <= ends[1]
    goal = min(max(ends[0], actual), ends[1])
    return ScoredSide(use, JudgeBy.LEVEL, _MET if met else _UNMET, met, actual, goal, ends[1], share)


def _reached(
    use: ScoreUse,
    actual: Fraction,
    due: tuple[Fraction, Fraction],
    slack: Fraction,
    asked: Fraction,
    share: Fraction | None,
) -> ScoredSide:
    """A level against what is due, of a range the end that it is beyond; with nothing to divide by met or not."""
    low, high = due
    capped = use is ScoreUse.CEILING
    if low.numerator <= 0:
        met = actual <= high if capped else actual >= low
        missed = 2 * HUNDRED if capped else _UNMET
        return ScoredSide(use, JudgeBy.LEVEL, _MET if met else missed, met, actual, low, asked, share)
    goal = low if high is low else min(max(low, actual), high)
    r = actual / goal * HUNDRED
    exact = r <= HUNDRED if capped else r >= HUNDRED
    if exact or not slack:
        return ScoredSide(use, JudgeBy.LEVEL, r, exact, actual, goal, asked, share)
    met = r <= HUNDRED * (1 + slack) if capped else r >= HUNDRED * (1 - slack)
    return ScoredSide(use, JudgeBy.LEVEL, HUNDRED if met else r, met, actual, goal, asked, share, met)


def _rated(use: ScoreUse, growth: Fraction, goal: Fraction, r: Fraction | None, *, met: bool) -> ScoredSide:
    """A growth with its r; without one it is met or not, and one that only 左右 lets pass counts as reached."""
    exact = (_MET if met else _UNMET) if r is None else r
    tolerated = met and exact < HUNDRED
    return ScoredSide(
        use, JudgeBy.GROWTH, HUNDRED if tolerated else exact, met, growth, goal, goal, tolerated=tolerated
    )


# ---- milestones


def milestone_completion(
    standing: MilestoneStanding,
    nodes: Sequence[Node],
    money: ProgressRow | None,
    month: int,
    day: date,
    rules: RuleSet,
    score_set: ScoreSet,
    rule: ScoreRule,
) -> ScoredCompletion:
    """How a milestone scores on `day` of a month: by its dates and nodes, with a plan in money by what was invested.

    `money` is the year's plan as a row of the table, None where it has none.
    """
    if standing.state in _LEFT_OUT:
        return ScoredCompletion(ScoreUse.MILESTONE, why=_LEFT_OUT[standing.state])
    dates = _by_dates(standing, nodes, day, score_set)
    planned = money is not None and money.target.stated.value is not None
    if not planned or money is None or rule.projects is ProjectBasis.DONE:
        return _of_one(dates)
    invested = target_completion(money, month, rules, score_set)
    side = replace(invested.sides[0], use=ScoreUse.MILESTONE) if invested.sides else None
    if rule.projects is ProjectBasis.MONEY or not isinstance(dates, ScoredSide):
        return ScoredCompletion(ScoreUse.MILESTONE, (side,) if side else (), None if side else invested.why)
    if side is None:
        return replace(_of_one(dates), lacks=JudgeBy.LEVEL)
    part = Fraction(rule.money_share) / HUNDRED
    r = side.r * part + dates.r * (1 - part)
    return ScoredCompletion(ScoreUse.MILESTONE, (replace(dates, r=r, met=r >= HUNDRED, actual=None, goal=None),))


_LEFT_OUT = {MilestoneState.CANCELLED: NoScore.CANCELLED, MilestoneState.SUSPENDED: NoScore.SUSPENDED}


def _of_one(side: ScoredSide | NoScore) -> ScoredCompletion:
    if isinstance(side, ScoredSide):
        return ScoredCompletion(ScoreUse.MILESTONE, (side,))
    return ScoredCompletion(ScoreUse.MILESTONE, why=side)


def _by_dates(
    standing: MilestoneStanding, nodes: Sequence[Node], day: date, score_set: ScoreSet
) -> ScoredSide | NoScore:
    """Done in time or late; else nothing once it is overdue, and before that the nodes done of those due."""
    if standing.state is MilestoneState.DONE:
        return _done(standing, score_set)
    if standing.overdue:
        return ScoredSide(ScoreUse.MILESTONE, JudgeBy.LEVEL, _UNMET, met=False, days_late=-(standing.left or 0))
    due = [one for one in nodes if (planned := known_end(one.planned)) is not None and planned <= day]
    if due:
        done = sum(reached_by(one, day) for one in due)
        r = Fraction(done, len(due)) * HUNDRED
        counts = Fraction(done), Fraction(len(due))
        return ScoredSide(ScoreUse.MILESTONE, JudgeBy.LEVEL, r, done == len(due), *counts)
    dated = standing.deadline is not None or any(one.planned for one in nodes)
    return NoScore.NOTHING_DUE if dated else NoScore.UNDATED


def _done(standing: MilestoneStanding, score_set: ScoreSet) -> ScoredSide:
    late = 0
    if standing.in_time is False and standing.done_on and standing.deadline:
        late = months_begun(standing.deadline, standing.done_on)
    r = HUNDRED - Fraction(score_set.late_step) * late
    floor = Fraction(score_set.late_floor)
    r = HUNDRED if late == 0 else min(HUNDRED, max(r, floor))
    return ScoredSide(
        ScoreUse.MILESTONE, JudgeBy.LEVEL, r, late == 0, days_late=standing.late if late else None, months_late=late
    )


def months_begun(deadline: str, done_on: str) -> int:
    """How many months have begun from the end of a deadline to when something was done; 0 for in time.

    Dates are ISO as far as they are known, and compared as exactly as the coarser says: from 2023-06 to 2023-08 are
    two months, from 2023-06-30 to 2023-07-01 is one.
    """
    if no_later(done_on, deadline):
        return 0
    due, done = known_end(deadline), known_end(done_on)
    if due is None or done is None:
        return 0
    months = (done.year - due.year) * 12 + done.month - due.month
    exact = len(done_on) == len("2023-06-30")
    return max(months + (exact and not _ends_its_month(due) and done.day > due.day), 1)


def _ends_its_month(day: date) -> bool:
    return known_end(f"{day.year}-{day.month:02}") == day
