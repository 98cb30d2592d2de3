"""Figures in Chinese words: counts, shares, ranges, and the vague ones of which no number is made."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from zonetracker.extraction.figures.spelled import Spelled, alone, counted, pattern, share, tenths
from zonetracker.model.facts import Bound

PATTERN = re.compile(f"(?:{pattern()})", re.VERBOSE)


def found(text: str) -> re.Match[str]:
    match = PATTERN.search(text)
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("一万六千四百户", "16400", "户"),
        ("四百一十七万五千元", "4175000", "元"),
        ("两万千瓦", "2", "万千瓦"),
        ("五千千瓦", "5000", "千瓦"),
        ("三百一十二天", "312", "天"),
        ("五十兆瓦", "50", "兆瓦"),
        ("二十六点三亿元", "26.3", "亿元"),
        ("三十二公里以上", "32", "公里"),
        ("百亿元大关", "100", "亿元"),
        ("零点三个百分点", "0.3", "个百分点"),
    ],
)
def test_counts_and_amounts(words: str, value: str, unit: str) -> None:
    assert counted(found(words)) == Spelled(Decimal(value), unit)


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("三到五家", 3, 5, "家"),
        ("三家至五家", 3, 5, "家"),
        ("三五家", 3, 5, "家"),
        ("四千到五千元", 4000, 5000, "元"),
        ("一百二十到一百五十万平方米", 120, 150, "万平方米"),
        ("一万到两万亩", 1, 2, "万亩"),
        ("八千到一万元", 8000, 10000, "元"),
        ("八百万到一亿元", 800, 10000, "万元"),
    ],
)
def test_ranges(words: str, low: int, high: int, unit: str) -> None:
    assert counted(found(words)) == Spelled(Decimal(low), unit, Decimal(high))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("十多万人", 10, "万人"), ("两万余名", 2, "万名"), ("十几家", 10, "家"), ("三百多万人次", 300, "万人次")],
)
def test_more_than_is_said(words: str, value: int, unit: str) -> None:
    assert counted(found(words)) == Spelled(Decimal(value), unit, more=Bound.AT_LEAST)


@pytest.mark.parametrize(("words", "value", "unit"), [("接待上百万人次", 100, "万人次"), ("带动上千人", 1000, "人")])
def test_over_a_round_number(words: str, value: int, unit: str) -> None:
    match = found(words)
    assert counted(match) == Spelled(Decimal(value), unit, more=Bound.AT_LEAST) and match[0].startswith("上")


@pytest.mark.parametrize(
    ("words", "value", "unit"), [("突破万亩。", 10000, "亩"), ("过亿元，", 1, "亿元"), ("突破亿元大关", 1, "亿元")]
)
def test_a_scale_with_nothing_before_it(words: str, value: int, unit: str) -> None:
    assert alone(found(words)) == Spelled(Decimal(value), unit)


@pytest.mark.parametrize("words", ["万亩茶园", "超亿元项目3个", "过亿元的企业", "突破万元户"])
def test_a_scale_that_only_names_a_size(words: str) -> None:
    assert PATTERN.search(words) is None


def test_about_what_is_said() -> None:
    assert counted(found("二十来家")) == Spelled(Decimal(20), "家", more=Bound.ABOUT)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("三百亿，", "300", "亿"), ("户数十二万", "12", "万"), ("一点二万亿以上", "1.2", "万亿")],
)
def test_a_scale_alone_ends_a_clause(words: str, value: str, unit: str) -> None:
    assert counted(found(words)) == Spelled(Decimal(value), unit)


@pytest.mark.parametrize("words", ["五到三家", "一千五家", "一百几个", "三家到五户"])
def test_words_that_fit_no_number_or_two(words: str) -> None:
    match = PATTERN.match(words)
    assert match is None or match["cn"] is None or counted(match) is None


@pytest.mark.parametrize("words", ["几十万元", "数千万元", "数百家", "几百户"])
def test_vague_numbers(words: str) -> None:
    assert found(words)["vague"]


def test_a_numeral_is_never_read_from_its_middle() -> None:
    assert PATTERN.search("统一一千五家") is None or counted(found("统一一千五家")) is None


@pytest.mark.parametrize("words", ["一期工程", "三大工程", "五级体系", "万元产值", "三本科", "百万雄师"])
def test_words_that_name_a_thing(words: str) -> None:
    assert PATTERN.search(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("百分之八点五", Spelled(Decimal("8.5"), "%")),
        ("百分之7.3", Spelled(Decimal("7.3"), "%")),
        ("百分之百", Spelled(Decimal(100), "%")),
        ("千分之二点六", Spelled(Decimal("2.6"), "‰")),
        ("百分之三到五", Spelled(Decimal(3), "%", Decimal(5))),
        ("百分之三至百分之五", Spelled(Decimal(3), "%", Decimal(5))),
        ("百分之七八", Spelled(Decimal(7), "%", Decimal(8))),
        ("百分之九十多", Spelled(Decimal(90), "%", more=Bound.AT_LEAST)),
        ("增速为负百分之二", Spelled(Decimal(-2), "%")),
        ("百分之几", None),
    ],
)
def test_shares(words: str, said: Spelled | None) -> None:
    assert share(found(words)) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("八成", Spelled(Decimal(80), "%")),
        ("8成", Spelled(Decimal(80), "%")),
        ("三成半", Spelled(Decimal(35), "%")),
        ("八点五成", Spelled(Decimal(85), "%")),
        ("九成五", Spelled(Decimal(95), "%")),
        ("七八成", Spelled(Decimal(70), "%", Decimal(80))),
        ("六到七成", Spelled(Decimal(60), "%", Decimal(70))),
        ("五四成", None),
    ],
)
def test_tenths(words: str, said: Spelled | None) -> None:
    assert tenths(found(words)) == said


@pytest.mark.parametrize("words", ["一成不变", "三成立", "2018成果", "八成功"])
def test_no_tenths(words: str) -> None:
    assert PATTERN.search(words) is None


def test_a_part_of_a_whole_is_no_figure() -> None:
    assert found("三分之二")["part"] and found("万分之三")["part"]
