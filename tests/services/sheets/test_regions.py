"""Whose figures a name of a region means, seen from the workbook's zone."""

import pytest

from zonetracker.services.sheets.regions import WhoseFigures, whole_before, whose_figures, without_zone

ZONE = "青禾高新区"


@pytest.mark.parametrize(
    ("said", "whose"),
    [
        ("", WhoseFigures.OWN),
        ("青禾高新区", WhoseFigures.OWN),
        ("高新区", WhoseFigures.OWN),
        ("青禾高新技术产业开发区", WhoseFigures.OWN),
        ("临江市青禾高新区", WhoseFigures.OWN),
        ("青禾高新区管委会", WhoseFigures.OWN),
        ("全区", WhoseFigures.UNCLEAR),
        ("合计", WhoseFigures.UNCLEAR),
        ("全市", WhoseFigures.OTHER),
        ("青禾区", WhoseFigures.OTHER),
        ("临江经开区", WhoseFigures.OTHER),
        ("新区", WhoseFigures.OTHER),
    ],
)
def test_whose_figures_are_meant(said: str, whose: WhoseFigures) -> None:
    assert whose_figures(said, ZONE) is whose


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("青禾高新区地区生产总值", "地区生产总值"),
        ("高新区地区生产总值", "地区生产总值"),
        ("高新区", "高新区"),
        ("高新技术产业增加值", "高新技术产业增加值"),
    ],
)
def test_the_zone_before_a_name(name: str, bare: str) -> None:
    assert without_zone(name, ZONE) == bare


def test_the_whole_before_a_name() -> None:
    assert [whole_before(name) for name in ("全市地区生产总值", "全区", "全社会投资")] == ["全市", "", ""]
