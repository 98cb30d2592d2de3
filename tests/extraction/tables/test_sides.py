"""The rows of a table by what stands at their side."""

from __future__ import annotations

import pytest

from tests.extraction.tables.grids import grid
from zonetracker.extraction.tables.families import Row
from zonetracker.extraction.tables.reader import read_tables
from zonetracker.extraction.tables.regions import GridView
from zonetracker.extraction.tables.sides import deadline_in, responsible_in, rows_of


def rows(*lines: str, heads: str = "指标|单位|累计") -> list[Row]:
    one = grid(heads, *lines)
    (table,) = read_tables([one])
    return list(rows_of(GridView(one), table, table.columns))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("（一）税收", "税收"),
        ("11、税收", "税收"),
        ("　其中：税收", "税收"),
        ("#税收", "税收"),
        ("税收*", "税收"),
        ("税收（亿元）", "税收"),
        ("税收，亿元", "税收"),
        ("3 税收", "税收"),
        ("税收合计", "税收"),
        ("税收累计值", "税收"),
        ("工业增加值增速", "工业增加值"),
    ],
)
def test_a_name_without_its_marks(said: str, name: str) -> None:
    row = rows("出口|亿元|7", f"{said}|亿元|8")[1]
    assert (row.label, row.said) == (name, said.strip())


def test_units_stand_in_the_row_or_in_the_name() -> None:
    assert [row.unit for row in rows("税收（万元）||8", "出口|亿元|7", "出口（万元）|亿元|7")] == [
        "万元",
        "亿元",
        "亿元",
    ]


def test_what_a_name_says_of_growth_and_months() -> None:
    found = rows("税收累计值|亿元|8", "税收累计增长|%|5", "税收当期值|亿元|1", "出口同比增长|%|3")
    assert [(row.label, row.growth, row.cumulative) for row in found] == [
        ("税收", False, True),
        ("税收", True, True),
        ("税收", False, False),
        ("出口", True, None),
    ]


def test_a_line_over_a_group_says_time_and_region_of_its_rows() -> None:
    found = rows("税收|亿元|8", "某某镇2022年1-9月||", "税收|亿元|7", "二、工业||", "产值|亿元|6")
    assert [(row.whose, row.year, row.months) for row in found] == [
        ("", None, None),
        ("某某镇", 2022, (1, 9)),
        ("某某镇", 2022, (1, 9)),
    ]


def test_a_kind_alone_takes_the_name_above_it() -> None:
    assert [(row.label, row.growth) for row in rows("税收|亿元|8", "增速|%|5", "出口||", "总量|亿元|7")] == [
        ("税收", False),
        ("税收", True),
        ("出口", False),
    ]


def test_a_sum_after_other_rows_has_no_name_of_theirs() -> None:
    found = rows("税收|亿元|8", "合计|亿元|9", "出口||", "合计|亿元|7")
    assert [row.label for row in found] == ["税收", "合计", "出口"]


def test_a_name_that_is_known_only_with_its_group() -> None:
    found = rows("工业|总产值|亿元|8", "|投资额|亿元|7", heads="类别|指标|单位|累计")
    assert [row.label for row in found] == ["工业总产值", "投资额"]


def test_years_beside_the_names() -> None:
    found = rows("税收|亿元|2023年|57", "税收|亿元|2022年|51", heads="指标|单位|年份|1-9月累计")
    assert [(row.label, row.year) for row in found] == [("税收", 2023), ("税收", 2022)]


def test_a_name_that_is_known_under_the_line_over_it_only() -> None:
    assert [row.label for row in rows("规模以上工业||", "　总产值|亿元|193.5", "　用工人数|人|8")] == [
        "规模以上工业总产值",
        "用工人数",
    ]


def test_a_row_of_ranks_is_none_of_amounts() -> None:
    assert [row.label for row in rows("税收收入|亿元|57.2", "全市位次|位|3", "空气质量综合指数排名|位|2")] == [
        "税收收入",
        "空气质量综合指数排名",
    ]


# ---- who answers for a row, and by when


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("6月底前", "2023-06"),
        ("2024年3月", "2024-03"),
        ("三季度", "2023-09"),
        ("全年", "2023-12"),
        ("年底", "2023-12"),
        ("十一月底", "2023-11"),
    ],
)
def test_a_month_by_which_something_is_wanted(text: str, date: str) -> None:
    assert deadline_in(text, 2023) == date


@pytest.mark.parametrize("text", ["", "长期", "13月", "尽快完成"])
def test_words_without_a_month_are_no_date(text: str) -> None:
    assert deadline_in(text, 2023) is None


def test_a_month_without_any_year_is_no_date() -> None:
    assert deadline_in("6月底前", None) is None


def test_who_leads_stands_before_who_assists() -> None:
    said = [("配合单位", "统计局、\n住建局"), ("牵头单位", "发改局")]
    assert responsible_in(said) == "发改局；配合单位：统计局、 住建局"


def test_persons_and_empty_cells_answer_for_nothing() -> None:
    assert responsible_in([("责任领导", "李主任"), ("责任单位", " ")]) == ""
