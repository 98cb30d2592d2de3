"""Dates as they are written, to the day, the month or the year, and how they lie to one another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def end_of(text: str) -> date:
    """The last day of a date: 2023-06 ends on 30 June. ValueError for what is no date."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def no_later(one: str, other: str) -> bool:
    """Whether a date is not after another, as exactly as the coarser of both says."""
    length = min(len(one), len(other))
    return one[:length] <= other[:length]


def before(one: str, other: str) -> bool:
    """Whether a date is before another, as exactly as the coarser of both says."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
