"""The five-year plans: the years that a plan's number means."""

from __future__ import annotations

_NUMBERS = ("九", "十", "十一", "十二", "十三", "十四", "十五", "十六")
_FIRST_YEAR = 1996


def plan_years(number: str) -> tuple[int, int]:
    """The first and the last year of a plan: 十四 is 2021 to 2025; ValueError for one of another time."""
    begins = _FIRST_YEAR + 5 * _NUMBERS.index(number)
    return begins, begins + 4
