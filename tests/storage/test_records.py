"""Rule 3: a fact that is stored and loaded is the same fact."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.checking import limits
from zonetracker.model.facts import (
    Action,
    Actual,
    Candidate,
    Department,
    Derivation,
    Evidence,
    Filing,
    Indicator,
    Milestone,
    Node,
    PeriodTarget,
    Points,
    Span,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.storage import records, task_records
from zonetracker.storage.connection import Row
from zonetracker.storage.history import canonical, sha256


def _figure(sign: int, digits: str, exponent: int) -> Decimal:
    return Decimal((sign, tuple(map(int, digits)), min(exponent, limits.DIGITS - len(digits))))


FIGURES = st.builds(
    _figure,
    st.integers(0, 1),
    st.integers(0, 10**30 - 1).map(str),
    st.integers(-limits.DIGITS, limits.DIGITS),
)
SHARES = st.decimals(0, 1, places=3)
CURVE = tuple(Decimal(text) for text in ("0", "1.50", "3", "9", "20.0", "31", "44", "52", "68", "77", "90", "100"))
MAYBE = st.none() | FIGURES
STATED = st.builds(Stated, value=MAYBE, value_high=MAYBE, growth=MAYBE, growth_high=MAYBE)
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=100)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "str": TEXTS,
    "str | None": st.none() | TEXTS,
    "int": st.integers(1, 10**9),
    "int | None": st.none() | st.integers(1, 31),
    "tuple[str, ...]": st.lists(TEXTS).map(tuple),
    "tuple[int, ...]": st.lists(st.integers(1, 12), min_size=1).map(tuple),
    "Span": st.builds(Span, st.integers(0, 10**9), st.integers(0, 10**9)),
    "Stated": STATED,
}
DAY = st.dates().map(date.isoformat)
DAYS = st.none() | DAY
SUMS = ("investment", "fixed_assets", "spent_before", "year_plan")
YEARS = {"year": st.integers(1949, 2099), "month": st.integers(1, 12)}


def built(kind: type[Any], **own: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Facts of a kind as a program of ours may keep them."""
    known = {one.name: KINDS[str(one.type)] for one in fields(kind) if str(one.type) in KINDS}
    known |= {name: strategy for name, strategy in YEARS.items() if name in known}
    return st.builds(kind, **{**known, **own})


@given(built(Candidate, confidence=SHARES))
def test_a_candidate(fact: Candidate) -> None:
    assert repr(records.to_candidate(records.candidate_columns(fact))) == repr(fact)


NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)
DERIVATIONS = st.builds(Derivation, NAMES, least_investment=MAYBE, least_fixed_assets=MAYBE, industry=NAMES)


@given(built(Indicator, curve=st.just(()) | st.just(CURVE), derive=st.none() | DERIVATIONS))
def test_an_indicator(fact: Indicator) -> None:
    assert repr(records.to_indicator({"id": fact.id, **records.indicator_columns(fact)})) == repr(fact)


@given(built(Target, weight=MAYBE, stretch=MAYBE, stretch_growth=MAYBE))
def test_a_target(fact: Target) -> None:
    assert repr(records.to_target({"id": fact.id, **records.target_columns(fact)})) == repr(fact)


@given(built(Department))
def test_a_department(fact: Department) -> None:
    assert task_records.to_department({"id": fact.id, **task_records.department_columns(fact)}) == fact


@given(built(Milestone, received_on=DAYS, **dict.fromkeys(SUMS, MAYBE)))
def test_a_milestone(fact: Milestone) -> None:
    assert repr(task_records.to_milestone({"id": fact.id, **task_records.milestone_columns(fact)})) == repr(fact)


@given(built(Node, behind_after=st.integers(0, 99), late_after=st.integers(0, 99)))
def test_a_node(fact: Node) -> None:
    assert task_records.to_node({"id": fact.id, **task_records.node_columns(fact)}) == fact


@given(built(Filing, value=MAYBE, reported_on=DAYS))
def test_a_filing(fact: Filing) -> None:
    assert repr(task_records.to_filing({"id": fact.id, **task_records.filing_columns(fact)})) == repr(fact)


@given(built(Action, day=DAY, year=st.none() | YEARS["year"], month=st.none() | YEARS["month"]))
def test_an_action(fact: Action) -> None:
    assert task_records.to_action({"id": fact.id, **task_records.action_columns(fact)}) == fact


@given(built(Evidence, added_on=DAY, sha256=st.none() | st.binary().map(sha256)))
def test_evidence(fact: Evidence) -> None:
    assert task_records.to_evidence({"id": fact.id, **task_records.evidence_columns(fact)}) == fact


@given(built(PeriodTarget, to_month=st.integers(1, 12)))
def test_a_period_target(fact: PeriodTarget) -> None:
    again = task_records.to_period_target({"id": fact.id, **task_records.period_target_columns(fact)})
    assert repr(again) == repr(fact)


@given(built(Points, day=DAY, amount=MAYBE, task=st.none() | st.sampled_from(TaskKind)))
def test_points(fact: Points) -> None:
    assert repr(task_records.to_points({"id": fact.id, **task_records.points_columns(fact)})) == repr(fact)


@given(built(Actual, value=MAYBE, growth=MAYBE, reported_on=DAYS))
def test_an_actual(fact: Actual) -> None:
    assert repr(records.to_actual({"id": fact.id, **records.actual_columns(fact)})) == repr(fact)


PLAIN = st.none() | st.booleans() | st.integers(-(10**28), 10**28) | st.text() | FIGURES
KEYS = st.text().filter(lambda key: key != "$decimal")


@given(
    st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)).filter(lambda one: depth(one) < 9)
)
def test_a_setting(value: object) -> None:
    assert repr(records.to_value(records.value_text(value))) == repr(_sorted(value))


def depth(value: object) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, inside), default=0)


def _sorted(value: object) -> object:
    """Keys of a mapping come back in order."""
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value


def test_the_spelling_of_a_bound_is_an_enum_again() -> None:
    from_text = records.to_stated({**records.stated_columns(Stated(value=Decimal("1.0"))), "bound": ">="})
    assert from_text == replace(from_text, bound=from_text.bound) and from_text.bound is not None
    assert from_text.bound.name == "AT_LEAST"


def test_what_an_older_program_could_not_state_is_not_stated() -> None:
    row: Row = {"id": 1, "target_id": 2, "from_month": 7, "paper": "云政发3号", "reason": "调整"}
    stated = Stated(value=Decimal("78.0"), unit="亿元")
    older = canonical({"value": "78.0", "unit": "亿元"})
    kept = records.to_adjustment({**row, "before": older, "after": records.stated_text(stated)})
    assert repr(kept.before) == repr(kept.after) == repr(stated)
