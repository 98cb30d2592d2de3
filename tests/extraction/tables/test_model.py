"""What a figure of a table says of its months."""

import pytest

from zonetracker.extraction.tables.model import Months, TableFigure


@pytest.mark.parametrize(
    ("months", "own"), [((9, 9), True), ((1, 9), False), ((1, 1), False), ((7, 9), False), (None, False)]
)
def test_one_months_own_figure_is_told_from_a_cumulative_one(months: Months | None, own: bool) -> None:
    assert TableFigure(1, "出口", "出口", "3", "", (1, 1), None, months=months).own_month is own
