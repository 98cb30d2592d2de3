"""The columns of the registered units and of the names that none of them has."""

from __future__ import annotations

from collections.abc import Callable

from zonetracker.model.changes import DepartmentChange
from zonetracker.services.units.roster import DepartmentDuties, UnknownUnit, duties_told
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import TableColumn
from zonetracker.words.facts import code_of, department_kind_words
from zonetracker.words.typed import read_deadline, read_names, read_number
from zonetracker.words.wording import one_line

Keep = Callable[[DepartmentDuties, Callable[[], DepartmentChange]], bool]
_TOLD_IN_TIP = 30


def unit_columns(keep: Keep) -> list[TableColumn]:
    """A unit with what is noted of it and what it answers for."""

    def taking(read: Callable[[str], DepartmentChange]) -> Callable[[DepartmentDuties, str], bool]:
        return lambda row, text: keep(row, lambda: read(text))

    return [
        TableColumn(
            "name",
            tr("责任单位"),
            lambda row: one_line(row.department.name),
            edit=taking(lambda text: DepartmentChange(name=text)),
            width=20,
            least=13,
        ),
        TableColumn(
            "aliases",
            tr("别名"),
            lambda row: "、".join(row.department.aliases),
            edit=taking(lambda text: DepartmentChange(aliases=read_names(text))),
            width=18,
            least=5,
            head_tip=tr("报告和报表里的其他叫法，用顿号分开"),
        ),
        TableColumn(
            "series",
            tr("序列"),
            lambda row: row.department.series,
            edit=taking(lambda text: DepartmentChange(series=text)),
            width=8,
            least=5,
            head_tip=tr("部门、镇街、园区、国企、专班等；同一序列的放在一起比"),
        ),
        TableColumn(
            "kind",
            tr("类别"),
            lambda row: department_kind_words()[row.department.kind],
            edit=taking(lambda text: DepartmentChange(kind=code_of(department_kind_words(), text))),
            choices=tuple(department_kind_words().values()),
            width=6,
        ),
        TableColumn(
            "leader",
            tr("负责人"),
            lambda row: row.department.leader,
            edit=taking(lambda text: DepartmentChange(leader=text)),
            width=10,
            least=7,
        ),
        TableColumn(
            "contact",
            tr("联系人"),
            lambda row: row.department.contact,
            edit=taking(lambda text: DepartmentChange(contact=text)),
            width=18,
            least=7,
        ),
        TableColumn(
            "due_day",
            tr("报送日"),
            lambda row: "" if row.department.due_day is None else str(row.department.due_day),
            order=lambda row: row.department.due_day,
            edit=taking(lambda text: DepartmentChange(due_day=_day(text))),
            numeric=True,
            width=6,
            head_tip=tr("次月几日以前报数，1 至 28；没有约定可以空着"),
        ),
        TableColumn(
            "retired",
            tr("停用"),
            lambda row: row.department.retired_from or "",
            edit=taking(lambda text: DepartmentChange(retired_from=_month(text))),
            width=8,
            head_tip=tr("从哪个月起不再报送，如 2023-07"),
        ),
        TableColumn(
            "leads",
            tr("牵头"),
            lambda row: str(len(row.leads)),
            order=lambda row: len(row.leads),
            numeric=True,
            width=5,
            head_tip=tr("这一年由它牵头的目标和事项"),
        ),
        TableColumn(
            "beside",
            tr("参与"),
            lambda row: str(len(row.beside)),
            order=lambda row: len(row.beside),
            numeric=True,
            width=5,
            head_tip=tr("这一年写着它、由别的单位牵头的目标和事项"),
        ),
        TableColumn(
            "duties",
            tr("牵头的任务"),
            lambda row: duties_told(row.leads),
            tip=lambda row: "、".join(one.name for one in row.leads[:_TOLD_IN_TIP]),
            width=24,
            fills=True,
        ),
    ]


def _day(text: str) -> int | None:
    """A day as typed; what is no whole day is none of the month, which the ledger says."""
    day = read_number(text)
    return None if day is None else int(day) if day == day.to_integral_value() else 0


def _month(text: str) -> str | None:
    """A month as typed; a whole year begins with its first month."""
    found = read_deadline(text)
    if found is None:
        return None
    return f"{found}-01" if len(found) == len("2023") else found[: len("2023-07")]


def unknown_columns() -> list[TableColumn]:
    """A name that no unit has, with the rows that name it."""
    return [
        TableColumn("name", tr("没有登记的名称"), lambda unit: one_line(unit.name), width=24),
        TableColumn("likely", tr("可能是"), _likely, width=20),
        TableColumn(
            "count",
            tr("处数"),
            lambda unit: str(len(unit.duties)),
            order=lambda unit: len(unit.duties),
            numeric=True,
            width=5,
        ),
        TableColumn(
            "duties",
            tr("写着它的目标和事项"),
            lambda unit: duties_told(unit.duties),
            tip=lambda unit: "、".join(one.name for one in unit.duties[:_TOLD_IN_TIP]),
            width=30,
            fills=True,
        ),
    ]


def _likely(unit: UnknownUnit) -> str:
    return one_line(unit.likely.name) if unit.likely is not None else ""
