"""What is given out of how the units report: 报送情况表, 催报单 and 调度清单 of a month, each as an Issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from zonetracker.model.duties.dispatch import dispatch_rows
from zonetracker.model.issuing import IssuedKind, SheetOptions, Wording
from zonetracker.outputs.reporting.chases import Letter, build_chases
from zonetracker.outputs.reporting.dispatch import build_dispatch, dispatch_title
from zonetracker.outputs.reporting.status import build_reporting, reporting_title
from zonetracker.services.issuing import Issue, sheet_options, wording
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.units.reporting import MonthReporting, ReportingUnit, month_reporting
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line, period_words


def issue_reporting(ledger: Ledger, reporting: MonthReporting, options: SheetOptions | None = None) -> Issue:
    """How the units report as of the day on which it was read, as .xlsx; without `options` by those of the sheet."""
    progress, chosen = replace(reporting.progress, today=reporting.day), options or sheet_options(ledger)
    build = partial(build_reporting, progress, reporting.table, chosen)
    return Issue(IssuedKind.REPORTING, reporting_title(progress), progress.year, progress.month, {"xlsx": build})


def issue_chases(
    ledger: Ledger,
    reporting: MonthReporting,
    units: Sequence[ReportingUnit] | None = None,
    chosen: Wording | None = None,
) -> Issue:
    """The letters to `units`, to all that lack something where none are named, as .docx.

    Refused where nothing is to be chased ("chase.nothing").
    """
    progress = reporting.progress
    asked = [one for one in (reporting.units if units is None else units) if one.lacks]
    period = period_words(progress.year, progress.month)
    if not asked:
        said = tr("{period}没有要催报的单位。", period=period)
        raise Refusal(RefusalCode.CHASE_NOTHING, said)
    title = tr("{period}{zone}目标任务催报单", period=period, zone=one_line(progress.zone))
    letters = [Letter(one.duty, reporting.values(one)) for one in asked]
    build = partial(build_chases, letters, reporting.template, chosen or wording(ledger), title)
    return Issue(IssuedKind.CHASES, title, progress.year, progress.month, {"docx": build})


def issue_dispatch(ledger: Ledger, year: int, month: int, day: date, options: SheetOptions | None = None) -> Issue:
    """What a dispatch meeting talks about, as .xlsx."""
    progress = progress_of(ledger, year, month, day)
    rows = dispatch_rows(progress, ledger.filings_of(year))
    build = partial(build_dispatch, progress, rows, options or sheet_options(ledger))
    return Issue(IssuedKind.DISPATCH, dispatch_title(progress), year, month, {"xlsx": build})


def reporting_makers(
    ledger: Ledger, when: Callable[[], tuple[int, int, date]]
) -> Mapping[IssuedKind, Callable[[], Issue]]:
    """How each of the three is made of the year, the month and the day that are looked at when it is asked for."""
    return {
        IssuedKind.REPORTING: lambda: issue_reporting(ledger, month_reporting(ledger, *when())),
        IssuedKind.CHASES: lambda: issue_chases(ledger, month_reporting(ledger, *when())),
        IssuedKind.DISPATCH: lambda: issue_dispatch(ledger, *when()),
    }
