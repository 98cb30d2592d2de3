"""考核办法 as data: out and back, with defaults for what is missing or broken, and refused where a clerk would err."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.scoring.rules import (
    PARAMETERS,
    USUAL_RULES,
    Against,
    IfMissing,
    PartOf,
    ProjectBasis,
    QuarterlySets,
    RankedBy,
    RuleKind,
    ScoreBasis,
    ScorePart,
    ScoreRule,
    ScoreSet,
    ScoreUse,
    TieBreaker,
    TieStyle,
    VetoEffect,
    score_set_beyond,
    score_set_from_data,
    score_set_to_data,
    score_sets_from_data,
    score_sets_to_data,
)

OWN = ScoreSet(
    name="2023年目标考核办法",
    rules=(
        *USUAL_RULES,
        ScoreRule(
            "开工加分",
            RuleKind.BONUS,
            factor=Decimal("0.25"),
            cap=None,
            whole=True,
            projects=ProjectBasis.SPLIT,
            money_share=Decimal(60),
        ),
        ScoreRule("五档", RuleKind.STEPS, linear=True, steps=((Decimal(95), Decimal(100)), (Decimal(60), Decimal(50)))),
        ScoreRule("功效", RuleKind.EFFICACY, low=Decimal("-1.5"), high=Decimal(12)),
        ScoreRule("名次", RuleKind.RANK, points=(Decimal(10), Decimal("8.5")), average=True),
    ),
    uses={**ScoreSet().uses, ScoreUse.MILESTONE: "开工加分"},
    parts=(ScorePart("任务", Decimal(80)), ScorePart("社会评价", Decimal(20), PartOf.GIVEN)),
    bonus_cap=None,
    points_cap=Decimal("2.5"),
    places=3,
    against=Against.YEAR,
    missing=IfMissing.WAIT,
    scaled=False,
    bonus_scaled=True,
    co_share=Decimal(50),
    late_step=Decimal(5),
    late_floor=Decimal(0),
    basis=ScoreBasis.SPLIT,
    level_share=Decimal(70),
    veto=VetoEffect.LAST,
    ranked_by=RankedBy.ON_PACE,
    tie_style=TieStyle.DENSE,
    tie_breakers=(TieBreaker.FEWER_BEHIND, TieBreaker.NO_VETO),
    rank_min=3,
    red_top=1,
    black_last=0,
    need_met=False,
)


def data_of() -> dict[str, object]:
    return score_set_to_data(OWN)


def test_a_set_comes_back_as_it_went_out() -> None:
    usual = ScoreSet()
    assert all(getattr(OWN, one.name) != getattr(usual, one.name) for one in fields(ScoreSet))
    sets = QuarterlySets(OWN, {3: replace(OWN, name="一季度"), 12: usual})
    data = score_sets_to_data(sets)
    assert score_sets_from_data(data) == sets
    assert score_set_beyond(data) is None


def test_a_quarter_may_weigh_otherwise() -> None:
    own = replace(OWN, name="一季度")
    sets = QuarterlySets(OWN, {3: own})
    assert [sets.of(month) is own for month in (1, 2, 3, 4, 12)] == [True, True, True, False, False]
    part = score_sets_from_data({**data_of(), "quarters": {"6": {"places": 1}, "5": {}, "9": "x"}})
    assert dict(part.quarters) == {6: replace(OWN, places=1)}


@pytest.mark.parametrize("data", [None, "x", 3, [], {}, {"rules": "x", "uses": 3, "parts": [], "places": "two"}])
def test_what_is_no_set_is_the_usual_one(data: object) -> None:
    assert score_set_from_data(data) == ScoreSet()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("bonus_cap", "-1"),
        ("bonus_cap", "NaN"),
        ("bonus_cap", 1e400),
        ("points_cap", "1E+400"),
        ("places", 9),
        ("places", True),
        ("against", "never"),
        ("missing", "maybe"),
        ("scaled", "yes"),
        ("co_share", "101"),
        ("late_floor", None),
        ("veto", ["none"]),
        ("tie_breakers", "no_veto"),
        ("tie_breakers", ["by_lot"]),
        ("rank_min", -1),
        ("name", ""),
        ("name", "名" * 400),
        ("parts", [{"name": "任务", "share": "90"}]),
        ("parts", [{"name": "任务", "share": "50"}] * 2),
        ("parts", [{"share": "100"}]),
        ("rules", []),
        ("rules", [{"name": "甲"}]),
        ("rules", [3]),
        ("uses", []),
    ],
)
def test_what_is_broken_stands_at_its_default_and_is_refused_at_the_gate(key: str, value: object) -> None:
    data = {**data_of(), key: value}
    assert score_set_from_data(data) == replace(OWN, **{key: getattr(ScoreSet(), key)})
    assert score_set_beyond(data) is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"parts": [{"name": "任务", "share": "80"}, {"name": "评价", "share": "19"}]}, FindingCode.SHARES_NOT_WHOLE),
        ({"rules": [{"name": "甲", "kind": "met"}] * 2}, FindingCode.SCORE_RULE_TWICE),
        ({"rules": [{"name": "甲", "kind": "sorcery"}]}, FindingCode.SCORE_RULE_WRONG),
        ({"rules": [{"name": "甲", "kind": "bonus", "cap": "ten"}]}, FindingCode.SCORE_RULE_WRONG),
        ({"rules": [{"name": "甲", "kind": "steps", "steps": [["90"]]}]}, FindingCode.SCORE_RULE_WRONG),
        ({"uses": {"flow": "没有的办法"}}, FindingCode.SCORE_RULE_UNKNOWN),
        ({"rules": [{"name": "甲", "kind": "met"}], "uses": {"flow": "按比例"}}, FindingCode.SCORE_RULE_UNKNOWN),
        ({"places": 7}, FindingCode.SCORE_FIELD),
        ({"quarters": {"4": {}}}, FindingCode.SCORE_FIELD),
        ({"quarters": []}, FindingCode.SCORE_FIELD),
        ({"quarters": {"3": {"parts": []}}}, FindingCode.SHARES_NOT_WHOLE),
        ("x", FindingCode.SCORE_FIELD),
    ],
)
def test_the_gate_says_what_is_wrong(data: object, code: FindingCode) -> None:
    found = score_set_beyond(data)
    assert found is not None and found.code is code


def test_one_rule_that_is_broken_leaves_the_others() -> None:
    data = {"rules": [{"name": "甲", "kind": "met"}, 5, {"name": "乙", "kind": "bonus", "factor": "much", "cap": "3"}]}
    found = score_set_from_data(data)
    assert found.rules == (ScoreRule("甲", RuleKind.MET), ScoreRule("乙", RuleKind.BONUS, cap=Decimal(3)))
    assert found.rule_for(ScoreUse.FLOW).name == "按比例"


def test_steps_are_kept_from_the_highest_down() -> None:
    said = {"rules": [{"name": "甲", "kind": "steps", "steps": [["50", "40"], ["90", "100"]]}]}
    assert [at for at, _ in score_set_from_data(said).rules[0].steps] == [90, 50]


def test_every_kind_has_a_usual_rule_and_says_its_parameters() -> None:
    assert [one.kind for one in USUAL_RULES] == list(RuleKind) == list(PARAMETERS)
    known = {one.name for one in fields(ScoreRule)}
    assert all(set(names) <= known for names in PARAMETERS.values())


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([one.name for one in fields(ScoreSet)] + ["quarters"]), ANYTHING))
def test_whatever_stands_in_the_file_is_read(data: Mapping[str, object]) -> None:
    found = score_sets_from_data(data)
    assert score_sets_from_data(score_sets_to_data(found)) == found
    score_set_beyond(data)
