"""The words right before a figure: a change, a bound, or neither."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON
from zonetracker.extraction.figures.growth import Approaches
from zonetracker.model.facts import Bound

APPROACHES = Approaches(LEXICON)


@pytest.mark.parametrize(
    ("words", "rise", "verb"),
    [
        ("产值同比增长", 1, "增长"),
        ("产值下降", -1, "下降"),
        ("产值增长约", 1, "增长"),
        ("价格上涨了", 1, "上涨"),
        ("产值负增长", -1, "负增长"),
    ],
)
def test_changes_with_their_direction(words: str, rise: int, verb: str) -> None:
    approach = APPROACHES.read(words)
    assert (approach.rise, approach.verb) == (rise, verb)
    assert words[: len(words) - approach.cut] in ("产值同比", "产值", "价格")


@pytest.mark.parametrize("words", ["产值达到", "产值", "", "死亡率下降为", "降到", "增长的企业"])
def test_no_change_is_said(words: str) -> None:
    approach = APPROACHES.read(words)
    assert (approach.rise, approach.cut, approach.verb) == (0, 0, "")


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("产值突破", Bound.AT_LEAST),
        ("产值不低于", Bound.AT_LEAST),
        ("能耗控制在", Bound.AT_MOST),
        ("产值约", Bound.ABOUT),
        ("产值不超过", Bound.AT_MOST),
        ("增长超过", Bound.AT_LEAST),
        ("债务不足", Bound.AT_MOST),
        ("用时不到", Bound.AT_MOST),
        ("企业最多", Bound.AT_MOST),
        ("赤字率上限为", Bound.AT_MOST),
        ("名额下限", Bound.AT_LEAST),
        ("企业大于等于", Bound.AT_LEAST),
        ("能耗小于或等于", Bound.AT_MOST),
        ("产值破", Bound.AT_LEAST),
        ("普及率过", Bound.AT_LEAST),
        ("经过", None),
        ("棚改签约", None),
        ("企业大约", Bound.ABOUT),
        ("产值达到", None),
        ("约占职工总数的", Bound.ABOUT),
        ("林地大约占总面积的", Bound.ABOUT),
        ("占全市的", None),
        ("新签约占年度计划的", None),
    ],
)
def test_bounds(words: str, bound: Bound | None) -> None:
    assert APPROACHES.read(words).bound is bound


@pytest.mark.parametrize(("words", "yearly"), [("产值年均增长", True), ("年均净增长", True), ("今年增长", False)])
def test_an_average_over_years(words: str, yearly: bool) -> None:
    assert APPROACHES.read(words).yearly is yearly
