"""Responsible units as a clerk registers them: a name or alias means one department and no other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import DepartmentChange
from zonetracker.model.checking.task_checks import day_ahead
from zonetracker.model.duties.naming import DepartmentIndex, unit_key
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Department
from zonetracker.services.ledger.closed import today
from zonetracker.services.ledger.entering import refuse
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import beyond, department_findings
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import action_columns, department_columns, to_department
from zonetracker.storage.values import id_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


class DepartmentOperations(LedgerReads):
    """Operations on responsible units. Each is one step of undo; each may raise Refusal."""

    def add_departments(self, names: Sequence[str]) -> Changed:
        """Register departments; a name or alias in use is refused ("department.twice")."""
        words: dict[str, object] = {"count": len(names)}
        if len(names) == 1:
            words |= {"as": "one", "title": names[0]}
        with self._database.operation("add_departments", **words) as recorder:
            for name in names:
                fresh = Department(0, name.strip(), position=_place_behind(recorder))
                refuse(*department_findings(None, fresh))
                _refuse_names(recorder, fresh, (fresh.name,))
                recorder.insert("department", department_columns(fresh))
        return recorder.changed

    def edit_department(self, department_id: int, change: DepartmentChange) -> Changed:
        """Change fields of a department; a rename keeps the old name as an alias."""
        before = self.department(department_id)
        after = change.on(before)
        if after.name != before.name and "aliases" not in change.said:
            after = replace(after, aliases=(*after.aliases, before.name))
        after = replace(after, aliases=tuple(_besides(after.name, after.aliases)))
        refuse(*department_findings(before, after))
        with self._database.operation("edit_department", title=before.name) as recorder:
            _refuse_names(recorder, after, (after.name, *after.aliases))
            if after != before:
                recorder.update("department", department_id, department_columns(after))
        return recorder.changed

    def merge_departments(self, department_ids: Sequence[int], into: int) -> Changed:
        """Departments that are one: their names become aliases of `into`; what it lacks it takes from the first.

        What was done about any of them was done about it, once where two were asked for the same on one day; their
        points are its own.
        """
        kept = self.department(into)
        others = [self.department(one) for one in dict.fromkeys(department_ids) if one != into]
        names = [name for one in (kept, *others) for name in (one.name, *one.aliases)]
        after = replace(
            kept,
            aliases=tuple(_besides(kept.name, names)),
            contact=next((one.contact for one in (kept, *others) if one.contact), ""),
            due_day=next((one.due_day for one in (kept, *others) if one.due_day is not None), None),
            series=next((one.series for one in (kept, *others) if one.series), ""),
            leader=next((one.leader for one in (kept, *others) if one.leader), ""),
        )
        refuse(*department_findings(kept, after))
        with self._database.operation("merge_departments", count=len(others), title=kept.name) as recorder:
            _hand_over(recorder, {one.id for one in others}, into)
            for one in others:
                recorder.delete("department", one.id)
            if others:
                recorder.update("department", into, department_columns(after))
        return recorder.changed

    def move_departments(self, department_ids: Sequence[int]) -> Changed:
        """Put departments into this order; those that are not named keep their places among all."""
        if len(set(department_ids)) != len(department_ids):
            raise ValueError("a department twice in one order")
        places = {one.id: one.position for one in self.departments()}
        if not set(department_ids) <= places.keys():
            raise KeyError(department_ids)
        moved = iter(department_ids)
        wanted = [next(moved) if one in department_ids else one for one in places]
        with self._database.operation("move_departments", count=len(department_ids)) as recorder:
            for position, one in enumerate(wanted):
                if places[one] != position:
                    recorder.update("department", one, {"position": position})
        return recorder.changed

    def chase(
        self,
        department_ids: Sequence[int],
        year: int,
        month: int,
        day: str | None = None,
        words: str = "",
        paper_no: str = "",
    ) -> Changed:
        """催报: that departments were asked on a day (None: today) for what they owe for a month, and in what words."""
        now = today()
        made = Action(
            0,
            ActionSubject.DEPARTMENT,
            0,
            day or now,
            ActionKind.CHASE,
            year=year,
            month=month,
            words=words.strip(),
            paper_no=paper_no.strip(),
        )
        refuse(*beyond(None, made), day_ahead(made.day, now, "day"))
        chased = [self.department(one) for one in dict.fromkeys(department_ids)]
        said: dict[str, object] = {"count": len(chased), "year": year, "month": month}
        if len(chased) == 1:
            said |= {"as": "one", "title": chased[0].name}
        with self._database.operation("chase", **said) as recorder:
            for department in chased:
                recorder.insert("action", action_columns(replace(made, subject_id=department.id)))
        return recorder.changed

    def remove_departments(self, department_ids: Sequence[int]) -> Changed:
        """Remove departments that no target, milestone or points name; others are refused ("department.used")."""
        gone = [self.department(one) for one in dict.fromkeys(department_ids)]
        words: dict[str, object] = {"count": len(gone)}
        if len(gone) == 1:
            words |= {"as": "one", "title": gone[0].name}
        with self._database.operation("remove_departments", **words) as recorder:
            index = DepartmentIndex(_all(recorder))
            named = {one for text in _texts(recorder) for one in index.resolve(text).known}
            for department in gone:
                if recorder.query("SELECT id FROM points WHERE department_id = ? LIMIT 1", (department.id,)):
                    raise Refusal(
                        RefusalCode.DEPARTMENT_USED,
                        tr(
                            "“{name}”有加减分或积分，不能删除；可以并入别的单位，或填“自几月起停用”。",
                            name=department.name,
                        ),
                    )
                if department in named:
                    raise Refusal(
                        RefusalCode.DEPARTMENT_USED,
                        tr(
                            "还有目标或事项写着“{name}”，不能删除；可以并入别的单位，或填“自几月起停用”。",
                            name=department.name,
                        ),
                    )
                recorder.delete("department", department.id)
        return recorder.changed


def _place_behind(recorder: Recorder) -> int:
    last = recorder.query("SELECT coalesce(max(position), -1) AS position FROM department", ())[0]["position"]
    assert isinstance(last, int)
    return last + 1


def _hand_over(recorder: Recorder, department_ids: Collection[int], into: int) -> None:
    """Let what was done about these departments, given to them and taken from them have been another's."""
    for row in recorder.query("SELECT * FROM points ORDER BY id", ()) if department_ids else []:
        if row["department_id"] in department_ids:
            recorder.update("points", id_of(row), {"department_id": into})
    told = "SELECT * FROM action WHERE subject = ? ORDER BY id"
    rows = recorder.query(told, (ActionSubject.DEPARTMENT.value,)) if department_ids else []
    known = {_asking(row) for row in rows if row["subject_id"] == into}
    for row in rows:
        if row["subject_id"] not in department_ids:
            continue
        if _asking(row) in known:
            recorder.delete("action", id_of(row))
        else:
            known.add(_asking(row))
            recorder.update("action", id_of(row), {"subject_id": into})


def _asking(row: Row) -> tuple[Value, ...]:
    return tuple(row[column] for column in ("kind", "day", "year", "month", "words", "paper_no"))


def _all(recorder: Recorder) -> list[Department]:
    return [to_department(row) for row in recorder.query("SELECT * FROM department ORDER BY position, id", ())]


def _texts(recorder: Recorder) -> Iterator[str]:
    """All that targets and milestones say of who is responsible."""
    told = "SELECT responsible FROM target UNION SELECT responsible FROM milestone"
    return (str(row["responsible"]) for row in recorder.query(told, ()))


def _besides(name: str, aliases: Iterable[str]) -> Iterator[str]:
    """The aliases that say another name than the department's own, each once."""
    seen = {unit_key(name)}
    for alias in aliases:
        key = unit_key(alias)
        if key and key not in seen:
            seen.add(key)
            yield alias


def _refuse_names(recorder: Recorder, department: Department, names: Iterable[str]) -> None:
    index = DepartmentIndex(one for one in _all(recorder) if one.id != department.id)
    for name in names:
        other = index.find(name)
        if other is not None:
            raise Refusal(
                RefusalCode.DEPARTMENT_TWICE,
                tr(
                    "“{name}”已是单位“{other}”的名称或别名；请换一个名称，或把两个单位合并。",
                    name=name,
                    other=other.name,
                ),
            )
