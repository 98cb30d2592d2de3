"""Names of parts in lists, and figures as they are written."""

from decimal import Decimal

import pytest

from zonetracker.model.facts import Bound, Stated
from zonetracker.words.wording import (
    GoalCell,
    figure,
    growth_words,
    level_words,
    part_name,
    target_cell,
    target_growth_cell,
)


def test_a_part_says_so_and_does_not_repeat_the_whole_it_stands_below() -> None:
    assert part_name("工业投资", 0) == "工业投资"
    assert part_name("工业投资") == "　其中：工业投资"
    assert part_name("开工项目其中工业项目", 2) == "　　其中：工业项目"


def test_apart_from_its_whole_a_part_has_its_whole_name() -> None:
    assert part_name("开工项目其中工业项目", apart=True) == "　开工项目其中工业项目"
    assert part_name("工业投资", apart=True) == "　其中：工业投资"


def test_a_zero_has_no_sign_and_a_figure_no_exponent() -> None:
    said = [figure(Decimal(one)) for one in ("-0", "-0.00", "0.0", "1E+3", "-1.50")]
    assert said == ["0", "0.00", "0.0", "1000", "-1.50"]


def rate(low: str, high: str | None = None, bound: Bound | None = None) -> Stated:
    return Stated(growth=Decimal(low), growth_high=None if high is None else Decimal(high), growth_bound=bound)


@pytest.mark.parametrize(
    ("stated", "words", "text", "form"),
    [
        (rate("8", None, Bound.ABOUT), "增长8%左右", "8左右", '0"左右"'),
        (rate("7.5", "8"), "增长7.5%–8%", "7.5–8", '0.0"–8"'),
        (rate("-4", None, Bound.AT_LEAST), "下降4%以上", "下降4%以上", '0;"下降"0"%以上"'),
        (rate("-3", "-5"), "下降3%–5%", "下降3%–5%", '0;"下降"0"%–5%"'),
        (rate("-3.5"), "下降3.5%", "下降3.5%", '0.0;"下降"0.0"%"'),
        (rate("-5", None, Bound.AT_MOST), "下降5%以内", "下降5%以内", '0;"下降"0"%以内"'),
        (rate("-1", "2"), "下降1%–增长2%", "下降1%–增长2%", '0;"下降"0"%–增长2%"'),
        (rate("0"), "持平", "0", "0"),
    ],
)
def test_a_growth_target_in_words_and_in_a_cell(stated: Stated, words: str, text: str, form: str) -> None:
    """A fall is said, and the cell still holds the signed number that formulas use."""
    assert growth_words(stated) == words
    assert target_growth_cell(stated) == GoalCell(text, stated.growth or Decimal(0), form)


def test_a_level_in_words_and_in_a_cell() -> None:
    ranged = Stated(Decimal(10), Decimal(15), "家", Bound.EXACT)
    assert (level_words(ranged, "家"), target_cell(ranged)) == ("10–15家", GoalCell("10–15", Decimal(10), '0"–15"'))
    least = Stated(Decimal("80.50"), None, "亿元", Bound.AT_LEAST)
    assert target_cell(least) == GoalCell("80.50以上", Decimal("80.50"), '0.00"以上"')
    assert target_cell(Stated()) is None and target_growth_cell(Stated()) is None
