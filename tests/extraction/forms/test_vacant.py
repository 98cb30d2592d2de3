"""Which cells of a sheet await a figure."""

from __future__ import annotations

from zonetracker.extraction.forms.vacant import STAND_IN, with_stand_ins
from zonetracker.extraction.reading.sheets.grid import Area, Grid, address

HEAD = ("指标名称", "计量单位", "1-9月累计", "同比增长%", "年度目标", "备注")


def blanks(*rows: tuple[str, ...], merges: tuple[Area, ...] = (), **more: object) -> set[str]:
    grid = Grid("月报", rows, merges, **more)  # type: ignore[arg-type]
    filled, places = with_stand_ins(grid)
    assert all(filled.text(*place) == STAND_IN for place in places)
    kept = [(row, column) for row in range(len(rows)) for column in range(len(rows[row]))]
    assert all(filled.text(*place) == grid.text(*place) for place in kept if place not in places)
    return {address(*place) for place in places}


def test_cells_under_heads_beside_a_name_await_figures() -> None:
    assert blanks(("月报表",), HEAD, ("地区生产总值", "亿元"), ("财政总收入", "亿元", "", "3.1")) == {
        *("C3", "D3", "E3"),
        *("C4", "E4"),
    }


def test_titles_notes_signatures_and_groups_do_not() -> None:
    assert blanks(
        ("月报表",),
        HEAD,
        ("一、财政",),
        ("财政总收入", "亿元"),
        ("注：按快报数填写。",),
        ("填表人：", "", "审核人："),
    ) == {"C4", "D4", "E4"}


def test_the_title_of_the_next_table_is_no_row_of_the_one_before() -> None:
    head = ("项目", "单位", "年度目标", "累计完成")
    rows = (("指标", "本月", "累计"), ("财政总收入",), ("",), ("重点项目情况",), head, ("新开工项目", "个"))
    assert blanks(*rows) == {"B2", "C2", "C6", "D6"}


def test_an_indicator_right_over_the_next_heads_is_a_row() -> None:
    rows = (("指标", "累计"), ("财政总收入",), ("地区生产总值",), ("项目", "累计"), ("新开工项目",))
    assert blanks(*rows) == {"B2", "B3", "B5"}


def test_heads_over_two_rows_reach_into_the_lower() -> None:
    rows = (
        ("指标", "单位", "2023年", "", "2022年"),
        ("", "", "1-9月", "增速", "1-9月"),
        ("地区生产总值", "亿元"),
    )
    merges = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    assert blanks(*rows, merges=merges) == blanks(*rows) == {"C3", "D3", "E3"}


def test_indicators_may_be_the_heads_and_regions_the_rows() -> None:
    assert blanks(("开发区", "地区生产总值", "财政总收入"), ("某某高新区",), ("某某经开区",)) == {
        "B2",
        "C2",
        "B3",
        "C3",
    }


def test_only_the_first_cell_of_a_merged_area_is_filled() -> None:
    rows = (HEAD, ("地区生产总值", "亿元"), ("财政总收入", "亿元"))
    assert blanks(*rows, merges=((1, 2, 2, 2),)) == {"C2", "D2", "E2", "D3", "E3"}


def test_what_is_hidden_or_not_free_stays_empty() -> None:
    rows = (HEAD, ("地区生产总值", "亿元"), ("财政总收入", "亿元"))
    assert blanks(*rows, hidden=True) == set()
    assert blanks(*rows, hidden_rows=frozenset({1})) == {"C3", "D3", "E3"}
    assert blanks(*rows, hidden_columns=frozenset({3})) == {"C2", "E2", "C3", "E3"}
    assert with_stand_ins(Grid("月报", rows), lambda place: place == (1, 2))[1] == {(1, 2)}


def test_a_sheet_without_heads_has_nothing_to_fill() -> None:
    assert blanks(("请各单位按时报送。",), ("联系人", "某某")) == set()


def test_a_name_with_a_word_of_heads_in_it_is_a_name() -> None:
    assert blanks(("指标", "单位", "9月数"), ("财政口径收入", "亿元"), ("目标任务完成项目", "个")) == {"C2", "C3"}


def test_columns_for_words_await_no_figures() -> None:
    assert blanks(("指标", "1-9月累计", "存在问题", "下步措施"), ("地区生产总值",)) == {"B2"}
