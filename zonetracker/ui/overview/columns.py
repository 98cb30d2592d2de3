"""The columns of the overview's list."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from PySide6.QtGui import QColor

from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.row_figures import Figures, figures
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.quarter_columns import quarter_columns
from zonetracker.ui.parts.signs import adjusted_sign, grade_sign
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.ui.parts.theme import shades
from zonetracker.words.sources import marked
from zonetracker.words.wording import adjustments_told, figure, goal_words, one_line, part_name

_READABLE = 4.5


def _start(row: ProgressRow) -> str:
    """What was filed; else the figure's own reason as a proposal, where books of schema 1 kept this one."""
    return row.problem or (row.actual.reason if row.actual is not None else "")


def overview_columns(
    progress: Callable[[], Progress | None], explain: Callable[[ProgressRow, str], bool]
) -> list[TableColumn]:
    """Columns over ProgressRow; `progress` gives the month that is shown, `explain` keeps a reason that was typed."""

    seen: dict[int, Figures] = {}
    of: list[Progress | None] = [None]

    def known(row: ProgressRow) -> Figures | None:
        """Rounded once a month, not once a comparison of a sort."""
        month = progress()
        if month is None:
            return None
        if month is not of[0]:
            of[0] = month
            seen.clear()
        if row.target.id not in seen:
            seen[row.target.id] = figures(row, month)
        return seen[row.target.id]

    def percent(key: str, title: str, width: int) -> TableColumn:
        def order(row: ProgressRow) -> Decimal | None:
            found = known(row)
            return None if found is None else getattr(found, key)

        def text(row: ProgressRow) -> str:
            value = order(row)
            return "" if value is None else figure(value)

        return TableColumn(key, title, text, order=order, numeric=True, width=width)

    def adjusted(row: ProgressRow) -> list[Adjustment]:
        month = progress()
        return [] if month is None else month.adjusted(row)

    def light(row: ProgressRow) -> State | None:
        month, grade = progress(), row.standing.grade
        return None if month is None else State(month.word_of(row), grade_sign(grade), readable(month.colour(grade)))

    asked, *reached = quarter_columns(progress)
    return [
        state_column("grade", tr("评价"), light, order=lambda row: int(row.standing.grade), width=11),
        TableColumn("name", tr("指标"), _name, order=lambda row: row.indicator.name, width=18, fills=True),
        TableColumn("responsible", tr("责任单位"), lambda row: one_line(row.target.responsible), width=18),
        TableColumn(
            "target",
            tr("年度目标"),
            _goal,
            order=lambda row: row.target.stated.value,
            numeric=True,
            sign=lambda row: adjusted_sign(adjusted(row)),
            tip=lambda row: adjustments_told(adjusted(row)),
            width=18,
        ),
        asked,
        TableColumn("actual", tr("累计实绩"), _reached, order=lambda row: row.actual_value, numeric=True, width=15),
        *reached,
        percent("growth", tr("同比%"), 8),
        percent("completion", tr("完成%"), 8),
        percent("gap", tr("序时差"), 8),
        percent("growth_gap", tr("增速差"), 8),
        TableColumn(
            "reason",
            tr("原因（F2 填写）"),
            lambda row: one_line(row.problem),
            edit=explain,
            start=_start,
            width=24,
        ),
    ]


def readable(colour: str) -> str:
    """An office's colour, made darker (in a dark window lighter) until it can be read as text."""
    return _readable(colour, shades().paper)


@lru_cache(maxsize=64)
def _readable(colour: str, ground: str) -> str:
    found, paper = QColor(colour), QColor(ground)
    step = -0.04 if paper.lightnessF() > 0.5 else 0.04
    while found.isValid() and _contrast(found, paper) < _READABLE and 0 < found.lightnessF() < 1:
        found = QColor.fromHslF(
            max(found.hslHueF(), 0.0), found.hslSaturationF(), min(1.0, max(0.0, found.lightnessF() + step))
        )
    return found.name()


def _contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _name(row: ProgressRow) -> str:
    return part_name(row.indicator.name, min(row.depth, 1), apart=True)


def _goal(row: ProgressRow) -> str:
    return goal_words(row.target.stated, one_line(row.unit), row.target.wording)


def _reached(row: ProgressRow) -> str:
    value = row.actual_value
    return "" if value is None else marked(f"{figure(value)}{one_line(row.unit)}", row.expected)
