"""What a clerk may type, and the sentence for what cannot be read."""

from decimal import Decimal

import pytest

from zonetracker.model.facts import Bound, Stated
from zonetracker.support.errors import Refusal
from zonetracker.words.typed import (
    Typed,
    bound_choices,
    in_unit,
    read_bound,
    read_curve,
    read_deadline,
    read_level,
    read_months,
    read_names,
    read_number,
    read_rate,
    read_year,
    with_level,
    with_rate,
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("80", Typed(Decimal(80))),
        ("８０．５０亿元", Typed(Decimal("80.50"), None, "亿元")),
        ("5,200万元", Typed(Decimal(5200), None, "万元")),
        ("80-90亿元", Typed(Decimal(80), Decimal(90), "亿元")),
        ("10至15家", Typed(Decimal(10), Decimal(15), "家")),
        ("8%-8.5%", Typed(Decimal(8), Decimal("8.5"), "%")),
        ("60家以上", Typed(Decimal(60), None, "家", Bound.AT_LEAST)),
        ("≤4.3%", Typed(Decimal("4.3"), None, "%", Bound.AT_MOST)),
        ("约7亿元", Typed(Decimal(7), None, "亿元", Bound.ABOUT)),
        ("-3.5", Typed(Decimal("-3.5"))),
        ("", Typed()),
    ],
)
def test_levels(text: str, typed: Typed) -> None:
    assert read_level(text) == typed


@pytest.mark.parametrize("text", ["八十", "1.2.3", "=1+1"])
def test_what_is_no_level_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_level(text)


@pytest.mark.parametrize(
    ("text", "value", "high", "bound"),
    [
        ("8", "8", None, None),
        ("8.50%", "8.50", None, None),
        ("下降3.5%", "-3.5", None, None),
        ("增长8%以上", "8", None, Bound.AT_LEAST),
        ("8-8.5", "8", "8.5", None),
        ("持平", "0", None, None),
    ],
)
def test_rates(text: str, value: str, high: str | None, bound: Bound | None) -> None:
    assert read_rate(text) == Typed(Decimal(value), None if high is None else Decimal(high), None, bound)


def test_a_rate_has_no_unit_of_money() -> None:
    with pytest.raises(Refusal):
        read_rate("8亿元")


@pytest.mark.parametrize(
    ("text", "date"),
    [("2023-6", "2023-06"), ("2023年6月", "2023-06"), ("2023年6月30日", "2023-06-30"), ("2023", "2023"), ("", None)],
)
def test_deadlines(text: str, date: str | None) -> None:
    assert read_deadline(text) == date


@pytest.mark.parametrize("text", ["2023-13", "2023-02-30", "6月", "下半年"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_deadline(text)


def test_years_and_numbers() -> None:
    assert read_year("2023年") == 2023 and read_year("") is None
    assert read_number("12.50") == Decimal("12.50")
    for reading, text in ((read_year, "23"), (read_number, "12家")):
        with pytest.raises(Refusal):
            reading(text)


def test_a_figure_goes_exactly_into_the_rows_unit() -> None:
    assert in_unit(read_level("5200万元"), "亿元").value == Decimal("0.52")
    with pytest.raises(Refusal):
        in_unit(read_level("5200万美元"), "亿元")


def test_bounds_go_there_and_back() -> None:
    assert [read_bound(word) for word in bound_choices()] == [
        Bound.EXACT,
        Bound.AT_LEAST,
        Bound.AT_MOST,
        Bound.ABOUT,
    ]


def test_a_new_level_keeps_unit_and_bound_and_an_empty_one_takes_them_along() -> None:
    held = Stated(Decimal(80), None, "亿元", Bound.AT_LEAST, Decimal(8), None, Bound.EXACT)
    assert with_level(held, read_level("90")).unit == "亿元"
    assert with_level(held, read_level("90")).bound is Bound.AT_LEAST
    cleared = with_level(held, read_level(""))
    assert (cleared.value, cleared.unit, cleared.bound, cleared.growth) == (None, None, None, Decimal(8))
    assert with_rate(held, read_rate("")).growth_bound is None


@pytest.mark.parametrize("text", ["45.5亿元", "八", "8家"])
def test_what_is_no_rate_is_told_how_a_rate_is_written(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_rate(text)
    assert "不是增速" in str(refused.value)


def test_months_curves_and_names() -> None:
    assert read_months("3月、6月,9、12月") == (3, 6, 9, 12)
    assert read_months("２－１２") == tuple(range(2, 13))
    assert read_months("每月") == read_months(" ") == tuple(range(1, 13))
    assert read_curve("5%、12 20,28") == (5, 12, 20, 28) and read_curve("") == ()
    assert read_names("甲、乙；甲,丙") == ("甲", "乙", "丙")
    for text in ("13", "0-3", "六月", "6-3"):
        with pytest.raises(Refusal, match="不是月份"):
            read_months(text)
    with pytest.raises(Refusal, match="不是数字"):
        read_curve("5 a")
