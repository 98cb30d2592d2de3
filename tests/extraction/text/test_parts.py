"""What holds under a heading."""

from __future__ import annotations

import pytest

from tests.extraction.stages import FRAME, flat_of
from zonetracker.extraction.text.parts import Parts, is_title
from zonetracker.extraction.text.structure import split_lines


def parts_of(text: str) -> Parts:
    """The parts that are open after the last heading of a text."""
    flat = flat_of(text)
    lines = split_lines(flat)
    parts = Parts(FRAME, flat, lines)
    for line in lines:
        if line.heading:
            parts.heading(line)
    return parts


def holds(text: str) -> str:
    period = parts_of(text).period
    return f"{period.kind[0]}{period.year}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、2022年工作回顾", "a2022"),
        ("一、2022年工作回顾\n二、2023年工作打算", "t2023"),
        ("二、2023年工作打算\n(一)工业经济", "t2023"),
        ("二、2023年工作打算\n(一)工业经济\n三、2022年工作完成情况", "a2022"),
        ("“十五五”展望", "t2030"),
        ("一、工业经济", "a2022"),
    ],
)
def test_the_innermost_heading_that_says_so_holds(text: str, wanted: str) -> None:
    assert holds(text) == wanted


def test_only_a_heading_rules() -> None:
    parts = parts_of("一、工业经济")
    assert not parts.ruled
    parts.enter(2, parts.announced("2023年工作打算"))
    assert parts.ruled
    turned = parts_of("一、工业经济")
    period = turned.announced("2023年工作打算")
    assert period is not None
    turned.turn(period)
    assert not turned.ruled and turned.period.year == 2023


def test_a_paragraph_may_begin_with_a_heading() -> None:
    parts = parts_of("")
    assert parts.lead("二、2023年工作打算。产值达到80亿元。") and parts.period.year == 2023
    assert not parts.lead("产值达到80亿元。")


def test_a_title_of_the_whole_opens_no_part() -> None:
    assert is_title("2022年工作总结和2023年工作打算") and not is_title("一、2022年工作总结")
    assert holds("2022年工作总结和2023年工作打算") == "a2022"
