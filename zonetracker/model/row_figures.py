"""The figures of a row as every output shows them, rounded once, here, to digits that never contradict its light."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.facts import Bound
from zonetracker.model.measure import shown_as_it_stands
from zonetracker.model.progress import Progress, ProgressRow, period_asked
from zonetracker.model.rounding import HUNDRED, shown
from zonetracker.model.standing import LAGGING, Grade, Measure, due_by

_MOST_PLACES = 30
_YEAR_END = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """What a row shows: levels in the row's unit, rates and gaps in percent and 个百分点; None where there is none.

    All computed ones have `places` decimals: those of the office, or as many more as the light asks for.
    """

    baseline: Decimal | None
    target: Decimal | None
    target_growth: Decimal | None
    actual: Decimal | None
    growth: Decimal | None
    completion: Decimal | None
    time_progress: Decimal | None
    gap: Decimal | None
    growth_gap: Decimal | None
    places: int = 1


def figures(row: ProgressRow, progress: Progress) -> Figures:
    """The figures of `row`: levels and typed rates as written, computed ones rounded to as many places as agree."""
    standing, places = row.standing, row_places(row, progress)

    def rounded(number: Fraction | None) -> Decimal | None:
        return None if number is None else shown(number, places)

    return Figures(
        baseline=row.baseline_value,
        target=row.target.stated.value,
        target_growth=row.target.stated.growth,
        actual=row.actual_value,
        growth=_growth(row, places),
        completion=rounded(standing.completion),
        time_progress=rounded(standing.time_progress),
        gap=rounded(standing.gap),
        growth_gap=rounded(standing.growth_gap),
        places=places,
    )


def growth(row: ProgressRow, progress: Progress) -> Decimal | None:
    """The growth as typed, else computed and rounded; none is computed for a share or a rank without such a target."""
    return _growth(row, row_places(row, progress) if growth_is_computed(row) else progress.places)


def _growth(row: ProgressRow, places: int) -> Decimal | None:
    if growth_is_computed(row):
        return None if row.standing.growth is None else shown(row.standing.growth, places)
    return row.actual.growth if row.actual is not None else None


def growth_is_computed(row: ProgressRow) -> bool:
    """Whether the growth shown comes from the same month of last year."""
    return row.standing.growth_computed and not without_growth(row)


def without_growth(row: ProgressRow) -> bool:
    """Whether no growth is shown that was not typed: of a share or a rank of which none is asked."""
    period = row.asked.period
    return shown_as_it_stands(row.target, row.unit) and (period is None or period.stated.growth is None)


# ---- digits that agree with the light


@dataclass(frozen=True, slots=True)
class _Border:
    """A figure beside one at which the light changes: `holds` says whether it counts as that much, or as `more`.

    The figure at the border is known to who reads the other, or is `printed` beside it with as many digits.
    """

    figure: Fraction
    edge: Fraction
    holds: bool
    more: bool = False
    printed: bool = False

    def agrees(self, places: int) -> bool:
        """Whether the rounded figure says the same."""
        seen = Fraction(shown(self.figure, places))
        edge = Fraction(shown(self.edge, places)) if self.printed else self.edge
        return (seen > edge if self.more else seen >= edge) is self.holds


def whole_share(share: Fraction, usual: int) -> Decimal:
    """A share that no light stands beside, with as many decimals as say whether it is the whole (99.96, not 100.0)."""
    border = _Border(share, HUNDRED, share >= HUNDRED)
    places = next((places for places in range(usual, _MOST_PLACES + 1) if border.agrees(places)), usual)
    return shown(share, places)


def row_places(row: ProgressRow, progress: Progress) -> int:
    """With how many decimals the percentages of a row are printed: those of the office, or more (99.96, not 100.0).

    Fewer only where the stated pace of two decimals would say less than the exact one that was kept.
    """
    borders, usual = tuple(_borders(row, progress)), progress.places
    tried = (*range(usual, _MOST_PLACES + 1), *range(usual - 1, -1, -1))
    return next((places for places in tried if all(border.agrees(places) for border in borders)), usual)


def _borders(row: ProgressRow, progress: Progress) -> Iterator[_Border]:
    standing = row.standing
    if standing.level_grade is not None and standing.completion is not None and standing.measure is not Measure.NONE:
        yield from _of_level(row, progress, standing.completion)
        yield from _of_pace(row, progress, standing.completion)
    if standing.growth_grade is not None and standing.growth_gap is not None:
        yield from _of_growth(row, progress, standing.growth_gap)


def _of_level(row: ProgressRow, progress: Progress, completion: Fraction) -> Iterator[_Border]:
    """The whole target, and what 左右 allows beside it."""
    capped = row.standing.measure is Measure.CEILING
    tolerance = Fraction(progress.rules.tolerance) if row.target.stated.bound is Bound.ABOUT else Fraction(0)
    edge = HUNDRED + tolerance if capped else HUNDRED - tolerance
    if capped or progress.month == _YEAR_END or row.standing.measure is Measure.RANGE:
        yield _Border(completion, HUNDRED, completion > HUNDRED, more=True)
    if not capped:
        yield _Border(completion, HUNDRED, completion >= HUNDRED)
    if tolerance:
        yield _Border(completion, edge, completion > edge if capped else completion >= edge, more=capped)


def _of_pace(row: ProgressRow, progress: Progress, completion: Fraction) -> Iterator[_Border]:
    """The pace, and how far behind it is late; where there is none the target itself is asked at once."""
    standing, rules = row.standing, progress.rules
    stated, gap, capped = standing.time_progress, standing.gap, standing.measure is Measure.CEILING
    if stated is not None and gap is not None:
        due = due_by(row.target, row.indicator, progress.month, period_asked(row, progress))
        holds = completion > due.most if capped else completion >= due.least
        yield _Border(completion, stated, holds, more=capped, printed=True)
        yield _Border(gap, Fraction(0), holds, more=capped)
    elif standing.measure is Measure.LEVEL:
        gap = completion - due_by(row.target, row.indicator, progress.month, period_asked(row, progress)).stated
    if gap is None:
        return
    lead = -gap if capped else gap
    if standing.level_grade in LAGGING:
        yield _Border(lead, Fraction(rules.late), lead > rules.late, more=True)
    elif rules.ahead is not None and standing.level_grade is not Grade.DONE:
        yield _Border(lead, Fraction(rules.ahead), lead > rules.ahead, more=True)


def _of_growth(row: ProgressRow, progress: Progress, gap: Fraction) -> Iterator[_Border]:
    """A growth behind its target is printed so; at a year's end also one that is more than was asked."""
    standing, rules = row.standing, progress.rules
    lagging = standing.growth_grade in LAGGING
    if lagging:
        yield _Border(-abs(gap), Fraction(rules.growth_late), -abs(gap) > rules.growth_late, more=True)
    elif rules.ahead is not None:
        yield _Border(abs(gap), Fraction(rules.growth_ahead), abs(gap) > rules.growth_ahead, more=True)
    if not (lagging or rules.ahead is not None or progress.month == _YEAR_END):
        return
    seen = [(gap, Fraction(0))]
    if standing.growth is not None and growth_is_computed(row):
        seen.append((standing.growth, standing.growth - gap))
    if standing.completion is not None and standing.measure is Measure.NONE:
        yield _Border(standing.completion, HUNDRED, gap <= 0)
        yield _Border(standing.completion, HUNDRED, gap < 0, more=True)
    for figure, edge in seen:
        yield _Border(figure, edge, gap >= 0)
        yield _Border(figure, edge, gap > 0, more=True)
