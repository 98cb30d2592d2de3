"""The verb points: the points ledger listed or written, points by hand, entries waived, a set of rules chosen."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import replace
from datetime import date

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Points, PointsAccount, PointsKind
from zonetracker.model.points.ledger import PointsLedger, PointsLine
from zonetracker.model.points.rules import READY
from zonetracker.services.issuing import is_kept, keep_issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.scores.points import keep_points_rules, kept_ledger, waive
from zonetracker.services.scores.points_issuing import issue_points
from zonetracker.services.units.roster import department_named
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_asked
from zonetracker.words.scores.lines import line_grounds, line_source, line_words, points_figure
from zonetracker.words.typed import read_number
from zonetracker.words.wording import one_line

OFF = "off"


def points(options: Namespace, _: QtSide) -> int:
    """Choose rules, enter points or waive entries as one undoable step, write the ledger, or list it."""
    year, month = options.month
    writing = bool(options.rules or options.add or options.waive or options.keep)
    with opened(options.book, writing=writing) as ledger:
        if options.rules:
            _choose(ledger, options.rules)
            return DONE
        if options.add:
            return _told(_add(ledger, options), tr("已记分"))
        if options.waive:
            return _told(_waive(ledger, options), tr("已免责"))
        if options.to is not None:
            _write(ledger, options)
            return DONE
        _show(kept_ledger(ledger, year, month, date.today()), ledger, options)
    return DONE


def _choose(ledger: Ledger, name: str) -> None:
    known = {rules.name: rules for rules in READY}
    if name != OFF and name not in known:
        offered = "、".join([*known, OFF])
        said = tr("没有叫“{name}”的积分规则，可选的有：{offered}。", name=one_line(name), offered=offered)
        raise Refusal(RefusalCode.TYPED_CHOICE, said)
    keep_points_rules(ledger, known.get(name))
    print(tr("不计积分") if name == OFF else tr("积分规则：{name}", name=name))


def _add(ledger: Ledger, options: Namespace) -> Changed:
    """Points by hand: below zero they are a deduction."""
    if not options.unit:
        raise Refusal(RefusalCode.DEPARTMENT_UNKNOWN, tr("记分要写明单位，请加上 --unit。"))
    amount, (year, month) = read_number(options.add), options.month
    below = amount is not None and amount < 0
    made = Points(
        0,
        year,
        month,
        department_named(ledger, options.unit).id,
        PointsAccount.LEDGER,
        PointsKind.DEDUCTION if below else PointsKind.BONUS,
        options.on or date.today().isoformat(),
        None if amount is None else abs(amount),
        reason=options.matter,
        paper_no=options.paper,
    )
    return ledger.add_points([made], options.reason)


def _waive(ledger: Ledger, options: Namespace) -> Changed:
    year, month = options.month
    found = kept_ledger(ledger, year, month, date.today())
    wanted = set(options.waive)
    lines = [line for line in found.lines if line.key in wanted]
    missing = wanted - {str(line.key) for line in lines}
    if missing:
        said = tr("没有代号是“{key}”的自动记分，代号见 --format json。", key=one_line(min(missing)))
        raise Refusal(RefusalCode.TYPED_CHOICE, said)
    return waive(ledger, year, lines, date.today(), options.reason)


def _told(changed: Changed, said: str) -> int:
    if changed.waits:
        print(tr("待核对，没有记：{asked}", asked=say_asked(changed.asked)), file=sys.stderr)
        return COULD_NOT
    print(said)
    return DONE


def _write(ledger: Ledger, options: Namespace) -> None:
    year, month = options.month
    said = {key: value for key in ("issuer", "issued_on") if (value := getattr(options, key)) is not None}
    issue = issue_points(ledger, year, month, date.today(), replace(sheet_options(ledger), **said))
    data = issue.write(options.to)
    if options.keep and not is_kept(ledger, issue, options.to.name, data):
        keep_issue(ledger, issue, options.to.name, data)
    print(tr("已写出 {path}", path=options.to))


def _show(found: PointsLedger, ledger: Ledger, options: Namespace) -> None:
    """The totals of all units, or the lines of one."""
    lines = found.of(department_named(ledger, options.unit).id) if options.unit else list(found.lines)
    if options.format == "json":
        print(json.dumps([_line_data(line) for line in lines], ensure_ascii=False, indent=1))
        return
    if options.unit:
        heads = (tr("日期"), tr("事由"), tr("分"), tr("累计"), tr("来源"), tr("依据"))
        print(aligned([heads, *map(_line_words, lines)], right=frozenset({2, 3})))
        return
    heads = (tr("责任单位"), tr("积分"), tr("加分"), tr("减分"), tr("条数"), tr("免责"))
    rows = [
        (
            one_line(one.department.name),
            *map(points_figure, (one.total, one.added, one.taken)),
            str(one.lines),
            str(one.waived),
        )
        for one in found.totals
    ]
    print(aligned([heads, *rows], right=frozenset(range(1, 6))))


def _line_words(line: PointsLine) -> tuple[str, ...]:
    return (
        line.day,
        one_line(line_words(line)),
        points_figure(line.counted, signed=True),
        points_figure(line.running),
        line_source(line),
        one_line(line_grounds(line)),
    )


def _line_data(line: PointsLine) -> dict[str, object]:
    return {
        "key": line.key,
        "unit": line.department.name,
        "day": line.day,
        "month": line.month,
        "matter": line_words(line),
        "points": str(line.points),
        "counted": str(line.counted),
        "running": str(line.running),
        "automatic": line.entry is not None,
        "waived": line.waiver is not None,
        "grounds": line_grounds(line),
    }
