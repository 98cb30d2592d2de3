"""调度: what a dispatch meeting talks about, by unit: what is due within days, overdue, or stuck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zonetracker.model.dates import no_later
from zonetracker.model.duties.naming import DepartmentIndex, unit_key
from zonetracker.model.duties.tasks import Task, milestone_task, target_task
from zonetracker.model.facts import Action, ActionKind, Filing, Milestone, TaskKind
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, as_of, followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import LAGGING


class Answered(StrEnum):
    """What came of the last instruction: it is done, something was filed since, or nothing."""

    DONE = "done"
    FILED = "filed"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class DispatchRow:
    """A task that the meeting talks about. A milestone has a `standing`, a target the `row` of the month's table.

    `instruction` is the last one that was given, `answered` what came of it, on `answered_on` (ISO) where it is known.
    """

    unit: str
    task: Task
    standing: MilestoneStanding | None = None
    row: ProgressRow | None = None
    problem: str = ""
    next_step: str = ""
    instruction: Action | None = None
    answered: Answered | None = None
    answered_on: str = ""


def dispatch_rows(progress: Progress, filings: Iterable[Filing]) -> tuple[DispatchRow, ...]:
    """What is to be talked about in the month of `progress`, units in their order, the longest overdue of each first.

    `filings` are those of the whole year. A milestone is stuck where its unit has filed a problem for the month, a
    target where it is behind and its unit says why.
    """
    filed = _Filed(filings, progress)
    found = [*_milestones(progress, filed), *_targets(progress, filed)]
    places = {unit_key(one.name): place for place, one in enumerate(progress.departments)}
    return tuple(sorted(found, key=lambda row: _place(row.unit, places)))


def _place(unit: str, places: Mapping[str, int]) -> tuple[int, str]:
    """Registered units in their order, then other names, then what nobody answers for."""
    key = unit_key(unit)
    return (places[key], "") if key in places else (len(places) + (not key), key)


class _Filed:
    """What the units have filed in a year up to the month that is looked at, be it after its end."""

    def __init__(self, filings: Iterable[Filing], progress: Progress) -> None:
        self.day = as_of(progress.year, progress.month, progress.today)
        self.units = DepartmentIndex(progress.departments)
        self._month: dict[tuple[TaskKind, int], Filing] = {}
        self._last: dict[tuple[TaskKind, int], str] = {}
        for one in filings:
            key = (one.task, one.task_id)
            if one.month == progress.month:
                self._month[key] = one
            told = one.progress.strip() or one.value is not None
            if one.reported_on and told and one.month <= progress.month:
                self._last[key] = max(self._last.get(key, ""), one.reported_on)

    def of(self, task: TaskKind, number: int) -> Filing | None:
        """What was filed for the month."""
        return self._month.get((task, number))

    def last(self, task: TaskKind, number: int) -> str:
        """The day on which something was last filed of how it goes; "" for never."""
        return self._last.get((task, number), "")

    def unit(self, responsible: str) -> str:
        """The unit that leads by the text of a row."""
        named = self.units.resolve(responsible)
        return named.lead_name if named.lead is None else named.lead.name


def _milestones(progress: Progress, filed: _Filed) -> Iterator[DispatchRow]:
    for item, standing in followed(progress):
        filing = filed.of(TaskKind.MILESTONE, item.id)
        problem = filing.problem.strip() if filing is not None else ""
        instruction = _instruction(progress, item, filed.day)
        if _talked_about(standing, problem, instruction, progress):
            answered, on = _answer(standing, instruction, filed.last(TaskKind.MILESTONE, item.id))
            yield DispatchRow(
                unit=filed.unit(item.responsible),
                task=milestone_task(item),
                standing=standing,
                problem=problem,
                next_step=filing.next_step.strip() if filing is not None else "",
                instruction=instruction,
                answered=answered,
                answered_on=on,
            )


def _instruction(progress: Progress, item: Milestone, day: date) -> Action | None:
    """The last instruction that was given by a day."""
    record = progress.records.get(item.id)
    told = () if record is None else record.actions
    given = [one for one in told if one.kind is ActionKind.INSTRUCT and one.day <= day.isoformat()]
    return given[-1] if given else None


def _talked_about(standing: MilestoneStanding, problem: str, instruction: Action | None, progress: Progress) -> bool:
    """Whether it is due soon, overdue, stuck, or was done in this month after an instruction."""
    if standing.state is MilestoneState.SUSPENDED:
        return False
    if standing.state is MilestoneState.DONE:
        done_on = standing.done_on or ""
        month = f"{progress.year}-{progress.month:02}"
        return instruction is not None and done_on[:7] == month and no_later(instruction.day, done_on)
    soon = standing.left is not None and standing.left <= progress.state_options.soon
    return bool(problem) or soon


def _answer(standing: MilestoneStanding, instruction: Action | None, filed_on: str) -> tuple[Answered | None, str]:
    if instruction is None:
        return None, ""
    if standing.state is MilestoneState.DONE:
        return Answered.DONE, standing.done_on or ""
    return (Answered.FILED, filed_on) if filed_on >= instruction.day else (Answered.NOT, "")


def _targets(progress: Progress, filed: _Filed) -> Iterator[DispatchRow]:
    for row in progress.rows:
        filing = filed.of(TaskKind.TARGET, row.target.id)
        if row.standing.grade in LAGGING and row.problem.strip():
            yield DispatchRow(
                unit=filed.unit(row.target.responsible),
                task=target_task(row.target, row.indicator),
                row=row,
                problem=row.problem.strip(),
                next_step=filing.next_step.strip() if filing is not None else "",
            )
