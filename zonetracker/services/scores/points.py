"""The points ledger of a month, gathered from whole tables of the year; the rules by which it is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from weakref import WeakKeyDictionary

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.duties.due import due_rules
from zonetracker.model.facts import (
    Action,
    ActionSubject,
    Actual,
    Filing,
    Node,
    Points,
    PointsAccount,
    PointsKind,
    Target,
    TaskKind,
)
from zonetracker.model.milestones.records import state_options
from zonetracker.model.points.entries import PointsEntries, PointsEntry, PointsTask, PointsYear
from zonetracker.model.points.ledger import PointsLedger, PointsLine, points_ledger
from zonetracker.model.points.rules import SETTING, PointsRules, points_rules, points_rules_data
from zonetracker.model.progress import ProgressRow, numbered, progress_row
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import adjustments_by_target, in_force, project_rules_of, rules_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.remade import Remade

_ROWS: WeakKeyDictionary[Ledger, Remade[ProgressRow]] = WeakKeyDictionary()


def rules_of_points(ledger: Ledger) -> PointsRules | None:
    """The rules that the workbook keeps; None where the office keeps no points."""
    return points_rules(ledger.setting(SETTING))


def keep_points_rules(ledger: Ledger, rules: PointsRules | None) -> Changed:
    """Keep these rules in the workbook; None: no points are kept. Refusal for rules that can't be."""
    return ledger.set_settings(**{SETTING: None if rules is None else points_rules_data(rules)})


def ledger_of_points(ledger: Ledger, year: int, month: int, today: date) -> PointsLedger | None:
    """The points ledger of a year after `month` months, as it is known on `today`; None where none is kept."""
    rules = rules_of_points(ledger)
    if rules is None:
        return None
    departments = ledger.departments()
    settings = ledger.settings()
    seen = PointsYear(
        year,
        month,
        today,
        rules,
        due_rules(settings),
        state_options(settings),
        project_rules_of(ledger).rules,
        tuple(departments),
    )
    entries = _entries(ledger, seen) if rules.rules else ()
    return points_ledger(year, month, rules, entries, ledger.points(year), departments)


def kept_ledger(ledger: Ledger, year: int, month: int, today: date) -> PointsLedger:
    """The same where it is kept; Refusal ("points.off") where it is not."""
    found = ledger_of_points(ledger, year, month, today)
    if found is None:
        raise Refusal(RefusalCode.POINTS_OFF, tr("还没有选积分规则，请先在“设置—积分”里选一套。"))
    return found


def _entries(ledger: Ledger, seen: PointsYear) -> Iterator[PointsEntry]:
    made = PointsEntries(seen)
    filed: dict[tuple[TaskKind, int], dict[int, Filing]] = defaultdict(dict)
    for filing in ledger.filings_of(seen.year):
        filed[filing.task, filing.task_id][filing.month] = filing
    actions: dict[int, list[Action]] = defaultdict(list)
    for action in ledger.actions():
        if action.subject is ActionSubject.MILESTONE:
            actions[action.subject_id].append(action)
    nodes: dict[int, list[Node]] = defaultdict(list)
    for node in ledger.nodes():
        nodes[node.milestone_id].append(node)
    for rows in _target_rows(ledger, seen.year, seen.month):
        yield from made.of_target(rows, filed.get((TaskKind.TARGET, rows[0].target.id), {}))
    for item in ledger.milestones(seen.year):
        of = filed.get((TaskKind.MILESTONE, item.id), {})
        task = PointsTask(item, of, tuple(actions.get(item.id, ())), tuple(nodes.get(item.id, ())))
        yield from made.of_milestone(task)


def _target_rows(ledger: Ledger, year: int, last: int) -> Iterator[list[ProgressRow]]:
    """The rows of each target in the months 1..`last`; those of which no fact changed are the same as before."""
    rules = rules_of(ledger)
    again = _ROWS.setdefault(ledger, Remade(progress_row))
    indicators = {one.id: one for one in ledger.indicators()}
    adjustments = adjustments_by_target(ledger)
    now, before = _by_month(ledger.actuals(year)), _by_month(ledger.actuals(year - 1))
    earlier = {target.indicator_id: target for target in ledger.targets(year - 1)}

    def facts(target: Target, number: str, depth: int, month: int) -> tuple[object, ...]:
        of, own = target.indicator_id, adjustments.get(target.id, ())
        last_target = earlier.get(of)
        then = None if last_target is None else in_force(last_target, adjustments.get(last_target.id, ()), month)
        figures = (now.get((of, month)), before.get((of, 12)), before.get((of, month)))
        return (number, depth, in_force(target, own, month), indicators[of], *figures, then, month, rules)

    listed = list(numbered(ledger.targets(year)))
    wanted = (
        ((target.id, month), facts(target, number, depth, month))
        for number, depth, target in listed
        for month in range(1, last + 1)
    )
    made = again(wanted)
    for place in range(len(listed)):
        yield made[place * last : (place + 1) * last]


def _by_month(actuals: Sequence[Actual]) -> Mapping[tuple[int, int], Actual]:
    return {(one.indicator_id, one.month): one for one in actuals}


# ---- what is decided by hand


def waive(ledger: Ledger, year: int, lines: Sequence[PointsLine], day: date, reason: str) -> Changed:
    """Take automatic entries out of what counts, with a reason that answers for a closed month too; they stay seen."""
    found = [line.entry for line in lines if line.entry is not None and line.waiver is None]
    return ledger.add_points([_waiver(year, entry, day, reason) for entry in found], reason)


def _waiver(year: int, entry: PointsEntry, day: date, reason: str) -> Points:
    return Points(
        0,
        year,
        entry.month,
        entry.department.id,
        PointsAccount.LEDGER,
        PointsKind.WAIVER,
        day.isoformat(),
        task=entry.task,
        task_id=entry.task_id,
        entry=entry.key,
        reason=reason,
    )


def take_back(ledger: Ledger, lines: Sequence[PointsLine], reason: str = "") -> Changed:
    """Remove what was entered by hand, and let waived entries count again."""
    own = [one.id for line in lines for one in (line.given, line.waiver) if one is not None]
    return ledger.remove_points(own, reason)
