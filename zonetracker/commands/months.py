"""The verb month: closing a month whose figures are given out, opening it again, and how the months stand."""

from __future__ import annotations

import sys
from argparse import Namespace

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import DONE
from zonetracker.services.bookkeeping.months import month_state
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import closing_words, correction_words, missing_words


def month(options: Namespace, _: QtSide) -> int:
    """Close or open a month as one undoable step; else list the months of a year that were closed."""
    with opened(options.book, writing=not options.list) as ledger:
        if options.list:
            _show(ledger, options.year or max(ledger.years(), default=0))
            return DONE
        year, number = options.close or options.reopen
        missing = month_state(ledger, year, number).missing
        if options.close:
            ledger.close_month(year, number)
            if missing:
                print(missing_words(number, missing), file=sys.stderr)
        else:
            ledger.reopen_month(year, number, options.reason)
        print(closing_words(ledger.closing(year, number)))
    return DONE


def _show(ledger: Ledger, year: int) -> None:
    latest = {one.month: one for one in ledger.closings(year) if one.month is not None}
    for number, closing in sorted(latest.items()):
        print(closing_words(closing))
        for one in month_state(ledger, year, number).corrections:
            print("  " + correction_words(one))
    if not latest:
        print(tr("{year}年还没有结过账。", year=year))
