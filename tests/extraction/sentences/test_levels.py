"""Levels alone, in runs, after their growth, and as bases of a change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.clerk import said
from tests.extraction.stages import REVIEW, lead_of, row_before, stage_on
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.sentences.levels import Levels


def levels(text: str, *rows: Draft, index: int = 0, figures: int = 1) -> list[Draft]:
    """The rows after one call, those before included."""
    stage = stage_on(Levels, text, REVIEW, *rows)
    start, lead = lead_of(stage, index)
    run = list(range(index, index + figures))
    taken = stage.level(index, run, start, lead, stage.right(index), stage.approaches.read(lead))
    assert taken in (1, figures)
    return stage.rows


def written(row: Draft) -> str:
    parts = [row.name]
    if row.value is not None:
        high = f"-{row.high}" if row.high is not None else ""
        parts.append(f"{said(row.bound)}{row.value}{high}{row.unit}")
    if row.growth is not None:
        parts.append(f"增{row.growth}%")
    return " ".join(parts)


def grown() -> Draft:
    row = row_before("外贸出口")
    row.growth = Decimal(8)
    return row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("税收收入80亿元", "税收收入 80亿元"),
        ("税收收入突破80亿元", "税收收入 ≥80亿元"),
        ("税收收入80亿元以上", "税收收入 ≥80亿元"),
        ("税收收入约80亿元", "税收收入 约80亿元"),
        ("税收收入80至90亿元", "税收收入 80-90亿元"),
        ("建成6个省级园区", "建成省级园区 6个"),
        ("压减一般性支出5%", "压减一般性支出 增-5%"),
        ("城镇化率5%", "城镇化率 5%"),
        ("外贸出口10.3%的降幅", "外贸出口 增-10.3%"),
        ("至少建成6个园区", "至少建成园区 ≥6个"),
    ],
)
def test_one_level(text: str, row: str) -> None:
    assert [written(one) for one in levels(text)] == [row]


def test_several_figures_for_several_things() -> None:
    rows = levels("工业产值、农业产值分别达到80亿元、30亿元", figures=2)
    assert [written(row) for row in rows] == ["工业产值 80亿元", "农业产值 30亿元"]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "一、二、三产业增加值分别为8亿元、9亿元、10亿元",
            ["第一产业增加值 8亿元", "第二产业增加值 9亿元", "第三产业增加值 10亿元"],
        ),
        ("工业、农业产值分别完成年度计划的80%、90%", ["工业产值完成年度计划比重 80%", "农业产值完成年度计划比重 90%"]),
        ("学校、医院分别新增8所、9所", ["学校新增 8所", "医院新增 9所"]),
    ],
)
def test_names_in_turn_with_what_is_said_of_all(text: str, rows: list[str]) -> None:
    assert [written(row) for row in levels(text, figures=len(rows))] == rows


def test_one_figure_for_several_things_is_shared() -> None:
    rows = levels("工业产值、农业产值均达到80亿元")
    assert [written(row) for row in rows] == ["工业产值 80亿元", "农业产值 80亿元"]
    assert all("shared_figure" in row.reasons for row in rows)
    shares = levels("床位数、服务量均达到全市总量的15%")
    assert [written(one) for one in shares] == ["床位数占全市总量比重 15%", "服务量占全市总量比重 15%"]


def test_without_a_word_that_spreads_it_one_figure_is_for_one_thing() -> None:
    assert len(levels("工业产值、农业产值达到80亿元")) == 1


def test_the_level_after_its_growth_completes_the_row() -> None:
    assert [written(row) for row in levels("，达到80亿元", grown())] == ["外贸出口 80亿元 增8%"]


def test_a_level_of_another_thing_leaves_the_growth_alone() -> None:
    rows = levels("，税收收入达到80亿元", grown())
    assert [written(row) for row in rows] == ["外贸出口 增8%", "税收收入 80亿元"]


def test_a_growth_that_is_aimed_higher_is_a_second_row() -> None:
    assert [written(row) for row in levels("，力争突破9%", grown())] == ["外贸出口 增8%", "外贸出口 增9%"]


def test_figures_that_are_reached_belong_to_the_rows_before_in_turn() -> None:
    schools, wards = row_before("学校", "8", "家", "count"), row_before("医院", "9", "家", "count")
    rows = levels("，增加到12家、15家", schools, wards, figures=2)
    assert [written(row) for row in rows[2:]] == ["学校 12家", "医院 15家"]


def test_the_first_figure_of_a_change_is_of_an_earlier_year() -> None:
    (row,) = levels("工业投资由2020年的70亿元增加到80亿元", index=1)
    assert row.year == 2020 and "base_of_change" in row.reasons
    (row,) = levels("工业投资2020年70亿元", index=1)
    assert "base_of_change" not in row.reasons


def test_a_figure_without_a_name_gives_no_row() -> None:
    assert levels("全国30亿元") == []
