"""The verb units: who answers for what, the names that no unit has, and how these are registered."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import DONE
from zonetracker.model.duties.tasks import Task
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.units.roster import (
    DepartmentDuties,
    Roster,
    UnknownUnit,
    add_aliases,
    department_named,
    duties_told,
    roster,
)
from zonetracker.support.columns import aligned
from zonetracker.support.i18n import tr
from zonetracker.words.fields import field_word
from zonetracker.words.wording import one_line

_ALL = "all"


def units(options: Namespace, _: QtSide) -> int:
    """Register names or aliases, each call one undoable step; else list who answers for what in a year."""
    with opened(options.book, writing=bool(options.register or options.alias)) as ledger:
        year = options.year or max(ledger.years(), default=0)
        if options.register:
            _register(ledger, options.register, year)
        if options.alias:
            _alias(ledger, *options.alias)
        if not (options.register or options.alias):
            _show(roster(ledger, year), year, options.format)
    return DONE


def _register(ledger: Ledger, names: Sequence[str], year: int) -> None:
    wanted = [unit.name for unit in roster(ledger, year).unknown] if names == [_ALL] else names
    if wanted:
        ledger.add_departments(wanted)
    print(tr("已登记 {count} 个责任单位", count=len(wanted)))


def _alias(ledger: Ledger, name: str, *aliases: str) -> None:
    department = department_named(ledger, name)
    add_aliases(ledger, aliases, department)
    told = "、".join(map(one_line, aliases))
    print(tr("“{aliases}”今后就是“{name}”", aliases=told, name=one_line(department.name)))


def _show(found: Roster, year: int, form: str) -> None:
    if form == "json":
        print(json.dumps(_told(found), ensure_ascii=False, indent=1))
        return
    heads = (tr("责任单位"), field_word("aliases"), field_word("contact"), field_word("due_day"))
    counts = (tr("牵头"), tr("参与"))
    if found.departments:
        print(aligned([(*heads, *counts), *map(_line, found.departments)], right=frozenset({3, 4, 5})))
    for unit in found.unknown:
        likely = tr("，是否为“{name}”", name=one_line(unit.likely.name)) if unit.likely is not None else ""
        said = tr("未登记：{name}（{rows}）", name=one_line(unit.name), rows=duties_told(unit.duties))
        print(said + likely)
    if found.unassigned:
        print(tr("{year}年没有责任单位的：{rows}", year=year, rows=duties_told(found.unassigned)))
    if not (found.departments or found.unknown or found.unassigned):
        print(tr("还没有目标和事项，也没有登记责任单位。"))


def _line(row: DepartmentDuties) -> tuple[str, ...]:
    one = row.department
    due = "" if one.due_day is None else str(one.due_day)
    return one.name, "、".join(one.aliases), one.contact, due, str(len(row.leads)), str(len(row.beside))


def _told(found: Roster) -> dict[str, object]:
    return {
        "departments": [
            {
                "name": row.department.name,
                "aliases": list(row.department.aliases),
                "contact": row.department.contact,
                "due_day": row.department.due_day,
                "leads": _names(row.leads),
                "beside": _names(row.beside),
            }
            for row in found.departments
        ],
        "unknown": [_unknown(unit) for unit in found.unknown],
        "unassigned": _names(found.unassigned),
    }


def _unknown(unit: UnknownUnit) -> dict[str, object]:
    return {"name": unit.name, "rows": _names(unit.duties)}


def _names(duties: Iterable[Task]) -> list[str]:
    return [one.name for one in duties]
