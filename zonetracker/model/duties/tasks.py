"""任务: targets and milestones seen as one. A task is a view; nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zonetracker.model.facts import Indicator, Kind, Milestone, Stated, Target, TaskKind
from zonetracker.model.measure import row_unit


@dataclass(frozen=True, slots=True)
class Task:
    """A target or a milestone; `number` is its id among those of its kind.

    `stated`, `unit` and `wording` are the goal: figures with their unit, or words. `deadline` is a date as far as it
    is known (2023, 2023-06, 2023-06-30); `responsible` names the units as printed.
    """

    kind: TaskKind
    number: int
    name: str
    responsible: str
    section: str = ""
    deadline: str | None = None
    stated: Stated = field(default_factory=Stated)
    unit: str = ""
    wording: str = ""
    weight: Decimal | None = None
    note: str = ""


def target_task(target: Target, indicator: Indicator) -> Task:
    """A target as a task."""
    return Task(
        kind=TaskKind.TARGET,
        number=target.id,
        name=indicator.name,
        responsible=target.responsible,
        section=target.section,
        deadline=target.deadline,
        stated=target.stated,
        unit=row_unit(target, indicator) or "",
        wording=target.wording,
        weight=target.weight,
        note=target.note,
    )


def milestone_task(item: Milestone) -> Task:
    """A milestone as a task; its goal is what is required of it, in words."""
    return Task(
        kind=TaskKind.MILESTONE,
        number=item.id,
        name=item.name,
        responsible=item.responsible,
        section=item.checklist or item.section,
        deadline=item.deadline,
        wording=item.requirement,
        weight=item.weight,
        note=item.note,
    )


def tasks_of(
    targets: Iterable[Target], indicators: Mapping[int, Indicator], milestones: Iterable[Milestone]
) -> tuple[Task, ...]:
    """The tasks of a year in the order given, targets first; what a report tells as done is none."""
    set_goals = (target_task(target, indicators[target.indicator_id]) for target in targets)
    items = (milestone_task(item) for item in milestones if item.kind is Kind.TARGET)
    return (*set_goals, *items)
