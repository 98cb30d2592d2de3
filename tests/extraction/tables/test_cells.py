"""What one cell of a table states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.extraction.tables.cells import Figure, figures, is_masked, is_relative, same_width
from zonetracker.model.facts import Bound


def only(text: str) -> Figure:
    (figure,) = figures(text)
    assert 0 <= figure.start < figure.end <= len(text)
    return figure


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("74.10", "74.10", None),
        ("7,600", "7600", None),
        ("７４．１０", "74.10", None),
        ("-3.5%", "-3.5", "%"),
        ("12.5亿元", "12.5", "亿元"),
        ("①74.1", "74.1", None),
    ],
)
def test_a_figure_alone(text: str, low: str, unit: str | None) -> None:
    figure = only(text)
    assert (str(figure.low), figure.unit, figure.bound, figure.change) == (low, unit, Bound.EXACT, False)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("≥80", Bound.AT_LEAST),
        ("80以上", Bound.AT_LEAST),
        ("不低于80%", Bound.AT_LEAST),
        ("<80", Bound.AT_MOST),
        ("80以内", Bound.AT_MOST),
        ("约80", Bound.ABOUT),
        ("80左右", Bound.ABOUT),
    ],
)
def test_bounds(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize("text", ["80-90亿元", "80~90亿元", "80亿元至90亿元"])
def test_ranges(text: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.unit) == (80, 90, "亿元")


@pytest.mark.parametrize(("text", "low"), [("增长8%", 8), ("下降8%", -8), ("同比增长8%", 8), ("负增长8%", -8)])
def test_a_growth_that_the_cell_itself_says(text: str, low: int) -> None:
    figure = only(text)
    assert figure.low == Decimal(low) and figure.change


def test_a_level_and_its_growth_in_one_cell() -> None:
    level, growth = figures("80亿元，增长5%")
    assert (level.low, level.unit, growth.low, growth.change) == (80, "亿元", 5, True)


@pytest.mark.parametrize(
    "text", ["", "-", "工业产值", "2022年12月", "引进项目30个以上并签约", "**.*", "3号楼", "8" * 61, "第3名"]
)
def test_cells_that_hold_more_or_less_than_figures_state_none(text: str) -> None:
    assert figures(text) == ()


@pytest.mark.parametrize(
    ("text", "masked"), [("**.*", True), ("7*.*%", True), ("＊＊", True), ("74.1", False), ("3*4个", False)]
)
def test_masked_digits(text: str, masked: bool) -> None:
    assert is_masked(text) is masked


@pytest.mark.parametrize(
    ("text", "relative"), [("与经济增长同步", True), ("高于全省平均水平", True), ("高于80", False), ("同步推进", False)]
)
def test_tied_goals(text: str, relative: bool) -> None:
    assert is_relative(text) is relative


def test_width_is_changed_sign_by_sign() -> None:
    wide = "７４．１０％，—①㈱"
    assert len(same_width(wide)) == len(wide) and same_width(wide).startswith("74.10%,-")


@pytest.mark.parametrize(("text", "unit"), [("57.6亿", "亿"), ("5930万", "万"), ("1.2万亿", "万亿")])
def test_a_figure_with_its_power_of_ten_only(text: str, unit: str) -> None:
    (figure,) = figures(text)
    assert figure.unit == unit


@pytest.mark.parametrize("text", ["5000万以上", "5-10亿", "超5亿"])
def test_a_class_of_sizes_is_no_figure(text: str) -> None:
    assert not figures(text)
