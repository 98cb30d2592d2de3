"""What a new indicator is called."""

import pytest

from zonetracker.lexicon.naming import new_indicator


@pytest.mark.parametrize(
    ("written", "called"),
    [
        ("全区地区生产总值", "地区生产总值"),
        ("规上工业增加值", "规上工业增加值"),
        ("规模以上工业增加值", "规模以上工业增加值"),
        ("申报云湖英才计划项目", "申报云湖英才计划项目"),
    ],
)
def test_a_known_indicator_keeps_an_offices_spelling_and_loses_the_lead_in(written: str, called: str) -> None:
    made = new_indicator(written, None)
    assert made.name == called
    assert called not in made.aliases
