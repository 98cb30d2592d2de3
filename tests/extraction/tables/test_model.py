"""What a figure of a table says of its months."""

import pytest

from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn, Months, TableFigure


@pytest.mark.parametrize(
    ("months", "cumulative", "own"),
    [
        ((9, 9), None, True),
        ((1, 9), True, False),
        ((1, 1), None, False),
        ((7, 9), None, False),
        (None, None, False),
        (None, False, True),
        (None, True, False),
    ],
)
def test_one_months_own_figure_is_told_from_a_cumulative_one(
    months: Months | None, cumulative: bool | None, own: bool
) -> None:
    figure = TableFigure(1, "出口", "出口", "3", "", (1, 1), None, months=months, cumulative=cumulative)
    assert figure.own_month is own
    column = HeadedColumn(2, ColumnRole.VALUE, months=months, cumulative=cumulative)
    assert column.own_month is own
