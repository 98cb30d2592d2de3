"""A list as it is looked at: sorted among equals, filtered with its wholes, folded; a part never leaves its whole."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from zonetracker.services.arranging import Arrangement, arranged, spoken_order

Row = tuple[int, int, int | None]
"""Key, depth and what it is sorted by."""
LIST: list[Row] = [(1, 0, 5), (2, 1, 9), (3, 2, 1), (4, 1, None), (5, 0, None), (6, 0, 2), (7, 1, 3)]


def keys(by: Arrangement[Row], rows: list[Row] = LIST) -> list[int]:
    return [row[0] for row in arranged(rows, lambda row: row[1], lambda row: row[0], by)]


def value(row: Row) -> int | None:
    return row[2]


def one(key: int) -> Callable[[Row], bool]:
    return lambda row: row[0] == key


def test_as_it_stands() -> None:
    assert keys(Arrangement()) == [1, 2, 3, 4, 5, 6, 7]


def test_sorted_upwards_and_downwards_with_nothing_last() -> None:
    assert keys(Arrangement(value)) == [6, 7, 1, 2, 3, 4, 5]
    assert keys(Arrangement(value, downwards=True)) == [1, 2, 3, 4, 6, 7, 5]


def test_what_is_wanted_is_seen_below_its_whole_also_where_that_is_folded() -> None:
    assert keys(Arrangement(keeps=one(3))) == [1, 2, 3]
    assert keys(Arrangement(keeps=one(2), folded={1, 2})) == [1, 2]
    assert keys(Arrangement(keeps=one(99))) == []


def test_a_folded_whole_hides_all_below_it() -> None:
    assert keys(Arrangement(folded={1, 6})) == [1, 5, 6]
    assert keys(Arrangement(folded={2})) == [1, 2, 4, 5, 6, 7]


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(-5, 5)), max_size=30), st.booleans())
def test_sorting_loses_nothing_and_keeps_parts_behind_their_whole(
    drawn: list[tuple[int, int | None]], downwards: bool
) -> None:
    rows: list[Row] = []
    for number, (depth, weight) in enumerate(drawn):
        rows.append((number, min(depth, rows[-1][1] + 1) if rows else 0, weight))
    above = {row[0]: _whole(rows, row) for row in rows}
    seen = arranged(rows, lambda row: row[1], lambda row: row[0], Arrangement(value, downwards))
    assert sorted(seen) == sorted(rows)
    assert {row[0]: _whole(seen, row) for row in seen} == above


def _whole(rows: list[Row], row: Row) -> int | None:
    before = rows[: rows.index(row)]
    return next((one[0] for one in reversed(before) if one[1] < row[1]), None)


def test_names_are_ordered_by_how_they_are_spoken() -> None:
    names = ["税收收入", "地区生产总值", "R&D经费", "固定资产投资", "工业投资", "出口总额", "5G基站"]
    assert sorted(names, key=spoken_order) == [
        *("5G基站", "R&D经费", "出口总额", "地区生产总值", "工业投资", "固定资产投资", "税收收入"),
    ]
