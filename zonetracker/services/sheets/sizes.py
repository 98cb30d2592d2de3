"""Whether figures are of the size that targets and earlier months let expect: of one, and of a column as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from zonetracker.model.facts import Actual, Indicator, Stated, Target
from zonetracker.model.measure import SHARES, row_unit
from zonetracker.model.units import currency_of, scale
from zonetracker.services.sheets.model import Offer

_LOW, _HIGH = Fraction(3, 10), Fraction(3)
_ALL_GONE = -100
_LEAST = 3
_EARLIEST = 4
"""From this month on a month's own figure is clearly smaller than the cumulative one."""


class Size(Enum):
    """How a figure looks beside what is expected of it."""

    FITS = "fits"
    OFF = "off"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a workbook knows of an indicator: its target of the year, its actuals of that year and the one before."""

    indicator: Indicator
    target: Target | None = None
    actuals: Mapping[tuple[int, int], Actual] | None = None

    @property
    def usual_unit(self) -> str | None:
        """The unit that its figures are in where none is said."""
        return row_unit(self.target, self.indicator)

    def size(self, value: Decimal | None, unit: str | None, year: int, month: int) -> Size:
        """Whether a cumulative figure of a month is of the size to be expected."""
        if value is None or value <= 0 or (unit or self.usual_unit) in SHARES:
            return Size.UNKNOWN
        ratios = [
            ratio
            for yardstick, own, share in self._yardsticks(year, month)
            if (ratio := _ratio(value, unit or self.usual_unit, yardstick, own, share)) is not None
        ]
        if not ratios:
            return Size.UNKNOWN
        return Size.FITS if any(_LOW <= ratio <= _HIGH for ratio in ratios) else Size.OFF

    def is_nothing(self, stated: Stated) -> bool:
        """Whether a figure of 0 looks like one that nobody has reported yet: 100 % down, or money that has a target."""
        if stated.value != 0:
            return False
        planned = self.target is not None and bool(self.target.stated.value)
        return stated.growth == _ALL_GONE or (planned and currency_of(stated.unit or self.usual_unit) is not None)

    def _yardsticks(self, year: int, month: int) -> Iterable[tuple[Decimal, str | None, Fraction]]:
        stated = self.target.stated if self.target else None
        if stated is not None and stated.value:
            yield stated.value, stated.unit, Fraction(month, 12)
        for (at_year, at_month), actual in (self.actuals or {}).items():
            if actual.value and (at_year, at_month) < (year, month):
                yield actual.value, actual.unit, Fraction(month, at_month)


def _ratio(value: Decimal, unit: str | None, yardstick: Decimal, own: str | None, share: Fraction) -> Fraction | None:
    if yardstick <= 0:
        return None
    now = scale(value, unit, own)
    return None if now is None else now / (Fraction(yardstick) * share)


class ColumnSizes:
    """What the sizes of a column's figures say of all of them."""

    def __init__(self, judged: Iterable[tuple[Offer, Size]], month: int) -> None:
        self._month = month
        self._counts: dict[tuple[int, int], dict[Size, int]] = {}
        for offer, size in judged:
            counts = self._counts.setdefault(_column(offer), dict.fromkeys(Size, 0))
            counts[size] += 1

    def fit(self, offer: Offer) -> bool:
        """Whether enough figures beside this one are of the size of cumulative ones of this zone."""
        fits, off = self._of(offer)
        return self._month >= _EARLIEST and fits >= _LEAST and off * 4 <= fits

    def off(self, offer: Offer) -> bool:
        """Whether most figures of the column are of another size."""
        fits, off = self._of(offer)
        return off >= _LEAST and off > fits

    def some_fit(self, offer: Offer) -> bool:
        """Whether a figure beside this one that says its unit as little is of the size to be expected."""
        fits, off = self._of(offer)
        return fits > 0 and off == 0

    def _of(self, offer: Offer) -> tuple[int, int]:
        counts = self._counts.get(_column(offer), {})
        return counts.get(Size.FITS, 0), counts.get(Size.OFF, 0)


def _column(offer: Offer) -> tuple[int, int]:
    place = offer.figure.value_at or offer.figure.growth_at or (0, 0)
    return offer.table, place[1]
