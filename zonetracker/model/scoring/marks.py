"""The mark of one row: what its rule makes of its completion, base and bonus apart, each rounded before any sum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from zonetracker.model.facts import JudgeBy, Points
from zonetracker.model.rounding import HUNDRED, shown
from zonetracker.model.scoring.completion import AWAITED, NoScore, ScoredCompletion, ScoredSide
from zonetracker.model.scoring.rules import (
    OF_GROWTH,
    IfMissing,
    RuleKind,
    ScoreBasis,
    ScoreRule,
    ScoreSet,
    ScoreUse,
    usual_rule,
)

_ZERO = Fraction(0)
_SMALL_GROWTH = 2
_OF_LEVEL = frozenset({ScoreUse.FLOW, ScoreUse.LEVEL, ScoreUse.CEILING})
_OF_RATIO = frozenset({*_OF_LEVEL, ScoreUse.GROWTH, ScoreUse.FALL, ScoreUse.MILESTONE})


class ScoreHint(StrEnum):
    """What a clerk should look at: the row's rule is gone or does not fit it; the goal is so small that the ratio of
    growths swings; there was no figure at the end; one of level and growth is missing; others have weights and it has
    none.
    """

    RULE_GONE = "rule_gone"
    RULE_UNFIT = "rule_unfit"
    SMALL_GROWTH = "small_growth"
    NO_FIGURE = "no_figure"
    SIDE_MISSING = "side_missing"
    WEIGHT_BLANK = "weight_blank"


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place among the rows of one rule, with how many share it."""

    place: int
    shared: int = 1


@dataclass(frozen=True, slots=True)
class SideMark:
    """What a rule makes of one side of a task, exactly: `base` within the weight, `bonus` beside it.

    `place` stands where points are given by places, `given` (percent of the weight) where they are given by hand.
    """

    rule: ScoreRule
    weight: Decimal
    base: Fraction
    bonus: Fraction = _ZERO
    side: ScoredSide | None = None
    place: SharedPlace | None = None
    given: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TaskMark:
    """The mark of a row: base and bonus rounded to the set's places, and the sides that they come from.

    `counted` is the side that was the worse, or the only one; of a split there is none. `veto`: its rule vetoes.
    """

    base: Decimal
    bonus: Decimal
    sides: tuple[SideMark, ...] = ()
    counted: SideMark | None = None
    veto: bool = False
    hints: tuple[ScoreHint, ...] = ()

    @property
    def r(self) -> Fraction | None:
        """The scored completion that counted, in percent; of a split that of the level."""
        one = self.counted or next(iter(self.sides), None)
        return None if one is None or one.side is None else one.side.r


@dataclass(frozen=True, slots=True)
class ChosenRule:
    """The rule of a row: the one that it names, else that of its use; `gone`: what it names is not there any more."""

    rule: ScoreRule
    gone: bool = False
    own: bool = False


def chosen_rule(score_set: ScoreSet, name: str, use: ScoreUse) -> ChosenRule:
    """By which rule a row scores that names `name`, or none."""
    found = score_set.rule(name) if name else None
    return ChosenRule(found or score_set.rule_for(use), bool(name) and found is None, found is not None)


def task_mark(
    completion: ScoredCompletion,
    weight: Decimal,
    chosen: ChosenRule,
    score_set: ScoreSet,
    month: int,
    place: SharedPlace | None = None,
    given: Points | None = None,
) -> TaskMark | NoScore:
    """The mark of a task with this weight, or why it has none.

    `place` is the one among the rows of its rule, `given` what a person gave for it.
    """
    hints = (ScoreHint.RULE_GONE,) if chosen.gone else ()
    rule = chosen.rule
    if rule.kind is RuleKind.MANUAL and completion.why in (None, *AWAITED):
        if given is not None and given.amount is not None:
            share = min(Fraction(given.amount) / HUNDRED, Fraction(1))
            side = SideMark(rule, weight, Fraction(weight) * share, given=given.amount)
            return _rounded((side,), side, score_set, hints)
        return _awaited(NoScore.WAITING, score_set, month, hints)
    if not completion.sides:
        return _awaited(completion.why or NoScore.WAITING, score_set, month, hints)
    alone = len(completion.sides) == 1
    sides = tuple(_side_mark(one, weight, chosen, score_set, place, alone=alone) for one in completion.sides)
    found = (*hints, *dict.fromkeys(hint for one in sides for hint in _side_hints(one, chosen, alone=alone)))
    if completion.lacks is not None:
        found = (*found, ScoreHint.SIDE_MISSING)
    return _combined(sides, score_set, found)


def _awaited(why: NoScore, score_set: ScoreSet, month: int, hints: tuple[ScoreHint, ...]) -> TaskMark | NoScore:
    if why in AWAITED and score_set.if_missing(month) is IfMissing.ZERO:
        nothing = shown(_ZERO, score_set.places)
        return TaskMark(nothing, nothing, hints=(*hints, ScoreHint.NO_FIGURE))
    return why


def _side_hints(mark: SideMark, chosen: ChosenRule, *, alone: bool) -> tuple[ScoreHint, ...]:
    found = []
    side = mark.side
    named = side is not None and chosen.own and (alone or not _speaks_of_another(side, chosen.rule))
    if named and mark.rule is not chosen.rule:
        found.append(ScoreHint.RULE_UNFIT)
    goal = side.goal if side is not None else None
    if mark.rule.kind is RuleKind.GROWTH_RATIO and goal is not None and 0 < goal < _SMALL_GROWTH:
        found.append(ScoreHint.SMALL_GROWTH)
    return tuple(found)


def _speaks_of_another(side: ScoredSide, rule: ScoreRule) -> bool:
    """Whether a rule speaks of the other of two sides: one of growth leaves the level to its usual rule, any other
    the growth.
    """
    return (side.by is JudgeBy.GROWTH) is not (rule.kind in OF_GROWTH)


def _combined(sides: tuple[SideMark, ...], score_set: ScoreSet, hints: tuple[ScoreHint, ...]) -> TaskMark:
    """The mark of the side that counts; of a split both by their shares."""
    by = {one.side.by: one for one in sides if one.side is not None}
    basis = score_set.basis
    if len(by) < 2 or basis is ScoreBasis.WORSE:
        return _rounded(sides, min(sides, key=lambda one: (one.base, one.bonus)), score_set, hints)
    level, growth = by[JudgeBy.LEVEL], by[JudgeBy.GROWTH]
    if basis is not ScoreBasis.SPLIT:
        return _rounded(sides, level if basis is ScoreBasis.LEVEL else growth, score_set, hints)
    share = Fraction(score_set.level_share) / HUNDRED
    base = level.base * share + growth.base * (1 - share)
    bonus = level.bonus * share + growth.bonus * (1 - share)
    return _mark(base, bonus, sides, None, score_set, hints)


def _rounded(
    sides: tuple[SideMark, ...], counted: SideMark, score_set: ScoreSet, hints: tuple[ScoreHint, ...]
) -> TaskMark:
    return _mark(counted.base, counted.bonus, sides, counted, score_set, hints)


def _mark(
    base: Fraction,
    bonus: Fraction,
    sides: tuple[SideMark, ...],
    counted: SideMark | None,
    score_set: ScoreSet,
    hints: tuple[ScoreHint, ...],
) -> TaskMark:
    places = score_set.places
    against = [one for one in sides if one.rule.kind is RuleKind.VETO and one.base == 0 and one.side is not None]
    return TaskMark(shown(base, places), shown(bonus, places), sides, counted, bool(against), hints)


# ---- the rules of the table


def _side_mark(
    side: ScoredSide,
    weight: Decimal,
    chosen: ChosenRule,
    score_set: ScoreSet,
    place: SharedPlace | None,
    *,
    alone: bool,
) -> SideMark:
    named = chosen.own and (alone or not _speaks_of_another(side, chosen.rule))
    for rule in ((chosen.rule,) if named else ()) + (score_set.rule_for(side.use),):
        if _fits(rule, side, place):
            return marked_by(rule, weight, side, place)
    kind = RuleKind.PROPORTIONAL if side.use in _OF_RATIO else RuleKind.MET
    return marked_by(usual_rule(kind), weight, side)


def _fits(rule: ScoreRule, side: ScoredSide, place: SharedPlace | None) -> bool:
    """Whether a rule can say anything of a side."""
    if rule.kind in OF_GROWTH:
        return side.use is ScoreUse.GROWTH
    if rule.kind is RuleKind.TWO_MINUS:
        return side.less_is_better
    if rule.kind is RuleKind.EFFICACY:
        ends = rule.low is not None and rule.high is not None and rule.low != rule.high
        return ends and side.actual is not None and side.use is not ScoreUse.MILESTONE
    if rule.kind is RuleKind.PER_UNIT:
        return side.use in _OF_LEVEL and side.goal is not None
    if rule.kind is RuleKind.RANK:
        return place is not None or side.use is ScoreUse.RANK
    return rule.kind is not RuleKind.MANUAL


def marked_by(rule: ScoreRule, weight: Decimal, side: ScoredSide, place: SharedPlace | None = None) -> SideMark:
    """What a rule that fits makes of a side."""
    if rule.kind is RuleKind.RANK:
        place = place or SharedPlace(max(int(side.actual or 1), 1))
        base = min(_points_of(rule, place), Fraction(weight))
        return SideMark(rule, weight, base, side=side, place=place)
    base, bonus = _MARKS[rule.kind](rule, Fraction(weight), side)
    return SideMark(rule, weight, base, bonus, side)


_Marked = tuple[Fraction, Fraction]


def _share(weight: Fraction, percent: Fraction) -> Fraction:
    """That percentage of the weight, never below nothing or above it."""
    if percent.numerator <= 0:
        return _ZERO
    return weight if percent.numerator >= 100 * percent.denominator else weight * percent / 100


def _proportional(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return _share(weight, side.earned), _ZERO


def _with_bonus(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    more = side.earned - HUNDRED
    if more <= 0:
        return _share(weight, side.earned), _ZERO
    points = _capped_at(rule.cap, (_whole(more) if rule.whole else more) * Fraction(rule.factor))
    return weight, points


def _capped(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    most = HUNDRED if rule.cap is None else max(Fraction(rule.cap), HUNDRED)
    more = min(side.earned, most) - HUNDRED
    return _share(weight, side.earned), weight * max(more, _ZERO) / HUNDRED


def _stepped(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return _share(weight, step_share(rule, side.earned)), _ZERO


def step_share(rule: ScoreRule, r: Fraction) -> Fraction:
    """The percentage of the weight that a rule of steps gives for `r`; below the lowest step none."""
    steps = [(Fraction(at), Fraction(share)) for at, share in rule.steps]
    reached = next(((at, share) for at, share in steps if r >= at), None)
    if reached is None:
        return _ZERO
    above = next((upper for upper, lower in pairwise(steps) if lower == reached), None)
    if not rule.linear or above is None:
        return reached[1]
    (at, share), (next_at, next_share) = reached, above
    return share + (r - at) * (next_share - share) / (next_at - at)


def _efficacy(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return _share(weight, efficacy_of(rule, side.actual or _ZERO)), _ZERO


def efficacy_of(rule: ScoreRule, figure: Fraction) -> Fraction:
    """功效系数 in percent: 60 at `low`, 100 at `high`, clamped to 0..100; the two differ."""
    low, high = Fraction(rule.low or 0), Fraction(rule.high or 0)
    return min(max((figure - low) / (high - low) * 40 + 60, _ZERO), HUNDRED)


def _per_unit(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    apart = units_apart(side)
    units = abs(apart)
    points = _capped_at(rule.cap, (_whole(units) if rule.whole else units) * Fraction(rule.per))
    return (weight, points) if apart >= 0 else (max(weight - points, _ZERO), _ZERO)


def units_apart(side: ScoredSide) -> Fraction:
    """By how many units a side is better than asked, below zero by how many it falls short; none where it counts as
    reached.
    """
    if side.tolerated:
        return _ZERO
    more = (side.actual or _ZERO) - (side.goal or _ZERO)
    return -more if side.less_is_better else more


def _two_minus(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return _share(weight, 2 * HUNDRED - side.r), _ZERO


def _growth_ratio(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return (weight if side.met else _share(weight, side.r)), _ZERO


def _growth_points(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    apart = _ZERO if side.tolerated else (side.actual or _ZERO) - (side.goal or _ZERO)
    points = apart * Fraction(rule.per)
    if apart < 0:
        return max(weight + points, _ZERO), _ZERO
    room = points if rule.cap is None else max(Fraction(rule.cap) - weight, _ZERO)
    return weight, min(points, room)


def _met(rule: ScoreRule, weight: Fraction, side: ScoredSide) -> _Marked:
    return (weight if side.met else _ZERO), _ZERO


_MARKS: Mapping[RuleKind, Callable[[ScoreRule, Fraction, ScoredSide], _Marked]] = {
    RuleKind.PROPORTIONAL: _proportional,
    RuleKind.BONUS: _with_bonus,
    RuleKind.CAPPED: _capped,
    RuleKind.STEPS: _stepped,
    RuleKind.EFFICACY: _efficacy,
    RuleKind.PER_UNIT: _per_unit,
    RuleKind.TWO_MINUS: _two_minus,
    RuleKind.GROWTH_RATIO: _growth_ratio,
    RuleKind.GROWTH_POINTS: _growth_points,
    RuleKind.MET: _met,
    RuleKind.VETO: _met,
}


def _whole(number: Fraction) -> Fraction:
    return Fraction(number.numerator // number.denominator)


def _capped_at(cap: Decimal | None, points: Fraction) -> Fraction:
    return points if cap is None else min(points, Fraction(cap))


def _points_of(rule: ScoreRule, place: SharedPlace) -> Fraction:
    """The points of a place; beyond the list there are none. Who share one may share the points of theirs."""
    listed = [Fraction(one) for one in rule.points]
    taken = [listed[one - 1] if one <= len(listed) else _ZERO for one in _places_taken(rule, place)]
    return sum(taken, _ZERO) / len(taken)


def _places_taken(rule: ScoreRule, place: SharedPlace) -> range:
    return range(place.place, place.place + (place.shared if rule.average else 1))
