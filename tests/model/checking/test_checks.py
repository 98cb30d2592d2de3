"""Each check finds what is wrong and is silent about what is right."""

from collections.abc import Iterable
from decimal import Decimal

import pytest

from zonetracker.model.checking.checks import check_actual, check_parts, check_reached_parts, check_stated, check_target
from zonetracker.model.checking.findings import Finding, Severity
from zonetracker.model.facts import Actual, Bound, Indicator, Nature, Stated, Target


def level(
    value: str,
    unit: str | None = "亿元",
    growth: str | None = None,
    bound: Bound = Bound.EXACT,
    growth_bound: Bound = Bound.EXACT,
    high: str | None = None,
) -> Target:
    rate = None if growth is None else Decimal(growth)
    top = None if high is None else Decimal(high)
    return Target(1, 1, 2023, Stated(Decimal(value), None, unit, bound, rate, top, growth_bound if rate else None))


def reached(value: str, unit: str | None = "亿元", month: int = 12) -> Actual:
    return Actual(1, 1, 2022, month, Decimal(value), unit)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("target", "base", "found"),
    [
        (level("80", growth="8"), reached("74"), []),
        (level("80", growth="8"), reached("740000", "万元"), []),
        (level("80", growth="8"), reached("70"), ["target_disagrees"]),
        (level("80", growth="8", bound=Bound.AT_LEAST, growth_bound=Bound.AT_LEAST), reached("74"), []),
        (
            level("80", growth="8", bound=Bound.AT_LEAST, growth_bound=Bound.AT_LEAST),
            reached("60"),
            ["target_disagrees"],
        ),
        (level("80", growth="5", growth_bound=Bound.AT_LEAST), reached("74"), []),
        (level("80", growth="10", growth_bound=Bound.AT_LEAST), reached("74"), ["target_disagrees"]),
        (level("80", growth="10", bound=Bound.AT_LEAST), reached("74"), []),
        (level("80", growth="5", bound=Bound.AT_LEAST), reached("74"), ["target_disagrees"]),
        (level("90", growth="-3", growth_bound=Bound.AT_LEAST), reached("100"), []),
        (level("98", growth="-3", growth_bound=Bound.AT_LEAST), reached("100"), ["target_disagrees"]),
        (level("80", growth="8", high="8.5"), reached("73.9"), []),
        (level("80", growth="8"), reached("0"), []),
        (level("80", growth="8"), reached("74", "万美元"), []),
    ],
)
def test_back_check(target: Target, base: Actual, found: list[str]) -> None:
    """80/74 is +8.1 against 8: fine; further off than 0.2 points of growth is a hint."""
    findings = check_target(target, base)
    assert codes(findings) == found
    assert all(finding.severity is Severity.HINT for finding in findings)


def test_a_range_of_falls_runs_from_the_smaller() -> None:
    assert codes(check_stated(Stated(growth=Decimal(-3), growth_high=Decimal(-5)))) == []
    assert codes(check_stated(Stated(growth=Decimal(-5), growth_high=Decimal(-3)))) == ["range_reversed"]
    assert codes(check_stated(Stated(growth=Decimal(5), growth_high=Decimal(3)))) == ["range_reversed"]


@pytest.mark.parametrize(
    ("whole", "parts", "found"),
    [
        ("25", ["15"], []),
        ("25", ["26"], ["part_exceeds"]),
        ("25", ["15", "10"], []),
        ("25", ["15", "11"], ["parts_exceed"]),
        ("25", ["15", "4"], ["parts_fall_short"]),
        ("100.0", ["33.3", "33.3", "33.3"], []),
        ("100.0", ["33.3", "33.3", "33.1"], ["parts_fall_short"]),
    ],
)
def test_parts_against_the_whole(whole: str, parts: list[str], found: list[str]) -> None:
    assert codes(check_parts(level(whole), [level(part) for part in parts])) == found
    assert codes(check_reached_parts(reached(whole), [reached(part) for part in parts])) == found


def test_parts_in_another_unit() -> None:
    assert codes(check_parts(level("25"), [level("260000", "万元")])) == ["part_exceeds"]
    assert check_parts(level("25"), [level("26", "%"), level("30", "家")]) == []


@pytest.mark.parametrize(("typed", "found"), [("0.953", ["unit_likely_other"]), ("94.1", []), ("60", [])])
def test_a_share_typed_as_a_fraction(typed: str, found: list[str]) -> None:
    cover = Indicator(1, "参保率", "%", nature=Nature.LEVEL)
    assert codes(check_actual(reached(typed, "%"), cover, level("95", "%"), [], None)) == found


@pytest.mark.parametrize(
    ("typed", "unit", "found"),
    [
        ("570000", "亿元", ["unit_likely_other"]),
        ("570000", "万元", []),
        ("57", "万美元", ["unit_differs"]),
        ("57", None, []),
        ("49", "亿元", ["cumulative_falls"]),
        ("-1", "亿元", ["cumulative_falls"]),
    ],
)
def test_an_actual_against_its_target_and_the_month_before(typed: str, unit: str | None, found: list[str]) -> None:
    flow = Indicator(1, "税收收入", "亿元")
    assert codes(check_actual(reached(typed, unit, 9), flow, level("80"), [reached("50", month=8)], None)) == found
