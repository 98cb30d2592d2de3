"""Each kind of value has one limit, and what lies just within it is taken."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding
from zonetracker.model.rules import DEFAULT_COLOURS, DEFAULT_WORDS, RuleSet
from zonetracker.words.findings import say_finding

Limit = Callable[[], Finding | None]


@pytest.mark.parametrize(
    "taken",
    [
        lambda: limits.figure_beyond(Decimal("123456789012345678901234567890"), "value"),
        lambda: limits.figure_beyond(Decimal("-0.00"), "value"),
        lambda: limits.figure_beyond(Decimal("1E+3"), "value"),
        lambda: limits.rate_beyond(Decimal("-999999.9"), "growth"),
        lambda: limits.name_beyond("名" * limits.NAME),
        lambda: limits.text_beyond("一行\n又一行\t𠮷", "note", limits.TEXT),
        lambda: limits.date_beyond("2024-02-29", "deadline"),
        lambda: limits.date_beyond("1949", "deadline"),
        lambda: limits.year_beyond(2099),
        lambda: limits.reason_beyond("企业退库 3 家"),
        lambda: limits.curve_beyond(()),
        lambda: limits.day_beyond("2023-10-08", "date"),
        lambda: limits.places_beyond(0),
        lambda: limits.rules_beyond(RuleSet()),
        lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "done": "完成"})),
        lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "done": "超序时", "behind": "未达序时"})),
        lambda: limits.rules_beyond(RuleSet(late=Decimal(-100), growth_late=Decimal(0), tolerance=Decimal(100))),
    ],
)
def test_what_is_within_is_taken(taken: Limit) -> None:
    assert taken() is None


@pytest.mark.parametrize(
    ("beyond", "code"),
    [
        (lambda: limits.figure_beyond(Decimal("1" * 31), "value"), "figure_long"),
        (lambda: limits.figure_beyond(Decimal("1E+400"), "value"), "figure_long"),
        (lambda: limits.figure_beyond(Decimal("1E-31"), "value"), "figure_long"),
        (lambda: limits.figure_beyond(Decimal("NaN"), "value"), "not_a_number"),
        (lambda: limits.rate_beyond(Decimal(1_000_000), "growth"), "rate_large"),
        (lambda: limits.name_beyond("名" * (limits.NAME + 1)), "text_long"),
        (lambda: limits.name_beyond(" \n"), "nameless"),
        (lambda: limits.text_beyond("甲\ud800", "note", limits.TEXT), "text_odd"),
        (lambda: limits.text_beyond("甲\u202e乙", "note", limits.TEXT), "text_odd"),
        (lambda: limits.date_beyond("2023-02-29", "deadline"), "not_a_date"),
        (lambda: limits.date_beyond("2100", "deadline"), "not_a_date"),
        (lambda: limits.date_beyond("2023-6", "deadline"), "not_a_date"),
        (lambda: limits.year_beyond(1948), "year_beyond"),
        (lambda: limits.month_beyond(0), "month_beyond"),
        (lambda: limits.reason_beyond(" \n"), "reason_missing"),
        (lambda: limits.reason_beyond("3.5"), "no_reason"),
        (lambda: limits.reason_beyond("a"), "no_reason"),
        (lambda: limits.reason_beyond("啊啊啊"), "no_reason"),
        (lambda: limits.reason_beyond("……"), "no_reason"),
        (lambda: limits.months_beyond(()), "months_wrong"),
        (lambda: limits.curve_beyond((Decimal(100),)), "curve_wrong"),
        (lambda: limits.day_beyond("2023-10", "date"), "not_a_day"),
        (lambda: limits.day_beyond("2023-02-29", "date"), "not_a_day"),
        (lambda: limits.places_beyond(5), "places_beyond"),
        (lambda: limits.places_beyond("一"), "places_beyond"),
        (lambda: limits.rules_beyond(RuleSet(name=" ")), "nameless"),
        (lambda: limits.rules_beyond(RuleSet(late=Decimal(5))), "edge_beyond"),
        (lambda: limits.rules_beyond(RuleSet(tolerance=Decimal(101))), "edge_beyond"),
        (lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "late": "已完成"})), "word_not_its_own"),
        (lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "met": "暂无数据"})), "word_not_its_own"),
        (lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "late": " "})), "word_not_its_own"),
        (lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "met": "控制在内"})), "word_not_its_own"),
        (
            lambda: limits.rules_beyond(RuleSet(words={**DEFAULT_WORDS, "done": "超序时"}, ahead=Decimal(5))),
            "word_not_its_own",
        ),
        (lambda: limits.rules_beyond(RuleSet(ahead=Decimal(1000))), "edge_beyond"),
        (lambda: limits.rules_beyond(RuleSet(colours={**DEFAULT_COLOURS, "late": "red"})), "not_a_colour"),
    ],
)
def test_what_lies_beyond_is_one_short_sentence(beyond: Limit, code: str) -> None:
    finding = beyond()
    assert finding is not None and finding.code == code
    assert 3 < len(say_finding(finding)) < 80
