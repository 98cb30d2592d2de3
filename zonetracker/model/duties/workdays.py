"""Working days: the days off and the days of work made up that each year's notice settles, and counting by them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.checking.limits import YEARS, in_short
from zonetracker.support.seeds import seed_rows

FURTHEST = 1000
"""Working days that a time limit may have at most."""
_LONGEST_RANGE = 31
_DAY = timedelta(days=1)
_DATE = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
_LINE = re.compile(rf"{_DATE}(?: ?(?:\.\.|--|[-—–~至到]) ?{_DATE})? ?(班|上班|补班|休|休息|放假)(?: .*)?")
_WORKED = frozenset({"班", "上班", "补班"})


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day that was reckoned; `unknown_years` are those without a table, in which Monday to Friday were counted."""

    day: date
    unknown_years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class DayCount:
    """A number of working days; `unknown_years` as in PlannedDay."""

    days: int
    unknown_years: frozenset[int] = frozenset()


class Holidays:
    """Which days are days off, and which Saturdays and Sundays are worked."""

    def __init__(self, worked: Mapping[date, bool]) -> None:
        """`worked` says of each day that a notice names whether it is worked."""
        self._worked = dict(worked)
        self._off = sorted(day for day, works in worked.items() if not works and _of_week(day))
        self._made_up = sorted(day for day, works in worked.items() if works and not _of_week(day))

    def with_more(self, more: Holidays) -> Holidays:
        """These days and `more`, which goes before where both name a day."""
        return Holidays({**self._worked, **more._worked})

    def knows(self, year: int) -> bool:
        """Whether the year has its table: New Year's Day is a day off in every one."""
        return self._worked.get(date(year, 1, 1)) is False

    def works(self, day: date) -> bool:
        """Whether it is a working day; Monday to Friday where nothing is said."""
        return self._worked.get(day, _of_week(day))

    def add(self, day: date, number: int) -> PlannedDay:
        """The `number`th working day after `day`, which is day 0 itself, worked or not."""
        if not 0 <= number <= FURTHEST:
            raise ValueError(f"no time limit of {number} working days")
        reached, passed = day, set()
        while number:
            reached += _DAY
            passed.add(reached.year)
            number -= self.works(reached)
        return PlannedDay(reached, self._unknown(passed))

    def between(self, first: date, last: date) -> DayCount:
        """How many working days come after `first`, up to `last` and with it; below zero where `last` is earlier."""
        if last < first:
            back = self.between(last, first)
            return DayCount(-back.days, back.unknown_years)
        days = _week_days(last) - _week_days(first)
        days += _within(self._made_up, first, last) - _within(self._off, first, last)
        years = range((first + _DAY).year, last.year + 1)
        return DayCount(days, self._unknown(years))

    def next(self, day: date) -> PlannedDay:
        """The day itself where it is worked, else the next one that is."""
        passed = {day.year}
        while not self.works(day):
            day += _DAY
            passed.add(day.year)
        return PlannedDay(day, self._unknown(passed))

    def _unknown(self, years: set[int] | range) -> frozenset[int]:
        return frozenset(year for year in years if not self.knows(year))


@cache
def published() -> Holidays:
    """The years whose notices are known to the program."""
    found: dict[date, bool] = {}
    for row in seed_rows("holidays.csv"):
        for day in _days(date.fromisoformat(row["first"]), date.fromisoformat(row["last"])):
            found[day] = row["kind"] == "work"
    return Holidays(found)


def office_holidays(setting: object) -> Holidays:
    """The published years with the lines of the setting `holidays`, which go before; a bad line counts for nothing."""
    return published().with_more(_read(setting)[0]) if isinstance(setting, str) and setting.strip() else published()


def holidays_beyond(setting: object) -> Finding | None:
    """The first line of the setting `holidays` that names no day off and no day of work, by its number."""
    if not isinstance(setting, str):
        return hard(FindingCode.HOLIDAY_LINE, "holidays", number="1", text=in_short(str(setting)))
    bad = next(iter(_read(setting)[1]), None)
    if bad is None:
        return None
    text = in_short(setting.splitlines()[bad - 1])
    return hard(FindingCode.HOLIDAY_LINE, "holidays", number=str(bad), text=text)


def _read(text: str) -> tuple[Holidays, list[int]]:
    """The days of lines as `2023-05-06 班` or `2023-04-29..2023-05-03 休`, and the numbers of lines that are none.

    A word behind may say which holiday it is; of two lines on one day the later one counts.
    """
    found: dict[date, bool] = {}
    bad = []
    for number, line in enumerate(text.splitlines(), 1):
        plain = " ".join(unicodedata.normalize("NFKC", line).split())
        if not plain:
            continue
        read = _LINE.fullmatch(plain)
        days = None if read is None else _named(read)
        if read is None or days is None:
            bad.append(number)
        else:
            found.update(dict.fromkeys(_days(*days), read[7] in _WORKED))
    return Holidays(found), bad


def _named(read: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day of a line; None where they are no days, or none in this order."""
    parts = [int(part) for part in read.groups()[:6] if part]
    try:
        first, last = date(*parts[:3]), date(*parts[-3:])
    except ValueError:
        return None
    ordered = first.year in YEARS and last.year in YEARS and 0 <= (last - first).days < _LONGEST_RANGE
    return (first, last) if ordered else None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _of_week(day: date) -> bool:
    return day.weekday() < 5


def _week_days(day: date) -> int:
    """How many Mondays to Fridays there are from the calendar's first day, a Monday, up to this one."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _within(days: list[date], first: date, last: date) -> int:
    return bisect_right(days, last) - bisect_right(days, first)
