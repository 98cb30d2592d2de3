"""What the rules of points make of what is there: the entries of a year's tasks for the ends of its months.

An entry belongs to a month and is known by its key, so that the ledger of any past month can be made again. What is
said of a month's end is said once that is over.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from zonetracker.model.dates import come_by, known_end
from zonetracker.model.duties.due import (
    DueRules,
    DutyState,
    asked_for,
    duty_state,
    exempt,
    figures_lacking,
    row_came,
    says_something,
)
from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.facts import Action, ActionKind, Department, Filing, Kind, Milestone, Node, TaskKind
from zonetracker.model.milestones.projects import PROJECT_UNIT, is_project, money_row
from zonetracker.model.milestones.records import MilestoneRecord, StateOptions
from zonetracker.model.milestones.states import MilestoneState, as_of, milestone_standing, noted_on
from zonetracker.model.points.keys import entry_key
from zonetracker.model.points.rules import PointsEvent, PointsPer, PointsRule, PointsRules
from zonetracker.model.progress import ProgressRow
from zonetracker.model.rounding import shown
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade
from zonetracker.model.units import scale

PLACES = 2
CARRIED_ON = "续建"
"""The 建设性质 of a project that was begun in a year before."""
_RED = frozenset({Grade.LATE, Grade.MISSED})
_OUT = frozenset({MilestoneState.SUSPENDED, MilestoneState.CANCELLED})
_FILING = {DutyState.MISSING: PointsEvent.UNFILED, DutyState.LATE: PointsEvent.FILED_LATE}


class PointsEntry(NamedTuple):
    """What a task brought its department by a rule in a month, before caps and waivers; `day` (ISO) lies within it.

    `times` is how often in the month; `told` holds the figures that its grounds name: the day by which it was due, the
    day on which it came, the sum spent and the plan, the word for the light.
    """

    year: int
    rule: PointsRule
    department: Department
    task: TaskKind
    task_id: int
    name: str
    month: int
    day: str
    points: Decimal
    times: int = 1
    told: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what a waiver names it."""
        return entry_key(self.rule.code, self.task, self.task_id, self.year, self.month)


@dataclass(frozen=True, slots=True)
class PointsYear:
    """By what a year's tasks are looked at for the months 1..`month`, as it is known on `today`."""

    year: int
    month: int
    today: date
    rules: PointsRules
    due: DueRules
    options: StateOptions
    judging: RuleSet
    departments: tuple[Department, ...]

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of each month."""
        return tuple(date(self.year, month, monthrange(self.year, month)[1]) for month in range(1, 13))


@dataclass(frozen=True)
class PointsTask:
    """A milestone with all that was filed on it, done about it and planned for it in the year; `filings` by month."""

    milestone: Milestone
    filings: Mapping[int, Filing] = field(default_factory=dict)
    actions: tuple[Action, ...] = ()
    nodes: tuple[Node, ...] = ()


_Way = Callable[[PointsTask, PointsRule, Department], Iterator[PointsEntry]]


@dataclass(frozen=True, slots=True)
class _UnitRules:
    """The rules for a department: those of its milestones, each with how its entries are made, and of what it files."""

    ways: tuple[tuple[PointsRule, _Way], ...]
    filing: Mapping[DutyState, PointsRule]


class PointsEntries:
    """Makes the entries of tasks, one after the other."""

    def __init__(self, year: PointsYear) -> None:
        self._year = year
        self._index = DepartmentIndex(year.departments)
        self._ends = year.ends
        self._end_days = [end.isoformat() for end in self._ends]
        self._months = range(1, year.month + 1)
        self._over = [month for month in self._months if self._ends[month - 1] <= year.today]
        self._rules = {(rule.code, rule.series): rule for rule in year.rules.rules}
        self._ways: tuple[tuple[PointsEvent, _Way], ...] = (
            (PointsEvent.ON_TIME, self._on_time),
            (PointsEvent.OVERDUE, self._overdue),
            (PointsEvent.RETURNED, self._returned),
            (PointsEvent.RED, self._red_money),
            (PointsEvent.CARRIED_ON, self._carried_on),
            (PointsEvent.SIZE, self._size),
            (PointsEvent.SPENT, self._spent),
        )
        self._leads: dict[str, Department | None] = {}
        self._unit_rules: dict[int, _UnitRules] = {}
        self._asked_of: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._due_days: dict[int | None, tuple[date, ...]] = {}

    # ---- milestones

    def of_milestone(self, task: PointsTask) -> Iterator[PointsEntry]:
        """What a milestone of the year brought its lead, month by month."""
        lead = self._lead(task.milestone.responsible)
        if lead is None or task.milestone.kind is not Kind.TARGET:
            return
        plan = self._rules_of(lead)
        for rule, way in plan.ways:
            yield from self._kept(rule, way(task, rule, lead))
        if task.nodes:
            yield from self._of_nodes(task, lead)
        if plan.filing:
            yield from self._of_filings(task, plan.filing, lead)

    def _rules_of(self, lead: Department) -> _UnitRules:
        """The rules that hold for a department: that of its own series goes before the one for all."""
        if lead.id not in self._unit_rules:
            ways = ((self._rule(event.value, lead), way) for event, way in self._ways)
            filing = ((state, self._rule(event.value, lead)) for state, event in _FILING.items())
            self._unit_rules[lead.id] = _UnitRules(
                tuple((rule, way) for rule, way in ways if rule is not None),
                {state: rule for state, rule in filing if rule is not None},
            )
        return self._unit_rules[lead.id]

    def _rule(self, code: str, department: Department) -> PointsRule | None:
        own = self._rules.get((code, department.series)) if department.series else None
        return own or self._rules.get((code, ""))

    def _on_time(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        item = task.milestone
        for month, done_on in self._done(task):
            standing = milestone_standing(item, self._looked_at(month), _record(task), self._year.options)
            if standing.in_time:
                told = (done_on, standing.deadline or "")
                yield self._entry(rule, lead, item, month, rule.points, day=done_on, told=told)

    def _done(self, task: PointsTask) -> Iterator[tuple[int, str]]:
        """The months at whose end a milestone had been done in them, and when; what is reopened later was done."""
        item, month = task.milestone, self._month_of(task.milestone.done_on)
        if not task.actions:
            if month is not None and item.done_on and come_by(item.done_on, self._looked_at(month)):
                yield month, item.done_on
            return
        for month in self._months:
            done_on = noted_on(item, task.actions, self._looked_at(month))[0]
            if done_on and self._month_of(done_on) == month:
                yield month, done_on

    def _looked_at(self, month: int) -> date:
        return as_of(self._year.year, month, self._year.today)

    def _overdue(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        item = task.milestone
        for month in self._over:
            end = self._ends[month - 1]
            deadline = self._missed(task, end)
            if deadline:
                yield self._entry(rule, lead, item, month, rule.points, told=(deadline,))

    def _missed(self, task: PointsTask, day: date) -> str:
        """The deadline that is missed on a day; empty where none is, as `milestone_standing` says."""
        item = task.milestone
        if task.actions:
            standing = milestone_standing(item, day, _record(task), self._year.options)
            return standing.deadline or "" if standing.overdue else ""
        due = known_end(item.deadline)
        missed = due is not None and due < day and not (item.done_on and come_by(item.done_on, day))
        return item.deadline or "" if missed else ""

    def _returned(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        if not task.actions:
            return
        days = [one.day for one in task.actions if one.kind is ActionKind.RETURN and self._month_of(one.day)]
        counts = Counter(self._month_of(day) for day in days)
        for month, times in counts.items():
            assert month is not None
            last = max(day for day in days if self._month_of(day) == month)
            yield self._entry(rule, lead, task.milestone, month, rule.points * times, day=last, times=times)

    def _red_money(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        item = task.milestone
        if not (item.year_plan and is_project(item)):
            return
        for month in self._over:
            filing = task.filings.get(month)
            if filing is None or filing.value is None or (task.actions and self._out(task, month)):
                continue
            grade = money_row(item, filing, month, self._year.judging).standing.grade
            if grade in _RED:
                yield self._entry(rule, lead, item, month, rule.points, told=(self._word(grade),))

    def _carried_on(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        """A project of a year before goes on with the first sum that is filed on it."""
        item = task.milestone
        if item.construction.strip() != CARRIED_ON:
            return
        for month in self._months:
            filing = task.filings.get(month)
            if filing is not None and filing.value:
                told = (f"{filing.value}{filing.unit or item.money_unit or ''}",)
                yield self._entry(rule, lead, item, month, rule.points, told=told)
                return

    def _size(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        item = task.milestone
        plan = scale(item.year_plan, item.money_unit, PROJECT_UNIT) if item.year_plan else None
        points = next((points for least, points in rule.steps if plan is not None and plan >= Fraction(least)), None)
        month = self._month_of(item.received_on) if (item.received_on or "")[:4] == str(self._year.year) else 1
        if points is not None and month is not None:
            yield self._entry(rule, lead, item, month, points, told=(f"{item.year_plan}{item.money_unit}",))

    def _spent(self, task: PointsTask, rule: PointsRule, lead: Department) -> Iterator[PointsEntry]:
        """What a month brought to the share of the plan that is spent, so that the entries add up to it rounded."""
        item, before = task.milestone, Decimal(0)
        if not item.year_plan:
            return
        for month in self._months:
            filing = task.filings.get(month)
            if filing is None or filing.value is None:
                continue
            spent = scale(filing.value, filing.unit or item.money_unit, item.money_unit)
            if spent is None:
                continue
            share = min(spent / Fraction(item.year_plan), Fraction(1))
            by_now = shown(share * Fraction(rule.points), PLACES)
            told = (f"{filing.value}{filing.unit or item.money_unit}", f"{item.year_plan}{item.money_unit}")
            if by_now != before:
                yield self._entry(rule, lead, item, month, by_now - before, told=told)
            before = by_now

    def _of_nodes(self, task: PointsTask, lead: Department) -> Iterator[PointsEntry]:
        for node in task.nodes:
            rule = self._rule(f"{PointsEvent.NODE.value}:{node.name}", lead)
            month = self._month_of(node.done_on) if rule is not None else None
            if rule is not None and month is not None:
                told = (node.done_on or "",)
                entry = self._entry(rule, lead, task.milestone, month, rule.points, day=node.done_on, told=told)
                yield from self._kept(rule, [entry])

    def _of_filings(
        self, task: PointsTask, rules: Mapping[DutyState, PointsRule], lead: Department
    ) -> Iterator[PointsEntry]:
        item, today = task.milestone, self._year.today
        due_days = self._due(lead.due_day)
        found: dict[DutyState, list[PointsEntry]] = {state: [] for state in rules}
        for month in self._asked_months(task):
            filing, due = task.filings.get(month), due_days[month - 1]
            came = None if filing is None else filing.reported_on
            state = duty_state(filing is None or not says_something(filing), came, due, today)
            rule = rules.get(state)
            if rule is not None and not (task.actions and self._out(task, month)):
                told = (due.isoformat(), came or "")
                found[state].append(self._entry(rule, lead, item, month, rule.points, told=told))
        for state, entries in found.items():
            yield from self._kept(rules[state], entries)

    def _asked_months(self, task: PointsTask) -> tuple[int, ...]:
        """The months in which a milestone is reported on."""
        item = task.milestone
        if task.actions:
            noted = {month: noted_on(item, task.actions, self._looked_at(month))[0] for month in self._months}
            return tuple(self._asked(item, noted))
        said = (item.cycle, item.received_on, item.done_on)
        if said not in self._asked_of:
            self._asked_of[said] = tuple(self._asked(item, dict.fromkeys(self._months, item.done_on)))
        return self._asked_of[said]

    def _asked(self, item: Milestone, done_on: Mapping[int, str | None]) -> Iterator[int]:
        year = self._year.year
        for month, done in done_on.items():
            if asked_for(item, done, year, month) and not exempt(item, month):
                yield month

    def _out(self, task: PointsTask, month: int) -> bool:
        """Whether a milestone was suspended or cancelled at a month's end."""
        day = self._looked_at(month)
        return milestone_standing(task.milestone, day, _record(task), self._year.options).state in _OUT

    # ---- targets

    def of_target(self, rows: Sequence[ProgressRow], filings: Mapping[int, Filing]) -> Iterator[PointsEntry]:
        """What a target brought: `rows` are its months in order, `filings` what was filed on it, by month."""
        if not rows:
            return
        owner = self._lead(rows[0].indicator.supplier or rows[0].target.responsible)
        lead = self._lead(rows[0].target.responsible)
        red = None if lead is None else self._rule(PointsEvent.RED.value, lead)
        if red is not None and lead is not None:
            grades = ((month, rows[month - 1].standing.grade) for month in self._over)
            months = ((month, (self._word(grade),)) for month, grade in grades if grade in _RED)
            yield from self._kept(red, (self._of_row(red, lead, rows, month, told) for month, told in months))
        if owner is not None:
            for state, rule in self._rules_of(owner).filing.items():
                yield from self._kept(rule, self._target_filed(rule, owner, rows, filings, state))

    def _target_filed(
        self,
        rule: PointsRule,
        owner: Department,
        rows: Sequence[ProgressRow],
        filings: Mapping[int, Filing],
        wanted: DutyState,
    ) -> Iterator[PointsEntry]:
        for month in self._months:
            row = rows[month - 1]
            if month not in row.indicator.months:
                continue
            due = self._due(row.indicator.due_day or owner.due_day)[month - 1]
            came = row_came(row, filings.get(month))
            if duty_state(any(figures_lacking(row)), came, due, self._year.today) is wanted:
                yield self._of_row(rule, owner, rows, month, (due.isoformat(), came or ""))

    def _of_row(
        self,
        rule: PointsRule,
        lead: Department,
        rows: Sequence[ProgressRow],
        month: int,
        told: tuple[str, ...] = (),
    ) -> PointsEntry:
        number, name, day = rows[0].target.id, rows[0].indicator.name, self._end_days[month - 1]
        year = self._year.year
        return PointsEntry(year, rule, lead, TaskKind.TARGET, number, name, month, day, rule.points, told=told)

    # ---- what both ask

    def _kept(self, rule: PointsRule, entries: Iterable[PointsEntry]) -> list[PointsEntry]:
        """Of what counts once a year the first; and nothing of the months in which its department takes no part."""
        listed = [*entries]
        if listed and listed[0].department.retired_from is not None:
            last = listed[0].department.retired_from
            listed = [one for one in listed if f"{one.year}-{one.month:02}" < last]
        return listed[:1] if rule.per is PointsPer.EACH and rule.event in _EVERY_MONTH else listed

    def _word(self, grade: Grade) -> str:
        return self._year.judging.words[grade.name.lower()]

    def _lead(self, text: str) -> Department | None:
        if text not in self._leads:
            self._leads[text] = self._index.resolve(text).lead
        return self._leads[text]

    def _month_of(self, day: str | None) -> int | None:
        """The month of the year in which a date ends, as far as it is looked at."""
        end = known_end(day)
        return end.month if end is not None and end.year == self._year.year and end.month <= self._year.month else None

    def _due(self, own: int | None) -> tuple[date, ...]:
        """The days by which the months are owed."""
        if own not in self._due_days:
            year = self._year
            self._due_days[own] = tuple(year.due.due_on(year.year, month, own).day for month in self._months)
        return self._due_days[own]

    def _entry(
        self,
        rule: PointsRule,
        lead: Department,
        item: Milestone,
        month: int,
        points: Decimal,
        *,
        day: str | None = None,
        times: int = 1,
        told: tuple[str, ...] = (),
    ) -> PointsEntry:
        end = known_end(day)
        said = self._end_days[month - 1] if end is None else end.isoformat()
        kind, year = TaskKind.MILESTONE, self._year.year
        return PointsEntry(year, rule, lead, kind, item.id, item.name, month, said, points, times, told)


_EVERY_MONTH = frozenset(
    {
        PointsEvent.OVERDUE,
        PointsEvent.RETURNED,
        PointsEvent.UNFILED,
        PointsEvent.FILED_LATE,
        PointsEvent.RED,
    }
)
"""What can be so month after month."""


def _record(task: PointsTask) -> MilestoneRecord:
    return MilestoneRecord(task.actions)
