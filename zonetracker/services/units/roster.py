"""Who answers for what in a year: the registered departments with their tasks, and the names that none of them has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from zonetracker.lexicon.initials import finds
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import DepartmentChange
from zonetracker.model.duties.naming import DepartmentIndex, likely_department, unit_key, units_named
from zonetracker.model.duties.tasks import Task, tasks_of
from zonetracker.model.facts import Department
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

_TOLD = 3


@dataclass(frozen=True, slots=True)
class DepartmentDuties:
    """A department with what it leads, and what it is named beside."""

    department: Department
    leads: tuple[Task, ...]
    beside: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class UnknownUnit:
    """未登记: a name that no department has, with the rows that name it; `likely` is the department it may mean."""

    name: str
    duties: tuple[Task, ...]
    likely: Department | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who answers for what in a year; `unassigned` are the rows that name nobody."""

    departments: tuple[DepartmentDuties, ...]
    unknown: tuple[UnknownUnit, ...]
    unassigned: tuple[Task, ...]


def roster(ledger: Ledger, year: int) -> Roster:
    """The departments in their order with the tasks of a year, and the unknown names, those named most first."""
    registered = ledger.departments()
    index = DepartmentIndex(registered)
    leads: dict[int, list[Task]] = {one.id: [] for one in registered}
    beside: dict[int, list[Task]] = {one.id: [] for one in registered}
    unknown: dict[str, tuple[str, list[Task]]] = {}
    unassigned = []
    indicators = {indicator.id: indicator for indicator in ledger.indicators()}
    for task in tasks_of(ledger.targets(year), indicators, ledger.milestones(year)):
        found = index.resolve(task.responsible)
        if found.lead is not None:
            leads[found.lead.id].append(task)
        for one in found.others:
            beside[one.id].append(task)
        for name in found.unknown:
            unknown.setdefault(unit_key(name), (name, []))[1].append(task)
        if not (found.known or found.unknown):
            unassigned.append(task)
    return Roster(
        tuple(DepartmentDuties(one, tuple(leads[one.id]), tuple(beside[one.id])) for one in registered),
        tuple(
            UnknownUnit(name, tuple(duties), likely_department(name, registered))
            for name, duties in sorted(unknown.values(), key=_most_first)
        ),
        tuple(unassigned),
    )


def _most_first(named: tuple[str, list[Task]]) -> int:
    return -len(named[1])


def duties_told(duties: Sequence[Task]) -> str:
    """The first of some rows by name, and how many there are."""
    named = "、".join(one_line(one.name) for one in duties[:_TOLD])
    return named if len(duties) <= _TOLD else tr("{named}等 {count} 项", named=named, count=len(duties))


def offered_units(ledger: Ledger) -> list[str]:
    """The names that a field for responsible units offers: the registered ones, else those that targets name."""
    registered = [one.name for one in ledger.departments()]
    if registered:
        return registered
    named = (unit.name for target in ledger.targets() for unit in units_named(target.responsible))
    return list(dict.fromkeys(named))


def units_by_text(ledger: Ledger) -> Callable[[str], tuple[str, ...]]:
    """Which units a text of responsible units names, each by its registered name where it has one."""
    index = DepartmentIndex(ledger.departments())

    @cache
    def units(text: str) -> tuple[str, ...]:
        found = index.resolve(text)
        return (*(one.name for one in found.known), *found.unknown)

    return units


def names_fitting(typed: str, names: Sequence[str]) -> list[str]:
    """The names that hold what is typed, as characters or first letters of their sound; those that begin so first."""
    found = [name for name in names if name != typed and finds(typed, name)]
    return sorted(found, key=lambda name: not finds(typed, name[: len(typed)]))


def department_named(ledger: Ledger, name: str) -> Department:
    """The department with this name or alias; refused ("department.unknown") where there is none."""
    found = DepartmentIndex(ledger.departments()).find(name)
    if found is None:
        raise Refusal(RefusalCode.DEPARTMENT_UNKNOWN, tr("还没有登记单位“{name}”，请先登记。", name=name))
    return found


def add_aliases(ledger: Ledger, names: Sequence[str], department: Department) -> Changed:
    """Names that mean a registered department from now on, as one step."""
    change = DepartmentChange(aliases=(*department.aliases, *names))
    return ledger.edit_department(department.id, change)
