"""Titles are broken between their phrases, into lines of about equal length."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.outputs.sheet.widths import ems
from zonetracker.outputs.summary.titles import title_lines

ROOM = 20.1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("2023年三季度重点项目推进情况的通报", ["2023年三季度重点项目推进情况的通报"]),
        ("关于示范区2023年1-9月主要目标任务完成情况的通报", ["关于示范区2023年1-9月", "主要目标任务完成情况的通报"]),
        ("关于示范区2023年度主要目标任务完成情况的通报", ["关于示范区2023年度", "主要目标任务完成情况的通报"]),
        (
            "关于某某高新技术产业开发区2023年1-9月主要目标任务完成情况的通报",
            ["关于某某高新技术产业开发区2023年1-9月", "主要目标任务完成情况的通报"],
        ),
        (
            "某某市人民政府办公室关于2023年第三季度政府工作报告重点任务落实情况的通报",
            ["某某市人民政府办公室关于2023年第三季度", "政府工作报告重点任务落实情况的通报"],
        ),
        ("2023年1-9月河湾经济开发区目标任务催报单", ["2023年1-9月", "河湾经济开发区目标任务催报单"]),
        (
            "关于全区上半年经济运行情况及下半年重点工作安排的通报",
            ["关于全区上半年经济运行情况", "及下半年重点工作安排的通报"],
        ),
    ],
)
def test_where_a_title_is_broken(title: str, lines: list[str]) -> None:
    assert title_lines(title, ROOM) == lines


@given(
    st.text(st.sampled_from("区县经济高新主要任务的与及，（）"), min_size=1, max_size=30),
    st.sampled_from(["2023年1-9月", "2023年12月31日", "PM2.5", "第三季度", "2023年上半年"]),
    st.text(st.sampled_from("目标完成情况通报事项的、”》"), min_size=1, max_size=30),
)
def test_nothing_is_lost_and_no_date_or_word_is_broken(before: str, whole: str, after: str) -> None:
    title = f"{before}{whole}{after}"
    lines = title_lines(title, ROOM)
    assert "".join(lines) == title and all(ems(line) <= ROOM for line in lines)
    assert any(whole in line for line in lines)
    assert len(lines) <= -int(-ems(title) // ROOM) + 1


def test_a_word_longer_than_a_line_is_left_to_who_sets_it() -> None:
    assert title_lines("A" * 60, ROOM) == ["A" * 60]
    assert re.sub(r"\s", "", "".join(title_lines("区" * 90, ROOM))) == "区" * 90
