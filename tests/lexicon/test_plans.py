"""The years of a five-year plan."""

import pytest

from zonetracker.lexicon.plans import plan_years


def test_each_plan_follows_the_one_before() -> None:
    assert plan_years("十四") == (2021, 2025)
    assert [plan_years(number)[0] for number in ("九", "十", "十一", "十二")] == [1996, 2001, 2006, 2011]


def test_a_plan_of_another_time_is_none() -> None:
    with pytest.raises(ValueError):
        plan_years("八")
