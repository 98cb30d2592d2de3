"""What is due today and tomorrow: milestones and their nodes, and what units are to file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zonetracker.model.dates import known_end
from zonetracker.model.duties.due import DueRules, DutyTable, due_rules, duty_table
from zonetracker.model.facts import Milestone
from zonetracker.model.milestones.records import MilestoneRecord, records_of, state_options
from zonetracker.model.milestones.states import due_on
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of

_NOTHING = MilestoneRecord()


@dataclass(frozen=True, slots=True)
class DueHint:
    """What of a year's milestones is due on a day, itself or by a node; `month` is where they are looked at."""

    day: date
    year: int
    month: int
    milestones: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class FilingHint:
    """What is to be filed for a month by a day and has not come: how many tasks, and by which units."""

    day: date
    year: int
    month: int
    tasks: int
    units: tuple[str, ...]


def due_hints(ledger: Ledger, today: date) -> tuple[DueHint, ...]:
    """What is due today, then tomorrow, year by year; a day on which nothing is due has no hint.

    Of the year before, what runs on into this one is looked at in its December.
    """
    found = []
    for day in (today, today + timedelta(days=1)):
        for year in sorted({today.year - 1, today.year, day.year}):
            due = _due(ledger, year, day, today)
            if due:
                month = 12 if year < today.year else today.month if year == today.year else 1
                found.append(DueHint(day, year, month, due))
    return tuple(found)


def _due(ledger: Ledger, year: int, day: date, today: date) -> tuple[Milestone, ...]:
    nodes = [node for node in ledger.nodes() if known_end(node.planned) == day]
    with_node = {node.milestone_id for node in nodes}
    listed = [one for one in ledger.milestones(year) if one.id in with_node or known_end(one.deadline) == day]
    if not listed:
        return ()
    ids, options = {one.id for one in listed}, state_options(ledger.settings())
    records = records_of((action for action in ledger.actions() if action.subject_id in ids), nodes)
    return tuple(one for one in listed if due_on(one, records.get(one.id, _NOTHING), day, today, options))


def filing_hints(ledger: Ledger, today: date) -> tuple[FilingHint, ...]:
    """What is to be filed today, then tomorrow, and has not come; nothing where no units are registered."""
    if not ledger.departments():
        return ()
    rules, days = due_rules(ledger.settings()), (today, today + timedelta(days=1))
    found = []
    for year, month in _months_due(ledger, rules, days):
        progress = progress_of(ledger, year, month, today)
        table = duty_table(progress, ledger.filings(year, month), today, rules)
        found += [hint for day in days if (hint := _filed_by(table, day)).tasks]
    return tuple(sorted(found, key=lambda hint: (hint.day, hint.year, hint.month)))


def _months_due(ledger: Ledger, rules: DueRules, days: Sequence[date]) -> Iterator[tuple[int, int]]:
    """The months of which something is owed on one of these days: a due day may be moved over a month's end."""
    own = {None, *(one.due_day for one in ledger.departments()), *(one.due_day for one in ledger.indicators())}
    last = days[-1].year * 12 + days[-1].month - 1
    for number in range(last - 2, last + 1):
        year, month = number // 12, number % 12 + 1
        if any(rules.due_on(year, month, day).day in days for day in own):
            yield year, month


def _filed_by(table: DutyTable, day: date) -> FilingHint:
    waiting = [(unit.name, sum(duty.waits and duty.due == day for duty in unit.tasks)) for unit in table.units]
    owing = [(name, count) for name, count in waiting if name and count]
    return FilingHint(day, table.year, table.month, sum(count for _, count in owing), tuple(name for name, _ in owing))
