"""Entering figures: what an entry leaves in its month."""

from __future__ import annotations

from zonetracker.model.changes import KEEP, ActualEntry
from zonetracker.model.facts import Actual

_ALSO = "；"


def entered(entry: ActualEntry, standing: Actual | None, usual: str | None) -> Actual | None:
    """A month's actual as an entry leaves it; None where no figure is left. `usual` is the unit of the row.

    A figure that comes to another one which stays has its origin named beside that one's.
    """
    before = standing or Actual(0, entry.indicator_id, entry.year, entry.month)
    value = before.value if entry.value is KEEP else entry.value
    growth = before.growth if entry.growth is KEEP else entry.growth
    if value is None and growth is None:
        return None
    unit = _unit(entry, before, usual) if value is not None else None
    level = _spelled(value, unit) == _spelled(before.value, before.unit)
    rate = _spelled(growth, None) == _spelled(before.growth, None)
    if level and rate and before.row_id is not None:
        return before
    stays = (level and value is not None) or (rate and growth is not None)
    return Actual(
        id=before.id,
        indicator_id=entry.indicator_id,
        year=entry.year,
        month=entry.month,
        value=value,
        unit=unit,
        growth=growth,
        origin=_origins(before.origin, entry.origin) if stays and level != rate else entry.origin or before.origin,
        reason=entry.reason or (before.reason if level else ""),
    )


def _unit(entry: ActualEntry, before: Actual, usual: str | None) -> str | None:
    if entry.unit is not KEEP:
        return entry.unit
    return before.unit if entry.value is KEEP else usual or before.unit


def _spelled(figure: object, unit: str | None) -> tuple[str, str | None]:
    return str(figure), unit


def _origins(before: str, now: str) -> str:
    first = before.rpartition(_ALSO)[2]
    return first + _ALSO + now if first and now and first != now else now or before
