"""Every figure, rank and date of a text, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.stages import marks_of
from zonetracker.extraction.figures.tokens import MarkKind, Token
from zonetracker.model.facts import Bound


def only(text: str) -> Token:
    (mark,) = marks_of(text)
    return mark


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("产值80.50亿元", "80.50", "亿元", "money"),
        ("投资7,600万元", "7600", "万元", "money"),
        ("企业12家", "12", "家", "count"),
        ("招引大学生3600人", "3600", "人", "people"),
        ("占比12.5%", "12.5", "%", "percent"),
        ("提高1.5个百分点", "1.5", "个百分点", "points"),
        ("面积3万平方米", "3", "万平方米", "measure"),
        ("总量达145万", "145", "万", "bare"),
        ("3亿5千万元", "3.5", "亿元", "money"),
        ("百分之八点五", "8.5", "%", "percent"),
        ("三成半", "35", "%", "percent"),
        ("一亿二千万元", "1.2", "亿元", "money"),
        ("指数达到102.3", "102.3", None, ""),
        ("水价3元2角", "3.2", "元", "money"),
        ("票价12元8角5分", "12.85", "元", "money"),
        ("发电17.3亿度", "17.3", "亿度", "measure"),
        ("上升11.5个点", "11.5", "个点", "points"),
        ("出口3.2亿美金", "3.2", "亿美金", "money"),
        ("家庭养老床位5000张", "5000", "张", "count"),
        ("造林5万6千4百亩", "5.64", "万亩", "measure"),
        ("投资30个亿", "30", "亿", "bare"),
        ("增速为负2.7%", "-2.7", "%", "percent"),
        ("增速-3.4%", "-3.4", "%", "percent"),
        ("登记一万六千四百户", "16400", "户", "count"),
        ("死亡率为千分之二点六", "2.6", "‰", "percent"),
    ],
)
def test_figures_with_their_units(text: str, value: str, unit: str | None, kind: str) -> None:
    mark = only(text)
    assert (mark.kind, str(mark.value), mark.unit, mark.unit_kind) == (MarkKind.FIGURE, value, unit, kind)
    assert text[mark.start :].startswith(text[mark.start : mark.end]) and mark.end == len(text)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("12家以上", Bound.AT_LEAST),
        ("12家以内", Bound.AT_MOST),
        ("12家左右", Bound.ABOUT),
        ("12家(含)以上", Bound.AT_LEAST),
        ("12家及以上", Bound.AT_LEAST),
        ("12家及以下", Bound.AT_MOST),
        ("3%为上限", Bound.AT_MOST),
        ("3%为下限", Bound.AT_LEAST),
        ("3%封顶", Bound.AT_MOST),
        ("20到30个之间", Bound.EXACT),
        ("3个工作日内", Bound.AT_MOST),
        ("上百万人次", Bound.AT_LEAST),
        ("100来万元", Bound.ABOUT),
        ("5千多万元", Bound.AT_LEAST),
        ("1万2千余亩", Bound.AT_LEAST),
        ("十多万人", Bound.AT_LEAST),
        ("三成以上", Bound.AT_LEAST),
        ("3600余人", Bound.AT_LEAST),
        ("12家", None),
    ],
)
def test_a_bound_behind_a_figure_is_its_tail(text: str, bound: Bound | None) -> None:
    mark = only(text)
    assert mark.bound is bound and mark.tail == len(text)


@pytest.mark.parametrize("text", ["80-90亿元", "80至90亿元", "80~90亿元", "八十到九十亿元", "八九十亿元"])
def test_ranges(text: str) -> None:
    mark = only(text)
    assert (mark.value, mark.high, mark.unit) == (80, 90, "亿元")


@pytest.mark.parametrize("text", ["由206项到152项", "90至80亿元", "由三家到五家"])
def test_two_figures_are_no_range(text: str) -> None:
    assert [mark.high for mark in marks_of(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("第3位", MarkKind.RANK),
        ("前10名", MarkKind.RANK),
        ("2022年", MarkKind.DATE),
        ("1-9月", MarkKind.MONTHS),
        ("翻一番", MarkKind.FOLD),
        ("增长一倍", MarkKind.FOLD),
        ("涨了一倍", MarkKind.FOLD),
        ("与上年持平", MarkKind.EVEN),
        ("保持两位数增长", MarkKind.DIGITS),
        ("比例3:7", MarkKind.SPENT),
        ("220kV", MarkKind.SPENT),
        ("第四届", MarkKind.SPENT),
        ("38度", MarkKind.SPENT),
        ("几十万元", MarkKind.SPENT),
        ("三分之二", MarkKind.SPENT),
        ("百分之几", MarkKind.SPENT),
    ],
)
def test_marks_that_are_no_figures(text: str, kind: MarkKind) -> None:
    assert [mark.kind for mark in marks_of(text)] == [kind]


def test_years_and_months_are_read() -> None:
    date, months = marks_of("2022年5月，1-9月")
    assert (date.year, date.months, months.months) == (2022, (5, 5), (1, 9))


def test_folds_are_growth_in_percent() -> None:
    assert [only(text).value for text in ("翻番", "翻两番", "翻了一番")] == [Decimal(100), Decimal(300), Decimal(100)]


def test_a_figure_of_two_units_is_told() -> None:
    assert only("水价3元2角").converted and not only("水价3.2元").converted


def test_a_load_that_is_taken_off_is_no_sign() -> None:
    assert only("人均减负35元").value == 35


def test_masked_digits_have_a_unit_and_no_value() -> None:
    mark = only("产值**.*亿元")
    assert mark.masked and mark.value is None and mark.unit_kind == "money"


@pytest.mark.parametrize(
    "text", ["工业平稳增长", "三农工作", "统一部署", "12345678901234567个", "PM*n", "三元桥", "每百户"]
)
def test_words_and_endless_digits_give_no_mark(text: str) -> None:
    assert marks_of(text) == []


def test_figures_inside_quoted_names_are_none() -> None:
    assert marks_of("实施“137”行动") == []
