"""The columns of a table by their heads and by what stands below them."""

from __future__ import annotations

import pytest

from tests.extraction.tables.grids import flat, partners, tree
from zonetracker.extraction.tables.heads import read_columns, regions_below
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt

NAME, UNIT, VALUE, GROWTH = ColumnRole.NAME, ColumnRole.UNIT, ColumnRole.VALUE, ColumnRole.GROWTH
BODY = [["1", "税收收入", "亿元", "80", "5.0", "预计"], ["2", "外贸出口", "万美元", "760", "-3.5", ""]]
HEADS = ["序号", "指标名称", "计量单位", "2022年", "同比增长（%）", "备注"]


def roles(columns: tuple[HeadedColumn, ...]) -> list[ColumnRole]:
    return [column.role for column in columns]


def test_every_column_has_its_role() -> None:
    columns = flat("|".join(HEADS), *("|".join(row) for row in BODY))
    assert roles(columns) == [ColumnRole.ORDINAL, NAME, UNIT, VALUE, GROWTH, ColumnRole.NOTE]


def test_a_growth_belongs_to_the_value_on_its_left() -> None:
    columns = flat("|".join(HEADS), *("|".join(row) for row in BODY))
    assert columns[4].partner == 3 and columns[3].partner is None and columns[3].year == 2022


def test_targets_and_actuals_and_the_year_before() -> None:
    columns = flat("指标|2023年目标|2022年完成|上年同期", "税收收入|90|80|75")
    assert [(column.kind, column.year, column.previous) for column in columns[1:]] == [
        (Kind.TARGET, 2023, False),
        (Kind.ACTUAL, 2022, False),
        (Kind.ACTUAL, None, True),
    ]


def test_a_growth_of_the_actual_is_not_that_of_the_target_beside_it() -> None:
    assert flat("指标|完成数|目标数|同比增长", "税收|80|90|5")[3].partner == 1


def test_a_group_stands_left_of_the_names() -> None:
    assert roles(flat("类别|指标|数值", "工业|产值|80", "农业|产值|30")) == [ColumnRole.GROUP, NAME, VALUE]


def test_what_a_head_counts_is_its_measure() -> None:
    columns = flat("产品|产量（吨）|绝对数", "粮食|80|30")
    assert [(column.measure, column.unit) for column in columns[1:]] == [("产量", "吨"), ("", None)]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("指标|绝对量|绝对量|比上年增长(%)|比上年增长(%)", "|本月|累计|本月|累计"),
        ("指标|本年|本年|增长|增长", "|本月止累计|本月|累计|本月"),
    ],
)
def test_the_head_above_decides_what_a_column_is(upper: str, lower: str) -> None:
    columns = tree(upper, lower, rows=("税收|80|5|9|4", "出口|70|6|8|3"))
    assert roles(columns) == [NAME, VALUE, VALUE, GROWTH, GROWTH]
    assert partners(columns) == {3: 1, 4: 2}
    assert [column.cumulative for column in columns[1:]] in ([False, True, False, True], [True, False, True, False])


def test_growths_that_follow_several_values_are_doubted() -> None:
    columns = flat("指标|甲产值|乙产值|同比|同比", "税收|80|5|9|4", "出口|70|6|8|3")
    assert all(FigureDoubt.GROWTH_UNCLEAR in column.doubts for column in columns if column.partner is not None)


def test_an_amount_under_the_same_head_is_no_growth() -> None:
    columns = tree("指标|累计|同比|同比", "||增减|增幅(%)", rows=("税收|80|3.6|5", "出口|70|3|6"))
    assert roles(columns) == [NAME, VALUE, ColumnRole.CHANGE, GROWTH] and columns[3].partner == 1


def test_an_index_stands_for_itself_beside_no_value_only() -> None:
    assert roles(flat("指标|累计|上年同期=100", "税收|80|103")) == [NAME, VALUE, ColumnRole.OTHER]
    assert roles(flat("指标|上年同期=100", "消费价格|103")) == [NAME, VALUE]


def test_ranks_shares_and_changes_are_no_values() -> None:
    columns = flat("指标|累计|占比(%)|排名|较上月增减(百分点)|环比", "税收|80|3|5|0.2|1", "出口|70|2|6|0.1|2")
    assert roles(columns)[2:] == [ColumnRole.SHARE, ColumnRole.RANK, ColumnRole.CHANGE, ColumnRole.CHANGE]


def test_fractions_under_a_growth_are_told_by_all_cells() -> None:
    rows = [f"甲{number}|80|0.{number}{number}5" for number in range(1, 9)]
    assert flat("指标|累计|同比(%)", *rows)[2].fractions
    weak = flat("指标|累计|同比(%)", *rows[:3])[2]
    assert weak.fractions and FigureDoubt.FRACTIONS in weak.doubts
    assert not flat("指标|累计|同比(%)", *rows, "乙|80|6.8")[2].fractions
    assert not flat("指标|累计|同比(%)", "甲|80|0.5", "乙|80|0.3")[2].fractions


def test_a_hidden_column_is_nobodys_partner() -> None:
    heads: list[tuple[str, ...]] = [("指标",), ("累计",), ("累计",), ("同比",)]
    columns = read_columns(heads, [["税收", "70", "80", "3"]], hidden={2})
    assert columns[2].hidden and columns[3].partner == 1


@pytest.mark.parametrize(
    ("heads", "rows", "turned"),
    [
        ("平台|产值", ("甲|80", "乙|70"), True),
        ("|产值", ("全区|80", "某某镇|70", "某某街道|70"), True),
        ("指标|数值", ("税收|80", "出口|70"), False),
    ],
)
def test_regions_may_stand_in_the_rows(heads: str, rows: tuple[str, ...], turned: bool) -> None:
    assert regions_below(flat(heads, *rows), [row.split("|") for row in rows]) is turned


def test_a_growth_since_new_year_is_none_over_the_year() -> None:
    alone = flat("指标|余额|比年初增长(%)", "存款|80|5", "贷款|70|6")
    assert alone[2].partner == 1 and alone[2].doubts == (FigureDoubt.GROWTH_UNCLEAR,)
    beside = flat("指标|余额|比年初增长(%)|同比增长(%)", "存款|80|5|7", "贷款|70|6|8")
    assert (beside[2].role, beside[3].partner) == (ColumnRole.CHANGE, 1)
    assert flat("指标|余额|比年初增减", "存款|80|5", "贷款|70|6")[2].role is ColumnRole.CHANGE


@pytest.mark.parametrize(
    ("cells", "doubt"),
    [
        (["0.07", "0.19", "0.15", "0.11", "0.12"], FigureDoubt.FRACTIONS),
        (["0.068", "0.185", "0.152", "0.113", "1.203"], FigureDoubt.FRACTIONS),
        (["106.8", "118.5", "93.5", "101.2", "99.8"], FigureDoubt.GROWTH_UNCLEAR),
    ],
)
def test_growths_of_an_unusual_size_are_doubted(cells: list[str], doubt: FigureDoubt) -> None:
    column = flat("指标|累计|同比", *(f"甲|80|{cell}" for cell in cells))[2]
    assert column.doubts == (doubt,) and not column.fractions
