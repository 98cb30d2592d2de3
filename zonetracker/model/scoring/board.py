"""The board of a month: every department with its rows, their marks, its total, its place and its list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import Department, Milestone, Points, PointsAccount, PointsKind, TaskKind
from zonetracker.model.milestones.states import MilestoneStanding
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import HUNDRED, plain, shown
from zonetracker.model.scoring.completion import NoScore, ScoredCompletion
from zonetracker.model.scoring.marks import (
    ChosenRule,
    ScoreHint,
    SharedPlace,
    TaskMark,
    chosen_rule,
    task_mark,
)
from zonetracker.model.scoring.ranking import (
    DepartmentScore,
    first_places,
    grade_counts,
    rank_figures,
    ranked,
    shared_places,
)
from zonetracker.model.scoring.rules import RuleKind, ScoreRule, ScoreSet, ScoreUse
from zonetracker.model.scoring.totals import ScoreRow, department_total, equal_weight, latest
from zonetracker.model.standing import Grade

TaskKey = tuple[TaskKind, int]


@dataclass(frozen=True, slots=True)
class ScoredTask:
    """A task before it is marked: how far it has come, the rule that it names, its light and what it is made of."""

    task: Task
    completion: ScoredCompletion
    named: str = ""
    grade: Grade = Grade.NO_DATA
    row: ProgressRow | None = None
    milestone: Milestone | None = None
    standing: MilestoneStanding | None = None


@dataclass(frozen=True, slots=True)
class ScoreBoard:
    """The scores of a year's departments after `month` months, as they stand on `day`, by `score_set`.

    `departments` come in their order; `unassigned` are tasks that no registered department leads (or one that is
    retired by then), which count nowhere. `quarter`: figures were held against what the quarter asks for. `progress` is
    the table whose lights these are. `last` is the month of the places before, None where there is none.
    """

    progress: Progress
    day: date
    score_set: ScoreSet
    departments: tuple[DepartmentScore, ...] = ()
    unassigned: tuple[ScoredTask, ...] = ()
    quarter: bool = False
    last: int | None = None
    broken: bool = False
    by_id: Mapping[int, DepartmentScore] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> int:
        """The year."""
        return self.progress.year

    @property
    def month(self) -> int:
        """The month after which it stands so."""
        return self.progress.month

    @property
    def series(self) -> tuple[str, ...]:
        """The series that departments are compared in, in the order of the departments."""
        return tuple(dict.fromkeys(one.department.series for one in self.departments))

    def of(self, department_id: int) -> DepartmentScore | None:
        """A department of the board."""
        return self.by_id.get(department_id)

    def ranking(self, series: str | None = None) -> tuple[DepartmentScore, ...]:
        """The departments of a series by place, those without one behind; equal ones in their own order.

        Without a series those of all, series by series.
        """
        if series is None:
            return tuple(one for each in self.series for one in self.ranking(each))
        own = [one for one in self.departments if one.department.series == series]
        return tuple(sorted(own, key=lambda one: (one.place is None, one.place or 0)))

    @property
    def places(self) -> Mapping[int, int]:
        """The places by department."""
        return {one.department.id: one.place for one in self.departments if one.place is not None}


def score_board_of(
    progress: Progress,
    day: date,
    score_set: ScoreSet,
    tasks: Sequence[ScoredTask],
    points: Iterable[Points],
    *,
    quarter: bool = False,
    last: ScoreBoard | None = None,
) -> ScoreBoard:
    """The board out of a month's tasks and the year's points; `last` is that of the period before."""
    made = _Board(progress, score_set, tasks, points)
    departments = made.departments()
    placed = ranked(departments, score_set, progress.places, last.places if last is not None else None)
    return ScoreBoard(
        progress,
        day,
        score_set,
        placed,
        tuple(made.unassigned),
        quarter,
        None if last is None else last.month,
        by_id={one.department.id: one for one in placed},
    )


class _Board:
    """A month's tasks put to the departments that answer for them."""

    def __init__(
        self, progress: Progress, score_set: ScoreSet, tasks: Sequence[ScoredTask], points: Iterable[Points]
    ) -> None:
        self._month = progress.month
        self._set = score_set
        month = f"{progress.year}-{progress.month:02}"
        self._active = [one for one in progress.departments if one.retired_from is None or one.retired_from > month]
        self._points: dict[int, list[Points]] = defaultdict(list)
        for one in points:
            if one.account is PointsAccount.SCORE and one.month <= self._month:
                self._points[one.department_id].append(one)
        self._given = _by_task(
            one for listed in self._points.values() for one in listed if one.kind is PointsKind.GIVEN
        )
        self.unassigned: list[ScoredTask] = []
        self._leads: dict[int, list[ScoredTask]] = {one.id: [] for one in self._active}
        self._beside: dict[int, list[ScoredTask]] = {one.id: [] for one in self._active}
        self._share_out(tasks, DepartmentIndex(progress.departments))
        self._chosen = {_key(one): chosen_rule(score_set, one.named, one.completion.use) for one in tasks}
        self._places = self._ranked_places()

    def _share_out(self, tasks: Sequence[ScoredTask], index: DepartmentIndex) -> None:
        known: dict[str, tuple[Department | None, tuple[Department, ...]]] = {}
        for one in tasks:
            text = one.task.responsible
            if text not in known:
                found = index.resolve(text)
                known[text] = found.lead, found.others
            lead, others = known[text]
            if lead is not None and lead.id in self._leads:
                self._leads[lead.id].append(one)
            else:
                self.unassigned.append(one)
            for other in others:
                if self._set.co_share > 0 and other.id in self._beside:
                    self._beside[other.id].append(one)

    def _ranked_places(self) -> dict[TaskKey, SharedPlace]:
        """The places of the rows of each rule by places, within a series; a target that is a rank has its own."""
        groups: dict[tuple[str, str], dict[TaskKey, Fraction]] = defaultdict(dict)
        for department in self._active:
            for one in self._leads[department.id]:
                rule = self._chosen[_key(one)].rule
                sides = one.completion.sides
                if rule.kind is RuleKind.RANK and sides and sides[0].use is not ScoreUse.RANK:
                    groups[rule.name, department.series][_key(one)] = sides[0].earned
        return {key: place for group in groups.values() for key, place in shared_places(group).items()}

    def departments(self) -> list[DepartmentScore]:
        """The departments with their rows and totals, not placed yet."""
        rows_of = {one.id: self._rows(one.id) for one in self._active}
        firsts = first_places((number, row) for number, rows in rows_of.items() for row in rows)
        return [self._department(one, rows_of[one.id], firsts[one.id]) for one in self._active]

    def _rows(self, department: int) -> tuple[ScoreRow, ...]:
        leads, beside = self._leads[department], self._beside[department]
        blank = all(one.task.weight is None for one in (*leads, *beside))
        usual = equal_weight(len(leads) + len(beside), self._set.places) if blank else None
        own = _by_task(self._points[department])
        rows = [self._row(one, usual, own) for one in leads]
        return (*rows, *(self._co_row(one, usual, own) for one in beside))

    def _row(self, scored: ScoredTask, usual: Decimal | None, own: _Decided) -> ScoreRow:
        """A task as its department's row; `usual` is the weight of each where none has one."""
        weight, chosen = usual if scored.task.weight is None else scored.task.weight, self._chosen[_key(scored)]
        decided = own.get(_key(scored), {})
        given = decided.get(PointsKind.GIVEN)
        mark: TaskMark | NoScore = NoScore.UNWEIGHTED
        if weight is not None:
            place = self._places.get(_key(scored))
            mark = task_mark(scored.completion, weight, chosen, self._set, self._month, place, given)
        elif scored.completion.why in _NEVER:
            mark = scored.completion.why
        marked = mark if isinstance(mark, TaskMark) else None
        blank = (ScoreHint.WEIGHT_BLANK,) if mark is NoScore.UNWEIGHTED else ()
        return ScoreRow(
            task=scored.task,
            completion=scored.completion,
            rule=_rule_of(marked, chosen),
            weight=weight,
            shown_weight=shown(Fraction(weight or 0), self._set.places),
            mark=marked,
            why=mark if isinstance(mark, NoScore) else None,
            named=scored.named,
            grade=scored.grade,
            row=scored.row,
            milestone=scored.milestone,
            standing=scored.standing,
            hints=blank if marked is None else marked.hints,
            given=given,
            claim=decided.get(PointsKind.CLAIM),
            check=decided.get(PointsKind.CHECK),
        )

    def _co_row(self, scored: ScoredTask, usual: Decimal | None, own: _Decided) -> ScoreRow:
        """A task as the row of one that stands beside its lead: its share of weight and score."""
        row = self._row(scored, usual, {**self._given, **own})
        share = Fraction(self._set.co_share) / HUNDRED
        weight = None if row.weight is None else plain(Fraction(row.shown_weight) * share, _MOST_PLACES)
        mark = row.mark
        if mark is not None:
            base, bonus = (shown(Fraction(one) * share, self._set.places) for one in (mark.base, mark.bonus))
            mark = replace(mark, base=base, bonus=bonus)
        shown_weight = shown(Fraction(weight or 0), self._set.places)
        return replace(row, weight=weight, shown_weight=shown_weight, mark=mark, co=True, undivided=row.mark)

    def _department(self, one: Department, rows: tuple[ScoreRow, ...], firsts: int) -> DepartmentScore:
        points = self._points[one.id]
        blank = bool(rows) and all(row.task.weight is None for row in rows)
        total = department_total(rows, points, self._set, self._month, equal_weights=blank)
        excused = any(
            each.kind is PointsKind.WAIVER and not each.entry and each.month == self._month for each in points
        )
        return DepartmentScore(one, rows, total, rank_figures(rows, firsts), grade_counts(rows), excused=excused)


_Decided = Mapping[TaskKey, Mapping[PointsKind, Points]]
_NEVER = frozenset({NoScore.CANCELLED, NoScore.SUSPENDED})
_MOST_PLACES = 40


def _key(scored: ScoredTask) -> TaskKey:
    return scored.task.kind, scored.task.number


def _by_task(points: Iterable[Points]) -> _Decided:
    """What was decided last about each task, by its kind."""
    found: dict[TaskKey, dict[PointsKind, list[Points]]] = defaultdict(lambda: defaultdict(list))
    for one in points:
        if one.task is not None and one.task_id is not None and one.kind in _OF_TASKS:
            found[one.task, one.task_id][one.kind].append(one)
    return {
        key: {kind: last for kind, listed in kinds.items() if (last := latest(listed)) is not None}
        for key, kinds in found.items()
    }


_OF_TASKS = frozenset({PointsKind.GIVEN, PointsKind.CLAIM, PointsKind.CHECK})


def _rule_of(mark: TaskMark | None, chosen: ChosenRule) -> ScoreRule:
    """The rule that counted, which may be another than the chosen one, where that does not fit."""
    return chosen.rule if mark is None or mark.counted is None else mark.counted.rule
