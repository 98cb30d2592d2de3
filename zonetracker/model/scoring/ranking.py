"""Places within a series by the figure that an office ranks by; ties, movement, and the red and the black list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from zonetracker.model.facts import Department, TaskKind
from zonetracker.model.milestones.projects import PROJECT_UNIT, exact_sum
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.model.rounding import HUNDRED, shown
from zonetracker.model.scoring.marks import SharedPlace, SideMark
from zonetracker.model.scoring.rules import RankedBy, ScoreSet, ScoreUse, TieBreaker, TieStyle, VetoEffect
from zonetracker.model.scoring.totals import DepartmentTotal, ScoreRow
from zonetracker.model.standing import LAGGING, UNJUDGED, Grade

_Key = TypeVar("_Key")
_DONE = frozenset({Grade.DONE, Grade.MET, Grade.EXCEEDED})


class BoardList(StrEnum):
    """The list on which a department stands: 红榜 or 黑榜."""

    RED = "red"
    BLACK = "black"


class Excluded(StrEnum):
    """Why a department has no place: nothing of it counts, or fewer rows than are asked for."""

    NOTHING_COUNTS = "nothing_counts"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class RankFigures:
    """What a department may be ranked by, exactly: percentages, and how often it is first. None where there is none.

    `earned` are the completions of its tasks as points are given for them. `plan` and `invested` are the sums in 万元
    of its projects with a plan, `judged` counts its tasks with a light and `on_pace` those of them that are not behind.
    """

    earned: tuple[Fraction, ...] = ()
    judged: int = 0
    on_pace: int = 0
    plan: Decimal | None = None
    invested: Decimal | None = None
    firsts: int = 0

    @property
    def mean(self) -> Fraction | None:
        """The mean of its completions, in percent."""
        return _mean(self.earned)

    @property
    def mean_capped(self) -> Fraction | None:
        """The same with none above 100."""
        return _mean([min(one, HUNDRED) for one in self.earned])

    @property
    def on_pace_share(self) -> Fraction | None:
        """The share of the judged tasks that are on pace, in percent."""
        return share_of(self.on_pace, self.judged)

    @property
    def money(self) -> Fraction | None:
        """投资完成率 in percent."""
        if not self.plan or self.invested is None:
            return None
        return Fraction(self.invested) / Fraction(self.plan) * HUNDRED


@dataclass(frozen=True, slots=True)
class DepartmentScore:
    """A department of the board.

    `figure` is the one it is ranked by, rounded as it is shown; `shared` says how many share its place, `excluded` why
    it has none. `movement` is the last period's place less this one, None where either is missing.

    `met`: none of its judged tasks is behind; `excused`: a waiver keeps it off the black list.
    """

    department: Department
    rows: tuple[ScoreRow, ...]
    total: DepartmentTotal
    figures: RankFigures = field(default_factory=RankFigures)
    grades: Mapping[Grade, int] = field(default_factory=dict)
    figure: Decimal | None = None
    place: int | None = None
    shared: int = 1
    excluded: Excluded | None = None
    last_place: int | None = None
    movement: int | None = None
    listed: BoardList | None = None
    excused: bool = False

    @property
    def tasks(self) -> int:
        """How many tasks it leads."""
        return sum(not one.co for one in self.rows)

    @property
    def met(self) -> bool:
        """Whether it has met what is asked by now: something of it is judged, and none of that is behind."""
        return self.figures.judged > 0 and not self.missed

    @property
    def missed(self) -> bool:
        """Whether anything of it is behind."""
        return self.figures.on_pace < self.figures.judged


def share_of(part: int, whole: int) -> Fraction | None:
    """A share in percent; None of nothing."""
    return Fraction(part, whole) * HUNDRED if whole else None


def rank_figures(rows: Sequence[ScoreRow], firsts: int = 0) -> RankFigures:
    """What the rows that a department leads give to rank it by."""
    own = [one for one in rows if not one.co]
    judged = [one.grade for one in own if one.grade not in UNJUDGED]
    projects = [one for one in own if one.task.kind is TaskKind.MILESTONE and _has_plan(one)]
    wholes = {one.milestone.id for one in projects if one.milestone is not None}
    counted = [one for one in projects if one.milestone is not None and one.milestone.whole_id not in wholes]
    return RankFigures(
        earned=tuple(one.completion.sides[0].earned for one in own if one.completion.sides),
        judged=len(judged),
        on_pace=sum(one not in LAGGING for one in judged),
        plan=exact_sum(one.row.target.stated.value for one in counted if one.row is not None),
        invested=exact_sum(one.row.actual_value for one in counted if one.row is not None),
        firsts=firsts,
    )


def _has_plan(row: ScoreRow) -> bool:
    money, standing = row.row, row.standing
    planned = money is not None and money.target.stated.value is not None and money.unit == PROJECT_UNIT
    return planned and (standing is None or standing.state is not MilestoneState.CANCELLED)


def _mean(figures: Sequence[Fraction]) -> Fraction | None:
    return sum(figures, Fraction(0)) / len(figures) if figures else None


def grade_counts(rows: Iterable[ScoreRow]) -> Mapping[Grade, int]:
    """How many of the rows that a department leads have each light."""
    return Counter(one.grade for one in rows if not one.co)


def rank_figure(one: DepartmentScore, score_set: ScoreSet, places: int) -> Decimal | None:
    """The figure of a department that the set ranks by, as it is shown; percentages have `places` decimals."""
    by, figures = score_set.ranked_by, one.figures
    if by is RankedBy.TOTAL:
        return one.total.total
    if by is RankedBy.FIRSTS:
        return Decimal(figures.firsts)
    exact = _EXACT[by](figures)
    return None if exact is None else shown(exact, score_set.places if by in _OF_MEAN else places)


_OF_MEAN = frozenset({RankedBy.MEAN, RankedBy.MEAN_CAPPED})
_EXACT: Mapping[RankedBy, Callable[[RankFigures], Fraction | None]] = {
    RankedBy.MEAN: lambda figures: figures.mean,
    RankedBy.MEAN_CAPPED: lambda figures: figures.mean_capped,
    RankedBy.ON_PACE: lambda figures: figures.on_pace_share,
    RankedBy.MONEY: lambda figures: figures.money,
}


# ---- places


def places_of(figures: Sequence[tuple[Any, ...]], style: TieStyle = TieStyle.SKIP) -> list[SharedPlace]:
    """The places of sort keys, the largest first; equal ones share a place."""
    count = Counter(figures)
    place, found = 1, {}
    for key in sorted(count, reverse=True):
        found[key] = SharedPlace(place, count[key])
        place += count[key] if style is TieStyle.SKIP else 1
    return [found[key] for key in figures]


def ranked(
    departments: Iterable[DepartmentScore], score_set: ScoreSet, places: int, last: Mapping[int, int] | None = None
) -> tuple[DepartmentScore, ...]:
    """The departments of all series, each with its place within its own, its movement and the list it is on.

    They come in the order of the departments; `last` are the places of the last period by department.
    """
    listed = [_with_figure(one, score_set, places) for one in departments]
    found = {one.department.id: one for one in listed}
    for series in dict.fromkeys(one.department.series for one in listed):
        for one in _in_series([one for one in listed if one.department.series == series], score_set, last or {}):
            found[one.department.id] = one
    return tuple(found[one.department.id] for one in listed)


def _with_figure(one: DepartmentScore, score_set: ScoreSet, places: int) -> DepartmentScore:
    figure = rank_figure(one, score_set, places)
    count = one.total.counted
    if score_set.ranked_by is not RankedBy.TOTAL:
        count = max(count, one.figures.judged)
    excluded = None
    if figure is None or not count:
        excluded = Excluded.NOTHING_COUNTS
    elif count < score_set.rank_min:
        excluded = Excluded.TOO_FEW
    return replace(one, figure=figure, excluded=excluded)


def _in_series(
    departments: Sequence[DepartmentScore], score_set: ScoreSet, last: Mapping[int, int]
) -> list[DepartmentScore]:
    placed = [one for one in departments if one.excluded is None]
    found = []
    for one, at in zip(placed, places_of([_key(one, score_set) for one in placed], score_set.tie_style), strict=True):
        before = last.get(one.department.id)
        moved = None if before is None else before - at.place
        found.append(replace(one, place=at.place, shared=at.shared, last_place=before, movement=moved))
    return [*_on_lists(found, score_set), *(one for one in departments if one.excluded is not None)]


def _key(one: DepartmentScore, score_set: ScoreSet) -> tuple[object, ...]:
    """What is larger is placed before: the figure, then what parts equal ones; who is put last comes behind all."""
    behind = one.total.is_vetoed and score_set.veto is VetoEffect.LAST
    broken = tuple(_TIES[each](one) for each in score_set.tie_breakers)
    return (not behind, one.figure, *broken)


_TIES: Mapping[TieBreaker, Callable[[DepartmentScore], int]] = {
    TieBreaker.NO_VETO: lambda one: int(not one.total.is_vetoed),
    TieBreaker.MORE_DONE: lambda one: sum(one.grades.get(grade, 0) for grade in _DONE),
    TieBreaker.FEWER_BEHIND: lambda one: -sum(one.grades.get(grade, 0) for grade in LAGGING),
}


def _on_lists(placed: Sequence[DepartmentScore], score_set: ScoreSet) -> list[DepartmentScore]:
    """The red and the black list: by place from the front, and by how many stand behind from the back."""
    below = {one.place: sum((each.place or 0) > (one.place or 0) for each in placed) for one in placed}
    found = []
    for one in placed:
        listed = None
        if _is_red(one, score_set):
            listed = BoardList.RED
        elif _is_black(one, score_set, below[one.place]):
            listed = BoardList.BLACK
        found.append(replace(one, listed=listed))
    return found


def _is_red(one: DepartmentScore, score_set: ScoreSet) -> bool:
    good = one.met or not score_set.need_met
    return good and not one.total.is_vetoed and one.place is not None and one.place <= score_set.red_top


def _is_black(one: DepartmentScore, score_set: ScoreSet, below: int) -> bool:
    bad = one.missed or not score_set.need_met
    return bad and not one.excused and one.place != 1 and below < score_set.black_last


# ---- places by one rule


def first_places(rows: Iterable[tuple[int, ScoreRow]]) -> Counter[int]:
    """How often each department is first: among the rows of a rule by places, or in a ranking as a target has it."""
    found: Counter[int] = Counter()
    for department, row in rows:
        if not row.co and row.mark is not None and any(map(_is_first, row.mark.sides)):
            found[department] += 1
    return found


def _is_first(mark: SideMark) -> bool:
    if mark.place is not None:
        return mark.place.place == 1
    return mark.side is not None and mark.side.use is ScoreUse.RANK and mark.side.actual == 1


def shared_places(figures: Mapping[_Key, Fraction]) -> dict[_Key, SharedPlace]:
    """The places of some rows by their completion, the largest first; equal ones share a place."""
    places = places_of([(one,) for one in figures.values()])
    return dict(zip(figures, places, strict=True))
