"""A fact that the document says twice, and facts that only look alike."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.repeats import mark_repeats
from zonetracker.model.facts import FactType, Kind


def row(name: str = "地区生产总值", value: str | None = "80.5", growth: str | None = None, **fields: object) -> Draft:
    draft = Draft(0, 2, 0, 2, name, name, year=2022, unit="亿元")
    draft.value = Decimal(value) if value else None
    draft.growth = Decimal(growth) if growth else None
    for field, said in fields.items():
        setattr(draft, field, said)
    return draft


def repeats(*rows: Draft) -> list[int | None]:
    """For each row which earlier one it repeats."""
    mark_repeats(list(rows))
    return [next((at for at, one in enumerate(rows) if one is each.first), None) for each in rows]


@pytest.mark.parametrize(
    "again",
    [
        row(),
        row("全区地区生产总值"),
        row("全年“地区生产总值”"),
        row("生产总值"),
        row(growth="5"),
    ],
)
def test_the_same_fact_again_points_to_the_first(again: Draft) -> None:
    assert repeats(row(), again) == [None, 0]


def test_a_third_mention_points_to_the_first_too() -> None:
    assert repeats(row(), row(), row()) == [None, 0, 0]


@pytest.mark.parametrize(
    "other",
    [
        row("工业增加值"),
        row(value="80.6"),
        row(unit="万元"),
        row(year=2021),
        row(kind=Kind.TARGET),
        row(masked=True),
        row("工业生产总值额"),
    ],
)
def test_another_fact_is_no_repeat(other: Draft) -> None:
    assert repeats(row(), other) == [None, None]


def test_a_round_figure_repeats_only_under_the_same_name() -> None:
    assert repeats(row(value="80"), row("生产总值", value="80")) == [None, None]
    assert repeats(row(value="80"), row(value="80")) == [None, 0]


def test_growths_alone_are_compared_by_growth() -> None:
    assert repeats(row(value=None, growth="5"), row("生产总值", value=None, growth="5")) == [None, 0]
    assert repeats(row(value=None, growth="5"), row(value=None, growth="6")) == [None, None]


def test_levels_alike_with_growths_that_differ_are_two_facts() -> None:
    assert repeats(row(growth="5"), row("生产总值", growth="6")) == [None, None]


def test_items_repeat_where_one_long_name_holds_the_other() -> None:
    bridge = {"value": None, "type": FactType.MILESTONE}
    assert repeats(row("望江大桥改造工程开工", **bridge), row("望江大桥改造工程开工建设", **bridge)) == [None, 0]
    assert repeats(row("望江大桥开工", **bridge), row("望江大桥竣工", **bridge)) == [None, None]
