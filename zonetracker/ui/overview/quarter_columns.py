"""The columns of the overview's list that say something where a quarter is looked at."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.quarters import QuarterStanding, quarter_standing
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import TableColumn
from zonetracker.words.scores.quarters import asked_completion, asked_words, single_growth_shown, single_text
from zonetracker.words.wording import figure

OF_QUARTER = ("quarter_asked", "quarter_completion")
OF_SINGLE = ("quarter_single", "quarter_single_growth")
"""Columns that are seen where a quarter is looked at, and those where it is looked at alone."""
_Text = Callable[[ProgressRow, Progress, QuarterStanding], str]


class _Seen:
    """How the rows of the month that is shown stand in its quarter, each worked out once."""

    def __init__(self, progress: Callable[[], Progress | None]) -> None:
        self._progress = progress
        self._of: Progress | None = None
        self._standings: dict[int, QuarterStanding] = {}

    def __call__(self, row: ProgressRow) -> tuple[Progress, QuarterStanding] | None:
        month = self._progress()
        if month is None or not month.quarter:
            return None
        if month is not self._of:
            self._of = month
            self._standings.clear()
        if row.target.id not in self._standings:
            self._standings[row.target.id] = quarter_standing(row, month)
        return month, self._standings[row.target.id]


def quarter_columns(progress: Callable[[], Progress | None]) -> list[TableColumn]:
    """What was asked until the quarter's end, what share of it is reached, the quarter alone and its growth."""
    seen = _Seen(progress)
    return [
        _column(seen, "asked", tr("阶段目标"), asked_words, 17),
        _column(seen, "completion", tr("完成阶段%"), _completion, 10),
        _column(seen, "single", tr("当季"), lambda row, _, standing: single_text(row, standing), 12),
        _column(seen, "single_growth", tr("当季同比%"), _single_growth, 10),
    ]


def _column(seen: _Seen, key: str, title: str, text: _Text, width: int) -> TableColumn:
    """A column that is sorted by the figure `key` of the standing."""

    def said(row: ProgressRow) -> str:
        found = seen(row)
        return "" if found is None else text(row, *found)

    def order(row: ProgressRow) -> object:
        found = seen(row)
        return None if found is None else getattr(found[1], key)

    return TableColumn(f"quarter_{key}", title, said, order=order, numeric=True, width=width)


def _completion(_: ProgressRow, month: Progress, standing: QuarterStanding) -> str:
    return _said(asked_completion(standing, month))


def _single_growth(_: ProgressRow, month: Progress, standing: QuarterStanding) -> str:
    return _said(single_growth_shown(standing, month))


def _said(share: Decimal | None) -> str:
    return "" if share is None else figure(share)
