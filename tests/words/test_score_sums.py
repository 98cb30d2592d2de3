"""What is said of a score is the whole sum: a calculator that is given it comes to the same figure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.scoring.made import side
from zonetracker.model.rounding import shown
from zonetracker.model.scoring.completion import ScoredSide
from zonetracker.model.scoring.marks import SharedPlace, marked_by
from zonetracker.model.scoring.rules import RuleKind, ScoreRule, ScoreUse, usual_rule
from zonetracker.words.scores.sums import completion_sum, side_sum

_WHOLE = re.compile(r"(\((?:[^()]|\([^()]*\))*\))取整")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NOTE = re.compile(r"（[^）]*）")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def floored(number: Fraction) -> Fraction:
    """The whole part, as 取整 means it."""
    return Fraction(number.numerator // number.denominator)


def calculated(text: str) -> Fraction:
    """A sum as a calculator takes it."""
    text = _WHOLE.sub(r"floored(\1)", text)
    text = _NUMBER.sub(lambda found: f"Fraction('{found[0]}')", text)
    for sign, meant in (("×", "*"), ("÷", "/"), ("−", "-"), ("%", "*Fraction(1,100)")):
        text = text.replace(sign, meant)
    found = eval(text, {"Fraction": Fraction, "min": min, "floored": floored})
    assert isinstance(found, Fraction)
    return found


def sums_of(said: str) -> list[tuple[str, str]]:
    """The sums of a sentence, each with what it is said to come to."""
    found = []
    for part in said.partition("：")[2].split("；") if "：" in said else said.split("；"):
        left, sign, right = _NOTE.sub("", part).replace(" ", "").partition("=")
        if sign and not _CHINESE.search(left.replace("取整", "")):
            found.append((left, right))
    return found


FIGURE = st.decimals(-500, 500, places=3)
RULES = st.sampled_from(
    [
        usual_rule(RuleKind.PROPORTIONAL),
        usual_rule(RuleKind.BONUS),
        replace(usual_rule(RuleKind.BONUS), whole=True, cap=None),
        usual_rule(RuleKind.CAPPED),
        usual_rule(RuleKind.STEPS),
        replace(usual_rule(RuleKind.STEPS), linear=True),
        ScoreRule("功效", RuleKind.EFFICACY, low=Decimal(6), high=Decimal("12.5")),
        usual_rule(RuleKind.PER_UNIT),
        replace(usual_rule(RuleKind.PER_UNIT), whole=True, per=Decimal("0.3"), cap=None),
        usual_rule(RuleKind.TWO_MINUS),
        usual_rule(RuleKind.GROWTH_RATIO),
        usual_rule(RuleKind.GROWTH_POINTS),
    ]
)


@given(RULES, st.decimals("0.5", 200, places=2), FIGURE, st.decimals("0.01", 500, places=3), st.sampled_from([7, 12]))
def test_a_calculator_comes_to_the_same_points(
    rule: ScoreRule, weight: Decimal, actual: Decimal, goal: Decimal, part: int
) -> None:
    due = Fraction(goal) * Fraction(part, 12)
    use = {
        RuleKind.TWO_MINUS: ScoreUse.CEILING,
        RuleKind.GROWTH_RATIO: ScoreUse.GROWTH,
        RuleKind.GROWTH_POINTS: ScoreUse.GROWTH,
    }.get(rule.kind, ScoreUse.FLOW)
    r = Fraction(actual) / due * 100
    one = replace(side(r, use), actual=Fraction(actual), goal=due)
    mark = marked_by(rule, weight, one)
    said = side_sum(mark, 2)
    points = {str(shown(mark.base, 2)), str(shown(mark.bonus, 2))}
    for left, right in sums_of(said):
        told = Fraction(right)
        if right in points:
            worth = min(max(calculated(left), Fraction(0)), Fraction(weight) + 10**6)
            least = worth if rule.cap is None or "封顶" not in said else min(worth, told)
            assert shown(least, 2) == Decimal(right), said
    assert str(shown(mark.base, 2)) in said
    if mark.bonus:
        assert str(shown(mark.bonus, 2)) in said


@pytest.mark.parametrize(
    ("rule", "weight", "one", "said"),
    [
        (
            usual_rule(RuleKind.BONUS),
            "20",
            side(Fraction("78.1") / Fraction("76.8") * 100),
            "20×min(101.69,100)% = 20.00；(101.69−100)×0.5=0.85",
        ),
        (
            usual_rule(RuleKind.CAPPED),
            "0.5",
            side("120"),
            "0.5×min(120.00,100)% = 0.50；0.5×(min(120.00,120)−100)%=0.10",
        ),
        (usual_rule(RuleKind.STEPS), "40", side("87.4"), "完成率 87.40%，按 80% 计：40×80% = 32.00"),
        (
            ScoreRule("功效", RuleKind.EFFICACY, low=Decimal(6), high=Decimal(12)),
            "10",
            side("90", actual="9.3"),
            "(9.3−6)÷(12−6)×40+60 = 82；10×82% = 8.20",
        ),
        (usual_rule(RuleKind.PER_UNIT), "10", side("115", actual="23", goal="20"), "10 = 10.00；(23−20)×0.1=0.30"),
        (usual_rule(RuleKind.TWO_MINUS), "10", side("125", ScoreUse.CEILING), "10×(2−125.00÷100) = 7.50"),
        (usual_rule(RuleKind.GROWTH_RATIO), "15", side("81.25", ScoreUse.GROWTH, "6.5", "8"), "15×6.5÷8 = 12.19"),
        (usual_rule(RuleKind.GROWTH_POINTS), "15", side("81.25", ScoreUse.GROWTH, "6.5", "8"), "15−(8−6.5)×1 = 13.50"),
        (
            usual_rule(RuleKind.GROWTH_POINTS),
            "15",
            side("-100", ScoreUse.GROWTH, "-8", "8"),
            "15−(8−(−8))×1 = 0.00（不低于0）",
        ),
        (usual_rule(RuleKind.PROPORTIONAL), "10", side("-5"), "10×min(−5.00,100)% = 0.00（不低于0）"),
        (usual_rule(RuleKind.VETO), "10", side("80"), "没有达到，得 0.00，否决"),
    ],
)
def test_a_sum_reads_so(rule: ScoreRule, weight: str, one: ScoredSide, said: str) -> None:
    assert side_sum(marked_by(rule, Decimal(weight), one), 2) == said


def test_a_place_says_who_shares_it() -> None:
    mark = marked_by(usual_rule(RuleKind.RANK), Decimal(60), side("90"), SharedPlace(2, 2))
    assert side_sum(mark, 2) == "第2名（2个并列），得 57.00"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (replace(side("85", actual="17", goal="20"), asked=Fraction(40), share=Fraction(1, 2)), "17÷(40×50%)=85.00%"),
        (side("101.69", actual="78.1", goal="76.8"), "78.1÷76.8=101.69%"),
        (replace(side("100", actual="9.81", goal="10"), tolerated=True), "9.81 在 10 左右，视同达到，100.00%"),
        (side("100", ScoreUse.LIMIT, "5.4", "5.5"), "5.4 对 5.5，达到，100.00%"),
        (side(Fraction(200, 3), ScoreUse.MILESTONE, "2", "3"), "已办结节点 2 个，应办结 3 个，66.67%"),
        (replace(side("80", ScoreUse.MILESTONE), months_late=2), "逾期办结，跨 2 个月，80.00%"),
        (side("0", ScoreUse.MILESTONE), "0.00%"),
    ],
)
def test_a_completion_reads_so(one: ScoredSide, said: str) -> None:
    assert completion_sum(one) == said
