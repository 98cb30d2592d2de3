"""Dates as they are written, to the day, the month or the year, and how they lie to one another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from zonetracker.model.checking.limits import date_beyond


def end_of(text: str) -> date:
    """The last day of a date: 2023-06 ends on 30 June. ValueError for what is no date."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


@lru_cache(maxsize=20_000)
def known_end(text: str | None) -> date | None:
    """The last day of a date; None for none, and for words that are no date, as another program may have left."""
    return end_of(text) if text and date_beyond(text, "deadline") is None else None


_WHOLE_DAY = len("2023-06-30")


def come_by(text: str, day: date) -> bool:
    """Whether a date has come by a day: a year has with its last month, a month as soon as it has begun.

    Words that are no date have come, as nothing says that they have not.
    """
    end = known_end(text)
    if end is None or end <= day:
        return True
    return len(text) < _WHOLE_DAY and (end.year, end.month) == (day.year, day.month)


def no_later(one: str, other: str) -> bool:
    """Whether a date is not after another, as exactly as the coarser of both says."""
    length = min(len(one), len(other))
    return one[:length] <= other[:length]


def before(one: str, other: str) -> bool:
    """Whether a date is before another, as exactly as the coarser of both says."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
