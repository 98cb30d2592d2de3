"""A department's total: its rows summed as they are printed, told as of 100, with bonus, points by hand and vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import Milestone, Points, PointsKind, TaskKind
from zonetracker.model.milestones.projects import exact_sum
from zonetracker.model.milestones.states import MilestoneStanding
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rounding import HUNDRED, shown
from zonetracker.model.scoring.completion import AWAITED, NoScore, ScoredCompletion
from zonetracker.model.scoring.marks import ScoreHint, TaskMark
from zonetracker.model.scoring.rules import IfMissing, PartOf, ScorePart, ScoreRule, ScoreSet, VetoEffect
from zonetracker.model.standing import Grade

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A task of a department in a month with its mark.

    `weight` is the one that counts: as typed, equal ones where no task of the department has any, of a co-unit its
    share; None where others have weights and this has none. `shown_weight` is that as it is printed and summed. Without
    a mark `why` says the reason. `rule` is the one that counted, `named` what the task names. `co`: another department
    leads. `row` is set for a target (and for a project's money), `milestone` and `standing` for a milestone. `grade` is
    its light. `given`, `claim` and `check` are what a person gave for it, its unit claims, and what its check brought.
    `undivided` is the whole mark of which a co-unit has its share.
    """

    task: Task
    completion: ScoredCompletion
    rule: ScoreRule
    weight: Decimal | None
    shown_weight: Decimal
    mark: TaskMark | None = None
    why: NoScore | None = None
    co: bool = False
    named: str = ""
    grade: Grade = Grade.NO_DATA
    row: ProgressRow | None = None
    milestone: Milestone | None = None
    standing: MilestoneStanding | None = None
    hints: tuple[ScoreHint, ...] = ()
    given: Points | None = None
    claim: Points | None = None
    check: Points | None = None
    undivided: TaskMark | None = None

    @property
    def key(self) -> tuple[TaskKind, int]:
        """What tells the task from the others."""
        return self.task.kind, self.task.number

    @property
    def waits(self) -> bool:
        """Whether it is 待定: its figure may still come."""
        return self.why in AWAITED

    @property
    def r(self) -> Fraction | None:
        """The scored completion that counted, in percent."""
        if self.mark is not None and self.mark.sides:
            return self.mark.r
        return next((one.r for one in self.completion.sides), None)


@dataclass(frozen=True, slots=True)
class PartTotal:
    """A part of the total. `base` and `weight` are the sums of its rows that count, as printed; `score` is the part as
    of 100 (None: nothing of it counts), `points` what it brings to the total; `given` is the one by hand.
    """

    part: ScorePart
    weight: Decimal = _NOTHING
    base: Decimal = _NOTHING
    bonus: Decimal = _NOTHING
    counted: int = 0
    waiting: int = 0
    score: Decimal | None = None
    points: Decimal | None = None
    given: Points | None = None


@dataclass(frozen=True, slots=True)
class DepartmentTotal:
    """What a department comes to. `total` None: nothing counts, so that it is not ranked.

    `base`, `bonus` and `weight` are the sums of the printed columns; `bonus_counted` is what of the bonus is added: not
    what is over its cap, and nothing where it is within 折算. `scaled` (折算得分) is the sum of the parts, told as of
    all parts where some are awaited (`share` is what percentage is there). `added` and `deducted` are the points by
    hand, `additions` and `deductions` their sums, `added_counted` those up to their cap. `vetoes` are those by hand,
    `vetoed` the rows whose rule vetoes.
    """

    parts: tuple[PartTotal, ...]
    weight: Decimal
    base: Decimal
    bonus: Decimal
    bonus_counted: Decimal
    scaled: Decimal | None
    share: Decimal
    counted: int
    waiting: int
    equal_weights: bool = False
    added: tuple[Points, ...] = ()
    deducted: tuple[Points, ...] = ()
    additions: Decimal = _NOTHING
    added_counted: Decimal = _NOTHING
    deductions: Decimal = _NOTHING
    vetoes: tuple[Points, ...] = ()
    vetoed: tuple[ScoreRow, ...] = ()
    effect: VetoEffect = VetoEffect.NONE
    total: Decimal | None = None

    @property
    def is_vetoed(self) -> bool:
        """Whether anything vetoes the department."""
        return bool(self.vetoes or self.vetoed)


def equal_weight(count: int, places: int) -> Decimal:
    """The weight of each of `count` rows of which none has one, as it is printed: together about 100."""
    least = Decimal(1).scaleb(-places)
    return max(shown(HUNDRED / max(count, 1), places), least)


def department_total(
    rows: Sequence[ScoreRow], points: Iterable[Points], score_set: ScoreSet, month: int, *, equal_weights: bool = False
) -> DepartmentTotal:
    """The total of a department from its rows and its points of the year up to `month`."""
    known = list(points)
    parts = tuple(_part(one, rows, known, score_set, month) for one in score_set.parts)
    counted = [one for one in rows if one.mark is not None]
    places = score_set.places
    bonus = _sum((one.mark.bonus for one in counted if one.mark is not None), places)
    added = [one for one in known if one.kind is PointsKind.BONUS]
    deducted = [one for one in known if one.kind is PointsKind.DEDUCTION]
    additions, deductions = (_sum((amount_of(one, places) for one in some), places) for some in (added, deducted))
    scaled, share = _scaled(parts, places)
    bonus_counted = (
        shown(Fraction(0), places) if score_set.bonus_scaled else _at_most(bonus, score_set.bonus_cap, places)
    )
    added_counted = _at_most(additions, score_set.points_cap, places)
    vetoes = tuple(one for one in known if one.kind is PointsKind.VETO)
    vetoed = tuple(one for one in counted if one.mark is not None and one.mark.veto and not one.co)
    total = None
    if scaled is not None:
        total = max(_sum((scaled, bonus_counted, added_counted, -deductions), places), shown(Fraction(0), places))
        if (vetoes or vetoed) and score_set.veto is VetoEffect.ZERO:
            total = shown(Fraction(0), places)
    return DepartmentTotal(
        parts=parts,
        weight=_sum((one.shown_weight for one in counted), places),
        base=_sum((one.mark.base for one in counted if one.mark is not None), places),
        bonus=bonus,
        bonus_counted=bonus_counted,
        scaled=scaled,
        share=share,
        counted=len(counted),
        waiting=sum(one.waits for one in rows),
        equal_weights=equal_weights,
        added=tuple(added),
        deducted=tuple(deducted),
        additions=additions,
        added_counted=added_counted,
        deductions=deductions,
        vetoes=vetoes,
        vetoed=vetoed,
        effect=score_set.veto if vetoes or vetoed else VetoEffect.NONE,
        total=total,
    )


def amount_of(points: Points, places: int) -> Decimal:
    """The amount of points as it is printed and summed."""
    return shown(Fraction(points.amount or 0), places)


def _sum(figures: Iterable[Decimal], places: int) -> Decimal:
    return exact_sum((shown(Fraction(0), places), *figures)) or shown(Fraction(0), places)


def _at_most(sum_: Decimal, cap: Decimal | None, places: int) -> Decimal:
    return sum_ if cap is None else min(sum_, shown(Fraction(cap), places))


_KINDS = {
    PartOf.TASKS: frozenset(TaskKind),
    PartOf.TARGETS: frozenset({TaskKind.TARGET}),
    PartOf.MILESTONES: frozenset({TaskKind.MILESTONE}),
}


def _part(
    part: ScorePart, rows: Sequence[ScoreRow], points: Sequence[Points], score_set: ScoreSet, month: int
) -> PartTotal:
    if part.of is PartOf.GIVEN:
        return _given_part(part, points, score_set, month)
    own = [one for one in rows if one.task.kind in _KINDS[part.of]]
    counted = [(one.shown_weight, one.mark) for one in own if one.mark is not None]
    weight = _sum((shown_weight for shown_weight, _ in counted), score_set.places)
    base, bonus = (
        _sum(figures, score_set.places) for figures in ([m.base for _, m in counted], [m.bonus for _, m in counted])
    )
    score = None
    if weight > 0:
        reached = base + _at_most(bonus, score_set.bonus_cap, score_set.places) if score_set.bonus_scaled else base
        exact = Fraction(reached) / Fraction(weight) * HUNDRED if score_set.scaled else Fraction(reached)
        score = shown(exact, score_set.places)
    waiting = sum(one.waits for one in own)
    return _worth(PartTotal(part, weight, base, bonus, len(counted), waiting, score), score_set.places)


def _given_part(part: ScorePart, points: Sequence[Points], score_set: ScoreSet, month: int) -> PartTotal:
    """A part given by hand: the latest mark for it, in percent."""
    given = latest(one for one in points if one.kind is PointsKind.GIVEN and one.task is None and one.part == part.name)
    if given is None or given.amount is None:
        missing = score_set.if_missing(month) is IfMissing.ZERO
        score = shown(Fraction(0), score_set.places) if missing else None
        return _worth(PartTotal(part, waiting=0 if missing else 1, score=score), score_set.places)
    score = shown(min(Fraction(given.amount), HUNDRED), score_set.places)
    return _worth(PartTotal(part, counted=1, score=score, given=given), score_set.places)


def _worth(total: PartTotal, places: int) -> PartTotal:
    """The part with what it brings, rounded so that the parts add up."""
    if total.score is None:
        return total
    worth = shown(Fraction(total.score) * Fraction(total.part.share) / HUNDRED, places)
    return replace(total, points=worth)


def _scaled(parts: Sequence[PartTotal], places: int) -> tuple[Decimal | None, Decimal]:
    """The sum of the parts that are there, told as of all of them; None where no task counts at all."""
    there = [one for one in parts if one.points is not None]
    share = sum((one.part.share for one in there), _NOTHING)
    tasks = [one for one in parts if one.part.of is not PartOf.GIVEN]
    if share <= 0 or (tasks and all(one.score is None for one in tasks)):
        return None, share
    reached = _sum((one.points for one in there if one.points is not None), places)
    return (reached if share == 100 else shown(Fraction(reached) / Fraction(share) * HUNDRED, places)), share


def latest(points: Iterable[Points]) -> Points | None:
    """The latest of some points: of the last month, there of the last day, there the last written."""
    return max(points, key=lambda one: (one.month, one.day, one.id), default=None)
