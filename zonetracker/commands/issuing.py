"""The verbs issue and trace: a month checked and given out, and where a figure comes from."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from zonetracker.commands.books import opened
from zonetracker.commands.folders import make_folder
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.bookkeeping import MadeFile, Passed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services import issuing
from zonetracker.services.issuing.checking import ToSettle, check_month, known_reasons, passed
from zonetracker.services.issuing.drafting import drafting_job, gauges_job, month_material
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.qt_side import QtSide
from zonetracker.services.tracing import Lineage, trace, trace_row, traced_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.support.writing import write_safely
from zonetracker.words.issuing import closing_words, step_word


def issue(options: Namespace, qt: QtSide) -> int:
    """Check a month, and where nothing must be mended close it and keep its files as one undoable step."""
    year, month = options.month
    with opened(options.book, writing=not options.check) as ledger:
        ledger.next_closing(year, month)
        progress, paper = progress_of(ledger, year, month, date.today()), qt.paper()
        chosen = issuing.month_choices(ledger, options.issued_on or date.today().isoformat())
        draft = finish(drafting_job(month_material(ledger, progress, *chosen), paper))
        found = check_month(ledger, draft, paper.fonts_missing())
        answered = passed(found, options.reason, {} if options.reason.strip() else known_reasons(ledger))
        _tell(found, answered)
        if options.check:
            return COULD_NOT if found else DONE
        if any(one.must for one in found) or not all(one.reason for one in answered):
            print(_why_not(found, answered), file=sys.stderr)
            return COULD_NOT
        if options.to is not None:
            make_folder(options.to)
        files = [*draft.files, *([_gauges(ledger, progress)] if options.gauges else [])]
        ledger.issue_month(year, month, files, answered)
        print(closing_words(ledger.closing(year, month)))
    return _written(files, options.to)


def _tell(found: Sequence[ToSettle], answered: Sequence[Passed]) -> None:
    reasons = {one.key: one.reason for one in answered}
    for one in found:
        mark = tr("必须改") if one.must else tr("已说明") if reasons[one.key] else tr("请留意")
        print(tr("{mark}　{said}", mark=mark, said=one.said), file=sys.stderr)


def _why_not(found: Sequence[ToSettle], answered: Sequence[Passed]) -> str:
    must = sum(one.must for one in found)
    if must:
        return tr("没有签发：有 {count} 处必须先改。", count=must)
    waiting = sum(not one.reason for one in answered)
    return tr("没有签发：有 {count} 处请留意；确实如此的，请用 --reason 写明原因再来一次。", count=waiting)


def _gauges(ledger: Ledger, progress: Progress) -> MadeFile:
    rows = issuing.gauge_rows(progress)
    return finish(gauges_job(issuing.issue_gauges(progress, rows, options=issuing.gauge_options(ledger))))


def _written(files: Sequence[MadeFile], folder: Path | None) -> int:
    """The month is issued by now, whatever becomes of the copies."""
    try:
        for one in files:
            if folder is None:
                print(tr("已留存 {name}", name=one.name))
            else:
                write_safely(folder / one.name, one.data)
                print(tr("已写出 {path}", path=folder / one.name))
    except Refusal as refusal:
        print(tr("已经签发，各份都留存在工作簿里，只是没有全部写到文件夹：{why}", why=refusal), file=sys.stderr)
        return COULD_NOT
    return DONE


def trace_figure(options: Namespace, _: QtSide) -> int:
    """Where the figures of an indicator in a month come from, or one of them."""
    year, month = options.month
    with opened(options.book, writing=False) as ledger:
        progress = progress_of(ledger, year, month, date.today())
        told = _traced(ledger, progress, _row(ledger, progress, options.indicator), options.column)
    print(told.title)
    for step in told.steps:
        print(tr("  {kind}　{text}", kind=step_word(step.kind), text=step.text))
    return DONE


def _traced(ledger: Ledger, progress: Progress, row: ProgressRow, column: str | None) -> Lineage:
    one = None if column is None else traced_of(column)
    return trace_row(ledger, progress, row) if one is None else trace(ledger, progress, row, one)


def _row(ledger: Ledger, progress: Progress, name: str) -> ProgressRow:
    known = ledger.find_indicator(name)
    row = next((row for row in progress.rows if known is not None and row.indicator.id == known.id), None)
    if row is None:
        said = {"year": progress.year, "name": name}
        raise Refusal(RefusalCode.TRACE_NOTHING, tr("{year}年的目标里没有“{name}”，请按清单里的名称写。", **said))
    return row
