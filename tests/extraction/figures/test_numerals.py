"""Chinese numerals, read exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.extraction.figures.numerals import mixed, scaled, small

DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """A number below ten thousand as it is written in words: 1020 is 一千零二十."""
    words, gap = "", False
    for step, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
        gap = not digit
    return words


@given(st.integers(1, 9999))
def test_every_small_number_comes_back(number: int) -> None:
    assert small(in_words(number)) == number


@pytest.mark.parametrize(("words", "number"), [("十五", 15), ("两百", 200), ("百", 100), ("二〇", 20), ("零", 0)])
def test_short_forms(words: str, number: int) -> None:
    assert small(words) == number


@pytest.mark.parametrize("words", ["", "甲", "十甲", "三万"])
def test_what_is_no_small_number(words: str) -> None:
    assert small(words) is None


@pytest.mark.parametrize(
    ("words", "value", "scale"),
    [
        ("一亿二千万", "1.2", "亿"),
        ("十五", "15", ""),
        ("三万", "3", "万"),
        ("万", "1", "万"),
        ("二万亿", "2", "万亿"),
        ("三万五千", "3.5", "万"),
    ],
)
def test_the_largest_scale_goes_to_the_unit(words: str, value: str, scale: str) -> None:
    assert scaled(words) == (Decimal(value), scale)


@pytest.mark.parametrize("words", ["", "甲亿", "一亿甲"])
def test_what_is_no_scaled_number(words: str) -> None:
    assert scaled(words) is None


def test_digits_and_scales_mixed() -> None:
    assert mixed("3", "亿", "5", "千", "万") == Decimal("3.5")
    assert mixed("2", "万", "3", "千", "") == Decimal("2.3")
