"""Which value a growth belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.extraction.tables.grids import flat, partners
from zonetracker.extraction.tables.model import ColumnRole
from zonetracker.extraction.tables.pairing import paired, panels

NAME, UNIT, VALUE, GROWTH = ColumnRole.NAME, ColumnRole.UNIT, ColumnRole.VALUE, ColumnRole.GROWTH


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ("指标|本月|同比|累计|同比", {2: 1, 4: 3}),
        ("指标|本月|累计|累计增幅|本月增幅", {3: 2, 4: 1}),
        ("指标|累计同比|累计|本月同比|本月", {1: 2, 3: 4}),
        ("指标|全区累计|全区同比|某某镇累计|某某镇同比", {2: 1, 4: 3}),
        ("指标|上年累计|本年累计|增长|本月", {3: 2}),
        ("指标|1-8月|增长|1-9月|增长", {2: 1, 4: 3}),
        ("指标|本年累计|增长|上年累计|上年增长", {2: 1, 4: None}),
        ("指标|累计完成|2022年1-9月|1-9月增长", {3: 1}),
        ("指标|1-9月|2023年目标|计划增长", {3: 2}),
        ("指标|9月|全年任务|增长", {3: 1}),
        ("指标|累计|本月|增长", {3: 1}),
        ("指标|1-9月|1-8月|增长", {3: 1}),
    ],
)
def test_value_and_growth_are_chosen_together(heads: str, expected: dict[int, int | None]) -> None:
    assert partners(flat(heads, "税收|80|5|9|4", "出口|70|6|8|3")) == expected


def test_two_panels_side_by_side() -> None:
    columns = flat("指标|数值|增长|指标|数值|增长", "税收|80|3|出口|70|4", "产值|81|2|进口|71|5")
    assert [[column.index for column in panel] for panel in panels(columns)] == [[0, 1, 2], [3, 4, 5]]
    assert partners(columns) == {2: 1, 5: 4}


def test_pairs_are_made_anew_when_a_column_is_changed() -> None:
    columns = flat("指标|甲|增速|乙", "税收|80|5|7", "出口|70|6|8")
    assert paired(columns) == columns and columns[2].partner == 1
    changed = [replace(one, role=ColumnRole.OTHER) if one.index == 1 else one for one in columns]
    assert paired(changed)[2].partner == 3


def test_a_column_without_figures_keeps_its_growth() -> None:
    assert partners(flat("指标|全年目标|累计|增速", "税收|80|—|5", "出口|70||6")) == {3: 2}
