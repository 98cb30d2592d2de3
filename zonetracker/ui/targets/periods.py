"""What a target asks for in parts of its year, as a cell of the list shows it and reads it: 18，6.5%."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from zonetracker.model.changes import PeriodTargetChange, PeriodTargetEntry
from zonetracker.model.facts import PeriodTarget, Stated, Target
from zonetracker.model.measure import SHARES
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.facts import bound_word
from zonetracker.words.typed import read_level, read_rate
from zonetracker.words.wording import range_text

PERIODS = (3, 6, 9)
"""The last months of the parts of the year that have a column."""
_PARTED = re.compile(r"[，；;]")


class _WithPeriods(Protocol):
    """What is asked of a row of the list."""

    @property
    def target(self) -> Target: ...

    @property
    def unit(self) -> str: ...

    @property
    def periods(self) -> Sequence[PeriodTarget]: ...


def period_key(month: int) -> str:
    """The key of the column of the part of the year that ends with a month."""
    return f"period:{month}"


PERIOD_KEYS = {period_key(month): month for month in PERIODS}
"""Those columns with their months."""


def period_text(month: int) -> Callable[[_WithPeriods], str]:
    """What the cell of a row says."""

    def text(row: _WithPeriods) -> str:
        stated = _stated(row, month)
        own = stated.unit if stated.unit and stated.unit != row.unit else ""
        level = range_text(stated.value, stated.value_high) + own + bound_word(stated.bound)
        growth = range_text(stated.growth, stated.growth_high)
        rate = f"{growth}%{bound_word(stated.growth_bound)}" if growth else ""
        return "，".join(filter(None, (level if stated.value is not None else "", rate)))

    return text


def period_order(month: int) -> Callable[[_WithPeriods], object]:
    """By what the column is sorted."""
    return lambda row: _stated(row, month).value


def period_reader(month: int) -> Callable[[_WithPeriods, str], PeriodTargetEntry]:
    """What the cell makes of a text: a level, a growth behind a comma, or of a target of growth alone that."""

    def read(row: _WithPeriods, text: str) -> PeriodTargetEntry:
        usual, stated = _stated(row, month).unit or row.unit or None, Stated()
        for part in filter(None, map(str.strip, _PARTED.split(text))):
            grows = _is_growth(row, part)
            if (stated.growth if grows else stated.value) is not None:
                raise Refusal(RefusalCode.TYPED_EXACT, tr("一格里最多一个数值、一个增速，写成 18，6.5%。"))
            if grows:
                rate = read_rate(part.removeprefix(tr("增长")))
                stated = replace(stated, growth=rate.value, growth_high=rate.high, growth_bound=rate.bound)
            else:
                level = read_level(part)
                unit = level.unit or usual
                stated = replace(stated, value=level.value, value_high=level.high, unit=unit, bound=level.bound)
        return PeriodTargetEntry(row.target.id, month, _change(stated))

    return read


def _change(stated: Stated) -> PeriodTargetChange:
    return PeriodTargetChange(
        value=stated.value,
        value_high=stated.value_high,
        unit=stated.unit,
        bound=stated.bound,
        growth=stated.growth,
        growth_high=stated.growth_high,
        growth_bound=stated.growth_bound,
    )


def _is_growth(row: _WithPeriods, part: str) -> bool:
    """Whether a part of the text is a growth: it says so, or the target has nothing else."""
    of_growth = row.target.stated.value is None and row.target.stated.growth is not None
    said = part.startswith(tr("增长")) or (
        part.rstrip(tr("以上下内左右")).endswith(("%", "％")) and row.unit not in SHARES
    )
    return of_growth or said


def _stated(row: _WithPeriods, month: int) -> Stated:
    return next((one.stated for one in row.periods if one.to_month == month), Stated())
