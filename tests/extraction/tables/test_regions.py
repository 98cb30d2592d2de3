"""A sheet cut into tables, with their heads and the lines over and under them."""

from __future__ import annotations

from tests.extraction.tables.grids import grid
from zonetracker.extraction.tables.regions import GridView, SheetArea, areas_of, spread


def cut(*lines: str) -> list[SheetArea]:
    return areas_of(GridView(grid(*lines)))


def test_lines_over_and_under_a_table_are_no_heads() -> None:
    (one,) = cut(
        "某某区月报|||",
        "日期|2023年10月18日||",
        "|||单位：亿元",
        "",
        "指标|单位|累计|增长",
        "一、综合",
        "税收|亿元|8|5",
        "",
        "出口|亿元|7|-",
        "注：税收为快报数。",
    )
    assert (one.heads, one.body) == ([4], [5, 6, 8])
    assert one.title == ["某某区月报", "日期 2023年10月18日", "单位：亿元"] and one.notes == ["注：税收为快报数。"]


def test_heads_in_several_rows_reach_over_what_stands_below() -> None:
    sheet = GridView(
        grid("月报|||||", "指标|单位|2023年|||", "||本月||累计|", "||总量|增速|总量|增速", "税收|亿元|1|2|8|5")
    )
    (one,) = areas_of(sheet)
    assert one.heads == [1, 2, 3]
    assert list(spread(sheet, one.heads))[3:] == [
        ("2023年", "本月", "增速"),
        ("2023年", "累计", "总量"),
        ("2023年", "累计", "增速"),
    ]


def test_merged_heads_reach_as_far_as_they_are_merged() -> None:
    sheet = GridView(
        grid("指标|全区||备注", "|累计|增速|", "税收|8|5|快", merges=((0, 1, 0, 2), (0, 0, 1, 0), (0, 3, 1, 3)))
    )
    (one,) = areas_of(sheet)
    assert list(spread(sheet, one.heads)) == [("指标",), ("全区", "累计"), ("全区", "增速"), ("备注",)]


def test_tables_below_one_another_with_heads_of_their_own() -> None:
    first, second = cut(
        "表一 2022年1-9月", "指标|单位|累计|增长", "税收|亿元|8|5", "出口|亿元|7|3", "",
        "表二 2023年1-9月", "指标|增长|累计|单位", "产值|5|8|亿元", "注：略。",
    )  # fmt: skip
    assert (first.title, second.title) == (["表一 2022年1-9月"], ["表二 2023年1-9月"])
    assert (first.body, second.heads, second.body) == ([2, 3], [6], [7])
    assert second.notes == ["注：略。"]


def test_heads_that_a_new_page_repeats_begin_no_table() -> None:
    (one,) = cut("指标|单位|累计", "税收|亿元|8", "指标|单位|累计", "出口|亿元|7")
    assert one.body == [1, 3]


def test_the_same_heads_under_a_line_of_another_time_begin_a_table() -> None:
    first, second = cut(
        "2022年1-9月", "指标|单位|累计", "税收|亿元|7", "", "2023年1-9月", "指标|单位|累计", "税收|亿元|8"
    )
    assert (first.title, first.body, second.title, second.body) == (["2022年1-9月"], [2], ["2023年1-9月"], [6])


def test_a_figure_in_words_below_the_heads_is_a_row() -> None:
    (one,) = cut("指标|单位|累计", "税收|亿元|七十多", "出口|亿元|7")
    assert (one.heads, one.body) == ([0], [1, 2])


def test_a_row_that_numbers_the_columns_is_no_row() -> None:
    (one,) = cut("指标|单位|本月|累计", "甲|乙|1|2", "税收|亿元|1|8")
    assert (one.heads, one.body) == ([0], [2])


def test_a_row_without_figures_stays_in_its_table() -> None:
    (one,) = cut("指标|单位|累计", "税收|亿元|8", "出口|亿元|—", "产值|亿元|9")
    assert one.body == [1, 2, 3]


def test_a_sheet_of_words_has_no_table() -> None:
    assert cut("目录", "序号|名称", "一|税收") == []


def test_a_merged_place_has_the_text_of_its_first() -> None:
    sheet = GridView(grid("指標|累计", "|8", merges=((0, 0, 1, 0),)))
    assert sheet.text(1, 0) == "指标" and sheet.origin(1, 0) == (0, 0) and sheet.text(5, 5) == ""


def test_a_figure_that_looks_like_a_year_or_a_month_begins_no_table() -> None:
    (one,) = cut("指标|单位|累计", "税收|亿元|8.1", "出口|亿元|2015", "产值|亿元|2015.1", "投资|亿元|7.2")
    assert one.body == [1, 2, 3, 4]


def test_a_first_row_whose_figures_look_like_years_is_no_head() -> None:
    (one,) = cut("指标|单位|累计|增长", "税收|亿元|2015|2010", "出口|亿元|8.1|3")
    assert (one.heads, one.body) == ([0], [1, 2])
    (one,) = cut("指标|单位|累计|增长", "税收|亿元|—|—", "出口|亿元|8.1|3")
    assert (one.heads, one.body) == ([0], [1, 2])


def test_a_table_that_begins_in_the_second_column() -> None:
    (one,) = cut("|某某区月报|||", "|指标|单位|累计", "|一、综合||", "|税收|亿元|8.1", "|注：略。||")
    assert (one.title, one.heads, one.body, one.notes) == (["某某区月报"], [1], [2, 3], ["注：略。"])


def test_an_indicator_over_a_blank_corner_is_a_head() -> None:
    sheet = GridView(grid("各镇指标||", "|税收收入（亿元）|", "|总量|增速", "某某镇|8|5", merges=((1, 1, 1, 2),)))
    (one,) = areas_of(sheet)
    assert list(spread(sheet, one.heads))[1:] == [("税收收入(亿元)", "总量"), ("税收收入(亿元)", "增速")]
