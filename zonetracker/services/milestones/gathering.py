"""All that is known of a year's milestones in a month, gathered from whole tables in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from zonetracker.model.dates import known_end
from zonetracker.model.duties.due import due_rules, duty_table
from zonetracker.model.duties.naming import DepartmentIndex, units_named
from zonetracker.model.duties.workdays import DayCount, Holidays
from zonetracker.model.facts import Action, ActionKind, Evidence, Milestone, TaskKind
from zonetracker.model.milestones.listing import ListedMilestone, MilestoneList
from zonetracker.model.milestones.records import MilestoneRecord
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, as_of, in_turn, is_followed
from zonetracker.model.milestones.templates import RECEIVED, SETTING, NodeTemplate, templates_of
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of

_NOTHING = MilestoneRecord()


def milestone_list(ledger: Ledger, year: int, month: int, today: date) -> MilestoneList:
    """The milestones of a year in turn: the longest overdue first, what is done last."""
    progress = progress_of(ledger, year, month, today)
    day = as_of(year, month, progress.today)
    listed = in_turn(ledger.milestones(year), day, progress.records, progress.state_options)
    filings = ledger.filings(year, month)
    rules = due_rules(ledger.settings())
    table = duty_table(progress, filings, today, rules, filter(is_followed, listed))
    duties = {one.task.number: one for unit in table.units for one in unit.tasks if one.task.kind is TaskKind.MILESTONE}
    filed = {one.task_id: one for one in filings if one.task is TaskKind.MILESTONE}
    evidence = _evidence_by_milestone(ledger.evidence())
    units = _units_by_text(DepartmentIndex(progress.departments))
    limited = _limited(templates_of(ledger.setting(SETTING)))
    rows, unknown = [], set(table.unknown_years)
    for milestone, standing in listed:
        record = progress.records.get(milestone.id, _NOTHING)
        lead, beside = units(milestone.responsible)
        took = _took(milestone, standing, rules.holidays) if milestone.template in limited else None
        unknown |= frozenset() if took is None else took.unknown_years
        rows.append(
            ListedMilestone(
                milestone,
                standing,
                record.nodes,
                record.actions,
                tuple(evidence.get(milestone.id, ())),
                filed.get(milestone.id),
                duties.get(milestone.id),
                lead,
                beside,
                None if took is None else took.days,
                _turned(record.actions, day),
            )
        )
    return MilestoneList(year, month, day, tuple(rows), progress.state_options, frozenset(unknown), today)


def _turned(actions: Sequence[Action], day: date) -> Action | None:
    told = (one for one in reversed(actions) if one.day <= day.isoformat())
    return next((one for one in told if one.kind in (ActionKind.APPLY, ActionKind.RETURN)), None)


def _limited(templates: Mapping[str, NodeTemplate]) -> frozenset[str]:
    """The templates that set a time limit from the day of receipt on."""
    return frozenset(name for name, steps in templates.items() if any(step.anchor == RECEIVED for step in steps))


def _took(milestone: Milestone, standing: MilestoneStanding, holidays: Holidays) -> DayCount | None:
    """The working days from receipt to the day on which it was done; None while it is open, or where no day says so.

    What is noted as done before it came took no time that anybody knows.
    """
    done = standing.done_on or ""
    first, last = known_end(milestone.received_on), known_end(done)
    if standing.state is not MilestoneState.DONE or first is None or last is None or len(done) < len("2023-06-30"):
        return None
    return holidays.between(first, last) if first <= last else None


def _evidence_by_milestone(evidence: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = defaultdict(list)
    for one in evidence:
        if one.task is TaskKind.MILESTONE:
            found[one.task_id].append(one)
    return found


def _units_by_text(index: DepartmentIndex) -> Callable[[str], tuple[str, tuple[str, ...]]]:
    """Who leads by a text of responsible units, and who stands beside, in its order and by their registered names."""

    def name_of(written: str) -> str:
        known = index.find(written)
        return written if known is None else known.name

    @cache
    def units(text: str) -> tuple[str, tuple[str, ...]]:
        if index.find(text) is not None:
            return name_of(text), ()
        named = units_named(text)
        lead = next((name_of(one.name) for one in named if one.leads), "")
        beside = (name_of(one.name) for one in named if not one.leads)
        return lead, tuple(name for name in dict.fromkeys(beside) if name != lead)

    return units
