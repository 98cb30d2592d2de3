"""Lines and their headings, sentences, and the names of the document's own place."""

from __future__ import annotations

import pytest

from tests.extraction.stages import flat_of
from zonetracker.extraction.text.structure import level_of, own_places, sentences, split_lines

REPORT = """清河区2022年工作总结
一、工业经济
全年产值80亿元，增长5%。
第3页
(一)优化营商环境。全年完成投资12亿元，增长3%。
"""


def test_headings_captions_and_page_furniture_are_told_apart() -> None:
    lines = split_lines(flat_of(REPORT))
    assert [(line.heading, line.caption, line.furniture) for line in lines] == [
        (True, True, False),
        (True, False, False),
        (False, False, False),
        (False, False, True),
        (False, False, False),
    ]


def test_each_line_stands_under_the_heading_above_it() -> None:
    sections = [line.section for line in split_lines(flat_of(REPORT))]
    assert sections[2:] == ["一、工业经济", "一、工业经济", "(一)优化营商环境"]


@pytest.mark.parametrize(
    "prose", ["产值增长5%，投资增长3%，外贸增长2%", "产值增长5%，", "各位代表：", "产值增长5%，出口。"]
)
def test_what_reads_on_is_no_heading(prose: str) -> None:
    assert [line.heading for line in split_lines(flat_of(prose))] == [False]


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        ("第一章 总则", 1),
        ("一、工业", 2),
        ("(一)工业", 3),
        ("1.工业", 4),
        ("(2)工业", 5),
        ("工业", None),
        ("1.5亿元", None),
    ],
)
def test_how_deep_a_number_puts_a_heading(heading: str, level: int | None) -> None:
    assert level_of(heading) == level


def sentences_of(text: str) -> list[str]:
    flat = flat_of(text)
    return [flat.text[start:end] for start, end in sentences(flat.shape, 0, len(flat.shape))]


def test_sentences_end_where_a_stop_stands_outside_quotes() -> None:
    assert sentences_of("产值增长5%。“加油！”见效；投资增长3%") == ["产值增长5%。", "“加油！”见效；", "投资增长3%"]


def test_a_sentence_without_an_end_is_cut_by_length_and_nothing_is_lost() -> None:
    endless = "产值增长，" * 600
    parts = sentences_of(endless)
    assert len(parts) > 2 and "".join(parts) == endless and max(map(len, parts)) <= 1200


def test_the_own_place_is_one_in_the_title_or_named_often() -> None:
    assert own_places(flat_of("清河县2022年国民经济公报\n产值增长5%。")) == ("清河县",)
    assert own_places(flat_of("，".join(["白沙镇产值增长"] * 3))) == ("白沙镇",)


def test_other_places_and_common_nouns_are_not_the_own_place() -> None:
    assert own_places(flat_of("白沙镇产值增长，产业园区增长，全区增长，全区投资，全区外贸。")) == ()
