"""报送: who owes what in a month, by when, and whether it came in time. One pass over a month's table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache

from zonetracker.model.checking.limits import LAST_DUE_DAY, due_day_beyond
from zonetracker.model.dates import known_end
from zonetracker.model.duties.naming import DepartmentIndex, unit_key
from zonetracker.model.duties.tasks import Task, milestone_task, target_task
from zonetracker.model.duties.workdays import Holidays, PlannedDay, office_holidays, published
from zonetracker.model.facts import Cycle, Department, Filing, Milestone, TaskKind
from zonetracker.model.milestones.rates import share
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import LAGGING

DUE_DAY = 5
_QUARTERS = frozenset({3, 6, 9, 12})


class DutyState(StrEnum):
    """How a task that is owed in a month stands: reported in time or late, missing, not due yet, or not owed."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    NOT_YET = "not_yet"
    EXEMPT = "exempt"


class Lack(StrEnum):
    """What is still to be asked for: a figure, what was done, or the reason for being behind."""

    VALUE = "value"
    GROWTH = "growth"
    PROGRESS = "progress"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class DueRules:
    """By when a month is owed: day `due_day` of the month after it, moved to the next working day where wished."""

    due_day: int = DUE_DAY
    next_working_day: bool = False
    holidays: Holidays = field(default_factory=published)

    def due_on(self, year: int, month: int, own: int | None = None) -> PlannedDay:
        """The day by which a month's figures are owed; `own` is the day of the indicator or the department."""
        after = date(year + month // 12, month % 12 + 1, min(own or self.due_day, LAST_DUE_DAY))
        return self.holidays.next(after) if self.next_working_day else PlannedDay(after)


def due_rules(settings: Mapping[str, object]) -> DueRules:
    """The rules that a workbook's settings say; what is missing or can't be keeps its default."""
    day = settings.get("due_day")
    return DueRules(
        due_day=day if type(day) is int and due_day_beyond(day) is None else DUE_DAY,
        next_working_day=settings.get("next_working_day") is True,
        holidays=office_holidays(settings.get("holidays")),
    )


@dataclass(frozen=True, slots=True)
class TaskDuty:
    """A task in a month: `due` is the day by which it is owed, None where it is not.

    `reported_on` (ISO) is the day on which it came; `unknown_day`: it is there, and nobody noted when, so that it
    counts as in time. `lacks` are what is missing, in order; a missing reason alone makes nothing late.
    """

    task: Task
    state: DutyState
    due: date | None = None
    reported_on: str | None = None
    unknown_day: bool = False
    lacks: tuple[Lack, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether it is owed and has not come."""
        return self.state in (DutyState.MISSING, DutyState.NOT_YET)


@dataclass(frozen=True, slots=True)
class DutyCounts:
    """How many tasks stand how; `without_reason` are those behind of which nobody said why."""

    states: Mapping[DutyState, int]
    without_reason: int

    @property
    def owed(self) -> int:
        """应报: all but those that have no figure in this month by nature."""
        return sum(self.states.values()) - self.states.get(DutyState.EXEMPT, 0)

    @property
    def timely_rate(self) -> Fraction | None:
        """及时率, in percent: how many came in time of those whose day is over or that have come."""
        due = self.owed - self.states.get(DutyState.NOT_YET, 0)
        return share(self.states.get(DutyState.ON_TIME, 0), due)


@dataclass(frozen=True, slots=True)
class UnitDuty:
    """What one unit owes in a month. `department` is None for a name that is not registered.

    The name is empty for what nobody owes: no unit leads it, or one that is retired by now.
    """

    name: str
    department: Department | None
    tasks: tuple[TaskDuty, ...]
    counts: DutyCounts


@dataclass(frozen=True, slots=True)
class DutyTable:
    """Who owes what in a month: the departments in their order, then names that none of them has.

    `unknown_years` are those without a table of days off, where a due day was moved to a working day.
    """

    year: int
    month: int
    units: tuple[UnitDuty, ...]
    total: DutyCounts
    unknown_years: frozenset[int] = frozenset()


def duty_table(
    progress: Progress,
    filings: Iterable[Filing],
    day: date,
    rules: DueRules | None = None,
    standings: Iterable[tuple[Milestone, MilestoneStanding]] | None = None,
) -> DutyTable:
    """Who owes what in the month of `progress`, as it is known on `day`; `filings` are those of the month.

    `standings` are what `followed` gives, where it is known already.
    """
    asked = _DueMonth(progress, filings, day, rules or DueRules(), standings)
    found: dict[int | str, tuple[_Owner, list[TaskDuty]]] = {
        one.id: (_Owner(one.name, one), []) for one in progress.departments
    }
    for owner, duty in asked.duties():
        key = unit_key(owner.name) if owner.department is None else owner.department.id
        found.setdefault(key, (owner, []))[1].append(duty)
    nobody = found.pop("", None)
    listed = [*found.values(), *([nobody] if nobody else [])]
    units = (UnitDuty(one.name, one.department, tuple(duties), _counted(duties)) for one, duties in listed if duties)
    return DutyTable(
        progress.year,
        progress.month,
        tuple(units),
        _counted(duty for _, duties in listed for duty in duties),
        frozenset(asked.unknown_years),
    )


def _counted(duties: Iterable[TaskDuty]) -> DutyCounts:
    listed = list(duties)
    return DutyCounts(Counter(one.state for one in listed), sum(Lack.REASON in one.lacks for one in listed))


@dataclass(frozen=True, slots=True)
class _Owner:
    """The unit that owes a task: as registered, else as a text calls it."""

    name: str
    department: Department | None

    @property
    def due_day(self) -> int | None:
        return None if self.department is None else self.department.due_day


class _DueMonth:
    """A month's tasks, each with who owes it and how it stands."""

    def __init__(
        self,
        progress: Progress,
        filings: Iterable[Filing],
        day: date,
        rules: DueRules,
        standings: Iterable[tuple[Milestone, MilestoneStanding]] | None,
    ) -> None:
        self._progress = progress
        self._standings = followed(progress) if standings is None else standings
        self._month = f"{progress.year}-{progress.month:02}"
        self._filings = {(one.task, one.task_id): one for one in filings}
        self._day = day
        self._rules = rules
        self._units = DepartmentIndex(progress.departments)
        self._owner = cache(self._owner_by)
        self._due_days: dict[int | None, date] = {}
        self.unknown_years: set[int] = set()

    def duties(self) -> Iterator[tuple[_Owner, TaskDuty]]:
        """Every task that is asked for or has no figure by nature, and whose it is."""
        for row in self._progress.rows:
            owner = self._owner(row.indicator.supplier or row.target.responsible)
            yield owner, self._target(row, owner)
        for item, standing in self._standings:
            asked = asked_for(item, standing.done_on, self._progress.year, self._progress.month)
            if asked and standing.state is not MilestoneState.SUSPENDED:
                owner = self._owner(item.responsible)
                yield owner, self._milestone(item, standing, owner)

    def _owner_by(self, text: str) -> _Owner:
        named = self._units.resolve(text)
        if named.lead is None:
            return _Owner(named.lead_name, None)
        retired = named.lead.retired_from is not None and named.lead.retired_from <= self._month
        return _Owner("", None) if retired else _Owner(named.lead.name, named.lead)

    def _target(self, row: ProgressRow, owner: _Owner) -> TaskDuty:
        task = target_task(row.target, row.indicator)
        if self._progress.month not in row.indicator.months:
            return TaskDuty(task, DutyState.EXEMPT)
        came = row_came(row, self._filings.get((TaskKind.TARGET, row.target.id)))
        behind = row.standing.grade in LAGGING and not row.problem.strip()
        return self._judged(task, row.indicator.due_day or owner.due_day, tuple(figures_lacking(row)), came, behind)

    def _milestone(self, item: Milestone, standing: MilestoneStanding, owner: _Owner) -> TaskDuty:
        task = milestone_task(item)
        if exempt(item, self._progress.month):
            return TaskDuty(task, DutyState.EXEMPT)
        filing = self._filings.get((TaskKind.MILESTONE, item.id))
        lacks = () if filing is not None and says_something(filing) else (Lack.PROGRESS,)
        behind = standing.grade in LAGGING and not (filing is not None and filing.problem.strip())
        return self._judged(task, owner.due_day, lacks, filing.reported_on if filing else None, behind)

    def _judged(
        self,
        task: Task,
        own_day: int | None,
        lacks: tuple[Lack, ...],
        came: str | None,
        behind: bool,
    ) -> TaskDuty:
        due = self._due_on(own_day)
        told = (*lacks, Lack.REASON) if behind else lacks
        state = duty_state(bool(lacks), came, due, self._day)
        reported_on = None if lacks else came
        return TaskDuty(task, state, due, reported_on, unknown_day=not lacks and came is None, lacks=told)

    def _due_on(self, own: int | None) -> date:
        if own not in self._due_days:
            planned = self._rules.due_on(self._progress.year, self._progress.month, own)
            self._due_days[own] = planned.day
            self.unknown_years |= planned.unknown_years
        return self._due_days[own]


def duty_state(lacking: bool, came: str | None, due: date, day: date) -> DutyState:
    """How what is owed by `due` stands on `day`: lacking, or there since it `came` (None: nobody noted when)."""
    if lacking:
        return DutyState.MISSING if due < day else DutyState.NOT_YET
    return DutyState.LATE if came is not None and came > due.isoformat() else DutyState.ON_TIME


def asked_for(item: Milestone, done_on: str | None, year: int, month: int) -> bool:
    """Whether a milestone is reported on in a month, or would be in the last of its quarter; `done_on` is when it was
    done, as it was noted then.

    What was done before the month is not; what was open for a part of it is.
    """
    if item.cycle is Cycle.NEVER or (item.received_on or "")[:7] > f"{year}-{month:02}":
        return False
    if not done_on:
        return True
    done = known_end(done_on)
    return done is not None and done >= date(year, month, 1)


def exempt(item: Milestone, month: int) -> bool:
    """Whether a milestone is reported on in other months alone."""
    return item.cycle is Cycle.QUARTER and month not in _QUARTERS


def row_came(row: ProgressRow, filing: Filing | None) -> str | None:
    """The day on which a target's figure came, as far as anybody noted it."""
    return (row.actual.reported_on if row.actual else None) or (filing.reported_on if filing else None)


def figures_lacking(row: ProgressRow) -> Iterator[Lack]:
    """The figures that a target asks of a month and that are missing.

    A growth is asked where it is typed, or where it is all that the target states; a goal in words asks for anything.
    """
    stated, actual, growth = row.target.stated, row.actual, row.standing.growth
    has_level = actual is not None and actual.value is not None
    if stated.value is not None and not has_level:
        yield Lack.VALUE
    if stated.growth is not None and growth is None and (row.indicator.typed_growth or stated.value is None):
        yield Lack.GROWTH
    if stated.value is None and stated.growth is None and not has_level and growth is None:
        yield Lack.VALUE


def says_something(filing: Filing) -> bool:
    """Whether a filing tells anything of its milestone."""
    return filing.value is not None or any(map(str.strip, (filing.progress, filing.problem, filing.next_step)))
