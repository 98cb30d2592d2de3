"""The live formulas of a row: what the program computes from the figures, so that a figure typed in is computed too.

Each rounds once in the place where the program rounds. The inner ROUND takes away the noise of binary arithmetic, which
would make 272.2 of 1089/400 (272.25 exactly).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.facts import Nature
from zonetracker.model.issuing import SheetColumn
from zonetracker.model.measure import SHARES, Measure, row_unit
from zonetracker.model.outlook import Bearing, shares_reached
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.rounding import shown
from zonetracker.model.row_figures import growth_is_computed, without_growth
from zonetracker.model.standing import fall_is_promised, growth_asked, level_asked
from zonetracker.model.units import scale
from zonetracker.words.wording import figure

EXACT = 9
"""Decimals beyond which a spreadsheet's arithmetic is noise."""


class Hidden(StrEnum):
    """The hidden columns behind the assessment: the exact growth, level and growth judged, the light of the row."""

    GROWN = "grown"
    LEVEL = "level_light"
    GROWTH = "growth_light"
    LIGHT = "light"


Places = Mapping[SheetColumn | Hidden, str]
"""The address of each column's cell in a row."""


@dataclass(frozen=True, slots=True)
class Live:
    """An expression, the cell that must hold a figure before it says anything, and what must be so besides."""

    expression: str
    needs: str = ""
    when: str = ""

    def rounded(self, places: int) -> str:
        """The formula of the cell that shows it with so many decimals."""
        return self.guarded(self.figure(places))

    def figure(self, places: int) -> str:
        """The expression rounded to so many decimals."""
        return f"ROUND(ROUND({self.expression},{max(EXACT, places + 3)}),{places})"

    def guarded(self, expression: str) -> str:
        """`expression` as a formula that is empty as long as the figure is missing."""
        expression = f'IF({self.when},{expression},"")' if self.when else expression
        return f'=IF({self.needs}="","",{expression})' if self.needs else f"={expression}"


class LiveRow:
    """The expressions of one row; None where the program computes nothing of that kind for the target.

    `asked` is the cell of what a period target asks for until the month, in a table that has one.
    """

    def __init__(self, row: ProgressRow, progress: Progress, place: Places, places: int, asked: str = "") -> None:
        self.asked = asked
        self.row, self.progress, self.place, self.places = row, progress, place, places
        self.measure = row.standing.measure
        self.stated = row.target.stated
        self.period = period_asked(row, progress)
        self.growing = growth_asked(row.target, self.period)
        self.aim = row.target if self.stated.growth is not None else replace(row.target, stated=self.growing)
        self.actual = place[SheetColumn.ACTUAL]

    def growth(self) -> Live:
        """The growth that is judged: the typed one in its cell, else the exact one behind it."""
        cell, live = self.place[SheetColumn.GROWTH], self.computed_growth()
        if live is None:
            return Live(cell, cell)
        return Live(self.place[Hidden.GROWN], cell) if self.place.get(Hidden.GROWN) else live

    def grown(self) -> str:
        """The formula of the exact growth: what is typed over the rounded one in its cell counts in its place."""
        live, cell = self.computed_growth(), self.place[SheetColumn.GROWTH]
        if live is None:
            return ""
        exact = f"IF({cell}={live.figure(self.places)},{live.expression},{cell})"
        return Live(exact, cell).guarded(exact)

    def computed_growth(self) -> Live | None:
        """The growth over the same month of last year, where it is no typed one."""
        row = self.row
        before, now = row.last_year, row.actual
        typed = row.indicator.typed_growth or (now is not None and now.growth is not None)
        if typed or before is None or before.value is None or before.value <= 0:
            return None
        base = scale(before.value, before.unit, row.unit or before.unit)
        if row.actual_value is None and now is not None and now.value is not None:
            return self._growth_in_its_own_unit(now.value, now.unit)
        return Live(f"({self.actual}/{literal(base)}-1)*100", self.actual) if base else None

    def _growth_in_its_own_unit(self, value: Decimal, unit: str | None) -> Live | None:
        """A figure that does not fit the target's unit is compared with last year's all the same."""
        before = self.row.last_year
        if before is None or before.value is None or not growth_is_computed(self.row):
            return None
        current = scale(value, unit, before.unit)
        return Live(f"({literal(current or Fraction(0))}/{literal(Fraction(before.value))}-1)*100")

    def shown_growth(self) -> Live | None:
        """The growth as its column shows it; none is computed of a share or a rank without such a target."""
        return None if without_growth(self.row) else self.computed_growth()

    def completion(self) -> Live | None:
        """The share of the target that is reached."""
        if self.measure is Measure.NONE:
            return self._fallen()
        if not self.has_ratio:
            return None
        return Live(f"{self.actual}/{self.level_goal()}*100", self.actual)

    def _fallen(self) -> Live | None:
        """The share of a promised fall, as long as it is one."""
        if not fall_is_promised(self.aim, self.row.indicator):
            return None
        growth = self.growth()
        return Live(f"{growth.expression}/{self.growth_goal()}*100", growth.needs, f"{growth.expression}<0")

    @property
    def has_ratio(self) -> bool:
        """Whether the level is judged by the share that is reached."""
        if self.stated.value is None or min(ends(self.stated.value, self.stated.value_high)) <= 0:
            return False
        flows = self.row.indicator.nature is Nature.FLOW and row_unit(self.row.target, self.row.indicator) not in SHARES
        ranged = self.measure is Measure.RANGE and flows
        return ranged or self.measure in (Measure.FLOW, Measure.CEILING, Measure.LEVEL)

    def level_goal(self) -> str:
        """What the actual is measured from: the target, of a range its end that is nearer, or itself inside."""
        return _nearest(self.place[SheetColumn.TARGET], self.stated.value_high, self.actual)

    def growth_goal(self) -> str:
        """The same for the growth."""
        return _nearest(self.place[SheetColumn.TARGET_GROWTH], self.growing.growth_high, self.growth().expression)

    def limit_used(self) -> Live | None:
        """What a rate's limit is of the rate, in percent: better where it is more than 100."""
        share = f"{self.place[SheetColumn.TARGET]}/{self.actual}*100"
        return Live(share, self.actual, f"{self.actual}>0")

    def time_progress(self) -> Live | None:
        """The share of the year as stated."""
        if self.row.standing.time_progress is None:
            return None
        share = self.share_asked()
        if share is not None:
            return Live(f"ROUND(ROUND({share},{EXACT}),2)")
        if self.period is not None or len(self.row.indicator.curve) == 12:
            return Live(figure(shown(self.row.standing.time_progress, 2)))
        return Live(f"ROUND({self.progress.month}/12*100,2)")

    def share_asked(self) -> str | None:
        """What share of the target the cell beside asks for, in percent; None where the target has no such share."""
        own = level_asked(self.row.target, self.row.indicator, self.period)
        if not self.asked or own is None or not self.has_ratio:
            return None
        return f"{self.asked}/{_nearest(self.place[SheetColumn.TARGET], self.stated.value_high, self.asked)}*100"

    def gap(self) -> Live | None:
        """The completion over the stated share of the year."""
        share, stated = self.completion(), self.time_progress()
        if share is None or stated is None:
            return None
        return Live(f"{share.expression}-{stated.expression}", share.needs)

    def growth_gap(self) -> Live | None:
        """The growth over that of the target."""
        if self.growing.growth is None:
            return None
        growth = self.growth()
        return Live(f"{growth.expression}-{self.growth_goal()}", growth.needs)

    def forecast(self) -> Live | None:
        """The year's level at the present rate."""
        row = self.row
        bearing = Bearing(row.actual, row.baseline, row.last_year)
        shares = shares_reached(row.indicator, self.progress.month, bearing)
        if not self._goes_on or not shares[0]:
            return None
        return Live(f"{self.actual}/{literal(shares[0])}", self.actual)

    def needed(self) -> Live | None:
        """What each remaining month must bring."""
        left, goal = 12 - self.progress.month, self.stated.value
        if self.measure is not Measure.FLOW or not left or goal is None or goal <= 0:
            return None
        return Live(f"MAX({self.place[SheetColumn.TARGET]}-{self.actual},0)/{left}", self.actual)

    @property
    def _goes_on(self) -> bool:
        return self.stated.value is not None and self.measure in (Measure.FLOW, Measure.CEILING)


def ends(low: Decimal | None, high: Decimal | None) -> tuple[Fraction, Fraction]:
    """A figure or a range as its two ends, the smaller first."""
    both = [Fraction(one) for one in (low, high) if one is not None]
    return min(both, default=Fraction(0)), max(both, default=Fraction(0))


def _nearest(cell: str, high: Decimal | None, reached: str) -> str:
    if high is None:
        return cell
    return f"MEDIAN({cell},{reached},{figure(high)})"


def digits_of(number: Fraction) -> str:
    """`number` with as many digits as a spreadsheet can hold (17), exact where it terminates before."""
    context = Context(prec=17)
    quotient = context.divide(Decimal(number.numerator), Decimal(number.denominator))
    return format(quotient, "f")


def literal(number: Fraction) -> str:
    """`number` as a spreadsheet expression: a plain decimal where it is one, else a quotient in brackets."""
    digits = digits_of(number)
    return digits if Fraction(digits) == number else f"({number.numerator}/{number.denominator})"
