"""The verb actuals: a bureau's sheet into the actuals of one month, planned and shown, or entered."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.enclosures import chosen_of
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.changes import KEEP, Keep
from zonetracker.model.planning import Decision
from zonetracker.services import sheets
from zonetracker.services.bundles import OpenedBundle, or_bundle
from zonetracker.services.importing import load_file
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.sheets.telling import left_out_told, likely_names, row_told, why
from zonetracker.services.sources import sources_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.findings import say_asked
from zonetracker.words.wording import months, one_line


def actuals(options: Namespace, _: QtSide) -> int:
    """One month's sheet into a workbook as one undoable step: what is sure, and what is accepted."""
    year, month = options.month
    with opened(options.book, writing=not options.plan) as ledger:
        read = _read(options)
        planned = sheets.plan(ledger, read, year, month)
        sheets.refuse_nothing(planned, ledger.zone)
        accepted = _accepted(planned, options.accept or []) | (_answered(planned) if options.reason else frozenset())
        if accepted:
            planned = sheets.plan(ledger, read, year, month, sheets.Choices(accepted=accepted))
        if left_out := left_out_told(read, planned):
            print(tr("请留意：{said}", said=left_out), file=sys.stderr)
        if options.plan:
            for row in planned.rows:
                print(json.dumps(row_told(row, planned), ensure_ascii=False))
            return DONE
        source = options.source or sheets.source_told(read, planned, sources_of(ledger)) or KEEP
        return _enter(ledger, planned, options.reason or "", source)


def _read(options: Namespace) -> sheets.SheetRead:
    """The sheet of a call, or the one that is chosen of a mail or an archive."""
    data, name = load_file(options.sheet), options.sheet.name
    read = finish(or_bundle(sheets.read_actuals(data, name), data, name))
    if not isinstance(read, OpenedBundle):
        return read
    [chosen] = chosen_of(read, None if options.enclosure is None else [options.enclosure])
    return finish(sheets.read_enclosed_actuals(chosen))


def _accepted(planned: sheets.SheetPlan, names: Sequence[str]) -> frozenset[str]:
    """The places of the rows that are asked about and named."""
    asked = planned.decided(Decision.ASKED)
    if "all" in names:
        return frozenset(row.place for row in asked)
    places = {name: [row.place for row in asked if name in _names_of(row)] for name in names}
    for name, found in places.items():
        if not found:
            raise Refusal(RefusalCode.SHEET_NOT_ASKED, tr("表中没有待核对的“{name}”。", name=name))
    return frozenset(place for found in places.values() for place in found)


def _answered(planned: sheets.SheetPlan) -> frozenset[str]:
    """The places of rows that are asked about for their figures alone, which a reason answers."""
    return frozenset(row.place for row in planned.decided(Decision.ASKED) if row.needs_reason and not row.doubts)


def _names_of(row: sheets.PlanRow) -> Iterable[str]:
    return (row.name, one_line(row.name), row.place, row.indicator.name if row.indicator else "")


def _enter(ledger: Ledger, planned: sheets.SheetPlan, reason: str, source: str | Keep) -> int:
    for row in planned.decided(Decision.UNKNOWN):
        likely = likely_names(row)
        hint = tr("；是否为：{likely}", likely=likely) if likely else ""
        print(tr("没有这个指标，已略过：{name}{hint}", name=one_line(row.name), hint=hint), file=sys.stderr)
    asked = planned.decided(Decision.ASKED)
    for row in asked:
        said = tr("待核对，没有填入：{name}（{place}）：{why}", name=one_line(row.name), place=row.place, why=why(row))
        print(said, file=sys.stderr)
    changed = sheets.apply(ledger, planned, reason, source)
    for noted in changed.noted:
        print(tr("请留意：{said}", said=say_asked([noted])), file=sys.stderr)
    done, same = len(planned.entries) - len(changed.asked), len(planned.decided(Decision.SAME))
    alike = tr("，另有 {count} 项与台账相同", count=same) if same else ""
    filled = tr("已填入 {year} 年 {months}实绩 {count} 项", year=planned.year, months=months(planned.month), count=done)
    print(filled + alike)
    if any(row.needs_reason and not row.doubts for row in asked):
        print(tr("确实如此的，请用 --reason 写明原因再来一次，其余各项已填好，不会重复。"), file=sys.stderr)
    if any(row.doubts and not row.stopped for row in asked):
        print(tr("核对无误的，请用 --accept 写出名称（或 all）再来一次，其余各项已填好，不会重复。"), file=sys.stderr)
    return COULD_NOT if tell_waiting(changed) != DONE or asked else DONE
