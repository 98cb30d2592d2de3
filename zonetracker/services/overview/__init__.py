"""The table of a month, out of the ledger: what status, sheet, summary, gauges and every page show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from weakref import WeakKeyDictionary

from zonetracker.model.bookkeeping import Adjustment, Closing
from zonetracker.model.checking.limits import places_beyond
from zonetracker.model.facts import Kind, Milestone, Target, TaskKind
from zonetracker.model.milestones.grades import ProjectRules, judged_nodes, project_rules
from zonetracker.model.milestones.projects import is_planned, is_project, money_row
from zonetracker.model.milestones.records import MilestoneRecord, records_of, state_options
from zonetracker.model.milestones.states import MilestoneStanding, in_turn
from zonetracker.model.progress import Progress, ProgressRow, progress, progress_row
from zonetracker.model.rules import RuleSet, rules_from_data
from zonetracker.model.units import in_unit
from zonetracker.services.ledger import Ledger
from zonetracker.support.remade import Remade

DEFAULT_PLACES = 1
_KEPT = 3
_Months = WeakKeyDictionary[Ledger, dict[tuple[int, int, bool], Remade[ProgressRow]]]
_TARGETS: _Months = WeakKeyDictionary()
_MONEY: _Months = WeakKeyDictionary()


def rules_of(ledger: Ledger) -> RuleSet:
    """The rule set that the workbook uses (setting `rules`)."""
    data = ledger.setting("rules")
    return rules_from_data(data) if isinstance(data, Mapping) else RuleSet()


def places_of(ledger: Ledger) -> int:
    """Decimals of percentages (setting `places`)."""
    places = ledger.setting("places")
    return places if isinstance(places, int) and places_beyond(places) is None else DEFAULT_PLACES


def progress_of(ledger: Ledger, year: int, month: int, today: date | None = None, *, quarter: bool = False) -> Progress:
    """All targets of `year` with their standing after `month` months; targets as in force in that month.

    As the end of a `quarter` they are judged by their period targets, where they have any. What is given out while the
    month still runs says `today`: milestones stand as of that day. A closed month stays as of the day on which it was
    closed, so that it can be made again as it was given out.
    """
    actuals = {
        (actual.indicator_id, actual.year, actual.month): actual
        for judged_by in _months_read(year, month, quarter)
        for actual in ledger.actuals_of_month(*judged_by)
    }
    adjustments = adjustments_by_target(ledger)
    targets = [target for known in (year, year - 1) for target in ledger.targets(known)]
    made = progress(
        ledger.zone,
        year,
        month,
        [in_force(target, adjustments.get(target.id, ()), month) for target in targets],
        {indicator.id: indicator for indicator in ledger.indicators()},
        actuals,
        [milestone for milestone in ledger.milestones(year) if milestone.kind is Kind.TARGET],
        rules_of(ledger),
        places_of(ledger),
        {filing.task_id: filing.problem for filing in ledger.filings(year, month) if filing.task is TaskKind.TARGET},
        _kept(_TARGETS, progress_row, ledger, year, month, quarter),
        {one.target_id: one for one in ledger.period_targets() if one.to_month == month} if quarter else None,
    )
    published, closing = ledger.published(year, month), ledger.closing(year, month)
    return replace(
        made,
        departments=tuple(ledger.departments()),
        edition=published.edition,
        corrections=tuple(ledger.corrections(year, published)),
        changed_since=tuple(ledger.changed_since(year, month)),
        closed_on=closing.closed_on[:10] if closing is not None and closing.stands else "",
        adjustments=adjustments,
        today=_day_of(ledger.closing(year, month), today),
        records=milestone_records(ledger, year, month),
        state_options=state_options(ledger.settings()),
    )


def _kept(
    months: _Months, make: Callable[..., ProgressRow], ledger: Ledger, year: int, month: int, quarter: bool = False
) -> Remade[ProgressRow]:
    """The rows of a month as they were made last; those of the months that were looked at longest ago are let go."""
    known = months.setdefault(ledger, {})
    again = known.pop((year, month, quarter)) if (year, month, quarter) in known else Remade(make)
    known[year, month, quarter] = again
    if len(known) > _KEPT:
        del known[next(iter(known))]
    return again


def _months_read(year: int, month: int, quarter: bool) -> list[tuple[int, int]]:
    """The months whose figures are looked at; of a quarter those before it as well."""
    earlier = [(year, month - 3), (year - 1, month - 3)] if quarter and month > 3 else []
    return [(year, month), (year - 1, month), (year - 1, 12), *earlier]


def _day_of(closing: Closing | None, today: date | None) -> date | None:
    return today if closing is None or not closing.stands else date.fromisoformat(closing.closed_on[:10])


def project_rules_of(ledger: Ledger) -> ProjectRules:
    """By what the workbook's projects are judged (setting `project_rules`)."""
    return project_rules(ledger.setting("project_rules"), rules_of(ledger))


def milestone_records(ledger: Ledger, year: int, month: int) -> dict[int, MilestoneRecord]:
    """What was done about each milestone, its nodes, and the grade of its investment by the rules for projects."""
    rules, judged = project_rules_of(ledger), money_rows(ledger, year, month)
    money = {one.id: judged[one.id].standing.grade for one in ledger.milestones(year) if is_planned(one)}
    return records_of(ledger.actions(), ledger.nodes(), money, lambda nodes: judged_nodes(nodes, rules, year, month))


def money_rows(ledger: Ledger, year: int, month: int) -> dict[int, ProgressRow]:
    """The money of each project of a year in a month, by the rules for projects; judged anew only where it changed."""
    rules = project_rules_of(ledger).rules
    filed = {one.task_id: one for one in ledger.filings(year, month) if one.task is TaskKind.MILESTONE}
    projects = [one for one in ledger.milestones(year) if is_project(one)]
    wanted = ((one.id, (one, filed.get(one.id), month, rules)) for one in projects)
    rows = _kept(_MONEY, money_row, ledger, year, month)(wanted)
    return {one.id: row for one, row in zip(projects, rows, strict=True)}


def milestones_in_turn(ledger: Ledger, year: int, month: int, day: date) -> list[tuple[Milestone, MilestoneStanding]]:
    """The milestones of a year as they stand on a day of a month, the longest overdue first."""
    records, options = milestone_records(ledger, year, month), state_options(ledger.settings())
    return in_turn(ledger.milestones(year), day, records, options)


def row_of(ledger: Ledger, target: Target, month: int) -> ProgressRow:
    """One target as `progress_of` has it in a month, without its place in the list and what was filed."""
    indicator, year = target.indicator_id, target.year
    last = next((one for one in ledger.targets(year - 1) if one.indicator_id == indicator), None)
    return progress_row(
        "",
        0,
        in_force(target, ledger.adjustments(target.id), month),
        ledger.indicator(indicator),
        ledger.actual(indicator, year, month),
        ledger.actual(indicator, year - 1, 12),
        ledger.actual(indicator, year - 1, month),
        None if last is None else in_force(last, ledger.adjustments(last.id), month),
        month,
        rules_of(ledger),
    )


def adjustments_by_target(ledger: Ledger) -> dict[int, list[Adjustment]]:
    """All adjustments by the target that they changed, in the order in which they were made."""
    found: dict[int, list[Adjustment]] = {}
    for one in sorted(ledger.adjustments(), key=lambda one: one.id):
        found.setdefault(one.target_id, []).append(one)
    return found


def in_force(target: Target, adjustments: Sequence[Adjustment], month: int) -> Target:
    """The target as it stood in `month`; `adjustments` are its own in the order in which they were made.

    The latest one that has taken effect by then holds: what it left is what the next one found, and after the last of
    them the target as it stands. Before any takes effect the first figures hold. The stretch is in the unit of those.
    """
    effective = [place for place, one in enumerate(adjustments) if one.from_month <= month]
    following = effective[-1] + 1 if effective else 0
    if following == len(adjustments):
        return target
    before = adjustments[following].before
    goal = target.stretch
    stretch = None if goal is None else in_unit(goal, target.stated.unit, before.unit)
    return replace(target, stated=before, stretch=stretch)


def first_period(ledger: Ledger, today: date) -> tuple[int, int]:
    """The year and month to begin with: the latest year that has targets or figures, as far as it has come."""
    latest, years = ledger.latest_month(), ledger.target_years()
    if years and (latest is None or latest[0] < years[-1]):
        return years[-1], today.month if years[-1] == today.year else 12
    planned = [report.year for report in ledger.reports() if report.year is not None]
    return latest or (max(planned, default=today.year), today.month)


def nearest_year(ledger: Ledger, year: int) -> int | None:
    """The year with targets that lies nearest to `year`, of two the later; None where no year has any."""
    return min(ledger.target_years(), key=lambda other: (abs(other - year), -other), default=None)


def latest_month(ledger: Ledger, year: int) -> int:
    """The last month of `year` with a figure, else 1."""
    latest = ledger.latest_month(year)
    return latest[1] if latest else 1
