"""What a figure of a table says of its months."""

import pytest

from zonetracker.extraction.tables.model import Months, TableDoubt, TableFigure
from zonetracker.model.planning import PlanDoubt
from zonetracker.words.reasons import reason_words


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


def test_whatever_a_table_doubts_can_be_asked_about() -> None:
    assert {str(doubt) for doubt in TableDoubt} <= {str(doubt) for doubt in PlanDoubt}
    assert {str(doubt) for doubt in TableDoubt} <= set(reason_words())
