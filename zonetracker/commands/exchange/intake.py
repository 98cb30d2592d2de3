"""A ledger of items or projects from the command line: planned, told line by line, entered as one step."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.planning import LineState
from zonetracker.services.milestones.intake import IntakeLine, IntakePlan, apply, open_intake
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.words.findings import line_state_word

_ALL = "all"


def intake(options: Namespace) -> int:
    """Enter a ledger into the milestones of a month's year as one undoable step, or tell what it would do."""
    year, month = options.month
    with opened(options.book, writing=not options.plan) as ledger:
        _, planned = finish(open_intake(ledger, options.ledger, year, month, date.today().isoformat()))
        planned = replace(planned, flipped=_accepted(planned, options.yes or [], reasoned=bool(options.reason)))
        for said in planned.told:
            print(said, file=sys.stderr)
        if options.plan:
            for line in planned.lines:
                print(json.dumps(_told(line, planned), ensure_ascii=False))
            return DONE
        changed = apply(ledger, planned, options.reason or "")
    return _tell(planned, tell_waiting(changed), len(changed.asked))


def _tell(planned: IntakePlan, status: int, asked: int) -> int:
    """What was entered, what waits and how that is answered, and what the ledger lacks."""
    waiting = [one for one in planned.lines if one.state is not LineState.MISSING and not planned.taken(one)]
    for line in waiting:
        print(
            tr("没有填入：{name}（{place}）：{why}", name=line.name, place=line.place, why="；".join(line.why)),
            file=sys.stderr,
        )
    count = len(planned.entered) - asked
    print(tr("已导入 {count} 项，{same} 项没有变", count=count, same=planned.same))
    missing = [line.name for line in planned.lines if line.state is LineState.MISSING]
    if missing:
        print(tr("表中没有、台账里有的 {count} 项没有动：{names}", count=len(missing), names="、".join(missing)))
    if any(line.state is LineState.ASKED for line in waiting):
        words = tr("核对无误的，请用 --yes 写出名称（或 all）再来一次，已填好的不会重复。")
        print(words, file=sys.stderr)
    return COULD_NOT if waiting else status


def _accepted(planned: IntakePlan, names: Sequence[str], *, reasoned: bool) -> frozenset[str]:
    """The keys of the asked lines that are named; those that want a reason only where there is one."""
    asked = [line for line in planned.lines if line.state is LineState.ASKED and (reasoned or not line.soft)]
    if _ALL in names:
        return frozenset(line.key for line in asked)
    found = {name: [line.key for line in asked if name in (line.name, line.place)] for name in names}
    unknown = next((name for name, keys in found.items() if not keys), None)
    if unknown is not None:
        words = tr("表中没有待核对的“{name}”；要写原因的请同时写 --reason。", name=unknown)
        raise Refusal(RefusalCode.LIST_NOT_ASKED, words)
    return frozenset(key for keys in found.values() for key in keys)


def _told(line: IntakeLine, planned: IntakePlan) -> dict[str, object]:
    return {
        "name": line.name,
        "what": line.what,
        "before": line.before,
        "after": line.after,
        "state": line.state.value,
        "state_word": line_state_word(line.state),
        "entered": planned.taken(line),
        "reason": "；".join(line.why),
        "place": line.place,
    }
