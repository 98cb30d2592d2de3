"""The verb fillin: fill-in sheets of a month for all units, written into a folder or read back."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.services import fillin
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.wording import months, one_line

_ALL = "all"


def fill_in(options: Namespace, _: QtSide) -> int:
    """Write the sheets of a month, or read those that have come back as one undoable step."""
    writing = bool(options.read) and not options.plan
    with opened(options.book, writing=writing) as ledger:
        if options.read:
            return _read(ledger, options)
        return _send(ledger, options)


def _send(ledger: Ledger, options: Namespace) -> int:
    sheets = fillin.sheets_of(ledger, *options.month)
    if not sheets:
        raise Refusal(RefusalCode.FILL_IN_NOTHING, fillin.nothing_to_send(ledger, *options.month))
    sent = finish(fillin.writing_job(sheets, ledger.file_id, Path(options.to), replace=options.replace))
    for path in sent.written:
        print(tr("已写出 {path}", path=path))
    for path in sent.left:
        print(tr("已有同名文件，没有覆盖：{path}；要覆盖请加 --replace", path=path), file=sys.stderr)
    return COULD_NOT if sent.left else DONE


def _read(ledger: Ledger, options: Namespace) -> int:
    planned = finish(fillin.returns_job(ledger, fillin.files_among(options.read), *options.month))
    answered = {line.place for line in planned.lines if options.reason and line.needs_reason and not line.doubted}
    planned = replace(planned, accepted=_accepted(planned, options.accept or []) | answered)
    if options.plan:
        for line in planned.lines:
            print(json.dumps(_told(line, planned), ensure_ascii=False))
        return DONE
    for file in planned.files:
        for said in file.told:
            print(tr("{name}：{said}", name=file.name, said=said), file=sys.stderr)
    changed = fillin.apply(ledger, planned, options.reason or "")
    waiting = [line for line in planned.lines if line.state is not ReturnState.SAME and not planned.taken(line)]
    for line in waiting:
        print(tr("待核对，没有填入：{line}", line=_line_words(line)), file=sys.stderr)
    year, month = options.month
    count = planned.returns.count - len(changed.asked)
    print(tr("已读回 {year} 年 {months}填报 {count} 项", year=year, months=months(month), count=count))
    if planned.missing:
        print(tr("还没有报回：{units}", units="、".join(one_line(one.name) for one in planned.missing)))
    status = tell_waiting(changed)
    if any(line.state.waits for line in waiting):
        print(tr("核对无误的，请用 --accept 写出名称（或 all）再来一次，已填好的不会重复。"), file=sys.stderr)
    return COULD_NOT if waiting or any(file.stopped for file in planned.files) else status


def _accepted(planned: fillin.ReturnPlan, names: Sequence[str]) -> frozenset[str]:
    """The places of the lines that wait and are named."""
    waiting = [line for line in planned.lines if line.state.waits]
    if _ALL in names:
        return frozenset(line.place for line in waiting)
    places = {name: [line.place for line in waiting if name in (line.name, line.place)] for name in names}
    for name, found in places.items():
        if not found:
            raise Refusal(RefusalCode.SHEET_NOT_ASKED, tr("表中没有待核对的“{name}”。", name=name))
    return frozenset(place for found in places.values() for place in found)


def _line_words(line: fillin.ReturnLine) -> str:
    why = "，".join(line.why) or tr("台账里已有 {before}，报回的是 {after}", before=line.before, after=line.after)
    return tr("{name}{what}（{place}）：{why}", name=line.name, what=line.what, place=line.place, why=why)


def _told(line: fillin.ReturnLine, planned: fillin.ReturnPlan) -> dict[str, object]:
    return {
        "unit": line.unit,
        "name": line.name,
        "what": line.what,
        "before": line.before,
        "after": line.after,
        "state": line.state.value,
        "entered": planned.taken(line),
        "reason": "；".join(line.why),
        "place": line.place,
    }
