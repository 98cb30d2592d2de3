"""The wall: what hangs there, in the office's own order, kept in the workbook and undone like any write."""

from decimal import Decimal

import pytest

from zonetracker.model.changes import IndicatorChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.overview.wall import (
    FIRST,
    MOST,
    WallChoice,
    WallSize,
    keep_wall,
    moved,
    wall_choice,
    wall_of,
)

YEAR = 2023


def fill(ledger: Ledger, count: int, pinned: int = 0) -> None:
    for number in range(1, count + 1):
        ledger.add_target(f"指标{number}", YEAR, Stated(Decimal(number), None, "家", Bound.EXACT))
        if number <= pinned:
            ledger.edit_indicator(number, IndicatorChange(pinned=True))


def hung(ledger: Ledger) -> list[int]:
    return [row.indicator.id for row in wall_of(progress_of(ledger, YEAR, 6), wall_choice(ledger)).rows]


def test_the_first_hang_until_some_are_watched(ledger: Ledger) -> None:
    fill(ledger, FIRST + 2)
    assert hung(ledger) == list(range(1, FIRST + 1))
    ledger.edit_indicator(FIRST + 1, IndicatorChange(pinned=True))
    assert hung(ledger) == [FIRST + 1]


def test_an_order_is_kept_and_undone(ledger: Ledger) -> None:
    fill(ledger, 4, pinned=4)
    wall = wall_of(progress_of(ledger, YEAR, 6), wall_choice(ledger))
    keep_wall(ledger, moved(wall_choice(ledger), wall, 3, 0))
    assert hung(ledger) == [4, 1, 2, 3]
    ledger.undo()
    assert hung(ledger) == [1, 2, 3, 4]
    keep_wall(ledger, moved(wall_choice(ledger), wall, 3, 0))
    ledger.add_target("指标5", YEAR, Stated(Decimal(1), None, "家", Bound.EXACT))
    ledger.edit_indicator(5, IndicatorChange(pinned=True))
    assert hung(ledger) == [4, 1, 2, 3, 5]


def test_one_that_is_not_watched_for_a_while_finds_its_place_again(ledger: Ledger) -> None:
    fill(ledger, 3, pinned=3)
    keep_wall(ledger, WallChoice((3, 2, 1)))
    ledger.edit_indicator(2, IndicatorChange(pinned=False))
    wall = wall_of(progress_of(ledger, YEAR, 6), wall_choice(ledger))
    keep_wall(ledger, moved(wall_choice(ledger), wall, 0, 1))
    assert hung(ledger) == [1, 3]
    ledger.edit_indicator(2, IndicatorChange(pinned=True))
    assert hung(ledger) == [1, 3, 2]


def test_what_finds_no_room_is_counted_after_the_order(ledger: Ledger) -> None:
    fill(ledger, MOST + 2, pinned=MOST + 2)
    keep_wall(ledger, WallChoice((MOST + 2,)))
    wall = wall_of(progress_of(ledger, YEAR, 6), wall_choice(ledger))
    assert (len(wall.rows), wall.more, wall.rows[0].indicator.id) == (MOST, 2, MOST + 2)


def test_beyond_the_ends_nothing_moves(ledger: Ledger) -> None:
    fill(ledger, 2, pinned=2)
    wall = wall_of(progress_of(ledger, YEAR, 6), WallChoice())
    for at, to in ((0, -1), (1, 2), (1, 1)):
        assert moved(WallChoice(), wall, at, to) == WallChoice()


@pytest.mark.parametrize("data", [None, "x", {"order": "12", "size": 3}, {"order": ["a", None], "size": "huge"}])
def test_what_is_no_choice_is_the_usual_one(data: object) -> None:
    assert WallChoice.from_data(data) == WallChoice()


def test_a_choice_is_the_same_when_it_comes_back() -> None:
    choice = WallChoice((3, 1), WallSize.SMALL)
    assert WallChoice.from_data(choice.to_data()) == choice
