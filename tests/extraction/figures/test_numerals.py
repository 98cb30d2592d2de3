"""Chinese numerals, read exactly or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.extraction.figures.numerals import Numeral, mixed, multiplied, read, whole

DIGITS = "零一二三四五六七八九"


def below(number: int) -> str:
    """A number below ten thousand as it is written in words: 1020 is 一千零二十."""
    words, gap = "", False
    for step, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
        gap = not digit
    return words


def in_words(number: int) -> str:
    """Any number below 万亿 in words, 零 where a place is passed over."""
    words = ""
    for scale, unit in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10**4
        if part:
            words += ("零" if words and part < 1000 else "") + below(part) + unit
    return words


@given(st.integers(1, 10**12 - 1))
def test_every_whole_number_comes_back(number: int) -> None:
    found = read(in_words(number))
    assert found is not None and found.number == number and whole(in_words(number)) == number


@given(st.integers(0, 9999), st.text(DIGITS, min_size=1, max_size=3), st.sampled_from(["", "万", "亿", "万亿"]))
def test_every_decimal_comes_back(number: int, places: str, scale: str) -> None:
    found = read((below(number) or "零") + "点" + places + scale)
    fraction = "".join(str(DIGITS.index(place)) for place in places)
    assert found == Numeral(Decimal(f"{number}.{fraction}"), scale)


@pytest.mark.parametrize(
    ("words", "value", "scale"),
    [
        ("十五", "15", ""),
        ("两百", "200", ""),
        ("百", "100", ""),
        ("一百十五", "115", ""),
        ("二〇", "20", ""),
        ("一二〇", "120", ""),
        ("零", "0", ""),
        ("万", "1", "万"),
        ("千万", "1000", "万"),
        ("三万", "3", "万"),
        ("一亿二千万", "1.2", "亿"),
        ("二万亿", "2", "万亿"),
        ("一万五千亿", "15000", "亿"),
        ("一万六千四百", "16400", ""),
        ("一万六百", "10600", ""),
        ("三亿二千五百万零八十", "325000080", ""),
        ("两千六百点五万", "2600.5", "万"),
        ("三点二五万亿", "3.25", "万亿"),
    ],
)
def test_a_scale_at_the_end_is_kept_apart(words: str, value: str, scale: str) -> None:
    assert read(words) == Numeral(Decimal(value), scale)


@pytest.mark.parametrize(
    ("words", "low", "high", "scale"),
    [
        ("六七百", 600, 700, ""),
        ("三五", 3, 5, ""),
        ("十五六", 15, 16, ""),
        ("二三十", 20, 30, ""),
        ("一两", 1, 2, ""),
        ("三四万", 3, 4, "万"),
        ("七八千万", 7000, 8000, "万"),
    ],
)
def test_round_pairs(words: str, low: int, high: int, scale: str) -> None:
    assert read(words) == Numeral(Decimal(low), scale, Decimal(high)) and whole(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "甲",
        "十甲",
        "一亿甲",
        "一二三",
        "五四",
        "一千五",
        "三万五",
        "百百",
        "三万零",
        "点五",
        "一点",
        "七点三十",
        "二二",
    ],
)
def test_what_says_no_number_or_two(words: str) -> None:
    assert read(words) is None and whole(words) is None


def test_no_words_say_no_number() -> None:
    assert read("") is None


@pytest.mark.parametrize(
    ("words", "value", "scale"),
    [
        ("3亿5千万", "3.5", "亿"),
        ("2亿5千8百万", "2.58", "亿"),
        ("2万3千", "2.3", "万"),
        ("5万6千4百", "5.64", "万"),
        ("12万3456", "12.3456", "万"),
        ("5千8百万", "5800", "万"),
        ("8千5百", "8500", ""),
    ],
)
def test_digits_and_scales_mixed(words: str, value: str, scale: str) -> None:
    assert mixed(words) == Numeral(Decimal(value), scale)


@pytest.mark.parametrize("words", ["3百5千", "2万34567"])
def test_digits_and_scales_that_fit_no_number(words: str) -> None:
    assert mixed(words) is None


def test_no_noughts_behind_the_point() -> None:
    assert [str(multiplied(Decimal(one), 10)) for one in ("8.5", "8", "0.25")] == ["85", "80", "2.5"]
