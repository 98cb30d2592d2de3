"""Which edition is made, after what, and what of the changes since is a correction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.model.bookkeeping import Closing
from zonetracker.model.closing.corrections import FigureChange, Published, corrected, published_before
from zonetracker.model.facts import Stated


def made(month: int | None, edition: int, operation: int, reopened: bool = False) -> tuple[Closing, int]:
    return Closing(0, 2023, month, edition, "2023-10-12", "2023-11-01" if reopened else None), operation


@pytest.mark.parametrize(
    ("month", "closings", "published"),
    [
        (9, [], Published(1)),
        (9, [made(9, 1, 40)], Published(1, 0, 40)),
        (9, [made(8, 1, 30)], Published(1, 30, 0, frozenset({8}))),
        (9, [made(8, 1, 30), made(9, 1, 40)], Published(1, 30, 40, frozenset({8}))),
        (9, [made(8, 1, 30), made(9, 1, 40, reopened=True)], Published(2, 40, 0, frozenset({8, 9}))),
        (9, [made(9, 1, 40, True), made(9, 2, 50)], Published(2, 40, 50, frozenset({9}))),
        (9, [made(9, 1, 40, True), made(10, 1, 45), made(9, 2, 50)], Published(2, 40, 50, frozenset({9}))),
        (10, [made(9, 1, 40, True), made(9, 2, 50)], Published(1, 50, 0, frozenset({9}))),
        (10, [made(9, 1, 40, True)], Published(1, 40, 0, frozenset({9}))),
        (8, [made(9, 1, 40)], Published(1)),
        (12, [made(None, 1, 60)], Published(1)),
    ],
)
def test_what_an_edition_comes_after(month: int, closings: list[tuple[Closing, int]], published: Published) -> None:
    assert published_before(month, closings) == published
    assert published.first is (not published.months)


def level(text: str) -> Stated:
    return Stated(Decimal(text), unit="亿元")


def test_changes_of_a_figure_are_told_as_one_with_the_last_reason() -> None:
    changes = [
        FigureChange((1, 2023, 9), level("30"), level("31"), "企业补报"),
        FigureChange((2, 2023, 9), level("5"), None),
        FigureChange((1, 2023, 9), level("31"), level("32"), "统计局核定"),
        FigureChange((1, 2023, 9), level("32"), level("32.0")),
        FigureChange((1, 2023, 0), None, level("60")),
    ]
    assert corrected(changes) == [
        FigureChange((1, 2023, 9), level("30"), level("32.0"), "统计局核定"),
        FigureChange((2, 2023, 9), level("5"), None),
        FigureChange((1, 2023, 0), None, level("60")),
    ]


def test_what_came_to_nothing_is_no_correction() -> None:
    there, back = (
        FigureChange((1, 2023, 9), level("30"), level("31")),
        FigureChange((1, 2023, 9), level("31"), level("30.0")),
    )
    assert corrected([there, back]) == []
