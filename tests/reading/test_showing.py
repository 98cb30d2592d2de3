"""Numbers as their cells show them."""

import datetime
from decimal import Decimal

import pytest

from zonetracker.extraction.reading.sheets.showing import BUILT_IN, DAYS_1904, indented, iso_day, number_format, shown


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("74.1", "0.00", "74.10"),
        ("74.125", "0.00", "74.13"),
        ("2.6749999999999998", "0.00", "2.68"),
        ("-0.053", "0.0%", "-5.3%"),
        ("0.068", "0.00%", "6.80%"),
        ("1234567.5", "#,##0.00", "1234567.50"),
        ("12.50", "0.0#", "12.5"),
        ("5", "#.##", "5"),
        ("57", "#,##0", "57"),
        ("7", "000", "007"),
        ("-0.04", "0.0", "-0.0"),
        ("1234", "0.00E+00", "1234"),
        ("0.5", "# ?/?", "0.5"),
        ("57.2", "@", "57.2"),
        ("57.2", "[Red]0.0", "57.2"),
        ("57.2", "[DBNum1][$-804]0.0", "57.2"),
        ("1E+300", "0", ""),
        ("1E+35", "0.00", "1" + "0" * 35 + ".00"),
        ("1E-300", "0.00", "0.00"),
        ("12", "0." + "0" * 120, "12." + "0" * 120),
        ("NaN", "0", ""),
    ],
)
def test_places_and_percentages(number: str, form: str, text: str) -> None:
    assert shown(Decimal(number), form) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("5", "5"),
        ("0", "0"),
        ("-57.25", "-57.25"),
        ("0.28999999999999998", "0.29"),
        ("6.79611650485437", "6.796116505"),
        ("-12345.678901", "-12345.6789"),
        ("12345678901234", "12345678901234"),
        ("0.0000123", "0.0000123"),
    ],
)
def test_without_a_format_no_more_than_a_cell_holds(number: str, text: str) -> None:
    for form in ("", "General", "[Black]General"):
        assert shown(Decimal(number), form) == text
        assert number_format(form).written(number) == text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("12", '0"个"', "12个"),
        ("57.2", '0.0"亿元"', "57.2亿元"),
        ("57.2", "0.0亿元", "57.2亿元"),
        ("57.2", '"约"0.0', "约57.2"),
        ("57.2", "_ ¥* #,##0.00_ ", "57.20"),
        ("57.2", "[$$-409]0.0", "$57.2"),
        ("572000", "0\\.0,", "57.2"),
        ("57200", "0.0,", "57.2"),
        ("57200", "0,.0", "57.2"),
        ("100", 'General"元"', "100元"),
    ],
)
def test_words_in_a_format_are_shown_and_thousands_taken_off(number: str, form: str, text: str) -> None:
    assert shown(Decimal(number), form) == text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("-3.5", "0.0_);[Red]\\(0.0\\)", "-3.5"),
        ("3.5", "0.0_);[Red]\\(0.0\\)", "3.5"),
        ("-57.2", "0.0;0.0", "-57.2"),
        ("6.8", "+0.0;-0.0", "+6.8"),
        ("-6.8", '"↑"0.0;"↓"0.0', "-6.8"),
        ("-0.068", '"增长"0.0%;"下降"0.0%', "下降6.8%"),
        ("0.068", '"增长"0.0%;"下降"0.0%', "增长6.8%"),
        ("0", '0.0;-0.0;"-"', "-"),
        ("5", ";;;", ""),
        ("123456", '[>=10000]0\\.0,"万";0', "12.3万"),
        ("123", '[>=10000]0\\.0,"万";0', "123"),
    ],
)
def test_a_minus_is_a_minus_however_it_is_drawn(number: str, form: str, text: str) -> None:
    assert shown(Decimal(number), form) == text


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yyyy-mm-dd", "2023年9月30日"),
        ("[$-804]yyyy/m/d h:mm", "2023年9月30日"),
        ('yyyy"年"m"月"', "2023年9月"),
        ('e"年"m"月"d"日"', "2023年9月30日"),
        ("m/d", "9月30日"),
        ('m"月"', "9月"),
        ("yyyy", "2023年"),
        ("h:mm", "1084776:00"),
        (BUILT_IN[14], "2023年9月30日"),
        (BUILT_IN[57], "2023年9月"),
        (BUILT_IN[58], "9月30日"),
    ],
)
def test_a_day_is_shown_as_far_as_its_format_shows_it(form: str, text: str) -> None:
    assert shown(Decimal(45199), form) == text


def test_days_of_another_first_day_and_beyond_the_calendar() -> None:
    assert shown(Decimal(45199), "yyyy-mm-dd", DAYS_1904) == "2027年10月1日"
    assert DAYS_1904 - datetime.date(1899, 12, 30) == datetime.timedelta(days=1462)
    assert shown(Decimal(9_000_000), "yyyy-mm-dd") == "9000000"
    assert shown(Decimal("0.5"), "h:mm") == "12:00"


def test_days_and_indents_that_files_say() -> None:
    assert iso_day("2023-09-30T00:00:00") == "2023年9月30日"
    assert iso_day("九月") is iso_day(None) is None
    assert indented("税收", 2) == "\u3000\u3000税收"
    assert indented("税收", 999) == "\u3000" * 15 + "税收"
    assert indented("", 2) == ""
