"""Grids to tables: columns, and what title, sheet and file say for the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.tables.grids import grid
from zonetracker.extraction.tables.model import ColumnRole
from zonetracker.extraction.tables.reader import read_tables, tables_job
from zonetracker.model.planning import FigureDoubt
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

ROWS = ("指标|单位|累计|增长", "税收|亿元|8|5", "出口|亿元|7|3")


def test_the_title_speaks_for_the_whole_table() -> None:
    (one,) = read_tables([grid("某某区2023年1-9月主要指标", "单位：万元、%", *ROWS)])
    assert (one.year, one.months, one.unit, one.whose) == (2023, (1, 9), "万元", "某某区")
    assert (one.area, one.heads) == ((2, 0, 4, 3), (2, 2))


def test_the_names_of_sheet_and_file_speak_where_the_title_does_not() -> None:
    (one,) = read_tables([grid(*ROWS, name="某某镇")], "2023年8月指标.xlsx")
    assert (one.year, one.months, one.whose) == (2023, (8, 8), "某某镇")


def test_a_number_in_a_files_name_is_no_year() -> None:
    (one,) = read_tables([grid(*ROWS)], "word2003.xls")
    assert one.year is None


def test_a_day_says_nothing_of_the_months() -> None:
    (one,) = read_tables([grid("2023年1-9月", "填报日期：2023年10月18日", *ROWS)])
    assert one.months == (1, 9)


def test_every_sheet_is_read_and_hidden_ones_are_marked() -> None:
    tables = read_tables([replace(grid(*ROWS), hidden=True), grid("说明"), grid(*ROWS, name="二")])
    assert [(table.grid, table.hidden, table.sheet) for table in tables] == [(0, True, "Sheet1"), (2, False, "二")]


def test_a_table_goes_on_without_heads() -> None:
    tables = read_tables([grid(*ROWS), grid("产值|亿元|6|2")])
    assert tables[1].columns == tables[0].columns and tables[1].area == (0, 0, 0, 3)


def test_the_subject_of_a_table_whose_rows_are_regions() -> None:
    (one,) = read_tables([grid("各镇规上工业总产值完成情况", "镇|累计", "某某镇|8", "另一镇|7")])
    assert one.turned and one.subject == "规上工业总产值"


def test_lines_of_a_document_over_a_table_count_where_they_are_captions() -> None:
    above = ("2019年以来，税收增长较快。", "2023年主要指标")
    (one,) = read_tables([replace(grid(*ROWS), above=above)])
    assert one.title == ("2023年主要指标",) and one.year == 2023


def test_a_file_is_read_in_the_fence() -> None:
    data = "某某区2023年1-9月,,\n指标,累计(亿元),增长(%)\n税收,8,5\n出口,7,3\n".encode()
    grids, (table,) = finish(tables_job(data, "月报.csv"))
    assert grids[table.grid].text(2, 0) == "税收"
    assert [column.role for column in table.columns] == [ColumnRole.NAME, ColumnRole.VALUE, ColumnRole.GROWTH]


def test_what_can_not_be_read_is_refused() -> None:
    with pytest.raises(Refusal):
        finish(tables_job(b"PK\x03\x04broken", "表.xlsx"))


def test_a_text_with_a_drawn_table_has_tables() -> None:
    data = "某某区2023年1-9月\n指标\t累计(亿元)\t增长(%)\n税收\t8\t5\n出口\t7\t3\n".encode()
    _, (table,) = finish(tables_job(data, "月报.txt"))
    assert (table.months, table.whose) == ((1, 9), "某某区")


def test_what_stands_over_all_tables_of_a_sheet_holds_for_each() -> None:
    sheet = grid("某某区2023年1-9月", "单位：万元", "表一 综合", *ROWS, "表二 2022年", *ROWS, "表三", *ROWS)
    tables = read_tables([sheet])
    assert [(one.year, one.months, one.unit, one.whose) for one in tables] == [
        (2023, (1, 9), "万元", "某某区"),
        (2022, (1, 9), "万元", "某某区"),
        (2023, (1, 9), "万元", "某某区"),
    ]


def test_a_cover_names_the_month_of_the_sheets_behind_it() -> None:
    first, second = read_tables([grid("统计月报", "2023年8月"), grid(*ROWS), grid("2023年1-7月", *ROWS)])
    assert [(one.year, one.months) for one in (first, second)] == [(2023, (8, 8)), (2023, (1, 7))]


def test_the_day_on_which_a_sheet_was_filled_in_tells_its_year() -> None:
    day = "填报人：张三|审核人：李四|填报日期：|2022年10月13日"
    assert read_tables([grid("1-9月主要指标", *ROWS, day)])[0].year == 2022
    assert read_tables([grid("1-12月主要指标", *ROWS, "（2023年1月20日）")])[0].year == 2022
    assert read_tables([grid("2021年1-9月", *ROWS, day)])[0].year == 2021


def test_a_note_over_a_table_names_no_time_and_may_say_that_all_is_cumulative() -> None:
    (one,) = read_tables([grid("2023年月度台账", "注：各月数均为年初至当月累计；1、2月合并统计", *ROWS)])
    assert (one.title, one.months, one.cumulative) == (("2023年月度台账",), None, True)
    assert one.notes == ("注：各月数均为年初至当月累计；1、2月合并统计",)


def test_a_head_that_says_nothing_known_is_doubted_once_for_its_column() -> None:
    (table,) = read_tables([grid("指标|单位|累计|考核系数||1-9月", "税收|亿元|9|1.2|3|8", "出口|亿元|7|1.1|2|6")])
    doubted = [column.index for column in table.columns if FigureDoubt.HEAD_UNKNOWN in column.doubts]
    assert doubted == [3, 4]


def test_heads_that_are_indicators_of_regions_are_known() -> None:
    (table,) = read_tables([grid("镇街|用电强度|地区生产总值", "织里镇|9|1", "八里店镇|7|2", "东林镇|5|3")])
    assert table.turned and not any(column.doubts for column in table.columns)


def test_heads_over_rows_of_months_are_names() -> None:
    (table,) = read_tables([grid("月份|财政总收入|考核系数", "1-8月|9|1", "1-9月|10|2", "1-10月|11|3")])
    assert not any(column.doubts for column in table.columns)
