"""Whatever the weights, rules and figures: the printed columns add up to the printed sums; nothing divides by zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.model.scoring.test_board import FIRST, board, first, points
from tests.model.test_any_target import BOUNDS, FIGURES, INDICATORS, STATED, UNITS
from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import (
    Actual,
    Department,
    JudgeBy,
    PeriodTarget,
    Points,
    PointsKind,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.model.progress import ProgressRow, progress_row
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.board import ScoredTask
from zonetracker.model.scoring.completion import NoScore, ScoredCompletion, ScoredSide, target_completion
from zonetracker.model.scoring.rules import (
    USUAL_RULES,
    Against,
    IfMissing,
    ScoreBasis,
    ScoreSet,
    ScoreUse,
    TieStyle,
    VetoEffect,
)
from zonetracker.words.scores.sums import row_remark, row_sum, total_sum

RULES = RuleSet()
WEIGHTS = st.none() | st.decimals(0, 200, places=3) | st.just(Decimal(0))
EXACT = st.fractions(-300, 300, max_denominator=997)
NAMES = st.sampled_from(["", "去年的办法", *(one.name for one in USUAL_RULES)])
EFFICACY = tuple(
    replace(one, low=Decimal(6), high=Decimal(12)) if one.name == "功效系数" else one for one in USUAL_RULES
)
SETS = st.builds(
    ScoreSet,
    rules=st.sampled_from([USUAL_RULES, EFFICACY]),
    bonus_cap=st.none() | st.decimals(0, 20, places=3),
    points_cap=st.none() | st.decimals(0, 20, places=3),
    places=st.integers(0, 4),
    against=st.sampled_from(Against),
    missing=st.none() | st.sampled_from(IfMissing),
    scaled=st.booleans(),
    bonus_scaled=st.booleans(),
    co_share=st.decimals(0, 100, places=1),
    basis=st.sampled_from(ScoreBasis),
    level_share=st.decimals(0, 100, places=1),
    veto=st.sampled_from(VetoEffect),
    tie_style=st.sampled_from(TieStyle),
)


@st.composite
def sides(draw: st.DrawFn) -> ScoredSide:
    """Any side that a task may score by."""
    use = draw(st.sampled_from([one for one in ScoreUse if one is not ScoreUse.WORDS]))
    by = JudgeBy.GROWTH if use in (ScoreUse.GROWTH, ScoreUse.FALL) else JudgeBy.LEVEL
    r = draw(EXACT)
    return ScoredSide(use, by, r, draw(st.booleans()), draw(EXACT), draw(EXACT))


@st.composite
def tasks(draw: st.DrawFn) -> ScoredTask:
    """Any task; a level, a growth, both or a reason for which there is none."""
    found = draw(st.lists(sides(), max_size=2, unique_by=lambda one: one.by))
    found.sort(key=lambda one: one.by is JudgeBy.GROWTH)
    use = found[0].use if found else draw(st.sampled_from(ScoreUse))
    why = None if found else draw(st.sampled_from(NoScore))
    named = draw(st.sampled_from(["经济发展局", "牵头单位：经济发展局；配合单位：财政局", "财政局", "没有登记的局"]))
    kind = draw(st.sampled_from(TaskKind))
    task = Task(kind, draw(st.integers(1, 10**6)), "任务", named, weight=draw(WEIGHTS))
    return ScoredTask(task, ScoredCompletion(use, tuple(found), why), draw(NAMES))


POINTS = st.builds(
    points,
    st.sampled_from([PointsKind.BONUS, PointsKind.DEDUCTION, PointsKind.VETO]),
    st.decimals("0.001", 30, places=3).map(str),
    month=st.integers(1, 12),
    department=st.sampled_from([1, 2]),
)


@given(
    st.lists(tasks(), max_size=9, unique_by=lambda one: (one.task.kind, one.task.number)),
    SETS,
    st.lists(POINTS, max_size=4),
    st.integers(1, 12),
)
def test_the_printed_column_adds_up_to_the_printed_sum(
    some: Sequence[ScoredTask], score_set: ScoreSet, given_points: Sequence[Points], month: int
) -> None:
    units = [FIRST, Department(2, "财政局", series="部门")]
    made = board(some, score_set, given_points, units, month)
    for one in made.departments:
        total, counted = one.total, [row for row in one.rows if row.mark is not None]
        marks = [row.mark for row in counted if row.mark is not None]
        assert sum((mark.base for mark in marks), Decimal(0)) == total.base
        assert sum((mark.bonus for mark in marks), Decimal(0)) == total.bonus
        assert sum((row.shown_weight for row in counted), Decimal(0)) == total.weight
        for row, mark in zip(counted, marks, strict=True):
            assert 0 <= mark.base <= row.shown_weight and mark.bonus >= 0
            assert {-mark.base.as_tuple().exponent, -mark.bonus.as_tuple().exponent} == {score_set.places}  # type: ignore[operator]
        if total.total is None or total.scaled is None:
            assert total.weight == 0 or not counted
        else:
            by_hand = total.scaled + total.bonus_counted + total.added_counted - total.deductions
            vetoed = total.is_vetoed and score_set.veto is VetoEffect.ZERO
            assert total.total == (0 if vetoed else max(by_hand, Decimal(0)))
            if score_set.scaled and not score_set.bonus_scaled:
                assert total.scaled == shown(Fraction(total.base) / Fraction(total.weight) * 100, score_set.places)
        assert all(row_sum(row, score_set) for row in one.rows)
        assert all(isinstance(row_remark(row), str) for row in one.rows) and total_sum(total, score_set)
    assert [one.place for one in made.ranking("部门") if one.place is not None] == sorted(
        one.place for one in made.departments if one.place is not None
    )


@st.composite
def rows(draw: st.DrawFn, month: int) -> ProgressRow:
    """Any target with any figures, as the table of a month has it."""
    indicator, stated = draw(INDICATORS), draw(STATED)
    actual = Actual(1, 1, 2023, month, draw(FIGURES), draw(UNITS), draw(FIGURES))
    target = Target(1, 1, 2023, stated, judge_by=draw(st.sampled_from(JudgeBy)))
    return progress_row("1", 0, target, indicator, actual, None, None, None, month, RULES)


PERIODS = st.none() | st.builds(
    PeriodTarget, st.just(1), st.just(1), st.just(3), st.builds(Stated, FIGURES, FIGURES, UNITS, BOUNDS, FIGURES)
)


@given(st.data(), st.sampled_from([1, 2, 6, 12]), PERIODS, SETS, NAMES)
def test_any_target_scores_or_says_why_not(
    data: st.DataObject, month: int, period: PeriodTarget | None, score_set: ScoreSet, named: str
) -> None:
    row = data.draw(rows(month))
    completion = target_completion(row, month, RULES, score_set, period)
    assert bool(completion.sides) is (completion.why is None)
    task = Task(TaskKind.TARGET, 1, "任务", "经济发展局", weight=Decimal(10))
    one = first(board([ScoredTask(task, completion, named)], score_set, month=month))
    (found,) = one.rows
    assert (found.mark is None) is (found.why is not None)
    assert row_sum(found, score_set)
    if found.mark is not None:
        assert 0 <= found.mark.base <= 10
