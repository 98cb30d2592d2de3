"""The projects of a year in one month, out of the ledger: what page, sheets and verb show."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from zonetracker.model.facts import Filing, Milestone, TaskKind
from zonetracker.model.milestones.projects import ProjectTable, is_planned, is_project, project_rows, project_total
from zonetracker.model.milestones.records import MilestoneRecord
from zonetracker.model.milestones.states import MilestoneState, as_of, in_turn, milestone_standing
from zonetracker.model.progress import Progress
from zonetracker.model.standing import Grade
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.deriving import nodes_by_milestone
from zonetracker.services.overview import money_rows, progress_of, project_rules_of


def project_table(ledger: Ledger, year: int, month: int, today: date | None = None) -> ProjectTable:
    """All projects of `year` with their money, stages and grades after `month` months; what is cancelled is left out.

    `today` is said while the month still runs, as for `progress_of`.
    """
    known = progress_of(ledger, year, month, today)
    day, rules = as_of(year, month, known.today), project_rules_of(ledger)
    standings = {
        one.id: told for one, told in in_turn(ledger.milestones(year), day, known.records, known.state_options)
    }
    followed = [one for one in ledger.milestones(year) if standings[one.id].state is not MilestoneState.CANCELLED]
    dates = {
        one.id: _dates_alone(one, known, day) if is_planned(one) else standings[one.id].grade
        for one in followed
        if is_project(one)
    }
    filings: dict[int, dict[int, Filing]] = defaultdict(dict)
    for filing in ledger.filings_of(year):
        if filing.task is TaskKind.MILESTONE:
            filings[filing.task_id][filing.month] = filing
    rows = project_rows(
        followed,
        nodes_by_milestone(ledger.nodes()),
        filings,
        month,
        day,
        money_rows(ledger, year, month),
        standings,
        dates,
    )
    money = replace(
        known,
        rows=tuple(one.row for one in rows),
        milestones=(),
        rules=rules.rules,
        corrections=(),
        changed_since=(),
        adjustments={},
    )
    return ProjectTable(money, day, rules, rows, project_total(rows, year, month, rules.rules))


def _dates_alone(milestone: Milestone, known: Progress, day: date) -> Grade:
    """The grade of a project's deadline and nodes, whatever its money comes to."""
    record = replace(known.records.get(milestone.id, MilestoneRecord()), money=None)
    return milestone_standing(milestone, day, record, known.state_options).grade
