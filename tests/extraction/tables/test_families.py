"""Which row of a table is a part of which."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from zonetracker.extraction.tables.families import ColumnFamily, Row


def row(
    number: int, label: str, *, of_which: bool = False, of_total: bool = False, first: bool = False, depth: int = 0
) -> Row:
    return Row(number, label, of_which, of_total, first, depth, "亿元")


def parents(rows: Sequence[Row], *values: str, headed: bool = False) -> dict[int, int]:
    levels = {each.number: (Decimal(value), "亿元") for each, value in zip(rows, values, strict=True)}
    return ColumnFamily(rows, levels, headed=headed).parents


def test_a_row_set_in_by_blanks_hangs_under_the_row_above_that_is_not() -> None:
    rows = [row(1, "税收"), row(2, "增值税", depth=2), row(3, "房产税", depth=2), row(4, "投资")]
    assert parents(rows, "80", "30", "20", "60") == {2: 1, 3: 1}


def test_of_which_hangs_under_the_row_above() -> None:
    rows = [row(1, "税收收入"), row(2, "增值税收入", of_which=True), row(3, "固定资产投资额")]
    assert parents(rows, "80", "30", "600") == {2: 1}


def test_parts_go_on_while_they_complete_the_whole() -> None:
    rows = [row(1, "生产总值"), row(2, "一产", of_which=True), row(3, "二产"), row(4, "三产"), row(5, "投资")]
    assert parents(rows, "80", "10", "30", "40", "90", headed=True) == {2: 1, 3: 1, 4: 1}


def test_a_row_that_does_not_fit_into_the_whole_is_no_part() -> None:
    rows = [row(1, "生产总值"), row(2, "一产", of_which=True), row(3, "投资")]
    assert parents(rows, "80", "10", "90", headed=True) == {2: 1}


def test_of_the_total_hangs_under_the_first_row() -> None:
    rows = [row(1, "总计"), row(2, "城镇"), row(3, "高新企业", of_which=True, of_total=True)]
    assert parents(rows, "80", "50", "30")[3] == 1


def test_numbered_rows_are_parts_where_they_make_up_the_row_above() -> None:
    rows = [row(1, "税收"), row(2, "增值税", first=True), row(3, "房产税")]
    assert parents(rows, "80", "50", "30") == {2: 1, 3: 1}
    assert parents(rows, "80", "50", "90", headed=True) == {}


def test_plain_rows_have_no_parents() -> None:
    assert parents([row(1, "税收"), row(2, "投资"), row(3, "外贸")], "80", "50", "30") == {}
