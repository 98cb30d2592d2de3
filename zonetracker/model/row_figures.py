"""The figures of a row as every output shows them, rounded once, here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zonetracker.model.measure import shown_as_it_stands
from zonetracker.model.progress import Progress, ProgressRow


@dataclass(frozen=True, slots=True)
class Figures:
    """What a row shows: levels in the row's unit, rates and gaps in percent and 个百分点; None where there is none."""

    baseline: Decimal | None
    target: Decimal | None
    target_growth: Decimal | None
    actual: Decimal | None
    growth: Decimal | None
    completion: Decimal | None
    time_progress: Decimal | None
    gap: Decimal | None
    growth_gap: Decimal | None


def figures(row: ProgressRow, progress: Progress) -> Figures:
    """The figures of `row`: levels and typed rates as written, computed ones rounded to `progress.places`."""
    standing = row.standing
    return Figures(
        baseline=row.baseline_value,
        target=row.target.stated.value,
        target_growth=row.target.stated.growth,
        actual=row.actual_value,
        growth=growth(row, progress),
        completion=progress.percent(standing.completion),
        time_progress=progress.percent(standing.time_progress),
        gap=progress.percent(standing.gap),
        growth_gap=progress.percent(standing.growth_gap),
    )


def growth(row: ProgressRow, progress: Progress) -> Decimal | None:
    """The growth as typed, else computed and rounded; none is computed for a share or a rank without such a target."""
    if growth_is_computed(row):
        return progress.percent(row.standing.growth)
    return row.actual.growth if row.actual is not None else None


def growth_is_computed(row: ProgressRow) -> bool:
    """Whether the growth shown comes from the same month of last year."""
    return row.standing.growth_computed and not shown_as_it_stands(row.target, row.unit)
