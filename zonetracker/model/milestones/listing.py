"""A year's milestones as they are followed in a month: each with all that was told of it, and which are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from zonetracker.model.duties.due import TaskDuty
from zonetracker.model.facts import Action, Evidence, Filing, Kind, Milestone, Node
from zonetracker.model.milestones.rates import MilestoneRates, mean_days, milestone_rates
from zonetracker.model.milestones.records import MilestoneRecord, StateOptions
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, due_on


@dataclass(frozen=True, slots=True)
class ListedMilestone:
    """A milestone in a month with how it stands, its nodes, actions and evidence, and what was filed for the month.

    `lead` and `beside` are the units as registered, else as the text calls them. `duty` says whether the month's
    filing is owed; None where it is not asked for. `took` is how many working days one with a time limit took from
    its receipt, which is day 0. `turned` is the last application for sign-off or return by the day that is looked at.
    """

    milestone: Milestone
    standing: MilestoneStanding
    nodes: tuple[Node, ...] = ()
    actions: tuple[Action, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    filing: Filing | None = None
    duty: TaskDuty | None = None
    lead: str = ""
    beside: tuple[str, ...] = ()
    took: int | None = None
    turned: Action | None = None

    @property
    def unfiled(self) -> bool:
        """Whether the month's filing is owed and has not come."""
        return self.duty is not None and self.duty.waits

    @property
    def done(self) -> bool:
        """Whether it is done by the day that is looked at."""
        return self.standing.state is MilestoneState.DONE

    @property
    def overdue_days(self) -> int | None:
        """How many days it is overdue, or was when it was done; None where it is not or no day says so."""
        if self.standing.overdue and self.standing.left is not None:
            return -self.standing.left
        return self.standing.late

    @property
    def units(self) -> tuple[str, ...]:
        """Everybody who answers for it, the lead first."""
        return (*([self.lead] if self.lead else []), *self.beside)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which of a list are wanted; all that is chosen holds together.

    `due`: open and due in the month that is looked at; `due_on`: it or a node of it is due on this day and open today;
    `unfiled`: its filing is owed.
    """

    checklist: str | None = None
    state: MilestoneState | None = None
    unit: str | None = None
    due: bool = False
    overdue: bool = False
    unfiled: bool = False
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MilestoneList:
    """The milestones of a year in turn, as they stand on `day`, the day as of which the month is looked at.

    `unknown_years` are those without a table of days off, where working days were counted; `today` may be a later day.
    """

    year: int
    month: int
    day: date
    rows: tuple[ListedMilestone, ...]
    options: StateOptions = field(default_factory=StateOptions)
    unknown_years: frozenset[int] = frozenset()
    today: date | None = None

    def due_now(self, row: ListedMilestone) -> bool:
        """Whether a row is open and its deadline falls into the month."""
        left = row.standing.left
        if left is None or row.standing.state is MilestoneState.SUSPENDED:
            return False
        due = self.day + timedelta(days=left)
        return (due.year, due.month) == (self.year, self.month)

    def due_on(self, row: ListedMilestone, wanted: date) -> bool:
        """Whether a row or a node of it is due on this day and still open today."""
        record = MilestoneRecord(row.actions, row.nodes)
        return due_on(row.milestone, record, wanted, self.today or self.day, self.options)

    def wants(self, row: ListedMilestone, narrowing: Narrowing) -> bool:
        """Whether a row is among those chosen."""
        return (
            (narrowing.checklist is None or row.milestone.checklist == narrowing.checklist)
            and (narrowing.state is None or row.standing.state is narrowing.state)
            and (narrowing.unit is None or narrowing.unit in row.units)
            and (not narrowing.due or self.due_now(row))
            and (not narrowing.overdue or row.standing.overdue)
            and (not narrowing.unfiled or row.unfiled)
            and (narrowing.due_on is None or self.due_on(row, narrowing.due_on))
        )

    def narrowed(self, narrowing: Narrowing) -> tuple[ListedMilestone, ...]:
        """The rows that are chosen, in turn."""
        return tuple(row for row in self.rows if self.wants(row, narrowing))

    @property
    def checklists(self) -> tuple[str, ...]:
        """The lists on which milestones stand, in the order of the rows."""
        return tuple(dict.fromkeys(row.milestone.checklist for row in self.rows if row.milestone.checklist))


def mean_took(rows: Sequence[ListedMilestone]) -> Fraction | None:
    """平均办理天数: the mean of the working days that those that are done took; what is open is left out."""
    return mean_days(row.took for row in rows if row.took is not None)


def rates_of(rows: Sequence[ListedMilestone]) -> MilestoneRates:
    """The counts of rows, of which the rates are made; a deed that a report tells is no task and does not count."""
    return milestone_rates(row.standing for row in rows if row.milestone.kind is Kind.TARGET)
