"""The rules of points as data: what is kept comes back, what can't be is none and says why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.points.rules import (
    MOST_RULES,
    READY,
    PointsEvent,
    PointsRules,
    points_rules,
    points_rules_beyond,
    points_rules_data,
)

RULE: dict[str, Any] = {"event": "overdue", "points": "-1", "per": "month"}


def test_without_a_setting_no_points_are_kept() -> None:
    assert points_rules(None) is None


@pytest.mark.parametrize("rules", READY, ids=lambda rules: rules.name)
def test_each_ready_set_can_be_chosen_and_comes_back_whole(rules: PointsRules) -> None:
    assert points_rules_beyond(points_rules_data(rules)) is None
    assert points_rules(points_rules_data(rules)) == rules


def test_what_is_not_said_has_its_usual_value() -> None:
    rules = points_rules({"name": "简", "rules": [{"event": "on_time", "points": 2}]})
    assert rules is not None and rules.base == 0 and rules.rules[0].cap is None
    assert (rules.rules[0].points, rules.rules[0].event) == (Decimal(2), PointsEvent.ON_TIME)


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("加减分", FindingCode.POINTS_RULES_WRONG),
        ({"name": 7}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": "on_time"}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [7]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [{"points": "1"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"event": "rain"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"points": "一分"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"points": "NaN"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"points": "1E+400"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"points": 0.5}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"per": "week"}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "甲", "rules": [RULE | {"steps": [["1"]]}]}, FindingCode.POINTS_RULES_WRONG),
        ({"name": "", "rules": []}, FindingCode.NAMELESS),
        ({"name": "甲", "base": "-1"}, FindingCode.POINTS_BEYOND),
        ({"name": "甲", "rules": [RULE | {"points": "10001"}]}, FindingCode.POINTS_BEYOND),
        ({"name": "甲", "rules": [RULE | {"cap": "-1"}]}, FindingCode.POINTS_BEYOND),
        ({"name": "甲", "rules": [RULE, RULE]}, FindingCode.POINTS_RULE_TWICE),
        ({"name": "甲", "rules": [RULE | {"event": "node"}]}, FindingCode.NAMELESS),
        ({"name": "甲", "rules": [{"event": "size"}]}, FindingCode.POINTS_STEPS_WRONG),
        (
            {"name": "甲", "rules": [{"event": "size", "steps": [["0", "3"], ["5", "6"]]}]},
            FindingCode.POINTS_STEPS_WRONG,
        ),
        ({"name": "甲", "rules": [RULE] * (MOST_RULES + 1)}, FindingCode.POINTS_RULES_MANY),
        ({"name": "甲", "rules": [RULE | {"series": "字" * 301}]}, FindingCode.TEXT_LONG),
    ],
)
def test_what_cannot_be_is_no_set_and_says_why(setting: object, code: FindingCode) -> None:
    found = points_rules_beyond(setting)
    assert found is not None and found.code is code
    assert points_rules(setting) is None


def test_one_event_may_have_a_rule_for_each_series() -> None:
    rules = {"name": "甲", "rules": [RULE, RULE | {"series": "镇街", "points": "-2"}]}
    assert points_rules_beyond(rules) is None
