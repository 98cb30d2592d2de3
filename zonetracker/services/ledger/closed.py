"""Which months are closed, what a write would change of them, and how it opens them again.

A closed month's figures were given out: to change one asks for a reason, and with it the month is open again by the
same operation. A target's figures were given out with every closed month of its year; to change them asks too, and the
months stay closed, since what they reached is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from zonetracker.model.bookkeeping import Asked, Closing
from zonetracker.model.checking.findings import Finding, FindingCode, soft
from zonetracker.model.facts import Actual, Target
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.files import now
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import to_closing
from zonetracker.support.i18n import tr

_NOTED_MONTHS = 2
"""After the month itself."""
Query = Callable[[str, tuple[Value, ...]], list[Row]]
Month = tuple[int, int]


class ClosedMonths:
    """The closings of the years that are asked for, each read once."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._years: dict[int, dict[int | None, Closing]] = {}

    @cached_property
    def any(self) -> bool:
        """Whether there is any closing at all."""
        return bool(self._query("SELECT id FROM closing LIMIT 1", ()))

    def standing(self, year: int, month: int | None) -> Closing | None:
        """The closing of a month, or of a year, that holds."""
        latest = self._of(year).get(month)
        return latest if latest is not None and latest.stands else None

    def last_month(self, year: int) -> int:
        """The last month of a year that is closed; 0 for none."""
        return max((one.month for one in self._of(year).values() if one.month and one.stands), default=0)

    def _of(self, year: int) -> dict[int | None, Closing]:
        if year not in self._years:
            rows = self._query("SELECT * FROM closing WHERE year = ? ORDER BY edition", (year,))
            self._years[year] = {one.month: one for one in map(to_closing, rows)}
        return self._years[year]

    def actual_findings(self, before: Actual | None, after: Actual | None) -> tuple[Finding, ...]:
        """One finding for each closed month of which a write changes what an actual says."""
        if _said(before) == _said(after):
            return ()
        places = {(one.year, one.month) for one in (before, after) if one is not None}
        return tuple(
            soft(FindingCode.MONTH_CLOSED, "month", year=str(year), month=str(month))
            for year, month in sorted(places)
            if self.standing(year, month) is not None
        )

    def target_findings(self, before: Target | None, after: Target | None, month: int = 0) -> tuple[Finding, ...]:
        """A finding where the figures of a target that stood are changed, from `month` on, after they were given out.

        A target that is new changes nothing that was given out, but for the list of a closed year.
        """
        if before is None:
            closed = after is not None and self.standing(after.year, None) is not None
            return (soft(FindingCode.YEAR_CLOSED, "year", year=str(after.year)),) if after and closed else ()
        if after is not None and (before.year, before.stated) == (after.year, after.stated):
            return ()
        last = self.last_month(before.year)
        return (soft(FindingCode.TARGET_ISSUED, "value", month=str(last)),) if last > 0 and month <= last else ()


def _said(actual: Actual | None) -> tuple[object, ...] | None:
    """What an actual says in print; how a figure was spelled counts, as it is printed so."""
    if actual is None:
        return None
    figures = (str(actual.value), actual.unit if actual.value is not None else None, str(actual.growth))
    return (actual.indicator_id, actual.year, actual.month, *figures, actual.expected)


def to_open(thing: Asked) -> list[Month]:
    """The months that have to be opened for a thing to be written."""
    closed = (dict(one.parameters) for one in thing.findings if one.code is FindingCode.MONTH_CLOSED)
    return [(int(one["year"]), int(one["month"])) for one in closed]


def reopen(recorder: Recorder, reasons: Mapping[Month, str]) -> None:
    """Open these months for a reason each, within the operation that changes them; its title tells them."""
    for (year, month), reason in reasons.items():
        open_month(recorder, year, month, reason)
    if reasons:
        recorder.words |= {"reopened": month_list(reasons), "reason": next(iter(reasons.values()))}


def open_month(recorder: Recorder, year: int, month: int, reason: str) -> None:
    """Open a month; the list of a year was closed with its December, so it is open again with that."""
    closed = ClosedMonths(recorder.query)
    for closing in (closed.standing(year, month), closed.standing(year, None) if month == 12 else None):
        if closing is not None:
            recorder.update("closing", closing.id, {"reopened_on": now(), "reason": reason})


def today() -> str:
    """The day on which something is done here, ISO."""
    return now()[:10]


def noted_today(year: int, month: int) -> str | None:
    """The day that is noted for what is entered for a month; what comes later than that is history being filled in,
    of which nobody knows when it was reported.
    """
    now_year, now_month, _ = map(int, today().split("-"))
    return today() if (now_year - year) * 12 + now_month - month <= _NOTED_MONTHS else None


def month_list(months: Iterable[Month]) -> str:
    """Months in words, in their order."""
    return "、".join(tr("{year}年{month}月", year=year, month=month) for year, month in sorted(months))
