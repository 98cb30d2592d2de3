"""A row while it is being read."""

from __future__ import annotations

from zonetracker.extraction.drafts import Draft
from zonetracker.model.facts import FactType, Kind


def test_a_doubt_is_noted_once_and_in_order() -> None:
    draft = Draft(4, 8, 0, 8, "产值", "产值")
    for code in ("subject_carried", "year_missing", "subject_carried"):
        draft.doubt(code)
    assert draft.reasons == ["subject_carried", "year_missing"]


def test_a_new_row_states_nothing_yet_and_shares_nothing_with_another() -> None:
    one, other = Draft(0, 2, 0, 2, "产值", "产值"), Draft(0, 2, 0, 2, "产值", "产值")
    one.doubt("change")
    assert other.reasons == [] and other.value is None and other.growth is None
    assert (other.kind, other.type, other.period, other.parent) == (Kind.ACTUAL, FactType.QUANTITY, "annual", None)
