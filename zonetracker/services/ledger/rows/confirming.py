"""What a confirmed row becomes, and how that is taken away or follows when the row changes.

Table `made` links a row to what it made or supports. Several rows may stand behind one fact (a level in one sentence,
the growth in another); the fact goes when its last row goes, and never when a clerk typed it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from zonetracker.lexicon.naming import NameIndex, new_indicator
from zonetracker.model.bookkeeping import Asked, Conflict
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Actual, Indicator, Milestone, ReviewRow, ReviewStatus, Stated, Target, TaskKind
from zonetracker.services.figures import agree, joined
from zonetracker.services.ledger.closed import ClosedMonths
from zonetracker.services.ledger.entering import Entering, Facts, Gate, actual_findings, target_findings
from zonetracker.services.ledger.lists.placing import ListPlaces
from zonetracker.services.ledger.rows.becoming import Becomes, actual_of, becomes, milestone_of, target_of
from zonetracker.services.ledger.rows.tiers import raised, stated_by, stretch_by, stretch_of
from zonetracker.services.ledger.tasks.taking_away import remove_milestones, take_along
from zonetracker.services.ledger.within import candidate_findings
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import (
    actual_columns,
    indicator_columns,
    target_columns,
    to_actual,
    to_indicator,
    to_review_row,
    to_target,
)
from zonetracker.storage.task_records import milestone_columns

OnConflict = Literal["ask", "keep", "replace", "stretch"]
"""What stands where a row says other figures: asked, the old ones, the row's, or the row's as the upper tier."""


class Confirming:
    """One operation's work on rows; of facts and names it asks the file only for what the rows speak of."""

    def __init__(self, recorder: Recorder, names: NameIndex, gate: Gate | None = None) -> None:
        """`names` has the indicators as they stand before the operation; it is left as it is."""
        self._recorder = recorder
        self._gate = gate or Gate()
        self._closed = ClosedMonths(recorder.query)
        self.conflicts: list[Conflict] = []
        self._names = names.copy()
        self._sources: dict[int, str] = {}
        self._wholes: dict[int, set[Value]] = {}
        self._places = ListPlaces(recorder)

    def _source(self, row: ReviewRow) -> str:
        number = row.report_id
        if number not in self._sources:
            found = self._recorder.query("SELECT name FROM report WHERE id = ?", (number,))
            self._sources[number] = str(found[0]["name"])
        return self._sources[number]

    def _targets(self, indicator_id: int, year: int) -> list[Target]:
        found = self._recorder.query(
            "SELECT * FROM target WHERE indicator_id = ? AND year = ? ORDER BY id", (indicator_id, year)
        )
        return [to_target(one) for one in found]

    def _actual_at(self, fact: Actual) -> Actual | None:
        """What stands in the place of an actual."""
        found = self._recorder.query(
            "SELECT * FROM actual WHERE indicator_id = ? AND year = ? AND month = ?",
            (fact.indicator_id, fact.year, fact.month),
        )
        return to_actual(found[0]) if found else None

    # Making

    def confirm(self, row: ReviewRow, on_conflict: OnConflict = "ask", indicator_id: int | None = None) -> bool:
        """Confirm a row and make what it becomes; False where it stays as it is because of a conflict or a check."""
        meant = self._meant(row, indicator_id)
        return self._passes(row, None, meant, on_conflict) and self._make(row, meant, on_conflict)

    def _make(self, row: ReviewRow, meant: Indicator, on_conflict: OnConflict = "ask") -> bool:
        form = becomes(row)
        if form is Becomes.MILESTONE:
            self._link(
                row,
                milestone_id=self._recorder.insert("milestone", milestone_columns(self._milestone(row))),
            )
        elif form is not Becomes.NOTHING:
            indicator = self._in_the_book(row, meant)
            made = self._make_target if form is Becomes.TARGET else self._make_actual
            if not made(row, indicator, on_conflict, meant.id == 0):
                self._set_status(row, ReviewStatus.OPEN)
                self.drop_if_unused(indicator.id)
                return False
        self._set_status(row, ReviewStatus.CONFIRMED)
        return True

    # Checking

    def passes(self, row: ReviewRow, before: ReviewRow) -> bool:
        """Whether what a row becomes may be; `before` is the row as what stands was made of it."""
        return self._passes(row, before, self._meant(row))

    def _passes(
        self, row: ReviewRow, before: ReviewRow | None, meant: Indicator, on_conflict: OnConflict = "ask"
    ) -> bool:
        issued = self._issued_anew(row, meant, on_conflict) if before is None else self._issued(row, before)
        findings = self._findings(row, before, meant) + issued
        return self._gate.passes(Asked("review_row", row.id, row.candidate.name, findings, row.candidate.year or 0))

    def _findings(self, row: ReviewRow, before: ReviewRow | None, indicator: Indicator) -> tuple[Finding, ...]:
        form, candidate = becomes(row), row.candidate
        if before is not None and becomes(before) is not form:
            before = None
        beyond = candidate_findings(before.candidate if before else None, candidate)
        if beyond or form in (Becomes.NOTHING, Becomes.MILESTONE):
            return beyond
        facts = Facts(self._recorder.query)
        if form is Becomes.TARGET:
            was = self._target(before, indicator.id) if before else None
            return target_findings(facts, was, self._target(row, indicator.id), self._parts_of_row(row))
        was_reached = self._actual(before, indicator.id) if before else None
        reached = Entering(was_reached, self._actual(row, indicator.id), "", unit_said=True)
        return actual_findings(facts, indicator, reached)

    def _issued_anew(self, row: ReviewRow, meant: Indicator, on_conflict: OnConflict) -> tuple[Finding, ...]:
        """What confirming a row changes of figures that were given out."""
        form = becomes(row)
        if not self._closed.any:
            return ()
        if form is Becomes.ACTUAL:
            fresh = self._actual(row, meant.id)
            existing = self._actual_at(fresh) if meant.id else None
            left = fresh if existing is None else self._left(existing, fresh, on_conflict) or existing
            return self._closed.actual_findings(existing, left)
        if form is Becomes.TARGET:
            wanted = self._target(row, meant.id)
            standing = self._targets(meant.id, wanted.year) if meant.id else []
            changed = self._changed_target(standing, wanted, row.candidate.stretch, on_conflict)
            return self._closed.target_findings(*(changed or (None, wanted))) if changed or not standing else ()
        return ()

    def _issued(self, row: ReviewRow, before: ReviewRow) -> tuple[Finding, ...]:
        """What a confirmed row that is corrected changes of figures that were given out; a new name is a change."""
        if not self._closed.any:
            return ()
        renamed = row.candidate.name != before.candidate.name
        found: tuple[Finding, ...] = ()
        for was, now in ((before, None), (None, row)) if renamed else ((before, row),):
            found += self._closed.target_findings(self._as_target(was), self._as_target(now))
            found += self._closed.actual_findings(self._as_actual(was), self._as_actual(now))
        return tuple(dict.fromkeys(found))

    def _as_target(self, row: ReviewRow | None) -> Target | None:
        return self._target(row, 0) if row is not None and becomes(row) is Becomes.TARGET else None

    def _as_actual(self, row: ReviewRow | None) -> Actual | None:
        return self._actual(row, 0) if row is not None and becomes(row) is Becomes.ACTUAL else None

    def _parts_of_row(self, row: ReviewRow) -> list[Target]:
        """The targets of rows that name this one as their whole."""
        number = row.report_id
        if number not in self._wholes:
            named = self._recorder.query("SELECT DISTINCT parent FROM review_row WHERE report_id = ?", (number,))
            self._wholes[number] = {one["parent"] for one in named}
        if row.candidate.id not in self._wholes[number]:
            return []
        found = self._recorder.query(
            # CROSS JOIN: few rows name this one
            "SELECT target.* FROM review_row CROSS JOIN target ON target.row_id = review_row.id"
            " WHERE review_row.report_id = ? AND review_row.parent = ?",
            (number, row.candidate.id),
        )
        return [one for one in map(to_target, found) if one.year == row.candidate.year]

    def _set_status(self, row: ReviewRow, status: ReviewStatus) -> None:
        self._recorder.update("review_row", row.id, {"status": status.value})

    def _link(self, row: ReviewRow, **ids: Value) -> None:
        self._recorder.insert("made", {"row_id": row.id, **ids})

    def _meant(self, row: ReviewRow, chosen: int | None = None) -> Indicator:
        """The indicator that a row speaks of, chosen or by its name; with id 0 one that the workbook lacks."""
        if chosen is not None:
            found = None if chosen in self._names else self._recorder.get("indicator", chosen)
            return self._names[chosen] if found is None else to_indicator(found)  # a damaged one says so
        name, unit = row.candidate.name, row.candidate.stated.unit
        return self._names.find(name, unit) or new_indicator(name, unit, row.candidate)

    def _in_the_book(self, row: ReviewRow, meant: Indicator) -> Indicator:
        """The indicator that is meant as the workbook has it from now on: with the row's name and a unit."""
        if meant.id == 0:
            return self._add_indicator(meant)
        name, unit, indicator = row.candidate.name, row.candidate.stated.unit, meant
        if self._names.find(name, unit) is None:
            indicator = self._change_indicator(indicator, aliases=(*indicator.aliases, name))
        if indicator.unit is None and unit is not None:
            indicator = self._change_indicator(indicator, unit=unit)
        return indicator

    def _add_indicator(self, fresh: Indicator) -> Indicator:
        number = self._recorder.insert("indicator", {**indicator_columns(fresh), "from_row": 1})
        indicator = replace(fresh, id=number)
        self._names.put(indicator)
        return indicator

    def _change_indicator(
        self, indicator: Indicator, unit: str | None = None, aliases: tuple[str, ...] | None = None
    ) -> Indicator:
        changed = replace(indicator, unit=unit or indicator.unit, aliases=aliases or indicator.aliases)
        self._recorder.update("indicator", indicator.id, indicator_columns(changed))
        self._names.put(changed)
        return changed

    def _make_target(self, row: ReviewRow, indicator: Indicator, on_conflict: OnConflict, new: bool) -> bool:
        """`new` is an indicator of which nothing can stand yet."""
        fresh = self._target(row, indicator.id)
        standing = [] if new else self._targets(indicator.id, fresh.year)
        changed = self._changed_target(standing, fresh, row.candidate.stretch, on_conflict)
        if changed is not None:
            self._put_target(*changed)
            self._link(row, indicator_id=indicator.id, target_id=changed[0].id)
            return True
        if standing and on_conflict == "keep":
            self._link(row, indicator_id=indicator.id)
            return True
        if standing:
            self.conflicts.append(Conflict(row.id, "target", standing[0].id))
            return False
        number = self._places.put(row, fresh)
        self._link(row, indicator_id=indicator.id, target_id=number)
        self._adopt(row, number)
        return True

    @staticmethod
    def _over(existing: Target, fresh: Target) -> Target:
        """The clerk's own columns of a target, with figures and source of another row."""
        return replace(
            existing,
            stated=fresh.stated,
            wording=fresh.wording,
            deadline=fresh.deadline or existing.deadline,
            responsible=existing.responsible or fresh.responsible,
            row_id=fresh.row_id,
            quote=fresh.quote,
            source=fresh.source,
        )

    @staticmethod
    def _supports(standing: Target, fresh: Target) -> bool:
        """Whether a row says the same as a target; a typed target is never added to, so nothing new may come."""
        if not agree(standing.stated, fresh.stated):
            return False
        typed = standing.row_id is None
        return not typed or joined(standing.stated, fresh.stated) == standing.stated

    @staticmethod
    def _supported(standing: Target, fresh: Target) -> Target:
        """A target with what another row adds to it; a typed one stays."""
        if standing.row_id is None:
            return standing
        together = joined(standing.stated, fresh.stated)
        return replace(standing, stated=together, wording=standing.wording or fresh.wording)

    def _changed_target(
        self, standing: Sequence[Target], fresh: Target, stretch: bool, on_conflict: OnConflict
    ) -> tuple[Target, Target] | None:
        """The target that a row stands behind, before and after; None where it makes one or must not touch any.

        A row with the upper of two tiers adds it to the target; one with the lower tier puts its figures under those of
        an upper tier that came first.
        """
        for one in standing:
            after = raised(one, fresh.stated) if stretch else self._lowered(one, fresh)
            if after is not None:
                return one, after
        if not standing or on_conflict not in ("replace", "stretch"):
            return None
        first = standing[0]
        after = raised(first, fresh.stated, over=True) if stretch else self._over(first, fresh)
        return None if after is None else (first, after)

    def _lowered(self, standing: Target, fresh: Target) -> Target | None:
        """A target with what a row of its lower tier says; None where that speaks against what stands."""
        if self._supports(standing, fresh):
            return self._supported(standing, fresh)
        behind = self._others("target_id", standing.id) if standing.row_id is not None else []
        if not behind or not all(row.candidate.stretch for row in behind):
            return None
        return raised(self._over(standing, fresh), standing.stated)

    def _put_target(self, before: Target, after: Target) -> None:
        if after.parent_id != before.parent_id and before.id in self._above(after.parent_id):
            after = replace(after, parent_id=before.parent_id)
        self._recorder.update("target", before.id, target_columns(after))

    def _adopt(self, row: ReviewRow, target_id: int) -> None:
        """Hang targets of rows that name this one as their whole (其中) below it; never one that it hangs below."""
        children = [target for target in self._parts_of_row(row) if target.parent_id is None]
        if not children:
            return
        above = self._above(target_id)
        for target in children:
            if target.id not in above:
                self._put_target(target, replace(target, parent_id=target_id))

    def _above(self, target_id: Value) -> set[Value]:
        """A target and those that it hangs below."""
        above: set[Value] = set()
        while target_id is not None and target_id not in above:
            above.add(target_id)
            step = self._recorder.get("target", _id(target_id))
            target_id = None if step is None else step["parent_id"]
        return above

    def _parent_of(self, row: ReviewRow) -> int | None:
        if row.candidate.parent is None:
            return None
        found = self._recorder.query(
            "SELECT made.target_id FROM made JOIN review_row ON review_row.id = made.row_id"
            " JOIN target ON target.id = made.target_id"
            " WHERE review_row.report_id = ? AND review_row.key = ? AND target.year = ?",
            (row.report_id, row.candidate.parent, row.candidate.year),
        )
        return int(found[0]["target_id"] or 0) if found else None

    def _make_actual(self, row: ReviewRow, indicator: Indicator, on_conflict: OnConflict, new: bool) -> bool:
        fresh = self._actual(row, indicator.id)
        existing = None if new else self._actual_at(fresh)
        ids: dict[str, Value] = {}
        if existing is None:
            ids["actual_id"] = self._recorder.insert("actual", actual_columns(fresh))
        else:
            left = self._left(existing, fresh, on_conflict)
            if left is not None:
                self._put_actual(existing, left)
                ids["actual_id"] = existing.id
            elif on_conflict == "ask":
                self.conflicts.append(Conflict(row.id, "actual", existing.id))
                return False
        self._link(row, indicator_id=indicator.id, **ids)
        return True

    @staticmethod
    def _left(existing: Actual, fresh: Actual, on_conflict: OnConflict) -> Actual | None:
        """What a row leaves in the place of an actual; None where it says another figure and may not replace it."""
        together = joined(_stated(existing), _stated(fresh))
        typed = existing.row_id is None
        if agree(_stated(existing), _stated(fresh)) and (not typed or together == _stated(existing)):
            return _with(existing, together)
        return replace(fresh, id=existing.id) if on_conflict == "replace" else None

    def _put_actual(self, before: Actual, after: Actual) -> None:
        self._recorder.update("actual", before.id, actual_columns(after))

    def _target(self, row: ReviewRow, indicator_id: int) -> Target:
        return target_of(row, indicator_id, self._source(row), self._parent_of(row))

    def _actual(self, row: ReviewRow, indicator_id: int) -> Actual:
        return actual_of(row, indicator_id, self._source(row))

    def _milestone(self, row: ReviewRow) -> Milestone:
        return milestone_of(row, self._source(row))

    # Taking away

    def may_unmake(self, row: ReviewRow) -> bool:
        """Whether what a row made may be taken away: not what was given out, unless there is a reason."""
        if not self._closed.any:
            return True
        found = list[Finding]()
        for made in self._recorder.query("SELECT * FROM made WHERE row_id = ?", (row.id,)):
            if made["target_id"] is not None:
                found += self._closed.target_findings(*self._target_without(_id(made["target_id"]), row))
            if made["actual_id"] is not None:
                found += self._closed.actual_findings(*self._actual_without(_id(made["actual_id"]), row))
        return self._gate.passes(Asked("review_row", row.id, row.candidate.name, tuple(found), row.candidate.year or 0))

    def unmake(self, row: ReviewRow) -> None:
        """Take away what a row made, as it was then, as far as no other row and no clerk stands behind it."""
        links = self._recorder.query("SELECT * FROM made WHERE row_id = ?", (row.id,))
        if not links:
            return
        made = links[0]
        self._recorder.delete("made", _id(made["id"]))
        if made["target_id"] is not None:
            self._unmake_target(_id(made["target_id"]), row)
        if made["actual_id"] is not None:
            self._unmake_actual(_id(made["actual_id"]), row)
        if made["milestone_id"] is not None:
            milestone = self._recorder.get("milestone", _id(made["milestone_id"]))
            if milestone is not None and milestone["row_id"] == row.id:
                remove_milestones(self._recorder, [_id(milestone["id"])])
        if made["indicator_id"] is not None:
            self.drop_if_unused(_id(made["indicator_id"]))

    def forget(self, row_id: int) -> None:
        """Before a row goes for good: facts that stay (typed, or held by others) no longer point to it."""
        for table in ("target", "actual", "milestone"):
            for fact in self._recorder.query(f"SELECT id FROM {table} WHERE row_id = ?", (row_id,)):
                self._recorder.update(table, _id(fact["id"]), {"row_id": None})

    def _others(self, column: str, fact_id: int) -> list[ReviewRow]:
        rows = self._recorder.query(
            f"SELECT review_row.* FROM made JOIN review_row ON review_row.id = made.row_id"
            f" WHERE made.{column} = ? ORDER BY review_row.report_id, review_row.position",
            (fact_id,),
        )
        return [to_review_row(row) for row in rows]

    def _unmake_target(self, target_id: int, gone: ReviewRow) -> None:
        before, after = self._target_without(target_id, gone)
        if before is not None and after is None:
            self.remove_target(before)
        elif before is not None and after is not None:
            self._put_target(before, after)

    def _target_without(self, target_id: int, gone: ReviewRow) -> tuple[Target | None, Target | None]:
        """A target as it stands, and as it is left where the other rows behind it stay; one that was typed stays."""
        found = self._recorder.get("target", target_id)
        target = to_target(found) if found is not None else None
        if target is None or target.row_id is None:
            return target, target
        others = [one for one in self._others("target_id", target_id) if one.id != gone.id]
        if not others:
            return target, None
        stated = target.stated if gone.candidate.stretch else self._without(gone, others, target.stated)
        stretch, unit = stretch_of(target), target.stated.unit
        if stretch == stretch_by([*others, gone], unit):
            stretch = stretch_by(others, unit)
        source = self._target(others[0], target.indicator_id) if target.row_id == gone.id else target
        left = replace(target, stated=stated, stretch=stretch.value, stretch_growth=stretch.growth)
        return target, replace(left, row_id=source.row_id, quote=source.quote, source=source.source)

    def _unmake_actual(self, actual_id: int, gone: ReviewRow) -> None:
        before, after = self._actual_without(actual_id, gone)
        if before is not None and after is None:
            self._recorder.delete("actual", actual_id)
        elif before is not None and after is not None:
            self._put_actual(before, after)

    def _actual_without(self, actual_id: int, gone: ReviewRow) -> tuple[Actual | None, Actual | None]:
        """The same of an actual."""
        found = self._recorder.get("actual", actual_id)
        actual = to_actual(found) if found is not None else None
        if actual is None or actual.row_id is None:
            return actual, actual
        others = [one for one in self._others("actual_id", actual_id) if one.id != gone.id]
        if not others:
            return actual, None
        stated = self._without(gone, others, _stated(actual))
        origin = self._source(others[0]) if actual.row_id == gone.id else actual.origin
        owner = others[0].id if actual.row_id == gone.id else actual.row_id
        return actual, replace(_with(actual, stated), origin=origin, row_id=owner)

    @staticmethod
    def _without(gone: ReviewRow, others: list[ReviewRow], stated: Stated) -> Stated:
        """What the other rows state together; figures that a clerk changed by hand since stay."""
        rest = stated_by(others)
        untouched = agree(stated, joined(rest, gone.candidate.stated)) or agree(stated, gone.candidate.stated)
        return rest if untouched else stated

    def remove_target(self, target: Target) -> None:
        """Remove a target and what hangs on it; its children stand for themselves, its rows for nothing."""
        recorder = self._recorder
        for child in recorder.query("SELECT id FROM target WHERE parent_id = ?", (target.id,)):
            recorder.update("target", _id(child["id"]), {"parent_id": None})
        for adjustment in recorder.query("SELECT id FROM target_adjustment WHERE target_id = ?", (target.id,)):
            recorder.delete("target_adjustment", _id(adjustment["id"]))
        for link in recorder.query("SELECT id FROM made WHERE target_id = ?", (target.id,)):
            recorder.update("made", _id(link["id"]), {"target_id": None})
        for period in recorder.query("SELECT id FROM period_target WHERE target_id = ?", (target.id,)):
            recorder.delete("period_target", _id(period["id"]))
        take_along(recorder, TaskKind.TARGET, [target.id])
        recorder.delete("target", target.id)

    def drop_if_unused(self, indicator_id: int) -> None:
        """Remove an indicator that confirming made and nobody edited, once nothing speaks of it."""
        found = self._recorder.get("indicator", indicator_id)
        if found is None or not found["from_row"]:
            return
        for table in ("target", "actual", "made"):
            if self._recorder.query(f"SELECT id FROM {table} WHERE indicator_id = ? LIMIT 1", (indicator_id,)):
                return
        self._recorder.delete("indicator", indicator_id)
        if indicator_id in self._names:  # a damaged one has no name
            self._names.drop(indicator_id)

    # Following

    def follow(self, before: ReviewRow, after: ReviewRow) -> None:
        """A confirmed row was corrected: change in place what only it made; else take away and make anew."""
        self._wholes.clear()
        links = self._recorder.query("SELECT * FROM made WHERE row_id = ?", (after.id,))
        if links and becomes(before) is becomes(after) and self._changed_in_place(links[0], before, after):
            return
        self.unmake(before)
        self._make(after, self._meant(after))

    def _changed_in_place(self, made: Row, before: ReviewRow, after: ReviewRow) -> bool:
        form = becomes(after)
        if form is Becomes.MILESTONE:
            columns = _differing(
                milestone_columns(self._milestone(before)),
                milestone_columns(self._milestone(after)),
            )
            number = made["milestone_id"]
            if number is None or not self._owned("milestone", _id(number), after.id):
                return False
            self._recorder.update("milestone", _id(number), columns)
            return True
        if form not in (Becomes.TARGET, Becomes.ACTUAL) or made["indicator_id"] is None:
            return form is Becomes.NOTHING
        table = form.value
        number = made[f"{table}_id"]
        if number is None or not self._owned(table, _id(number), after.id):
            return False
        return self._moved(table, _id(number), made, before, after)

    def _owned(self, table: str, fact_id: int, row_id: int) -> bool:
        """Whether a fact stands by this row alone."""
        fact = self._recorder.get(table, fact_id)
        links = self._recorder.query(f"SELECT row_id FROM made WHERE {table}_id = ?", (fact_id,))
        return fact is not None and fact["row_id"] == row_id and [link["row_id"] for link in links] == [row_id]

    def _moved(self, table: str, fact_id: int, made: Row, before: ReviewRow, after: ReviewRow) -> bool:
        old = _id(made["indicator_id"])
        renamed = before.candidate.name != after.candidate.name
        indicator = self._in_the_book(after, self._meant(after, None if renamed else old))
        if table == "target":
            standing = to_target(self._recorder.query("SELECT * FROM target WHERE id = ?", (fact_id,))[0])
            fresh = self._target(after, indicator.id)
            if fact_id in self._above(fresh.parent_id):  # nothing hangs below itself
                fresh = replace(fresh, parent_id=None)
            columns = _differing(target_columns(self._target(before, old)), target_columns(fresh))
            taken = [one.id for one in self._targets(indicator.id, fresh.year) if one.id != fact_id]
            place = (indicator.id, fresh.year) != (standing.indicator_id, standing.year)
        else:
            actual = to_actual(self._recorder.query("SELECT * FROM actual WHERE id = ?", (fact_id,))[0])
            figure = self._actual(after, indicator.id)
            columns = _differing(actual_columns(self._actual(before, old)), actual_columns(figure))
            place = (indicator.id, figure.year, figure.month) != (actual.indicator_id, actual.year, actual.month)
            there = self._actual_at(figure)
            taken = [there.id] if there is not None and there.id != fact_id else []
        if place and taken:
            self.drop_if_unused(indicator.id)
            return False
        self._recorder.update(table, fact_id, columns)
        self._recorder.update("made", _id(made["id"]), {"indicator_id": indicator.id})
        if old != indicator.id:
            self.drop_if_unused(old)
        return True


def _id(value: Value) -> int:
    assert isinstance(value, int)
    return value


def _stated(actual: Actual) -> Stated:
    return Stated(value=actual.value, unit=actual.unit, growth=actual.growth)


def _with(actual: Actual, stated: Stated) -> Actual:
    return replace(actual, value=stated.value, unit=stated.unit or actual.unit, growth=stated.growth)


def _differing(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, Value]:
    return {column: value for column, value in after.items() if before[column] != value}
