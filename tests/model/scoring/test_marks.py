"""Each rule of the office's table with its worked examples."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.model.scoring.made import side
from zonetracker.model.rounding import shown
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.marks import SharedPlace, marked_by
from zonetracker.model.scoring.rules import RuleKind, ScoreRule, ScoreUse, usual_rule

R = Fraction("78.1") / Fraction("76.8") * 100
"""Of 78.1 against 76.8."""
EXAMPLES = [
    ("proportional", usual_rule(RuleKind.PROPORTIONAL), "10", side("98"), "9.80", "0.00"),
    ("proportional, beyond", usual_rule(RuleKind.PROPORTIONAL), "10", side("130"), "10.00", "0.00"),
    ("bonus", usual_rule(RuleKind.BONUS), "20", side(R), "20.00", "0.85"),
    ("bonus, whole points", replace(usual_rule(RuleKind.BONUS), whole=True), "20", side(R), "20.00", "0.50"),
    ("bonus at its cap", usual_rule(RuleKind.BONUS), "20", side("150"), "20.00", "10.00"),
    ("capped", usual_rule(RuleKind.CAPPED), "0.5", side("120"), "0.50", "0.10"),
    ("capped, over the cap", usual_rule(RuleKind.CAPPED), "0.5", side("150"), "0.50", "0.10"),
    ("capped, short", usual_rule(RuleKind.CAPPED), "0.5", side("96"), "0.48", "0.00"),
    ("steps", usual_rule(RuleKind.STEPS), "40", side("87.4"), "32.00", "0.00"),
    ("steps, linear", replace(usual_rule(RuleKind.STEPS), linear=True), "40", side("87.4"), "34.96", "0.00"),
    ("steps, below the lowest", usual_rule(RuleKind.STEPS), "40", side("49.99"), "0.00", "0.00"),
    (
        "efficacy",
        ScoreRule("功效", RuleKind.EFFICACY, low=Decimal(6), high=Decimal(12)),
        "10",
        side("90", actual="9.3"),
        "8.20",
        "0.00",
    ),
    (
        "efficacy below the low one",
        ScoreRule("功效", RuleKind.EFFICACY, low=Decimal(6), high=Decimal(12)),
        "100",
        side("90", actual="5.4"),
        "56.00",
        "0.00",
    ),
    ("per unit", usual_rule(RuleKind.PER_UNIT), "10", side("115", actual="23", goal="20"), "10.00", "0.30"),
    ("per unit, short", usual_rule(RuleKind.PER_UNIT), "10", side("85", actual="17", goal="20"), "9.70", "0.00"),
    ("per unit, at its cap", usual_rule(RuleKind.PER_UNIT), "10", side("5", actual="0", goal="80"), "7.00", "0.00"),
    ("two minus, kept", usual_rule(RuleKind.TWO_MINUS), "10", side("75", ScoreUse.CEILING), "10.00", "0.00"),
    ("two minus, over", usual_rule(RuleKind.TWO_MINUS), "10", side("125", ScoreUse.CEILING), "7.50", "0.00"),
    ("two minus, twice", usual_rule(RuleKind.TWO_MINUS), "10", side("200", ScoreUse.CEILING), "0.00", "0.00"),
    ("two minus, more", usual_rule(RuleKind.TWO_MINUS), "10", side("225", ScoreUse.CEILING), "0.00", "0.00"),
    ("growth ratio", usual_rule(RuleKind.GROWTH_RATIO), "15", side("81.25", ScoreUse.GROWTH), "12.19", "0.00"),
    ("growth ratio, a fall", usual_rule(RuleKind.GROWTH_RATIO), "15", side("-10", ScoreUse.GROWTH), "0.00", "0.00"),
    (
        "growth points, short",
        usual_rule(RuleKind.GROWTH_POINTS),
        "15",
        side("81.25", ScoreUse.GROWTH, "6.5", "8"),
        "13.50",
        "0.00",
    ),
    (
        "growth points, more",
        replace(usual_rule(RuleKind.GROWTH_POINTS), cap=Decimal(20)),
        "15",
        side("128.75", ScoreUse.GROWTH, "10.3", "8"),
        "15.00",
        "2.30",
    ),
    (
        "growth points at their cap",
        replace(usual_rule(RuleKind.GROWTH_POINTS), cap=Decimal(20)),
        "15",
        side("250", ScoreUse.GROWTH, "20", "8"),
        "15.00",
        "5.00",
    ),
    ("met", usual_rule(RuleKind.MET), "10", side("100"), "10.00", "0.00"),
    ("veto", usual_rule(RuleKind.VETO), "10", side("80"), "0.00", "0.00"),
]


@pytest.mark.parametrize(
    ("rule", "weight", "one", "base", "bonus"), [each[1:] for each in EXAMPLES], ids=[each[0] for each in EXAMPLES]
)
def test_a_rule_marks_as_the_table_of_rules_says(
    rule: ScoreRule, weight: str, one: ScoredSide, base: str, bonus: str
) -> None:
    mark = marked_by(rule, Decimal(weight), one)
    assert (str(shown(mark.base, 2)), str(shown(mark.bonus, 2))) == (base, bonus)


@pytest.mark.parametrize(
    ("place", "shared", "average", "points"),
    [(1, 1, False, 60), (2, 2, False, 57), (4, 1, False, 51), (2, 2, True, "55.5"), (6, 1, False, 0), (5, 2, True, 24)],
)
def test_places_have_points(place: int, shared: int, average: bool, points: str) -> None:
    rule = replace(usual_rule(RuleKind.RANK), average=average)
    assert marked_by(rule, Decimal(60), side("90"), SharedPlace(place, shared)).base == Fraction(points)
