"""The verb quarter: what was asked until the end of a quarter and what was reached, listed or as 开门红表."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import DONE
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.quarters import quarter_standing
from zonetracker.services.issuing import is_kept, keep_issue, sheet_options
from zonetracker.services.issuing.quarters import issue_quarter, quarter_of
from zonetracker.services.qt_side import QtSide
from zonetracker.support.columns import aligned
from zonetracker.support.i18n import tr
from zonetracker.words.scores.quarters import (
    QUARTER_FIGURES,
    QuarterColumn,
    met_words,
    quarter_head,
    quarter_text,
    single_growth_shown,
    single_head,
    single_text,
)
from zonetracker.words.wording import figure


def quarter(options: Namespace, qt: QtSide) -> int:
    """List a quarter, or write its table."""
    with opened(options.book, writing=options.keep) as ledger:
        year, month = options.month
        progress = quarter_of(ledger, year, month, date.today())
        if not progress.rows:
            print(tr("“{name}”里还没有 {year} 年的目标。", name=options.book.name, year=progress.year), file=sys.stderr)
        if options.to is not None:
            given = {"issuer": options.issuer, "issued_on": options.issued_on, "paper": options.paper}
            chosen = replace(sheet_options(ledger), **{key: one for key, one in given.items() if one})
            pdf = qt.paper().table if options.to.suffix.lower() == ".pdf" else None
            issue = issue_quarter(progress, chosen, pdf)
            data = issue.write(options.to)
            if options.keep and not is_kept(ledger, issue, options.to.name, data):
                keep_issue(ledger, issue, options.to.name, data)
            print(tr("已写出 {path}", path=options.to))
        elif options.format == "json":
            print(json.dumps([_told(row, progress) for row in progress.rows], ensure_ascii=False, indent=1))
        else:
            print(_listed(progress, single=options.single))
    return DONE


def _listed(progress: Progress, *, single: bool) -> str:
    columns, month = tuple(QuarterColumn), progress.month
    heads = [quarter_head(column, month) for column in columns]
    right = {at for at, column in enumerate(columns) if column in QUARTER_FIGURES}
    if single:
        right |= {len(heads), len(heads) + 1}
        heads += [single_head(month), tr("当季同比(%)")]
    lines = [_line(row, progress, single=single) for row in progress.rows]
    counted = met_words([quarter_standing(row, progress) for row in progress.rows], month)
    return f"{aligned([tuple(heads), *lines], right=frozenset(right))}\n{counted}"


def _line(row: ProgressRow, progress: Progress, *, single: bool) -> tuple[str, ...]:
    standing = quarter_standing(row, progress)
    said = tuple(quarter_text(column, row, progress, standing) for column in QuarterColumn)
    grown = single_growth_shown(standing, progress)
    return (*said, single_text(row, standing), "" if grown is None else figure(grown)) if single else said


def _told(row: ProgressRow, progress: Progress) -> dict[str, object]:
    standing = quarter_standing(row, progress)
    grown = single_growth_shown(standing, progress)
    return {
        **{column.value: quarter_text(column, row, progress, standing) for column in QuarterColumn},
        "asked_by": None if standing.by is None else standing.by.value,
        "met": standing.met,
        "grade": row.standing.grade.name.lower(),
        "single": single_text(row, standing),
        "single_growth": "" if grown is None else figure(grown),
    }
