"""Rows of the table, sides and sets as the tests of scores need them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Stated, Target
from zonetracker.model.progress import ProgressRow, progress_row
from zonetracker.model.rules import RuleSet
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.rules import ScoreUse

YEAR = 2023


def table_row(
    stated: Stated,
    value: str | None,
    month: int = 12,
    growth: str | None = None,
    indicator: Indicator | None = None,
    judge_by: JudgeBy = JudgeBy.WORSE,
    rules: RuleSet | None = None,
) -> ProgressRow:
    """A target with one actual, as the table of `month` has it."""
    of = indicator or Indicator(1, "规上工业增加值", stated.unit, typed_growth=True)
    there = value is not None or growth is not None
    actual = Actual(1, of.id, YEAR, month, decimal(value), stated.unit or of.unit, decimal(growth)) if there else None
    target = Target(1, of.id, YEAR, stated, judge_by=judge_by)
    return progress_row("1", 0, target, of, actual, None, None, None, month, rules or RuleSet())


def decimal(text: str | None) -> Decimal | None:
    """A figure, where there is one."""
    return None if text is None else Decimal(text)


def flow(value: str, unit: str = "亿元", bound: Bound | None = None) -> Stated:
    """A level to be reached with the year."""
    return Stated(Decimal(value), None, unit, bound)


def side(
    r: str | Fraction, use: ScoreUse = ScoreUse.FLOW, actual: str | None = None, goal: str | None = None
) -> ScoredSide:
    """A side with this r."""
    by = JudgeBy.GROWTH if use in (ScoreUse.GROWTH, ScoreUse.FALL) else JudgeBy.LEVEL
    exact = Fraction(r)
    met = exact <= 100 if use is ScoreUse.CEILING else exact >= 100
    known = None if actual is None else Fraction(actual)
    return ScoredSide(use, by, exact, met, known, None if goal is None else Fraction(goal))
