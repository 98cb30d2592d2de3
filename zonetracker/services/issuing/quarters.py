"""开门红表 as it is issued, one road for window and command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from zonetracker.model.issuing import IssuedKind, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.model.quarters import QUARTER_ENDS
from zonetracker.outputs.quarters.workbook import build_quarter, quarter_on_paper, titled
from zonetracker.outputs.sheet.texts import PrintedTable
from zonetracker.services.issuing import Issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

Pdf = Callable[[PrintedTable], bytes]


def quarter_of(ledger: Ledger, year: int, month: int, today: date | None = None) -> Progress:
    """The targets of a year as the end of a quarter sees them; a month that ends none is refused."""
    if month not in QUARTER_ENDS:
        said = tr("{month}月不是一个季度的最后一个月，开门红表请选3月、6月、9月或12月。", month=month)
        raise Refusal(RefusalCode.QUARTER_MONTH, said)
    return progress_of(ledger, year, month, today, quarter=True)


def issue_quarter(progress: Progress, options: SheetOptions, pdf: Pdf | None = None) -> Issue:
    """开门红表 as .xlsx, and as .pdf where paper is at hand; of `options` paper and names are taken."""
    makers: dict[str, Callable[[], bytes]] = {"xlsx": partial(build_quarter, progress, options)}
    if pdf is not None:
        makers["pdf"] = lambda: pdf(quarter_on_paper(progress, options))
    return Issue(IssuedKind.QUARTER, titled(progress, options), progress.year, progress.month, makers)


def quarter_makers(ledger: Ledger, when: Callable[[], tuple[int, int, date]]) -> dict[IssuedKind, Callable[[], Issue]]:
    """The same of the month that `when` says."""
    return {IssuedKind.QUARTER: lambda: issue_quarter(quarter_of(ledger, *when()), sheet_options(ledger))}
