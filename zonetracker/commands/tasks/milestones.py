"""The verb milestones: how the list stands in a month, what is done about one, and the list as a file."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import date

from zonetracker.commands.books import opened, tell_waiting
from zonetracker.commands.exchange.intake import intake
from zonetracker.commands.statuses import DONE
from zonetracker.model.changes import Acting
from zonetracker.model.facts import ActionKind, WarningLevel
from zonetracker.model.milestones.listing import ListedMilestone, MilestoneList, Narrowing
from zonetracker.outputs.milestones.columns import MilestoneColumn, head, row_texts
from zonetracker.services.issuing import is_kept, keep_issue
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.milestones.issuing import issue_milestones
from zonetracker.services.overview import places_of
from zonetracker.services.qt_side import QtSide
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.milestones.acting import action_word, level_word
from zonetracker.words.milestones.following import counted_words
from zonetracker.words.typed import read_deadline
from zonetracker.words.wording import one_line

_SHOWN = (
    *(MilestoneColumn.STATE, MilestoneColumn.CHECKLIST, MilestoneColumn.NAME, MilestoneColumn.LEAD),
    *(MilestoneColumn.DEADLINE, MilestoneColumn.OVERDUE, MilestoneColumn.DONE_ON, MilestoneColumn.NOTE),
)


def milestones(options: Namespace, qt: QtSide) -> int:
    """Do something about milestones or take in a ledger as one undoable step, write their list, or show it."""
    if options.ledger is not None:
        return intake(options)
    year, month = options.month
    with opened(options.book, writing=bool(options.act) or options.keep) as ledger:
        listed = milestone_list(ledger, year, month, date.today())
        if options.act:
            return _act(ledger, listed, options)
        if options.to is not None:
            _write(ledger, listed, options, qt)
        else:
            _show(ledger, listed, options)
    return DONE


def _narrowing(options: Namespace) -> tuple[Narrowing, tuple[str, ...]]:
    """Which rows the call wants, and that in words."""
    flags = ((options.due, tr("本月到期")), (options.overdue, tr("逾期")), (options.unfiled, tr("本月未报")))
    words = [word for wanted, word in flags if wanted]
    narrowing = Narrowing(
        checklist=options.list,
        unit=options.unit,
        due=options.due,
        overdue=options.overdue,
        unfiled=options.unfiled,
    )
    return narrowing, (*words, *filter(None, (options.list, options.unit)))


def _act(ledger: Ledger, listed: MilestoneList, options: Namespace) -> int:
    kind = _kind(options.act[0])
    acting = Acting(
        kind,
        options.day,
        options.words,
        options.paper,
        after=read_deadline(options.until or ""),
        level=None if options.level is None else _level(options.level),
    )
    changed = ledger.act([_named(listed, name).milestone.id for name in options.act[1:]], acting, options.reason)
    status = tell_waiting(changed)
    done = len(changed.ids.get("action", ()))
    print(tr("{move}：已办 {count} 项", move=action_word(kind), count=done))
    return status


def _kind(word: str) -> ActionKind:
    known = {action_word(kind): kind for kind in ActionKind}
    if word not in known:
        said = tr("“{word}”不是能办的，请写：{words}。", word=word, words="、".join(known))
        raise Refusal(RefusalCode.TYPED_CHOICE, said)
    return known[word]


def _level(word: str) -> WarningLevel:
    known = {level_word(level): level for level in WarningLevel}
    if word not in known:
        said = tr("督办单的颜色请写：{words}。", words="、".join(known))
        raise Refusal(RefusalCode.TYPED_CHOICE, said)
    return known[word]


def _named(listed: MilestoneList, name: str) -> ListedMilestone:
    found = [row for row in listed.rows if row.milestone.name == name]
    if len(found) != 1:
        said = (
            tr("{year}年没有事项“{name}”。", year=listed.year, name=name)
            if not found
            else tr("叫“{name}”的事项有 {count} 项，请在窗口里办。", name=name, count=len(found))
        )
        raise Refusal(RefusalCode.TYPED_CHOICE, said)
    return found[0]


def _write(ledger: Ledger, listed: MilestoneList, options: Namespace, qt: QtSide) -> None:
    narrowing, words = _narrowing(options)
    pdf = qt.paper().table if options.to.suffix.lower() == ".pdf" else None
    issue = issue_milestones(ledger, listed, narrowing, words, issued_on=options.issued_on or "", pdf=pdf)
    data = issue.write(options.to)
    if options.keep and not is_kept(ledger, issue, options.to.name, data):
        keep_issue(ledger, issue, options.to.name, data)
    print(tr("已写出 {path}", path=options.to))


def _show(ledger: Ledger, listed: MilestoneList, options: Namespace) -> None:
    rows = listed.narrowed(_narrowing(options)[0])
    if options.format == "json":
        print(json.dumps([_told(number, row) for number, row in enumerate(rows, 1)], ensure_ascii=False, indent=1))
        return
    if rows:
        print(aligned([tuple(map(head, _SHOWN)), *_lines(rows)], right=frozenset({5})))
    print(counted_words(rows, places_of(ledger)))


def _lines(rows: Sequence[ListedMilestone]) -> list[tuple[str, ...]]:
    texts = (row_texts(number, row) for number, row in enumerate(rows, 1))
    return [tuple(one[column] for column in _SHOWN) for one in texts]


def _told(number: int, row: ListedMilestone) -> dict[str, object]:
    texts = row_texts(number, row)
    return {
        **{str(column): texts[column] for column in MilestoneColumn},
        "state_code": row.standing.state.value,
        "days_left": row.standing.left,
        "unfiled": row.unfiled,
        "actions": [
            {"day": one.day, "kind": one.kind.value, "words": one_line(one.words), "paper": one.paper_no}
            for one in row.actions
        ],
    }
