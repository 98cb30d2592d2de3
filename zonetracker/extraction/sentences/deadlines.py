"""By when: 6月底前, 年底前, 2025年底, 上半年."""

from __future__ import annotations

from zonetracker.extraction.text.times import Time


def deadline_of(time: Time, year: int | None) -> str | None:
    """The last day, month or year's end of a time, for a figure of `year`; None for a year alone."""
    said = time.year if time.named else year
    if said is None or (time.months is None and not time.end_of):
        return None
    month = time.months[1] if time.months is not None else 12
    return f"{said}-{month:02d}" + (f"-{time.day:02d}" if time.day else "")
