"""The verb targets: the list of a year's targets, written as a workbook or read back, also an office's own list."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.changes import Adjusting
from zonetracker.model.planning import LineState
from zonetracker.services import breakdown as lists
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.findings import line_state_word

_ALL = "all"


def breakdown(options: Namespace, _: QtSide) -> int:
    """Write the list of a year, or enter one as one undoable step."""
    writing = options.to is None and not options.plan
    with opened(options.book, writing=writing) as ledger:
        if options.to is not None:
            finish(lists.export_list(ledger, options.year)(options.to))
            print(tr("已写出 {path}", path=options.to))
            return DONE
        return _read(ledger, options)


def _read(ledger: Ledger, options: Namespace) -> int:
    _, planned = finish(lists.open_list(ledger, options.list, options.year))
    flipped = _named(planned, options.accept or [], LineState.ASKED)
    if options.reason:
        flipped |= {line.key for line in planned.lines if line.answered_by_reason}
    flipped |= _named(planned, options.remove or [], LineState.MISSING)
    planned = replace(planned, flipped=flipped, restating=_restating(options))
    if options.plan:
        for line in planned.lines:
            print(json.dumps(_told(line, planned), ensure_ascii=False))
        return DONE
    for said in planned.told:
        print(said, file=sys.stderr)
    changed = lists.apply(ledger, planned, options.reason or "")
    waiting = [line for line in planned.lines if line.state is not LineState.MISSING and not planned.taken(line)]
    for line in waiting:
        print(tr("没有填入：{line}", line=_line_words(line, planned)), file=sys.stderr)
    count = len(planned.entered) - len(changed.asked)
    print(tr("已读入 {year} 年目标 {count} 处，{same} 项没有变", year=options.year, count=count, same=planned.same))
    _tell_missing(planned)
    status = tell_waiting(changed)
    _tell_answers(planned, waiting)
    return COULD_NOT if waiting else status


def _tell_missing(planned: lists.ListPlan) -> None:
    missing = [line.name for line in planned.lines if line.state is LineState.MISSING and not planned.taken(line)]
    if missing:
        said = tr("表中没有、台账里有的 {count} 项没有动：{names}", count=len(missing), names="、".join(missing))
        print(said)


def _tell_answers(planned: lists.ListPlan, waiting: Sequence[lists.ListLine]) -> None:
    """How what waits is answered."""
    if any(line.restates for line in waiting) and planned.restating is None:
        print(
            tr("已有的目标数改了的，请用 --correct（更正）或 --adjust 文件 --from 月份（目标调整）再来一次。"),
            file=sys.stderr,
        )
    if any(line.state is LineState.ASKED and line.changes for line in waiting):
        print(tr("核对无误的，请用 --accept 写出名称（或 all）再来一次，已填好的不会重复。"), file=sys.stderr)


def _restating(options: Namespace) -> lists.Restating | None:
    if options.adjust is not None:
        return lists.Restating(Adjusting(options.from_month, options.adjust))
    return lists.Restating() if options.correct else None


def _named(planned: lists.ListPlan, names: Sequence[str], state: LineState) -> frozenset[str]:
    """The keys of the lines in a state that are named."""
    lines = [line for line in planned.lines if line.state is state]
    if _ALL in names and state is LineState.ASKED:
        return frozenset(line.key for line in lines if not line.goalless)
    found = {name: [line.key for line in lines if name in (line.name, line.place)] for name in names}
    for name, keys in found.items():
        if not keys:
            said = tr("表中没有待核对的“{name}”。", name=name)
            if state is LineState.MISSING:
                said = tr("“{name}”不是表中没有的目标，没有删除。", name=name)
            raise Refusal(RefusalCode.LIST_NOT_ASKED, said)
    return frozenset(key for keys in found.values() for key in keys)


def _line_words(line: lists.ListLine, planned: lists.ListPlan) -> str:
    why = list(line.why)
    if line.restates and planned.restating is None:
        why.append(tr("由 {before} 改为 {after}，没有说明是更正还是目标调整", before=line.before, after=line.after))
    place = tr("（{place}）", place=line.place) if line.place else ""
    return tr("{name}{place} {what}：{why}", name=line.name, place=place, what=line.what, why="，".join(why))


def _told(line: lists.ListLine, planned: lists.ListPlan) -> dict[str, object]:
    return {
        "name": line.name,
        "what": line.what,
        "before": line.before,
        "after": line.after,
        "state": line.state.value,
        "state_word": line_state_word(line.state),
        "entered": planned.taken(line),
        "restates": line.restates,
        "reason": "；".join(line.why),
        "place": line.place,
    }
