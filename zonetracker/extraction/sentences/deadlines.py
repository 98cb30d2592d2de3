"""By when: 6月底前, 年底前, 2025年底, 上半年."""

from __future__ import annotations

from zonetracker.extraction.text.frame import Frame
from zonetracker.extraction.text.times import Role, Time, Timeline


def deadline_of(time: Time, year: int | None) -> str | None:
    """The last day, month or year's end of a time, for a figure of `year`; None for a year alone."""
    said = time.year if time.named else year
    if said is None or (time.months is None and not time.end_of):
        return None
    month = time.months[1] if time.months is not None else 12
    return f"{said}-{month:02d}" + (f"-{time.day:02d}" if time.day else "")


def deadline_in(words: str, year: int | None, loose: bool = False) -> str | None:
    """The date by which `words` want something, for a text that speaks of `year`; None where none is stated.

    A part of a year is one (上半年建成). `loose` takes a month alone for one too: a plan that says 4月份开园 means it.
    """
    for time in Timeline(words, words, Frame(now=year, past=year)).within(0, len(words)):
        if time.role not in (Role.OWN, Role.BY):
            continue
        part = time.months is not None and time.months[0] < time.months[1]
        if part or time.end_of or time.role is Role.BY or (loose and not time.day):
            found = deadline_of(time, year)
            if found is not None:
                return found
    return None
