"""Units are compared by dimension and scale; figures as typed keep their digits."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.rounding import plain, shown
from zonetracker.model.units import in_unit, scale, split_figure, whole_unit


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "expected"),
    [
        ("5200", "万元", "亿元", Fraction(52, 100)),
        ("0.62", "亿美元", "万美元", 6200),
        ("3", "亩", "平方米", 2000),
        ("1.2", "万人次", "人次", 12000),
        ("80", "亿元", "万美元", None),
        ("12", "家", "个", 12),
        ("7", "头雁", "个", None),
    ],
)
def test_scale(value: str, unit: str, wanted: str, expected: Fraction | int | None) -> None:
    assert scale(Decimal(value), unit, wanted) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("5200万元", ("5200", "万元")),
        ("1,089.50", ("1089.50", None)),
        ("-3.5%", ("-3.5", "%")),
        ("80 亿元", ("80", "亿元")),
        ("八十", None),
        ("1,08", None),
        ("", None),
    ],
)
def test_split_figure(typed: str, expected: tuple[str, str | None] | None) -> None:
    found = split_figure(typed)
    assert (None if found is None else (str(found[0]), found[1])) == expected


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_rounding_is_half_up_and_never_further_than_half(number: Fraction, places: int) -> None:
    rounded = Fraction(shown(number, places))
    off = abs(rounded) - abs(number)
    assert -Fraction(1, 2 * 10**places) < off <= Fraction(1, 2 * 10**places)


def test_no_negative_zero() -> None:
    assert str(shown(Fraction(-1, 1000), 1)) == "0.0"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_plain_keeps_a_terminating_figure(number: Decimal) -> None:
    assert plain(Fraction(number)) == number


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "said"),
    [
        ("0.520", "亿元", "亿元", "0.520"),
        ("5200", "万元", "亿元", "0.52"),
        ("1", "元", "亿元", "0.00000001"),
        ("5200", None, "亿元", "5200"),
        ("5", "人", "亿元", None),
    ],
)
def test_a_figure_comes_into_a_rows_unit_as_written_or_converted(
    value: str, unit: str | None, wanted: str, said: str | None
) -> None:
    found = in_unit(Decimal(value), unit, wanted)
    assert (None if found is None else format(found, "f")) == said


@pytest.mark.parametrize(
    ("unit", "usual", "whole"),
    [
        ("亿", "亿元", "亿元"),
        ("万", "亿美元", "万美元"),
        ("万", "人", "万人"),
        ("亿", "万千瓦时", "亿千瓦时"),
        ("亿", None, "亿"),
        ("亿", "%", "亿"),
        ("亿元", "万元", "亿元"),
        (None, "万元", None),
    ],
)
def test_a_power_of_ten_of_what_another_unit_measures(unit: str | None, usual: str | None, whole: str | None) -> None:
    assert whole_unit(unit, usual) == whole
