"""The verb reporting: how the units report in a month, who is chased and how, and what is given out of it."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.duties.due import DutyState
from zonetracker.services.issuing import Issue, is_kept, keep_issue, sheet_options, wording
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.units.issuing import issue_chases, issue_dispatch, issue_reporting
from zonetracker.services.units.reporting import (
    MonthReporting,
    ReportingUnit,
    chase,
    clipboard_words,
    left_unchased,
    month_reporting,
    nothing_to_chase,
)
from zonetracker.services.units.roster import department_named
from zonetracker.support.columns import aligned
from zonetracker.support.i18n import tr
from zonetracker.words.duties.reporting import chased_words, lack_lines, unit_name
from zonetracker.words.standing import duty_word
from zonetracker.words.wording import figure, one_line

_ALL = "all"
_STATES = (DutyState.ON_TIME, DutyState.LATE, DutyState.MISSING, DutyState.NOT_YET)


def reporting(options: Namespace, _: QtSide) -> int:
    """Note a chase as one undoable step, write what is asked for, or list how the units report."""
    year, month = options.month
    with opened(options.book, writing=bool(options.chase) or options.keep) as ledger:
        found = month_reporting(ledger, year, month, date.today())
        if options.words:
            print(clipboard_words(found, _named(ledger, found, options.words)))
        elif not (options.chase or _asks_for_files(options)):
            _show(found, options.format)
        for path, issue in _issues(ledger, found, options):
            _write(ledger, issue, path, keep=options.keep)
        return _chase(ledger, found, options.chase) if options.chase else DONE


def _asks_for_files(options: Namespace) -> bool:
    return any((options.to, options.letters, options.dispatch))


def _named(ledger: Ledger, found: MonthReporting, names: Sequence[str]) -> list[ReportingUnit]:
    """The units of these names; all of which something is missing with the word for it."""
    if names == [_ALL]:
        return [one for one in found.units if one.lacks]
    ids = {department_named(ledger, name).id for name in names}
    return [one for one in found.units if one.key in ids]


def _chase(ledger: Ledger, found: MonthReporting, names: Sequence[str]) -> int:
    units = _named(ledger, found, names)
    changed = chase(ledger, found, units)
    if not changed.operation_id:
        print(nothing_to_chase(units), file=sys.stderr)
        return COULD_NOT
    print(tr("已记下催报 {count} 家", count=len(changed.ids["action"])))
    left = left_unchased(units)
    if left:
        print(left, file=sys.stderr)
        return COULD_NOT
    return DONE


def _issues(ledger: Ledger, found: MonthReporting, options: Namespace) -> Iterator[tuple[Path, Issue]]:
    said = {key: value for key in ("issuer", "issued_on") if (value := getattr(options, key)) is not None}
    signed = replace(sheet_options(ledger), **said)
    if options.to is not None:
        yield options.to, issue_reporting(ledger, found, signed)
    if options.letters is not None:
        yield options.letters, issue_chases(ledger, found, chosen=replace(wording(ledger), **said))
    if options.dispatch is not None:
        progress = found.progress
        yield options.dispatch, issue_dispatch(ledger, progress.year, progress.month, found.day, signed)


def _write(ledger: Ledger, issue: Issue, path: Path, *, keep: bool) -> None:
    data = issue.write(path)
    if keep and not is_kept(ledger, issue, path.name, data):
        keep_issue(ledger, issue, path.name, data)
    print(tr("已写出 {path}", path=path))


def _show(found: MonthReporting, form: str) -> None:
    if form == "json":
        print(json.dumps([_told(found, one) for one in found.units], ensure_ascii=False, indent=1))
        return
    if not found.units:
        print(tr("这个月没有要报的目标和事项。"))
        return
    states = map(duty_word, _STATES)
    heads = (tr("责任单位"), tr("应报"), *states, tr("缺原因"), tr("及时率(%)"), tr("上次催报"))
    print(aligned([heads, *(_line(found, one) for one in found.units)], right=frozenset(range(1, 8))))
    for unit in found.units:
        if unit.lacks:
            lacks = "；".join(lack_lines(unit.duty))
            print(tr("{unit}还缺：{lacks}", unit=unit_name(unit.duty), lacks=lacks))


def _line(found: MonthReporting, unit: ReportingUnit) -> tuple[str, ...]:
    counts = unit.duty.counts
    rate = found.rate(counts)
    return (
        unit_name(unit.duty),
        str(counts.owed),
        *(str(counts.states.get(state, 0)) for state in _STATES),
        str(counts.without_reason),
        "" if rate is None else figure(rate),
        chased_words(unit.chases),
    )


def _told(found: MonthReporting, unit: ReportingUnit) -> dict[str, object]:
    counts, rate = unit.duty.counts, found.rate(unit.duty.counts)
    return {
        "unit": unit.duty.name,
        "owed": counts.owed,
        **{state.value: counts.states.get(state, 0) for state in DutyState},
        "without_reason": counts.without_reason,
        "timely_rate": None if rate is None else figure(rate),
        "chased": unit.chases.times,
        "last_chased": unit.chases.last or None,
        "tasks": [
            {
                "name": one_line(duty.task.name),
                "state": duty.state.value,
                "due": None if duty.due is None else duty.due.isoformat(),
                "reported_on": duty.reported_on,
                "lacks": [lack.value for lack in duty.lacks],
            }
            for duty in unit.duty.tasks
        ],
    }
