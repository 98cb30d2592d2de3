"""积分台账 as it is given out: an Issue of a month."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from zonetracker.model.issuing import IssuedKind, SheetOptions
from zonetracker.outputs.scores.points import build_points, points_title
from zonetracker.services.issuing import Issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.points import kept_ledger


def issue_points(ledger: Ledger, year: int, month: int, day: date, options: SheetOptions | None = None) -> Issue:
    """The points ledger as .xlsx; without `options` by those of the sheet. Refused where none is kept."""
    found = kept_ledger(ledger, year, month, day)
    build = partial(build_points, ledger.zone, found, day, options or sheet_options(ledger))
    return Issue(IssuedKind.POINTS, points_title(ledger.zone, found), year, month, {"xlsx": build})


def points_makers(
    ledger: Ledger, when: Callable[[], tuple[int, int, date]]
) -> Mapping[IssuedKind, Callable[[], Issue]]:
    """How it is made of the year, the month and the day that are looked at when it is asked for."""
    return {IssuedKind.POINTS: lambda: issue_points(ledger, *when())}
