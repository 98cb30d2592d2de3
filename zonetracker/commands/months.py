"""The verbs month and year: closing what was given out, opening it again, and how months and years stand."""

from __future__ import annotations

import sys
from argparse import Namespace

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import DONE
from zonetracker.outputs.status import status_table
from zonetracker.services.bookkeeping.months import month_state
from zonetracker.services.bookkeeping.years import year_state
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.qt_side import QtSide
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import (
    closing_words,
    correction_words,
    difference_words,
    missing_words,
    year_closing_words,
)
from zonetracker.words.standing import class_counts


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


def year(options: Namespace, _: QtSide) -> int:
    """Close or open the list of a year as one undoable step; else show what each target has come to."""
    number = options.close or options.reopen or options.show
    with opened(options.book, writing=not options.show) as ledger:
        if options.show:
            _show_year(ledger, number)
            return DONE
        if options.close:
            changed = ledger.close_year(number, carry=not options.no_carry)
            print(tr("{year}年：{counts}", year=number, counts=_counts(ledger, number)))
            carried = len(changed.ids.get("target", ()))
            if carried:
                print(tr("清单带到 {next} 年：{count} 项", next=number + 1, count=carried))
        else:
            ledger.reopen_year(number, options.reason)
        print(tr("{year}年{said}", year=number, said=year_closing_words(ledger.closing(number, None))))
    return DONE


def _counts(ledger: Ledger, number: int) -> str:
    progress = progress_of(ledger, number, 12)
    return class_counts(progress.rows, progress)


def _show_year(ledger: Ledger, number: int) -> None:
    state = year_state(ledger, number)
    print(status_table(state.progress))
    print(tr("{year}年：{counts}", year=number, counts=class_counts(state.progress.rows, state.progress)))
    for one in state.differences:
        print(difference_words(one.name, one.ledger, one.report))
    if said := year_closing_words(state.closing):
        print(tr("{year}年{said}", year=number, said=said))


def _show(ledger: Ledger, year: int) -> None:
    latest = {one.month: one for one in ledger.closings(year) if one.month is not None}
    for number, closing in sorted(latest.items()):
        print(closing_words(closing))
        for one in month_state(ledger, year, number).corrections:
            print("  " + correction_words(one))
    if not latest:
        print(tr("{year}年还没有结过账。", year=year))
