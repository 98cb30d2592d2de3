"""Rule 3: a fact that is stored and loaded is the same fact."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.facts import Actual, Candidate, Department, Indicator, Milestone, Stated, Target
from zonetracker.storage import records
from zonetracker.storage.connection import Row
from zonetracker.storage.history import canonical

FIGURES = st.decimals(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | FIGURES
STATED = st.builds(Stated, value=MAYBE, value_high=MAYBE, growth=MAYBE, growth_high=MAYBE)


@given(st.builds(Candidate, stated=STATED, confidence=FIGURES))
def test_a_candidate(fact: Candidate) -> None:
    assert repr(records.to_candidate(records.candidate_columns(fact))) == repr(fact)


@given(st.builds(Indicator, curve=st.lists(FIGURES).map(tuple)))
def test_an_indicator(fact: Indicator) -> None:
    assert repr(records.to_indicator({"id": fact.id, **records.indicator_columns(fact)})) == repr(fact)


@given(st.builds(Target, stated=STATED, weight=MAYBE, stretch=MAYBE))
def test_a_target(fact: Target) -> None:
    assert repr(records.to_target({"id": fact.id, **records.target_columns(fact)})) == repr(fact)


@given(st.builds(Department))
def test_a_department(fact: Department) -> None:
    assert records.to_department({"id": fact.id, **records.department_columns(fact)}) == fact


@given(st.builds(Milestone))
def test_a_milestone(fact: Milestone) -> None:
    assert records.to_milestone({"id": fact.id, **records.milestone_columns(fact)}) == fact


@given(st.builds(Actual, value=MAYBE, growth=MAYBE))
def test_an_actual(fact: Actual) -> None:
    assert repr(records.to_actual({"id": fact.id, **records.actual_columns(fact)})) == repr(fact)


PLAIN = st.none() | st.booleans() | st.integers() | st.text() | FIGURES
KEYS = st.text().filter(lambda key: key != "$decimal")


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner)))
def test_a_setting(value: object) -> None:
    assert repr(records.to_value(records.value_text(value))) == repr(_sorted(value))


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
